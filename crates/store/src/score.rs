//! Scores: values of measures of vendors by period.

use std::collections::HashMap;

use domain::Id;
use domain::score::{Draft, Key, period};
use rusqlite::types::Value;

use crate::table::{Table, trimmed};
use crate::tx::amount;
use crate::{Appender, Error, Tx};

const TABLE: Table<Draft> = Table {
    name: "score",
    word: "score",
    columns: "vendor, criterion, period, value, unit, comment, rater",
    values: |draft| {
        vec![
            Value::from(draft.vendor),
            trimmed(&draft.criterion),
            // In one way, so that the same period is the same text.
            period(&draft.period).map_or_else(|_| trimmed(&draft.period), Value::from),
            Value::from(draft.value.to_string()),
            trimmed(&draft.unit),
            trimmed(&draft.comment),
            trimmed(&draft.rater),
        ]
    },
    read: |row| {
        Ok(Draft {
            id: row.get(0)?,
            vendor: row.get(1)?,
            criterion: row.get(2)?,
            period: row.get(3)?,
            value: amount(row, 4)?,
            unit: row.get(5)?,
            comment: row.get(6)?,
            rater: row.get(7)?,
        })
    },
    id: |draft| draft.id,
};

/// Every score, the newest period first, each as the draft that would save it as it is.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Draft>, Error> {
    TABLE.all(tx, "period DESC, vendor, criterion, rater, id")
}

/// One score.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Option<Draft>, Error> {
    TABLE.get(tx, id)
}

/// The scores by [`Draft::key`], the oldest first.
pub fn by_key(tx: &Tx<'_>) -> Result<HashMap<Key, Vec<Id>>, Error> {
    TABLE.by_key(tx, Draft::key)
}

/// Adds a score or replaces one; answers its number in the book.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    TABLE.save(tx, draft)
}

/// Appends scores of an import, as one block of the journal.
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

/// Removes a score; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    TABLE.remove(tx, id)
}
