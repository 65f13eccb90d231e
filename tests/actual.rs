//! Actuals: finding, matching, adding, removing them, and what they sum to.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tests::{Desk, Window, table};

/// A budget of three lines and six postings, one in dollars; the third is matched by its line's name.
fn posted(desk: &Desk) -> Window {
    let window = desk.book();
    let budget = "\
Line,Vendor,Category,2027-01,2027-02
Laptop lease,Halden,Hardware,5,0
Licences for design,Vantage,Software & SaaS,5,0
Licences for office,Vantage,Software & SaaS,5,0
";
    window.import(desk, "budget", budget);
    let actuals = "\
Date,Amount,Currency,Vendor,Text,Document,Account,Cost centre,Budget line
2026-11-30,1200.00,EUR,Halden,Lease November,RE-1,480000,CC-1,
2027-01-31,1200.00,EUR,Halden,Lease January,RE-2,480000,CC-1,
2027-02-10,-35.55,EUR,Vantage,Credit for design,RE-3,470000,CC-2,Licences for design
2027-02-11,100.00,USD,Vantage,Licences,RE-4,470000,CC-2,
2027-03-31,7.5,EUR,Kiosk,Ümlaut café,RE-5,490000,CC-3,
2027-04-01,0.10,EUR,,Bank charge,,,,
";
    window.import(desk, "actuals", actuals);
    window
}

fn query(change: &Value) -> Value {
    let mut query = json!({
        "filter": "", "state": "all", "period": null, "vendor": null, "category": null, "line": null, "batch": null,
        "from": 0, "count": 1000,
    });
    change.as_object().unwrap().iter().for_each(|(key, value)| query[key] = value.clone());
    query
}

fn list(window: &Window, change: &Value) -> Value {
    window.call("actual.list", query(change))
}

