//! A figure of a fiscal year: its lines, a line's months, a line's postings, and the rates they were converted at.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::calendar::Period;
use domain::depreciation::terms::Recognition;
use domain::plan::Plan;
use domain::rate::Rates;
use domain::variance::{By, Span, Year};
use domain::{Amount, Currency, Id, Month, Sum};

use super::{Explanation, Part, RateUsed, YearFigure, by_size, rounding, settle};
use crate::Error;
use crate::control::UNASSIGNED;
use crate::open::Call;
use crate::variance::{VarianceRow, assign, missing, of_year, plan_of_year, rows};
use crate::words::counted;
use crate::year::{self, FiscalYear};

/// What is asked of a year.
pub(super) struct Question {
    pub(super) plan: Option<Id>,
    pub(super) period: Option<Period>,
    pub(super) by: By,
    pub(super) row: Option<String>,
    pub(super) figure: YearFigure,
    pub(super) to_date: bool,
    pub(super) recognition: Recognition,
}

/// The year that is asked for, and which part of it counts.
struct Asked {
    plan: Option<Plan>,
    period: Period,
    year: FiscalYear,
    span: Option<Span>,
    label: String,
    /// The places of the lines that the figure sums.
    chosen: Vec<usize>,
    /// The figure as it stands on the screen, where it was brought to the others of its column.
    shown: Option<Amount>,
}

pub(super) fn explain(call: &Call<'_>, question: &Question) -> Result<Explanation, Error> {
    explain_as(call, question, None)
}

/// The same for a figure that a screen shows as this.
pub(super) fn explain_as(
    call: &Call<'_>,
    question: &Question,
    shown: Option<Amount>,
) -> Result<Explanation, Error> {
    let asked = load(call, question)?;
    let currency = call.settings()?.currency;
    let years: Vec<&Year> = asked.chosen.iter().map(|place| &asked.year.years[*place]).collect();
    let mut total = Sum::default();
    for year in &years {
        total.add(of(year, asked.span, question.figure)?);
    }
    let (mut parts, sum_of) = match (years.as_slice(), question.figure) {
        ([one], YearFigure::Actual) if question.recognition == Recognition::Cash => {
            postings(call, &asked, one)?
        }
        ([one], _) => (months(&asked, one, question.figure)?, "months"),
        _ => (lines(&asked, &years, question.figure)?, "lines"),
    };
    if sum_of != "months" {
        by_size(&mut parts);
    }
    let count = match sum_of {
        "months" => counted(parts.len(), "month", "months"),
        "lines" => counted(parts.len(), "line", "lines"),
        _ => counted(parts.len(), "posting", "postings"),
    };
    let rates = rates(call, &asked, &years, question.figure)?;
    let exact = total.total()?.round(currency.decimals());
    let value = shown.or(asked.shown).unwrap_or(exact);
    let (parts, more, more_sum) = settle(parts, Some(value), currency.decimals())?;
    let shown = match question.figure {
        YearFigure::Budget => "budget",
        YearFigure::Actual => "actual",
        YearFigure::Forecast => "forecast",
        YearFigure::Variance => "variance",
    };
    let when = if question.to_date { format!("{} to date", asked.period) } else { asked.period.to_string() };
    Ok(Explanation {
        title: format!("{}, {shown} {when}", asked.label),
        value: Some(value),
        currency,
        formula: formula(&asked, question, &count),
        parts,
        more,
        more_sum,
        steps: Vec::new(),
        rates,
        rounding: rounding(currency),
    })
}

fn load(call: &Call<'_>, question: &Question) -> Result<Asked, Error> {
    let settings = call.settings()?;
    let calendar = settings.calendar();
    let given = question.plan.map(|id| store::plan::get(call.tx, id)).transpose()?;
    let current = calendar.year_of(Month::of(call.as_of(&settings)));
    let period = question
        .period
        .unwrap_or_else(|| Period::Year(given.as_ref().map_or(current, |plan| plan.fiscal_year)));
    let fiscal_year = period.fiscal_year(calendar);
    let plan = match given {
        Some(plan) => Some(of_year(plan, fiscal_year)?),
        None => plan_of_year(call, fiscal_year)?,
    };
    let through = match period {
        Period::ToDate(day) => Some(day),
        Period::Year(_) | Period::Quarter(..) | Period::Month(_) => None,
    };
    let asked = year::Asked { plan: plan.as_ref(), fiscal_year, through };
    let mut year = year::load_as(call, &asked, question.recognition)?.map_err(missing)?;
    let (first, last) = period.months(calendar);
    let position = |month: Month| usize::try_from(month.months_since(year.first)).unwrap_or(0).min(11);
    let span = Span { first: position(first), last: position(last), closed: year.closed };
    let names = assign(call, &mut year, question.by)?;
    let place = |key: &str| names.iter().position(|group| group.key == key);
    let (label, chosen): (String, Vec<usize>) = match question.row.as_deref() {
        None => ("Everything".to_owned(), (0..year.years.len()).collect()),
        Some("unmatched") => {
            let unmatched = year.years.iter().position(|year| year.line.is_none());
            ("Unmatched actuals".to_owned(), unmatched.into_iter().collect())
        }
        Some(row) => {
            let gone = || Error::NotFound("This row is not shown any more.".to_owned());
            if row == UNASSIGNED {
                let label = "Commitments without a line".to_owned();
                return Ok(Asked { plan, period, year, span: None, label, chosen: Vec::new(), shown: None });
            }
            let group = place(row).ok_or_else(gone)?;
            let stands =
                |(place, year): (usize, &Year)| (year.group == group && year.line.is_some()).then_some(place);
            let chosen = year.years.iter().enumerate().filter_map(stands).collect();
            (names[group].label.clone(), chosen)
        }
    };
    // A line stands in several tables, each of which ties for itself: only groups have one figure.
    let shown = match question.row.as_deref() {
        Some(row) if question.by != By::Line => {
            let (rows, _) = rows(call, &mut year, question.by, span)?;
            rows.into_iter().find(|shown| shown.key == row).map(|shown| as_shown(&shown, question))
        }
        _ => None,
    };
    let span = if question.to_date { span.to_date() } else { Some(span) };
    Ok(Asked { plan, period, year, span, label, chosen, shown })
}

