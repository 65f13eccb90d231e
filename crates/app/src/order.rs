//! Commands on purchase orders.

use std::collections::HashMap;

use domain::order::Row;
use domain::{Amount, Currency, Id};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::open::Call;
use crate::totals::{by_currency, count, known};
use crate::words::Labels;

/// What the orders of one currency come to.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "OrderTotal"))]
pub struct Total {
    /// The currency.
    pub currency: Currency,
    /// How many lines of orders there are.
    pub count: u32,
    /// What was ordered.
    pub amount: Amount,
    /// What of it was delivered, as far as that is known; none where it is known of none.
    pub delivered: Option<Amount>,
    /// What of it was invoiced, as far as that is known; none where it is known of none.
    pub invoiced: Option<Amount>,
    /// What is committed: ordered − invoiced. Lines with more invoiced than ordered count below 0.
    pub open: Amount,
}

/// The lines of all orders.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Orders"))]
pub struct List {
    /// Every line, the newest order first.
    pub rows: Vec<Row>,
    /// What they come to by currency.
    pub totals: Vec<Total>,
}

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<List, Error> {
    let labels = Labels::load(call)?;
    let lines: HashMap<Id, String> =
        store::budget::lines(call.tx)?.into_iter().map(|one| (one.id, one.description)).collect();
    let rows = store::order::all(call.tx)?
        .into_iter()
        .map(|draft| {
            let line = draft.line.and_then(|line| lines.get(&line).cloned()).unwrap_or_default();
            let vendor = labels.vendor(draft.vendor);
            Ok(Row::of(draft, vendor, line)?)
        })
        .collect::<Result<Vec<Row>, Error>>()?;
    let total = |(currency, rows): (Currency, Vec<&Row>)| {
        Ok(Total {
            currency,
            count: count(&rows),
            amount: known(&rows, currency, |row| Some(row.amount))?.unwrap_or_default(),
            delivered: known(&rows, currency, |row| row.delivered)?,
            invoiced: known(&rows, currency, |row| row.invoiced)?,
            open: known(&rows, currency, |row| Some(row.open))?.unwrap_or_default(),
        })
    };
    let totals = by_currency(&rows, |row| row.currency).into_iter().map(total);
    let totals = totals.collect::<Result<_, Error>>()?;
    Ok(List { rows, totals })
}
