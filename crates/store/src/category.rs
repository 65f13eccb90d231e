//! The tree of cost categories.

use std::collections::HashMap;

use domain::Id;
use domain::alias::Field;
use domain::category::{Category, Draft};
use domain::comment::Scope;

use crate::tx::{text, word};
use crate::{Error, Tx};

/// Every category in the order in which they were added.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Category>, Error> {
    tx.all("SELECT id, name, parent, expense FROM category ORDER BY id", [], |row| {
        Ok(Category { id: row.get(0)?, name: row.get(1)?, parent: row.get(2)?, expense: word(row, 3)? })
    })
}

/// How many lines each category has; those without one are not among them.
pub fn lines(tx: &Tx<'_>) -> Result<HashMap<Id, u32>, Error> {
    let sql = "SELECT category, count(*) FROM line WHERE category IS NOT NULL GROUP BY category";
    Ok(tx.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
}

/// Adds a category or replaces one; answers its number.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    let (name, expense) = (draft.name.trim(), text(&draft.expense));
    match draft.id {
        None => tx.insert(
            "INSERT INTO category (name, parent, expense) VALUES (?1, ?2, ?3)",
            (name, draft.parent, expense),
        ),
        Some(id) => {
            tx.replace(
                "category",
                "UPDATE category SET name = ?1, parent = ?2, expense = ?3 WHERE id = ?4",
                (name, draft.parent, expense, id),
            )?;
            Ok(id)
        }
    }
}

/// How many lines, vendors, contracts, targets and categories use a category.
pub fn uses(tx: &Tx<'_>, id: Id) -> Result<u32, Error> {
    let sql = "SELECT (SELECT count(*) FROM line WHERE category = ?1)
                    + (SELECT count(*) FROM vendor WHERE category = ?1)
                    + (SELECT count(*) FROM category WHERE parent = ?1)
                    + (SELECT count(*) FROM contract WHERE category = ?1)
                    + (SELECT count(*) FROM target WHERE category = ?1)
                    + (SELECT count(*) FROM adjustment WHERE category = ?1)
                    + (SELECT count(*) FROM allocation WHERE category = ?1)";
    Ok(tx.first(sql, [id], |row| row.get(0))?.unwrap_or(0))
}

/// Removes a category with its aliases, its way of forecasting and what is accrued of it; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    crate::alias::forget(tx, Field::Category, id)?;
    tx.run("DELETE FROM forecast_default WHERE category = ?1", [id])?;
    tx.run("DELETE FROM accrual_rule WHERE category = ?1", [id])?;
    crate::comment::forget(tx, Scope::Category, id)?;
    Ok(tx.run("DELETE FROM category WHERE id = ?1", [id])? > 0)
}
