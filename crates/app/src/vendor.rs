//! Commands on vendors.

use domain::vendor::{Draft, Vendor};

use crate::Error;
use crate::budget::Key;
use crate::open::Call;
use crate::words::counted;

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<Vec<Vendor>, Error> {
    Ok(store::vendor::all(call.tx)?)
}

pub(crate) fn save(call: &Call<'_>, draft: Draft) -> Result<(Vendor, String), Error> {
    let taken = store::vendor::named(call.tx, &draft.name)?;
    Error::unless_empty(draft.problems(taken.as_ref()))?;
    let id = store::vendor::save(call.tx, &draft)?;
    let saved = get(call, id)?;
    let verb = if draft.id.is_some() { "Change" } else { "Add" };
    let summary = format!("{verb} vendor “{}”", saved.name);
    Ok((saved, summary))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let gone = get(call, key.id)?;
    let uses = store::vendor::uses(call.tx, key.id)?;
    if uses > 0 {
        let places = counted(uses as usize, "record", "records");
        let message = format!("“{}” is named by {places}. Change that first.", gone.name);
        return Err(Error::invalid("", message));
    }
    store::vendor::remove(call.tx, key.id)?;
    Ok(((), format!("Remove vendor “{}”", gone.name)))
}

fn get(call: &Call<'_>, id: domain::Id) -> Result<Vendor, Error> {
    let missing = || Error::NotFound("This vendor is not in the book any more.".to_owned());
    store::vendor::get(call.tx, id)?.ok_or_else(missing)
}
