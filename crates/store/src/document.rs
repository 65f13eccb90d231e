//! Documents: which there are, and what the files hold.

use domain::Id;
use domain::document::{Document, Owner, opens};
use rusqlite::Row;

use crate::digest::plain;
use crate::{Error, Tx};

const COLUMNS: &str = "id, line, contract, title, size, link, who, at";

fn read(row: &Row<'_>) -> rusqlite::Result<Document> {
    let owner = match row.get(1)? {
        Some(line) => Owner::Line(line),
        None => Owner::Contract(row.get(2)?),
    };
    let (title, link): (String, String) = (row.get(3)?, row.get(5)?);
    let opens = !link.is_empty() || opens(&title);
    Ok(Document {
        id: row.get(0)?,
        owner,
        title,
        size: row.get(4)?,
        link,
        opens,
        who: row.get(6)?,
        at: row.get(7)?,
    })
}

/// The documents of a line, with those of lines that were merged into it, or of a contract; as they were added.
pub fn of(tx: &Tx<'_>, owner: Owner) -> Result<Vec<Document>, Error> {
    match owner {
        Owner::Line(line) => tx.all(
            &format!(
                "WITH RECURSIVE own (id) AS (
                     VALUES (?1) UNION SELECT line.id FROM line JOIN own ON line.merged_into = own.id
                 )
                 SELECT {COLUMNS} FROM document WHERE line IN own ORDER BY id"
            ),
            [line],
            read,
        ),
        Owner::Contract(contract) => tx.all(
            &format!("SELECT {COLUMNS} FROM document WHERE contract = ?1 ORDER BY id"),
            [contract],
            read,
        ),
    }
}

/// One document.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Document, Error> {
    let found = tx.first(&format!("SELECT {COLUMNS} FROM document WHERE id = ?1"), [id], read)?;
    found.ok_or_else(|| Error::NotFound("This document is not in the book any more.".to_owned()))
}

/// What the file of a document holds; none for an address.
pub fn content(tx: &Tx<'_>, id: Id) -> Result<Option<Vec<u8>>, Error> {
    let sql = "SELECT bytes FROM document JOIN content ON hash = content WHERE document.id = ?1";
    tx.first(sql, [id], |row| row.get(0))
}

/// The document of an owner that holds just these bytes.
pub fn same(tx: &Tx<'_>, owner: Owner, bytes: &[u8]) -> Result<Option<Document>, Error> {
    let (line, contract) = ids(owner);
    let sql = format!("SELECT {COLUMNS} FROM document WHERE line IS ?1 AND contract IS ?2 AND content = ?3");
    tx.first(&sql, (line, contract, plain(bytes)), read)
}

fn ids(owner: Owner) -> (Option<Id>, Option<Id>) {
    match owner {
        Owner::Line(line) => (Some(line), None),
        Owner::Contract(contract) => (None, Some(contract)),
    }
}

/// Keeps a file; answers the number of its document.
pub fn add_file(
    tx: &Tx<'_>,
    owner: Owner,
    (title, bytes): (&str, &[u8]),
    (who, at): (&str, &str),
) -> Result<Id, Error> {
    let hash = plain(bytes);
    // The same file may be kept with several records.
    tx.run("INSERT INTO content (hash, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING", (&hash, bytes))?;
    let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    insert(tx, owner, (title, Some(&hash), size, ""), (who, at))
}

/// Keeps an address; answers the number of its document.
pub fn add_link(
    tx: &Tx<'_>,
    owner: Owner,
    (title, link): (&str, &str),
    (who, at): (&str, &str),
) -> Result<Id, Error> {
    insert(tx, owner, (title.trim(), None, 0, link.trim()), (who, at))
}

fn insert(
    tx: &Tx<'_>,
    owner: Owner,
    (title, content, size, address): (&str, Option<&str>, u32, &str),
    (who, at): (&str, &str),
) -> Result<Id, Error> {
    let (line, contract) = ids(owner);
    tx.insert(
        "INSERT INTO document (line, contract, title, content, size, link, who, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (line, contract, title, content, size, address, who, at),
    )
}

/// Gives a document another title.
pub fn rename(tx: &Tx<'_>, id: Id, title: &str) -> Result<(), Error> {
    tx.replace("document", "UPDATE document SET title = ?1 WHERE id = ?2", (title.trim(), id))
}

/// Removes a document; what its file holds stays for undo.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM document WHERE id = ?1", [id])? > 0)
}

/// The files whose bytes are not those that were kept, by title.
pub(crate) fn altered(tx: &Tx<'_>) -> Result<Vec<String>, Error> {
    let sql =
        "SELECT hash, bytes, (SELECT title FROM document WHERE content = hash) FROM content ORDER BY hash";
    let all = tx.all(sql, [], |row| {
        let hash: String = row.get(0)?;
        let whole = plain(row.get_ref(1)?.as_blob()?) == hash;
        Ok((whole, row.get::<_, Option<String>>(2)?))
    })?;
    Ok(all.into_iter().filter(|(whole, _)| !whole).filter_map(|(_, title)| title).collect())
}
