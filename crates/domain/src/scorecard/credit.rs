//! Service credits: what a missed service level gives back, and until when it can be claimed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::{add_days, add_months};
use crate::explain::{Figure, Steps};
use crate::{Amount, Currency, Error, Problem};

/// A period's service level and what the contract says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// What was delivered, such as 99.2 (percent available).
    pub achieved: Amount,
    /// What is due below which level, in any order.
    pub tiers: Vec<Tier>,
    /// The recurring charge of the period, 0 or more.
    pub charge: Amount,
    /// Its currency, to which the credit is rounded; without it, to two decimals.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// The last day of the period.
    pub period_end: NaiveDate,
    /// How many days after the period's end it can be claimed.
    #[serde(default)]
    pub claim_days: Option<i64>,
    /// Or how many months, held to the last day of a shorter month.
    #[serde(default)]
    pub claim_months: Option<i32>,
}

/// One step of a contract's credits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tier {
    /// Due when less than this is achieved.
    pub below: Amount,
    /// Percent of the charge, 0 to 100.
    pub percent: Amount,
}

/// What is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Credit {
    /// Percent of the charge; 0 where every level is met.
    pub percent: Amount,
    /// The credit, rounded to the currency.
    pub amount: Amount,
    /// The last day to claim it; `None` where nothing is due or no deadline is agreed.
    pub claim_by: Option<NaiveDate>,
}

/// The credit of a period: percentage of the lowest tier it falls below × the period's recurring charge.
///
/// Errors: percentages out of 0 to 100, a negative charge, a negative or double deadline, dates past the year 9999.
///
/// ```
/// use domain::explain::Steps;
/// use domain::scorecard::credit::{Claim, due};
/// let claim: Claim = serde_json::from_str(
///     r#"{"achieved": "98.7", "tiers": [{"below": "99.9", "percent": 10}, {"below": "99", "percent": 25}],
///         "charge": 1200, "currency": "EUR", "period_end": "2026-01-31", "claim_months": 1}"#)?;
/// let credit = due(&claim, &mut Steps::off())?;
/// assert_eq!(credit.amount.to_string(), "300.00");
/// assert_eq!(credit.claim_by.map(|day| day.to_string()), Some("2026-02-28".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn due(claim: &Claim, steps: &mut Steps) -> Result<Credit, Error> {
    Error::unless_empty(problems(claim))?;
    let missed = claim.tiers.iter().filter(|tier| claim.achieved < tier.below).min_by_key(|tier| tier.below);
    let percent = missed.map_or(Amount::ZERO, |tier| tier.percent);
    let decimals = claim.currency.map_or(2, Currency::decimals);
    let amount = claim.charge.times(percent)?.over(Amount::HUNDRED)?.round(decimals);
    steps.note("Service credit", "percentage of the tier × charge of the period", amount, || {
        vec![
            ("achieved", claim.achieved.into()),
            ("tier", Figure::Percent(percent)),
            ("charge", claim.charge.into()),
        ]
    });
    let claim_by = match (claim.claim_days, claim.claim_months) {
        _ if amount.is_zero() => None,
        (Some(days), _) => Some(add_days(claim.period_end, days)?),
        (None, Some(months)) => Some(add_months(claim.period_end, months)?),
        (None, None) => None,
    };
    if let Some(day) = claim_by {
        steps.note("Claim by", "end of the period + time to claim", day, || {
            vec![("end of the period", claim.period_end.into())]
        });
    }
    Ok(Credit { percent, amount, claim_by })
}

