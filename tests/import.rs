//! Importing budgets and actuals: nothing doubled, nothing dropped, nothing half.

mod again;
mod cloud;
mod kinds;
mod open;
mod parts;
mod rates;
mod wording;
mod years;

use std::sync::atomic::Ordering;

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, job, table};

const WIDE: &str = "\
Line;Vendor;Category;2027-01;2027-02;2027-03
Laptops;Halden;Hardware;1.000,50;0;5
Licences;Vantage;Software & SaaS › Design;7;7;7
";

const COUNTS: [&str; 8] =
    ["batch", "read", "imported", "updated", "unchanged", "left_out", "problem_count", "totals"];

const PLAN: [&str; 3] = ["label", "amounts", "total"];

fn plan(desk: &Desk) -> String {
    let shown = desk
        .run(&["show", "@b.outlay", "budget", "--plan", "FY2027 Budget", "--by", "line", "--json"])
        .ok()
        .json();
    table(&shown["rows"], &PLAN)
}

#[test]
fn cells_that_cannot_be_read_stop_the_import() {
    let desk = Desk::new();
    desk.run(&["new", "@b.outlay"]).ok();
    let text = "Date,Amount,Vendor\n2026-11-05,12.50,Halden\n31/02/2026,1.00,Kiosk\n2026-11-06,twelve,Kiosk\n2026-11-07,3.25,Kiosk\n";
    desk.write("a.csv", text);
    let problems = expect![[r#"
        3 | 1 | 31/02/2026 | “31/02/2026” is not a day of the calendar, read as day, month, year.
        4 | 2 | twelve | “twelve” is not an amount.
    "#]];
    for dry in [true, false] {
        let mut words = vec!["import", "@b.outlay", "@a.csv", "--as", "actuals", "--json"];
        words.extend(dry.then_some("--dry-run"));
        let run = desk.run(&words);
        assert_eq!((run.code, run.stderr.as_str()), (3, ""));
        let answer = run.json();
        problems.assert_eq(&table(&answer["problems"], &["row", "column", "text", "message"]));
        let wrote = (answer["imported"].clone(), answer["batch"].clone());
        assert_eq!(wrote, if dry { (json!(2), Value::Null) } else { (json!(0), Value::Null) });
        assert_eq!(desk.run(&["history", "@b.outlay", "--json"]).ok().json(), json!([]));
        assert_eq!(desk.run(&["show", "@b.outlay", "vendors", "--json"]).ok().json()["rows"], json!([]));
    }
    let told = desk.run(&["import", "@b.outlay", "@a.csv", "--as", "actuals"]);
    assert_eq!(told.code, 3);
    expect![[r#"
        row 3, Date: “31/02/2026” is not a day of the calendar, read as day, month, year.
        row 4, Amount: “twelve” is not an amount.
        Nothing was imported: 2 cells cannot be read. Mend the file, or leave the rows out with --skip-problems.
        15.75 EUR
        2 vendors are new.
        Amounts that name no currency were taken as EUR, that of the book.
    "#]].assert_eq(&told.stdout);

    let rest = desk
        .run(&["import", "@b.outlay", "@a.csv", "--as", "actuals", "--skip-problems", "--json"])
        .ok()
        .json();
    expect![[r#"
        1 | 4 | 2 | 0 | 0 | 2 | 2 | {"EUR":"15.75"}
    "#]]
    .assert_eq(&table(&json!([rest]), &COUNTS));
    let shown = desk.run(&["show", "@b.outlay", "actuals", "--json"]).ok().json();
    expect![[r#"
        2026-11-07 | 3.25 | Kiosk
        2026-11-05 | 12.50 | Halden
    "#]]
    .assert_eq(&table(&shown["rows"], &["date", "amount", "vendor"]));
}

#[test]
fn a_budget_comes_wide_or_long() {
    let desk = Desk::new();
    desk.run(&["new", "@b.outlay"]).ok();
    desk.write("wide.csv", WIDE);
    let wide = desk.run(&["import", "@b.outlay", "@wide.csv", "--as", "budget", "--json"]).ok().json();
    expect![[r#"
        1 | 2 | 2 | 0 | 0 | 0 | 0 | {"EUR":"1026.50"}
    "#]]
    .assert_eq(&table(&json!([wide]), &COUNTS));
    assert_eq!((&wide["before"], &wide["after"]), (&json!({}), &json!({ "EUR": "1026.50" })));
    let first = plan(&desk);
    expect![[r#"
        Laptops | 1000.50 0.00 5.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 1005.50
        Licences | 7.00 7.00 7.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 21.00
    "#]]
    .assert_eq(&first);

    // The same money, one row for each month.
    let long = "\
Line;Vendor;Category;Month;Amount
Laptops;Halden;Hardware;2027-01;1000,50
Laptops;Halden;Hardware;2027-03;5,00
Licences;Vantage;Software & SaaS › Design;2027-01;7,00
Licences;Vantage;Software & SaaS › Design;2027-02;7,00
Licences;Vantage;Software & SaaS › Design;2027-03;7,00
";
    desk.write("long.csv", long);
    let same = desk.run(&["import", "@b.outlay", "@long.csv", "--as", "budget", "--json"]).ok().json();
    expect![[r#"
        - | 5 | 0 | 0 | 2 | 0 | 0 | {"EUR":"1026.50"}
    "#]]
    .assert_eq(&table(&json!([same]), &COUNTS));
    let other = ["import", "@b.outlay", "@long.csv", "--as", "budget", "--plan", "Plan B", "--json"];
    expect![[r#"
        2 | 5 | 2 | 0 | 0 | 0 | 0 | {"EUR":"1026.50"}
    "#]]
    .assert_eq(&table(&json!([desk.run(&other).ok().json()]), &COUNTS));
    assert_eq!(plan(&desk), first);
}

#[test]
fn a_changed_budget_updates_instead_of_doubling() {
    let desk = Desk::new();
    desk.run(&["new", "@b.outlay"]).ok();
    desk.write("b.csv", WIDE);
    desk.run(&["import", "@b.outlay", "@b.csv", "--as", "budget"]).ok();
    desk.write("b.csv", WIDE.replace("7;7;7", "7;8;9").replace("\nLicences", "\nCables;;;1;1;1\nLicences"));
    let dry =
        desk.run(&["import", "@b.outlay", "@b.csv", "--as", "budget", "--dry-run", "--json"]).ok().json();
    let run = desk.run(&["import", "@b.outlay", "@b.csv", "--as", "budget", "--json"]).ok().json();
    expect![[r#"
        - | 3 | 1 | 1 | 1 | 0 | 0 | {"EUR":"1032.50"}
        2 | 3 | 1 | 1 | 1 | 0 | 0 | {"EUR":"1032.50"}
    "#]]
    .assert_eq(&table(&json!([dry, run]), &COUNTS));
    assert_eq!((&run["before"], &run["after"]), (&json!({ "EUR": "1026.50" }), &json!({ "EUR": "1032.50" })));
    expect![[r#"
        Laptops | 1000.50 0.00 5.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 1005.50
        Licences | 7.00 8.00 9.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 24.00
        Cables | 1.00 1.00 1.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 3.00
    "#]]
    .assert_eq(&plan(&desk));
    assert_eq!((&dry["before"], &dry["after"]), (&run["before"], &run["after"]));
    let held = desk.run(&["show", "@b.outlay", "budget", "--json"]).ok().json();
    assert_eq!(held["totals"]["budget"], run["after"]["EUR"]);
    // The same file again says when it came, and leaves no entry.
    let again = desk.run(&["import", "@b.outlay", "@b.csv", "--as", "budget", "--json"]).ok().json();
    expect![[r#"
        0 | 0 | 2 | This file was imported on 2026-11-22 at 10:04 by anna: 2 records. Nothing was imported again.
    "#]].assert_eq(&table(&json!([again]), &["imported", "updated", "unchanged", "notes"]));
    desk.run(&["undo", "@b.outlay"]).ok();
    expect![[r#"
        Laptops | 1000.50 0.00 5.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 1005.50
        Licences | 7.00 7.00 7.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 21.00
    "#]]
    .assert_eq(&plan(&desk));
    // After the undo it is new again.
    let back = desk.run(&["import", "@b.outlay", "@b.csv", "--as", "budget", "--json"]).ok().json();
    assert_eq!((&back["imported"], &back["updated"]), (&json!(1), &json!(1)));
}

#[test]
fn equal_rows_stay_two_lines() {
    let desk = Desk::new();
    let window = desk.book();
    let text = "Line,2027-01,2027-02\nServer,5,0\nServer,5,0\n";
    assert_eq!(window.import(&desk, "budget", text)["imported"], json!(2));
    let again =
        window.import(&desk, "budget", &text.replace("Server,5,0\nServer,5,0", "Server,5,0\nServer,6,0"));
    expect![[r#"
        2 | 2 | 0 | 1 | 1 | 0 | 0 | {"EUR":"11"}
    "#]]
    .assert_eq(&table(&json!([again]), &COUNTS));
    let grid = window.call("budget.grid", json!({ "view": tests::view(&json!(1)), "from": 0, "count": 9 }));
    expect![[r#"
        No category | 11.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 11.00
        Server | 5.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 5.00
        Server | 6.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 6.00
    "#]]
    .assert_eq(&table(&grid["rows"], &PLAN));
}

#[test]
fn a_month_of_another_year_is_named() {
    let desk = Desk::new();
    let window = desk.book();
    window.import(&desk, "budget", WIDE);
    let file = window.grant(&desk.write("next.csv", WIDE.replace("2027-", "2028-")));
    let mut into = job(&file, "budget");
    into["plan"] = json!(1);
    let refused = window.call("import.run", into);
    assert_eq!((&refused["imported"], &refused["problem_count"]), (&json!(0), &json!(6)));
    expect![
        "2028-01 is outside FY2027 Budget, which runs from 2027-01 to 2027-12. Choose the plan of that year."
    ]
    .assert_eq(refused["problems"][0]["message"].as_str().unwrap());
    // Without a plan named, the file's own year gets one.
    let run = window.call("import.run", job(&file, "budget"));
    assert_eq!(run["notes"][0], json!("The lines go into FY2028 Budget."));
}

#[test]
fn cancel_leaves_nothing_behind() {
    let desk = Desk::new();
    let window = desk.book();
    let rows =
        (0..20).map(|row| format!("2026-11-01,{}.00,Vendor {row}\n", row + 1)).collect::<Vec<_>>().concat();
    let actuals = window.grant(&desk.write("a.csv", format!("Date,Amount,Vendor\n{rows}")));
    let budget = window.grant(&desk.write("b.csv", WIDE));
    window.cancelled.store(true, Ordering::Relaxed);
    for (file, kind) in [(&actuals, "actuals"), (&budget, "budget")] {
        for command in ["import.run", "import.preview"] {
            let refused = window.refused(command, &job(file, kind));
            assert_eq!(refused, "cancelled: Cancelled; nothing was changed.", "{command}");
        }
    }
    window.cancelled.store(false, Ordering::Relaxed);
    let state = window.call("book.state", Value::Null);
    assert_eq!(
        (&state["change"], &state["plans"], &state["actual_count"]),
        (&json!(0), &json!([]), &json!(0))
    );
    assert_eq!(window.call("vendor.list", Value::Null), json!([]));
    // The next import writes as if nothing had been.
    assert_eq!(window.call("import.run", job(&actuals, "actuals"))["imported"], json!(20));
    assert_eq!(window.call("book.check", Value::Null)["ok"], json!(true));
}

/// Cancelled in the middle of its rows, not before them.
#[test]
fn an_import_is_cancelled_on_its_way() {
    let desk = Desk::new();
    let window = desk.book();
    let rows = (0..12_000)
        .map(|row| format!("2026-11-01,{row}.50,Vendor {}\n", row % 900))
        .collect::<Vec<_>>()
        .concat();
    let file = window.grant(&desk.write("a.csv", format!("Date,Amount,Vendor\n{rows}")));
    let told = |progress: app::Progress| {
        if progress.done >= 5_000 {
            window.cancelled.store(true, Ordering::Relaxed);
        }
    };
    let context = app::Context {
        now: tests::now(),
        as_of: None,
        user: "anna",
        progress: &told,
        cancelled: &window.cancelled,
    };
    let stopped = window.app.call(&context, "import.run", &job(&file, "actuals").to_string());
    assert_eq!(stopped, Err(app::Error::Cancelled));
    window.cancelled.store(false, Ordering::Relaxed);
    assert_eq!(window.call("book.state", Value::Null)["change"], json!(0));
    assert_eq!(window.call("vendor.list", Value::Null), json!([]));
    assert_eq!(desk.run(&["check", "@b.outlay"]).code, 0);
}

#[test]
fn imports_are_listed_with_the_change_that_undoes_them() {
    let desk = Desk::new();
    let window = desk.book();
    window.import(&desk, "budget", WIDE);
    window.import(&desk, "actuals", "Date,Amount,Currency\n2026-11-01,5.25,EUR\n2026-11-02,4.00,USD\n");
    let fields = ["id", "file_name", "kind", "at", "who", "count", "totals", "change"];
    expect![[r#"
        2 | import.csv | actuals | 2026-11-22T10:04:00 | anna | 2 | {"EUR":"5.25","USD":"4.00"} | 2
        1 | import.csv | budget | 2026-11-22T10:04:00 | anna | 2 | {"EUR":"1026.50"} | 1
    "#]]
    .assert_eq(&table(&window.call("import.batches", Value::Null), &fields));
    window.call("journal.undo", json!({ "change": 1 }));
    expect![[r#"
        2 | import.csv | actuals | 2026-11-22T10:04:00 | anna | 2 | {"EUR":"5.25","USD":"4.00"} | 2
    "#]]
    .assert_eq(&table(&window.call("import.batches", Value::Null), &fields));
    assert_eq!(window.call("plan.list", Value::Null), json!([]));
}

#[test]
fn a_refused_file_leaves_the_book_byte_for_byte() {
    let desk = Desk::new();
    desk.run(&["new", "@b.outlay"]).ok();
    let before = desk.read("b.outlay");
    desk.write("a.csv", "%PDF-1.7\nno table\n");
    std::fs::create_dir(desk.path("folder.csv")).unwrap();
    for (file, sentence) in
        [("@a.csv", "PDF"), ("@folder.csv", "it is a folder"), ("@none.csv", "is not there")]
    {
        let run = desk.run(&["import", "@b.outlay", file, "--as", "actuals"]);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""));
        assert!(run.stderr.contains(sentence), "{}", run.stderr);
        assert!(desk.read("b.outlay") == before, "{file}");
    }
}

#[test]
fn very_many_rows_come_and_go_whole() {
    let desk = Desk::new();
    desk.run(&["new", "@b.outlay"]).ok();
    let rows = 1..=10_001;
    let lines =
        rows.map(|row| format!("2026-{:02}-05,{row}.25,Vendor {},INV-{row}\n", row % 12 + 1, row % 7));
    let text = lines.fold("Date,Amount,Vendor,Invoice No\n".to_owned(), |text, line| text + &line);
    desk.write("a.csv", text);
    let run = |words: &[&str]| desk.run(words).ok();
    let imported = run(&["import", "@b.outlay", "@a.csv", "--as", "actuals", "--json"]).json();
    assert_eq!(imported["totals"], json!({ "EUR": "50017501.25" }));
    run(&["check", "@b.outlay"]);
    let again =
        run(&["import", "@b.outlay", "@a.csv", "--as", "actuals", "--key", "document", "--json"]).json();
    assert_eq!(again["unchanged"], json!(10_001));
    run(&["undo", "@b.outlay"]);
    run(&["check", "@b.outlay"]);
    assert_eq!(run(&["show", "@b.outlay", "vendors", "--json"]).json()["rows"], json!([]));
}

#[test]
fn amounts_of_a_year_are_spread_evenly_and_tie() {
    let desk = Desk::new();
    desk.run(&["new", "@b.outlay"]).ok();
    desk.write("a.csv", "Line,Actual 2026,Budget 2027\nLaptops,90,100.00\nPhones,10,12\n");
    let words = ["import", "@b.outlay", "@a.csv", "--as", "budget", "--json"];
    let imported = desk.run(&words).ok().json();
    assert_eq!(imported["totals"], json!({ "EUR": "112.00" }));
    assert_eq!(imported["questions"].as_array().map(Vec::len), Some(1));
    expect![[r#"
        Laptops | 8.34 8.34 8.34 8.34 8.33 8.33 8.33 8.33 8.33 8.33 8.33 8.33 | 100.00
        Phones | 1.00 1.00 1.00 1.00 1.00 1.00 1.00 1.00 1.00 1.00 1.00 1.00 | 12.00
    "#]]
    .assert_eq(&plan(&desk));
    desk.write("b.csv", "Line,Actual 2026,Budget 2027\nLaptops,90,100.00\nPhones,10,24\n");
    let again = desk.run(&["import", "@b.outlay", "@b.csv", "--as", "budget", "--json"]).ok().json();
    assert_eq!((&again["updated"], &again["unchanged"]), (&json!(1), &json!(1)));
}
