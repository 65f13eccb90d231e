//! A file that comes again: what it changes, what stays, and what only looks alike.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, job, table};

use super::kinds::{book, import, shown};

#[test]
fn a_ledger_exported_again_brings_what_is_new_or_corrected() {
    let desk = book();
    let first = "\
Date,Document,Vendor,Text,Amount
2026-10-01,R-1,Halden,Laptops,100.00
2026-10-02,R-2,Vantage,Licences,50.00
2026-10-03,,Kiosk,Coffee,2.50
2026-10-03,,Kiosk,Coffee,2.50
";
    expect!["4 | 4 | 0 | 0 | 0 | 0 | 0 | {\"EUR\":\"155.00\"}\n"].assert_eq(&import(
        &desk,
        "actuals",
        first,
        &[],
    ));
    // The month goes on: R-2 is corrected, a third coffee is bought, R-1 was cancelled.
    let second = "\
Date,Document,Vendor,Text,Amount
2026-10-02,R-2,Vantage,Licences,55.00
2026-10-03,,Kiosk,Coffee,2.50
2026-10-03,,Kiosk,Coffee,2.50
2026-10-03,,Kiosk,Coffee,2.50
2026-10-30,R-3,Halden,Docks,20.00
";
    expect!["5 | 2 | 1 | 2 | 0 | 0 | 0 | {\"EUR\":\"82.50\"}\n"].assert_eq(&import(
        &desk,
        "actuals",
        second,
        &[],
    ));
    let total = desk.run(&["show", "@b.outlay", "actuals", "--json"]).ok().json()["totals"].clone();
    assert_eq!(total["actual"], json!("182.50"), "{total}");
    desk.run(&["undo", "@b.outlay"]).ok();
    assert_eq!(
        desk.run(&["show", "@b.outlay", "actuals", "--json"]).ok().json()["totals"]["actual"],
        json!("155.00")
    );
}

#[test]
fn two_ledgers_without_numbers_are_two_ledgers() {
    let desk = book();
    let files = [
        "Date,Merchant,Amount,Text\n2026-10-13,Trainline,45.10,Return\n2026-10-14,Amazon,20.00,Cables\n",
        "Date,Merchant,Amount,Text\n2026-10-13,Trainline,61.00,Single\n2026-10-14,Amazon,33.00,Mouse\n",
    ];
    for file in files {
        import(&desk, "actuals", file, &[]);
    }
    let total = desk.run(&["show", "@b.outlay", "actuals", "--json"]).ok().json()["totals"].clone();
    assert_eq!(total["actual"], json!("159.10"), "{total}");
}

#[test]
fn a_document_is_known_by_its_number_in_any_month_when_that_is_the_key() {
    let desk = book();
    let how = ["--key", "document"];
    import(&desk, "actuals", "Date,Supplier,Invoice No,Amount\n2026-06-15,Halden,R-1,10.00\n", &how);
    let moved = "Date,Supplier,Invoice No,Amount\n2026-07-15,Halden,R-1,10.00\n";
    expect!["1 | 0 | 1 | 0 | 0 | 0 | 0 | {\"EUR\":\"10.00\"}\n"]
        .assert_eq(&import(&desk, "actuals", moved, &how));
}

#[test]
fn what_a_ledger_does_not_speak_of_stays() {
    let desk = book();
    import(
        &desk,
        "actuals",
        "Date,Supplier,Invoice No,Amount,Description\n2026-06-15,Halden,R-1,10,Bags\n",
        &[],
    );
    import(&desk, "actuals", "Date,Supplier,Invoice No,Amount\n2026-06-16,Halden,R-1,12\n", &[]);
    expect!["Bags | 12.00\n"].assert_eq(&shown(&desk, "actuals", &["text", "amount"]));
}

