//! The figures of a plan, whether it holds them itself or lies over another one. Whoever shows, adds up or compares a
//! plan asks here, so that a scenario is right wherever a plan is.

use domain::budget::{Line, Months};
use domain::plan::Plan;
use domain::rate::Rate;
use domain::scenario::{Adjustment, Figures, Trees, adjust};
use domain::{Amount, Id};

use crate::Error;
use crate::open::Call;

/// The lines of a plan with their amounts, in the order in which they were added.
pub(crate) fn figures(call: &Call<'_>, plan: &Plan) -> Result<Vec<(Line, Months)>, Error> {
    match plan.base {
        None => Ok(store::budget::of_plan(call.tx, plan.id)?),
        Some(base) => Ok(Layer::load(call, plan, base)?.all()?.lines),
    }
}

/// The amounts of a plan by line.
pub(crate) fn amounts(call: &Call<'_>, plan: &Plan) -> Result<Vec<(Id, Months)>, Error> {
    match plan.base {
        None => Ok(store::budget::amounts(call.tx, plan.id)?),
        Some(_) => Ok(figures(call, plan)?.into_iter().map(|(line, months)| (line.id, months)).collect()),
    }
}

/// One line's amounts in a plan; nothing if it does not stand in it.
pub(crate) fn months(call: &Call<'_>, plan: &Plan, line: Id) -> Result<Option<Months>, Error> {
    match plan.base {
        None => Ok(store::budget::months(call.tx, plan.id, line)?),
        Some(_) => Ok(amounts(call, plan)?.into_iter().find(|(id, _)| *id == line).map(|(_, months)| months)),
    }
}

/// Every rate of the book, and those of the scenarios that lie over a plan: its own with their adjustments.
pub(crate) fn rates(call: &Call<'_>) -> Result<Vec<Rate>, Error> {
    let mut all = store::rate::all(call.tx)?;
    for plan in store::plan::all(call.tx)?.iter().filter(|plan| plan.is_layer()) {
        let adjustments = store::scenario::adjustments(call.tx, plan.id)?;
        let own: Vec<&Rate> =
            all.iter().filter(|rate| rate.plan == plan.base && rate.month.is_none()).collect();
        let mut figures = Figures {
            rates: own.iter().map(|rate| (rate.currency, rate.rate)).collect(),
            ..Figures::default()
        };
        for adjustment in &adjustments {
            adjust(&mut figures, adjustment, plan.first_month, &Trees::default())?;
        }
        let moved: Vec<Rate> = own
            .into_iter()
            .map(|rate| Rate {
                plan: Some(plan.id),
                rate: figures.rates.get(&rate.currency).copied().unwrap_or(rate.rate),
                ..rate.clone()
            })
            .collect();
        all.extend(moved);
    }
    Ok(all)
}

/// A scenario with the plan it lies over.
pub(crate) struct Layer {
    plan: Plan,
    /// The plan as it is without the scenario.
    pub(crate) base: Figures,
    /// What is laid over it, in order.
    pub(crate) adjustments: Vec<Adjustment>,
    trees: Trees,
}

impl Layer {
    pub(crate) fn load(call: &Call<'_>, plan: &Plan, base: Id) -> Result<Layer, Error> {
        let tx = call.tx;
        let rates = store::rate::all(tx)?.into_iter().filter(|rate| rate.plan == Some(base));
        let categories = store::category::all(tx)?.into_iter().map(|one| (one.id, one.parent));
        let departments = store::department::all(tx)?.into_iter().map(|one| (one.id, one.parent));
        Ok(Layer {
            plan: plan.clone(),
            base: Figures {
                lines: store::budget::of_plan(tx, base)?,
                roles: store::role::of_plan(tx, base)?,
                rates: rates.map(|rate| (rate.currency, rate.rate)).collect(),
                ..Figures::default()
            },
            adjustments: store::scenario::adjustments(tx, plan.id)?,
            trees: Trees { categories: categories.collect(), departments: departments.collect() },
        })
    }

    /// The plan with every adjustment.
    pub(crate) fn all(self) -> Result<Figures, Error> {
        let mut figures = self.base;
        for adjustment in &self.adjustments {
            adjust(&mut figures, adjustment, self.plan.first_month, &self.trees)?;
        }
        Ok(figures)
    }

    /// The plan after each adjustment, the first time without any.
    pub(crate) fn steps(
        &self,
        mut after: impl FnMut(&Figures) -> Result<(), Error>,
    ) -> Result<Figures, Error> {
        let mut figures = self.base.clone();
        after(&figures)?;
        for adjustment in &self.adjustments {
            adjust(&mut figures, adjustment, self.plan.first_month, &self.trees)?;
            after(&figures)?;
        }
        Ok(figures)
    }
}

/// Refuses a plan whose amounts nobody can write: an approved one, or one that has none of its own.
pub(crate) fn writable(call: &Call<'_>, plan: &Plan) -> Result<(), Error> {
    if plan.is_frozen() {
        return Err(store::Error::Frozen.into());
    }
    let Some(base) = plan.base else { return Ok(()) };
    let base = store::plan::get(call.tx, base)?.name;
    Err(Error::ReadOnly(format!(
        "“{}” lies over {base} and has no amounts of its own. Change its adjustments, or adopt it to go on by hand.",
        plan.name
    )))
}

/// The sum of amounts in the book's currency, as far as the rates are known.
pub(crate) fn in_base(figures: &Figures, currency: domain::Currency) -> Result<[domain::Sum; 12], Error> {
    let mut sums: [domain::Sum; 12] = Default::default();
    for (line, months) in &figures.lines {
        let rate = if line.currency == currency {
            Amount::ONE
        } else {
            match figures.rates.get(&line.currency) {
                Some(rate) => *rate,
                None => continue,
            }
        };
        for (sum, amount) in sums.iter_mut().zip(months) {
            sum.add(amount.times(rate)?);
        }
    }
    Ok(sums)
}