fn as_shown(row: &VarianceRow, question: &Question) -> Amount {
    match (question.figure, question.to_date) {
        (YearFigure::Budget, true) => row.budget_to_date,
        (YearFigure::Actual | YearFigure::Forecast, true) => row.actual_to_date,
        (YearFigure::Variance, true) => row.variance_to_date,
        (YearFigure::Budget, false) => row.budget,
        (YearFigure::Actual, false) => row.actual,
        (YearFigure::Forecast, false) => row.forecast,
        (YearFigure::Variance, false) => row.variance,
    }
}

/// A figure of a line in some months.
fn of(year: &Year, span: Option<Span>, figure: YearFigure) -> Result<Amount, Error> {
    let Some(span) = span else { return Ok(Amount::ZERO) };
    let mut sum = Sum::default();
    for month in span.first..=span.last.min(11) {
        sum.add(in_month(year, month, span.closed, figure)?);
    }
    Ok(sum.total()?)
}

fn in_month(year: &Year, month: usize, closed: usize, figure: YearFigure) -> Result<Amount, Error> {
    let expected = if month < closed { year.actual[month] } else { year.open[month] };
    Ok(match figure {
        YearFigure::Budget => year.budget[month],
        YearFigure::Actual => year.counted(month, closed),
        YearFigure::Forecast => expected,
        YearFigure::Variance => year.budget[month].minus(expected)?,
    })
}

fn formula(asked: &Asked, question: &Question, count: &str) -> String {
    let plan = asked.plan.as_ref().map_or("the plan", |plan| plan.name.as_str());
    let open = match &asked.year.forecast {
        Some(forecast) => forecast.name.clone(),
        None => format!("the rest of {plan}"),
    };
    let what = match question.figure {
        YearFigure::Budget => format!("{plan}, at its budget rates"),
        YearFigure::Actual if question.recognition == Recognition::Expense => format!(
            "what the months cost of what is posted until {}: by depreciation, and by the service that was paid for",
            asked.year.counted_until()
        ),
        YearFigure::Actual => {
            format!("what is posted until {}, at the actual rates of the months", asked.year.counted_until())
        }
        YearFigure::Forecast => format!(
            "actual of {} and {open} for the others",
            counted(asked.year.closed, "closed month", "closed months")
        ),
        YearFigure::Variance => {
            format!("budget − forecast, plus is favourable: {plan} less actual and {open}")
        }
    };
    format!("Sum of {count}: {what}")
}

fn label(asked: &Asked, year: &Year) -> String {
    let line = year.line.and_then(|id| asked.year.lines.get(&id));
    line.map_or_else(|| "Unmatched actuals".to_owned(), |line| line.description.clone())
}

fn lines(asked: &Asked, years: &[&Year], figure: YearFigure) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    for year in years {
        let amount = of(year, asked.span, figure)?;
        if amount.is_zero() {
            continue;
        }
        let page = match (figure, year.line) {
            (YearFigure::Actual, Some(line)) => format!("actuals?line={line}&period={}", asked.period),
            (_, Some(line)) => match &asked.plan {
                Some(plan) => format!("budget?plan={}&line={line}", plan.id),
                None => format!("actuals?line={line}&period={}", asked.period),
            },
            (_, None) => format!("actuals?state=unmatched&period={}", asked.period),
        };
        parts.push(Part {
            label: label(asked, year),
            note: String::new(),
            own: None,
            own_currency: None,
            amount: Some(amount),
            page: Some(page),
        });
    }
    Ok(parts)
}

fn months(asked: &Asked, year: &Year, figure: YearFigure) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    let Some(span) = asked.span else { return Ok(parts) };
    for position in span.first..=span.last.min(11) {
        let month = asked.year.first.plus(i32::try_from(position).unwrap_or(0));
        let note = match figure {
            YearFigure::Budget | YearFigure::Actual => "",
            YearFigure::Forecast | YearFigure::Variance if position < span.closed => "actual",
            YearFigure::Forecast | YearFigure::Variance => "expected",
        };
        let page = year.line.map(|line| format!("actuals?line={line}&period={month}"));
        parts.push(Part {
            label: format!("{} {}", month.name(), month.year()),
            note: note.to_owned(),
            own: None,
            own_currency: None,
            amount: Some(in_month(year, position, span.closed, figure)?),
            page,
        });
    }
    Ok(parts)
}

