//! Rows that are no data by what they say: balances carried over, sources, signatures.

use crate::sheet::RowView;
use crate::words;

/// A balance that is carried over, as ledgers and statements write it.
const BALANCES: [&str; 58] = [
    "opening balance",
    "opening balances",
    "starting balance",
    "beginning balance",
    "initial balance",
    "balance brought forward",
    "brought forward",
    "balance b f",
    "b f",
    "bf",
    "brought down",
    "balance b d",
    "balance forward",
    "previous balance",
    "prior balance",
    "balance carried forward",
    "carried forward",
    "carry forward",
    "balance c f",
    "c f",
    "carried down",
    "balance c d",
    "closing balance",
    "closing balances",
    "ending balance",
    "end balance",
    "saldovortrag",
    "saldo vortrag",
    "saldenvortrag",
    "ubertrag",
    "anfangssaldo",
    "anfangsbestand",
    "eroffnungssaldo",
    "eroffnungsbestand",
    "eb wert",
    "eb werte",
    "alter saldo",
    "neuer saldo",
    "schlusssaldo",
    "endsaldo",
    "schlussbestand",
    "report a nouveau",
    "a nouveau",
    "a nouveaux",
    "solde initial",
    "solde d ouverture",
    "solde reporte",
    "solde anterieur",
    "solde precedent",
    "solde de cloture",
    "solde final",
    "saldo inicial",
    "saldo anterior",
    "saldo de apertura",
    "saldo final",
    "suma y sigue",
    "beginsaldo",
    "eindsaldo",
];

/// What may stand beside it: a day, a year, a page.
const BESIDE: [&str; 30] = [
    "at", "as", "of", "on", "from", "to", "the", "page", "year", "fy", "zum", "am", "vom", "von", "aus",
    "per", "seite", "jahr", "vorjahr", "au", "du", "de", "le", "al", "del", "a", "op", "van", "balance",
    "previous",
];

/// Whether a text may be one of the balances, by the first letters of its first word: every cell of a ledger is asked.
fn may_be_balance(text: &str) -> bool {
    let mut letters = [0; 3];
    let mut length = 0;
    for letter in text.chars().take_while(|letter| letter.is_alphanumeric()).take(3) {
        let Some(byte) = words::plain_byte(letter) else { return false };
        letters[length] = byte;
        length += 1;
    }
    matches!(
        &letters[..length],
        b"ope"
            | b"sta"
            | b"beg"
            | b"ini"
            | b"bal"
            | b"bro"
            | b"b"
            | b"bf"
            | b"pre"
            | b"pri"
            | b"car"
            | b"c"
            | b"clo"
            | b"end"
            | b"sal"
            | b"ube"
            | b"anf"
            | b"ero"
            | b"eb"
            | b"alt"
            | b"neu"
            | b"sch"
            | b"rep"
            | b"a"
            | b"sol"
            | b"sum"
            | b"ein"
    )
}

/// Whether a text is that of a balance carried over, which no one posted.
pub(crate) fn is_balance(text: &str) -> bool {
    if text.len() > 60 || !may_be_balance(text) {
        return false;
    }
    let words = words::tokens(text);
    let beside = |word: &String| {
        BESIDE.contains(&word.as_str())
            || word.bytes().all(|byte| byte.is_ascii_digit())
            || words::month_named(word).is_some()
    };
    BALANCES.iter().any(|name| {
        let length = name.split(' ').count();
        let starts = name.split(' ').eq(words.iter().take(length).map(String::as_str));
        // Two letters are too few to have anything beside them.
        starts && words[length..].iter().all(beside) && (name.len() > 3 || words.len() == length)
    })
}

/// What remarks below a table begin with, before a colon.
const REMARKS: [&str; 29] = [
    "source",
    "sources",
    "note",
    "notes",
    "remark",
    "remarks",
    "signed",
    "signature",
    "printed",
    "generated",
    "contact",
    "quelle",
    "quellen",
    "hinweis",
    "hinweise",
    "bemerkung",
    "anmerkung",
    "stand",
    "unterschrift",
    "remarque",
    "remarques",
    "fuente",
    "nota",
    "notas",
    "firma",
    "bron",
    "opmerking",
    "handtekening",
    "disclaimer",
];
/// What signatures begin with.
const SIGNED: [&str; 24] = [
    "prepared by",
    "approved by",
    "reviewed by",
    "checked by",
    "authorised by",
    "authorized by",
    "signed by",
    "created by",
    "printed on",
    "generated on",
    "erstellt von",
    "erstellt am",
    "gepruft von",
    "freigegeben von",
    "genehmigt von",
    "sachlich richtig",
    "etabli par",
    "approuve par",
    "verifie par",
    "edite le",
    "elaborado por",
    "aprobado por",
    "opgesteld door",
    "goedgekeurd door",
];

/// Whether a row is a remark or a signature below a table: “Source: the ledger”, “Approved by ____”.
pub(crate) fn is_footer(row: &RowView<'_>) -> bool {
    let mut filled = row.filled();
    let (first, _, third) = (filled.next(), filled.next(), filled.next());
    third.is_none() && first.is_some_and(|column| begins_footer(row.cell(column)))
}

/// Whether a text begins such a row.
fn begins_footer(text: &str) -> bool {
    let first: String = text.chars().take(60).collect();
    let (before, colon) = first.split_once(':').map_or((first.as_str(), false), |(before, _)| (before, true));
    let words = words::tokens(before).join(" ");
    let signed = SIGNED
        .iter()
        .any(|name| words.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    signed || (colon && REMARKS.contains(&words.as_str())) || first.contains("____")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_balance_may_be_one() {
        for name in BALANCES {
            assert!(may_be_balance(name) && is_balance(&name.to_uppercase()), "{name}");
        }
    }

    #[test]
    fn balances_carried_over_are_told_from_what_was_posted() {
        for text in [
            "Opening balance",
            "OPENING BALANCE AT 1 APRIL 2026",
            "Balance b/f",
            "B/F",
            "Carried forward to page 2",
            "Saldovortrag 2025",
            "Übertrag von Seite 3",
            "Report à nouveau",
            "Solde d'ouverture au 01/01/2026",
            "Saldo inicial",
            "Eindsaldo",
        ] {
            assert!(is_balance(text), "{text}");
        }
        for text in ["Balance board", "Carried forward licences", "BF Goodrich", "Report", "Übertragung", ""]
        {
            assert!(!is_balance(text), "{text}");
        }
    }

    #[test]
    fn footers_are_told_from_names() {
        for text in
            ["Source: the ledger", "Quelle: SAP", "Approved by J. Doe", "Erstellt von: M. Muster", "____"]
        {
            assert!(begins_footer(text), "{text}");
        }
        for text in ["Source Code Ltd", "Notes", "Approved bylaws", "Contact centre", "Standard: A"] {
            assert!(!begins_footer(text), "{text}");
        }
    }
}
