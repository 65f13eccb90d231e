//! Purchase orders, a row a line of an order.

use std::collections::HashMap;

use domain::Id;
use domain::order::{Draft, Key};
use rusqlite::types::Value;

use crate::table::{Table, optional, optional_amount, optional_day, trimmed};
use crate::tx::{amount, text, word};
use crate::{Appender, Error, Tx};

const TABLE: Table<Draft> = Table {
    name: "\"order\"",
    word: "order",
    columns:
        "number, position, day, vendor, text, amount, currency, delivered, invoiced, account, cost_centre,
              line, status",
    values: |draft| {
        vec![
            trimmed(&draft.number),
            trimmed(&draft.position),
            optional(draft.date),
            Value::from(draft.vendor),
            trimmed(&draft.text),
            Value::from(draft.amount.to_string()),
            Value::from(text(&draft.currency)),
            optional(draft.delivered),
            optional(draft.invoiced),
            trimmed(&draft.account),
            trimmed(&draft.cost_centre),
            Value::from(draft.line),
            trimmed(&draft.status),
        ]
    },
    read: |row| {
        Ok(Draft {
            id: row.get(0)?,
            number: row.get(1)?,
            position: row.get(2)?,
            date: optional_day(row, 3)?,
            vendor: row.get(4)?,
            text: row.get(5)?,
            amount: amount(row, 6)?,
            currency: word(row, 7)?,
            delivered: optional_amount(row, 8)?,
            invoiced: optional_amount(row, 9)?,
            account: row.get(10)?,
            cost_centre: row.get(11)?,
            line: row.get(12)?,
            status: row.get(13)?,
        })
    },
    id: |draft| draft.id,
};

/// Every line of an order, the newest order first, each as the draft that would save it as it is.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Draft>, Error> {
    TABLE.all(tx, "day DESC NULLS LAST, number DESC, id")
}

/// One line of an order.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Option<Draft>, Error> {
    TABLE.get(tx, id)
}

/// The lines of orders by [`Draft::key`], the oldest first.
pub fn by_key(tx: &Tx<'_>) -> Result<HashMap<Key, Vec<Id>>, Error> {
    TABLE.by_key(tx, Draft::key)
}

/// Adds a line of an order or replaces one; answers its number in the book.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    TABLE.save(tx, draft)
}

/// Appends lines of orders of an import, as one block of the journal.
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

/// Removes a line of an order; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    TABLE.remove(tx, id)
}
