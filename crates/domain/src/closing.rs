//! Months that are closed: their postings stay as they are, and what was not posted in time is accrued.

use serde::{Deserialize, Serialize};

use crate::{Id, Month};

/// A closed month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Closing {
    /// The month.
    pub month: Month,
    /// Who closed it.
    pub who: String,
    /// When (local time, RFC 3339).
    pub at: String,
}

/// Whether what is expected of a line and was not posted is accrued when its month is closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AccrualChoice"))]
pub enum Choice {
    /// It is proposed and chosen.
    Always,
    /// It is proposed.
    #[default]
    Ask,
    /// It is not proposed.
    Never,
}

/// What is accrued of a category or a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AccrualRule {
    /// The category; none if it is a line.
    pub category: Option<Id>,
    /// The line; none if it is a category.
    pub line: Option<Id>,
    /// What is done.
    pub choice: Choice,
}

/// What is said of a line, else of its category or the nearest above it; `above` tells the category above one.
pub fn choice(
    rules: &[AccrualRule],
    line: Id,
    category: Option<Id>,
    above: impl Fn(Id) -> Option<Id>,
) -> Choice {
    if let Some(rule) = rules.iter().find(|rule| rule.line == Some(line)) {
        return rule.choice;
    }
    let mut at = category;
    // Categories are a tree; a hundred levels are none.
    for _ in 0..100 {
        let Some(category) = at else { break };
        if let Some(rule) = rules.iter().find(|rule| rule.category == Some(category)) {
            return rule.choice;
        }
        at = above(category);
    }
    Choice::Ask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_rule_counts() {
        let of = |category, line, choice| AccrualRule { category, line, choice };
        let rules = [
            of(Some(1), None, Choice::Always),
            of(Some(3), None, Choice::Never),
            of(None, Some(9), Choice::Ask),
        ];
        // 4 stands below 3, 3 and 2 below 1.
        let above =
            |category: Id| [None, None, Some(1), Some(1), Some(3)][usize::try_from(category).unwrap()];
        for (line, category, expected) in [
            (8, Some(1), Choice::Always),
            (8, Some(2), Choice::Always),
            (8, Some(3), Choice::Never),
            (8, Some(4), Choice::Never),
            (8, None, Choice::Ask),
            (9, Some(4), Choice::Ask),
        ] {
            assert_eq!(choice(&rules, line, category, above), expected, "line {line} of {category:?}");
        }
    }
}
