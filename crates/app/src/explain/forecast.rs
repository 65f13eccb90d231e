//! A figure of the Forecast screen: a line's month by its postings or its method, a year by its months, a group by its
//! lines.

use domain::calendar::Period;
use domain::depreciation::terms::Recognition;
use domain::variance::By;
use domain::{Amount, Sum};
use serde::{Deserialize, Serialize};

use super::year::{posted, rates_used};
use super::{Explanation, Part, YearFigure, by_size, month_name, rounding, settle, year};
use crate::Error;
use crate::forecast::{Member, Members, Query, held_against, members, steps};
use crate::open::Call;
use crate::words::counted;

/// A figure of the forecast.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExplainForecast"))]
pub struct OfForecast {
    /// What the screen shows.
    pub query: Query,
    /// The row's key: `line:12`, `group:7`, `unmatched` or `total`.
    pub row: String,
    /// The month, 0 to 11; nothing for the year.
    #[serde(default)]
    pub month: Option<u32>,
    /// Which figure.
    pub figure: ForecastFigure,
}

/// A figure of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ForecastFigure {
    /// Posted and expected.
    Forecast,
    /// The budget of the year.
    Budget,
    /// Budget − forecast.
    Variance,
    /// The full year by the earlier forecast.
    Previous,
    /// Earlier forecast − forecast.
    Change,
}

pub(super) fn explain(call: &Call<'_>, of: OfForecast) -> Result<Explanation, Error> {
    if of.query.recognition == Recognition::Expense {
        return year::explain(call, &as_expense(call, &of)?);
    }
    let found = members(call, &of.query, &of.row)?;
    let month = of.month.and_then(|month| usize::try_from(month).ok()).filter(|month| *month < 12);
    let figure = if month.is_some() { ForecastFigure::Forecast } else { of.figure };
    let asked = Asked { found: &found, figure, month };
    let single = found.lines.first().filter(|_| of.row.starts_with("line:"));
    let (parts, formula) = match single {
        Some(member) => line(call, &asked, member)?,
        None if of.row == "unmatched" => unmatched(call, &asked)?,
        None => group(&asked)?,
    };
    let value = asked.value();
    let decimals = found.loaded.currency().decimals();
    let (parts, more, more_sum) = settle(parts, value, decimals)?;
    let steps = match single {
        Some(member) if asked.has_open() => steps(call, &found, member)?,
        _ => Vec::new(),
    };
    Ok(Explanation {
        title: asked.title(),
        value,
        currency: found.loaded.currency(),
        formula,
        rates: asked.rates(call, &parts)?,
        parts,
        more,
        more_sum,
        steps,
        rounding: rounding(found.loaded.currency()),
    })
}

/// What a forecast costs is what the year costs: the same figure, asked of the year.
fn as_expense(call: &Call<'_>, of: &OfForecast) -> Result<year::Question, Error> {
    let refuse = |why: &str| Err(Error::invalid("recognition", why));
    let query = &of.query;
    let held = held_against(call, query)?;
    let figure = match (of.month, of.figure) {
        (Some(_), _) | (None, ForecastFigure::Forecast) => YearFigure::Forecast,
        (None, ForecastFigure::Budget) => YearFigure::Budget,
        (None, ForecastFigure::Variance) => YearFigure::Variance,
        (None, ForecastFigure::Previous | ForecastFigure::Change) => {
            return refuse("What an earlier forecast came to is explained in the cash view.");
        }
    };
    if !held.is_newest {
        return refuse("An earlier forecast is explained in the cash view.");
    }
    let is_line = of.row.starts_with("line:");
    if !is_line && !query.filter.trim().is_empty() {
        return refuse("Take the filter away first: in the P&L view sums of all lines are explained.");
    }
    let first = call.settings()?.calendar().first_month(held.fiscal_year);
    let month = of.month.and_then(|month| i32::try_from(month).ok()).map(|month| first.plus(month));
    Ok(year::Question {
        plan: held.budget.map(|plan| plan.id),
        period: Some(month.map_or(Period::Year(held.fiscal_year), Period::Month)),
        by: if is_line { By::Line } else { query.by },
        row: Some(of.row.clone()).filter(|row| row != "total"),
        figure,
        to_date: false,
        recognition: Recognition::Expense,
    })
}

