//! A file with the months of several years, or of none: which of them are the plan's.

use std::collections::{BTreeMap, BTreeSet};

use ::import::{Field, MonthRef, Question, Source};
use domain::calendar::FiscalCalendar;
use domain::plan::Plan;

use super::place::positions;
use crate::Error;
use crate::import::Job;

/// The columns of months, by the months they name.
fn planned(source: &Source, job: &Job) -> Result<Vec<(MonthRef, u32)>, Error> {
    let spoken = ::import::records::columns(source, job.kind, &job.options)?;
    let month = |spoken: &::import::records::Spoken| {
        let Field::Planned(month) = spoken.field else { return None };
        Some((month, spoken.column?))
    };
    Ok(spoken.iter().filter_map(month).collect())
}

/// Whether two columns are of the same month, or quarter, of two years. A file that goes over the end of a year has no such.
fn are_of_two_years(one: MonthRef, other: MonthRef) -> bool {
    match (one, other) {
        (MonthRef::Month { month: one }, MonthRef::Month { month: other }) => {
            one.number() == other.number() && one != other
        }
        (
            MonthRef::Quarter { quarter: one, year: Some(first) },
            MonthRef::Quarter { quarter: other, year: Some(second) },
        ) => one == other && first != second,
        _ => false,
    }
}

/// Of several years that a file has columns of months for, the one that is planned, a whole one if there is: that in the
/// name of the plan, else the next after the year that runs, else the last.
pub(super) fn planned_year(
    source: &Source,
    job: &Job,
    calendar: FiscalCalendar,
    running: i32,
) -> Result<Option<i32>, Error> {
    let mut years: BTreeMap<i32, BTreeSet<u32>> = BTreeMap::new();
    let columns = planned(source, job)?;
    let are_several =
        columns.iter().any(|(one, _)| columns.iter().any(|(other, _)| are_of_two_years(*one, *other)));
    if !are_several {
        return Ok(None);
    }
    for (month, _) in columns {
        match month {
            MonthRef::Month { month } => {
                years.entry(calendar.year_of(month)).or_default().insert(month.number());
            }
            MonthRef::Quarter { quarter, year: Some(year) } => {
                years.entry(year).or_default().extend((1..=3).map(|month| (quarter - 1) * 3 + month));
            }
            MonthRef::Quarter { year: None, .. }
            | MonthRef::Calendar { .. }
            | MonthRef::Fiscal { .. }
            | MonthRef::Year { .. } => {}
        }
    }
    let any_whole = years.values().any(|months| months.len() == 12);
    years.retain(|_, months| !any_whole || months.len() == 12);
    let years: Vec<i32> = years.into_keys().collect();
    let name = job.plan_name.as_deref().unwrap_or_default();
    let named = |year: &&i32| name.contains(&year.to_string());
    let next = years.iter().find(named).or(years.iter().find(|year| **year > running)).or(years.last());
    Ok(next.copied())
}

/// How the columns of a file go into a plan.
#[derive(Default)]
pub(super) struct OfItsYear {
    /// The job with the columns of the plan's year alone, where the file has others.
    pub(super) job: Option<Job>,
    pub(super) notes: Vec<String>,
    pub(super) questions: Vec<Question>,
}

/// Takes the months of the plan's year alone, and no quarter beside its months. What is left alone is said; where the year
/// is not whole, it is asked about.
pub(super) fn of_its_year(source: &Source, job: &Job, plan: &Plan) -> Result<OfItsYear, Error> {
    let (inside, outside): (Vec<_>, Vec<_>) =
        planned(source, job)?.into_iter().partition(|(month, _)| !positions(plan, *month).is_empty());
    let places = |wanted: &dyn Fn(MonthRef) -> bool| -> BTreeSet<usize> {
        let months = inside.iter().filter(|(month, _)| wanted(*month));
        months.flat_map(|(month, _)| positions(plan, *month)).collect()
    };
    let is_quarter = |month: MonthRef| matches!(month, MonthRef::Quarter { .. });
    let of_months = places(&|month| !is_quarter(month));
    let (sums, own): (Vec<_>, Vec<_>) = inside.iter().partition(|(month, _)| {
        is_quarter(*month) && positions(plan, *month).iter().all(|place| of_months.contains(place))
    });
    let mut found = OfItsYear::default();
    found.questions.extend(in_another_order(&own, plan));
    let is_whole = places(&|_| true).len() == 12;
    let of_several_years =
        outside.iter().any(|(other, _)| own.iter().any(|(one, _)| are_of_two_years(*one, *other)));
    // What only goes over the end of the year is no other year's: it stays a problem of its rows.
    let alone = !outside.is_empty() && (is_whole || of_several_years);
    if !alone && sums.is_empty() {
        return Ok(found);
    }
    if let Some(named) = in_words(&sums) {
        found.notes.push(format!("{named} add up months that have columns of their own: not read."));
    }
    if let Some(named) = in_words(&outside.iter().collect::<Vec<_>>()).filter(|_| alone) {
        let name = &plan.name;
        if is_whole {
            found.notes.push(format!(
                "The file has all months of {name} and others: the columns of {named} were left alone."
            ));
        } else {
            found.questions.push(Question::told(format!(
                "The file has months of several years: those of {name} were read, and the columns of {named} left alone. To \
                 read these too, import the file once more into the plan of their year."
            )));
        }
    }
    let mut of_its_year = job.clone();
    let is_month = |name: &str| matches!(::import::field_named(name, job.kind), Ok(Field::Planned(_)));
    of_its_year.options.map.retain(|(name, _)| !is_month(name));
    let read = own.into_iter().chain(outside.iter().filter(|_| !alone));
    let columns = read.map(|(month, column)| (month.to_string(), column.to_string()));
    of_its_year.options.map.extend(columns);
    found.job = Some(of_its_year);
    Ok(found)
}

/// The first of some months to the last.
fn in_words(columns: &[&(MonthRef, u32)]) -> Option<String> {
    match columns {
        [] => None,
        [(only, _)] => Some(only.to_string()),
        [(first, _), .., (last, _)] => Some(format!("{first} to {last}")),
    }
}

/// Asks where months without a year run in another order than those of the plan: from April to March in a year that
/// begins in January.
fn in_another_order(columns: &[&(MonthRef, u32)], plan: &Plan) -> Option<Question> {
    let named: Vec<MonthRef> = columns
        .iter()
        .map(|(month, _)| *month)
        .filter(|month| matches!(month, MonthRef::Calendar { .. }))
        .collect();
    let places: Vec<usize> = named.iter().flat_map(|month| positions(plan, *month)).collect();
    let (first, last) = (named.first()?, named.last()?);
    (!places.is_sorted()).then(|| {
        Question::told(format!(
            "The columns run from {first} to {last} without a year, but {} from {} to {}: each month was put into that year. If \
             some are of another year, write it beside them: {last} {}.",
            plan.name,
            plan.first_month,
            plan.first_month.plus(11),
            plan.first_month.year() + 1
        ))
    })
}
