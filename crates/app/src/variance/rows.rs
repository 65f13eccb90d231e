//! The rows of a variance: lines put into groups, each column tied to its total.

use std::collections::HashMap;

use domain::budget::sheet::GroupBy;
use domain::budget::{Line, Purpose};
use domain::category::Expense;
use domain::comment::{Scope, Subject};
use domain::variance::{By, Figures, Span, Year, by_group, percent, tied};
use domain::{Amount, Id, Settings};

use super::VarianceRow;
use crate::Error;
use crate::budget::groups;
use crate::open::Call;
use crate::year::FiscalYear;

const NOTHING: Figures = Figures { budget: Amount::ZERO, actual: Amount::ZERO, forecast: Amount::ZERO };

/// A group of lines.
pub(crate) struct Group {
    pub(crate) key: String,
    pub(crate) label: String,
    pub(crate) subject: Option<Subject>,
    pub(crate) vendor: String,
}

/// What a row shows: its figures of the period and of the closed part of it, as they tie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown {
    pub(crate) period: Figures,
    pub(crate) to_date: Figures,
    pub(crate) flagged: bool,
}

/// The rows by what they are summed, and what they sum to.
pub(crate) fn rows(
    call: &Call<'_>,
    year: &mut FiscalYear,
    by: By,
    span: Span,
) -> Result<(Vec<VarianceRow>, Shown), Error> {
    let settings = call.settings()?;
    let groups = assign(call, year, by)?;
    let all = totals(&year.years, span, &settings)?;
    Ok((tied_rows(&settings, groups, &year.years, span, &all)?, all))
}

/// What all years come to, rounded.
fn totals(years: &[Year], span: Span, settings: &Settings) -> Result<Shown, Error> {
    let decimals = settings.currency.decimals();
    let period = by_group(years, 0, span)?.1.round(decimals);
    let to_date = match span.to_date() {
        Some(span) => by_group(years, 0, span)?.1.round(decimals),
        None => NOTHING,
    };
    Ok(Shown { period, to_date, flagged: settings.flags(period.variance(), period.budget) })
}

/// The rows of these groups, of the years that are in one, tied to what they are to sum to.
pub(crate) fn tied_rows(
    settings: &Settings,
    groups: Vec<Group>,
    years: &[Year],
    span: Span,
    whole: &Shown,
) -> Result<Vec<VarianceRow>, Error> {
    let decimals = settings.currency.decimals();
    let (exact, _) = by_group(years, groups.len(), span)?;
    let period = tied(&exact, whole.period, decimals)?;
    let to_date = match span.to_date() {
        Some(span) => tied(&by_group(years, groups.len(), span)?.0, whole.to_date, decimals)?,
        None => vec![NOTHING; groups.len()],
    };
    let mut lines = vec![0u32; groups.len()];
    for year in years.iter().filter(|year| year.line.is_some() && has_figure(year, span)) {
        if let Some(count) = lines.get_mut(year.group) {
            *count += 1;
        }
    }
    let shown = exact.iter().zip(period.into_iter().zip(to_date)).map(|(exact, (period, to_date))| Shown {
        period,
        to_date,
        flagged: settings.flags(exact.variance(), exact.budget),
    });
    Ok(groups
        .into_iter()
        .zip(shown)
        .zip(lines)
        .filter(|((_, shown), _)| !is_nothing(&shown.period) || !is_nothing(&shown.to_date))
        .map(|((group, shown), lines)| VarianceRow {
            subject: group.subject,
            vendor: group.vendor,
            lines,
            ..row(group.key, group.label, &shown, decimals)
        })
        .collect())
}

/// A row of these figures.
pub(crate) fn row(key: String, label: String, shown: &Shown, decimals: u32) -> VarianceRow {
    let Shown { period, to_date, flagged } = *shown;
    let variance_to_date = to_date.budget.minus(to_date.actual).unwrap_or_default();
    VarianceRow {
        key,
        label,
        vendor: String::new(),
        lines: 0,
        budget_to_date: to_date.budget,
        actual_to_date: to_date.actual,
        variance_to_date: variance_to_date.round(decimals),
        percent_to_date: percent(variance_to_date, to_date.budget),
        budget: period.budget,
        actual: period.actual,
        forecast: period.forecast,
        variance: period.variance().round(decimals),
        percent: period.percent(),
        flagged,
        bar: 0,
        subject: None,
        comment: None,
        proposal: None,
    }
}

/// The variance that a bar shows: to date, where anything is.
fn barred(row: &VarianceRow) -> Amount {
    let is_posted = !row.budget_to_date.is_zero() || !row.actual_to_date.is_zero();
    if is_posted { row.variance_to_date } else { row.variance }
}

/// The longest bar among rows.
pub(crate) fn longest(rows: &[VarianceRow]) -> Amount {
    rows.iter().map(|row| barred(row).abs()).max().unwrap_or_default()
}

