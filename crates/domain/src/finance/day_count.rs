//! Day counts: which part of a year lies between two dates.

use chrono::{Datelike, NaiveDate};

use super::Error;
use super::arg::Args;
use crate::Amount;
use crate::explain::Steps;

/// How days become a part of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayCount {
    /// Months of 30 days, years of 360, in the US (NASD) way: basis 0 of a spreadsheet.
    Thirty360,
    /// Actual days over the actual (mean) length of the years, as Excel counts basis 1.
    Actual,
    /// Actual days over 360: basis 2.
    Actual360,
    /// Actual days over 365, whatever the year: basis 3 and the count of XIRR and XNPV.
    #[default]
    Actual365,
    /// Months of 30 days, years of 360, in the European way: basis 4.
    European30360,
    /// Actual days, those in leap years over 366 and the others over 365 (ISDA 2006, section 4.16 b).
    ActualIsda,
}

impl DayCount {
    /// By its name in the market, in any case: `act/365F`, `act/365`, `act/360`, `30/360`, `30E/360`, `act/act`
    /// (ISDA).
    ///
    /// ```
    /// use domain::finance::day_count::DayCount;
    /// assert_eq!(DayCount::named("ACT/360"), Some(DayCount::Actual360));
    /// assert_eq!(DayCount::named("monthly"), None);
    /// ```
    pub fn named(name: &str) -> Option<DayCount> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "act/365f" | "act/365" => DayCount::Actual365,
            "act/360" => DayCount::Actual360,
            "30/360" | "30u/360" => DayCount::Thirty360,
            "30e/360" => DayCount::European30360,
            "act/act" | "act/act isda" => DayCount::ActualIsda,
            _ => return None,
        })
    }

    /// By the number that a spreadsheet gives it, 0 to 4.
    ///
    /// ```
    /// use domain::finance::day_count::DayCount;
    /// assert_eq!(DayCount::of_basis(3), Some(DayCount::Actual365));
    /// assert_eq!(DayCount::of_basis(5), None);
    /// ```
    pub fn of_basis(basis: i64) -> Option<DayCount> {
        Some(match basis {
            0 => DayCount::Thirty360,
            1 => DayCount::Actual,
            2 => DayCount::Actual360,
            3 => DayCount::Actual365,
            4 => DayCount::European30360,
            _ => return None,
        })
    }

    /// The years from one date to another, 0 or more in whichever order they come.
    ///
    /// Source: the rules of Excel's YEARFRAC, bases 0 to 4, as `OpenFormula` 1.2 (section 4.11.7) and D. A. Wheeler,
    /// “YEARFRAC Incompatibilities” describe them.
    ///
    /// ```
    /// use domain::finance::day_count::DayCount;
    /// let (start, end) = ("2025-01-01".parse()?, "2025-07-01".parse()?);
    /// assert_eq!(DayCount::Thirty360.years(start, end), "0.5".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn years(self, start: NaiveDate, end: NaiveDate) -> Amount {
        let (part, whole) = self.ratio(start, end);
        Amount::from(part).over(Amount::from(whole)).unwrap_or_default()
    }

    /// The years between two dates as an exact fraction of whole numbers.
    pub(super) fn ratio(self, start: NaiveDate, end: NaiveDate) -> (i64, i64) {
        let (start, end) = (start.min(end), start.max(end));
        let days = (end - start).num_days();
        match self {
            DayCount::Thirty360 => (thirty_us(start, end), 360),
            DayCount::European30360 => {
                let day = |date: NaiveDate| date.day().min(30);
                (thirty(start, end, day(start), day(end)), 360)
            }
            DayCount::Actual360 => (days, 360),
            DayCount::Actual365 => (days, 365),
            DayCount::Actual if longer_than_a_year(start, end) => {
                let years = i64::from(end.year() - start.year()) + 1;
                // The mean length of all years touched.
                (days * years, years * 365 + leap_years(start.year(), end.year()))
            }
            DayCount::Actual => (days, if counts_leap_day(start, end) { 366 } else { 365 }),
            DayCount::ActualIsda => {
                let leap = leap_days_of_years(start, end);
                ((days - leap) * 366 + leap * 365, 365 * 366)
            }
        }
    }
}

/// YEARFRAC(start, end, [basis]).
pub(super) fn year_fraction(args: &Args, _: &mut Steps) -> Result<Amount, Error> {
    let (start, end) = (args.date(0)?, args.date(1)?);
    Ok(basis(args, 2)?.years(start, end))
}

/// The day count that a basis asks for; 0 if it is left out.
pub(super) fn basis(args: &Args, place: usize) -> Result<DayCount, Error> {
    let basis = if args.has(place) { args.whole(place)? } else { 0 };
    DayCount::of_basis(basis).ok_or_else(|| Error::num("The basis is 0 (30/360), 1, 2, 3 or 4."))
}

