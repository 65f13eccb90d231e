//! Dates as people and programs write them, and the order of day and month judged on a whole column.

mod judge;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::words;

pub(crate) use judge::Judge;

/// The order in which a date written with numbers names its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum DateOrder {
    /// Day, month, year: 31/12/2026.
    Dmy,
    /// Month, day, year: 12/31/2026.
    Mdy,
    /// Year, month, day: 26-12-31. A year of four digits in front is read so in any case.
    Ymd,
}

impl DateOrder {
    /// The order in words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            DateOrder::Dmy => "day, month, year",
            DateOrder::Mdy => "month, day, year",
            DateOrder::Ymd => "year, month, day",
        }
    }
}

/// What a text looks like before the order of its numbers is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Its parts say themselves which is which: 2026-12-31, 31 Dec 26, 20261231.
    Plain { year: i32, month: u32, day: u32 },
    /// Two numbers and a year of four digits.
    YearLast { first: u32, second: u32, year: i32, dotted: bool },
    /// Three numbers of one or two digits.
    Short { first: u32, second: u32, third: u32, dotted: bool },
    /// A day count of a spreadsheet.
    Serial(u32),
}

/// The day counts that can stand among dates: 1954 to 2119. Smaller and larger ones are more likely other numbers.
const SERIALS: std::ops::RangeInclusive<u32> = 20_000..=80_000;

impl Shape {
    /// What a text looks like; `None` if it is no date in any order.
    pub(crate) fn of(text: &str) -> Option<Shape> {
        // An apostrophe makes a text of a date that is typed into a spreadsheet.
        let text = text.strip_prefix('\'').unwrap_or(text);
        let bytes = text.as_bytes();
        if !bytes.first()?.is_ascii_alphanumeric() && bytes[0] < 0x80 || bytes.len() > 40 {
            return None;
        }
        let mut parts = [Part::None; 3];
        let mut count = 0;
        let mut at = 0;
        let mut dotted = false;
        while count < 3 {
            let part = Part::read(text, &mut at)?;
            // The name of a weekday before the date says nothing new, nor does the “of” within it.
            if part == Part::Of && count > 0 || part == Part::Weekday && count == 0 {
                skip_separators(bytes, &mut at);
                continue;
            }
            parts[count] = part;
            count += 1;
            let from = at;
            skip_separators(bytes, &mut at);
            if count == 1 {
                dotted = at > from && bytes[from] == b'.';
            }
            if at == from || at >= bytes.len() {
                break;
            }
        }
        if count == 3 && !is_time(&bytes[at..]) {
            return None;
        }
        if count < 3 && at < bytes.len() {
            // 20261231T101500 or a serial with the time of the day: 42172.5.
            return match parts[0] {
                Part::Number { value, digits: 5 } if count == 1 || dotted => fraction(text).then_some(value),
                Part::None | Part::Number { .. } | Part::Month(_) | Part::Weekday | Part::Of => None,
            }
            .filter(|serial| SERIALS.contains(serial))
            .map(Shape::Serial);
        }
        Shape::of_parts(&parts[..count], dotted)
    }

    fn of_parts(parts: &[Part], dotted: bool) -> Option<Shape> {
        match *parts {
            [Part::Number { value, digits: 8 }] => {
                let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
                let likely =
                    (1950..=2150).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
                if likely {
                    return Some(Shape::Plain { year: signed(year), month, day });
                }
                // 13042024: what can be this cannot be that, as no month is called 19, 20 or 21.
                let (first, second, year) = (value / 1_000_000, value / 10_000 % 100, value % 10_000);
                let likely = (1950..=2150).contains(&year)
                    && (1..=31).contains(&first.max(second))
                    && (1..=12).contains(&first.min(second));
                likely.then_some(Shape::YearLast { first, second, year: signed(year), dotted: false })
            }
            [Part::Number { value, digits: 5 }] => SERIALS.contains(&value).then_some(Shape::Serial(value)),
            // A serial with a time of the day: 42172.5
            [Part::Number { value, digits: 5 }, Part::Number { .. }] if dotted => {
                SERIALS.contains(&value).then_some(Shape::Serial(value))
            }
            [
                Part::Number { value: year, digits: 4 },
                Part::Number { value: month, digits: 1 | 2 } | Part::Month(month),
                Part::Number { value: day, digits: 1 | 2 },
            ] => Some(Shape::Plain { year: signed(year), month, day }),
            [
                Part::Number { value: day, digits: 1 | 2 },
                Part::Month(month),
                Part::Number { value, digits },
            ]
            | [
                Part::Month(month),
                Part::Number { value: day, digits: 1 | 2 },
                Part::Number { value, digits },
            ] => Some(Shape::Plain { year: year(value, digits)?, month, day }),
            [
                Part::Number { value: first, digits: 1 | 2 },
                Part::Number { value: second, digits: 1 | 2 },
                Part::Number { value: third, digits },
            ] => match digits {
                4 => Some(Shape::YearLast { first, second, year: signed(third), dotted }),
                1 | 2 => Some(Shape::Short { first, second, third, dotted }),
                _ => None,
            },
            _ => None,
        }
    }

