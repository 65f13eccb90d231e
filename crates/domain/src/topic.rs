//! The topics of the book: what a command reads and changes, and what the history is filtered by.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A part of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "each is the word of the product that it names")]
pub enum Topic {
    Book,
    Settings,
    Rate,
    Category,
    Department,
    Vendor,
    Project,
    Plan,
    Budget,
    Actual,
    Contract,
    Document,
    Order,
    Licence,
    Score,
    Bill,
    Alias,
    Role,
    Depreciation,
    Forecast,
    Comment,
    Allocation,
    Rule,
    Closing,
    Import,
    Journal,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Topic; 26] = [
        Topic::Book,
        Topic::Settings,
        Topic::Rate,
        Topic::Category,
        Topic::Department,
        Topic::Vendor,
        Topic::Project,
        Topic::Plan,
        Topic::Budget,
        Topic::Actual,
        Topic::Contract,
        Topic::Document,
        Topic::Order,
        Topic::Licence,
        Topic::Score,
        Topic::Bill,
        Topic::Alias,
        Topic::Role,
        Topic::Depreciation,
        Topic::Forecast,
        Topic::Comment,
        Topic::Allocation,
        Topic::Rule,
        Topic::Closing,
        Topic::Import,
        Topic::Journal,
    ];

    /// Its name as it is stored and sent.
    pub fn name(self) -> &'static str {
        match self {
            Topic::Book => "book",
            Topic::Settings => "settings",
            Topic::Rate => "rate",
            Topic::Category => "category",
            Topic::Department => "department",
            Topic::Vendor => "vendor",
            Topic::Project => "project",
            Topic::Plan => "plan",
            Topic::Budget => "budget",
            Topic::Actual => "actual",
            Topic::Contract => "contract",
            Topic::Document => "document",
            Topic::Order => "order",
            Topic::Licence => "licence",
            Topic::Score => "score",
            Topic::Bill => "bill",
            Topic::Alias => "alias",
            Topic::Role => "role",
            Topic::Depreciation => "depreciation",
            Topic::Forecast => "forecast",
            Topic::Comment => "comment",
            Topic::Allocation => "allocation",
            Topic::Rule => "rule",
            Topic::Closing => "closing",
            Topic::Import => "import",
            Topic::Journal => "journal",
        }
    }

    /// The topic of a name.
    pub fn from_name(name: &str) -> Option<Topic> {
        Topic::ALL.into_iter().find(|topic| topic.name() == name)
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
