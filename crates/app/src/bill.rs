//! Commands on cloud bills.

use domain::bill::Row;
use domain::{Amount, Currency};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::open::Call;
use crate::totals::{by_currency, count, known};
use crate::words::Labels;

/// What the posts of one currency come to. Billed and effective cost are two views of one cost and never added together.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "BillTotal"))]
pub struct Total {
    /// The currency.
    pub currency: Currency,
    /// How many posts there are.
    pub count: u32,
    /// The billed cost; none where no post has one.
    pub billed: Option<Amount>,
    /// The effective cost; none where no post has one.
    pub effective: Option<Amount>,
    /// The cost that was chosen for each post.
    pub cost: Option<Amount>,
}

/// The posts of the cloud bills.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Bills"))]
pub struct List {
    /// Every post, the newest month first.
    pub rows: Vec<Row>,
    /// What they come to by currency.
    pub totals: Vec<Total>,
}

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<List, Error> {
    let labels = Labels::load(call)?;
    let rows: Vec<Row> = store::bill::all(call.tx)?
        .into_iter()
        .map(|draft| {
            let vendor = labels.vendor(Some(draft.vendor));
            Row::of(draft, vendor)
        })
        .collect();
    let total = |(currency, rows): (Currency, Vec<&Row>)| {
        Ok(Total {
            currency,
            count: count(&rows),
            billed: known(&rows, currency, |row| row.billed)?,
            effective: known(&rows, currency, |row| row.effective)?,
            cost: known(&rows, currency, |row| row.cost)?,
        })
    };
    let totals = by_currency(&rows, |row| row.currency).into_iter().map(total);
    let totals = totals.collect::<Result<_, Error>>()?;
    Ok(List { rows, totals })
}
