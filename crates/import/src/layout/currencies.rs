//! The currency of a row: by its own column, by the amount, by what was set, by the format of the amount, by the name of
//! the amount's column, by the other amounts.

use domain::Currency;

use super::Layout;
use crate::field::{Field, Shape};
use crate::label::Label;
use crate::sheet::RowView;
use crate::summary::Collector;
use crate::{Refusal, mapping, number, sign};

/// Reads the currency of rows.
pub(crate) struct Currencies {
    column: Option<usize>,
    /// The columns with amounts of money, whose formats may show a currency.
    amounts: Vec<usize>,
    /// Those that formats have shown so far, where nothing else said the currency.
    shown: Vec<Currency>,
    /// The signs of several currencies that stand in the column of the currency.
    signs: Vec<&'static str>,
    by_name: Option<Currency>,
    /// The one that all amounts name which name any.
    agreed: Option<Currency>,
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
        let is_money = |field: Field| field.shape(layout.kind) == Shape::Amount;
        let mapped = &layout.mapping.columns;
        let amounts = mapped.iter().filter(|mapped| is_money(mapped.field)).map(|mapped| mapped.column);
        Ok(Currencies {
            column: layout.mapping.column(Field::Currency),
            amounts: amounts.collect(),
            shown: Vec::new(),
            signs: Vec::new(),
            by_name,
            agreed: layout.signs.agreed(),
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
            let found = named(text);
            match sign::shared(text).filter(|_| found.is_none()) {
                // It is asked about like one beside an amount.
                Some(sign) if !self.signs.contains(&sign) => self.signs.push(sign),
                Some(_) => {}
                None if found.is_none() => return Err(no_currency(text)),
                None => self.last = (text.to_owned(), found),
            }
            found
        };
        match (by_column, by_amount) {
            (Some(said), Some(shown)) if said != shown => {
                Err(format!("The row says {said}, the amount {shown}: correct one of them."))
            }
            _ => {
                if let Some(said) = by_column.or(by_amount).or(self.set) {
                    return Ok(Some(said));
                }
                let shown = self.by_format(row)?;
                if let (Some(named), Some(shown)) = (self.by_name, shown)
                    && named != shown
                {
                    return Err(format!(
                        "The name of the column says {named}, the amount is shown as {shown}: give the currency of every row."
                    ));
                }
                if let Some(shown) = shown.filter(|shown| !self.shown.contains(shown)) {
                    self.shown.push(shown);
                }
                Ok(shown.or(self.by_name).or(self.agreed))
            }
        }
    }

    /// The currency that the formats of a row's amounts show. A cell without one says nothing against the others.
    fn by_format(&self, row: &RowView<'_>) -> Result<Option<Currency>, String> {
        let mut shown = None;
        for column in &self.amounts {
            match (shown, row.label(*column)) {
                (Some(before), Some(Label::Currency(now))) if before != now => {
                    return Err(format!(
                        "The row has amounts shown as {before} and as {now}: give its currency in a column."
                    ));
                }
                (_, Some(Label::Currency(now))) => shown = Some(now),
                (_, Some(Label::Dollar | Label::Uncalculated) | None) => {}
            }
        }
        Ok(shown)
    }

    /// Takes over what is open about currencies: those that only formats have shown, and signs of several.
    pub(crate) fn conclude(&self, collector: &mut Collector) {
        collector.summary.shown = self.shown.iter().map(Currency::to_string).collect();
        self.signs.iter().for_each(|sign| collector.sign(sign));
    }

    /// The column to show what is wrong with it: the one that names it, else that of the first amount.
    pub(crate) fn place(&self) -> usize {
        self.column.or(self.amounts.first().copied()).unwrap_or(0)
    }
}

/// A currency by its code, sign or common name, or by its code beside others: `GBP - Pound`, `Euro (EUR)`.
pub(crate) fn named(text: &str) -> Option<Currency> {
    if let Some(currency) = code(text).or_else(|| sign::named(text)?.parse().ok()) {
        return Some(currency);
    }
    let capital = |word: &&str| word.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut codes = text.split(|letter: char| !letter.is_alphanumeric()).filter(capital).filter_map(code);
    let found = codes.next()?;
    codes.all(|other| other == found).then_some(found)
}

/// A currency by its code. The standard also has codes for no currency, and for tests.
fn code(text: &str) -> Option<Currency> {
    let currency: Currency = text.parse().ok()?;
    (!matches!(currency.code(), "XXX" | "XTS")).then_some(currency)
}

/// What to say of a text that is none.
pub(crate) fn no_currency(text: &str) -> String {
    format!("“{text}” is no currency: use a code such as EUR, USD or GBP.")
}
