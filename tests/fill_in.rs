//! A department's budget and a rater's scores go out as workbooks, are filled in without Outlay, and come back.
//!
//! Longer than 400 lines: one script for each thing that can become of a workbook, with what it comes to.

#![expect(
    clippy::format_push_string,
    clippy::needless_pass_by_value,
    reason = "short texts, and values written where they are asked"
)]

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window, job, table};

use paper::Paper;

mod paper;
mod rating;

/// Row 5 is Mail, 6 Servers, 7 the first for a new line, 57 the total. Months are in H to S, the year in T, notes in U.
const BUDGET: &str = "\
Line,Vendor,Department,Notes,2027-01,2027-02
Mail,Contoso,IT,as before,100,100
Servers,Fabrikam,IT,,50.50,50.50
Payroll,Contoso,HR,,70,70
";

/// A book with a plan of two departments: 1 is IT, 2 is HR.
fn book(desk: &Desk) -> Window {
    let window = desk.book();
    window.import(desk, "budget", BUDGET);
    window
}

fn send(desk: &Desk, window: &Window, department: Value) -> Paper {
    let file = window.grant(&desk.path("out.xlsx"));
    let asked =
        json!({ "plan": 1, "department": department, "until": "2026-12-15", "to": "Anna", "file": file });
    window.call("export.fill_in", asked);
    Paper::open(desk, "out.xlsx")
}

/// The import of a workbook that came back, with rows left out.
fn back(desk: &Desk, window: &Window, paper: Paper, leave_out: &[u32]) -> Value {
    let mut job = job(&window.grant(&paper.save(desk, "back.xlsx")), "budget");
    job["options"] = json!({ "leave_out": leave_out });
    job
}

/// What each row comes to: its state, the cells that say something, those before, problems, remarks.
fn rows(window: &Window, job: &Value) -> String {
    let rows = window.call("import.rows", json!({ "job": job, "from": 0, "count": 100, "only": null }));
    let said = |cells: &Value| {
        let cells = cells.as_array().into_iter().flatten().map(|cell| cell.as_str().unwrap_or_default());
        cells.filter(|cell| !matches!(*cell, "" | "0")).collect::<Vec<_>>().join(" ")
    };
    let mut text = String::new();
    for row in rows["rows"].as_array().unwrap() {
        let state = row["state"].as_str().unwrap();
        text += &format!("{} {state}: {}", row["row"], said(&row["cells"]));
        if !row["before"].is_null() {
            text += &format!(" <- {}", said(&row["before"]));
        }
        for problem in row["problems"].as_array().unwrap() {
            text += &format!(" !{}", problem["message"].as_str().unwrap());
        }
        if let Some(remark) = row["remark"].as_str() {
            text += &format!(" ?{remark}");
        }
        text += "\n";
    }
    text
}

/// The lines of the plan: department, description, vendor, the first three months, notes.
fn lines(window: &Window) -> String {
    let view = json!({ "plan": 1, "compare": null, "group": "department", "filter": "", "collapsed": [] });
    let grid = window.call("budget.grid", json!({ "view": view, "from": 0, "count": 100 }));
    let mut text = String::new();
    let mut group = String::new();
    for row in grid["rows"].as_array().unwrap() {
        let Some(id) = row["line"].as_i64() else {
            row["label"].as_str().unwrap_or_default().clone_into(&mut group);
            continue;
        };
        let line = window.call("budget.line", json!({ "id": id }));
        let amounts = row["amounts"].as_array().unwrap().iter().take(3);
        let amounts: Vec<&str> = amounts.map(|amount| amount.as_str().unwrap_or("-")).collect();
        let (label, notes) = (line["description"].as_str().unwrap(), line["notes"].as_str().unwrap());
        text += &format!("{group} | {label} | {} | {notes}\n", amounts.join(" "));
    }
    text
}

