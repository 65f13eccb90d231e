//! Imports: which files came in, and what came of them.

use std::collections::HashSet;

use domain::Id;

use crate::{Error, Tx};

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its number.
    pub id: Id,
    /// The file's name without its folder.
    pub file_name: String,
    /// The hash of the file's bytes, by which it is recognised.
    pub file_hash: String,
    /// What was imported, such as `budget` or `actuals`.
    pub kind: String,
    /// The plan that took a budget.
    pub plan: Option<Id>,
    /// Local time, RFC 3339.
    pub at: String,
    /// Who imported it.
    pub who: String,
    /// How many records came of it.
    pub count: u32,
    /// JSON: currency to sum.
    pub totals: String,
    /// JSON: how the file was read.
    pub options: String,
    /// How many records of the book it changed.
    pub updated: u32,
    /// How many records the file held.
    pub read: u32,
    /// The names of its columns, by which files of one source are known.
    pub fingerprint: String,
}

const COLUMNS: &str =
    "id, file_name, file_hash, kind, plan, at, who, count, totals, options, updated, read, fingerprint";

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Batch> {
    Ok(Batch {
        id: row.get(0)?,
        file_name: row.get(1)?,
        file_hash: row.get(2)?,
        kind: row.get(3)?,
        plan: row.get(4)?,
        at: row.get(5)?,
        who: row.get(6)?,
        count: row.get(7)?,
        totals: row.get(8)?,
        options: row.get(9)?,
        updated: row.get(10)?,
        read: row.get(11)?,
        fingerprint: row.get(12)?,
    })
}

/// Every import, the newest first.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Batch>, Error> {
    tx.all(&format!("SELECT {COLUMNS} FROM batch ORDER BY id DESC"), [], read)
}

/// The import of the same bytes as the same kind (and into the same plan), if there was one.
pub fn same(tx: &Tx<'_>, hash: &str, kind: &str, plan: Option<Id>) -> Result<Option<Batch>, Error> {
    tx.first(
        &format!("SELECT {COLUMNS} FROM batch WHERE file_hash = ?1 AND kind = ?2 AND plan IS ?3"),
        (hash, kind, plan),
        read,
    )
}

/// The number that the next import will have. Until it is added, its rows may name it already, so that
/// it is written once, with what came of it.
pub fn announce(tx: &Tx<'_>) -> Result<Id, Error> {
    tx.conn.pragma_update(None, "defer_foreign_keys", true)?;
    Ok(tx.first("SELECT coalesce(max(id), 0) + 1 FROM batch", [], |row| row.get(0))?.unwrap_or(1))
}

/// Adds an import under its number, or under the next one if that is 0.
pub fn insert(tx: &Tx<'_>, batch: &Batch) -> Result<Id, Error> {
    tx.insert(
        "INSERT INTO batch (file_name, file_hash, kind, plan, at, who, count, totals, options, id, updated,
                read, fingerprint)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, nullif(?10, 0), ?11, ?12, ?13)",
        (
            &batch.file_name,
            &batch.file_hash,
            &batch.kind,
            batch.plan,
            &batch.at,
            &batch.who,
            batch.count,
            &batch.totals,
            &batch.options,
            batch.id,
            batch.updated,
            batch.read,
            &batch.fingerprint,
        ),
    )
}

/// The records of a table that came with files of a kind whose columns have these names: what a newer such file may lack.
pub fn records(tx: &Tx<'_>, table: &str, kind: &str, fingerprint: &str) -> Result<HashSet<Id>, Error> {
    let sql = format!(
        "SELECT record.id FROM \"{table}\" AS record JOIN batch ON batch.id = record.batch
         WHERE batch.kind = ?1 AND batch.fingerprint = ?2"
    );
    Ok(tx.all(&sql, (kind, fingerprint), |row| row.get(0))?.into_iter().collect())
}

/// The change that brought an import in.
pub fn change(tx: &Tx<'_>, id: Id) -> Result<Option<Id>, Error> {
    tx.first(
        "SELECT change FROM change_row WHERE name = 'batch' AND operation = 'insert' AND key = ?1
         ORDER BY seq DESC LIMIT 1",
        [id],
        |row| row.get(0),
    )
}