/// The postings of a line, or the unmatched ones.
fn postings(call: &Call<'_>, asked: &Asked, year: &Year) -> Result<(Vec<Part>, &'static str), Error> {
    let Some(span) = asked.span else { return Ok((Vec::new(), "postings")) };
    let month = |position: usize| asked.year.first.plus(i32::try_from(position).unwrap_or(0));
    let to = month(span.last).last_day().min(asked.year.counted_until());
    let mut lines = vec![year.line];
    if let Some(line) = year.line {
        // What was merged into the line, or split from it since, is counted with it.
        let homes = year::homes(call, asked.plan.as_ref(), &store::budget::lineage(call.tx)?)?;
        let mut with: Vec<Id> =
            homes.into_iter().filter(|(_, home)| *home == line).map(|(id, _)| id).collect();
        with.sort_unstable();
        lines.extend(with.into_iter().map(Some));
    }
    let mut parts = Vec::new();
    for line in lines {
        parts.extend(posted(call, line, month(span.first).first_day(), to)?);
    }
    Ok((parts, "postings"))
}

/// What is posted on a line, or on none, in some days: each posting at the rate of its month, exact.
pub(super) fn posted(
    call: &Call<'_>,
    line: Option<Id>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Part>, Error> {
    let matched = line.is_none().then_some(false);
    let (from, to) = (Some(from), Some(to));
    let filter = store::actual::Filter { line, matched, from, to, ..store::actual::Filter::default() };
    let rates = crate::actual::rates(call)?;
    let files = files(call)?;
    let rows = store::actual::rows(call.tx, &filter, 0, u32::MAX)?;
    Ok(rows.iter().map(|row| posting(row, &rates, &files)).collect())
}

/// The names of the files that were imported.
pub(super) fn files(call: &Call<'_>) -> Result<HashMap<Id, String>, Error> {
    Ok(store::batch::all(call.tx)?.into_iter().map(|batch| (batch.id, batch.file_name)).collect())
}

/// A posting as a part of a figure.
pub(super) fn posting(row: &domain::actual::Row, rates: &Rates, files: &HashMap<Id, String>) -> Part {
    let foreign = row.currency != rates.base();
    let file = row.batch.and_then(|batch| files.get(&batch));
    let known = [row.vendor.as_str(), row.document.as_str(), file.map_or("", String::as_str)];
    let name = if row.text.is_empty() { &row.vendor } else { &row.text };
    let exact = rates.actual(row.currency, Month::of(row.date)).ok();
    Part {
        label: format!("{} {name}", row.date),
        note: known
            .into_iter()
            .filter(|text| !text.is_empty() && *text != name)
            .collect::<Vec<_>>()
            .join(" · "),
        own: foreign.then_some(row.amount),
        own_currency: foreign.then_some(row.currency),
        amount: exact.and_then(|rate| row.amount.times(rate).ok()),
        page: Some(format!("actuals?id={}", row.id)),
    }
}

/// The rates behind the figure: the plan's for lines in another currency, and the months' for what was posted.
fn rates(
    call: &Call<'_>,
    asked: &Asked,
    years: &[&Year],
    figure: YearFigure,
) -> Result<Vec<RateUsed>, Error> {
    let lines = years.iter().filter_map(|year| asked.year.lines.get(&year.line?));
    let currencies = lines.map(|line| line.currency).collect();
    let Some(span) = asked.span else { return Ok(Vec::new()) };
    let month = |position: usize| asked.year.first.plus(i32::try_from(position).unwrap_or(0));
    let closed = (span.first..=span.last.min(11)).filter(|position| *position < span.closed);
    let months = if figure == YearFigure::Budget { Vec::new() } else { closed.map(month).collect() };
    rates_used(call, asked.plan.as_ref(), currencies, figure != YearFigure::Actual, &months)
}

/// The rates of these currencies: of the plan, and of the months.
pub(super) fn rates_used(
    call: &Call<'_>,
    plan: Option<&Plan>,
    mut currencies: Vec<Currency>,
    budget: bool,
    months: &[Month],
) -> Result<Vec<RateUsed>, Error> {
    let base = call.settings()?.currency;
    let all = crate::plan::rates(call)?;
    let rates = Rates::new(base, plan.map(|plan| plan.id), &all);
    currencies.retain(|currency| *currency != base);
    currencies.sort_unstable();
    currencies.dedup();
    let mut used = Vec::new();
    for currency in currencies {
        if budget {
            let plan = plan.map(|plan| plan.name.clone());
            used.push(RateUsed { currency, rate: rates.budget(currency).ok(), month: None, plan });
        }
        for month in months {
            let rate = rates.actual(currency, *month).ok();
            used.push(RateUsed { currency, rate, month: Some(*month), plan: None });
        }
    }
    Ok(used)
}
