//! The history: what was changed by whom, and taking it back.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window, table};

fn query(change: &Value) -> Value {
    let mut query = json!({
        "topic": null, "who": null, "text": "", "from_date": null, "to_date": null, "from": 0, "count": 1000,
    });
    change.as_object().unwrap().iter().for_each(|(key, value)| query[key] = value.clone());
    query
}

fn vendor(id: &Value, name: &str, category: &Value) -> Value {
    json!({
        "id": id, "name": name, "category": category, "tier": "", "criticality": "", "owner": "", "status": "",
        "notes": "",
    })
}

/// Five changes: an import, an edit, a vendor added, renamed, and a plan submitted.
fn five_changes(desk: &Desk) -> Window {
    let window = desk.book();
    let budget = "Line,Vendor,Category,2027-01,2027-02\nLaptops,Halden,Hardware,5,0\nServers,,Hardware,6,0\n";
    window.import(desk, "budget", budget);
    let cells = json!([{ "line": 1, "month": 1, "text": "7.50" }]);
    window.call("budget.edit", json!({ "view": tests::view(&json!(1)), "cells": cells, "decimal": "." }));
    let saved = window.call("vendor.save", vendor(&Value::Null, "Norrland", &json!(4)));
    window.call("vendor.save", vendor(&saved["id"], "Norrland AB", &json!(5)));
    window.call("plan.set_state", json!({ "plan": 1, "state": "submitted" }));
    window
}

fn labels(window: &Window) -> (Value, Value) {
    let state = window.call("book.state", Value::Null);
    (state["undo"].clone(), state["redo"].clone())
}

/// A change in words: each record, then its fields before and after.
fn detail(window: &Window, change: i32) -> String {
    let detail = window.call("journal.entry", json!({ "change": change }));
    assert_eq!(detail["more"], json!(0));
    let records = detail["records"].as_array().unwrap().iter().map(|record| {
        let head = table(&json!([record]), &["operation", "kind", "record"]);
        let fields = table(&record["fields"], &["field", "before", "after"]);
        head + &fields.lines().map(|line| format!("    {line}\n")).collect::<Vec<_>>().concat()
    });
    records.collect::<Vec<_>>().concat()
}

