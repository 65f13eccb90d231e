//! One row of a register, as its fields say it.

use std::fmt;

use chrono::NaiveDate;
use domain::{Amount, Currency, Month};

use crate::field::Field;
use crate::span::Span;

/// What a cell of a record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'r> {
    /// The cell is empty or says so: `n/a`.
    Nothing,
    /// Words, or a code.
    Text(&'r str),
    /// Words of other fields that stand in for a new record's, where the file does not speak of it.
    StandIn(&'r str),
    /// A day.
    Day(NaiveDate),
    /// A calendar month.
    Month(Month),
    /// An amount or a number, with its decimals.
    Number(Amount),
    /// A currency.
    Currency(Currency),
    /// A length of time.
    Span(Span),
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Nothing => Ok(()),
            Value::Text(text) | Value::StandIn(text) => f.write_str(text),
            Value::Day(day) => write!(f, "{day}"),
            Value::Month(month) => write!(f, "{month}"),
            Value::Number(number) => write!(f, "{number}"),
            Value::Currency(currency) => write!(f, "{currency}"),
            Value::Span(Span { months, days, .. }) if *months > 0 || *days == 0 => {
                write!(f, "{months} months")
            }
            Value::Span(Span { days, .. }) => write!(f, "{days} days"),
        }
    }
}

/// One row of a register.
#[derive(Debug)]
pub struct Record<'r> {
    /// Its row in the file, from 1.
    pub row: u32,
    /// The currency of its amounts; `None` where the file names none.
    pub currency: Option<Currency>,
    values: Vec<(Field, Value<'r>)>,
}

impl<'r> Record<'r> {
    pub(crate) fn new(row: u32, currency: Option<Currency>, values: Vec<(Field, Value<'r>)>) -> Record<'r> {
        Record { row, currency, values }
    }

    /// What a field says.
    pub fn value(&self, field: Field) -> Value<'r> {
        self.values.iter().find(|(known, _)| *known == field).map_or(Value::Nothing, |(_, value)| *value)
    }

    /// Whether the file speaks of a field at all, by a column or a value for every row.
    pub fn has(&self, field: Field) -> bool {
        self.values.iter().any(|(known, value)| *known == field && !matches!(value, Value::StandIn(_)))
    }

    /// Every field with a column or a value.
    pub fn values(&self) -> &[(Field, Value<'r>)] {
        &self.values
    }

    /// The text of a field; empty if it says nothing.
    pub fn text(&self, field: Field) -> &'r str {
        if let Value::Text(text) | Value::StandIn(text) = self.value(field) { text } else { "" }
    }

    /// The day of a field.
    pub fn day(&self, field: Field) -> Option<NaiveDate> {
        if let Value::Day(day) = self.value(field) { Some(day) } else { None }
    }

    /// The month of a field.
    pub fn month(&self, field: Field) -> Option<Month> {
        if let Value::Month(month) = self.value(field) { Some(month) } else { None }
    }

    /// The amount or number of a field.
    pub fn number(&self, field: Field) -> Option<Amount> {
        if let Value::Number(number) = self.value(field) { Some(number) } else { None }
    }

    /// The length of time of a field.
    pub fn span(&self, field: Field) -> Option<Span> {
        if let Value::Span(span) = self.value(field) { Some(span) } else { None }
    }
}
