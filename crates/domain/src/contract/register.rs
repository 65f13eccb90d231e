//! The register of contracts: what is known of each, and where it stands on a day.
//!
//! A register rarely says everything. What follows from what it says is computed by [`Terms`]; what does not follow is
//! left empty, never guessed.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::pricing::{Assumption, Pricing};
use super::{Kind, NoticeTo, Renewal, Standing, State, Terms};
use crate::vendor::key;
use crate::{Amount, Currency, Id, Problem};

/// What a contract is recognised by: its number as spellings of it are compared, and its vendor.
pub type Key = (String, Option<Id>);

/// A contract as the register states it. What it does not state is `None` or empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractDraft"))]
pub struct Draft {
    /// The contract to replace; none for a new one.
    pub id: Option<Id>,
    /// Its number.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// With whom it is made.
    pub vendor: Option<Id>,
    /// What it is about.
    pub kind: Kind,
    /// The first day of its initial term.
    pub start: Option<NaiveDate>,
    /// The last day as the register states it; `None` where it is open-ended or not known.
    pub end: Option<NaiveDate>,
    /// The length of the initial term in months.
    pub initial_months: Option<u32>,
    /// What happens at the end of a term; `None` where it is not known.
    pub renewal: Option<Renewal>,
    /// The length of each renewal term in months; `None`: as long as the initial term.
    pub renewal_months: Option<u32>,
    /// The notice in months.
    pub notice_months: Option<u32>,
    /// The notice in days; months or days, not both.
    pub notice_days: Option<u32>,
    /// The days at which notice takes effect, if not at any.
    pub notice_to: Option<NoticeTo>,
    /// What it is worth a year; negative where it takes back money.
    pub yearly: Option<Amount>,
    /// What it is worth in all.
    pub total: Option<Amount>,
    /// The currency of both values.
    pub currency: Currency,
    /// How it is invoiced, as the source says, such as `annual in advance`.
    pub billing: String,
    /// Who answers for it.
    pub owner: String,
    /// What kind of cost it is.
    pub category: Option<Id>,
    /// Who bears it.
    pub department: Option<Id>,
    /// The number of the master agreement it stands under.
    pub parent: String,
    /// Its status as the source says, such as `in negotiation`.
    pub status: String,
    /// Notes.
    pub notes: String,
    /// How many calendar days before its deadline a letter is to leave.
    #[serde(default)]
    pub lead_days: Option<u32>,
    /// The same in working days.
    #[serde(default)]
    pub lead_working_days: Option<u32>,
    /// The day on which notice was received.
    #[serde(default)]
    pub notice_given: Option<NaiveDate>,
    /// How it was given: a reference to the letter and its receipt.
    #[serde(default)]
    pub notice_proof: String,
    /// How many renewals somebody has confirmed, where it renews by act.
    #[serde(default)]
    pub confirmed_renewals: u32,
    /// How it may be ended for convenience, as it says.
    #[serde(default)]
    pub convenience: String,
    /// What it costs, as far as that is known better than a value a year.
    #[serde(default)]
    pub price: Option<Pricing>,
    /// What is assumed of the next renewal that nobody has decided on.
    #[serde(default)]
    pub assumption: Option<Assumption>,
}

impl Draft {
    /// A new contract of this title and nothing else.
    pub fn titled(title: &str, currency: Currency) -> Draft {
        Draft {
            id: None,
            number: String::new(),
            title: title.to_owned(),
            vendor: None,
            kind: Kind::default(),
            start: None,
            end: None,
            initial_months: None,
            renewal: None,
            renewal_months: None,
            notice_months: None,
            notice_days: None,
            notice_to: None,
            yearly: None,
            total: None,
            currency,
            billing: String::new(),
            owner: String::new(),
            category: None,
            department: None,
            parent: String::new(),
            status: String::new(),
            notes: String::new(),
            lead_days: None,
            lead_working_days: None,
            notice_given: None,
            notice_proof: String::new(),
            confirmed_renewals: 0,
            convenience: String::new(),
            price: None,
            assumption: None,
        }
    }

    /// By what a contract is recognised when its register is imported again: its number, however it is spelt, and the
    /// vendor.
    pub fn key(&self) -> Key {
        (key(&self.number), self.vendor)
    }

    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.title.trim().is_empty() && self.number.trim().is_empty() {
            problems.push(Problem::new("title", "Give the contract a title or a number."));
        }
        if let (Some(start), Some(end)) = (self.start, self.end)
            && end < start
        {
            let message =
                format!("The contract ends on {end}, before it starts on {start}. Correct one of the days.");
            problems.push(Problem::new("end", message));
        }
        if self.initial_months == Some(0) && self.renewal != Some(Renewal::Evergreen) {
            let message = "The initial term has 1 month or more; leave it empty if it is not known.";
            problems.push(Problem::new("initial_months", message));
        }
        // The rest is as wrong here as in the terms of a calculation.
        let stated = Terms { initial_months: self.initial_months.unwrap_or(1).max(1).into(), ..self.terms() };
        problems.extend(stated.problems());
        problems.extend(self.price.iter().flat_map(|price| price.problems(self.start, self.currency)));
        problems.extend(self.assumption.iter().flat_map(Assumption::problems));
        problems
    }

    /// Its terms, as far as they are stated.
    pub(super) fn terms(&self) -> Terms {
        Terms {
            start: self.start.unwrap_or_default(),
            initial_months: self.initial_months.unwrap_or(0).into(),
            renewal: self.renewal.unwrap_or_default(),
            renewal_months: self.renewal_months.unwrap_or(0).into(),
            notice_months: self.notice_months.map(i64::from),
            notice_days: self.notice_days.map(i64::from),
            notice_to: self.notice_to,
            lead_days: self.lead_days.unwrap_or(0).into(),
            lead_working_days: self.lead_working_days.unwrap_or(0).into(),
            holidays: BTreeSet::new(),
            working_day: false,
            notice_given: self.notice_given,
            confirmed_renewals: self.confirmed_renewals.into(),
            draft: false,
        }
    }
}