fn notes(answer: &Value) -> String {
    let all = ["notes", "questions"].into_iter().flat_map(|field| answer[field].as_array().unwrap());
    all.map(|note| note.as_str().or(note["sentence"].as_str()).unwrap().to_owned() + "\n").collect()
}

/// What comes back in the tests: a changed month with a reason, a new line, and the sums that a spreadsheet computes.
fn filled(paper: Paper) -> Paper {
    let new =
        [("B7", "Scanner"), ("C7", "Newco"), ("E7", "OpEx"), ("F7", "Grow"), ("G7", "EUR"), ("J7", "30")];
    let paper = new.into_iter().fold(paper, |paper, (place, value)| paper.fill(place, value));
    let sums = [("H5", "150"), ("U5", "more people"), ("H57", "200.5"), ("J57", "30")];
    sums.into_iter().fold(paper, |paper, (place, value)| paper.fill(place, value))
}

#[test]
fn a_workbook_is_locked_but_for_what_is_asked() {
    let desk = Desk::new();
    let window = book(&desk);
    let paper = send(&desk, &window, json!(1));
    let sheet = paper.part("xl/worksheets/sheet1.xml");
    let styles = paper.part("xl/styles.xml");
    assert!(sheet.contains("<sheetProtection sheet=\"1\""), "protected, without a password");
    // Which formats are unlocked.
    let formats = styles.split("<cellXfs").nth(1).unwrap().split("</cellXfs>").next().unwrap();
    let unlocked: Vec<bool> =
        formats.split("<xf ").skip(1).map(|format| format.contains("locked=\"0\"")).collect();
    let open = |place: &str| {
        let cell = paper.cell(place);
        let style = cell.split(" s=\"").nth(1).and_then(|rest| rest.split('"').next());
        style.is_some_and(|style| unlocked[style.parse::<usize>().unwrap()])
    };
    for (place, expected) in [
        ("A5", false),
        ("B5", false),
        ("G5", false),
        ("H5", true),
        ("S6", true),
        ("T5", false),
        ("U5", true),
        ("B7", true),
        ("G56", true),
        ("H7", true),
        ("T7", false),
        ("B57", false),
        ("H57", false),
    ] {
        assert_eq!(open(place), expected, "{place}");
    }
    for (place, formula, result) in [
        ("T5", "SUM(H5:S5)", "200"),
        ("T6", "SUM(H6:S6)", "101.00"),
        ("H57", "SUM(H5:H56)", "150.50"),
        ("T57", "SUM(T5:T56)", "301.00"),
    ] {
        let cell = paper.cell(place);
        assert!(cell.contains(&format!("<f>{formula}</f><v>{result}</v>")), "{place}: {cell}");
    }
    for part in [
        "type=\"decimal\" allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\"",
        "sqref=\"H5:S56\"",
        "<formula1>_lists!$A$1:$A$2</formula1>",
        "sqref=\"C7:C56\"",
        "sqref=\"G7:G56\"",
        "<conditionalFormatting sqref=\"H5:S6\">",
        "<pane xSplit=\"2\" ySplit=\"4\"",
    ] {
        assert!(sheet.replace('\'', "").contains(part), "{part} in {sheet}");
    }
    let workbook = paper.part("xl/workbook.xml");
    for (name, hidden) in [("Budget", false), ("Instructions", false), ("_outlay", true), ("_lists", true)] {
        let sheet = workbook.split("<sheet ").find(|sheet| sheet.contains(&format!("\"{name}\""))).unwrap();
        assert_eq!(sheet.contains("state=\"hidden\""), hidden, "{name}");
    }
    let words = paper.part("xl/sharedStrings.xml");
    assert!(words.contains("Please send it back to Anna by 15 December 2026."));
    assert!(!words.contains("Payroll"), "another department's lines");
    assert!(sheet.contains("hidden=\"1\""), "the numbers of the lines");
}

