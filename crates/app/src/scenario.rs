//! Commands on scenarios that lie over a plan: what would be if.

use std::collections::BTreeSet;

use domain::plan::{Kind as PlanKind, Plan, State};
use domain::role::Role;
use domain::scenario::{Adjustment, Kind};
use domain::{Amount, Currency, Id, Month, Sum};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::budget::Key;
use crate::open::Call;
use crate::plan::{Layer, in_base};
use crate::words::counted;

mod adopt;
mod line;
mod words;

pub(crate) use adopt::adopt;
pub(crate) use line::{LineOfLayer, line_of_layer};

/// A scenario that is to lie over a plan.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "NewScenario"))]
pub struct New {
    /// Its name.
    pub name: String,
    /// The plan.
    pub base: Id,
}

/// An adjustment with what it does.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AdjustmentRow"))]
pub struct Row {
    /// The adjustment.
    pub adjustment: Adjustment,
    /// What it does, in words: `Cloud Services +5 % from Jan 2027`.
    pub label: String,
    /// What it adds to the year after those before it, in the book's currency; plus is more cost.
    pub effect: Amount,
    /// How many lines it changes; for a rate those in the currency.
    pub lines: u32,
}

/// A scenario and what it comes to.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Scenario"))]
pub struct Scenario {
    /// What it changes, in a sentence.
    pub finding: String,
    /// The scenario.
    pub plan: Plan,
    /// The plan that it lies over.
    pub base: Plan,
    /// The currency of every figure.
    pub currency: Currency,
    /// Its adjustments, in the order in which they work.
    pub rows: Vec<Row>,
    /// The year of the plan.
    pub base_total: Amount,
    /// The year of the scenario.
    pub total: Amount,
    /// What it adds; plus is more cost.
    pub change: Amount,
    /// In percent of the plan; nothing where that is 0.
    pub percent: Option<Amount>,
    /// What it adds in each month.
    pub months: Vec<Amount>,
    /// The roles of the plan, for a change of headcount.
    pub roles: Vec<Role>,
    /// The currencies of the plan that have a rate, for a change of one.
    pub currencies: Vec<Currency>,
    /// Why figures are missing, in sentences.
    pub problems: Vec<String>,
}

/// A new place in the order.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PlaceAdjustment"))]
pub struct Place {
    /// The adjustment.
    pub id: Id,
    /// Its place among those of its scenario, from 0.
    pub place: u32,
}

/// The scenario, and the plan it lies over.
fn layer(call: &Call<'_>, id: Id) -> Result<(Plan, Plan), Error> {
    let plan = store::plan::get(call.tx, id)?;
    let Some(base) = plan.base else {
        let message = format!("“{}” holds its own amounts and lies over no other plan.", plan.name);
        return Err(Error::invalid("plan", message));
    };
    let base = store::plan::get(call.tx, base)?;
    Ok((plan, base))
}

pub(crate) fn get(call: &Call<'_>, key: Key) -> Result<Scenario, Error> {
    let (plan, base) = layer(call, key.id)?;
    let currency = call.settings()?.currency;
    let decimals = currency.decimals();
    let layer = Layer::load(call, &plan, base.id)?;
    let mut sums: Vec<[Sum; 12]> = Vec::new();
    let mut changed: Vec<u32> = Vec::new();
    let mut before: Option<domain::scenario::Figures> = None;
    layer.steps(|figures| {
        sums.push(in_base(figures, currency)?);
        if let Some(before) = &before {
            changed.push(differing(before, figures));
        }
        before = Some(figures.clone());
        Ok(())
    })?;
    let year = |sums: &[Sum; 12]| {
        let mut all = Sum::default();
        for sum in sums {
            all.merge(sum);
        }
        all.total()
    };
    let years = sums.iter().map(year).collect::<Result<Vec<Amount>, _>>()?;
    let exact: Vec<Amount> = years.windows(2).map(|pair| pair[1].minus(pair[0])).collect::<Result<_, _>>()?;
    let [first, last] = [years.first(), years.last()].map(|year| year.copied().unwrap_or_default());
    let (base_total, total) = (first.round(decimals), last.round(decimals));
    let change = total.minus(base_total)?.padded(decimals);
    // Their effects add up to the change as it is shown.
    let effects = if exact.is_empty() { Vec::new() } else { domain::money::tie(&exact, change, decimals)? };
    let months = match (sums.first(), sums.last()) {
        (Some(first), Some(last)) => months(first, last, change, decimals)?,
        _ => Vec::new(),
    };
    let names = words::Names::load(call, &layer.base.roles)?;
    let rows: Vec<Row> = layer
        .adjustments
        .iter()
        .zip(effects.into_iter().zip(changed))
        .map(|(adjustment, (effect, lines))| Row {
            label: names.label(adjustment),
            adjustment: adjustment.clone(),
            effect,
            lines,
        })
        .collect();
    let mut currencies: Vec<Currency> = layer.base.rates.keys().copied().collect();
    currencies.sort_unstable();
    Ok(Scenario {
        finding: words::finding(&plan, &base, change, currency, rows.len()),
        percent: domain::variance::percent(change, base_total),
        problems: missing(&layer, &base, currency),
        roles: layer.base.roles,
        plan,
        base,
        currency,
        rows,
        base_total,
        total,
        change,
        months,
        currencies,
    })
}

