//! The figures of an approved plan, held by a hash: whoever changes them past us is found out.

use domain::Id;
use rusqlite::types::ValueRef;

use crate::digest::Digest;
use crate::{Error, Tx};

/// What belongs to the figures of a plan, as it stands in the book. Names are labels and not among them.
const PARTS: [(&str, &str); 4] = [
    (
        "amounts",
        "SELECT line, currency, m01, m02, m03, m04, m05, m06, m07, m08, m09, m10, m11, m12, basis
         FROM budget JOIN line ON line.id = budget.line WHERE plan = ?1 ORDER BY line",
    ),
    (
        "roles",
        "SELECT id, headcount, yearly, currency, first_month, last_month, raise_month, raise_percent, capitalised,
                line, capital_line
         FROM role WHERE plan = ?1 ORDER BY id",
    ),
    (
        LATER,
        "SELECT line, months, method, rate, salvage_percent, delay
         FROM plan_depreciation WHERE plan = ?1 AND hashed = 1 ORDER BY line",
    ),
    ("rates", "SELECT currency, rate FROM rate WHERE plan = ?1 ORDER BY currency, id"),
];

/// The part that plans have which were approved since how their lines are written off is kept with them.
const LATER: &str = "depreciation";

/// The hash of a plan's figures: its first month, its lines with their currencies and amounts and what made
/// them (quantities, people), how they are written off, and its rates.
pub fn hash(tx: &Tx<'_>, plan: Id) -> Result<String, Error> {
    let mut digest = Digest::new();
    let first =
        tx.first("SELECT first_month FROM plan WHERE id = ?1", [plan], |row| row.get::<_, String>(0))?;
    digest.put(first.unwrap_or_default().as_bytes());
    for (name, sql) in PARTS {
        let mut statement = tx.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([plan])?;
        // A part that came later is not named where it is empty: the hashes of before hold.
        let mut named = name != LATER;
        if named {
            digest.put(name.as_bytes());
        }
        while let Some(row) = rows.next()? {
            if !std::mem::replace(&mut named, true) {
                digest.put(name.as_bytes());
            }
            for column in 0..columns {
                match row.get_ref(column)? {
                    ValueRef::Text(text) | ValueRef::Blob(text) => digest.put(text),
                    ValueRef::Integer(number) => digest.put(number.to_string().as_bytes()),
                    ValueRef::Null => digest.put(b""),
                    ValueRef::Real(number) => digest.put(number.to_string().as_bytes()),
                }
            }
        }
    }
    Ok(digest.text())
}

/// The approved plans whose figures are not those that were approved. Plans approved before there were hashes have
/// none to hold against.
pub fn altered(tx: &Tx<'_>) -> Result<Vec<domain::plan::Plan>, Error> {
    let mut altered = Vec::new();
    for plan in super::all(tx)?.into_iter().filter(domain::plan::Plan::is_frozen) {
        if plan.hash.is_some() && plan.hash != Some(hash(tx, plan.id)?) {
            altered.push(plan);
        }
    }
    Ok(altered)
}
