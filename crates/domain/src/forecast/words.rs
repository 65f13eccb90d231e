//! The sentences of the Forecast screen, computed from its figures.

use super::accuracy::Accuracy;
use crate::overview::{difference, short};
use crate::{Amount, Currency};

/// Where the year ends: “The year ends at 10.3 M USD, 96 k over budget and 12 k more than in Forecast 3+9”.
pub fn finding(
    year: Amount,
    budget: Option<Amount>,
    before: Option<(&str, Amount)>,
    currency: Currency,
) -> String {
    let mut parts = Vec::new();
    if let Some(variance) = budget.and_then(|budget| budget.minus(year).ok()) {
        parts.push(format!("{}{}", difference(variance), of_budget(variance)));
    }
    if let Some((name, more)) = before.and_then(|(name, before)| Some((name, year.minus(before).ok()?))) {
        parts.push(match more {
            same if same.round(0).is_zero() => format!("as in {name}"),
            less if less.is_negative() => format!("{} less than in {name}", short(less.abs())),
            more => format!("{} more than in {name}", short(more)),
        });
    }
    let beside = if parts.is_empty() { String::new() } else { format!(", {}", parts.join(" and ")) };
    format!("The year ends at {} {currency}{beside}", short(year))
}

/// `on budget` says it already.
fn of_budget(variance: Amount) -> &'static str {
    if variance.round(0).is_zero() { "" } else { " budget" }
}

/// How far a method was off: `3.1 %`, or an amount a month where there is no percentage.
pub fn off(accuracy: &Accuracy, currency: Currency) -> String {
    match (accuracy.mape.filter(|_| accuracy.without_percent == 0), accuracy.mae) {
        (Some(percent), _) => format!("{} %", percent.round(1)),
        (None, Some(amount)) => format!("{} {currency} a month", short(amount)),
        (None, None) => "not known".to_owned(),
    }
}

/// The better method beside the one in use: “Run-rate would have been 3.1 % off, remaining budget 9.8 %”.
pub fn proposal(better: (&str, &Accuracy), in_use: (&str, &Accuracy), currency: Currency) -> String {
    format!(
        "{} would have been {} off, {} {}",
        better.0,
        off(better.1, currency),
        in_use.0.to_lowercase(),
        off(in_use.1, currency)
    )
}

#[cfg(test)]
mod tests {
    use super::super::accuracy::{Past, accuracy};
    use super::*;
    use crate::explain::Steps;

    #[test]
    fn the_finding_says_where_the_year_ends() {
        let eur = "EUR".parse().unwrap();
        let amount = |units: Option<i64>| units.map(Amount::from);
        for (year, budget, before, expected) in [
            (
                10_346_000,
                Some(10_250_000),
                Some(10_334_000),
                "The year ends at 10.3 M EUR, 96 k over budget and 12 k more than in 3+9",
            ),
            (1_200, Some(1_300), None, "The year ends at 1.2 k EUR, 100 under budget"),
            (1_200, Some(1_200), Some(1_200), "The year ends at 1.2 k EUR, on budget and as in 3+9"),
            (1_200, None, Some(1_250), "The year ends at 1.2 k EUR, 50 less than in 3+9"),
            (0, None, None, "The year ends at 0 EUR"),
        ] {
            let before = amount(before).map(|before| ("3+9", before));
            assert_eq!(finding(Amount::from(year), amount(budget), before, eur), expected);
        }
    }

    #[test]
    fn a_proposal_says_both_errors() {
        let of = |forecast: i64, actual: i64| {
            let past = [Past { forecast: forecast.into(), actual: actual.into() }];
            accuracy(&past, &mut Steps::off()).unwrap()
        };
        let eur = "EUR".parse().unwrap();
        let said = proposal(("Run-rate", &of(1_031, 1_000)), ("Remaining budget", &of(1_098, 1_000)), eur);
        assert_eq!(said, "Run-rate would have been 3.1 % off, remaining budget 9.8 %");
        let said = proposal(("Trend", &of(5, 0)), ("Manual", &of(12_000, 0)), eur);
        assert_eq!(said, "Trend would have been 5 EUR a month off, manual 12 k EUR a month");
        assert_eq!(off(&accuracy(&[], &mut Steps::off()).unwrap(), eur), "not known");
    }
}
