//! What a variance is computed from: the year, what it is held against, the span, the commentary.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::budget::Months;
use domain::budget::basis::{Basis, Quantity};
use domain::calendar::{FiscalCalendar, Period};
use domain::comment::{CANCELLED, Comment, Scope, Subject, before, cause, kept};
use domain::depreciation::terms::Recognition;
use domain::plan::{Kind, Plan};
use domain::rate::{Missing, Rates};
use domain::variance::{Detail, Quantities, Span, Year};
use domain::{Amount, Currency, Id, Month, Settings};

use super::{Against, Baseline, Query, VarianceRow, missing, of_year, plan_of_year};
use crate::Error;
use crate::open::Call;
use crate::plan;
use crate::year::{self, Asked, FiscalYear};

/// A question with everything that its answer is computed from.
pub(crate) struct Loaded {
    pub(crate) settings: Settings,
    pub(crate) calendar: FiscalCalendar,
    pub(crate) as_of: NaiveDate,
    pub(crate) period: Period,
    pub(crate) plan: Option<Plan>,
    pub(crate) baseline: Baseline,
    pub(crate) year: FiscalYear,
    pub(crate) span: Span,
    comments: HashMap<Subject, Vec<Comment>>,
}

impl Loaded {
    /// The last month that counts as actual.
    pub(crate) fn last_month(&self) -> Option<Month> {
        self.year.closed.checked_sub(1).map(|n| self.year.first.plus(i32::try_from(n).unwrap_or(0)))
    }

    /// Whether months of the span are still open.
    pub(crate) fn is_open(&self) -> bool {
        self.span.closed <= self.span.last
    }

    /// What is said of a record in the period.
    pub(crate) fn comment_on(&self, subject: Subject) -> Option<&Comment> {
        let here = |one: &&Comment| one.period == kept(self.period) && one.plan == self.baseline.plan;
        self.comments.get(&subject)?.iter().rfind(here)
    }

    /// What was said of it in the period before: under the same plan if it was, else last.
    fn proposal_for(&self, subject: Subject) -> Option<&Comment> {
        let period = before(self.period, self.calendar)?;
        let mut earlier = self.comments.get(&subject)?.iter().filter(|one| one.period == period);
        let same = earlier.clone().rfind(|one| one.plan == self.baseline.plan);
        same.or_else(|| earlier.next_back())
    }

    /// Puts what is said, or was said before, to each row.
    pub(crate) fn comment(&self, rows: &mut [VarianceRow]) {
        for row in rows {
            let Some(subject) = row.subject else { continue };
            row.comment = self.comment_on(subject).cloned();
            if row.comment.is_none() {
                row.proposal = self.proposal_for(subject).cloned();
            }
        }
    }

    /// Gives each line the cause that the user said, for the bridge.
    fn name_causes(&mut self) {
        for year in &mut self.year.years {
            let Some(line) = year.line else { continue };
            let Some(all) = self.comments.get(&Subject { scope: Scope::Line, of: line }) else { continue };
            let here = all.iter().filter(|one| one.plan == self.baseline.plan);
            let Some(said) = cause(here, self.period, self.calendar) else { continue };
            let detail = year.detail.get_or_insert_with(|| Box::new(Detail::default()));
            if said.cause == CANCELLED {
                detail.cancelled = true;
            } else {
                detail.cause = Some(said.cause.clone());
            }
        }
    }
}

pub(crate) fn load(call: &Call<'_>, query: &Query) -> Result<Loaded, Error> {
    let settings = call.settings()?;
    let calendar = settings.calendar();
    let as_of = call.as_of(&settings);
    let given = query.plan.map(|id| store::plan::get(call.tx, id)).transpose()?;
    let current = calendar.year_of(Month::of(as_of));
    let period =
        query.period.unwrap_or_else(|| Period::Year(given.as_ref().map_or(current, |plan| plan.fiscal_year)));
    let fiscal_year = period.fiscal_year(calendar);
    let plan = match given {
        Some(plan) => Some(of_year(plan, fiscal_year)?),
        None => plan_of_year(call, fiscal_year)?,
    };
    let held_against = match query.against {
        Against::Original => Some(original(call, plan.as_ref())?),
        Against::Forecast(id) => Some(of_year(store::plan::get(call.tx, id)?, fiscal_year)?),
        Against::Budget | Against::LastYear | Against::LastYearBudget => plan.clone(),
    };
    let through = match period {
        Period::ToDate(day) => Some(day),
        Period::Year(_) | Period::Quarter(..) | Period::Month(_) => None,
    };
    let asked = Asked { plan: held_against.as_ref(), fiscal_year, through };
    let by_year = matches!(query.against, Against::LastYear | Against::LastYearBudget);
    let mut year = year::load_as(call, &asked, query.recognition)?.map_err(missing)?;
    if let (Against::Original, Some(plan)) = (query.against, &plan) {
        restate(&mut year, plan::restated(call, plan)?);
    }
    if !by_year && query.recognition == Recognition::Cash {
        count(call, &settings, &mut year, held_against.as_ref())?;
    }
    let baseline = match query.against {
        Against::Budget | Against::Original | Against::Forecast(_) => of_plan(held_against.as_ref()),
        Against::LastYear => match query.recognition {
            Recognition::Cash => last_year(call, &settings, &mut year, None)?,
            Recognition::Expense => last_year_expensed(call, &mut year, fiscal_year - 1, None)?,
        },
        Against::LastYearBudget => {
            let none = || {
                let sentence =
                    format!("There is no budget for FY{}. Choose something else.", fiscal_year - 1);
                Error::invalid("against", sentence)
            };
            let budget = plan_of_year(call, fiscal_year - 1)?.ok_or_else(none)?;
            match query.recognition {
                Recognition::Cash => last_year(call, &settings, &mut year, Some(&budget))?,
                Recognition::Expense => last_year_expensed(call, &mut year, fiscal_year - 1, Some(&budget))?,
            }
        }
    };
    let (first, last) = period.months(calendar);
    let position = |month: Month| usize::try_from(month.months_since(year.first)).unwrap_or(0).min(11);
    let span = Span { first: position(first), last: position(last), closed: year.closed };
    let mut comments: HashMap<Subject, Vec<Comment>> = HashMap::new();
    for comment in store::comment::all(call.tx)? {
        comments.entry(comment.subject).or_default().push(comment);
    }
    let mut loaded = Loaded { settings, calendar, as_of, period, plan, baseline, year, span, comments };
    loaded.name_causes();
    Ok(loaded)
}

