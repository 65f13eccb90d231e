//! What enters at the edge: the time, the user, progress and cancel.

use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{NaiveDate, NaiveDateTime};

use crate::Error;

/// How far a long command is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: u32,
    /// Steps in all; 0 if not known.
    pub total: u32,
    /// What is being done.
    pub text: String,
}

/// Who asks, when, and how they follow along.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The local time.
    pub now: NaiveDateTime,
    /// The day figures are asked as of, instead of the book's.
    pub as_of: Option<NaiveDate>,
    /// The user's name.
    pub user: &'a str,
    /// Is told how far a long command is.
    pub progress: &'a (dyn Fn(Progress) + Sync),
    /// Set when the user does not want the answer any more.
    pub cancelled: &'a AtomicBool,
}

impl Context<'_> {
    /// The local date.
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// The local time as it is stored: `2026-11-22T10:04:00`.
    pub(crate) fn at(&self) -> String {
        self.now.format("%Y-%m-%dT%H:%M:%S").to_string()
    }

    /// Tells how far a command is, and stops it if the user has cancelled.
    pub(crate) fn tell(&self, done: u32, total: u32, text: &str) -> Result<(), Error> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(Error::Cancelled);
        }
        (self.progress)(Progress { done, total, text: text.to_owned() });
        Ok(())
    }
}

impl std::fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context").field("now", &self.now).field("user", &self.user).finish_non_exhaustive()
    }
}
