//! The month a column or a cell of a budget names: with its year, by its name alone, or by its place in the year.

use std::fmt;

use chrono::NaiveDate;
use domain::Month;
use serde::{Deserialize, Serialize};

use crate::DateOrder;
use crate::words;

/// A month as the file names it. What lacks a year is placed in the fiscal year of the plan by who imports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum MonthRef {
    /// A month of a year: `Jan-27`, `2027-01`, `01.2027`, a date.
    Month {
        /// That month.
        month: Month,
    },
    /// A calendar month without a year: `Jan`.
    Calendar {
        /// 1 for January to 12 for December.
        number: u32,
    },
    /// A place in the fiscal year: `M1`, `Period 1`.
    Fiscal {
        /// 1 for the first month of the fiscal year to 12.
        position: u32,
    },
    /// A quarter of the fiscal year: `Q1`, `Q1 2027`. Its amount is split over its three months.
    Quarter {
        /// 1 to 4.
        quarter: u32,
        /// The fiscal year, where the file names one.
        year: Option<i32>,
    },
    /// The whole fiscal year: an amount without a month. It is split over the twelve months.
    Year {
        /// The fiscal year, where the file names one.
        year: Option<i32>,
    },
}

impl fmt::Display for MonthRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MonthRef::Month { month } => write!(f, "{month}"),
            MonthRef::Calendar { number } => {
                f.write_str(Month::new(2000, *number).map_or("?", Month::short_name))
            }
            MonthRef::Fiscal { position } => write!(f, "M{position}"),
            MonthRef::Quarter { quarter, year: None } => write!(f, "Q{quarter}"),
            MonthRef::Quarter { quarter, year: Some(year) } => write!(f, "FY{year}-Q{quarter}"),
            MonthRef::Year { year: None } => f.write_str("the year"),
            MonthRef::Year { year: Some(year) } => write!(f, "FY{year}"),
        }
    }
}

/// Reads what a header or a cell says about a month; `None` if it names none.
///
/// `order` decides only dates written with three numbers whose first two could both be the month.
pub(crate) fn read(text: &str, order: DateOrder) -> Option<MonthRef> {
    // A header is short; a sentence that mentions a month is not one.
    if text.len() > 40 || text.is_empty() {
        return None;
    }
    let all = words::tokens(text);
    let words: Vec<&str> = all.iter().map(String::as_str).filter(|word| !words::is_filler(word)).collect();
    let dated = |year: i32, month: u32| Month::new(year, month).map(|month| MonthRef::Month { month });
    let place = |number: &str| {
        number.parse().ok().filter(|n| (1..=12).contains(n)).map(|position| MonthRef::Fiscal { position })
    };
    if let Some(quarter) = quarter(&words) {
        return Some(quarter);
    }
    match words.as_slice() {
        [name] if words::month_named(name).is_some() => {
            words::month_named(name).map(|number| MonthRef::Calendar { number })
        }
        // 202701
        [digits] if digits.len() == 6 => dated(year(digits.get(..4)?)?, digits.get(4..)?.parse().ok()?),
        [
            "m" | "p" | "per" | "period" | "periode" | "periodo" | "month" | "monat" | "mois" | "mes"
            | "maand",
            number,
        ]
        | ["fy", _, "m" | "p" | "per" | "period" | "month", number]
        | [number, "m" | "p" | "period"] => place(number),
        // 2027M01
        [digits, "m", number] if digits.len() == 4 => dated(year(digits)?, number.parse().ok()?),
        // 01/27, but not 10.25, which is an amount, and not 1/2.
        [number, digits] if text.len() == 5 && text.get(2..3) == Some("/") && digits.len() == 2 => {
            let year = year(digits).filter(|year| (2015..2050).contains(year))?;
            dated(year, number.parse().ok()?)
        }
        [a, b] => match (words::month_named(a), words::month_named(b)) {
            (Some(month), None) => dated(year(b)?, month),
            (None, Some(month)) => dated(year(a)?, month),
            (None, None) if a.len() == 4 => dated(year(a)?, b.parse().ok()?),
            (None, None) if b.len() == 4 => dated(year(b)?, a.parse().ok()?),
            _ => None,
        },
        // A fiscal year beside a name: which calendar year that is, only the book's calendar says.
        [name, "fy", _] | ["fy", _, name] if words::month_named(name).is_some() => {
            words::month_named(name).map(|number| MonthRef::Calendar { number })
        }
        [_, _, _] | [_, _, _, "00", "00"] | [_, _, _, "00", "00", "00"] => {
            let (a, b, c) = (words[0], words[1], words[2]);
            // A word beside a month and a year is what the amounts are: those of “Actual Jan 2027” are not planned.
            let is_day = |word: &str| word.parse().is_ok_and(|day: u32| (1..=31).contains(&day));
            if let Some(month) = words::month_named(b) {
                return is_day(a).then(|| dated(year(c)?, month)).flatten();
            }
            if let Some(month) = words::month_named(a) {
                return is_day(b).then(|| dated(year(c)?, month)).flatten();
            }
            let (day, month, year) = if a.len() == 4 {
                (c.parse().ok()?, b.parse().ok()?, year(a)?)
            } else {
                let (first, second): (u32, u32) = (a.parse().ok()?, b.parse().ok()?);
                let day_first = second <= 12 && (first > 12 || order != DateOrder::Mdy);
                let (day, month) = if day_first { (first, second) } else { (second, first) };
                (day, month, year(c)?)
            };
            NaiveDate::from_ymd_opt(year, month, day).and_then(|_| dated(year, month))
        }
        _ => None,
    }
}

