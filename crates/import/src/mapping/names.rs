//! Columns by what they are called: usual names, names that contain one, names that are nearly one.

use super::{Mapped, Mapping, is_taken, key, wanting};
use crate::field::{self, Field};
use crate::options::Kind;
use crate::table::{self, Profile, Table};
use crate::{synonyms, words};

/// What the fields of a kind are called, looked up once for all columns.
pub(super) struct Names(Vec<(Field, Vec<&'static str>)>);

impl Names {
    pub(super) fn of(kind: Kind) -> Names {
        Names(field::specs(kind).iter().map(|spec| (spec.field, synonyms::of(spec.field, kind))).collect())
    }

    pub(super) fn get(&self, field: Field) -> &[&'static str] {
        self.0.iter().find(|(known, _)| *known == field).map_or(&[], |(_, names)| names)
    }
}

/// Names that are usual for a field, or that contain such a name; the surest first.
pub(super) fn by_name(table: &Table, kind: Kind, names: &Names, left_alone: &[Field], mapping: &mut Mapping) {
    let mut candidates: Vec<(i32, Mapped)> = Vec::new();
    let any_rows = table.profiles.iter().any(|profile| profile.filled > 0);
    for (column, name) in table.names.iter().enumerate() {
        let key = key(name);
        if key.is_empty() || is_taken(mapping, column) {
            continue;
        }
        let words: Vec<&str> = key.split(' ').collect();
        let profile = &table.profiles[column];
        // Of an empty column only the very name says what it is.
        let empty = if any_rows && profile.filled == 0 { 700 } else { 0 };
        for field in wanting(kind, left_alone, mapping) {
            // What was spent is no plan.
            let past = (kind, field) == (Kind::Budget, Field::Amount) && words::is_past(name);
            if past || !fits(field, kind, profile, &key) || is_place(table, field, &key) {
                continue;
            }
            let unlikely = counts_seats(kind, field, profile, &key) || is_taxed(table, field, &key);
            let less = empty + if unlikely { 300 } else { 0 };
            let Some((score, within)) = named(field, names.get(field), &key, &words) else { continue };
            if score > less {
                let mapped = match within {
                    None => Mapped::usual(field, column, name),
                    Some(within) => Mapped::guessed(field, column, format!("The name speaks of “{within}”.")),
                };
                candidates.push((score - less, mapped));
            }
        }
    }
    // Of two years of the same, the later one is planned.
    let year = |mapped: &Mapped| words::year(&table.names[mapped.column]).filter(|_| kind == Kind::Budget);
    candidates.sort_by_cached_key(|(score, mapped)| (-score, std::cmp::Reverse(year(mapped)), mapped.column));
    for (_, candidate) in candidates {
        if mapping.column(candidate.field).is_none() && !is_taken(mapping, candidate.column) {
            mapping.columns.push(candidate);
        }
    }
}

/// Names that say so little that nothing but them may stand there: a revision number is not the number.
const BARE: [&str; 29] = [
    "number",
    "no",
    "nr",
    "num",
    "id",
    "ref",
    "reference",
    "nummer",
    "numero",
    "name",
    "nom",
    "naam",
    "nombre",
    "type",
    "kind",
    "from",
    "to",
    "von",
    "bis",
    "van",
    "tot",
    "ab",
    "unit",
    "plan",
    "what",
    "object",
    "doc",
    "level",
    "check",
];

const TAXES: [&str; 8] = ["vat", "tax", "mwst", "ust", "tva", "iva", "btw", "taxes"];
const WITH: [&str; 8] = ["incl", "inc", "including", "inclusive", "inkl", "con", "inclusief", "plus"];
const WITHOUT: [&str; 15] = [
    "excl",
    "ex",
    "exc",
    "excluding",
    "exclusive",
    "without",
    "net",
    "ohne",
    "exkl",
    "netto",
    "hors",
    "sin",
    "zonder",
    "exclusief",
    "before",
];

/// Names of a renewal that are those of its length where there are lengths below.
const RENEWALS: [&str; 7] =
    ["renewal", "verlangerung", "renouvellement", "reconduction", "prorroga", "renovacion", "verlenging"];

/// Names of a contract that are those of its number where there are numbers below.
const CONTRACTS: [&str; 7] =
    ["contract", "agreement", "vertrag", "contrat", "contrato", "overeenkomst", "outline agreement"];

/// Whether what a column holds can be a field, under that name.
fn fits(field: Field, kind: Kind, profile: &Profile, key: &str) -> bool {
    if field == Field::Side && words::is_type(key) {
        return profile.documents > 0;
    }
    // “Renewal” is how it renews or for how long.
    let lengths = profile.filled > 0 && profile.spans * 2 > profile.filled;
    // A number has digits: “Invoice” may be a yes or no, and “Contract” what it is about.
    let numbered = profile.filled == 0 || profile.digits * 2 > profile.filled;
    if !numbered && (field == Field::Document || field == Field::Contract && CONTRACTS.contains(&key)) {
        return false;
    }
    if field == Field::RenewalTerm && RENEWALS.contains(&key) {
        return lengths;
    }
    field.fits(kind, profile) && !(field == Field::Renewal && lengths)
}

/// Whether a state is one of the country, as an address has it.
fn is_place(table: &Table, field: Field, key: &str) -> bool {
    let of_address = |name: &String| {
        let words = words::tokens(name);
        words.iter().any(|word| matches!(word.as_str(), "city" | "zip" | "zipcode" | "postcode" | "town"))
    };
    field == Field::Status && key == "state" && table.names.iter().any(of_address)
}

/// Whether a total of licences counts them: whole numbers under nothing but that word.
fn counts_seats(kind: Kind, field: Field, profile: &Profile, key: &str) -> bool {
    let bare = matches!(key, "total" | "totals" | "gesamt" | "totaal");
    kind == Kind::Licences && field == Field::Total && bare && profile.money == 0
}

/// Whether a total has the tax in it that another column shows: the amount without it is the cost.
fn is_taxed(table: &Table, field: Field, key: &str) -> bool {
    let tax = |name: &String| words::tokens(name).iter().any(|word| TAXES.contains(&word.as_str()));
    matches!(field, Field::Amount | Field::Total)
        && matches!(key, "total" | "totals" | "gesamt" | "totaal" | "gross" | "brutto" | "importe total")
        && table.names.iter().any(tax)
}

/// How surely a name means a field, and the usual name that is a part of it; none where it is one itself.
pub(super) fn named(
    field: Field,
    names: &[&'static str],
    key: &str,
    words: &[&str],
) -> Option<(i32, Option<&'static str>)> {
    if let Some(rank) = names.iter().position(|synonym| *synonym == key) {
        return Some((1000 - place(rank), None));
    }
    // “Value excluding VAT” speaks of the value, and rather than “value including VAT”.
    let of_tax = !words.iter().any(|word| WITHOUT.contains(word) || WITH.contains(word));
    let other = |word: &&str| field.other_meanings().contains(word) && (of_tax || !TAXES.contains(word));
    if words.iter().any(other) || words.len() > 8 {
        return None;
    }
    let included = if words.iter().any(|word| WITH.contains(word)) { 150 } else { 0 };
    let contained =
        |synonym: &&&str| !BARE.contains(*synonym) && synonym.split(' ').all(|word| words.contains(&word));
    // The longest name that fits says most.
    let (rank, synonym) = names
        .iter()
        .enumerate()
        .filter(|(_, synonym)| contained(synonym))
        .max_by_key(|(rank, synonym)| (synonym.split(' ').count(), -place(*rank)))?;
    let extra = place(words.len() - synonym.split(' ').count());
    Some((600 - place(rank) - 20 * extra - included, Some(*synonym)))
}

fn place(rank: usize) -> i32 {
    i32::try_from(rank).unwrap_or(i32::MAX)
}

/// Names that are nearly usual ones: typing errors, endings.
pub(super) fn by_likeness(
    table: &Table,
    kind: Kind,
    names: &Names,
    left_alone: &[Field],
    mapping: &mut Mapping,
) {
    for field in wanting(kind, left_alone, mapping) {
        let mut best: Option<(f64, Mapped)> = None;
        for (column, name) in table.names.iter().enumerate() {
            let key = key(name);
            if key.len() < 5 || is_taken(mapping, column) || !field.fits(kind, &table.profiles[column]) {
                continue;
            }
            // A name that is usual for something else is no slip.
            if key.split(' ').any(|word| field.other_meanings().contains(&word)) || table::is_known(name) {
                continue;
            }
            // At this likeness a slip or two, so the lengths and mostly the first letters agree.
            let near = |synonym: &&&str| {
                synonym.len() >= 5
                    && synonym.len().abs_diff(key.len()) <= 3
                    && synonym.as_bytes().first() == key.as_bytes().first()
            };
            for synonym in names.get(field).iter().filter(near) {
                let likeness = strsim::normalized_damerau_levenshtein(&key, synonym);
                if likeness >= 0.82 && best.as_ref().is_none_or(|(best, _)| likeness > *best) {
                    let reason = format!("“{name}” is close to “{synonym}”.");
                    best = Some((likeness, Mapped::guessed(field, column, reason)));
                }
            }
        }
        if let Some((_, mapped)) = best {
            mapping.columns.push(mapped);
        }
    }
}
