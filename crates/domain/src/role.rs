//! Staff: people in a role, what they cost with everything that comes on top of their pay, from when to when, and which
//! share of their work is capitalised. A role gives the plan a line in OpEx, and one in CapEx for the capitalised share.

use serde::{Deserialize, Serialize};

use crate::budget::Months;
use crate::{Amount, Currency, Error, Id, Month, Problem};

/// A role of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Role"))]
pub struct Role {
    /// Its number; none for a new one.
    pub id: Option<Id>,
    /// The plan it stands in.
    pub plan: Id,
    /// What the people do: Platform engineer.
    pub title: String,
    /// Where they work.
    pub department: Option<Id>,
    /// The category of its lines.
    pub category: Option<Id>,
    /// Full-time posts, 0 or more; half a post is 0.5.
    pub headcount: Amount,
    /// The loaded cost of one full-time post in a year: pay, social security, benefits.
    pub yearly: Amount,
    /// The currency of that cost.
    pub currency: Currency,
    /// The first month it costs something; from the start of the year if none is given.
    pub first: Option<Month>,
    /// The last month it costs something; to the end of the year if none is given.
    pub last: Option<Month>,
    /// The month from which the raise counts.
    pub raise_month: Option<Month>,
    /// The raise in percent.
    pub raise_percent: Option<Amount>,
    /// The share of their work that is capitalised, in percent, 0 to 100.
    pub capitalised: Amount,
    /// Notes.
    pub notes: String,
    /// The line of what is expensed; made with the role.
    pub line: Option<Id>,
    /// The line of what is capitalised; made as soon as a share is.
    pub capital_line: Option<Id>,
}

/// What a role costs in the twelve months of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// What is expensed.
    pub expensed: Months,
    /// What is capitalised.
    pub capitalised: Months,
}

impl Role {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut say = |field: &str, message: &str| problems.push(Problem::new(field, message));
        if self.title.trim().is_empty() {
            say("title", "Say what the role is, such as Platform engineer.");
        }
        if self.headcount.is_negative() {
            say("headcount", "Give the number of full-time posts: 0 or more, 0.5 for half a post.");
        }
        if self.yearly.is_negative() {
            say("yearly", "Give what one full-time post costs in a year, all in: 0 or more.");
        }
        if self.capitalised.is_negative() || self.capitalised > Amount::HUNDRED {
            say("capitalised", "The capitalised share lies between 0 and 100 %.");
        }
        if self.first.zip(self.last).is_some_and(|(first, last)| last < first) {
            say("last", "The last month is before the first. Exchange them or correct one.");
        }
        if self.raise_percent.is_some_and(|percent| percent <= -Amount::HUNDRED) {
            say("raise_percent", "A raise is more than −100 %.");
        }
        match (self.raise_month, self.raise_percent) {
            (Some(_), None) => say("raise_percent", "Say by how many percent the pay rises."),
            (None, Some(_)) => say("raise_month", "Say from which month the raise counts."),
            _ => {}
        }
        problems
    }

    fn works_in(&self, month: Month) -> bool {
        self.first.is_none_or(|first| month >= first) && self.last.is_none_or(|last| month <= last)
    }

    /// Headcount × loaded cost ÷ 12 for each month from start to end, with the raise from its month on.
    ///
    /// A year at one pay is split into twelve so that the months tie to it to the cent; the capitalised share of a
    /// month is rounded, and what is left of the month is expensed.
    ///
    /// ```
    /// use domain::role::Role;
    /// let role: Role = serde_json::from_str(r#"{
    ///     "id": null, "plan": 1, "title": "Engineer", "department": null, "category": null, "headcount": "2",
    ///     "yearly": "120000", "currency": "EUR", "first": "2026-09", "last": null, "raise_month": "2027-01",
    ///     "raise_percent": "3", "capitalised": "40", "notes": "", "line": null, "capital_line": null}"#)?;
    /// let cost = role.cost("2026-07".parse()?)?;
    /// assert_eq!((cost.expensed[1].to_string(), cost.expensed[2].to_string()), ("0".into(), "12000.00".into()));
    /// assert_eq!((cost.expensed[6].to_string(), cost.capitalised[6].to_string()), ("12360.00".into(), "8240.00".into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn cost(&self, first: Month) -> Result<Cost, Error> {
        let year = self.headcount.times(self.yearly)?.round(self.currency.decimals());
        let before = twelfths(year, self.currency)?;
        let after = match self.raise_percent {
            Some(percent) => {
                let factor = Amount::HUNDRED.plus(percent)?.over(Amount::HUNDRED)?;
                twelfths(year.times(factor)?.round(self.currency.decimals()), self.currency)?
            }
            None => before,
        };
        let mut cost = Cost { expensed: [Amount::ZERO; 12], capitalised: [Amount::ZERO; 12] };
        let mut month = first;
        for position in 0..12 {
            if self.works_in(month) {
                let raised = self.raise_month.is_some_and(|raise| month >= raise);
                let whole = if raised { after[position] } else { before[position] };
                let share = whole.times(self.capitalised)?.over(Amount::HUNDRED)?;
                cost.capitalised[position] = share.round(self.currency.decimals());
                cost.expensed[position] = whole.minus(cost.capitalised[position])?;
            }
            month = month.plus(1);
        }
        Ok(cost)
    }
}

