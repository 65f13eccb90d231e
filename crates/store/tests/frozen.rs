//! What another program can do to the figures of an approved plan: nothing that the file lets through, and nothing
//! that `check` does not find.
#![expect(clippy::unwrap_used, reason = "a test fails where it does not hold")]

mod common;

use common::*;
use domain::plan::State;

/// A book with an approved plan (1: line 1, a rate) and a draft (2: line 2, a rate).
fn book(path: &std::path::Path) -> store::Book {
    let book = create(path);
    change(&book, |tx| {
        for (name, line) in [("Approved", "Mail"), ("Draft", "Desk")] {
            let plan = plan(tx, name, None)?;
            add_line(tx, plan, line, "10")?;
            let rate = domain::rate::Draft {
                id: None,
                plan: Some(plan),
                currency: "USD".parse().unwrap(),
                month: None,
                rate: amount("0.9"),
            };
            store::rate::save(tx, &rate)?;
        }
        for line in [1, 2] {
            store::depreciation::save(tx, &terms(line))?;
        }
        store::plan::set_state(tx, 1, State::Submitted, "Anna", AT)?;
        store::plan::set_state(tx, 1, State::Approved, "Ben", AT)
    });
    book
}

fn terms(line: domain::Id) -> domain::depreciation::terms::Terms {
    serde_json::from_value(serde_json::json!({
        "line": line, "months": 36, "method": "straight_line", "rate": null, "salvage_percent": "0", "delay": 0,
    }))
    .unwrap()
}

#[test]
fn the_file_refuses_what_would_change_an_approved_plan() {
    let (_folder, path) = folder();
    drop(book(&path));
    let conn = raw(&path);
    let months = "'1', '1', '1', '1', '1', '1', '1', '1', '1', '1', '1', '1', ''";
    let row = |id: &str, plan: u32, line: u32| format!("budget VALUES ({id}, {plan}, {line}, {months})");
    for sql in [
        "UPDATE budget SET m01 = '11' WHERE plan = 1".to_owned(),
        "UPDATE budget SET plan = 1, line = 2 WHERE plan = 2".to_owned(),
        "UPDATE budget SET plan = 2 WHERE plan = 1".to_owned(),
        "UPDATE OR REPLACE budget SET id = 1 WHERE id = 2".to_owned(),
        "DELETE FROM budget WHERE plan = 1".to_owned(),
        format!("INSERT INTO {}", row("NULL", 1, 2)),
        format!("REPLACE INTO {}", row("NULL", 1, 1)),
        format!("REPLACE INTO {}", row("1", 2, 1)),
        "UPDATE rate SET rate = '0.8' WHERE plan = 1".to_owned(),
        "UPDATE rate SET plan = 1 WHERE plan = 2".to_owned(),
        "UPDATE OR REPLACE rate SET id = 1 WHERE id = 2".to_owned(),
        "DELETE FROM rate WHERE plan = 1".to_owned(),
        "INSERT INTO rate VALUES (NULL, 1, 'GBP', NULL, '1.2')".to_owned(),
        "REPLACE INTO rate VALUES (1, 2, 'USD', NULL, '1.2')".to_owned(),
        "UPDATE line SET currency = 'USD' WHERE id = 1".to_owned(),
        "UPDATE OR REPLACE line SET id = 1 WHERE id = 2".to_owned(),
        "REPLACE INTO line (id, description, currency, expense, purpose, owner, notes) SELECT 1, description, 'USD', expense, purpose, owner, notes FROM line WHERE id = 2".to_owned(),
        "UPDATE plan SET first_month = '2026-01' WHERE id = 1".to_owned(),
        "UPDATE plan SET fiscal_year = 2028 WHERE id = 1".to_owned(),
        "UPDATE plan SET kind = 'scenario' WHERE id = 1".to_owned(),
        "UPDATE plan SET hash = 'x' WHERE id = 1".to_owned(),
        "UPDATE plan SET approved_by = 'Eve' WHERE id = 1".to_owned(),
        "UPDATE plan SET approved_at = NULL WHERE id = 1".to_owned(),
        "UPDATE plan SET submitted_by = 'Eve' WHERE id = 1".to_owned(),
        "UPDATE plan SET version_of = 2 WHERE id = 1".to_owned(),
        "UPDATE OR REPLACE plan SET id = 1 WHERE id = 2".to_owned(),
        "REPLACE INTO plan (id, name, kind, fiscal_year, first_month, state) VALUES (1, 'X', 'budget', 2027, '2026-07', 'draft')".to_owned(),
        "DELETE FROM plan WHERE id = 1".to_owned(),
        "UPDATE plan_depreciation SET months = 12".to_owned(),
        "UPDATE plan_depreciation SET plan = 2".to_owned(),
        "DELETE FROM plan_depreciation".to_owned(),
        "INSERT INTO plan_depreciation VALUES (NULL, 1, 2, 12, 'straight_line', NULL, '0', 0, 1)".to_owned(),
        "REPLACE INTO plan_depreciation VALUES (1, 2, 2, 12, 'straight_line', NULL, '0', 0, 1)".to_owned(),
        "INSERT INTO target VALUES (NULL, 1, 1, NULL, '5')".to_owned(),
    ] {
        conn.pragma_update(None, "foreign_keys", false).unwrap();
        assert_eq!(conn.execute(&sql, []).map_err(|error| error.to_string()), Err("frozen".to_owned()), "{sql}");
    }
    drop(conn);
    assert!(open(&path).read(store::check).unwrap().is_empty());
}

