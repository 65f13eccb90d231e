//! The same year seen otherwise: as expense instead of cash, against the version first approved, by price and volume.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tests::{Desk, Window, table, view};

mod service;

const LINES: &str = "\
Line,Category,Type,Currency,2027-01,2027-02,2027-03,2027-04,2027-05,2027-06,2027-07,2027-08,2027-09,2027-10,2027-11,2027-12
Laptops,Hardware,CapEx,EUR,0,0,36000,0,0,0,0,0,0,0,0,0
Suite,Software & SaaS,OpEx,EUR,1000,1000,1000,1000,1000,1000,1000,1000,1000,1000,1000,1000
";

const POSTED: &str = "\
Date,Amount,Currency,Text,Document
2026-06-15,3600,EUR,Laptops of last year,1
2027-01-10,1000,EUR,Suite January,2
2027-02-10,1100,EUR,Suite February,3
2027-03-20,30000,EUR,Laptops,4
2027-03-10,1100,EUR,Suite March,5
";

/// A book with a budget of two lines and postings until March.
fn book(desk: &Desk) -> Window {
    let window = desk.book();
    window.import(desk, "budget", LINES);
    window.import(desk, "actuals", POSTED);
    for (actual, line) in [(1, 1), (4, 1), (2, 2), (3, 2), (5, 2)] {
        window.call("actual.match_line", json!({ "actuals": [actual], "line": line }));
    }
    window
}

fn approve(window: &Window, plan: &Value) {
    for state in ["submitted", "approved"] {
        window.call("plan.set_state", json!({ "plan": plan, "state": state }));
    }
}

fn variance(window: &Window, change: &Value) -> Value {
    let mut query = json!({ "plan": 1, "period": "2027-03-31", "by": "line" });
    change.as_object().unwrap().iter().for_each(|(key, value)| query[key] = value.clone());
    window.call("variance.get", query)
}

/// The rows, the total, and the items of the bridge that are not 0.
fn shown(answer: &Value) -> String {
    let fields = ["label", "budget", "actual", "forecast", "variance"];
    let rows = table(&answer["rows"], &fields) + &table(&json!([answer["total"]]), &fields);
    let items = answer["bridge"]["items"].as_object().unwrap().iter();
    let items = items.filter(|(_, amount)| *amount != "0.00" && *amount != "0");
    let items: Vec<String> =
        items.map(|(name, amount)| format!("{name} {}", amount.as_str().unwrap())).collect();
    assert_eq!(answer["bridge"]["remainder"].as_str().unwrap().trim_matches(['0', '.']), "");
    format!("{rows}{}\n", items.join(", "))
}

