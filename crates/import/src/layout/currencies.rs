//! The currency of a row: by its own column, by the amount, by the name of the amount's column, by what was set.

use domain::Currency;

use super::Layout;
use crate::field::Field;
use crate::sheet::RowView;
use crate::{Refusal, mapping, number};

/// Reads the currency of rows: by its own column, by the amount, by the amount's column, by what was set.
pub(crate) struct Currencies {
    column: Option<usize>,
    by_name: Option<Currency>,
    set: Option<Currency>,
    /// The last text and what it said: the same few come again and again.
    last: (String, Option<Currency>),
}

impl Currencies {
    pub(crate) fn find(layout: &Layout<'_>, amount_column: Option<usize>) -> Result<Currencies, Refusal> {
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
pub(crate) fn named(text: &str) -> Option<Currency> {
    let code = match text.to_lowercase().as_str() {
        "£" | "pound" | "pounds" | "pound sterling" | "sterling" => "GBP",
        "€" | "euro" | "euros" => "EUR",
        "us$" | "us dollar" | "us dollars" => "USD",
        _ => text,
    };
    code.parse().ok()
}
