//! The budget grid: windows of rows, typing, pasting, filling, clearing, and totals that follow.

mod cells;

use expect_test::{Expect, expect};
use proptest::prelude::*;
use serde_json::{Value, json};
use tests::{Desk, Window, table, view};

const FOUR_LINES: &str = "\
Line,Vendor,Category,Department,Currency,2027-01,2027-02,2027-03,2027-04,2027-05,2027-06,2027-07,2027-08,2027-09,2027-10,2027-11,2027-12
Laptops,Halden,Hardware,IT,EUR,100,100,100,100,100,100,100,100,100,100,100,100
Servers,Norrland,Hardware,IT,EUR,1000,0,0,0,0,0,0,0,0,0,0,500.50
Licences,Vantage,Software & SaaS,Sales,USD,50,50,50,50,50,50,50,50,50,50,50,50
Cleaning,,,,EUR,10,10,10,10,10,10,10,10,10,10,10,10
";

/// A book with one plan of four lines, one of them in dollars at a rate of 0.9.
fn four_lines(desk: &Desk) -> Window {
    let window = desk.book();
    window.import(desk, "budget", FOUR_LINES);
    window
        .call("rate.save", json!({ "id": null, "plan": 1, "currency": "USD", "month": null, "rate": "0.9" }));
    window
}

fn plan() -> Value {
    view(&json!(1))
}

fn grid(window: &Window, view: &Value) -> Value {
    window.call("budget.grid", json!({ "view": view, "from": 0, "count": 1000 }))
}

/// The rows of a grid, the total last.
fn shown(window: &Window, view: &Value) -> String {
    let grid = grid(window, view);
    let fields = ["index", "kind", "label", "currency", "count", "amounts", "total", "change"];
    table(&grid["rows"], &fields) + &table(&json!([grid["total"]]), &fields)
}

/// The lines of the plan: their months and years.
fn lines(window: &Window) -> String {
    let grid =
        grid(window, &json!({ "plan": 1, "compare": null, "group": "none", "filter": "", "collapsed": [] }));
    table(&grid["rows"], &["label", "amounts", "total"])
}

fn edit(cells: &[(i32, u32, &str)], decimal: char) -> Value {
    let cells: Vec<Value> = cells
        .iter()
        .map(|(line, month, text)| json!({ "line": line, "month": month, "text": text }))
        .collect();
    json!({ "view": plan(), "cells": cells, "decimal": decimal })
}

fn range(rows: (u32, u32), months: (u32, u32)) -> Value {
    json!({ "first_row": rows.0, "last_row": rows.1, "first_month": months.0, "last_month": months.1 })
}

fn paste(range: &Value, text: &str) -> Value {
    json!({ "view": plan(), "range": range, "text": text, "decimal": "." })
}

fn selection(window: &Window, range: &Value) -> Value {
    window.call("budget.selection", json!({ "view": plan(), "range": range, "decimal": "." }))
}

