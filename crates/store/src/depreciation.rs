//! How what is bought on a line is written off.

use domain::Id;
use domain::depreciation::terms::Terms;
use rusqlite::Row;

use crate::table::optional_amount;
use crate::tx::{amount, text, word};
use crate::{Error, Tx};

const COLUMNS: &str = "line, months, method, rate, salvage_percent, delay";

fn read(row: &Row<'_>) -> rusqlite::Result<Terms> {
    Ok(Terms {
        line: row.get(0)?,
        months: row.get(1)?,
        method: word(row, 2)?,
        rate: optional_amount(row, 3)?,
        salvage_percent: amount(row, 4)?,
        delay: row.get(5)?,
    })
}

/// The terms of every line that is written off, by line.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Terms>, Error> {
    tx.all(&format!("SELECT {COLUMNS} FROM depreciation ORDER BY line"), [], read)
}

/// The terms of a line; nothing if it is not written off.
pub fn of_line(tx: &Tx<'_>, line: Id) -> Result<Option<Terms>, Error> {
    tx.first(&format!("SELECT {COLUMNS} FROM depreciation WHERE line = ?1"), [line], read)
}

/// How lines are written off in the figures of a plan: as they were when it was approved; as they are where it is not,
/// or where it does not hold the line.
pub fn of_plan(tx: &Tx<'_>, plan: &domain::plan::Plan) -> Result<Vec<Terms>, Error> {
    if !plan.is_frozen() {
        return all(tx);
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM plan_depreciation WHERE plan = ?1
         UNION ALL
         SELECT {COLUMNS} FROM depreciation WHERE line NOT IN (SELECT line FROM budget WHERE plan = ?1)
         ORDER BY line"
    );
    tx.all(&sql, [plan.id], read)
}

/// Keeps how the lines of a plan are written off, as it is about to be approved.
pub(crate) fn keep(tx: &Tx<'_>, plan: Id) -> Result<(), Error> {
    tx.run("DELETE FROM plan_depreciation WHERE plan = ?1", [plan])?;
    tx.run(
        &format!(
            "INSERT INTO plan_depreciation (plan, {COLUMNS}, hashed)
             SELECT ?1, {COLUMNS}, 1 FROM depreciation
             WHERE line IN (SELECT line FROM budget WHERE plan = ?1) ORDER BY line"
        ),
        [plan],
    )?;
    Ok(())
}

/// Sets the terms of a line.
pub fn save(tx: &Tx<'_>, terms: &Terms) -> Result<(), Error> {
    let values = (
        terms.line,
        terms.months,
        text(&terms.method),
        terms.rate.map(|rate| rate.to_string()),
        terms.salvage_percent.to_string(),
        terms.delay,
    );
    let sql = "UPDATE depreciation SET months = ?2, method = ?3, rate = ?4, salvage_percent = ?5, delay = ?6
               WHERE line = ?1";
    if tx.run(sql, values.clone())? == 0 {
        tx.run(&format!("INSERT INTO depreciation ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"), values)?;
    }
    Ok(())
}

/// Forgets how a line is written off; says whether it was.
pub fn remove(tx: &Tx<'_>, line: Id) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM depreciation WHERE line = ?1", [line])? > 0)
}
