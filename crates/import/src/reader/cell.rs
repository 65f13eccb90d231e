//! What a cell of a workbook says: numbers to 15 digits, dates as dates, errors as errors.

use calamine::DataRef;

use crate::date;
use crate::sheet::CellKind;

/// Writes what a cell says and answers what it is.
pub(crate) fn write(value: &DataRef<'_>, epoch_1904: bool, text: &mut String) -> CellKind {
    use std::fmt::Write;
    match value {
        DataRef::Empty => CellKind::Text,
        DataRef::String(words) => {
            text.push_str(words);
            CellKind::Text
        }
        DataRef::SharedString(words) => {
            text.push_str(words);
            CellKind::Text
        }
        DataRef::Bool(yes) => {
            text.push_str(if *yes { "TRUE" } else { "FALSE" });
            CellKind::Text
        }
        DataRef::Int(number) => {
            let _ = write!(text, "{number}");
            CellKind::Number
        }
        DataRef::Float(number) => {
            decimal(*number, text);
            CellKind::Number
        }
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let day = whole_days(moment.as_f64()).and_then(|days| date::from_serial(days, epoch_1904));
            if let Some(day) = day {
                let _ = write!(text, "{day}");
                return CellKind::Date;
            }
            time(moment.as_f64(), text)
        }
        DataRef::DateTime(span) => time(span.as_f64(), text),
        DataRef::DateTimeIso(moment) => {
            text.push_str(moment.get(..10).unwrap_or(moment));
            CellKind::Date
        }
        DataRef::DurationIso(duration) => {
            text.push_str(duration);
            CellKind::Text
        }
        DataRef::Error(error) => {
            let _ = write!(text, "{error}");
            CellKind::Error
        }
    }
}

/// Writes a time of day or a span of time: no amount, though a spreadsheet keeps it as a number.
fn time(days: f64, text: &mut String) -> CellKind {
    use std::fmt::Write;
    #[expect(clippy::float_arithmetic, reason = "a spreadsheet counts time in days")]
    let seconds =
        format!("{:.0}", days.abs() * 86_400.0).parse::<u64>().ok().filter(|_| days.abs() < 3_000_000.0);
    if let Some(seconds) = seconds {
        let sign = if days < 0.0 { "-" } else { "" };
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        let _ = write!(text, "{sign}{hours:02}:{minutes:02}:{:02}", seconds % 60);
        return CellKind::Text;
    }
    decimal(days, text);
    CellKind::Number
}

/// The days of a spreadsheet's day count, without the time of the day.
fn whole_days(serial: f64) -> Option<i64> {
    // By text, as casts between floats and integers round and wrap silently.
    if !(1.0..3_000_000.0).contains(&serial) {
        return None;
    }
    format!("{:.0}", serial.floor()).parse().ok()
}

/// Writes a number with the 15 significant digits a spreadsheet shows: what lies behind them is binary noise.
fn decimal(number: f64, text: &mut String) {
    use std::fmt::Write;
    if hundredths(number, text) {
        return;
    }
    let from = text.len();
    let _ = write!(text, "{number}");
    let digits = text[from..].bytes().filter(u8::is_ascii_digit).count();
    if digits <= 15 && text[from..].bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.')) {
        return;
    }
    let rounded = rounded(&text[from..]);
    text.truncate(from);
    match rounded {
        Some(rounded) => text.push_str(&rounded),
        None => exact(number, text),
    }
}

/// Writes a number that is one of whole hundredths, as nearly every amount is; answers whether it is.
#[expect(clippy::float_arithmetic, clippy::float_cmp, reason = "exact where it counts: below 2^53 both are")]
#[expect(clippy::cast_possible_truncation, reason = "a whole number below 10^15")]
fn hundredths(number: f64, text: &mut String) -> bool {
    let scaled = (number * 100.0).round();
    if scaled.abs() >= 1e15 || scaled / 100.0 != number {
        return false;
    }
    let mut left = (scaled as i64).unsigned_abs();
    // Written from the end: sixteen digits, a point and a sign.
    let mut signs = [0; 20];
    let mut at = signs.len();
    let mut put = |sign: u8| {
        at -= 1;
        signs[at] = sign;
    };
    let digit = |number: u64| b'0' + number.to_le_bytes()[0];
    let cents = left % 100;
    left /= 100;
    if cents > 0 {
        if !cents.is_multiple_of(10) {
            put(digit(cents % 10));
        }
        put(digit(cents / 10));
        put(b'.');
    }
    loop {
        put(digit(left % 10));
        left /= 10;
        if left == 0 {
            break;
        }
    }
    if scaled < 0.0 {
        put(b'-');
    }
    text.push_str(std::str::from_utf8(&signs[at..]).unwrap_or_default());
    true
}

