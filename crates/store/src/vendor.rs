//! Vendors.

use std::collections::HashMap;

use domain::Id;
use domain::vendor::{Draft, Vendor, key};
use rusqlite::Row;

use crate::{Error, Tx};

const COLUMNS: &str = "id, name, category, tier, criticality, owner, status, notes";

fn read(row: &Row<'_>) -> rusqlite::Result<Vendor> {
    Ok(Vendor {
        id: row.get(0)?,
        name: row.get(1)?,
        category: row.get(2)?,
        tier: row.get(3)?,
        criticality: row.get(4)?,
        owner: row.get(5)?,
        status: row.get(6)?,
        notes: row.get(7)?,
    })
}

/// Every vendor by name.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Vendor>, Error> {
    tx.all(&format!("SELECT {COLUMNS} FROM vendor ORDER BY name_key"), [], read)
}

/// One vendor.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Option<Vendor>, Error> {
    tx.first(&format!("SELECT {COLUMNS} FROM vendor WHERE id = ?1"), [id], read)
}

/// The vendor of a name, however it is spelt.
pub fn named(tx: &Tx<'_>, name: &str) -> Result<Option<Vendor>, Error> {
    tx.first(&format!("SELECT {COLUMNS} FROM vendor WHERE name_key = ?1"), [key(name)], read)
}

/// Every vendor's number by the key of its name.
pub fn by_key(tx: &Tx<'_>) -> Result<HashMap<String, Id>, Error> {
    let pairs = tx.all("SELECT name_key, id FROM vendor", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(pairs.into_iter().collect())
}

/// Adds a vendor or replaces one; answers its number.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    let name = draft.name.trim();
    let values = (
        name,
        key(name),
        draft.category,
        &draft.tier,
        &draft.criticality,
        &draft.owner,
        &draft.status,
        &draft.notes,
    );
    let Some(id) = draft.id else {
        return tx.insert(
            "INSERT INTO vendor (name, name_key, category, tier, criticality, owner, status, notes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            values,
        );
    };
    let (name, key, category, tier, criticality, owner, status, notes) = values;
    tx.replace(
        "vendor",
        "UPDATE vendor SET name = ?1, name_key = ?2, category = ?3, tier = ?4, criticality = ?5, owner = ?6,
                status = ?7, notes = ?8 WHERE id = ?9",
        (name, key, category, tier, criticality, owner, status, notes, id),
    )?;
    Ok(id)
}

/// How many lines and actuals name a vendor.
pub fn uses(tx: &Tx<'_>, id: Id) -> Result<u32, Error> {
    let sql = "SELECT (SELECT count(*) FROM line WHERE vendor = ?1)
                    + (SELECT count(*) FROM actual WHERE vendor = ?1)";
    Ok(tx.first(sql, [id], |row| row.get(0))?.unwrap_or(0))
}

/// Removes a vendor; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM vendor WHERE id = ?1", [id])? > 0)
}
