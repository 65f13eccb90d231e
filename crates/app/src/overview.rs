//! The overview: where the year stands, and what needs the user now.

use chrono::NaiveDate;
use domain::calendar::Period;
use domain::overview::{difference, finding, grouped};
use domain::plan::{Plan, State};
use domain::variance::{By, Figures, Span, by_month};
use domain::{Amount, Currency, Id, Month, Settings};
use report::drawing::{Drawing, Frame};
use report::month_columns::{self, Column};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::open::Call;
use crate::variance::{VarianceRow, of_year, plan_of_year, rows};
use crate::words::counted;
use crate::year::{self, Asked, FiscalYear};

/// What the overview is asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "OverviewQuery"))]
pub struct Query {
    /// The plan; the default one if not given.
    pub plan: Option<Id>,
    /// A fiscal year, or the month or day up to which actuals count; the last month with actuals if not given.
    pub period: Option<Period>,
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
    /// Budget, actual to date, forecast, variance, unmatched.
    pub figures: Vec<Figure>,
    /// The months as a chart, titled with the finding; nothing where a rate is missing.
    pub chart: Option<Drawing>,
    /// The variance by category.
    pub rows: Vec<VarianceRow>,
    /// What they show, in a sentence.
    pub rows_finding: String,
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
        rows: Vec::new(),
        rows_finding: String::new(),
        needs: Vec::new(),
        problems: Vec::new(),
    };
    match year::load(call, &asked)? {
        Err(problems) => overview.problems = problems,
        Ok(mut year) => {
            overview.month =
                year.closed.checked_sub(1).map(|n| year.first.plus(i32::try_from(n).unwrap_or(0)));
            let picture = picture(call, &mut year, &settings, fiscal_year)?;
            overview.figures = picture.figures;
            overview.chart = Some(month_columns::draw(&picture.chart, FRAME));
            overview.rows_finding = rows_finding(&picture.rows);
            overview.rows = picture.rows;
        }
    }
    overview.needs = needs(call, &overview)?;
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
        title: finding(to_date, all, settings.currency),
        currency: settings.currency,
        months: columns.collect(),
    };
    let figures = figures(call, year, settings, fiscal_year, to_date, all)?;
    Ok(Picture { figures, rows, chart, months })
}

fn figures(
    call: &Call<'_>,
    year: &FiscalYear,
    settings: &Settings,
    fiscal_year: i32,
    to_date: Option<Figures>,
    all: Figures,
) -> Result<Vec<Figure>, Error> {
    let shown = |amount: Amount| Some(amount.round(settings.currency.decimals()));
    let figure = |key: &str, label: String, value, note: String, tone, page: &str| Figure {
        key: key.to_owned(),
        label,
        value,
        note,
        tone,
        page: page.to_owned(),
    };
    let with_budget =
        year.years.iter().filter(|year| year.budget.iter().any(|amount| !amount.is_zero())).count();
    let lines = counted(with_budget, "line", "lines");
    let last = year.closed.checked_sub(1).map(|n| year.first.plus(i32::try_from(n).unwrap_or(0)));
    let actual = to_date.map_or(Amount::ZERO, |figures| figures.actual);
    let share = domain::variance::percent(actual, all.budget)
        .map_or(String::new(), |percent| format!(", {percent} % of budget"));
    let span = match last {
        None => "Nothing posted yet".to_owned(),
        Some(last) if last == year.first => format!("{}{share}", last.short_name()),
        Some(last) => format!("{} \u{2013} {}{share}", year.first.short_name(), last.short_name()),
    };
    let source = match &year.forecast {
        Some(plan) => format!("{} + {}, {}", year.closed, 12 - year.closed, plan.name),
        None => format!("{} + {}, rest as budgeted", year.closed, 12 - year.closed),
    };
    let variance = all.variance();
    let (tone, direction) = match variance {
        none if none.is_zero() => (Tone::Neutral, "on budget"),
        over if over.is_negative() => (Tone::Bad, "unfavourable"),
        _ => (Tone::Good, "favourable"),
    };
    let percent = all.percent().map_or(String::new(), |percent| format!("{} % · ", grouped(percent)));
    let unmatched = year.years.iter().find(|year| year.line.is_none());
    let unmatched: domain::Sum = unmatched.into_iter().flat_map(|year| year.actual).collect();
    // What a figure opens adds up to it.
    let posted = format!("actuals?period={}", year.until);
    let count = store::actual::unmatched(call.tx, year.first.first_day(), year.until)?;
    let postings = counted(count as usize, "posting", "postings");
    Ok(vec![
        figure(
            "budget",
            format!("Budget FY{fiscal_year}"),
            shown(all.budget),
            format!("12 months, {lines}"),
            Tone::Neutral,
            "budget",
        ),
        figure("actual", "Actual to date".to_owned(), shown(actual), span, Tone::Neutral, &posted),
        figure(
            "forecast",
            "Forecast full year".to_owned(),
            shown(all.forecast),
            source,
            Tone::Neutral,
            "budget",
        ),
        figure(
            "variance",
            "Variance full year".to_owned(),
            shown(variance),
            format!("{percent}{direction}"),
            tone,
            "budget",
        ),
        figure(
            "unmatched",
            "Without a budget line".to_owned(),
            unmatched.total().ok().and_then(shown),
            if count == 0 { "Every posting is matched".to_owned() } else { postings },
            if count == 0 { Tone::Neutral } else { Tone::Warn },
            &format!("{posted}&state=unmatched"),
        ),
    ])
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

/// What waits for the user, the most urgent first; nothing that does not.
fn needs(call: &Call<'_>, overview: &Overview) -> Result<Vec<Need>, Error> {
    let mut needs = Vec::new();
    let mut need = |label: &str, value: String, tone, page: &str| {
        needs.push(Need { label: label.to_owned(), value, tone, page: page.to_owned() });
    };
    let (_, unmatched) = store::actual::counts(call.tx)?;
    if unmatched > 0 {
        need("Actuals without a budget line", unmatched.to_string(), Tone::Warn, "actuals?state=unmatched");
    }
    let flagged = overview.rows.iter().filter(|row| row.flagged && row.key != "unmatched").count();
    if flagged > 0 {
        need("Categories over the variance threshold", flagged.to_string(), Tone::Warn, "budget");
    }
    if !overview.problems.is_empty() {
        let missing = overview.problems.len().to_string();
        need("Missing exchange rates", missing, Tone::Bad, "settings?section=rates");
    }
    for plan in store::plan::all(call.tx)?.iter().filter(|plan| plan.state == State::Submitted) {
        need("Submitted, not yet approved", plan.name.clone(), Tone::Neutral, "settings?section=plans");
    }
    let lines = store::budget::lines(call.tx)?;
    let without = |count: usize, label: &str, needs: &mut dyn FnMut(&str, String, Tone, &str)| {
        if count > 0 {
            needs(label, count.to_string(), Tone::Neutral, "budget");
        }
    };
    without(
        lines.iter().filter(|line| line.category.is_none()).count(),
        "Budget lines without a category",
        &mut need,
    );
    without(
        lines.iter().filter(|line| line.owner.is_empty()).count(),
        "Budget lines without an owner",
        &mut need,
    );
    if overview.plan.is_none() {
        need("No plan for this fiscal year", overview.period.clone(), Tone::Warn, "settings?section=plans");
    }
    Ok(needs)
}
