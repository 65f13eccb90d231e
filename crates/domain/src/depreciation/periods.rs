//! The rows of a schedule: on which days they fall and how much of the life each one covers.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Asset, input};
use crate::calendar::{FiscalCalendar, FiscalName, add_days, add_months, days};
use crate::{Amount, Error, Month, Problem};

/// How much of the life a period counts that is not wholly covered: the first, the last, and that of a sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convention {
    /// The month of the first use counts whole, the month of a sale only if it is sold on its last day. The life ends on
    /// the last day of a month. `full-month`.
    FullMonth,
    /// The days used out of those of the period; whole periods count the same. The life ends on the anniversary of the
    /// first use, or with the last period if it began with one. `days`.
    Days,
    /// Every period by its own days, out of those of the fiscal year it ends in (366 or 365). `daily`, or a method “by
    /// days”.
    Daily,
    /// Every period by its own days, out of those of the whole life. `total-days`, or a method “by total days”.
    TotalDays,
    /// Months of 30 days in years of 360: the first month counts from its day to the 30th, and whole if it has 30 days
    /// left. `30/360`.
    Thirty360,
    /// As if used from the middle of the fiscal year, and sold in the middle of one. `half-year`.
    HalfYear,
}

impl Convention {
    const ALL: [(Convention, &'static str); 6] = [
        (Convention::FullMonth, "full-month"),
        (Convention::Days, "days"),
        (Convention::Daily, "daily"),
        (Convention::TotalDays, "total-days"),
        (Convention::Thirty360, "30/360"),
        (Convention::HalfYear, "half-year"),
    ];

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        Convention::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, name)| name)
    }
}

impl fmt::Display for Convention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Reads its name, whatever stands between the words; `by days` is `days`.
impl FromStr for Convention {
    type Err = Problem;
    fn from_str(text: &str) -> Result<Convention, Problem> {
        let plain = input::plain(text);
        let plain = plain.strip_prefix("by").unwrap_or(&plain);
        Convention::ALL.iter().find(|(_, name)| input::plain(name) == plain).map(|(one, _)| *one).ok_or_else(|| {
            Problem::new(
                "convention",
                format!("“{text}” is no convention. Say full-month, days, daily, total-days, 30/360 or half-year."),
            )
        })
    }
}

impl Serialize for Convention {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Convention {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Convention, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|problem: Problem| serde::de::Error::custom(problem.message))
    }
}

/// A part of the life in months, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) months: i64,
    /// At least 1.
    pub(super) over: i64,
}

impl Share {
    /// `amount × share`, divided once so that no digit is lost early.
    pub(super) fn of(self, amount: Amount, divisor: Amount) -> Result<Amount, Error> {
        Ok(amount.times(self.months.into())?.over(divisor.times(self.over.into())?)?)
    }

    pub(super) fn amount(self) -> Result<Amount, Error> {
        Share::of(self, Amount::ONE, Amount::ONE)
    }
}

/// A row to be: its day and how much it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) date: NaiveDate,
    pub(super) share: Share,
    /// The fiscal year of its day, by the calendar year in which it starts.
    pub(super) fiscal_year: i32,
    /// Whether it is the last of the life and takes the rest.
    pub(super) last: bool,
}

/// The days on which the rows of an asset fall, as far as they can be told from dates.
#[derive(Clone, Copy, Debug)]
struct Grid {
    /// The end of the first period of the life.
    first: NaiveDate,
    /// Whether periods end with a month, however long that is.
    month_ends: bool,
    every: i32,
}

impl Grid {
    /// The day so many months after the end of the first period.
    fn after(&self, months: i32) -> Result<NaiveDate, Error> {
        let date = add_months(self.first, months)?;
        Ok(if self.month_ends { Month::of(date).last_day() } else { date })
    }

    fn end(&self, period: i32) -> Result<NaiveDate, Error> {
        self.after(period.checked_mul(self.every).ok_or(Error::Date)?)
    }

    fn start(&self, period: i32) -> Result<NaiveDate, Error> {
        add_days(self.end(period - 1)?, 1)
    }
}

/// Every period of the life from the first use to its end, those already booked included.
pub(super) fn of(asset: &Asset) -> Result<Vec<Period>, Error> {
    let (grid, _) = grid(asset)?;
    let end = end(asset, &grid)?;
    let mut periods = Vec::new();
    for number in 0.. {
        let regular = grid.end(number)?;
        let date = regular.min(end);
        let share = share(asset, &grid, number, date)?;
        let last = regular >= end;
        periods.push(Period { date, share, fiscal_year: fiscal_year(asset, date), last });
        if last {
            break;
        }
    }
    Ok(periods)
}

/// How many periods lie before the first row that is still to come, if the asset says so.
pub(super) fn booked(asset: &Asset) -> Result<Option<usize>, Error> {
    let said = asset.periods_already_booked.is_some() || asset.first_schedule_date.is_some();
    Ok(if said { Some(grid(asset)?.1) } else { None })
}

