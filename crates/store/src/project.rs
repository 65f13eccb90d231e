//! Projects: name and dates.

use domain::Id;
use domain::alias::Field;
use domain::comment::Scope;
use domain::project::{Draft, Project};

use crate::tx::optional_word;
use crate::{Error, Tx};

/// Every project in the order in which they were added.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Project>, Error> {
    tx.all("SELECT id, name, first_day, last_day FROM project ORDER BY id", [], |row| {
        Ok(Project {
            id: row.get(0)?,
            name: row.get(1)?,
            start: optional_word(row, 2)?,
            end: optional_word(row, 3)?,
        })
    })
}

/// Adds a project or replaces one; answers its number.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let values = (draft.name.trim(), day(draft.start), day(draft.end));
    match draft.id {
        None => tx.insert("INSERT INTO project (name, first_day, last_day) VALUES (?1, ?2, ?3)", values),
        Some(id) => {
            let (name, start, end) = values;
            tx.replace(
                "project",
                "UPDATE project SET name = ?1, first_day = ?2, last_day = ?3 WHERE id = ?4",
                (name, start, end, id),
            )?;
            Ok(id)
        }
    }
}

/// How many lines belong to a project.
pub fn uses(tx: &Tx<'_>, id: Id) -> Result<u32, Error> {
    let sql = "SELECT (SELECT count(*) FROM line WHERE project = ?1)
                    + (SELECT count(*) FROM adjustment WHERE project = ?1)";
    Ok(tx.first(sql, [id], |row| row.get(0))?.unwrap_or(0))
}

/// Removes a project and its aliases; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    crate::alias::forget(tx, Field::Project, id)?;
    crate::comment::forget(tx, Scope::Project, id)?;
    Ok(tx.run("DELETE FROM project WHERE id = ?1", [id])? > 0)
}
