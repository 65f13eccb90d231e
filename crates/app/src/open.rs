//! An open book, and a command's view of it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use domain::{Id, Settings};
use store::{Book, Tx};

use crate::budget::Cached;
use crate::{Context, Error};

/// The open book with what is kept beside it.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) book: Book,
    sheet: Mutex<Option<Cached>>,
}

impl Open {
    pub(crate) fn new(book: Book) -> Open {
        Open { book, sheet: Mutex::new(None) }
    }

    /// The budget sheet shown last, kept so that an edit need not read the plan again.
    pub(crate) fn sheet(&self) -> MutexGuard<'_, Option<Cached>> {
        self.sheet.lock().unwrap_or_else(|poisoned: PoisonError<_>| {
            let mut sheet = poisoned.into_inner();
            *sheet = None;
            sheet
        })
    }
}

/// What a command sees: a transaction, the open book and who asks.
pub(crate) struct Call<'a> {
    pub(crate) tx: &'a Tx<'a>,
    pub(crate) open: &'a Open,
    pub(crate) context: &'a Context<'a>,
}

impl Call<'_> {
    pub(crate) fn settings(&self) -> Result<Settings, Error> {
        Ok(store::settings::get(self.tx)?)
    }

    /// The day figures are shown as of: asked for, else pinned in the book, else today.
    pub(crate) fn as_of(&self, settings: &Settings) -> NaiveDate {
        self.context.as_of.or(settings.as_of).unwrap_or_else(|| self.context.today())
    }

    /// The number of the last change.
    pub(crate) fn last_change(&self) -> Result<Id, Error> {
        Ok(self.open.book.stacks(self.tx)?.last())
    }

    /// The plan of this number, or the one that figures are shown for when none is named.
    pub(crate) fn plan_or_default(&self, plan: Option<Id>) -> Result<Option<domain::plan::Plan>, Error> {
        match plan {
            Some(id) => Ok(Some(store::plan::get(self.tx, id)?)),
            None => Ok(domain::plan::default(&store::plan::all(self.tx)?).cloned()),
        }
    }
}
