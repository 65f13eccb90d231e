//! Vendors.

use std::collections::HashMap;

use domain::Id;
use domain::alias::Field;
use domain::comment::Scope;
use domain::vendor::{Draft, Vendor, key};
use rusqlite::Row;

use crate::{Error, Tx};

const COLUMNS: &str = "id, name, category, tier, criticality, owner, status, number, contacts, notes";

fn read(row: &Row<'_>) -> rusqlite::Result<Vendor> {
    Ok(Vendor {
        id: row.get(0)?,
        name: row.get(1)?,
        category: row.get(2)?,
        tier: row.get(3)?,
        criticality: row.get(4)?,
        owner: row.get(5)?,
        status: row.get(6)?,
        number: row.get(7)?,
        contacts: row.get(8)?,
        notes: row.get(9)?,
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

/// Every vendor's number in the book by its number in the ledger or ERP; one that two vendors share tells nothing
/// and is left out.
pub fn by_number(tx: &Tx<'_>) -> Result<HashMap<String, Id>, Error> {
    let sql = "SELECT number, id FROM vendor WHERE number <> '' GROUP BY number HAVING count(*) = 1";
    let pairs = tx.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
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
        draft.number.trim(),
        &draft.contacts,
        &draft.notes,
    );
    let Some(id) = draft.id else {
        return tx.insert(
            "INSERT INTO vendor (name, name_key, category, tier, criticality, owner, status, number, contacts, notes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            values,
        );
    };
    let (name, key, category, tier, criticality, owner, status, number, contacts, notes) = values;
    tx.replace(
        "vendor",
        "UPDATE vendor SET name = ?1, name_key = ?2, category = ?3, tier = ?4, criticality = ?5, owner = ?6,
                status = ?7, number = ?8, contacts = ?9, notes = ?10 WHERE id = ?11",
        (name, key, category, tier, criticality, owner, status, number, contacts, notes, id),
    )?;
    Ok(id)
}

/// How many lines, actuals and records of the registers name a vendor. Its aliases go with it.
pub fn uses(tx: &Tx<'_>, id: Id) -> Result<u32, Error> {
    let sql = "SELECT (SELECT count(*) FROM line WHERE vendor = ?1)
                    + (SELECT count(*) FROM actual WHERE vendor = ?1)
                    + (SELECT count(*) FROM rule WHERE vendor = ?1 AND retired = 0)
                    + (SELECT count(*) FROM adjustment WHERE vendor = ?1)
                    + (SELECT count(*) FROM contract WHERE vendor = ?1)
                    + (SELECT count(*) FROM \"order\" WHERE vendor = ?1)
                    + (SELECT count(*) FROM licence WHERE vendor = ?1)
                    + (SELECT count(*) FROM score WHERE vendor = ?1)
                    + (SELECT count(*) FROM bill WHERE vendor = ?1)";
    Ok(tx.first(sql, [id], |row| row.get(0))?.unwrap_or(0))
}

/// Removes a vendor and its aliases; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    crate::alias::forget(tx, Field::Vendor, id)?;
    crate::comment::forget(tx, Scope::Vendor, id)?;
    tx.run("UPDATE rule SET vendor = NULL WHERE vendor = ?1 AND retired = 1", [id])?;
    Ok(tx.run("DELETE FROM vendor WHERE id = ?1", [id])? > 0)
}
