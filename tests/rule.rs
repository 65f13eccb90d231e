//! Rules: found in order, learned, applied, explained; splits that tie; bulk matches and moves.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tests::{Desk, Window, table};

/// Three lines, and eight postings of two months that none of them is matched to.
fn posted(desk: &Desk) -> Window {
    let window = desk.book();
    let budget = "\
Line,Vendor,Category,Department,2027-01,2027-02
Laptop lease,Halden,Hardware,IT,5,0
Licences for design,Vantage,Software & SaaS,Design,5,0
Licences for office,Vantage,Software & SaaS,IT,5,0
";
    window.import(desk, "budget", budget);
    let actuals = "\
Date,Amount,Currency,Vendor,Text,Document,Account,Cost centre
2027-01-10,1200.00,EUR,Halden,Lease January laptops,RE-1,480000,CC-1
2027-01-12,300.00,EUR,Vantage,Design seats 01/2027,RE-2,470000,CC-2
2027-01-13,200.00,EUR,Vantage,Office seats 01/2027,RE-3,470000,CC-1
2027-02-10,1200.00,EUR,Halden,Lease February laptops,RE-4,480000,CC-1
2027-02-12,300.00,EUR,Vantage,Design seats 02/2027,RE-5,470000,CC-2
2027-02-13,200.00,EUR,Vantage,Office seats 02/2027,RE-6,470000,CC-1
2027-02-14,100.01,EUR,Kiosk,Coffee,RE-7,490000,CC-9
2027-02-15,-50.00,EUR,Vantage,Credit for design seats,RE-8,470000,CC-2
";
    window.import(desk, "actuals", actuals);
    window
}

fn rule(change: &Value) -> Value {
    let mut rule = json!({
        "id": null, "name": "A rule", "vendor": null, "text": "", "account": "", "cost_centre": "", "amount_from": null,
        "amount_to": null, "source": "typed", "shares": [{ "line": 1, "share": "1" }],
    });
    change.as_object().unwrap().iter().for_each(|(key, value)| rule[key] = value.clone());
    rule
}

fn list(window: &Window, change: &Value) -> Value {
    let mut query = json!({
        "filter": "", "state": "all", "period": null, "vendor": null, "category": null, "line": null, "batch": null,
        "from": 0, "count": 1000,
    });
    change.as_object().unwrap().iter().for_each(|(key, value)| query[key] = value.clone());
    window.call("actual.list", query)
}

fn lines(window: &Window) -> String {
    table(&list(window, &json!({}))["rows"], &["document", "amount", "line_label", "rule"])
}

fn unmatched(window: &Window) -> Value {
    window.call("book.state", Value::Null)["unmatched_count"].clone()
}

