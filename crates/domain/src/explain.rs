//! How a figure came about: a small tree of steps that the function which computed it wrote down.
//!
//! A calculation takes a [`Steps`] and notes what it does as it goes, so that the explanation is the
//! computation and not a second one. With [`Steps::off`] a note costs a comparison.
//!
//! ```
//! use domain::explain::{Figure, Steps};
//! use domain::Amount;
//!
//! fn yearly(month: Amount, steps: &mut Steps) -> Result<Amount, domain::money::Error> {
//!     let year = month.times(Amount::from(12))?;
//!     steps.note("Price of a year", "price of a month × 12", year, || vec![("price of a month", month.into())]);
//!     Ok(year)
//! }
//!
//! let mut steps = Steps::on();
//! assert_eq!(yearly(Amount::from(100), &mut steps)?.to_string(), "1200");
//! assert_eq!(steps.taken()[0].to_string(), "Price of a year: 1200 = price of a month × 12 (price of a month 100)");
//! # Ok::<(), domain::money::Error>(())
//! ```

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use crate::{Amount, Month};

/// A value in an explanation, with its kind so that each reader shows it in their own notation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Figure {
    /// An amount, quantity, rate or factor.
    Number(Amount),
    /// Parts of a hundred: 4.5 is 4.5 %.
    Percent(Amount),
    /// A day.
    Date(NaiveDate),
    /// A month.
    Month(Month),
    /// A word, such as the name of a method.
    Text(String),
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Figure::Number(amount) => amount.fmt(f),
            Figure::Percent(amount) => write!(f, "{amount} %"),
            Figure::Date(date) => date.fmt(f),
            Figure::Month(month) => month.fmt(f),
            Figure::Text(text) => f.write_str(text),
        }
    }
}

macro_rules! figures {
    ($($kind:ident($from:ty)),*) => {$(
        impl From<$from> for Figure {
            fn from(value: $from) -> Figure { Figure::$kind(value.into()) }
        }
    )*};
}
figures!(Number(Amount), Number(i64), Date(NaiveDate), Month(Month), Text(&str), Text(String));

/// One step of a calculation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What it finds, such as “Cancel by”.
    pub label: String,
    /// How, in words, such as “last day of the term − notice”.
    pub formula: String,
    /// What went in, by name.
    pub inputs: Vec<(String, Figure)>,
    /// What came out.
    pub value: Figure,
    /// How the inputs were found themselves.
    pub steps: Vec<Step>,
}

impl fmt::Display for Step {
    /// The step in one line, without those beneath it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.label, self.value)?;
        if !self.formula.is_empty() {
            write!(f, " = {}", self.formula)?;
        }
        for (index, (name, value)) in self.inputs.iter().enumerate() {
            write!(f, "{}{name} {value}", if index == 0 { " (" } else { ", " })?;
        }
        f.write_str(if self.inputs.is_empty() { "" } else { ")" })
    }
}

/// Where a calculation notes its steps, if anybody asks.
#[derive(Clone, Debug, Default)]
pub struct Steps(Option<Vec<Step>>);

impl Steps {
    /// Nobody asks: nothing is kept.
    pub const fn off() -> Steps {
        Steps(None)
    }

    /// Every step is kept.
    pub const fn on() -> Steps {
        Steps(Some(Vec::new()))
    }

    /// Whether steps are kept.
    pub fn asked(&self) -> bool {
        self.0.is_some()
    }

    /// Notes a step without steps of its own; `inputs` is only called if steps are kept.
    pub fn note(
        &mut self,
        label: &str,
        formula: &str,
        value: impl Into<Figure>,
        inputs: impl FnOnce() -> Vec<(&'static str, Figure)>,
    ) {
        self.add(|| Step {
            label: label.to_owned(),
            formula: formula.to_owned(),
            inputs: inputs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            value: value.into(),
            steps: Vec::new(),
        });
    }

    /// Adds a step that is only built if steps are kept.
    pub fn add(&mut self, step: impl FnOnce() -> Step) {
        if let Some(kept) = &mut self.0 {
            kept.push(step());
        }
    }

    /// A place for the steps beneath one that is still to be noted, kept only if these are.
    #[must_use]
    pub fn beneath(&self) -> Steps {
        Steps(self.0.as_ref().map(|_| Vec::new()))
    }

    /// Notes a step over those that were kept [beneath](Steps::beneath) it.
    pub fn over(
        &mut self,
        beneath: Steps,
        label: &str,
        formula: &str,
        value: impl Into<Figure>,
        inputs: impl FnOnce() -> Vec<(&'static str, Figure)>,
    ) {
        self.note(label, formula, value, inputs);
        if let Some(step) = self.0.as_mut().and_then(|kept| kept.last_mut()) {
            step.steps = beneath.taken();
        }
    }

    /// The steps that were kept, in order.
    pub fn taken(self) -> Vec<Step> {
        self.0.unwrap_or_default()
    }
}

/// Every step in a line of its own, those beneath a step before it, as they were taken.
pub fn lines(steps: &[Step]) -> Vec<String> {
    let mut lines = Vec::new();
    for step in steps {
        lines.extend(self::lines(&step.steps));
        lines.push(step.to_string());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_kept_only_when_asked() {
        for (mut steps, expected) in
            [(Steps::off(), Vec::new()), (Steps::on(), vec!["Half: 2 = whole ÷ 2 (whole 4)", "Answer: yes"])]
        {
            let mut beneath = steps.beneath();
            beneath.note("Half", "whole ÷ 2", 2, || vec![("whole", 4.into())]);
            steps.over(beneath, "Answer", "", "yes", Vec::new);
            assert_eq!(steps.asked(), !expected.is_empty());
            assert_eq!(lines(&steps.taken()), expected);
        }
    }
}
