//! Months, fiscal years and the periods a figure can be asked for.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Error, Problem};

/// A calendar month, written `2026-11`. Years 0 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Months since year 0, so that counting is plain arithmetic.
    index: i32,
}

impl Month {
    /// The month of a year; `None` outside 1..=12 or outside the years 0 to 9999.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        if !(0..=9999).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        Some(Month { index: year * 12 + i32::try_from(month).ok()? - 1 })
    }

    /// The month a date falls in. Dates outside the years 0 to 9999 count as the nearest month inside.
    pub fn of(date: NaiveDate) -> Month {
        Month::new(date.year().clamp(0, 9999), date.month()).unwrap_or(Month { index: 0 })
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.index.div_euclid(12)
    }

    /// 1 for January to 12 for December.
    pub fn number(self) -> u32 {
        self.index.rem_euclid(12).unsigned_abs() + 1
    }

    /// So many months later (or earlier), held inside the years 0 to 9999.
    #[must_use]
    pub fn plus(self, months: i32) -> Month {
        Month { index: self.index.saturating_add(months).clamp(0, 9999 * 12 + 11) }
    }

    /// Whole months from `earlier` to this one; negative if this one is before.
    pub fn months_since(self, earlier: Month) -> i32 {
        self.index - earlier.index
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), self.number(), 1).unwrap_or_default()
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        let next = self.index + 1;
        NaiveDate::from_ymd_opt(next.div_euclid(12), next.rem_euclid(12).unsigned_abs() + 1, 1)
            .and_then(|first| first.pred_opt())
            .unwrap_or_default()
    }

    /// Its English name in three letters.
    pub fn short_name(self) -> &'static str {
        const NAMES: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        NAMES[self.index.rem_euclid(12) as usize]
    }

    /// Its English name.
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        NAMES[self.index.rem_euclid(12) as usize]
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = Problem;
    fn from_str(text: &str) -> Result<Month, Problem> {
        text.split_once('-')
            .filter(|(year, month)| year.len() == 4 && month.len() == 2)
            .filter(|_| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'))
            .and_then(|(year, month)| Month::new(year.parse().ok()?, month.parse().ok()?))
            .ok_or_else(|| Problem::new("month", format!("“{text}” is no month. Write it as 2026-11.")))
    }
}

/// The day so many months after (or before) an anchor: the same day of the month, or the month's last where it has
/// no such day. [`Error::Date`] outside the years 0 to 9999.
///
/// Count always from the anchor, never from the day before: 31 January and one, two months are 28 February and
/// 31 March.
///
/// ```
/// use domain::calendar::add_months;
/// let anchor = "2025-01-31".parse()?;
/// assert_eq!(add_months(anchor, 1)?.to_string(), "2025-02-28");
/// assert_eq!(add_months(anchor, 2)?.to_string(), "2025-03-31");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn add_months(anchor: NaiveDate, months: i32) -> Result<NaiveDate, Error> {
    let moved = if months < 0 {
        anchor.checked_sub_months(Months::new(months.unsigned_abs()))
    } else {
        anchor.checked_add_months(Months::new(months.unsigned_abs()))
    };
    moved.filter(|date| (0..=9999).contains(&date.year())).ok_or(Error::Date)
}

/// The day so many calendar days after (or before) another; [`Error::Date`] outside the years 0 to 9999.
pub fn add_days(date: NaiveDate, days: i64) -> Result<NaiveDate, Error> {
    TimeDelta::try_days(days)
        .and_then(|days| date.checked_add_signed(days))
        .filter(|date| (0..=9999).contains(&date.year()))
        .ok_or(Error::Date)
}

/// How many days lie from a first to a last one, both counted: 1 where they are the same, 0 where the last is the day
/// before the first, and less where it is earlier still.
///
/// ```
/// use domain::calendar::days;
/// assert_eq!(days("2024-02-01".parse()?, "2024-02-29".parse()?), 29);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn days(first: NaiveDate, last: NaiveDate) -> i64 {
    last.signed_duration_since(first).num_days().saturating_add(1)
}

