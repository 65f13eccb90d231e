//! The P&L view of a forecast: depreciation in place of purchases, services paid in advance by their months. It is read
//! only, as methods and typed months are about what is paid.

use std::collections::{HashMap, HashSet};

use domain::budget::Line;
use domain::depreciation::terms::Recognition;
use domain::plan::Plan;
use domain::variance::Year;
use domain::{Amount, Id};

use super::load::{Loaded, One};
use crate::Error;
use crate::open::Call;
use crate::variance::missing;
use crate::year::{self, Asked};

/// Turns what a loaded year pays into what it costs. The newest forecast has the open months as every other screen has
/// them; an earlier one has its own months, as it was cut.
pub(super) fn expense(call: &Call<'_>, loaded: &mut Loaded) -> Result<(), Error> {
    let of = |plan: Option<&Plan>| -> Result<HashMap<Id, Year>, Error> {
        let asked = Asked { plan, fiscal_year: loaded.fiscal_year, through: None };
        let year = year::load_as(call, &asked, Recognition::Expense)?.map_err(missing)?;
        Ok(year.years.into_iter().filter_map(|one| Some((one.line?, one))).collect())
    };
    let planned = of(loaded.budget.as_ref())?;
    let shown =
        loaded.forecast.as_ref().filter(|_| !loaded.is_newest).map(|plan| of(Some(plan))).transpose()?;
    let compared = loaded.compare.as_ref().map(|plan| of(Some(plan))).transpose()?;
    // What was bought in years before costs something on lines that have nothing else in this one.
    let known: HashSet<Id> = loaded.lines.iter().map(|one| one.line.id).collect();
    if planned.keys().any(|id| !known.contains(id)) {
        let lines = store::budget::lines(call.tx)?.into_iter();
        let costs = |line: &Line| planned.contains_key(&line.id) && !known.contains(&line.id);
        loaded.lines.extend(lines.filter(costs).map(One::new));
        loaded.lines.sort_unstable_by_key(|one| one.line.id);
    }
    let nothing = [Amount::ZERO; 12];
    for one in &mut loaded.lines {
        let of = |years: &HashMap<Id, Year>| years.get(&one.line.id).map_or(nothing, |year| year.budget);
        let (actual, open) =
            planned.get(&one.line.id).map_or((nothing, nothing), |year| (year.actual, year.open));
        (one.budget, one.actual) = (of(&planned), actual);
        one.forecast = shown.as_ref().map_or(open, of);
        one.compared = compared.as_ref().map_or(nothing, of);
    }
    loaded.recognition = Recognition::Expense;
    Ok(())
}
