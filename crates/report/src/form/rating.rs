//! Scores to be given: a row for each vendor and criterion, a scale to choose from, room for a reason.

use chrono::NaiveDate;
use domain::form::{self, Form, NOT_RATED, RATER_LABEL, RATING_SHEET};

use super::{Return, instructions};
use crate::error::{Error, Progress};
use crate::workbook::{Look, Workbook};

/// The row with the name of the rater.
const RATER: u32 = 2;
/// The row with the names of the columns.
const HEADER: u32 = 4;

/// Scores to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// What is sent, to be held against what comes back.
    pub form: Form,
    /// What it is, in words.
    pub title: String,
    /// The period that is rated.
    pub period: String,
    /// The best score; the worst is 1.
    pub scale: u32,
    /// Who rates; empty if they fill in their name.
    pub rater: String,
    /// The day the book is looked at.
    pub as_of: NaiveDate,
    /// The vendors.
    pub vendors: Vec<String>,
    /// What each is rated by.
    pub criteria: Vec<String>,
    /// By when and by whom it is wanted back.
    pub back: Return,
}

/// Writes scores to be given. Equal ratings give equal bytes.
pub fn xlsx(rating: &Rating, progress: Progress<'_>) -> Result<Vec<u8>, Error> {
    let organisation = &rating.form.organisation;
    let mut book = Workbook::new(&rating.title, organisation, rating.as_of);
    let mut sheet = book.form(RATING_SHEET)?;
    sheet.text(0, 0, &format!("{organisation} · {}", rating.title), Look::Title)?;
    let back = rating.back.sentence().map_or_else(String::new, |sentence| format!(" {sentence}"));
    let hint = format!("Choose a score from 1 to {}; the sheet “Instructions” says how.{back}", rating.scale);
    sheet.text(1, 0, &hint, Look::Remark)?;
    sheet.text(RATER, 0, RATER_LABEL, Look::Fixed)?;
    let look = if rating.rater.is_empty() { Look::Open } else { Look::Fixed };
    sheet.text(RATER, 1, &rating.rater, look)?;

    let columns = [("Vendor", 32), ("Criterion", 36), ("Period", 11), ("Score", 9), ("Comment", 60)];
    for (column, (heading, width)) in (0..).zip(columns) {
        sheet.width(column, width)?;
        sheet.text(HEADER, column, heading, Look::Heading { figures: false })?;
    }
    let mut row = HEADER;
    for (at, vendor) in rating.vendors.iter().enumerate() {
        progress.at(at, rating.vendors.len())?;
        for criterion in &rating.criteria {
            row += 1;
            sheet.text(row, 0, vendor, Look::Fixed)?;
            sheet.text(row, 1, criterion, Look::Fixed)?;
            sheet.text(row, 2, &rating.period, Look::Fixed)?;
            sheet.text(row, 3, "", Look::OpenChoice)?;
            sheet.text(row, 4, "", Look::Open)?;
        }
    }
    let mut words: Vec<String> = (1..=rating.scale).map(|score| score.to_string()).collect();
    words.push(NOT_RATED.to_owned());
    if row > HEADER {
        sheet.words(((HEADER + 1, 3), (row, 3)), &words)?;
    }
    sheet.freeze(HEADER + 1, 2)?;
    sheet.protect();

    instructions(&mut book, &rating.title, &sentences(rating))?;
    book.hidden(form::SHEET, &rating.form.rows())?;
    book.bytes()
}

fn sentences(rating: &Rating) -> Vec<String> {
    let scale = rating.scale;
    let mut said = Vec::new();
    if rating.rater.is_empty() {
        said.push(
            "Write your name into the pale cell at the top: what several people say is kept apart."
                .to_owned(),
        );
    }
    said.extend([
        format!("For each vendor and criterion choose a score from 1 (worst) to {scale} (best) as you saw it in {}.", rating.period),
        format!("Where you cannot say, leave the cell empty or choose {NOT_RATED}: it counts for nothing, neither good nor bad."),
        "A reason in the comment helps whoever talks to the vendor; it is kept together with the score.".to_owned(),
        "Everything but the pale cells is locked. Please add no columns and no sheets, and keep the hidden one: by it the answer finds its way back.".to_owned(),
    ]);
    said.extend(rating.back.sentence());
    said
}
