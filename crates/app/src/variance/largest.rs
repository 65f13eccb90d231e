//! The rows with the largest variance, and one row for all the others together.

use std::cmp::Reverse;
use std::collections::HashSet;

use domain::variance::Figures;
use domain::{Amount, Settings, Sum};

use super::VarianceRow;
use super::rows::{Shown, row};
use crate::Error;
use crate::words::counted;

/// The key of the row that stands for those that are not shown one by one.
pub(super) const REST: &str = "rest";

/// At most so many rows, those with the largest variance, in their order; the others are summed up in a last one, so that
/// the rows add up to the same totals. Unmatched actuals always stay a row of their own.
pub(super) fn largest(
    mut rows: Vec<VarianceRow>,
    most: Option<u32>,
    settings: &Settings,
) -> Result<Vec<VarianceRow>, Error> {
    let most = most.map_or(usize::MAX, |most| most as usize);
    if rows.len() <= most {
        return Ok(rows);
    }
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|place| {
        let row = &rows[*place];
        (row.key != "unmatched", Reverse(row.variance.abs()), *place)
    });
    let shown: HashSet<usize> = order.into_iter().take(most).collect();
    let mut rest = Vec::new();
    let mut place = 0;
    rows.retain(|row| {
        let is_shown = shown.contains(&place);
        place += 1;
        if !is_shown {
            rest.push(row.clone());
        }
        is_shown
    });
    let label = counted(rest.len(), "other", "others");
    let rest: Vec<&VarianceRow> = rest.iter().collect();
    rows.push(together(REST.to_owned(), label, &rest, settings)?);
    Ok(rows)
}

/// What rows come to together, as one row: each figure is the sum of theirs, so that it ties as they do.
pub(super) fn together(
    key: String,
    label: String,
    rows: &[&VarianceRow],
    settings: &Settings,
) -> Result<VarianceRow, Error> {
    let sum = |of: fn(&VarianceRow) -> Amount| rows.iter().map(|row| of(row)).collect::<Sum>().total();
    let period = Figures {
        budget: sum(|row| row.budget)?,
        actual: sum(|row| row.actual)?,
        forecast: sum(|row| row.forecast)?,
    };
    let actual = sum(|row| row.actual_to_date)?;
    let to_date = Figures { budget: sum(|row| row.budget_to_date)?, actual, forecast: actual };
    let shown = Shown { period, to_date, flagged: settings.flags(period.variance(), period.budget) };
    let lines = rows.iter().map(|row| row.lines).sum();
    Ok(VarianceRow { lines, ..row(key, label, &shown, settings.currency.decimals()) })
}
