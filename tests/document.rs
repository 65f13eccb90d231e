//! Documents: files inside the book and addresses, with lines and contracts.

use serde_json::{Value, json};
use tests::{Desk, Window, table};

const LINES: &str = "Line,Currency,2027-01\nLaptops,EUR,100\nScreens,EUR,50\n";

fn book(desk: &Desk) -> Window {
    let window = desk.book();
    window.import(desk, "budget", LINES);
    window
}

fn line(id: u32) -> Value {
    json!({ "line": id })
}

fn add(desk: &Desk, window: &Window, name: &str, bytes: &[u8]) -> Value {
    let file = window.grant(&desk.write(name, bytes));
    window.call("document.add", json!({ "owner": line(1), "file": file }))
}

fn titles(window: &Window, owner: Value) -> String {
    table(&window.call("document.list", owner), &["title", "size", "link", "opens"])
}

#[test]
fn a_file_is_kept_in_the_book_and_comes_out_as_it_went_in() {
    let desk = Desk::new();
    let window = book(&desk);
    let bytes: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    let added = add(&desk, &window, "Offer Halden.pdf", &bytes);
    assert_eq!(titles(&window, line(1)), "Offer Halden.pdf | 70000 |  | true\n");
    assert_eq!(titles(&window, line(2)), "");

    let copy = window.grant(&desk.path("copy.pdf"));
    window.call("document.save", json!({ "id": added["id"], "file": copy }));
    assert_eq!(desk.read("copy.pdf"), bytes);
    let lent = window.call("document.open", json!({ "id": added["id"] }));
    assert_eq!(lent["name"], "Offer Halden.pdf");
    assert_eq!(window.call("book.check", Value::Null)["ok"], true);
}

#[test]
fn a_copy_that_was_opened_goes_with_the_book() {
    let desk = Desk::new();
    let window = book(&desk);
    let added = add(&desk, &window, "offer.pdf", b"%PDF");
    let lent = window.call("document.open", json!({ "id": added["id"] }));
    let path = window.app.granted(lent["token"].as_str().unwrap()).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"%PDF");
    window.call("book.close", Value::Null);
    assert!(!path.exists());
}

#[test]
fn every_step_is_taken_back_and_done_again() {
    let desk = Desk::new();
    let window = book(&desk);
    let added = add(&desk, &window, "offer.pdf", b"%PDF");
    let id = &added["id"];
    window.call(
        "document.link",
        json!({ "owner": line(1), "title": " Portal ", "link": "https://halden.example/o/1" }),
    );
    window.call("document.rename", json!({ "id": id, "title": "Offer of March" }));
    window.call("document.remove", json!({ "id": id }));
    let states = ["Portal | 0 | https://halden.example/o/1 | true\n".to_owned()];
    assert_eq!(titles(&window, line(1)), states[0]);
    for before in [
        "Offer of March.pdf | 4 |  | true\nPortal | 0 | https://halden.example/o/1 | true\n",
        "offer.pdf | 4 |  | true\nPortal | 0 | https://halden.example/o/1 | true\n",
        "offer.pdf | 4 |  | true\n",
        "",
    ] {
        window.call("journal.undo", json!({ "change": null }));
        assert_eq!(titles(&window, line(1)), before);
    }
    for _ in 0..4 {
        window.call("journal.redo", Value::Null);
    }
    assert_eq!(titles(&window, line(1)), states[0]);
    assert_eq!(window.call("book.check", Value::Null)["ok"], true);
}

#[test]
fn what_cannot_be_kept_is_refused_in_a_sentence() {
    let desk = Desk::new();
    let window = book(&desk);
    let refused = |name: &str, bytes: &[u8], owner: Value| {
        let file = window.grant(&desk.write(name, bytes));
        window.refused("document.add", &json!({ "owner": owner, "file": file }))
    };
    assert!(refused("empty.pdf", b"", line(1)).contains("“empty.pdf” is empty"));
    let large = vec![b'a'; domain::document::LARGEST + 1];
    assert!(
        refused("scan.pdf", &large, line(1))
            .contains("“scan.pdf” has 26 MB, and a book takes in at most 25 MB")
    );
    assert!(refused("offer.pdf", b"x", line(99)).contains("not in the book"));
    assert!(refused("offer.pdf", b"x", json!({ "contract": 99 })).contains("not in the book"));
    add(&desk, &window, "offer.pdf", b"same");
    assert!(refused("again.pdf", b"same", line(1)).contains("kept there already, as “offer.pdf”"));
    // With another line it is another document of the same file.
    let file = window.grant(&desk.path("again.pdf"));
    window.call("document.add", json!({ "owner": line(2), "file": file }));

    let link = |title: &str, link: &str| {
        window.refused("document.link", &json!({ "owner": line(1), "title": title, "link": link }))
    };
    assert!(link("", "https://a.example").contains("Say what lies there"));
    assert!(link("Local", "file:///etc/passwd").contains("begins with https://"));
    assert!(link("Script", "javascript:alert(1)").contains("begins with https://"));
}

#[test]
fn what_could_run_is_kept_and_not_opened() {
    let desk = Desk::new();
    let window = book(&desk);
    let added = add(&desk, &window, "setup.exe", b"MZ");
    assert_eq!(titles(&window, line(1)), "setup.exe | 2 |  | false\n");
    assert!(window.refused("document.open", &json!({ "id": added["id"] })).contains("could run something"));
    // By no other name either: a file keeps its ending.
    let renamed = window.call("document.rename", json!({ "id": added["id"], "title": "offer.pdf" }));
    assert_eq!((&renamed["title"], &renamed["opens"]), (&json!("offer.pdf.exe"), &json!(false)));
}

#[test]
fn documents_follow_a_line_into_another_and_go_with_it() {
    let desk = Desk::new();
    let window = book(&desk);
    add(&desk, &window, "offer.pdf", b"%PDF");
    window.call("budget.merge_lines", json!({ "plan": 1, "lines": [1], "into": 2 }));
    assert_eq!(titles(&window, line(2)), "offer.pdf | 4 |  | true\n");
    window.call("journal.undo", json!({ "change": null }));
    window.call("budget.remove_lines", json!({ "plan": 1, "lines": [1] }));
    assert_eq!(window.call("book.check", Value::Null)["ok"], true);
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(titles(&window, line(1)), "offer.pdf | 4 |  | true\n");
}

#[test]
fn the_command_line_keeps_and_hands_out_a_document() {
    let desk = Desk::new();
    book(&desk).call("book.close", Value::Null);
    let (book, offer, copy) =
        (desk.path("b.outlay"), desk.write("offer.pdf", b"%PDF"), desk.path("copy.pdf"));
    let book = book.to_str().unwrap();
    let argument = json!({ "owner": line(1), "file": offer }).to_string();
    assert_eq!(desk.run(&["call", book, "document.add", &argument]).ok().json()["title"], "offer.pdf");
    let argument = json!({ "id": 1, "file": copy }).to_string();
    desk.run(&["call", book, "document.save", &argument]).ok();
    assert_eq!(desk.read("copy.pdf"), b"%PDF");
}
