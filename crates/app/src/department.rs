//! Commands on departments.

use domain::department::{Department, Draft};

use crate::Error;
use crate::budget::Key;
use crate::open::Call;
use crate::words::counted;

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<Vec<Department>, Error> {
    Ok(store::department::all(call.tx)?)
}

pub(crate) fn save(call: &Call<'_>, draft: Draft) -> Result<(Department, String), Error> {
    let existing = list(call, ())?;
    Error::unless_empty(draft.problems(&existing))?;
    let id = store::department::save(call.tx, &draft)?;
    let saved = find(&list(call, ())?, id)?;
    let verb = if draft.id.is_some() { "Change" } else { "Add" };
    let summary = format!("{verb} department “{}”", saved.name);
    Ok((saved, summary))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let gone = find(&list(call, ())?, key.id)?;
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
