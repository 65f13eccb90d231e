//! Cloud bills: what a provider charged for a service, an account and a month.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Amount, Currency, Id, Month, Problem};

/// Which of the two costs of a bill counts. They are never added together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "BillBasis"))]
pub enum Basis {
    /// What is invoiced.
    #[default]
    Billed,
    /// What was used, with prepayments spread over what they pay for (amortised).
    Effective,
}

impl Basis {
    /// As it is shown.
    pub fn label(self) -> &'static str {
        match self {
            Basis::Billed => "Billed",
            Basis::Effective => "Effective",
        }
    }

    /// The basis a text means, such as `BilledCost` or `amortised`.
    pub fn read(text: &str) -> Option<Basis> {
        match text.trim().to_lowercase().replace(['-', '_', ' '], "").as_str() {
            "billed" | "billedcost" | "actual" | "actualcost" | "unblended" | "unblendedcost"
            | "invoiced" => Some(Basis::Billed),
            "effective" | "effectivecost" | "amortised" | "amortized" | "amortisedcost" | "amortizedcost" => {
                Some(Basis::Effective)
            }
            _ => None,
        }
    }
}

/// What a post is recognised by: provider, service, account (the texts as spellings of them are compared), month and
/// currency.
pub type Key = (Id, String, String, Month, Currency);

/// A post of a cloud bill: the exact sum of a service in an account and a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "BillDraft"))]
pub struct Draft {
    /// The post to replace; none for a new one.
    pub id: Option<Id>,
    /// The provider.
    pub vendor: Id,
    /// What was used.
    pub service: String,
    /// The sub-account or subscription; empty if there is only one.
    pub account: String,
    /// The month it was used in.
    pub month: Month,
    /// The currency of both costs.
    pub currency: Currency,
    /// What is invoiced, with all its digits.
    pub billed: Option<Amount>,
    /// What was used, amortised, with all its digits.
    pub effective: Option<Amount>,
    /// Which of the two was chosen.
    pub basis: Basis,
    /// The actual it is posted as.
    pub actual: Option<Id>,
}

impl Draft {
    /// The cost that counts: billed or effective, as chosen.
    pub fn cost(&self) -> Option<Amount> {
        match self.basis {
            Basis::Billed => self.billed,
            Basis::Effective => self.effective,
        }
    }

    /// By what a post is recognised when its bill is imported again.
    pub fn key(&self) -> Key {
        let key = crate::vendor::key;
        (self.vendor, key(&self.service), key(&self.account), self.month, self.currency)
    }

    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.service.trim().is_empty() {
            problems.push(Problem::new("service", "Say which service was used."));
        }
        if self.cost().is_none() {
            let message = match self.basis {
                Basis::Billed => "Give the billed cost, or choose the effective one.",
                Basis::Effective => "Give the effective cost, or choose the billed one.",
            };
            let field = match self.basis {
                Basis::Billed => "billed",
                Basis::Effective => "effective",
            };
            problems.push(Problem::new(field, message));
        }
        problems
    }
}

/// What one file brought to a post: a bill of a month may come in several files, or again each day with more in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its number in the book; 0 before it has one.
    pub id: Id,
    /// The post.
    pub bill: Id,
    /// The import of the file.
    pub batch: Id,
    /// The first day it charges for.
    pub first_day: NaiveDate,
    /// The last one.
    pub last_day: NaiveDate,
    /// What of the billed cost it brought.
    pub billed: Option<Amount>,
    /// What of the effective cost it brought.
    pub effective: Option<Amount>,
}

/// A post of a cloud bill as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "BillRow"))]
#[expect(missing_docs, reason = "the fields of a post")]
pub struct Row {
    pub id: Id,
    /// The provider's name.
    pub vendor: String,
    /// The provider's own number in the book.
    pub vendor_id: Id,
    pub service: String,
    pub account: String,
    pub month: Month,
    pub currency: Currency,
    pub billed: Option<Amount>,
    pub effective: Option<Amount>,
    pub basis: Basis,
    /// The cost that was chosen.
    pub cost: Option<Amount>,
    pub actual: Option<Id>,
}

impl Row {
    /// A post with the name of its provider, its costs with at least the decimals of their currency.
    pub fn of(draft: Draft, vendor: String) -> Row {
        let shown = |cost: Option<Amount>| cost.map(|cost| cost.padded(draft.currency.decimals()));
        Row {
            id: draft.id.unwrap_or_default(),
            vendor,
            vendor_id: draft.vendor,
            cost: shown(draft.cost()),
            service: draft.service,
            account: draft.account,
            month: draft.month,
            currency: draft.currency,
            billed: shown(draft.billed),
            effective: shown(draft.effective),
            basis: draft.basis,
            actual: draft.actual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_cost_must_be_there() {
        for (billed, effective, basis, cost, problem) in [
            (
                Some("1.0000000000000000000000000001"),
                None,
                Basis::Billed,
                "1.0000000000000000000000000001",
                "",
            ),
            (Some("1"), Some("2"), Basis::Effective, "2", ""),
            (None, Some("2"), Basis::Billed, "", "billed"),
            (Some("1"), None, Basis::Effective, "", "effective"),
        ] {
            let amount = |text: Option<&str>| text.map(|text| text.parse::<Amount>().unwrap());
            let draft = Draft {
                id: None,
                vendor: 1,
                service: "Compute".to_owned(),
                account: "prod".to_owned(),
                month: "2026-07".parse().unwrap(),
                currency: "USD".parse().unwrap(),
                billed: amount(billed),
                effective: amount(effective),
                basis,
                actual: None,
            };
            assert_eq!(draft.cost().map(|cost| cost.to_string()).unwrap_or_default(), cost);
            let problems = draft.problems();
            let found: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
            assert_eq!(found.join(" "), problem);
            assert_eq!(Draft { service: String::new(), ..draft }.problems()[0].field, "service");
        }
        for (text, basis) in [
            ("BilledCost", Some(Basis::Billed)),
            ("Amortised", Some(Basis::Effective)),
            ("effective_cost", Some(Basis::Effective)),
            ("list", None),
        ] {
            assert_eq!(Basis::read(text), basis, "{text}");
        }
    }
}
