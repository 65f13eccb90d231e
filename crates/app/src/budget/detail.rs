//! One line of a plan in full: its months, how they came about, what other plans and the ledger say, its history.

use domain::budget::basis::{Basis, Quantity, Spread};
use domain::budget::{Line, LineName, Months};
use domain::depreciation::terms::Terms;
use domain::explain::Steps;
use domain::plan::{Kind, Plan, State};
use domain::rate::Rates;
use domain::{Amount, Currency, Id, Month, Sum};
use serde::{Deserialize, Serialize};
use store::budget::Lineage;

use crate::Error;
use crate::journal::Entry;
use crate::open::Call;

/// A line of a plan.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LineOfPlan {
    /// The plan.
    pub plan: Id,
    /// The line.
    pub line: Id,
}

/// A line of a plan in full.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LineDetail {
    /// The line.
    pub line: Line,
    /// The plan.
    pub plan: Plan,
    /// The plan's months.
    pub months: Vec<Month>,
    /// Its amounts, in its own currency.
    pub amounts: Vec<Amount>,
    /// Their sum.
    pub total: Amount,
    /// The book's currency.
    pub base_currency: Currency,
    /// The plan's budget rate; nothing where it is missing.
    pub rate: Option<Amount>,
    /// The total in the book's currency.
    pub base_total: Option<Amount>,
    /// The rule that made the months; nothing where they were typed, pasted or imported.
    pub basis: Option<Basis>,
    /// The name of the role that made them.
    pub role: Option<String>,
    /// The contract it follows.
    pub contract: Option<ContractOfLine>,
    /// The months whose amount is no longer what the rule gives.
    pub changed: Vec<Month>,
    /// What of a spread amount falls outside the plan's year.
    pub outside: Option<Amount>,
    /// The line in the other plans, the newest first.
    pub plans: Vec<LineInPlan>,
    /// What was posted in the plan's months, in the book's currency at the months' actual rates; nothing where one
    /// is missing.
    pub actual: Option<Vec<Amount>>,
    /// How what is bought is written off.
    pub depreciation: Option<Terms>,
    /// What that makes of this plan's amounts in its months, in the line's currency.
    pub written_off: Option<Vec<Amount>>,
    /// The line it is counted with since it was merged into it.
    pub merged_into: Option<LineName>,
    /// The line it was split from.
    pub split_from: Option<LineName>,
    /// The lines that were merged into it.
    pub merged: Vec<LineName>,
    /// What happened to it, the latest first.
    pub history: Vec<Entry>,
}

/// The contract a line follows.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ContractOfLine {
    /// The contract.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// The percentage of it that the line bears.
    pub share: Amount,
}

/// A line in another plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LineInPlan {
    /// The plan.
    pub plan: Id,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// How far it is.
    pub state: State,
    /// Its fiscal year.
    pub fiscal_year: i32,
    /// The line's year in it, in the line's currency.
    pub total: Amount,
}

/// So much of a line's history is shown.
const MOST: u32 = 50;

