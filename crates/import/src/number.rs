//! Amounts as people and programs write them.

use domain::{Amount, Currency};

use std::borrow::Cow;

use crate::{DecimalSign, sign};

/// What an amount cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Empty, or a sign for nothing: `-`, `n/a`.
    Nothing,
    /// An amount, with its currency where the cell names one.
    Amount(Amount, Option<Currency>),
}

/// Why a cell is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It is something else.
    NotANumber,
    /// It has more digits than can be kept exactly.
    TooLong,
    /// It is written with the other decimal sign, or with groups that are not of three digits.
    Grouping,
    /// It names two currencies.
    Currencies,
}

impl Unreadable {
    /// The message for the user.
    pub(crate) fn message(self, text: &str, decimal: DecimalSign) -> String {
        match self {
            Unreadable::NotANumber => format!("“{text}” is not an amount."),
            Unreadable::TooLong => format!("“{text}” has more than the 28 digits that can be kept exactly."),
            Unreadable::Grouping if read(text, decimal.other()).is_ok() => format!(
                "“{text}” is not an amount when the decimal sign is “{}”, as in the rest of the column.",
                char::from(decimal.byte())
            ),
            Unreadable::Grouping => {
                format!("“{text}” is not an amount: its digits do not stand in groups of three.")
            }
            Unreadable::Currencies => format!("“{text}” names two currencies: leave the one that counts."),
        }
    }
}

/// Whether a cell stands for nothing.
pub(crate) fn is_nothing(text: &str) -> bool {
    match text.len() {
        0 => true,
        1..=5 => {
            matches!(text, "-" | "--" | "–" | "—" | "−")
                || ["n/a", "na", "nil", "null", "none", "n.a."]
                    .iter()
                    .any(|word| text.eq_ignore_ascii_case(word))
        }
        _ => false,
    }
}

/// Whether an amount is written as one below zero: `-5`, `(5)`, `5-`.
pub(crate) fn is_negative(text: &str) -> bool {
    let says = text.contains(['-', '(', '−', '–']);
    let read = |sign| matches!(read(text, sign), Ok(Reading::Amount(amount, _)) if amount.is_negative());
    says && (read(DecimalSign::Point) || read(DecimalSign::Comma))
}

/// Reads an amount.
pub(crate) fn read(text: &str, decimal: DecimalSign) -> Result<Reading, Unreadable> {
    if let Some(amount) = simple(text.as_bytes(), decimal.byte()) {
        return Ok(Reading::Amount(amount, None));
    }
    if is_nothing(text) {
        return Ok(Reading::Nothing);
    }
    let text = in_ascii(text);
    // An apostrophe makes a text of a number that is typed into a spreadsheet.
    let text = match text.strip_prefix('\'') {
        Some(typed) if !typed.ends_with('\'') => typed,
        _ => &text,
    };
    decorated(text, decimal)
}

/// A text with the digits and signs of ASCII for those of the same meaning: full-width ones, and Arabic digits.
pub(crate) fn in_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    // Marks of the direction of writing say nothing.
    let unseen = |letter: &char| !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}');
    let other = |letter: char| {
        let digit =
            |zero: char| u8::try_from(u32::from(letter) - u32::from(zero)).map(|at| char::from(b'0' + at));
        match letter {
            '\u{660}'..='\u{669}' => digit('\u{660}').unwrap_or(letter),
            '\u{6f0}'..='\u{6f9}' => digit('\u{6f0}').unwrap_or(letter),
            '\u{66b}' => '.',
            '\u{66c}' => ',',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
            '\u{3000}' => ' ',
            letter => letter,
        }
    };
    if text.chars().all(|letter| unseen(&letter) && other(letter) == letter) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(unseen).map(other).collect())
}

