//! A fiscal year put together for the domain: budget, actuals and what the open months are expected to
//! cost, line by line in the book's currency.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::budget::Months;
use domain::plan::{Kind, Plan};
use domain::rate::Rates;
use domain::variance::Year;
use domain::{Amount, Id, Month};

use crate::Error;
use crate::open::Call;

/// A fiscal year, line by line.
pub(crate) struct FiscalYear {
    /// Its first month.
    pub(crate) first: Month,
    /// How many of its months count as actual.
    pub(crate) closed: usize,
    /// The last day of which postings are counted.
    pub(crate) until: NaiveDate,
    /// One for each line with any amount, and one for the unmatched actuals of the year.
    pub(crate) years: Vec<Year>,
    /// The lines they are of.
    pub(crate) lines: HashMap<Id, domain::budget::Line>,
    /// The forecast plan that the open months come from; the rest of the budget if there is none.
    pub(crate) forecast: Option<Plan>,
}

/// What is asked for.
pub(crate) struct Asked<'a> {
    pub(crate) plan: Option<&'a Plan>,
    pub(crate) fiscal_year: i32,
    /// The last day that counts as actual, with its month; found from the actuals if not given.
    pub(crate) through: Option<NaiveDate>,
}

/// The year, or the sentences that say which rates are missing.
pub(crate) fn load(call: &Call<'_>, asked: &Asked<'_>) -> Result<Result<FiscalYear, Vec<String>>, Error> {
    let tx = call.tx;
    let settings = call.settings()?;
    let first = settings.calendar().first_month(asked.fiscal_year);
    let last = first.plus(11);
    let plan_name = asked.plan.map_or("the plan", |plan| plan.name.as_str());
    let all_rates = store::rate::all(tx)?;
    let rates = Rates::new(settings.currency, asked.plan.map(|plan| plan.id), &all_rates);
    let lines: HashMap<Id, _> = store::budget::lines(tx)?.into_iter().map(|line| (line.id, line)).collect();
    let closed = match asked.through {
        Some(day) => usize::try_from(Month::of(day).months_since(first) + 1).unwrap_or(0).min(12),
        None => closed_months(call, first, call.as_of(&settings))?,
    };
    let mut missing = BTreeSet::new();
    let mut years = Years::with_room_for(lines.len());
    let mut planned =
        |years: &mut Years, plan: &Plan, rates: &Rates, put: fn(&mut Year, Months)| -> Result<(), Error> {
            for (line, amounts) in store::budget::amounts(tx, plan.id)? {
                let Some(currency) = lines.get(&line).map(|line| line.currency) else { continue };
                let year = years.of(Some(line));
                match rates.budget(currency) {
                    _ if amounts == [Amount::ZERO; 12] => {}
                    Ok(rate) => put(year, convert(amounts, rate)?),
                    Err(gap) => {
                        missing.insert(gap.sentence(&plan.name));
                    }
                }
            }
            Ok(())
        };
    if let Some(plan) = asked.plan {
        planned(&mut years, plan, &rates, |year, amounts| {
            year.budget = amounts;
            year.open = amounts;
        })?;
    }
    let forecast = store::plan::all(tx)?
        .into_iter()
        .find(|plan| plan.kind == Kind::Forecast && plan.fiscal_year == asked.fiscal_year)
        .filter(|forecast| asked.plan.is_none_or(|plan| plan.id != forecast.id));
    if let Some(forecast) = &forecast {
        let rates = Rates::new(settings.currency, Some(forecast.id), &all_rates);
        // A line that the forecast leaves out is not expected to cost anything more.
        years.list.iter_mut().for_each(|year| year.open = [Amount::ZERO; 12]);
        planned(&mut years, forecast, &rates, |year, amounts| year.open = amounts)?;
    }
    // What is posted after the day of the question is not known on it, unless a later day is asked for.
    let until = last.last_day().min(asked.through.unwrap_or_else(|| call.as_of(&settings)));
    for (line, currency, month, amount) in store::actual::by_line(tx, first.first_day(), until)? {
        let Some(position) = usize::try_from(month.months_since(first)).ok().filter(|n| *n < 12) else {
            continue;
        };
        let year = years.of(line);
        match rates.actual(currency, month) {
            Ok(rate) => {
                let base = amount.times(rate)?;
                let at_budget = match rates.budget(currency) {
                    Ok(rate) => amount.times(rate)?,
                    // Without a budget rate there is nothing to compare the actual rate with.
                    Err(_) => base,
                };
                year.actual[position] = year.actual[position].plus(base)?;
                year.actual_at_budget[position] = year.actual_at_budget[position].plus(at_budget)?;
            }
            Err(gap) => {
                missing.insert(gap.sentence(plan_name));
            }
        }
    }
    if !missing.is_empty() {
        return Ok(Err(missing.into_iter().collect()));
    }
    let mut years = years.list;
    years.sort_unstable_by_key(|year| (year.line.is_none(), year.line));
    Ok(Ok(FiscalYear { first, closed, until, years, lines, forecast }))
}

/// The years while they are put together. A year of a hundred thousand lines is large: it is kept once,
/// and found by a small index.
struct Years {
    list: Vec<Year>,
    places: HashMap<Option<Id>, usize>,
}

impl Years {
    fn with_room_for(lines: usize) -> Years {
        Years { list: Vec::with_capacity(lines + 1), places: HashMap::with_capacity(lines + 1) }
    }

    /// The year of a line; of the unmatched if none is named.
    fn of(&mut self, line: Option<Id>) -> &mut Year {
        let place = *self.places.entry(line).or_insert(self.list.len());
        if place == self.list.len() {
            let none = [Amount::ZERO; 12];
            let new = Year {
                line,
                group: 0,
                budget: none,
                actual: none,
                actual_at_budget: none,
                open: none,
                detail: None,
            };
            self.list.push(new);
        }
        &mut self.list[place]
    }
}

/// Months of the year until the last one, up to the as-of day, in which something is posted; all twelve
/// once the year is over.
pub(crate) fn closed_months(call: &Call<'_>, first: Month, as_of: NaiveDate) -> Result<usize, Error> {
    let end = first.plus(11).last_day();
    if as_of > end {
        return Ok(12);
    }
    let last = store::actual::last_day(call.tx, first.first_day(), as_of)?;
    let months = last.map_or(0, |day| Month::of(day).months_since(first) + 1);
    Ok(usize::try_from(months).unwrap_or(0))
}

fn convert(mut amounts: Months, rate: Amount) -> Result<Months, Error> {
    if rate != Amount::ONE {
        for amount in &mut amounts {
            *amount = amount.times(rate)?;
        }
    }
    Ok(amounts)
}
