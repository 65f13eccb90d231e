//! What the file itself refuses: whoever writes, nothing gets into a closed month or out of it.

mod common;

use common::*;
use domain::Month;
use domain::closing::Closing;
use domain::prepaid::{Method, Prepaid};
use domain::rule::{Share, split};

#[test]
fn the_file_keeps_a_closed_month_whoever_writes() {
    let (_folder, path) = folder();
    let book = create(&path);
    let september = Month::new(2026, 9).unwrap();
    change(&book, |tx| {
        let plan = plan(tx, "Budget", None)?;
        let lines = [add_line(tx, plan, "Mail", "1")?, add_line(tx, plan, "Phone", "1")?];
        let whole = store::actual::save(tx, &actual("Mail", "10"))?;
        let parted = store::actual::save(tx, &actual("Both", "10"))?;
        let later = domain::actual::Draft { date: "2026-10-01".parse().unwrap(), ..actual("Later", "10") };
        let later = store::actual::save(tx, &later)?;
        assert_eq!([whole, parted, later], [1, 2, 3]);
        let shares = lines.map(|line| Share { line, share: 1.into() });
        let parts = split(&shares, 10.into(), "EUR".parse().unwrap()).unwrap();
        store::actual::set_parts(tx, parted, &parts)?;
        let [first_day, last_day] = ["2026-09-01", "2027-08-31"].map(|day| day.parse().unwrap());
        store::prepaid::save(tx, &Prepaid { actual: whole, first_day, last_day, method: Method::Days })?;
        store::closing::close(tx, &Closing { month: september, who: "Anna".to_owned(), at: AT.to_owned() })
    });
    drop(book);
    let raw = raw(&path);
    let row = "(id, day, amount, currency, text, document, account, cost_centre)";
    for sql in [
        &format!("INSERT INTO actual {row} VALUES (9, '2026-09-01', '1', 'EUR', '', '', '', '')"),
        // It would take the place of a posting of the closed month.
        &format!("INSERT OR REPLACE INTO actual {row} VALUES (1, '2026-10-01', '1', 'EUR', '', '', '', '')"),
        "UPDATE OR REPLACE actual SET id = 1 WHERE id = 3",
        "UPDATE actual SET amount = '11' WHERE id = 1",
        "UPDATE actual SET line = 1 WHERE id = 1",
        "UPDATE actual SET day = '2026-10-02' WHERE id = 1",
        "UPDATE actual SET day = '2026-09-02' WHERE id = 3",
        "UPDATE actual SET rule = NULL WHERE id = 2",
        "DELETE FROM actual WHERE id = 1",
        "INSERT INTO actual_share (actual, line, amount) VALUES (1, 1, '10')",
        "INSERT OR REPLACE INTO actual_share (id, actual, line, amount) VALUES (1, 3, 1, '10')",
        "UPDATE actual_share SET amount = '6' WHERE id = 1",
        "UPDATE actual_share SET actual = 3 WHERE id = 1",
        "DELETE FROM actual_share WHERE id = 1",
        "UPDATE prepaid SET last_day = '2026-12-31'",
        "DELETE FROM prepaid",
        "INSERT INTO prepaid (actual, first_day, last_day, method) VALUES (2, '2026-09-01', '2026-09-30', 'even')",
    ] {
        let refused = raw.execute_batch(sql).unwrap_err().to_string();
        assert!(refused.contains("closed"), "{sql}: {refused}");
    }
    // The vendor is a label, and other months are open.
    raw.execute_batch(
        "UPDATE actual SET vendor = NULL WHERE id = 1; UPDATE actual SET amount = '11' WHERE id = 3",
    )
    .unwrap();
}
