//! Licences.

use std::collections::HashMap;

use domain::Id;
use domain::licence::{Draft, Key};
use rusqlite::types::Value;

use crate::table::{Table, optional, optional_amount, optional_day, trimmed};
use crate::tx::{text, word};
use crate::{Appender, Error, Tx};

const TABLE: Table<Draft> = Table {
    name: "licence",
    word: "licence",
    columns: "product, vendor, contract, contract_number, number, metric, bought, assigned, used, unit_price,
              total, currency, first_day, last_day, owner, department, notes",
    values: |draft| {
        vec![
            trimmed(&draft.product),
            Value::from(draft.vendor),
            Value::from(draft.contract),
            trimmed(&draft.contract_number),
            trimmed(&draft.number),
            trimmed(&draft.metric),
            optional(draft.bought),
            optional(draft.assigned),
            optional(draft.used),
            optional(draft.unit_price),
            optional(draft.total),
            Value::from(text(&draft.currency)),
            optional(draft.start),
            optional(draft.end),
            trimmed(&draft.owner),
            Value::from(draft.department),
            trimmed(&draft.notes),
        ]
    },
    read: |row| {
        Ok(Draft {
            id: row.get(0)?,
            product: row.get(1)?,
            vendor: row.get(2)?,
            contract: row.get(3)?,
            contract_number: row.get(4)?,
            number: row.get(5)?,
            metric: row.get(6)?,
            bought: optional_amount(row, 7)?,
            assigned: optional_amount(row, 8)?,
            used: optional_amount(row, 9)?,
            unit_price: optional_amount(row, 10)?,
            total: optional_amount(row, 11)?,
            currency: word(row, 12)?,
            start: optional_day(row, 13)?,
            end: optional_day(row, 14)?,
            owner: row.get(15)?,
            department: row.get(16)?,
            notes: row.get(17)?,
        })
    },
    id: |draft| draft.id,
};

/// Every licence by product, each as the draft that would save it as it is.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Draft>, Error> {
    TABLE.all(tx, "product, number, id")
}

/// One licence.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Option<Draft>, Error> {
    TABLE.get(tx, id)
}

/// The licences by [`Draft::key`], the oldest first.
pub fn by_key(tx: &Tx<'_>) -> Result<HashMap<Key, Vec<Id>>, Error> {
    TABLE.by_key(tx, Draft::key)
}

/// Adds a licence or replaces one; answers its number in the book.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    TABLE.save(tx, draft)
}

/// Appends licences of an import, as one block of the journal.
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

/// Removes a licence; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    TABLE.remove(tx, id)
}
