//! Minimum spend that was promised to a vendor, and how far it will be missed.

use serde::{Deserialize, Serialize};

use crate::explain::{Figure, Steps};
use crate::variance::percent;
use crate::{Amount, Error, Problem, Sum};

/// A minimum commitment and what counts towards it, all in the currency and for the term of the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// What was promised to be spent at least; 0 or more.
    pub minimum: Amount,
    /// What was posted to date; below 0 where credits outweigh the invoices.
    pub actual: Amount,
    /// What the rest of the term will cost by contracts and orders already; 0 or more.
    #[serde(default)]
    pub contracted: Amount,
}

/// How a commitment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// What will be missing at the end unless more is bought; never below 0.
    pub shortfall: Amount,
    /// What is posted or contracted already.
    pub covered: Amount,
    /// What is posted in percent of the minimum, to one decimal; `None` where the minimum is 0.
    pub used: Option<Amount>,
}

impl Input {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        [
            ("minimum", self.minimum, "The minimum is below 0. Give 0 or more."),
            ("contracted", self.contracted, "What is contracted for the rest is below 0. Give 0 or more."),
        ]
        .into_iter()
        .filter(|(_, amount, _)| amount.is_negative())
        .map(|(field, _, message)| Problem::new(field, message))
        .collect()
    }
}

/// How a minimum commitment stands: shortfall = max(0, minimum − actual to date − contracted rest).
///
/// Exact, nothing is rounded but the percentage. [`Error::Invalid`] for a minimum or a contracted rest below 0.
///
/// ```
/// use domain::commitment::{Input, standing};
/// use domain::explain::Steps;
/// let cloud = Input { minimum: 1_000_000.into(), actual: 420_000.into(), contracted: 380_000.into() };
/// let standing = standing(&cloud, &mut Steps::off())?;
/// assert_eq!(standing.shortfall.to_string(), "200000");
/// assert_eq!(standing.used.map(|percent| percent.to_string()), Some("42.0".to_owned()));
/// # Ok::<(), domain::Error>(())
/// ```
pub fn standing(input: &Input, steps: &mut Steps) -> Result<Standing, Error> {
    Error::unless_empty(input.problems())?;
    let covered = input.actual.plus(input.contracted)?;
    // One exact sum, so that no digit is rounded twice.
    let missing: Sum = [input.minimum, -input.actual, -input.contracted].into_iter().collect();
    let shortfall = missing.total()?.max(Amount::ZERO);
    let used = percent(input.actual, input.minimum);
    if let Some(used) = used {
        steps.note("Used", "actual ÷ minimum", Figure::Percent(used), || {
            vec![("actual", input.actual.into()), ("minimum", input.minimum.into())]
        });
    }
    steps.note("Shortfall", "minimum − actual − contracted rest, at least 0", shortfall, || {
        vec![
            ("minimum", input.minimum.into()),
            ("actual", input.actual.into()),
            ("contracted rest", input.contracted.into()),
        ]
    });
    Ok(Standing { shortfall, covered, used })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain;
    use proptest::prelude::*;

    fn input(minimum: &str, actual: &str, contracted: &str) -> Input {
        Input {
            minimum: minimum.parse().unwrap(),
            actual: actual.parse().unwrap(),
            contracted: contracted.parse().unwrap(),
        }
    }

    #[test]
    fn a_commitment_is_missed_or_reached() {
        for (minimum, actual, contracted, expected) in [
            // Source: the rule of design/numbers.md, “Contracts”.
            ("1000", "400", "250", r#"{"shortfall":"350","covered":"650","used":"40.0"}"#),
            ("1000", "400", "599.99", r#"{"shortfall":"0.01","covered":"999.99","used":"40.0"}"#),
            ("1000", "400", "600", r#"{"shortfall":"0","covered":"1000","used":"40.0"}"#),
            ("1000", "1400", "0", r#"{"shortfall":"0","covered":"1400","used":"140.0"}"#),
            ("1000", "-50", "0", r#"{"shortfall":"1050","covered":"-50","used":"-5.0"}"#),
            ("0", "5", "0", r#"{"shortfall":"0","covered":"5","used":null}"#),
        ] {
            let standing = standing(&input(minimum, actual, contracted), &mut Steps::off()).unwrap();
            assert_eq!(
                serde_json::to_string(&standing).unwrap(),
                expected,
                "{minimum} {actual} {contracted}"
            );
        }
    }

    #[test]
    fn what_is_no_commitment_says_why() {
        let found = standing(&input("-1", "0", "-0.01"), &mut Steps::off()).unwrap_err();
        assert_eq!(
            found.to_string(),
            "The minimum is below 0. Give 0 or more. What is contracted for the rest is below 0. Give 0 or more."
        );
        let most = "79228162514264337593543950335";
        let found = standing(&input("0", most, most), &mut Steps::off()).unwrap_err();
        assert_eq!(found, Error::Money(crate::money::Error::TooLarge));
    }

    #[test]
    fn the_shortfall_tells_how_it_came_about() {
        let mut steps = Steps::on();
        standing(&input("1000", "400", "250"), &mut steps).unwrap();
        assert_eq!(
            explain::lines(&steps.taken()),
            [
                "Used: 40.0 % = actual ÷ minimum (actual 400, minimum 1000)",
                "Shortfall: 350 = minimum − actual − contracted rest, at least 0 (minimum 1000, actual 400, contracted rest 250)",
            ]
        );
    }

    #[test]
    fn a_commitment_is_read_without_a_contracted_rest() {
        let found: Input = serde_json::from_str(r#"{"minimum": "1000", "actual": 400}"#).unwrap();
        assert_eq!(found, input("1000", "400", "0"));
    }

    proptest! {
        #[test]
        fn a_shortfall_is_never_below_0_and_0_once_reached(
            minimum in 0i64.., actual in any::<i64>(), contracted in 0i64.., scale in 0u32..29
        ) {
            let amount = |units| Amount::new(units, scale);
            let input = Input { minimum: amount(minimum), actual: amount(actual), contracted: amount(contracted) };
            let found = standing(&input, &mut Steps::off()).unwrap();
            prop_assert!(!found.shortfall.is_negative());
            prop_assert_eq!(found.covered >= input.minimum, found.shortfall.is_zero());
            if !found.shortfall.is_zero() {
                prop_assert_eq!(found.shortfall.plus(found.covered).unwrap(), input.minimum);
            }
        }
    }
}
