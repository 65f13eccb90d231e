//! Commands on services that were paid in advance.

use domain::actual::Row as Actual;
use domain::prepaid::{Prepaid, recognised};
use domain::{Amount, Currency, Month, Sum};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::actual::{get, rates};
use crate::budget::Key;
use crate::open::Call;

/// A prepaid posting as it stands.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PrepaidRow"))]
pub struct Row {
    /// The posting.
    pub actual: Actual,
    /// The service it pays for.
    pub prepaid: Prepaid,
    /// What is recognised by the end of the month that figures are as of.
    pub recognised: Amount,
    /// What is paid and not yet recognised.
    pub balance: Amount,
    /// The balance in the book's currency, at the rate of the month of the posting; nothing where it is missing.
    pub base: Option<Amount>,
    /// What each month costs.
    pub months: Vec<MonthPart>,
}

/// What falls on one month.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PrepaidMonth"))]
pub struct MonthPart {
    /// The month.
    pub month: Month,
    /// Its cost.
    pub amount: Amount,
}

/// Every prepaid posting.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PrepaidList"))]
pub struct List {
    /// The month by whose end they are recognised.
    pub until: Month,
    /// The book's currency.
    pub currency: Currency,
    /// Every one, the one that ends last first.
    pub rows: Vec<Row>,
    /// What is paid and not yet recognised, in the book's currency; nothing where a rate is missing.
    pub balance: Option<Amount>,
}

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<List, Error> {
    let until = Month::of(call.as_of(&call.settings()?));
    let rates = rates(call)?;
    let rows = store::prepaid::all(call.tx)?
        .into_iter()
        .map(|prepaid| row(call, prepaid, until))
        .collect::<Result<Vec<_>, Error>>()?;
    let balances: Option<Sum> =
        rows.iter().map(|row| row.base).collect::<Option<Vec<_>>>().map(|all| all.into_iter().collect());
    Ok(List { until, currency: rates.base(), rows, balance: balances.map(|sum| sum.total()).transpose()? })
}

fn row(call: &Call<'_>, prepaid: Prepaid, until: Month) -> Result<Row, Error> {
    let actual = get(call, prepaid.actual)?;
    let rates = rates(call)?;
    let schedule = prepaid.schedule(actual.amount, actual.currency).map_err(in_words)?;
    // What is not paid by then is nothing that could be prepaid.
    let paid = if Month::of(actual.date) <= until { actual.amount } else { Amount::ZERO };
    let recognised = recognised(&schedule, until)?;
    let balance = paid.minus(recognised)?;
    let decimals = actual.currency.decimals();
    let base = match rates.actual(actual.currency, Month::of(actual.date)) {
        Ok(rate) => Some(balance.times(rate)?.round(rates.base().decimals())),
        Err(_) => None,
    };
    let months = schedule
        .into_iter()
        .map(|part| MonthPart { month: part.month, amount: part.amount.padded(decimals) });
    Ok(Row {
        prepaid,
        recognised: recognised.padded(decimals),
        balance: balance.padded(decimals),
        base,
        months: months.collect(),
        actual,
    })
}

fn in_words(error: domain::Error) -> Error {
    Error::invalid("last_day", error.to_string())
}

pub(crate) fn of(call: &Call<'_>, key: Key) -> Result<Option<Row>, Error> {
    let until = Month::of(call.as_of(&call.settings()?));
    let prepaid = store::prepaid::all(call.tx)?.into_iter().find(|prepaid| prepaid.actual == key.id);
    prepaid.map(|prepaid| row(call, prepaid, until)).transpose()
}

pub(crate) fn save(call: &Call<'_>, prepaid: Prepaid) -> Result<(Row, String), Error> {
    let actual = get(call, prepaid.actual)?;
    Error::unless_empty(prepaid.problems(actual.currency))?;
    if actual.kind != domain::actual::Kind::Posting {
        return Err(Error::invalid(
            "actual",
            "Only a posting is spread; an accrual is taken back next month.",
        ));
    }
    store::prepaid::save(call.tx, &prepaid)?;
    let saved = row(call, prepaid, Month::of(call.as_of(&call.settings()?)))?;
    let name = name(&actual);
    Ok((saved, format!("Spread “{name}” over {} to {}", prepaid.first_day, prepaid.last_day)))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let name = name(&get(call, key.id)?);
    if !store::prepaid::remove(call.tx, key.id)? {
        return Err(Error::NotFound("This posting is not spread.".to_owned()));
    }
    Ok(((), format!("Spread “{name}” no longer")))
}

fn name(actual: &Actual) -> String {
    if actual.text.is_empty() { actual.vendor.clone() } else { actual.text.clone() }
}
