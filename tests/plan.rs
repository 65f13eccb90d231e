//! Plans: who moved them on, what keeps an approved one as it is, and its corrections.

mod frozen;
mod new_year;
mod scenario;
mod target;

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window, table, view};

const LINES: &str = "\
Line,Vendor,Category,Department,Currency,2027-01,2027-02,2027-03,2027-04,2027-05,2027-06,2027-07,2027-08,2027-09,2027-10,2027-11,2027-12
Laptops,Halden,Hardware,IT,EUR,100,100,100,100,100,100,100,100,100,100,100,100
Licences,Vantage,Software & SaaS,Sales,USD,50,50,50,50,50,50,50,50,50,50,50,50
Cleaning,,,,EUR,10,10,10,10,10,10,10,10,10,10,10,10
";

/// A book with one plan of three lines, one of them in dollars at a rate of 0.9.
fn book(desk: &Desk) -> Window {
    let window = desk.book();
    window.import(desk, "budget", LINES);
    window
        .call("rate.save", json!({ "id": null, "plan": 1, "currency": "USD", "month": null, "rate": "0.9" }));
    window
}

fn step(plan: u32, state: &str) -> Value {
    json!({ "plan": plan, "state": state })
}

fn edit(plan: u32, line: u32, month: u32, text: &str) -> Value {
    let cells = json!([{ "line": line, "month": month, "text": text }]);
    json!({ "view": view(&json!(plan)), "cells": cells, "decimal": "." })
}

fn findings(window: &Window) -> Value {
    window.call("book.check", Value::Null)["findings"].clone()
}

