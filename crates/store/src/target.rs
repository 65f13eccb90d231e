//! Targets of categories and departments.

use domain::Id;
use domain::target::{Draft, Target};
use rusqlite::Row;

use crate::tx::amount;
use crate::{Error, Tx};

fn read(row: &Row<'_>) -> rusqlite::Result<Target> {
    Ok(Target {
        id: row.get(0)?,
        plan: row.get(1)?,
        category: row.get(2)?,
        department: row.get(3)?,
        amount: amount(row, 4)?,
    })
}

/// The targets of a plan.
pub fn of_plan(tx: &Tx<'_>, plan: Id) -> Result<Vec<Target>, Error> {
    let sql = "SELECT id, plan, category, department, amount FROM target WHERE plan = ?1 ORDER BY id";
    tx.all(sql, [plan], read)
}

/// One target.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Target, Error> {
    let sql = "SELECT id, plan, category, department, amount FROM target WHERE id = ?1";
    let found = tx.first(sql, [id], read)?;
    found.ok_or_else(|| Error::NotFound("This target is not in the book any more.".to_owned()))
}

/// Sets a target, in place of the one that the plan has for the same; answers its number.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    let amount = draft.amount.to_string();
    let same = of_plan(tx, draft.plan)?
        .into_iter()
        .find(|one| (one.category, one.department) == (draft.category, draft.department));
    match same {
        Some(target) => {
            tx.replace("target", "UPDATE target SET amount = ?1 WHERE id = ?2", (amount, target.id))?;
            Ok(target.id)
        }
        None => tx.insert(
            "INSERT INTO target (plan, category, department, amount) VALUES (?1, ?2, ?3, ?4)",
            (draft.plan, draft.category, draft.department, amount),
        ),
    }
}

/// Removes a target; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM target WHERE id = ?1", [id])? > 0)
}