#[test]
fn actuals_are_listed_the_newest_first_with_their_sums() {
    let desk = Desk::new();
    let window = posted(&desk);
    let missing = list(&window, &json!({}));
    assert_eq!(missing["total"], Value::Null);
    assert_eq!(
        missing["problems"],
        json!(["There is no actual rate for USD in February 2027. Add it in Settings, Rates."])
    );
    let rate = json!({ "id": null, "plan": null, "currency": "USD", "month": "2027-02", "rate": "0.87654" });
    window.call("rate.save", rate);
    let all = list(&window, &json!({}));
    let fields =
        ["id", "date", "amount", "currency", "base", "vendor", "text", "document", "line_label", "batch"];
    expect![[r#"
        6 | 2027-04-01 | 0.10 | EUR | 0.10 |  | Bank charge |  |  | 2
        5 | 2027-03-31 | 7.50 | EUR | 7.50 | Kiosk | Ümlaut café | RE-5 |  | 2
        4 | 2027-02-11 | 100.00 | USD | 87.65 | Vantage | Licences | RE-4 |  | 2
        3 | 2027-02-10 | -35.55 | EUR | -35.55 | Vantage | Credit for design | RE-3 | Licences for design | 2
        2 | 2027-01-31 | 1200.00 | EUR | 1200.00 | Halden | Lease January | RE-2 |  | 2
        1 | 2026-11-30 | 1200.00 | EUR | 1200.00 | Halden | Lease November | RE-1 |  | 2
    "#]]
    .assert_eq(&table(&all["rows"], &fields));
    expect![[r#"
        EUR | 2372.05 | 5
        USD | 100.00 | 1
    "#]]
    .assert_eq(&table(&all["sums"], &["currency", "amount", "count"]));
    assert_eq!(
        (&all["total"], &all["currency"], &all["row_count"]),
        (&json!("2459.70"), &json!("EUR"), &json!(6))
    );
    // A window of them has the same sums.
    let part = list(&window, &json!({ "from": 4, "count": 1 }));
    assert_eq!(part["rows"], json!([all["rows"][4]]));
    for field in ["row_count", "total", "sums"] {
        assert_eq!(part[field], all[field], "{field}");
    }
}

#[test]
fn actuals_are_filtered() {
    let desk = Desk::new();
    let window = posted(&desk);
    let check = |change: Value, expected: Expect| {
        let found = list(&window, &change);
        assert_eq!(found["row_count"], json!(found["rows"].as_array().unwrap().len()));
        expected.assert_eq(&table(&found["rows"], &["document", "text"]));
    };
    check(
        json!({ "filter": "lease" }),
        expect![[r#"
        RE-2 | Lease January
        RE-1 | Lease November
    "#]],
    );
    check(
        json!({ "filter": "ÜMLAUT CAFÉ" }),
        expect![[r#"
        RE-5 | Ümlaut café
    "#]],
    );
    check(
        json!({ "filter": "vantage" }),
        expect![[r#"
        RE-4 | Licences
        RE-3 | Credit for design
    "#]],
    );
    check(json!({ "filter": "%" }), expect![[""]]);
    check(
        json!({ "state": "matched" }),
        expect![[r#"
        RE-3 | Credit for design
    "#]],
    );
    check(
        json!({ "state": "unmatched", "filter": "cc-2" }),
        expect![[r#"
        RE-4 | Licences
    "#]],
    );
    check(
        json!({ "period": "FY2026" }),
        expect![[r#"
        RE-1 | Lease November
    "#]],
    );
    check(
        json!({ "period": "FY2027-Q1" }),
        expect![[r#"
        RE-5 | Ümlaut café
        RE-4 | Licences
        RE-3 | Credit for design
        RE-2 | Lease January
    "#]],
    );
    check(
        json!({ "period": "2027-02" }),
        expect![[r#"
        RE-4 | Licences
        RE-3 | Credit for design
    "#]],
    );
    check(
        json!({ "period": "2027-02-10" }),
        expect![[r#"
        RE-3 | Credit for design
        RE-2 | Lease January
    "#]],
    );
    check(
        json!({ "vendor": 1 }),
        expect![[r#"
        RE-2 | Lease January
        RE-1 | Lease November
    "#]],
    );
    check(
        json!({ "category": 5 }),
        expect![[r#"
        RE-3 | Credit for design
    "#]],
    );
    check(json!({ "line": 3 }), expect![[""]]);
    check(
        json!({ "batch": 2, "state": "matched" }),
        expect![[r#"
        RE-3 | Credit for design
    "#]],
    );
}

#[test]
fn actuals_are_matched_and_unmatched_as_one_change() {
    let desk = Desk::new();
    let window = posted(&desk);
    let unmatched = || window.call("book.state", Value::Null)["unmatched_count"].clone();
    assert_eq!(unmatched(), json!(5));
    let matched = window.call("actual.match_line", json!({ "actuals": [1, 2, 99], "line": 1 }));
    assert_eq!((matched, unmatched()), (json!({ "matched": 2 }), json!(3)));
    let line = list(&window, &json!({ "line": 1 }));
    assert_eq!(line["total"], json!("2400.00"));
    assert_eq!(window.call("book.state", Value::Null)["undo"], json!("Match 2 actuals to “Laptop lease”"));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(unmatched(), json!(5));
    window.call("actual.match_line", json!({ "actuals": [3], "line": null }));
    assert_eq!(unmatched(), json!(6));
    expect!["not_found: A record that was chosen here is not in the book any more. Choose another."]
        .assert_eq(&window.refused("actual.match_line", &json!({ "actuals": [1], "line": 99 })));
}

#[test]
fn likely_lines_are_suggested_first() {
    let desk = Desk::new();
    let window = posted(&desk);
    let check = |actual: i32, expected: Expect| {
        let lines = window.call("actual.suggest", json!({ "id": actual }));
        expected.assert_eq(&table(&lines, &["description", "vendor", "category"]));
    };
    check(
        1,
        expect![[r#"
        Laptop lease | Halden | Hardware
    "#]],
    );
    check(
        3,
        expect![[r#"
        Licences for design | Vantage | Software & SaaS
        Licences for office | Vantage | Software & SaaS
    "#]],
    );
    check(6, expect![[""]]);
    assert!(window.refused("actual.suggest", &json!({ "id": 99 })).starts_with("not_found: "));
}

#[test]
fn actuals_are_added_changed_and_removed() {
    let desk = Desk::new();
    let window = posted(&desk);
    let mut draft = json!({
        "id": null, "date": "2027-05-02", "amount": "0.00", "currency": "EUR", "vendor": null, "text": " ",
        "document": "", "account": "", "cost_centre": "", "line": null,
    });
    expect![[r#"
        amount: Give the amount that was posted; a credit is negative.
        text: Say what was paid, or choose the vendor."#]]
    .assert_eq(&window.refused("actual.save", &draft));
    draft["amount"] = json!("12.345678901234567890");
    draft["text"] = json!("Cable");
    draft["line"] = json!(1);
    let saved = window.call("actual.save", draft.clone());
    let fields = ["id", "date", "amount", "currency", "base", "text", "line_label", "batch"];
    expect![[r#"
        7 | 2027-05-02 | 12.345678901234567890 | EUR | 12.35 | Cable | Laptop lease | -
    "#]]
    .assert_eq(&table(&json!([saved]), &fields));
    draft["id"] = saved["id"].clone();
    draft["date"] = json!("2027-05-03");
    draft["vendor"] = json!(2);
    expect![[r#"
        7 | 2027-05-03 | 12.345678901234567890 | EUR | 12.35 | Cable | Laptop lease | -
    "#]]
    .assert_eq(&table(&json!([window.call("actual.save", draft.clone())]), &fields));
    // An amount is text: a JSON number has been through a float.
    draft["amount"] = json!(12.5);
    assert!(window.refused("actual.save", &draft).contains("actual.save"));
    draft["amount"] = json!("1");
    draft["id"] = json!(99);
    expect!["not_found: This actual is not in the book any more."]
        .assert_eq(&window.refused("actual.save", &draft));
    assert_eq!(window.call("actual.remove", json!({ "actuals": [1, 2, 99] })), json!({ "removed": 2 }));
    expect![[r#"
        7 | Cable
        6 | Bank charge
        5 | Ümlaut café
        4 | Licences
        3 | Credit for design
    "#]]
    .assert_eq(&table(&list(&window, &json!({}))["rows"], &["id", "text"]));
    // A line that is paid for stays in the book when it leaves the plan.
    window.call("budget.remove_lines", json!({ "plan": 1, "lines": [1, 2, 3] }));
    let left = window.call("budget.lines", json!({ "text": "", "limit": 9 }));
    expect![[r#"
        1 | Laptop lease
        2 | Licences for design
    "#]]
    .assert_eq(&table(&left, &["id", "description"]));
}