#[test]
fn each_step_has_a_name_and_a_time() {
    let desk = Desk::new();
    let window = book(&desk);
    let fields = [
        "name",
        "state",
        "submitted_by",
        "submitted_at",
        "approved_by",
        "approved_at",
        "version",
        "version_of",
    ];
    let submitted = window.call("plan.set_state", step(1, "submitted"));
    let draft = window.call("plan.set_state", step(1, "draft"));
    window.call("plan.set_state", step(1, "submitted"));
    let approved = window.call("plan.set_state", step(1, "approved"));
    let second = window.call("plan.new_version", json!({ "plan": 1, "name": null }));
    expect![[r#"
        FY2027 Budget | submitted | anna | 2026-11-22T10:04:00 | - | - | 1 | -
        FY2027 Budget | draft | - | - | - | - | 1 | -
        FY2027 Budget | approved | anna | 2026-11-22T10:04:00 | anna | 2026-11-22T10:04:00 | 1 | -
        FY2027 Budget v2 | draft | - | - | - | - | 2 | 1
    "#]]
    .assert_eq(&table(&json!([submitted, draft, approved, second]), &fields));
    let hash = approved["hash"].as_str().unwrap();
    assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hash}");
    assert_eq!((&submitted["hash"], &second["hash"]), (&Value::Null, &Value::Null));
    assert_eq!(findings(&window), json!([]));
}

#[test]
fn a_correction_is_a_new_version_and_restates() {
    let desk = Desk::new();
    let window = book(&desk);
    let new = |plan: u32| json!({ "plan": plan, "name": null });
    expect!["conflict: “FY2027 Budget” is not approved: change it as it is."]
        .assert_eq(&window.refused("plan.new_version", &new(1)));
    window.call("plan.set_state", step(1, "approved"));
    let same = json!({ "plan": 1, "name": "fy2027 budget" });
    expect!["name: There is a plan “FY2027 Budget” already."]
        .assert_eq(&window.refused("plan.new_version", &same));
    window.call("plan.new_version", new(1));
    expect!["conflict: “FY2027 Budget v2” is a new version of “FY2027 Budget” already: change that one."]
        .assert_eq(&window.refused("plan.new_version", &new(1)));
    // A draft does not stand for the book before it is approved.
    assert_eq!(window.call("book.state", Value::Null)["plan"], json!(1));
    window.call("budget.edit", edit(2, 1, 12, "1500"));
    window.call("budget.edit", edit(2, 2, 0, "=200%"));
    window.call("budget.remove_lines", json!({ "plan": 2, "lines": [3] }));
    window.call("plan.set_state", step(2, "approved"));
    assert_eq!(window.call("book.state", Value::Null)["plan"], json!(2));
    expect!["conflict: “FY2027 Budget” was corrected by “FY2027 Budget v2”. Make a new version of that one."]
        .assert_eq(&window.refused("plan.new_version", &new(1)));
    window.call("plan.new_version", new(2));
    window.call("budget.edit", edit(3, 1, 12, "1200"));

    let versions = |plan: u32| window.call("plan.versions", json!({ "id": plan }));
    let shown = |plan: u32| {
        let found = versions(plan);
        let rows: Vec<Value> = found["versions"].as_array().unwrap().iter().map(|row| {
            json!({ "name": row["plan"]["name"], "state": row["plan"]["state"], "total": row["total"], "restated": row["restated"] })
        }).collect();
        format!("{}\n", found["finding"].as_str().unwrap())
            + &table(&json!(rows), &["name", "state", "total", "restated"])
            + &table(&found["lines"], &["label", "restated"])
    };
    expect![[r#"
        Version 3 restates what was approved first by −75 EUR, on 2 lines
        FY2027 Budget v3 | draft | 1785.00 | -300.00
        FY2027 Budget v2 | approved | 2085.00 | 225.00
        FY2027 Budget | approved | 1860.00 | -
        Cleaning | -120.00
        Licences | 45.00
    "#]]
    .assert_eq(&shown(3));
    expect![[r#"
        “FY2027 Budget” corrects no other plan
        FY2027 Budget | approved | 1860.00 | -
    "#]]
    .assert_eq(&shown(1));
}

#[test]
fn two_plans_stand_side_by_side() {
    let desk = Desk::new();
    let window = book(&desk);
    let copy = json!({ "id": null, "name": "Leaner", "kind": "scenario", "fiscal_year": 2027, "copy_of": 1 });
    window.call("plan.save", copy);
    window.call("budget.edit", edit(2, 1, 12, "900"));
    window.call("budget.remove_lines", json!({ "plan": 2, "lines": [3] }));
    let ask = |by: &str| json!({ "plan": 2, "against": 1, "by": by });
    let shown = |by: &str| {
        let found = window.call("plan.compare", ask(by));
        let fields = ["label", "against", "plan", "change", "percent"];
        format!("{}\n", found["finding"].as_str().unwrap())
            + &table(&found["rows"], &fields)
            + &table(&json!([found["total"]]), &fields)
    };
    expect![[r#"
        Leaner costs 420 EUR less than FY2027 Budget; most of it is Hardware
        Hardware | 1200.00 | 900.00 | -300.00 | -25.0
        Software & SaaS | 540.00 | 540.00 | 0.00 | 0.0
        No category | 120.00 | 0.00 | -120.00 | -100.0
        Total | 1860.00 | 1440.00 | -420.00 | -22.6
    "#]]
    .assert_eq(&shown("category"));
    expect![[r#"
        Leaner costs 420 EUR less than FY2027 Budget; most of it is IT
        IT | 1200.00 | 900.00 | -300.00 | -25.0
        Sales | 540.00 | 540.00 | 0.00 | 0.0
        No department | 120.00 | 0.00 | -120.00 | -100.0
        Total | 1860.00 | 1440.00 | -420.00 | -22.6
    "#]]
    .assert_eq(&shown("department"));
    expect![[r#"
        Leaner costs 420 EUR less than FY2027 Budget
        All lines | 1860.00 | 1440.00 | -420.00 | -22.6
        Total | 1860.00 | 1440.00 | -420.00 | -22.6
    "#]]
    .assert_eq(&shown("none"));
    window.call("rate.remove", json!({ "id": 1 }));
    expect!["rate: There is no budget rate for USD in FY2027 Budget. Add it in Settings, Rates."]
        .assert_eq(&window.refused("plan.compare", &ask("vendor")));
}

#[test]
fn an_approval_is_taken_back_only_while_nothing_rests_on_it() {
    let desk = Desk::new();
    let window = book(&desk);
    window.call("plan.set_state", step(1, "approved"));
    let approval = window.call("book.state", Value::Null)["change"].clone();
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(window.call("plan.list", Value::Null)[0]["hash"], Value::Null);
    window.call("journal.redo", Value::Null);
    assert_eq!(findings(&window), json!([]));
    window.call("plan.new_version", json!({ "plan": 1, "name": null }));
    expect!["conflict: A new version was made of this plan since it was approved. It stays approved as long as that is in the book."]
        .assert_eq(&window.refused("journal.undo", &json!({ "change": approval })));
    window.call("plan.remove", json!({ "id": 2 }));
    window.call("journal.undo", json!({ "change": approval }));
    assert_eq!(window.call("plan.list", Value::Null)[0]["state"], json!("draft"));
}

#[test]
fn a_line_that_is_gone_counts_in_the_change_of_its_group_and_of_all() {
    let desk = Desk::new();
    let window = book(&desk);
    let copy = json!({ "id": null, "name": "Leaner", "kind": "scenario", "fiscal_year": 2027, "copy_of": 1 });
    let plan = window.call("plan.save", copy)["id"].clone();
    window.call("budget.remove_lines", json!({ "plan": plan, "lines": [1] }));
    let mut asked = view(&plan);
    asked["compare"] = json!(1);
    let grid = |view: &Value| window.call("budget.grid", json!({ "view": view, "from": 0, "count": 20 }));
    let found = grid(&asked);
    let fields = ["label", "total", "change", "change_percent"];
    expect![[r#"
        Software & SaaS | 540.00 | 0.00 | 0.0
        Licences | 600.00 | 0.00 | 0.0
        No category | 120.00 | 0.00 | 0.0
        Cleaning | 120.00 | 0.00 | 0.0
        Total | 660.00 | -1200.00 | -64.5
    "#]]
    .assert_eq(&(table(&found["rows"], &fields) + &table(&json!([found["total"]]), &fields)));
    expect![[r#"
        [
          "1 line of FY2027 Budget is not in Leaner and counts in the change of groups and total alone."
        ]"#]]
    .assert_eq(&serde_json::to_string_pretty(&found["problems"]).unwrap());
    // The same as the two plans side by side.
    let beside = window.call("plan.compare", json!({ "plan": plan, "against": 1, "by": "category" }));
    assert_eq!(beside["total"]["change"], found["total"]["change"]);
}
