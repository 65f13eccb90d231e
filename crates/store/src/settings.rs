//! The book's settings: one row.

use domain::Settings;
use rusqlite::types::ValueRef;

use crate::tx::{amount, optional_word, text, word};
use crate::{Error, Tx};

/// The settings.
pub fn get(tx: &Tx<'_>) -> Result<Settings, Error> {
    let found = tx.first(
        "SELECT organisation, currency, fiscal_start, fiscal_name, as_of, threshold_amount, threshold_percent,
                threshold_both FROM setting",
        [],
        |row| {
            let optional = |column| if row.get_ref(column)? == ValueRef::Null { Ok(None) } else { amount(row, column).map(Some) };
            Ok(Settings {
                organisation: row.get(0)?,
                currency: word(row, 1)?,
                fiscal_start: row.get(2)?,
                fiscal_name: word(row, 3)?,
                as_of: optional_word(row, 4)?,
                threshold_amount: optional(5)?,
                threshold_percent: optional(6)?,
                threshold_both: row.get(7)?,
            })
        },
    )?;
    found.ok_or_else(|| {
        Error::NotABook(
            "This book has no settings: it is damaged. Use a copy from its backups folder.".to_owned(),
        )
    })
}

/// The name by which the book, and every copy of it, is known to what was sent out of it.
pub fn book_name(tx: &Tx<'_>) -> Result<String, Error> {
    Ok(tx.first("SELECT name FROM identity", [], |row| row.get(0))?.unwrap_or_default())
}

pub(crate) fn insert(tx: &Tx<'_>, settings: &Settings) -> Result<(), Error> {
    tx.run(
        "INSERT INTO setting (organisation, currency, fiscal_start, fiscal_name, as_of, threshold_amount,
                threshold_percent, threshold_both, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1)",
        values(settings),
    )?;
    Ok(())
}

/// Replaces the settings.
pub fn save(tx: &Tx<'_>, settings: &Settings) -> Result<(), Error> {
    tx.run(
        "UPDATE setting SET organisation = ?1, currency = ?2, fiscal_start = ?3, fiscal_name = ?4, as_of = ?5,
                threshold_amount = ?6, threshold_percent = ?7, threshold_both = ?8 WHERE id = 1",
        values(settings),
    )?;
    Ok(())
}

fn values(settings: &Settings) -> impl rusqlite::Params {
    (
        settings.organisation.trim().to_owned(),
        text(&settings.currency),
        settings.fiscal_start,
        text(&settings.fiscal_name),
        settings.as_of.map(|day| day.to_string()),
        settings.threshold_amount.map(|amount| amount.to_string()),
        settings.threshold_percent.map(|percent| percent.to_string()),
        settings.threshold_both,
    )
}

/// Whether any amount is stored, which ties the book to its currency.
pub fn has_amounts(tx: &Tx<'_>) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM budget) OR EXISTS (SELECT 1 FROM actual) OR EXISTS (SELECT 1 FROM rate)";
    Ok(tx.first(sql, [], |row| row.get(0))?.unwrap_or(false))
}
