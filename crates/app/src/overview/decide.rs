//! The contracts to decide about next, by the last day on which notice can be given.

use chrono::NaiveDate;
use domain::overview::short;
use domain::plan::Plan;
use domain::rate::Rates;
use domain::{Amount, Currency, Id, Settings, Sum};
use serde::{Deserialize, Serialize};

use crate::open::Call;
use crate::{Error, contract};

/// How many are shown.
const MOST: usize = 5;
/// What is soon, in days.
const SOON: i32 = 60;

/// A contract that waits for a decision.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Decision {
    /// The contract.
    pub contract: Id,
    /// Its title, or its number if it has none.
    pub title: String,
    /// The vendor's name.
    pub vendor: String,
    /// The last day on which notice can be given.
    pub cancel_by: NaiveDate,
    /// The days to it.
    pub days_left: i32,
    /// What it is worth a year, where that is known.
    pub yearly: Option<Amount>,
    /// The currency of that.
    pub currency: Currency,
}

/// The next contracts to decide about.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Decide {
    /// What is shown, and how much of it is soon, in a sentence.
    pub note: String,
    /// The next ones, the first first.
    pub rows: Vec<Decision>,
}

pub(super) fn next(
    call: &Call<'_>,
    settings: &Settings,
    plan: Option<&Plan>,
) -> Result<Option<Decide>, Error> {
    let list = contract::list(call, contract::Query::default())?;
    let open: Vec<Decision> = list
        .rows
        .into_iter()
        .filter_map(|row| {
            Some(Decision {
                contract: row.id,
                cancel_by: row.cancel_by?,
                days_left: row.days_left.filter(|days| *days >= 0)?,
                title: if row.title.is_empty() { row.number } else { row.title },
                vendor: row.vendor,
                yearly: row.yearly,
                currency: row.currency,
            })
        })
        .collect();
    if open.is_empty() {
        return Ok(None);
    }
    let soon: Vec<&Decision> = open.iter().filter(|one| one.days_left <= SOON).collect();
    let all_rates = crate::plan::rates(call)?;
    let rates = Rates::new(settings.currency, plan.map(|plan| plan.id), &all_rates);
    let note = format!("The last day on which notice can be given. {}", in_words(&soon, &rates, settings));
    Ok(Some(Decide { note, rows: open.into_iter().take(MOST).collect() }))
}

/// `3 in the next 60 days, 1.9 M USD a year.`; without the amount where one of them is not known.
fn in_words(soon: &[&Decision], rates: &Rates, settings: &Settings) -> String {
    if soon.is_empty() {
        return format!("None in the next {SOON} days.");
    }
    let worth = |one: &&Decision| one.yearly?.times(rates.budget(one.currency).ok()?).ok();
    let yearly: Option<Sum> = soon.iter().map(worth).collect();
    let sum = yearly.and_then(|sum| sum.total().ok());
    let sum = sum.map_or(String::new(), |sum| format!(", {} {} a year", short(sum), settings.currency));
    format!("{} in the next {SOON} days{sum}.", soon.len())
}