/// How much of the life a period counts that ends with a sale.
pub(super) fn cut(asset: &Asset, number: usize, sold: NaiveDate) -> Result<Share, Error> {
    let (grid, _) = grid(asset)?;
    share(asset, &grid, i32::try_from(number).map_err(|_| Error::Date)?, sold)
}

/// Whether the life begins with a whole period.
fn begins_whole(asset: &Asset, grid: &Grid) -> Result<bool, Error> {
    // After the end of its first period: that one was booked by somebody else.
    Ok(asset.in_use <= grid.start(0)? || asset.in_use > grid.first)
}

/// The last day of the life.
fn end(asset: &Asset, grid: &Grid) -> Result<NaiveDate, Error> {
    let life = i32::try_from(asset.months).map_err(|_| Error::Date)?;
    match asset.convention {
        Convention::FullMonth | Convention::HalfYear => {
            let last = Month::of(add_months(begins(asset), life - 1)?).last_day();
            // A short life from the middle of the year may be over before the first use.
            Ok(if last < asset.in_use { grid.first } else { last })
        }
        Convention::Days | Convention::Daily | Convention::TotalDays | Convention::Thirty360 => {
            if begins_whole(asset, grid)? {
                return grid.after(life - grid.every);
            }
            let anniversary = add_months(asset.in_use, life)?;
            let at_end = asset.in_use == Month::of(asset.in_use).last_day();
            Ok(if at_end { Month::of(anniversary).last_day() } else { anniversary })
        }
    }
}

/// The grid of an asset, and how many of its periods lie before the first row that is still to come.
fn grid(asset: &Asset) -> Result<(Grid, usize), Error> {
    let every = i32::try_from(asset.every_months).map_err(|_| Error::Date)?;
    let booked = asset.periods_already_booked.unwrap_or(0);
    let Some(to_come) = asset.first_schedule_date else {
        let month = Month::of(asset.in_use);
        let left = (asset.fiscal_start - 1 - i64::from(month.number())).rem_euclid(asset.every_months);
        let last = add_months(month.first_day(), i32::try_from(left).map_err(|_| Error::Date)?)?;
        let grid = Grid { first: Month::of(last).last_day(), month_ends: true, every };
        return Ok((grid, usize::try_from(booked).unwrap_or(usize::MAX)));
    };
    let month_ends = to_come == Month::of(to_come).last_day();
    let forward = Grid { first: to_come, month_ends, every };
    let back = if asset.periods_already_booked.is_some() {
        i32::try_from(booked).map_err(|_| Error::Date)?
    } else if asset.opening_accumulated.is_zero() {
        0
    } else {
        let mut back = 0;
        while forward.end(-back - 1)? >= asset.in_use {
            back += 1;
        }
        back
    };
    Ok((Grid { first: forward.end(-back)?, ..forward }, usize::try_from(back).unwrap_or(usize::MAX)))
}

/// The day from which months count.
fn begins(asset: &Asset) -> NaiveDate {
    if asset.convention == Convention::HalfYear {
        middle(asset, asset.in_use).first_day()
    } else {
        asset.in_use
    }
}

/// The first month of the second half of a day's fiscal year.
fn middle(asset: &Asset, day: NaiveDate) -> Month {
    let month = Month::of(day);
    month.plus(6 - into_year(asset, month))
}

/// How many months of the fiscal year lie before this one, 0 to 11.
fn into_year(asset: &Asset, month: Month) -> i32 {
    let into = (i64::from(month.number()) - asset.fiscal_start).rem_euclid(12);
    i32::try_from(into).unwrap_or(0)
}

/// The calendar year in which a day's fiscal year starts.
pub(super) fn fiscal_year(asset: &Asset, day: NaiveDate) -> i32 {
    fiscal_calendar(asset).year_of(Month::of(day))
}

/// The last day of the fiscal year that starts in a calendar year.
pub(super) fn fiscal_end(asset: &Asset, year: i32) -> Result<NaiveDate, Error> {
    let next = year.checked_add(1).filter(|next| (0..=9999).contains(next)).ok_or(Error::Date)?;
    add_days(fiscal_calendar(asset).first_month(next).first_day(), -1)
}

/// The fiscal years of an asset; the calendar year for a start that is no month, which its problems name.
fn fiscal_calendar(asset: &Asset) -> FiscalCalendar {
    let start = u32::try_from(asset.fiscal_start).ok();
    start.and_then(|start| FiscalCalendar::new(start, FiscalName::Start)).unwrap_or_default()
}

