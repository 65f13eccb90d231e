//! A table with everything decided that its rows need: columns, decimal sign, order of dates.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use domain::{Amount, Currency};

use crate::field::Field;
use crate::mapping::{self, Mapping};
use crate::number::{self, Reading};
use crate::options::Kind;
use crate::sheet::{CellKind, RowView};
use crate::summary::{CellProblem, Collector};
use crate::table::Table;
use crate::{DateOrder, DecimalSign, MonthRef, Options, Refusal, Source, date, decimal, month};

/// A value that was given, or found in the file, or assumed.
#[derive(Clone, Debug)]
pub(crate) struct Decision<T> {
    pub(crate) value: T,
    /// Whether the file, or the user, decides it; else it is to be asked.
    pub(crate) decided: bool,
    pub(crate) reason: String,
}

/// A table ready to be read.
pub(crate) struct Layout {
    pub(crate) table: Table,
    pub(crate) mapping: Mapping,
    /// `None` where no amount has a decimal sign or a group.
    pub(crate) decimal: Option<Decision<DecimalSign>>,
    /// `None` where no date depends on it.
    pub(crate) dates: Option<Decision<DateOrder>>,
    /// Filled rows below the header.
    pub(crate) rows: u32,
    /// The last row and the widest one, for the size of a text file.
    pub(crate) last_row: u32,
    pub(crate) widest: u32,
    pub(crate) notes: Vec<String>,
    epoch_1904: bool,
}

impl Layout {
    /// Decides everything by going once through all rows. Nothing is required yet.
    pub(crate) fn find(
        source: &Source,
        table: Table,
        kind: Kind,
        options: &Options,
    ) -> Result<Layout, Refusal> {
        let mapping = mapping::find(&table, kind, options)?;
        let mut amounts: Vec<usize> = mapping.planned().iter().map(|(_, column)| *column).collect();
        amounts.extend(mapping.column(Field::Amount));
        let date_column = match kind {
            Kind::Actuals => mapping.column(Field::Date),
            Kind::Budget => mapping.column(Field::Month),
        };
        let (mut numbers, mut days) = (decimal::Judge::default(), date::Judge::default());
        let (mut rows, mut last_row, mut widest) = (0, 0, 0);
        let header = table.header_row.unwrap_or(0);
        let notes = source.rows(table.sheet, |row| {
            last_row = row.number;
            widest = widest.max(row.len());
            if row.number <= header || row.is_blank() {
                return ControlFlow::Continue(());
            }
            rows += 1;
            for column in &amounts {
                if row.kind(*column) == CellKind::Text {
                    numbers.see(row.cell(*column));
                }
            }
            if let Some(column) = date_column.filter(|column| row.kind(*column) == CellKind::Text) {
                days.see(row.cell(column));
            }
            ControlFlow::Continue(())
        });
        let decided = |(value, decided, reason)| Decision { value, decided, reason };
        let decimal = options.decimal.map(given).or_else(|| numbers.verdict().map(decided));
        let dates = options
            .dates
            .map(given)
            .or_else(|| days.verdict().map(|(value, decided, reason)| Decision { value, decided, reason }));
        Ok(Layout {
            decimal,
            dates,
            rows,
            last_row,
            widest: u32::try_from(widest).unwrap_or(u32::MAX),
            notes,
            epoch_1904: source.epoch_1904(),
            table,
            mapping,
        })
    }

    /// Says which column a field needs, if neither a column nor a value is there for it.
    pub(crate) fn require(&self, field: Field, kind: Kind) -> Result<(), Refusal> {
        if self.mapping.has(field) {
            return Ok(());
        }
        let columns = self.table.columns_in_words();
        Err(Refusal::of(
            &field.name(kind),
            format!(
                "No column was found for the {}: say which one holds it. The columns are {columns}.",
                field.words()
            ),
        ))
    }

    /// The decimal sign to read with.
    pub(crate) fn decimal_sign(&self) -> DecimalSign {
        self.decimal.as_ref().map_or(DecimalSign::Point, |decision| decision.value)
    }

    /// The date order to read with.
    pub(crate) fn date_order(&self) -> DateOrder {
        self.dates.as_ref().map_or(DateOrder::Dmy, |decision| decision.value)
    }