/// Days between two dates of a calendar whose months have 30 days, with the days of the month as corrected.
fn thirty(start: NaiveDate, end: NaiveDate, start_day: u32, end_day: u32) -> i64 {
    let months =
        i64::from(end.year() - start.year()) * 12 + i64::from(end.month()) - i64::from(start.month());
    months * 30 + i64::from(end_day) - i64::from(start_day)
}

/// The US way: the 31st counts as the 30th where the term also starts on one, and February's last day as the 30th
/// at the start of a term, and at its end if it starts on one.
fn thirty_us(start: NaiveDate, end: NaiveDate) -> i64 {
    let february =
        |date: NaiveDate| date.month() == 2 && date.succ_opt().is_none_or(|next| next.month() == 3);
    let (first, last) = (start.day(), end.day());
    let (first, last) = match (first, last) {
        (30 | 31, 31) => (30, 30),
        (31, last) => (30, last),
        (_, _) if february(start) => (30, if february(end) { 30 } else { last }),
        both => both,
    };
    thirty(start, end, first, last)
}

fn longer_than_a_year(start: NaiveDate, end: NaiveDate) -> bool {
    match end.year() - start.year() {
        0 => false,
        1 => (end.month(), end.day()) > (start.month(), start.day()),
        _ => true,
    }
}

/// Whether a span of at most a year is counted over 366 days. Within one leap year it is even where it does not
/// touch 29 February: that is how Excel counts.
fn counts_leap_day(start: NaiveDate, end: NaiveDate) -> bool {
    if start.year() == end.year() {
        return start.leap_year();
    }
    (start.leap_year() && start.month() <= 2) || (end.leap_year() && (end.month(), end.day()) >= (2, 29))
}

/// How many of these years, both counted, are leap years.
fn leap_years(first: i32, last: i32) -> i64 {
    let until = |year: i32| i64::from(year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400));
    until(last) - until(first.saturating_sub(1))
}

