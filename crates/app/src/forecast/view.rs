//! Where the year ends: the Forecast screen.

use chrono::NaiveDate;
use domain::calendar::Period;
use domain::depreciation::terms::Recognition;
use domain::forecast::words::finding;
use domain::plan::Plan;
use domain::variance::By;
use domain::{Currency, Id, Month};
use report::drawing::{Drawing, Frame};
use report::month_columns::{self, Column};
use serde::{Deserialize, Serialize};

use super::expensed::expense;
use super::load::{Asked, Loaded, One, load};
use super::plans::{Plans, plans};
use super::rows::{Row, Rows, Shown, rows};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

/// What a forecast is asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ForecastQuery"))]
pub struct Query {
    /// A Forecast, or the plan that the newest one is held against; the newest one and the budget if not given.
    pub plan: Option<Id>,
    /// The fiscal year, where no plan is given; that of the as-of date if neither is.
    pub period: Option<Period>,
    /// The earlier forecast to compare with; the one before if not given.
    pub compare: Option<Id>,
    /// What is paid, or what it costs; cash if not given.
    pub recognition: Recognition,
    /// By what lines are grouped.
    pub by: By,
    /// Whether the lines stand beneath their groups.
    pub lines: bool,
    /// A text in the line, its vendor or its group; empty for all.
    pub filter: String,
    /// The keys of folded groups.
    pub collapsed: Vec<String>,
    /// The first visible row, from 0.
    pub from: u32,
    /// How many; at most 1,000 are answered, and so many if it is 0.
    pub count: u32,
}

/// Where the year ends.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Forecast {
    /// The day it is as of.
    pub as_of: NaiveDate,
    /// The fiscal year, such as `FY2027`.
    pub period: String,
    /// The currency of every figure.
    pub currency: Currency,
    /// The Forecast; nothing if the year has none, when the rest of the budget is expected.
    pub plan: Option<Plan>,
    /// What it is held against.
    pub budget: Option<Plan>,
    /// The earlier forecast that it is compared with.
    pub compare: Option<Plan>,
    /// The other forecasts of the year, the newest first.
    pub others: Vec<Plan>,
    /// The twelve months.
    pub months: Vec<Month>,
    /// How many of them count as actual here.
    pub closed: u32,
    /// How many are closed by now: more than that is a reason to cut it anew.
    pub closed_now: u32,
    /// At how many it can be cut: with a month that still runs, if something is posted in it.
    pub posted: u32,
    /// Where the year ends, in a sentence.
    pub finding: String,
    /// What is to be known of these figures, in sentences.
    pub notes: Vec<String>,
    /// The months as a chart.
    pub chart: Drawing,
    /// How many rows there are.
    pub row_count: u32,
    /// The first of this window.
    pub from: u32,
    /// The rows of this window.
    pub rows: Vec<Row>,
    /// The total of what is shown.
    pub total: Row,
    /// The change of the journal that this shows.
    pub change: Id,
}

/// The chart's size on the screen; it scales with its card.
const FRAME: Frame = Frame { width: 1130.0, height: 176.0, text: 11.0 };

/// The most rows of a window.
const MOST: u32 = 1_000;

pub(crate) fn get(call: &Call<'_>, query: Query) -> Result<Forecast, Error> {
    let count = if query.count == 0 { MOST } else { query.count.min(MOST) };
    let from = query.from;
    let (mut forecast, rows) = all(call, query, false)?;
    forecast.rows = rows.into_iter().skip(from as usize).take(count as usize).collect();
    Ok(forecast)
}

/// The forecast without its rows, and all of them: rounded as they are shown, or exact.
pub(crate) fn all(call: &Call<'_>, query: Query, exact: bool) -> Result<(Forecast, Vec<Row>), Error> {
    let year = year_of(query.period)?;
    let asked = Asked { plan: query.plan, year, compare: query.compare, prior: false };
    let mut loaded = load(call, asked)?;
    if query.recognition == Recognition::Cash
        && loaded
            .lines
            .iter()
            .any(|one| one.way.is_some_and(|way| way.choice.method == domain::forecast::Method::Trend))
    {
        // Only a trend's range needs the year before, which is as many actuals again.
        loaded = load(call, Asked { prior: true, ..asked })?;
    }
    if query.recognition == Recognition::Expense {
        expense(call, &mut loaded)?;
    }
    let shown =
        Shown { by: query.by, lines: query.lines, filter: &query.filter, collapsed: &query.collapsed, exact };
    let found = rows(call, &loaded, &shown)?;
    let finding = say(&loaded, &found);
    let forecast = Forecast {
        as_of: loaded.as_of,
        period: format!("FY{}", loaded.fiscal_year),
        currency: loaded.currency(),
        months: loaded.months().to_vec(),
        closed: u32::try_from(loaded.closed).unwrap_or(12),
        closed_now: u32::try_from(loaded.closed_now).unwrap_or(12),
        posted: u32::try_from(loaded.posted).unwrap_or(12),
        chart: month_columns::draw(&chart(&loaded, &found, &finding), FRAME),
        notes: notes(&loaded, &found),
        finding,
        row_count: u32::try_from(found.shown.len()).unwrap_or(u32::MAX),
        from: query.from,
        rows: Vec::new(),
        total: found.total,
        plan: loaded.forecast,
        budget: loaded.budget,
        compare: loaded.compare,
        others: loaded.others,
        change: call.last_change()?,
    };
    Ok((forecast, found.shown))
}

