//! Why a report was not made, and how the one who waits for it is kept informed.

use std::fmt;

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The one who waited does not want it any more.
    Cancelled,
    /// A sum needs more digits than an exact decimal has.
    TooLarge,
    /// The library that writes the file refused.
    Unexpected(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Cancelled => f.write_str("The report was cancelled."),
            Error::TooLarge => f.write_str("A total of the report has more digits than can be kept exactly."),
            Error::Unexpected(reason) => write!(f, "The report could not be written: {reason}."),
        }
    }
}

impl std::error::Error for Error {}

impl From<domain::money::Error> for Error {
    fn from(_: domain::money::Error) -> Error {
        Error::TooLarge
    }
}

/// Tells how far a long report is; the answer `false` cancels it.
#[derive(Clone, Copy)]
pub struct Progress<'a> {
    tell: &'a dyn Fn(f32) -> bool,
    from: f32,
    to: f32,
}

impl<'a> Progress<'a> {
    /// `tell` gets a share from 0 to 1 and answers whether to go on.
    pub fn new(tell: &'a dyn Fn(f32) -> bool) -> Progress<'a> {
        Progress { tell, from: 0.0, to: 1.0 }
    }

    /// A report that nobody waits for.
    pub fn none() -> Progress<'static> {
        Progress::new(&|_| true)
    }

    /// The part of the work between two shares.
    #[expect(clippy::float_arithmetic, reason = "a share of the work, not money")]
    pub(crate) fn part(self, from: f32, to: f32) -> Progress<'a> {
        let size = self.to - self.from;
        Progress { from: self.from + size * from, to: self.from + size * to, ..self }
    }

    /// Step `done` of `all` of this part begins.
    #[expect(
        clippy::float_arithmetic,
        clippy::cast_precision_loss,
        reason = "a share of the work, not money"
    )]
    pub(crate) fn at(self, done: usize, all: usize) -> Result<(), Error> {
        let share = done as f32 / all.max(1) as f32;
        if (self.tell)(self.from + (self.to - self.from) * share) { Ok(()) } else { Err(Error::Cancelled) }
    }
}