    /// Why there is no such day, in words that go on from “is not a day of the calendar”.
    pub(crate) fn fault(self, order: DateOrder) -> String {
        let month = match (self, order) {
            (Shape::Serial(_), _) => return String::new(),
            (Shape::Plain { month, .. }, _)
            | (Shape::YearLast { first: month, .. } | Shape::Short { first: month, .. }, DateOrder::Mdy)
            | (
                Shape::YearLast { second: month, .. } | Shape::Short { second: month, .. },
                DateOrder::Dmy | DateOrder::Ymd,
            ) => month,
        };
        let read = match self {
            Shape::Plain { .. } | Shape::Serial(_) => String::new(),
            Shape::YearLast { .. } | Shape::Short { .. } => format!(", read as {}", order.words()),
        };
        let why =
            if (1..=12).contains(&month) { String::new() } else { format!(": there is no month {month}") };
        format!("{read}{why}")
    }

    /// The date this is when numbers come in that order; `None` if there is no such day.
    pub(crate) fn date(self, order: DateOrder, epoch_1904: bool) -> Option<NaiveDate> {
        match self {
            Shape::Plain { year, month, day } => NaiveDate::from_ymd_opt(year, month, day),
            Shape::Serial(days) => from_serial(i64::from(days), epoch_1904),
            Shape::YearLast { first, second, year, .. } => match order {
                DateOrder::Dmy | DateOrder::Ymd => NaiveDate::from_ymd_opt(year, second, first),
                DateOrder::Mdy => NaiveDate::from_ymd_opt(year, first, second),
            },
            Shape::Short { first, second, third, .. } => match order {
                DateOrder::Dmy => NaiveDate::from_ymd_opt(year(third, 2)?, second, first),
                DateOrder::Mdy => NaiveDate::from_ymd_opt(year(third, 2)?, first, second),
                DateOrder::Ymd => NaiveDate::from_ymd_opt(year(first, 2)?, second, third),
            },
        }
    }
}

/// Whether a text names a week of a year: 2024-W10, W10/2024, 2024-W10-1.
pub(crate) fn is_week(text: &str) -> bool {
    let words = words::tokens(text);
    let number = |at: usize| words.get(at).is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let week = |word: &String| {
        ["w", "wk", "kw", "week", "woche", "semaine", "semana", "sem"].contains(&word.as_str())
    };
    words.len() <= 4 && words.iter().position(week).is_some_and(|at| number(at + 1))
}

/// Whether a day is too far off for something that was paid: a clock that was never set, or a year with a slip.
pub(crate) fn is_far_off(day: NaiveDate) -> bool {
    use chrono::Datelike;
    is_never(day) || day.year() >= 2100
}

/// Whether a text is one of the days that programs write for “never”: the first day of a clock, or the last of the calendar.
pub(crate) fn means_never(text: &str) -> bool {
    // Most dates are none of these: look closer only at those that could be.
    if ![
        "1970", "1900", "1899", "1601", "0001", "9999", "2999", "2099", "2199", "3000", "01/01/70", "1/1/70",
        "12/31/50", "31/12/50", "2050",
    ]
    .iter()
    .any(|part| text.contains(part))
    {
        return false;
    }
    let day = match Shape::of(text) {
        Some(shape) => shape.date(DateOrder::Dmy, false).or_else(|| shape.date(DateOrder::Mdy, false)),
        None => None,
    };
    day.is_some_and(is_never)
}