/// The whole year that a text names, or that it leaves open.
pub(crate) fn whole_year(text: &str) -> MonthRef {
    MonthRef::Year { year: words::year(text).and_then(|digits| year(&digits)) }
}

/// A quarter, alone or with its year.
fn quarter(words: &[&str]) -> Option<MonthRef> {
    let is_quarter =
        |word: &str| matches!(word, "q" | "qtr" | "quarter" | "quartal" | "trim" | "trimestre" | "kwartaal");
    let number = |word: &str| word.parse().ok().filter(|quarter| (1..=4).contains(quarter));
    let of = |quarter: &str, year: Option<i32>| Some(MonthRef::Quarter { quarter: number(quarter)?, year });
    match words {
        [q, n] if is_quarter(q) => of(n, None),
        [n, q] if is_quarter(q) => of(n, None),
        [q, n, y] | [q, n, "fy", y] if is_quarter(q) => of(n, Some(year(y)?)),
        [y, q, n] | ["fy", y, q, n] if is_quarter(q) && y.len() > 1 => of(n, Some(year(y)?)),
        [n, q, y] | [n, q, "fy", y] if is_quarter(q) => of(n, Some(year(y)?)),
        _ => None,
    }
}

/// A year of four digits, or of two in this century.
fn year(digits: &str) -> Option<i32> {
    let year: i32 = digits.parse().ok()?;
    match digits.len() {
        4 if (1990..=2100).contains(&year) => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_names_a_month() {
        for (text, month) in [
            ("Jan", "Jan"),
            ("January", "Jan"),
            ("März", "Mar"),
            ("Budget Jan", "Jan"),
            ("Q1", "Q1"),
            ("Q3 2027", "FY2027-Q3"),
            ("2027-Q3", "FY2027-Q3"),
            ("FY27 Q4", "FY2027-Q4"),
            ("2. Quartal", "Q2"),
            ("2. Quartal 2027", "FY2027-Q2"),
            ("3Q27", "FY2027-Q3"),
            ("4Q FY27", "FY2027-Q4"),
            ("Jan-27", "2027-01"),
            ("Jan 27", "2027-01"),
            ("Jan27", "2027-01"),
            ("janv. 2027", "2027-01"),
            ("2027 Jan", "2027-01"),
            ("2027-01", "2027-01"),
            ("202701", "2027-01"),
            ("01.2027", "2027-01"),
            ("01/2027", "2027-01"),
            ("1/2027", "2027-01"),
            ("01/27", "2027-01"),
            ("2027M01", "2027-01"),
            ("Budget in TEUR Jan 2027", "2027-01"),
            ("Jän 27", "2027-01"),
            ("mzo-27", "2027-03"),
            ("2027-01-01", "2027-01"),
            ("2027-01-01 00:00:00", "2027-01"),
            ("31.01.2027", "2027-01"),
            ("01/02/2027", "2027-02"),
            ("01-Jan-27", "2027-01"),
            ("M1", "M1"),
            ("M01", "M1"),
            ("Period 1", "M1"),
            ("P12", "M12"),
            ("FY27 P03", "M3"),
            ("Monat 4", "M4"),
        ] {
            assert_eq!(read(text, DateOrder::Dmy).map(|m| m.to_string()).as_deref(), Some(month), "{text}");
        }
        assert_eq!(read("01/02/2027", DateOrder::Mdy).unwrap().to_string(), "2027-01");
        for text in [
            "Total",
            "13/2027",
            "13/27",
            "10.25",
            "01/02",
            "M13",
            "2027",
            "Vendor",
            "",
            "May we",
            "Maya",
            "FY 2027",
            "Actual Jan 2027",
            "Jan Ist 2027",
        ] {
            assert_eq!(read(text, DateOrder::Dmy), None, "{text}");
        }
    }
}
