//! Which currency amounts are in, where a file does not say or says it only in part.

use ::import::{Answer, Given, Question, Summary};
use domain::Currency;

/// What is offered for a sign that several currencies share; any other can be given as the currency of every row.
const OFFERED: [(&str, &[(&str, &str)]); 5] = [
    (
        "$",
        &[
            ("USD", "US dollars"),
            ("CAD", "Canadian dollars"),
            ("AUD", "Australian dollars"),
            ("SGD", "Singapore dollars"),
        ],
    ),
    ("¥", &[("JPY", "Yen"), ("CNY", "Renminbi")]),
    ("kr", &[("SEK", "Swedish kronor"), ("NOK", "Norwegian kroner"), ("DKK", "Danish kroner")]),
    ("Rs", &[("INR", "Indian rupees"), ("PKR", "Pakistani rupees"), ("LKR", "Sri Lankan rupees")]),
    ("\u{fffd}", &[("EUR", "Euros"), ("GBP", "Pounds")]),
];

/// What is asked of amounts that name no currency, in a book of this one: about each sign that is not that of the book,
/// and where others show a currency by their format.
pub(super) fn asked(summary: &Summary, currency: Currency) -> Vec<Question> {
    let open = summary.signs.iter().filter(|sign| !::import::sign_may_be(sign, currency));
    let mut questions: Vec<Question> =
        open.map(|sign| about(sign, currency, summary.shown.is_empty())).collect();
    let others: Vec<&str> =
        summary.shown.iter().map(String::as_str).filter(|code| *code != currency.code()).collect();
    if !others.is_empty() {
        let codes = others.join(" and ");
        questions.push(Question::told(format!(
            "The cells of some amounts show {codes} by their format. Others show no currency and were taken as {currency}, \
             that of the book: if that is wrong, give the currency of every row."
        )));
    }
    questions
}

/// Asks which currency a sign is. An answer holds for every row: where formats show others, it is not offered.
fn about(sign: &str, currency: Currency, offered: bool) -> Question {
    let what = if sign == "\u{fffd}" {
        format!("Amounts have “{sign}” where the sign of a currency was lost.")
    } else {
        format!("Amounts have “{sign}”, which is the sign of many currencies.")
    };
    let sentence = format!("{what} They were taken as {currency}, the currency of the book: is that right?");
    let answer = |code: &str, label: String, assumed| Answer {
        label,
        gives: Given::Set(vec![("currency".to_owned(), code.to_owned())]),
        assumed,
    };
    let own = answer(currency.code(), format!("{currency}, as the book"), true);
    let known =
        OFFERED.iter().find(|(known, _)| *known == sign && offered).map_or(&[][..], |(_, known)| known);
    let others = known.iter().filter(|(code, _)| *code != currency.code());
    let others = others.map(|(code, name)| answer(code, format!("{name} ({code})"), false));
    let answers = if offered { std::iter::once(own).chain(others).collect() } else { Vec::new() };
    Question { sentence, answers }
}
