//! Notice: when it runs out, by when it must be given, and by when the letter has to leave.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{NoticeTo, Terms};
use crate::calendar::{add_days, add_months};
use crate::explain::Steps;
use crate::{Error, Month};

impl Terms {
    /// The day on which notice received on a day runs out: the day + notice, and then on to the end of the month,
    /// quarter, half-year or year if it runs to one.
    ///
    /// ```
    /// use domain::contract::Terms;
    /// let terms: Terms = serde_json::from_str(
    ///     r#"{"start": "2024-01-01", "renewal": "evergreen", "notice_months": 3, "notice_to": "month-end"}"#,
    /// )?;
    /// assert_eq!(terms.runs_out("2025-05-25".parse()?)?, "2025-08-31".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn runs_out(&self, given: NaiveDate) -> Result<NaiveDate, Error> {
        Error::unless_empty(self.problems())?;
        self.run_out(given)
    }

    /// The last day on which notice may be received so that it runs out not after a day: the latest day d for which
    /// d + notice is not after it.
    ///
    /// ```
    /// use domain::contract::Terms;
    /// let terms: Terms = serde_json::from_str(
    ///     r#"{"start": "2024-07-01", "initial_months": 12, "renewal": "automatic", "notice_months": 3}"#,
    /// )?;
    /// assert_eq!(terms.notice_by("2025-06-30".parse()?)?, "2025-03-31".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn notice_by(&self, last: NaiveDate) -> Result<NaiveDate, Error> {
        Error::unless_empty(self.problems())?;
        self.deadline(last)
    }

    /// The last day to send a letter that ends the contract on this day or before: [`Terms::notice_by`] less the lead
    /// for delivery, and back to a working day if the book says so.
    ///
    /// ```
    /// use domain::contract::Terms;
    /// let terms: Terms = serde_json::from_str(
    ///     r#"{"start": "2024-07-01", "initial_months": 12, "renewal": "automatic", "notice_months": 3,
    ///         "lead_working_days": 3, "holidays": ["2025-03-28"]}"#,
    /// )?;
    /// // Monday 31 March 2025, less Thursday, Wednesday and Tuesday: the Friday is a holiday.
    /// assert_eq!(terms.cancel_by("2025-06-30".parse()?)?, "2025-03-25".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn cancel_by(&self, last: NaiveDate) -> Result<NaiveDate, Error> {
        self.send_by(self.notice_by(last)?)
    }

    /// [`Terms::cancel_by`] of terms without problems, with its steps.
    pub(super) fn noted_cancel_by(
        &self,
        last: NaiveDate,
        label: &str,
        steps: &mut Steps,
    ) -> Result<NaiveDate, Error> {
        let deadline = self.deadline(last)?;
        let by = self.send_by(deadline)?;
        let mut beneath = steps.beneath();
        let formula = "latest day from which the notice runs out not after the last day";
        beneath.note("Notice received by", formula, deadline, || {
            vec![("last day", last.into()), ("notice", self.notice_in_words().into())]
        });
        let leads = self.lead_days > 0 || self.lead_working_days > 0 || self.working_day;
        let formula = if leads { "notice received by − lead for delivery" } else { "notice received by" };
        steps.over(beneath, label, formula, by, || {
            let mut inputs = vec![("notice received by", deadline.into())];
            if self.lead_days > 0 {
                inputs.push(("lead in days", self.lead_days.into()));
            }
            if self.lead_working_days > 0 {
                inputs.push(("lead in working days", self.lead_working_days.into()));
            }
            if self.working_day {
                inputs.push(("back to a", "working day".into()));
            }
            inputs
        });
        Ok(by)
    }

    /// The notice as a contract says it, such as “3 months to the end of a quarter”.
    pub(super) fn notice_in_words(&self) -> String {
        let plural = |count: i64, unit: &str| {
            if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
        };
        let months = self.notice_months.unwrap_or(0);
        let length =
            if months > 0 { plural(months, "month") } else { plural(self.notice_days.unwrap_or(0), "day") };
        match self.notice_to {
            None => length,
            Some(NoticeTo::MonthEnd) => format!("{length} to the end of a month"),
            Some(NoticeTo::QuarterEnd) => format!("{length} to the end of a quarter"),
            Some(NoticeTo::HalfYearEnd) => format!("{length} to the end of a half-year"),
            Some(NoticeTo::YearEnd) => format!("{length} to the end of a year"),
        }
    }

    /// [`Terms::runs_out`] of terms without problems.
    pub(super) fn run_out(&self, given: NaiveDate) -> Result<NaiveDate, Error> {
        let end = match months_of(self)? {
            0 => add_days(given, self.notice_days.unwrap_or(0))?,
            months => add_months(given, months)?,
        };
        Ok(match self.notice_to {
            None => end,
            Some(to) => last_month(to, Month::of(end)).last_day(),
        })
    }

    /// [`Terms::notice_by`] of terms without problems.
    pub(super) fn deadline(&self, last: NaiveDate) -> Result<NaiveDate, Error> {
        let end = match self.notice_to {
            None => last,
            Some(to) => {
                let month = last_month(to, Month::of(last));
                let before = month.plus(-to.months());
                if month.last_day() == last {
                    last
                } else if month.months_since(before) == to.months() {
                    before.last_day()
                } else {
                    // The year before 0.
                    return Err(Error::Date);
                }
            }
        };
        match months_of(self)? {
            0 => add_days(end, -self.notice_days.unwrap_or(0)),
            months => {
                let back = add_months(end, -months)?;
                // From any later day of that month, clamping leads to the same last day of the month.
                let clamps = Month::of(end).last_day() == end;
                Ok(if clamps { Month::of(back).last_day() } else { back })
            }
        }
    }

    /// The last day to send what must be there on a day.
    pub(super) fn send_by(&self, there: NaiveDate) -> Result<NaiveDate, Error> {
        let mut day = add_days(there, -self.lead_days)?;
        for _ in 0..self.lead_working_days {
            day = self.working_before(add_days(day, -1)?)?;
        }
        if self.working_day { self.working_before(day) } else { Ok(day) }
    }

    /// The first day that is safe for what is sent on a day: the least one whose [`Terms::send_by`] is not before it.
    pub(super) fn arrival(&self, sent: NaiveDate) -> Result<NaiveDate, Error> {
        let mut day = sent;
        if self.working_day {
            day = self.working_from(day)?;
        }
        for _ in 0..self.lead_working_days {
            day = add_days(self.working_from(day)?, 1)?;
        }
        add_days(day, self.lead_days)
    }

    /// Monday to Friday and no holiday.
    fn works(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&day)
    }

    /// The day, or the working day before it.
    fn working_before(&self, mut day: NaiveDate) -> Result<NaiveDate, Error> {
        while !self.works(day) {
            day = add_days(day, -1)?;
        }
        Ok(day)
    }

    /// The day, or the working day after it.
    fn working_from(&self, mut day: NaiveDate) -> Result<NaiveDate, Error> {
        while !self.works(day) {
            day = add_days(day, 1)?;
        }
        Ok(day)
    }
}

