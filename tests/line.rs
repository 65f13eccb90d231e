//! A line in full: where its months come from, quantities, staff, write-off, splitting and merging.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tests::{Desk, Window, table, view};

const LINES: &str = "\
Line,Vendor,Category,Department,Type,Currency,2027-01,2027-02,2027-03,2027-04,2027-05,2027-06,2027-07,2027-08,2027-09,2027-10,2027-11,2027-12
Laptops,Halden,Hardware,IT,CapEx,EUR,0,0,36000,0,0,0,0,0,0,0,0,0
Suite,Vantage,Software & SaaS,Sales,OpEx,EUR,100,100,100,100,100,100,100,100,100,100,100,100
Suite add-on,Vantage,Software & SaaS,Sales,OpEx,EUR,10,10,10,10,10,10,10,10,10,10,10,10.01
Hosting,Norrland,Cloud Services,IT,OpEx,USD,50,50,50,50,50,50,50,50,50,50,50,50
";

/// A book with one draft plan of four lines: 1 Laptops, 2 Suite, 3 Suite add-on, 4 Hosting in dollars at 0.9.
fn lines(desk: &Desk) -> Window {
    let window = desk.book();
    window.import(desk, "budget", LINES);
    window
        .call("rate.save", json!({ "id": null, "plan": 1, "currency": "USD", "month": null, "rate": "0.9" }));
    window
}

fn detail(window: &Window, line: i32) -> Value {
    window.call("budget.detail", json!({ "plan": 1, "line": line }))
}

/// The plan's lines with months and years.
fn plan(window: &Window) -> String {
    let mut view = view(&json!(1));
    view["group"] = json!("none");
    let grid = window.call("budget.grid", json!({ "view": view, "from": 0, "count": 100 }));
    table(&grid["rows"], &["label", "amounts", "total"])
}

fn spread(line: i32, amount: &str, from: &str, to: &str, method: &str) -> Value {
    json!({ "plan": 1, "line": line, "spread": { "amount": amount, "from": from, "to": to, "method": method } })
}

fn quantity(line: i32, unit: &str, price: &str, each: &[&str; 12]) -> Value {
    json!({ "plan": 1, "line": line, "quantity": { "unit": unit, "price": price, "quantities": each } })
}

#[test]
fn a_line_says_what_it_costs_and_where_from() {
    let desk = Desk::new();
    let window = lines(&desk);
    let suite = detail(&window, 4);
    assert_eq!(suite["total"], "600.00");
    assert_eq!((&suite["rate"], &suite["base_total"]), (&json!("0.9"), &json!("540.00")));
    assert_eq!((&suite["basis"], &suite["changed"]), (&Value::Null, &json!([])));
    assert_eq!(suite["history"][0]["command"], "import.run");
    window.call(
        "plan.save",
        json!({ "id": null, "name": "Other", "kind": "scenario", "fiscal_year": 2027, "copy_of": 1 }),
    );
    assert_eq!(detail(&window, 4)["plans"][0]["name"], "Other");
    // A rate that is not there is said, not guessed.
    window.call("rate.remove", json!({ "id": 1 }));
    assert_eq!(detail(&window, 4)["base_total"], Value::Null);
    let gone = json!({ "plan": 1, "line": 99 });
    assert_eq!(
        window.refused("budget.detail", &gone),
        "not_found: This budget line is not in the book any more."
    );
}

#[test]
fn an_amount_is_spread_and_a_month_typed_over_it_is_told() {
    let desk = Desk::new();
    let window = lines(&desk);
    let spreading = window.call("budget.spread", spread(2, "1200", "2027-04-01", "2028-03-31", "even"));
    assert_eq!((&spreading["total"], &spreading["outside"]), (&json!("900.00"), &json!("300.00")));
    assert_eq!(spreading["basis"]["method"], "even");
    let typed = json!({ "view": view(&json!(1)), "cells": [{ "line": 2, "month": 5, "text": "130" }], "decimal": "." });
    window.call("budget.edit", typed);
    let after = detail(&window, 2);
    assert_eq!(after["changed"], json!(["2027-06"]));
    assert_eq!(
        table(&after["history"], &["summary"]),
        "Change 1 amount of “Suite” in FY2027 Budget\nSpread 1200 EUR on “Suite” in FY2027 Budget\nImport 4 lines into FY2027 Budget from import.csv\n"
    );
    window.call("journal.undo", json!({ "change": null }));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(detail(&window, 2)["total"], "1200.00");
    assert_eq!(detail(&window, 2)["basis"], Value::Null);

    let check = |given: Value, expected: Expect| {
        expected.assert_eq(&window.refused("budget.spread", &given));
    };
    check(
        spread(2, "1200", "2027-04-01", "2027-03-31", "even"),
        expect![
            "to: The last day, 2027-03-31, is before the first, 2027-04-01. Exchange them or correct one."
        ],
    );
    check(
        spread(2, "1200", "2029-01-01", "2029-12-31", "even"),
        expect!["from: Nothing of this falls on FY2027 Budget. Choose days within its months."],
    );
}