pub(crate) fn detail(call: &Call<'_>, of: LineOfPlan) -> Result<LineDetail, Error> {
    let tx = call.tx;
    let settings = call.settings()?;
    let (line, plan) = (store::budget::get(tx, of.line)?, store::plan::get(tx, of.plan)?);
    let missing = || Error::NotFound(format!("“{}” does not stand in {}.", line.description, plan.name));
    let amounts = crate::plan::months(call, &plan, of.line)?.ok_or_else(missing)?;
    let total = sum(&amounts)?;
    let all_rates = crate::plan::rates(call)?;
    let rate = Rates::new(settings.currency, Some(plan.id), &all_rates).budget(line.currency).ok();
    let decimals = settings.currency.decimals();
    let basis = store::budget::basis(tx, of.plan, of.line)?;
    let Made { months: made, outside, role } = made(call, &plan, &line, basis.as_ref())?;
    let differs = |(month, (amount, made)): (Month, (Amount, Amount))| (amount != made).then_some(month);
    let changed = made.map_or_else(Vec::new, |made| {
        plan.months().into_iter().zip(amounts.into_iter().zip(made)).filter_map(differs).collect()
    });
    let depreciation =
        store::depreciation::of_plan(tx, &plan)?.into_iter().find(|terms| terms.line == line.id);
    let written_off = depreciation.as_ref().map(|terms| {
        let bought: Vec<(Month, Amount)> = plan.months().into_iter().zip(amounts).collect();
        terms.expensed(&bought, plan.first_month, line.currency)
    });
    let lineage = store::budget::lineage(tx)?;
    let Lineage { merged_into, split_from } = lineage.get(&line.id).copied().unwrap_or_default();
    let name = |id: Id| store::budget::name(tx, id);
    let mut merged: Vec<Id> =
        lineage.iter().filter(|(_, of)| of.merged_into == Some(line.id)).map(|(id, _)| *id).collect();
    merged.sort_unstable();
    Ok(LineDetail {
        plans: in_plans(call, &line, &plan)?,
        actual: actual(call, &line, &plan, &Rates::new(settings.currency, None, &all_rates))?,
        base_total: rate.map(|rate| total.times(rate)).transpose()?.map(|total| total.round(decimals)),
        months: plan.months().to_vec(),
        amounts: amounts.map(|amount| amount.padded(line.currency.decimals())).to_vec(),
        total: total.padded(line.currency.decimals()),
        base_currency: settings.currency,
        rate,
        basis,
        role,
        contract: contract(call, line.id)?,
        changed,
        outside: outside.filter(|outside| !outside.is_zero()),
        depreciation,
        written_off: written_off.transpose()?.map(|months| months.to_vec()),
        merged_into: merged_into.map(name).transpose()?,
        split_from: split_from.map(name).transpose()?,
        merged: merged.into_iter().map(name).collect::<Result<_, _>>()?,
        history: crate::journal::of_line(call, line.id, MOST)?,
        line,
        plan,
    })
}

fn sum(amounts: &Months) -> Result<Amount, Error> {
    Ok(amounts.iter().copied().collect::<Sum>().total()?)
}

/// What a rule gives.
#[derive(Default)]
struct Made {
    months: Option<Months>,
    outside: Option<Amount>,
    role: Option<String>,
}

fn made(call: &Call<'_>, plan: &Plan, line: &Line, basis: Option<&Basis>) -> Result<Made, Error> {
    Ok(match basis {
        None => Made::default(),
        Some(Basis::Spread(spread)) => {
            let (months, outside) = spread.months(plan.first_month, line.currency, &mut Steps::off())?;
            Made { months: Some(months), outside: Some(outside), role: None }
        }
        Some(Basis::Quantity(quantity)) => {
            Made { months: Some(quantity.months(line.currency)?), ..Made::default() }
        }
        Some(Basis::Role { role, capitalised }) => match store::role::get(call.tx, *role) {
            Ok(role) => {
                let cost = role.cost(plan.first_month)?;
                let months = if *capitalised { cost.capitalised } else { cost.expensed };
                Made { months: Some(months), outside: None, role: Some(role.title) }
            }
            Err(store::Error::NotFound(_)) => Made::default(),
            Err(error) => return Err(error.into()),
        },
        // A line that was detached since keeps what was planned; nothing makes its months any more.
        Some(Basis::Contract { contract, .. }) => {
            let mut scheduled = crate::contract::schedules(call, plan.first_month)?;
            let own = scheduled.remove(&line.id).filter(|own| own.contract == *contract);
            Made { months: own.map(|own| own.months), ..Made::default() }
        }
    })
}

fn contract(call: &Call<'_>, line: Id) -> Result<Option<ContractOfLine>, Error> {
    let Some(followed) = crate::contract::of_line(call, line)? else { return Ok(None) };
    let name = store::contract::whole(call.tx, followed.contract)?.name().to_owned();
    Ok(Some(ContractOfLine { id: followed.contract, name, share: followed.share.trimmed() }))
}

/// The line in every other plan.
fn in_plans(call: &Call<'_>, line: &Line, but: &Plan) -> Result<Vec<LineInPlan>, Error> {
    let mut plans = Vec::new();
    for plan in store::plan::all(call.tx)? {
        if plan.id == but.id {
            continue;
        }
        if let Some(months) = crate::plan::months(call, &plan, line.id)? {
            plans.push(LineInPlan {
                plan: plan.id,
                name: plan.name,
                kind: plan.kind,
                state: plan.state,
                fiscal_year: plan.fiscal_year,
                total: sum(&months)?.padded(line.currency.decimals()),
            });
        }
    }
    Ok(plans)
}