/// Reads a number that is no money as well: 99.5 % is 0.995.
pub(crate) fn read_quantity(text: &str, decimal: DecimalSign, percent: bool) -> Result<Reading, Unreadable> {
    let Some(number) = text.strip_suffix('%').filter(|_| percent) else { return read(text, decimal) };
    match read(number.trim_end(), decimal)? {
        Reading::Amount(amount, currency) => {
            let hundredth = amount.times(Amount::new(1, 2)).map_err(|_| Unreadable::TooLong)?;
            Ok(Reading::Amount(hundredth, currency))
        }
        Reading::Nothing => Ok(Reading::Nothing),
    }
}

/// The amounts of most files: a sign, digits, a decimal sign, digits; few enough for a machine word.
fn simple(bytes: &[u8], decimal: u8) -> Option<Amount> {
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, bytes),
    };
    if digits.is_empty() || digits.len() > 18 || !digits[0].is_ascii_digit() {
        return None;
    }
    let mut units = 0i64;
    let mut scale = 0;
    let mut pointed = false;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                units = units * 10 + i64::from(byte - b'0');
                scale += u32::from(pointed);
            }
            byte if *byte == decimal && !pointed => pointed = true,
            _ => return None,
        }
    }
    Some(Amount::new(if negative { -units } else { units }, scale))
}

/// Between digits this was a space before it went through the wrong encoding, elsewhere a £ or €.
const BROKEN: char = '\u{fffd}';

/// An amount with whatever people put around and into it.
fn decorated(text: &str, decimal: DecimalSign) -> Result<Reading, Unreadable> {
    let (inner, in_parentheses) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => (text, false),
    };
    let mut digits = Digits::default();
    let mut minus = false;
    let mut signs = 0;
    // A sign behind the digits ends them: 2027-01 is no amount.
    let mut signed_behind = false;
    let mut currencies = Currencies::default();
    let mut credit = false;
    let mut letters = inner.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '0'..='9' if signed_behind => return Err(Unreadable::NotANumber),
            '0'..='9' => digits.push(letter)?,
            '.' | ',' => digits.separator(if letter == char::from(decimal.byte()) { '.' } else { ',' })?,
            '\'' | '’' if !digits.is_empty() => digits.separator('\'')?,
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | BROKEN => digits.space(),
            // No cents: 5.–, 1'300.--
            '-' | '−' | '–' | '—' if !digits.is_empty() && after_point(&inner[..at]) => {
                signed_behind = true;
            }
            '-' | '−' | '–' => {
                minus = true;
                signs += 1;
                signed_behind = !digits.is_empty();
            }
            '+' => {
                signs += 1;
                signed_behind = !digits.is_empty();
            }
            '(' if digits.is_empty() && !in_parentheses && inner.ends_with(')') => minus = true,
            ')' if minus && letters.peek().is_none() => {}
            // Many currencies share $ and ¥: without a code the file does not say which.
            '$' => currencies.dollar = true,
            '¥' | '￥' | 'Â' => {}
            'e' | 'E' if digits.takes_exponent(&inner[at + 1..]) => {
                digits.exponent(&inner[at + 1..])?;
                break;
            }
            letter if sign::currency(letter).is_some() => {
                currencies.take(sign::currency(letter).and_then(|code| code.parse().ok()))?;
            }
            letter if letter.is_alphabetic() => {
                let end = inner[at..]
                    .find(|next: char| !next.is_alphabetic())
                    .map_or(inner.len(), |length| at + length);
                while letters.next_if(|(next, _)| *next < end).is_some() {}
                // The point of an abbreviation: Fr. 50, 1.2 Mio. €, 5.00 Cr.
                letters.next_if(|(_, next)| *next == '.');
                match word(&inner[at..end], inner[end..].starts_with('$')) {
                    Word::Currency(named) => currencies.take(named)?,
                    Word::Credit => credit = true,
                    Word::Debit => {}
                    Word::Scale(zeros) if !digits.is_empty() && digits.exponent == 0 => {
                        digits.exponent = zeros;
                        // So does a unit: 2026M01 is a code.
                        signed_behind = true;
                    }
                    Word::Scale(_) | Word::Other => return Err(Unreadable::NotANumber),
                }
            }
            _ => return Err(Unreadable::NotANumber),
        }
    }
    if digits.is_empty() {
        // An amount format prints nothing as a sign and a dash: £ -, -€.
        return if minus && signs == 1 { Ok(Reading::Nothing) } else { Err(Unreadable::NotANumber) };
    }
    if signs > 1 {
        return Err(Unreadable::NotANumber);
    }
    let amount = digits.amount()?;
    let negative = minus || in_parentheses || credit;
    Ok(Reading::Amount(if negative { -amount } else { amount }, currencies.one()?))
}