/// The version of the plan that was approved first.
fn original(call: &Call<'_>, plan: Option<&Plan>) -> Result<Plan, Error> {
    let none = || {
        Error::invalid("against", "This plan corrects no other. Hold the figures against the plan itself.")
    };
    let plan = plan.ok_or_else(none)?;
    plan::original(call, plan)?.filter(|original| original.id != plan.id).ok_or_else(none)
}

/// Says which part of each line's difference comes from a later version of the plan.
fn restate(year: &mut FiscalYear, restated: BTreeMap<Id, Months>) {
    for (line, months) in restated {
        let place = year.years.iter().position(|one| one.line == Some(line));
        let place = place.unwrap_or_else(|| {
            year.years.push(nothing(Some(line)));
            year.years.len() - 1
        });
        year.years[place].detail.get_or_insert_with(Box::default).restated = months;
    }
    year.years.sort_unstable_by_key(|year| (year.line.is_none(), year.line));
}

/// Puts the quantities to lines that are planned and forecast by the same unit, so that price and volume explain
/// themselves. What a forecast counts in closed months is what was bought.
fn count(
    call: &Call<'_>,
    settings: &Settings,
    year: &mut FiscalYear,
    plan: Option<&Plan>,
) -> Result<(), Error> {
    let (Some(plan), Some(forecast)) = (plan, year.forecast.as_ref()) else { return Ok(()) };
    let counted = |plan: Id| -> Result<HashMap<Id, Quantity>, Error> {
        let bases = store::budget::bases(call.tx, plan)?.into_iter();
        Ok(bases
            .filter_map(|(line, basis)| match basis {
                Basis::Quantity(quantity) => Some((line, quantity)),
                Basis::Spread(_) | Basis::Role { .. } | Basis::Contract { .. } => None,
            })
            .collect())
    };
    let (mut planned, mut bought) = (counted(plan.id)?, counted(forecast.id)?);
    if planned.is_empty() || bought.is_empty() {
        return Ok(());
    }
    let rates = Rates::new(settings.currency, Some(plan.id), &crate::plan::rates(call)?);
    for one in &mut year.years {
        let Some((line, of)) = one.line.and_then(|line| Some((line, year.lines.get(&line)?))) else {
            continue;
        };
        let Some((planned, bought)) = planned.remove(&line).zip(bought.remove(&line)) else { continue };
        let Ok(rate) = rates.budget(of.currency) else { continue };
        if planned.unit.trim().to_lowercase() == bought.unit.trim().to_lowercase() {
            let quantities = Quantities {
                budget: planned.quantities,
                actual: bought.quantities,
                price: planned.price.times(rate)?,
            };
            one.detail.get_or_insert_with(Box::default).quantities = Some(quantities);
        }
    }
    Ok(())
}

fn of_plan(plan: Option<&Plan>) -> Baseline {
    let label = match plan.map(|plan| plan.kind) {
        Some(Kind::Forecast) => "Forecast",
        Some(Kind::Scenario) => "Scenario",
        Some(Kind::Budget) | None => "Budget",
    };
    let name = plan.map_or_else(|| "no plan".to_owned(), |plan| plan.name.clone());
    Baseline { plan: plan.map(|plan| plan.id), name, label: label.to_owned() }
}