#[test]
fn a_budget_comes_back_as_a_proposal() {
    let desk = Desk::new();
    let window = book(&desk);
    let before = lines(&window);
    let job = back(&desk, &window, filled(send(&desk, &window, json!(1))), &[]);

    let found = window.call("import.inspect", json!({ "file": job["file"], "kind": null, "options": {} }));
    assert_eq!(found["kind"], "budget");
    assert_eq!((&found["table"]["sheet"], &found["table"]["header_row"]), (&json!("Budget"), &json!(4)));
    let form = &found["form"];
    assert_eq!((&form["title"], &form["plan"]), (&json!("FY2027 Budget, IT"), &json!(1)));
    assert!(notes(&found).starts_with("Outlay sent this workbook out on 2026-11-22: FY2027 Budget, IT.\n"));
    assert!(!found["fields"].to_string().contains("line_id"), "a field of these workbooks only");

    expect![[r#"
        5 changed: Mail Contoso IT EUR 150 100 more people <- Mail Contoso IT EUR 100 100 as before
        6 unchanged: Servers Fabrikam IT EUR 50.50 50.50
        7 new: Scanner Newco IT EUR 30
        57 left_out: Total 200.5 150.5 30
    "#]]
    .assert_eq(&rows(&window, &job));
    let preview = window.call("import.preview", job.clone());
    expect![[r#"
        The lines go into FY2027 Budget.
        1 vendor is new.
        Row 57 (“Total”) says 381.0; the 3 rows it adds up sum to 381.0: it ties. It was left out.
    "#]]
    .assert_eq(&notes(&preview));
    assert_eq!(preview["totals"], json!({ "EUR": "381.0" }));
    assert_eq!(preview["missing"], 0);

    // The new line is taken, what is asked of Mail is not.
    let refused = back(&desk, &window, filled(send(&desk, &window, json!(1))), &[5]);
    let done = window.call("import.run", refused.clone());
    assert_eq!((&done["imported"], &done["updated"], &done["unchanged"]), (&json!(1), &json!(0), &json!(1)));
    assert_eq!(done["missing"], 0, "left out is not missing");
    expect![[r#"
        IT | Mail | 100.00 100.00 0.00 | as before
        IT | Servers | 50.50 50.50 0.00 | 
        IT | Scanner | 0.00 0.00 30.00 | 
        HR | Payroll | 70.00 70.00 0.00 | 
    "#]]
    .assert_eq(&lines(&window));

    // Now the whole: the new line is known again.
    let done = window.call("import.run", job.clone());
    assert_eq!((&done["imported"], &done["updated"], &done["unchanged"]), (&json!(0), &json!(1), &json!(2)));
    expect![[r#"
        IT | Mail | 150.00 100.00 0.00 | more people
        IT | Servers | 50.50 50.50 0.00 | 
        IT | Scanner | 0.00 0.00 30.00 | 
        HR | Payroll | 70.00 70.00 0.00 | 
    "#]]
    .assert_eq(&lines(&window));
    let again = window.call("import.run", job);
    assert_eq!(again["batch"], Value::Null);

    window.call("journal.undo", json!({ "change": null }));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(lines(&window), before);
}

#[test]
fn what_changed_in_the_book_meanwhile_is_said_by_row() {
    let desk = Desk::new();
    let window = book(&desk);
    let paper = filled(send(&desk, &window, json!(1)));
    let cell = |line: u32, month: u32, text: &str| json!({ "line": line, "month": month, "text": text });
    let cells = [cell(1, 0, "120"), cell(1, 1, "130"), cell(2, 1, "60"), cell(3, 0, "75")];
    window.call("budget.edit", json!({ "view": tests::view(&json!(1)), "cells": cells, "decimal": "." }));
    let job = back(&desk, &window, paper, &[]);
    expect![[r#"
        5 changed: Mail Contoso IT EUR 150 130 more people <- Mail Contoso IT EUR 120 130 as before ?Changed in the book after the workbook was sent: Jan 2027 was 100.00, is 120.00 now and becomes 150.00; Feb 2027 was 100.00, is 130.00 now and stays so.
        6 unchanged: Servers Fabrikam IT EUR 50.50 60 ?Changed in the book after the workbook was sent: Feb 2027 was 50.50, is 60.00 now and stays so.
        7 new: Scanner Newco IT EUR 30
        57 left_out: Total 200.5 150.5 30
    "#]].assert_eq(&rows(&window, &job));
    let preview = window.call("import.preview", job.clone());
    expect![[r#"
        The lines go into FY2027 Budget.
        1 vendor is new.
        Row 5 (Mail): changed in the book after the workbook was sent: Jan 2027 was 100.00, is 120.00 now and becomes 150.00; Feb 2027 was 100.00, is 130.00 now and stays so.
        Row 6 (Servers): changed in the book after the workbook was sent: Feb 2027 was 50.50, is 60.00 now and stays so.
        Row 57 (“Total”) says 381.0; the 3 rows it adds up sum to 381.0: it ties. It was left out.
        2 lines were changed in the book after the workbook was sent. Where both changed a month, the workbook counts. Is that right? Leave out the rows for which it is not.
    "#]].assert_eq(&notes(&preview));
    window.call("import.run", job);
    expect![[r#"
        IT | Mail | 150.00 130.00 0.00 | more people
        IT | Servers | 50.50 60.00 0.00 | 
        IT | Scanner | 0.00 0.00 30.00 | 
        HR | Payroll | 75.00 70.00 0.00 | 
    "#]]
    .assert_eq(&lines(&window));
}

#[test]
fn a_cleared_month_stays_as_sent_and_words_are_problems_of_their_cells() {
    let desk = Desk::new();
    let window = book(&desk);
    let paper = send(&desk, &window, json!(1));
    // Unlocked by hand: a description, a currency, another column. A month of words.
    let paper = paper.fill("H5", "").fill("I6", "a lot").fill("B5", "Mail server").append("V4", "Why");
    let job = back(&desk, &window, paper.append("V5", "because"), &[]);
    expect![[r#"
        5 unchanged: Mail Contoso IT EUR 100 100 as before
        6 problem: Servers Fabrikam EUR 50.5 a lot !“a lot” is not an amount.
        57 left_out: Total 150.5 150.5
    "#]]
    .assert_eq(&rows(&window, &job));
    let preview = window.call("import.preview", job.clone());
    expect![[r#"
        6 | 9 | 2027-02-01 | a lot | “a lot” is not an amount.
    "#]]
    .assert_eq(&table(&preview["problems"], &["row", "column", "name", "text", "message"]));
    expect![[r#"
        The lines go into FY2027 Budget.
        Row 5 (Mail) says “Mail server”: what describes a line is not changed by a workbook that was filled in.
        Row 5 (Mail): Jan 2027 was emptied and stays as sent; 0 takes an amount away.
        Row 57 (“Total”) says 301.0, but the 2 rows above it sum to 150.5. It was left out: check which is right.
    "#]].assert_eq(&notes(&preview));
    let refused = window.call("import.run", job.clone());
    assert_eq!(refused["batch"], Value::Null);
    let mut skipping = job;
    skipping["skip_problems"] = json!(true);
    window.call("import.run", skipping);
    expect![[r#"
        IT | Mail | 100.00 100.00 0.00 | as before
        IT | Servers | 50.50 50.50 0.00 | 
        HR | Payroll | 70.00 70.00 0.00 | 
    "#]]
    .assert_eq(&lines(&window));
}

#[test]
fn only_lines_of_the_department_are_changed() {
    let desk = Desk::new();
    let window = book(&desk);
    // The number of a line of HR, put there by hand; and a line that has moved to HR since.
    let paper = send(&desk, &window, json!(1)).fill("A7", "3").fill("B7", "Payroll").fill("H7", "1");
    let mut line = window.call("budget.line", json!({ "id": 2 }));
    line["plan"] = json!(1);
    line["department"] = json!(2);
    window.call("budget.save_line", line);
    let job = back(&desk, &window, paper.fill("H6", "1"), &[]);
    expect![[r#"
        5 unchanged: Mail Contoso IT EUR 100 100 as before
        6 problem: Servers Fabrikam EUR 1 50.5 !This line is not one of IT any more, and only those are changed: leave the row out.
        7 problem: Payroll 1 !This row has the number of a line that was not sent: clear the hidden column to add it as a new line, or leave the row out.
        57 left_out: Total 150.5 150.5
    "#]].assert_eq(&rows(&window, &job));
}

#[test]
fn a_workbook_is_taken_by_the_book_and_the_plan_it_was_sent_out_of() {
    let desk = Desk::new();
    let window = book(&desk);
    let job = back(&desk, &window, filled(send(&desk, &window, json!(1))), &[]);

    let elsewhere = Desk::new();
    let other = elsewhere.window();
    let new = json!({
        "file": other.grant(&elsewhere.path("c.outlay")), "organisation": "Halden Group", "currency": "EUR",
        "fiscal_start": 1, "sample": false,
    });
    other.call("book.create", new);
    let mut there = job.clone();
    there["file"] = other.grant(&desk.path("back.xlsx"));
    expect!["file: This workbook was sent out of another book (that of Halden Group), whose lines are not those of this one. Open that book; or save its sheet “Budget” as a .csv file to import the lines as new ones."].assert_eq(&other.refused("import.preview", &there));

    let mut ended = job.clone();
    ended["missing"] = json!("end");
    expect!["missing: A workbook that was filled in removes no lines: keep those that it does not have. A line that is no longer needed has 0 in its months."].assert_eq(&window.refused("import.preview", &ended));

    window.call("plan.set_state", json!({ "plan": 1, "state": "submitted" }));
    window.call("plan.set_state", json!({ "plan": 1, "state": "approved" }));
    expect!["plan: This workbook was sent out for FY2027 Budget, which was approved and frozen meanwhile. Choose a plan that is still open, or make a new version of it."].assert_eq(&window.refused("import.preview", &job));
    let file = window.grant(&desk.path("frozen.xlsx"));
    let asked = json!({ "plan": 1, "department": 1, "file": file });
    expect!["plan: FY2027 Budget is approved and frozen: what comes back could not be taken. Choose a plan that is still open."].assert_eq(&window.refused("export.fill_in", &asked));

    // Another plan is chosen by hand.
    let copy =
        json!({ "id": null, "name": "FY2027 v2", "kind": "budget", "fiscal_year": 2027, "copy_of": 1 });
    let copy = window.call("plan.save", copy)["id"].clone();
    let mut chosen = job.clone();
    chosen["plan"] = copy;
    let preview = window.call("import.preview", chosen);
    assert_eq!((&preview["imported"], &preview["updated"]), (&json!(1), &json!(1)));
    expect![[r#"
        The lines go into FY2027 v2.
        1 vendor is new.
        The workbook was sent out for FY2027 Budget; it goes into FY2027 v2.
        Row 57 (“Total”) says 381.0; the 3 rows it adds up sum to 381.0: it ties. It was left out.
    "#]]
    .assert_eq(&notes(&preview));
}

#[test]
fn a_plan_that_is_gone_is_said() {
    let desk = Desk::new();
    let window = book(&desk);
    let job = back(&desk, &window, filled(send(&desk, &window, json!(1))), &[]);
    window.call("plan.remove", json!({ "id": 1 }));
    expect!["plan: This workbook was sent out for FY2027 Budget, which is not in the book any more. Choose the plan that is to take it."].assert_eq(&window.refused("import.preview", &job));
}

#[test]
fn sums_of_several_currencies_tie_one_by_one() {
    let desk = Desk::new();
    let window = desk.book();
    window.call(
        "rate.save",
        json!({ "id": null, "plan": null, "currency": "USD", "month": "2027-01", "rate": "0.9" }),
    );
    window.import(
        &desk,
        "budget",
        "Line,Department,Currency,2027-01,2027-02\nMail,IT,EUR,100,1\nCloud,IT,USD,40,2\nDesk,HR,EUR,7,7\n",
    );
    // All lines: a column of departments, so months begin in I; two rows of sums from row 58 on.
    let paper = send(&desk, &window, Value::Null);
    assert!(paper.cell("I58").contains("SUMIF($H$5:$H$57,\"EUR\",I5:I57)"), "{}", paper.cell("I58"));
    let new = [("B8", "Total Energies"), ("E8", "HR"), ("H8", "USD"), ("I8", "5"), ("I59", "45")];
    let paper = new.into_iter().fold(paper, |paper, (place, value)| paper.fill(place, value));
    let job = back(&desk, &window, paper, &[]);
    let preview = window.call("import.preview", job.clone());
    assert_eq!(preview["totals"], json!({ "EUR": "115", "USD": "47" }));
    expect![[r#"
        The lines go into FY2027 Budget.
        Row 58 (“Total EUR”) says 115; the 2 rows it adds up sum to 115: it ties. It was left out.
        Row 59 (“Total USD”) says 47; the 2 rows it adds up sum to 47: it ties. It was left out.
    "#]]
    .assert_eq(&notes(&preview));
    window.call("import.run", job);
    expect![[r#"
        IT | Mail | 100.00 1.00 0.00 | 
        IT | Cloud | 40.00 2.00 0.00 | 
        HR | Desk | 7.00 7.00 0.00 | 
        HR | Total Energies | 5.00 0.00 0.00 | 
    "#]]
    .assert_eq(&lines(&window));
}

#[test]
fn the_command_line_sends_and_takes_back() {
    let desk = Desk::new();
    desk.run(&["new", "@b.outlay", "--organisation", "Halden"]).ok();
    desk.write("plan.csv", BUDGET);
    desk.run(&["import", "@b.outlay", "@plan.csv", "--as", "budget"]).ok();
    let out = ["export", "@b.outlay", "fill-in", "--out", "@it.xlsx", "--department", "it"];
    assert_eq!(desk.run(&out).ok().stdout, "it.xlsx: FY2027 Budget, IT with 2 lines to fill in\n");
    Paper::open(&desk, "it.xlsx").fill("H6", "60").save(&desk, "it-back.xlsx");
    let taken = desk.run(&["import", "@b.outlay", "@it-back.xlsx", "--as", "budget", "--json"]).ok().json();
    assert_eq!((&taken["updated"], &taken["unchanged"]), (&json!(1), &json!(1)));

    let out =
        ["export", "@b.outlay", "rating", "--out", "@r.xlsx", "--period", "2026-Q3", "--vendor", "contoso"];
    let more = ["--criterion", "Quality", "--criterion", "Price", "--rater", "Anna"];
    assert_eq!(
        desk.run(&[&out[..], &more[..]].concat()).ok().stdout,
        "r.xlsx: 1 vendor to rate by 2 criteria for 2026-Q3\n"
    );
    Paper::open(&desk, "r.xlsx").fill("D7", "3").save(&desk, "r-back.xlsx");
    desk.run(&["import", "@b.outlay", "@r-back.xlsx", "--as", "scores"]).ok();
    let shown = desk.run(&["show", "@b.outlay", "scores"]).ok().stdout;
    assert!(shown.contains("Rater") && shown.contains("Anna"), "{shown}");

    for (words, expected) in [
        (&["fill-in", "--out", "@x.csv"][..], "it ends in .xlsx"),
        (&["fill-in", "--out", "@x.xlsx", "--department", "Sales"], "There is no department “Sales”"),
        (&["rating", "--out", "@x.xlsx"], "--period"),
        (
            &["rating", "--out", "@x.xlsx", "--period", "2026", "--vendor", "Acme"],
            "There is no vendor “Acme”",
        ),
    ] {
        let run = desk.run(&[&["export", "@b.outlay"], words].concat());
        assert!(run.code > 0 && run.stderr.contains(expected), "{} {}", run.code, run.stderr);
    }
}
