//! Reading the journal: who changed what, and the rows before and after.

use domain::{Id, Topic};

use super::{Entry, columns, row_as_json};
use crate::{Error, Tx};

/// What the history is filtered by; empty texts filter nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter<'a> {
    /// Only changes of this topic.
    pub topic: Option<Topic>,
    /// Only this person's.
    pub who: &'a str,
    /// Only those whose sentence has this text.
    pub text: &'a str,
    /// Only from this day (`2026-11-22`).
    pub from: &'a str,
    /// Only until this day.
    pub to: &'a str,
}

const WHERE: &str = "WHERE (?1 = '' OR ' ' || topics || ' ' LIKE '% ' || ?1 || ' %')
    AND (?2 = '' OR who = ?2) AND (?3 = '' OR find_folded(summary, ?3) > 0)
    AND (?4 = '' OR substr(at, 1, 10) >= ?4) AND (?5 = '' OR substr(at, 1, 10) <= ?5)";

/// How many entries pass a filter.
pub fn count(tx: &Tx<'_>, filter: Filter<'_>) -> Result<u32, Error> {
    let topic = filter.topic.map_or("", Topic::name);
    let sql = format!("SELECT count(*) FROM change {WHERE}");
    let params = (topic, filter.who, filter.text, filter.from, filter.to);
    Ok(tx.first(&sql, params, |row| row.get(0))?.unwrap_or(0))
}

/// Entries that pass a filter, the newest first.
pub fn entries(tx: &Tx<'_>, filter: Filter<'_>, from: u32, count: u32) -> Result<Vec<Entry>, Error> {
    let topic = filter.topic.map_or("", Topic::name);
    let sql = format!("SELECT {ENTRY} FROM change {WHERE} ORDER BY id DESC LIMIT ?7 OFFSET ?6");
    let params = (topic, filter.who, filter.text, filter.from, filter.to, from, count);
    tx.all(&sql, params, read_entry)
}

const ENTRY: &str = "id, at, who, command, summary, topics, undoes,
    (SELECT coalesce(sum(coalesce(last, key) - key + 1), 0) FROM change_row WHERE change = change.id)";

fn read_entry(row: &rusqlite::Row<'_>) -> rusqlite::Result<Entry> {
    let topics: String = row.get(5)?;
    Ok(Entry {
        change: row.get(0)?,
        at: row.get(1)?,
        who: row.get(2)?,
        command: row.get(3)?,
        summary: row.get(4)?,
        topics: topics.split(' ').filter_map(Topic::from_name).collect(),
        rows: row.get(7)?,
        undoes: row.get(6)?,
    })
}

/// The number of the last entry that this transaction sees; 0 before the first.
pub fn last(tx: &Tx<'_>) -> Result<Id, Error> {
    Ok(tx.first("SELECT coalesce(max(id), 0) FROM change", [], |row| row.get(0))?.unwrap_or(0))
}

/// Whether a change after this one wrote to postings or their parts: what was added up of them is of no use then.
pub fn wrote_actuals(tx: &Tx<'_>, after: Id) -> Result<bool, Error> {
    let sql = "SELECT 1 FROM change_row WHERE change > ?1 AND name IN ('actual', 'actual_share') LIMIT 1";
    Ok(tx.first(sql, [after], |_| Ok(()))?.is_some())
}

/// One entry.
pub fn entry(tx: &Tx<'_>, change: Id) -> Result<Option<Entry>, Error> {
    tx.first(&format!("SELECT {ENTRY} FROM change WHERE id = ?1"), [change], read_entry)
}