#[test]
fn rules_are_tried_in_order_and_never_touch_what_was_matched_by_hand() {
    let desk = Desk::new();
    let window = posted(&desk);
    window.call("actual.match_line", json!({ "actuals": [6], "line": 2 }));
    let vantage = 2;
    window.call(
        "rule.save",
        rule(&json!({ "name": "Vantage", "vendor": vantage, "shares": [{ "line": 3, "share": "1" }] })),
    );
    window.call(
        "rule.save",
        rule(&json!({ "name": "Design", "text": "SEATS design", "shares": [{ "line": 2, "share": "1" }] })),
    );
    window.call("rule.save", rule(&json!({ "name": "Lease", "account": "48*", "cost_centre": "cc-1" })));
    let preview = window.call("rule.preview", json!({ "period": "2027-02" }));
    expect![[r#"
        Vantage | 2 | 250.00
        Lease | 1 | 1200.00
    "#]]
    .assert_eq(&table(&preview["rules"], &["name", "count", "total"]));
    assert_eq!((&preview["matched"], &preview["left"], unmatched(&window)), (&json!(3), &json!(1), json!(7)));

    // Design goes first: what is written next is matched otherwise.
    window.call("rule.place", json!({ "id": 2, "to": 0 }));
    let names = |window: &Window| table(&window.call("rule.list", Value::Null), &["id", "matched"]);
    assert_eq!(names(&window), "2 | 0\n1 | 0\n3 | 0\n");
    let applied = window.call("rule.apply", json!({ "period": null }));
    assert_eq!((&applied["matched"], &applied["left"], unmatched(&window)), (&json!(6), &json!(1), json!(1)));
    expect![[r#"
        RE-8 | -50.00 | Licences for design | 2
        RE-7 | 100.01 |  | -
        RE-6 | 200.00 | Licences for design | -
        RE-5 | 300.00 | Licences for design | 2
        RE-4 | 1200.00 | Laptop lease | 3
        RE-3 | 200.00 | Licences for office | 1
        RE-2 | 300.00 | Licences for design | 2
        RE-1 | 1200.00 | Laptop lease | 3
    "#]]
    .assert_eq(&lines(&window));
    assert_eq!(names(&window), "2 | 3\n1 | 1\n3 | 2\n");
    assert_eq!(window.call("book.state", Value::Null)["undo"], json!("Match 6 actuals by rules"));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(unmatched(&window), json!(7));
}

#[test]
fn a_rule_says_what_is_wrong_with_it() {
    let desk = Desk::new();
    let window = posted(&desk);
    expect![[r#"
        vendor: Give at least one condition: a vendor, words of the text, an account, a cost centre or an amount.
        shares: Choose the budget line."#]]
    .assert_eq(&window.refused("rule.save", &rule(&json!({ "shares": [] }))));
    expect!["not_found: A record that was chosen here is not in the book any more. Choose another."]
        .assert_eq(
            &window.refused(
                "rule.save",
                &rule(&json!({ "text": "a", "shares": [{ "line": 99, "share": "1" }] })),
            ),
        );
    assert!(window.refused("rule.save", &rule(&json!({ "id": 99, "text": "a" }))).starts_with("not_found: "));
    assert!(window.refused("rule.remove", &json!({ "id": 99 })).starts_with("not_found: "));
}

#[test]
fn a_rule_is_learned_from_what_was_matched() {
    let desk = Desk::new();
    let window = posted(&desk);
    let learn = |actuals: Value, expected: Expect| {
        let learned = window.call("rule.learn", json!({ "actuals": actuals }));
        let fields = ["name", "vendor", "text", "account", "cost_centre", "source"];
        let counts = ["unmatched", "tried", "right"].map(|name| learned[name].to_string()).join(" ");
        expected.assert_eq(&format!("{}{counts}", table(&json!([learned["rule"]]), &fields)));
        learned["rule"].clone()
    };
    window.call("actual.match_line", json!({ "actuals": [1], "line": 1 }));
    // The vendor alone does, as nothing speaks against it.
    learn(
        json!([1]),
        expect![[r#"
        Halden → Laptop lease | 1 |  |  |  | learned
        1 1 1"#]],
    );
    window.call("actual.match_line", json!({ "actuals": [2, 5], "line": 2 }));
    window.call("actual.match_line", json!({ "actuals": [3], "line": 3 }));
    // Of one vendor with two lines, the words tell.
    let design = learn(
        json!([2, 5]),
        expect![[r#"
        Vantage, design seats → Licences for design | 2 | design seats |  |  | learned
        1 2 2"#]],
    );
    window.call("rule.save", design);
    assert_eq!(window.call("rule.apply", json!({ "period": null }))["matched"], json!(1));
    expect!["actuals: A rule is learned from actuals of one budget line. Match them to it first."]
        .assert_eq(&window.refused("rule.learn", &json!({ "actuals": [2, 3] })));
    assert!(window.refused("rule.learn", &json!({ "actuals": [7] })).starts_with("actuals: "));
    assert!(window.refused("rule.learn", &json!({ "actuals": [] })).starts_with("actuals: "));
}

#[test]
fn every_actual_says_why_it_has_its_line() {
    let desk = Desk::new();
    let window = posted(&desk);
    let why = |actual: i32| {
        let why = window.call("actual.why", json!({ "id": actual }));
        let conditions = table(&why["conditions"], &["field", "wanted", "found", "met"]);
        format!("{}: {}\n{conditions}", why["reason"].as_str().unwrap(), why["sentence"].as_str().unwrap())
    };
    let shares = json!([{ "line": 1, "share": "1" }]);
    window.call("rule.save", rule(&json!({ "name": "Lease", "vendor": 1, "text": "lease", "amount_from": "1000", "shares": shares })));
    window.call("rule.apply", json!({ "period": null }));
    window.call("actual.match_line", json!({ "actuals": [2], "line": 2 }));
    window.import(&desk, "actuals", "Date,Amount,Text,Budget line\n2027-03-01,7,Mouse,Laptop lease\n");
    let draft = json!({
        "id": null, "date": "2027-03-02", "amount": "1", "currency": "EUR", "vendor": null, "text": "Typed",
        "document": "", "account": "", "cost_centre": "", "line": 1,
    });
    window.call("actual.save", draft);
    expect![[r#"
        rule: The rule “Lease” is the first one it meets.
        vendor | Halden | Halden | true
        text | lease | Lease January laptops | true
        amount | 1000 or more | 1200.00 | true
    "#]]
    .assert_eq(&why(1));
    expect![[r#"
        hand: anna chose it on 2026-11-22: Match 1 actual to “Licences for design”.
    "#]]
    .assert_eq(&why(2));
    expect![[r#"
        import: import.csv named it when it was imported on 2026-11-22.
    "#]]
    .assert_eq(&why(9));
    expect![[r#"
        hand: It was chosen when the actual was typed.
    "#]]
    .assert_eq(&why(10));
    expect![[r#"
        unmatched: No rule is met, and nobody has chosen a line.
    "#]]
    .assert_eq(&why(7));
    // A rule that matched something is only retired: it can still be named, and what it matched stays.
    window.call("rule.remove", json!({ "id": 1 }));
    assert_eq!(window.call("rule.list", Value::Null), json!([]));
    assert!(why(1).starts_with("rule: It met the rule “Lease”, which is no longer in use."));
    assert_eq!(window.call("rule.preview", json!({ "period": null }))["matched"], json!(0));
}

#[test]
fn new_imports_are_matched_by_rules() {
    let desk = Desk::new();
    let window = posted(&desk);
    let shares = json!([{ "line": 2, "share": "60" }, { "line": 3, "share": "40" }]);
    window.call("rule.save", rule(&json!({ "name": "Seats", "text": "seats", "shares": shares })));
    let more = "\
Date,Amount,Currency,Vendor,Text,Document,Account,Cost centre,Budget line
2027-03-12,100.01,EUR,Vantage,Seats 03/2027,RE-9,470000,CC-2,
2027-03-13,5.00,EUR,Vantage,Seats of ours,RE-10,470000,CC-2,Laptop lease
2027-03-14,6.00,EUR,Kiosk,Tea,RE-11,490000,CC-9,
";
    let imported = window.import(&desk, "actuals", more);
    assert_eq!(imported["notes"], json!(["1 new posting was matched by rules."]));
    let rows = list(&window, &json!({ "period": "2027-03" }))["rows"].clone();
    expect![[r#"
        RE-11 | 6.00 |  | -
        RE-10 | 5.00 | Laptop lease | -
        RE-9 | 100.01 | Licences for design; Licences for office | 1
    "#]]
    .assert_eq(&table(&rows, &["document", "amount", "line_label", "rule"]));
    expect![[r#"
        Licences for design | 60.01
        Licences for office | 40.00
    "#]]
    .assert_eq(&table(&rows[2]["parts"], &["label", "amount"]));
    // The same file again, with another amount: the split stays, and ties.
    let corrected = more.replace("100.01", "50.00");
    window.import(&desk, "actuals", &corrected);
    let rows = list(&window, &json!({ "filter": "RE-9" }))["rows"].clone();
    assert_eq!(table(&rows[0]["parts"], &["amount"]), "30.00\n20.00\n");
    assert_eq!(window.call("book.check", Value::Null)["findings"], json!([]));
    window.call("journal.undo", json!({ "change": null }));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(list(&window, &json!({}))["row_count"], json!(8));
}

#[test]
fn a_split_counts_on_each_of_its_lines() {
    let desk = Desk::new();
    let window = posted(&desk);
    assert_eq!(unmatched(&window), json!(8));
    let shares =
        json!([{ "line": 1, "share": "1" }, { "line": 2, "share": "1" }, { "line": 3, "share": "1" }]);
    window.call("actual.split", json!({ "actuals": [7], "shares": shares }));
    assert_eq!(unmatched(&window), json!(7));
    // Of the line, the category and the department only the part counts, and the row says of what.
    let part = |change: Value| {
        let found = list(&window, &change);
        let rows = table(&found["rows"], &["document", "amount", "whole"]);
        format!("{rows}{} of {}", found["total"].as_str().unwrap(), found["row_count"])
    };
    assert_eq!(part(json!({ "line": 1 })), "RE-7 | 33.34 | 100.01\n33.34 of 1");
    assert_eq!(part(json!({ "category": 5 })), "RE-7 | 66.67 | 100.01\n66.67 of 1");
    assert_eq!(part(json!({ "department": 1 })), "RE-7 | 66.67 | 100.01\n66.67 of 1");
    assert_eq!(part(json!({ "state": "matched" })), "RE-7 | 100.01 | -\n100.01 of 1");
    assert_eq!(part(json!({ "id": 7 })), "RE-7 | 100.01 | -\n100.01 of 1");
    let figures = window.call("variance.get", json!({ "plan": null, "period": "2027-02-28", "by": "line" }));
    expect![[r#"
        Laptop lease | 33.34
        Licences for design | 33.34
        Licences for office | 33.33
        Unmatched actuals | 3350.00
    "#]]
    .assert_eq(&table(&figures["rows"], &["label", "actual"]));
    let all = list(&window, &json!({}));
    assert_eq!(
        (&all["matched"], &all["unmatched"]),
        (&json!({ "count": 1, "total": "100.01" }), &json!({ "count": 7, "total": "3350.00" }))
    );
    // To move what is on a line moves the part.
    let query = |change: Value| {
        let mut query = json!({ "filter": "", "state": "all", "period": null, "vendor": null, "category": null, "line": null, "batch": null, "from": 0, "count": 0 });
        change.as_object().unwrap().iter().for_each(|(key, value)| query[key] = value.clone());
        query
    };
    let moved = window.call("actual.match_all", json!({ "query": query(json!({ "line": 3 })), "line": 2 }));
    assert_eq!(moved, json!({ "matched": 1 }));
    assert_eq!(
        window.call("book.state", Value::Null)["undo"],
        json!("Move 1 actual from “Licences for office” to “Licences for design”")
    );
    assert_eq!(part(json!({ "line": 2 })), "RE-7 | 66.67 | 100.01\n66.67 of 1");
    window.call("actual.match_all", json!({ "query": query(json!({ "line": 1 })), "line": 2 }));
    assert_eq!(part(json!({ "line": 2 })), "RE-7 | 100.01 | -\n100.01 of 1");
    // All that a filter shows, as one change.
    window.call(
        "actual.match_all",
        json!({ "query": query(json!({ "filter": "seats", "state": "unmatched" })), "line": 2 }),
    );
    assert_eq!(unmatched(&window), json!(2));
    window.call("actual.match_all", json!({ "query": query(json!({})), "line": null }));
    assert_eq!(unmatched(&window), json!(8));
    expect![[r#"
        shares: Each line needs a share above 0.
        shares: A line is chosen twice: give it one share."#]]
    .assert_eq(&window.refused(
        "actual.split",
        &json!({ "actuals": [1], "shares": [{ "line": 1, "share": "0" }, { "line": 1, "share": "2" }] }),
    ));
    for _ in 0..5 {
        window.call("journal.undo", json!({ "change": null }));
    }
    assert_eq!(
        (unmatched(&window), &window.call("book.check", Value::Null)["findings"]),
        (json!(8), &json!([]))
    );
}

#[test]
fn a_line_with_a_rule_or_a_part_stays_in_the_book() {
    let desk = Desk::new();
    let window = posted(&desk);
    let shares = json!([{ "line": 1, "share": "1" }, { "line": 2, "share": "1" }]);
    window.call("actual.split", json!({ "actuals": [7], "shares": shares }));
    window.call("rule.save", rule(&json!({ "text": "x", "shares": [{ "line": 3, "share": "1" }] })));
    window.call("budget.remove_lines", json!({ "plan": 1, "lines": [1, 2, 3] }));
    let left = window.call("budget.lines", json!({ "text": "", "limit": 9 }));
    assert_eq!(table(&left, &["id"]), "1\n2\n3\n");
    assert_eq!(window.call("book.check", Value::Null)["findings"], json!([]));
    assert!(window.refused("vendor.remove", &json!({ "id": 1 })).contains("is named by"));
}
