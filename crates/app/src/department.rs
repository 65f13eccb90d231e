//! Commands on departments.

use domain::department::{Department, Draft};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::budget::Key;
use crate::open::Call;
use crate::words::counted;

/// A department, and how many budget lines it has.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DepartmentRow"))]
pub struct Row {
    /// The department.
    #[serde(flatten)]
    pub department: Department,
    /// How many budget lines it has.
    pub lines: u32,
}

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<Vec<Row>, Error> {
    let lines = store::department::lines(call.tx)?;
    let row =
        |department: Department| Row { lines: lines.get(&department.id).copied().unwrap_or(0), department };
    Ok(store::department::all(call.tx)?.into_iter().map(row).collect())
}

pub(crate) fn save(call: &Call<'_>, draft: Draft) -> Result<(Department, String), Error> {
    let existing = store::department::all(call.tx)?;
    Error::unless_empty(draft.problems(&existing))?;
    let id = store::department::save(call.tx, &draft)?;
    let saved = find(&store::department::all(call.tx)?, id)?;
    let verb = if draft.id.is_some() { "Change" } else { "Add" };
    let summary = format!("{verb} department “{}”", saved.name);
    Ok((saved, summary))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let gone = find(&store::department::all(call.tx)?, key.id)?;
    let uses = store::department::uses(call.tx, key.id)?;
    if uses > 0 {
        let places = counted(uses as usize, "place", "places");
        let message = format!("“{}” is used in {places}. Change that first.", gone.name);
        return Err(Error::invalid("", message));
    }
    store::department::remove(call.tx, key.id)?;
    Ok(((), format!("Remove department “{}”", gone.name)))
}

fn find(all: &[Department], id: domain::Id) -> Result<Department, Error> {
    let missing = || Error::NotFound("This department is not in the book any more.".to_owned());
    all.iter().find(|one| one.id == id).cloned().ok_or_else(missing)
}
