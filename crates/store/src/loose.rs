//! Lines that nothing names any more. A line taken out of its plan stays while something is posted on it, or a rule or a
//! comment names it; with the last of them it goes, in the same change, so that no line is left where nobody sees it.

use rusqlite::Connection;

use crate::{Error, Tx};

/// What makes a line be of use: a plan, a posting, an order, a rule, a comment, an adjustment, a role, or a line that was cut from it.
/// How it is written off or accrued, and what is kept with it, is only said of it.
const NAMED: [(&str, &str); 12] = [
    ("budget", "line"),
    ("actual", "line"),
    ("actual_share", "line"),
    ("\"order\"", "line"),
    ("rule_share", "line"),
    ("allocation", "line"),
    ("comment", "line"),
    ("adjustment", "line"),
    ("role", "line"),
    ("role", "capital_line"),
    ("line", "merged_into"),
    ("line", "split_from"),
];

/// The condition under which nothing names a line.
fn unused() -> String {
    let without = NAMED.iter().map(|(table, column)| {
        format!("NOT EXISTS (SELECT 1 FROM {table} AS other WHERE other.{column} = own.id)")
    });
    without.collect::<Vec<_>>().join(" AND ")
}

/// The descriptions of lines that nothing names, at most so many.
pub(crate) fn lines(tx: &Tx<'_>, most: usize) -> Result<Vec<String>, Error> {
    let sql = format!("SELECT description FROM line AS own WHERE {} LIMIT {most}", unused());
    tx.all(&sql, [], |row| row.get(0))
}

/// Takes away the lines that the running change has left without a name: only those can be so that it took something from.
pub(crate) fn sweep(conn: &Connection) -> Result<(), Error> {
    let fields = ["line", "capital_line", "merged_into", "split_from"];
    let named = fields.map(|field| {
        format!(
            "SELECT json_extract(before, '$.{field}') FROM change_row
             WHERE change = (SELECT change FROM running) AND before IS NOT NULL AND (name <> 'budget' OR operation = 'delete')"
        )
    });
    let left = format!(
        "SELECT own.id FROM line AS own WHERE own.id IN ({}) AND {}",
        named.join(" UNION "),
        unused()
    );
    loop {
        let mut statement = conn.prepare_cached(&left)?;
        let lines: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if lines.is_empty() {
            return Ok(());
        }
        // One that was cut from another may have been the last to name it.
        for line in lines {
            for sql in [
                "DELETE FROM depreciation WHERE line = ?1",
                "DELETE FROM accrual_rule WHERE line = ?1",
                // What was kept with a line that was merged away stays with the one it went into.
                "UPDATE document SET line = (SELECT merged_into FROM line WHERE id = ?1)
                 WHERE line = ?1 AND (SELECT merged_into FROM line WHERE id = ?1) IS NOT NULL",
                "DELETE FROM document WHERE line = ?1",
                "DELETE FROM line WHERE id = ?1",
            ] {
                conn.prepare_cached(sql)?.execute([line])?;
            }
        }
    }
}
