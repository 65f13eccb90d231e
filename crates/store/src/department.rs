//! Departments and their cost centres.

use std::collections::HashMap;

use domain::Id;
use domain::alias::Field;
use domain::comment::Scope;
use domain::department::{Department, Draft};

use crate::{Error, Tx};

/// Every department in the order in which they were added.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Department>, Error> {
    tx.all("SELECT id, code, name, parent FROM department ORDER BY id", [], |row| {
        Ok(Department { id: row.get(0)?, code: row.get(1)?, name: row.get(2)?, parent: row.get(3)? })
    })
}

/// How many lines each department has; those without one are not among them.
pub fn lines(tx: &Tx<'_>) -> Result<HashMap<Id, u32>, Error> {
    let sql = "SELECT department, count(*) FROM line WHERE department IS NOT NULL GROUP BY department";
    Ok(tx.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
}

/// Adds a department or replaces one; answers its number.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    let (code, name) = (draft.code.trim(), draft.name.trim());
    match draft.id {
        None => tx.insert(
            "INSERT INTO department (code, name, parent) VALUES (?1, ?2, ?3)",
            (code, name, draft.parent),
        ),
        Some(id) => {
            tx.replace(
                "department",
                "UPDATE department SET code = ?1, name = ?2, parent = ?3 WHERE id = ?4",
                (code, name, draft.parent, id),
            )?;
            Ok(id)
        }
    }
}

/// How many lines, contracts, licences, targets, rules of allocation and departments use a department.
pub fn uses(tx: &Tx<'_>, id: Id) -> Result<u32, Error> {
    let sql = "SELECT (SELECT count(*) FROM line WHERE department = ?1)
                    + (SELECT count(*) FROM department WHERE parent = ?1)
                    + (SELECT count(*) FROM contract WHERE department = ?1)
                    + (SELECT count(*) FROM licence WHERE department = ?1)
                    + (SELECT count(*) FROM target WHERE department = ?1)
                    + (SELECT count(*) FROM adjustment WHERE department = ?1)
                    + (SELECT count(*) FROM allocation WHERE department = ?1)
                    + (SELECT count(*) FROM allocation_share WHERE department = ?1)";
    Ok(tx.first(sql, [id], |row| row.get(0))?.unwrap_or(0))
}

/// Removes a department and its aliases; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    crate::alias::forget(tx, Field::Department, id)?;
    crate::comment::forget(tx, Scope::Department, id)?;
    Ok(tx.run("DELETE FROM department WHERE id = ?1", [id])? > 0)
}
