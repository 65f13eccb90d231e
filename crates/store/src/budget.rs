//! Budget lines and their amounts in each plan.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::budget::basis::Basis;
use domain::budget::{Draft, Line, LineName, Months};
use domain::{Amount, Id};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use crate::tx::{amount, text, word};
use crate::{Error, Tx};

const COLUMNS: &str =
    "line.id, description, vendor, category, department, project, currency, expense, purpose, owner, notes";
const MONTHS: &str = "m01, m02, m03, m04, m05, m06, m07, m08, m09, m10, m11, m12";

fn read(row: &Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        id: row.get(0)?,
        description: row.get(1)?,
        vendor: row.get(2)?,
        category: row.get(3)?,
        department: row.get(4)?,
        project: row.get(5)?,
        currency: word(row, 6)?,
        expense: word(row, 7)?,
        purpose: word(row, 8)?,
        owner: row.get(9)?,
        notes: row.get(10)?,
    })
}

fn read_months(row: &Row<'_>, first: usize) -> rusqlite::Result<Months> {
    let mut months = [Amount::ZERO; 12];
    for (month, slot) in months.iter_mut().enumerate() {
        *slot = amount(row, first + month)?;
    }
    Ok(months)
}

/// Every line of the book, in the order in which they were added.
pub fn lines(tx: &Tx<'_>) -> Result<Vec<Line>, Error> {
    tx.all(&format!("SELECT {COLUMNS} FROM line ORDER BY id"), [], read)
}

/// The lines of a plan with their amounts, in the order in which they were added.
pub fn of_plan(tx: &Tx<'_>, plan: Id) -> Result<Vec<(Line, Months)>, Error> {
    tx.all(
        &format!("SELECT {COLUMNS}, {MONTHS} FROM line JOIN budget ON budget.line = line.id WHERE plan = ?1 ORDER BY line.id"),
        [plan],
        |row| Ok((read(row)?, read_months(row, 11)?)),
    )
}

/// The amounts of a plan by line.
pub fn amounts(tx: &Tx<'_>, plan: Id) -> Result<Vec<(Id, Months)>, Error> {
    tx.all(&format!("SELECT line, {MONTHS} FROM budget WHERE plan = ?1 ORDER BY line"), [plan], |row| {
        Ok((row.get(0)?, read_months(row, 1)?))
    })
}

/// One line's amounts in a plan; `None` if it does not stand in it.
pub fn months(tx: &Tx<'_>, plan: Id, line: Id) -> Result<Option<Months>, Error> {
    let sql = format!("SELECT {MONTHS} FROM budget WHERE plan = ?1 AND line = ?2");
    tx.first(&sql, [plan, line], |row| read_months(row, 0))
}

/// Replaces one line's amounts in a plan.
pub fn set(tx: &Tx<'_>, plan: Id, line: Id, months: &Months) -> Result<(), Error> {
    let touched = tx.run(
        "UPDATE budget SET m01 = ?1, m02 = ?2, m03 = ?3, m04 = ?4, m05 = ?5, m06 = ?6, m07 = ?7, m08 = ?8,
                m09 = ?9, m10 = ?10, m11 = ?11, m12 = ?12 WHERE plan = ?13 AND line = ?14",
        params_from_iter(row(plan, line, months)),
    )?;
    if touched == 0 {
        return Err(Error::NotFound("This line does not stand in the plan any more.".to_owned()));
    }
    Ok(())
}

/// Puts a line into a plan with these amounts.
pub fn put(tx: &Tx<'_>, plan: Id, line: Id, months: &Months) -> Result<(), Error> {
    tx.run(
        &format!(
            "INSERT INTO budget ({MONTHS}, plan, line)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
        ),
        params_from_iter(row(plan, line, months)),
    )?;
    Ok(())
}

/// The rule that made a line's months in a plan; nothing where they were typed, pasted or imported.
pub fn basis(tx: &Tx<'_>, plan: Id, line: Id) -> Result<Option<Basis>, Error> {
    let sql = "SELECT basis FROM budget WHERE plan = ?1 AND line = ?2";
    let text: Option<String> = tx.first(sql, [plan, line], |row| row.get(0))?;
    text.filter(|text| !text.is_empty()).map(|text| read_basis(&text)).transpose()
}

