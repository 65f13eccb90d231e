//! Commands on scores.

use domain::score::Row;

use crate::Error;
use crate::open::Call;
use crate::words::Labels;

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<Vec<Row>, Error> {
    let labels = Labels::load(call)?;
    let scores = store::score::all(call.tx)?.into_iter();
    Ok(scores
        .map(|draft| {
            let vendor = labels.vendor(Some(draft.vendor));
            Row::of(draft, vendor)
        })
        .collect())
}
