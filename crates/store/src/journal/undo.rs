//! Taking a change back: the rows as they were before it, if they still are as it left them.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::Id;
use rusqlite::{Connection, OptionalExtension};

use super::{columns, row_as_json};
use crate::{Error, Tx, migrations};

/// A touched row (or block of appended rows) of the journal.
struct Touched {
    table: String,
    key: i64,
    last: i64,
    operation: String,
    before: Option<String>,
}

/// Takes back a change, inside a change of its own whose `undoes` names it.
///
/// Doing it again is the same: taking back the change that took it back.
pub fn undo(tx: &Tx<'_>, change: Id) -> Result<(), Error> {
    let version =
        tx.first("SELECT version FROM change WHERE id = ?1", [change], |row| row.get::<_, i64>(0))?;
    let Some(version) = version else {
        return Err(Error::NotFound(format!("There is no change {change}.")));
    };
    if version < migrations::current() {
        return Err(Error::Conflict(format!(
            "Change {change} was made by an older version of Outlay and cannot be undone any more. A copy from before is in the backups folder."
        )));
    }
    let rows = tx.all(
        "SELECT name, key, coalesce(last, key), operation, before FROM change_row WHERE change = ?1 ORDER BY seq DESC",
        [change],
        |row| {
            Ok(Touched {
                table: row.get(0)?,
                key: row.get(1)?,
                last: row.get(2)?,
                operation: row.get(3)?,
                before: row.get(4)?,
            })
        },
    )?;
    let mut tables = HashMap::new();
    for row in &rows {
        if !tables.contains_key(row.table.as_str()) {
            tables.insert(row.table.as_str(), Statements::of(tx.conn, &row.table)?);
        }
    }
    let moved = changed_since(tx, change, &rows, &tables)?;
    if !moved.is_empty() {
        let names: Vec<String> = moved.iter().take(3).map(|(table, key)| format!("{table} {key}")).collect();
        let more = if moved.len() > 3 { format!(" and {} more", moved.len() - 3) } else { String::new() };
        return Err(Error::Conflict(format!(
            "Change {change} cannot be undone by itself: {}{more} changed since. Undo the later changes first.",
            names.join(", ")
        )));
    }
    // A record may go before those that name it, or come back after them.
    tx.conn.pragma_update(None, "defer_foreign_keys", true)?;
    for row in &rows {
        let Some(statements) = tables.get(row.table.as_str()) else { continue };
        write_back(tx, row, statements).map_err(|error| in_words(tx, error, change, row))?;
    }
    Ok(())
}

/// What is asked of a table, once for all of its rows.
struct Statements {
    /// A row as it is now, as the journal would keep it.
    current: String,
    insert: String,
    update: String,
    delete: String,
}

impl Statements {
    fn of(conn: &Connection, table: &str) -> Result<Statements, Error> {
        let columns = columns(conn, table)?;
        let value = |column: &String| format!("json_extract(?1, '$.{column}')");
        let values: Vec<String> = columns.iter().map(value).collect();
        let sets: Vec<String> = columns
            .iter()
            .filter(|column| *column != "id")
            .map(|column| format!("\"{column}\" = {}", value(column)))
            .collect();
        Ok(Statements {
            current: format!("SELECT {} FROM \"{table}\" WHERE id = ?1", row_as_json(&columns, "")),
            insert: format!(
                "INSERT INTO \"{table}\" (\"{}\") VALUES ({})",
                columns.join("\", \""),
                values.join(", ")
            ),
            update: format!("UPDATE \"{table}\" SET {} WHERE id = ?2", sets.join(", ")),
            delete: format!("DELETE FROM \"{table}\" WHERE id BETWEEN ?1 AND ?2"),
        })
    }
}

fn write_back(tx: &Tx<'_>, row: &Touched, statements: &Statements) -> Result<(), Error> {
    match (row.operation.as_str(), &row.before) {
        ("delete", Some(before)) => tx.run(&statements.insert, [before])?,
        (_, Some(before)) => tx.run(&statements.update, (before, row.key))?,
        (_, None) => tx.run(&statements.delete, (row.key, row.last))?,
    };
    Ok(())
}