/// The rules of a plan's lines that have one.
pub fn bases(tx: &Tx<'_>, plan: Id) -> Result<Vec<(Id, Basis)>, Error> {
    let sql = "SELECT line, basis FROM budget WHERE plan = ?1 AND basis <> '' ORDER BY line";
    let rows = tx.all(sql, [plan], |row| Ok((row.get::<_, Id>(0)?, row.get::<_, String>(1)?)))?;
    rows.into_iter().map(|(line, text)| Ok((line, read_basis(&text)?))).collect()
}

fn read_basis(text: &str) -> Result<Basis, Error> {
    serde_json::from_str(text)
        .map_err(|error| Error::NotABook(format!("How a line's months came about cannot be read: {error}.")))
}

/// Says by which rule a line's months in a plan were made, or that none made them.
pub fn set_basis(tx: &Tx<'_>, plan: Id, line: Id, basis: Option<&Basis>) -> Result<(), Error> {
    let text = basis.map_or(Ok(String::new()), serde_json::to_string);
    let text = text.map_err(|error| Error::NotABook(error.to_string()))?;
    tx.run("UPDATE budget SET basis = ?1 WHERE plan = ?2 AND line = ?3", (text, plan, line))?;
    Ok(())
}

/// What a line was merged into and split from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lineage {
    /// The line that it is counted with.
    pub merged_into: Option<Id>,
    /// The line that it was a part of.
    pub split_from: Option<Id>,
}

/// The lines that were merged or split off.
pub fn lineage(tx: &Tx<'_>) -> Result<HashMap<Id, Lineage>, Error> {
    let sql = "SELECT id, merged_into, split_from FROM line WHERE merged_into IS NOT NULL
               UNION SELECT id, merged_into, split_from FROM line WHERE split_from IS NOT NULL";
    let rows = tx.all(sql, [], |row| {
        Ok((row.get(0)?, Lineage { merged_into: row.get(1)?, split_from: row.get(2)? }))
    })?;
    Ok(rows.into_iter().collect())
}

/// Says what a line was merged into and split from.
pub fn set_lineage(tx: &Tx<'_>, line: Id, lineage: Lineage) -> Result<(), Error> {
    tx.replace(
        "budget line",
        "UPDATE line SET merged_into = ?1, split_from = ?2 WHERE id = ?3",
        (lineage.merged_into, lineage.split_from, line),
    )
}

/// Puts many lines into a new plan, as one block of the journal.
pub fn put_all(tx: &Tx<'_>, plan: Id, lines: &[(Id, Months)]) -> Result<(), Error> {
    tx.append("budget", |tx| lines.iter().try_for_each(|(line, months)| put(tx, plan, *line, months)))
}

/// The twelve months, then the plan and the line.
fn row(plan: Id, line: Id, months: &Months) -> impl Iterator<Item = Value> {
    let keys = [plan, line].map(|key| Value::Integer(key.into()));
    months.iter().map(|amount| Value::Text(amount.to_string())).chain(keys)
}

/// Runs `write` with the lines and amounts it adds recorded as two blocks of the journal.
pub fn append<T>(tx: &Tx<'_>, write: impl FnOnce(&Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
    tx.append("line", |tx| tx.append("budget", write))
}

/// One line.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Line, Error> {
    let found = tx.first(&format!("SELECT {COLUMNS} FROM line WHERE id = ?1"), [id], read)?;
    found.ok_or_else(|| Error::NotFound("This budget line is not in the book any more.".to_owned()))
}