/// How many days from `start` (counted) to `end` (not counted) lie in leap years.
fn leap_days_of_years(start: NaiveDate, end: NaiveDate) -> i64 {
    let ordinal = |date: NaiveDate| if date.leap_year() { i64::from(date.ordinal0()) } else { 0 };
    // Days of leap years from the first day of the start's year on.
    leap_years(start.year(), end.year().saturating_sub(1)) * 366 - ordinal(start) + ordinal(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::finance::tests::check;

    #[test]
    fn years_by_basis() {
        for (basis, start, end, part, whole) in [
            // Months of 30 days, US: the 31st at the start, at both, and at the end alone.
            (0, "2025-01-31", "2025-02-28", 28, 360),
            (0, "2025-01-31", "2025-03-31", 60, 360),
            (0, "2025-01-30", "2025-03-31", 60, 360),
            (0, "2025-01-29", "2025-03-31", 62, 360),
            (0, "2025-01-31", "2025-03-30", 60, 360),
            (0, "2024-12-31", "2026-01-15", 375, 360),
            // February's last day.
            (0, "2025-02-28", "2025-03-31", 31, 360),
            (0, "2025-02-28", "2026-02-28", 360, 360),
            (0, "2024-02-29", "2025-02-28", 360, 360),
            (0, "2024-02-28", "2024-08-31", 183, 360),
            (0, "2025-02-28", "2025-08-30", 180, 360),
            (0, "2025-02-27", "2025-02-28", 1, 360),
            // A year and less; within a leap year; with its 29 February and without.
            (1, "2000-01-01", "2001-01-01", 366, 366),
            (1, "2001-01-01", "2002-01-01", 365, 365),
            (1, "2000-02-29", "2000-12-31", 306, 366),
            (1, "2000-12-01", "2000-12-31", 30, 366),
            (1, "2000-02-28", "2001-01-01", 308, 366),
            (1, "2000-03-01", "2001-03-01", 365, 365),
            (1, "2003-03-01", "2004-02-28", 364, 365),
            (1, "2003-03-01", "2004-02-29", 365, 366),
            (1, "2003-04-15", "2004-04-14", 365, 366),
            (1, "2003-04-15", "2004-04-15", 366, 366),
            (1, "2003-11-30", "2004-01-15", 46, 365),
            // Longer than a year: the mean of the years it touches.
            (1, "2003-02-28", "2004-02-29", 366 * 2, 731),
            (1, "2000-01-01", "2002-01-01", 731 * 3, 1096),
            (1, "1899-01-01", "1901-01-01", 730 * 3, 1095),
            (1, "1999-06-01", "2001-06-01", 731 * 3, 1096),
            (2, "2025-01-01", "2026-01-01", 365, 360),
            (3, "2024-01-01", "2025-01-01", 366, 365),
            (4, "2025-01-29", "2025-03-31", 61, 360),
            (4, "2025-01-31", "2025-03-31", 60, 360),
            (4, "2025-02-28", "2026-02-28", 360, 360),
            (4, "2025-02-28", "2025-03-31", 32, 360),
        ] {
            let (start, end): (NaiveDate, NaiveDate) = (start.parse().unwrap(), end.parse().unwrap());
            let count = DayCount::of_basis(basis).unwrap();
            assert_eq!(count.ratio(start, end), (part, whole), "basis {basis}: {start} to {end}");
            assert_eq!(count.ratio(end, start), (part, whole), "basis {basis}: {end} to {start}");
            let years = Amount::from(part).over(Amount::from(whole)).unwrap();
            assert_eq!(count.years(start, end), years);
        }
    }

    #[test]
    fn isda_counts_leap_years_apart() {
        // Source: ISDA, “EMU and market conventions: recent developments” (1998), the examples of actual/actual (ISDA).
        for (start, end, expected) in [
            ("2003-11-01", "2004-05-01", "0.49772438"),
            ("1999-02-01", "1999-07-01", "0.41095890"),
            ("1999-07-01", "2000-07-01", "1.00137735"),
            ("2000-01-30", "2000-06-30", "0.41530055"),
            ("2004-01-01", "2009-01-01", "5.00000000"),
        ] {
            let years = DayCount::ActualIsda.years(start.parse().unwrap(), end.parse().unwrap());
            assert_eq!(years.round(8).to_string(), expected, "{start} to {end}");
        }
    }

    #[test]
    fn documented_answers() {
        // Source: Microsoft's examples of YEARFRAC.
        check(&[
            ("YEARFRAC", r#"["2012-01-01", "2012-07-30"]"#, "0.58055556"),
            ("YEARFRAC", r#"["2012-01-01", "2012-07-30", 1]"#, "0.57650273"),
            ("YEARFRAC", r#"["2012-01-01", "2012-07-30", 3]"#, "0.57808219"),
            ("YEARFRAC", r#"["2012-01-01", "2012-07-30", null]"#, "0.58055556"),
            ("YEARFRAC", r#"["2012-01-01", "2012-07-30", "4.9"]"#, "0.58055556"),
            (
                "YEARFRAC",
                r#"["2012-01-01", "2012-07-30", 5]"#,
                "#NUM! The basis is 0 (30/360), 1, 2, 3 or 4.",
            ),
            ("YEARFRAC", r#"["2012-01-01", "2012-07-30", -1]"#, "#NUM! The basis is"),
        ]);
    }

    #[test]
    fn names_of_the_market() {
        for (name, expected) in [
            ("act/365F", Some(DayCount::Actual365)),
            ("ACT/365", Some(DayCount::Actual365)),
            (" act/360", Some(DayCount::Actual360)),
            ("30/360", Some(DayCount::Thirty360)),
            ("30U/360", Some(DayCount::Thirty360)),
            ("30E/360", Some(DayCount::European30360)),
            ("act/act", Some(DayCount::ActualIsda)),
            ("act/act ISDA", Some(DayCount::ActualIsda)),
            ("act", None),
        ] {
            assert_eq!(DayCount::named(name), expected, "{name}");
        }
    }

    fn any_date() -> impl Strategy<Value = NaiveDate> {
        (0i32..=9999, 1u32..=366)
            .prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day).unwrap_or_default())
    }

    proptest! {
        #[test]
        fn actual_days_add_up(a in any_date(), b in any_date(), c in any_date()) {
            let mut dates = [a, b, c];
            dates.sort_unstable();
            let [a, b, c] = dates;
            for count in [DayCount::Actual360, DayCount::Actual365, DayCount::ActualIsda] {
                let ((first, whole), (second, _), (both, _)) = (count.ratio(a, b), count.ratio(b, c), count.ratio(a, c));
                prop_assert_eq!(first + second, both);
                prop_assert!(first >= 0 && whole > 0);
            }
        }

        #[test]
        fn no_count_is_far_from_the_calendar(a in any_date(), b in any_date()) {
            let years = (a - b).num_days().abs();
            for count in (0..5).filter_map(DayCount::of_basis).chain([DayCount::ActualIsda]) {
                let (part, whole) = count.ratio(a, b);
                // Within 3 days and 2 % (365 days over 360 are 1.4 % more).
                prop_assert!((part * 365 / whole - years).abs() <= 4 + years / 50, "{:?} {} {}", count, a, b);
            }
        }
    }
}
