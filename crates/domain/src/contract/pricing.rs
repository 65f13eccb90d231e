//! What a contract of the register costs: its price with the clause that raises it, and what is assumed of its renewal.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::price::{Escalation, Method, On, PlusAs, Price};
use super::schedule::{Billed, Fee, Per, Recognise};
use crate::{Amount, Currency, Problem};

/// The price of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractPricing"))]
pub struct Pricing {
    /// The first price, net, in the contract's currency.
    pub amount: Amount,
    /// What it is for.
    pub per: Per,
    /// When it is invoiced.
    #[serde(default)]
    pub billed: Billed,
    /// How often it is invoiced; without it as often as it is priced.
    #[serde(default)]
    pub every: Option<Per>,
    /// How the price of a period belongs to its months.
    #[serde(default)]
    pub recognise: Recognise,
    /// The clause that raises it.
    #[serde(default)]
    pub uplift: Option<Uplift>,
    /// What is due once.
    #[serde(default)]
    pub fees: Vec<Fee>,
}

/// When a price is raised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "UpliftAt"))]
pub enum At {
    /// Every twelve months.
    #[default]
    Anniversary,
    /// With every renewal.
    Renewal,
}

/// How a price is raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Uplift {
    /// By what.
    pub method: Method,
    /// When; listed prices have their days.
    #[serde(default)]
    pub at: At,
    /// The percentage.
    #[serde(default)]
    pub percent: Option<Amount>,
    /// The amount.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// The listed prices.
    #[serde(default)]
    pub steps: Vec<Price>,
    /// What an index is compared with.
    #[serde(default)]
    pub on: On,
    /// The index at the start, then that of each uplift.
    #[serde(default)]
    pub indices: Vec<Amount>,
    /// A percentage beside the index.
    #[serde(default)]
    pub plus: Option<Amount>,
    /// How it is added.
    #[serde(default)]
    pub plus_as: PlusAs,
    /// The most that one uplift raises, in percent.
    #[serde(default)]
    pub cap: Option<Amount>,
    /// The least.
    #[serde(default)]
    pub floor: Option<Amount>,
}

/// What is assumed of a renewal that nobody has decided on yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RenewalAssumed"))]
pub enum Assumed {
    /// It goes on at the price its clause gives.
    Renew,
    /// It goes on at a price that is so many percent higher or lower.
    Renegotiate,
    /// It ends.
    End,
}

/// The assumption with what it needs to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RenewalAssumption"))]
pub struct Assumption {
    /// What.
    pub kind: Assumed,
    /// By how many percent the price changes, if it is renegotiated.
    #[serde(default)]
    pub percent: Option<Amount>,
    /// The first day of the renewal it is about; found when it is saved.
    #[serde(default)]
    pub from: Option<NaiveDate>,
}

impl Pricing {
    /// A value a year as a register states it: twelve months of it, each the same.
    pub(super) fn yearly(amount: Amount) -> Pricing {
        Pricing { recognise: Recognise::Months, ..Pricing::of(amount, Per::Year) }
    }

    /// A plain price.
    pub fn of(amount: Amount, per: Per) -> Pricing {
        Pricing {
            amount,
            per,
            billed: Billed::default(),
            every: None,
            recognise: Recognise::default(),
            uplift: None,
            fees: Vec::new(),
        }
    }

    /// In a few words: `24000 a month, in advance, rises by 5.5 %`.
    pub fn words(&self) -> String {
        let per = match self.per {
            Per::Month => "a month",
            Per::Quarter => "a quarter",
            Per::Year => "a year",
            Per::Term => "a term",
        };
        let billed = match self.billed {
            Billed::Advance => "in advance",
            Billed::Arrears => "in arrears",
        };
        let rises = self.uplift.as_ref().map_or_else(String::new, |uplift| match uplift.method {
            Method::Percent => format!(", rises by {} %", uplift.percent.unwrap_or_default()),
            Method::Amount => format!(", rises by {}", uplift.amount.unwrap_or_default()),
            Method::Steps => ", rises to listed prices".to_owned(),
            Method::Index => ", rises with an index".to_owned(),
        });
        format!("{} {per}, {billed}{rises}", self.amount)
    }

    /// Everything that is wrong with it.
    pub fn problems(&self, start: Option<NaiveDate>, currency: Currency) -> Vec<Problem> {
        let mut problems = Vec::new();
        let at = |field: &str, message: String| Problem::new(&format!("price.{field}"), message);
        let Some(start) = start else {
            let message = "Give the first day of the contract, from which its price counts.".to_owned();
            return vec![Problem::new("start", message)];
        };
        if let Some(uplift) = &self.uplift {
            let clause = Clause { start, first_uplift: None, every_months: 12, periods: 1, currency };
            let found = clause.of(uplift, self.amount).problems();
            problems.extend(found.into_iter().map(|problem| at(&problem.field, problem.message)));
        }
        for (number, fee) in self.fees.iter().enumerate() {
            if fee.date < start {
                let message =
                    format!("The fee of {} is due before the contract starts, on {start}.", fee.date);
                problems.push(at(&format!("fees.{number}"), message));
            }
        }
        problems
    }
}

impl Assumption {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        match (self.kind, self.percent) {
            (Assumed::Renegotiate, None) => {
                let message = "Say by how many percent the price is assumed to change: −10 for a tenth less.";
                vec![Problem::new("assumption.percent", message)]
            }
            (_, Some(percent)) if percent < -Amount::HUNDRED => {
                vec![Problem::new("assumption.percent", "A price cannot fall by more than 100 %.")]
            }
            _ => Vec::new(),
        }
    }

    /// In a few words.
    pub fn words(&self) -> String {
        match (self.kind, self.percent) {
            (Assumed::Renew, _) => "renews".to_owned(),
            (Assumed::Renegotiate, percent) => {
                format!("renews at {}", crate::proposal::signed(percent.unwrap_or_default()))
            }
            (Assumed::End, _) => "ends".to_owned(),
        }
    }
}

/// When the price of a clause is raised.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    pub(super) start: NaiveDate,
    pub(super) first_uplift: Option<NaiveDate>,
    pub(super) every_months: i64,
    pub(super) periods: i64,
    pub(super) currency: Currency,
}

impl Clause {
    /// As the chain of prices wants it.
    pub(super) fn of(self, uplift: &Uplift, price: Amount) -> Escalation {
        // An index prices no more periods than there are indices; later ones keep the last price.
        let periods = match uplift.method {
            Method::Index | Method::Steps => None,
            Method::Percent | Method::Amount => Some(self.periods),
        };
        Escalation {
            price,
            method: uplift.method,
            start: self.start,
            every_months: self.every_months,
            first_uplift: self.first_uplift,
            periods,
            percent: uplift.percent,
            amount: uplift.amount,
            steps: uplift.steps.clone(),
            on: uplift.on,
            indices: uplift.indices.clone(),
            plus: uplift.plus,
            plus_as: uplift.plus_as,
            cap: uplift.cap,
            floor: uplift.floor,
            prorate: false,
            currency: Some(self.currency),
        }
    }
}
