//! The words of spreadsheets: months and totals in English, German, French, Spanish and Dutch.

mod months;
mod totals;

use domain::budget::Purpose;
use domain::category::Expense;

pub(crate) use months::{is_near_month, month_named};
pub(crate) use totals::{TotalWord, is_partial_total, is_result, is_total_of_period, total_word};

/// A letter without its accent, in lower case; what is no letter stays as it is.
fn plain(letter: char) -> char {
    match letter {
        'A'..='Z' => letter.to_ascii_lowercase(),
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => 'a',
        'ç' | 'Ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => 'u',
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}

/// A letter without its accent, in lower case; `None` for what is no letter of ours.
pub(crate) fn plain_byte(letter: char) -> Option<u8> {
    u8::try_from(plain(letter)).ok().filter(u8::is_ascii_lowercase)
}

/// The words of a text: lower case, no accents, split at anything that is no letter or digit and where letters
/// meet digits or a capital starts a new word (`TransactionAmount`, `Jan27`).
pub(crate) fn tokens(text: &str) -> Vec<String> {
    /// No name has more letters; a cell of a file made by chance may, and is asked for its words again and again.
    const LETTERS: usize = 1000;
    let mut words: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for letter in text.chars().take(LETTERS) {
        // The raised letters of Nº and 1ª are no part of a word.
        if letter.is_alphanumeric() && !matches!(letter, 'º' | 'ª') {
            let starts = match before {
                None => true,
                Some(last) => {
                    last.is_ascii_digit() != letter.is_ascii_digit()
                        || (last.is_lowercase() && letter.is_uppercase())
                }
            };
            match words.last_mut() {
                Some(word) if !starts => word.push(plain(letter)),
                _ => words.push(plain(letter).to_string()),
            }
            before = Some(letter);
        } else {
            // Apostrophes join: Besteller's, l'exercice stay two words at most.
            before = None;
        }
    }
    words
}

/// Whether a word is the name of a weekday, or a short form of it.
pub(crate) fn is_weekday(word: &str) -> bool {
    const DAYS: &str = "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday \
        sun sunday mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend \
        so sonntag lun lundi mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche \
        lunes martes mie miercoles jue jueves vie viernes sab sabado dom domingo ma maandag dinsdag \
        wo woensdag donderdag vr vrijdag za zaterdag zo zon zondag lu";
    folded(word, &mut [0; 12]).is_some_and(|word| DAYS.split(' ').any(|day| day == word))
}

/// A short word in small letters without accents, and without the point behind it.
fn folded<'f>(word: &str, folded: &'f mut [u8; 12]) -> Option<&'f str> {
    let mut length = 0;
    for letter in word.trim_end_matches('.').chars() {
        let byte = plain_byte(letter)?;
        *folded.get_mut(length)? = byte;
        length += 1;
    }
    std::str::from_utf8(&folded[..length]).ok()
}

/// CapEx or OpEx, also as accounts call it: `Cap/Rev`.
pub(crate) fn expense(text: &str) -> Option<Expense> {
    Expense::read(text).or_else(|| match text.to_lowercase().as_str() {
        "cap"
        | "capital expenditure"
        | "investment"
        | "investissement"
        | "inversion"
        | "inversión"
        | "investering" => Some(Expense::Capex),
        "rev"
        | "operational"
        | "operating expenditure"
        | "running"
        | "betrieb"
        | "fonctionnement"
        | "gasto"
        | "exploitatie" => Some(Expense::Opex),
        _ => None,
    })
}

/// Whether a word for the side of an account, or for a document that stands on one, is that of a credit.
pub(crate) fn is_credit(text: &str) -> Option<bool> {
    Some(match text.to_lowercase().trim_end_matches('.') {
        "c" | "cr" | "credit" | "credits" | "h" | "haben" | "gutschrift" | "credit note" | "credit memo"
        | "crédit" | "avoir" | "haber" | "abono" | "creditnota" | "refund" => true,
        "d"
        | "dr"
        | "db"
        | "debit"
        | "debits"
        | "s"
        | "soll"
        | "rechnung"
        | "invoice"
        | "inv"
        | "débit"
        | "facture"
        | "debe"
        | "cargo"
        | "factura"
        | "debet"
        | "factuur"
        | "charge"
        | "purchase"
        | "sale"
        | "bill"
        | "vendor bill"
        | "supplier invoice"
        | "vendor invoice"
        | "purchase invoice"
        | "eingangsrechnung"
        | "lieferantenrechnung"
        | "facture fournisseur"
        | "inkoopfactuur" => false,
        _ => return None,
    })
}

/// Whether a column of that name says what kind of document a row is of, in words of any number.
pub(crate) fn is_type(key: &str) -> bool {
    const NAMES: [&str; 12] = [
        "belegart",
        "vorgangsart",
        "buchungsart",
        "type de piece",
        "type de document",
        "type piece",
        "tipo de documento",
        "tipo documento",
        "tipo de operacion",
        "documentsoort",
        "boekingssoort",
        "factuurtype",
    ];
    key.ends_with("type") || NAMES.contains(&key)
}

