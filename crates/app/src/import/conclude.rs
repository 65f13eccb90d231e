//! What the reader says about a file as a whole, and what is to be asked about the currency of its amounts.

use ::import::Summary;
use domain::Currency;

use super::{Imported, Problem};
use crate::Error;

/// What to ask about amounts that name no currency: because several currencies share their sign and that of the book is
/// none of them, or because others show one by their format.
fn open_currency(summary: &Summary, currency: Currency) -> Vec<String> {
    let signs = summary.signs.iter().filter(|sign| !::import::sign_may_be(sign, currency));
    let taken = format!("They were taken as {currency}, the currency of the book");
    let mut questions: Vec<String> = signs
        .map(|sign| match sign.as_str() {
            "$" => format!(
                "Amounts have “$”, which is the sign of many currencies. {taken}: if they are dollars, give the \
                 currency of every row, such as USD."
            ),
            "\u{fffd}" => format!(
                "Amounts have “{sign}” where the sign of a currency was lost. {taken}: choose another encoding, or \
                 give the currency of every row."
            ),
            _ => format!(
                "Amounts have “{sign}”, which several currencies share. {taken}: if that is wrong, give the currency \
                 of every row."
            ),
        })
        .collect();
    let others: Vec<&str> =
        summary.shown.iter().map(String::as_str).filter(|code| *code != currency.code()).collect();
    if !others.is_empty() {
        let codes = others.join(" and ");
        questions.push(format!(
            "The cells of some amounts show {codes} by their format. Others show no currency and were taken as \
             {currency}, that of the book: if that is wrong, give the currency of every row."
        ));
    }
    questions
}

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
        let mut questions = open_currency(&summary, currency);
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