/// How much of the life a period counts up to a day.
fn share(asset: &Asset, grid: &Grid, number: i32, to: NaiveDate) -> Result<Share, Error> {
    let every = i64::from(grid.every);
    let start = grid.start(number)?;
    let from = if number > 0 || begins_whole(asset, grid)? { start } else { asset.in_use };
    // Sold before the period begins: no day of it.
    let used = days(from, to).max(0);
    let whole = from == start && to == grid.end(number)?;
    Ok(match asset.convention {
        Convention::FullMonth | Convention::HalfYear => {
            let before = if number == 0 { 0 } else { month_position(asset, grid.end(number - 1)?) };
            let now =
                if asset.sold == Some(to) { sale_position(asset, to) } else { month_position(asset, to) };
            Share { months: (now - before).max(0), over: 1 }
        }
        Convention::Days | Convention::Thirty360 if whole => Share { months: every, over: 1 },
        Convention::Days => Share { months: every * used, over: days(start, grid.end(number)?) },
        Convention::Daily => {
            let year = fiscal_year(asset, to);
            let all = (fiscal_end(asset, year)? - fiscal_end(asset, year - 1)?).num_days();
            Share { months: 12 * used, over: all }
        }
        Convention::TotalDays => {
            let life = i32::try_from(asset.months).map_err(|_| Error::Date)?;
            let all = (add_months(asset.in_use, life)? - asset.in_use).num_days();
            Share { months: asset.months * used, over: all.max(1) }
        }
        Convention::Thirty360 => Share { months: days_360(from, to).max(0), over: 30 },
    })
}

/// How many months of the life are over at the end of a day's month.
fn month_position(asset: &Asset, day: NaiveDate) -> i64 {
    let passed = Month::of(day).months_since(Month::of(begins(asset))) + 1;
    i64::from(passed).clamp(0, asset.months)
}

/// How many months of the life count by the day of a sale.
fn sale_position(asset: &Asset, sold: NaiveDate) -> i64 {
    if asset.convention == Convention::HalfYear {
        return month_position(asset, middle(asset, sold).plus(-1).first_day());
    }
    let month = Month::of(sold);
    let counts = if sold == month.last_day() { month } else { month.plus(-1) };
    month_position(asset, counts.first_day())
}

/// Days between two days, both counted, in months of 30. A month of which 30 days are used counts whole.
fn days_360(from: NaiveDate, to: NaiveDate) -> i64 {
    let months = i64::from(Month::of(to).months_since(Month::of(from)));
    let left = i64::from(Month::of(from).last_day().day()) - i64::from(from.day()) + 1;
    let start = if left >= 30 { 0 } else { i64::from(from.day().min(30)) - 1 };
    let end = if to == Month::of(to).last_day() { 30 } else { i64::from(to.day().min(30)) };
    months * 30 + end - start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_thirty_days() {
        for (from, to, days) in [
            ("2020-01-01", "2020-12-31", 360),
            ("2020-02-01", "2020-02-29", 30),
            ("2020-02-02", "2020-02-29", 29),
            ("2021-02-28", "2021-02-28", 3),
            ("2020-08-02", "2020-08-31", 30),
            ("2020-08-03", "2020-08-31", 28),
            ("2020-08-30", "2020-08-31", 1),
            ("2020-08-31", "2020-08-31", 1),
            ("2020-04-02", "2020-04-30", 29),
            ("2020-04-01", "2020-05-15", 45),
            ("2020-12-16", "2021-01-30", 45),
        ] {
            assert_eq!(days_360(from.parse().unwrap(), to.parse().unwrap()), days, "{from} {to}");
        }
    }

    #[test]
    fn fiscal_years_end_before_their_start_month() {
        let mut asset = Asset::new(Amount::ONE, Amount::ZERO, "2030-01-01".parse().unwrap(), 12);
        for (start, day, year, end) in [
            (1, "2030-01-01", 2030, "2030-12-31"),
            (7, "2030-06-30", 2029, "2030-06-30"),
            (7, "2030-07-01", 2030, "2031-06-30"),
            (3, "2032-02-10", 2031, "2032-02-29"),
        ] {
            asset.fiscal_start = start;
            let found = fiscal_year(&asset, day.parse().unwrap());
            assert_eq!(found, year, "{start} {day}");
            assert_eq!(fiscal_end(&asset, found).unwrap().to_string(), end);
        }
        // The years 0 to 9999 may begin and end inside of a fiscal year.
        for (start, year, end) in [
            (7, -2, None),
            (7, -1, Some("0000-06-30")),
            (7, 9998, Some("9999-06-30")),
            (7, 9999, None),
            (1, -1, None),
            (1, 0, Some("0000-12-31")),
            (1, 9998, Some("9998-12-31")),
            (1, 9999, None),
        ] {
            asset.fiscal_start = start;
            let end = end.map(|end| end.parse().unwrap()).ok_or(Error::Date);
            assert_eq!(fiscal_end(&asset, year), end, "{start} {year}");
        }
    }

    #[test]
    fn conventions_are_read_in_any_spelling() {
        for (text, expected) in [
            ("full-month", Convention::FullMonth),
            ("Full month", Convention::FullMonth),
            ("days", Convention::Days),
            ("by days", Convention::Days),
            ("daily", Convention::Daily),
            ("by_total_days", Convention::TotalDays),
            ("30/360", Convention::Thirty360),
            ("half_year", Convention::HalfYear),
        ] {
            assert_eq!(text.parse(), Ok(expected), "{text}");
            assert_eq!(expected.to_string().parse(), Ok(expected));
        }
        assert!("".parse::<Convention>().is_err());
    }
}
