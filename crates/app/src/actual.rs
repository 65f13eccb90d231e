//! Commands on actuals: the register and its sums. `matching` says which line they belong to, and why.

mod matching;

use std::collections::{BTreeMap, BTreeSet};

use domain::actual::{Draft, Kind, Row};
use domain::calendar::Period;
use domain::rate::Rates;
use domain::{Amount, Currency, Id, Month, Sum};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::budget::Removed;
use crate::open::Call;
use crate::words::counted;

pub use matching::{Match, MatchAll, Matched, Reason, Split, Why};
pub(crate) use matching::{match_all, match_line, split, suggest, why};

/// Which actuals are shown by their match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ActualState"))]
pub enum State {
    /// All of them.
    #[default]
    All,
    /// Those that a budget line is matched to.
    Matched,
    /// Those that none is matched to.
    Unmatched,
}

/// A window of the actuals that pass a filter.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ActualQuery"))]
pub struct Query {
    /// A text in any of their texts; empty for all.
    pub filter: String,
    /// By their match.
    pub state: State,
    /// Posted in this period.
    pub period: Option<Period>,
    /// Paid to this vendor.
    pub vendor: Option<Id>,
    /// Matched to a line of this category.
    pub category: Option<Id>,
    /// Matched to this line.
    pub line: Option<Id>,
    /// Of this import.
    pub batch: Option<Id>,
    /// Matched to a line of this department.
    #[serde(default)]
    pub department: Option<Id>,
    /// Matched to a line of this project.
    #[serde(default)]
    pub project: Option<Id>,
    /// Matched to a line of this vendor, whoever was paid.
    #[serde(default)]
    pub line_vendor: Option<Id>,
    /// Matched by this rule.
    #[serde(default)]
    pub rule: Option<Id>,
    /// Only this one.
    #[serde(default)]
    pub id: Option<Id>,
    /// The first row, from 0.
    pub from: u32,
    /// How many; at most 1,000 are answered.
    pub count: u32,
}

/// What the actuals of one currency sum up to.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CurrencySum {
    /// The currency.
    pub currency: Currency,
    /// Their sum.
    pub amount: Amount,
    /// Their number.
    pub count: u32,
}

/// How many actuals are matched, or are not, and what they come to.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "StateSum"))]
pub struct StateSum {
    /// Their number.
    pub count: u32,
    /// In the book's currency; nothing where a rate is missing.
    pub total: Option<Amount>,
}

/// A window of the actuals with what all of them sum up to.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Actuals"))]
pub struct List {
    /// How many pass the filter.
    pub row_count: u32,
    /// The first row of this window.
    pub from: u32,
    /// The rows of this window.
    pub rows: Vec<Row>,
    /// All of them in the book's currency; nothing where a rate is missing.
    pub total: Option<Amount>,
    /// The book's currency.
    pub currency: Currency,
    /// Their sums by currency.
    pub sums: Vec<CurrencySum>,
    /// Those that are matched, of this filter whatever state it asks for.
    pub matched: StateSum,
    /// Those that are not.
    pub unmatched: StateSum,
    /// Which rates are missing, in sentences.
    pub problems: Vec<String>,
}

/// Actuals by their numbers.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ActualKeys"))]
pub struct Keys {
    /// Their numbers.
    pub actuals: Vec<Id>,
}

/// The actuals that a query asks for.
pub(crate) fn filter(call: &Call<'_>, query: &Query) -> Result<store::actual::Filter, Error> {
    let (from, to) = match query.period {
        None => (None, None),
        Some(period) => {
            let (first, last) = period.months(call.settings()?.calendar());
            let end = match period {
                Period::ToDate(day) => day,
                Period::Year(_) | Period::Quarter(..) | Period::Month(_) => last.last_day(),
            };
            (Some(first.first_day()), Some(end))
        }
    };
    Ok(store::actual::Filter {
        text: query.filter.clone(),
        matched: match query.state {
            State::All => None,
            State::Matched => Some(true),
            State::Unmatched => Some(false),
        },
        from,
        to,
        vendor: query.vendor,
        category: query.category,
        line: query.line,
        batch: query.batch,
        id: query.id,
        department: query.department,
        project: query.project,
        line_vendor: query.line_vendor,
        rule: query.rule,
    })
}

