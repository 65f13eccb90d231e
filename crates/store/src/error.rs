//! What can go wrong with a book, told apart where the user does something different.

use std::fmt;
use std::path::Path;

use domain::Month;

/// An error of the book. Its text is a sentence for the user.
#[derive(Debug)]
pub enum Error {
    /// The file is no book of ours.
    NotABook(String),
    /// The book was written by a newer version of the program.
    NewerBook,
    /// Somebody else is writing: who, and since when.
    Locked(String),
    /// Nothing can be written, and why.
    ReadOnly(String),
    /// The record is not there (any more).
    NotFound(String),
    /// The plan is approved: nothing changes its amounts.
    Frozen,
    /// The month is closed: nothing changes what was posted in it. Which one, where that is known.
    Closed(Option<Month>),
    /// What was to be undone has changed since.
    Conflict(String),
    /// The file is missing or cannot be read or written.
    File(String),
    /// SQLite refused for a reason that is ours to mend.
    Database(rusqlite::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotABook(text)
            | Error::Locked(text)
            | Error::ReadOnly(text)
            | Error::NotFound(text)
            | Error::Conflict(text)
            | Error::File(text) => f.write_str(text),
            Error::NewerBook => {
                f.write_str("This book was written by a newer version of Outlay. Update Outlay to open it.")
            }
            Error::Frozen => {
                f.write_str("This plan is approved and frozen. Make a new version of it and change that.")
            }
            Error::Closed(Some(month)) => write!(
                f,
                "{} {} is closed. To change what was posted in it, reopen it in Actuals, Months.",
                month.name(),
                month.year()
            ),
            Error::Closed(None) => f.write_str(
                "This belongs to a month that is closed. Reopen it in Actuals, Months, and close it again after.",
            ),
            Error::Database(error) => write!(f, "The book could not be read or written: {error}."),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    #[expect(clippy::wildcard_enum_match_arm, reason = "whatever else SQLite may say is ours to mend")]
    fn from(error: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode;
        match &error {
            rusqlite::Error::SqliteFailure(failure, message) => match failure.code {
                ErrorCode::NotADatabase => Error::NotABook(
                    "This file is no Outlay book. Choose a file that ends in .outlay.".to_owned(),
                ),
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Locked(
                    "The book is being written by another program. Try again in a moment.".to_owned(),
                ),
                ErrorCode::ReadOnly => Error::ReadOnly("The book can only be read here.".to_owned()),
                ErrorCode::DatabaseCorrupt => Error::NotABook(
                    "This book is damaged and cannot be read to the end. Use a copy from its backups folder."
                        .to_owned(),
                ),
                ErrorCode::DiskFull => {
                    Error::File("The disk is full. Nothing was changed; make room and try again.".to_owned())
                }
                ErrorCode::ConstraintViolation if message.as_deref() == Some("frozen") => Error::Frozen,
                ErrorCode::ConstraintViolation if message.as_deref() == Some("built on") => Error::Conflict(
                    "A new version was made of this plan since it was approved. It stays approved as long as that is in the book."
                        .to_owned(),
                ),
                ErrorCode::ConstraintViolation if message.as_deref() == Some("closed") => Error::Closed(None),
                ErrorCode::ConstraintViolation
                    if failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY =>
                {
                    Error::NotFound(
                        "A record that was chosen here is not in the book any more. Choose another."
                            .to_owned(),
                    )
                }
                _ => Error::Database(error),
            },
            _ => Error::Database(error),
        }
    }
}

impl Error {
    /// A file that the system would not let us use.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the system names the other reasons itself")]
    pub(crate) fn file(path: &Path, error: &std::io::Error) -> Error {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let why = match error.kind() {
            std::io::ErrorKind::NotFound => "it is not there any more, or its folder is not".to_owned(),
            std::io::ErrorKind::PermissionDenied => "you have no right to it".to_owned(),
            std::io::ErrorKind::AlreadyExists => "there is such a file already".to_owned(),
            _ => error.to_string(),
        };
        Error::File(format!("“{name}” cannot be used: {why}."))
    }
}
