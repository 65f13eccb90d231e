//! Where a figure comes from: the formula in words, what went into it, the rates used, the rounding, and the way to
//! each of its sources.

mod actual;
mod control;
mod forecast;
mod grid;
mod how;
mod showback;
mod year;

use ::report::Paper;
use ::report::explain::Sheet;
use domain::calendar::Period;
use domain::depreciation::terms::Recognition;
use domain::money::tie;
use domain::variance::By;
use domain::{Amount, Currency, Id, Month};
use serde::{Deserialize, Serialize};

use crate::budget::View;
use crate::open::Call;
use crate::report::{Written, with_progress, write};
use crate::{App, Context, Error};

pub use actual::{OfPosting, OfPrepaid, OfRegister, PrepaidFigure};
pub use control::{ControlFigure, OfControl};
pub use forecast::{ForecastFigure, OfForecast};
pub(crate) use how::how;
pub use how::{How, HowOf};
pub use showback::{OfShowback, ShowbackFigure};

/// The figure that is asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExplainAsked"))]
pub enum Asked {
    /// A cell of the budget grid.
    Grid {
        /// The rows shown.
        view: View,
        /// The row's key: `line:12`, `group:7` or `total`.
        row: String,
        /// The month, 0 to 11; nothing for the year.
        month: Option<u32>,
    },
    /// A figure of a fiscal year: of the overview, of a variance.
    Year {
        /// The plan; the default one of the period's year if not given.
        plan: Option<Id>,
        /// The period; the fiscal year of the as-of date if not given.
        period: Option<Period>,
        /// By what the rows are summed.
        by: By,
        /// The row's key: `group:7`, `line:12`, `unmatched`; nothing for the total.
        row: Option<String>,
        /// Which figure.
        figure: YearFigure,
        /// Whether only the closed months of the period count.
        to_date: bool,
        /// Whether what is bought counts when it is bought, or by its depreciation.
        #[serde(default)]
        recognition: Recognition,
    },
    /// A figure of the forecast.
    Forecast(OfForecast),
    /// A figure of the showback.
    Showback(OfShowback),
    /// A posting in the book's currency.
    Posting(OfPosting),
    /// What postings sum up to.
    Register(OfRegister),
    /// A figure of a service that is paid in advance, or of all of them.
    Prepaid(OfPrepaid),
    /// A figure of the commitments.
    Control(OfControl),
}

/// A figure of a fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "they say it")]
pub enum YearFigure {
    Budget,
    Actual,
    Forecast,
    Variance,
}

/// What a figure is made of.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Explanation {
    /// Which figure it is.
    pub title: String,
    /// The figure; nothing where a rate is missing.
    pub value: Option<Amount>,
    /// Its currency.
    pub currency: Currency,
    /// How it is made, in words.
    pub formula: String,
    /// What went into it, the largest first or by month; at most [`MOST`].
    pub parts: Vec<Part>,
    /// How many more parts there are.
    pub more: u32,
    /// What those sum to.
    pub more_sum: Option<Amount>,
    /// How it came about, step by step.
    pub steps: Vec<String>,
    /// The rates used.
    pub rates: Vec<RateUsed>,
    /// What was rounded, and how.
    pub rounding: String,
}

/// A part of a figure.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExplainPart"))]
pub struct Part {
    /// What it is.
    pub label: String,
    /// What is to be known of it: how it came about, the document it was posted with.
    pub note: String,
    /// In its own currency, where that is another one.
    pub own: Option<Amount>,
    /// That currency.
    pub own_currency: Option<Currency>,
    /// What it adds to the figure; nothing where a rate is missing.
    pub amount: Option<Amount>,
    /// The screen it stands on.
    pub page: Option<String>,
}

/// A rate that was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RateUsed {
    /// One unit of this is worth …
    pub currency: Currency,
    /// … so many of the book's currency; nothing where it is missing.
    pub rate: Option<Amount>,
    /// The month whose actual rate it is.
    pub month: Option<Month>,
    /// The plan whose budget rate it is.
    pub plan: Option<String>,
}

/// More parts than these are summed up in one.
pub const MOST: usize = 100;

pub(crate) fn figure(call: &Call<'_>, asked: Asked) -> Result<Explanation, Error> {
    match asked {
        Asked::Grid { view, row, month } => grid::explain(call, &view, &row, month),
        Asked::Year { plan, period, by, row, figure, to_date, recognition } => {
            year::explain(call, &year::Question { plan, period, by, row, figure, to_date, recognition })
        }
        Asked::Forecast(of) => forecast::explain(call, of),
        Asked::Showback(of) => showback::explain(call, &of),
        Asked::Posting(of) => actual::posting(call, of),
        Asked::Register(of) => actual::register(call, &of),
        Asked::Prepaid(of) => actual::prepaid(call, of),
        Asked::Control(of) => control::explain(call, &of),
    }
}

