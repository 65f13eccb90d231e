//! A row of the Forecast screen, and how it is made of sums.

use domain::forecast::choice::Choice;
use domain::money::tie;
use domain::variance::percent;
use domain::{Amount, Currency, Id};
use serde::{Deserialize, Serialize};

use super::figures::{Exact, Figures};
use crate::Error;
use crate::forecast::load::Loaded;

/// What a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ForecastRowKind"))]
#[expect(missing_docs, reason = "each is a word of the product")]
pub enum Kind {
    Group,
    Line,
    Unmatched,
    Total,
}

/// A row of a forecast. Its figures are in the book's currency.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ForecastRow"))]
pub struct Row {
    /// Stable, such as `group:7`, `line:12`, `unmatched`.
    pub key: String,
    /// What it is of.
    pub kind: Kind,
    /// Its name.
    pub label: String,
    /// How deep it stands: 1 beneath a group.
    pub depth: u32,
    /// Whether a group is folded.
    pub collapsed: bool,
    /// How many lines it sums up.
    pub count: u32,
    /// Its line.
    pub line: Option<Id>,
    /// The currency that months of this line are typed in.
    pub currency: Currency,
    /// By what the open months of the line come.
    pub choice: Option<Choice>,
    /// The same in words; empty where nothing is known of it.
    pub method: String,
    /// Whether that was chosen for the line, not by the default of its category.
    pub chosen: bool,
    /// The open months that were typed, 0 to 11.
    pub manual: Vec<u32>,
    /// The twelve months: posted, then expected.
    pub months: Vec<Amount>,
    /// The twelve months of a line in its own currency, exact.
    pub own: Vec<Amount>,
    /// The budget of the year.
    pub budget: Amount,
    /// Posted in the closed months.
    pub actual: Amount,
    /// Expected in the open months.
    pub rest: Amount,
    /// The full year: both together.
    pub forecast: Amount,
    /// Budget − forecast, positive is favourable.
    pub variance: Amount,
    /// In percent of the budget; nothing without one.
    pub percent: Option<Amount>,
    /// The full year by the earlier forecast; nothing if none is compared with.
    pub previous: Option<Amount>,
    /// Earlier forecast − forecast, positive is favourable.
    pub change: Option<Amount>,
    /// How low the year may end; nothing where no method says so.
    pub low: Option<Amount>,
    /// How high.
    pub high: Option<Amount>,
    /// How many lines have such a range.
    pub ranged: u32,
}

/// Makes rows of sums.
pub(super) struct Table<'a> {
    pub(super) loaded: &'a Loaded,
    pub(super) compared: bool,
    /// Nothing is rounded, for a file whose sums others take themselves.
    pub(super) exact: bool,
}

impl Table<'_> {
    /// Each rounded for itself, where anything is.
    pub(super) fn rounded(&self, exact: &Exact) -> Row {
        let figures = [exact.budget, exact.actual, exact.forecast, exact.previous];
        self.row(exact, figures.map(|amount| self.shown(amount)))
    }

    /// An amount as it is shown.
    fn shown(&self, amount: Amount) -> Amount {
        if self.exact { amount } else { amount.round(self.loaded.currency().decimals()) }
    }

    /// Rounded so that they sum to the rounded total.
    pub(super) fn tied(&self, exact: &[Exact], total: &Exact) -> Result<Vec<Row>, Error> {
        if self.exact {
            return Ok(exact.iter().map(|one| self.rounded(one)).collect());
        }
        let decimals = self.loaded.currency().decimals();
        let column = |of: fn(&Exact) -> Amount| -> Result<Vec<Amount>, Error> {
            let parts: Vec<Amount> = exact.iter().map(of).collect();
            Ok(tie(&parts, of(total).round(decimals), decimals)?)
        };
        let (budget, actual) = (column(|one| one.budget)?, column(|one| one.actual)?);
        let (forecast, previous) = (column(|one| one.forecast)?, column(|one| one.previous)?);
        let rows = exact.iter().enumerate();
        Ok(rows
            .map(|(at, one)| self.row(one, [budget[at], actual[at], forecast[at], previous[at]]))
            .collect())
    }

    fn row(&self, exact: &Exact, [budget, actual, forecast, previous]: [Amount; 4]) -> Row {
        let currency = self.loaded.currency();
        let decimals = currency.decimals();
        let minus = |from: Amount, what: Amount| from.minus(what).unwrap_or_default().padded(decimals);
        let variance = minus(budget, forecast);
        let previous = self.compared.then_some(previous);
        Row {
            key: "total".to_owned(),
            kind: Kind::Total,
            label: "Total".to_owned(),
            depth: 0,
            collapsed: false,
            count: exact.lines,
            line: None,
            currency,
            choice: None,
            method: String::new(),
            chosen: false,
            manual: Vec::new(),
            months: exact.months.iter().map(|month| self.shown(*month).padded(decimals)).collect(),
            own: Vec::new(),
            budget,
            actual,
            rest: minus(forecast, actual),
            forecast,
            variance,
            percent: percent(variance, budget),
            previous,
            change: previous.map(|previous| minus(previous, forecast)),
            low: exact.margins.map(|(lower, _)| minus(forecast, self.shown(lower))),
            high: exact.margins.and_then(|(_, higher)| forecast.plus(self.shown(higher)).ok()),
            ranged: exact.ranged,
        }
    }

    pub(super) fn line(figures: &Figures<'_>, row: Row, depth: u32) -> Row {
        let line = &figures.one.line;
        let manual = (0..12u32).zip(figures.manual.0).filter(|(_, typed)| *typed).map(|(month, _)| month);
        Row {
            key: format!("line:{}", line.id),
            kind: Kind::Line,
            label: line.description.clone(),
            depth,
            line: Some(line.id),
            currency: line.currency,
            choice: figures.choice,
            method: figures.choice.map_or_else(String::new, Choice::label),
            chosen: figures.one.way.is_some_and(|way| way.chosen),
            manual: manual.collect(),
            own: figures.own.to_vec(),
            ..row
        }
    }
}
