//! A fiscal year put together for the domain: budget, actuals and what the open months are expected to
//! cost, line by line in the book's currency.

mod expensed;

pub(crate) use expensed::{Bought, bought_before};

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::budget::Months;
use domain::depreciation::terms::Recognition;
use domain::plan::{Kind, Plan};
use domain::rate::Rates;
use domain::variance::{Year, expected};
use domain::{Amount, Id, Month};
use store::budget::Lineage;

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
    /// Of lines that others were merged into, or that were split off: those others.
    pub(crate) kin: HashMap<Id, Vec<Id>>,
    /// The last open month in which something is posted.
    pub(crate) open: Option<Month>,
}

impl FiscalYear {
    /// The last day whose postings count as actual: those of an open month are known, but what is expected stands for it.
    pub(crate) fn counted_until(&self) -> NaiveDate {
        let last = self.closed.checked_sub(1).and_then(|n| i32::try_from(n).ok());
        last.map_or(self.until, |n| self.until.min(self.first.plus(n).last_day()))
    }

    /// Says that a month is open in which something is posted already.
    pub(crate) fn open_month(&self) -> Option<String> {
        self.open.map(|month| format!("{} is open", month.name()))
    }
}

/// What is asked for.
pub(crate) struct Asked<'a> {
    pub(crate) plan: Option<&'a Plan>,
    pub(crate) fiscal_year: i32,
    /// The last day that counts as actual, with its month; found from the actuals if not given.
    pub(crate) through: Option<NaiveDate>,
}

/// The year as cash or as expense, or the sentences that say which rates are missing.
pub(crate) fn load_as(
    call: &Call<'_>,
    asked: &Asked<'_>,
    recognition: Recognition,
) -> Result<Result<FiscalYear, Vec<String>>, Error> {
    let mut year = match load(call, asked)? {
        Ok(year) => year,
        Err(missing) => return Ok(Err(missing)),
    };
    match recognition {
        Recognition::Cash => {}
        Recognition::Expense => {
            if let Err(missing) = expensed::expense(call, asked, &mut year)? {
                return Ok(Err(missing));
            }
        }
    }
    Ok(Ok(year))
}

/// What is paid by now, as expense: the open months have what they cost because of it, and nothing that is expected.
pub(crate) fn load_paid(
    call: &Call<'_>,
    asked: &Asked<'_>,
) -> Result<Result<FiscalYear, Vec<String>>, Error> {
    let mut year = match load(call, asked)? {
        Ok(year) => year,
        Err(missing) => return Ok(Err(missing)),
    };
    year.years.iter_mut().for_each(|one| one.open = [Amount::ZERO; 12]);
    Ok(expensed::expense(call, asked, &mut year)?.map(|()| year))
}

