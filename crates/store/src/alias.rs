//! Aliases: other spellings of vendors, categories, departments and projects.

use std::collections::HashMap;

use domain::Id;
use domain::alias::{Draft, Field, Row};
use domain::vendor::key;

use crate::tx::word;
use crate::{Error, Tx};

const TARGET: &str = "coalesce(alias.vendor, alias.category, alias.department, alias.project)";

/// Every alias with the name of its record, by field and spelling.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Row>, Error> {
    let sql = format!(
        "SELECT alias.id, field, text, {TARGET},
                coalesce(vendor.name, category.name, nullif(department.name, ''), department.code, project.name)
         FROM alias LEFT JOIN vendor ON vendor.id = alias.vendor
         LEFT JOIN category ON category.id = alias.category
         LEFT JOIN department ON department.id = alias.department
         LEFT JOIN project ON project.id = alias.project ORDER BY field, text_key"
    );
    tx.all(&sql, [], |row| {
        Ok(Row {
            id: row.get(0)?,
            field: word(row, 1)?,
            text: row.get(2)?,
            target: row.get(3)?,
            name: row.get(4)?,
        })
    })
}

/// The records that the spellings of a field mean, by [`domain::vendor::key`] of the spelling.
pub fn by_key(tx: &Tx<'_>, field: Field) -> Result<HashMap<String, Id>, Error> {
    let sql = format!("SELECT text_key, {TARGET} FROM alias WHERE field = ?1");
    let pairs = tx.all(&sql, [field.name()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(pairs.into_iter().collect())
}

/// Adds an alias or replaces one; answers its number. A spelling that has one already gets the new meaning.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    let (field, text) = (draft.field.name(), draft.text.trim());
    let target = |of: Field| Some(draft.target).filter(|_| draft.field == of);
    let [vendor, category, department, project] = Field::ALL.map(target);
    let same = "SELECT id FROM alias WHERE field = ?1 AND text_key = ?2";
    let id = match draft.id {
        Some(id) => Some(id),
        None => tx.first(same, (field, key(text)), |row| row.get(0))?,
    };
    let Some(id) = id else {
        return tx.insert(
            "INSERT INTO alias (field, text, text_key, vendor, category, department, project)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (field, text, key(text), vendor, category, department, project),
        );
    };
    tx.replace(
        "alias",
        "UPDATE alias SET field = ?1, text = ?2, text_key = ?3, vendor = ?4, category = ?5, department = ?6,
                project = ?7 WHERE id = ?8",
        (field, text, key(text), vendor, category, department, project, id),
    )?;
    Ok(id)
}

/// Removes an alias; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM alias WHERE id = ?1", [id])? > 0)
}

/// Removes the aliases of a record that goes: a spelling is no use of it.
pub(crate) fn forget(tx: &Tx<'_>, field: Field, target: Id) -> Result<(), Error> {
    let sql = format!("DELETE FROM alias WHERE {} = ?1", field.name());
    tx.run(&sql, [target])?;
    Ok(())
}
