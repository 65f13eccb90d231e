//! The plans that a forecast is about: the forecast, the budget it is held against, and the other forecasts of the year.

use std::collections::HashMap;

use domain::Id;
use domain::plan::{Kind, Plan};

use super::load::Asked;
use crate::Error;
use crate::open::Call;

/// The plans that a question is about.
pub(crate) struct Plans {
    pub(crate) fiscal_year: i32,
    pub(crate) forecast: Option<Plan>,
    pub(crate) budget: Option<Plan>,
    pub(crate) others: Vec<Plan>,
    pub(crate) is_newest: bool,
}

pub(super) fn plans(call: &Call<'_>, asked: Asked, current: i32) -> Result<Plans, Error> {
    let all = store::plan::all(call.tx)?;
    let given = asked.plan.map(|id| store::plan::get(call.tx, id)).transpose()?;
    let fiscal_year = given.as_ref().map(|plan| plan.fiscal_year).or(asked.year).unwrap_or(current);
    let of_year: Vec<Plan> = all.into_iter().filter(|plan| plan.fiscal_year == fiscal_year).collect();
    let (given_forecast, given_budget) = match given {
        Some(plan) if plan.kind == Kind::Forecast => (Some(plan), None),
        other => (None, other),
    };
    let budgets: Vec<Plan> = of_year.iter().filter(|plan| plan.kind == Kind::Budget).cloned().collect();
    let mut others: Vec<Plan> = of_year.into_iter().filter(|plan| plan.kind == Kind::Forecast).collect();
    let newest = others.first().map(|plan| plan.id);
    let forecast = given_forecast.or_else(|| others.first().cloned());
    others.retain(|plan| Some(plan.id) != forecast.as_ref().map(|plan| plan.id));
    Ok(Plans {
        fiscal_year,
        is_newest: forecast.as_ref().is_none_or(|plan| Some(plan.id) == newest),
        budget: given_budget.or_else(|| domain::plan::default(&budgets).cloned()),
        forecast,
        others,
    })
}

/// The lines that are counted with another one here: those that were merged away or split off, unless the plan that leads
/// has them as rows of their own.
pub(super) fn homes(call: &Call<'_>, leading: Option<&Plan>) -> Result<HashMap<Id, Id>, Error> {
    let mut homes = crate::year::homes(call, leading, &store::budget::lineage(call.tx)?)?;
    if let Some(plan) = leading.filter(|_| !homes.is_empty()) {
        for (line, _) in crate::plan::amounts(call, plan)? {
            homes.remove(&line);
        }
    }
    Ok(homes)
}