/// A derivation to be printed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExplainJob"))]
pub struct Job {
    /// The figure.
    pub asked: Asked,
    /// The paper.
    pub paper: Paper,
    /// Where it is written.
    pub file: String,
}

pub(crate) fn print(app: &App, context: &Context<'_>, job: Job) -> Result<Written, Error> {
    let sheet = app.read(context, |call| {
        let settings = call.settings()?;
        let as_of = call.as_of(&settings);
        let base = settings.currency;
        let explanation = figure(call, job.asked)?;
        Ok(Sheet {
            organisation: settings.organisation,
            title: explanation.title,
            value: explanation.value,
            currency: explanation.currency,
            formula: explanation.formula,
            parts: explanation.parts.into_iter().map(printed).collect(),
            more: (explanation.more > 0).then_some((explanation.more, explanation.more_sum)),
            steps: explanation.steps,
            rates: explanation.rates.iter().map(|rate| rate.sentence(base)).collect(),
            rounding: explanation.rounding,
            as_of,
            paper: job.paper,
        })
    })?;
    let note = sheet.title.clone();
    let bytes = with_progress(context, "Printing", |progress| ::report::explain::pdf(&sheet, progress))?;
    write(app, &job.file, &bytes, note)
}

fn printed(part: Part) -> ::report::explain::Part {
    ::report::explain::Part {
        label: part.label,
        note: part.note,
        own: part.own.zip(part.own_currency),
        amount: part.amount,
    }
}

impl RateUsed {
    fn sentence(&self, base: Currency) -> String {
        let worth = match self.rate {
            Some(rate) => format!("1 {} = {rate} {base}", self.currency),
            None => format!("No rate for {}", self.currency),
        };
        match (self.month, &self.plan) {
            (Some(month), _) => format!("{worth}, actual rate of {} {}", month.name(), month.year()),
            (None, Some(plan)) => format!("{worth}, budget rate of {plan}"),
            (None, None) => worth,
        }
    }
}

/// Rounds exact parts so that they sum to the figure, keeps the first ones and sums up the others.
fn settle(
    mut parts: Vec<Part>,
    value: Option<Amount>,
    decimals: u32,
) -> Result<(Vec<Part>, u32, Option<Amount>), Error> {
    let exact: Option<Vec<Amount>> = parts.iter().map(|part| part.amount).collect();
    if let (Some(exact), Some(value)) = (exact, value) {
        match tie(&exact, value, decimals) {
            Ok(tied) => parts.iter_mut().zip(tied).for_each(|(part, amount)| part.amount = Some(amount)),
            // The figure was brought to others by more than its parts can take: that is a part of its own.
            Err(_) => rest(&mut parts, value, decimals)?,
        }
    }
    most(parts)
}

fn rest(parts: &mut Vec<Part>, value: Amount, decimals: u32) -> Result<(), Error> {
    let mut left = value;
    for part in parts.iter_mut() {
        let amount = part.amount.unwrap_or_default().round(decimals);
        left = left.minus(amount)?;
        part.amount = Some(amount);
    }
    let note = "so that the figures beside it sum to their total".to_owned();
    parts.push(Part { note, ..Part::of("Rounding".to_owned(), left.round(decimals)) });
    Ok(())
}

/// Keeps the first parts and sums up the others.
fn most(mut parts: Vec<Part>) -> Result<(Vec<Part>, u32, Option<Amount>), Error> {
    let rest = parts.split_off(parts.len().min(MOST));
    let more = u32::try_from(rest.len()).unwrap_or(u32::MAX);
    let known: Option<Vec<Amount>> = rest.iter().map(|part| part.amount).collect();
    let sum = known.map(|amounts| amounts.into_iter().collect::<domain::Sum>().total()).transpose()?;
    Ok((parts, more, sum.filter(|_| more > 0)))
}

impl Part {
    /// A part in the currency of the figure.
    fn of(label: String, amount: Amount) -> Part {
        Part { label, note: String::new(), own: None, own_currency: None, amount: Some(amount), page: None }
    }
}

/// `March 2027`.
fn month_name(month: Month) -> String {
    format!("{} {}", month.name(), month.year())
}

/// The largest part first, those that cannot be known before all.
fn by_size(parts: &mut [Part]) {
    parts.sort_by_key(|part| std::cmp::Reverse((part.amount.is_none(), part.amount.map(Amount::abs))));
}

fn rounding(currency: Currency) -> String {
    match currency.decimals() {
        0 => format!("Added up exactly, then rounded once to whole {currency}; a half goes away from zero."),
        decimals => format!(
            "Added up exactly, then rounded once to {decimals} decimals of {currency}; a half goes away from zero."
        ),
    }
}