/// The names of the records that a contract names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Of its vendor.
    pub vendor: String,
    /// Of its category.
    pub category: String,
    /// Of its department.
    pub department: String,
}

/// A contract as a list shows it on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractRow"))]
#[expect(missing_docs, reason = "the fields of a contract")]
pub struct Row {
    pub id: Id,
    pub number: String,
    pub title: String,
    /// The vendor's name; empty if not known.
    pub vendor: String,
    /// The vendor's own number in the book.
    pub vendor_id: Option<Id>,
    pub kind: Kind,
    /// Where it stands; `None` where that does not follow from what is known.
    pub state: Option<State>,
    pub start: Option<NaiveDate>,
    /// The last day as the register states it.
    pub end: Option<NaiveDate>,
    /// Last day of the current term.
    pub term_end: Option<NaiveDate>,
    /// The last day to cancel (or renew) the current term, even when it has passed.
    pub cancel_by: Option<NaiveDate>,
    /// The days to it from the day asked for; negative when it has passed, `None` once the contract has ended.
    pub days_left: Option<i32>,
    /// The last day that can no longer be cancelled.
    pub committed_until: Option<NaiveDate>,
    pub initial_months: Option<u32>,
    pub renewal: Option<Renewal>,
    pub renewal_months: Option<u32>,
    pub notice_months: Option<u32>,
    pub notice_days: Option<u32>,
    pub notice_to: Option<NoticeTo>,
    pub yearly: Option<Amount>,
    pub total: Option<Amount>,
    pub currency: Currency,
    pub billing: String,
    pub owner: String,
    /// The category's name.
    pub category: String,
    /// The department's name.
    pub department: String,
    pub parent: String,
    pub status: String,
    pub notes: String,
}

impl Row {
    /// A contract as it stands on a day, its values with the decimals of their currency.
    pub fn of(draft: Draft, names: Names, today: NaiveDate) -> Row {
        let shown = |value: Option<Amount>| value.map(|value| value.padded(draft.currency.decimals()));
        let (yearly, total) = (shown(draft.yearly), shown(draft.total));
        let Standing { state, term_end, cancel_by, days_left, committed_until } = draft.standing(today);
        Row {
            id: draft.id.unwrap_or_default(),
            number: draft.number,
            title: draft.title,
            vendor: names.vendor,
            vendor_id: draft.vendor,
            kind: draft.kind,
            state,
            start: draft.start,
            end: draft.end,
            term_end,
            cancel_by,
            days_left,
            committed_until,
            initial_months: draft.initial_months,
            renewal: draft.renewal,
            renewal_months: draft.renewal_months,
            notice_months: draft.notice_months,
            notice_days: draft.notice_days,
            notice_to: draft.notice_to,
            yearly,
            total,
            currency: draft.currency,
            billing: draft.billing,
            owner: draft.owner,
            category: names.category,
            department: names.department,
            parent: draft.parent,
            status: draft.status,
            notes: draft.notes,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A contract with some fields as JSON, without the braces.
    pub(in crate::contract) fn contract(fields: &str) -> Draft {
        let mut draft = serde_json::to_value(Draft::titled("Mail", "EUR".parse().unwrap())).unwrap();
        let fields: serde_json::Value = serde_json::from_str(&format!("{{{fields}}}")).unwrap();
        draft.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        serde_json::from_value(draft).unwrap()
    }

    #[test]
    fn every_fault_is_named_at_its_field() {
        for (fields, expected) in [
            ("", ""),
            (r#""title": " ", "number": "4711""#, ""),
            (r#""title": " ", "number": """#, "title"),
            (r#""start": "2026-02-01", "end": "2026-01-31""#, "end"),
            (r#""start": "2026-02-01", "end": "2026-02-01""#, ""),
            (r#""initial_months": 0"#, "initial_months"),
            (r#""initial_months": 0, "renewal": "evergreen""#, ""),
            (r#""initial_months": 12001"#, "initial_months"),
            (r#""renewal_months": 12001"#, "renewal_months"),
            (r#""notice_months": 3, "notice_days": 90"#, "notice_days"),
            (r#""notice_months": 0, "notice_days": 90"#, ""),
            (r#""notice_days": 366001"#, "notice_days"),
            (r#""yearly": "-5", "total": "0""#, ""),
            (
                r#""title": "", "start": "2026-02-01", "end": "2026-01-31", "initial_months": 0"#,
                "title end initial_months",
            ),
        ] {
            let problems = contract(fields).problems();
            let found: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
            assert_eq!(found.join(" "), expected, "{fields}");
        }
    }
}
