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
        store::contract::save(tx, &contract("C-1", Some(vendor)))?;
        store::order::save(tx, &order("4711", Some(vendor)))?;
        store::licence::save(tx, &licence("Editor", Some(vendor)))?;
        store::score::save(tx, &score(vendor, "2026-Q3"))?;
        store::bill::save(tx, &domain::bill::Draft { actual: Some(2), ..bill(vendor, "Compute") })?;
        store::alias::save(tx, &alias("Contoso Ltd", vendor))?;
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
        ("UPDATE contract SET yearly = '1,5'", "An amount of contract 1 cannot be read."),
        ("UPDATE contract SET last_day = '31.12.2026'", "A day of contract 1 cannot be read."),
        ("UPDATE contract SET currency = 'ZZZ'", "The currency of contract 1 cannot be read."),
        ("UPDATE contract SET department = 77", "contract 1 names a department that is not there."),
        ("UPDATE \"order\" SET amount = ''", "An amount of order 1 cannot be read."),
        ("UPDATE \"order\" SET invoiced = '1e5'", "An amount of order 1 cannot be read."),
        ("UPDATE \"order\" SET day = 'soon'", "The day of order 1 cannot be read."),
        ("UPDATE \"order\" SET currency = ''", "The currency of order 1 cannot be read."),
        ("UPDATE \"order\" SET line = 77", "order 1 names a line that is not there."),
        ("UPDATE licence SET bought = 'ten'", "An amount of licence 1 cannot be read."),
        ("UPDATE licence SET first_day = '2026-02-30'", "A day of licence 1 cannot be read."),
        ("UPDATE licence SET currency = 'EURO'", "The currency of licence 1 cannot be read."),
        ("UPDATE licence SET contract = 77", "licence 1 names a contract that is not there."),
        ("UPDATE score SET value = '99,5'", "An amount of score 1 cannot be read."),
        ("UPDATE score SET period = 'q3 2026'", "The period of score 1 cannot be read."),
        ("UPDATE score SET vendor = 77", "score 1 names a vendor that is not there."),
        ("UPDATE bill SET billed = 'x'", "An amount of bill 1 cannot be read."),
        ("UPDATE bill SET month = '2026-9'", "The month of bill 1 cannot be read."),
        ("UPDATE bill SET currency = 'USS'", "The currency of bill 1 cannot be read."),
        ("UPDATE bill SET actual = 77", "bill 1 names an actual that is not there."),
        ("UPDATE alias SET vendor = 77", "alias 1 names a vendor that is not there."),
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
    conn.execute_batch("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'ON actual (day, ', 'ON actual (text, ') WHERE name = 'actual_day'").unwrap();
    drop(conn);
    let findings = open(&path).read(store::check).unwrap();
    assert!(findings.iter().any(|finding| finding.contains("actual_day")), "{findings:?}");
}
