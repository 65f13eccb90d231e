//! The numbered steps by which older books become current ones. Only ever appended to.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::Error;

const STEPS: &[&str] = &[
    include_str!("../migrations/0001_book.sql"),
    include_str!("../migrations/0002_registers.sql"),
    include_str!("../migrations/0003_bill_parts.sql"),
    include_str!("../migrations/0004_rule.sql"),
    include_str!("../migrations/0005_forecast.sql"),
    include_str!("../migrations/0006_plan.sql"),
    include_str!("../migrations/0007_comment.sql"),
    include_str!("../migrations/0008_line.sql"),
    include_str!("../migrations/0009_allocation.sql"),
    include_str!("../migrations/0010_scenario.sql"),
    include_str!("../migrations/0011_plan_depreciation.sql"),
    include_str!("../migrations/0013_contract.sql"),
    include_str!("../migrations/0014_posted.sql"),
    include_str!("../migrations/0015_document.sql"),
];

/// The version of a current book.
pub(crate) fn current() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Brings a book to the current version in one transaction.
pub(crate) fn apply(conn: &mut Connection) -> Result<(), Error> {
    let migrations = Migrations::new(STEPS.iter().map(|step| M::up(step)).collect());
    migrations.to_latest(conn).map_err(|error| {
        if let rusqlite_migration::Error::RusqliteError { err, .. } = error {
            return Error::from(err);
        }
        Error::NotABook(format!("The book could not be brought up to date: {error}."))
    })
}
