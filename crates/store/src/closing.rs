//! Closed months, and what is accrued when a month is closed.

use std::collections::HashMap;

use domain::Month;
use domain::closing::{AccrualRule, Choice, Closing};

use crate::tx::{text, word};
use crate::{Error, Tx};

/// Every closed month, the earliest first.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Closing>, Error> {
    tx.all("SELECT month, who, at FROM closing ORDER BY month", [], |row| {
        Ok(Closing { month: word(row, 0)?, who: row.get(1)?, at: row.get(2)? })
    })
}

/// The last closed month of a span of months.
pub fn last(tx: &Tx<'_>, from: Month, to: Month) -> Result<Option<Month>, Error> {
    let sql = "SELECT max(month) FROM closing WHERE month BETWEEN ?1 AND ?2";
    let last = tx.first(sql, (from.to_string(), to.to_string()), |row| row.get::<_, Option<String>>(0))?;
    Ok(last.flatten().and_then(|month| month.parse().ok()))
}

/// Closes a month.
pub fn close(tx: &Tx<'_>, closing: &Closing) -> Result<(), Error> {
    let sql = "INSERT INTO closing (month, who, at) VALUES (?1, ?2, ?3)";
    tx.run(sql, (closing.month.to_string(), &closing.who, &closing.at))?;
    Ok(())
}

/// Opens a closed month again; says whether it was closed.
pub fn reopen(tx: &Tx<'_>, month: Month) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM closing WHERE month = ?1", [month.to_string()])? > 0)
}

/// How many actuals each month of a span has, how many of them no line is matched to, and how many are accruals.
pub fn counts(tx: &Tx<'_>, from: Month, to: Month) -> Result<HashMap<Month, [u32; 3]>, Error> {
    let mut counts: HashMap<Month, [u32; 3]> = HashMap::new();
    // Each is read from an index of its own. An accrual is counted by its reversal.
    for (place, sql) in [
        "SELECT substr(day, 1, 7) AS month, count(*) FROM actual WHERE day BETWEEN ?1 AND ?2 GROUP BY month",
        "SELECT substr(day, 1, 7) AS month, count(*) FROM actual WHERE day BETWEEN ?1 AND ?2 AND line IS NULL
         AND id NOT IN (SELECT actual FROM actual_share) GROUP BY month",
        "SELECT substr(accrual.day, 1, 7) AS month, count(*)
         FROM actual AS back JOIN actual AS accrual ON accrual.id = back.reverses
         WHERE back.reverses IS NOT NULL AND accrual.day BETWEEN ?1 AND ?2 GROUP BY month",
    ]
    .into_iter()
    .enumerate()
    {
        let days = (from.first_day().to_string(), to.last_day().to_string());
        for (month, count) in tx.all(sql, days, |row| Ok((word(row, 0)?, row.get(1)?)))? {
            counts.entry(month).or_default()[place] = count;
        }
    }
    Ok(counts)
}

/// What is to be accrued by category and by line.
pub fn accrual_rules(tx: &Tx<'_>) -> Result<Vec<AccrualRule>, Error> {
    tx.all("SELECT category, line, choice FROM accrual_rule ORDER BY id", [], |row| {
        Ok(AccrualRule { category: row.get(0)?, line: row.get(1)?, choice: word(row, 2)? })
    })
}

/// Says what is to be accrued of a category or a line; `Ask`, which holds where nothing is said, takes it back of a category.
pub fn set_accrual_rule(tx: &Tx<'_>, rule: &AccrualRule) -> Result<(), Error> {
    let place = (rule.category, rule.line);
    if rule.choice == Choice::Ask && rule.line.is_none() {
        tx.run("DELETE FROM accrual_rule WHERE category IS ?1 AND line IS ?2", place)?;
        return Ok(());
    }
    let set = (text(&rule.choice), rule.category, rule.line);
    if tx.run("UPDATE accrual_rule SET choice = ?1 WHERE category IS ?2 AND line IS ?3", set.clone())? == 0 {
        tx.run("INSERT INTO accrual_rule (choice, category, line) VALUES (?1, ?2, ?3)", set)?;
    }
    Ok(())
}

/// A refusal because of a closed month names it.
pub(crate) fn named<T>(result: Result<T, Error>, month: Month) -> Result<T, Error> {
    result.map_err(|error| match error {
        Error::Closed(None) => Error::Closed(Some(month)),
        other @ (Error::NotABook(_)
        | Error::NewerBook
        | Error::Locked(_)
        | Error::ReadOnly(_)
        | Error::NotFound(_)
        | Error::Frozen
        | Error::Closed(Some(_))
        | Error::Conflict(_)
        | Error::File(_)
        | Error::Database(_)) => other,
    })
}

/// The closed month of the rows of a table that were to be written, where that is known: an undo writes any table.
pub(crate) fn of_rows(tx: &Tx<'_>, table: &str, first: i64, last: i64) -> Result<Option<Month>, Error> {
    let sql = match table {
        "actual" => {
            "SELECT month FROM closing JOIN actual ON month = substr(day, 1, 7)
                     WHERE actual.id BETWEEN ?1 AND ?2 LIMIT 1"
        }
        "actual_share" => {
            "SELECT month FROM closing JOIN actual ON month = substr(day, 1, 7)
                     JOIN actual_share ON actual = actual.id WHERE actual_share.id BETWEEN ?1 AND ?2 LIMIT 1"
        }
        _ => return Ok(None),
    };
    tx.first(sql, (first, last), |row| word(row, 0))
}