/// The rows that are not as the change left them.
fn changed_since(
    tx: &Tx<'_>,
    change: Id,
    rows: &[Touched],
    tables: &HashMap<&str, Statements>,
) -> Result<Vec<(String, i64)>, Error> {
    let own = "SELECT coalesce(max(seq), 0), (SELECT coalesce(max(seq), 0) FROM change_row) FROM change_row WHERE change = ?1";
    let (own, newest) = tx.first(own, [change], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or((0, 0));
    let mut moved = Vec::new();
    if own == newest {
        return Ok(moved);
    }
    let later = Later { after: own, blocks: later_blocks(tx, own)? };
    let mut seen = HashSet::new();
    for row in rows.iter().filter(|row| seen.insert((row.table.as_str(), row.key))) {
        let Some(statements) = tables.get(row.table.as_str()) else { continue };
        for (key, (_, left)) in later.touches(tx, row)? {
            let current = tx.first(&statements.current, [key], |row| row.get::<_, String>(0))?;
            if current != left {
                moved.push((row.table.clone(), key));
            }
        }
    }
    Ok(moved)
}

/// The journal after a change.
struct Later {
    after: i64,
    blocks: Vec<Block>,
}

struct Block {
    seq: i64,
    table: String,
    key: i64,
    last: i64,
}

impl Later {
    /// The first later touch of each row, which tells how the change had left it.
    fn touches(&self, tx: &Tx<'_>, row: &Touched) -> Result<BTreeMap<i64, (i64, Option<String>)>, Error> {
        let mut first = BTreeMap::new();
        let mut statement = tx.prepare(
            "SELECT key, seq, before FROM change_row
             WHERE name = ?1 AND key BETWEEN ?2 AND ?3 AND last IS NULL AND +seq > ?4 ORDER BY key, seq",
        )?;
        let mut found = statement.query((&row.table, row.key, row.last, self.after))?;
        while let Some(touch) = found.next()? {
            first.entry(touch.get(0)?).or_insert((touch.get(1)?, touch.get(2)?));
        }
        // A block of appended rows found nothing at its keys.
        for block in self.blocks.iter().filter(|block| block.table == row.table) {
            for key in block.key.max(row.key)..=block.last.min(row.last) {
                let touch = first.entry(key).or_insert((block.seq, None));
                if touch.0 > block.seq {
                    *touch = (block.seq, None);
                }
            }
        }
        Ok(first)
    }
}

fn later_blocks(tx: &Tx<'_>, after: i64) -> Result<Vec<Block>, Error> {
    let sql = "SELECT seq, name, key, last FROM change_row WHERE last IS NOT NULL AND +seq > ?1";
    tx.all(sql, [after], |row| {
        Ok(Block { seq: row.get(0)?, table: row.get(1)?, key: row.get(2)?, last: row.get(3)? })
    })
}

/// A later record may have the name or place that was to come back.
#[expect(clippy::wildcard_enum_match_arm, reason = "other errors say what they say")]
fn in_words(tx: &Tx<'_>, error: Error, change: Id, row: &Touched) -> Error {
    match error {
        // What comes back into a closed month is not there to be asked; the sentence does without its name.
        Error::Closed(None) => {
            Error::Closed(crate::closing::of_rows(tx, &row.table, row.key, row.last).unwrap_or_default())
        }
        Error::Database(rusqlite::Error::SqliteFailure(failure, Some(text)))
            if failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE =>
        {
            let field = text.rsplit(": ").next().unwrap_or_default();
            Error::Conflict(format!(
                "Change {change} cannot be undone by itself: another {} has taken the place of number {} since ({field}). Undo the later changes first.",
                row.table, row.key
            ))
        }
        other => other,
    }
}

/// Why the running change cannot end: a record uses one that is not there (any more).
pub(super) fn still_used(conn: &Connection) -> Result<Option<Error>, Error> {
    let sql = "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 1";
    let found = conn.query_row(sql, [], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
    });
    Ok(found.optional()?.map(|(child, key, parent)| {
        let article = if parent.starts_with('a') { "an" } else { "a" };
        Error::Conflict(format!(
            "This cannot be undone by itself: {child} {key} uses {article} {parent} that would not be there. Undo the later changes first."
        ))
    }))
}