#[test]
fn what_rests_on_an_approved_plan_keeps_it_approved() {
    let (_folder, path) = folder();
    drop(book(&path));
    let conn = raw(&path);
    let unfreeze = "UPDATE plan SET state = 'draft' WHERE id = 1";
    conn.execute_batch("BEGIN; UPDATE plan SET version_of = 1 WHERE id = 2").unwrap();
    assert_eq!(conn.execute(unfreeze, []).unwrap_err().to_string(), "built on");
    conn.execute_batch("ROLLBACK").unwrap();
    assert_eq!(conn.execute(unfreeze, []), Ok(1));
}

#[test]
fn whoever_changes_approved_figures_all_the_same_is_found_out() {
    let cases = [
        ("", None),
        ("UPDATE line SET description = 'Mail and more', vendor = NULL WHERE id = 1", None),
        ("UPDATE plan SET name = 'Renamed' WHERE id = 1", None),
        ("UPDATE budget SET m07 = '10.5' WHERE plan = 2", None),
        ("DROP TRIGGER frozen_update; UPDATE budget SET m07 = '10.5' WHERE plan = 1", Some("Approved")),
        (
            "DROP TRIGGER frozen_update; UPDATE budget SET m01 = '20', m02 = '0' WHERE plan = 1",
            Some("Approved"),
        ),
        (
            "DROP TRIGGER frozen_insert; INSERT INTO budget SELECT 9, 1, 2, m01, m02, m03, m04, m05, m06, m07, m08, m09, m10, m11, m12, '' FROM budget WHERE plan = 2",
            Some("Approved"),
        ),
        ("DROP TRIGGER frozen_rate_update; UPDATE rate SET rate = '0.91' WHERE plan = 1", Some("Approved")),
        ("DROP TRIGGER frozen_rate_delete; DELETE FROM rate WHERE plan = 1", Some("Approved")),
        ("UPDATE depreciation SET months = 12", None),
        (
            "DROP TRIGGER frozen_depreciation_update; UPDATE plan_depreciation SET months = 12 WHERE plan = 1",
            Some("Approved"),
        ),
        (
            "DROP TRIGGER frozen_depreciation_delete; DELETE FROM plan_depreciation WHERE plan = 1",
            Some("Approved"),
        ),
        ("DROP TRIGGER frozen_currency; UPDATE line SET currency = 'USD' WHERE id = 1", Some("Approved")),
        (
            "DROP TRIGGER frozen_months; UPDATE plan SET first_month = '2026-08' WHERE id = 1",
            Some("Approved"),
        ),
        ("DROP TRIGGER frozen_record; UPDATE plan SET hash = 'x' WHERE id = 1", Some("Approved")),
        // A plan approved by an older version of the program has no hash to hold its figures against.
        (
            "DROP TRIGGER frozen_record; DROP TRIGGER frozen_update; UPDATE plan SET hash = NULL; UPDATE budget SET m07 = '1'",
            None,
        ),
    ];
    for (meddle, found) in cases {
        let (_folder, path) = folder();
        drop(book(&path));
        raw(&path).execute_batch(meddle).unwrap();
        let expected: Vec<String> = found
            .iter()
            .map(|name| format!("The figures of “{name}” are not those that were approved by Ben."))
            .collect();
        assert_eq!(open(&path).read(store::check).unwrap(), expected, "{meddle}");
    }
}
