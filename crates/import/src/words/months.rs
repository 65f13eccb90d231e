//! What months are called, and what is nearly called so.

use super::folded;

/// The names and short names of the twelve months.
const MONTHS: [&[&str]; 12] = [
    &["jan", "january", "januar", "janvier", "janv", "enero", "ene", "januari", "janner", "jaen", "jaenner"],
    &["feb", "february", "februar", "fevrier", "fev", "fevr", "febrero", "februari", "feber", "febr"],
    &["mar", "march", "marz", "maerz", "mrz", "mars", "marzo", "maart", "mrt", "mzo"],
    &["apr", "april", "avril", "avr", "abril", "abr"],
    &["may", "mai", "mayo", "mei"],
    &["jun", "june", "juni", "juin", "junio"],
    &["jul", "july", "juli", "juillet", "juil", "julio", "juill"],
    &["aug", "august", "aout", "aou", "agosto", "ago", "augustus", "agto"],
    &["sep", "sept", "september", "septembre", "septiembre", "setiembre"],
    &["oct", "october", "oktober", "okt", "octobre", "octubre"],
    &["nov", "november", "novembre", "noviembre", "novbre"],
    &["dec", "december", "dezember", "dez", "decembre", "diciembre", "dic", "dicbre"],
];

/// The month a word names (`Jan`, `März`, `févr.`), 1 to 12.
pub(crate) fn month_named(word: &str) -> Option<u32> {
    let mut letters = [0; 12];
    let word = folded(word, &mut letters)?;
    let place = MONTHS.iter().position(|names| names.contains(&word))?;
    u32::try_from(place + 1).ok()
}

/// Whether a word is nearly the name of a month: cut short (`Novemb`), or with a slip (`Mrach`).
///
/// That says little by itself. It is for where the columns on both sides say which month must stand between them.
pub(crate) fn is_near_month(word: &str, number: u32) -> bool {
    let mut letters = [0; 12];
    let Some(word) = folded(word, &mut letters).filter(|word| word.len() >= 3) else { return false };
    let names = (number as usize).checked_sub(1).and_then(|place| MONTHS.get(place));
    names.is_some_and(|names| {
        names.iter().any(|name| {
            let slips = if name.len() >= 6 { 2 } else { 1 };
            (name.starts_with(word) || word.starts_with(name))
                || (name.len() >= 4 && strsim::damerau_levenshtein(name, word) <= slips)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_a_month() {
        for (word, number) in [("Mrach", 3), ("Novemb", 11), ("Janury", 1), ("Setpember", 9), ("Agust", 8)] {
            assert!(month_named(word).is_none() && is_near_month(word, number), "{word}");
        }
        for (word, number) in [("Total", 3), ("Ma", 3), ("Note", 11), ("Share", 3), ("Actual", 4), ("", 1)] {
            assert!(!is_near_month(word, number), "{word}");
        }
    }
}
