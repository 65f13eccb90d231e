//! Commands on contracts.

use chrono::NaiveDate;
use domain::contract::{Names, Row, State};
use domain::{Amount, Currency};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::open::Call;
use crate::totals::{by_currency, count, known};
use crate::words::Labels;

/// As of when contracts are asked for.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractQuery"))]
pub struct Query {
    /// The day; none for the day all figures are as of.
    pub as_of: Option<NaiveDate>,
}

/// What the contracts of one currency are worth.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractTotal"))]
pub struct Total {
    /// The currency.
    pub currency: Currency,
    /// How many there are, ended ones among them.
    pub count: u32,
    /// What they are worth a year; none where that is known of none.
    pub yearly: Option<Amount>,
    /// What of it is of contracts that have not ended.
    pub running: Option<Amount>,
    /// What they are worth in all; none where that is known of none.
    pub total: Option<Amount>,
}

/// The register of contracts on a day.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Contracts"))]
pub struct List {
    /// The day.
    pub as_of: NaiveDate,
    /// Every contract, ended ones among them.
    pub rows: Vec<Row>,
    /// Their values by currency.
    pub totals: Vec<Total>,
}

pub(crate) fn list(call: &Call<'_>, query: Query) -> Result<List, Error> {
    let as_of = match query.as_of {
        Some(day) => day,
        None => call.as_of(&call.settings()?),
    };
    let labels = Labels::load(call)?;
    let mut rows: Vec<Row> = store::contract::all(call.tx)?
        .into_iter()
        .map(|draft| {
            let names = Names {
                vendor: labels.vendor(draft.vendor),
                category: labels.category(draft.category),
                department: labels.department(draft.department),
            };
            Row::of(draft, names, as_of)
        })
        .collect();
    rows.sort_by_key(urgency);
    let totals = totals(&rows)?;
    Ok(List { as_of, rows, totals })
}

/// The next day to cancel by first, then those that cannot be cancelled in time any more or have no such day by the end of
/// their term, the ended ones last.
fn urgency(row: &Row) -> (bool, bool, NaiveDate) {
    let open = row.days_left.is_some_and(|days| days >= 0);
    let day = if open { row.cancel_by } else { row.term_end };
    (row.state == Some(State::Ended), !open, day.unwrap_or(NaiveDate::MAX))
}

fn totals(rows: &[Row]) -> Result<Vec<Total>, Error> {
    let total = |(currency, rows): (Currency, Vec<&Row>)| {
        let runs = |row: &Row| row.state != Some(State::Ended);
        Ok(Total {
            currency,
            count: count(&rows),
            yearly: known(&rows, currency, |row| row.yearly)?,
            running: known(&rows, currency, |row| row.yearly.filter(|_| runs(row)))?,
            total: known(&rows, currency, |row| row.total)?,
        })
    };
    by_currency(rows, |row| row.currency).into_iter().map(total).collect()
}