/// The currencies that an amount names: one, or none.
#[derive(Default)]
struct Currencies {
    named: Option<Currency>,
    /// Whether it has the sign of a dollar.
    dollar: bool,
}

impl Currencies {
    fn take(&mut self, named: Option<Currency>) -> Result<(), Unreadable> {
        match (self.named, named) {
            (Some(before), Some(now)) if before != now => Err(Unreadable::Currencies),
            _ => {
                self.named = self.named.or(named);
                Ok(())
            }
        }
    }

    fn one(self) -> Result<Option<Currency>, Unreadable> {
        match self.named {
            Some(named) if self.dollar && !sign::may_be("$", named) => Err(Unreadable::Currencies),
            named => Ok(named),
        }
    }
}

/// Whether a text ends in a decimal sign, dashes in the place of decimals aside.
fn after_point(text: &str) -> bool {
    text.trim_end_matches(['-', '−', '–', '—']).ends_with(['.', ','])
}

enum Word {
    Currency(Option<Currency>),
    Credit,
    Debit,
    /// So many zeros more: k, thousand, m, million.
    Scale(i32),
    Other,
}

/// What a word beside a number says.
fn word(word: &str, before_dollar: bool) -> Word {
    let upper = word.to_uppercase();
    let code = match upper.as_str() {
        "CR" => return Word::Credit,
        "DR" => return Word::Debit,
        "K" | "T" | "TSD" | "THOUSAND" | "TAUSEND" | "MILLE" | "MIL" | "DUIZEND" => return Word::Scale(3),
        "M" | "MM" | "MN" | "MIO" | "MILL" | "MILLION" | "MILLIONS" | "MILLIONEN" | "MILJOEN"
        | "MILLONES" => {
            return Word::Scale(6);
        }
        "LAKH" | "LAKHS" | "LAC" => return Word::Scale(5),
        "CRORE" | "CRORES" => return Word::Scale(7),
        "BN" | "MRD" | "BILLION" | "BILLIONS" | "MILLIARDE" | "MILLIARDEN" | "MILLIARDS" | "MILJARD" => {
            return Word::Scale(9);
        }
        "EURO" | "EUROS" => "EUR",
        "ZŁ" => "PLN",
        "FR" | "SFR" => "CHF",
        // Kronor and rupees of several countries.
        "KR" | "RS" => return Word::Currency(None),
        other if before_dollar => sign::dollar(other).unwrap_or(other),
        other => other,
    };
    match code.parse() {
        Ok(currency) => Word::Currency(Some(currency)),
        Err(_) => Word::Other,
    }
}

/// Collects the digits of a number and watches over its groups.
#[derive(Default)]
struct Digits {
    text: String,
    /// Digits since the last group separator, or since the start.
    group: usize,
    groups: usize,
    separator: Option<char>,
    decimals: Option<usize>,
    pending_space: bool,
    exponent: i32,
}

impl Digits {
    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn push(&mut self, digit: char) -> Result<(), Unreadable> {
        if self.pending_space {
            self.pending_space = false;
            if !self.is_empty() {
                self.separator(' ')?;
            }
        }
        if self.text.len() > 60 {
            return Err(Unreadable::TooLong);
        }
        self.text.push(digit);
        match &mut self.decimals {
            Some(decimals) => *decimals += 1,
            None => self.group += 1,
        }
        Ok(())
    }

