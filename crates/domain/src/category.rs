//! The tree of cost categories; a new book has the nine TBM cost pools.

use serde::{Deserialize, Serialize};

use crate::{Id, Problem};

/// Whether money is capitalised or expensed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Expense {
    /// Capitalised and depreciated.
    Capex,
    /// Expensed in the period.
    #[default]
    Opex,
}

impl Expense {
    /// As it is shown: `CapEx` or `OpEx`.
    pub fn label(self) -> &'static str {
        match self {
            Expense::Capex => "CapEx",
            Expense::Opex => "OpEx",
        }
    }

    /// The expense a text means, such as `Capital` or `OPEX`.
    pub fn read(text: &str) -> Option<Expense> {
        match text.trim().to_lowercase().replace(['-', ' '], "").as_str() {
            "capex" | "capital" | "capitalised" | "capitalized" | "c" | "investition" => Some(Expense::Capex),
            "opex" | "operating" | "revenue" | "expense" | "o" | "aufwand" => Some(Expense::Opex),
            _ => None,
        }
    }
}

/// A cost category of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Category"))]
pub struct Category {
    /// Its number.
    pub id: Id,
    /// Its name, unique under its parent.
    pub name: String,
    /// The category above it.
    pub parent: Option<Id>,
    /// What lines of it are by default.
    pub expense: Expense,
}

/// A category as the user gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "CategoryDraft"))]
pub struct Draft {
    /// The category to replace; none for a new one.
    pub id: Option<Id>,
    /// Its name.
    pub name: String,
    /// The category above it.
    pub parent: Option<Id>,
    /// What lines of it are by default.
    pub expense: Expense,
}

impl Draft {
    /// Everything that is wrong with it beside the categories that exist.
    pub fn problems(&self, others: &[Category]) -> Vec<Problem> {
        let mut problems = Vec::new();
        let name = self.name.trim();
        if name.is_empty() {
            problems.push(Problem::new("name", "Give the category a name."));
        }
        let same = |other: &&Category| {
            Some(other.id) != self.id
                && other.parent == self.parent
                && other.name.to_lowercase() == name.to_lowercase()
        };
        if let Some(other) = others.iter().find(same) {
            problems.push(Problem::new("name", format!("There is a category “{}” already.", other.name)));
        }
        if self.id.is_some() && is_below(self.parent, self.id, |id| parent_of(others, id)) {
            problems.push(Problem::new("parent", "A category cannot stand below itself."));
        }
        problems
    }
}

fn parent_of(all: &[Category], id: Id) -> Option<Id> {
    all.iter().find(|category| category.id == id).and_then(|category| category.parent)
}

/// Whether `from` is `target` or stands somewhere below it.
pub(crate) fn is_below(from: Option<Id>, target: Option<Id>, parent: impl Fn(Id) -> Option<Id>) -> bool {
    let mut at = from;
    let mut steps = 0;
    while let Some(id) = at {
        if Some(id) == target || steps > 100 {
            return true;
        }
        at = parent(id);
        steps += 1;
    }
    false
}

/// The name of a category with those above it: `Software & SaaS › Licences`.
pub fn path(all: &[Category], id: Id) -> String {
    let mut names = Vec::new();
    let mut at = Some(id);
    while let Some(category) = at.and_then(|id| all.iter().find(|category| category.id == id)) {
        names.push(category.name.as_str());
        at = if names.len() < 20 { category.parent } else { None };
    }
    names.reverse();
    names.join(" › ")
}

/// The nine cost pools of the TBM taxonomy 5.0.1 with what they are by default.
pub const COST_POOLS: [(&str, Expense); 9] = [
    ("Staffing", Expense::Opex),
    ("Outside Services", Expense::Opex),
    ("Cloud Services", Expense::Opex),
    ("Hardware", Expense::Capex),
    ("Software & SaaS", Expense::Opex),
    ("Data Center Facilities", Expense::Opex),
    ("Telecom", Expense::Opex),
    ("Misc Costs", Expense::Opex),
    ("Cross Charges", Expense::Opex),
];
