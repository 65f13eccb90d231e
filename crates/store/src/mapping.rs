//! How files were read: remembered by the fingerprint of their columns, and offered the next time.
//!
//! The journal does not know of it, so undoing an import does not forget how its file is read.

use crate::{Error, Tx};

/// How files of a kind with the same columns were read last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The fingerprint of the columns.
    pub fingerprint: String,
    /// What was imported, such as `actuals`.
    pub kind: String,
    /// The file's name without its folder.
    pub file_name: String,
    /// JSON: how it was read.
    pub options: String,
    /// Local time, RFC 3339.
    pub at: String,
}

const COLUMNS: &str = "fingerprint, kind, file_name, options, at";

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Mapping> {
    Ok(Mapping {
        fingerprint: row.get(0)?,
        kind: row.get(1)?,
        file_name: row.get(2)?,
        options: row.get(3)?,
        at: row.get(4)?,
    })
}

/// Every mapping, the one used last first.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Mapping>, Error> {
    tx.all(&format!("SELECT {COLUMNS} FROM mapping ORDER BY at DESC, fingerprint, kind"), [], read)
}

/// How files of a kind with these columns were read last.
pub fn get(tx: &Tx<'_>, fingerprint: &str, kind: &str) -> Result<Option<Mapping>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM mapping WHERE fingerprint = ?1 AND kind = ?2");
    tx.first(&sql, (fingerprint, kind), read)
}

/// Remembers how a file was read, in place of what was remembered for its columns and kind.
pub fn save(tx: &Tx<'_>, mapping: &Mapping) -> Result<(), Error> {
    let Mapping { fingerprint, kind, file_name, options, at } = mapping;
    tx.run(
        "INSERT INTO mapping (fingerprint, kind, file_name, options, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (fingerprint, kind)
         DO UPDATE SET file_name = excluded.file_name, options = excluded.options, at = excluded.at",
        (fingerprint, kind, file_name, options, at),
    )?;
    Ok(())
}

/// Forgets how files of a kind with these columns were read; says whether it was known.
pub fn remove(tx: &Tx<'_>, fingerprint: &str, kind: &str) -> Result<bool, Error> {
    let sql = "DELETE FROM mapping WHERE fingerprint = ?1 AND kind = ?2";
    Ok(tx.run(sql, (fingerprint, kind))? > 0)
}
