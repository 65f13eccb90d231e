//! What single cells say, as the layout of their table has it.

use chrono::NaiveDate;
use domain::Amount;

use super::Layout;
use crate::date::{self, Shape};
use crate::field::Field;
use crate::label::Label;
use crate::number::{self, Reading};
use crate::sheet::{CellKind, RowView};
use crate::summary::{CellProblem, Collector};
use crate::{DecimalSign, MonthRef, mapping, month, sign, words};

/// What to say of a cell whose formula has no result.
pub(crate) const UNCALCULATED: &str =
    "The formula in this cell was never calculated: open the workbook in Excel and save it.";

impl Layout<'_> {
    /// The amount in a cell; a problem goes to the collector and answers `None`.
    pub(crate) fn amount(
        &self,
        row: &RowView<'_>,
        column: usize,
        collector: &mut Collector,
    ) -> Option<Reading> {
        let text = row.cell(column);
        let label = row.label(column);
        if label == Some(Label::Uncalculated) {
            self.problem(row, column, UNCALCULATED.to_owned(), collector);
            return None;
        }
        let message = match row.kind(column) {
            CellKind::Error => format!("“{text}” is an error of the spreadsheet: correct its formula there."),
            CellKind::Date => format!("“{text}” is a date, not an amount."),
            CellKind::Number => {
                match number::read(text, DecimalSign::Point).and_then(|read| self.scaled(read)) {
                    Ok(reading) => {
                        if label == Some(Label::Dollar) {
                            collector.sign("$");
                        }
                        return Some(reading);
                    }
                    Err(error) => error.message(text, DecimalSign::Point),
                }
            }
            CellKind::Text => {
                match number::read(text, self.decimal_sign()).and_then(|read| self.scaled(read)) {
                    Ok(reading) => {
                        if let Some(sign) = open_sign(text, reading) {
                            collector.sign(sign);
                        }
                        return Some(reading);
                    }
                    Err(error) => error.message(text, self.decimal_sign()),
                }
            }
        };
        self.problem(row, column, message, collector);
        None
    }

    /// An amount as its row counts it: one without a sign is taken off where the row says it is a credit.
    pub(crate) fn on_its_side(&self, row: &RowView<'_>, amount: Amount) -> Amount {
        let Some(column) = self.mapping.column(Field::Side) else { return amount };
        let text = row.cell(column);
        let credit = if self.says_type(column) {
            words::gives_back(text)
        } else {
            words::is_credit(text) == Some(true)
        };
        if credit && !amount.is_negative() { -amount } else { amount }
    }

    /// Whether a column says what kind of document a row is of, in words of any number.
    pub(crate) fn says_type(&self, column: usize) -> bool {
        words::is_type(&mapping::key(&self.table.names[column]))
    }

    /// The amount in a cell, if it is one.
    pub(crate) fn quiet_amount(&self, row: &RowView<'_>, column: usize) -> Option<Amount> {
        let sign = match row.kind(column) {
            CellKind::Number => DecimalSign::Point,
            CellKind::Text => self.decimal_sign(),
            CellKind::Date | CellKind::Error => return None,
        };
        match number::read(row.cell(column), sign) {
            Ok(Reading::Amount(amount, _)) => self.in_ones(self.on_its_side(row, amount)),
            Ok(Reading::Nothing) | Err(_) => None,
        }
    }

    /// The date in a text or cell, or the message to say.
    pub(crate) fn date(
        &self,
        text: &str,
        kind: CellKind,
        column: Option<usize>,
    ) -> Result<NaiveDate, String> {
        let order = self.column_order(column);
        if kind == CellKind::Error {
            return Err(format!("“{text}” is an error of the spreadsheet: correct its formula there."));
        }
        let Some(shape) = Shape::of(text) else {
            // A ledger may name only the month: what was posted in it, was posted by its last day.
            if let Some(MonthRef::Month { month }) = month::read(text, order) {
                return Ok(month.last_day());
            }
            if date::is_week(text) {
                return Err(format!("“{text}” is a week, not a day: write the day, such as 2024-03-04."));
            }
            return Err(format!("“{text}” is not a date."));
        };
        shape
            .date(order, self.epoch_1904)
            .ok_or_else(|| format!("“{text}” is not a day of the calendar{}.", shape.fault(order)))
    }

    /// Adds the problem of a cell.
    pub(crate) fn problem(
        &self,
        row: &RowView<'_>,
        column: usize,
        message: String,
        collector: &mut Collector,
    ) {
        collector.problem(CellProblem {
            row: row.number,
            column: u32::try_from(column + 1).unwrap_or(0),
            name: self.table.name(column),
            text: row.cell(column).to_owned(),
            message,
        });
    }

    /// Whether a row repeats the names of the columns.
    pub(crate) fn repeats_header(&self, row: &RowView<'_>, column: usize) -> bool {
        let name = &self.table.names[column];
        !name.is_empty() && row.cell(column) == name
    }

    /// The text of a field: its column's cell, else the value set for it.
    pub(crate) fn text<'r>(&'r self, row: &RowView<'r>, column: Option<usize>, field: Field) -> &'r str {
        match column.map(|column| row.cell(column)) {
            Some(text) if !text.is_empty() => text,
            _ => self.mapping.value(field),
        }
    }

    /// An amount in ones.
    fn in_ones(&self, amount: Amount) -> Option<Amount> {
        match self.scale {
            None => Some(amount),
            Some(factor) => amount.times(factor).ok(),
        }
    }

    /// The same for what a reading says.
    pub(crate) fn scaled(&self, reading: Reading) -> Result<Reading, number::Unreadable> {
        match reading {
            Reading::Amount(amount, currency) => {
                let amount = self.in_ones(amount).ok_or(number::Unreadable::TooLong)?;
                Ok(Reading::Amount(amount, currency))
            }
            Reading::Nothing => Ok(Reading::Nothing),
        }
    }
}

/// The sign of several currencies that an amount has, where no code says which of them it is.
pub(crate) fn open_sign(text: &str, reading: Reading) -> Option<&'static str> {
    if matches!(reading, Reading::Amount(_, None)) { sign::shared(text) } else { None }
}
