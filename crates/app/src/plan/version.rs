//! A correction of an approved plan is a new version of it, and what it changed is called *restated*.

use std::collections::{BTreeMap, HashMap};

use domain::budget::Months;
use domain::overview::short;
use domain::plan::{Plan, next_name};
use domain::rate::Rates;
use domain::{Amount, Currency, Id, Sum};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::budget::Key;
use crate::open::Call;
use crate::variance::missing;
use crate::words::counted;

/// A plan to be corrected.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NewVersion {
    /// The approved plan.
    pub plan: Id,
    /// What the new version is called; `… v2` if not given.
    pub name: Option<String>,
}

pub(crate) fn new_version(call: &Call<'_>, new: NewVersion) -> Result<(Plan, String), Error> {
    let plan = store::plan::get(call.tx, new.plan)?;
    if !plan.is_frozen() {
        let message = format!("“{}” is not approved: change it as it is.", plan.name);
        return Err(Error::Conflict(message));
    }
    let plans = store::plan::all(call.tx)?;
    let later = plans.iter().find(|other| other.version_of == Some(plan.id));
    if let Some(later) = later {
        let message = if later.is_frozen() {
            format!("“{}” was corrected by “{}”. Make a new version of that one.", plan.name, later.name)
        } else {
            format!("“{}” is a new version of “{}” already: change that one.", later.name, plan.name)
        };
        return Err(Error::Conflict(message));
    }
    let name = new.name.unwrap_or_else(|| next_name(&plans, &plan));
    let draft = domain::plan::Draft {
        id: None,
        name: name.trim().to_owned(),
        kind: plan.kind,
        fiscal_year: plan.fiscal_year,
        copy_of: None,
    };
    Error::unless_empty(draft.problems(&plans))?;
    let id = store::plan::new_version(call.tx, &plan, &draft.name)?;
    let saved = store::plan::get(call.tx, id)?;
    let summary = format!("Add “{}” as version {} of “{}”", saved.name, saved.version, plan.name);
    Ok((saved, summary))
}

/// A version of a plan beside the one before.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PlanVersion"))]
pub struct Version {
    /// The version.
    pub plan: Plan,
    /// The year it plans, in the book's currency.
    pub total: Amount,
    /// What it adds to the version before; nothing for the first.
    pub restated: Option<Amount>,
}

/// A line that a correction changed.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RestatedLine {
    /// The line.
    pub line: Id,
    /// What is bought.
    pub label: String,
    /// What is added to the first version over the year, in the book's currency.
    pub restated: Amount,
}

/// The versions of a plan.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PlanVersions"))]
pub struct Versions {
    /// What was corrected, in a sentence.
    pub finding: String,
    /// The currency of every figure.
    pub currency: Currency,
    /// The plan and those that it corrects, the newest first.
    pub versions: Vec<Version>,
    /// What it adds to the first version, by line, the largest first.
    pub lines: Vec<RestatedLine>,
}

pub(crate) fn versions(call: &Call<'_>, key: Key) -> Result<Versions, Error> {
    let plan = store::plan::get(call.tx, key.id)?;
    let plans = store::plan::all(call.tx)?;
    let currency = call.settings()?.currency;
    let mut rows: Vec<Version> = Vec::new();
    for one in domain::plan::versions(&plans, &plan) {
        let figures = in_base(call, one)?;
        let total = figures.values().flatten().copied().collect::<Sum>().total()?.round(currency.decimals());
        if let Some(later) = rows.last_mut() {
            later.restated = Some(later.total.minus(total)?);
        }
        rows.push(Version { plan: one.clone(), total, restated: None });
    }
    let labels: HashMap<Id, String> =
        store::budget::lines(call.tx)?.into_iter().map(|line| (line.id, line.description)).collect();
    let mut lines = Vec::new();
    for (line, months) in restated(call, &plan)? {
        let label = labels.get(&line).cloned().unwrap_or_default();
        let restated = months.into_iter().collect::<Sum>().total()?.round(currency.decimals());
        lines.push(RestatedLine { line, label, restated });
    }
    lines.sort_by_key(|line| (std::cmp::Reverse(line.restated.abs()), line.line));
    let finding = finding(&rows, lines.len(), currency)?;
    Ok(Versions { finding, currency, versions: rows, lines })
}

/// “Version 2 restates the first approval by +225 EUR on 2 lines”.
fn finding(versions: &[Version], lines: usize, currency: Currency) -> Result<String, Error> {
    let (Some(newest), Some(first)) = (versions.first(), versions.last()) else { return Ok(String::new()) };
    let number = newest.plan.version;
    if versions.len() == 1 {
        return Ok(format!("“{}” corrects no other plan", newest.plan.name));
    }
    let restated = newest.total.minus(first.total)?;
    let on = counted(lines, "line", "lines");
    Ok(match (lines, restated.is_zero()) {
        (0, _) => format!("Version {number} restates nothing so far"),
        (_, true) => format!("Version {number} moves money between {on} and restates no total"),
        (_, false) => {
            let sign = if restated.is_negative() { "\u{2212}" } else { "+" };
            let size = short(restated.abs());
            format!("Version {number} restates what was approved first by {sign}{size} {currency}, on {on}")
        }
    })
}

/// The version that was approved first, where the plan is a correction of it.
pub(crate) fn original(call: &Call<'_>, plan: &Plan) -> Result<Option<Plan>, Error> {
    let plans = store::plan::all(call.tx)?;
    let first = domain::plan::versions(&plans, plan).last().map(|first| (*first).clone());
    Ok(first.filter(|first| first.id != plan.id))
}

/// What a plan adds to each line and month of its first approved version, in the book's currency, each version at its
/// own rates; nothing if it corrects none. A missing rate is a refusal that names it.
pub(crate) fn restated(call: &Call<'_>, plan: &Plan) -> Result<BTreeMap<Id, Months>, Error> {
    let Some(first) = original(call, plan)? else { return Ok(BTreeMap::new()) };
    Ok(domain::variance::restated(&in_base(call, &first)?, &in_base(call, plan)?)?)
}

/// A plan's amounts in the book's currency, by line.
pub(crate) fn in_base(call: &Call<'_>, plan: &Plan) -> Result<BTreeMap<Id, Months>, Error> {
    let rates = Rates::new(call.settings()?.currency, Some(plan.id), &crate::plan::rates(call)?);
    let mut found = BTreeMap::new();
    for (line, mut months) in super::figures(call, plan)? {
        if months.iter().all(|amount| amount.is_zero()) {
            continue;
        }
        let rate = rates.budget(line.currency).map_err(|gap| missing(vec![gap.sentence(&plan.name)]))?;
        if rate != Amount::ONE {
            for amount in &mut months {
                *amount = amount.times(rate)?;
            }
        }
        found.insert(line.id, months);
    }
    Ok(found)
}
