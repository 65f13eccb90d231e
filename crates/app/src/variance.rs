//! The variance of a period: against the budget, a forecast or last year, and the bridge between them.

mod drill;
mod largest;
mod picture;
mod question;
mod rows;
mod tree;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calendar::Period;
use domain::comment::{Comment, Subject};
use domain::depreciation::terms::Recognition;
use domain::explain::Steps;
use domain::plan::Plan;
use domain::variance::By;
use domain::{Amount, Currency, Id, Month};
use report::drawing::Drawing;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::open::Call;

pub use drill::{Item, ItemLines, ItemRow, Lines, LinesQuery, Unexplained};
pub(crate) use drill::{item, lines, uncommented, unexplained};
pub(crate) use question::{Loaded, load};
pub(crate) use rows::{assign, rows};
pub use tree::Node;

/// What the variance is asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "VarianceQuery"))]
pub struct Query {
    /// The plan; the default one of the period's year if not given.
    pub plan: Option<Id>,
    /// The period; the fiscal year of the as-of date if not given.
    pub period: Option<Period>,
    /// By what it is summed.
    pub by: By,
    /// What it is held against; the plan if not given.
    #[serde(default)]
    pub against: Against,
    /// Whether what is bought counts when it is bought, or by its depreciation.
    #[serde(default)]
    pub recognition: Recognition,
    /// At most so many rows, those with the largest variance; the others are summed up in one more. All if not given.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub most: Option<u32>,
}

/// What actuals and forecast are held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "VarianceAgainst"))]
pub enum Against {
    /// The plan.
    #[default]
    Budget,
    /// The version of the plan that was approved first; what later ones changed is *restated*.
    Original,
    /// A forecast of the year, such as an earlier one.
    Forecast(Id),
    /// What was posted in the same months a year before.
    LastYear,
    /// What was budgeted for the same months a year before.
    LastYearBudget,
}

/// What the figures are held against, in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Baseline {
    /// The plan under which commentary is kept; none for actuals.
    pub plan: Option<Id>,
    /// Its full name, such as `FY2027 Budget`.
    pub name: String,
    /// What stands over its columns: `Budget`, `Forecast` or `Last year`.
    pub label: String,
}

/// The variance of a group: of the closed months of the period, and of all of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct VarianceRow {
    /// Stable, such as `group:7`, `line:12`, `unmatched`.
    pub key: String,
    /// The group's name.
    pub label: String,
    /// Of a line: from whom it is bought.
    pub vendor: String,
    /// How many lines with a figure are in it.
    pub lines: u32,
    /// Budget of the closed months.
    pub budget_to_date: Amount,
    /// Actual of the closed months.
    pub actual_to_date: Amount,
    /// Their difference, positive is favourable.
    pub variance_to_date: Amount,
    /// In percent of the budget; nothing without one.
    pub percent_to_date: Option<Amount>,
    /// Budget of the period.
    pub budget: Amount,
    /// Actual of the period.
    pub actual: Amount,
    /// Actual of the closed months and what is expected of the open ones.
    pub forecast: Amount,
    /// Budget − forecast, positive is favourable.
    pub variance: Amount,
    /// In percent of the budget; nothing without one.
    pub percent: Option<Amount>,
    /// Whether the variance reaches the book's thresholds.
    pub flagged: bool,
    /// How long the bar of its variance is: −1000 to 1000, of the longest.
    pub bar: i32,
    /// What a comment on it is on; nothing where none can be made.
    pub subject: Option<Subject>,
    /// What is said of it in the period.
    pub comment: Option<Comment>,
    /// What was said in the period before, where nothing is yet.
    pub proposal: Option<Comment>,
}

/// The totals of the rows.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "as in a row")]
pub struct VarianceTotals {
    pub budget: Amount,
    pub actual: Amount,
    pub forecast: Amount,
    pub variance: Amount,
    pub percent: Option<Amount>,
}

/// From budget to forecast; plus raises cost.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Bridge {
    /// Each cause with its amount.
    pub items: BTreeMap<String, Amount>,
    /// Forecast − budget.
    pub total: Amount,
    /// What the items do not explain: always 0.
    pub remainder: Amount,
}