    fn space(&mut self) {
        self.pending_space = true;
    }

    fn separator(&mut self, sign: char) -> Result<(), Unreadable> {
        if self.decimals.is_some() {
            return Err(Unreadable::Grouping);
        }
        if sign == '.' {
            if self.groups > 0 && self.group != 3 {
                return Err(Unreadable::Grouping);
            }
            self.decimals = Some(0);
            return Ok(());
        }
        // 12,34,567 groups by two before the last three, as in India.
        let well_grouped = match self.groups {
            0 => (1..=3).contains(&self.group),
            _ => self.group == 3 || self.group == 2,
        };
        if !well_grouped || self.separator.is_some_and(|before| before != sign) {
            return Err(Unreadable::Grouping);
        }
        self.separator = Some(sign);
        self.groups += 1;
        self.group = 0;
        Ok(())
    }

    fn takes_exponent(&self, rest: &str) -> bool {
        !self.is_empty()
            && self.groups == 0
            && rest.strip_prefix(['+', '-']).unwrap_or(rest).bytes().all(|byte| byte.is_ascii_digit())
            && rest.ends_with(|last: char| last.is_ascii_digit())
    }

    fn exponent(&mut self, rest: &str) -> Result<(), Unreadable> {
        self.exponent = rest.parse().map_err(|_| Unreadable::TooLong)?;
        if self.exponent.abs() > 40 {
            return Err(Unreadable::TooLong);
        }
        Ok(())
    }

