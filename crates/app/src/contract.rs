//! Commands on contracts: the register, one contract, what happens to it, and the lines that pay for it.

mod change;
mod detail;
mod links;

pub use change::{Changed, GiveNotice, Renew};
pub(crate) use change::{amend, give_notice, remove, remove_amendment, renew, save, withdraw};
pub(crate) use detail::get;
pub use detail::{
    Detail, LineOfContract, LineOfContractInPlan, Question, Reason, ScheduleMonth, ScheduleYear, TermRow,
};
pub use links::{FollowContract, MadeLine, MakeLines};
pub(crate) use links::{detach, follow, make_lines, of_line, schedules};

use chrono::NaiveDate;
use domain::contract::{Contract, Draft, Kind, Names, Row, State};
use domain::{Amount, Currency};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::open::Call;
use crate::totals::{by_currency, count, known};
use crate::words::{Labels, counted};

/// Which contracts are asked for, as of when.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractQuery"))]
pub struct Query {
    /// The day; none for the day all figures are as of.
    pub as_of: Option<NaiveDate>,
    /// Only those with this in their number, title, vendor, owner, category or department.
    #[serde(default)]
    pub text: String,
    /// Only those of this kind.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// Only those that stand so.
    #[serde(default)]
    pub state: Option<State>,
    /// Only those to be cancelled or decided on within so many days.
    #[serde(default)]
    pub within: Option<u32>,
}

impl Query {
    fn takes(&self, row: &Row) -> bool {
        let text = self.text.trim().to_lowercase();
        let names =
            [&row.number, &row.title, &row.vendor, &row.owner, &row.category, &row.department, &row.parent];
        let due =
            |within| row.days_left.is_some_and(|days| (0..=i64::from(within)).contains(&i64::from(days)));
        (text.is_empty() || names.iter().any(|name| name.to_lowercase().contains(&text)))
            && self.kind.is_none_or(|kind| row.kind == kind)
            && self.state.is_none_or(|state| row.state == Some(state))
            && self.within.is_none_or(due)
    }
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
    /// What is due next, in a sentence.
    pub finding: String,
    /// How many contracts the book has.
    pub all: u32,
    /// The contracts asked for, ended ones among them.
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
    let mut rows: Vec<Row> = all_on(call, as_of)?
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
    let (finding, all) = (finding(&rows), u32::try_from(rows.len()).unwrap_or(u32::MAX));
    rows.retain(|row| query.takes(row));
    let totals = totals(&rows)?;
    Ok(List { as_of, finding, all, rows, totals })
}

/// Every contract as it stands on a day, with what it costs a year by then.
pub(crate) fn all_on(call: &Call<'_>, day: NaiveDate) -> Result<Vec<Draft>, Error> {
    let mut amendments = store::contract::amendments(call.tx)?;
    let on = |draft: Draft| {
        let amendments = draft.id.and_then(|id| amendments.remove(&id)).unwrap_or_default();
        Contract { draft, amendments }.on(day)
    };
    Ok(store::contract::all(call.tx)?.into_iter().map(on).collect())
}

/// How soon something is to be decided for the finding to say it.
const SOON: i32 = 90;

/// `3 contracts are to be cancelled or decided on within 90 days, the first in 24 days`.
fn finding(rows: &[Row]) -> String {
    let running = rows.iter().filter(|row| row.state != Some(State::Ended)).count();
    let open = || rows.iter().filter_map(|row| row.days_left.filter(|days| *days >= 0));
    let due = open().filter(|days| *days <= SOON).count();
    let first = open().min();
    let in_days = |days: i32| match days {
        0 => "today".to_owned(),
        days => format!("in {}", counted(usize::try_from(days).unwrap_or(0), "day", "days")),
    };
    match (due, first) {
        (0, Some(first)) => {
            let running = counted(running, "contract runs", "contracts run");
            format!("{running}; the next is to be decided on {}", in_days(first))
        }
        (0, None) => counted(running, "contract runs", "contracts run"),
        (1, first) => {
            format!("One contract is to be cancelled or decided on {}", in_days(first.unwrap_or(0)))
        }
        (due, first) => format!(
            "{due} contracts are to be cancelled or decided on within {SOON} days, the first {}",
            in_days(first.unwrap_or(0))
        ),
    }
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
