//! Closing months: what is to be known before, accruals that are taken back, and that nothing gets into a closed month.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window, job, table};

const POSTINGS: &str = "\
Date,Amount,Currency,Vendor,Text,Document,Budget line
2026-09-30,1200.00,EUR,Halden,Lease September,RE-1,Laptop lease
2026-10-31,1200.00,EUR,Halden,Lease October,RE-2,Laptop lease
2026-10-31,9.50,EUR,Kiosk,Coffee,RE-3,
2026-11-10,100.00,USD,Vantage,Seats,RE-4,Licences for design
";

/// A budget of the year 2026 with postings of its autumn.
fn posted(desk: &Desk) -> Window {
    let window = desk.book();
    let budget = "\
Line,Vendor,Category,Currency,2026-09,2026-10,2026-11,2026-12
Laptop lease,Halden,Hardware,EUR,1200,1200,1200,1200
Licences for design,Vantage,Software & SaaS,USD,100,110,120,120
Licences for office,Vantage,Software & SaaS,EUR,0,70,70,70
Support,Halden,Outside Services,EUR,0,500.00,0,0
";
    window.import(desk, "budget", budget);
    window.import(desk, "actuals", POSTINGS);
    window
}

fn check(window: &Window, month: &str) -> Value {
    window.call("closing.check", json!({ "month": month }))
}

fn rows(window: &Window) -> String {
    let query = json!({
        "filter": "", "state": "all", "period": null, "vendor": null, "category": null, "line": null, "batch": null,
        "from": 0, "count": 1000,
    });
    table(&window.call("actual.list", query)["rows"], &["id", "date", "amount", "text", "line_label", "kind"])
}

