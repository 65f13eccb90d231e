//! A file with the months of several years: those of one are the plan's.

use std::collections::{BTreeMap, BTreeSet};

use ::import::{Field, MonthRef, Source};
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

/// Of several whole years that a file has a column a month for, the one that is planned: that in the name of the plan,
/// else the next after the year that runs, else the last.
pub(super) fn planned_year(
    source: &Source,
    job: &Job,
    calendar: FiscalCalendar,
    running: i32,
) -> Result<Option<i32>, Error> {
    let mut years: BTreeMap<i32, BTreeSet<u32>> = BTreeMap::new();
    for (month, _) in planned(source, job)? {
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
    let whole: Vec<i32> =
        years.into_iter().filter(|(_, months)| months.len() == 12).map(|(year, _)| year).collect();
    let name = job.plan_name.as_deref().unwrap_or_default();
    let named = |year: &&i32| name.contains(&year.to_string());
    let next = whole.iter().find(named).or(whole.iter().find(|year| **year > running)).or(whole.last());
    Ok(next.copied().filter(|_| whole.len() > 1))
}

/// The job with the months of the plan's year alone, and what to say of the others; `None` unless the file has all months
/// of that year and some of another.
pub(super) fn of_its_year(source: &Source, job: &Job, plan: &Plan) -> Result<Option<(Job, String)>, Error> {
    let (inside, outside): (Vec<_>, Vec<_>) =
        planned(source, job)?.into_iter().partition(|(month, _)| !positions(plan, *month).is_empty());
    let places: BTreeSet<usize> = inside.iter().flat_map(|(month, _)| positions(plan, *month)).collect();
    let (Some((first, _)), Some((last, _)), 12) = (outside.first(), outside.last(), places.len()) else {
        return Ok(None);
    };
    let mut own = job.clone();
    let columns = inside.iter().map(|(month, column)| (month.to_string(), column.to_string()));
    let is_month = |name: &str| matches!(::import::field_named(name, job.kind), Ok(Field::Planned(_)));
    own.options.map.retain(|(name, _)| !is_month(name));
    own.options.map.extend(columns);
    let note = format!(
        "The file has all months of {} and others: the columns of {first} to {last} were left alone.",
        plan.name
    );
    Ok(Some((own, note)))
}