/// The entries that touched a budget line or its amounts in a plan, the newest first.
pub fn of_line(tx: &Tx<'_>, line: Id, most: u32) -> Result<Vec<Entry>, Error> {
    let touched = "SELECT change FROM change_row WHERE name = 'line' AND key = ?1 AND last IS NULL
        UNION SELECT change FROM change_row WHERE name = 'line' AND last IS NOT NULL AND key <= ?1 AND last >= ?1
        UNION SELECT change FROM budget JOIN change_row ON change_row.key = budget.id
            WHERE budget.line = ?1 AND name = 'budget' AND last IS NULL
        UNION SELECT change FROM budget JOIN change_row ON change_row.key <= budget.id AND last >= budget.id
            WHERE budget.line = ?1 AND name = 'budget' AND last IS NOT NULL";
    let sql = format!("SELECT {ENTRY} FROM change WHERE id IN ({touched}) ORDER BY id DESC LIMIT ?2");
    tx.all(&sql, (line, most), read_entry)
}

/// The entries that touched a contract or what amends it, the newest first.
pub fn of_contract(tx: &Tx<'_>, contract: Id, most: u32) -> Result<Vec<Entry>, Error> {
    let touched = "SELECT change FROM change_row WHERE name = 'contract' AND key = ?1 AND last IS NULL
        UNION SELECT change FROM change_row WHERE name = 'contract' AND last IS NOT NULL AND key <= ?1 AND last >= ?1
        UNION SELECT change FROM amendment JOIN change_row ON change_row.key = amendment.id
            WHERE amendment.contract = ?1 AND name = 'amendment'";
    let sql = format!("SELECT {ENTRY} FROM change WHERE id IN ({touched}) ORDER BY id DESC LIMIT ?2");
    tx.all(&sql, (contract, most), read_entry)
}

/// Everybody who changed something, in the order of their names.
pub fn people(tx: &Tx<'_>) -> Result<Vec<String>, Error> {
    tx.all("SELECT DISTINCT who FROM change ORDER BY who", [], |row| row.get(0))
}

/// A row that a change touched: JSON objects of its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// The table, which is the topic's own word.
    pub table: String,
    /// The row's number.
    pub key: Id,
    /// The row as it was; `None` if it was added.
    pub before: Option<String>,
    /// The row as the change left it; `None` if it was removed.
    pub after: Option<String>,
}

/// The first `most` rows that a change touched.
pub fn rows(tx: &Tx<'_>, change: Id, most: usize) -> Result<Vec<RowChange>, Error> {
    let touched = tx.all(
        "SELECT name, key, coalesce(last, key), before, seq FROM change_row WHERE change = ?1 ORDER BY seq LIMIT ?2",
        (change, u32::try_from(most).unwrap_or(u32::MAX)),
        |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, i64>(2)?,
                row.get::<_, Option<String>>(3)?,
                row.get::<_, i64>(4)?,
            ))
        },
    )?;
    let mut rows = Vec::new();
    for (table, first, last, before, seq) in touched {
        for key in first..=last {
            if rows.len() == most {
                return Ok(rows);
            }
            let after = after(tx, &table, key, seq)?;
            rows.push(RowChange {
                table: table.clone(),
                key: crate::tx::id(key)?,
                before: before.clone(),
                after,
            });
        }
    }
    Ok(rows)
}

/// A row as an entry left it: as the next entry that touched it found it, or as it is now.
fn after(tx: &Tx<'_>, table: &str, key: i64, seq: i64) -> Result<Option<String>, Error> {
    let next = tx.first(
        "SELECT seq, before FROM change_row WHERE name = ?1 AND key = ?2 AND last IS NULL AND seq > ?3
         ORDER BY seq LIMIT 1",
        (table, key, seq),
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?)),
    )?;
    // A block of appended rows found nothing at its keys.
    let block = tx.first(
        "SELECT min(seq) FROM change_row
         WHERE last IS NOT NULL AND name = ?1 AND key <= ?2 AND last >= ?2 AND +seq > ?3",
        (table, key, seq),
        |row| row.get::<_, Option<i64>>(0),
    )?;
    match (next, block.flatten()) {
        (Some((next, before)), block) if block.is_none_or(|block| next < block) => Ok(before),
        (_, Some(_)) => Ok(None),
        (_, None) => {
            let json = row_as_json(&columns(tx.conn, table)?, "");
            tx.first(&format!("SELECT {json} FROM \"{table}\" WHERE id = ?1"), [key], |row| row.get(0))
        }
    }
}
