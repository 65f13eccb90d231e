//! What a scenario makes of one line: the plan below, and what each adjustment changes.

use domain::budget::Months;
use domain::plan::Plan;
use domain::{Amount, Id};

use super::words;
use crate::Error;
use crate::open::Call;
use crate::plan::Layer;

/// A line of a scenario.
pub(crate) struct LineOfLayer {
    /// The plan below.
    pub(crate) base: Plan,
    /// What the line costs there, in its own currency.
    pub(crate) amounts: Months,
    /// Each adjustment that changes it, in words, with what it adds to each month.
    pub(crate) changes: Vec<(String, Months)>,
}

/// How a line of a plan comes about by the plan below; nothing where the plan holds its own amounts. A moved exchange rate
/// changes no amount in the line's currency: it is among the rates.
pub(crate) fn line_of_layer(call: &Call<'_>, plan: &Plan, line: Id) -> Result<Option<LineOfLayer>, Error> {
    let Some(base) = plan.base else { return Ok(None) };
    let layer = Layer::load(call, plan, base)?;
    let mut after: Vec<Months> = Vec::new();
    layer.steps(|figures| {
        let own = figures.lines.iter().find(|(one, _)| one.id == line);
        after.push(own.map_or([Amount::ZERO; 12], |(_, months)| *months));
        Ok(())
    })?;
    let names = words::Names::load(call, &layer.base.roles)?;
    let mut changes = Vec::new();
    for (adjustment, pair) in layer.adjustments.iter().zip(after.windows(2)) {
        let mut change = pair[1];
        for (month, before) in change.iter_mut().zip(pair[0]) {
            *month = month.minus(before)?;
        }
        if change.iter().any(|month| !month.is_zero()) {
            changes.push((names.label(adjustment), change));
        }
    }
    let base = store::plan::get(call.tx, base)?;
    Ok(Some(LineOfLayer { base, amounts: after[0], changes }))
}