/// Measures the bars against the longest.
pub(crate) fn bars(rows: &mut [VarianceRow], longest: Amount) {
    for row in rows {
        let share = barred(row).times(Amount::from(1_000)).and_then(|share| share.over(longest));
        let whole = share.ok().and_then(|share| share.round(0).to_i64()).unwrap_or(0);
        row.bar = i32::try_from(whole.clamp(-1_000, 1_000)).unwrap_or(0);
    }
}

/// Whether anything of a line falls into the span.
fn has_figure(year: &Year, span: Span) -> bool {
    (span.first..=span.last.min(11)).any(|month| {
        let expected = if month < span.closed { Amount::ZERO } else { year.open[month] };
        [year.budget[month], year.actual[month], expected].iter().any(|amount| !amount.is_zero())
    })
}

fn is_nothing(figures: &Figures) -> bool {
    figures.budget.is_zero() && figures.actual.is_zero() && figures.forecast.is_zero()
}

/// Puts each line into its group and answers the groups in order; the last is that of the unmatched actuals.
pub(crate) fn assign(call: &Call<'_>, year: &mut FiscalYear, by: By) -> Result<Vec<Group>, Error> {
    let mut all = match by {
        By::Line => each_line(call, year, |_| true)?,
        By::Expense => {
            by_word(year, Expense::label, |line| line.expense, &[Expense::Capex, Expense::Opex], "expense")
        }
        By::Purpose => {
            let words = [Purpose::Run, Purpose::Grow, Purpose::Transform];
            by_word(year, Purpose::label, |line| line.purpose, &words, "purpose")
        }
        By::Category => by_record(call, year, GroupBy::Category, Scope::Category, |line| line.category)?,
        By::Department => {
            by_record(call, year, GroupBy::Department, Scope::Department, |line| line.department)?
        }
        By::Vendor => by_record(call, year, GroupBy::Vendor, Scope::Vendor, |line| line.vendor)?,
        By::Project => by_record(call, year, GroupBy::Project, Scope::Project, |line| line.project)?,
    };
    let unmatched = all.len();
    all.push(Group {
        key: "unmatched".to_owned(),
        label: "Unmatched actuals".to_owned(),
        subject: None,
        vendor: String::new(),
    });
    year.years.iter_mut().filter(|year| year.line.is_none()).for_each(|year| year.group = unmatched);
    Ok(all)
}

/// A group for each line that passes; the others and the unmatched are in none.
pub(crate) fn each_line(
    call: &Call<'_>,
    year: &mut FiscalYear,
    passes: impl Fn(&Year) -> bool,
) -> Result<Vec<Group>, Error> {
    let vendors: HashMap<Id, String> =
        store::vendor::all(call.tx)?.into_iter().map(|vendor| (vendor.id, vendor.name)).collect();
    let mut groups = Vec::new();
    for one in &mut year.years {
        let Some(id) = one.line.filter(|_| passes(one)) else {
            one.group = usize::MAX;
            continue;
        };
        one.group = groups.len();
        let line = year.lines.get(&id);
        let vendor = line.and_then(|line| line.vendor).and_then(|id| vendors.get(&id));
        groups.push(Group {
            key: format!("line:{id}"),
            label: line.map_or_else(String::new, |line| line.description.clone()),
            subject: Some(Subject { scope: Scope::Line, of: id }),
            vendor: vendor.cloned().unwrap_or_default(),
        });
    }
    Ok(groups)
}

fn by_record(
    call: &Call<'_>,
    year: &mut FiscalYear,
    by: GroupBy,
    scope: Scope,
    of: fn(&Line) -> Option<Id>,
) -> Result<Vec<Group>, Error> {
    let (groups, positions) = groups(call, by)?;
    let lines = &year.lines;
    for one in &mut year.years {
        let id = one.line.and_then(|line| lines.get(&line)).and_then(of);
        one.group = id.and_then(|id| positions.get(&id).copied()).unwrap_or(groups.len() - 1);
    }
    let subjects: HashMap<usize, Id> = positions.into_iter().map(|(id, place)| (place, id)).collect();
    let group = |(place, group): (usize, domain::budget::sheet::Group)| Group {
        subject: subjects.get(&place).map(|id| Subject { scope, of: *id }),
        key: group.key,
        label: group.label,
        vendor: String::new(),
    };
    Ok(groups.into_iter().enumerate().map(group).collect())
}

fn by_word<W: Copy + PartialEq>(
    year: &mut FiscalYear,
    label: fn(W) -> &'static str,
    of: fn(&Line) -> W,
    words: &[W],
    field: &str,
) -> Vec<Group> {
    let lines = &year.lines;
    for one in &mut year.years {
        let word = one.line.and_then(|line| lines.get(&line)).map(of);
        one.group = words.iter().position(|other| Some(*other) == word).unwrap_or(usize::MAX);
    }
    let group = |word: &W| Group {
        key: format!("{field}:{}", label(*word).to_lowercase()),
        label: label(*word).to_owned(),
        subject: None,
        vendor: String::new(),
    };
    words.iter().map(group).collect()
}
