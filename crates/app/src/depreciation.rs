//! Commands on how what is bought on a CapEx line is written off.

use domain::category::Expense;
use domain::depreciation::terms::Terms;

use crate::Error;
use crate::budget::Key;
use crate::open::Call;

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<Vec<Terms>, Error> {
    Ok(store::depreciation::all(call.tx)?)
}

pub(crate) fn save(call: &Call<'_>, terms: Terms) -> Result<(Terms, String), Error> {
    Error::unless_empty(terms.problems())?;
    let line = store::budget::get(call.tx, terms.line)?;
    if line.expense != Expense::Capex {
        let message = format!("“{}” is OpEx and is not written off. Make it CapEx first.", line.description);
        return Err(Error::invalid("line", message));
    }
    store::depreciation::save(call.tx, &terms)?;
    let summary =
        format!("Write off “{}” over {} months, {}", line.description, terms.months, terms.method.label());
    Ok((terms, summary))
}

pub(crate) fn remove(call: &Call<'_>, line: Key) -> Result<((), String), Error> {
    let line = store::budget::get(call.tx, line.id)?;
    store::depreciation::remove(call.tx, line.id)?;
    Ok(((), format!("Do not write off “{}”", line.description)))
}
