//! Companies that money goes to.

use serde::{Deserialize, Serialize};

use crate::{Id, Problem};

/// A vendor of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Vendor"))]
pub struct Vendor {
    /// Its number.
    pub id: Id,
    /// Its legal name.
    pub name: String,
    /// What it mostly supplies.
    pub category: Option<Id>,
    /// Its tier, such as strategic or tactical; free text.
    pub tier: String,
    /// How much depends on it; free text.
    pub criticality: String,
    /// Who looks after it.
    pub owner: String,
    /// Such as active or being replaced; free text.
    pub status: String,
    /// Its number in the ledger or ERP.
    pub number: String,
    /// Whom to ask there; free text.
    pub contacts: String,
    /// Notes.
    pub notes: String,
}

/// A vendor as the user gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "VendorDraft"))]
#[expect(missing_docs, reason = "the fields of a vendor")]
pub struct Draft {
    /// The vendor to replace; none for a new one.
    pub id: Option<Id>,
    pub name: String,
    pub category: Option<Id>,
    pub tier: String,
    pub criticality: String,
    pub owner: String,
    pub status: String,
    #[serde(default)]
    pub number: String,
    #[serde(default)]
    pub contacts: String,
    pub notes: String,
}

impl From<Vendor> for Draft {
    /// The draft that would save a vendor as it is.
    fn from(vendor: Vendor) -> Draft {
        Draft {
            id: Some(vendor.id),
            name: vendor.name,
            category: vendor.category,
            tier: vendor.tier,
            criticality: vendor.criticality,
            owner: vendor.owner,
            status: vendor.status,
            number: vendor.number,
            contacts: vendor.contacts,
            notes: vendor.notes,
        }
    }
}

impl Draft {
    /// A new vendor of this name and nothing else.
    pub fn named(name: &str) -> Draft {
        Draft { name: name.to_owned(), ..Draft::default() }
    }

    /// Everything that is wrong with it; `taken` is another vendor of the same name, if there is one.
    pub fn problems(&self, taken: Option<&Vendor>) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(Problem::new("name", "Give the vendor its legal name."));
        }
        if let Some(other) = taken.filter(|other| Some(other.id) != self.id) {
            problems.push(Problem::new("name", format!("There is a vendor “{}” already.", other.name)));
        }
        problems
    }
}

/// A name as two spellings of it are compared: small letters, single spaces.
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(char::to_lowercase));
    }
    key
}
