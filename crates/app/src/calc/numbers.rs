//! The numbers of a JSON line as the text that was written, before any reader makes floats of them.

use std::borrow::Cow;

/// The same JSON with every number that is no small whole number put into quotes as a plain decimal:
/// `0.1` becomes `"0.1"` and `1.5e-3` becomes `"0.0015"`. Text and small whole numbers stay as they are.
pub(super) fn as_text(line: &str) -> Cow<'_, str> {
    let bytes = line.as_bytes();
    let mut text = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = after_string(bytes, at),
            b'-' | b'0'..=b'9' => {
                let is_number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
                let length = bytes[at..].iter().take_while(|byte| is_number(byte)).count();
                let number = &line[at..at + length];
                // Whole numbers of 18 digits fit the readers' own; so counts stay counts.
                let whole = length <= 18 && !number.contains(['.', 'e', 'E']);
                if !whole {
                    text.push_str(&line[copied..at]);
                    text.push('"');
                    text.push_str(&plain(number));
                    text.push('"');
                    copied = at + length;
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(line);
    }
    text.push_str(&line[copied..]);
    Cow::Owned(text)
}

/// The place after a string that starts here.
fn after_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        match bytes.get(at) {
            Some(b'\\') => at += 2,
            Some(b'"') => return at + 1,
            Some(_) => at += 1,
            None => return bytes.len(),
        }
    }
}

/// A number with an exponent as a plain decimal; others, and those no decimal could hold, as they are.
fn plain(number: &str) -> Cow<'_, str> {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let Some((mantissa, exponent)) = rest.split_once(['e', 'E']) else { return Cow::Borrowed(number) };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let shift = exponent.parse::<i32>().ok().filter(|shift| shift.abs() <= FARTHEST);
    let Some(shift) = shift.and_then(|shift| isize::try_from(shift).ok()) else {
        return Cow::Borrowed(number);
    };
    // Enough zeros on both sides for the point to move among them.
    let zeros = "0".repeat(shift.unsigned_abs());
    let digits = format!("{zeros}{whole}{fraction}{zeros}");
    let (whole, fraction) = digits.split_at((zeros.len() + whole.len()).saturating_add_signed(shift));
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    Cow::Owned(format!("{sign}{whole}{point}{fraction}"))
}

/// No decimal of 28 digits lies farther from 1 than so many powers of ten, leading and trailing zeros included.
const FARTHEST: i32 = 100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_as_they_were_written() {
        for (line, expected) in [
            (r#"{"a": 12, "b": -3}"#, r#"{"a": 12, "b": -3}"#),
            (r#"{"a": 0.10}"#, r#"{"a": "0.10"}"#),
            (r"[-1.5e-3, 2E3, 1.25e1, 1e0, 0e5]", r#"["-0.0015", "2000", "12.5", "1", "0"]"#),
            (r"[5e-324, 1e400]", r#"["5e-324", "1e400"]"#),
            (r"[123456789012345678, 1234567890123456789]", r#"[123456789012345678, "1234567890123456789"]"#),
            (r#"{"1.5": "2.5 \" 3.5", "x": [true, null]}"#, r#"{"1.5": "2.5 \" 3.5", "x": [true, null]}"#),
            (r#"{"open 1.5"#, r#"{"open 1.5"#),
            (r#"["\"#, r#"["\"#),
            ("[1.0.0]", r#"["1.0.0"]"#),
            ("", ""),
        ] {
            assert_eq!(as_text(line), expected);
        }
    }
}
