//! What stands behind a figure of the variance: the lines of a group, of an item of the bridge, and those that nobody has
//! explained.

use std::collections::{HashMap, HashSet};

use domain::calendar::Period;
use domain::comment::{Comment, Scope, Subject, kept};
use domain::explain::Steps;
use domain::money::tie;
use domain::variance::{By, Figures, Span, bridge, by_group, by_line, parts};
use domain::{Amount, Currency, Id};
use serde::{Deserialize, Serialize};

use super::largest::largest;
use super::question::load;
use super::rows::{Shown, assign, bars, each_line, longest, rows, tied_rows};
use super::{Query, VarianceRow};
use crate::Error;
use crate::open::Call;
use crate::year::FiscalYear;

/// Which lines are asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "VarianceLinesQuery"))]
pub struct LinesQuery {
    /// The variance.
    #[serde(flatten)]
    pub of: Query,
    /// The key of one of its rows.
    pub key: String,
}

/// The lines of a row, which sum to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "VarianceLines"))]
pub struct Lines {
    /// Each line with a figure, the one furthest from the budget first.
    pub rows: Vec<VarianceRow>,
}

/// Which item of the bridge is asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "VarianceItemQuery"))]
pub struct Item {
    /// The variance.
    #[serde(flatten)]
    pub of: Query,
    /// The item's name.
    pub item: String,
}

/// What a line adds to an item of the bridge.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "VarianceItemRow"))]
pub struct ItemRow {
    /// Its part: plus raises cost.
    pub amount: Amount,
    /// The line.
    pub row: VarianceRow,
}

/// The lines of an item of the bridge, whose parts sum to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "VarianceItem"))]
pub struct ItemLines {
    /// The item's name as it is shown.
    pub label: String,
    /// By how much it raises cost.
    pub amount: Amount,
    /// The currency of every figure.
    pub currency: Currency,
    /// Its lines, the largest part first.
    pub rows: Vec<ItemRow>,
}

/// The lines that reach the thresholds and that nobody has commented on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Unexplained {
    /// Each line, the one furthest from the budget first.
    pub rows: Vec<VarianceRow>,
    /// What they are off by together.
    pub variance: Amount,
}

pub(crate) fn lines(call: &Call<'_>, query: LinesQuery) -> Result<Lines, Error> {
    let mut loaded = load(call, &query.of)?;
    let (all, _) = rows(call, &mut loaded.year, query.of.by, loaded.span)?;
    // Measured as the rows are that they stand under.
    let longest = longest(&all);
    let Some(row) = all.into_iter().find(|row| row.key == query.key) else {
        return Ok(Lines { rows: Vec::new() });
    };
    let groups = assign(call, &mut loaded.year, query.of.by)?;
    let place = groups.iter().position(|group| group.key == query.key).unwrap_or(usize::MAX);
    let groups = each_line(call, &mut loaded.year, |year| year.group == place)?;
    if groups.is_empty() {
        // Unmatched actuals have no lines; they open as actuals.
        return Ok(Lines { rows: Vec::new() });
    }
    let mut rows = tied_rows(&loaded.settings, groups, &loaded.year.years, loaded.span, &shown(&row))?;
    furthest_first(&mut rows);
    let mut rows = largest(rows, query.of.most, &loaded.settings)?;
    loaded.comment(&mut rows);
    bars(&mut rows, longest);
    Ok(Lines { rows })
}

/// The figures of a row, which its lines are to sum to.
fn shown(row: &VarianceRow) -> Shown {
    Shown {
        period: Figures { budget: row.budget, actual: row.actual, forecast: row.forecast },
        to_date: Figures {
            budget: row.budget_to_date,
            actual: row.actual_to_date,
            forecast: row.actual_to_date,
        },
        flagged: row.flagged,
    }
}