#[test]
fn a_file_counts_against_the_book_as_it_is_now() {
    let desk = book();
    let ledger = |amount: &str| format!("Date,Supplier,Invoice No,Amount\n2026-06-15,Halden,R-1,{amount}\n");
    for (amount, expected) in [("10", "1 | 1 | 0"), ("99", "1 | 0 | 1"), ("10", "1 | 0 | 1")] {
        assert!(import(&desk, "actuals", &ledger(amount), &[]).starts_with(expected), "{amount}");
    }
    expect!["10.00\n"].assert_eq(&shown(&desk, "actuals", &["amount"]));
    // Names of columns alone are no import.
    expect!["0 | 0 | 0 | 0 | 0 | 0 | 0 | {}\n"].assert_eq(&import(
        &desk,
        "actuals",
        "Date,Supplier,Amount\n",
        &[],
    ));
    let history = desk.run(&["history", "@b.outlay"]).ok().stdout;
    assert!(!history.contains("Import 0"), "{history}");
}

#[test]
fn a_contract_that_is_no_longer_in_its_register_has_ended() {
    let desk = book();
    let register = "Contract No,Vendor,Title,End,Annual value\nC-1,Halden,Laptops,2099-12-31,1000\n";
    import(&desk, "contracts", &format!("{register}C-2,Halden,Phones,2099-12-31,500\n"), &[]);
    import(&desk, "contracts", register, &["--missing", "end"]);
    let list = desk.run(&["show", "@b.outlay", "contracts", "--json"]).ok().json();
    assert_eq!(list["totals"]["running"]["EUR"], json!("1000.00"), "{list}");
}

#[test]
fn the_budget_of_a_department_does_not_speak_of_the_others() {
    let desk = book();
    let budget = |rows: &str| format!("Department,Description,Jan,Feb\n{rows}");
    let how = ["--plan", "FY2026", "--missing", "end"];
    import(&desk, "budget", &budget("IT,Laptops,1,1\n"), &how[..2]);
    import(&desk, "budget", &budget("HR,Laptops,2,2\nHR,Courses,3,3\n"), &how[..2]);
    desk.write("f.csv", budget("HR,Laptops,2,5\n"));
    let ended = desk
        .run(&[&["import", "@b.outlay", "@f.csv", "--as", "budget", "--json"][..], &how].concat())
        .ok()
        .json();
    assert_eq!(ended["missing_names"], json!(["Courses (HR)"]), "{ended}");
}

#[test]
fn a_book_whose_ledger_grew_is_whole() {
    let desk = book();
    for rows in ["2026-06-15,A,R-1,10\n", "2026-06-15,A,R-1,10\n2026-06-16,A,R-2,20\n"] {
        import(&desk, "actuals", &format!("Date,Supplier,Invoice No,Amount\n{rows}"), &[]);
    }
    desk.run(&["check", "@b.outlay"]).ok();
}