    fn amount(&self) -> Result<Amount, Unreadable> {
        if self.groups > 0 && self.decimals.is_none() && self.group != 3 {
            return Err(Unreadable::Grouping);
        }
        let decimals = i32::try_from(self.decimals.unwrap_or(0)).unwrap_or(i32::MAX) - self.exponent;
        let mut text = self.text.clone();
        if decimals <= 0 {
            text.extend(std::iter::repeat_n('0', usize::try_from(-decimals).unwrap_or(0)));
        } else {
            let decimals = usize::try_from(decimals).unwrap_or(0);
            if text.len() <= decimals {
                text.insert_str(0, &"0".repeat(decimals + 1 - text.len()));
            }
            text.insert(text.len() - decimals, '.');
        }
        text.parse().map_err(|error| match error {
            domain::money::Error::TooLarge => Unreadable::TooLong,
            domain::money::Error::NotANumber
            | domain::money::Error::DivisionByZero
            | domain::money::Error::Weight
            | domain::money::Error::NoPower
            | domain::money::Error::NotTheTotal => Unreadable::NotANumber,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, decimal: DecimalSign) -> String {
        match read(text, decimal) {
            Ok(Reading::Nothing) => "nothing".to_owned(),
            Ok(Reading::Amount(amount, None)) => amount.to_string(),
            Ok(Reading::Amount(amount, Some(currency))) => format!("{currency} {amount}"),
            Err(error) => format!("{error:?}"),
        }
    }

    #[test]
    fn what_is_no_amount_is_said_with_its_reason() {
        let said = |text: &str| read(text, DecimalSign::Point).unwrap_err().message(text, DecimalSign::Point);
        for (text, expected) in [
            ("1.2.3", "“1.2.3” is not an amount: its digits do not stand in groups of three."),
            ("1,23", "“1,23” is not an amount when the decimal sign is “.”, as in the rest of the column."),
            ("€5 USD", "“€5 USD” names two currencies: leave the one that counts."),
        ] {
            assert_eq!(said(text), expected);
        }
    }

    #[test]
    fn amounts_are_read() {
        for (text, amount) in [
            ("301300", "301300"),
            ("-110.7", "-110.7"),
            ("184,904.05", "184904.05"),
            ("£4,814,973.35", "GBP 4814973.35"),
            ("-£16.00", "GBP -16.00"),
            ("£-16.00", "GBP -16.00"),
            ("(1,234.50)", "-1234.50"),
            ("£(1,234.50)", "GBP -1234.50"),
            ("(£1,234.50)", "GBP -1234.50"),
            ("1,234.50-", "-1234.50"),
            ("5.-", "5"),
            ("CHF 5.–", "CHF 5"),
            ("1'300.--", "1300"),
            ("+5", "5"),
            ("EUR 12.50", "EUR 12.50"),
            ("12.50 EUR", "EUR 12.50"),
            ("12.50€", "EUR 12.50"),
            ("$12.50", "12.50"),
            ("US$12.50", "USD 12.50"),
            ("Fr. 50", "CHF 50"),
            ("1 234.50", "1234.50"),
            ("1\u{a0}234\u{202f}567.50", "1234567.50"),
            ("1'234.50", "1234.50"),
            ("12,34,567", "1234567"),
            ("100.00 CR", "-100.00"),
            ("100.00 DR", "100.00"),
            ("1.5E+03", "1500"),
            ("1.25e-2", "0.0125"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-", "nothing"),
            ("n/a", "nothing"),
            ("", "nothing"),
            ("£ -", "nothing"),
            ("£-", "nothing"),
            ("0.000000000001364242", "0.000000000001364242"),
            ("1.2.3", "Grouping"),
            ("1,23", "Grouping"),
            ("12 34", "Grouping"),
            ("ten", "NotANumber"),
            ("12 boxes", "NotANumber"),
            ("#DIV/0!", "NotANumber"),
            ("5%", "NotANumber"),
            ("12k", "12000"),
            ("1.5m", "1500000"),
            ("£1.2m", "GBP 1200000"),
            ("2.5 Mio", "2500000"),
            ("3 bn", "3000000000"),
            ("(12k)", "-12000"),
            ("2.306 ($m)", "NotANumber"),
            ("--5", "NotANumber"),
            ("2027-01", "NotANumber"),
            ("2026M01", "NotANumber"),
            ("Â£5.10", "GBP 5.10"),
            ("\u{fffd}5.10", "5.10"),
            ("1\u{fffd}234.50", "1234.50"),
            ("1.2 Mio. €", "EUR 1200000"),
            ("1.2 Mrd. EUR", "EUR 1200000000"),
            ("5.00DR.", "5.00"),
            ("5.00 Cr.", "-5.00"),
            ("Rs. 5.00", "5.00"),
            ("Rs.5.00", "5.00"),
            ("Rs 1,00,000", "100000"),
            ("2 lakh", "200000"),
            ("EUR5.00", "EUR 5.00"),
            ("EUR5.00 USD", "Currencies"),
            ("€5.00 EUR", "EUR 5.00"),
            ("$5.00 EUR", "Currencies"),
            ("$5.00 CAD", "CAD 5.00"),
            ("NT$500", "TWD 500"),
            ("１２３", "123"),
            ("１，２３４．５０", "1234.50"),
            ("\u{661}\u{662}\u{663}\u{66b}\u{665}", "123.5"),
            ("'5.00", "5.00"),
            ("'-5.00", "-5.00"),
            ("'5.00'", "NotANumber"),
            ("01/02/2015", "NotANumber"),
            ("12345678901234567890123456789.12", "TooLong"),
        ] {
            assert_eq!(shown(text, DecimalSign::Point), amount, "{text}");
        }
        for (text, amount) in [
            ("1.234,50", "1234.50"),
            ("1.000", "1000"),
            ("-110,7", "-110.7"),
            ("1,5", "1.5"),
            ("1.5", "Grouping"),
        ] {
            assert_eq!(shown(text, DecimalSign::Comma), amount, "{text}");
        }
    }
}
