//! Licences as records of the book: what was bought, assigned and used, until when, for how much.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Position, not_below_0, unused};
use crate::explain::Steps;
use crate::{Amount, Currency, Id, Problem, vendor};

/// What a licence is recognised by: product, vendor and number, the texts as spellings of them are compared.
pub type Key = (String, Option<Id>, String);

/// A licence as the user gives it. What is not known is `None` or empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LicenceDraft"))]
pub struct Draft {
    /// The licence to replace; none for a new one.
    pub id: Option<Id>,
    /// What is licensed.
    pub product: String,
    /// By whom.
    pub vendor: Option<Id>,
    /// The contract it is an item of.
    pub contract: Option<Id>,
    /// That contract's number as the source says; it may not be in the book.
    pub contract_number: String,
    /// Its serial or licence number.
    pub number: String,
    /// What is counted, such as users, cores or devices.
    pub metric: String,
    /// How many were bought.
    pub bought: Option<Amount>,
    /// How many are assigned to somebody.
    pub assigned: Option<Amount>,
    /// How many are in use.
    pub used: Option<Amount>,
    /// The price of one.
    pub unit_price: Option<Amount>,
    /// What the purchase cost in all.
    pub total: Option<Amount>,
    /// The currency of both.
    pub currency: Currency,
    /// The first day it may be used.
    pub start: Option<NaiveDate>,
    /// The last day; `None` for a perpetual licence or where it is not known.
    pub end: Option<NaiveDate>,
    /// Who answers for it.
    pub owner: String,
    /// Who bears it.
    pub department: Option<Id>,
    /// Notes.
    pub notes: String,
}

impl Draft {
    /// A new licence of this product and nothing else.
    pub fn of(product: &str, currency: Currency) -> Draft {
        Draft {
            id: None,
            product: product.to_owned(),
            vendor: None,
            contract: None,
            contract_number: String::new(),
            number: String::new(),
            metric: String::new(),
            bought: None,
            assigned: None,
            used: None,
            unit_price: None,
            total: None,
            currency,
            start: None,
            end: None,
            owner: String::new(),
            department: None,
            notes: String::new(),
        }
    }

    /// By what a licence is recognised when the list is imported again.
    pub fn key(&self) -> Key {
        (vendor::key(&self.product), self.vendor, vendor::key(&self.number))
    }

    /// How many nobody needs: bought − used where use is known, else bought − assigned; `None` where neither is.
    pub fn unused(&self) -> Option<Amount> {
        let assigned = self.assigned.or(self.used)?;
        let position = Position { bought: self.bought?, assigned, used: self.used };
        unused(&position, &mut Steps::off()).ok()
    }

    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.product.trim().is_empty() {
            problems.push(Problem::new("product", "Say which product is licensed."));
        }
        for (field, count) in [("bought", self.bought), ("assigned", self.assigned), ("used", self.used)] {
            not_below_0(&mut problems, field, count.unwrap_or_default());
        }
        if let (Some(start), Some(end)) = (self.start, self.end)
            && end < start
        {
            let message =
                format!("The licence ends on {end}, before it starts on {start}. Correct one of the days.");
            problems.push(Problem::new("end", message));
        }
        problems
    }
}

/// A licence as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LicenceRow"))]
#[expect(missing_docs, reason = "the fields of a licence")]
pub struct Row {
    pub id: Id,
    pub product: String,
    /// The vendor's name; empty if not known.
    pub vendor: String,
    /// The vendor's own number in the book.
    pub vendor_id: Option<Id>,
    pub contract: Option<Id>,
    /// The number of the contract: that of the book's contract, else as the source says.
    pub contract_number: String,
    pub number: String,
    pub metric: String,
    pub bought: Option<Amount>,
    pub assigned: Option<Amount>,
    pub used: Option<Amount>,
    /// How many nobody needs; negative where more are needed than were bought.
    pub unused: Option<Amount>,
    pub unit_price: Option<Amount>,
    pub total: Option<Amount>,
    pub currency: Currency,
    pub start: Option<NaiveDate>,
    pub end: Option<NaiveDate>,
    pub owner: String,
    /// The department's name.
    pub department: String,
    pub notes: String,
}

impl Row {
    /// A licence with the names of its vendor and department and the number of its contract, its prices with the
    /// decimals of their currency.
    pub fn of(draft: Draft, vendor: String, department: String, contract: Option<String>) -> Row {
        let shown = |price: Option<Amount>| price.map(|price| price.padded(draft.currency.decimals()));
        Row {
            id: draft.id.unwrap_or_default(),
            unused: draft.unused(),
            product: draft.product,
            vendor,
            vendor_id: draft.vendor,
            contract: draft.contract,
            contract_number: contract.filter(|number| !number.is_empty()).unwrap_or(draft.contract_number),
            number: draft.number,
            metric: draft.metric,
            bought: draft.bought,
            assigned: draft.assigned,
            used: draft.used,
            unit_price: shown(draft.unit_price),
            total: shown(draft.total),
            currency: draft.currency,
            start: draft.start,
            end: draft.end,
            owner: draft.owner,
            department,
            notes: draft.notes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_and_what_is_unused() {
        for (fields, problem, unused) in [
            ("", "", ""),
            (r#""product": """#, "product", ""),
            (r#""bought": "10", "assigned": "7.5""#, "", "2.5"),
            (r#""bought": "10", "assigned": "7", "used": "4""#, "", "6"),
            (r#""bought": "10", "used": "12""#, "", "-2"),
            (r#""assigned": "7""#, "", ""),
            (r#""bought": "-1""#, "bought", ""),
            (r#""bought": "1", "assigned": "-1""#, "assigned", ""),
            (r#""bought": "1", "used": "-1""#, "used", ""),
            (r#""start": "2026-02-01", "end": "2026-01-31""#, "end", ""),
        ] {
            let mut draft = serde_json::to_value(Draft::of("Editor", "EUR".parse().unwrap())).unwrap();
            let given: serde_json::Value = serde_json::from_str(&format!("{{{fields}}}")).unwrap();
            draft.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
            let draft: Draft = serde_json::from_value(draft).unwrap();
            let problems = draft.problems();
            let found: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
            assert_eq!(found.join(" "), problem, "{fields}");
            let found = draft.unused().map(|count| count.to_string()).unwrap_or_default();
            assert_eq!(found, unused, "{fields}");
        }
    }
}