pub(crate) fn item(call: &Call<'_>, query: Item) -> Result<ItemLines, Error> {
    let mut loaded = load(call, &query.of)?;
    let decimals = loaded.settings.currency.decimals();
    let total = by_group(&loaded.year.years, 0, loaded.span)?.1.round(decimals).variance();
    let bridge = bridge(&loaded.year.years, loaded.span, &mut Steps::off())?.tied(-total, decimals)?;
    let amount = bridge.amount(&query.item);
    let mut parts = parts(&loaded.year.years, loaded.span)?;
    parts.retain(|part| part.item == query.item);
    let exact: Vec<Amount> = parts.iter().map(|part| part.amount).collect();
    let amounts = if exact.is_empty() { Vec::new() } else { tie(&exact, amount, decimals)? };
    // The lines themselves, as the table shows them.
    let lines: Vec<_> = loaded.year.years.iter().map(|year| year.line).collect();
    let (all, _) = rows(call, &mut loaded.year, By::Line, loaded.span)?;
    let mut by_key: HashMap<String, VarianceRow> =
        all.into_iter().map(|row| (row.key.clone(), row)).collect();
    let mut rows: Vec<ItemRow> = Vec::with_capacity(parts.len());
    for (part, amount) in parts.iter().zip(amounts) {
        let key = lines[part.year].map_or_else(|| "unmatched".to_owned(), |line| format!("line:{line}"));
        if let Some(row) = by_key.remove(&key) {
            rows.push(ItemRow { amount, row });
        }
    }
    let mut only: Vec<VarianceRow> = rows.iter().map(|one| one.row.clone()).collect();
    loaded.comment(&mut only);
    rows.iter_mut().zip(only).for_each(|(one, row)| one.row = row);
    rows.sort_by_key(|one| std::cmp::Reverse(one.amount.abs()));
    Ok(ItemLines {
        label: super::picture::label(&query.item),
        amount,
        currency: loaded.settings.currency,
        rows,
    })
}

pub(crate) fn unexplained(call: &Call<'_>, query: Query) -> Result<Unexplained, Error> {
    let mut loaded = load(call, &query)?;
    let (span, period, plan) = (loaded.span, loaded.period, loaded.baseline.plan);
    let said = commented(call, period, plan)?;
    let (mut rows, _) = rows(call, &mut loaded.year, By::Line, span)?;
    rows.retain(|row| row.flagged && row.subject.is_some_and(|subject| !said.contains(&subject)));
    loaded.comment(&mut rows);
    let longest = longest(&rows);
    bars(&mut rows, longest);
    furthest_first(&mut rows);
    let sum: domain::Sum = rows.iter().map(|row| row.variance).collect();
    Ok(Unexplained { variance: sum.total()?, rows })
}

/// What somebody has commented on in the period under this plan.
fn commented(call: &Call<'_>, period: Period, plan: Option<Id>) -> Result<HashSet<Subject>, Error> {
    let here = |one: &Comment| one.period == kept(period) && one.plan == plan;
    let all = store::comment::all(call.tx)?;
    Ok(all.iter().filter(|one| here(one)).map(|one| one.subject).collect())
}

/// How many lines reach the thresholds and have no comment in the period under this plan. Counted without making
/// their rows, as other screens ask for it too.
pub(crate) fn uncommented(
    call: &Call<'_>,
    year: &FiscalYear,
    span: Span,
    period: Period,
    plan: Option<Id>,
) -> Result<usize, Error> {
    let settings = call.settings()?;
    let said = commented(call, period, plan)?;
    let mut count = 0;
    for (one, figures) in year.years.iter().zip(by_line(&year.years, span)) {
        let figures = figures?;
        let Some(line) = one.line else { continue };
        let subject = Subject { scope: Scope::Line, of: line };
        if settings.flags(figures.variance(), figures.budget) && !said.contains(&subject) {
            count += 1;
        }
    }
    Ok(count)
}

fn furthest_first(rows: &mut [VarianceRow]) {
    rows.sort_by_key(|row| std::cmp::Reverse(row.variance.abs()));
}
