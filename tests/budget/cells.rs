//! Typing, pasting, filling and clearing: what cells of the grid hold afterwards.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tests::{Desk, table};

use super::{edit, four_lines, lines, paste, plan, range};

#[test]
fn what_is_typed_is_read() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    for (text, decimal, amount) in [
        ("=1200*12", '.', "14400.00"),
        ("12k", '.', "12000.00"),
        ("1,200.50", '.', "1200.50"),
        ("-", '.', "0.00"),
        ("1.200,50", ',', "1200.50"),
        ("1,5m", ',', "1500000.00"),
        ("=10%", '.', "150000.00"),
        ("(12)", '.', "-12.00"),
        ("", '.', "0.00"),
        ("0.1234567890123456789", '.', "0.1234567890123456789"),
    ] {
        let edited = window.call("budget.edit", edit(&[(1, 0, text)], decimal));
        assert_eq!(edited["cells"], json!(1), "{text}");
        assert_eq!(edited["rows"][1]["amounts"][0], json!(amount), "{text}");
    }
}

#[test]
fn all_faults_are_told_at_once_and_nothing_is_written() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    let before = (lines(&window), window.call("book.state", Value::Null));
    let cells = [(1, 0, "5"), (1, 1, "abc"), (2, 3, "=1/0"), (3, 12, "1.5.6"), (99, 0, "1")];
    expect![[r#"
        line:1/1: “abc” is not an amount. Write 1,200.50, 12k, or arithmetic such as =1200*12.
        line:2/3: This divides by zero.
        line:3/12: “1.5.6” is not an amount. Write 1,200.50, 12k, or arithmetic such as =1200*12.
        line:99/0: This line is not shown any more."#]]
    .assert_eq(&window.refused("budget.edit", &edit(&cells, '.')));
    assert_eq!((lines(&window), window.call("book.state", Value::Null)), before);
}

#[test]
fn a_year_is_spread_and_ties() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    window.call("budget.edit", edit(&[(1, 12, "1000"), (2, 12, "-0.05"), (4, 12, "=1k*12")], '.'));
    expect![[r#"
        Laptops | 83.34 83.34 83.34 83.34 83.33 83.33 83.33 83.33 83.33 83.33 83.33 83.33 | 1000.00
        Servers | -0.01 -0.01 -0.01 -0.01 -0.01 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | -0.05
        Licences | 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 600.00
        Cleaning | 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 1000.00 | 12000.00
    "#]].assert_eq(&lines(&window));
}

#[test]
fn an_edit_answers_the_rows_that_look_different() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    let edited = window.call("budget.edit", edit(&[(3, 0, "150")], '.'));
    expect![[r#"
        3 | Software & SaaS | 135.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 45.00 | 630.00
        4 | Licences | 150.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 700.00
        7 | Total | 1245.00 155.00 155.00 155.00 155.00 155.00 155.00 155.00 155.00 155.00 155.00 655.50 | 3450.50
    "#]].assert_eq(&table(&edited["rows"], &["index", "label", "amounts", "total"]));
    // The same again changes nothing and leaves no entry.
    let again = window.call("budget.edit", edit(&[(3, 0, "150.00")], '.'));
    assert_eq!((&again["cells"], &again["change"]), (&json!(0), &edited["change"]));
}

#[test]
fn copied_cells_are_pasted() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    let check = |range: Value, text: &str, expected: Expect| {
        window.call("budget.paste", paste(&range, text));
        expected.assert_eq(&lines(&window));
        window.call("journal.undo", json!({ "change": null }));
    };
    // A block goes to the first cell, group rows are passed over, a year beside its months is left out.
    check(
        range((1, 1), (0, 0)),
        "1\t2\n3\t4\n5\t6\n",
        expect![[r#"
        Laptops | 1.00 2.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 | 1003.00
        Servers | 3.00 4.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 500.50 | 507.50
        Licences | 5.00 6.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 511.00
        Cleaning | 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 120.00
    "#]],
    );
    check(
        range((2, 2), (10, 10)),
        "7\t8\t1015\r\n9\t10\t519\r\n",
        expect![[r#"
        Laptops | 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 | 1200.00
        Servers | 1000.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 7.00 8.00 | 1015.00
        Licences | 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 9.00 10.00 | 519.00
        Cleaning | 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 120.00
    "#]],
    );
    // One cell fills the selection; a smaller block is repeated in it.
    check(
        range((0, 6), (1, 2)),
        "7",
        expect![[r#"
        Laptops | 100.00 7.00 7.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 | 1014.00
        Servers | 1000.00 7.00 7.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 500.50 | 1514.50
        Licences | 50.00 7.00 7.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 514.00
        Cleaning | 10.00 7.00 7.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 114.00
    "#]],
    );
    check(
        range((1, 6), (0, 1)),
        "1\t2\n3\t4",
        expect![[r#"
        Laptops | 1.00 2.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 | 1003.00
        Servers | 3.00 4.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 500.50 | 507.50
        Licences | 1.00 2.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 503.00
        Cleaning | 3.00 4.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 107.00
    "#]],
    );
    // Years are spread.
    check(
        range((1, 2), (12, 12)),
        "120\n240\n",
        expect![[r#"
        Laptops | 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 120.00
        Servers | 20.00 20.00 20.00 20.00 20.00 20.00 20.00 20.00 20.00 20.00 20.00 20.00 | 240.00
        Licences | 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 600.00
        Cleaning | 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 120.00
    "#]],
    );
}

#[test]
fn a_block_that_does_not_fit_is_refused() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    let before = lines(&window);
    let refused = |range: Value, text: &str| window.refused("budget.paste", &paste(&range, text));
    assert_eq!(
        refused(range((2, 2), (10, 10)), "7\t8\t9"),
        "line:2/12: “9” stands beside the last month and is not the year's total. Copy the months alone."
    );
    expect![[r#"
        : The copied block has 3 rows, but from here on there is room for 1 line. Add lines first, or import the file.
        : The copied block has 4 columns, but from here on there is room for 2 months. Copy the months alone."#]].assert_eq(&refused(range((5, 5), (10, 10)), "1\t2\t3\t4\n1\t2\t3\t4\n1\t2\t3\t4"));
    expect![[r#"
        line:1/1: “x” is not an amount. Write 1,200.50, 12k, or arithmetic such as =1200*12.
        line:2/1: “y” is not an amount. Write 1,200.50, 12k, or arithmetic such as =1200*12."#]]
    .assert_eq(&refused(range((1, 1), (0, 0)), "1\tx\n2\ty"));
    expect![": There is nothing to paste."].assert_eq(&refused(range((1, 1), (0, 0)), ""));
    assert_eq!(lines(&window), before);
}

#[test]
fn copied_text_pastes_back_to_the_identity() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    window.call("budget.edit", edit(&[(1, 0, "0.1234567890123456789"), (2, 3, "-5")], '.'));
    for (rows, months) in [((0, 6), (0, 11)), ((1, 2), (3, 5)), ((0, 6), (0, 12)), ((2, 2), (11, 11))] {
        let range = range(rows, months);
        for decimal in [".", ","] {
            let asked = json!({ "view": plan(), "range": range, "decimal": decimal });
            let text = window.call("budget.selection", asked)["text"].clone();
            let pasted = json!({ "view": plan(), "range": range, "text": text, "decimal": decimal });
            assert_eq!(window.call("budget.paste", pasted)["cells"], json!(0), "{rows:?} {months:?}");
        }
    }
}

#[test]
fn blocks_are_filled_and_cleared() {
    let desk = Desk::new();
    let window = four_lines(&desk);
    let fill =
        |direction: &str| json!({ "view": plan(), "range": range((1, 4), (0, 2)), "direction": direction });
    window.call("budget.fill", fill("right"));
    expect![[r#"
        Laptops | 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 | 1200.00
        Servers | 1000.00 1000.00 1000.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 500.50 | 3500.50
        Licences | 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 600.00
        Cleaning | 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 120.00
    "#]].assert_eq(&lines(&window));
    window.call("budget.fill", fill("down"));
    expect![[r#"
        Laptops | 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 100.00 | 1200.00
        Servers | 100.00 100.00 100.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 500.50 | 800.50
        Licences | 100.00 100.00 100.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 750.00
        Cleaning | 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 120.00
    "#]].assert_eq(&lines(&window));
    window.call("budget.clear", json!({ "view": plan(), "range": range((1, 1), (12, 12)) }));
    window.call("budget.clear", json!({ "view": plan(), "range": range((2, 2), (11, 12)) }));
    expect![[r#"
        Laptops | 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 0.00
        Servers | 100.00 100.00 100.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 | 300.00
        Licences | 100.00 100.00 100.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 50.00 | 750.00
        Cleaning | 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 10.00 | 120.00
    "#]]
    .assert_eq(&lines(&window));
}
