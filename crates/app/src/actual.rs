//! Commands on actuals.

use domain::actual::{Draft, Row};
use domain::budget::LineName;
use domain::calendar::Period;
use domain::rate::Rates;
use domain::{Amount, Currency, Id, Month, Sum};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::budget::{Key, Removed};
use crate::open::Call;
use crate::words::counted;

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
#[derive(Clone, Debug, Serialize, Deserialize)]
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
    /// Which rates are missing, in sentences.
    pub problems: Vec<String>,
}

/// Actuals and the line they belong to.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "MatchActuals"))]
pub struct Match {
    /// The actuals.
    pub actuals: Vec<Id>,
    /// The line; nothing to unmatch them.
    pub line: Option<Id>,
}

/// How many actuals were matched.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Matched {
    /// Their number.
    pub matched: u32,
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
        id: None,
    })
}

pub(crate) fn list(call: &Call<'_>, query: Query) -> Result<List, Error> {
    let filter = filter(call, &query)?;
    let rates = rates(call)?;
    let mut rows = store::actual::rows(call.tx, &filter, query.from, query.count.min(1000))?;
    for row in &mut rows {
        complete(&rates, row);
    }
    let mut by_currency: std::collections::BTreeMap<Currency, (Sum, u32)> = std::collections::BTreeMap::new();
    let mut total = Sum::default();
    let mut missing = std::collections::BTreeSet::new();
    for (currency, month, amount, count) in store::actual::sums(call.tx, &filter)? {
        let (sum, all) = by_currency.entry(currency).or_default();
        sum.add(amount);
        *all += count;
        match rates.actual(currency, month) {
            Ok(rate) => total.add(amount.times(rate)?),
            Err(gap) => {
                missing.insert(gap.sentence(""));
            }
        }
    }
    let sums = by_currency
        .into_iter()
        .map(|(currency, (sum, count))| {
            let amount = sum.total()?.padded(currency.decimals());
            Ok(CurrencySum { currency, amount, count })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    let currency = rates.base();
    Ok(List {
        row_count: sums.iter().map(|sum| sum.count).sum(),
        from: query.from,
        rows,
        total: if missing.is_empty() { Some(total.total()?.round(currency.decimals())) } else { None },
        currency,
        sums,
        problems: missing.into_iter().collect(),
    })
}

/// The months' actual rates.
pub(crate) fn rates(call: &Call<'_>) -> Result<Rates, Error> {
    Ok(Rates::new(call.settings()?.currency, None, &store::rate::all(call.tx)?))
}

/// Adds the amount in the book's currency, and shows both with the decimals of their currencies.
fn complete(rates: &Rates, row: &mut Row) {
    row.base = base(rates, row);
    row.amount = row.amount.padded(row.currency.decimals());
}

/// An actual in the book's currency, rounded to it; nothing where the rate is missing.
pub(crate) fn base(rates: &Rates, row: &Row) -> Option<Amount> {
    let rate = rates.actual(row.currency, Month::of(row.date)).ok()?;
    Some(row.amount.times(rate).ok()?.round(rates.base().decimals()))
}

pub(crate) fn match_line(call: &Call<'_>, matching: Match) -> Result<(Matched, String), Error> {
    let mut matched = 0;
    for actual in &matching.actuals {
        matched += u32::from(store::actual::set_line(call.tx, *actual, matching.line)?);
    }
    let count = counted(matched as usize, "actual", "actuals");
    let summary = match matching.line {
        Some(line) => {
            format!("Match {count} to “{}”", store::budget::get(call.tx, line)?.description)
        }
        None => format!("Unmatch {count}"),
    };
    Ok((Matched { matched }, summary))
}

/// Lines of the same vendor first, then lines that share words with the posting's text.
pub(crate) fn suggest(call: &Call<'_>, key: Key) -> Result<Vec<LineName>, Error> {
    let row = get(call, key.id)?;
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
        words.map(str::to_lowercase).collect()
    };
    let posted = words(&row.text);
    let vendor = domain::vendor::key(&row.vendor);
    let mut lines: Vec<(usize, LineName)> = store::budget::find(call.tx, "", u32::MAX)?
        .into_iter()
        .map(|line| {
            let same_vendor = !vendor.is_empty() && domain::vendor::key(&line.vendor) == vendor;
            let shared = words(&line.description).iter().filter(|word| posted.contains(word)).count();
            (usize::from(same_vendor) * 10 + shared, line)
        })
        .filter(|(likeness, _)| *likeness > 0)
        .collect();
    lines.sort_by(|(a, line_a), (b, line_b)| b.cmp(a).then(line_a.id.cmp(&line_b.id)));
    Ok(lines.into_iter().take(8).map(|(_, line)| line).collect())
}

pub(crate) fn save(call: &Call<'_>, draft: Draft) -> Result<(Row, String), Error> {
    Error::unless_empty(draft.problems())?;
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

fn get(call: &Call<'_>, id: Id) -> Result<Row, Error> {
    let filter = store::actual::Filter { id: Some(id), ..store::actual::Filter::default() };
    let missing = || Error::NotFound("This actual is not in the book any more.".to_owned());
    let mut row = store::actual::rows(call.tx, &filter, 0, 1)?.pop().ok_or_else(missing)?;
    complete(&rates(call)?, &mut row);
    Ok(row)
}
