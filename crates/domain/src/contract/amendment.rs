//! A contract with its amendments: what was agreed, and from which day it counts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::pricing::Pricing;
use super::{Draft, NoticeTo, Renewal};
use crate::{Amount, Id, Problem};

/// The part of a contract that an amendment puts in the place of what was agreed before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractAgreed"))]
#[expect(missing_docs, reason = "the fields of a contract")]
pub struct Agreed {
    pub end: Option<NaiveDate>,
    pub initial_months: Option<u32>,
    pub renewal: Option<Renewal>,
    pub renewal_months: Option<u32>,
    pub notice_months: Option<u32>,
    pub notice_days: Option<u32>,
    pub notice_to: Option<NoticeTo>,
    pub lead_days: Option<u32>,
    pub lead_working_days: Option<u32>,
    pub yearly: Option<Amount>,
    pub total: Option<Amount>,
    pub price: Option<Pricing>,
}

/// A change of what was agreed, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractAmendment"))]
pub struct Amendment {
    /// Its number in the book; none for a new one.
    pub id: Option<Id>,
    /// The contract.
    pub contract: Id,
    /// The first day on which it counts.
    pub from: NaiveDate,
    /// What it is about: `50 more seats`.
    pub title: String,
    /// What counts from then on.
    pub agreed: Agreed,
}

/// A contract of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// As it was agreed first.
    pub draft: Draft,
    /// What was agreed later, by day.
    pub amendments: Vec<Amendment>,
}

impl Draft {
    /// What an amendment can change, as it stands.
    pub fn agreed(&self) -> Agreed {
        Agreed {
            end: self.end,
            initial_months: self.initial_months,
            renewal: self.renewal,
            renewal_months: self.renewal_months,
            notice_months: self.notice_months,
            notice_days: self.notice_days,
            notice_to: self.notice_to,
            lead_days: self.lead_days,
            lead_working_days: self.lead_working_days,
            yearly: self.yearly,
            total: self.total,
            price: self.price.clone(),
        }
    }

    /// The contract with this in the place of what was agreed before.
    #[must_use]
    pub fn with(&self, agreed: &Agreed) -> Draft {
        let Agreed {
            end,
            initial_months,
            renewal,
            renewal_months,
            notice_months,
            notice_days,
            notice_to,
            lead_days,
            lead_working_days,
            yearly,
            total,
            price,
        } = agreed.clone();
        Draft {
            end,
            initial_months,
            renewal,
            renewal_months,
            notice_months,
            notice_days,
            notice_to,
            yearly,
            total,
            lead_days,
            lead_working_days,
            price,
            ..self.clone()
        }
    }
}

impl Contract {
    /// As it stands on a day: the latest amendment that counts by then, else as it was agreed first.
    pub fn as_of(&self, day: NaiveDate) -> Draft {
        let counts = self.amendments.iter().filter(|amendment| amendment.from <= day);
        let latest = counts.max_by_key(|amendment| amendment.from);
        latest.map_or_else(|| self.draft.clone(), |latest| self.draft.with(&latest.agreed))
    }

    /// As it will stand when every amendment counts.
    pub fn at_last(&self) -> Draft {
        self.as_of(NaiveDate::MAX)
    }

    /// What it is called in sentences: its title, else its number.
    pub fn name(&self) -> &str {
        let Draft { title, number, .. } = &self.draft;
        if title.trim().is_empty() { number } else { title }
    }
}

impl Amendment {
    /// Everything that is wrong with it as a change of a contract.
    pub fn problems(&self, contract: &Contract) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Some(start) = contract.draft.start.filter(|start| self.from <= *start) {
            let message = format!(
                "An amendment counts after the contract has started, on {start}: change the contract instead."
            );
            problems.push(Problem::new("from", message));
        }
        let others = contract.amendments.iter().filter(|other| other.id != self.id);
        if others.into_iter().any(|other| other.from == self.from) {
            let message = format!("Another amendment counts from {} on: change that one.", self.from);
            problems.push(Problem::new("from", message));
        }
        let amended = contract.draft.with(&self.agreed);
        problems.extend(amended.problems());
        problems
    }
}
