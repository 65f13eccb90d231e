//! What is exported imports again without loss; reports and exports are written whole or not at all.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window};

/// Texts that a spreadsheet, a csv reader or a formula engine may take for something else.
const TEXTS: [&str; 12] = [
    "=1+1",
    "+49 30 5550100",
    "-5 % discount",
    "@SUM(A1)",
    "He said \"twice\", then left",
    "First line\nsecond line",
    "ライセンス 更新",
    "Лицензии; ελληνικά",
    "1200",
    "2027-01-31",
    "Total cost of printing",
    "semi;colon, comma\tand tab",
];

/// Amounts that no float holds, and amounts of every sign and scale. Without zeros at the end, which the
/// numbers of a workbook do not keep.
const AMOUNTS: [&str; 6] =
    ["123456789012345.67", "0.1234567890123456789", "-0.01", "90071992547409.93", "1200", "7.5"];

/// A book of one plan whose lines are hard to write down, two of them equal and some in dollars.
fn difficult(desk: &Desk) -> Window {
    let window = desk.book();
    let plan = json!({ "id": null, "name": "FY2027 Budget", "kind": "budget", "fiscal_year": 2027, "copy_of": null });
    window.call("plan.save", plan);
    window
        .call("rate.save", json!({ "id": null, "plan": 1, "currency": "USD", "month": null, "rate": "0.9" }));
    window.call("category.save", json!({ "id": null, "name": "=Licences", "parent": 5, "expense": "opex" }));
    window.call("department.save", json!({ "id": null, "code": "-1", "name": "+Sales", "parent": null }));
    window.call("project.save", json!({ "id": null, "name": "@Home", "start": null, "end": null }));
    let mut cells = Vec::new();
    for (number, text) in TEXTS.iter().chain(&TEXTS[..2]).enumerate() {
        let vendor = json!({
            "id": null, "name": format!("{text} Ltd {number}"), "category": null, "tier": "", "criticality": "",
            "owner": "", "status": "", "notes": "",
        });
        let vendor =
            if number % 3 == 0 { window.call("vendor.save", vendor)["id"].clone() } else { Value::Null };
        let line = json!({
            "id": null, "plan": 1, "description": text, "vendor": vendor,
            "category": if number % 2 == 0 { json!(10) } else { Value::Null },
            "department": if number % 4 == 0 { json!(1) } else { Value::Null },
            "project": if number % 5 == 0 { json!(1) } else { Value::Null },
            "currency": if number % 3 == 1 { "USD" } else { "EUR" },
            "expense": if number % 2 == 1 { "capex" } else { "opex" },
            "purpose": (["run", "grow", "transform"][number % 3]), "owner": text, "notes": text,
        });
        let line = window.call("budget.save_line", line)["id"].clone();
        for month in 0..12 {
            let text = AMOUNTS[(number + month) % AMOUNTS.len()];
            cells.push(json!({ "line": line, "month": month, "text": text }));
        }
    }
    window.call("budget.edit", json!({ "view": tests::view(&json!(1)), "cells": cells, "decimal": "." }));
    window
}

/// The lines of a plan with their amounts, in an order of their own.
fn lines(desk: &Desk, book: &str, plan: &str) -> Vec<String> {
    let shown = desk.run(&["show", book, "budget", "--by", "line", "--plan", plan, "--json"]).ok().json();
    let rows = shown["rows"].as_array().unwrap().iter();
    let mut lines: Vec<String> = rows
        .map(|row| format!("{} {} {} {}", row["label"], row["vendor"], row["currency"], row["amounts"]))
        .collect();
    lines.sort_unstable();
    lines
}

fn export(desk: &Desk, book: &str, what: &str, file: &str) {
    desk.run(&["export", book, what, "--out", &format!("@{file}")]).ok();
}

#[test]
fn a_budget_comes_back_into_its_own_book_unchanged() {
    let desk = Desk::new();
    drop(difficult(&desk));
    for format in ["csv", "xlsx"] {
        let file = format!("@out.{format}");
        desk.run(&["export", "@b.outlay", "budget", "--out", &file]).ok();
        let import = ["import", "@b.outlay", &file, "--as", "budget", "--plan", "FY2027 Budget", "--json"];
        let back = desk.run(&import).ok().json();
        let counts = ["imported", "updated", "unchanged"].map(|field| back[field].clone());
        assert_eq!(counts, [json!(0), json!(0), json!(14)], "{format}: {back:#}");
    }
}