impl NoticeTo {
    /// How many months lie from one such end to the next.
    fn months(self) -> i32 {
        match self {
            NoticeTo::MonthEnd => 1,
            NoticeTo::QuarterEnd => 3,
            NoticeTo::HalfYearEnd => 6,
            NoticeTo::YearEnd => 12,
        }
    }
}

/// The last month of the period that a month lies in.
fn last_month(to: NoticeTo, month: Month) -> Month {
    let position = i32::try_from(month.number()).unwrap_or(1) - 1;
    month.plus(to.months() - 1 - position % to.months())
}

/// The notice in months; 0 if it is in days.
fn months_of(terms: &Terms) -> Result<i32, Error> {
    i32::try_from(terms.notice_months.unwrap_or(0)).map_err(|_| Error::Date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::tests::contracts;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn notice(fields: &str) -> Terms {
        let text =
            format!(r#"{{"start": "2020-01-01", "initial_months": 12, "renewal": "automatic", {fields}}}"#);
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn notice_runs_out_as_the_contract_says() {
        let three = r#""notice_months": 3"#;
        let to = |end: &str| format!(r#"{three}, "notice_to": "{end}""#);
        for (fields, given, expected) in [
            // Source: design/numbers.md, Contracts.
            (to("month-end"), "2025-05-25", "2025-08-31"),
            (to("month-end"), "2025-01-15", "2025-04-30"),
            (to("month-end"), "2025-05-31", "2025-08-31"),
            (to("month-end"), "2025-11-30", "2026-02-28"),
            (to("quarter-end"), "2025-05-25", "2025-09-30"),
            (to("quarter-end"), "2025-06-30", "2025-09-30"),
            (to("quarter-end"), "2025-07-01", "2025-12-31"),
            (to("quarter-end"), "2025-12-31", "2026-03-31"),
            (to("half-year-end"), "2025-05-25", "2025-12-31"),
            (to("half-year-end"), "2025-03-31", "2025-06-30"),
            (to("half-year-end"), "2025-01-01", "2025-06-30"),
            (to("year-end"), "2025-10-01", "2026-12-31"),
            (to("year-end"), "2025-09-30", "2025-12-31"),
            (three.to_owned(), "2025-11-30", "2026-02-28"),
            (r#""notice_days": 60"#.to_owned(), "2026-01-13", "2026-03-14"),
            (r#""notice_days": 0"#.to_owned(), "2026-01-13", "2026-01-13"),
        ] {
            assert_eq!(notice(&fields).runs_out(day(given)), Ok(day(expected)), "{fields} {given}");
        }
        assert_eq!(notice(three).runs_out(day("9999-11-01")), Err(Error::Date));
    }

    #[test]
    fn notice_is_due_on_the_latest_day() {
        let three = r#""notice_months": 3"#;
        for (fields, last, expected) in [
            (three, "2025-06-30", Ok("2025-03-31")),
            (three, "2025-02-28", Ok("2024-11-30")),
            (three, "2024-02-29", Ok("2023-11-30")),
            (three, "2024-02-28", Ok("2023-11-28")),
            (three, "2025-05-30", Ok("2025-02-28")),
            (three, "2025-05-31", Ok("2025-02-28")),
            (three, "2025-07-14", Ok("2025-04-14")),
            (r#""notice_days": 60"#, "2026-03-14", Ok("2026-01-13")),
            (r#""notice_months": 3, "notice_to": "quarter-end""#, "2025-07-14", Ok("2025-03-31")),
            (r#""notice_months": 3, "notice_to": "quarter-end""#, "2025-09-29", Ok("2025-03-31")),
            (r#""notice_months": 3, "notice_to": "quarter-end""#, "2025-09-30", Ok("2025-06-30")),
            (r#""notice_days": 30, "notice_to": "year-end""#, "2025-12-30", Ok("2024-12-01")),
            (r#""notice_to": "quarter-end""#, "0000-02-10", Err(Error::Date)),
            (r#""notice_to": "quarter-end""#, "0000-03-31", Ok("0000-03-31")),
            (r#""notice_to": "quarter-end""#, "0000-04-01", Ok("0000-03-31")),
            (three, "0000-03-01", Err(Error::Date)),
        ] {
            assert_eq!(notice(fields).notice_by(day(last)), expected.map(day), "{fields} {last}");
        }
    }

    #[test]
    fn letters_leave_in_time() {
        // 31 March 2025 is a Monday.
        for (fields, expected) in [
            ("", "2025-03-31"),
            (r#", "lead_days": 1"#, "2025-03-30"),
            (r#", "lead_days": 1, "working_day": true"#, "2025-03-28"),
            (r#", "lead_days": 1, "working_day": true, "holidays": ["2025-03-28"]"#, "2025-03-27"),
            (r#", "working_day": true"#, "2025-03-31"),
            (r#", "working_day": true, "holidays": ["2025-03-31"]"#, "2025-03-28"),
            (r#", "lead_working_days": 1"#, "2025-03-28"),
            (r#", "lead_working_days": 6"#, "2025-03-21"),
            (r#", "lead_working_days": 1, "holidays": ["2025-03-28", "2025-03-29"]"#, "2025-03-27"),
        ] {
            let terms = notice(&format!(r#""notice_months": 3{fields}"#));
            assert_eq!(terms.cancel_by(day("2025-06-30")), Ok(day(expected)), "{fields}");
        }
    }

    proptest! {
        #[test]
        fn notice_is_in_time_on_that_day_and_late_on_the_next(terms in contracts(), offset in 0i64..20_000) {
            let last = add_days(day("2000-01-01"), offset).unwrap();
            let by = terms.notice_by(last).unwrap();
            prop_assert!(terms.runs_out(by).unwrap() <= last);
            prop_assert!(terms.runs_out(add_days(by, 1).unwrap()).unwrap() > last);
        }

        #[test]
        fn what_is_sent_on_a_day_arrives_in_time_and_not_a_day_sooner(terms in contracts(), offset in 0i64..1_000) {
            let sent = add_days(terms.start, offset).unwrap();
            let there = terms.arrival(sent).unwrap();
            prop_assert!(terms.send_by(there).unwrap() >= sent);
            prop_assert!(there == sent || terms.send_by(add_days(there, -1).unwrap()).unwrap() < sent);
            prop_assert!(terms.send_by(there).unwrap() <= there);
        }
    }
}
