//! What waits for the user.

use domain::Amount;
use domain::overview::grouped;
use domain::plan::State;

use super::{Need, Overview, Tone};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

/// What waits for the user, the most urgent first; nothing that does not.
pub(super) fn needs(call: &Call<'_>, overview: &Overview, unexplained: usize) -> Result<Vec<Need>, Error> {
    let mut needs = Vec::new();
    let mut need = |label: &str, value: String, tone, page: &str| {
        needs.push(Need { label: label.to_owned(), value, tone, page: page.to_owned() });
    };
    let (_, unmatched) = store::actual::counts(call.tx)?;
    if unmatched > 0 {
        let all = grouped(Amount::from(i64::from(unmatched)));
        need("Actuals without a budget line", all, Tone::Warn, "actuals?state=unmatched");
    }
    if unexplained > 0 {
        let lines = counted(unexplained, "line", "lines");
        need("Variance over threshold, no comment", lines, Tone::Warn, "variance?view=unexplained");
    }
    if !overview.problems.is_empty() {
        let missing = overview.problems.len().to_string();
        need("Missing exchange rates", missing, Tone::Bad, "settings?section=rates");
    }
    for plan in store::plan::all(call.tx)?.iter().filter(|plan| plan.state == State::Submitted) {
        need("Submitted, not yet approved", plan.name.clone(), Tone::Neutral, "settings?section=plans");
    }
    let (without_category, without_owner) = store::budget::incomplete(call.tx)?;
    for (count, label) in [
        (without_category, "Budget lines without a category"),
        (without_owner, "Budget lines without an owner"),
    ] {
        if count > 0 {
            need(label, count.to_string(), Tone::Neutral, "budget");
        }
    }
    if overview.plan.is_none() {
        need("No plan for this fiscal year", overview.period.clone(), Tone::Warn, "settings?section=plans");
    }
    Ok(needs)
}
