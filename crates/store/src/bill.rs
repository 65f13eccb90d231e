//! Cloud bills: a row a service, account and month.

use std::collections::HashMap;

use domain::Id;
use domain::bill::{Draft, Key, Part};
use rusqlite::types::Value;

use crate::table::{Table, optional, optional_amount, trimmed};
use crate::tx::{text, word};
use crate::{Appender, Error, Tx};

const TABLE: Table<Draft> = Table {
    name: "bill",
    word: "post of a bill",
    columns: "vendor, service, account, month, currency, billed, effective, basis, actual",
    values: |draft| {
        vec![
            Value::from(draft.vendor),
            trimmed(&draft.service),
            trimmed(&draft.account),
            Value::from(draft.month.to_string()),
            Value::from(text(&draft.currency)),
            optional(draft.billed),
            optional(draft.effective),
            Value::from(text(&draft.basis)),
            Value::from(draft.actual),
        ]
    },
    read: |row| {
        Ok(Draft {
            id: row.get(0)?,
            vendor: row.get(1)?,
            service: row.get(2)?,
            account: row.get(3)?,
            month: word(row, 4)?,
            currency: word(row, 5)?,
            billed: optional_amount(row, 6)?,
            effective: optional_amount(row, 7)?,
            basis: word(row, 8)?,
            actual: row.get(9)?,
        })
    },
    id: |draft| draft.id,
};

/// Every post, the newest month first, each as the draft that would save it as it is.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Draft>, Error> {
    TABLE.all(tx, "month DESC, vendor, service, account, id")
}

/// One post.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Option<Draft>, Error> {
    TABLE.get(tx, id)
}

/// The posts by [`Draft::key`], the oldest first.
pub fn by_key(tx: &Tx<'_>) -> Result<HashMap<Key, Vec<Id>>, Error> {
    TABLE.by_key(tx, Draft::key)
}

/// Adds a post or replaces one; answers its number in the book.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    TABLE.save(tx, draft)
}

/// Appends posts of an import, as one block of the journal.
pub fn append<T>(
    tx: &Tx<'_>,
    batch: Option<Id>,
    write: impl FnOnce(&mut Appender<'_, Draft>) -> Result<T, Error>,
) -> Result<T, Error> {
    TABLE.append(tx, batch, write)
}

/// Adds a record of an import; answers its number.
pub fn add(tx: &Tx<'_>, batch: Id, draft: &Draft) -> Result<Id, Error> {
    TABLE.add(tx, batch, draft)
}

/// Removes a post and what files brought to it; says whether it was there. The actual it was posted as stays.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    tx.run("DELETE FROM bill_part WHERE bill = ?1", [id])?;
    TABLE.remove(tx, id)
}

/// What files brought to the posts, the oldest first.
pub fn parts(tx: &Tx<'_>) -> Result<Vec<Part>, Error> {
    let sql = "SELECT id, bill, batch, first_day, last_day, billed, effective FROM bill_part ORDER BY id";
    tx.all(sql, [], |row| {
        Ok(Part {
            id: row.get(0)?,
            bill: row.get(1)?,
            batch: row.get(2)?,
            first_day: word(row, 3)?,
            last_day: word(row, 4)?,
            billed: optional_amount(row, 5)?,
            effective: optional_amount(row, 6)?,
        })
    })
}

/// Adds what a file brought to a post; answers its number, whatever number it has.
pub fn add_part(tx: &Tx<'_>, part: &Part) -> Result<Id, Error> {
    tx.insert(
        "INSERT INTO bill_part (bill, batch, first_day, last_day, billed, effective) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            part.bill,
            part.batch,
            part.first_day.to_string(),
            part.last_day.to_string(),
            optional(part.billed),
            optional(part.effective),
        ),
    )
}

/// Removes what a file brought to a post; says whether it was there.
pub fn remove_part(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM bill_part WHERE id = ?1", [id])? > 0)
}
