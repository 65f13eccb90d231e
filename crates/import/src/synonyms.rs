//! What columns are called, in English, German, French, Spanish and Dutch.

use crate::field::Field;
use crate::options::Kind;

mod contracts;
mod ledger;
mod licences;
mod meanings;
mod orders;
mod others;
mod registers;
mod vendors;

pub(crate) use meanings::OTHER_MEANINGS;

/// What a field is called in files of some kinds.
type Names = (&'static [Kind], Field, &'static [&'static str]);

/// Names that hold for some kinds only; they go before those that hold for all.
const OWN: [&[Names]; 6] = [
    registers::SYNONYMS,
    orders::SYNONYMS,
    vendors::SYNONYMS,
    contracts::SYNONYMS,
    licences::SYNONYMS,
    others::SYNONYMS,
];

/// What a field is called in files of a kind, the best name first: a name further back is taken only if none before it is
/// there. Written as words without accents; matched against the words of a header.
pub(crate) fn of(field: Field, kind: Kind) -> Vec<&'static str> {
    if field == Field::Year {
        return vec!["year", "calendar year", "jahr", "kalenderjahr", "annee", "ano", "jaar"];
    }
    let own = OWN
        .into_iter()
        .flatten()
        .filter(|(kinds, known, _)| *known == field && kinds.contains(&kind))
        .flat_map(|(_, _, names)| names.iter().copied());
    let shared = ledger::SYNONYMS
        .iter()
        .filter(|(known, _)| *known == field)
        .flat_map(|(_, names)| names.iter().copied());
    own.chain(shared).collect()
}

/// Every name of every field.
pub(crate) fn all() -> impl Iterator<Item = (Field, &'static str)> {
    let own = OWN.into_iter().flatten();
    let own = own.flat_map(|(_, field, names)| names.iter().map(|name| (*field, *name)));
    own.chain(ledger::SYNONYMS.iter().flat_map(|(field, names)| names.iter().map(|name| (*field, *name))))
}
