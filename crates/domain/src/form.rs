//! Workbooks that go out to be filled in and come back: a department's budget, a rater's scores.
//!
//! What was sent stands in a hidden sheet of the workbook, so that what comes back can be held against it: who changed
//! what, in the workbook and in the book. Writing and reading share this module, so that they cannot disagree.

use std::collections::HashMap;

use crate::budget::Months;
use crate::{Amount, Id};

/// The hidden sheet with what was sent.
pub const SHEET: &str = "_outlay";
/// The sheet of a budget that is filled in.
pub const BUDGET_SHEET: &str = "Budget";
/// The sheet of a rating that is filled in.
pub const RATING_SHEET: &str = "Scores";
/// The heading over the numbers of the lines, in a hidden column.
pub const LINE_HEADING: &str = "#";
/// What stands in that column beside sums, alone or with a currency: `Total EUR`.
pub const TOTAL: &str = "Total";
/// What stands in the cell before the one for the rater's name.
pub const RATER_LABEL: &str = "Rated by";
/// How a criterion is answered where nothing can be said.
pub const NOT_RATED: &str = "n/a";

/// The first words of the hidden sheet.
const MARK: &str = "Outlay form";
/// How the hidden sheet is written.
const VERSION: &str = "1";

/// What was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The book it was sent out of, by its own random name.
    pub book: String,
    /// The organisation of that book.
    pub organisation: String,
    /// When (local time).
    pub made: String,
    /// What is asked for.
    pub asked: Asked,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The amounts of budget lines.
    Budget(Budget),
    /// Scores of vendors.
    Rating(Rating),
}

/// A budget that is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The plan's number.
    pub plan: Id,
    /// The plan's name.
    pub plan_name: String,
    /// The fiscal year.
    pub fiscal_year: i32,
    /// The department whose lines these are; none if all lines were sent.
    pub department: Option<Id>,
    /// Its name; empty for all lines.
    pub department_name: String,
    /// The lines.
    pub lines: Vec<Line>,
}

/// A line as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: Id,
    /// Its amounts.
    pub amounts: Months,
    /// Its notes.
    pub notes: String,
    /// What describes it, and cannot be filled in: description, vendor, category, CapEx/OpEx, purpose.
    pub described: [String; 5],
}

/// Scores that are filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The period that is rated, as [`crate::score::period`] writes it.
    pub period: String,
    /// The best score; the worst is 1.
    pub scale: u32,
    /// Who rates; empty if they fill in their name.
    pub rater: String,
    /// The vendors that are rated.
    pub vendors: Vec<(Id, String)>,
}

/// A cell of the hidden sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// An amount, which formulas of other sheets compare.
    Amount(Amount),
}

impl Form {
    /// The rows of the hidden sheet. Those of the lines come last, in their order: a name, the number, twelve amounts, the rest.
    pub fn rows(&self) -> Vec<Vec<Cell>> {
        let row = |cells: &[&str]| cells.iter().map(|cell| Cell::Text((*cell).to_owned())).collect();
        let mut rows: Vec<Vec<Cell>> = vec![
            row(&[MARK, VERSION]),
            row(&["book", &self.book]),
            row(&["organisation", &self.organisation]),
            row(&["made", &self.made]),
        ];
        match &self.asked {
            Asked::Budget(budget) => {
                let department = budget.department.map_or_else(String::new, |id| id.to_string());
                rows.extend([
                    row(&["plan", &budget.plan.to_string(), &budget.plan_name]),
                    row(&["fiscal year", &budget.fiscal_year.to_string()]),
                    row(&["department", &department, &budget.department_name]),
                ]);
                rows.extend(budget.lines.iter().map(Line::row));
            }
            Asked::Rating(rating) => {
                rows.extend([
                    row(&["period", &rating.period]),
                    row(&["scale", &rating.scale.to_string()]),
                    row(&["rater", &rating.rater]),
                ]);
                rows.extend(rating.vendors.iter().map(|(id, name)| row(&["vendor", &id.to_string(), name])));
            }
        }
        rows
    }

    /// What the rows of a hidden sheet say; nothing if they are not ours. The error is a sentence: they are ours, but of a
    /// later version, or not whole.
    pub fn read(rows: &[Vec<String>]) -> Result<Option<Form>, String> {
        let cell = |row: &[String], at: usize| row.get(at).map_or("", String::as_str).to_owned();
        let Some(first) = rows.first().filter(|row| cell(row, 0) == MARK) else { return Ok(None) };
        if cell(first, 1) != VERSION {
            return Err("This workbook was written by a later version of Outlay: update Outlay, or ask for it to be sent again.".to_owned());
        }
        let broken = || {
            "The hidden sheet of this workbook is damaged, so that it cannot be held against what was sent: send it out again.".to_owned()
        };
        let named: HashMap<String, &Vec<String>> = rows.iter().map(|row| (cell(row, 0), row)).collect();
        let text = |name: &str, at: usize| named.get(name).map(|row| cell(row, at));
        let all =
            |name: &'static str| rows.iter().filter(move |row| row.first().is_some_and(|word| word == name));
        let asked = if let Some(period) = text("period", 1) {
            let vendor = |row: &Vec<String>| Some((cell(row, 1).parse().ok()?, cell(row, 2)));
            Asked::Rating(Rating {
                period,
                scale: text("scale", 1).and_then(|text| text.parse().ok()).ok_or_else(broken)?,
                rater: text("rater", 1).unwrap_or_default(),
                vendors: all("vendor").map(vendor).collect::<Option<_>>().ok_or_else(broken)?,
            })
        } else {
            let number = |name: &str| text(name, 1).and_then(|text| text.parse().ok()).ok_or_else(broken);
            Asked::Budget(Budget {
                plan: number("plan")?,
                plan_name: text("plan", 2).unwrap_or_default(),
                fiscal_year: number("fiscal year")?,
                department: match text("department", 1).unwrap_or_default().as_str() {
                    "" => None,
                    text => Some(text.parse().map_err(|_| broken())?),
                },
                department_name: text("department", 2).unwrap_or_default(),
                lines: all("line").map(|row| Line::read(row)).collect::<Option<_>>().ok_or_else(broken)?,
            })
        };
        Ok(Some(Form {
            book: text("book", 1).ok_or_else(broken)?,
            organisation: text("organisation", 1).unwrap_or_default(),
            made: text("made", 1).unwrap_or_default(),
            asked,
        }))
    }