/// Whether a day is one that programs write for “never”.
pub(crate) fn is_never(day: NaiveDate) -> bool {
    use chrono::Datelike;
    match (day.year(), day.month(), day.day()) {
        (year, _, _) if !(1950..2199).contains(&year) => true,
        (1970, 1, 1) | (2099 | 2050, 12, 31) => true,
        _ => false,
    }
}

/// The date of a spreadsheet's day count. Day 60 of the 1900 system, 29 February 1900, never was.
pub(crate) fn from_serial(days: i64, epoch_1904: bool) -> Option<NaiveDate> {
    let epoch = if epoch_1904 {
        NaiveDate::from_ymd_opt(1904, 1, 1)?
    } else {
        NaiveDate::from_ymd_opt(1899, 12, 30)?
    };
    let days = if !epoch_1904 && days < 60 { days + 1 } else { days };
    (1..=2_958_466).contains(&days).then_some(())?;
    epoch.checked_add_signed(chrono::TimeDelta::try_days(days)?)
}

/// One part of a written date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    None,
    Number {
        value: u32,
        digits: usize,
    },
    Month(u32),
    Weekday,
    /// A word between the parts: the 4th of March, 4 de marzo de 2024.
    Of,
}

impl Part {
    /// Reads the number or the word at a place and moves behind it.
    fn read(text: &str, at: &mut usize) -> Option<Part> {
        let bytes = text.as_bytes();
        let from = *at;
        let mut value = 0u32;
        while let Some(digit) = bytes.get(*at).filter(|byte| byte.is_ascii_digit()) {
            value = value.checked_mul(10)?.checked_add(u32::from(digit - b'0'))?;
            *at += 1;
        }
        if *at > from {
            let part = Part::Number { value, digits: *at - from };
            // 1st, 2nd, 3rd, 4th; 1er
            let rest = &bytes[*at..];
            if [&b"st"[..], b"nd", b"rd", b"th", b"er"]
                .iter()
                .any(|mark| rest.starts_with(mark) && !rest.get(2).is_some_and(u8::is_ascii_alphabetic))
            {
                *at += 2;
            }
            return Some(part);
        }
        while bytes.get(*at).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80) {
            *at += 1;
        }
        let word = text.get(from..*at).filter(|word| word.len() >= 2)?;
        if let Some(month) = words::month_named(word) {
            return Some(Part::Month(month));
        }
        if ["of", "de", "del", "van", "the"].iter().any(|of| word.eq_ignore_ascii_case(of)) {
            return Some(Part::Of);
        }
        words::is_weekday(word).then_some(Part::Weekday)
    }
}

fn skip_separators(bytes: &[u8], at: &mut usize) {
    while bytes.get(*at).is_some_and(|byte| matches!(byte, b'-' | b'/' | b'.' | b' ' | b',')) {
        *at += 1;
    }
}

/// Whether nothing but a time of the day is left.
fn is_time(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii();
    match rest {
        [] | [b'Z' | b'z'] => true,
        [b'T' | b't' | b'+', time @ ..] => is_time(time),
        [first, ..] => {
            // Behind the time the zone may be named: 10:15 CET.
            let zone = rest.iter().rposition(|byte| !byte.is_ascii_uppercase()).map_or(0, |last| last + 1);
            let rest = if (2..=4).contains(&(rest.len() - zone)) { &rest[..zone] } else { rest };
            first.is_ascii_digit()
                && rest.contains(&b':')
                && rest.iter().all(|byte| {
                    byte.is_ascii_digit()
                        || matches!(
                            byte.to_ascii_lowercase(),
                            b':' | b'.' | b' ' | b'+' | b'-' | b'z' | b'a' | b'p' | b'm' | b'u' | b't' | b'c'
                        )
                })
        }
    }
}

