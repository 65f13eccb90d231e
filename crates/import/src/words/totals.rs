//! What totals are called.

use super::{month_named, tokens};

/// How surely a text marks a row of totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TotalWord {
    /// Nothing but the word: `Total`, `Gesamtsumme`.
    Alone,
    /// The word and a name, `Total Software`: a name may also start like that.
    WithName,
    /// A word that is as often something else: `All`. Only its amounts can say.
    Perhaps,
}

/// What stands for a total by itself.
const ALONE: [&str; 36] = [
    "total",
    "totals",
    "grand total",
    "grand totals",
    "sub total",
    "subtotal",
    "sum",
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "endsumme",
    "zwischensumme",
    "teilsumme",
    "somme",
    "sous total",
    "total general",
    "total generale",
    "montant total",
    "total amount",
    "suma",
    "suma total",
    "totaal",
    "eindtotaal",
    "subtotaal",
    "totale",
    "gesamtbetrag",
    "gesamtkosten",
    "gesamtergebnis",
    "insgesamt",
    "overall total",
    "importe total",
    "totaal generaal",
    "total gbp",
    "total eur",
    "total usd",
];

/// Whether a text names the total of a group rather than of everything: `Subtotal`, `Total Software`.
pub(crate) fn is_partial_total(text: &str) -> bool {
    const PARTIAL: [&str; 6] =
        ["sub total", "subtotal", "zwischensumme", "teilsumme", "sous total", "subtotaal"];
    total_word(text) == Some(TotalWord::WithName) || PARTIAL.contains(&tokens(text).join(" ").as_str())
}

const PERHAPS: [&str; 7] = ["all", "alle", "overall", "ensemble", "todos", "tous", "alles"];

/// Whether a text names a total.
pub(crate) fn total_word(text: &str) -> Option<TotalWord> {
    let bare = text.trim_end_matches(':');
    if matches!(bare, "Σ" | "∑") {
        return Some(TotalWord::Alone);
    }
    if PERHAPS.iter().any(|word| bare.eq_ignore_ascii_case(word)) {
        return Some(TotalWord::Perhaps);
    }
    // Most cells are no totals: look closer only at those that could be.
    let stems: [&[u8]; 4] = [b"tot", b"sum", b"som", b"ges"];
    let could_be = |part: &[u8]| stems.iter().any(|stem| part.eq_ignore_ascii_case(stem));
    if text.len() > 80 || !text.as_bytes().windows(3).any(could_be) {
        return None;
    }
    let all = tokens(text);
    if ALONE.contains(&all.join(" ").as_str()) {
        return Some(TotalWord::Alone);
    }
    let words: Vec<&str> = all.iter().map(String::as_str).collect();
    let starts = matches!(
        words.as_slice(),
        [
            "total"
                | "totals"
                | "subtotal"
                | "gesamtsumme"
                | "zwischensumme"
                | "totaal"
                | "subtotaal"
                | "summe"
                | "somme"
                | "suma",
            ..
        ] | ["grand" | "sub" | "sous", "total", ..]
    );
    let ends = words.len() <= 6
        && matches!(words.last(), Some(&("total" | "subtotal" | "totals" | "gesamt" | "totaal")));
    (starts || ends).then_some(TotalWord::WithName)
}

/// Whether a text names the total of a month, a quarter or a year and of nothing else: `Total January 2027`.
pub(crate) fn is_total_of_period(text: &str) -> bool {
    const BESIDE: [&str; 22] = [
        "total",
        "subtotal",
        "sub",
        "sum",
        "summe",
        "zwischensumme",
        "somme",
        "sous",
        "suma",
        "totaal",
        "subtotaal",
        "for",
        "of",
        "q",
        "quarter",
        "quartal",
        "trimestre",
        "kwartaal",
        "week",
        "month",
        "fy",
        "de",
    ];
    let words = tokens(text);
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    total_word(text) == Some(TotalWord::WithName)
        && words
            .iter()
            .all(|word| BESIDE.contains(&word.as_str()) || is_number(word) || month_named(word).is_some())
}

/// Whether a text names what is left of one total after another: `Net result`.
pub(crate) fn is_result(text: &str) -> bool {
    const NAMES: [&str; 24] = [
        "net",
        "net result",
        "result",
        "net income",
        "net cost",
        "net costs",
        "net total",
        "balance",
        "surplus",
        "deficit",
        "surplus deficit",
        "surplus or deficit",
        "profit",
        "loss",
        "profit or loss",
        "ergebnis",
        "jahresergebnis",
        "saldo",
        "uberschuss",
        "resultat",
        "resultat net",
        "resultado",
        "resultaat",
        "solde",
    ];
    text.len() <= 40 && NAMES.contains(&tokens(text).join(" ").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_recognised() {
        assert_eq!(total_word("Grand Total"), Some(TotalWord::Alone));
        assert_eq!(total_word("TOTAL:"), Some(TotalWord::Alone));
        assert_eq!(total_word("Gesamtsumme"), Some(TotalWord::Alone));
        assert_eq!(total_word("Total Expenses Claim for Q1"), Some(TotalWord::WithName));
        assert_eq!(total_word("Hardware Total"), Some(TotalWord::WithName));
        assert_eq!(total_word("Σ"), Some(TotalWord::Alone));
        assert_eq!(total_word("All"), Some(TotalWord::Perhaps));
        assert!(is_total_of_period("Total January 2027") && !is_total_of_period("Total Energies"));
        assert_eq!(total_word("Telecom"), None);
        assert_eq!(total_word("Summit services"), None);
    }
}
