//! The register of contracts.

use std::collections::HashMap;

use domain::contract::{Amendment, Contract, Draft, Key};
use domain::{Amount, Id};
use rusqlite::Row;
use rusqlite::types::{Type, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::table::{Table, optional, optional_amount, optional_day, trimmed};
use crate::tx::{amount, optional_word, text, word};
use crate::{Appender, Error, Tx};

const TABLE: Table<Draft> = Table {
    name: "contract",
    word: "contract",
    columns: "number, title, vendor, kind, first_day, last_day, initial_months, renewal, renewal_months,
              notice_months, notice_days, notice_to, yearly, total, currency, billing, owner, category,
              department, parent, status, notes, lead_days, lead_working_days, notice_given, notice_proof,
              confirmed_renewals, convenience, price, assumption",
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
            Value::from(draft.lead_days),
            Value::from(draft.lead_working_days),
            optional(draft.notice_given),
            trimmed(&draft.notice_proof),
            Value::from(draft.confirmed_renewals),
            trimmed(&draft.convenience),
            json(draft.price.as_ref()),
            json(draft.assumption.as_ref()),
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
            lead_days: row.get(23)?,
            lead_working_days: row.get(24)?,
            notice_given: optional_day(row, 25)?,
            notice_proof: row.get(26)?,
            confirmed_renewals: row.get(27)?,
            convenience: row.get(28)?,
            price: read_json(row, 29)?,
            assumption: read_json(row, 30)?,
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

/// How many licences are items of a contract, and how many lines pay for it.
pub fn uses(tx: &Tx<'_>, id: Id) -> Result<u32, Error> {
    let sql = "SELECT (SELECT count(*) FROM licence WHERE contract = ?1) + (SELECT count(*) FROM line WHERE contract = ?1)";
    Ok(tx.first(sql, [id], |row| row.get(0))?.unwrap_or(0))
}

/// Adds a record of an import; answers its number.
pub fn add(tx: &Tx<'_>, batch: Id, draft: &Draft) -> Result<Id, Error> {
    TABLE.add(tx, batch, draft)
}

/// Removes a contract that nothing uses, with its amendments; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    tx.run("DELETE FROM amendment WHERE contract = ?1", [id])?;
    tx.run("DELETE FROM document WHERE contract = ?1", [id])?;
    TABLE.remove(tx, id)
}

/// A value that may be missing as JSON.
fn json<T: Serialize>(value: Option<&T>) -> Value {
    Value::from(value.and_then(|value| serde_json::to_string(value).ok()).unwrap_or_default())
}

fn read_json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    let text = row.get_ref(column)?.as_str()?;
    if text.is_empty() {
        return Ok(None);
    }
    serde_json::from_str(text)
        .map(Some)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))
}

fn read_amendment(row: &Row<'_>) -> rusqlite::Result<Amendment> {
    let agreed = read_json(row, 4)?.ok_or(rusqlite::Error::InvalidQuery)?;
    Ok(Amendment { id: row.get(0)?, contract: row.get(1)?, from: word(row, 2)?, title: row.get(3)?, agreed })
}

/// Every amendment by its contract, each contract's by day.
pub fn amendments(tx: &Tx<'_>) -> Result<HashMap<Id, Vec<Amendment>>, Error> {
    let sql = "SELECT id, contract, from_day, title, agreed FROM amendment ORDER BY from_day";
    let mut found: HashMap<Id, Vec<Amendment>> = HashMap::new();
    for amendment in tx.all(sql, [], read_amendment)? {
        found.entry(amendment.contract).or_default().push(amendment);
    }
    Ok(found)
}

/// One contract with its amendments.
pub fn whole(tx: &Tx<'_>, id: Id) -> Result<Contract, Error> {
    let missing = || Error::NotFound("This contract is not in the book any more.".to_owned());
    let draft = get(tx, id)?.ok_or_else(missing)?;
    let sql =
        "SELECT id, contract, from_day, title, agreed FROM amendment WHERE contract = ?1 ORDER BY from_day";
    Ok(Contract { draft, amendments: tx.all(sql, [id], read_amendment)? })
}

/// Adds an amendment or replaces one; answers its number.
pub fn amend(tx: &Tx<'_>, amendment: &Amendment) -> Result<Id, Error> {
    let agreed =
        serde_json::to_string(&amendment.agreed).map_err(|error| Error::NotABook(error.to_string()))?;
    let values = (amendment.contract, amendment.from.to_string(), amendment.title.trim(), agreed);
    let Some(id) = amendment.id else {
        let sql = "INSERT INTO amendment (contract, from_day, title, agreed) VALUES (?1, ?2, ?3, ?4)";
        return tx.insert(sql, values);
    };
    let (contract, from, title, agreed) = values;
    let sql = "UPDATE amendment SET from_day = ?2, title = ?3, agreed = ?4 WHERE id = ?5 AND contract = ?1";
    tx.replace("amendment", sql, (contract, from, title, agreed, id))?;
    Ok(id)
}

/// Removes an amendment; says whether it was there.
pub fn remove_amendment(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM amendment WHERE id = ?1", [id])? > 0)
}

/// A line that follows a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The line.
    pub line: Id,
    /// The contract.
    pub contract: Id,
    /// What percentage of it the line bears.
    pub share: Amount,
}

/// Every line that follows a contract, by line.
pub fn links(tx: &Tx<'_>) -> Result<Vec<Link>, Error> {
    let sql = "SELECT id, contract, contract_share FROM line WHERE contract IS NOT NULL ORDER BY id";
    tx.all(sql, [], |row| Ok(Link { line: row.get(0)?, contract: row.get(1)?, share: amount(row, 2)? }))
}

/// Lets a line follow a contract.
pub fn link(tx: &Tx<'_>, link: Link) -> Result<(), Error> {
    let sql = "UPDATE line SET contract = ?1, contract_share = ?2 WHERE id = ?3";
    tx.replace("budget line", sql, (link.contract, link.share.to_string(), link.line))
}

/// Lets a line follow no contract any more.
pub fn unlink(tx: &Tx<'_>, line: Id) -> Result<(), Error> {
    let sql = "UPDATE line SET contract = NULL, contract_share = '' WHERE id = ?1";
    tx.replace("budget line", sql, [line])
}
