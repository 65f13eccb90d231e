//! Commentary: why a line or a group differs in a period, in words, and for a line the cause that the bridge names.

use serde::{Deserialize, Serialize};

use crate::calendar::{FiscalCalendar, Period};
use crate::{Id, Month, Problem};

/// The causes that have a name in the product, in the order in which they are offered; own words do as well.
pub const CAUSES: [&str; 5] = ["price", "scope", "delay", "one-off", "cancelled"];

/// The cause that says a line is given up: all of its difference is that.
pub const CANCELLED: &str = "cancelled";

/// What kind of record a comment is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "CommentScope"))]
#[expect(missing_docs, reason = "each is the word of the product that it names")]
pub enum Scope {
    Line,
    Category,
    Department,
    Vendor,
    Project,
}

impl Scope {
    /// Every one, in the order of their columns.
    pub const ALL: [Scope; 5] =
        [Scope::Line, Scope::Category, Scope::Department, Scope::Vendor, Scope::Project];

    /// Its name as it is stored and sent.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Line => "line",
            Scope::Category => "category",
            Scope::Department => "department",
            Scope::Vendor => "vendor",
            Scope::Project => "project",
        }
    }
}

/// The record that a comment is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "CommentSubject"))]
pub struct Subject {
    /// What kind of record.
    pub scope: Scope,
    /// Which one.
    pub of: Id,
}

/// A comment as the user gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "CommentDraft"))]
pub struct Draft {
    /// On what.
    pub subject: Subject,
    /// Of which period.
    pub period: Period,
    /// The plan that the period is held against; none where there is none.
    pub plan: Option<Id>,
    /// What is said.
    pub text: String,
    /// Why a line costs more or less, for the bridge: one of [`CAUSES`] or own words; empty for none.
    pub cause: String,
    /// The period that it was taken over from.
    pub carried_from: Option<Period>,
}

impl Draft {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.text.trim().is_empty() && self.cause.trim().is_empty() {
            problems.push(Problem::new("text", "Say why, or choose a cause."));
        }
        if !self.cause.trim().is_empty() && self.subject.scope != Scope::Line {
            problems.push(Problem::new("cause", "A cause is given to a budget line, not to a group."));
        }
        problems
    }
}

/// A comment of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Comment"))]
#[expect(missing_docs, reason = "the fields of a comment")]
pub struct Comment {
    pub id: Id,
    pub subject: Subject,
    pub period: Period,
    pub plan: Option<Id>,
    pub text: String,
    pub cause: String,
    /// Who said it last.
    pub who: String,
    /// When, as `2026-11-04T10:02:00`.
    pub at: String,
    pub carried_from: Option<Period>,
}

/// The period under which commentary is kept: to a day is to the end of its month, so that tomorrow still finds it.
pub fn kept(period: Period) -> Period {
    match period {
        Period::ToDate(day) => Period::ToDate(Month::of(day).last_day()),
        Period::Year(_) | Period::Quarter(..) | Period::Month(_) => period,
    }
}

/// The period of the same kind before, of which comments are proposed again; none before a first month to date.
pub fn before(period: Period, calendar: FiscalCalendar) -> Option<Period> {
    match kept(period) {
        Period::Year(year) => Some(Period::Year(year - 1)),
        Period::Quarter(year, 1) => Some(Period::Quarter(year - 1, 4)),
        Period::Quarter(year, quarter) => Some(Period::Quarter(year, quarter - 1)),
        Period::Month(month) => Some(Period::Month(month.plus(-1))),
        Period::ToDate(day) => {
            let month = Month::of(day);
            let earlier = month.plus(-1);
            let same_year = calendar.year_of(month) == calendar.year_of(earlier);
            same_year.then(|| Period::ToDate(earlier.last_day()))
        }
    }
}

