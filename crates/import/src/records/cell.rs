//! What single cells of a register say.

use domain::{Currency, Month};

use super::{Open, Reader, Slot, Value};
use crate::field::{self, Field, Shape};
use crate::label::Label;
use crate::layout::open_sign;
use crate::number::{self, Reading};
use crate::options::{FarEnd, Kind};
use crate::sheet::CellKind;
use crate::{DecimalSign, MonthRef, date, month, score};

/// What to say of a number whose last digits a spreadsheet program has dropped: two of them may look the same.
pub(super) fn shortened(text: &str) -> String {
    format!(
        "“{text}” is a number that a spreadsheet program has shortened, so that its last digits are lost: save the file \
         again with this column as text."
    )
}

impl Reader<'_, '_> {
    /// An amount or a quantity, with the currency it names.
    pub(super) fn number<'r>(
        &mut self,
        text: &'r str,
        kind: CellKind,
        label: Option<Label>,
        at: usize,
    ) -> Result<(Value<'r>, Option<Currency>), String> {
        let field = self.slots[at].field;
        let quantity = self.slots[at].shape == Shape::Quantity;
        let sign = if kind == CellKind::Number { DecimalSign::Point } else { self.layout.decimal_sign() };
        // A length or a rate has no unit of money; a price of one seat is rarely in thousands.
        let money = !quantity && field != Field::UnitPrice;
        let read = number::read_quantity(text, sign, quantity);
        let scored = score::read(text, sign).filter(|_| field == Field::Score);
        let read = scored.map_or(read, |(value, _)| Ok(Reading::Amount(value, None)));
        match read.and_then(|read| if money { self.layout.scaled(read) } else { Ok(read) }) {
            Ok(Reading::Nothing) => Ok((Value::Nothing, None)),
            Ok(Reading::Amount(amount, _)) if self.counts(field) && amount.round(0) != amount => {
                Err(format!("“{text}” is no whole number."))
            }
            Ok(Reading::Amount(amount, currency)) => {
                let open = if label == Some(Label::Dollar) {
                    Some("$")
                } else {
                    open_sign(text, Reading::Amount(amount, currency))
                };
                open.filter(|_| !quantity).into_iter().for_each(|sign| self.collector.sign(sign));
                Ok((Value::Number(amount), currency))
            }
            Err(error) => Err(error.message(text, sign)),
        }
    }

    /// Whether a field counts licences, of which there are no halves.
    fn counts(&self, field: Field) -> bool {
        self.layout.kind == Kind::Licences && matches!(field, Field::Bought | Field::Assigned | Field::Used)
    }

    /// Whether a cell says that its number or day is not known, or without limit, where it may be missing; it is counted.
    pub(super) fn leaves_open(&mut self, text: &str, at: usize) -> bool {
        let Slot { field, column, shape, .. } = self.slots[at];
        let what = match shape {
            Shape::Amount | Shape::Quantity => "number",
            Shape::Day | Shape::End => "date",
            Shape::Words
            | Shape::Code
            | Shape::Currency
            | Shape::Month
            | Shape::Year
            | Shape::Span
            | Shape::Expense
            | Shape::Purpose
            | Shape::Side
            | Shape::Period => return false,
        };
        let required = || field::required(self.layout.kind).iter().any(|group| group.contains(&field));
        if !number::is_open(text) || required() {
            return false;
        }
        let column = column.unwrap_or(0);
        let seen = self.open.iter_mut().find(|open| open.column == column && open.text == text);
        if let Some(open) = seen {
            open.count += 1;
        } else if self.open.len() < 10 {
            self.open.push(Open { column, what, text: text.to_owned(), count: 1 });
        }
        true
    }

    pub(super) fn end<'r>(
        &self,
        text: &'r str,
        kind: CellKind,
        column: Option<usize>,
    ) -> Result<Value<'r>, String> {
        let day = self.layout.date(text, kind, column)?;
        let far = self.layout.far_end.as_ref().map_or(FarEnd::None, |decision| decision.value);
        Ok(if date::is_never(day) && far == FarEnd::None { Value::Nothing } else { Value::Day(day) })
    }

    pub(super) fn month<'r>(
        &self,
        text: &'r str,
        kind: CellKind,
        column: Option<usize>,
    ) -> Result<Value<'r>, String> {
        if let Some(MonthRef::Month { month }) = month::read(text, self.layout.column_order(column)) {
            return Ok(Value::Month(month));
        }
        match self.layout.date(text, kind, column) {
            Ok(day) => Ok(Value::Month(Month::of(day))),
            Err(_) => Err(format!("“{text}” is no month: write it as 2027-01 or Jan 2027.")),
        }
    }

    pub(super) fn period<'r>(
        &self,
        text: &'r str,
        kind: CellKind,
        column: Option<usize>,
    ) -> Result<Value<'r>, String> {
        if domain::score::period(text).is_ok() {
            return Ok(Value::Text(text));
        }
        let month = self.month(text, kind, column);
        month.map_err(|_| format!("“{text}” is no period: write it as 2026-Q3, 2026-07 or FY2026."))
    }
}
