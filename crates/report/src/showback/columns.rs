//! The unit in which all figures of a showback are printed, and the room their columns need.

#![expect(clippy::float_arithmetic, reason = "coordinates of a page, not money")]

use domain::Amount;
use domain::variance::percent;

use super::{Book, Figures};
use crate::drawing::{Color, Weight};
use crate::font;
use crate::number::{self, Unit};
use crate::table::{Cell, Column, PADDING, SIZE};

/// The least room for names and notes of a row together.
const NAMES: f32 = 190.0;
/// The room of a percentage.
pub(super) const PERCENT: f32 = 38.0;

/// How amounts are printed: one unit everywhere, so that pages can be held against each other.
pub(super) struct Columns {
    pub(super) unit: Unit,
    decimals: u32,
    /// The width of a column of amounts.
    pub(super) amount: f32,
}

impl Columns {
    /// Amounts in full to the minor unit where they fit, else in the smallest unit that does. `most` columns of amounts
    /// stand side by side.
    pub(super) fn new(book: &Book, width: f32, most: f32) -> Columns {
        let amounts = amounts(book);
        let mut unit = Unit::default();
        loop {
            let decimals = if unit.is_one() { book.currency.decimals() } else { 1 };
            let widest = [amounts.iter().min(), amounts.iter().max()]
                .into_iter()
                .flatten()
                .map(|amount| font::width(&unit.signed(*amount, decimals), Weight::SemiBold, SIZE))
                .fold(font::width("Passed on", Weight::Medium, SIZE), f32::max);
            let amount = widest + 2.0 * PADDING;
            match unit.larger() {
                Some(larger) if width - amount * most - PERCENT < NAMES => unit = larger,
                Some(_) | None => return Columns { unit, decimals, amount },
            }
        }
    }

    pub(super) fn cell(&self, amount: Amount) -> Cell {
        if self.unit.of(amount).round(self.decimals).is_zero() {
            return Cell::colored("\u{2013}", Color::Faint);
        }
        Cell::new(self.unit.figure(amount, self.decimals))
    }

    /// A difference: green with + where it is favourable, red with − where it is not.
    pub(super) fn variance(&self, amount: Amount) -> Cell {
        let shown = self.unit.of(amount).round(self.decimals);
        if shown.is_zero() {
            return Cell::colored("\u{2013}", Color::Faint);
        }
        let color = if shown.is_negative() { Color::Bad } else { Color::Good };
        Cell::colored(self.unit.signed(amount, self.decimals), color)
    }

    /// Budget, actual, forecast, their difference, and that in percent of the budget.
    pub(super) fn figures(&self, figures: Figures) -> Vec<Cell> {
        let variance = figures.variance();
        let share = match percent(variance, figures.budget) {
            Some(percent) if percent.abs() > Amount::from(999) => "> 999".to_owned(),
            Some(percent) => number::signed(percent, 1),
            None => "\u{2013}".to_owned(),
        };
        vec![
            self.cell(figures.budget),
            self.cell(figures.actual),
            self.cell(figures.forecast),
            self.variance(variance),
            Cell::colored(share, Color::Soft),
        ]
    }

    /// The headings of these.
    pub(super) fn headings(&self) -> Vec<Column> {
        let mut columns: Vec<Column> =
            ["Budget", "Actual", "Forecast", "\u{0394}"].map(|heading| self.column(heading)).into();
        columns.push(Column {
            heading: "\u{0394} %".to_owned(),
            width: PERCENT,
            figures: true,
            strong: false,
        });
        columns
    }

    pub(super) fn column(&self, heading: &str) -> Column {
        Column {
            heading: heading.to_owned(),
            width: self.amount,
            figures: true,
            strong: heading == "Forecast",
        }
    }
}

/// Every amount that is printed.
fn amounts(book: &Book) -> Vec<Amount> {
    let of = |figures: &Figures| [figures.budget, figures.actual, figures.forecast, figures.variance()];
    let mut amounts = Vec::new();
    if let Some(overview) = &book.overview {
        amounts.extend(of(&overview.total));
        amounts.extend(overview.bearers.iter().flat_map(|bearer| of(&bearer.figures)));
    }
    for statement in &book.statements {
        amounts.extend(of(&statement.total));
        for part in &statement.parts {
            amounts.extend(of(&part.sum));
            amounts.extend(part.rows.iter().flat_map(|row| of(&row.figures)));
        }
        for month in &statement.months {
            amounts.extend(of(&month.figures));
            amounts.extend([month.direct, month.allocated, month.passed_on]);
        }
    }
    amounts
}
