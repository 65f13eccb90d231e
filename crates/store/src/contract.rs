//! The register of contracts.

use std::collections::HashMap;

use domain::Id;
use domain::contract::{Draft, Key};
use rusqlite::types::Value;

use crate::table::{Table, optional, optional_amount, optional_day, trimmed};
use crate::tx::{optional_word, text, word};
use crate::{Appender, Error, Tx};

const TABLE: Table<Draft> = Table {
    name: "contract",
    word: "contract",
    columns: "number, title, vendor, kind, first_day, last_day, initial_months, renewal, renewal_months,
              notice_months, notice_days, notice_to, yearly, total, currency, billing, owner, category,
              department, parent, status, notes",
    values: |draft| {
        vec![
            trimmed(&draft.number),
            trimmed(&draft.title),
            Value::from(draft.vendor),
            Value::from(text(&draft.kind)),
            optional(draft.start),
            optional(draft.end),
            Value::from(draft.initial_months),
            optional(draft.renewal.map(|renewal| text(&renewal))),
            Value::from(draft.renewal_months),
            Value::from(draft.notice_months),
            Value::from(draft.notice_days),
            optional(draft.notice_to.map(|to| text(&to))),
            optional(draft.yearly),
            optional(draft.total),
            Value::from(text(&draft.currency)),
            trimmed(&draft.billing),
            trimmed(&draft.owner),
            Value::from(draft.category),
            Value::from(draft.department),
            trimmed(&draft.parent),
            trimmed(&draft.status),
            trimmed(&draft.notes),
        ]
    },
    read: |row| {
        Ok(Draft {
            id: row.get(0)?,
            number: row.get(1)?,
            title: row.get(2)?,
            vendor: row.get(3)?,
            kind: word(row, 4)?,
            start: optional_day(row, 5)?,
            end: optional_day(row, 6)?,
            initial_months: row.get(7)?,
            renewal: optional_word(row, 8)?,
            renewal_months: row.get(9)?,
            notice_months: row.get(10)?,
            notice_days: row.get(11)?,
            notice_to: optional_word(row, 12)?,
            yearly: optional_amount(row, 13)?,
            total: optional_amount(row, 14)?,
            currency: word(row, 15)?,
            billing: row.get(16)?,
            owner: row.get(17)?,
            category: row.get(18)?,
            department: row.get(19)?,
            parent: row.get(20)?,
            status: row.get(21)?,
            notes: row.get(22)?,
        })
    },
    id: |draft| draft.id,
};

/// Every contract by number and title, each as the draft that would save it as it is.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Draft>, Error> {
    TABLE.all(tx, "number, title, id")
}

/// One contract.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Option<Draft>, Error> {
    TABLE.get(tx, id)
}

/// The contracts by [`Draft::key`], the oldest first.
pub fn by_key(tx: &Tx<'_>) -> Result<HashMap<Key, Vec<Id>>, Error> {
    TABLE.by_key(tx, Draft::key)
}

/// Adds a contract or replaces one; answers its number in the book.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    TABLE.save(tx, draft)
}

/// Appends contracts of an import, as one block of the journal.
pub fn append<T>(
    tx: &Tx<'_>,
    batch: Option<Id>,
    write: impl FnOnce(&mut Appender<'_, Draft>) -> Result<T, Error>,
) -> Result<T, Error> {
    TABLE.append(tx, batch, write)
}

/// How many licences are items of a contract.
pub fn uses(tx: &Tx<'_>, id: Id) -> Result<u32, Error> {
    Ok(tx.first("SELECT count(*) FROM licence WHERE contract = ?1", [id], |row| row.get(0))?.unwrap_or(0))
}

/// Adds a record of an import; answers its number.
pub fn add(tx: &Tx<'_>, batch: Id, draft: &Draft) -> Result<Id, Error> {
    TABLE.add(tx, batch, draft)
}

/// Removes a contract that nothing uses; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    TABLE.remove(tx, id)
}