#[test]
fn rows_come_in_groups_with_subtotals() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    let check = |change: Value, expected: Expect| {
        let mut view = plan();
        change.as_object().unwrap().iter().for_each(|(key, value)| view[key] = value.clone());
        expected.assert_eq(&shown(&window, &view));
    };
    check(
        json!({}),
        expect![[r#"
        0 | group | Hardware | EUR | 2 | 1100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 600.50 | 2700.50 | -
        1 | line | Laptops | EUR | 1 | 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 | 1200.00 | -
        2 | line | Servers | EUR | 1 | 1000.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 500.50 | 1500.50 | -
        3 | group | Software & SaaS | EUR | 1 | 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 | 540.00 | -
        4 | line | Licences | USD | 1 | 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 600.00 | -
        5 | group | No category | EUR | 1 | 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 120.00 | -
        6 | line | Cleaning | EUR | 1 | 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 120.00 | -
        7 | total | Total | EUR | 4 | 1155.00 155.00 155.00 155.00 155.00 155.00 155.00 155.00 155.00 155.00 155.00 655.50 | 3360.50 | -
    "#]],
    );
    check(
        json!({ "collapsed": ["group:4"] }),
        expect![[r#"
        0 | group | Hardware | EUR | 2 | 1100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 600.50 | 2700.50 | -
        1 | group | Software & SaaS | EUR | 1 | 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 | 540.00 | -
        2 | line | Licences | USD | 1 | 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 600.00 | -
        3 | group | No category | EUR | 1 | 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 120.00 | -
        4 | line | Cleaning | EUR | 1 | 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 120.00 | -
        5 | total | Total | EUR | 4 | 1155.00 155.00 155.00 155.00 155.00 155.00 155.00 155.00 155.00 155.00 155.00 655.50 | 3360.50 | -
    "#]],
    );
    check(
        json!({ "filter": "HARD" }),
        expect![[r#"
        0 | group | Hardware | EUR | 2 | 1100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 600.50 | 2700.50 | -
        1 | line | Laptops | EUR | 1 | 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 | 1200.00 | -
        2 | line | Servers | EUR | 1 | 1000.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 500.50 | 1500.50 | -
        3 | total | Total | EUR | 2 | 1100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 600.50 | 2700.50 | -
    "#]],
    );
    check(
        json!({ "filter": "vantage", "group": "department" }),
        expect![[r#"
        0 | group | Sales | EUR | 1 | 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 | 540.00 | -
        1 | line | Licences | USD | 1 | 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 600.00 | -
        2 | total | Total | EUR | 1 | 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 | 540.00 | -
    "#]],
    );
    check(
        json!({ "group": "none", "filter": "nothing like it" }),
        expect![[r#"
        0 | total | Total | EUR | 0 | 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 0.00 | -
    "#]],
    );
}

#[test]
fn a_window_of_rows_is_a_part_of_all_rows() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    let all = grid(&window, &plan());
    for (from, count) in [(0, 1), (1, 3), (5, 10), (7, 1), (0, 0)] {
        let part = window.call("budget.grid", json!({ "view": plan(), "from": from, "count": count }));
        let expected: Vec<Value> =
            all["rows"].as_array().unwrap().iter().skip(from).take(count).cloned().collect();
        assert_eq!(part["rows"], Value::Array(expected), "{from} {count}");
        assert_eq!((&part["row_count"], &part["total"]), (&all["row_count"], &all["total"]));
    }
}

#[test]
fn a_plan_is_compared_with_another() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    let copy =
        json!({ "id": null, "name": "What if", "kind": "scenario", "fiscal_year": 2027, "copy_of": 1 });
    let copy = window.call("plan.save", copy)["id"].clone();
    let mut view = plan();
    view["plan"] = copy;
    view["compare"] = json!(1);
    window.call(
        "budget.edit",
        json!({ "view": view, "cells": [{ "line": 1, "month": 12, "text": "=110%" }], "decimal": "." }),
    );
    let grid = grid(&window, &view);
    expect![[r#"
        Hardware | 2820.50 | 120.00 | 4.4
        Laptops | 1320.00 | 120.00 | 10.0
        Servers | 1500.50 | 0.00 | 0.0
        Software & SaaS | 540.00 | 0.00 | 0.0
        Licences | 600.00 | 0.00 | 0.0
        No category | 120.00 | 0.00 | 0.0
        Cleaning | 120.00 | 0.00 | 0.0
    "#]]
    .assert_eq(&table(&grid["rows"], &["label", "total", "change", "change_percent"]));
    expect![[r#"
        Total | 3480.50 | 120.00 | 3.6
    "#]]
    .assert_eq(&table(&json!([grid["total"]]), &["label", "total", "change", "change_percent"]));
}

#[test]
fn a_selection_is_summed_by_the_core() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    let check = |range: Value, expected: Expect| {
        let selected = selection(&window, &range);
        expected.assert_eq(&table(&json!([selected]), &["count", "sum", "average", "currency"]));
    };
    check(
        range((1, 2), (0, 1)),
        expect![[r#"
        4 | 1200 | 300.00 | EUR
    "#]],
    );
    check(
        range((0, 6), (0, 0)),
        expect![[r#"
        4 | 1155.0 | 288.75 | EUR
    "#]],
    );
    check(
        range((4, 4), (0, 2)),
        expect![[r#"
        3 | 150 | 50.00 | USD
    "#]],
    );
    check(
        range((0, 0), (0, 3)),
        expect![[r#"
        0 | - | - | EUR
    "#]],
    );
    check(
        range((1, 1), (12, 12)),
        expect![[r#"
        1 | 1200 | 1200.00 | EUR
    "#]],
    );
}

#[test]
fn without_a_rate_a_total_is_not_known() {
    let desk = Desk::new();
    let window = desk.book();
    window.import(&desk, "budget", FOUR_LINES);
    let grid = grid(&window, &plan());
    expect![[r#"
        Hardware | EUR | 2700.50
        Laptops | EUR | 1200.00
        Servers | EUR | 1500.50
        Software & SaaS | EUR | -
        Licences | USD | 600.00
        No category | EUR | 120.00
        Cleaning | EUR | 120.00
    "#]]
    .assert_eq(&table(&grid["rows"], &["label", "currency", "total"]));
    assert_eq!(grid["total"]["total"], Value::Null);
    assert_eq!(
        grid["problems"],
        json!(["There is no budget rate for USD in FY2027 Budget. Add it in Settings, Rates."])
    );
    assert_eq!(selection(&window, &range((0, 6), (0, 0)))["sum"], Value::Null);
    let run = desk.run(&["show", "@b.outlay", "budget"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
}

#[test]
fn a_frozen_plan_refuses_every_change() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    let rate = window.call("rate.list", Value::Null)[0]["id"].clone();
    window.call("plan.set_state", json!({ "plan": 1, "state": "approved" }));
    let before = window.call("book.state", Value::Null)["change"].clone();
    let line = json!({
        "id": null, "plan": 1, "description": "More", "vendor": null, "category": null, "department": null,
        "project": null, "currency": "EUR", "expense": "opex", "purpose": "run", "owner": "", "notes": "",
    });
    let mut other_currency = line.clone();
    other_currency["id"] = json!(1);
    other_currency["currency"] = json!("USD");
    let file = window.grant(&desk.write("more.csv", "Line,2027-01,2027-02\nLaptops,5,0\n"));
    let mut import = tests::job(&file, "budget");
    import["plan"] = json!(1);
    let block = range((1, 4), (0, 1));
    for (name, argument) in [
        ("budget.edit", edit(&[(1, 0, "5")], '.')),
        ("budget.paste", paste(&block, "5")),
        ("budget.fill", json!({ "view": plan(), "range": block, "direction": "down" })),
        ("budget.clear", json!({ "view": plan(), "range": block })),
        ("budget.save_line", line),
        ("budget.save_line", other_currency),
        ("budget.remove_lines", json!({ "plan": 1, "lines": [1] })),
        ("rate.save", json!({ "id": null, "plan": 1, "currency": "GBP", "month": null, "rate": "1.2" })),
        ("rate.save", json!({ "id": rate, "plan": 1, "currency": "USD", "month": null, "rate": "1.2" })),
        ("rate.remove", json!({ "id": rate })),
        ("import.run", import),
    ] {
        assert_eq!(
            window.refused(name, &argument),
            "read_only: This plan is approved and frozen. Make a new version of it and change that.",
            "{name}"
        );
    }
    assert_eq!(window.call("book.state", Value::Null)["change"], before);
}

#[test]
fn lines_are_added_changed_and_removed() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    let mut line = json!({
        "id": null, "plan": 1, "description": " ", "vendor": null, "category": 3, "department": null,
        "project": null, "currency": "EUR", "expense": "opex", "purpose": "grow", "owner": "Ines", "notes": "new",
    });
    expect!["description: Say what is bought."].assert_eq(&window.refused("budget.save_line", &line));
    line["description"] = json!("Backup");
    let saved = window.call("budget.save_line", line.clone());
    line["id"] = saved["id"].clone();
    line["description"] = json!("Backup space");
    window.call("budget.save_line", line);
    assert_eq!(
        window.call("budget.line", json!({ "id": saved["id"] }))["description"],
        json!("Backup space")
    );
    window.call("budget.remove_lines", json!({ "plan": 1, "lines": [1, 2] }));
    expect![[r#"
        Licences | 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 600.00
        Cleaning | 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 120.00
        Backup space | 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 0.00
    "#]]
    .assert_eq(&lines(&window));
    let found = window.call("budget.lines", json!({ "text": "LIC", "limit": 5 }));
    expect![[r#"
        3 | Licences | Vantage | Software & SaaS
    "#]]
    .assert_eq(&table(&found, &["id", "description", "vendor", "category"]));
    assert!(window.refused("budget.line", &json!({ "id": 1 })).starts_with("not_found: "));
}

/// What a user may do next.
#[derive(Clone, Debug)]
enum Step {
    Edit(i32, u32, String),
    Paste(u32, u32, i64),
    Fill(u32, bool),
    Clear(u32, u32),
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    let typed =
        prop_oneof!["-?[0-9]{1,9}(\\.[0-9]{1,6})?", "=[1-9][0-9]{0,3}/[1-9]", Just("=-110%".to_owned())];
    prop_oneof![
        4 => (1..5i32, 0..13u32, typed).prop_map(|(line, month, text)| Step::Edit(line, month, text)),
        1 => (0..7u32, 0..13u32, -999..999i64).prop_map(|(row, month, amount)| Step::Paste(row, month, amount)),
        1 => (0..6u32, any::<bool>()).prop_map(|(row, right)| Step::Fill(row, right)),
        1 => (0..7u32, 0..13u32).prop_map(|(row, month)| Step::Clear(row, month)),
        2 => Just(Step::Undo),
        2 => Just(Step::Redo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done, the rows that an edit answers and the grid that is kept are those of a book opened
    /// afresh; undo takes back to the same bytes, and redo forward again.
    #[test]
    fn totals_follow_and_undo_is_the_identity(steps in prop::collection::vec(step(), 1..14)) {
        let desk = Desk::new();
        let window = four_lines(&desk);
        let show = || desk.run(&["show", "@b.outlay", "budget", "--by", "line", "--json"]).ok().stdout;
        let mut states = vec![show()];
        let mut at = 0;
        for step in steps {
            let edited = match step {
                Step::Edit(line, month, text) => window.call("budget.edit", edit(&[(line, month, &text)], '.')),
                Step::Paste(row, month, amount) => {
                    let text = format!("{amount}\n{}", amount + 1);
                    match window.ask("budget.paste", &paste(&range((row, row + 1), (month, month)), &text)) {
                        Ok(edited) => edited,
                        // Too few lines are left below the row.
                        Err(_) => continue,
                    }
                }
                Step::Fill(row, right) => {
                    let direction = if right { "right" } else { "down" };
                    let range = range((row, row + 2), (2, 7));
                    window.call("budget.fill", json!({ "view": plan(), "range": range, "direction": direction }))
                }
                Step::Clear(row, month) => {
                    window.call("budget.clear", json!({ "view": plan(), "range": range((row, row + 1), (month, 12)) }))
                }
                Step::Undo if at > 0 => {
                    window.call("journal.undo", json!({ "change": null }));
                    at -= 1;
                    prop_assert_eq!(&show(), &states[at]);
                    continue;
                }
                Step::Redo if at + 1 < states.len() => {
                    window.call("journal.redo", Value::Null);
                    at += 1;
                    prop_assert_eq!(&show(), &states[at]);
                    continue;
                }
                Step::Undo | Step::Redo => continue,
            };
            if edited["cells"] != json!(0) {
                states.truncate(at + 1);
                states.push(show());
                at += 1;
            }
            let kept = grid(&window, &plan());
            let fresh = tests::Window::new(None);
            fresh.app.open_to_read(&desk.path("b.outlay")).unwrap();
            prop_assert_eq!(&grid(&fresh, &plan()), &kept);
            for row in edited["rows"].as_array().unwrap() {
                let index = usize::try_from(row["index"].as_u64().unwrap()).unwrap();
                prop_assert_eq!(row, kept["rows"].get(index).unwrap_or(&kept["total"]));
            }
        }
        prop_assert_eq!(desk.run(&["check", "@b.outlay"]).ok().stderr, "");
    }
}
