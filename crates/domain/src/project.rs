//! Initiatives on the roadmap that budget lines belong to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Id, Problem};

/// A project of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Project"))]
pub struct Project {
    /// Its number.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its first day.
    pub start: Option<NaiveDate>,
    /// Its last day.
    pub end: Option<NaiveDate>,
}

/// A project as the user gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ProjectDraft"))]
pub struct Draft {
    /// The project to replace; none for a new one.
    pub id: Option<Id>,
    /// Its name.
    pub name: String,
    /// Its first day.
    pub start: Option<NaiveDate>,
    /// Its last day.
    pub end: Option<NaiveDate>,
}

impl Draft {
    /// Everything that is wrong with it beside the projects that exist.
    pub fn problems(&self, others: &[Project]) -> Vec<Problem> {
        let mut problems = Vec::new();
        let name = self.name.trim().to_lowercase();
        if name.is_empty() {
            problems.push(Problem::new("name", "Give the project a name."));
        }
        let same = |other: &&Project| Some(other.id) != self.id && other.name.to_lowercase() == name;
        if let Some(other) = others.iter().find(same) {
            problems.push(Problem::new("name", format!("There is a project “{}” already.", other.name)));
        }
        if self.start.zip(self.end).is_some_and(|(start, end)| end < start) {
            problems.push(Problem::new("end", "The project ends before it starts. Change one of the dates."));
        }
        problems
    }
}
