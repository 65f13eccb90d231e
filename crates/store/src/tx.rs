//! A transaction as the topic modules see it: rows in, rows out, no SQLite outside this crate.

use domain::{Amount, Id};
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, indexes, journal};

/// A running transaction. Reading ones refuse to write.
#[derive(Debug)]
pub struct Tx<'a> {
    pub(crate) conn: &'a Connection,
    /// Whether the journal runs: not while reading, and not while a new book is filled.
    pub(crate) recording: bool,
}

impl Tx<'_> {
    pub(crate) fn prepare(&self, sql: &str) -> Result<CachedStatement<'_>, Error> {
        Ok(self.conn.prepare_cached(sql)?)
    }

    /// Every row of a query.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        let mut statement = self.prepare(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The first row of a query, if there is one.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Error> {
        Ok(self.prepare(sql)?.query_row(params, read).optional()?)
    }

    /// Runs a statement and says how many rows it touched.
    pub(crate) fn run(&self, sql: &str, params: impl Params) -> Result<usize, Error> {
        Ok(self.prepare(sql)?.execute(params)?)
    }

    /// Runs an insert and answers the new row's key.
    pub(crate) fn insert(&self, sql: &str, params: impl Params) -> Result<Id, Error> {
        self.run(sql, params)?;
        id(self.conn.last_insert_rowid())
    }

    /// Replaces the one row of a record, which must be there.
    pub(crate) fn replace(&self, what: &str, sql: &str, params: impl Params) -> Result<(), Error> {
        match self.run(sql, params)? {
            0 => Err(Error::NotFound(format!("This {what} is not in the book any more."))),
            _ => Ok(()),
        }
    }

    /// Appends many rows to a table as one entry of the journal: the range of their keys.
    pub(crate) fn append<T>(
        &self,
        table: &str,
        write: impl FnOnce(&Tx<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if self.recording { journal::without_insert_trigger(self, table, write) } else { write(self) }
    }

    /// Whether it can change the book: what it sees may be what it has written itself, and come to nothing.
    pub fn writes(&self) -> bool {
        self.recording
    }

    /// Rows added, changed or removed by this transaction so far, as the journal counts them.
    pub fn has_changes(&self) -> Result<bool, Error> {
        journal::has_rows(self.conn)
    }
}

/// Runs `write`, which is expected to append so many rows to these tables, with the journal recording the new rows as one
/// block of keys each. Whatever is written to other tables is recorded row by row.
pub fn append_to<T, E: From<Error>>(
    tx: &Tx<'_>,
    tables: &[&str],
    expected: u32,
    write: &mut dyn FnMut() -> Result<T, E>,
) -> Result<T, E> {
    let Some((first, rest)) = tables.split_first() else { return write() };
    let mut answer = None;
    tx.append(first, |tx| {
        indexes::sorted_at_the_end(tx, first, expected, || {
            answer = Some(append_to(tx, rest, expected, write));
            Ok(())
        })
    })?;
    answer.unwrap_or_else(|| Err(Error::NotFound(String::new()).into()))
}

/// A key of SQLite as the domain's.
pub(crate) fn id(key: i64) -> Result<Id, Error> {
    Id::try_from(key)
        .map_err(|_| Error::NotABook("The book holds more records than it can number.".to_owned()))
}

/// An amount column.
pub(crate) fn amount(row: &Row<'_>, column: usize) -> rusqlite::Result<Amount> {
    let value = row.get_ref(column)?;
    value.as_str()?.parse().map_err(|error: domain::money::Error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}

/// A column that holds a value as its text: a currency, a month, an enumeration's word, a date.
pub(crate) fn word<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error as ValueError, StrDeserializer};
    let value = row.get_ref(column)?;
    let text: StrDeserializer<'_, ValueError> = value.as_str()?.into_deserializer();
    T::deserialize(text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}

/// The same where it may be empty.
pub(crate) fn optional_word<T: DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<T>> {
    if row.get_ref(column)? == ValueRef::Null { Ok(None) } else { word(row, column).map(Some) }
}

/// A value as the text its column holds.
pub(crate) fn text(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}