fn problems(claim: &Claim) -> Vec<Problem> {
    let mut problems = Vec::new();
    for tier in claim.tiers.iter().filter(|tier| !super::is_score(tier.percent)) {
        let message = format!("The credit below {} is {} %: it must be 0 to 100.", tier.below, tier.percent);
        problems.push(Problem::new("tiers", message));
    }
    if claim.charge.is_negative() {
        problems.push(Problem::new("charge", "The charge of the period must be 0 or more."));
    }
    if claim.claim_days.is_some() && claim.claim_months.is_some() {
        problems.push(Problem::new("claim_days", "Give the time to claim in days or in months, not both."));
    }
    if claim.claim_days.is_some_and(i64::is_negative) || claim.claim_months.is_some_and(i32::is_negative) {
        problems.push(Problem::new("claim_days", "The time to claim must be 0 or more."));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::lines;

    const CLAIM: &str = r#""tiers": [{"below": 99, "percent": 25}, {"below": "99.9", "percent": 10}, {"below": 95, "percent": 100}],
        "charge": "1000.25", "period_end": "2026-01-31""#;

    fn credit(fields: &str) -> Result<Credit, Error> {
        due(&serde_json::from_str(&format!("{{{CLAIM}, {fields}}}")).unwrap(), &mut Steps::off())
    }

    #[test]
    fn the_lowest_tier_that_is_missed_counts() {
        for (fields, percent, amount, claim_by) in [
            (r#""achieved": "99.95""#, "0", "0.00", None),
            (r#""achieved": "99.9", "claim_days": 30"#, "0", "0.00", None),
            (r#""achieved": "99.89", "claim_days": 30"#, "10", "100.03", Some("2026-03-02")),
            (r#""achieved": 99, "claim_months": 1"#, "10", "100.03", Some("2026-02-28")),
            (r#""achieved": "98.99", "currency": "JPY""#, "25", "250", None),
            (r#""achieved": 0, "claim_days": 0"#, "100", "1000.25", Some("2026-01-31")),
            (r#""achieved": 0, "claim_months": 0, "currency": "KWD""#, "100", "1000.250", Some("2026-01-31")),
        ] {
            let found = credit(fields).unwrap();
            assert_eq!(
                (found.percent.to_string(), found.amount.to_string()),
                (percent.into(), amount.into()),
                "{fields}"
            );
            assert_eq!(found.claim_by.map(|day| day.to_string()).as_deref(), claim_by, "{fields}");
        }
    }

    #[test]
    fn every_fault_is_named() {
        for (fields, expected) in [
            (
                r#""achieved": 0, "claim_days": 1, "claim_months": 1"#,
                "Give the time to claim in days or in months, not both.",
            ),
            (r#""achieved": 0, "claim_days": -1"#, "The time to claim must be 0 or more."),
            (r#""achieved": 0, "claim_months": -1"#, "The time to claim must be 0 or more."),
            (
                r#""achieved": 0, "claim_months": 2147483647"#,
                "A date here falls outside the years 0 to 9999.",
            ),
            (
                r#""achieved": 0, "claim_days": 9223372036854775807"#,
                "A date here falls outside the years 0 to 9999.",
            ),
        ] {
            assert_eq!(credit(fields).unwrap_err().to_string(), expected, "{fields}");
        }
        let claim = r#"{"achieved": 0, "tiers": [{"below": 99, "percent": 101}], "charge": -1, "period_end": "2026-01-31"}"#;
        assert_eq!(
            due(&serde_json::from_str(claim).unwrap(), &mut Steps::off()).unwrap_err().to_string(),
            "The credit below 99 is 101 %: it must be 0 to 100. The charge of the period must be 0 or more."
        );
    }

    #[test]
    fn the_steps_say_how() {
        let mut steps = Steps::on();
        let claim = format!(r#"{{{CLAIM}, "achieved": 98, "claim_days": 10}}"#);
        due(&serde_json::from_str(&claim).unwrap(), &mut steps).unwrap();
        assert_eq!(
            lines(&steps.taken()),
            [
                "Service credit: 250.06 = percentage of the tier × charge of the period (achieved 98, tier 25 %, charge 1000.25)",
                "Claim by: 2026-02-10 = end of the period + time to claim (end of the period 2026-01-31)",
            ]
        );
    }
}