/// How many months, counted from an anchor by [`add_months`], have begun by a day: 1 from the anchor itself on, 2 from
/// the day a month later, 0 or less before the anchor. One less than these are over when the day begins.
///
/// [`Error::Date`] for a day outside the years 0 to 9999.
///
/// ```
/// use domain::calendar::months_begun;
/// let anchor = "2025-01-31".parse()?;
/// assert_eq!(months_begun(anchor, "2025-02-27".parse()?)?, 1);
/// assert_eq!(months_begun(anchor, "2025-02-28".parse()?)?, 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn months_begun(anchor: NaiveDate, day: NaiveDate) -> Result<i64, Error> {
    // Not by [`Month`]s, which hold dates inside the years 0 to 9999.
    let count = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
    let months = count(day) - count(anchor);
    let same_month = add_months(anchor, i32::try_from(months).map_err(|_| Error::Date)?)?;
    Ok(if same_month > day { months } else { months + 1 })
}

/// How a fiscal year gets its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum FiscalName {
    /// By the calendar year in which it ends: July 2026 to June 2027 is FY2027.
    #[default]
    End,
    /// By the calendar year in which it starts.
    Start,
}

/// The book's fiscal calendar: twelve months from a start month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiscalCalendar {
    start: u32,
    name: FiscalName,
}

impl Default for FiscalCalendar {
    /// The calendar year.
    fn default() -> FiscalCalendar {
        FiscalCalendar { start: 1, name: FiscalName::End }
    }
}

impl FiscalCalendar {
    /// A calendar whose years start in this month (1 to 12); `None` for any other number.
    pub fn new(start: u32, name: FiscalName) -> Option<FiscalCalendar> {
        (1..=12).contains(&start).then_some(FiscalCalendar { start, name })
    }

    /// The number of the fiscal year that a month falls in.
    pub fn year_of(self, month: Month) -> i32 {
        let started = if month.number() >= self.start { month.year() } else { month.year() - 1 };
        started + self.shift()
    }

    /// The first month of a fiscal year.
    pub fn first_month(self, year: i32) -> Month {
        let start = i32::try_from(self.start).unwrap_or(1);
        Month { index: 0 }.plus((year.clamp(0, 9999) - self.shift()) * 12 + start - 1)
    }

    /// The twelve months of a fiscal year.
    pub fn months(self, year: i32) -> [Month; 12] {
        let first = self.first_month(year);
        std::array::from_fn(|n| first.plus(i32::try_from(n).unwrap_or(0)))
    }

    /// What to add to the calendar year of the first month to get the fiscal year's number.
    fn shift(self) -> i32 {
        match self.name {
            FiscalName::End if self.start > 1 => 1,
            FiscalName::End | FiscalName::Start => 0,
        }
    }
}

/// What a figure is asked for: `FY2027`, `FY2027-Q2`, `2026-11`, or `2026-11-30` for "to date".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// A fiscal year.
    Year(i32),
    /// A fiscal quarter, 1 to 4.
    Quarter(i32, u32),
    /// A calendar month.
    Month(Month),
    /// From the start of the fiscal year to this day.
    ToDate(NaiveDate),
}

impl Period {
    /// Its first and last month (both inside) in a calendar.
    pub fn months(self, calendar: FiscalCalendar) -> (Month, Month) {
        match self {
            Period::Year(year) => {
                let first = calendar.first_month(year);
                (first, first.plus(11))
            }
            Period::Quarter(year, quarter) => {
                let offset = i32::try_from(quarter.clamp(1, 4)).unwrap_or(1) * 3 - 3;
                let first = calendar.first_month(year).plus(offset);
                (first, first.plus(2))
            }
            Period::Month(month) => (month, month),
            Period::ToDate(day) => {
                let month = Month::of(day);
                (calendar.first_month(calendar.year_of(month)), month)
            }
        }
    }