/// The year, or the sentences that say which rates are missing.
pub(crate) fn load(call: &Call<'_>, asked: &Asked<'_>) -> Result<Result<FiscalYear, Vec<String>>, Error> {
    let tx = call.tx;
    let settings = call.settings()?;
    let first = settings.calendar().first_month(asked.fiscal_year);
    let last = first.plus(11);
    let plan_name = asked.plan.map_or("the plan", |plan| plan.name.as_str());
    let all_rates = crate::plan::rates(call)?;
    let rates = Rates::new(settings.currency, asked.plan.map(|plan| plan.id), &all_rates);
    let lines: HashMap<Id, _> = store::budget::lines(tx)?.into_iter().map(|line| (line.id, line)).collect();
    let closed = match asked.through {
        Some(day) => usize::try_from(Month::of(day).months_since(first) + 1).unwrap_or(0).min(12),
        None => closed_months(call, first, call.as_of(&settings))?,
    };
    let mut missing = BTreeSet::new();
    let mut years = Years::with_room_for(lines.len());
    let lineage = store::budget::lineage(tx)?;
    years.homes = homes(call, asked.plan, &lineage)?;
    let mut planned = |years: &mut Years, plan: &Plan, rates: &Rates, put: Put| -> Result<(), Error> {
        for (line, amounts) in crate::plan::amounts(call, plan)? {
            let Some(currency) = lines.get(&line).map(|line| line.currency) else { continue };
            let year = years.of(Some(line));
            match rates.budget(currency) {
                _ if amounts == [Amount::ZERO; 12] => {}
                Ok(rate) => put(year, convert(amounts, rate)?)?,
                Err(gap) => {
                    missing.insert(gap.sentence(&plan.name));
                }
            }
        }
        Ok(())
    };
    if let Some(plan) = asked.plan {
        planned(&mut years, plan, &rates, |year, amounts| {
            add(&mut year.budget, &amounts)?;
            add(&mut year.open, &amounts)
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
        planned(&mut years, forecast, &rates, |year, amounts| add(&mut year.open, &amounts))?;
    }
    // What is posted after the day of the question is not known on it, unless a later day is asked for.
    let until = last.last_day().min(asked.through.unwrap_or_else(|| call.as_of(&settings)));
    for &(line, currency, month, amount) in call.posted(first.first_day(), until)?.iter() {
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
    let mut open = None;
    for year in &mut years {
        let last = (closed..12).rfind(|month| !year.actual[*month].is_zero());
        open = open.max(last);
        let known = if year.line.is_some() { year.open } else { [Amount::ZERO; 12] };
        year.open = expected(&year.actual, &known, closed);
    }
    let open = open.and_then(|month| i32::try_from(month).ok()).map(|month| first.plus(month));
    let kin = kin(&lineage);
    Ok(Ok(FiscalYear { first, closed, until, years, lines, forecast, kin, open }))
}

/// The years while they are put together. A year of a hundred thousand lines is large: it is kept once,
/// and found by a small index.
struct Years {
    list: Vec<Year>,
    /// The lines that are counted with another one.
    homes: HashMap<Id, Id>,
    places: HashMap<Option<Id>, usize>,
}

impl Years {
    fn with_room_for(lines: usize) -> Years {
        let (list, places) = (Vec::with_capacity(lines + 1), HashMap::with_capacity(lines + 1));
        Years { list, homes: HashMap::new(), places }
    }

    /// The year of a line, or of the one it is counted with; of the unmatched if none is named.
    fn of(&mut self, line: Option<Id>) -> &mut Year {
        let line = line.map(|line| self.homes.get(&line).copied().unwrap_or(line));
        let place = *self.places.entry(line).or_insert(self.list.len());
        if place == self.list.len() {
            self.list.push(nothing(line));
        }
        &mut self.list[place]
    }
}

/// A year in which nothing is planned, posted or expected.
fn nothing(line: Option<Id>) -> Year {
    let none = [Amount::ZERO; 12];
    Year { line, group: 0, budget: none, actual: none, actual_at_budget: none, open: none, detail: None }
}

/// The lines that are counted with another one: those that were merged into it, and those split from it that the plan
/// does not know. So a frozen plan goes on explaining what was posted to lines that were cut otherwise since.
pub(crate) fn homes(
    call: &Call<'_>,
    plan: Option<&Plan>,
    lineage: &HashMap<Id, Lineage>,
) -> Result<HashMap<Id, Id>, Error> {
    let mut homes = HashMap::new();
    if lineage.is_empty() {
        return Ok(homes);
    }
    let known: BTreeSet<Id> = match plan {
        Some(plan) => crate::plan::amounts(call, plan)?.into_iter().map(|(line, _)| line).collect(),
        None => BTreeSet::new(),
    };
    for line in lineage.keys() {
        let mut home = *line;
        // A line that was merged and split again may go some way; never round in a circle.
        for _ in 0..lineage.len() {
            let Some(of) = lineage.get(&home) else { break };
            let next = of.merged_into.or(of.split_from.filter(|_| plan.is_some() && !known.contains(&home)));
            let Some(next) = next else { break };
            home = next;
        }
        if home != *line {
            homes.insert(*line, home);
        }
    }
    Ok(homes)
}

/// By which other numbers lines may be named: of those that were merged into them, and of those that they were a part of.
fn kin(lineage: &HashMap<Id, Lineage>) -> HashMap<Id, Vec<Id>> {
    let mut kin: HashMap<Id, Vec<Id>> = HashMap::new();
    let chain = |line: Id, next: fn(&Lineage) -> Option<Id>| {
        // Never round in a circle.
        std::iter::successors(lineage.get(&line).and_then(next), move |line| lineage.get(line).and_then(next))
            .take(lineage.len())
    };
    for line in lineage.keys() {
        for into in chain(*line, |of| of.merged_into) {
            kin.entry(into).or_default().push(*line);
        }
        kin.entry(*line).or_default().extend(chain(*line, |of| of.split_from));
    }
    kin
}

/// Months of the year that count as actual on a day: up to the last closed one, or to the one at which the newest forecast
/// of then was cut, whichever is later. While none is closed, also those that are over and posted to. All twelve once the
/// year is over. That something is posted in a month that still runs does not make it actual: somebody has to say so, unless
/// nothing is planned in the year that could stand for it.
pub(crate) fn closed_months(call: &Call<'_>, first: Month, as_of: NaiveDate) -> Result<usize, Error> {
    let end = first.plus(11).last_day();
    if as_of > end {
        return Ok(12);
    }
    let fiscal_year = call.settings()?.calendar().year_of(first);
    let plans: Vec<Plan> =
        store::plan::all(call.tx)?.into_iter().filter(|plan| plan.fiscal_year == fiscal_year).collect();
    let begun = Month::of(as_of).months_since(first) + 1;
    let said = if let Some(closed) = store::closing::last(call.tx, first, Month::of(as_of))? {
        closed.months_since(first) + 1
    } else {
        let is_over = plans.is_empty() || as_of == Month::of(as_of).last_day();
        let over = if is_over { begun } else { begun - 1 };
        let last = store::actual::last_day(call.tx, first.first_day(), as_of)?;
        last.map_or(0, |last| (Month::of(last).months_since(first) + 1).min(over))
    };
    // A forecast that was cut at a later month did not stand on that day.
    let forecasts = plans.into_iter().filter(|plan| plan.kind == Kind::Forecast);
    let cut = forecasts.filter_map(|plan| i32::try_from(plan.closed?).ok()).find(|cut| *cut <= begun);
    Ok(usize::try_from(said.max(cut.unwrap_or(0)).max(0)).unwrap_or(0))
}

/// How many months of the year a forecast can be cut at: those that count as actual, and those posted to so far.
pub(crate) fn posted_months(call: &Call<'_>, first: Month, as_of: NaiveDate) -> Result<usize, Error> {
    let last = store::actual::last_day(call.tx, first.first_day(), as_of.min(first.plus(11).last_day()))?;
    let posted = last.map_or(0, |last| Month::of(last).months_since(first) + 1);
    Ok(closed_months(call, first, as_of)?.max(usize::try_from(posted).unwrap_or(0)))
}

/// Where a plan's amounts of a line go.
type Put = fn(&mut Year, Months) -> Result<(), Error>;

/// Adds amounts to months: of lines that are counted together both count.
pub(crate) fn add(months: &mut Months, amounts: &Months) -> Result<(), Error> {
    for (month, amount) in months.iter_mut().zip(amounts) {
        *month = month.plus(*amount)?;
    }
    Ok(())
}

fn convert(mut amounts: Months, rate: Amount) -> Result<Months, Error> {
    if rate != Amount::ONE {
        for amount in &mut amounts {
            *amount = amount.times(rate)?;
        }
    }
    Ok(amounts)
}
