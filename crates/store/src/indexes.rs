//! The indexes of a table that takes very many rows at once.

use crate::{Error, Tx};

/// From so many rows on, making an index anew is less work than keeping it up to date.
const MANY: u32 = 10_000;

/// Runs `write`, which is expected to append so many rows to a table. If that is most of what the table will hold, its
/// indexes are taken away before and made anew after: sorting all keys once costs a fraction of finding the place of each.
/// The change is of the running transaction, so nobody else ever sees the table without them.
pub(crate) fn sorted_at_the_end<T>(
    tx: &Tx<'_>,
    table: &str,
    expected: u32,
    write: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    let highest = tx.first(&format!("SELECT max(id) FROM \"{table}\""), [], |row| row.get(0))?;
    if expected < MANY || highest.flatten().unwrap_or(0i64) > i64::from(expected) {
        return write();
    }
    // Those that stand for a UNIQUE have no text of their own, and stay. So do those of a reference to the table itself: each
    // new row is looked for among the rows that name it, and without the index that is a look at all of them.
    let indexes = tx.all(
        "SELECT own.name, own.sql FROM main.sqlite_schema AS own
         WHERE own.type = 'index' AND own.tbl_name = ?1 AND own.sql IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM pragma_index_info(own.name) AS part
                         JOIN pragma_foreign_key_list(own.tbl_name) AS named ON named.\"from\" = part.name
                         WHERE named.\"table\" = own.tbl_name)",
        [table],
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
    )?;
    for (name, _) in &indexes {
        tx.conn.execute_batch(&format!("DROP INDEX main.\"{name}\""))?;
    }
    let answer = write();
    // Also after an error, because the caller may go on.
    for (_, sql) in &indexes {
        tx.conn.execute_batch(sql)?;
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indexes(conn: &rusqlite::Connection) -> Vec<String> {
        let mut statement = conn
            .prepare("SELECT coalesce(sql, name) FROM sqlite_schema WHERE type = 'index' ORDER BY name")
            .unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn the_index_of_a_reference_to_the_table_itself_stays() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE actual (id INTEGER PRIMARY KEY, day TEXT, reverses INTEGER REFERENCES actual (id));
             CREATE INDEX actual_day ON actual (day);
             CREATE INDEX actual_reverses ON actual (reverses) WHERE reverses IS NOT NULL;",
        )
        .unwrap();
        let tx = Tx { conn: &conn, recording: false };
        sorted_at_the_end(&tx, "actual", 10_000, || {
            let during = indexes(&conn);
            assert!(during.len() == 1 && during[0].contains("actual_reverses"), "{during:?}");
            Ok(())
        })
        .unwrap();
        assert_eq!(indexes(&conn).len(), 2);
    }

    #[test]
    fn indexes_are_away_while_many_rows_are_written_and_back_after() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE \"order\" (id INTEGER PRIMARY KEY, day TEXT, number TEXT UNIQUE);
             CREATE INDEX order_day ON \"order\" (day) WHERE day IS NOT NULL;",
        )
        .unwrap();
        let tx = Tx { conn: &conn, recording: false };
        let before = indexes(&conn);
        assert_eq!(before.len(), 2);
        for (expected, rows, during, works) in
            [(9_999, 0, 2, true), (10_000, 0, 1, true), (10_000, 10_001, 2, true), (20_000, 10_001, 1, false)]
        {
            conn.execute("DELETE FROM \"order\"", []).unwrap();
            if rows > 0 {
                conn.execute("INSERT INTO \"order\" (id) VALUES (?1)", [rows]).unwrap();
            }
            let answer = sorted_at_the_end(&tx, "order", expected, || {
                assert_eq!(indexes(&conn).len(), during, "{expected} rows on {rows}");
                conn.execute("INSERT INTO \"order\" (day, number) VALUES ('2027-01-01', 'PO-1')", [])?;
                if works { Ok(()) } else { Err(Error::NotFound("Stopped.".to_owned())) }
            });
            assert_eq!(answer.is_ok(), works);
            assert_eq!(indexes(&conn), before);
        }
    }
}