    /// The fiscal year it lies in.
    pub fn fiscal_year(self, calendar: FiscalCalendar) -> i32 {
        match self {
            Period::Year(year) | Period::Quarter(year, _) => year,
            Period::Month(month) => calendar.year_of(month),
            Period::ToDate(day) => calendar.year_of(Month::of(day)),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Year(year) => write!(f, "FY{year}"),
            Period::Quarter(year, quarter) => write!(f, "FY{year}-Q{quarter}"),
            Period::Month(month) => write!(f, "{month}"),
            Period::ToDate(day) => write!(f, "{day}"),
        }
    }
}

impl FromStr for Period {
    type Err = Problem;
    fn from_str(text: &str) -> Result<Period, Problem> {
        read_period(text.trim()).ok_or_else(|| {
            Problem::new(
                "period",
                format!(
                    "“{text}” is no period. Write FY2027, FY2027-Q2, 2026-11, or 2026-11-30 for “to date”."
                ),
            )
        })
    }
}

fn read_period(text: &str) -> Option<Period> {
    if let Some(fiscal) = text.strip_prefix("FY").or_else(|| text.strip_prefix("fy")) {
        let (year, quarter) = match fiscal.split_once('-') {
            Some((year, quarter)) => (year, Some(quarter.strip_prefix(['Q', 'q'])?)),
            None => (fiscal, None),
        };
        let is_year = |year: &&str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year = Some(year).filter(is_year)?.parse().ok()?;
        return match quarter {
            None => Some(Period::Year(year)),
            Some(quarter) => {
                Some(Period::Quarter(year, quarter.parse().ok().filter(|q| (1..=4).contains(q))?))
            }
        };
    }
    match text.len() {
        7 => text.parse().ok().map(Period::Month),
        10 => text.parse().ok().map(Period::ToDate),
        _ => None,
    }
}

macro_rules! as_text {
    ($($name:ty),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(|problem: Problem| serde::de::Error::custom(problem.message))
            }
        }
    )*};
}
as_text!(Month, Period);

