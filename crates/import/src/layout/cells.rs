//! What single cells say, as the layout of their table has it.

use chrono::NaiveDate;
use domain::Amount;

use super::Layout;
use crate::date::Shape;
use crate::field::Field;
use crate::number::{self, Reading};
use crate::sheet::{CellKind, RowView};
use crate::summary::{CellProblem, Collector};
use crate::{DecimalSign, MonthRef, mapping, month, words};

impl Layout<'_> {
    /// The amount in a cell; a problem goes to the collector and answers `None`.
    pub(crate) fn amount(
        &self,
        row: &RowView<'_>,
        column: usize,
        collector: &mut Collector,
    ) -> Option<Reading> {
        let text = row.cell(column);
        let message = match row.kind(column) {
            CellKind::Error => format!("“{text}” is an error of the spreadsheet: correct its formula there."),
            CellKind::Date => format!("“{text}” is a date, not an amount."),
            CellKind::Number => {
                match number::read(text, DecimalSign::Point).and_then(|read| self.scaled(read)) {
                    Ok(reading) => return Some(reading),
                    Err(error) => error.message(text, DecimalSign::Point),
                }
            }
            CellKind::Text => {
                match number::read(text, self.decimal_sign()).and_then(|read| self.scaled(read)) {
                    Ok(reading) => {
                        collector.summary.dollars |= is_dollar(text, reading);
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
            return Err(format!("“{text}” is not a date."));
        };
        shape
            .date(order, self.epoch_1904)
            .ok_or_else(|| format!("“{text}” is not a day of the calendar, read as {}.", order.words()))
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

/// Whether an amount has the sign of many currencies, and no code that says which of them.
fn is_dollar(text: &str, reading: Reading) -> bool {
    matches!(reading, Reading::Amount(_, None)) && text.contains('$')
}
