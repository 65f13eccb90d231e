//! Commands on aliases: spellings that were decided to mean another name.

use domain::alias::Row;

use crate::Error;
use crate::budget::Key;
use crate::open::Call;

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<Vec<Row>, Error> {
    Ok(store::alias::all(call.tx)?)
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let missing = || Error::NotFound("This alias is not in the book any more.".to_owned());
    let gone = list(call, ())?.into_iter().find(|one| one.id == key.id).ok_or_else(missing)?;
    store::alias::remove(call.tx, key.id)?;
    Ok(((), format!("Forget that “{}” means “{}”", gone.text, gone.name)))
}