pub(crate) fn list(call: &Call<'_>, query: Query) -> Result<List, Error> {
    let filter = filter(call, &query)?;
    let rates = rates(call)?;
    let mut rows = store::actual::rows(call.tx, &filter, query.from, query.count.min(1000))?;
    for row in &mut rows {
        complete(&rates, row);
    }
    let unmatched = sums(call, &filter, Some(false))?;
    let mut matched = sums(call, &filter, None)?;
    // What is matched is the rest: few are not, and they are found by themselves.
    for (place, (sum, count)) in &unmatched {
        if let Some((all, all_count)) = matched.get_mut(place) {
            all.add(-sum.total()?);
            *all_count -= count;
        }
    }
    matched.retain(|_, (_, count)| *count > 0);
    let currency = rates.base();
    let [matched_sum, unmatched_sum] = [converted(&matched, &rates)?, converted(&unmatched, &rates)?];
    let asked: Vec<&Sums> = match query.state {
        State::All => vec![&matched, &unmatched],
        State::Matched => vec![&matched],
        State::Unmatched => vec![&unmatched],
    };
    let mut all = Sums::new();
    for (place, (sum, count)) in asked.into_iter().flatten() {
        let (all, all_count) = all.entry(*place).or_default();
        all.merge(sum);
        *all_count += count;
    }
    let total = converted(&all, &rates)?;
    Ok(List {
        row_count: total.count,
        from: query.from,
        rows,
        total: total.total(currency)?,
        currency,
        sums: by_currency(&all)?,
        matched: matched_sum.state(currency)?,
        unmatched: unmatched_sum.state(currency)?,
        problems: total.missing.into_iter().collect(),
    })
}

/// Sums with the number of actuals, by currency and month.
type Sums = BTreeMap<(Currency, Month), (Sum, u32)>;

fn sums(call: &Call<'_>, filter: &store::actual::Filter, matched: Option<bool>) -> Result<Sums, Error> {
    let mut sums = Sums::new();
    if filter.is_by_line() && matched == Some(false) {
        return Ok(sums);
    }
    let filter = store::actual::Filter { matched, ..filter.clone() };
    for (currency, month, amount, count) in store::actual::sums(call.tx, &filter)? {
        let (sum, all) = sums.entry((currency, month)).or_default();
        sum.add(amount);
        *all += count;
    }
    Ok(sums)
}

fn by_currency(sums: &Sums) -> Result<Vec<CurrencySum>, Error> {
    let mut currencies: BTreeMap<Currency, (Sum, u32)> = BTreeMap::new();
    for ((currency, _), (sum, count)) in sums {
        let (all, all_count) = currencies.entry(*currency).or_default();
        all.merge(sum);
        *all_count += count;
    }
    let sum = |(currency, (sum, count)): (Currency, (Sum, u32))| {
        let amount = sum.total()?.padded(currency.decimals());
        Ok(CurrencySum { currency, amount, count })
    };
    currencies.into_iter().map(sum).collect()
}

/// A sum in the book's currency, and the rates that it lacks.
#[derive(Default)]
struct Converted {
    sum: Sum,
    count: u32,
    missing: BTreeSet<String>,
}

impl Converted {
    fn total(&self, currency: Currency) -> Result<Option<Amount>, Error> {
        Ok(if self.missing.is_empty() { Some(self.sum.total()?.round(currency.decimals())) } else { None })
    }

    fn state(&self, currency: Currency) -> Result<StateSum, Error> {
        Ok(StateSum { count: self.count, total: self.total(currency)? })
    }
}