#[cfg(feature = "typescript")]
crate::typescript_text!(Month, Period);

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn months_count_across_years() {
        assert_eq!(month("2026-12").plus(1), month("2027-01"));
        assert_eq!(month("2027-01").plus(-1), month("2026-12"));
        assert_eq!(month("2027-03").months_since(month("2026-11")), 4);
        assert_eq!(month("2024-02").last_day().to_string(), "2024-02-29");
        assert_eq!(month("2026-12").last_day().to_string(), "2026-12-31");
        for wrong in ["2026-13", "26-1", "26-11", "2026-1", "02026-11", "2026-011", "+026-11"] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
        assert_eq!(month("9999-11").plus(5), month("9999-12"));
        assert_eq!(month("0000-02").plus(-5), month("0000-01"));
        assert_eq!((month("2026-05").short_name(), month("2026-11").name()), ("May", "November"));
    }

    #[test]
    fn months_of_a_date_clamp_from_the_anchor() {
        for (anchor, months, expected) in [
            ("2025-01-31", 1, Ok("2025-02-28")),
            ("2024-01-31", 1, Ok("2024-02-29")),
            ("2025-01-31", 2, Ok("2025-03-31")),
            ("2025-03-31", -1, Ok("2025-02-28")),
            ("2024-12-15", 1, Ok("2025-01-15")),
            ("2025-01-15", -1, Ok("2024-12-15")),
            ("2025-01-15", i32::MAX, Err(Error::Date)),
            ("0000-01-15", -1, Err(Error::Date)),
            ("9999-12-31", 1, Err(Error::Date)),
        ] {
            let found = add_months(anchor.parse().unwrap(), months);
            assert_eq!(found, expected.map(|day| day.parse().unwrap()), "{anchor} {months}");
        }
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(add_days(day("2024-02-28"), 2), Ok(day("2024-03-01")));
        assert_eq!(add_days(day("2024-03-01"), -1), Ok(day("2024-02-29")));
        for days in [i64::MAX, i64::MIN, 4_000_000] {
            assert_eq!(add_days(day("2024-03-01"), days), Err(Error::Date));
        }
    }

    #[test]
    fn days_count_both_ends() {
        for (first, last, expected) in [
            ("2025-01-01", "2025-01-01", 1),
            ("2025-01-01", "2024-12-31", 0),
            ("2025-01-01", "2024-12-30", -1),
            ("2024-02-28", "2024-03-01", 3),
            ("2025-02-28", "2025-03-01", 2),
            ("2024-01-01", "2024-12-31", 366),
        ] {
            assert_eq!(days(first.parse().unwrap(), last.parse().unwrap()), expected, "{first} {last}");
        }
        assert_eq!(days(NaiveDate::MIN, NaiveDate::MAX), 191_491_529);
    }

    #[test]
    fn months_begin_on_the_day_of_the_anchor() {
        for (anchor, on, begun) in [
            ("2025-01-31", "2025-01-30", Ok(0)),
            ("2025-01-31", "2025-01-31", Ok(1)),
            ("2025-01-31", "2025-02-27", Ok(1)),
            ("2025-01-31", "2025-02-28", Ok(2)),
            ("2025-01-31", "2024-12-30", Ok(-1)),
            ("2025-01-31", "2024-12-31", Ok(0)),
            ("2024-02-29", "2025-02-27", Ok(12)),
            ("2024-02-29", "2025-02-28", Ok(13)),
            ("2025-03-15", "2026-03-14", Ok(12)),
            ("2025-03-15", "2026-03-15", Ok(13)),
            ("2025-12-31", "2026-01-30", Ok(1)),
            ("0000-01-01", "9999-12-31", Ok(120_000)),
            ("9999-12-31", "+10000-01-01", Err(Error::Date)),
            ("0000-01-01", "-0001-12-31", Err(Error::Date)),
        ] {
            assert_eq!(months_begun(anchor.parse().unwrap(), on.parse().unwrap()), begun, "{anchor} {on}");
        }
    }

    #[test]
    fn fiscal_years_are_named_by_the_setting() {
        for (start, name, at, year, first) in [
            (7, FiscalName::End, "2026-11", 2027, "2026-07"),
            (7, FiscalName::Start, "2026-11", 2026, "2026-07"),
            (7, FiscalName::End, "2026-06", 2026, "2025-07"),
            (1, FiscalName::End, "2026-11", 2026, "2026-01"),
            (4, FiscalName::End, "2027-03", 2027, "2026-04"),
        ] {
            let calendar = FiscalCalendar::new(start, name).unwrap();
            assert_eq!(calendar.year_of(month(at)), year);
            assert_eq!(calendar.first_month(year), month(first));
        }
        assert_eq!(FiscalCalendar::new(13, FiscalName::End), None);
    }

    #[test]
    fn periods_are_read_and_written() {
        let calendar = FiscalCalendar::new(7, FiscalName::End).unwrap();
        for (text, first, last) in [
            ("FY2027", "2026-07", "2027-06"),
            ("FY2027-Q2", "2026-10", "2026-12"),
            ("2026-11", "2026-11", "2026-11"),
            ("2026-11-22", "2026-07", "2026-11"),
        ] {
            let period: Period = text.parse().unwrap();
            assert_eq!(period.to_string(), text);
            assert_eq!(period.months(calendar), (month(first), month(last)));
            assert_eq!(period.fiscal_year(calendar), 2027);
        }
        for wrong in ["FY27", "FY+027", "FY2027-Q5", "2026-13", "2026-+1", "2026-02-30", "Q1", "ääääääa", ""]
        {
            assert!(wrong.parse::<Period>().is_err(), "{wrong}");
        }
    }
}
