//! The overview: where the year stands, and what needs the user now.

mod decide;
mod figures;
mod needs;

use chrono::NaiveDate;
use domain::calendar::Period;
use domain::depreciation::terms::Recognition;
use domain::overview::{difference, finding};
use domain::plan::Plan;
use domain::variance::{By, Figures, Span, by_month};
use domain::{Amount, Currency, Id, Month, Settings};
use report::drawing::{Drawing, Frame};
use report::month_columns::{self, Column};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::open::Call;
use crate::variance::{VarianceRow, of_year, plan_of_year, rows, uncommented};
use crate::year::{self, Asked, FiscalYear};

pub use decide::{Decide, Decision};

/// What the overview is asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "OverviewQuery"))]
pub struct Query {
    /// The plan; the default one if not given.
    pub plan: Option<Id>,
    /// A fiscal year, or the month or day up to which actuals count; the last month with actuals if not given.
    pub period: Option<Period>,
    /// Whether what is bought counts when it is bought, or by its depreciation.
    #[serde(default)]
    pub recognition: Recognition,
}

/// What a figure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "they say it")]
pub enum Tone {
    Neutral,
    Good,
    Bad,
    Warn,
}

/// A large figure.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Figure {
    /// Its name for programs.
    pub key: String,
    /// Its name for people.
    pub label: String,
    /// The amount, in the book's currency; nothing where a rate is missing.
    pub value: Option<Amount>,
    /// A short note under it.
    pub note: String,
    /// What it means.
    pub tone: Tone,
    /// The screen that explains it.
    pub page: String,
}

/// Something that waits for the user.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Need {
    /// What.
    pub label: String,
    /// How much of it.
    pub value: String,
    /// How urgent.
    pub tone: Tone,
    /// The screen on which it is done.
    pub page: String,
}

/// Where the year stands.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Overview {
    /// The day it is as of.
    pub as_of: NaiveDate,
    /// The fiscal year, such as `FY2027`.
    pub period: String,
    /// The last month that counts as actual.
    pub month: Option<Month>,
    /// The plan; nothing if the year has none.
    pub plan: Option<Plan>,
    /// The currency of every figure.
    pub currency: Currency,
    /// Budget, actual to date, forecast, variance, committed (unmatched where nothing is).
    pub figures: Vec<Figure>,
    /// The months as a chart, titled with the finding; nothing where a rate is missing.
    pub chart: Option<Drawing>,
    /// Actuals of the year that no budget line is matched to; nothing where a rate is missing.
    pub unmatched: Option<Amount>,
    /// The variance by category.
    pub rows: Vec<VarianceRow>,
    /// What they show, in a sentence.
    pub rows_finding: String,
    /// The contracts to decide about next; nothing where the book has none with a day to cancel by.
    pub decide: Option<Decide>,
    /// What waits for the user.
    pub needs: Vec<Need>,
    /// Why figures are missing, in sentences.
    pub problems: Vec<String>,
}

pub(crate) fn get(call: &Call<'_>, query: Query) -> Result<Overview, Error> {
    let settings = call.settings()?;
    let as_of = call.as_of(&settings);
    let calendar = settings.calendar();
    let given = query.plan.map(|id| store::plan::get(call.tx, id)).transpose()?;
    let (year, through) = match query.period {
        None => (None, None),
        Some(Period::Year(year)) => (Some(year), None),
        Some(Period::Month(month)) => (None, Some(month.last_day())),
        Some(Period::ToDate(day)) => (None, Some(day)),
        Some(quarter @ Period::Quarter(..)) => {
            let message = format!(
                "The overview is of a whole year, not of {quarter}. Ask for FY2027, or for a month such as 2026-11 up to which actuals count."
            );
            return Err(Error::invalid("period", message));
        }
    };
    let (fiscal_year, plan) = match (given, year) {
        (Some(plan), Some(year)) => (year, Some(of_year(plan, year)?)),
        // A month before or after the plan's year is one in which none, or all, of it is over.
        (Some(plan), None) => (plan.fiscal_year, Some(plan)),
        (None, year) => {
            let year = year.unwrap_or_else(|| calendar.year_of(Month::of(through.unwrap_or(as_of))));
            (year, plan_of_year(call, year)?)
        }
    };
    let asked = Asked { plan: plan.as_ref(), fiscal_year, through };
    let mut overview = Overview {
        as_of,
        period: format!("FY{fiscal_year}"),
        month: None,
        plan: plan.clone(),
        currency: settings.currency,
        figures: Vec::new(),
        chart: None,
        unmatched: None,
        rows: Vec::new(),
        rows_finding: String::new(),
        decide: None,
        needs: Vec::new(),
        problems: Vec::new(),
    };
    let mut unexplained = 0;
    match year::load_as(call, &asked, query.recognition)? {
        Err(problems) => overview.problems = problems,
        Ok(mut year) => {
            overview.month =
                year.closed.checked_sub(1).map(|n| year.first.plus(i32::try_from(n).unwrap_or(0)));
            let picture = picture(call, &mut year, &settings, plan.as_ref(), fiscal_year)?;
            overview.unmatched = Some(unmatched(&year)?.round(settings.currency.decimals()));
            overview.figures = picture.figures;
            overview.chart = Some(month_columns::draw(&picture.chart, FRAME));
            overview.rows_finding = rows_finding(&picture.rows);
            overview.rows = picture.rows;
            let span = Span::year(year.closed);
            let period = Period::Year(fiscal_year);
            unexplained = uncommented(call, &year, span, period, plan.map(|plan| plan.id))?;
        }
    }
    overview.decide = decide::next(call, &settings, overview.plan.as_ref())?;
    overview.needs = needs::needs(call, &overview, unexplained)?;
    Ok(overview)
}

