//! By which method a line is forecast: chosen for it, or the default of its category.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Method;
use crate::{Id, Problem};

/// A method with what it needs to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ForecastChoice"))]
pub struct Choice {
    /// The method.
    pub method: Method,
    /// Of how many of the last closed months a run rate is the mean; all if it is left out.
    #[serde(default)]
    pub last: Option<u32>,
}

impl Choice {
    /// What is taken where nothing was chosen.
    pub const FIRST: Choice = Choice { method: Method::RemainingBudget, last: None };

    /// As it is shown: `Run-rate, last 3 months`.
    pub fn label(self) -> String {
        match (self.method, self.last) {
            (Method::RunRate, Some(1)) => "Run-rate, last month".to_owned(),
            (Method::RunRate, Some(last)) => format!("Run-rate, last {last} months"),
            (method, _) => method.label().to_owned(),
        }
    }

    /// The same choice as it is kept: only a run rate has months to look back on.
    #[must_use]
    pub fn tidy(self) -> Choice {
        Choice { last: self.last.filter(|_| self.method == Method::RunRate), ..self }
    }

    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.last.is_some_and(|last| !(1..=12).contains(&last)) {
            let message = "A run rate is the mean of the last 1 to 12 closed months.";
            problems.push(Problem::new("last", message));
        }
        problems
    }
}

/// What the lines of a category go by; without a category, all lines that no other default is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "described above")]
pub struct ByCategory {
    pub category: Option<Id>,
    pub choice: Choice,
}

/// What a line of this category goes by where nothing is chosen for it.
pub fn default_of(defaults: &[ByCategory], category: Option<Id>) -> Choice {
    let of = |category: Option<Id>| defaults.iter().find(|one| one.category == category);
    category.and_then(|id| of(Some(id))).or_else(|| of(None)).map_or(Choice::FIRST, |one| one.choice)
}

/// How a line of a Forecast was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// By what.
    pub choice: Choice,
    /// Chosen for this line, not by the default of its category.
    pub chosen: bool,
    /// The months that were typed.
    pub manual: Marks,
}

/// Which of the twelve months of a plan were typed by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(pub [bool; 12]);

impl Marks {
    /// Reads a digit for each month, as they are stored.
    pub fn read(text: &str) -> Marks {
        let mut marks = Marks::default();
        for (mark, digit) in marks.0.iter_mut().zip(text.chars()) {
            *mark = digit == '1';
        }
        marks
    }

    /// The months from this one on, as they were.
    #[must_use]
    pub fn from(self, first: usize) -> Marks {
        Marks(std::array::from_fn(|month| month >= first && self.0[month]))
    }
}

impl fmt::Display for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|mark| f.write_str(if *mark { "1" } else { "0" }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(method: Method, last: Option<u32>) -> Choice {
        Choice { method, last }
    }

    #[test]
    fn a_category_has_its_default_and_the_rest_another() {
        let run_rate = choice(Method::RunRate, Some(3));
        let trend = choice(Method::Trend, None);
        let defaults = [
            ByCategory { category: None, choice: trend },
            ByCategory { category: Some(7), choice: run_rate },
        ];
        for (category, expected) in [(Some(7), run_rate), (Some(8), trend), (None, trend)] {
            assert_eq!(default_of(&defaults, category), expected, "{category:?}");
        }
        assert_eq!(default_of(&defaults[1..], Some(8)), Choice::FIRST);
    }

    #[test]
    fn a_choice_is_told_and_checked() {
        for (choice, label, problems) in [
            (choice(Method::RunRate, None), "Run-rate", 0),
            (choice(Method::RunRate, Some(1)), "Run-rate, last month", 0),
            (choice(Method::RunRate, Some(3)), "Run-rate, last 3 months", 0),
            (choice(Method::RunRate, Some(0)), "Run-rate, last 0 months", 1),
            (choice(Method::RunRate, Some(13)), "Run-rate, last 13 months", 1),
            (choice(Method::Seasonal, None), "Seasonal", 0),
            (choice(Method::Contract, None), "Contract", 0),
        ] {
            assert_eq!((choice.label().as_str(), choice.problems().len()), (label, problems));
        }
        assert_eq!(choice(Method::Trend, Some(3)).tidy(), choice(Method::Trend, None));
        assert_eq!(choice(Method::RunRate, Some(3)).tidy().last, Some(3));
    }

    #[test]
    fn marks_are_a_digit_a_month() {
        let marks = Marks::read("000001000010");
        assert_eq!(marks.to_string(), "000001000010");
        assert_eq!(marks.from(6).to_string(), "000000000010");
        assert_eq!(Marks::read(""), Marks::default());
    }
}