/// How many lines cost another amount, or are in a currency of another rate.
fn differing(before: &domain::scenario::Figures, after: &domain::scenario::Figures) -> u32 {
    let both = before.lines.iter().zip(&after.lines);
    let differs = both.filter(|((line, one), (_, other))| {
        one != other || before.rates.get(&line.currency) != after.rates.get(&line.currency)
    });
    u32::try_from(differs.count()).unwrap_or(u32::MAX)
}

/// What each month changes by; the months add up to the change of the year.
fn months(
    before: &[Sum; 12],
    after: &[Sum; 12],
    change: Amount,
    decimals: u32,
) -> Result<Vec<Amount>, Error> {
    let each = before.iter().zip(after).map(|(before, after)| after.total()?.minus(before.total()?));
    Ok(domain::money::tie(&each.collect::<Result<Vec<_>, _>>()?, change, decimals)?)
}

/// The rates that the plan lacks, in sentences.
fn missing(layer: &Layer, base: &Plan, currency: Currency) -> Vec<String> {
    let lacking: BTreeSet<Currency> = layer
        .base
        .lines
        .iter()
        .filter(|(_, months)| months.iter().any(|amount| !amount.is_zero()))
        .map(|(line, _)| line.currency)
        .filter(|other| *other != currency && !layer.base.rates.contains_key(other))
        .collect();
    lacking.into_iter().map(|one| domain::rate::Missing::Budget(one).sentence(&base.name)).collect()
}

pub(crate) fn create(call: &Call<'_>, new: New) -> Result<(Plan, String), Error> {
    let base = store::plan::get(call.tx, new.base)?;
    if base.is_layer() {
        let message =
            format!("“{}” lies over a plan itself. Adopt it first, or choose the plan below it.", base.name);
        return Err(Error::invalid("base", message));
    }
    let plans = store::plan::all(call.tx)?;
    let draft = domain::plan::Draft {
        id: None,
        name: new.name,
        kind: PlanKind::Scenario,
        fiscal_year: base.fiscal_year,
        copy_of: None,
    };
    Error::unless_empty(draft.problems(&plans))?;
    let id = store::scenario::create(call.tx, &draft.name, &base)?;
    let plan = store::plan::get(call.tx, id)?;
    let summary = format!("Add scenario “{}” over “{}”", plan.name, base.name);
    Ok((plan, summary))
}

/// The scenario, if its adjustments can be changed.
fn open(call: &Call<'_>, id: Id) -> Result<(Plan, Plan), Error> {
    let (plan, base) = layer(call, id)?;
    if plan.state == State::Submitted {
        let message = format!("“{}” is submitted. Take it back to draft to change it.", plan.name);
        return Err(Error::ReadOnly(message));
    }
    Ok((plan, base))
}

pub(crate) fn save(call: &Call<'_>, given: Adjustment) -> Result<(Scenario, String), Error> {
    let (plan, base) = open(call, given.plan)?;
    if let Some(id) = given.id
        && store::scenario::get(call.tx, id)?.plan != plan.id
    {
        return Err(Error::invalid("plan", "An adjustment stays in its scenario.".to_owned()));
    }
    let roles = store::role::of_plan(call.tx, base.id)?;
    Error::unless_empty(given.problems(base.first_month, &roles, call.settings()?.currency))?;
    if let Kind::Rate { currency, .. } = &given.what {
        let known = store::rate::all(call.tx)?;
        if !known.iter().any(|rate| rate.plan == Some(base.id) && rate.currency == *currency) {
            let message = format!("{} has no rate for {currency} that could be moved.", base.name);
            return Err(Error::invalid("currency", message));
        }
    }
    store::scenario::save(call.tx, &given)?;
    let label = words::Names::load(call, &roles)?.label(&given);
    let verb = if given.id.is_some() { "Change" } else { "Add" };
    let summary = format!("{verb} “{label}” in “{}”", plan.name);
    Ok((get(call, Key { id: plan.id })?, summary))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<(Scenario, String), Error> {
    let gone = store::scenario::get(call.tx, key.id)?;
    let (plan, base) = open(call, gone.plan)?;
    let roles = store::role::of_plan(call.tx, base.id)?;
    let label = words::Names::load(call, &roles)?.label(&gone);
    store::scenario::remove(call.tx, key.id)?;
    Ok((get(call, Key { id: plan.id })?, format!("Remove “{label}” from “{}”", plan.name)))
}

pub(crate) fn place(call: &Call<'_>, to: Place) -> Result<(Scenario, String), Error> {
    let moved = store::scenario::get(call.tx, to.id)?;
    let (plan, _) = open(call, moved.plan)?;
    let all = store::scenario::adjustments(call.tx, plan.id)?;
    let mut ids: Vec<Id> = all.iter().filter_map(|one| one.id).filter(|id| *id != to.id).collect();
    ids.insert((to.place as usize).min(ids.len()), to.id);
    store::scenario::reorder(call.tx, &ids)?;
    let summary = format!("Reorder the adjustments of “{}”", plan.name);
    Ok((get(call, Key { id: plan.id })?, summary))
}

/// The month in words, such as `Jan 2027`.
fn short(month: Month) -> String {
    format!("{} {}", month.short_name(), month.year())
}
