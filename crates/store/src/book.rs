//! Opening, creating and closing a book, and running its transactions.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::Settings;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::journal::{self, Meta, Stacks};
use crate::lock::Lock;
use crate::place::{self, Place};
use crate::{Error, Tx, backup, functions, loose, migrations};

/// "OUTL": marks the file as a book of ours.
const APPLICATION_ID: i32 = 0x4F55_544C;

/// What a new book is filled with.
pub type First<'a> = &'a dyn Fn(&Tx<'_>) -> Result<(), Error>;

/// Who opens a book, and when (local time, RFC 3339).
#[derive(Clone, Copy, Debug)]
pub struct Who<'a> {
    /// The user's name.
    pub name: &'a str,
    /// The time.
    pub at: &'a str,
}

/// An open book. Closing folds everything into the one file.
#[derive(Debug)]
pub struct Book {
    path: PathBuf,
    /// A connection of its own, so that a screen answers while an import writes.
    reader: Option<Mutex<Connection>>,
    writer: Result<Mutex<Writer>, Refusal>,
    notice: Option<String>,
    stacks: Mutex<Stacks>,
}

#[derive(Debug)]
struct Writer {
    conn: Connection,
    backed_up: bool,
    // Last, so that the lock is given back after the connection is closed.
    _lock: Lock,
}

/// Why a book cannot be written.
#[derive(Clone, Debug)]
enum Refusal {
    /// Somebody else is writing it.
    Locked(String),
    /// The file or its folder can only be read.
    Marked(String),
    /// It was asked for to read.
    Asked,
}

impl Refusal {
    fn text(&self) -> &str {
        match self {
            Refusal::Locked(why) | Refusal::Marked(why) => why,
            Refusal::Asked => "This book was opened to read only.",
        }
    }

    fn error(&self) -> Error {
        match self {
            Refusal::Locked(why) => Error::Locked(why.clone()),
            Refusal::Marked(_) | Refusal::Asked => Error::ReadOnly(self.text().to_owned()),
        }
    }
}

impl Book {
    /// Creates a book with these settings, the nine cost pools and what `first` adds. None of that is a
    /// change: a new book has nothing to undo. An existing file is not overwritten.
    pub fn create(path: &Path, settings: &Settings, who: Who<'_>, first: First<'_>) -> Result<Book, Error> {
        std::fs::File::create_new(path).map_err(|error| Error::file(path, &error))?;
        match Book::fill(path, settings, who, first) {
            Ok(book) => Ok(book),
            Err(error) => {
                let _ = std::fs::remove_file(path);
                Err(error)
            }
        }
    }

    fn fill(path: &Path, settings: &Settings, who: Who<'_>, first: First<'_>) -> Result<Book, Error> {
        let lock = Lock::take(path, who.name, who.at)?;
        let mut conn = Connection::open(path)?;
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
        migrations::apply(&mut conn)?;
        prepare(&conn)?;
        // Before the journal is started, so that nothing of this is recorded.
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let tx = Tx { conn: &transaction, recording: false };
        crate::settings::insert(&tx, settings)?;
        for (name, expense) in domain::category::COST_POOLS {
            let draft = domain::category::Draft { id: None, name: name.to_owned(), parent: None, expense };
            crate::category::save(&tx, &draft)?;
        }
        first(&tx)?;
        transaction.commit()?;
        Book::writing(path, conn, lock, true)
    }

    /// Opens a book to read and write, bringing an older one up to date after a copy.
    ///
    /// Where it cannot be written (read-only file or folder, another writer) it is opened to read, and
    /// [`Book::read_only`] says why.
    pub fn open(path: &Path, who: Who<'_>) -> Result<Book, Error> {
        identify(path)?;
        if let Some(why) = place::read_only(path) {
            return Book::reading(path, Refusal::Marked(why.to_owned()));
        }
        let lock = match Lock::take(path, who.name, who.at) {
            Ok(lock) => lock,
            Err(Error::Locked(why)) => return Book::reading(path, Refusal::Locked(why)),
            Err(Error::ReadOnly(why)) => return Book::reading(path, Refusal::Marked(why)),
            Err(other) => return Err(other),
        };
        let mut conn = Connection::open(path)?;
        prepare(&conn)?;
        if version(&conn)? < migrations::current() {
            backup::copy(&conn, path, who.at).map_err(Error::File)?;
            migrations::apply(&mut conn)?;
        }
        Book::writing(path, conn, lock, false)
    }

