//! What can be typed into a cell: `1.200,50`, `12k`, `=1200*12`, `=10%` of what stood there.

use crate::Amount;

/// The amount that a typed text means, in the user's notation.
///
/// `decimal` is the user's decimal sign (`.` or `,`); the other one, spaces and apostrophes group
/// thousands. `k`, `m` and `b` multiply by a thousand, a million and a thousand million. A text that
/// starts with `=` is arithmetic with `+ - * / ( )`; a lone percentage in it (`=110%`) is taken of `old`.
/// An empty text is 0. What arithmetic divides or multiplies is rounded to `decimals`.
///
/// The error is one sentence for the user.
pub fn read(text: &str, old: Amount, decimal: char, decimals: u32) -> Result<Amount, String> {
    let text = text.trim();
    if text.is_empty() || matches!(text, "-" | "\u{2212}" | "\u{2013}" | "\u{2014}") {
        return Ok(Amount::ZERO);
    }
    let Some(expression) = text.strip_prefix('=') else {
        return plain(text, decimal);
    };
    let mut reader = Reader { rest: expression, decimal, old, alone: true, depth: 0 };
    let value = reader.sum()?;
    reader.skip();
    if !reader.rest.is_empty() {
        return Err(format!("Arithmetic stops at “{}”. Use numbers with + − * / and brackets.", reader.rest));
    }
    Ok(if value.scale() > decimals { value.round(decimals) } else { value })
}

/// A number without arithmetic: sign, currency-free digits, suffix; `(1,200)` and `1,200-` are negative.
fn plain(text: &str, decimal: char) -> Result<Amount, String> {
    let (inner, negative) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => match text.strip_suffix(['-', '\u{2212}']) {
            Some(inner) => (inner.trim(), true),
            None => (text, false),
        },
    };
    let (inner, negative) = match inner.strip_prefix(['-', '\u{2212}', '+']) {
        Some(rest) => (rest.trim_start(), negative == inner.starts_with('+')),
        None => (inner, negative),
    };
    let amount = magnitude(inner, decimal).ok_or_else(|| not_a_number(text, decimal))?;
    Ok(if negative { -amount } else { amount })
}

fn not_a_number(text: &str, decimal: char) -> String {
    let example = if decimal == ',' { "1.200,50" } else { "1,200.50" };
    format!("“{text}” is not an amount. Write {example}, 12k, or arithmetic such as =1200*12.")
}

/// Unsigned digits with grouping and an optional suffix.
fn magnitude(text: &str, decimal: char) -> Option<Amount> {
    let (digits, factor) = match text.char_indices().next_back()? {
        (at, 'k' | 'K') => (&text[..at], 1_000),
        (at, 'm' | 'M') => (&text[..at], 1_000_000),
        (at, 'b' | 'B') => (&text[..at], 1_000_000_000),
        _ => (text, 1),
    };
    let digits = digits.trim_end();
    let (whole, fraction) = digits.split_once(decimal).unwrap_or((digits, ""));
    let grouped =
        |c: char| matches!(c, ',' | '.' | ' ' | '\'' | '\u{a0}' | '\u{202f}' | '\u{2019}') && c != decimal;
    let mut groups = whole.split(grouped);
    let first = groups.next()?;
    let others: Vec<&str> = groups.collect();
    let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let first_fits = is_digits(first) && (others.is_empty() || (1..=3).contains(&first.len()));
    let others_fit = others.iter().all(|group| group.len() == 3 && is_digits(group));
    if !first_fits || !others_fit || !is_digits(fraction) || (first.is_empty() && fraction.is_empty()) {
        return None;
    }
    let mut plain = String::with_capacity(digits.len() + 1);
    plain.push_str(if first.is_empty() { "0" } else { first });
    plain.extend(others);
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(fraction);
    }
    plain.parse::<Amount>().ok()?.times(Amount::from(factor)).ok()
}

/// Reads arithmetic from left to right.
struct Reader<'a> {
    rest: &'a str,
    decimal: char,
    old: Amount,
    /// Whether nothing but one number has been read: only then a percentage is taken of `old`.
    alone: bool,
    /// How many brackets and signs are open: a pasted text may have any number, the stack has not.
    depth: u32,
}

/// More brackets and signs inside each other than this are nobody's arithmetic.
const DEEPEST: u32 = 64;

