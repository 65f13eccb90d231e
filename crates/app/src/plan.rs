//! Commands on plans.

mod compare;
mod layer;
mod propose;
mod version;

pub(crate) use compare::compare;
pub use compare::{Compare, Compared, ComparedRow};
pub(crate) use layer::{Layer, amounts, figures, in_base, months, rates, writable};
pub use propose::{CreateFrom, Proposal, Propose, ProposedRow, ProposedTarget, ProposedTotal};
pub(crate) use propose::{create_from, propose};
pub use version::{NewVersion, RestatedLine, Version, Versions};
pub(crate) use version::{new_version, original, restated, versions};

use domain::Id;
use domain::plan::{Draft, Plan, State};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::budget::Key;
use crate::open::Call;

/// A plan and where it goes.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PlanStep"))]
pub struct Step {
    /// The plan.
    pub plan: Id,
    /// Its next state.
    pub state: State,
}

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<Vec<Plan>, Error> {
    Ok(store::plan::all(call.tx)?)
}

pub(crate) fn save(call: &Call<'_>, draft: Draft) -> Result<(Plan, String), Error> {
    Error::unless_empty(draft.problems(&list(call, ())?))?;
    let first = call.settings()?.calendar().first_month(draft.fiscal_year);
    let id = store::plan::save(call.tx, &draft, first)?;
    if let (None, Some(source)) = (draft.id, draft.copy_of) {
        write_layer(call, &store::plan::get(call.tx, source)?, id)?;
    }
    let saved = store::plan::get(call.tx, id)?;
    let summary = match (draft.id, draft.copy_of) {
        (Some(_), _) => format!("Change plan “{}”", saved.name),
        (None, None) => format!("Add plan “{}”", saved.name),
        (None, Some(source)) => {
            format!("Add plan “{}” from “{}”", saved.name, store::plan::get(call.tx, source)?.name)
        }
    };
    Ok((saved, summary))
}

/// Gives a copy of a scenario that lies over a plan amounts and rates of its own.
fn write_layer(call: &Call<'_>, source: &Plan, copy: Id) -> Result<(), Error> {
    if !source.is_layer() {
        return Ok(());
    }
    let lines: Vec<_> = amounts(call, source)?;
    store::budget::put_all(call.tx, copy, &lines)?;
    for rate in rates(call)?.into_iter().filter(|rate| rate.plan == Some(source.id)) {
        let draft = domain::rate::Draft {
            id: None,
            plan: Some(copy),
            currency: rate.currency,
            month: None,
            rate: rate.rate,
        };
        store::rate::save(call.tx, &draft)?;
    }
    Ok(())
}

pub(crate) fn set_state(call: &Call<'_>, step: Step) -> Result<(Plan, String), Error> {
    let plan = store::plan::get(call.tx, step.plan)?;
    if plan.is_frozen() && step.state != State::Approved {
        let message =
            format!("“{}” is approved and stays frozen. Make a new version of it instead.", plan.name);
        return Err(Error::ReadOnly(message));
    }
    if plan.is_layer() && step.state == State::Approved {
        let message = format!(
            "“{}” lies over another plan and has no amounts of its own to approve. Adopt it, and approve that plan.",
            plan.name
        );
        return Err(Error::invalid("state", message));
    }
    if plan.state != step.state {
        store::plan::set_state(call.tx, step.plan, step.state, call.context.user, &call.context.at())?;
    }
    let summary = match step.state {
        State::Draft => format!("Take back “{}” to draft", plan.name),
        State::Submitted => format!("Submit “{}”", plan.name),
        State::Approved => format!("Approve “{}”", plan.name),
    };
    Ok((store::plan::get(call.tx, step.plan)?, summary))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let plan = store::plan::get(call.tx, key.id)?;
    if plan.is_frozen() {
        return Err(Error::ReadOnly(format!("“{}” is approved and stays in the book.", plan.name)));
    }
    let plans = list(call, ())?;
    if let Some(layer) = plans.iter().find(|other| other.base == Some(plan.id)) {
        let message =
            format!("“{}” lies over {}. Adopt or remove that scenario first.", layer.name, plan.name);
        return Err(Error::invalid("", message));
    }
    store::plan::remove(call.tx, key.id)?;
    Ok(((), format!("Remove plan “{}”", plan.name)))
}