/// What was posted to the line in the plan's months, in the book's currency.
fn actual(call: &Call<'_>, line: &Line, plan: &Plan, rates: &Rates) -> Result<Option<Vec<Amount>>, Error> {
    let filter = store::actual::Filter {
        line: Some(line.id),
        from: Some(plan.first_month.first_day()),
        to: Some(plan.first_month.plus(11).last_day()),
        ..store::actual::Filter::default()
    };
    let mut sums: [Sum; 12] = Default::default();
    for (currency, month, amount, _) in store::actual::sums(call.tx, &filter)? {
        let Ok(rate) = rates.actual(currency, month) else { return Ok(None) };
        if let Some(sum) = plan.position(month).and_then(|position| sums.get_mut(position)) {
            sum.add(amount.times(rate)?);
        }
    }
    let decimals = rates.base().decimals();
    let months = sums.iter().map(|sum| Ok(sum.total()?.round(decimals)));
    months.collect::<Result<Vec<_>, Error>>().map(Some)
}

/// An amount to spread over a line's months.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SpreadLine {
    /// The plan.
    pub plan: Id,
    /// The line.
    pub line: Id,
    /// What is spread, and how.
    pub spread: Spread,
}

/// So many at a unit price.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct QuantityOfLine {
    /// The plan.
    pub plan: Id,
    /// The line.
    pub line: Id,
    /// How many, at which price; nothing to keep the amounts without them.
    pub quantity: Option<Quantity>,
}

pub(crate) fn spread(call: &Call<'_>, given: SpreadLine) -> Result<(LineDetail, String), Error> {
    let line = store::budget::get(call.tx, given.line)?;
    Error::unless_empty(given.spread.problems(line.currency))?;
    let plan = draft(call, given.plan)?;
    let (months, outside) = given.spread.months(plan.first_month, line.currency, &mut Steps::off())?;
    if months.iter().all(|amount| amount.is_zero()) && !outside.is_zero() {
        let message = format!("Nothing of this falls on {}. Choose days within its months.", plan.name);
        return Err(Error::invalid("from", message));
    }
    let of = LineOfPlan { plan: plan.id, line: line.id };
    let summary = format!(
        "Spread {} {} on “{}” in {}",
        given.spread.amount, line.currency, line.description, plan.name
    );
    set(call, of, &months, Some(&Basis::Spread(given.spread)))?;
    Ok((detail(call, of)?, summary))
}

pub(crate) fn set_quantity(call: &Call<'_>, given: QuantityOfLine) -> Result<(LineDetail, String), Error> {
    let line = store::budget::get(call.tx, given.line)?;
    let plan = draft(call, given.plan)?;
    let of = LineOfPlan { plan: plan.id, line: line.id };
    let Some(quantity) = given.quantity else {
        store::budget::set_basis(call.tx, of.plan, of.line, None)?;
        let summary =
            format!("Keep the amounts of “{}” without quantities in {}", line.description, plan.name);
        return Ok((detail(call, of)?, summary));
    };
    Error::unless_empty(quantity.problems())?;
    let months = quantity.months(line.currency)?;
    let summary = format!("Plan “{}” by {} in {}", line.description, quantity.unit.trim(), plan.name);
    set(call, of, &months, Some(&Basis::Quantity(quantity)))?;
    Ok((detail(call, of)?, summary))
}

/// The plan, if it can still be changed.
pub(crate) fn draft(call: &Call<'_>, plan: Id) -> Result<Plan, Error> {
    let plan = store::plan::get(call.tx, plan)?;
    crate::plan::writable(call, &plan)?;
    Ok(plan)
}

/// Writes a line's months with the rule that made them.
pub(crate) fn set(
    call: &Call<'_>,
    of: LineOfPlan,
    months: &Months,
    basis: Option<&Basis>,
) -> Result<(), Error> {
    store::budget::set(call.tx, of.plan, of.line, months)?;
    Ok(store::budget::set_basis(call.tx, of.plan, of.line, basis)?)
}