fn twelfths(year: Amount, currency: Currency) -> Result<Months, Error> {
    let parts = year.split(12, currency).and_then(|parts| parts.try_into().ok());
    parts.ok_or_else(|| {
        Error::invalid("yearly", "This cost has too many digits to be split over twelve months.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sum;
    use proptest::prelude::*;

    fn role() -> Role {
        Role {
            id: None,
            plan: 1,
            title: "Engineer".into(),
            department: None,
            category: None,
            headcount: Amount::ONE,
            yearly: Amount::from(100_000),
            currency: "EUR".parse().unwrap(),
            first: None,
            last: None,
            raise_month: None,
            raise_percent: None,
            capitalised: Amount::ZERO,
            notes: String::new(),
            line: None,
            capital_line: None,
        }
    }

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn a_role_says_all_that_is_wrong_with_it() {
        let role = Role {
            title: " ".into(),
            headcount: Amount::from(-1),
            yearly: Amount::from(-1),
            first: Some(month("2026-09")),
            last: Some(month("2026-08")),
            raise_month: Some(month("2027-01")),
            capitalised: Amount::from(101),
            ..role()
        };
        let fields: Vec<String> = role.problems().into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["title", "headcount", "yearly", "capitalised", "last", "raise_percent"]);
    }

    #[test]
    fn a_role_costs_from_its_start_to_its_end() {
        let role = Role { first: Some(month("2026-08")), last: Some(month("2026-09")), ..role() };
        let cost = role.cost("2026-07".parse().unwrap()).unwrap();
        let shown: Vec<String> = cost.expensed.iter().take(4).map(Amount::to_string).collect();
        assert_eq!(shown, ["0", "8333.34", "8333.34", "0"]);
    }

    proptest! {
        // A whole year at one pay is the yearly cost to the cent, however it is shared between OpEx and CapEx.
        #[test]
        fn a_year_ties(posts in 0_i64..400, cents in 0_i64..30_000_000, share in 0_i64..=100) {
            let role = Role {
                headcount: Amount::new(posts, 1),
                yearly: Amount::new(cents, 2),
                capitalised: Amount::from(share),
                ..role()
            };
            let cost = role.cost("2026-07".parse().unwrap()).unwrap();
            let sum: Sum = cost.expensed.into_iter().chain(cost.capitalised).collect();
            let year = role.headcount.times(role.yearly).unwrap().round(2);
            prop_assert_eq!(sum.total().unwrap(), year);
        }
    }
}