struct Asked<'a> {
    found: &'a Members,
    figure: ForecastFigure,
    month: Option<usize>,
}

impl Asked<'_> {
    fn months(&self) -> std::ops::Range<usize> {
        self.month.map_or(0..12, |month| month..month + 1)
    }

    fn is_closed(&self, month: usize) -> bool {
        month < self.found.loaded.closed
    }

    /// Whether expected months are in the figure.
    fn has_open(&self) -> bool {
        let expects = match self.figure {
            ForecastFigure::Forecast | ForecastFigure::Variance | ForecastFigure::Change => true,
            ForecastFigure::Budget | ForecastFigure::Previous => false,
        };
        expects && self.months().any(|month| !self.is_closed(month))
    }

    /// As it is shown.
    fn value(&self) -> Option<Amount> {
        let row = &self.found.row;
        match (self.month, self.figure) {
            (Some(month), _) => row.months.get(month).copied(),
            (None, ForecastFigure::Forecast) => Some(row.forecast),
            (None, ForecastFigure::Budget) => Some(row.budget),
            (None, ForecastFigure::Variance) => Some(row.variance),
            (None, ForecastFigure::Previous) => row.previous,
            (None, ForecastFigure::Change) => row.change,
        }
    }

    fn title(&self) -> String {
        let loaded = &self.found.loaded;
        let when = match self.month {
            Some(month) => month_name(loaded.months()[month]),
            None => format!("FY{}", loaded.fiscal_year),
        };
        let what = match self.figure {
            ForecastFigure::Forecast if self.month.is_some_and(|month| self.is_closed(month)) => "actual",
            ForecastFigure::Forecast => "forecast",
            ForecastFigure::Budget => "budget",
            ForecastFigure::Variance => "budget less forecast",
            ForecastFigure::Previous => "forecast before",
            ForecastFigure::Change => "change of the forecast",
        };
        format!("{}, {what} {when}", self.found.row.label)
    }

    /// A figure of a line in a month, exact.
    fn of(&self, member: &Member, month: usize) -> Result<Amount, Error> {
        let forecast = member.months[month];
        Ok(match self.figure {
            ForecastFigure::Forecast => forecast,
            ForecastFigure::Budget => member.budget[month],
            ForecastFigure::Variance => member.budget[month].minus(forecast)?,
            ForecastFigure::Previous => member.previous[month],
            ForecastFigure::Change => member.previous[month].minus(forecast)?,
        })
    }

    /// In words, of which plans.
    fn words(&self) -> String {
        let loaded = &self.found.loaded;
        let name = |plan: Option<&domain::plan::Plan>, other: &str| {
            plan.map_or_else(|| other.to_owned(), |plan| plan.name.clone())
        };
        let budget = name(loaded.budget.as_ref(), "the budget");
        let forecast = format!(
            "what is posted in {} and {} for the others",
            counted(loaded.closed, "closed month", "closed months"),
            name(loaded.forecast.as_ref(), "the rest of the budget")
        );
        let before = name(loaded.compare.as_ref(), "the forecast before");
        match self.figure {
            ForecastFigure::Forecast if self.month.is_some_and(|month| self.is_closed(month)) => {
                "what is posted, at the actual rate of the month".to_owned()
            }
            ForecastFigure::Forecast if self.month.is_some() => {
                format!("what {} expects, at its budget rates", name(loaded.forecast.as_ref(), &budget))
            }
            ForecastFigure::Forecast => forecast,
            ForecastFigure::Budget => format!("{budget}, at its budget rates"),
            ForecastFigure::Variance => {
                format!("budget − forecast, plus is favourable: {budget} less {forecast}")
            }
            ForecastFigure::Previous => before,
            ForecastFigure::Change => {
                format!("forecast before − forecast, plus is favourable: {before} less {forecast}")
            }
        }
    }

    fn rates(&self, call: &Call<'_>, parts: &[Part]) -> Result<Vec<super::RateUsed>, Error> {
        let loaded = &self.found.loaded;
        let lines = self.found.lines.iter().map(|member| member.line.currency);
        let currencies = lines.chain(parts.iter().filter_map(|part| part.own_currency)).collect();
        let posted = match self.figure {
            ForecastFigure::Budget => Vec::new(),
            ForecastFigure::Forecast
            | ForecastFigure::Variance
            | ForecastFigure::Previous
            | ForecastFigure::Change => self
                .months()
                .filter(|month| self.is_closed(*month))
                .map(|month| loaded.months()[month])
                .collect(),
        };
        let planned = self.has_open() || self.figure != ForecastFigure::Forecast;
        let plan = match self.figure {
            ForecastFigure::Budget => loaded.budget.as_ref(),
            ForecastFigure::Forecast
            | ForecastFigure::Variance
            | ForecastFigure::Previous
            | ForecastFigure::Change => loaded.forecast.as_ref().or(loaded.budget.as_ref()),
        };
        rates_used(call, plan, currencies, planned, &posted)
    }

    fn link(&self, member: &Member) -> String {
        let loaded = &self.found.loaded;
        let line = member.line.id;
        match (self.figure, self.month) {
            (ForecastFigure::Forecast, Some(month)) if self.is_closed(month) => {
                format!("actuals?line={line}&period={}", loaded.months()[month])
            }
            (ForecastFigure::Budget | ForecastFigure::Variance, _) => match &loaded.budget {
                Some(plan) => format!("budget?plan={}&line={line}", plan.id),
                None => format!("actuals?line={line}"),
            },
            _ => match loaded.forecast.as_ref().or(loaded.budget.as_ref()) {
                Some(plan) => format!("budget?plan={}&line={line}", plan.id),
                None => format!("actuals?line={line}"),
            },
        }
    }
}