#[test]
fn the_expense_view_counts_depreciation_instead_of_purchases() {
    let desk = Desk::new();
    let window = book(&desk);
    let terms = json!({ "line": 1, "months": 36, "method": "straight_line", "rate": null, "salvage_percent": "0", "delay": 0 });
    window.call("depreciation.save", terms);
    let check = |change: Value, expected: Expect| expected.assert_eq(&shown(&variance(&window, &change)));
    check(
        json!({ "recognition": "cash" }),
        expect![[r#"
        Laptops | 36000.00 | 30000.00 | 30000.00 | 6000.00
        Suite | 3000.00 | 3200.00 | 3200.00 | -200.00
        Total | 39000.00 | 33200.00 | 33200.00 | 5800.00
        other -5800.00
    "#]],
    );
    // 100 a month of last year's laptops, and from March on 1,000 as planned, or 833.33 as bought.
    check(
        json!({ "recognition": "expense" }),
        expect![[r#"
        Laptops | 1300.00 | 1133.33 | 1133.33 | 166.67
        Suite | 3000.00 | 3200.00 | 3200.00 | -200.00
        Total | 4300.00 | 4333.33 | 4333.33 | -33.33
        other 33.33
    "#]],
    );
    check(
        json!({ "recognition": "expense", "period": "FY2027" }),
        expect![[r#"
        Laptops | 11200.00 | 0.00 | 11200.00 | 0.00
        Suite | 12000.00 | 0.00 | 12000.00 | 0.00
        Total | 23200.00 | 0.00 | 23200.00 | 0.00

    "#]],
    );
    // The laptops of last year were written off from June on.
    check(
        json!({ "recognition": "expense", "against": "last_year" }),
        expect![[r#"
        Laptops | 0.00 | 1133.33 | 1133.33 | -1133.33
        Suite | 0.00 | 3200.00 | 3200.00 | -3200.00
        Total | 0.00 | 4333.33 | 4333.33 | -4333.33
        new 3200.00, other 1133.33
    "#]],
    );
    check(
        json!({ "recognition": "expense", "against": "last_year", "period": "FY2027" }),
        expect![[r#"
        Laptops | 100.00 | 0.00 | 11200.00 | -11100.00
        Suite | 0.00 | 0.00 | 12000.00 | -12000.00
        Total | 100.00 | 0.00 | 23200.00 | -23100.00
        new 12000.00, other 11100.00
    "#]],
    );
    assert_eq!(
        window.refused(
            "variance.get",
            &json!({ "plan": 1, "period": "FY2027", "by": "line", "against": "last_year_budget", "recognition": "expense" })
        ),
        "against: There is no budget for FY2026. Choose something else."
    );
    let overview = |recognition: &str| {
        let figures =
            window.call("overview.get", json!({ "plan": 1, "period": null, "recognition": recognition }));
        table(&figures["figures"], &["key", "value"])
    };
    assert_ne!(overview("cash"), overview("expense"));
}

#[test]
fn an_approved_plan_keeps_how_its_lines_are_written_off() {
    let desk = Desk::new();
    let window = book(&desk);
    let terms = |months: u32| json!({ "line": 1, "months": months, "method": "straight_line", "rate": null, "salvage_percent": "0", "delay": 0 });
    let budget = |plan: &Value| {
        let mut view = view(plan);
        view["recognition"] = json!("expense");
        let grid = window.call("budget.grid", json!({ "view": view, "from": 0, "count": 10 }));
        let year = variance(&window, &json!({ "plan": plan, "recognition": "expense", "period": "FY2027" }));
        let row = |rows: &Value, field: &str| {
            let row = rows.as_array().unwrap().iter().find(|row| row["label"] == "Laptops").unwrap();
            row[field].as_str().unwrap().to_owned()
        };
        (row(&grid["rows"], "total"), row(&year["rows"], "budget"), row(&year["rows"], "forecast"))
    };
    let three_years = || ("11200.00".to_owned(), "11200.00".to_owned());
    window.call("depreciation.save", terms(36));
    let draft = budget(&json!(1));
    assert_eq!((draft.0, draft.1), three_years());
    approve(&window, &json!(1));
    let hash = window.call("plan.list", Value::Null)[0]["hash"].clone();
    // 2,200 of last year's and 20,000 of this year's; what is expected goes by what is said now.
    for (step, forecast) in [(Some(18), "22200.00"), (None, "36000.00")] {
        match step {
            Some(months) => window.call("depreciation.save", terms(months)),
            None => window.call("depreciation.remove", json!({ "id": 1 })),
        };
        let approved = budget(&json!(1));
        assert_eq!((approved.0, approved.1), three_years(), "{step:?}");
        assert_eq!(approved.2, forecast);
    }
    // Its next version is a draft again and goes by them.
    let version = window.call("plan.new_version", json!({ "plan": 1, "name": null }))["id"].clone();
    let next = budget(&version);
    assert_eq!((next.0.as_str(), next.1.as_str()), ("36000.00", "36000.00"));
    assert_eq!(window.call("plan.list", Value::Null)[1]["hash"], hash);
    drop(window);
    let checked = desk.run(&["check", "@b.outlay", "--json"]).ok().json();
    assert_eq!(checked, json!({ "ok": true, "findings": [] }));
    // Taken back as far as the approval, and done again.
    for _ in 0..4 {
        desk.run(&["undo", "@b.outlay"]).ok();
    }
    let state = || desk.run(&["call", "@b.outlay", "plan.list"]).ok().json()[0]["state"].clone();
    assert_eq!(state(), "submitted");
    desk.run(&["redo", "@b.outlay"]).ok();
    assert_eq!(state(), "approved");
    let checked = desk.run(&["check", "@b.outlay", "--json"]).ok().json();
    assert_eq!(checked, json!({ "ok": true, "findings": [] }));
}

#[test]
fn what_a_later_version_changed_is_restated() {
    let desk = Desk::new();
    let window = book(&desk);
    approve(&window, &json!(1));
    let version = window.call("plan.new_version", json!({ "plan": 1, "name": null }))["id"].clone();
    let cells =
        json!([{ "line": 2, "month": 2, "text": "1100" }, { "line": 1, "month": 2, "text": "31000" }]);
    window.call("budget.edit", json!({ "view": view(&version), "cells": cells, "decimal": "." }));
    approve(&window, &version);
    let check = |change: Value, expected: Expect| expected.assert_eq(&shown(&variance(&window, &change)));
    check(
        json!({ "plan": version }),
        expect![[r#"
        Laptops | 31000.00 | 30000.00 | 30000.00 | 1000.00
        Suite | 3100.00 | 3200.00 | 3200.00 | -100.00
        Total | 34100.00 | 33200.00 | 33200.00 | 900.00
        other -900.00
    "#]],
    );
    check(
        json!({ "plan": version, "against": "original" }),
        expect![[r#"
        Laptops | 36000.00 | 30000.00 | 30000.00 | 6000.00
        Suite | 3000.00 | 3200.00 | 3200.00 | -200.00
        Total | 39000.00 | 33200.00 | 33200.00 | 5800.00
        other -900.00, restated -4900.00
    "#]],
    );
    assert_eq!(
        window.refused(
            "variance.get",
            &json!({ "plan": 1, "period": "FY2027", "by": "line", "against": "original" })
        ),
        "against: This plan corrects no other. Hold the figures against the plan itself."
    );
}

#[test]
fn price_and_volume_explain_themselves_where_quantities_are_known() {
    let desk = Desk::new();
    let window = book(&desk);
    let quantity = |plan: &Value, price: &str, seats: &str| {
        let quantity = json!({ "unit": "seats", "price": price, "quantities": vec![seats; 12] });
        json!({ "plan": plan, "line": 2, "quantity": quantity })
    };
    window.call("budget.set_quantity", quantity(&json!(1), "100", "10"));
    let forecast = json!({ "id": null, "name": "FY2027 Forecast", "kind": "forecast", "fiscal_year": 2027, "copy_of": 1 });
    let forecast = window.call("plan.save", forecast)["id"].clone();
    window.call("budget.set_quantity", quantity(&forecast, "110", "11"));
    let check = |change: Value, expected: Expect| expected.assert_eq(&shown(&variance(&window, &change)));
    // One seat more, at 100 a month; the rest of the difference is the price.
    check(
        json!({ "period": "FY2027" }),
        expect![[r#"
        Laptops | 36000.00 | 0.00 | 36000.00 | 0.00
        Suite | 12000.00 | 0.00 | 14520.00 | -2520.00
        Total | 48000.00 | 0.00 | 50520.00 | -2520.00
        price 1320.00, volume 1200.00
    "#]],
    );
    check(
        json!({}),
        expect![[r#"
        Laptops | 36000.00 | 30000.00 | 30000.00 | 6000.00
        Suite | 3000.00 | 3200.00 | 3200.00 | -200.00
        Total | 39000.00 | 33200.00 | 33200.00 | 5800.00
        other -6000.00, price -100.00, volume 300.00
    "#]],
    );
}

#[test]
fn the_grid_shows_depreciation_and_is_only_read() {
    let desk = Desk::new();
    let window = book(&desk);
    let terms = json!({ "line": 1, "months": 36, "method": "straight_line", "rate": null, "salvage_percent": "0", "delay": 0 });
    window.call("depreciation.save", terms);
    let mut seen = view(&json!(1));
    let grid = |view: &Value| {
        let grid = window.call("budget.grid", json!({ "view": view, "from": 0, "count": 100 }));
        table(&grid["rows"], &["label", "total"])
            + &table(&json!([grid["total"]]), &["label", "amounts", "total"])
    };
    let cash = grid(&seen);
    seen["recognition"] = json!("expense");
    // 1,200 of last year's laptops, and ten months of 1,000 of this year's.
    expect![[r#"
        Hardware | 11200.00
        Laptops | 11200.00
        Software & SaaS | 12000.00
        Suite | 12000.00
        Total | 1100.00 1100.00 2100.00 2100.00 2100.00 2100.00 2100.00 2100.00 2100.00 2100.00 2100.00 2100.00 | 23200.00
    "#]].assert_eq(&grid(&seen));
    let edit = json!({ "view": seen, "cells": [{ "line": 2, "month": 0, "text": "5" }], "decimal": "." });
    assert_eq!(
        window.refused("budget.edit", &edit),
        "recognition: Depreciation follows from what is bought. Change the purchase in the cash view."
    );
    seen["recognition"] = json!("cash");
    assert_eq!(grid(&seen), cash);
}

#[test]
fn sums_that_are_kept_between_questions_follow_every_change() {
    let desk = Desk::new();
    let window = book(&desk);
    let now = |window: &Window| shown(&variance(window, &json!({})));
    let first = now(&window);
    assert_eq!(now(&window), first);
    let actual = json!({
        "id": null, "date": "2027-03-21", "amount": "500", "currency": "EUR", "vendor": null, "text": "Suite, more",
        "document": "9", "account": "", "cost_centre": "", "line": 2,
    });
    window.call("actual.save", actual.clone());
    let more = now(&window);
    assert!(more.contains("Suite | 3000.00 | 3700.00"), "{more}");
    // What is refused leaves the figures as they are.
    let mut gone = actual;
    gone["line"] = json!(99);
    window.refused("actual.save", &gone);
    assert_eq!(now(&window), more);
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(now(&window), first);
    window.call("journal.redo", Value::Null);
    assert_eq!(now(&window), more);
    window.import(&desk, "actuals", "Date,Amount,Currency,Text,Document\n2027-02-25,7,EUR,Late,10\n");
    assert!(now(&window).contains("Unmatched actuals | 0.00 | 7.00"));
}

#[test]
fn the_command_line_shows_the_same_views() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    let total = |words: &[&str]| {
        let all = [&["show", "@s.outlay"], words, &["--json"]].concat();
        let shown = desk.run(&all).ok().json();
        shown["totals"]["budget"].as_str().unwrap().to_owned()
    };
    let cash = total(&["variance"]);
    let expense = total(&["variance", "--recognition", "expense"]);
    assert_ne!(cash, expense);
    // What was bought before and is not in the plan stands in the variance alone.
    assert_eq!(total(&["overview", "--recognition", "expense"]), expense);
    assert_eq!(total(&["budget"]), cash);
    assert_ne!(total(&["budget", "--recognition", "expense"]), cash);
    assert_eq!(total(&["showback"]), cash);
    assert_eq!(total(&["showback", "--recognition", "expense"]), expense);
    assert_ne!(total(&["variance", "--against", "last-year"]), cash);
    assert_ne!(total(&["variance", "--against", "FY2027 Forecast 3+9"]), cash);
    let refused = desk.run(&["show", "@s.outlay", "variance", "--against", "Nothing"]);
    assert!(
        refused.stderr.starts_with("outlay: There is no plan “Nothing” in this book."),
        "{}",
        refused.stderr
    );
    let refused = desk.run(&["show", "@s.outlay", "variance", "--against", "original"]);
    assert_eq!(
        refused.stderr,
        "outlay: This plan corrects no other. Hold the figures against the plan itself.\n"
    );
}

#[test]
fn a_forecast_costs_what_the_variance_says() {
    let desk = Desk::new();
    let window = book(&desk);
    window.call("depreciation.save", json!({ "line": 1, "months": 36, "method": "straight_line", "rate": null, "salvage_percent": "0", "delay": 0 }));
    window.call(
        "prepaid.save",
        json!({ "actual": 3, "first_day": "2027-02-01", "last_day": "2027-12-31", "method": "even" }),
    );
    let mut settings = window.call("book.state", Value::Null)["settings"].clone();
    settings["as_of"] = json!("2027-04-05");
    window.call("settings.save", settings);
    window.call("forecast.recut", json!({ "closed": 3 }));
    let fields = ["label", "budget", "forecast", "variance"];
    let rows = |answer: &Value| table(&answer["rows"], &fields) + &table(&json!([answer["total"]]), &fields);
    for recognition in ["cash", "expense"] {
        let query = json!({ "by": "line", "recognition": recognition });
        let year = variance(&window, &json!({ "recognition": recognition, "period": "FY2027" }));
        assert_eq!(rows(&window.call("forecast.get", query)), rows(&year), "{recognition}");
    }
    let query = json!({ "by": "line", "recognition": "expense" });
    expect![[r#"
        Laptops | 100.00 100.00 933.33 933.33 933.33 933.33 933.33 933.33 933.33 933.33 933.33 933.33 | 100.00 100.00 933.33 933.33 933.33 933.33 933.33 933.33 933.33 933.33 933.33 933.33 | -
        Suite | 1000.00 100.00 1200.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 | 1000 100.00 1200.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 | -
    "#]]
    .assert_eq(&table(&window.call("forecast.get", query)["rows"], &["label", "months", "own", "low"]));
    // Each figure is explained, and comes to what is shown.
    let query = json!({ "by": "category", "lines": true, "recognition": "expense" });
    let found = window.call("forecast.get", query.clone());
    let ask = |row: &Value, figure: &str, month: Option<usize>| {
        let asked = json!({ "of": "forecast", "query": query, "row": row, "figure": figure, "month": month });
        window.call("explain.figure", asked)["value"].clone()
    };
    let rows = found["rows"].as_array().unwrap().iter().chain([&found["total"]]);
    for row in rows.filter(|row| row["key"] != "unmatched") {
        for figure in ["forecast", "budget", "variance"] {
            assert_eq!(ask(&row["key"], figure, None), row[figure], "{} {figure}", row["label"]);
        }
        for (month, amount) in row["months"].as_array().unwrap().iter().enumerate() {
            assert_eq!(ask(&row["key"], "forecast", Some(month)), *amount, "{} {month}", row["label"]);
        }
    }
    let asked =
        json!({ "of": "forecast", "query": query, "row": "total", "figure": "change", "month": null });
    assert!(window.refused("explain.figure", &asked).contains("explained in the cash view"));
}