    /// What the file leaves open, as questions with what was assumed.
    pub(crate) fn questions(&self) -> Vec<String> {
        let mut questions = Vec::new();
        if let Some(dates) = self.dates.as_ref().filter(|dates| !dates.decided) {
            questions.push(format!(
                "{} They were read as {}: is that right?",
                dates.reason,
                dates.value.words()
            ));
        }
        if let Some(decimal) = self.decimal.as_ref().filter(|decimal| !decimal.decided) {
            questions.push(format!("{} Is that right?", decimal.reason));
        }
        questions
    }

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
            CellKind::Number => match number::read(text, DecimalSign::Point) {
                Ok(reading) => return Some(reading),
                Err(error) => error.message(text, DecimalSign::Point),
            },
            CellKind::Text => match number::read(text, self.decimal_sign()) {
                Ok(reading) => return Some(reading),
                Err(error) => error.message(text, self.decimal_sign()),
            },
        };
        self.problem(row, column, message, collector);
        None
    }

    /// The amount in a cell, if it is one.
    pub(crate) fn quiet_amount(&self, row: &RowView<'_>, column: usize) -> Option<Amount> {
        let sign = match row.kind(column) {
            CellKind::Number => DecimalSign::Point,
            CellKind::Text => self.decimal_sign(),
            CellKind::Date | CellKind::Error => return None,
        };
        match number::read(row.cell(column), sign) {
            Ok(Reading::Amount(amount, _)) => Some(amount),
            Ok(Reading::Nothing) | Err(_) => None,
        }
    }

    /// The date in a text or cell, or the message to say.
    pub(crate) fn date(&self, text: &str, kind: CellKind) -> Result<NaiveDate, String> {
        if kind == CellKind::Error {
            return Err(format!("“{text}” is an error of the spreadsheet: correct its formula there."));
        }
        let Some(shape) = date::Shape::of(text) else {
            // A ledger may name only the month: what was posted in it, was posted by its last day.
            if let Some(MonthRef::Month { month }) = month::read(text, self.date_order()) {
                return Ok(month.last_day());
            }
            return Err(format!("“{text}” is not a date."));
        };
        shape.date(self.date_order(), self.epoch_1904).ok_or_else(|| {
            format!("“{text}” is not a day of the calendar, read as {}.", self.date_order().words())
        })
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
}

fn given<T>(value: T) -> Decision<T> {
    Decision { value, decided: true, reason: "As given.".to_owned() }
}

/// Reads the currency of rows: by its own column, by the amount, by the amount's column, by what was set.
pub(crate) struct Currencies {
    column: Option<usize>,
    by_name: Option<Currency>,
    set: Option<Currency>,
    /// The last text and what it said: the same few come again and again.
    last: (String, Option<Currency>),
}

impl Currencies {
    pub(crate) fn find(layout: &Layout, amount_column: Option<usize>) -> Result<Currencies, Refusal> {
        let set = match layout.mapping.value(Field::Currency) {
            "" => None,
            code => Some(
                code.parse().map_err(|problem: domain::Problem| Refusal::of("currency", problem.message))?,
            ),
        };
        let by_name = amount_column.and_then(|column| mapping::currency_in_name(&layout.table.names[column]));
        Ok(Currencies {
            column: layout.mapping.column(Field::Currency),
            by_name,
            set,
            last: (String::new(), None),
        })
    }

    /// The currency of a row whose amount named one itself, or not; `Err` is the message for the currency's cell.
    pub(crate) fn of(
        &mut self,
        row: &RowView<'_>,
        by_amount: Option<Currency>,
    ) -> Result<Option<Currency>, String> {
        let text = self.column.map_or("", |column| row.cell(column));
        let by_column = if number::is_nothing(text) {
            None
        } else if text == self.last.0 {
            self.last.1
        } else {
            let found = named(text)
                .ok_or_else(|| format!("“{text}” is no currency: use a code such as EUR, USD or GBP."))?;
            self.last = (text.to_owned(), Some(found));
            Some(found)
        };
        match (by_column, by_amount) {
            (Some(said), Some(shown)) if said != shown => {
                Err(format!("The row says {said}, the amount {shown}: correct one of them."))
            }
            _ => Ok(by_column.or(by_amount).or(self.by_name).or(self.set)),
        }
    }

    /// The column that names it.
    pub(crate) fn column(&self) -> Option<usize> {
        self.column
    }
}

/// A currency by its code, sign or common name.
fn named(text: &str) -> Option<Currency> {
    let code = match text.to_lowercase().as_str() {
        "£" | "pound" | "pounds" | "pound sterling" | "sterling" => "GBP",
        "€" | "euro" | "euros" => "EUR",
        "us$" | "us dollar" | "us dollars" => "USD",
        _ => text,
    };
    code.parse().ok()
}
