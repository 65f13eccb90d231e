//! Commands on categories.

use domain::category::{Category, Draft};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::budget::Key;
use crate::open::Call;
use crate::words::counted;

/// A category, and how many budget lines it has.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "CategoryRow"))]
pub struct Row {
    /// The category.
    #[serde(flatten)]
    pub category: Category,
    /// How many budget lines it has.
    pub lines: u32,
}

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<Vec<Row>, Error> {
    let lines = store::category::lines(call.tx)?;
    let row = |category: Category| Row { lines: lines.get(&category.id).copied().unwrap_or(0), category };
    Ok(store::category::all(call.tx)?.into_iter().map(row).collect())
}

pub(crate) fn save(call: &Call<'_>, draft: Draft) -> Result<(Category, String), Error> {
    let existing = store::category::all(call.tx)?;
    Error::unless_empty(draft.problems(&existing))?;
    let id = store::category::save(call.tx, &draft)?;
    let saved = find(&store::category::all(call.tx)?, id)?;
    let verb = if draft.id.is_some() { "Change" } else { "Add" };
    let summary = format!("{verb} category “{}”", saved.name);
    Ok((saved, summary))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let gone = find(&store::category::all(call.tx)?, key.id)?;
    let uses = store::category::uses(call.tx, key.id)?;
    if uses > 0 {
        let places = counted(uses as usize, "place", "places");
        let message = format!("“{}” is used in {places}. Change that first.", gone.name);
        return Err(Error::invalid("", message));
    }
    store::category::remove(call.tx, key.id)?;
    Ok(((), format!("Remove category “{}”", gone.name)))
}

fn find(all: &[Category], id: domain::Id) -> Result<Category, Error> {
    let missing = || Error::NotFound("This category is not in the book any more.".to_owned());
    all.iter().find(|one| one.id == id).cloned().ok_or_else(missing)
}
