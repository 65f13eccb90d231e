//! How forecasts come about: the defaults by category, and the method and typed months of each line of a Forecast.

use std::collections::HashMap;

use domain::Id;
use domain::forecast::choice::{ByCategory, Choice, Marks, Way};
use rusqlite::Row;

use crate::tx::{text, word};
use crate::{Error, Tx};

/// Every default: first the one without a category, then in the order in which they were added.
pub fn defaults(tx: &Tx<'_>) -> Result<Vec<ByCategory>, Error> {
    tx.all(
        "SELECT category, method, last FROM forecast_default ORDER BY category IS NOT NULL, id",
        [],
        |row| {
            Ok(ByCategory {
                category: row.get(0)?,
                choice: Choice { method: word(row, 1)?, last: row.get(2)? },
            })
        },
    )
}

/// Says what the lines of a category go by, or all others; `None` forgets it.
pub fn set_default(tx: &Tx<'_>, category: Option<Id>, choice: Option<Choice>) -> Result<(), Error> {
    let Some(Choice { method, last }) = choice else {
        tx.run("DELETE FROM forecast_default WHERE category IS ?1", [category])?;
        return Ok(());
    };
    let values = (category, text(&method), last);
    let sql = "UPDATE forecast_default SET method = ?2, last = ?3 WHERE category IS ?1";
    if tx.run(sql, values.clone())? == 0 {
        tx.insert("INSERT INTO forecast_default (category, method, last) VALUES (?1, ?2, ?3)", values)?;
    }
    Ok(())
}

/// How each line of a plan was cut.
pub fn ways(tx: &Tx<'_>, plan: Id) -> Result<HashMap<Id, Way>, Error> {
    let rows = tx.all(
        "SELECT line, method, last, chosen, manual FROM forecast_line WHERE plan = ?1",
        [plan],
        |row| Ok((row.get(0)?, read(row)?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// How one line of a plan was cut.
pub fn way(tx: &Tx<'_>, plan: Id, line: Id) -> Result<Option<Way>, Error> {
    let sql = "SELECT line, method, last, chosen, manual FROM forecast_line WHERE plan = ?1 AND line = ?2";
    tx.first(sql, [plan, line], read)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Way> {
    Ok(Way {
        choice: Choice { method: word(row, 1)?, last: row.get(2)? },
        chosen: row.get(3)?,
        manual: Marks::read(row.get_ref(4)?.as_str()?),
    })
}

/// Says how a line of a plan is cut.
pub fn set_way(tx: &Tx<'_>, plan: Id, line: Id, way: &Way) -> Result<(), Error> {
    let values = (plan, line, text(&way.choice.method), way.choice.last, way.chosen, way.manual.to_string());
    let sql = "UPDATE forecast_line SET method = ?3, last = ?4, chosen = ?5, manual = ?6 WHERE plan = ?1 AND line = ?2";
    if tx.run(sql, values.clone())? == 0 {
        tx.run(INSERT, values)?;
    }
    Ok(())
}

const INSERT: &str =
    "INSERT INTO forecast_line (plan, line, method, last, chosen, manual) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// Fills a new plan: each line with its amounts and how they came about, as two blocks of the journal.
pub fn fill<'a>(
    tx: &Tx<'_>,
    plan: Id,
    lines: impl Iterator<Item = (Id, &'a domain::budget::Months, &'a Way)> + Clone,
) -> Result<(), Error> {
    tx.append("budget", |tx| {
        lines.clone().try_for_each(|(line, months, _)| crate::budget::put(tx, plan, line, months))
    })?;
    tx.append("forecast_line", |tx| {
        for (line, _, way) in lines {
            let values = (plan, line, text(&way.choice.method), way.choice.last, way.chosen);
            let (plan, line, method, last, chosen) = values;
            tx.run(INSERT, (plan, line, method, last, chosen, way.manual.to_string()))?;
        }
        Ok(())
    })
}

/// A new version of a forecast knows how its figures came about, too.
pub(crate) fn copy(tx: &Tx<'_>, from: Id, to: Id) -> Result<(), Error> {
    tx.run(
        "UPDATE plan SET closed = (SELECT closed FROM plan WHERE id = ?1) WHERE id = ?2 AND kind = 'forecast'",
        [from, to],
    )?;
    tx.append("forecast_line", |tx| {
        tx.run(
            "INSERT INTO forecast_line (plan, line, method, last, chosen, manual)
             SELECT plan.id, line, method, last, chosen, manual FROM forecast_line, plan
             WHERE forecast_line.plan = ?1 AND plan.id = ?2 AND plan.kind = 'forecast' ORDER BY forecast_line.id",
            [from, to],
        )
    })?;
    Ok(())
}
