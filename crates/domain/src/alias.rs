//! Aliases: another spelling of a vendor, category, department or project, decided once and remembered.

use serde::{Deserialize, Serialize};

use crate::{Id, Problem};

/// What an alias stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AliasField"))]
#[expect(missing_docs, reason = "each is the word of the product that it names")]
pub enum Field {
    Vendor,
    Category,
    Department,
    Project,
}

impl Field {
    /// Every field.
    pub const ALL: [Field; 4] = [Field::Vendor, Field::Category, Field::Department, Field::Project];

    /// Its name as it is stored and sent.
    pub fn name(self) -> &'static str {
        match self {
            Field::Vendor => "vendor",
            Field::Category => "category",
            Field::Department => "department",
            Field::Project => "project",
        }
    }
}

/// A spelling and the record that it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AliasDraft"))]
pub struct Draft {
    /// The alias to replace; none for a new one.
    pub id: Option<Id>,
    /// What it stands for.
    pub field: Field,
    /// The spelling as it was met.
    pub text: String,
    /// The record that is meant.
    pub target: Id,
}

impl Draft {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        if self.text.trim().is_empty() {
            return vec![Problem::new("text", "Give the spelling that the alias is for.")];
        }
        Vec::new()
    }
}

/// An alias as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AliasRow"))]
pub struct Row {
    /// Its number.
    pub id: Id,
    /// What it stands for.
    pub field: Field,
    /// The spelling as it was met.
    pub text: String,
    /// The record that is meant.
    pub target: Id,
    /// That record's name.
    pub name: String,
}
