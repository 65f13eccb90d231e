//! How the months of a line came about, each in a few words: what stands under the budget grid.

use domain::budget::Months;
use domain::depreciation::terms::Recognition;
use domain::{Amount, Currency, Id, Month};
use serde::{Deserialize, Serialize};

use super::grid::{depreciated, made};
use crate::Error;
use crate::budget::{LineDetail, LineOfPlan, detail};
use crate::journal::Entry;
use crate::open::Call;
use crate::scenario::{LineOfLayer, line_of_layer};

/// Which line is asked for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct HowOf {
    /// The plan.
    pub plan: Id,
    /// The line.
    pub line: Id,
    /// Whether what is bought counts when it is bought, or by its depreciation.
    #[serde(default)]
    pub recognition: Recognition,
}

/// How a line's months came about.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct How {
    /// The line.
    pub line: Id,
    /// A few words for each of the twelve months.
    pub months: Vec<String>,
    /// The same for the year.
    pub year: String,
    /// The line's currency.
    pub currency: Currency,
    /// What one unit of it is worth in the book's currency at the plan's budget rate; nothing where it is missing.
    pub rate: Option<Amount>,
    /// The book's currency.
    pub base: Currency,
}

pub(crate) fn how(call: &Call<'_>, of: HowOf) -> Result<How, Error> {
    let detail = detail(call, LineOfPlan { plan: of.plan, line: of.line })?;
    let currency = detail.line.currency;
    let terms = detail.depreciation.as_ref().filter(|_| of.recognition == Recognition::Expense);
    let layered = line_of_layer(call, &detail.plan, of.line)?;
    let by = |month: Option<usize>| -> Result<String, Error> {
        Ok(match (terms, &layered, detail.basis.as_ref()) {
            (Some(terms), _, _) => depreciated(terms),
            (None, Some(layered), _) => laid(layered, month),
            (None, None, None) => came(&detail),
            (None, None, basis) => made(call, basis, month, currency)?.how,
        })
    };
    let month = |(place, month): (usize, &Month)| -> Result<String, Error> {
        let by = by(Some(place))?;
        let changed = terms.is_none() && detail.changed.contains(month);
        Ok(if changed { format!("changed by hand; by the rule it was: {by}") } else { by })
    };
    let months = detail.months.iter().enumerate().map(month).collect::<Result<_, _>>()?;
    let (rate, base) = (detail.rate, detail.base_currency);
    Ok(How { line: of.line, months, year: by(None)?, currency, rate, base })
}

/// `from FY2027 Budget, then Cloud Services +5 %`, of a month or of the year.
fn laid(line: &LineOfLayer, month: Option<usize>) -> String {
    let touches = |change: &Months| month.is_none_or(|month| !change[month].is_zero());
    let changes = line.changes.iter().filter(|(_, change)| touches(change)).map(|(label, _)| label.as_str());
    let changes: Vec<&str> = changes.collect();
    let base = &line.base.name;
    if changes.is_empty() {
        format!("as in {base}")
    } else {
        format!("from {base}, then {}", changes.join(", then "))
    }
}

/// By what it was changed last, where no rule made it.
fn came(detail: &LineDetail) -> String {
    let word = |entry: &Entry| {
        let how = match entry.command.as_str() {
            "budget.edit" => "typed",
            "budget.paste" => "pasted",
            "budget.fill" => "filled",
            "budget.clear" => "cleared",
            "import.run" | "plan.create_from" | "plan.save" | "plan.new_version" | "journal.undo"
            | "forecast.recut" | "budget.split_line" | "budget.merge_lines" => {
                return Some(entry.summary.clone());
            }
            _ => return None,
        };
        Some(format!("{how} by {} on {}", entry.who, entry.at.get(..10).unwrap_or_default()))
    };
    detail.history.iter().find_map(word).unwrap_or_else(|| "typed, pasted or imported".to_owned())
}