#[test]
fn a_line_is_planned_by_quantity_and_price() {
    let desk = Desk::new();
    let window = lines(&desk);
    let each = ["10", "10", "10", "10", "10", "10", "12", "12", "12", "12", "12", "12.5"];
    let planned = window.call("budget.set_quantity", quantity(2, "seats", "9.99", &each));
    assert_eq!(planned["amounts"][11], "124.88");
    assert_eq!(planned["basis"]["unit"], "seats");
    let without = window.call("budget.set_quantity", json!({ "plan": 1, "line": 2, "quantity": null }));
    assert_eq!((&without["basis"], &without["amounts"][11]), (&Value::Null, &json!("124.88")));
    let bad = quantity(2, "", "-1", &each);
    assert_eq!(
        window.refused("budget.set_quantity", &bad),
        "unit: Say what is counted, such as seats, devices or GB.\nprice: A unit price is 0 or more; a credit is a line of its own."
    );
}

fn role(change: &Value) -> Value {
    let mut role = json!({
        "id": null, "plan": 1, "title": "Platform engineer", "department": 1, "category": 1, "headcount": "2",
        "yearly": "120000", "currency": "EUR", "first": null, "last": null, "raise_month": null,
        "raise_percent": null, "capitalised": "0", "notes": "", "line": null, "capital_line": null,
    });
    change.as_object().unwrap().iter().for_each(|(key, value)| role[key] = value.clone());
    role
}

