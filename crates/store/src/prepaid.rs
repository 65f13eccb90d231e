//! Services that were paid in advance.

use chrono::NaiveDate;
use domain::prepaid::Prepaid;
use domain::{Amount, Currency, Id};

use crate::tx::{amount, text, word};
use crate::{Error, Tx};

/// Every prepaid service, the one that ends last first.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Prepaid>, Error> {
    tx.all("SELECT actual, first_day, last_day, method FROM prepaid ORDER BY last_day DESC, id", [], |row| {
        Ok(Prepaid {
            actual: row.get(0)?,
            first_day: word(row, 1)?,
            last_day: word(row, 2)?,
            method: word(row, 3)?,
        })
    })
}

/// Says which days a posting pays for.
pub fn save(tx: &Tx<'_>, prepaid: &Prepaid) -> Result<(), Error> {
    let days =
        (prepaid.first_day.to_string(), prepaid.last_day.to_string(), text(&prepaid.method), prepaid.actual);
    let changed = tx
        .run("UPDATE prepaid SET first_day = ?1, last_day = ?2, method = ?3 WHERE actual = ?4", days.clone());
    if named(tx, prepaid.actual, changed)? == 0 {
        let added =
            tx.run("INSERT INTO prepaid (first_day, last_day, method, actual) VALUES (?1, ?2, ?3, ?4)", days);
        named(tx, prepaid.actual, added)?;
    }
    Ok(())
}

/// Lets a posting count in its own month again; says whether it was spread.
pub fn remove(tx: &Tx<'_>, actual: Id) -> Result<bool, Error> {
    let gone = tx.run("DELETE FROM prepaid WHERE actual = ?1", [actual]);
    Ok(named(tx, actual, gone)? > 0)
}

/// A part of a prepaid posting by line: what it is, and where and when it was posted.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "described above")]
pub struct Part {
    pub prepaid: Prepaid,
    pub line: Option<Id>,
    pub currency: Currency,
    pub day: NaiveDate,
    pub amount: Amount,
}

/// The parts of every prepaid posting by line.
pub fn parts(tx: &Tx<'_>) -> Result<Vec<Part>, Error> {
    tx.all(
        "SELECT prepaid.actual, first_day, last_day, method, line, currency, day, amount
         FROM prepaid JOIN actual_part ON actual_part.actual = prepaid.actual ORDER BY prepaid.id",
        [],
        |row| {
            Ok(Part {
                prepaid: Prepaid {
                    actual: row.get(0)?,
                    first_day: word(row, 1)?,
                    last_day: word(row, 2)?,
                    method: word(row, 3)?,
                },
                line: row.get(4)?,
                currency: word(row, 5)?,
                day: word(row, 6)?,
                amount: amount(row, 7)?,
            })
        },
    )
}

fn named<T>(tx: &Tx<'_>, actual: Id, result: Result<T, Error>) -> Result<T, Error> {
    let Err(Error::Closed(None)) = result else { return result };
    let day = tx.first("SELECT substr(day, 1, 7) FROM actual WHERE id = ?1", [actual], |row| word(row, 0))?;
    Err(Error::Closed(day))
}