#[test]
fn a_checklist_says_what_is_missing_before_a_month_is_closed() {
    let desk = Desk::new();
    let window = posted(&desk);
    let october = check(&window, "2026-10");
    expect![[r#"
        Support | Halden | Outside Services | EUR | 500.00 | 500.00 | ask
        Licences for design | Vantage | Software & SaaS | USD | 110.00 | - | ask
        Licences for office | Vantage | Software & SaaS | EUR | 70.00 | 70.00 | ask
    "#]]
    .assert_eq(&table(
        &october["proposals"],
        &["label", "vendor", "category", "currency", "amount", "base", "choice"],
    ));
    assert_eq!(october["unmatched"], json!({ "count": 1, "total": "9.50" }));
    assert_eq!(october["posted"], json!({ "count": 2, "total": "1209.50" }));
    assert_eq!(october["open_before"], json!(["2026-09"]));
    assert_eq!(
        october["missing_rates"],
        json!(["There is no actual rate for USD in October 2026. Add it in Settings, Rates."])
    );
    // A category is never accrued, one of its lines always is; of the others it is asked.
    window.call("closing.set_rule", json!({ "category": 5, "line": null, "choice": "never" }));
    window.call("closing.set_rule", json!({ "category": null, "line": 3, "choice": "always" }));
    let chosen = |window: &Window| table(&check(window, "2026-10")["proposals"], &["label", "choice"]);
    assert_eq!(chosen(&window), "Support | ask\nLicences for office | always\n");
    window.call("closing.set_rule", json!({ "category": 5, "line": null, "choice": "ask" }));
    assert_eq!(chosen(&window).lines().count(), 3);
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(chosen(&window).lines().count(), 2);
    // What is said of a category is no use of it.
    let category = window
        .call("category.save", json!({ "id": null, "name": "Spare", "parent": null, "expense": "opex" }));
    window.call("closing.set_rule", json!({ "category": category["id"], "line": null, "choice": "always" }));
    window.call("category.remove", json!({ "id": category["id"] }));
    expect!["line: Choose a line or a category, not both."].assert_eq(
        &window.refused("closing.set_rule", &json!({ "category": 5, "line": 3, "choice": "ask" })),
    );
}

#[test]
fn accruals_are_posted_and_taken_back() {
    let desk = Desk::new();
    let window = posted(&desk);
    let accruals = json!([{ "line": 4, "amount": "500" }, { "line": 2, "amount": "110.00" }]);
    let closed = window.call("closing.close", json!({ "month": "2026-10", "accruals": accruals }));
    assert_eq!(closed["closed"]["who"], json!("anna"));
    assert_eq!(window.call("book.state", Value::Null)["undo"], json!("Close October 2026 with 2 accruals"));
    expect![[r#"
        4 | 2026-11-10 | 100.00 | Seats | Licences for design | posting
        8 | 2026-11-01 | -110.00 | Reversal of accrual: Licences for design | Licences for design | reversal
        6 | 2026-11-01 | -500.00 | Reversal of accrual: Support | Support | reversal
        7 | 2026-10-31 | 110.00 | Accrual: Licences for design | Licences for design | accrual
        5 | 2026-10-31 | 500.00 | Accrual: Support | Support | accrual
        3 | 2026-10-31 | 9.50 | Coffee |  | posting
        2 | 2026-10-31 | 1200.00 | Lease October | Laptop lease | posting
        1 | 2026-09-30 | 1200.00 | Lease September | Laptop lease | posting
    "#]]
    .assert_eq(&rows(&window));
    assert_eq!(table(&check(&window, "2026-10")["proposals"], &["label"]), "Licences for office\n");
    // The ledger that comes again does not take an accrual for one of its rows.
    let again = window.call("import.run", job(&window.grant(&desk.write("again.csv", POSTINGS)), "actuals"));
    assert_eq!(
        (&again["unchanged"], &again["missing"], &again["problems"]),
        (&json!(4), &json!(0), &json!([]))
    );
    // Each half refuses to go alone, and both go together.
    expect![
        "read_only: October 2026 is closed. To change what was posted in it, reopen it in Actuals, Months."
    ]
    .assert_eq(&window.refused("actual.remove", &json!({ "actuals": [6] })));
    window.call("closing.reopen", json!({ "month": "2026-10" }));
    let reversal = json!({
        "id": 6, "date": "2026-11-01", "amount": "-400", "currency": "EUR", "vendor": 1, "text": "Less", "document": "",
        "account": "", "cost_centre": "", "line": 4,
    });
    assert!(
        window.refused("actual.save", &reversal).starts_with("read_only: An accrual and its reversal stay")
    );
    window.call("actual.match_line", json!({ "actuals": [6], "line": 3 }));
    assert_eq!(rows(&window).matches("Support | Licences for office").count(), 2, "both move");
    window.call("actual.remove", json!({ "actuals": [6] }));
    assert!(!rows(&window).contains("Support"));
    for _ in 0..4 {
        window.call("journal.undo", json!({ "change": null }));
    }
    assert_eq!(rows(&window).lines().count(), 4);
    assert_eq!(window.call("book.check", Value::Null)["findings"], json!([]));
}

#[test]
fn nothing_gets_into_a_closed_month() {
    let desk = Desk::new();
    let window = posted(&desk);
    window.call("rule.save", json!({
        "id": null, "name": "Coffee", "vendor": null, "text": "coffee", "account": "", "cost_centre": "", "amount_from": null,
        "amount_to": null, "source": "typed", "shares": [{ "line": 4, "share": "1" }],
    }));
    window.call("closing.close", json!({ "month": "2026-10", "accruals": [] }));
    let before = rows(&window);
    let draft = |id: Value, date: &str| {
        json!({
            "id": id, "date": date, "amount": "1", "currency": "EUR", "vendor": null, "text": "Late", "document": "",
            "account": "", "cost_centre": "", "line": null,
        })
    };
    let query = json!({ "filter": "", "state": "all", "period": null, "vendor": null, "category": null, "line": null, "batch": null, "from": 0, "count": 0 });
    for (name, argument) in [
        ("actual.save", draft(Value::Null, "2026-10-05")),
        ("actual.save", draft(json!(2), "2026-10-31")),
        ("actual.save", draft(json!(2), "2026-11-05")),
        ("actual.save", draft(json!(4), "2026-10-05")),
        ("actual.remove", json!({ "actuals": [4, 2] })),
        ("actual.match_line", json!({ "actuals": [4, 3], "line": 4 })),
        ("actual.match_line", json!({ "actuals": [2], "line": null })),
        ("actual.match_all", json!({ "query": query, "line": 4 })),
        (
            "actual.split",
            json!({ "actuals": [3], "shares": [{ "line": 3, "share": "1" }, { "line": 4, "share": "1" }] }),
        ),
        (
            "prepaid.save",
            json!({ "actual": 2, "first_day": "2026-10-01", "last_day": "2026-12-31", "method": "days" }),
        ),
    ] {
        let refused = window.refused(name, &argument);
        assert!(refused.starts_with("read_only: October 2026 is closed"), "{name} {argument}: {refused}");
        assert_eq!(rows(&window), before, "{name} {argument}");
    }
    // Rules leave it alone, and say so.
    let applied = window.call("rule.apply", json!({ "period": null }));
    assert_eq!(
        (&applied["matched"], &applied["left"], &applied["closed"]),
        (&json!(0), &json!(1), &json!(1))
    );
    // The import from which it came cannot be undone any more.
    let batch = window.call("journal.list", json!({ "topic": null, "who": null, "text": "", "from_date": null, "to_date": null, "from": 0, "count": 50 }));
    let change = batch["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["summary"].as_str().unwrap().starts_with("Import 4 actuals"));
    expect![
        "read_only: October 2026 is closed. To change what was posted in it, reopen it in Actuals, Months."
    ]
    .assert_eq(&window.refused("journal.undo", &json!({ "change": change.unwrap()["change"] })));
    assert_eq!(rows(&window), before);
    assert_eq!(
        window.refused("closing.close", &json!({ "month": "2026-10", "accruals": [] })),
        "month: October 2026 is closed already."
    );
    assert_eq!(
        window.refused("closing.close", &json!({ "month": "2026-12", "accruals": [] })),
        "month: December 2026 has not begun."
    );
    assert_eq!(
        window.refused("closing.reopen", &json!({ "month": "2026-09" })),
        "month: September 2026 is not closed."
    );
    // Accruals would be taken back in the next month: it has to be open.
    assert!(
        window
            .refused(
                "closing.close",
                &json!({ "month": "2026-09", "accruals": [{ "line": 4, "amount": "5" }] })
            )
            .starts_with("read_only: October 2026 is closed")
    );
    window.call("closing.reopen", json!({ "month": "2026-10" }));
    window.call("actual.match_line", json!({ "actuals": [3], "line": 4 }));
}

#[test]
fn an_import_says_which_rows_are_of_a_closed_month() {
    let desk = Desk::new();
    let window = posted(&desk);
    window.call("closing.close", json!({ "month": "2026-10", "accruals": [] }));
    let more = POSTINGS.replace("9.50", "9.75")
        + "2026-10-30,5.00,EUR,Kiosk,Tea,RE-9,\n2026-11-12,6.00,EUR,Kiosk,Tea,RE-10,\n";
    let file = window.grant(&desk.write("more.csv", more));
    let mut job = job(&file, "actuals");
    let look = window.call("import.preview", job.clone());
    expect![[r#"
        4 | October 2026 is closed. To change what was posted in it, reopen it in Actuals, Months.
        6 | October 2026 is closed. To change what was posted in it, reopen it in Actuals, Months.
    "#]]
    .assert_eq(&table(&look["problems"], &["row", "message"]));
    let before = rows(&window);
    assert_eq!(window.call("import.run", job.clone())["imported"], json!(0));
    assert_eq!(rows(&window), before);
    job["skip_problems"] = json!(true);
    let done = window.call("import.run", job);
    assert_eq!((&done["imported"], &done["updated"], &done["unchanged"]), (&json!(1), &json!(0), &json!(3)));
    assert_eq!(rows(&window).lines().count(), 5);
}

/// The actual of the year as each screen says it.
fn actuals(window: &Window) -> [String; 6] {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let figures = window.call("overview.get", json!({ "plan": null, "period": null }));
    let of_year = json!({ "plan": null, "period": "FY2026", "by": "category" });
    let grid = json!({
        "plan": null, "period": null, "compare": null, "by": "category", "lines": false, "filter": "", "collapsed": [],
        "from": 0, "count": 0,
    });
    let variance = window.call("variance.get", of_year);
    let showback = window.call("showback.get", json!({ "plan": null, "period": null }));
    let control = window.call("control.get", json!({ "plan": null, "by": "category" }));
    let forecast = window.call("forecast.get", grid);
    [
        text(&figures["figures"][1]["value"]),
        text(&variance["totals"]["actual"]),
        text(&variance["total"]["actual_to_date"]),
        text(&showback["totals"]["actual"]),
        text(&control["total"]["actual"]),
        text(&forecast["total"]["actual"]),
    ]
}

#[test]
fn closed_months_are_those_that_count_as_actual() {
    let desk = Desk::new();
    let window = posted(&desk);
    for (month, rate) in [("2026-11", "0.90"), ("2026-10", "0.91")] {
        window.call(
            "rate.save",
            json!({ "id": null, "plan": null, "currency": "USD", "month": month, "rate": rate }),
        );
    }
    window.call(
        "rate.save",
        json!({ "id": null, "plan": 1, "currency": "USD", "month": null, "rate": "0.90" }),
    );
    let forecast = |window: &Window| {
        let figures =
            window.call("variance.get", json!({ "plan": null, "period": "FY2026", "by": "category" }));
        assert_eq!(figures["bridge"]["remainder"], json!("0.00"));
        figures["totals"]["forecast"].clone()
    };
    // November has a posting and still runs: it waits until its month counts, on every screen and in every total.
    let open = || {
        assert_eq!(forecast(&window), json!("5165.50"));
        assert_eq!(actuals(&window), ["2409.50"; 6]);
        let overview = window.call("overview.get", json!({ "plan": null, "period": null }));
        assert_eq!(overview["figures"][1]["page"], json!("actuals?period=2026-10-31"));
        assert!(overview["figures"][1]["note"].as_str().unwrap().ends_with("; Nov is open"));
    };
    open();
    window.call("closing.close", json!({ "month": "2026-10", "accruals": [] }));
    open();
    // Whoever closes it, or cuts a forecast at it, says that it is actual.
    window.call("closing.close", json!({ "month": "2026-11", "accruals": [] }));
    assert_eq!(forecast(&window), json!("3877.50"));
    assert_eq!(actuals(&window), ["2499.50"; 6]);
    for month in ["2026-11", "2026-10"] {
        window.call("closing.reopen", json!({ "month": month }));
    }
    open();
    window.call("forecast.recut", json!({ "closed": 11 }));
    assert_eq!(forecast(&window), json!("3877.50"));
    assert_eq!(actuals(&window), ["2499.50"; 6]);
    let months = window.call("closing.list", json!({ "fiscal_year": 2026 }));
    let autumn = json!(months.as_array().unwrap()[8..].to_vec());
    expect![[r#"
        2026-09 | 1 | 0 | 0 | 1200.00
        2026-10 | 2 | 1 | 0 | 1209.50
        2026-11 | 1 | 0 | 0 | 90.00
        2026-12 | 0 | 0 | 0 | 0.00
    "#]]
    .assert_eq(&table(&autumn, &["month", "count", "unmatched", "accruals", "total"]));
}

#[test]
fn what_is_posted_in_an_open_month_is_neither_lost_nor_counted_twice() {
    let desk = Desk::new();
    let window = desk.book();
    let budget = "Line,Vendor,Category,2026-10,2026-11,2026-12\nLease,Halden,Hardware,100,100,100\nFair,Kiosk,Misc,50,0,0\n";
    window.import(&desk, "budget", budget);
    window.import(
        &desk,
        "actuals",
        "Date,Amount,Currency,Document,Budget line\n2026-10-05,110,EUR,R1,Lease\n",
    );
    // Each posting of November with what the year is expected to end at: 110 and twice 100 before it.
    let expected = |posting: &str| {
        window.import(&desk, "actuals", &format!("Date,Amount,Currency,Document,Budget line\n{posting}\n"));
        let of = |command: &str, argument: Value| {
            window.call(command, argument)["totals"]["forecast"].as_str().unwrap().to_owned()
        };
        let variance =
            window.call("variance.get", json!({ "plan": null, "period": "FY2026", "by": "category" }));
        let forecast =
            window.call("forecast.get", json!({}))["total"]["forecast"].as_str().unwrap().to_owned();
        let overview = window.call("overview.get", json!({ "plan": null, "period": null }));
        let showback = of("showback.get", json!({ "plan": null, "period": null }));
        let said = [
            variance["totals"]["forecast"].as_str().unwrap(),
            &forecast,
            &showback,
            overview["figures"][2]["value"].as_str().unwrap(),
        ]
        .map(str::to_owned);
        assert_eq!(said, [forecast.as_str(); 4], "{posting}");
        assert_eq!(variance["bridge"]["remainder"], json!("0.00"));
        assert_eq!(variance["totals"]["actual"], json!("110.00"), "{posting}");
        forecast
    };
    let rows = [
        // Of a line that more is expected of: a part of that.
        ("2026-11-03,100,EUR,R2,Lease", "310.00"),
        // Without a line: nothing stands for it.
        ("2026-11-04,7,EUR,R3,", "317.00"),
        // Of a line that nothing more is expected of.
        ("2026-11-05,5,EUR,R4,Fair", "322.00"),
    ];
    for (posting, total) in rows {
        assert_eq!(expected(posting), total, "{posting}");
    }
    let cut = window.call("forecast.recut", json!({}));
    assert_eq!(cut["closed"], json!(10));
    assert_eq!(
        window.call("forecast.get", json!({}))["total"]["forecast"],
        json!("322.00"),
        "and after a cut"
    );
}

#[test]
fn a_prepaid_service_is_recognised_over_its_days() {
    let desk = Desk::new();
    let window = posted(&desk);
    let prepaid =
        json!({ "actual": 2, "first_day": "2026-10-15", "last_day": "2027-03-15", "method": "even" });
    let saved = window.call("prepaid.save", prepaid.clone());
    expect![[r#"
        2026-10 | 200.00
        2026-11 | 200.00
        2026-12 | 200.00
        2027-01 | 200.00
        2027-02 | 200.00
        2027-03 | 200.00
    "#]]
    .assert_eq(&table(&saved["months"], &["month", "amount"]));
    let list = window.call("prepaid.list", Value::Null);
    assert_eq!((&list["until"], &list["balance"]), (&json!("2026-11"), &json!("800.00")));
    expect![[r#"
        400.00 | 800.00 | 800.00
    "#]]
    .assert_eq(&table(&list["rows"], &["recognised", "balance", "base"]));
    assert_eq!(window.call("prepaid.of", json!({ "id": 2 })), saved);
    assert_eq!(window.call("prepaid.of", json!({ "id": 1 })), Value::Null);
    let mut wrong = prepaid;
    wrong["last_day"] = json!("2026-10-01");
    assert!(window.refused("prepaid.save", &wrong).starts_with("last_day: "));
    window.call("prepaid.remove", json!({ "id": 2 }));
    assert_eq!(window.call("prepaid.list", Value::Null)["rows"], json!([]));
    window.call("journal.undo", json!({ "change": null }));
    // What is removed takes its service along, and brings it back.
    window.call("actual.remove", json!({ "actuals": [2] }));
    assert_eq!(window.call("prepaid.list", Value::Null)["rows"], json!([]));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(window.call("prepaid.of", json!({ "id": 2 })), saved);
}

#[test]
fn a_difference_of_nothing_has_the_decimals_of_its_currency() {
    let desk = Desk::new();
    let window = desk.book();
    let year = window.call("variance.get", json!({ "plan": null, "period": "FY2026", "by": "category" }));
    assert_eq!((&year["totals"]["budget"], &year["totals"]["variance"]), (&json!("0.00"), &json!("0.00")));
}
