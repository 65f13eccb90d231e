//! A scenario becomes the plan: its amounts and rates are written there, or into the next version where the plan is frozen.

use std::collections::HashMap;

use domain::Id;
use domain::plan::{Plan, next_name};
use domain::rate;

use super::layer;
use crate::Error;
use crate::budget::Key;
use crate::open::Call;
use crate::plan::Layer;
use crate::words::counted;

pub(crate) fn adopt(call: &Call<'_>, key: Key) -> Result<(Plan, String), Error> {
    let (plan, base) = layer(call, key.id)?;
    let loaded = Layer::load(call, &plan, base.id)?;
    let before: HashMap<Id, _> = loaded.base.lines.iter().map(|(line, months)| (line.id, *months)).collect();
    let old_rates = loaded.base.rates.clone();
    let figures = loaded.all()?;
    let into = if base.is_frozen() { next_version(call, &base)? } else { base.id };
    let mut changed = 0;
    for (line, months) in &figures.lines {
        if before.get(&line.id) != Some(months) {
            store::budget::set(call.tx, into, line.id, months)?;
            changed += 1;
        }
    }
    for known in store::rate::all(call.tx)?.into_iter().filter(|rate| rate.plan == Some(into)) {
        let moved = figures.rates.get(&known.currency).copied().unwrap_or(known.rate);
        if old_rates.get(&known.currency) != Some(&moved) {
            let draft = rate::Draft {
                id: Some(known.id),
                plan: known.plan,
                currency: known.currency,
                month: None,
                rate: moved,
            };
            store::rate::save(call.tx, &draft)?;
        }
    }
    store::plan::remove(call.tx, plan.id)?;
    let adopted = store::plan::get(call.tx, into)?;
    let lines = counted(changed, "line", "lines");
    let summary = format!("Adopt “{}” into “{}”: {lines}", plan.name, adopted.name);
    Ok((adopted, summary))
}

/// The next version of an approved plan, if it has none yet.
fn next_version(call: &Call<'_>, base: &Plan) -> Result<Id, Error> {
    let plans = store::plan::all(call.tx)?;
    if let Some(later) = plans.iter().find(|other| other.version_of == Some(base.id)) {
        let message = format!(
            "{} has a version that corrects it already: {}. Make a scenario over that one.",
            base.name, later.name
        );
        return Err(Error::invalid("plan", message));
    }
    Ok(store::plan::new_version(call.tx, base, &next_name(&plans, base))?)
}