/// Puts last year's actuals (or its budget) in the place of the budget, and their rates in the place of its rates, so that
/// the effect of currency is that from year to year.
fn last_year(
    call: &Call<'_>,
    settings: &Settings,
    year: &mut FiscalYear,
    budget: Option<&Plan>,
) -> Result<Baseline, Error> {
    let all_rates = crate::plan::rates(call)?;
    let rates = Rates::new(settings.currency, budget.map(|plan| plan.id), &all_rates);
    let name = budget.map_or("last year", |plan| plan.name.as_str());
    let first = year.first.plus(-12);
    let mut gaps = BTreeSet::new();
    let mut at = |rate: Result<Amount, Missing>| match rate {
        Ok(rate) => rate,
        Err(gap) => {
            gaps.insert(gap.sentence(name));
            Amount::ZERO
        }
    };
    // In the same month a year before, or in last year's budget.
    let rate_of = |currency: Currency, place: i32| match budget {
        Some(_) => rates.budget(currency),
        None => rates.actual(currency, first.plus(place)),
    };
    let place_in =
        |month: Month, first: Month| Some(month.months_since(first)).filter(|n| (0..12).contains(n));
    let mut places: HashMap<Option<Id>, usize> = HashMap::new();
    for (place, one) in year.years.iter_mut().enumerate() {
        (one.budget, one.actual_at_budget) = ([Amount::ZERO; 12], [Amount::ZERO; 12]);
        places.insert(one.line, place);
    }
    for &(line, currency, month, amount) in call.posted(year.first.first_day(), year.until)?.iter() {
        let (Some(n), Some(place)) = (place_in(month, year.first), places.get(&line)) else { continue };
        add(&mut year.years[*place].actual_at_budget, n, amount.times(at(rate_of(currency, n)))?)?;
    }
    let mut put = |line: Option<Id>, n: i32, amount: Amount| -> Result<(), Error> {
        let place = *places.entry(line).or_insert_with(|| {
            year.years.push(nothing(line));
            year.years.len() - 1
        });
        add(&mut year.years[place].budget, n, amount)
    };
    match budget {
        None => {
            let last = first.plus(11).last_day();
            for &(line, currency, month, amount) in call.posted(first.first_day(), last)?.iter() {
                let Some(n) = place_in(month, first) else { continue };
                put(line, n, amount.times(at(rates.actual(currency, month)))?)?;
            }
        }
        Some(plan) => {
            for (line, months) in crate::plan::amounts(call, plan)? {
                let Some(currency) = year.lines.get(&line).map(|line| line.currency) else { continue };
                for (n, amount) in (0..).zip(months).filter(|(_, amount)| !amount.is_zero()) {
                    put(Some(line), n, amount.times(at(rates.budget(currency)))?)?;
                }
            }
        }
    }
    if !gaps.is_empty() {
        return Err(missing(gaps.into_iter().collect()));
    }
    year.years.sort_unstable_by_key(|year| (year.line.is_none(), year.line));
    let fiscal_year = settings.calendar().year_of(first);
    let name = budget.map_or_else(|| format!("FY{fiscal_year} actuals"), |plan| plan.name.clone());
    Ok(Baseline { plan: budget.map(|plan| plan.id), name, label: "Last year".to_owned() })
}

/// The same in the P&L view. An expense is recognised at the rate of the day it was paid, so that there is no effect of
/// currency from year to year to be told apart.
fn last_year_expensed(
    call: &Call<'_>,
    year: &mut FiscalYear,
    fiscal_year: i32,
    budget: Option<&Plan>,
) -> Result<Baseline, Error> {
    let asked = Asked { plan: budget, fiscal_year, through: None };
    let before = year::load_as(call, &asked, Recognition::Expense)?.map_err(missing)?;
    let mut places: HashMap<Option<Id>, usize> = HashMap::new();
    for (place, one) in year.years.iter_mut().enumerate() {
        (one.budget, one.actual_at_budget) = ([Amount::ZERO; 12], one.actual);
        places.insert(one.line, place);
    }
    for one in before.years {
        let mut months = if budget.is_some() { one.budget } else { one.actual };
        if budget.is_none() {
            months[before.closed..].fill(Amount::ZERO);
        }
        if months == [Amount::ZERO; 12] {
            continue;
        }
        let place = *places.entry(one.line).or_insert_with(|| {
            year.years.push(nothing(one.line));
            year.years.len() - 1
        });
        year.years[place].budget = months;
    }
    year.years.sort_unstable_by_key(|year| (year.line.is_none(), year.line));
    let name = budget.map_or_else(|| format!("FY{fiscal_year} actuals"), |plan| plan.name.clone());
    Ok(Baseline { plan: budget.map(|plan| plan.id), name, label: "Last year".to_owned() })
}

fn add(months: &mut Months, at: i32, amount: Amount) -> Result<(), Error> {
    if let Some(slot) = usize::try_from(at).ok().and_then(|at| months.get_mut(at)) {
        *slot = slot.plus(amount)?;
    }
    Ok(())
}

fn nothing(line: Option<Id>) -> Year {
    let none = [Amount::ZERO; 12];
    Year { line, group: 0, budget: none, actual: none, actual_at_budget: none, open: none, detail: None }
}
