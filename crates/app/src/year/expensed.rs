//! The P&L view of a year: lines that are written off count their depreciation instead of their purchases, with that of
//! what was bought in the years before; services that were paid in advance count in their months.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::budget::Months;
use domain::depreciation::terms::Terms;
use domain::prepaid::{Paid, recognised_year};
use domain::rate::Rates;
use domain::variance::Year;
use domain::{Amount, Currency, Id, Month};

use super::{Asked, FiscalYear, homes};
use crate::Error;
use crate::open::Call;

/// What was bought on lines before a month, by line, in the book's currency at the months' actual rates.
pub(crate) type Bought = HashMap<Id, Vec<(Month, Amount)>>;

/// The purchases before a month of the lines that are written off; or the sentences that say which rates are missing.
pub(crate) fn bought_before(
    call: &Call<'_>,
    lines: &[Terms],
    first: Month,
) -> Result<Result<Bought, Vec<String>>, Error> {
    let mut bought = Bought::new();
    let Some(earliest) = NaiveDate::from_ymd_opt(1900, 1, 1).filter(|_| !lines.is_empty()) else {
        return Ok(Ok(bought));
    };
    let rates = Rates::new(call.settings()?.currency, None, &store::rate::all(call.tx)?);
    let mut missing = BTreeSet::new();
    let last = first.plus(-1).last_day();
    for &(line, currency, month, amount) in call.posted(earliest, last)?.iter() {
        let Some(line) = line.filter(|line| lines.iter().any(|terms| terms.line == *line)) else { continue };
        match rates.actual(currency, month) {
            Ok(rate) => bought.entry(line).or_default().push((month, amount.times(rate)?)),
            Err(gap) => {
                missing.insert(gap.sentence(""));
            }
        }
    }
    Ok(if missing.is_empty() { Ok(bought) } else { Err(missing.into_iter().collect()) })
}

/// Turns a year from what is paid to what it costs.
pub(super) fn expense(
    call: &Call<'_>,
    asked: &Asked<'_>,
    year: &mut FiscalYear,
) -> Result<Result<(), Vec<String>>, Error> {
    let terms = store::depreciation::all(call.tx)?;
    if let Err(missing) = recognise(call, asked, &terms, year)? {
        return Ok(Err(missing));
    }
    write_off(call, &terms, year)
}

/// Puts services that were paid in advance into their months. On a line that is written off a posting is a purchase, and
/// what no line is matched to stays where it is posted until somebody says what it is.
fn recognise(
    call: &Call<'_>,
    asked: &Asked<'_>,
    terms: &[Terms],
    year: &mut FiscalYear,
) -> Result<Result<(), Vec<String>>, Error> {
    let parts = store::prepaid::parts(call.tx)?;
    if parts.is_empty() {
        return Ok(Ok(()));
    }
    let (settings, homes) = (call.settings()?, homes(call, asked.plan)?);
    let all_rates = store::rate::all(call.tx)?;
    let rates = Rates::new(settings.currency, asked.plan.map(|plan| plan.id), &all_rates);
    let written_off: BTreeSet<Id> = terms.iter().map(|terms| terms.line).collect();
    // What is posted in an open month is not yet actual; a year that is over also has what was posted for it since.
    let known = asked.through.unwrap_or_else(|| call.as_of(&settings));
    let open = year.first.plus(i32::try_from(year.closed).unwrap_or(12)).first_day();
    let is_actual = |day: NaiveDate| day <= known && (year.closed == 12 || day < open);
    let mut paid: BTreeMap<Id, Vec<Paid>> = BTreeMap::new();
    let mut missing = BTreeSet::new();
    for part in parts {
        let Some(line) = part.line.filter(|line| !written_off.contains(line)) else { continue };
        let month = Month::of(part.day);
        // Of years before, only services that reach into this one need a rate.
        let reaches = month >= year.first || Month::of(part.prepaid.last_day) >= year.first;
        if !reaches || !is_actual(part.day) {
            continue;
        }
        let rate = match rates.actual(part.currency, month) {
            Ok(rate) => rate,
            Err(gap) => {
                missing.insert(gap.sentence(asked.plan.map_or("the plan", |plan| plan.name.as_str())));
                continue;
            }
        };
        let one = Paid {
            month,
            amount: part.amount,
            schedule: part.prepaid.schedule(part.amount, part.currency)?,
            rate,
            // Without a budget rate there is nothing to compare the actual rate with.
            budget_rate: rates.budget(part.currency).unwrap_or(rate),
        };
        paid.entry(homes.get(&line).copied().unwrap_or(line)).or_default().push(one);
    }
    if !missing.is_empty() {
        return Ok(Err(missing.into_iter().collect()));
    }
    for one in &mut year.years {
        if let Some(paid) = one.line.and_then(|line| paid.remove(&line)) {
            *one = recognised_year(one, &paid, year.first, year.closed)?;
        }
    }
    // A service that began last year may be all that a line has.
    for (line, paid) in paid {
        let one = recognised_year(&super::nothing(Some(line)), &paid, year.first, year.closed)?;
        year.years.push(one);
    }
    Ok(Ok(()))
}

/// Turns lines that are written off from purchases to depreciation.
fn write_off(
    call: &Call<'_>,
    terms: &[Terms],
    year: &mut FiscalYear,
) -> Result<Result<(), Vec<String>>, Error> {
    let currency = call.settings()?.currency;
    let mut before = match bought_before(call, terms, year.first)? {
        Ok(before) => before,
        Err(missing) => return Ok(Err(missing)),
    };
    for terms in terms {
        let bought = before.remove(&terms.line).unwrap_or_default();
        let place = year.years.iter().position(|one| one.line == Some(terms.line));
        match place {
            Some(place) => {
                let one = &mut year.years[place];
                *one = expensed(one, terms, &bought, (year.first, year.closed), currency)?;
            }
            None if bought.is_empty() => {}
            None => {
                let nothing = super::nothing(Some(terms.line));
                let one = expensed(&nothing, terms, &bought, (year.first, year.closed), currency)?;
                year.years.push(one);
            }
        }
    }
    year.years.sort_unstable_by_key(|year| (year.line.is_none(), year.line));
    Ok(Ok(()))
}

/// A line's year with depreciation in place of purchases. What is posted in open months is not yet actual.
fn expensed(
    year: &Year,
    terms: &Terms,
    bought: &[(Month, Amount)],
    (first, closed): (Month, usize),
    currency: Currency,
) -> Result<Year, Error> {
    let with = |months: &[Amount]| -> Result<Months, Error> {
        let of_year = (0..).map(|month| first.plus(month)).zip(months.iter().copied());
        let all: Vec<(Month, Amount)> = bought.iter().copied().chain(of_year).collect();
        Ok(terms.expensed(&all, first, currency)?)
    };
    let posted = |months: &Months| -> Result<Months, Error> {
        let mut expensed = with(&months[..closed])?;
        expensed[closed..].fill(Amount::ZERO);
        Ok(expensed)
    };
    let mut expected = year.actual;
    expected[closed..].copy_from_slice(&year.open[closed..]);
    let mut detail = year.detail.clone();
    if let Some(detail) = &mut detail {
        // How many were bought says nothing of what they cost in a month.
        detail.quantities = None;
    }
    Ok(Year {
        line: year.line,
        group: year.group,
        budget: with(&year.budget)?,
        actual: posted(&year.actual)?,
        actual_at_budget: posted(&year.actual_at_budget)?,
        open: with(&expected)?,
        detail,
    })
}
