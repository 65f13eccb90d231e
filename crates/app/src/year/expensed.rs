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
    let written_off: BTreeSet<Id> = lines.iter().map(|terms| terms.line).collect();
    let rates = Rates::new(call.settings()?.currency, None, &crate::plan::rates(call)?);
    let mut missing = BTreeSet::new();
    let last = first.plus(-1).last_day();
    for &(line, currency, month, amount) in call.posted(earliest, last)?.iter() {
        let Some(line) = line.filter(|line| written_off.contains(line)) else { continue };
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
    let now = store::depreciation::all(call.tx)?;
    let planned = match asked.plan {
        Some(plan) => store::depreciation::of_plan(call.tx, plan)?,
        None => now.clone(),
    };
    let all: Vec<Terms> = now.iter().chain(&planned).cloned().collect();
    if let Err(missing) = recognise(call, asked, &all, year)? {
        return Ok(Err(missing));
    }
    let mut ways: BTreeMap<Id, Ways<'_>> = BTreeMap::new();
    for terms in &now {
        ways.entry(terms.line).or_default().now = Some(terms);
    }
    for terms in &planned {
        ways.entry(terms.line).or_default().planned = Some(terms);
    }
    write_off(call, &all, &ways, year)
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
    let (settings, homes) = (call.settings()?, homes(call, asked.plan, &store::budget::lineage(call.tx)?)?);
    let all_rates = crate::plan::rates(call)?;
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

/// Turns lines that are written off from purchases to depreciation: what is planned as the plan says, which an approved one
/// keeps, and what is bought and expected as lines are written off by now.
fn write_off(
    call: &Call<'_>,
    all: &[Terms],
    ways: &BTreeMap<Id, Ways<'_>>,
    year: &mut FiscalYear,
) -> Result<Result<(), Vec<String>>, Error> {
    let currency = call.settings()?.currency;
    let mut before = match bought_before(call, all, year.first)? {
        Ok(before) => before,
        Err(missing) => return Ok(Err(missing)),
    };
    for (line, ways) in ways {
        let bought = before.remove(line).unwrap_or_default();
        let place = year.years.iter().position(|one| one.line == Some(*line));
        match place {
            Some(place) => {
                let one = &mut year.years[place];
                *one = expensed(one, ways, &bought, (year.first, year.closed), currency)?;
            }
            None if bought.is_empty() => {}
            None => {
                let nothing = super::nothing(Some(*line));
                let one = expensed(&nothing, ways, &bought, (year.first, year.closed), currency)?;
                year.years.push(one);
            }
        }
    }
    year.years.sort_unstable_by_key(|year| (year.line.is_none(), year.line));
    Ok(Ok(()))
}

/// How a line is written off by now, and in the plan.
#[derive(Default)]
struct Ways<'a> {
    now: Option<&'a Terms>,
    planned: Option<&'a Terms>,
}

/// A line's year with depreciation in place of purchases. What is posted in open months is not yet actual.
fn expensed(
    year: &Year,
    ways: &Ways<'_>,
    bought: &[(Month, Amount)],
    (first, closed): (Month, usize),
    currency: Currency,
) -> Result<Year, Error> {
    let with = |terms: Option<&Terms>, months: &Months, until: usize| -> Result<Months, Error> {
        let Some(terms) = terms else { return Ok(*months) };
        let of_year = (0..).map(|month| first.plus(month)).zip(months[..until].iter().copied());
        let all: Vec<(Month, Amount)> = bought.iter().copied().chain(of_year).collect();
        Ok(terms.expensed(&all, first, currency)?)
    };
    let posted = |months: &Months| -> Result<Months, Error> {
        let mut expensed = with(ways.now, months, closed)?;
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
        budget: with(ways.planned, &year.budget, 12)?,
        actual: posted(&year.actual)?,
        actual_at_budget: posted(&year.actual_at_budget)?,
        open: with(ways.now, &expected, 12)?,
        detail,
    })
}