impl Reader<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, signs: &[char]) -> Option<char> {
        self.skip();
        let sign = self.rest.chars().next().filter(|c| signs.contains(c))?;
        self.rest = &self.rest[sign.len_utf8()..];
        Some(sign)
    }

    fn sum(&mut self) -> Result<Amount, String> {
        let mut value = self.product()?;
        while let Some(sign) = self.take(&['+', '-', '\u{2212}']) {
            self.alone = false;
            let right = self.product()?;
            let right = if sign == '+' { right } else { -right };
            value = value.plus(right).map_err(|error| error.to_string())?;
        }
        Ok(value)
    }

    fn product(&mut self) -> Result<Amount, String> {
        let mut value = self.factor()?;
        while let Some(sign) = self.take(&['*', '/', '\u{d7}', '\u{f7}']) {
            self.alone = false;
            let right = self.factor()?;
            let result = if matches!(sign, '*' | '\u{d7}') { value.times(right) } else { value.over(right) };
            value = result.map_err(|error| error.to_string())?;
        }
        Ok(value)
    }

    fn factor(&mut self) -> Result<Amount, String> {
        if self.depth == DEEPEST {
            return Err("This arithmetic has too many brackets inside each other.".to_owned());
        }
        self.depth += 1;
        let value = self.signed();
        self.depth -= 1;
        value
    }

    fn signed(&mut self) -> Result<Amount, String> {
        if self.take(&['-', '\u{2212}']).is_some() {
            return Ok(-self.factor()?);
        }
        if self.take(&['+']).is_some() {
            return self.factor();
        }
        if self.take(&['(']).is_some() {
            self.alone = false;
            let value = self.sum()?;
            return match self.take(&[')']) {
                Some(_) => Ok(value),
                None => Err("A bracket is not closed.".to_owned()),
            };
        }
        self.skip();
        let end = self.rest.find(['+', '-', '\u{2212}', '*', '/', '\u{d7}', '\u{f7}', '(', ')', '%']);
        let (number, after) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        let value = match magnitude(number.trim(), self.decimal) {
            Some(value) => value,
            None if number.trim().is_empty() => {
                return Err("A number is missing in this arithmetic.".to_owned());
            }
            None => return Err(not_a_number(number.trim(), self.decimal)),
        };
        let Some(after) = after.strip_prefix('%') else {
            self.rest = after;
            return Ok(value);
        };
        self.rest = after;
        let share = value.over(Amount::HUNDRED).map_err(|error| error.to_string())?;
        if self.alone && after.trim().is_empty() {
            return share.times(self.old).map_err(|error| error.to_string());
        }
        Ok(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, decimal: char, expected: &str) {
        let read = read(text, Amount::from(200), decimal, 2);
        let shown = read.map_or_else(|error| error, |amount| amount.to_string());
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn typed_amounts() {
        for (text, expected) in [
            ("1200", "1200"),
            ("1,200.50", "1200.50"),
            ("-1,200.5", "-1200.5"),
            ("\u{2212}3", "-3"),
            ("(1,200)", "-1200"),
            ("1,200-", "-1200"),
            ("1 200", "1200"),
            ("12k", "12000"),
            ("1.5m", "1500000.0"),
            ("", "0"),
            ("-", "0"),
            (".5", "0.5"),
            ("0.123456", "0.123456"),
        ] {
            check(text, '.', expected);
        }
        check("1.200,50", ',', "1200.50");
        check("1,5m", ',', "1500000.0");
        check("1.200", ',', "1200");
    }

    #[test]
    fn typed_arithmetic() {
        for (text, expected) in [
            ("=1200*12", "14400"),
            ("=10%", "20.00"),
            ("= -10 %", "-20.00"),
            ("=1000/3", "333.33"),
            ("=(1k+500)*2", "3000"),
            ("=2*10%", "0.20"),
            ("=1-2-3", "-4"),
            ("=100+-5", "95"),
            ("=2/3*3", "2.00"),
        ] {
            check(text, '.', expected);
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        check("1,5", '.', "“1,5” is not an amount. Write 1,200.50, 12k, or arithmetic such as =1200*12.");
        check("1.5", ',', "“1.5” is not an amount. Write 1.200,50, 12k, or arithmetic such as =1200*12.");
        check("abc", '.', "“abc” is not an amount. Write 1,200.50, 12k, or arithmetic such as =1200*12.");
        check("=1+", '.', "A number is missing in this arithmetic.");
        check("=(1", '.', "A bracket is not closed.");
        check("=1)", '.', "Arithmetic stops at “)”. Use numbers with + − * / and brackets.");
        check("=1/0", '.', "This divides by zero.");
        for sign in ["(", "-"] {
            let deep = format!("={}1", sign.repeat(1_000_000));
            check(&deep, '.', "This arithmetic has too many brackets inside each other.");
        }
        check(
            "99999999999999999999999999999",
            '.',
            "“99999999999999999999999999999” is not an amount. Write 1,200.50, 12k, or arithmetic such as =1200*12.",
        );
    }
}
