//! Plans: versions of the money.

mod figures;

use domain::plan::{Draft, Plan, State};
use domain::{Id, Month};
use rusqlite::Row;

use crate::tx::{text, word};
use crate::{Error, Tx};

pub use figures::{altered, hash};

const COLUMNS: &str =
    "id, name, kind, fiscal_year, first_month, state, submitted_by, submitted_at, approved_by,
    approved_at, hash, version_of, version, closed, base";

fn read(row: &Row<'_>) -> rusqlite::Result<Plan> {
    Ok(Plan {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: word(row, 2)?,
        fiscal_year: row.get(3)?,
        first_month: word(row, 4)?,
        state: word(row, 5)?,
        submitted_by: row.get(6)?,
        submitted_at: row.get(7)?,
        approved_by: row.get(8)?,
        approved_at: row.get(9)?,
        hash: row.get(10)?,
        version_of: row.get(11)?,
        version: row.get(12)?,
        closed: row.get(13)?,
        base: row.get(14)?,
    })
}

/// Every plan, the newest year and the newest plan first.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Plan>, Error> {
    tx.all(&format!("SELECT {COLUMNS} FROM plan ORDER BY fiscal_year DESC, id DESC"), [], read)
}

/// One plan.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Plan, Error> {
    let found = tx.first(&format!("SELECT {COLUMNS} FROM plan WHERE id = ?1"), [id], read)?;
    found.ok_or_else(|| Error::NotFound("This plan is not in the book any more.".to_owned()))
}

/// Adds a plan, with the amounts and rates of another if asked for, or renames one.
pub fn save(tx: &Tx<'_>, draft: &Draft, first_month: Month) -> Result<Id, Error> {
    let (name, kind) = (draft.name.trim(), text(&draft.kind));
    if let Some(id) = draft.id {
        tx.replace("plan", "UPDATE plan SET name = ?1, kind = ?2 WHERE id = ?3", (name, kind, id))?;
        return Ok(id);
    }
    let id = tx.insert(
        "INSERT INTO plan (name, kind, fiscal_year, first_month, state) VALUES (?1, ?2, ?3, ?4, 'draft')",
        (name, kind, draft.fiscal_year, first_month.to_string()),
    )?;
    if let Some(source) = draft.copy_of {
        copy(tx, source, id)?;
    }
    Ok(id)
}

/// Gives a new plan the amounts, targets and rates of another.
fn copy(tx: &Tx<'_>, source: Id, id: Id) -> Result<(), Error> {
    // What made the months of one year does not make those of another.
    let same_year = get(tx, source)?.first_month == get(tx, id)?.first_month;
    tx.append("budget", |tx| {
        tx.run(
            "INSERT INTO budget (plan, line, m01, m02, m03, m04, m05, m06, m07, m08, m09, m10, m11, m12, basis)
             SELECT ?1, line, m01, m02, m03, m04, m05, m06, m07, m08, m09, m10, m11, m12,
                    CASE WHEN ?3 THEN basis ELSE '' END
             FROM budget WHERE plan = ?2 ORDER BY id",
            (id, source, same_year),
        )
    })?;
    if same_year {
        crate::role::copy(tx, source, id)?;
        crate::forecast::copy(tx, source, id)?;
    }
    tx.run(
        "INSERT INTO target (plan, category, department, amount)
         SELECT ?1, category, department, amount FROM target WHERE plan = ?2 ORDER BY id",
        [id, source],
    )?;
    copy_rates(tx, source, id)
}

/// Gives a new plan the budget rates of another.
pub fn copy_rates(tx: &Tx<'_>, source: Id, id: Id) -> Result<(), Error> {
    tx.run(
        "INSERT INTO rate (plan, currency, rate) SELECT ?1, currency, rate FROM rate WHERE plan = ?2",
        [id, source],
    )?;
    Ok(())
}

/// Says at how many closed months a forecast was cut.
pub fn set_closed(tx: &Tx<'_>, id: Id, closed: u32) -> Result<(), Error> {
    tx.replace("plan", "UPDATE plan SET closed = ?1 WHERE id = ?2", (closed, id))
}

/// Adds the next version of a plan: a draft with all that the plan holds, which says what it corrects.
pub fn new_version(tx: &Tx<'_>, of: &Plan, name: &str) -> Result<Id, Error> {
    let id = tx.insert(
        "INSERT INTO plan (name, kind, fiscal_year, first_month, state, version_of, version)
         VALUES (?1, ?2, ?3, ?4, 'draft', ?5, ?6)",
        (name, text(&of.kind), of.fiscal_year, of.first_month.to_string(), of.id, of.version + 1),
    )?;
    copy(tx, of.id, id)?;
    Ok(id)
}

/// Moves a plan on: submitted, back to draft, or approved, by somebody at a time. An approved one keeps who submitted
/// it, and the hash of its figures.
pub fn set_state(tx: &Tx<'_>, id: Id, state: State, who: &str, at: &str) -> Result<(), Error> {
    let what = "plan";
    match state {
        State::Draft => tx.replace(
            what,
            "UPDATE plan SET state = 'draft', submitted_by = NULL, submitted_at = NULL WHERE id = ?1",
            [id],
        ),
        State::Submitted => tx.replace(
            what,
            "UPDATE plan SET state = 'submitted', submitted_by = ?1, submitted_at = ?2 WHERE id = ?3",
            (who, at, id),
        ),
        State::Approved => {
            crate::depreciation::keep(tx, id)?;
            tx.replace(
                what,
                "UPDATE plan SET state = 'approved', approved_by = ?1, approved_at = ?2, hash = ?3 WHERE id = ?4",
                (who, at, hash(tx, id)?, id),
            )
        }
    }
}

/// Removes a plan with its amounts, its rates, its targets, its comments and the lines that stand in no other plan.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<(), Error> {
    tx.run("UPDATE batch SET plan = NULL WHERE plan = ?1", [id])?;
    // Before the lines: some may go with the plan.
    tx.run("DELETE FROM forecast_line WHERE plan = ?1", [id])?;
    crate::allocation::forget_plan(tx, id)?;
    let lines = tx.all("SELECT line FROM budget WHERE plan = ?1", [id], |row| row.get(0))?;
    crate::budget::remove(tx, id, &lines)?;
    tx.run("DELETE FROM comment WHERE plan = ?1", [id])?;
    tx.run("DELETE FROM rate WHERE plan = ?1", [id])?;
    tx.run("DELETE FROM target WHERE plan = ?1", [id])?;
    tx.run("DELETE FROM adjustment WHERE plan = ?1", [id])?;
    tx.run("DELETE FROM plan WHERE id = ?1", [id])?;
    Ok(())
}
