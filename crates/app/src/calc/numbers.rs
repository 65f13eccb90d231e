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
                let whole =
                    |number: &str| number.len() <= 18 && number != "-0" && !number.contains(['.', 'e', 'E']);
                // Others write 12.0 for a count of 12.
                let count = number.strip_suffix(".0").filter(|count| whole(count));
                if let Some(count) = count {
                    text.push_str(&line[copied..at]);
                    text.push_str(count);
                    copied = at + length;
                } else if !whole(number) {
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

/// A number with an exponent as a plain decimal; others as they are.
fn plain(number: &str) -> Cow<'_, str> {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let Some((mantissa, exponent)) = rest.split_once(['e', 'E']) else { return Cow::Borrowed(number) };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let Ok(shift) = exponent.parse::<isize>() else { return Cow::Borrowed(number) };
    let shift = shift.clamp(-FARTHEST, FARTHEST);
    // Enough zeros on both sides for the point to move among them.
    let zeros = "0".repeat(shift.unsigned_abs());
    let digits = format!("{zeros}{whole}{fraction}{zeros}");
    let (whole, fraction) = digits.split_at((zeros.len() + whole.len()).saturating_add_signed(shift));
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    Cow::Owned(format!("{sign}{whole}{point}{fraction}"))
}

/// A number so many powers of ten from 1, or more, has too many digits for any decimal: it is refused as that.
const FARTHEST: isize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_as_they_were_written() {
        for (line, expected) in [
            (r#"{"a": 12, "b": -3}"#, r#"{"a": 12, "b": -3}"#),
            (r#"{"a": 0.10}"#, r#"{"a": "0.10"}"#),
            (r"[-1.5e-3, 2E3, 1.25e1, 1e0, 0e5]", r#"["-0.0015", "2000", "12.5", "1", "0"]"#),
            (r"[0e400, 7e0005, 1.5e-1, -0]", r#"["0", "700000", "0.15", "-0"]"#),
            (r"[12.0, -3.0, 12.00, 1234567890123456789.0]", r#"[12, -3, "12.00", "1234567890123456789.0"]"#),
            (r"[123456789012345678, 1234567890123456789]", r#"[123456789012345678, "1234567890123456789"]"#),
            (r#"{"1.5": "2.5 \" 3.5", "x": [true, null]}"#, r#"{"1.5": "2.5 \" 3.5", "x": [true, null]}"#),
            (r#"{"open 1.5"#, r#"{"open 1.5"#),
            (r#"["\"#, r#"["\"#),
            ("[1.0.0]", r#"["1.0.0"]"#),
            ("", ""),
        ] {
            assert_eq!(as_text(line), expected);
        }
        for far in ["1e400", "-5e-324", "1e-99999999999999", "1.5e-29"] {
            let text = as_text(far);
            let number: Result<domain::Amount, _> = text.trim_matches('"').parse();
            assert_eq!(number, Err(domain::money::Error::TooLarge), "{far}: {text}");
        }
    }
}