fn converted(sums: &Sums, rates: &Rates) -> Result<Converted, Error> {
    let mut converted = Converted::default();
    for ((currency, month), (sum, count)) in sums {
        converted.count += count;
        match rates.actual(*currency, *month) {
            Ok(rate) => converted.sum.add(sum.total()?.times(rate)?),
            Err(gap) => {
                converted.missing.insert(gap.sentence(""));
            }
        }
    }
    Ok(converted)
}

/// What each month of a span comes to in the book's currency; nothing where a rate is missing.
pub(crate) fn by_month(
    call: &Call<'_>,
    from: Month,
    to: Month,
) -> Result<BTreeMap<Month, Option<Amount>>, Error> {
    let (from, to) = (Some(from.first_day()), Some(to.last_day()));
    let all = sums(call, &store::actual::Filter { from, to, ..store::actual::Filter::default() }, None)?;
    let rates = rates(call)?;
    let mut months: BTreeMap<Month, Sums> = BTreeMap::new();
    for ((currency, month), sum) in all {
        months.entry(month).or_default().insert((currency, month), sum);
    }
    let total = |(month, sums): (Month, Sums)| Ok((month, converted(&sums, &rates)?.total(rates.base())?));
    months.into_iter().map(total).collect()
}

/// The months' actual rates.
pub(crate) fn rates(call: &Call<'_>) -> Result<Rates, Error> {
    Ok(Rates::new(call.settings()?.currency, None, &crate::plan::rates(call)?))
}

/// Adds the amount in the book's currency, and shows both with the decimals of their currencies.
fn complete(rates: &Rates, row: &mut Row) {
    row.base = base(rates, row);
    let decimals = row.currency.decimals();
    row.amount = row.amount.padded(decimals);
    row.whole = row.whole.map(|whole| whole.padded(decimals));
    for part in &mut row.parts {
        part.amount = part.amount.padded(decimals);
    }
}

/// An actual in the book's currency, rounded to it; nothing where the rate is missing.
pub(crate) fn base(rates: &Rates, row: &Row) -> Option<Amount> {
    let rate = rates.actual(row.currency, Month::of(row.date)).ok()?;
    Some(row.amount.times(rate).ok()?.round(rates.base().decimals()))
}

pub(crate) fn save(call: &Call<'_>, draft: Draft) -> Result<(Row, String), Error> {
    Error::unless_empty(draft.problems())?;
    if let Some(id) = draft.id {
        may_change(&get(call, id)?)?;
    }
    let id = store::actual::save(call.tx, &draft)?;
    let saved = get(call, id)?;
    let verb = if draft.id.is_some() { "Change" } else { "Add" };
    let name = if saved.text.is_empty() { &saved.vendor } else { &saved.text };
    let summary = format!("{verb} actual “{name}” of {}", saved.date);
    Ok((saved, summary))
}

pub(crate) fn remove(call: &Call<'_>, keys: Keys) -> Result<(Removed, String), Error> {
    let mut removed = 0;
    for actual in &keys.actuals {
        removed += u32::from(store::actual::remove(call.tx, *actual)?);
    }
    let count = counted(removed as usize, "actual", "actuals");
    Ok((Removed { removed }, format!("Remove {count}")))
}

/// Accruals and their reversals are pairs that tie: they are removed together and posted anew.
fn may_change(row: &Row) -> Result<(), Error> {
    match row.kind {
        Kind::Posting => Ok(()),
        Kind::Accrual | Kind::Reversal => Err(Error::ReadOnly(
            "An accrual and its reversal stay as they were posted. Remove them, which takes both, and close the month again."
                .to_owned(),
        )),
    }
}

pub(crate) fn get(call: &Call<'_>, id: Id) -> Result<Row, Error> {
    let filter = store::actual::Filter { id: Some(id), ..store::actual::Filter::default() };
    let missing = || Error::NotFound("This actual is not in the book any more.".to_owned());
    let mut row = store::actual::rows(call.tx, &filter, 0, 1)?.pop().ok_or_else(missing)?;
    complete(&rates(call)?, &mut row);
    Ok(row)
}
