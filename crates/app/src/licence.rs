//! Commands on licences.

use std::collections::HashMap;

use domain::licence::Row;
use domain::{Amount, Currency, Id};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::open::Call;
use crate::totals::{by_currency, count, known};
use crate::words::Labels;

/// What the licences of one currency cost.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LicenceTotal"))]
pub struct Total {
    /// The currency.
    pub currency: Currency,
    /// How many licences there are.
    pub count: u32,
    /// What their purchases cost, as far as that is known; none where it is known of none.
    pub total: Option<Amount>,
}

/// The licences.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Licences"))]
pub struct List {
    /// Every licence by product.
    pub rows: Vec<Row>,
    /// What they cost by currency.
    pub totals: Vec<Total>,
}

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<List, Error> {
    let labels = Labels::load(call)?;
    let contracts: HashMap<Option<Id>, String> =
        store::contract::all(call.tx)?.into_iter().map(|one| (one.id, one.number)).collect();
    let rows: Vec<Row> = store::licence::all(call.tx)?
        .into_iter()
        .map(|draft| {
            let (vendor, department) = (labels.vendor(draft.vendor), labels.department(draft.department));
            let contract = draft.contract.and_then(|id| contracts.get(&Some(id)).cloned());
            Row::of(draft, vendor, department, contract)
        })
        .collect();
    let total = |(currency, rows): (Currency, Vec<&Row>)| {
        Ok(Total { currency, count: count(&rows), total: known(&rows, currency, |row| row.total)? })
    };
    let totals = by_currency(&rows, |row| row.currency).into_iter().map(total);
    let totals = totals.collect::<Result<_, Error>>()?;
    Ok(List { rows, totals })
}