#[test]
fn the_history_is_listed_and_filtered() {
    let desk = Desk::new();
    let window = five_changes(&desk);
    let all = window.call("journal.list", query(&json!({})));
    let fields = ["change", "at", "who", "command", "summary", "topics", "rows", "undoes", "in_effect"];
    expect![[r#"
        5 | 2026-11-22T10:04:00 | anna | plan.set_state | Submit “FY2027 Budget” | plan | 1 | - | true
        4 | 2026-11-22T10:04:00 | anna | vendor.save | Change vendor “Norrland AB” | vendor | 1 | - | true
        3 | 2026-11-22T10:04:00 | anna | vendor.save | Add vendor “Norrland” | vendor | 1 | - | true
        2 | 2026-11-22T10:04:00 | anna | budget.edit | Change 1 amount of “Laptops” in FY2027 Budget | budget | 1 | - | true
        1 | 2026-11-22T10:04:00 | anna | import.run | Import 2 lines into FY2027 Budget from import.csv | import budget vendor category department project plan | 7 | - | true
    "#]].assert_eq(&table(&all["rows"], &fields));
    assert_eq!((&all["row_count"], &all["people"]), (&json!(5), &json!(["anna"])));
    for (change, found) in [
        (json!({ "topic": "vendor" }), json!([4, 3, 1])),
        (json!({ "topic": "plan", "text": "SUBMIT" }), json!([5])),
        (json!({ "who": "bert" }), json!([])),
        (json!({ "text": "norrland" }), json!([4, 3])),
        (json!({ "from_date": "2026-11-23" }), json!([])),
        (json!({ "from_date": "2026-11-22", "to_date": "2026-11-22" }), json!([5, 4, 3, 2, 1])),
        (json!({ "from": 1, "count": 2 }), json!([4, 3])),
    ] {
        let rows = window.call("journal.list", query(&change));
        let changes: Vec<Value> =
            rows["rows"].as_array().unwrap().iter().map(|row| row["change"].clone()).collect();
        assert_eq!(Value::Array(changes), found, "{change}");
    }
}

#[test]
fn an_import_is_told_in_words() {
    let desk = Desk::new();
    let window = five_changes(&desk);
    expect![[r#"
        added | Plan | FY2027 Budget
            First month | - | 2027-01
            Fiscal year | - | 2027
            Kind | - | Budget
            Name | - | FY2027 Budget
            State | - | Draft
            Version | - | 1
        added | Vendor | Halden
            Name | - | Halden
        added | Amounts | Laptops · FY2027 Budget
            Line | - | Laptops
            Jan 2027 | - | 5
            Feb 2027 | - | 0
            Mar 2027 | - | 0
            Apr 2027 | - | 0
            May 2027 | - | 0
            Jun 2027 | - | 0
            Jul 2027 | - | 0
            Aug 2027 | - | 0
            Sep 2027 | - | 0
            Oct 2027 | - | 0
            Nov 2027 | - | 0
            Dec 2027 | - | 0
            Plan | - | FY2027 Budget
        added | Amounts | Servers · FY2027 Budget
            Line | - | Servers
            Jan 2027 | - | 6
            Feb 2027 | - | 0
            Mar 2027 | - | 0
            Apr 2027 | - | 0
            May 2027 | - | 0
            Jun 2027 | - | 0
            Jul 2027 | - | 0
            Aug 2027 | - | 0
            Sep 2027 | - | 0
            Oct 2027 | - | 0
            Nov 2027 | - | 0
            Dec 2027 | - | 0
            Plan | - | FY2027 Budget
        added | Budget line | Laptops
            Category | - | Hardware
            Currency | - | EUR
            Description | - | Laptops
            Expense | - | CapEx
            Purpose | - | Run
            Vendor | - | Halden
        added | Budget line | Servers
            Category | - | Hardware
            Currency | - | EUR
            Description | - | Servers
            Expense | - | CapEx
            Purpose | - | Run
        added | Import | import.csv
            At | - | 2026-11-22 10:04:00
            Count | - | 2
            File name | - | import.csv
            Kind | - | Budget
            Plan | - | FY2027 Budget
            Read | - | 2
            Totals | - | 11 EUR
            Updated | - | 0
            Who | - | anna
    "#]]
    .assert_eq(&detail(&window, 1));
}

#[test]
fn a_change_is_told_in_words() {
    let desk = Desk::new();
    let window = five_changes(&desk);
    for (change, expected) in [
        (
            2,
            expect![[r#"
                changed | Amounts | Laptops · FY2027 Budget
                    Feb 2027 | 0 | 7.50
            "#]],
        ),
        (
            3,
            expect![[r#"
                added | Vendor | Norrland
                    Category | - | Hardware
                    Name | - | Norrland
            "#]],
        ),
        (
            4,
            expect![[r#"
                changed | Vendor | Norrland AB
                    Category | Hardware | Software & SaaS
                    Name | Norrland | Norrland AB
            "#]],
        ),
        (
            5,
            expect![[r#"
                changed | Plan | FY2027 Budget
                    State | Draft | Submitted
                    Submitted at | - | 2026-11-22 10:04:00
                    Submitted by | - | anna
            "#]],
        ),
    ] {
        expected.assert_eq(&detail(&window, change));
    }
    expect!["not_found: There is no change 99."]
        .assert_eq(&window.refused("journal.entry", &json!({ "change": 99 })));
}

#[test]
fn a_large_change_is_told_in_part() {
    let desk = Desk::new();
    let window = desk.book();
    let rows =
        (0..250).map(|row| format!("2026-11-01,{}.00,Posting {row}\n", row + 1)).collect::<Vec<_>>().concat();
    window.import(&desk, "actuals", &format!("Date,Amount,Text\n{rows}"));
    let detail = window.call("journal.entry", json!({ "change": 1 }));
    assert_eq!((detail["records"].as_array().unwrap().len(), &detail["more"]), (200, &json!(51)));
    assert_eq!(detail["entry"]["rows"], json!(251));
}

#[test]
fn undo_and_redo_say_what_they_take_back() {
    let desk = Desk::new();
    let window = five_changes(&desk);
    let mut story = Vec::new();
    for step in
        ["undo", "undo", "redo", "undo", "undo", "undo", "undo", "redo", "redo", "redo", "redo", "redo"]
    {
        let argument = if step == "undo" { json!({ "change": null }) } else { Value::Null };
        let done = window.call(&format!("journal.{step}"), argument);
        let (undo, redo) = labels(&window);
        let summary = &done["summary"];
        story.push(format!("{step} {}: {summary}\n    undo {undo}, redo {redo}\n", done["change"]));
    }
    expect![[r#"
        undo 5: "Submit “FY2027 Budget”"
            undo "Change vendor “Norrland AB”", redo "Submit “FY2027 Budget”"
        undo 4: "Change vendor “Norrland AB”"
            undo "Add vendor “Norrland”", redo "Change vendor “Norrland AB”"
        redo 7: "Change vendor “Norrland AB”"
            undo "Change vendor “Norrland AB”", redo "Submit “FY2027 Budget”"
        undo 4: "Change vendor “Norrland AB”"
            undo "Add vendor “Norrland”", redo "Change vendor “Norrland AB”"
        undo 3: "Add vendor “Norrland”"
            undo "Change 1 amount of “Laptops” in FY2027 Budget", redo "Add vendor “Norrland”"
        undo 2: "Change 1 amount of “Laptops” in FY2027 Budget"
            undo "Import 2 lines into FY2027 Budget from import.csv", redo "Change 1 amount of “Laptops” in FY2027 Budget"
        undo 1: "Import 2 lines into FY2027 Budget from import.csv"
            undo null, redo "Import 2 lines into FY2027 Budget from import.csv"
        redo 12: "Import 2 lines into FY2027 Budget from import.csv"
            undo "Import 2 lines into FY2027 Budget from import.csv", redo "Change 1 amount of “Laptops” in FY2027 Budget"
        redo 11: "Change 1 amount of “Laptops” in FY2027 Budget"
            undo "Change 1 amount of “Laptops” in FY2027 Budget", redo "Add vendor “Norrland”"
        redo 10: "Add vendor “Norrland”"
            undo "Add vendor “Norrland”", redo "Change vendor “Norrland AB”"
        redo 9: "Change vendor “Norrland AB”"
            undo "Change vendor “Norrland AB”", redo "Submit “FY2027 Budget”"
        redo 6: "Submit “FY2027 Budget”"
            undo "Submit “FY2027 Budget”", redo null
    "#]].assert_eq(&story.concat());
    expect!["conflict: There is nothing to redo."].assert_eq(&window.refused("journal.redo", &Value::Null));
    // New work ends what could be done again.
    window.call("journal.undo", json!({ "change": null }));
    window.call("vendor.save", vendor(&Value::Null, "Kiosk", &Value::Null));
    assert_eq!(labels(&window), (json!("Add vendor “Kiosk”"), Value::Null));
    let all = window.call("journal.list", query(&json!({})));
    expect![[r#"
        19 | Add vendor “Kiosk” | - | true
        18 | Undo: Submit “FY2027 Budget” | 5 | false
        17 | Redo: Submit “FY2027 Budget” | 6 | false
        16 | Redo: Change vendor “Norrland AB” | 9 | false
        15 | Redo: Add vendor “Norrland” | 10 | false
        14 | Redo: Change 1 amount of “Laptops” in FY2027 Budget | 11 | false
        13 | Redo: Import 2 lines into FY2027 Budget from import.csv | 12 | false
        12 | Undo: Import 2 lines into FY2027 Budget from import.csv | 1 | false
        11 | Undo: Change 1 amount of “Laptops” in FY2027 Budget | 2 | false
        10 | Undo: Add vendor “Norrland” | 3 | false
        9 | Undo: Change vendor “Norrland AB” | 4 | false
        8 | Redo: Change vendor “Norrland AB” | 7 | false
        7 | Undo: Change vendor “Norrland AB” | 4 | false
        6 | Undo: Submit “FY2027 Budget” | 5 | false
        5 | Submit “FY2027 Budget” | - | false
        4 | Change vendor “Norrland AB” | - | true
        3 | Add vendor “Norrland” | - | true
        2 | Change 1 amount of “Laptops” in FY2027 Budget | - | true
        1 | Import 2 lines into FY2027 Budget from import.csv | - | true
    "#]]
    .assert_eq(&table(&all["rows"], &["change", "summary", "undoes", "in_effect"]));
}

#[test]
fn one_change_is_taken_back_by_itself_or_says_why_not() {
    let desk = Desk::new();
    let window = five_changes(&desk);
    expect![
        "conflict: Change 3 cannot be undone by itself: vendor 2 changed since. Undo the later changes first."
    ]
    .assert_eq(&window.refused("journal.undo", &json!({ "change": 3 })));
    expect!["conflict: Change 1 cannot be undone by itself: budget 1, plan 1 changed since. Undo the later changes first."].assert_eq(&window.refused("journal.undo", &json!({ "change": 1 })));
    expect!["conflict: Change 99 is not in effect, so there is nothing to undo."]
        .assert_eq(&window.refused("journal.undo", &json!({ "change": 99 })));
    window.call("journal.undo", json!({ "change": 4 }));
    let again = window.refused("journal.undo", &json!({ "change": 4 }));
    expect!["conflict: Change 4 is not in effect, so there is nothing to undo."].assert_eq(&again);
    window.call("journal.undo", json!({ "change": 3 }));
    let vendors = window.call("vendor.list", Value::Null);
    expect![[r#"
        Halden
    "#]]
    .assert_eq(&table(&vendors, &["name"]));
    assert_eq!(window.call("book.state", Value::Null)["plans"][0]["state"], json!("submitted"));
}

#[test]
fn the_command_line_undoes_and_lists() {
    let desk = Desk::new();
    let run = desk.run(&["new", "@c.outlay"]).ok();
    assert_eq!(run.stderr, "");
    expect!["outlay: There is nothing to undo.\n"].assert_eq(&desk.run(&["undo", "@c.outlay"]).stderr);
    drop(five_changes(&desk));
    expect![[r#"
        Undone: Change 1 amount of “Laptops” in FY2027 Budget
    "#]]
    .assert_eq(&desk.run(&["undo", "@b.outlay", "--change", "2"]).ok().stdout);
    expect![[r#"
        Undone: Submit “FY2027 Budget”
    "#]]
    .assert_eq(&desk.run(&["undo", "@b.outlay", "--last"]).ok().stdout);
    expect![[r#"
        Done again: Submit “FY2027 Budget”
    "#]]
    .assert_eq(&desk.run(&["redo", "@b.outlay"]).ok().stdout);
    assert_eq!(desk.run(&["undo", "@b.outlay", "--last", "--change", "2"]).code, 2, "one or the other");
    let history = desk.run(&["history", "@b.outlay", "--json"]).ok().json();
    let fields = ["change", "at", "who", "command", "summary", "rows", "undoes", "in_effect"];
    expect![[r#"
        8 | 2026-11-22T10:04:00 | anna | journal.redo | Redo: Submit “FY2027 Budget” | 1 | 7 | false
        7 | 2026-11-22T10:04:00 | anna | journal.undo | Undo: Submit “FY2027 Budget” | 1 | 5 | false
        6 | 2026-11-22T10:04:00 | anna | journal.undo | Undo: Change 1 amount of “Laptops” in FY2027 Budget | 1 | 2 | false
        5 | 2026-11-22T10:04:00 | anna | plan.set_state | Submit “FY2027 Budget” | 1 | - | true
        4 | 2026-11-22T10:04:00 | anna | vendor.save | Change vendor “Norrland AB” | 1 | - | true
        3 | 2026-11-22T10:04:00 | anna | vendor.save | Add vendor “Norrland” | 1 | - | true
        2 | 2026-11-22T10:04:00 | anna | budget.edit | Change 1 amount of “Laptops” in FY2027 Budget | 1 | - | false
        1 | 2026-11-22T10:04:00 | anna | import.run | Import 2 lines into FY2027 Budget from import.csv | 7 | - | true
    "#]].assert_eq(&table(&history, &fields));
    expect![[r#"
        Change  When                 Who   What
             8  2026-11-22T10:04:00  anna  Redo: Submit “FY2027 Budget”
             7  2026-11-22T10:04:00  anna  Undo: Submit “FY2027 Budget”
             6  2026-11-22T10:04:00  anna  Undo: Change 1 amount of “Laptops” in FY2027 Budget
             5  2026-11-22T10:04:00  anna  Submit “FY2027 Budget”
             4  2026-11-22T10:04:00  anna  Change vendor “Norrland AB”
             3  2026-11-22T10:04:00  anna  Add vendor “Norrland”
             2  2026-11-22T10:04:00  anna  Change 1 amount of “Laptops” in FY2027 Budget
             1  2026-11-22T10:04:00  anna  Import 2 lines into FY2027 Budget from import.csv
    "#]]
    .assert_eq(&desk.run(&["history", "@b.outlay"]).ok().stdout);
    assert_eq!(
        desk.run(&["check", "@b.outlay", "--json"]).ok().json(),
        json!({ "ok": true, "findings": [] })
    );
}

#[test]
fn a_changed_history_is_found_out() {
    let desk = Desk::new();
    drop(five_changes(&desk));
    // Somebody edits the file and lets another vendor have been added.
    let mut bytes = desk.read("b.outlay");
    let told = "Add vendor “Norrland”".as_bytes();
    let at = bytes.windows(told.len()).position(|window| window == told).unwrap();
    bytes[at + told.len() - 4] = b't';
    desk.write("b.outlay", &bytes);
    let run = desk.run(&["check", "@b.outlay"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    expect![[r#"
        outlay: The journal was altered: change 3 does not fit what was written before it.
    "#]]
    .assert_eq(&run.stderr);
    let found = desk.run(&["check", "@b.outlay", "--json"]);
    assert_eq!((found.code, &found.json()["ok"]), (1, &json!(false)));
}
