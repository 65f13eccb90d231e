//! Cloud bills: a row a service, account and month.

use std::collections::HashMap;

use domain::Id;
use domain::bill::{Draft, Key};
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

/// Removes a post; says whether it was there. The actual it was posted as stays.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    TABLE.remove(tx, id)
}
