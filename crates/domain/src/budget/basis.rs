//! How the twelve amounts of a line in a plan came about, where a rule made them: spread over a span of days, so many
//! at a unit price, people in a role, or a contract. What was typed, pasted or imported has no basis; the history tells of it.
//!
//! The rule is kept and the amounts are kept: a month whose amount is no longer what the rule gives was changed by hand.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Months;
use crate::explain::Steps;
use crate::spread;
use crate::{Amount, Currency, Error, Id, Month, Problem, Sum};

/// The rule that made a line's months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LineBasis"))]
pub enum Basis {
    /// An amount spread over a span of days.
    Spread(Spread),
    /// So many of something in each month, at a unit price.
    Quantity(Quantity),
    /// The people of a role.
    Role {
        /// The role.
        role: Id,
        /// Whether these months are its capitalised share; else they are the rest.
        capitalised: bool,
    },
    /// A share of what a contract costs.
    Contract {
        /// The contract.
        contract: Id,
        /// The percentage of it.
        share: Amount,
    },
}

/// An amount spread over a span of days; what falls outside the plan's year is not in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Spread {
    /// The whole amount, in the line's currency.
    pub amount: Amount,
    /// The first day, which counts.
    pub from: NaiveDate,
    /// The last day, which counts.
    pub to: NaiveDate,
    /// How it is shared out.
    pub method: spread::Method,
    /// For the profile: twelve weights by calendar month, January first.
    #[serde(default)]
    pub weights: Vec<Amount>,
}

/// So many of something in each month, at a unit price: price and volume can explain themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Quantity {
    /// What is counted: seats, devices, GB.
    pub unit: String,
    /// The price of one for a month, in the line's currency.
    pub price: Amount,
    /// How many in each of the plan's months.
    pub quantities: [Amount; 12],
}

impl Basis {
    /// The rule in a few words, for the history.
    pub fn words(&self) -> String {
        match self {
            Basis::Spread(spread) => {
                format!("{} spread from {} to {}", spread.amount, spread.from, spread.to)
            }
            Basis::Quantity(quantity) => format!("{} at {} each", quantity.unit, quantity.price),
            Basis::Role { capitalised: false, .. } => "People of a role".to_owned(),
            Basis::Role { capitalised: true, .. } => "Capitalised share of a role".to_owned(),
            Basis::Contract { share, .. } if *share == Amount::HUNDRED => "Schedule of a contract".to_owned(),
            Basis::Contract { share, .. } => format!("{} % of a contract", share.trimmed()),
        }
    }
}

impl Spread {
    /// Everything that is wrong with it.
    pub fn problems(&self, currency: Currency) -> Vec<Problem> {
        self.input(currency).problems()
    }

    fn input(&self, currency: Currency) -> spread::Input {
        spread::Input {
            amount: self.amount,
            currency,
            from: self.from,
            to: self.to,
            method: self.method,
            weights: self.weights.clone(),
        }
    }

    /// What falls on the twelve months from `first` on, and what falls outside them.
    ///
    /// ```
    /// use domain::budget::basis::Spread;
    /// use domain::{Amount, Month, explain::Steps};
    ///
    /// let spread: Spread = serde_json::from_str(
    ///     r#"{"amount": "1200", "from": "2026-10-01", "to": "2027-09-30", "method": "even"}"#,
    /// )?;
    /// let (months, outside) = spread.months("2026-07".parse()?, "EUR".parse()?, &mut Steps::off())?;
    /// assert_eq!((months[2], months[3], months[11]), (Amount::ZERO, 100.into(), Amount::from(100)));
    /// assert_eq!(outside, Amount::from(300));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn months(
        &self,
        first: Month,
        currency: Currency,
        steps: &mut Steps,
    ) -> Result<(Months, Amount), Error> {
        let mut months = [Amount::ZERO; 12];
        let mut outside = Sum::default();
        for part in spread::by_month(&self.input(currency), steps)? {
            let position = usize::try_from(part.month.months_since(first)).ok();
            match position.and_then(|position| months.get_mut(position)) {
                Some(amount) => *amount = part.amount,
                None => outside.add(part.amount),
            }
        }
        Ok((months, outside.total().map_err(Error::from)?))
    }
}

impl Quantity {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.unit.trim().is_empty() {
            problems.push(Problem::new("unit", "Say what is counted, such as seats, devices or GB."));
        }
        if self.price.is_negative() {
            problems.push(Problem::new("price", "A unit price is 0 or more; a credit is a line of its own."));
        }
        if self.quantities.iter().any(|quantity| quantity.is_negative()) {
            problems.push(Problem::new("quantities", "A quantity is 0 or more."));
        }
        problems
    }

    /// Quantity × unit price of each month, rounded to the currency.
    pub fn months(&self, currency: Currency) -> Result<Months, Error> {
        let mut months = [Amount::ZERO; 12];
        for (month, quantity) in months.iter_mut().zip(self.quantities) {
            *month = quantity.times(self.price)?.round(currency.decimals());
        }
        Ok(months)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spread(amount: &str, from: &str, to: &str, method: spread::Method) -> Spread {
        let [from, to] = [from, to].map(|day| day.parse().unwrap());
        Spread { amount: amount.parse().unwrap(), from, to, method, weights: Vec::new() }
    }

    // Source: numbers.md, “Spreading an amount over months”: 400 over 2017-08-20..2017-12-19.
    #[test]
    fn a_spread_fills_the_months_it_touches() {
        let eur = "EUR".parse().unwrap();
        for (method, expected) in [
            (spread::Method::Even, ["80.00", "80.00", "80.00", "80.00", "80.00"]),
            (spread::Method::Days, ["39.34", "98.36", "101.64", "98.36", "62.30"]),
        ] {
            let spread = spread("400", "2017-08-20", "2017-12-19", method);
            let (months, outside) =
                spread.months("2017-07".parse().unwrap(), eur, &mut Steps::off()).unwrap();
            assert_eq!(months[1..6].iter().map(Amount::to_string).collect::<Vec<_>>(), expected);
            assert!(outside.is_zero() && months[0].is_zero() && months[6].is_zero());
        }
    }

    #[test]
    fn a_quantity_has_a_price_and_a_name() {
        let mut quantity = Quantity {
            unit: "seats".into(),
            price: "88.005".parse().unwrap(),
            quantities: [Amount::from(3); 12],
        };
        assert_eq!(quantity.months("EUR".parse().unwrap()).unwrap()[4].to_string(), "264.02");
        assert!(quantity.problems().is_empty());
        quantity.unit = " ".into();
        quantity.price = Amount::from(-1);
        quantity.quantities[7] = Amount::from(-2);
        let fields: Vec<String> = quantity.problems().into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["unit", "price", "quantities"]);
    }

    proptest! {
        // What stands in the plan and what falls outside it are the whole amount, always.
        #[test]
        fn nothing_of_a_spread_is_lost(cents in -10_000_000_i64..10_000_000, start in 0_u64..800, days in 0_u64..900) {
            let from = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + chrono::Days::new(start);
            let spread = Spread {
                amount: Amount::new(cents, 2),
                from,
                to: from + chrono::Days::new(days),
                method: spread::Method::Days,
                weights: Vec::new(),
            };
            let first = "2025-07".parse().unwrap();
            let (months, outside) = spread.months(first, "EUR".parse().unwrap(), &mut Steps::off()).unwrap();
            let sum: Sum = months.into_iter().chain([outside]).collect();
            prop_assert_eq!(sum.total().unwrap(), Amount::new(cents, 2));
        }
    }
}
