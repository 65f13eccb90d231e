//! Who bears the cost: departments with their cost centres.

use serde::{Deserialize, Serialize};

use crate::category::is_below;
use crate::{Id, Problem};

/// A department of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Department"))]
pub struct Department {
    /// Its number.
    pub id: Id,
    /// The cost centre's code; may be empty.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The department above it.
    pub parent: Option<Id>,
}

/// A department as the user gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DepartmentDraft"))]
pub struct Draft {
    /// The department to replace; none for a new one.
    pub id: Option<Id>,
    /// The cost centre's code; may be empty.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The department above it.
    pub parent: Option<Id>,
}

impl Draft {
    /// Everything that is wrong with it beside the departments that exist.
    pub fn problems(&self, others: &[Department]) -> Vec<Problem> {
        let mut problems = Vec::new();
        let (name, code) = (self.name.trim().to_lowercase(), self.code.trim().to_lowercase());
        if name.is_empty() {
            problems.push(Problem::new("name", "Give the department a name."));
        }
        for other in others.iter().filter(|other| Some(other.id) != self.id) {
            if other.name.to_lowercase() == name {
                problems
                    .push(Problem::new("name", format!("There is a department “{}” already.", other.name)));
            }
            if !code.is_empty() && other.code.to_lowercase() == code {
                let message = format!("“{}” has the cost centre {} already.", other.name, other.code);
                problems.push(Problem::new("code", message));
            }
        }
        let parent = |id| others.iter().find(|other| other.id == id).and_then(|other| other.parent);
        if self.id.is_some() && is_below(self.parent, self.id, parent) {
            problems.push(Problem::new("parent", "A department cannot stand below itself."));
        }
        problems
    }
}