    /// What it is, in words: `FY2027 Budget, Infrastructure`.
    pub fn title(&self) -> String {
        match &self.asked {
            Asked::Budget(budget) if budget.department_name.is_empty() => budget.plan_name.clone(),
            Asked::Budget(budget) => format!("{}, {}", budget.plan_name, budget.department_name),
            Asked::Rating(rating) => format!("scores of {}", rating.period),
        }
    }

    /// The day on which it was sent.
    pub fn day(&self) -> &str {
        self.made.get(..10).unwrap_or(&self.made)
    }
}

impl Line {
    fn row(&self) -> Vec<Cell> {
        let text = |text: &str| Cell::Text(text.to_owned());
        let mut row = vec![text("line"), text(&self.id.to_string())];
        row.extend(self.amounts.iter().map(|amount| Cell::Amount(*amount)));
        row.push(text(&self.notes));
        row.extend(self.described.iter().map(|part| text(part)));
        row
    }

    fn read(row: &[String]) -> Option<Line> {
        let cell = |at: usize| row.get(at).map_or("", String::as_str);
        let mut amounts = [Amount::ZERO; 12];
        for (month, amount) in amounts.iter_mut().enumerate() {
            *amount = cell(2 + month).parse().ok()?;
        }
        Some(Line {
            id: cell(1).parse().ok()?,
            amounts,
            notes: cell(14).to_owned(),
            described: std::array::from_fn(|at| cell(15 + at).to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(asked: Asked) -> Form {
        let text = str::to_owned;
        Form { book: text("b1"), organisation: text("Halden"), made: text("2026-11-22T10:04:00"), asked }
    }

    fn budget() -> Budget {
        let line = |id: Id, notes: &str| Line {
            id,
            amounts: std::array::from_fn(|month| Amount::new(i64::try_from(month).unwrap() * 1005, 2)),
            notes: notes.to_owned(),
            described: ["Mail", "Contoso", "", "OpEx", "Run"].map(str::to_owned),
        };
        Budget {
            plan: 3,
            plan_name: "FY2027 Budget".to_owned(),
            fiscal_year: 2027,
            department: Some(2),
            department_name: "IT".to_owned(),
            lines: vec![line(7, ""), line(12, "plan")],
        }
    }

    fn rating() -> Rating {
        let vendors = vec![(1, "Contoso".to_owned()), (2, "Fabrikam".to_owned())];
        Rating { period: "2026-Q3".to_owned(), scale: 5, rater: String::new(), vendors }
    }

    fn read(rows: Vec<Vec<Cell>>) -> Result<Option<Form>, String> {
        let text = |cell: Cell| match cell {
            Cell::Text(text) => text,
            Cell::Amount(amount) => amount.to_string(),
        };
        let rows: Vec<Vec<String>> =
            rows.into_iter().map(|row| row.into_iter().map(text).collect()).collect();
        Form::read(&rows)
    }

    #[test]
    fn what_is_written_is_read_again() {
        let whole =
            Budget { department: None, department_name: String::new(), lines: Vec::new(), ..budget() };
        for asked in [Asked::Budget(budget()), Asked::Budget(whole), Asked::Rating(rating())] {
            let sent = form(asked);
            assert_eq!(read(sent.rows()), Ok(Some(sent)));
        }
    }

    #[test]
    fn other_sheets_are_no_forms_and_broken_ones_are_said() {
        let cell = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(read(Vec::new()), Ok(None));
        assert_eq!(read(vec![vec![cell("book"), cell("1")]]), Ok(None));
        let later = read(vec![vec![cell(MARK), cell("2")]]).unwrap_err();
        assert!(later.contains("later version"), "{later}");
        let sent = form(Asked::Budget(budget()));
        for (row, column, text) in [(4, 1, "x"), (5, 1, ""), (6, 1, "x"), (7, 1, "x"), (8, 5, "soon")] {
            let mut rows = sent.rows();
            rows[row][column] = cell(text);
            assert!(read(rows).unwrap_err().contains("damaged"), "{row}, {column}");
        }
    }

    #[test]
    fn a_form_says_what_it_is() {
        assert_eq!(form(Asked::Budget(budget())).title(), "FY2027 Budget, IT");
        assert_eq!(form(Asked::Rating(rating())).title(), "scores of 2026-Q3");
        assert_eq!(form(Asked::Rating(rating())).day(), "2026-11-22");
    }
}
