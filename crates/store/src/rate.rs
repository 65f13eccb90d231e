//! Exchange rates.

use domain::Id;
use domain::rate::{Draft, Rate};

use crate::tx::{amount, optional_word, text, word};
use crate::{Error, Tx};

/// Every rate: the plans' by currency, then the months' from the newest.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Rate>, Error> {
    tx.all(
        "SELECT id, plan, currency, month, rate FROM rate ORDER BY plan IS NULL, plan DESC, month DESC, currency",
        [],
        |row| {
            Ok(Rate {
                id: row.get(0)?,
                plan: row.get(1)?,
                currency: word(row, 2)?,
                month: optional_word(row, 3)?,
                rate: amount(row, 4)?,
            })
        },
    )
}

/// Adds a rate or replaces one; answers its number.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    let values = (
        draft.plan,
        text(&draft.currency),
        draft.month.map(|month| month.to_string()),
        draft.rate.to_string(),
    );
    match draft.id {
        None => tx.insert("INSERT INTO rate (plan, currency, month, rate) VALUES (?1, ?2, ?3, ?4)", values),
        Some(id) => {
            let (plan, currency, month, rate) = values;
            tx.replace(
                "rate",
                "UPDATE rate SET plan = ?1, currency = ?2, month = ?3, rate = ?4 WHERE id = ?5",
                (plan, currency, month, rate, id),
            )?;
            Ok(id)
        }
    }
}

/// Gives a plan the budget rates of another.
pub fn copy(tx: &Tx<'_>, from: Id, to: Id) -> Result<(), Error> {
    let sql = "INSERT INTO rate (plan, currency, rate) SELECT ?2, currency, rate FROM rate WHERE plan = ?1 ORDER BY id";
    tx.run(sql, [from, to])?;
    Ok(())
}

/// Removes a rate; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM rate WHERE id = ?1", [id])? > 0)
}
