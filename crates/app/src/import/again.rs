//! A file that was imported before, byte by byte.

use ::import::Options;
use domain::plan::Plan;

use super::{File, Imported, Job, Missing, held};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

/// What is said when the same bytes were imported before.
pub(super) fn seen_before(
    call: &Call<'_>,
    file: &File<'_>,
    job: &Job,
    plan: Option<&Plan>,
) -> Result<Option<Imported>, Error> {
    let plan = match plan.map(|plan| plan.id) {
        Some(0) => return Ok(None),
        plan => plan,
    };
    let Some(before) = store::batch::same(call.tx, file.hash, job.kind.name(), plan)? else {
        return Ok(None);
    };
    // Read another way, it is another file.
    let options: Options = serde_json::from_str(&before.options).unwrap_or_default();
    // What another file has changed since may differ from this one again.
    let since =
        store::batch::all(call.tx)?.iter().any(|batch| batch.id > before.id && batch.kind == before.kind);
    if since || job.options != options || job.missing == Missing::End {
        return Ok(None);
    }
    let day = before.at.replace('T', " at ");
    // The system may not say who the user is.
    let known = !matches!(before.who.as_str(), "" | "unknown");
    let by = if known { format!(" by {}", before.who) } else { String::new() };
    let note = format!(
        "This file was imported on {}{by}: {}. Nothing was imported again.",
        day.get(..19).unwrap_or(&day),
        counted(before.count as usize, "record", "records")
    );
    let held = held(call, job.kind, plan)?;
    Ok(Some(Imported {
        unchanged: before.count,
        before: held.clone(),
        after: held,
        notes: vec![note],
        ..Imported::default()
    }))
}