/// The plans that a question is about.
pub(crate) fn held_against(call: &Call<'_>, query: &Query) -> Result<Plans, Error> {
    let asked =
        Asked { plan: query.plan, year: year_of(query.period)?, compare: query.compare, prior: false };
    let current = call.settings()?.calendar().year_of(Month::of(call.as_of(&call.settings()?)));
    plans(call, asked, current)
}

/// The fiscal year of a period: a forecast is of a whole one.
pub(super) fn year_of(period: Option<Period>) -> Result<Option<i32>, Error> {
    match period {
        None => Ok(None),
        Some(Period::Year(year)) => Ok(Some(year)),
        Some(other @ (Period::Quarter(..) | Period::Month(_) | Period::ToDate(_))) => {
            let message = format!("A forecast is of a whole year, not of {other}. Ask for FY2027.");
            Err(Error::invalid("period", message))
        }
    }
}

fn say(loaded: &Loaded, found: &Rows) -> String {
    let budget = loaded.budget.as_ref().map(|_| found.all.budget);
    let before = loaded.compare.as_ref().map(|plan| short_name(plan, loaded.fiscal_year));
    let before = before.as_deref().zip(found.all.previous);
    finding(found.all.forecast, budget, before, loaded.currency())
}

/// Within a year the rest of the name tells plans apart.
fn short_name(plan: &Plan, year: i32) -> String {
    plan.name.strip_prefix(&format!("FY{year} ")).unwrap_or(&plan.name).to_owned()
}

fn notes(loaded: &Loaded, found: &Rows) -> Vec<String> {
    let mut notes = Vec::new();
    let closed = |count: usize| counted(count, "month is", "months are");
    if loaded.forecast.is_none() && loaded.budget.is_some() {
        notes.push(
            "There is no forecast of this year yet: the open months are those of the budget.".to_owned(),
        );
    }
    let cut = loaded.forecast.as_ref().and_then(|plan| plan.closed).and_then(|cut| usize::try_from(cut).ok());
    if let (Some(plan), Some(cut)) = (&loaded.forecast, cut)
        && loaded.closed > cut
    {
        notes.push(format!(
            "{} closed by now and {} was cut at {cut}: cut it anew, so that the methods see them.",
            closed(loaded.closed),
            plan.name
        ));
    }
    let months = loaded.months();
    let open = months.get(loaded.closed).filter(|_| loaded.is_newest && loaded.posted > loaded.closed);
    if let Some(open) = open {
        notes.push(format!("{} is open: what is posted in it is a part of what is expected.", open.name()));
    }
    // What was bought in years before costs something, too, and is nothing that was posted.
    let is_posted = |one: &&One| one.is_unplanned() && one.actual_own.iter().any(|month| !month.is_zero());
    let unplanned = loaded.lines.iter().filter(is_posted).count();
    if unplanned > 0 {
        let (lines, stand, them) = match unplanned {
            1 => ("1 line has".to_owned(), "stands", "it"),
            many => (format!("{many} lines have"), "stand", "them"),
        };
        notes.push(format!("{lines} actuals and {stand} in no plan of the year: nothing more is expected of {them} until the next cut."));
    }
    if found.without_range > 0 {
        let lines = counted(found.without_range, "line", "lines");
        notes.push(format!("{lines} by trend are too many to look for their range here."));
    }
    notes
}

fn chart(loaded: &Loaded, found: &Rows, finding: &str) -> month_columns::Input {
    let months = loaded.months();
    let decimals = loaded.currency().decimals();
    let columns = months.iter().enumerate().map(|(position, month)| {
        let amount = found.all.months.get(position).copied();
        let is_closed = position < loaded.closed;
        Column {
            label: month.short_name().to_owned(),
            key: Some(format!("actuals?period={month}")),
            budget: found.budget.get(position).copied().unwrap_or_default().round(decimals),
            actual: amount.filter(|_| is_closed),
            forecast: amount.filter(|_| !is_closed),
            previous: None,
        }
    });
    month_columns::Input { title: finding.to_owned(), currency: loaded.currency(), months: columns.collect() }
}
