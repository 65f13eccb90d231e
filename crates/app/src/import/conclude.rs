//! What the reader says about a file as a whole.

use ::import::Summary;
use domain::Currency;

use super::{Imported, Problem, open};
use crate::Error;

/// Takes over what the reader says about the file as a whole.
pub(super) fn conclude(
    imported: &mut Imported,
    mut summary: Summary,
    currency: Currency,
) -> Result<(), Error> {
    imported.read = summary.read;
    imported.left_out += summary.left_out + summary.problem_rows;
    imported.problem_count += summary.problem_count;
    let problems = std::mem::take(&mut summary.problems).into_iter().map(|problem| Problem {
        row: problem.row,
        column: problem.column,
        name: problem.name,
        text: problem.text,
        message: problem.message,
    });
    imported.problems.extend(problems);
    imported.problems.sort_by_key(|problem| (problem.row, problem.column));
    imported.problems.truncate(1000);
    imported.notes.append(&mut summary.notes);
    imported.questions.append(&mut summary.questions);
    if summary.totals.contains_key("") {
        let mut questions = open::asked(&summary, currency);
        if questions.is_empty() {
            imported
                .notes
                .push(format!("Amounts that name no currency were taken as {currency}, that of the book."));
        }
        imported.questions.append(&mut questions);
    }
    for (code, total) in summary.totals {
        let code = if code.is_empty() { currency.code().to_owned() } else { code };
        let sum = imported.totals.entry(code).or_default();
        *sum = sum.plus(total)?;
    }
    Ok(())
}