#[test]
fn a_budget_goes_into_a_new_book_without_loss() {
    let desk = Desk::new();
    drop(difficult(&desk));
    export(&desk, "@b.outlay", "budget", "first.csv");
    for format in ["csv", "xlsx"] {
        let (book, file) = (format!("@{format}.outlay"), format!("@out.{format}"));
        desk.run(&["export", "@b.outlay", "budget", "--out", &file]).ok();
        desk.run(&["new", &book, "--organisation", "Halden Group"]).ok();
        desk.run(&["import", &book, &file, "--as", "budget"]).ok();
        let rate = r#"{ "id": null, "plan": 1, "currency": "USD", "month": null, "rate": "0.9" }"#;
        desk.run(&["call", &book, "rate.save", rate]).ok();
        assert_eq!(
            lines(&desk, &book, "FY2027 Budget"),
            lines(&desk, "@b.outlay", "FY2027 Budget"),
            "{format}"
        );
        // Category, department, project, CapEx, purpose, owner and notes as well.
        let again = format!("again-{format}.csv");
        export(&desk, &book, "budget", &again);
        let text = |name: &str| String::from_utf8(desk.read(name)).unwrap();
        assert_eq!(text(&again), text("first.csv"), "{format}");
    }
}

#[test]
fn the_sample_company_goes_into_a_new_book_without_loss() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    let rates = desk.run(&["call", "@s.outlay", "rate.list"]).ok().json();
    let plan = desk.run(&["call", "@s.outlay", "plan.list"]).ok().json();
    let plan =
        plan.as_array().unwrap().iter().find(|one| one["name"] == "FY2027 Budget").unwrap()["id"].clone();
    for format in ["csv", "xlsx"] {
        let (book, file) = (format!("@{format}.outlay"), format!("@out.{format}"));
        desk.run(&["export", "@s.outlay", "budget", "--plan", "FY2027 Budget", "--out", &file]).ok();
        desk.run(&["new", &book, "--currency", "USD", "--fiscal-start", "7"]).ok();
        desk.run(&["import", &book, &file, "--as", "budget"]).ok();
        for rate in rates.as_array().unwrap().iter().filter(|rate| rate["plan"] == plan) {
            let mut rate = rate.clone();
            rate["id"] = Value::Null;
            rate["plan"] = json!(1);
            desk.run(&["call", &book, "rate.save", &rate.to_string()]).ok();
        }
        assert_eq!(
            lines(&desk, &book, "FY2027 Budget"),
            lines(&desk, "@s.outlay", "FY2027 Budget"),
            "{format}"
        );
    }
}

#[test]
fn actuals_go_into_a_new_book_without_loss() {
    let desk = Desk::new();
    let window = difficult(&desk);
    for (number, text) in TEXTS.iter().enumerate() {
        let actual = json!({
            "id": null, "date": format!("2026-11-{:02}", 28 - number), "amount": AMOUNTS[number % AMOUNTS.len()],
            "currency": if number % 2 == 0 { "EUR" } else { "USD" },
            "vendor": if number % 3 == 0 { json!(1 + number / 3) } else { Value::Null },
            "text": text, "document": format!("={number}"), "account": "0042", "cost_centre": "-7",
            "line": if number == 4 { json!(5) } else { Value::Null },
        });
        window.call("actual.save", actual);
    }
    drop(window);
    export(&desk, "@b.outlay", "budget", "budget.csv");
    export(&desk, "@b.outlay", "actuals", "first.csv");
    for format in ["csv", "xlsx"] {
        let (book, file) = (format!("@{format}.outlay"), format!("@out.{format}"));
        desk.run(&["export", "@b.outlay", "actuals", "--out", &file]).ok();
        desk.run(&["new", &book, "--organisation", "Halden Group"]).ok();
        desk.run(&["import", &book, "@budget.csv", "--as", "budget"]).ok();
        desk.run(&["import", &book, &file, "--as", "actuals"]).ok();
        let again = format!("again-{format}.csv");
        export(&desk, &book, "actuals", &again);
        let text = |name: &str| String::from_utf8(desk.read(name)).unwrap();
        assert_eq!(text(&again), text("first.csv"), "{format}");
    }
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let desk = Desk::new();
    drop(difficult(&desk));
    for what in ["budget", "actuals", "history"] {
        for format in ["csv", "xlsx"] {
            export(&desk, "@b.outlay", what, &format!("one.{format}"));
            export(&desk, "@b.outlay", what, &format!("two.{format}"));
            assert!(
                desk.read(&format!("one.{format}")) == desk.read(&format!("two.{format}")),
                "{what} {format}"
            );
        }
    }
}

