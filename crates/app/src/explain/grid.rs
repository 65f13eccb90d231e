//! A cell of the budget grid: how a line's month came about, and which lines a subtotal adds up.

use domain::budget::basis::Basis;
use domain::budget::sheet::Item;
use domain::depreciation::terms::{Recognition, Terms};
use domain::plan::Plan;
use domain::spread::Method;
use domain::{Amount, Currency, Id, Month, Sum};

use super::{Explanation, Part, RateUsed, by_size, rounding, settle};
use crate::Error;
use crate::budget::{LineDetail, View, sheet};
use crate::open::Call;
use crate::scenario::{LineOfLayer, line_of_layer};
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
        Some(line) => line_cell(call, view, &plan, line, month),
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

fn line_cell(
    call: &Call<'_>,
    view: &View,
    plan: &Plan,
    line: Id,
    month: Option<usize>,
) -> Result<Explanation, Error> {
    let detail = crate::budget::detail(call, crate::budget::LineOfPlan { plan: plan.id, line })?;
    let terms = detail.depreciation.as_ref().filter(|_| view.recognition == Recognition::Expense);
    if terms.is_none()
        && let Some(layered) = line_of_layer(call, plan, line)?
    {
        return layer_cell(plan, &detail, &layered, month);
    }
    let amounts = match terms {
        Some(_) => written_off(call, view, line)?,
        None => detail.amounts.clone(),
    };
    let currency = detail.line.currency;
    let total = amounts.iter().copied().collect::<Sum>().total()?.padded(currency.decimals());
    let changed = |month: usize| terms.is_none() && detail.changed.contains(&detail.months[month]);
    let made = match terms {
        Some(terms) => Made {
            how: depreciated(terms),
            rounding: "Each purchase is rounded month by month; its last month takes the rest.".to_owned(),
        },
        None => made(call, detail.basis.as_ref(), month, currency)?,
    };
    let formula = match month {
        Some(month) if changed(month) => format!("Changed by hand; by the rule it was: {}", made.how),
        Some(_) => made.how,
        None => format!("Sum of the twelve months. {}", made.how),
    };
    let parts = match month {
        Some(_) => changes(&detail),
        None => months(&detail, plan, &amounts, &changed),
    };
    let rate = RateUsed { currency, rate: detail.rate, month: None, plan: Some(plan.name.clone()) };
    Ok(Explanation {
        title: format!("{}, {}", detail.line.description, when(plan, month)),
        value: Some(month.map_or(total, |month| amounts[month])),
        currency,
        formula,
        parts,
        more: 0,
        more_sum: None,
        steps: Vec::new(),
        rates: if currency == detail.base_currency { Vec::new() } else { vec![rate] },
        rounding: made.rounding,
    })
}

/// A line's month, or its year, in a scenario: what the plan below has, and what each adjustment adds.
fn layer_cell(
    plan: &Plan,
    detail: &LineDetail,
    layered: &LineOfLayer,
    month: Option<usize>,
) -> Result<Explanation, Error> {
    let (line, base) = (&detail.line, &layered.base);
    let decimals = line.currency.decimals();
    let of = |months: &[Amount]| -> Result<Amount, Error> {
        Ok(match month {
            Some(month) => months[month],
            None => months.iter().copied().collect::<Sum>().total()?,
        }
        .padded(decimals))
    };
    let part = |label: &str, note: &str, amount: Amount, page: Option<String>| Part {
        label: label.to_owned(),
        note: note.to_owned(),
        own: None,
        own_currency: None,
        amount: Some(amount),
        page,
    };
    let below = Some(format!("budget?plan={}&line={}", base.id, line.id));
    let mut parts = vec![part(&base.name, "the plan below", of(&layered.amounts)?, below)];
    for (label, change) in &layered.changes {
        let amount = of(change)?;
        if !amount.is_zero() {
            parts.push(part(label, "adjustment of the scenario", amount, None));
        }
    }
    let formula = if parts.len() == 1 {
        format!("As in {}: no adjustment changes it", base.name)
    } else {
        format!("{} with the adjustments of the scenario, one after the other", base.name)
    };
    let rate =
        RateUsed { currency: line.currency, rate: detail.rate, month: None, plan: Some(plan.name.clone()) };
    Ok(Explanation {
        title: format!("{}, {}", line.description, when(plan, month)),
        value: Some(of(&detail.amounts)?),
        currency: line.currency,
        formula,
        parts,
        more: 0,
        more_sum: None,
        steps: Vec::new(),
        rates: if line.currency == detail.base_currency { Vec::new() } else { vec![rate] },
        rounding: format!("Each adjustment rounds a month to {decimals} decimals, half away from zero."),
    })
}

/// How a line that is written off comes to a month of the P&L view.
pub(super) fn depreciated(terms: &Terms) -> String {
    let (method, months) = (terms.method.label(), terms.months);
    format!(
        "Depreciation, {method} over {months} months, of what the plan buys and of what was bought before"
    )
}