/// Whether this is digits, a point and digits.
fn fraction(text: &str) -> bool {
    text.matches('.').count() == 1 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// A year of four digits, or of two: 70 to 99 belong to the last century.
fn year(value: u32, digits: usize) -> Option<i32> {
    match digits {
        4 => Some(signed(value)),
        1 | 2 => Some(signed(if value < 70 { 2000 + value } else { 1900 + value })),
        _ => None,
    }
}

fn signed(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: DateOrder) -> String {
        match Shape::of(text) {
            None => "no date".to_owned(),
            Some(shape) => {
                shape.date(order, false).map_or_else(|| "no such day".to_owned(), |date| date.to_string())
            }
        }
    }

    #[test]
    fn dates_are_read() {
        for (text, date) in [
            ("03/09/2018", "2018-09-03"),
            ("3.9.2018", "2018-09-03"),
            ("01-04-2010", "2010-04-01"),
            ("09-Mar-11", "2011-03-09"),
            ("9 March 2011", "2011-03-09"),
            ("March 9, 2011", "2011-03-09"),
            ("9. März 2011", "2011-03-09"),
            ("1er août 2014", "2014-08-01"),
            ("21st June 2014", "2014-06-21"),
            ("Wed 09 Mar 2011", "2011-03-09"),
            ("Wednesday, 9 March 2011", "2011-03-09"),
            ("2026-12-31", "2026-12-31"),
            ("4 de marzo de 2024", "2024-03-04"),
            ("4th of March 2024", "2024-03-04"),
            ("lundi 4 mars 2024", "2024-03-04"),
            ("lunes, 4 de marzo de 2024", "2024-03-04"),
            ("Montag, 4. März 2024", "2024-03-04"),
            ("maandag 4 maart 2024", "2024-03-04"),
            ("04-MAR-24", "2024-03-04"),
            ("Mar 4, 2024", "2024-03-04"),
            ("4th March 2024", "2024-03-04"),
            ("13042024", "2024-04-13"),
            ("20122015", "2015-12-20"),
            ("20240413", "2024-04-13"),
            ("'04/03/2024", "2024-03-04"),
            ("2024-03-04+01:00", "2024-03-04"),
            ("2024-03-04Z", "2024-03-04"),
            ("2024-03-04T10:15:00+01:00", "2024-03-04"),
            ("2024-03-04 10:15 CET", "2024-03-04"),
            ("2024-W10", "no date"),
            ("99999999", "no date"),
            ("2026-12-31T10:15:00Z", "2026-12-31"),
            ("2026-12-31 10:15:00.000", "2026-12-31"),
            ("31/12/2026 10:15", "2026-12-31"),
            ("31/12/26", "2026-12-31"),
            ("31/12/99", "1999-12-31"),
            ("20261231", "2026-12-31"),
            ("42172", "2015-06-17"),
            ("42172.5", "2015-06-17"),
            ("31/11/2015", "no such day"),
            ("2/30/2015", "no such day"),
            ("Mo. To Mo.", "no date"),
            ("1234567", "no date"),
            ("12", "no date"),
            ("Q1 2014", "no date"),
            ("03/09/2018 see note", "no date"),
            ("", "no date"),
        ] {
            assert_eq!(read(text, DateOrder::Dmy), date, "{text}");
        }
        assert_eq!(read("12/31/26", DateOrder::Mdy), "2026-12-31");
        assert_eq!(read("26-12-31", DateOrder::Ymd), "2026-12-31");
    }

    #[test]
    fn what_is_no_day_is_said_with_its_reason() {
        let fault = |text: &str, order| Shape::of(text).unwrap().fault(order);
        for (text, order, expected) in [
            ("2024-13-04", DateOrder::Dmy, ": there is no month 13"),
            ("2024-02-30", DateOrder::Dmy, ""),
            ("04/13/2024", DateOrder::Dmy, ", read as day, month, year: there is no month 13"),
            ("31/11/2015", DateOrder::Dmy, ", read as day, month, year"),
            ("31/11/15", DateOrder::Mdy, ", read as month, day, year: there is no month 31"),
        ] {
            assert_eq!(fault(text, order), expected, "{text}");
        }
        assert!(is_week("2024-W10") && is_week("KW 10/2024") && !is_week("2024-03-04"));
    }

    #[test]
    fn the_epoch_of_1904_is_four_years_later() {
        assert_eq!(from_serial(42_172 - 1462, true), from_serial(42_172, false));
        assert_eq!(from_serial(1, false).unwrap().to_string(), "1900-01-01");
        assert_eq!(from_serial(61, false).unwrap().to_string(), "1900-03-01");
    }
}
