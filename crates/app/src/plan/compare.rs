//! Two plans side by side: what one changes of the other, by group.

use std::collections::HashMap;

use domain::budget::sheet::{Belongs, GroupBy};
use domain::money::tie;
use domain::overview::short;
use domain::plan::Plan;
use domain::variance::percent;
use domain::{Amount, Currency, Id, Sum};
use serde::{Deserialize, Serialize};

use super::version::in_base;
use crate::Error;
use crate::budget::groups;
use crate::open::Call;

/// Two plans to be held against each other.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Compare {
    /// The plan.
    pub plan: Id,
    /// What it is held against.
    pub against: Id,
    /// By what lines are summed.
    pub by: GroupBy,
}

/// A group in both plans.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ComparedRow {
    /// Stable: `group:7`, `total`.
    pub key: String,
    /// The group's name.
    pub label: String,
    /// The year in the plan it is held against.
    pub against: Amount,
    /// The year in the plan.
    pub plan: Amount,
    /// Their difference; plus is more cost.
    pub change: Amount,
    /// In percent of what it is held against.
    pub percent: Option<Amount>,
}

/// Two plans side by side.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Compared {
    /// What differs, in a sentence.
    pub finding: String,
    /// The plan.
    pub plan: Plan,
    /// What it is held against.
    pub against: Plan,
    /// The currency of every figure.
    pub currency: Currency,
    /// Each group with a figure in either.
    pub rows: Vec<ComparedRow>,
    /// Everything.
    pub total: ComparedRow,
}

pub(crate) fn compare(call: &Call<'_>, asked: Compare) -> Result<Compared, Error> {
    let (plan, against) = (store::plan::get(call.tx, asked.plan)?, store::plan::get(call.tx, asked.against)?);
    let currency = call.settings()?.currency;
    let (groups, positions) = groups(call, asked.by)?;
    let lines: HashMap<Id, usize> = store::budget::lines(call.tx)?
        .into_iter()
        .map(|line| {
            let (category, department) = (line.category, line.department);
            let of = Belongs { category, department, vendor: line.vendor, project: line.project };
            let place = of.by(asked.by).and_then(|id| positions.get(&id).copied());
            (line.id, place.unwrap_or(groups.len() - 1))
        })
        .collect();
    let column = |of: &Plan| -> Result<(Vec<Amount>, Amount), Error> {
        let mut sums = vec![Sum::default(); groups.len()];
        let mut all = Sum::default();
        for (line, months) in in_base(call, of)? {
            let year = months.into_iter().collect::<Sum>();
            all.merge(&year);
            if let Some(sum) = lines.get(&line).and_then(|place| sums.get_mut(*place)) {
                sum.merge(&year);
            }
        }
        let whole = all.total()?.round(currency.decimals());
        let parts = sums.iter().map(Sum::total).collect::<Result<Vec<_>, _>>()?;
        Ok((tie(&parts, whole, currency.decimals())?, whole))
    };
    let (new, old) = (column(&plan)?, column(&against)?);
    let mut rows = Vec::new();
    for (group, (new, old)) in groups.into_iter().zip(new.0.into_iter().zip(old.0)) {
        if !new.is_zero() || !old.is_zero() {
            rows.push(row(group.key, group.label, new, old, currency)?);
        }
    }
    let total = row("total".to_owned(), "Total".to_owned(), new.1, old.1, currency)?;
    let finding = finding(&plan, &against, &rows, &total, currency);
    Ok(Compared { finding, plan, against, currency, rows, total })
}

fn row(
    key: String,
    label: String,
    plan: Amount,
    against: Amount,
    currency: Currency,
) -> Result<ComparedRow, Error> {
    let change = plan.minus(against)?.padded(currency.decimals());
    Ok(ComparedRow { key, label, against, plan, change, percent: percent(change, against) })
}

/// “Leaner costs 420 USD less than FY2027 Budget; most of it is Hardware”.
fn finding(
    plan: &Plan,
    against: &Plan,
    rows: &[ComparedRow],
    total: &ComparedRow,
    currency: Currency,
) -> String {
    let (new, old) = (&plan.name, &against.name);
    if rows.iter().all(|row| row.change.is_zero()) {
        return format!("{new} and {old} come to the same everywhere");
    }
    if total.change.is_zero() {
        return format!("{new} costs as much as {old}, but not for the same");
    }
    let down = total.change.is_negative();
    let than = if down { "less" } else { "more" };
    let same = rows.iter().filter(|row| row.change.is_negative() == down);
    let largest = same.max_by_key(|row| row.change.abs()).map(|row| row.label.as_str()).unwrap_or_default();
    let most = if rows.len() > 1 { format!("; most of it is {largest}") } else { String::new() };
    format!("{new} costs {} {currency} {than} than {old}{most}", short(total.change.abs()))
}