/// The comment of a line whose cause speaks for a period: that of the period itself, else of the shortest that holds
/// it, else of the longest, latest one inside it. A cause given for a quarter so names its months and its year.
///
/// ```
/// use domain::comment::cause;
/// # use domain::comment::{Comment, Scope, Subject};
/// # let comment = |id, period: &str, cause: &str| Comment {
/// #     id, subject: Subject { scope: Scope::Line, of: 1 }, period: period.parse().unwrap(), plan: None,
/// #     text: String::new(), cause: cause.to_owned(), who: String::new(), at: String::new(), carried_from: None,
/// # };
/// let comments = [comment(1, "FY2027-Q1", "price"), comment(2, "2026-08", "delay"), comment(3, "FY2027", "")];
/// let found = |period: &str| cause(&comments, period.parse().unwrap(), domain::calendar::FiscalCalendar::new(7, domain::calendar::FiscalName::End).unwrap());
/// assert_eq!(found("2026-08").map(|one| one.cause.as_str()), Some("delay"));
/// assert_eq!(found("2026-09").map(|one| one.cause.as_str()), Some("price"));
/// assert_eq!(found("FY2027").map(|one| one.cause.as_str()), Some("price"));
/// assert!(found("FY2027-Q2").is_none());
/// ```
pub fn cause<'a>(
    comments: impl IntoIterator<Item = &'a Comment>,
    period: Period,
    calendar: FiscalCalendar,
) -> Option<&'a Comment> {
    let (first, last) = period.months(calendar);
    let asked = last.months_since(first) + 1;
    let rank = |comment: &Comment| {
        let (from, to) = comment.period.months(calendar);
        let months = to.months_since(from) + 1;
        let is_same = comment.period == kept(period);
        let holds = from <= first && to >= last;
        let inside = from >= first && to <= last;
        // The smallest first: the period itself, one around it by its length, one inside it by what it leaves out.
        match (is_same, holds, inside) {
            (true, ..) => Some((0, 0, 0)),
            (_, true, _) => Some((1, months, 0)),
            (_, _, true) => Some((2, asked - months, -to.months_since(first))),
            (false, false, false) => None,
        }
    };
    comments
        .into_iter()
        .filter(|comment| !comment.cause.trim().is_empty())
        .filter_map(|comment| Some((rank(comment)?, comment)))
        .min_by_key(|(rank, comment)| (*rank, comment.id))
        .map(|(_, comment)| comment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::FiscalName;

    fn july() -> FiscalCalendar {
        FiscalCalendar::new(7, FiscalName::End).unwrap()
    }

    #[test]
    fn every_period_has_one_before_it() {
        for (period, expected) in [
            ("FY2027", Some("FY2026")),
            ("FY2027-Q1", Some("FY2026-Q4")),
            ("FY2027-Q3", Some("FY2027-Q2")),
            ("2026-07", Some("2026-06")),
            ("2026-11-22", Some("2026-10-31")),
            ("2026-07-31", None),
        ] {
            let found = before(period.parse().unwrap(), july()).map(|period| period.to_string());
            assert_eq!(found.as_deref(), expected, "{period}");
        }
    }

    #[test]
    fn a_day_is_kept_as_the_end_of_its_month() {
        for (period, expected) in [("2026-11-22", "2026-11-30"), ("2026-11", "2026-11"), ("FY2027", "FY2027")]
        {
            assert_eq!(kept(period.parse().unwrap()).to_string(), expected);
        }
    }

    #[test]
    fn a_comment_says_something_of_its_record() {
        let draft = |scope, text: &str, cause: &str| Draft {
            subject: Subject { scope, of: 1 },
            period: Period::Year(2027),
            plan: None,
            text: text.to_owned(),
            cause: cause.to_owned(),
            carried_from: None,
        };
        for (scope, text, cause, expected) in [
            (Scope::Line, "Dearer", "", ""),
            (Scope::Line, "", "price", ""),
            (Scope::Line, " ", " ", "text"),
            (Scope::Vendor, "Dearer", "", ""),
            (Scope::Vendor, "Dearer", "price", "cause"),
            (Scope::Category, "", "price", "cause"),
        ] {
            let problems = draft(scope, text, cause).problems();
            let found: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
            assert_eq!(found.join(" "), expected, "{scope:?} {text} {cause}");
        }
    }

    #[test]
    fn the_nearest_cause_speaks() {
        let comment = |id: Id, period: &str| Comment {
            id,
            subject: Subject { scope: Scope::Line, of: 1 },
            period: period.parse().unwrap(),
            plan: None,
            text: String::new(),
            cause: period.to_owned(),
            who: String::new(),
            at: String::new(),
            carried_from: None,
        };
        let all =
            [comment(1, "2026-08"), comment(2, "FY2027-Q1"), comment(3, "2026-10"), comment(4, "2026-11-30")];
        for (period, expected) in [
            ("2026-08", Some("2026-08")),
            ("2026-09", Some("FY2027-Q1")),
            ("2026-10", Some("2026-10")),
            ("2026-11", Some("2026-11-30")),
            ("2026-11-22", Some("2026-11-30")),
            ("2026-12", None),
            ("FY2027-Q2", Some("2026-10")),
            ("FY2027", Some("2026-11-30")),
            ("FY2026", None),
        ] {
            let found = cause(&all, period.parse().unwrap(), july()).map(|one| one.cause.as_str());
            assert_eq!(found, expected, "{period}");
        }
    }
}
