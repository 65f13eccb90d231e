//! What `check` finds in a book that another program has written to.
#![allow(clippy::unwrap_used, reason = "a test fails where it does not hold")]

mod common;

use common::*;

/// What is found after `meddle`.
fn findings(meddle: &str) -> Vec<String> {
    let (_folder, path) = folder();
    let book = create(&path);
    change(&book, |tx| {
        let plan = plan(tx, "FY2027 Budget", None)?;
        add_line(tx, plan, "Mail", "10.25")?;
        let vendor = vendor(tx, "Contoso")?;
        let draft = domain::budget::Draft { vendor: Some(vendor), ..line(plan, "Desk") };
        let id = store::budget::save(tx, &draft)?;
        store::budget::put(tx, plan, id, &months("0"))?;
        import(tx, "a", 20)?;
        let rate = domain::rate::Draft {
            id: None,
            plan: None,
            currency: "USD".parse().unwrap(),
            month: Some("2026-09".parse().unwrap()),
            rate: amount("0.9"),
        };
        store::rate::save(tx, &rate)?;
        store::project::save(tx, &domain::project::Draft { name: "Move".to_owned(), ..Default::default() })?;
        Ok(())
    });
    // The user may change what was imported.
    change(&book, |tx| {
        let draft = domain::actual::Draft { id: Some(3), ..actual("corrected", "99") };
        store::actual::save(tx, &draft)?;
        store::actual::set_line(tx, 4, Some(1)).map(drop)
    });
    assert_eq!(book.read(store::check).unwrap(), Vec::<String>::new());
    drop(book);
    raw(&path).execute_batch(&format!("PRAGMA foreign_keys = OFF; {meddle}")).unwrap();
    open(&path).read(store::check).unwrap()
}

#[test]
fn each_fault_is_found_and_named() {
    for (meddle, finding) in [
        ("UPDATE line SET vendor = 77 WHERE id = 2", "line 2 names a vendor that is not there."),
        ("DELETE FROM budget WHERE line = 2", "The budget line “Desk” stands in no plan."),
        ("UPDATE actual SET amount = '1,5' WHERE id = 5", "An amount of actual 5 cannot be read."),
        ("UPDATE actual SET amount = '1e5' WHERE id = 5", "An amount of actual 5 cannot be read."),
        ("UPDATE budget SET m07 = '' WHERE id = 1", "An amount of budget row 1 cannot be read."),
        ("UPDATE rate SET rate = 'x' WHERE id = 1", "An amount of rate 1 cannot be read."),
        ("UPDATE rate SET month = '2026-13' WHERE id = 1", "The month of rate 1 cannot be read."),
        ("UPDATE line SET currency = 'ZZZ' WHERE id = 1", "The currency of line 1 cannot be read."),
        ("UPDATE plan SET first_month = 'July' WHERE id = 1", "The first month of plan 1 cannot be read."),
        ("UPDATE actual SET day = '30.09.2026' WHERE id = 5", "The day of actual 5 cannot be read."),
        ("UPDATE project SET last_day = 'soon' WHERE id = 1", "A day of project 1 cannot be read."),
        ("UPDATE setting SET as_of = 'now'", "The as-of day of setting 1 cannot be read."),
        ("UPDATE setting SET threshold_amount = 'much'", "An amount of setting 1 cannot be read."),
        ("DELETE FROM setting", "The book has no settings."),
        (
            "UPDATE actual SET amount = '10.01' WHERE id = 5",
            "The actuals of import 1 (“a.csv”) do not sum to what was imported.",
        ),
        (
            "UPDATE actual SET currency = 'USD' WHERE id = 5",
            "The actuals of import 1 (“a.csv”) do not sum to what was imported.",
        ),
    ] {
        assert_eq!(findings(meddle), [finding], "{meddle}");
    }
}

#[test]
fn damage_to_the_file_is_found() {
    let (_folder, path) = folder();
    let book = create(&path);
    change(&book, |tx| import(tx, "a", 500).map(drop));
    drop(book);
    let conn = raw(&path);
    conn.execute_batch("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'ON actual (day)', 'ON actual (text)') WHERE name = 'actual_day'").unwrap();
    drop(conn);
    let findings = open(&path).read(store::check).unwrap();
    assert!(findings.iter().any(|finding| finding.contains("actual_day")), "{findings:?}");
}
