//! Which of the dollars “$” is, where a file does not say.

use ::import::{Answer, Given, Question};
use domain::Currency;

/// The currencies whose sign is “$” where they are used.
const DOLLARS: [&str; 24] = [
    "USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "BRL", "BSD", "BBD", "BMD",
    "BND", "BZD", "FJD", "GYD", "JMD", "KYD", "NAD", "TTD", "UYU",
];
/// Those that are offered; any other can be given as the currency of every row.
const OFFERED: [(&str, &str); 4] = [
    ("USD", "US dollars"),
    ("CAD", "Canadian dollars"),
    ("AUD", "Australian dollars"),
    ("SGD", "Singapore dollars"),
];

/// What is asked of amounts with “$” in a book of this currency; nothing where it is the sign of the book's own.
pub(super) fn asked(currency: Currency) -> Option<Question> {
    if DOLLARS.contains(&currency.code()) {
        return None;
    }
    let answer = |code: &str, label: String, assumed| Answer {
        label,
        gives: Given::Set(vec![("currency".to_owned(), code.to_owned())]),
        assumed,
    };
    let own = answer(currency.code(), format!("{currency}, as the book"), true);
    let others = OFFERED.iter().map(|(code, name)| answer(code, format!("{name} ({code})"), false));
    Some(Question {
        sentence: format!(
            "Amounts have “$”, which is the sign of many currencies. They were taken as {currency}, the currency of the \
             book: is that right?"
        ),
        answers: std::iter::once(own).chain(others).collect(),
    })
}
