//! Plans: versions of the money.

use domain::plan::{Draft, Plan, State};
use domain::{Id, Month};
use rusqlite::Row;

use crate::tx::{text, word};
use crate::{Error, Tx};

const COLUMNS: &str = "id, name, kind, fiscal_year, first_month, state, approved_by, approved_at";

fn read(row: &Row<'_>) -> rusqlite::Result<Plan> {
    Ok(Plan {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: word(row, 2)?,
        fiscal_year: row.get(3)?,
        first_month: word(row, 4)?,
        state: word(row, 5)?,
        approved_by: row.get(6)?,
        approved_at: row.get(7)?,
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
        // What made the months of one year does not make those of another.
        let same_year = get(tx, source)?.first_month == first_month;
        tx.append("budget", |tx| {
            tx.run(
                "INSERT INTO budget (plan, line, m01, m02, m03, m04, m05, m06, m07, m08, m09, m10, m11, m12, basis)
                 SELECT ?1, line, m01, m02, m03, m04, m05, m06, m07, m08, m09, m10, m11, m12, CASE WHEN ?3 THEN basis ELSE '' END
                 FROM budget WHERE plan = ?2 ORDER BY id",
                (id, source, same_year),
            )
        })?;
        tx.run(
            "INSERT INTO rate (plan, currency, rate) SELECT ?1, currency, rate FROM rate WHERE plan = ?2",
            [id, source],
        )?;
        if same_year {
            crate::role::copy(tx, source, id)?;
        }
    }
    Ok(id)
}

/// Moves a plan on: submitted, back to draft, or approved by somebody at a time.
pub fn set_state(tx: &Tx<'_>, id: Id, state: State, who: &str, at: &str) -> Result<(), Error> {
    let (by, when) = match state {
        State::Approved => (Some(who), Some(at)),
        State::Draft | State::Submitted => (None, None),
    };
    tx.replace(
        "plan",
        "UPDATE plan SET state = ?1, approved_by = ?2, approved_at = ?3 WHERE id = ?4",
        (text(&state), by, when, id),
    )?;
    Ok(())
}

/// Removes a plan with its amounts, its rates and the lines that stand in no other plan.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<(), Error> {
    tx.run("UPDATE batch SET plan = NULL WHERE plan = ?1", [id])?;
    crate::allocation::forget_plan(tx, id)?;
    let lines = tx.all("SELECT line FROM budget WHERE plan = ?1", [id], |row| row.get(0))?;
    crate::budget::remove(tx, id, &lines)?;
    tx.run("DELETE FROM rate WHERE plan = ?1", [id])?;
    tx.run("DELETE FROM plan WHERE id = ?1", [id])?;
    Ok(())
}