/// How the open months of a line come about: `Run-rate, last 3 months, chosen for this line`.
fn method(member: &Member) -> String {
    match member.choice {
        Some(choice) if member.chosen => format!("{}, chosen for this line", choice.label()),
        Some(choice) => format!("{}, by default", choice.label()),
        None => "the months of the plan".to_owned(),
    }
}

fn line(call: &Call<'_>, asked: &Asked<'_>, member: &Member) -> Result<(Vec<Part>, String), Error> {
    let loaded = &asked.found.loaded;
    let months = loaded.months();
    if let Some(month) = asked.month {
        if asked.is_closed(month) {
            let until = months[month].last_day().min(loaded.as_of);
            let mut parts = posted(call, Some(member.line.id), months[month].first_day(), until)?;
            by_size(&mut parts);
            let count = counted(parts.len(), "posting", "postings");
            return Ok((parts, format!("Sum of {count}: {}", asked.words())));
        }
        let foreign = member.line.currency != loaded.currency();
        let how = if member.manual.0[month] { "typed by hand".to_owned() } else { method(member) };
        let part = Part {
            own: foreign.then_some(member.own[month]),
            own_currency: foreign.then_some(member.line.currency),
            page: Some(asked.link(member)),
            note: how.clone(),
            ..Part::of(month_name(months[month]), asked.of(member, month)?)
        };
        return Ok((vec![part], format!("{how}: {}", asked.words())));
    }
    let mut parts = Vec::with_capacity(12);
    for (month, name) in months.iter().enumerate() {
        let note = match asked.figure {
            ForecastFigure::Budget | ForecastFigure::Previous => String::new(),
            _ if asked.is_closed(month) => "posted".to_owned(),
            _ if member.manual.0[month] => "typed by hand".to_owned(),
            ForecastFigure::Forecast | ForecastFigure::Variance | ForecastFigure::Change => {
                member.choice.map_or_else(|| "expected".to_owned(), |choice| choice.label().to_lowercase())
            }
        };
        let page = format!("actuals?line={}&period={name}", member.line.id);
        let page = if asked.is_closed(month) { page } else { asked.link(member) };
        let amount = asked.of(member, month)?;
        parts.push(Part { note, page: Some(page), ..Part::of(month_name(*name), amount) });
    }
    let typed = member.manual.0.iter().filter(|typed| **typed).count();
    let by_hand = if typed > 0 && asked.has_open() {
        format!(" {} typed by hand.", counted(typed, "month is", "months are"))
    } else {
        String::new()
    };
    let by = if asked.has_open() { format!(". {}.{by_hand}", method(member)) } else { String::new() };
    Ok((parts, format!("Sum of 12 months: {}{by}", asked.words())))
}

