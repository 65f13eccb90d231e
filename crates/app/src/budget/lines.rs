//! Adding, changing and removing budget lines.

use domain::budget::{Draft, Line, LineName};
use domain::{Amount, Id};
use serde::{Deserialize, Serialize};

use super::Key;
use crate::Error;
use crate::open::Call;

/// A text to find lines by.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "FindLines"))]
pub struct Find {
    /// A part of the description or the vendor's name; empty for all.
    pub text: String,
    /// At most so many.
    pub limit: u32,
}

/// Lines to take out of a plan.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RemoveLines {
    /// The plan.
    pub plan: Id,
    /// The lines.
    pub lines: Vec<Id>,
}

/// How many records went.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Removed {
    /// Their number.
    pub removed: u32,
}

pub(crate) fn line(call: &Call<'_>, key: Key) -> Result<Line, Error> {
    Ok(store::budget::get(call.tx, key.id)?)
}

pub(crate) fn lines(call: &Call<'_>, find: Find) -> Result<Vec<LineName>, Error> {
    Ok(store::budget::find(call.tx, &find.text, find.limit.min(500))?)
}

pub(crate) fn save_line(call: &Call<'_>, draft: Draft) -> Result<(Line, String), Error> {
    Error::unless_empty(draft.problems())?;
    if draft.id.is_none() {
        crate::plan::writable(call, &store::plan::get(call.tx, draft.plan)?)?;
    }
    let id = store::budget::save(call.tx, &draft)?;
    let verb = if draft.id.is_none() {
        store::budget::put(call.tx, draft.plan, id, &[Amount::ZERO; 12])?;
        "Add"
    } else {
        "Change"
    };
    let saved = store::budget::get(call.tx, id)?;
    let summary = format!("{verb} budget line “{}”", saved.description);
    Ok((saved, summary))
}

pub(crate) fn remove_lines(call: &Call<'_>, remove: RemoveLines) -> Result<(Removed, String), Error> {
    let plan = store::plan::get(call.tx, remove.plan)?;
    crate::plan::writable(call, &plan)?;
    let summary = match remove.lines.as_slice() {
        [one] => {
            format!("Remove “{}” from {}", store::budget::get(call.tx, *one)?.description, plan.name)
        }
        many => format!("Remove {} lines from {}", many.len(), plan.name),
    };
    store::budget::remove(call.tx, plan.id, &remove.lines)?;
    let removed = u32::try_from(remove.lines.len()).unwrap_or(u32::MAX);
    Ok((Removed { removed }, summary))
}