/// The variance of a period.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Variance {
    /// The day it is as of.
    pub as_of: NaiveDate,
    /// The period.
    pub period: Period,
    /// The plan; nothing if the year has none.
    pub plan: Option<String>,
    /// What the figures are held against.
    pub baseline: Baseline,
    /// The last month that counts as actual; nothing before the first posting.
    pub month: Option<Month>,
    /// Whether months of the period are still open.
    pub open: bool,
    /// The currency of every figure.
    pub currency: Currency,
    /// Each group with a figure.
    pub rows: Vec<VarianceRow>,
    /// The rows under the categories or departments above them; empty where none stands above another.
    pub tree: Vec<Node>,
    /// Their totals.
    pub totals: VarianceTotals,
    /// Their totals with those of the closed months, as a row.
    pub total: VarianceRow,
    /// Why forecast and budget differ.
    pub bridge: Bridge,
    /// The bridge as a drawing, titled with the finding.
    pub chart: Drawing,
    /// When a row is flagged, in a sentence; empty without thresholds.
    pub thresholds: String,
    /// How many lines reach the thresholds and have no comment in the period.
    pub unexplained: u32,
}

pub(crate) fn get(call: &Call<'_>, query: Query) -> Result<Variance, Error> {
    let mut loaded = load(call, &query)?;
    let exact = domain::variance::bridge(&loaded.year.years, loaded.span, &mut Steps::off())?;
    let (span, period, plan) = (loaded.span, loaded.period, loaded.baseline.plan);
    let unexplained = uncommented(call, &loaded.year, span, period, plan)?;
    let (rows, all) = rows(call, &mut loaded.year, query.by, loaded.span)?;
    let mut rows = largest::largest(rows, query.most, &loaded.settings)?;
    loaded.comment(&mut rows);
    let longest = rows::longest(&rows);
    rows::bars(&mut rows, longest);
    let mut tree = tree::tree(call, &loaded.settings, query.by, &rows)?;
    tree.iter_mut()
        .filter_map(|node| node.sum.as_mut())
        .for_each(|sum| loaded.comment(std::slice::from_mut(sum)));
    let decimals = loaded.settings.currency.decimals();
    let bridge = exact.tied(-all.period.variance(), decimals)?;
    let chart = picture::draw(&loaded, &query, &bridge, all.period);
    let total = all.period;
    Ok(Variance {
        as_of: loaded.as_of,
        period: loaded.period,
        month: loaded.last_month(),
        open: loaded.is_open(),
        currency: loaded.settings.currency,
        rows,
        tree,
        totals: VarianceTotals {
            budget: total.budget,
            actual: total.actual,
            forecast: total.forecast,
            variance: total.variance().round(decimals),
            percent: total.percent(),
        },
        total: rows::row("total".to_owned(), "Total".to_owned(), &all, decimals),
        bridge: Bridge {
            items: bridge.items.into_iter().map(|item| (item.item, item.amount)).collect(),
            total: bridge.total,
            remainder: bridge.remainder,
        },
        chart,
        thresholds: picture::thresholds(&loaded.settings),
        unexplained: u32::try_from(unexplained).unwrap_or(u32::MAX),
        plan: loaded.plan.map(|plan| plan.name),
        baseline: loaded.baseline,
    })
}

/// Missing rates as an error: a total without them would be wrong.
pub(crate) fn missing(sentences: Vec<String>) -> Error {
    Error::Invalid(sentences.into_iter().map(|sentence| domain::Problem::new("rate", sentence)).collect())
}

/// The plan, if it plans this fiscal year: its amounts held against another would mean nothing.
pub(crate) fn of_year(plan: Plan, fiscal_year: i32) -> Result<Plan, Error> {
    if plan.fiscal_year == fiscal_year {
        return Ok(plan);
    }
    let message = format!(
        "“{}” plans FY{}. Choose a period of that year, or a plan of FY{fiscal_year}.",
        plan.name, plan.fiscal_year
    );
    Err(Error::invalid("period", message))
}

/// The plan that stands for a fiscal year where none is named.
pub(crate) fn plan_of_year(call: &Call<'_>, fiscal_year: i32) -> Result<Option<Plan>, Error> {
    let mut plans = store::plan::all(call.tx)?;
    plans.retain(|plan| plan.fiscal_year == fiscal_year);
    Ok(domain::plan::default(&plans).cloned())
}