/// A line's months as the grid shows them in the P&L view.
fn written_off(call: &Call<'_>, view: &View, line: Id) -> Result<Vec<Amount>, Error> {
    let mut slot = call.open.sheet();
    let cached = sheet(call, view, slot.take())?;
    let amounts = cached.sheet.item(line).map(|item| item.amounts.to_vec());
    *slot = Some(cached);
    amounts.ok_or_else(|| Error::NotFound("This row is not shown any more.".to_owned()))
}

/// How a line's months came about, and what was rounded.
pub(super) struct Made {
    pub(super) how: String,
    rounding: String,
}

pub(super) fn made(
    call: &Call<'_>,
    basis: Option<&Basis>,
    month: Option<usize>,
    currency: Currency,
) -> Result<Made, Error> {
    let typed = "It stands as it came; nothing is rounded.".to_owned();
    Ok(match basis {
        None => Made { how: "Typed, pasted or imported".to_owned(), rounding: typed },
        Some(Basis::Spread(spread)) => Made {
            how: format!(
                "{} {currency} spread {} from {} to {}",
                spread.amount,
                spread_by(spread.method),
                spread.from,
                spread.to
            ),
            rounding: "The parts sum to the whole: what rounding leaves over goes to the months with the largest rest.".to_owned(),
        },
        Some(Basis::Quantity(quantity)) => {
            let counted = match month {
                Some(month) => format!("{} {}", quantity.quantities[month], quantity.unit),
                None => quantity.unit.clone(),
            };
            Made {
                how: format!("Quantity × unit price: {counted} × {} {currency}", quantity.price),
                rounding: rounding(currency),
            }
        }
        Some(Basis::Role { role, capitalised }) => {
            let how = match store::role::get(call.tx, *role) {
                Ok(role) => format!(
                    "Posts × loaded cost of a year ÷ 12: {} × {} {currency} ÷ 12 for “{}”{}",
                    role.headcount,
                    role.yearly,
                    role.title,
                    if *capitalised {
                        format!(", of it {} % capitalised", role.capitalised)
                    } else if role.capitalised.is_zero() {
                        String::new()
                    } else {
                        format!(", less {} % capitalised", role.capitalised)
                    }
                ),
                Err(store::Error::NotFound(_)) => "The people of a role that is gone".to_owned(),
                Err(error) => return Err(error.into()),
            };
            Made { how, rounding: "Twelve months sum to the year to the cent.".to_owned() }
        }
        Some(Basis::Contract { contract, share }) => {
            let name = match store::contract::whole(call.tx, *contract) {
                Ok(contract) => format!("“{}”", contract.name()),
                Err(store::Error::NotFound(_)) => "a contract that is gone".to_owned(),
                Err(error) => return Err(error.into()),
            };
            Made {
                how: format!("{} % of what {name} costs by its schedule", share.trimmed()),
                rounding: "The lines of a contract sum to its schedule to the cent.".to_owned(),
            }
        }
    })
}

fn spread_by(method: Method) -> &'static str {
    match method {
        Method::Even => "evenly",
        Method::Days => "by days",
        Method::Prorate => "evenly, by days at both ends,",
        Method::Duration => "by the months of its term",
        Method::Profile => "by a profile of weights",
    }
}

/// The last changes of a line: what a single amount comes from.
fn changes(detail: &LineDetail) -> Vec<Part> {
    let part = |entry: &crate::journal::Entry| Part {
        label: entry.summary.clone(),
        note: format!("{}, {}", entry.at.get(..10).unwrap_or_default(), entry.who),
        own: None,
        own_currency: None,
        amount: None,
        page: Some(format!("activity?change={}", entry.change)),
    };
    detail.history.iter().take(10).map(part).collect()
}

fn months(
    detail: &LineDetail,
    plan: &Plan,
    amounts: &[Amount],
    changed: &dyn Fn(usize) -> bool,
) -> Vec<Part> {
    let part = |(position, (month, amount)): (usize, (&Month, &Amount))| Part {
        label: format!("{} {}", month.name(), month.year()),
        note: if changed(position) { "changed by hand".to_owned() } else { String::new() },
        own: None,
        own_currency: None,
        amount: Some(*amount),
        page: Some(format!("budget?plan={}&line={}", plan.id, detail.line.id)),
    };
    detail.months.iter().zip(amounts).enumerate().map(part).collect()
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
                amount,
                page: Some(format!("budget?plan={}&line={}", plan.id, item.line)),
            });
        }
    }
    by_size(&mut parts);
    let value =
        total.map(|total| total.total()).transpose()?.map(|total: Amount| total.round(currency.decimals()));
    let (parts, more, more_sum) = settle(parts, value, currency.decimals())?;
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
        steps: Vec::new(),
        rates,
        rounding: rounding(currency),
    })
}
