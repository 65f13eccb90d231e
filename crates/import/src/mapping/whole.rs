//! What only shows once every column has been looked at by itself: names whose cells say otherwise, and amounts beside the
//! currency of other amounts.

use domain::Currency;

use super::names::named;
use super::{Mapped, Mapping, Names, currency_in_name, is_taken, key, wanting};
use crate::field::{self, Field, Shape};
use crate::options::Kind;
use crate::table::{Profile, Table};
use crate::words;

/// A column with just the name of a field that nothing else fills, though most of its cells are something else: they are
/// problems to be seen, not a column to be left out in silence.
pub(super) fn by_name_alone(
    table: &Table,
    kind: Kind,
    names: &Names,
    left_alone: &[Field],
    mapping: &mut Mapping,
) {
    for field in wanting(kind, left_alone, mapping) {
        let found = (0..table.names.len()).find(|column| {
            !is_taken(mapping, *column)
                && table.profiles[*column].filled > 0
                && (is_needed(field, kind, mapping)
                    || says_some(field, kind, mapping, &table.profiles[*column]))
                && names.get(field).contains(&key(&table.names[*column]).as_str())
        });
        if let Some(column) = found {
            mapping.columns.push(Mapped::usual(field, column, &table.names[column]));
        }
    }
}

/// Whether an import cannot do without a field, as no other stands in for it.
fn is_needed(field: Field, kind: Kind, mapping: &Mapping) -> bool {
    let mut groups = field::required(kind).iter();
    groups.any(|group| group.contains(&field) && !group.iter().any(|other| mapping.has(*other)))
}

/// Whether some cells of a column are what a field holds, so that the others are faults.
fn says_some(field: Field, kind: Kind, mapping: &Mapping, profile: &Profile) -> bool {
    let numbers = !profile.is_dates() && profile.numbers + profile.open > 0;
    match field.shape(kind) {
        Shape::Day | Shape::End => profile.dates > 0,
        Shape::Amount => numbers && mapping.planned().is_empty(),
        Shape::Quantity => numbers,
        // Amounts whose currency is left out would become those of the book.
        Shape::Currency => true,
        Shape::Words
        | Shape::Code
        | Shape::Month
        | Shape::Year
        | Shape::Span
        | Shape::Expense
        | Shape::Purpose
        | Shape::Side
        | Shape::Period => false,
    }
}

/// Takes the currency from the column that speaks of the same amounts: a ledger has the amount of the document and that in
/// the currency of the company, each with a currency.
pub(super) fn currency_of_the_amount(table: &Table, kind: Kind, names: &Names, mapping: &mut Mapping) {
    let (Some(amount), Some(currency)) = (mapping.column(Field::Amount), mapping.column(Field::Currency))
    else {
        return;
    };
    let given = |mapped: &Mapped| mapped.field == Field::Currency && mapped.is_given();
    if mapping.columns.iter().any(given) {
        return;
    }
    // An amount whose name says its currency beside one that does not: the column is that of the other.
    let own = currency_in_name(&table.names[amount]);
    if own.is_some() && has_other_amount(table, names, mapping, own) {
        mapping.columns.retain(|mapped| mapped.field != Field::Currency);
        return;
    }
    let (of_amount, of_currency) = (whose(&table.names[amount]), whose(&table.names[currency]));
    if of_currency == of_amount && of_currency.is_some() {
        return;
    }
    let same = (0..table.names.len()).find(|column| {
        !is_taken(mapping, *column)
            && of_amount.is_some()
            && whose(&table.names[*column]) == of_amount
            && table.profiles[*column].filled > 0
            && Field::Currency.fits(kind, &table.profiles[*column])
    });
    if same.is_none() && !is_of_another(table, names, amount, currency) {
        return;
    }
    mapping.columns.retain(|mapped| mapped.field != Field::Currency);
    if let Some(column) = same {
        let reason = format!("It is the currency of “{}”.", table.names[amount]);
        mapping.columns.push(Mapped::guessed(Field::Currency, column, reason));
    }
}

/// Whether a column of currencies is that of other amounts than these: by whose it is, or else as it stands behind them.
fn is_of_another(table: &Table, names: &Names, amount: usize, currency: usize) -> bool {
    let of_amount = whose(&table.names[amount]);
    let is_other = |column: usize, whose: bool| {
        let name = &table.names[column];
        column != amount && self::whose(name) == Some(whose) && has_amounts(table, names, column)
    };
    match (whose(&table.names[currency]), of_amount) {
        (Some(whose), Some(of_amount)) => whose != of_amount,
        (Some(whose), None) => (0..table.names.len()).any(|column| is_other(column, whose)),
        (None, Some(of_amount)) => currency.checked_sub(1).is_some_and(|before| is_other(before, !of_amount)),
        (None, None) => false,
    }
}

/// Whether a column has amounts, by its name and its cells.
fn has_amounts(table: &Table, names: &Names, column: usize) -> bool {
    let name = &table.names[column];
    let key = key(name);
    let words: Vec<&str> = key.split(' ').collect();
    table.profiles[column].is_numbers()
        && named(Field::Amount, names.get(Field::Amount), &key, &words).is_some()
}

/// Whether a column that is not read has amounts too, by its name, and not in this currency.
fn has_other_amount(table: &Table, names: &Names, mapping: &Mapping, own: Option<Currency>) -> bool {
    (0..table.names.len()).any(|column| {
        !is_taken(mapping, column)
            && currency_in_name(&table.names[column]) != own
            && has_amounts(table, names, column)
    })
}

/// Whose amount or currency a name speaks of: that of the document, or that of the company.
fn whose(name: &str) -> Option<bool> {
    const DOCUMENT: [&str; 13] = [
        "doc",
        "document",
        "original",
        "orig",
        "transaction",
        "trans",
        "foreign",
        "invoice",
        "source",
        "belegwahrung",
        "beleg",
        "fw",
        "txn",
    ];
    const COMPANY: [&str; 10] =
        ["local", "loc", "base", "company", "functional", "billing", "hauswahrung", "haus", "home", "hw"];
    let words = words::tokens(name);
    let says = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    match (says(&DOCUMENT), says(&COMPANY)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}
