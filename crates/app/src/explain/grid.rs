//! A cell of the budget grid: how a line's month came about, and which lines a subtotal adds up.

use domain::budget::sheet::Item;
use domain::plan::Plan;
use domain::{Amount, Id, Sum};

use super::{Explanation, Part, RateUsed, by_size, most, rounding};
use crate::Error;
use crate::budget::{View, sheet};
use crate::open::Call;
use crate::words::counted;

pub(super) fn explain(
    call: &Call<'_>,
    view: &View,
    row: &str,
    month: Option<u32>,
) -> Result<Explanation, Error> {
    let plan = store::plan::get(call.tx, view.plan)?;
    let month = month.and_then(|month| usize::try_from(month).ok()).filter(|month| *month < 12);
    match row.strip_prefix("line:").and_then(|id| id.parse().ok()) {
        Some(line) => line_cell(call, &plan, line, month),
        None => sum_cell(call, view, &plan, row, month),
    }
}

/// `Jul 2026`, or `FY2027`.
fn when(plan: &Plan, month: Option<usize>) -> String {
    match month.and_then(|month| plan.months().get(month).copied()) {
        Some(month) => format!("{} {}", month.name(), month.year()),
        None => format!("FY{}", plan.fiscal_year),
    }
}

fn line_cell(call: &Call<'_>, plan: &Plan, line: Id, month: Option<usize>) -> Result<Explanation, Error> {
    let detail = crate::budget::detail(call, crate::budget::LineOfPlan { plan: plan.id, line })?;
    let currency = detail.line.currency;
    let how = detail
        .basis
        .as_ref()
        .map_or_else(|| "typed, pasted or imported".to_owned(), domain::budget::basis::Basis::words);
    let page = format!("budget?plan={}&line={line}", plan.id);
    let value = match month {
        Some(month) => detail.amounts[month],
        None => detail.total,
    };
    let parts = match month {
        // Its last changes are what a single amount comes from.
        Some(_) => detail
            .history
            .iter()
            .take(10)
            .map(|entry| Part {
                label: entry.summary.clone(),
                note: format!("{}, {}", entry.at.get(..10).unwrap_or_default(), entry.who),
                own: None,
                own_currency: None,
                amount: None,
                page: Some(format!("activity?change={}", entry.change)),
            })
            .collect(),
        None => detail
            .months
            .iter()
            .zip(&detail.amounts)
            .map(|(month, amount)| Part {
                label: format!("{} {}", month.name(), month.year()),
                note: if detail.changed.contains(month) {
                    "changed by hand".to_owned()
                } else {
                    String::new()
                },
                own: None,
                own_currency: None,
                amount: Some(*amount),
                page: Some(page.clone()),
            })
            .collect(),
    };
    let changed = month.is_some_and(|month| detail.changed.contains(&detail.months[month]));
    let formula = match month {
        Some(_) if changed => format!("Changed by hand; the rule was: {how}"),
        Some(_) => how,
        None => format!("Sum of the twelve months: {how}"),
    };
    let rates = if currency == detail.base_currency {
        Vec::new()
    } else {
        vec![RateUsed { currency, rate: detail.rate, month: None, plan: Some(plan.name.clone()) }]
    };
    Ok(Explanation {
        title: format!("{}, {}", detail.line.description, when(plan, month)),
        value: Some(value),
        currency,
        formula,
        parts,
        more: 0,
        more_sum: None,
        rates,
        rounding: rounding(currency),
    })
}

fn sum_cell(
    call: &Call<'_>,
    view: &View,
    plan: &Plan,
    row: &str,
    month: Option<usize>,
) -> Result<Explanation, Error> {
    let mut slot = call.open.sheet();
    let cached = sheet(call, view, slot.take())?;
    let (label, items) = cached.sheet.items_of(row).map_or_else(
        || (None, Vec::new()),
        |(label, items)| (Some(label.to_owned()), items.into_iter().cloned().collect::<Vec<Item>>()),
    );
    let currency = cached.sheet.currency();
    *slot = Some(cached);
    drop(slot);
    let Some(label) = label else {
        return Err(Error::NotFound("This row is not shown any more.".to_owned()));
    };
    let mut parts = Vec::with_capacity(items.len());
    let mut total = Some(Sum::default());
    let mut rates: Vec<RateUsed> = Vec::new();
    for item in &items {
        let own = match month {
            Some(month) => item.amounts[month],
            None => item.amounts.iter().copied().collect::<Sum>().total()?,
        };
        let amount = item.rate.map(|rate| own.times(rate)).transpose()?;
        match (amount, &mut total) {
            (Some(amount), Some(total)) => total.add(amount),
            _ => total = None,
        }
        let foreign = item.currency != currency;
        if foreign && rates.iter().all(|rate| rate.currency != item.currency) {
            let plan = Some(plan.name.clone());
            rates.push(RateUsed { currency: item.currency, rate: item.rate, month: None, plan });
        }
        if !own.is_zero() {
            parts.push(Part {
                label: item.label.clone(),
                note: item.vendor.clone(),
                own: foreign.then_some(own),
                own_currency: foreign.then_some(item.currency),
                amount: amount.map(|amount| amount.round(currency.decimals())),
                page: Some(format!("budget?plan={}&line={}", plan.id, item.line)),
            });
        }
    }
    by_size(&mut parts);
    let (parts, more, more_sum) = most(parts)?;
    let value =
        total.map(|total| total.total()).transpose()?.map(|total: Amount| total.round(currency.decimals()));
    let lines = counted(items.len(), "line", "lines");
    let converted = if rates.is_empty() { "" } else { ", each at the budget rate of the plan" };
    Ok(Explanation {
        title: format!("{label}, {}", when(plan, month)),
        value,
        currency,
        formula: format!("Sum of {lines}{converted}"),
        parts,
        more,
        more_sum,
        rates,
        rounding: rounding(currency),
    })
}
