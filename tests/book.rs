//! Creating, opening and closing books, and how a refusal crosses to the window.

use std::path::Path;

use app::commands::COMMANDS;
use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window};

fn new(window: &Window, path: &Path) -> Value {
    json!({
        "file": window.grant(path), "organisation": "Halden Group", "currency": "EUR", "fiscal_start": 7,
        "sample": false,
    })
}

/// The state without the list of plans and the settings, which have tests of their own.
fn state(window: &Window, desk: &Desk) -> String {
    let mut state = window.call("book.state", Value::Null);
    assert_eq!(state["folder"], json!(desk.path("").display().to_string().trim_end_matches(['/', '\\'])));
    for field in ["folder", "plans", "settings"] {
        state.as_object_mut().unwrap().remove(field);
    }
    format!("{state:#}")
}

#[test]
fn a_new_book_has_the_defaults() {
    let desk = Desk::new();
    expect![[r#"
        IT budget.outlay is a new book.
    "#]]
    .assert_eq(
        &desk
            .run(&["new", "@IT budget.outlay"])
            .ok()
            .stdout
            .replace(&desk.path("").display().to_string(), ""),
    );
    let settings = desk.run(&["call", "@IT budget.outlay", "book.state"]).ok().json()["settings"].clone();
    expect![[r#"
        {
          "as_of": null,
          "currency": "EUR",
          "fiscal_name": "end",
          "fiscal_start": 1,
          "organisation": "IT budget",
          "threshold_amount": "10000",
          "threshold_both": false,
          "threshold_percent": "5"
        }"#]]
    .assert_eq(&format!("{settings:#}"));
    let categories = desk.run(&["call", "@IT budget.outlay", "category.list"]).ok().json();
    expect![[r#"
        Staffing | opex | 0
        Outside Services | opex | 0
        Cloud Services | opex | 0
        Hardware | capex | 0
        Software & SaaS | opex | 0
        Data Center Facilities | opex | 0
        Telecom | opex | 0
        Misc Costs | opex | 0
        Cross Charges | opex | 0
    "#]]
    .assert_eq(&tests::table(&categories, &["name", "expense", "lines"]));
    assert_eq!(
        desk.run(&["history", "@IT budget.outlay", "--json"]).ok().json(),
        json!([]),
        "nothing to undo"
    );
    expect![[r#"
        The book is whole: its file, its references, its totals and its history.
    "#]]
    .assert_eq(&desk.run(&["check", "@IT budget.outlay"]).ok().stdout);
}

#[test]
fn the_state_counts_what_the_book_holds() {
    let desk = Desk::new();
    let window = desk.book();
    expect![[r#"
        {
          "actual_count": 0,
          "as_of": "2026-11-22",
          "change": 0,
          "fiscal_year": 2026,
          "fiscal_years": [
            2026
          ],
          "line_count": 0,
          "name": "b",
          "notice": null,
          "plan": null,
          "read_only": null,
          "redo": null,
          "undo": null,
          "unmatched_count": 0
        }"#]]
    .assert_eq(&state(&window, &desk));
    window.import(&desk, "budget", "Line,2027-01,2027-02\nLaptops,5,0\nServers,6,0\n");
    window.import(&desk, "actuals", "Date,Amount,Vendor\n2025-03-01,5.00,Halden\n2026-11-05,7.00,Norrland\n");
    window.call("journal.undo", json!({ "change": null }));
    window.call("journal.redo", Value::Null);
    expect![[r#"
        {
          "actual_count": 2,
          "as_of": "2026-11-22",
          "change": 4,
          "fiscal_year": 2026,
          "fiscal_years": [
            2027,
            2026,
            2025
          ],
          "line_count": 2,
          "name": "b",
          "notice": null,
          "plan": 1,
          "read_only": null,
          "redo": null,
          "undo": "Import 2 actuals from import.csv",
          "unmatched_count": 2
        }"#]]
    .assert_eq(&state(&window, &desk));
}

#[test]
fn a_new_book_is_refused_with_every_fault() {
    let desk = Desk::new();
    let window = desk.window();
    let mut wrong = new(&window, &desk.path("b.outlay"));
    wrong["organisation"] = json!(" ");
    wrong["fiscal_start"] = json!(13);
    expect![[r#"
        organisation: Give the organisation a name: it stands on every page.
        fiscal_start: The fiscal year starts in a month from 1 to 12."#]]
    .assert_eq(&window.refused("book.create", &wrong));
    wrong["currency"] = json!("EURO");
    expect![": “EURO” is no currency of ISO 4217. Use three letters such as EUR, USD or GBP."]
        .assert_eq(&window.refused("book.create", &wrong));
    let mut nowhere = new(&window, &desk.path("b.outlay"));
    nowhere["file"] = Value::Null;
    expect!["file: Choose where the book is to be kept."].assert_eq(&window.refused("book.create", &nowhere));
    expect!["file: “b.outlay” cannot be used: it is not there any more, or its folder is not."]
        .assert_eq(&window.refused("book.create", &new(&window, &desk.path("no/folder/b.outlay"))));
    assert!(!desk.path("b.outlay").exists());
    assert_eq!(window.call("book.state", Value::Null), Value::Null);
}

#[test]
fn an_existing_file_is_left_as_it_is() {
    let desk = Desk::new();
    for bytes in ["", "somebody's letter"] {
        desk.write("b.outlay", bytes);
        let run = desk.run(&["new", "@b.outlay"]);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""));
        assert_eq!(run.stderr, "outlay: “b.outlay” cannot be used: there is such a file already.\n");
        assert_eq!(desk.read("b.outlay"), bytes.as_bytes());
    }
    std::fs::remove_file(desk.path("b.outlay")).unwrap();
    let window = desk.book();
    window.call("category.save", json!({ "id": null, "name": "Travel", "parent": null, "expense": "opex" }));
    let again = new(&window, &desk.path("b.outlay"));
    assert!(window.refused("book.create", &again).starts_with("file: "));
    let other = desk.window();
    assert!(other.refused("book.create", &new(&other, &desk.path("b.outlay"))).starts_with("file: "));
    assert_eq!(window.call("category.list", Value::Null)[9]["name"], json!("Travel"), "it is still open");
}

#[test]
fn books_are_opened_closed_and_remembered_by_token() {
    let desk = Desk::new();
    let window = desk.window();
    for name in ["one.outlay", "two.outlay"] {
        window.call("book.create", new(&window, &desk.path(name)));
    }
    window.call("book.close", Value::Null);
    assert_eq!(window.call("book.state", Value::Null), Value::Null);
    expect!["no_book: No book is open."].assert_eq(&window.refused("plan.list", &Value::Null));

    // A window that is started again knows them, the last one first.
    let window = desk.window();
    let recent = window.call("book.recent", Value::Null);
    expect![[r#"
        two | 2026-11-22T10:04:00
        one | 2026-11-22T10:04:00
    "#]]
    .assert_eq(&tests::table(&recent, &["name", "opened"]));
    let folder = desk.path("").display().to_string();
    for book in recent.as_array().unwrap() {
        for (field, value) in book.as_object().unwrap() {
            assert!(
                field == "folder" || !value.to_string().contains(folder.trim_end_matches('/')),
                "{field}"
            );
        }
    }
    let opened = window.call("book.open", json!({ "file": recent[1]["file"] }));
    assert_eq!(opened["name"], json!("one"));
    // What is gone is not offered; a token that nobody gave out stands for nothing.
    std::fs::remove_file(desk.path("two.outlay")).unwrap();
    expect![[r#"
        one
    "#]]
    .assert_eq(&tests::table(&window.call("book.recent", Value::Null), &["name"]));
    let path = desk.path("one.outlay").display().to_string();
    for token in [json!("file-99"), json!(path), recent[0]["file"].clone()] {
        let refused = window.refused("book.open", &json!({ "file": token }));
        assert!(!refused.contains(folder.trim_end_matches('/')), "{refused}");
    }
    assert_eq!(window.call("book.state", Value::Null)["name"], json!("one"), "the open book stays open");
}

#[test]
fn the_sample_needs_no_file_and_is_fresh_each_time() {
    let desk = Desk::new();
    let window = desk.window();
    let sample =
        json!({ "file": null, "organisation": "", "currency": "USD", "fiscal_start": 7, "sample": true });
    let first = window.call("book.create", sample.clone());
    assert_eq!((&first["name"], &first["as_of"]), (&json!("Sample"), &json!("2026-11-22")));
    window.call("vendor.save", json!({
        "id": null, "name": "Played with", "category": null, "tier": "", "criticality": "", "owner": "", "status": "", "notes": "",
    }));
    assert_eq!(window.call("book.create", sample), first);
    let found = window.call("search.find", json!({ "text": "Played with" }));
    assert_eq!(found, json!([]));
}

#[test]
fn what_is_no_book_is_not_opened() {
    let desk = Desk::new();
    let window = desk.window();
    for (name, bytes) in
        [("empty.outlay", ""), ("letter.outlay", "Dear Anna"), ("half.outlay", "SQLite format 3\0")]
    {
        let file = window.grant(&desk.write(name, bytes));
        expect!["not_a_book: This file is no Outlay book. Choose a file that ends in .outlay, or import the file into a book."]
            .assert_eq(&window.refused("book.open", &json!({ "file": file })));
        assert_eq!(desk.read(name), bytes.as_bytes());
    }
}

#[test]
fn a_second_window_reads_and_says_who_writes() {
    let desk = Desk::new();
    let first = desk.book();
    let second = desk.window();
    let state = second.call("book.open", json!({ "file": second.grant(&desk.path("b.outlay")) }));
    expect!["This book is open for writing by anna since 2026-11-22 10:04. It can be read; close it there to change it here."].assert_eq(state["read_only"].as_str().unwrap_or_default());
    assert_eq!((&state["undo"], &state["redo"]), (&Value::Null, &Value::Null));
    let plan = json!({ "id": null, "name": "FY2027 Budget", "kind": "budget", "fiscal_year": 2027, "copy_of": null });
    expect!["locked: This book is open for writing by anna since 2026-11-22 10:04. It can be read; close it there to change it here."].assert_eq(&second.refused("plan.save", &plan));
    // It sees what the first one writes, and the command line shows it as well.
    first.call("plan.save", plan);
    assert_eq!(second.call("plan.list", Value::Null)[0]["name"], json!("FY2027 Budget"));
    assert_eq!(desk.run(&["show", "@b.outlay", "budget"]).code, 0);
    expect![[r#"
        outlay: This book is open for writing by anna since 2026-11-22 10:04. It can be read; close it there to change it here.
    "#]].assert_eq(&desk.run(&["undo", "@b.outlay"]).stderr);
    // Once the first has closed, it can be written.
    first.call("book.close", Value::Null);
    second.call("book.close", Value::Null);
    let state = second.call("book.open", json!({ "file": second.grant(&desk.path("b.outlay")) }));
    assert_eq!((&state["read_only"], &state["undo"]), (&Value::Null, &json!("Add plan “FY2027 Budget”")));
}

#[test]
fn a_write_protected_book_is_read() {
    let desk = Desk::new();
    let window = desk.book();
    window.call("book.close", Value::Null);
    let path = desk.path("b.outlay");
    let before = std::fs::metadata(&path).unwrap().permissions();
    let mut protected = before.clone();
    protected.set_readonly(true);
    std::fs::set_permissions(&path, protected).unwrap();
    let bytes = desk.read("b.outlay");
    let state = window.call("book.open", json!({ "file": window.grant(&path) }));
    expect!["This book is marked as read-only, so it can be read but not changed."]
        .assert_eq(state["read_only"].as_str().unwrap_or_default());
    assert!(window.refused("category.remove", &json!({ "id": 1 })).starts_with("read_only: "));
    assert_eq!(window.call("category.list", Value::Null).as_array().unwrap().len(), 9);
    window.call("book.close", Value::Null);
    std::fs::set_permissions(&path, before).unwrap();
    assert!(desk.read("b.outlay") == bytes);
}

#[test]
fn errors_cross_as_json() {
    let desk = Desk::new();
    let window = desk.window();
    let json = |name: &str, argument: Value| window.ask(name, &argument).unwrap_err().to_json();
    expect![[r#"{"kind":"no_book","message":"No book is open.","problems":[]}"#]]
        .assert_eq(&json("plan.list", Value::Null));
    expect![[r#"{"kind":"not_found","message":"There is no command “plan.burn”.","problems":[]}"#]]
        .assert_eq(&json("plan.burn", Value::Null));
    expect![[r#"{"kind":"invalid","message":"“plan.remove” cannot be asked like this: invalid type: string \"one\", expected i32 at line 1 column 11.","problems":[{"field":"","message":"“plan.remove” cannot be asked like this: invalid type: string \"one\", expected i32 at line 1 column 11."}]}"#]].assert_eq(&json("plan.remove", json!({ "id": "one" })));
    let mut wrong = new(&window, &desk.path("b.outlay"));
    wrong["organisation"] = json!("");
    expect![[r#"{"kind":"invalid","message":"Give the organisation a name: it stands on every page.","problems":[{"field":"organisation","message":"Give the organisation a name: it stands on every page."}]}"#]].assert_eq(&json("book.create", wrong));
}

/// Whatever is asked in whatever words, there is an answer or a refusal, and never a fault of ours.
#[test]
fn no_question_is_answered_with_a_panic() {
    let desk = Desk::new();
    let closed = desk.window();
    let open = desk.book();
    open.import(&desk, "budget", "Line,2027-01,2027-02\nLaptops,5,0\n");
    let view =
        json!({ "plan": 1, "compare": 1, "group": "none", "filter": "%", "collapsed": ["", "group:0"] });
    let range = json!({ "first_row": 4_294_967_295_u32, "last_row": 0, "first_month": 99, "last_month": 3 });
    let arguments = [
        Value::Null,
        json!({}),
        json!([]),
        json!("x"),
        json!({ "id": -1 }),
        json!({ "id": 1e300 }),
        json!({ "change": 2_147_483_647 }),
        json!({ "change": null }),
        json!({ "file": "file-1" }),
        json!({ "text": "'\"%\\", "limit": 4_294_967_295_u32 }),
        json!({ "view": view, "from": 4_294_967_295_u32, "count": 4_294_967_295_u32 }),
        json!({ "view": view, "range": range, "decimal": "\u{1F4B6}", "text": "\u{0}\t\"", "direction": "down" }),
        json!({ "plan": 1, "month": "9999-12", "period": "FY9999", "by": "line", "compare": null }),
        json!({ "plan": 2, "lines": [-1], "state": "draft" }),
        json!({ "actuals": [0], "line": 7 }),
    ];
    for command in COMMANDS {
        for argument in &arguments {
            for window in [&closed, &open] {
                if let Err(error) = window.ask(command.name, argument) {
                    assert_ne!(error.kind(), "unexpected", "{} {argument}: {error}", command.name);
                }
            }
        }
        if command.name == "book.close" || command.name == "book.create" {
            open.call("book.open", json!({ "file": open.grant(&desk.path("b.outlay")) }));
        }
    }
}