#[test]
fn people_give_the_plan_its_lines() {
    let desk = Desk::new();
    let window = lines(&desk);
    let before = plan(&window);
    let saved = window.call("role.save", role(&json!({})));
    let shown = |window: &Window| {
        let roles = window.call("role.list", json!({ "id": 1 }));
        table(&roles["rows"], &["department", "months", "expensed", "capitalised", "total"])
            + &table(&roles["totals"], &["currency", "headcount", "expensed", "capitalised", "total"])
    };
    expect![[r#"
        IT | 20000.00 20000.00 20000.00 20000.00 20000.00 20000.00 20000.00 20000.00 20000.00 20000.00 20000.00 20000.00 | 240000.00 | 0.00 | 240000.00
        EUR | 2 | 240000.00 | 0.00 | 240000.00
    "#]]
    .assert_eq(&shown(&window));
    let engineer = detail(&window, saved["line"].as_i64().unwrap().try_into().unwrap());
    assert_eq!((&engineer["role"], &engineer["total"]), (&json!("Platform engineer"), &json!("240000.00")));

    // A share of their work is capitalised, they start in March, and there is a raise in July.
    let changed = json!({ "id": saved["id"], "capitalised": "40", "first": "2027-03", "raise_month": "2027-07", "raise_percent": "3" });
    let changed = window.call("role.save", role(&changed));
    expect![[r#"
        IT | 0.00 0.00 20000.00 20000.00 20000.00 20000.00 20600.00 20600.00 20600.00 20600.00 20600.00 20600.00 | 122160.00 | 81440.00 | 203600.00
        EUR | 2 | 122160.00 | 81440.00 | 203600.00
    "#]]
    .assert_eq(&shown(&window));
    let capital: i32 = changed["capital_line"].as_i64().unwrap().try_into().unwrap();
    assert_eq!(detail(&window, capital)["line"]["expense"], "capex");
    // Without a capitalised share that line goes; without the role both do.
    window.call("role.save", role(&json!({ "id": saved["id"] })));
    assert!(window.refused("budget.detail", &json!({ "plan": 1, "line": capital })).starts_with("not_found"));
    window.call("role.remove", json!({ "id": saved["id"] }));
    assert_eq!(plan(&window), before);
    for _ in 0..4 {
        window.call("journal.undo", json!({ "change": null }));
    }
    assert_eq!(plan(&window), before);
    assert_eq!(window.call("book.check", Value::Null)["findings"], json!([]));

    assert_eq!(
        window.refused("role.save", &role(&json!({ "title": "", "headcount": "-1", "capitalised": "101" }))),
        "title: Say what the role is, such as Platform engineer.\nheadcount: Give the number of full-time posts: 0 or more, 0.5 for half a post.\ncapitalised: The capitalised share lies between 0 and 100 %."
    );
}

#[test]
fn what_is_bought_is_written_off() {
    let desk = Desk::new();
    let window = lines(&desk);
    let terms = json!({ "line": 1, "months": 36, "method": "straight_line", "rate": null, "salvage_percent": "0", "delay": 1 });
    window.call("depreciation.save", terms.clone());
    let laptops = detail(&window, 1);
    assert_eq!(laptops["depreciation"], terms);
    assert_eq!(
        table(&json!([laptops]), &["written_off"]),
        "0 0 0 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00\n"
    );
    let mut opex = terms.clone();
    opex["line"] = json!(2);
    assert_eq!(
        window.refused("depreciation.save", &opex),
        "line: “Suite” is OpEx and is not written off. Make it CapEx first."
    );
    window.call("depreciation.remove", json!({ "id": 1 }));
    assert_eq!(detail(&window, 1)["written_off"], Value::Null);
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(window.call("depreciation.list", Value::Null), json!([terms]));
}

#[test]
fn a_line_is_split_and_lines_are_merged_without_losing_a_cent() {
    let desk = Desk::new();
    let window = lines(&desk);
    let before = plan(&window);
    let part = |description: &str, share: &str| json!({ "description": description, "department": null, "share": share });
    let split = json!({ "plan": 1, "line": 3, "parts": [part("Add-on, north", "33.3"), part("Add-on, south", "33.4")] });
    window.call("budget.split_line", split);
    expect![[r#"
        Laptops | 0.00 0.00 36000.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 36000.00
        Suite | 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 | 1200.00
        Suite add-on | 3.33 3.33 3.33 3.33 3.33 3.33 3.33 3.33 3.33 3.33 3.33 3.33 | 39.96
        Hosting | 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 600.00
        Add-on, north | 3.33 3.33 3.33 3.33 3.33 3.33 3.33 3.33 3.33 3.33 3.33 3.33 | 39.96
        Add-on, south | 3.34 3.34 3.34 3.34 3.34 3.34 3.34 3.34 3.34 3.34 3.34 3.35 | 40.09
    "#]]
    .assert_eq(&plan(&window));
    assert_eq!(detail(&window, 5)["split_from"]["description"], "Suite add-on");

    let merged = window.call("budget.merge_lines", json!({ "plan": 1, "into": 3, "lines": [5, 6, 6, 3] }));
    assert_eq!(merged["total"], "120.01");
    for _ in 0..2 {
        window.call("journal.undo", json!({ "change": null }));
    }
    assert_eq!(plan(&window), before);
    assert_eq!(window.call("book.check", Value::Null)["findings"], json!([]));

    assert_eq!(
        window.refused("budget.merge_lines", &json!({ "plan": 1, "into": 2, "lines": [1, 4] })),
        "lines: “Laptops” is CapEx, “Suite” OpEx. Merge what is counted alike, or change one first.\nlines: “Hosting” is in USD, “Suite” in EUR. Lines of one currency can be merged."
    );
    let too_much = json!({ "plan": 1, "line": 2, "parts": [part("A", "60"), part("B", "60")] });
    assert_eq!(
        window.refused("budget.split_line", &too_much),
        "parts: The shares sum to 120 %. They may be 100 % at most."
    );
}

#[test]
fn a_frozen_plan_refuses_every_way_of_making_months() {
    let desk = Desk::new();
    let window = lines(&desk);
    let saved = window.call("role.save", role(&json!({})));
    for state in ["submitted", "approved"] {
        window.call("plan.set_state", json!({ "plan": 1, "state": state }));
    }
    let before = plan(&window);
    let each = ["1"; 12];
    let part = json!({ "description": "Part", "department": null, "share": "50" });
    for (command, argument) in [
        ("budget.spread", spread(2, "1200", "2027-01-01", "2027-12-31", "even")),
        ("budget.set_quantity", quantity(2, "seats", "1", &each)),
        ("budget.set_quantity", json!({ "plan": 1, "line": 2, "quantity": null })),
        ("budget.split_line", json!({ "plan": 1, "line": 2, "parts": [part] })),
        ("budget.merge_lines", json!({ "plan": 1, "into": 2, "lines": [3] })),
        ("role.save", role(&json!({}))),
        ("role.save", role(&json!({ "id": saved["id"], "headcount": "3" }))),
        ("role.remove", json!({ "id": saved["id"] })),
    ] {
        assert!(window.refused(command, &argument).starts_with("read_only: "), "{command}");
    }
    assert_eq!(plan(&window), before);
}

#[test]
fn what_was_cut_otherwise_since_is_counted_with_what_the_plan_knows() {
    let desk = Desk::new();
    let window = lines(&desk);
    for state in ["submitted", "approved"] {
        window.call("plan.set_state", json!({ "plan": 1, "state": state }));
    }
    let version =
        json!({ "id": null, "name": "Later", "kind": "scenario", "fiscal_year": 2027, "copy_of": 1 });
    let later = window.call("plan.save", version)["id"].clone();
    window.call("budget.merge_lines", json!({ "plan": later, "into": 2, "lines": [3] }));
    let part = json!({ "description": "Hosting, backups", "department": null, "share": "50" });
    window.call("budget.split_line", json!({ "plan": later, "line": 4, "parts": [part] }));
    window.call(
        "rate.save",
        json!({ "id": null, "plan": null, "currency": "USD", "month": "2027-01", "rate": "0.9" }),
    );
    let posted =
        "Date,Amount,Currency,Text,Document\n2027-01-10,12,EUR,Add-on,1\n2027-01-11,30,USD,Backups,2\n";
    window.import(&desk, "actuals", posted);
    for (actual, line) in [(1, 3), (2, 5)] {
        window.call("actual.match_line", json!({ "actuals": [actual], "line": line }));
    }
    let rows = |plan: &Value| {
        let query = json!({ "plan": plan, "period": "2027-01-31", "by": "line" });
        table(&window.call("variance.get", query)["rows"], &["key", "label", "budget", "actual"])
    };
    // The frozen plan knows both lines and none of the parts.
    expect![[r#"
        line:2 | Suite | 110.00 | 12.00
        line:4 | Hosting | 45.00 | 27.00
    "#]]
    .assert_eq(&rows(&json!(1)));
    expect![[r#"
        line:2 | Suite | 110.00 | 12.00
        line:4 | Hosting | 22.50 | 0.00
        line:5 | Hosting, backups | 22.50 | 27.00
    "#]]
    .assert_eq(&rows(&later));
}

#[test]
fn a_line_goes_with_the_last_thing_that_names_it_and_comes_back_with_it() {
    let desk = Desk::new();
    let window = lines(&desk);
    window.import(&desk, "actuals", "Date,Amount,Currency,Text,Document\n2027-01-10,12,EUR,Add-on,1\n");
    window.call("actual.match_line", json!({ "actuals": [1], "line": 3 }));
    window.call("budget.remove_lines", json!({ "plan": 1, "lines": [3] }));
    let named = |window: &Window| {
        let lines = window.call("budget.lines", json!({ "text": "add-on", "limit": 10 }));
        lines.as_array().unwrap().len()
    };
    let whole = |window: &Window| assert_eq!(window.call("book.check", Value::Null)["findings"], json!([]));
    assert_eq!(named(&window), 1, "something is posted on it");
    whole(&window);
    window.call("actual.match_line", json!({ "actuals": [1], "line": 2 }));
    assert_eq!(named(&window), 0);
    whole(&window);
    for _ in 0..2 {
        window.call("journal.undo", json!({ "change": null }));
        assert_eq!(named(&window), 1);
        whole(&window);
    }
    assert_eq!(detail(&window, 3)["total"], "120.01");
    for left in [1, 0] {
        window.call("journal.redo", Value::Null);
        assert_eq!(named(&window), left);
        whole(&window);
    }
}