#[test]
fn the_history_is_exported_with_every_change() {
    let desk = Desk::new();
    let window = desk.book();
    window.import(&desk, "budget", "Line,2027-01,2027-02\nLaptops,5,0\n");
    window.call("journal.undo", json!({ "change": null }));
    drop(window);
    export(&desk, "@b.outlay", "history", "history.csv");
    expect![[r#"
        Change,When,Who,What,Command,Records,Undoes
        1,2026-11-22T10:04:00,anna,Import 1 line into FY2027 Budget from import.csv,import.run,4,
        2,2026-11-22T10:04:00,anna,Undo: Import 1 line into FY2027 Budget from import.csv,journal.undo,4,1
    "#]]
    .assert_eq(&String::from_utf8(desk.read("history.csv")).unwrap().replace('\r', ""));
    export(&desk, "@b.outlay", "history", "history.xlsx");
    assert!(desk.read("history.xlsx").starts_with(b"PK"));
}

#[test]
fn the_budget_book_is_printed() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    for (paper, compare) in [("a4", None), ("letter", Some("FY2027 Forecast 5+7"))] {
        let mut words = vec!["report", "@s.outlay", "budget", "--out", "@budget.pdf", "--paper", paper];
        words.extend(compare.iter().flat_map(|plan| ["--compare", plan]));
        let run = desk.run(&words).ok();
        assert!(run.stdout.starts_with("budget.pdf: FY2027 Budget with "), "{}", run.stdout);
        let bytes = desk.read("budget.pdf");
        assert!(bytes.starts_with(b"%PDF") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{paper}");
        desk.run(&words).ok();
        assert!(desk.read("budget.pdf") == bytes, "the same book and arguments give the same bytes");
    }
}

#[test]
fn a_file_is_replaced_whole_or_stays() {
    let desk = Desk::new();
    let window = desk.book();
    window.import(&desk, "budget", "Line,Currency,2027-01,2027-02\nLaptops,USD,5,0\n");
    // A rate is missing: nothing is written over what is there.
    for (words, name) in [
        (["export", "@b.outlay", "budget", "--out", "@out.xlsx"], "out.xlsx"),
        (["report", "@b.outlay", "budget", "--out", "@out.pdf"], "out.pdf"),
    ] {
        desk.write(name, "the one of last month");
        let run = desk.run(&words);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{name}");
        expect!["outlay: There is no budget rate for USD in FY2027 Budget. Add it in Settings, Rates.\n"]
            .assert_eq(&run.stderr);
        assert_eq!(desk.read(name), b"the one of last month");
    }
    window
        .call("rate.save", json!({ "id": null, "plan": 1, "currency": "USD", "month": null, "rate": "0.9" }));
    export(&desk, "@b.outlay", "budget", "out.xlsx");
    assert!(desk.read("out.xlsx").starts_with(b"PK"));
    let left = std::fs::read_dir(desk.path("")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(!left.into_iter().any(|name| name.to_string_lossy().contains("part")), "no half file is left");
}

#[test]
fn what_cannot_be_written_is_refused_in_a_sentence() {
    let desk = Desk::new();
    drop(desk.book());
    for (words, sentence) in [
        (
            ["export", "@b.outlay", "actuals", "--out", "@out.doc"],
            expect![[r#"
            outlay: An export ends in .xlsx or .csv.
        "#]],
        ),
        (
            ["export", "@b.outlay", "actuals", "--out", "@out"],
            expect![[r#"
            outlay: An export ends in .xlsx or .csv.
        "#]],
        ),
        (
            ["export", "@b.outlay", "actuals", "--out", "@no/folder/out.csv"],
            expect![[r#"
            outlay: “out.csv” could not be written: it, or its folder, is not there.
        "#]],
        ),
        (
            ["export", "@b.outlay", "budget", "--out", "@out.csv"],
            expect![[r#"
            outlay: This book has no plan yet. Add one, or import a budget.
        "#]],
        ),
        (
            ["export", "@none.outlay", "actuals", "--out", "@out.csv"],
            expect![[r#"
            outlay: “none.outlay” cannot be used: it is not there any more, or its folder is not.
        "#]],
        ),
        (
            ["report", "@b.outlay", "budget", "--out", "@out.pdf"],
            expect![[r#"
            outlay: This book has no plan yet. Add one, or import a budget.
        "#]],
        ),
    ] {
        let run = desk.run(&words);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{words:?}");
        sentence.assert_eq(&run.stderr);
        assert!(!desk.path("out.csv").exists() && !desk.path("out.xlsx").exists(), "{words:?}");
    }
}
