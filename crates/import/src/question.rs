//! What a file leaves open: a sentence with what was assumed and why, and the answers, each with the option that gives it.
//!
//! Whoever shows a question needs to know nothing of it: the window makes a button of an answer, the command line
//! names the option. A question whose option is given is not asked.

use domain::bill::Basis;
use serde::{Deserialize, Serialize};

use crate::options::{FarEnd, Parts, RateIs, Scale};
use crate::{DateOrder, DecimalSign};

/// Something that the file leaves open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportQuestion"))]
pub struct Question {
    /// What is asked, what was assumed, and why.
    pub sentence: String,
    /// What can be answered; nothing where no option decides it.
    pub answers: Vec<Answer>,
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportAnswer"))]
pub struct Answer {
    /// The answer in a few words.
    pub label: String,
    /// The option that gives it.
    pub gives: Given,
    /// Whether the file was read so meanwhile.
    pub assumed: bool,
}

/// An option with its value, written as that part of the options is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportGiven"))]
pub enum Given {
    /// The order of day, month and year.
    Dates(DateOrder),
    /// The decimal sign of amounts.
    Decimal(DecimalSign),
    /// The unit of the amounts.
    Scale(Scale),
    /// What end dates that mean “never” are.
    FarEnd(FarEnd),
    /// Which cost of a cloud bill is posted.
    Cost(Basis),
    /// Which way round rates are written.
    RateIs(RateIs),
    /// Whether a cloud bill is the whole one or a further part.
    Parts(Parts),
    /// A value for every row, beside the others that are set.
    Set(Vec<(String, String)>),
    /// Rows that are not to be read, beside the others.
    LeaveOut(Vec<u32>),
    /// Rows that are data although they look like totals, beside the others.
    Keep(Vec<u32>),
    /// The fields by which a row is known again.
    Key(Vec<String>),
}

impl Question {
    /// Asks which of a few values is meant.
    pub fn which<T: Copy + PartialEq>(
        sentence: impl Into<String>,
        assumed: T,
        values: &[(T, &str)],
        gives: fn(T) -> Given,
    ) -> Question {
        let answer = |(value, label): &(T, &str)| Answer {
            label: (*label).to_owned(),
            gives: gives(*value),
            assumed: *value == assumed,
        };
        Question { sentence: sentence.into(), answers: values.iter().map(answer).collect() }
    }

    /// Asks whether rows are totals, which are left out, or count.
    pub(crate) fn of_totals(sentence: impl Into<String>, rows: &[u32], are_left: bool) -> Question {
        let [total, line] = if rows.len() == 1 {
            ["It is a total: leave it out", "It counts: keep it"]
        } else {
            ["They are totals: leave them out", "They count: keep them"]
        };
        let answer = |label: &str, gives, assumed| Answer { label: label.to_owned(), gives, assumed };
        let answers = vec![
            answer(total, Given::LeaveOut(rows.to_vec()), are_left),
            answer(line, Given::Keep(rows.to_vec()), !are_left),
        ];
        Question { sentence: sentence.into(), answers }
    }

    /// Says that something is open which no option decides.
    pub fn told(sentence: impl Into<String>) -> Question {
        Question { sentence: sentence.into(), answers: Vec::new() }
    }
}
