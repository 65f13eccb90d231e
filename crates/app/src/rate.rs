//! Commands on exchange rates.

use domain::rate::{Draft, Rate};

use crate::Error;
use crate::budget::Key;
use crate::open::Call;

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<Vec<Rate>, Error> {
    Ok(store::rate::all(call.tx)?)
}

pub(crate) fn save(call: &Call<'_>, draft: Draft) -> Result<(Rate, String), Error> {
    let existing = list(call, ())?;
    Error::unless_empty(draft.problems(call.settings()?.currency, &existing))?;
    if let Some(plan) = draft.plan {
        let plan = store::plan::get(call.tx, plan)?;
        if plan.is_layer() {
            crate::plan::writable(call, &plan)?;
        }
    }
    let id = store::rate::save(call.tx, &draft)?;
    let saved = find(&list(call, ())?, id)?;
    let summary = format!("Set the {} to {}", name(call, &saved)?, saved.rate);
    Ok((saved, summary))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let gone = find(&list(call, ())?, key.id)?;
    let summary = format!("Remove the {}", name(call, &gone)?);
    store::rate::remove(call.tx, key.id)?;
    Ok(((), summary))
}

/// `EUR rate of November 2026` or `EUR rate of FY2027 Budget`.
fn name(call: &Call<'_>, rate: &Rate) -> Result<String, Error> {
    let of = match (rate.month, rate.plan) {
        (Some(month), _) => format!("{} {}", month.name(), month.year()),
        (None, Some(plan)) => store::plan::get(call.tx, plan)?.name,
        (None, None) => String::new(),
    };
    Ok(format!("{} rate of {of}", rate.currency))
}

fn find(all: &[Rate], id: domain::Id) -> Result<Rate, Error> {
    let missing = || Error::NotFound("This rate is not in the book any more.".to_owned());
    all.iter().find(|one| one.id == id).cloned().ok_or_else(missing)
}
