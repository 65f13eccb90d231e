//! The journal: every change with the rows it touched as they were before, chained by hash.
//!
//! On opening, TEMP triggers are made from the schema itself: an update or delete records the row before
//! as JSON under the running change, an insert only its key. Undo writes those rows back as a change of
//! its own, so nothing in the journal is ever rewritten.

mod chain;
pub mod history;
mod stacks;
mod undo;

use domain::{Id, Topic};
use rusqlite::{Connection, Transaction};

use crate::tx::id;
use crate::{Error, Tx, migrations};

pub(crate) use chain::verify;
pub use stacks::Stacks;
pub use undo::undo;

/// Who changes what, and when.
#[derive(Clone, Copy, Debug)]
pub struct Meta<'a> {
    /// The command, such as `budget.edit`.
    pub command: &'a str,
    /// The user's name.
    pub who: &'a str,
    /// Local time, RFC 3339.
    pub at: &'a str,
    /// What it changes.
    pub topics: &'a [Topic],
    /// The change that it takes back.
    pub undoes: Option<Id>,
}

/// An entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub change: Id,
    /// Local time, RFC 3339.
    pub at: String,
    /// The user's name.
    pub who: String,
    /// The command.
    pub command: String,
    /// What was done, in a sentence.
    pub summary: String,
    /// What it changed.
    pub topics: Vec<Topic>,
    /// How many rows it touched.
    pub rows: u32,
    /// The change it takes back.
    pub undoes: Option<Id>,
}

/// The tables whose rows are journalled: all but the journal's own, `mapping`: undoing an import must not forget
/// how its file is read, and `content`: it is only ever added to.
fn tables(conn: &Connection) -> Result<Vec<String>, Error> {
    let sql = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
               AND name NOT IN ('change', 'change_row', 'mapping', 'content') ORDER BY name";
    let mut statement = conn.prepare(sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// The columns of a table in their order. The name comes from the schema, never from outside.
fn columns(conn: &Connection, table: &str) -> Result<Vec<String>, Error> {
    let mut statement = conn.prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let names = statement.query_map([table], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// `json_object('id', OLD."id", ...)`: a row as the journal keeps it. Names stand in quotes, because a table may be
/// called `order`.
fn row_as_json(columns: &[String], row: &str) -> String {
    let fields: Vec<String> = columns.iter().map(|column| format!("'{column}', {row}\"{column}\"")).collect();
    format!("json_object({})", fields.join(", "))
}

/// Makes the triggers of a connection that writes.
pub(crate) fn start(conn: &Connection) -> Result<(), Error> {
    conn.execute_batch("CREATE TEMP TABLE running (change INTEGER NOT NULL)")?;
    for table in tables(conn)? {
        let columns = columns(conn, &table)?;
        let before = row_as_json(&columns, "OLD.");
        let differs: Vec<String> =
            columns.iter().map(|column| format!("OLD.\"{column}\" IS NOT NEW.\"{column}\"")).collect();
        conn.execute_batch(&insert_trigger(&table))?;
        conn.execute_batch(&format!(
            "CREATE TEMP TRIGGER journal_update_{table} AFTER UPDATE ON main.\"{table}\" WHEN {differs} BEGIN
                 INSERT INTO change_row (change, name, key, operation, before)
                 VALUES ((SELECT change FROM running), '{table}', OLD.id, 'update', {before});
             END;
             CREATE TEMP TRIGGER journal_delete_{table} AFTER DELETE ON main.\"{table}\" BEGIN
                 INSERT INTO change_row (change, name, key, operation, before)
                 VALUES ((SELECT change FROM running), '{table}', OLD.id, 'delete', {before});
             END;",
            differs = differs.join(" OR "),
        ))?;
    }
    Ok(())
}

fn insert_trigger(table: &str) -> String {
    format!(
        "CREATE TEMP TRIGGER journal_insert_{table} AFTER INSERT ON main.\"{table}\" BEGIN
             INSERT INTO change_row (change, name, key, operation)
             VALUES ((SELECT change FROM running), '{table}', NEW.id, 'insert');
         END;"
    )
}

/// Runs `write`, which only appends to the table, and records its new rows as one block of keys.
pub(crate) fn without_insert_trigger<T>(
    tx: &Tx<'_>,
    table: &str,
    write: impl FnOnce(&Tx<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let highest = format!("SELECT coalesce(max(id), 0) FROM \"{table}\"");
    let highest = || tx.conn.query_row(&highest, [], |row| row.get::<_, i64>(0));
    let first = highest()? + 1;
    tx.conn.execute_batch(&format!("DROP TRIGGER temp.journal_insert_{table}"))?;
    let answer = write(tx);
    // Also after an error, because the caller may go on.
    tx.conn.execute_batch(&insert_trigger(table))?;
    let last = highest()?;
    if last >= first {
        tx.run(
            "INSERT INTO change_row (change, name, key, last, operation)
             VALUES ((SELECT change FROM running), ?1, ?2, ?3, 'insert')",
            (table, first, last),
        )?;
    }
    answer
}

/// Starts a change and answers its number. A number is never given twice, even after a tampering hand
/// took entries away.
pub(crate) fn begin(conn: &Connection) -> Result<Id, Error> {
    let number = chain::last_number(conn)? + 1;
    conn.execute("DELETE FROM running", [])?;
    conn.execute("INSERT INTO running (change) VALUES (?1)", [number])?;
    id(number)
}

/// Whether the running change has touched a row.
pub(crate) fn has_rows(conn: &Connection) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM change_row WHERE change = (SELECT change FROM running))";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Ends a change: writes its entry with its link of the chain, or nothing if no row was touched.
pub(crate) fn finish(
    conn: &Connection,
    change: Id,
    meta: &Meta<'_>,
    summary: &str,
) -> Result<Option<Id>, Error> {
    if !has_rows(conn)? {
        return Ok(None);
    }
    let topics: Vec<&str> = meta.topics.iter().map(|topic| topic.name()).collect();
    let topics = topics.join(" ");
    let version = migrations::current();
    let head = chain::Head {
        change,
        at: meta.at,
        who: meta.who,
        command: meta.command,
        summary,
        topics: &topics,
        undoes: meta.undoes,
        version,
    };
    let hash = chain::link(conn, &chain::last_hash(conn)?, &head)?;
    conn.prepare_cached(
        "INSERT INTO change (id, at, who, command, summary, topics, undoes, version, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute((change, meta.at, meta.who, meta.command, summary, topics, meta.undoes, version, hash))?;
    Ok(Some(change))
}

/// Ends the transaction of a change, or says what still uses a record that an undo was to take away.
pub(crate) fn commit(transaction: &Transaction<'_>) -> Result<(), Error> {
    let Err(error) = transaction.execute_batch("COMMIT") else { return Ok(()) };
    Err(undo::still_used(transaction)?.unwrap_or_else(|| error.into()))
}
