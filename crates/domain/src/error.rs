//! Why a calculation has no result, in words that a user understands.

use std::fmt;

use crate::{Problem, money};

/// Why a calculation has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// What it was given is at fault: every fault with its field and remedy.
    Invalid(Vec<Problem>),
    /// The arithmetic leaves what an exact decimal can hold, or divides by zero.
    Money(money::Error),
    /// A date falls outside the years 0 to 9999.
    Date,
}

impl Error {
    /// One fault of what was given.
    pub fn invalid(field: &str, message: impl Into<String>) -> Error {
        Error::Invalid(vec![Problem::new(field, message)])
    }

    /// Why an amount cannot be split by weights, said of the amount that the user gave.
    pub(crate) fn of_split(error: money::Error) -> Error {
        if error == money::Error::TooLarge {
            let message = "The amount and its weights together have more digits than can be shared out exactly. Round one of them.";
            return Error::invalid("amount", message);
        }
        Error::Money(error)
    }

    /// `Ok` without problems, else all of them.
    pub fn unless_empty(problems: Vec<Problem>) -> Result<(), Error> {
        if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Invalid(problems) => {
                for (index, problem) in problems.iter().enumerate() {
                    let space = if index == 0 { "" } else { " " };
                    write!(f, "{space}{}", problem.message)?;
                }
                Ok(())
            }
            Error::Money(error) => error.fmt(f),
            Error::Date => f.write_str("A date here falls outside the years 0 to 9999."),
        }
    }
}

impl std::error::Error for Error {}

impl From<money::Error> for Error {
    fn from(error: money::Error) -> Error {
        Error::Money(error)
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Error {
        Error::Invalid(vec![problem])
    }
}