/// Adds a line or replaces one; answers its number. Its amounts are not touched.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    let values = (
        draft.description.trim(),
        draft.vendor,
        draft.category,
        draft.department,
        draft.project,
        text(&draft.currency),
        text(&draft.expense),
        text(&draft.purpose),
        draft.owner.trim(),
        draft.notes.trim(),
    );
    let Some(id) = draft.id else {
        return tx.insert(
            "INSERT INTO line (description, vendor, category, department, project, currency, expense, purpose,
                    owner, notes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            values,
        );
    };
    let (description, vendor, category, department, project, currency, expense, purpose, owner, notes) =
        values;
    tx.replace(
        "budget line",
        "UPDATE line SET description = ?1, vendor = ?2, category = ?3, department = ?4, project = ?5,
                currency = ?6, expense = ?7, purpose = ?8, owner = ?9, notes = ?10 WHERE id = ?11",
        (description, vendor, category, department, project, currency, expense, purpose, owner, notes, id),
    )?;
    Ok(id)
}

/// Takes lines out of a plan, with what is said of them there. A line that nothing names then goes with the change.
pub fn remove(tx: &Tx<'_>, plan: Id, lines: &[Id]) -> Result<(), Error> {
    for line in lines {
        // A role whose months are gone goes with them.
        tx.run("UPDATE role SET capital_line = NULL WHERE plan = ?1 AND capital_line = ?2", [plan, *line])?;
        let own = "SELECT id FROM role WHERE plan = ?1 AND line = ?2";
        for role in tx.all(own, [plan, *line], |row| row.get(0))? {
            crate::role::remove(tx, role)?;
        }
        tx.run("DELETE FROM forecast_line WHERE plan = ?1 AND line = ?2", [plan, *line])?;
        tx.run("DELETE FROM budget WHERE plan = ?1 AND line = ?2", [plan, *line])?;
        tx.run("DELETE FROM comment WHERE plan = ?1 AND line = ?2", [plan, *line])?;
    }
    Ok(())
}

/// The lines that something is posted on in a span of days.
pub fn posted(tx: &Tx<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Id>, Error> {
    let sql = "SELECT DISTINCT line FROM actual_part WHERE line IS NOT NULL AND day BETWEEN ?1 AND ?2";
    tx.all(sql, (from.to_string(), to.to_string()), |row| row.get(0))
}

/// Lines whose description or vendor has a text, for pickers.
pub fn find(tx: &Tx<'_>, text: &str, limit: u32) -> Result<Vec<LineName>, Error> {
    tx.all(
        "SELECT line.id, description, coalesce(vendor.name, ''), coalesce(category.name, '') FROM line
         LEFT JOIN vendor ON vendor.id = line.vendor LEFT JOIN category ON category.id = line.category
         WHERE ?1 = '' OR find_folded(description, ?1) > 0 OR find_folded(vendor.name, ?1) > 0
         ORDER BY find_folded(description, ?1) <> 1, description LIMIT ?2",
        (text.trim(), limit),
        read_name,
    )
}

/// A line's name.
pub fn name(tx: &Tx<'_>, id: Id) -> Result<LineName, Error> {
    let sql = "SELECT line.id, description, coalesce(vendor.name, ''), coalesce(category.name, '') FROM line
         LEFT JOIN vendor ON vendor.id = line.vendor LEFT JOIN category ON category.id = line.category
         WHERE line.id = ?1";
    let found = tx.first(sql, [id], read_name)?;
    found.ok_or_else(|| Error::NotFound("This budget line is not in the book any more.".to_owned()))
}

fn read_name(row: &Row<'_>) -> rusqlite::Result<LineName> {
    Ok(LineName { id: row.get(0)?, description: row.get(1)?, vendor: row.get(2)?, category: row.get(3)? })
}

/// How many lines the book has.
pub fn count(tx: &Tx<'_>) -> Result<u32, Error> {
    Ok(tx.first("SELECT count(*) FROM line", [], |row| row.get(0))?.unwrap_or(0))
}

/// How many lines have no category, and how many no owner.
pub fn incomplete(tx: &Tx<'_>) -> Result<(u32, u32), Error> {
    let sql = "SELECT count(*) FILTER (WHERE category IS NULL), count(*) FILTER (WHERE owner = '') FROM line";
    Ok(tx.first(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or_default())
}
