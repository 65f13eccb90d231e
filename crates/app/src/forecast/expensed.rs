//! The P&L view of a forecast: depreciation in place of purchases, services paid in advance by their months. It is read
//! only, as methods and typed months are about what is paid.

use std::collections::{HashMap, HashSet};

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
    for one in &mut loaded.lines {
        let nothing = [Amount::ZERO; 12];
        (one.budget, one.actual, one.forecast, one.compared) = (nothing, nothing, nothing, nothing);
    }
    // What was bought in years before costs something on lines that have nothing else in this one.
    let known: HashSet<Id> = loaded.lines.iter().map(|one| one.line.id).collect();
    let more = |id: &Id| !known.contains(id);
    let missing_lines: HashSet<Id> = planned.keys().copied().filter(more).collect();
    if !missing_lines.is_empty() {
        let lines =
            store::budget::lines(call.tx)?.into_iter().filter(|line| missing_lines.contains(&line.id));
        loaded.lines.extend(lines.map(One::new));
        loaded.lines.sort_unstable_by_key(|one| one.line.id);
    }
    for one in &mut loaded.lines {
        let id = one.line.id;
        if let Some(year) = planned.get(&id) {
            (one.budget, one.actual, one.forecast) = (year.budget, year.actual, year.open);
        }
        if let Some(shown) = &shown {
            one.forecast = shown.get(&id).map_or([Amount::ZERO; 12], |year| year.budget);
        }
        if let Some(year) = compared.as_ref().and_then(|compared| compared.get(&id)) {
            one.compared = year.budget;
        }
    }
    loaded.recognition = Recognition::Expense;
    Ok(())
}