/// The chart's size on the screen; it scales with its card.
const FRAME: Frame = Frame { width: 1130.0, height: 226.0, text: 11.0 };

/// The figures, rows and chart of a year: for the screen and for paper.
pub(crate) struct Picture {
    pub(crate) figures: Vec<Figure>,
    pub(crate) rows: Vec<VarianceRow>,
    pub(crate) chart: month_columns::Input,
    pub(crate) months: Vec<(Month, Figures)>,
}

pub(crate) fn picture(
    call: &Call<'_>,
    year: &mut FiscalYear,
    settings: &Settings,
    plan: Option<&Plan>,
    fiscal_year: i32,
) -> Result<Picture, Error> {
    let span = Span::year(year.closed);
    let (rows, all) = rows(call, year, By::Category, span)?;
    let months = by_month(&year.years, year.closed)?;
    let (all, to_date) = (all.period, span.to_date().map(|_| all.to_date));
    let months: Vec<(Month, Figures)> = (0..).map(|n| year.first.plus(n)).zip(months).collect();
    let columns = months.iter().enumerate().map(|(position, (month, figures))| {
        let closed = position < year.closed;
        Column {
            label: month.short_name().to_owned(),
            key: Some(format!("actuals?period={month}")),
            budget: figures.budget,
            actual: closed.then_some(figures.actual),
            forecast: (!closed).then_some(figures.forecast),
            previous: None,
        }
    });
    let chart = month_columns::Input {
        title: match (to_date, year.open_month()) {
            (None, Some(open)) => {
                let planned = domain::overview::short(all.budget);
                format!(
                    "{open} and none before it is posted; the year is planned at {planned} {}",
                    settings.currency
                )
            }
            _ => finding(to_date, all, settings.currency),
        },
        currency: settings.currency,
        months: columns.collect(),
    };
    let figures = figures::figures(call, &Standing { year, settings, plan, fiscal_year, to_date, all })?;
    Ok(Picture { figures, rows, chart, months })
}

/// What the large figures are made of.
struct Standing<'a> {
    year: &'a FiscalYear,
    settings: &'a Settings,
    plan: Option<&'a Plan>,
    fiscal_year: i32,
    to_date: Option<Figures>,
    all: Figures,
}

/// Actuals of the year that no line is matched to, exact.
fn unmatched(year: &FiscalYear) -> Result<Amount, Error> {
    let without = year.years.iter().find(|year| year.line.is_none());
    Ok(without.into_iter().flat_map(|year| year.actual).collect::<domain::Sum>().total()?)
}

/// Which category moves the year most, in a sentence. Unmatched actuals are no category: they have a figure
/// of their own.
fn rows_finding(rows: &[VarianceRow]) -> String {
    let largest = |sign: fn(Amount) -> bool| {
        let off = |row: &&VarianceRow| row.key != "unmatched" && !row.variance.round(0).is_zero();
        rows.iter().filter(off).filter(|row| sign(row.variance)).max_by_key(|row| row.variance.abs())
    };
    let over = largest(Amount::is_negative);
    let under = largest(|variance| !variance.is_negative());
    match (over, under) {
        (Some(over), Some(under)) => format!(
            "{} runs {}, {} {}",
            over.label,
            difference(over.variance),
            under.label,
            difference(under.variance)
        ),
        (Some(one), None) | (None, Some(one)) => {
            format!("{} runs {}", one.label, difference(one.variance))
        }
        (None, None) => "Every category is on budget".to_owned(),
    }
}
