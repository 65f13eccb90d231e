//! Months of a Forecast that are typed on the Budget screen: they are marked as they would be on its own.

use domain::Id;
use domain::forecast::choice::{Marks, Way, default_of};
use domain::plan::{Kind, Plan};

use crate::Error;
use crate::open::Call;

/// Marks the months of lines that have another amount now. What was posted when the forecast was cut is nobody's typing.
pub(crate) fn mark(call: &Call<'_>, plan: &Plan, typed: &[(Id, [bool; 12])]) -> Result<(), Error> {
    if plan.kind != Kind::Forecast || typed.is_empty() {
        return Ok(());
    }
    let closed = plan.closed.and_then(|closed| usize::try_from(closed).ok()).unwrap_or(0);
    let defaults = store::forecast::defaults(call.tx)?;
    for (line, months) in typed {
        let marks = Marks(*months).from(closed);
        if marks == Marks::default() {
            continue;
        }
        let held = if let Some(way) = store::forecast::way(call.tx, plan.id, *line)? {
            way
        } else {
            let category = store::budget::get(call.tx, *line)?.category;
            Way { choice: default_of(&defaults, category), chosen: false, manual: Marks::default() }
        };
        let manual = Marks(std::array::from_fn(|month| held.manual.0[month] || marks.0[month]));
        if manual != held.manual {
            store::forecast::set_way(call.tx, plan.id, *line, &Way { manual, ..held })?;
        }
    }
    Ok(())
}
