//! The application: at most one open book, and the commands on it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;
use serde::de::DeserializeOwned;
use store::Meta;

use crate::apart::Apart;
use crate::files::Files;
use crate::open::{Call, Open};
use crate::{Context, Error, commands, import};

/// The application behind every window, command line and test.
#[derive(Debug, Default)]
pub struct App {
    book: RwLock<Option<Arc<Open>>>,
    pub(crate) files: Files,
    pub(crate) imports: import::Cache,
    /// Where the user's own lists lie (recent books, the sample); `None` keeps none.
    pub(crate) home: Option<PathBuf>,
    /// Where workbooks are read.
    pub(crate) apart: Apart,
}

impl App {
    /// An application that keeps the user's own lists in this folder, or nowhere.
    pub fn new(home: Option<PathBuf>) -> App {
        App { home, ..App::default() }
    }

    /// The same, with a process of its own for every workbook: it is started from this executable, whose `main`
    /// calls [`crate::apart::serve`]. Without one, workbooks are read in this process.
    #[must_use]
    pub fn with_reader(self, executable: Option<PathBuf>) -> App {
        App { apart: executable.map_or(Apart::Here, Apart::Process), ..self }
    }

    /// Runs a command of the table: its name, its argument as JSON, its answer as JSON.
    ///
    /// A panic is answered as an error: the book is as it was before the command.
    pub fn call(&self, context: &Context<'_>, name: &str, argument: &str) -> Result<String, Error> {
        let run = AssertUnwindSafe(|| commands::dispatch(self, context, name, argument));
        catch_unwind(run).unwrap_or_else(|_| {
            Err(Error::Unexpected(format!(
                "Something went wrong in “{name}”. Nothing was changed. Please report this."
            )))
        })
    }

    /// A token for a file that the user chose, for commands that read or write it.
    pub fn grant(&self, path: &Path) -> String {
        self.files.grant(path)
    }

    /// The path that a token stands for.
    pub fn granted(&self, token: &str) -> Result<PathBuf, Error> {
        self.files.path(token)
    }

    /// The name of the file of the open book.
    pub fn book_path(&self) -> Option<PathBuf> {
        self.open().ok().map(|open| open.book.path().to_owned())
    }

    /// Opens a book to read, whoever writes it: for questions of the command line.
    pub fn open_to_read(&self, path: &Path) -> Result<(), Error> {
        self.replace(Some(store::Book::open_to_read(path)?));
        Ok(())
    }

    /// Opens a book to write, or says who is writing it: for changes of the command line.
    pub fn open_to_write(&self, context: &Context<'_>, path: &Path) -> Result<(), Error> {
        let at = context.at();
        let who = store::Who { name: context.user, at: &at };
        self.replace(Some(store::Book::open_to_write(path, who)?));
        Ok(())
    }

    /// The open book.
    pub(crate) fn open(&self) -> Result<Arc<Open>, Error> {
        self.book.read().unwrap_or_else(PoisonError::into_inner).clone().ok_or(Error::NoBook)
    }

    /// Puts another book (or none) in the place of the open one, which closes when nobody uses it any more.
    pub(crate) fn replace(&self, book: Option<store::Book>) {
        let old = {
            let mut place = self.book.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *place, book.map(|book| Arc::new(Open::new(book))))
        };
        drop(old);
        self.files.take_back();
    }

    /// Runs a reading command in one transaction.
    pub(crate) fn read<T>(
        &self,
        context: &Context<'_>,
        run: impl FnOnce(&Call<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let open = self.open()?;
        open.book.read(|tx| run(&Call { tx, open: &open, context }))
    }

    /// Runs a changing command in one transaction with its entry in the journal.
    pub(crate) fn change<T, E>(
        &self,
        context: &Context<'_>,
        meta: &Meta<'_>,
        run: impl FnOnce(&Call<'_>) -> Result<(T, String), E>,
    ) -> Result<(T, Option<domain::Id>), E>
    where
        E: From<store::Error> + From<Error>,
    {
        let open = self.open()?;
        let at = context.at();
        let meta = Meta { who: context.user, at: &at, ..*meta };
        let (answer, change) = open.book.change(meta, |tx| {
            open.begin_change();
            run(&Call { tx, open: &open, context })
        })?;
        if let Some(change) = change {
            open.change_written(change);
        }
        Ok((answer, change))
    }
}

/// Reads a command's argument.
pub(crate) fn argument<T: DeserializeOwned>(name: &str, json: &str) -> Result<T, Error> {
    let json = if json.trim().is_empty() { "null" } else { json };
    serde_json::from_str(json).map_err(|error| {
        let text = error.to_string();
        let (what, _) = text.rsplit_once(" at line ").unwrap_or((&text, ""));
        // A value that the domain refuses says so in a sentence; the shape of JSON is the caller's affair.
        let is_sentence = what.ends_with('.');
        Error::invalid(
            "",
            if is_sentence {
                what.to_owned()
            } else {
                format!("“{name}” cannot be asked like this: {text}.")
            },
        )
    })
}

/// Writes a command's answer.
pub(crate) fn answer<T: Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Unexpected(error.to_string()))
}
