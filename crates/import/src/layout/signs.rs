//! The currencies that the amounts of a table name themselves, where some of them name none.

use domain::Currency;

use super::Layout;
use crate::field::Field;
use crate::number::{self, Reading};
use crate::sheet::{CellKind, RowView};
use crate::{DecimalSign, Given, Question, mapping, sign};

/// What the amounts of a table name, cell by cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signs {
    named: Vec<Currency>,
    /// Whether one has a sign that several currencies share, or a format that shows one.
    other: bool,
    /// Whether those of a row have none.
    bare: bool,
}

impl Signs {
    /// Takes the amounts of a row into account, which one of them may name a currency for.
    pub(super) fn see(&mut self, row: &RowView<'_>, columns: &[usize]) {
        let (mut says, mut bare) = (false, false);
        for column in columns {
            match Cell::of(row, *column) {
                Cell::Nothing => {}
                Cell::Bare => bare = true,
                Cell::Other => (self.other, says) = (true, true),
                Cell::Named(currency) => {
                    says = true;
                    if !self.named.contains(&currency) {
                        self.named.push(currency);
                    }
                }
            }
        }
        self.bare |= bare && !says;
    }

    /// The currency of all amounts that name one: then it is that of those that name none.
    pub(crate) fn agreed(&self) -> Option<Currency> {
        if let ([one], false) = (self.named.as_slice(), self.other) { Some(*one) } else { None }
    }

    /// Whether amounts name several.
    pub(crate) fn several(&self) -> bool {
        self.named.len() > 1
    }
}

/// What the cell of an amount says of its currency.
enum Cell {
    Nothing,
    Bare,
    /// One that others may not share: by a sign of several, or by its format.
    Other,
    Named(Currency),
}

impl Cell {
    fn of(row: &RowView<'_>, column: usize) -> Cell {
        let text = row.cell(column);
        let plain =
            |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b' ' | b'(' | b')');
        if row.kind(column) != CellKind::Text || text.bytes().all(plain) {
            return match row.label(column) {
                Some(_) => Cell::Other,
                None if number::is_nothing(text) => Cell::Nothing,
                None => Cell::Bare,
            };
        }
        let read = |sign| number::read(text, sign);
        match read(DecimalSign::Point).or_else(|_| read(DecimalSign::Comma)) {
            Ok(Reading::Amount(_, Some(named))) => Cell::Named(named),
            Ok(Reading::Amount(_, None)) if sign::shared(text).is_some() => Cell::Other,
            Ok(Reading::Amount(_, None)) => Cell::Bare,
            Ok(Reading::Nothing) | Err(_) => Cell::Nothing,
        }
    }
}

impl Layout<'_> {
    /// Whether nothing but the amounts says their currency, and some of them do not.
    fn leaves_amounts_bare(&self) -> bool {
        let named = |column: &usize| mapping::currency_in_name(&self.table.names[*column]).is_some();
        self.signs.bare && !self.mapping.has(Field::Currency) && !self.figures().iter().any(named)
    }

    /// What to say of amounts without a sign among others that have one.
    pub(super) fn bare_amounts(&self) -> Option<String> {
        let agreed = self.signs.agreed().filter(|_| self.leaves_amounts_bare())?;
        Some(format!("Amounts that name no currency were taken as {agreed}, which all others name."))
    }

    /// Asks for the currency of amounts without a sign where the others do not agree.
    pub(super) fn asks_of_bare_amounts(&self) -> Option<Question> {
        let agree = self.signs.named.is_empty() || self.signs.agreed().is_some();
        if agree || !self.leaves_amounts_bare() {
            return None;
        }
        let codes: Vec<&str> = self.signs.named.iter().map(Currency::code).collect();
        let sentence = format!(
            "Some amounts name {}, others no currency: those were taken as in the currency of the book. Is that right?",
            codes.join(" or ")
        );
        let all: Vec<(&str, &str)> = codes.iter().map(|code| (*code, *code)).collect();
        Some(Question::which(sentence, "", &all, |code| {
            Given::Set(vec![("currency".to_owned(), code.to_owned())])
        }))
    }
}