    /// Opens a book to write, or says who is writing or why it cannot be written.
    pub fn open_to_write(path: &Path, who: Who<'_>) -> Result<Book, Error> {
        let book = Book::open(path, who)?;
        match &book.writer {
            Ok(_) => Ok(book),
            Err(refusal) => Err(refusal.error()),
        }
    }

    /// Opens a book to read only, whoever is writing it.
    pub fn open_to_read(path: &Path) -> Result<Book, Error> {
        identify(path)?;
        let refusal = match place::read_only(path) {
            Some(why) => Refusal::Marked(why.to_owned()),
            None => Refusal::Asked,
        };
        Book::reading(path, refusal)
    }

    fn writing(path: &Path, conn: Connection, lock: Lock, new: bool) -> Result<Book, Error> {
        let notice = match Place::of(path) {
            Place::Local => {
                conn.pragma_update(None, "journal_mode", "WAL")?;
                None
            }
            Place::Shared(what) => {
                // No shared memory there. Pages stay in memory until the end of a change, so that
                // others can read the book while an import writes.
                conn.pragma_update(None, "journal_mode", "DELETE")?;
                conn.pragma_update(None, "cache_spill", false)?;
                Some(format!(
                    "This book lies in {what}. Close it before you open it on another machine; two copies changed at once cannot be joined."
                ))
            }
        };
        // 16 MB: an import comes back to the pages of its indexes again and again.
        conn.pragma_update(None, "cache_size", -16_384)?;
        journal::start(&conn)?;
        let reader = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        prepare(&reader)?;
        Ok(Book {
            path: path.to_owned(),
            reader: Some(Mutex::new(reader)),
            writer: Ok(Mutex::new(Writer { conn, backed_up: new, _lock: lock })),
            notice,
            stacks: Mutex::default(),
        })
    }

