//! Why a finance function has no result: the spreadsheet's code and a sentence with the reason.

use std::borrow::Cow;
use std::fmt;

use crate::{Problem, money};

/// The kind of failure, as a spreadsheet shows it in the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// `#NUM!`: the arguments have no result, or one that does not fit 28 digits.
    Num,
    /// `#DIV/0!`: the result would divide by zero.
    Div0,
    /// `#VALUE!`: an argument is of the wrong kind, missing or too much.
    Value,
    /// `#NAME?`: there is no such function.
    Name,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Code::Num => "#NUM!",
            Code::Div0 => "#DIV/0!",
            Code::Value => "#VALUE!",
            Code::Name => "#NAME?",
        })
    }
}

/// Why a finance function has no result. Prints as its code; [`Error::reason`] is the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What a spreadsheet shows.
    pub code: Code,
    reason: Cow<'static, str>,
}

impl Error {
    /// The sentence for the user: what is wrong and, where there is one, the remedy.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    pub(super) fn num(reason: impl Into<Cow<'static, str>>) -> Error {
        Error { code: Code::Num, reason: reason.into() }
    }

    pub(super) fn div0(reason: impl Into<Cow<'static, str>>) -> Error {
        Error { code: Code::Div0, reason: reason.into() }
    }

    pub(super) fn value(reason: impl Into<Cow<'static, str>>) -> Error {
        Error { code: Code::Value, reason: reason.into() }
    }

    pub(super) fn name(reason: impl Into<Cow<'static, str>>) -> Error {
        Error { code: Code::Name, reason: reason.into() }
    }

    /// `Ok` if the condition holds, else `#NUM!` with this reason.
    pub(super) fn num_unless(holds: bool, reason: &'static str) -> Result<(), Error> {
        if holds { Ok(()) } else { Err(Error::num(reason)) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code.fmt(f)
    }
}

impl std::error::Error for Error {}

impl From<money::Error> for Error {
    fn from(error: money::Error) -> Error {
        let reason = error.to_string();
        match error {
            money::Error::DivisionByZero => Error::div0(reason),
            money::Error::TooLarge => {
                Error::num("A result here has more than the 28 digits that can be kept exactly.")
            }
            money::Error::NoPower => Error::num(
                "This takes a root or logarithm of a negative number. Check the signs of rate and amounts.",
            ),
            money::Error::NotANumber | money::Error::Weight | money::Error::NotTheTotal => {
                Error::value(reason)
            }
        }
    }
}

impl From<Error> for crate::Error {
    fn from(error: Error) -> crate::Error {
        crate::Error::Invalid(vec![Problem::new("", error.reason)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_fails_as_in_a_spreadsheet() {
        for (error, code, reason) in [
            (money::Error::DivisionByZero, "#DIV/0!", "This divides by zero."),
            (
                money::Error::TooLarge,
                "#NUM!",
                "A result here has more than the 28 digits that can be kept exactly.",
            ),
            (
                money::Error::NoPower,
                "#NUM!",
                "This takes a root or logarithm of a negative number. Check the signs of rate and amounts.",
            ),
            (
                money::Error::NotANumber,
                "#VALUE!",
                "This is not a number. Write it like 1200.50, without signs between the thousands.",
            ),
        ] {
            let error = Error::from(error);
            assert_eq!((error.to_string().as_str(), error.reason()), (code, reason));
            assert_eq!(crate::Error::from(error).to_string(), reason);
        }
        assert_eq!(Error::name("No.").to_string(), "#NAME?");
    }
}
