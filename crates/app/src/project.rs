//! Commands on projects.

use domain::project::{Draft, Project};

use crate::Error;
use crate::budget::Key;
use crate::open::Call;
use crate::words::counted;

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<Vec<Project>, Error> {
    Ok(store::project::all(call.tx)?)
}

pub(crate) fn save(call: &Call<'_>, draft: Draft) -> Result<(Project, String), Error> {
    let existing = list(call, ())?;
    Error::unless_empty(draft.problems(&existing))?;
    let id = store::project::save(call.tx, &draft)?;
    let saved = find(&list(call, ())?, id)?;
    let verb = if draft.id.is_some() { "Change" } else { "Add" };
    let summary = format!("{verb} project “{}”", saved.name);
    Ok((saved, summary))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let gone = find(&list(call, ())?, key.id)?;
    let uses = store::project::uses(call.tx, key.id)?;
    if uses > 0 {
        let places = counted(uses as usize, "place", "places");
        let message = format!("“{}” is used in {places}. Change that first.", gone.name);
        return Err(Error::invalid("", message));
    }
    store::project::remove(call.tx, key.id)?;
    Ok(((), format!("Remove project “{}”", gone.name)))
}

fn find(all: &[Project], id: domain::Id) -> Result<Project, Error> {
    let missing = || Error::NotFound("This project is not in the book any more.".to_owned());
    all.iter().find(|one| one.id == id).cloned().ok_or_else(missing)
}
