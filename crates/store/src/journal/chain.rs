//! The chain of the journal: each entry carries a hash over the one before, itself and its rows.

use domain::Id;
use rusqlite::{Connection, OptionalExtension};

use crate::Error;
use crate::digest::Digest;

/// What an entry says of itself, as it goes into its hash.
pub(super) struct Head<'a> {
    pub(super) change: Id,
    pub(super) at: &'a str,
    pub(super) who: &'a str,
    pub(super) command: &'a str,
    pub(super) summary: &'a str,
    pub(super) topics: &'a str,
    pub(super) undoes: Option<Id>,
    pub(super) version: i64,
}

/// The number of the last entry that was ever written.
pub(super) fn last_number(conn: &Connection) -> Result<i64, Error> {
    let sql = "SELECT seq FROM sqlite_sequence WHERE name = 'change'";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
}

/// The hash of the last entry; empty before the first.
pub(super) fn last_hash(conn: &Connection) -> Result<String, Error> {
    let sql = "SELECT hash FROM change ORDER BY id DESC LIMIT 1";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?.unwrap_or_default())
}

/// The hash of an entry: over the hash before, what the entry says, and every row it touched.
pub(super) fn link(conn: &Connection, previous: &str, head: &Head<'_>) -> Result<String, Error> {
    let mut hash = Digest::new();
    let mut put = |part: &[u8]| hash.put(part);
    put(previous.as_bytes());
    put(&head.change.to_be_bytes());
    for part in [head.at, head.who, head.command, head.summary, head.topics] {
        put(part.as_bytes());
    }
    put(&head.undoes.unwrap_or(0).to_be_bytes());
    put(&head.version.to_be_bytes());
    let mut statement = conn.prepare_cached(
        "SELECT name, key, coalesce(last, key), operation, coalesce(before, '') FROM change_row
         WHERE change = ?1 ORDER BY seq",
    )?;
    let mut rows = statement.query([head.change])?;
    while let Some(row) = rows.next()? {
        put(row.get_ref(0)?.as_bytes().unwrap_or_default());
        put(&row.get::<_, i64>(1)?.to_be_bytes());
        put(&row.get::<_, i64>(2)?.to_be_bytes());
        put(row.get_ref(3)?.as_bytes().unwrap_or_default());
        put(row.get_ref(4)?.as_bytes().unwrap_or_default());
    }
    Ok(hash.text())
}

/// Follows the chain from the first entry and says in a sentence where it breaks first.
pub(crate) fn verify(conn: &Connection) -> Result<Option<String>, Error> {
    let mut statement = conn.prepare(
        "SELECT id, at, who, command, summary, topics, undoes, version, hash FROM change ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut previous = (0, String::new());
    while let Some(row) = rows.next()? {
        let text = |column: usize| row.get::<_, String>(column);
        let (at, who, command, summary, topics) = (text(1)?, text(2)?, text(3)?, text(4)?, text(5)?);
        let head = Head {
            change: row.get(0)?,
            at: &at,
            who: &who,
            command: &command,
            summary: &summary,
            topics: &topics,
            undoes: row.get(6)?,
            version: row.get(7)?,
        };
        let hash = text(8)?;
        if head.change != previous.0 + 1 || link(conn, &previous.1, &head)? != hash {
            let change = head.change;
            return Ok(Some(format!(
                "The journal was altered: change {change} does not fit what was written before it."
            )));
        }
        previous = (head.change, hash);
    }
    if last_number(conn)? != i64::from(previous.0) {
        return Ok(Some("The journal was altered: its last entries are missing.".to_owned()));
    }
    let loose = "SELECT change FROM change_row WHERE change NOT IN (SELECT id FROM change) LIMIT 1";
    let loose: Option<i64> = conn.query_row(loose, [], |row| row.get(0)).optional()?;
    Ok(loose.map(|change| {
        format!("The journal was altered: there are rows of a change {change}, but no such entry.")
    }))
}
