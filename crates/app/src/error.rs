//! Why a command has no answer: a variant only where the window does something different.

use std::fmt;

use domain::Problem;
use serde::Serialize;

/// An error as it crosses to the window: `kind`, a `message` for the user, and problems at fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// What was given is wrong: every fault, at its field.
    Invalid(Vec<Problem>),
    /// The record is not there (any more).
    NotFound(String),
    /// No book is open.
    NoBook,
    /// The book was written by a newer version.
    NewerBook(String),
    /// The file is no book.
    NotABook(String),
    /// Somebody else is writing.
    Locked(String),
    /// Nothing can be written: a read-only place, a frozen plan, or a closed month.
    ReadOnly(String),
    /// What was to be undone has changed since.
    Conflict(String),
    /// The user cancelled.
    Cancelled,
    /// A fault that is ours or the system's.
    Unexpected(String),
}

impl Error {
    /// One fault of one field.
    pub(crate) fn invalid(field: &str, message: impl Into<String>) -> Error {
        Error::Invalid(vec![Problem::new(field, message)])
    }

    /// Nothing if there are no problems.
    pub(crate) fn unless_empty(problems: Vec<Problem>) -> Result<(), Error> {
        if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
    }

    /// Its kind as it crosses the wire.
    pub fn kind(&self) -> &'static str {
        match self {
            Error::Invalid(_) => "invalid",
            Error::NotFound(_) => "not_found",
            Error::NoBook => "no_book",
            Error::NewerBook(_) => "newer_book",
            Error::NotABook(_) => "not_a_book",
            Error::Locked(_) => "locked",
            Error::ReadOnly(_) => "read_only",
            Error::Conflict(_) => "conflict",
            Error::Cancelled => "cancelled",
            Error::Unexpected(_) => "unexpected",
        }
    }

    /// The error as JSON: `{"kind", "message", "problems"}`.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Wire<'a> {
            kind: &'a str,
            message: String,
            problems: &'a [Problem],
        }
        let problems = match self {
            Error::Invalid(problems) => problems.as_slice(),
            Error::NotFound(_)
            | Error::NoBook
            | Error::NewerBook(_)
            | Error::NotABook(_)
            | Error::Locked(_)
            | Error::ReadOnly(_)
            | Error::Conflict(_)
            | Error::Cancelled
            | Error::Unexpected(_) => &[],
        };
        serde_json::to_string(&Wire { kind: self.kind(), message: self.to_string(), problems })
            .unwrap_or_else(|_| r#"{"kind":"unexpected","message":"","problems":[]}"#.to_owned())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Invalid(problems) => {
                let sentences: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
                f.write_str(&sentences.join(" "))
            }
            Error::NoBook => f.write_str("No book is open."),
            Error::Cancelled => f.write_str("Cancelled; nothing was changed."),
            Error::NotFound(text)
            | Error::NewerBook(text)
            | Error::NotABook(text)
            | Error::Locked(text)
            | Error::ReadOnly(text)
            | Error::Conflict(text)
            | Error::Unexpected(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Error {}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        let text = error.to_string();
        match error {
            store::Error::NotABook(_) => Error::NotABook(text),
            store::Error::NewerBook => Error::NewerBook(text),
            store::Error::Locked(_) => Error::Locked(text),
            store::Error::ReadOnly(_) | store::Error::Frozen | store::Error::Closed(_) => {
                Error::ReadOnly(text)
            }
            store::Error::NotFound(_) => Error::NotFound(text),
            store::Error::Conflict(_) => Error::Conflict(text),
            store::Error::File(_) | store::Error::Database(_) => Error::Unexpected(text),
        }
    }
}

impl From<import::Refusal> for Error {
    fn from(refusal: import::Refusal) -> Error {
        let field = if refusal.field.is_empty() { "file".to_owned() } else { refusal.field };
        Error::Invalid(vec![Problem { field, message: refusal.message }])
    }
}

impl From<::report::Error> for Error {
    fn from(error: ::report::Error) -> Error {
        match error {
            ::report::Error::Cancelled => Error::Cancelled,
            ::report::Error::TooLarge | ::report::Error::Unexpected(_) => {
                Error::Unexpected(error.to_string())
            }
        }
    }
}

impl From<domain::Error> for Error {
    fn from(error: domain::Error) -> Error {
        match error {
            domain::Error::Invalid(problems) => Error::Invalid(problems),
            domain::Error::Money(error) => error.into(),
            domain::Error::Date => Error::invalid("", error.to_string()),
        }
    }
}

impl From<domain::money::Error> for Error {
    fn from(error: domain::money::Error) -> Error {
        Error::Unexpected(format!("A total cannot be shown. {error}"))
    }
}