#[test]
fn a_chosen_key_and_a_changed_file_show_before_and_after() {
    let desk = Desk::new();
    let window = desk.book();
    window.import(&desk, "contracts", "Contract number,Supplier,Title,End date\nC-1,Halden,Support,2026-12-31\nC-2,Halden,Hosting,2027-06-30\n");
    let text = "Contract number,Supplier,Title,End date\nC-1,Halden,Support and care,2027-12-31\n";
    let file = window.grant(&desk.write("b.csv", text));
    let ask = |key: Value| {
        let mut asked = job(&file, "contracts");
        asked["options"] = json!({ "key": key });
        let preview = window.call("import.preview", asked.clone());
        let rows = window.call("import.rows", json!({ "job": asked, "from": 0, "count": 10, "only": null }));
        (preview, rows)
    };
    // By number and title it is another contract; by number, which nothing else has, it is the same, only reworded.
    let (preview, _) = ask(json!(["number", "title"]));
    assert_eq!(
        (&preview["imported"], &preview["updated"], &preview["missing"]),
        (&json!(1), &json!(0), &json!(0))
    );
    let (preview, _) = ask(json!([]));
    assert_eq!(
        (&preview["imported"], &preview["updated"], &preview["missing"]),
        (&json!(0), &json!(1), &json!(1))
    );
    let (preview, rows) = ask(json!(["number"]));
    assert_eq!(
        (&preview["imported"], &preview["updated"], &preview["missing"]),
        (&json!(0), &json!(1), &json!(1))
    );
    assert_eq!(preview["missing_names"], json!(["C-2, Halden, Hosting"]));
    assert_eq!(preview["key"], json!(["contract number"]));
    expect![[r#"
        changed | C-1 Halden Support and care 2027-12-31 EUR | C-1 Halden Support 2026-12-31 EUR
    "#]]
    .assert_eq(&table(&rows["rows"], &["state", "cells", "before"]));
}

#[test]
fn a_line_of_a_document_in_which_one_thing_was_corrected_is_that_line() {
    let first = "\
Date,Document,Vendor,Text,Amount
2026-04-03,B-7,Halden,Screens,300
2026-04-03,B-7,Halden,Cables,40
2026-04-03,B-7,Halden,Postage,8
2026-04-20,B-8,Vantage,Licences,900
";
    let header = "Date,Document,Vendor,Text,Amount\n";
    let total = |desk: &Desk| {
        desk.run(&["show", "@b.outlay", "actuals", "--json"]).ok().json()["totals"]["actual"].clone()
    };
    for (again, counts, after) in [
        // One line fewer, one corrected.
        (
            "2026-04-03,B-7,Halden,Postage,8\n2026-04-03,B-7,Halden,Screens,350\n2026-04-20,B-8,Vantage,Licences,900\n",
            [0, 1, 2, 1],
            "1298",
        ),
        // Posted in the next month after all.
        ("2026-04-03,B-7,Halden,Screens,300\n2026-05-02,B-8,Vantage,Licences,900\n", [0, 1, 1, 2], "1248"),
        // The vendor is called otherwise.
        (
            "2026-04-03,B-7,HALDEN GmbH,Screens,300\n2026-04-03,B-7,HALDEN GmbH,Cables,40\n2026-04-03,B-7,HALDEN GmbH,Postage,8\n",
            [0, 3, 0, 0],
            "1248",
        ),
    ] {
        let desk = book();
        import(&desk, "actuals", first, &[]);
        desk.write("f.csv", format!("{header}{again}"));
        let answer = desk.run(&["import", "@b.outlay", "@f.csv", "--as", "actuals", "--json"]).ok().json();
        let found =
            ["imported", "updated", "unchanged", "missing"].map(|field| answer[field].as_u64().unwrap_or(99));
        assert_eq!(found, counts, "{again}{answer}");
        assert!(total(&desk).as_str().unwrap_or_default().starts_with(after), "{again}");
        assert_eq!(answer["after"]["EUR"], after);
        assert!(!answer["questions"].to_string().contains("other values"), "{answer}");
    }
}

#[test]
fn a_document_with_other_values_is_asked_about() {
    let desk = book();
    import(
        &desk,
        "actuals",
        "Date,Document,Vendor,Text,Amount\n2026-04-03,B-7,Halden,Screens,300\n2026-04-28,B-9,Halden,Bags,20\n",
        &[],
    );
    let again = "Date,Document,Vendor,Text,Amount\n2026-04-02,B-7,Norrland,Screens,310\n2026-04-28,B-9,Halden,Bags,20\n";
    desk.write("f.csv", again);
    let ask = |how: &[&str]| {
        let words = ["import", "@b.outlay", "@f.csv", "--as", "actuals", "--json", "--dry-run"];
        desk.run(&[&words, how].concat()).ok().json()
    };
    let answer = ask(&[]);
    assert_eq!((&answer["imported"], &answer["missing"]), (&json!(1), &json!(1)));
    assert!(answer["questions"][0]["sentence"].to_string().contains("“B-7”"), "{answer}");
    for how in [["--missing", "end"], ["--key", "document"]] {
        assert!(!ask(&how)["questions"].to_string().contains("B-7"));
    }
}

#[test]
fn a_closed_order_owes_nothing_and_what_is_missing_is_said() {
    let desk = book();
    let orders = "PO,Line,Vendor,Amount,Invoiced\nA-1,1,Halden,400,\nA-1,2,Halden,60,10\nA-2,1,Kiosk,25,\n";
    import(&desk, "orders", orders, &[]);
    desk.write("f.csv", "PO,Line,Vendor,Amount,Invoiced\nA-1,1,Halden,400,400\nA-1,2,Halden,60,10\n");
    let told = desk.run(&["import", "@b.outlay", "@f.csv", "--as", "orders", "--missing", "end"]).ok().stdout;
    assert!(
        told.starts_with(
            "2 rows read: 0 imported, 1 updated, 1 unchanged, 0 left out, 1 missing from the file\n"
        ),
        "{told}"
    );
    let total = desk.run(&["show", "@b.outlay", "orders", "--json"]).ok().json()["totals"].clone();
    assert!(total.to_string().contains("\"open\":{\"EUR\":\"50.00\"}"), "{total}");
    // A file that has nothing in common with the book ends nothing, and says so.
    desk.write("f.csv", "PO,Line,Vendor,Amount,Invoiced\nZ-9,1,Halden,1,\n");
    let told = desk.run(&["import", "@b.outlay", "@f.csv", "--as", "orders", "--missing", "end"]).ok().stdout;
    assert!(told.contains("nothing was ended"), "{told}");
}

#[test]
fn a_register_of_vendors_is_held_against_the_names_of_the_book() {
    let desk = book();
    let first = "Vendor,Owner,Phone\nBrückner GmbH,Ines,1\nBrückner GmbH,Ines,1\nOakline Ltd.,Tom,2\n";
    desk.write("f.csv", first);
    let answer = desk.run(&["import", "@b.outlay", "@f.csv", "--as", "vendors", "--json"]).ok().json();
    assert_eq!((&answer["imported"], &answer["left_out"]), (&json!(2), &json!(1)), "{answer}");
    assert!(answer["notes"].to_string().contains("taken once"), "{answer}");
    desk.write(
        "f.csv",
        "Vendor,Owner,Phone\nBrueckner GmbH,Ines,1\nOAKLINE LIMITED,Tom,2\nGreenfield AG,Tom,3\n",
    );
    let words = ["import", "@b.outlay", "@f.csv", "--as", "vendors", "--json", "--dry-run"];
    let near = desk.run(&words).ok().json()["near"].clone();
    assert_eq!(table(&near, &["field", "text"]), "vendor | Brueckner GmbH\nvendor | OAKLINE LIMITED\n");
}

#[test]
fn a_contract_has_twelve_times_its_value_a_month() {
    let desk = book();
    let contracts = "Contract No,Vendor,Start,End,Monthly fee\nC-5,Halden,2026-01-01,2027-12-31,250.50\n";
    import(&desk, "contracts", contracts, &[]);
    assert_eq!(shown(&desk, "contracts", &["number", "yearly"]), "C-5 | 3006.00\n");
    expect!["1 | 0 | 0 | 1 | 0 | 0 | 0 | {}\n"].assert_eq(&import(
        &desk,
        "contracts",
        &format!("{contracts}\n"),
        &[],
    ));
}

#[test]
fn the_key_is_told_as_the_file_has_it() {
    let desk = Desk::new();
    let window = desk.book();
    for (kind, text, key) in [
        ("actuals", "Date,Vendor,Amount\n2027-01-13,Halden,5\n", json!([])),
        ("actuals", "Date,Invoice No,Amount\n2027-01-13,I-1,5\n", json!(["document number", "month"])),
        ("contracts", "Supplier,Title,End date\nHalden,Care,2027-12-31\n", json!(["vendor", "description"])),
    ] {
        let file = window.grant(&desk.write("f.csv", text));
        assert_eq!(window.call("import.preview", job(&file, kind))["key"], key, "{text}");
    }
}