/// Whether a kind of document is one that gives money back. A letter alone says nothing here: S and H are kinds of ware too.
pub(crate) fn gives_back(text: &str) -> bool {
    const NAMES: [&str; 16] = [
        "credit note",
        "credit memo",
        "vendor credit",
        "supplier credit",
        "bill credit",
        "purchase credit",
        "storno",
        "stornierung",
        "stornorechnung",
        "refund",
        "reversal",
        "note de credit",
        "nota de credito",
        "factura rectificativa",
        "rectificativa",
        "creditfactuur",
    ];
    let words = tokens(text);
    let says = |name: &&str| {
        let name: Vec<&str> = name.split(' ').collect();
        words.windows(name.len()).any(|part| part.iter().map(String::as_str).eq(name.iter().copied()))
    };
    text.chars().count() > 2 && is_credit(text) == Some(true)
        || NAMES.iter().any(says)
        || words.iter().any(|word| word.ends_with("gutschrift"))
}

/// Run, grow or transform, also in longer words.
pub(crate) fn purpose(text: &str) -> Option<Purpose> {
    Purpose::read(text).or_else(|| match text.to_lowercase().as_str() {
        "r" | "run the business" | "maintain" | "keep the lights on" => Some(Purpose::Run),
        "g" | "grow the business" | "growth" => Some(Purpose::Grow),
        "t" | "transform the business" | "transformation" | "change the business" | "innovate" => {
            Some(Purpose::Transform)
        }
        _ => None,
    })
}

/// The year that a text names, with its four digits: `2027`, `FY27`.
pub(crate) fn year(text: &str) -> Option<String> {
    let words = tokens(text);
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let whole = words.iter().find(|word| {
        word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && is_number(word)
    });
    let short = || {
        let [_, year] = words.windows(2).find(|pair| pair[0] == "fy" && pair[1].len() == 2)? else {
            return None;
        };
        is_number(year).then(|| format!("20{year}"))
    };
    whole.cloned().or_else(short)
}

/// Whether a text speaks of what is planned: `Budget 2027`, `Proposed`.
pub(crate) fn is_planned(text: &str) -> bool {
    let words = tokens(text);
    words.iter().any(|word| PLANNED.contains(&word.as_str()))
}

const PLANNED: [&str; 17] = [
    "budget",
    "budgeted",
    "plan",
    "planned",
    "soll",
    "planwert",
    "forecast",
    "proposed",
    "adopted",
    "approved",
    "requested",
    "recommended",
    "begroot",
    "begroting",
    "presupuesto",
    "prevu",
    "prevision",
];

/// Whether a text speaks of what was, and not of what is planned: `Actual 2026`, `Vorjahr`.
pub(crate) fn is_past(text: &str) -> bool {
    let words = tokens(text);
    let says = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    says(&[
        "actual",
        "actuals",
        "prior",
        "previous",
        "outturn",
        "ist",
        "vorjahr",
        "istwerte",
        "reel",
        "reels",
        "realise",
        "real",
        "ejecutado",
        "realisatie",
        "gerealiseerd",
        "werkelijk",
    ]) && !is_planned(text)
}

/// Words that stand beside the name of a month or an amount and say nothing about which it is.
pub(crate) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "budget"
            | "plan"
            | "planned"
            | "amount"
            | "cost"
            | "costs"
            | "betrag"
            | "montant"
            | "importe"
            | "bedrag"
            | "in"
            | "the"
            | "sum"
            | "of"
            | "eur"
            | "gbp"
            | "usd"
            | "chf"
            | "euro"
            | "k"
            | "teur"
            | "keur"
            | "tgbp"
            | "tusd"
            | "tchf"
            | "tsd"
            | "thousand"
            | "thousands"
            | "budgeted"
            | "soll"
            | "value"
            | "for"
            | "begroot"
            | "forecast"
            | "fc"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_fall_into_words() {
        for (text, words) in [
            ("TRANSACTION_NUMBER", "transaction number"),
            ("TransactionAmount", "transaction amount"),
            (" Transaction Amount ", "transaction amount"),
            ("Währung", "wahrung"),
            ("Jan27", "jan 27"),
            ("Amount (£)", "amount"),
            ("N° facture", "n facture"),
            ("", ""),
        ] {
            assert_eq!(tokens(text).join(" "), words);
        }
    }

    #[test]
    fn months_are_named_in_five_languages() {
        for (word, month) in
            [("Mar", 3), ("März", 3), ("AOÛT", 8), ("déc.", 12), ("ene", 1), ("mei", 5), ("Sept", 9)]
        {
            assert_eq!(month_named(word), Some(month), "{word}");
        }
        assert_eq!(month_named("total"), None);
    }
}