    fn reading(path: &Path, refusal: Refusal) -> Result<Book, Error> {
        let conn = match refusal {
            Refusal::Marked(_) => place::open_unwritten(path)?,
            Refusal::Locked(_) | Refusal::Asked => {
                Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?
            }
        };
        prepare(&conn)?;
        if version(&conn)? < migrations::current() {
            let message = "This book was written by an older version of Outlay and cannot be brought up to date here, because it can only be read. Copy it to a folder of your own and open the copy.";
            return Err(Error::ReadOnly(message.to_owned()));
        }
        Ok(Book {
            path: path.to_owned(),
            reader: Some(Mutex::new(conn)),
            writer: Err(refusal),
            notice: None,
            stacks: Mutex::default(),
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why nothing can be written, if so.
    pub fn read_only(&self) -> Option<&str> {
        self.writer.as_ref().err().map(Refusal::text)
    }

    /// What the user should know about the book's place.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Runs a reading transaction: everything in it sees the book at one moment.
    pub fn read<T, E: From<Error>>(&self, run: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        match &self.reader {
            Some(reader) => read_in(&mut lock(reader), run),
            None => read_in(&mut self.writer()?.conn, run),
        }
    }

    /// Runs a change: all of it happens, with its entry in the journal, or none of it.
    ///
    /// `run` answers with the sentence that the history shows. A change that touches no row leaves no entry.
    /// The number of the entry is answered, if there is one.
    pub fn change<T, E: From<Error>>(
        &self,
        meta: Meta<'_>,
        run: impl FnOnce(&Tx<'_>) -> Result<(T, String), E>,
    ) -> Result<(T, Option<domain::Id>), E> {
        let mut writer = self.writer()?;
        let backed_up = writer.backed_up;
        let transaction =
            writer.conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(Error::from)?;
        let change = journal::begin(&transaction)?;
        let (answer, summary) = run(&Tx { conn: &transaction, recording: true })?;
        loose::sweep(&transaction)?;
        let change = journal::finish(&transaction, change, &meta, &summary)?;
        if change.is_some() && !backed_up {
            // Only now is it known that something changes; another connection still sees the book as it was.
            // A missing copy is no reason to lose the change: the folder may be full or protected.
            let _ = Connection::open_with_flags(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)
                .map_err(|error| error.to_string())
                .and_then(|before| backup::copy(&before, &self.path, meta.at));
        }
        journal::commit(&transaction)?;
        drop(transaction);
        writer.backed_up |= change.is_some();
        Ok((answer, change))
    }

    /// Undo and redo as they stand: which changes can be taken back or done again.
    pub fn stacks(&self, tx: &Tx<'_>) -> Result<Stacks, Error> {
        let mut stacks = lock(&self.stacks);
        stacks.advance(tx.conn)?;
        Ok(stacks.clone())
    }

    fn writer(&self) -> Result<MutexGuard<'_, Writer>, Error> {
        self.writer.as_ref().map(lock).map_err(Refusal::error)
    }
}

impl Drop for Book {
    /// Folds the write-ahead log into the one file, so that it can be copied or sent as it is.
    fn drop(&mut self) {
        self.reader = None;
        if let Ok(writer) = &self.writer {
            let conn = &lock(writer).conn;
            // Another program that is reading keeps the log: what is in it goes into the file all the
            // same, and closing does not wait for that program.
            let _ = conn.busy_timeout(Duration::from_millis(200));
            let _ = conn.pragma_update(None, "wal_checkpoint", "TRUNCATE");
            let _ = conn.pragma_update(None, "journal_mode", "DELETE");
        }
    }
}

/// A panic in one command must not close the book for the next: transactions roll back by themselves.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read_in<T, E: From<Error>>(
    conn: &mut Connection,
    run: impl FnOnce(&Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let transaction = conn.transaction().map_err(Error::from)?;
    run(&Tx { conn: &transaction, recording: false })
}

/// Refuses what is no book of ours, and newer books, by the first bytes of the file: nothing is opened
/// as a database, or written beside it, that may not be one.
fn identify(path: &Path) -> Result<(), Error> {
    use std::io::Read;
    let failed = |error: std::io::Error| Error::file(path, &error);
    let is_file = path.metadata().map_err(failed)?.is_file();
    let mut header = Vec::new();
    if is_file {
        std::fs::File::open(path).map_err(failed)?.take(100).read_to_end(&mut header).map_err(failed)?;
    }
    let number =
        |at: usize| header.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(i32::from_be_bytes);
    if !header.starts_with(b"SQLite format 3\0") || number(68) != Some(APPLICATION_ID) {
        let message = "This file is no Outlay book. Choose a file that ends in .outlay, or import the file into a book.";
        return Err(Error::NotABook(message.to_owned()));
    }
    if number(60).is_some_and(|version| i64::from(version) > migrations::current()) {
        return Err(Error::NewerBook);
    }
    Ok(())
}

/// The version of a book; a newer one than ours is refused.
fn version(conn: &Connection) -> Result<i64, Error> {
    let version = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version > migrations::current() { Err(Error::NewerBook) } else { Ok(version) }
}

/// What every connection needs.
fn prepare(conn: &Connection) -> Result<(), Error> {
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.set_prepared_statement_cache_capacity(128);
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    functions::register(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_connections_have_the_pragmas() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("IT.outlay");
        let settings = Settings::new("Acme", "EUR".parse().unwrap(), 1);
        let who = Who { name: "Anna", at: "2026-11-22T09:30:00Z" };
        let book = Book::create(&path, &settings, who, &|_| Ok(())).unwrap();
        let writer = book.writer().unwrap();
        let reader = lock(book.reader.as_ref().unwrap());
        for (name, value) in [
            ("application_id", i64::from(APPLICATION_ID)),
            ("user_version", migrations::current()),
            ("synchronous", 2),
            ("foreign_keys", 1),
            ("trusted_schema", 0),
            ("cell_size_check", 1),
            ("busy_timeout", 5000),
        ] {
            for conn in [&writer.conn, &reader] {
                let is: i64 = conn.pragma_query_value(None, name, |row| row.get(0)).unwrap();
                assert_eq!(is, value, "{name}");
            }
        }
        let mode: String = writer.conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
    }

    /// What every table needs so that one journal serves them all.
    #[test]
    fn every_table_is_strict_and_has_the_key_id() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrations::apply(&mut conn).unwrap();
        let mut tables = conn
            .prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'change_row'")
            .unwrap();
        let mut rows = tables.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let (name, strict): (String, bool) = (row.get(0).unwrap(), row.get(1).unwrap());
            assert!(strict, "{name}");
            // Not in the journal.
            if ["mapping", "content"].contains(&name.as_str()) {
                continue;
            }
            let sql = "SELECT name FROM pragma_table_info(?1) WHERE pk = 1 AND type = 'INTEGER'";
            let key: String = conn.query_row(sql, [&name], |row| row.get(0)).unwrap();
            assert_eq!(key, "id", "{name}");
            let sql = "SELECT count(*) FROM pragma_foreign_key_list(?1) WHERE on_delete <> 'NO ACTION' OR on_update <> 'NO ACTION'";
            let cascades: i64 = conn.query_row(sql, [&name], |row| row.get(0)).unwrap();
            assert_eq!(cascades, 0, "a cascade would not be journalled as it was made: {name}");
        }
    }
}