fn group(asked: &Asked<'_>) -> Result<(Vec<Part>, String), Error> {
    let mut parts = Vec::new();
    for member in &asked.found.lines {
        let mut sum = Sum::default();
        for month in asked.months() {
            sum.add(asked.of(member, month)?);
        }
        let amount = sum.total()?;
        if amount.is_zero() {
            continue;
        }
        let note = match asked.month {
            Some(month) if asked.is_closed(month) => String::new(),
            Some(month) if member.manual.0[month] => "typed by hand".to_owned(),
            _ => member
                .choice
                .filter(|_| asked.has_open())
                .map_or_else(String::new, domain::forecast::choice::Choice::label),
        };
        let page = Some(asked.link(member));
        parts.push(Part { note, page, ..Part::of(member.line.description.clone(), amount) });
    }
    let count = counted(parts.len(), "line", "lines");
    if let Some(amount) = unmatched_amount(asked)?.filter(|amount| !amount.is_zero()) {
        let page = Some(format!("actuals?state=unmatched&period=FY{}", asked.found.loaded.fiscal_year));
        parts.push(Part { page, ..Part::of("Unmatched actuals".to_owned(), amount) });
    }
    by_size(&mut parts);
    Ok((parts, format!("Sum of {count}: {}", asked.words())))
}

/// What the unmatched actuals add to the figure.
fn unmatched_amount(asked: &Asked<'_>) -> Result<Option<Amount>, Error> {
    let Some((now, before)) = &asked.found.unmatched else { return Ok(None) };
    let (mut now_sum, mut before_sum) = (Sum::default(), Sum::default());
    for month in asked.months() {
        now_sum.add(now[month]);
        before_sum.add(before[month]);
    }
    let (now, before) = (now_sum.total()?, before_sum.total()?);
    Ok(Some(match asked.figure {
        ForecastFigure::Forecast => now,
        ForecastFigure::Budget => Amount::ZERO,
        ForecastFigure::Variance => -now,
        ForecastFigure::Previous => before,
        ForecastFigure::Change => before.minus(now)?,
    }))
}

fn unmatched(call: &Call<'_>, asked: &Asked<'_>) -> Result<(Vec<Part>, String), Error> {
    let loaded = &asked.found.loaded;
    let months = loaded.months();
    let range = asked.months();
    let last = range.end.min(loaded.closed);
    if asked.figure != ForecastFigure::Forecast || last <= range.start {
        let amount = unmatched_amount(asked)?.unwrap_or_default();
        let page = Some(format!("actuals?state=unmatched&period=FY{}", loaded.fiscal_year));
        let part = Part { page, ..Part::of("Unmatched actuals".to_owned(), amount) };
        return Ok((vec![part], asked.words()));
    }
    let until = months[last - 1].last_day().min(loaded.as_of);
    let mut parts = posted(call, None, months[range.start].first_day(), until)?;
    by_size(&mut parts);
    let count = counted(parts.len(), "posting", "postings");
    Ok((parts, format!("Sum of {count} of the closed months, at the actual rates of the months")))
}
