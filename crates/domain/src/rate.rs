//! Exchange rates: the budget rates of a plan and the actual rates of a month.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::{Amount, Currency, Id, Month, Problem};

/// One rate: how many units of the book's currency one unit of another is worth.
///
/// With a plan it is that plan's budget rate, with a month the actual rate of that month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Rate"))]
#[expect(missing_docs, reason = "described above")]
pub struct Rate {
    pub id: Id,
    pub plan: Option<Id>,
    pub currency: Currency,
    pub month: Option<Month>,
    pub rate: Amount,
}

/// A rate as the user gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RateDraft"))]
#[expect(missing_docs, reason = "the fields of a rate")]
pub struct Draft {
    /// The rate to replace; none for a new one.
    pub id: Option<Id>,
    pub plan: Option<Id>,
    pub currency: Currency,
    pub month: Option<Month>,
    pub rate: Amount,
}

impl Draft {
    /// Everything that is wrong with it beside the rates that exist.
    pub fn problems(&self, base: Currency, others: &[Rate]) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.currency == base {
            let message = format!("{base} is the book's own currency and needs no rate.");
            problems.push(Problem::new("currency", message));
        }
        if self.rate.is_zero() || self.rate.is_negative() {
            let message = format!("Give how many {base} one {} is worth: more than 0.", self.currency);
            problems.push(Problem::new("rate", message));
        }
        if self.plan.is_some() == self.month.is_some() {
            let message = "A rate belongs to a plan (budget rate) or to a month (actual rate), not both.";
            problems.push(Problem::new("month", message));
        }
        let same = |other: &Rate| {
            Some(other.id) != self.id
                && other.currency == self.currency
                && other.plan == self.plan
                && other.month == self.month
        };
        if others.iter().any(same) {
            problems.push(Problem::new("currency", "There is such a rate already: change that one."));
        }
        problems
    }
}

/// A rate that is needed and not there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// No budget rate in the plan in use.
    Budget(Currency),
    /// No actual rate in a month.
    Actual(Currency, Month),
}

impl Missing {
    /// A sentence that names the currency, the plan or month, and the remedy.
    pub fn sentence(&self, plan: &str) -> String {
        match self {
            Missing::Budget(currency) => {
                format!("There is no budget rate for {currency} in {plan}. Add it in Settings, Rates.")
            }
            Missing::Actual(currency, month) => format!(
                "There is no actual rate for {currency} in {} {}. Add it in Settings, Rates.",
                month.name(),
                month.year()
            ),
        }
    }
}

/// The rates in use: one plan's budget rates and every month's actual rates.
#[derive(Clone, Debug)]
pub struct Rates {
    base: Currency,
    budget: HashMap<Currency, Amount>,
    actual: HashMap<(Currency, Month), Amount>,
}

impl Rates {
    /// The rates of a plan (none: no budget rates) out of all rates of the book.
    pub fn new(base: Currency, plan: Option<Id>, all: &[Rate]) -> Rates {
        let mut rates = Rates { base, budget: HashMap::new(), actual: HashMap::new() };
        for rate in all {
            match rate.month {
                Some(month) => {
                    rates.actual.insert((rate.currency, month), rate.rate);
                }
                None if rate.plan == plan => {
                    rates.budget.insert(rate.currency, rate.rate);
                }
                None => {}
            }
        }
        rates
    }

    /// The currency that everything is converted to.
    pub fn base(&self) -> Currency {
        self.base
    }

    /// The plan's rate; 1 for the base currency itself.
    pub fn budget(&self, currency: Currency) -> Result<Amount, Missing> {
        if currency == self.base {
            return Ok(Amount::ONE);
        }
        self.budget.get(&currency).copied().ok_or(Missing::Budget(currency))
    }

    /// The month's rate; 1 for the base currency itself.
    pub fn actual(&self, currency: Currency, month: Month) -> Result<Amount, Missing> {
        if currency == self.base {
            return Ok(Amount::ONE);
        }
        self.actual.get(&(currency, month)).copied().ok_or(Missing::Actual(currency, month))
    }
}
