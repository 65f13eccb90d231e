//! Workbooks that are filled in by people without Outlay, and come back: budgets and ratings.

mod budget;
mod rating;

use chrono::NaiveDate;

use crate::error::Error;
use crate::workbook::{Look, Workbook};

pub use budget::{Budget, Line, xlsx as budget};
pub use rating::{Rating, xlsx as rating};

/// By when a workbook is wanted back, and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Return {
    /// The day by which it should be back.
    pub until: Option<NaiveDate>,
    /// To whom it is sent back; empty if that is not said.
    pub to: String,
}

impl Return {
    /// `Please send it back to Anna by 15 December 2026.`
    fn sentence(&self) -> Option<String> {
        let to = if self.to.trim().is_empty() { String::new() } else { format!(" to {}", self.to.trim()) };
        let by = self.until.map_or_else(String::new, |day| format!(" by {}", day.format("%-d %B %Y")));
        (!to.is_empty() || !by.is_empty()).then(|| format!("Please send it back{to}{by}."))
    }
}

/// The sheet that says how to fill the other one in.
fn instructions(book: &mut Workbook, title: &str, sentences: &[String]) -> Result<(), Error> {
    let mut sheet = book.form("Instructions")?;
    sheet.width(0, 100)?;
    sheet.text(0, 0, title, Look::Title)?;
    for (row, sentence) in (2..).zip(sentences) {
        sheet.text(row, 0, sentence, Look::Paragraph)?;
    }
    sheet.protect();
    Ok(())
}