/// The shortest digits of a number, rounded to 15; `None` where only all of its digits tell which way.
fn rounded(shortest: &str) -> Option<String> {
    // What is longer is no amount and goes the long way.
    if shortest.len() > 40 {
        return None;
    }
    let mut digits = shortest.as_bytes().to_vec();
    let first = digits.iter().position(|byte| matches!(byte, b'1'..=b'9'))?;
    let point = digits.iter().position(|byte| *byte == b'.').unwrap_or(digits.len());
    if digits.iter().any(|byte| !byte.is_ascii_digit() && !matches!(byte, b'-' | b'.')) {
        return None;
    }
    let significant = (first..digits.len()).filter(|at| *at != point);
    let Some(cut) = significant.clone().nth(15) else { return Some(shortest.to_owned()) };
    let mut tail = significant.skip(15).map(|at| digits[at]);
    let up = match (tail.next()?, tail.any(|digit| digit != b'0')) {
        (b'5', false) => return None,
        (digit, _) => digit >= b'5',
    };
    let end = point.max(cut);
    digits[cut..end].fill(b'0');
    digits.truncate(end);
    let mut at = cut;
    let mut carry = up;
    while carry && at > 0 {
        at -= 1;
        match digits[at] {
            b'9' => digits[at] = b'0',
            b'0'..=b'8' => {
                digits[at] += 1;
                carry = false;
            }
            b'.' => {}
            // Before the first digit.
            _ => break,
        }
    }
    if carry {
        digits.insert(usize::from(shortest.starts_with('-')), b'1');
    }
    let mut text = String::from_utf8(digits).ok()?;
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    Some(text)
}

/// Writes a number by all of its digits, rounded to 15.
fn exact(number: f64, text: &mut String) {
    use std::fmt::Write;
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        // Not a number, or infinite.
        text.push_str(&scientific);
        return;
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if exponent.abs() > 40 {
        // No amount: left as it is, to be shown where it cannot be read.
        let _ = write!(text, "{number:e}");
        return;
    }
    let negative = mantissa.starts_with('-');
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        text.push('0');
        return;
    }
    if negative {
        text.push('-');
    }
    let whole = exponent + 1;
    match usize::try_from(whole) {
        Ok(whole) if whole >= digits.len() => {
            text.push_str(digits);
            text.extend(std::iter::repeat_n('0', whole - digits.len()));
        }
        Ok(whole) if whole > 0 => {
            text.push_str(&digits[..whole]);
            text.push('.');
            text.push_str(&digits[whole..]);
        }
        _ => {
            text.push_str("0.");
            text.extend(std::iter::repeat_n('0', usize::try_from(-whole).unwrap_or(0)));
            text.push_str(digits);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_fifteen_digits() {
        for (number, shown) in [
            (0.1 + 0.2, "0.3"),
            (2170.88, "2170.88"),
            (-110.7, "-110.7"),
            (1e15, "1000000000000000"),
            (123_456_789_012_345_680.0, "123456789012346000"),
            (0.000_001_5, "0.0000015"),
            (1.0 / 3.0, "0.333333333333333"),
            (0.0, "0"),
            (1e300, "1e300"),
            (f64::NAN, "NaN"),
        ] {
            let mut text = String::new();
            decimal(number, &mut text);
            assert_eq!(text, shown);
        }
    }

    #[test]
    fn times_are_no_amounts() {
        for (days, shown) in [
            (0.0, "00:00:00"),
            (0.320_601_851_851_852, "07:41:40"),
            (1.5, "36:00:00"),
            (-1.2, "-28:48:00"),
            (1e300, "1e300"),
        ] {
            let mut text = String::new();
            time(days, &mut text);
            assert_eq!(text, shown);
        }
    }

    #[test]
    fn both_ways_of_rounding_agree() {
        let mut seed = 7u64;
        for _ in 0..200_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            // Amounts with cents that were added up, and whatever else has a sensible size.
            let bits = seed >> 12 | (1023 - 20 + (seed >> 40) % 50) << 52;
            let cents = f64::from(i32::from_le_bytes(*(seed >> 20).to_le_bytes().first_chunk().unwrap()));
            let sum = cents / 100.0 + 0.1;
            for number in [f64::from_bits(bits), -f64::from_bits(bits), cents, sum] {
                let (mut quick, mut long) = (String::new(), String::new());
                decimal(number, &mut quick);
                exact(number, &mut long);
                assert_eq!(quick, long, "{number}");
            }
        }
        for (shortest, expected) in [
            ("9999999999999999.5", Some("10000000000000000")),
            ("0.99999999999999999", Some("1")),
            ("-999999.9999999999", Some("-1000000")),
            ("0.1234567890123455", None),
            ("1234567890123456789", Some("1234567890123460000")),
        ] {
            assert_eq!(rounded(shortest).as_deref(), expected);
        }
    }
}
