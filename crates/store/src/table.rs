//! A table whose rows are written and read back as drafts, singly or appended as a block of the journal.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::NaiveDate;
use domain::{Amount, Id};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{CachedStatement, Row, params_from_iter};

use crate::tx::{amount, id};
use crate::{Error, Tx};

/// What is to be known of such a table.
pub(crate) struct Table<D> {
    /// Its name, in quotes if SQL needs them.
    pub(crate) name: &'static str,
    /// A record of it in words.
    pub(crate) word: &'static str,
    /// Its columns without `id` and `batch`.
    pub(crate) columns: &'static str,
    /// A draft's values of these columns.
    pub(crate) values: fn(&D) -> Vec<Value>,
    /// The draft of a row of `id` and these columns.
    pub(crate) read: fn(&Row<'_>) -> rusqlite::Result<D>,
    /// The record that a draft replaces.
    pub(crate) id: fn(&D) -> Option<Id>,
}

impl<D> Table<D> {
    /// Every record, each as the draft that would save it as it is.
    pub(crate) fn all(&self, tx: &Tx<'_>, order: &str) -> Result<Vec<D>, Error> {
        let Table { name, columns, .. } = self;
        tx.all(&format!("SELECT id, {columns} FROM {name} ORDER BY {order}"), [], self.read)
    }

    /// One record.
    pub(crate) fn get(&self, tx: &Tx<'_>, id: Id) -> Result<Option<D>, Error> {
        let Table { name, columns, .. } = self;
        tx.first(&format!("SELECT id, {columns} FROM {name} WHERE id = ?1"), [id], self.read)
    }

    /// The records by what they are recognised by, the oldest first.
    pub(crate) fn by_key<K: Eq + Hash>(
        &self,
        tx: &Tx<'_>,
        key: impl Fn(&D) -> K,
    ) -> Result<HashMap<K, Vec<Id>>, Error> {
        let Table { name, columns, .. } = self;
        let mut statement = tx.prepare(&format!("SELECT id, {columns} FROM {name} ORDER BY id"))?;
        let mut rows = statement.query([])?;
        let mut found: HashMap<K, Vec<Id>> = HashMap::new();
        while let Some(row) = rows.next()? {
            found.entry(key(&(self.read)(row)?)).or_default().push(row.get(0)?);
        }
        Ok(found)
    }

    /// Adds a record or replaces one; answers its number.
    pub(crate) fn save(&self, tx: &Tx<'_>, draft: &D) -> Result<Id, Error> {
        let Some(id) = (self.id)(draft) else {
            return tx.insert(&self.insert(), params_from_iter(self.row(draft, None)));
        };
        let Table { name, columns, .. } = self;
        let count = columns.split(',').count();
        let sql = format!("UPDATE {name} SET ({columns}) = ({}) WHERE id = ?{}", marks(count), count + 1);
        let values = (self.values)(draft).into_iter().chain([Value::from(id)]);
        tx.replace(self.word, &sql, params_from_iter(values))?;
        Ok(id)
    }

    /// Appends records as one block of the journal.
    pub(crate) fn append<T>(
        &self,
        tx: &Tx<'_>,
        batch: Option<Id>,
        write: impl FnOnce(&mut Appender<'_, D>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        tx.append(self.name.trim_matches('"'), |tx| {
            let statement = tx.prepare(&self.insert())?;
            write(&mut Appender { tx, statement, values: self.values, batch })
        })
    }

    /// Adds a record of an import, whatever number its draft has; answers the number it gets.
    pub(crate) fn add(&self, tx: &Tx<'_>, batch: Id, draft: &D) -> Result<Id, Error> {
        tx.insert(&self.insert(), params_from_iter(self.row(draft, Some(batch))))
    }

    /// Removes a record; says whether it was there.
    pub(crate) fn remove(&self, tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
        Ok(tx.run(&format!("DELETE FROM {} WHERE id = ?1", self.name), [id])? > 0)
    }

    fn insert(&self) -> String {
        let Table { name, columns, .. } = self;
        let marks = marks(columns.split(',').count() + 1);
        format!("INSERT INTO {name} ({columns}, batch) VALUES ({marks})")
    }

    fn row(&self, draft: &D, batch: Option<Id>) -> impl Iterator<Item = Value> {
        (self.values)(draft).into_iter().chain([Value::from(batch)])
    }
}

/// `?1, ?2, ?3`.
fn marks(count: usize) -> String {
    (1..=count).map(|number| format!("?{number}")).collect::<Vec<_>>().join(", ")
}

/// Takes the records of an import one after the other.
pub struct Appender<'a, D> {
    tx: &'a Tx<'a>,
    statement: CachedStatement<'a>,
    values: fn(&D) -> Vec<Value>,
    batch: Option<Id>,
}

impl<D> Appender<'_, D> {
    /// Appends one, whatever number its draft has; answers the number it gets.
    pub fn add(&mut self, draft: &D) -> Result<Id, Error> {
        let values = (self.values)(draft).into_iter().chain([Value::from(self.batch)]);
        self.statement.execute(params_from_iter(values))?;
        id(self.tx.conn.last_insert_rowid())
    }
}

/// A text without the blanks around it.
pub(crate) fn trimmed(text: &str) -> Value {
    Value::from(text.trim().to_owned())
}

/// A value that may be missing as the text its column holds.
pub(crate) fn optional(value: Option<impl ToString>) -> Value {
    Value::from(value.map(|value| value.to_string()))
}

/// A day that may be missing.
pub(crate) fn optional_day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<NaiveDate>> {
    crate::tx::optional_word(row, column)
}

/// An amount that may be missing.
pub(crate) fn optional_amount(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Amount>> {
    if row.get_ref(column)? == ValueRef::Null { Ok(None) } else { amount(row, column).map(Some) }
}
