//! Contracts: their terms, the last day to cancel, what they cost and when it is owed.
//!
//! - [`Terms`] are what the paper says about start, renewal and notice; [`Terms::dates`] answers what follows from
//!   them on a day: the current term, the days to cancel by, until when the book's owner is bound, the state.
//! - [`term`] counts the terms, [`notice`] the notice, lead and working days.
//! - [`price`] raises a price by the clause of the contract; [`schedule`] spreads it over the months it is for
//!   (accrual) and over the days it is invoiced (cash).
//! - [`Contract`] is one of the book with its amendments; its course says what it costs in which month.
//! - [`Draft`] is a contract of the book's register, [`Row`] the same as it stands on a day.
//!
//! Rules that every function here keeps:
//!
//! - The last day of a term is inclusive, and months are always counted from the start of the contract, never from
//!   the term before: 12 months from 2023-07-15 end on 2024-07-14.
//! - Notice counts calendar days, or calendar months with clamping to the month's last day, as § 188 of the German civil
//!   code and the common law's “corresponding date rule” (Dodds v Walker, 1981) do. Without notice to the end of a month,
//!   quarter or year a term is ended with its last day; with it, the notice must run out at such an end not after that day.
//! - A day to cancel by is early enough for the letter to arrive: once it has passed, the next term counts as committed.
//! - Limits: terms and notice of at most 12,000 months (1,000 years), 366,000 days of notice, 3,660 days or 366 working
//!   days of lead, 10,000 holidays, 12,000 confirmed renewals. Every date lies in the years 0 to 9999.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::explain::Steps;
use crate::{Error, Problem};

mod amendment;
mod course;
pub mod notice;
pub mod price;
pub mod pricing;
mod register;
mod rest;
pub mod schedule;
mod standing;
pub mod term;
mod why;
mod words;
mod worth;

pub use amendment::{Agreed, Amendment, Contract};
pub use course::{Course, share_out};
pub use register::{Draft, Key, Names, Row};
pub use standing::{ENDED, Standing};
pub use term::Term;
pub use why::Why;
pub use words::Kind;

/// The longest term or notice, in months: 1,000 years.
pub const MOST_MONTHS: i64 = 12_000;
/// The longest notice in days: 1,000 years.
const MOST_DAYS: i64 = 366_000;
/// The longest lead in calendar days: 10 years.
const MOST_LEAD: i64 = 3_660;
/// The longest lead in working days.
const MOST_WORKING_LEAD: i64 = 366;
/// The most holidays of one contract's calendar.
const MOST_HOLIDAYS: usize = 10_000;

/// What happens at the end of a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Renewal {
    /// The contract ends with its initial term.
    #[default]
    None,
    /// It goes on for a renewal term unless it is cancelled in time.
    Automatic,
    /// It goes on only if somebody renews it (an option, an extension order).
    Act,
    /// It has no term and runs until notice is given. A minimum term followed by rolling notice is not this but
    /// `Automatic` with a renewal of 1 month.
    Evergreen,
}

/// The days at which notice can take effect, in calendar months and quarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum NoticeTo {
    /// The last day of any month.
    MonthEnd,
    /// 31 March, 30 June, 30 September, 31 December.
    QuarterEnd,
    /// 30 June and 31 December.
    HalfYearEnd,
    /// 31 December.
    YearEnd,
}

/// What a contract says about its start, renewal and notice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Terms {
    /// The first day of the initial term.
    pub start: NaiveDate,
    /// The length of the initial term in months, 1 to 12,000. An evergreen contract has no term: there it is not read.
    #[serde(default)]
    pub initial_months: i64,
    /// What happens at the end of a term.
    pub renewal: Renewal,
    /// The length of each renewal term in months, to 12,000; 0 or absent: as long as the initial term.
    #[serde(default)]
    pub renewal_months: i64,
    /// The notice in months, to 12,000. Absent as well as `notice_days`: no notice is needed, and the last day of the
    /// term is in time.
    #[serde(default)]
    pub notice_months: Option<i64>,
    /// The notice in calendar days, to 366,000; months or days, not both.
    #[serde(default)]
    pub notice_days: Option<i64>,
    /// The days at which notice takes effect, if not at any: it runs out at the first of them that is not before
    /// the day of the notice + notice.
    #[serde(default)]
    pub notice_to: Option<NoticeTo>,
    /// How many calendar days before its deadline the letter is to leave (delivery), to 3,660.
    #[serde(default)]
    pub lead_days: i64,
    /// The same in working days, to 366; calendar or working days, not both.
    #[serde(default)]
    pub lead_working_days: i64,
    /// Days that are no working days although they are a Monday to Friday, at most 10,000.
    #[serde(default)]
    pub holidays: BTreeSet<NaiveDate>,
    /// The book's setting that a day to cancel by which is no working day moves back to the working day before it.
    #[serde(default)]
    pub working_day: bool,
    /// The day on which notice was (or is to be) received.
    #[serde(default)]
    pub notice_given: Option<NaiveDate>,
    /// How many renewals somebody has confirmed, for `Renewal::Act` only.
    #[serde(default)]
    pub confirmed_renewals: i64,
    /// Not signed yet: the dates are those it will have, and nothing binds.
    #[serde(default)]
    pub draft: bool,
}

/// Where a contract stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractState"))]
pub enum State {
    /// Not signed yet.
    Draft,
    /// Signed (begun or not), and bound no further than to the end of the current term.
    Active,
    /// Notice has been given; it runs until its end.
    NoticeGiven,
    /// Bound past the current term: the day to cancel by has passed, or a renewal is confirmed.
    Committed,
    /// Its last day has passed.
    Ended,
}

/// The dates of a contract on a day; `None` where there is no such date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Dates {
    /// First day of the current term, the first whose last day is not before today; of a contract that has ended its
    /// last term. An evergreen contract has none.
    pub term_start: Option<NaiveDate>,
    /// Last day of the current term.
    pub term_end: Option<NaiveDate>,
    /// The last day to act, even when it has passed: to cancel the current term, if the contract renews automatically; to
    /// decide, if it renews by act (the same day as `decide_by`, so that a register of days to act by has one
    /// column). None without renewal and for an evergreen contract.
    pub cancel_by: Option<NaiveDate>,
    /// For a renewal by act: the last day to renew the last confirmed term, after which the contract ends with it.
    pub decide_by: Option<NaiveDate>,
    /// The first day to cancel (or decide) by that is not before today; none once notice is given. An evergreen
    /// contract has one only if its notice runs to the end of a month, quarter, half-year or year.
    pub next_cancel_by: Option<NaiveDate>,
    /// The last day that can no longer be cancelled: the end of the first term whose day to cancel by is not before
    /// today, of an evergreen contract the day on which notice given today would run out; the end once notice is
    /// given. None for a draft.
    pub committed_until: Option<NaiveDate>,
    /// The last day of the contract as things stand: without renewal the end of the initial term, by act that of the
    /// last confirmed one, after notice the day on which it takes effect.
    pub ends: Option<NaiveDate>,
    /// Where it stands.
    pub state: State,
}

impl Terms {
    /// Everything that is wrong with these terms.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut within = |field: &str, value: i64, least: i64, most: i64, what: &str| {
            if !(least..=most).contains(&value) {
                let message = format!("Give {what} as a whole number from {least} to {most}.");
                problems.push(Problem::new(field, message));
            }
        };
        if self.renewal != Renewal::Evergreen {
            within("initial_months", self.initial_months, 1, MOST_MONTHS, "the initial term in months");
        }
        within("renewal_months", self.renewal_months, 0, MOST_MONTHS, "the renewal term in months");
        within("notice_months", self.notice_months.unwrap_or(0), 0, MOST_MONTHS, "the notice in months");
        within("notice_days", self.notice_days.unwrap_or(0), 0, MOST_DAYS, "the notice in days");
        within("lead_days", self.lead_days, 0, MOST_LEAD, "the lead for delivery in days");
        within(
            "lead_working_days",
            self.lead_working_days,
            0,
            MOST_WORKING_LEAD,
            "the lead for delivery in working days",
        );
        within("confirmed_renewals", self.confirmed_renewals, 0, MOST_MONTHS, "the confirmed renewals");
        let both = |a: i64, b: i64| a > 0 && b > 0;
        if both(self.notice_months.unwrap_or(0), self.notice_days.unwrap_or(0)) {
            let message = "Notice is in months or in days: leave one of them empty.";
            problems.push(Problem::new("notice_days", message));
        }
        if both(self.lead_days, self.lead_working_days) {
            let message = "The lead for delivery is in days or in working days: leave one of them empty.";
            problems.push(Problem::new("lead_working_days", message));
        }
        if self.holidays.len() > MOST_HOLIDAYS {
            let message =
                format!("These are more than {MOST_HOLIDAYS} holidays: keep those of the years in use.");
            problems.push(Problem::new("holidays", message));
        }
        problems
    }

    /// The dates of the contract on a day, in the same time however many terms have passed.
    ///
    /// A recorded notice counts from its day on: asked for a day before it, the contract is as without notice, and only
    /// `ends` knows. Notice that came too late for a term ends the contract with the first term it is in time for.
    /// [`Error::Invalid`] for terms with [problems](Terms::problems), [`Error::Date`] past the year 9999.
    ///
    /// ```
    /// use domain::contract::{State, Terms};
    /// use domain::explain::{Steps, lines};
    /// let terms: Terms = serde_json::from_str(
    ///     r#"{"start": "2024-08-29", "initial_months": 12, "renewal": "automatic", "notice_months": 2}"#,
    /// )?;
    /// let mut steps = Steps::on();
    /// let dates = terms.dates("2026-02-11".parse()?, &mut steps)?;
    /// assert_eq!(dates.term_end, Some("2026-08-28".parse()?));
    /// assert_eq!(dates.cancel_by, Some("2026-06-28".parse()?));
    /// assert_eq!(dates.state, State::Active);
    /// assert_eq!(
    ///     lines(&steps.taken())[1],
    ///     "Last day of the term: 2026-08-28 = start + initial term + renewals × renewal term − 1 day \
    ///      (start 2024-08-29, initial months 12, renewals 1, renewal months 12)"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn dates(&self, today: NaiveDate, steps: &mut Steps) -> Result<Dates, Error> {
        Error::unless_empty(self.problems())?;
        let dates = match self.renewal {
            Renewal::Evergreen => self.without_terms(today, steps)?,
            Renewal::None | Renewal::Automatic | Renewal::Act => self.in_terms(today, steps)?,
        };
        if let Some(ends) = dates.ends {
            steps.note("Ends", "last day as things stand", ends, Vec::new);
        }
        if let Some(until) = dates.committed_until {
            steps.note("Committed until", "last day that can no longer be cancelled", until, || {
                vec![("today", today.into())]
            });
        }
        steps.note("State", "", dates.state.words(), Vec::new);
        Ok(dates)
    }

    /// The dates of a contract with terms.
    fn in_terms(&self, today: NaiveDate, steps: &mut Steps) -> Result<Dates, Error> {
        let last_number = self.last_number()?;
        let running = self.number_on(today)?;
        let number = last_number.map_or(running, |last| running.min(last));
        let term = self.noted_term(number, steps)?;
        let ends = last_number.map(|last| self.counted_term(last)).transpose()?.map(|term| term.last);
        let ended = ends.is_some_and(|ends| ends < today);
        let given = self.notice_given.is_some_and(|given| given <= today);

        let (mut cancel_by, mut decide_by, mut next_cancel_by) = (None, None, None);
        let mut bound = ends.unwrap_or(term.last);
        match self.renewal {
            Renewal::None | Renewal::Evergreen => {}
            Renewal::Act => {
                let by = self.noted_cancel_by(bound, "Decide by", steps)?;
                (cancel_by, decide_by) = (Some(by), Some(by));
                next_cancel_by = Some(by).filter(|by| !given && *by >= today);
            }
            Renewal::Automatic => {
                cancel_by = Some(self.noted_cancel_by(term.last, "Cancel by", steps)?);
                if !given {
                    // The first term that a letter sent today is in time for.
                    let next = self.number_on(self.run_out(self.arrival(today)?)?)?;
                    let next = self.counted_term(last_number.map_or(next, |last| next.min(last)))?;
                    bound = next.last;
                    next_cancel_by = Some(self.send_by(self.deadline(bound)?)?).filter(|by| *by >= today);
                    if let Some(next) = next_cancel_by.filter(|next| Some(*next) != cancel_by) {
                        let formula = "first day to cancel by that is not before today";
                        steps.note("Next cancel by", formula, next, || vec![("today", today.into())]);
                    }
                }
            }
        }
        let state = match (self.draft, ended, given) {
            (true, _, _) => State::Draft,
            (false, true, _) => State::Ended,
            (false, false, true) => State::NoticeGiven,
            (false, false, false) if bound > term.last => State::Committed,
            (false, false, false) => State::Active,
        };
        Ok(Dates {
            term_start: Some(term.first),
            term_end: Some(term.last),
            cancel_by,
            decide_by,
            next_cancel_by,
            committed_until: (!self.draft).then_some(bound),
            ends,
            state,
        })
    }

    /// The dates of a contract that runs until notice is given. Notice given before its first day counts from that.
    fn without_terms(&self, today: NaiveDate, steps: &mut Steps) -> Result<Dates, Error> {
        let ends = self.notice_given.map(|given| self.run_out(given.max(self.start))).transpose()?;
        let ended = ends.is_some_and(|ends| ends < today);
        let given = self.notice_given.is_some_and(|given| given <= today);
        let mut bound = ends;
        let mut next_cancel_by = None;
        if !given {
            let day = today.max(self.start);
            let earliest = self.run_out(self.arrival(day)?)?;
            steps.note("Earliest end", "today + lead + notice", earliest, || {
                vec![("today", day.into()), ("notice", self.notice_in_words().into())]
            });
            bound = Some(ends.map_or(earliest, |ends| ends.min(earliest)));
            if self.notice_to.is_some() {
                next_cancel_by = Some(self.noted_cancel_by(earliest, "Next cancel by", steps)?);
            }
        }
        let state = match (self.draft, ended, given) {
            (true, _, _) => State::Draft,
            (false, true, _) => State::Ended,
            (false, false, true) => State::NoticeGiven,
            (false, false, false) => State::Active,
        };
        Ok(Dates {
            term_start: None,
            term_end: None,
            cancel_by: None,
            decide_by: None,
            next_cancel_by,
            committed_until: bound.filter(|_| !self.draft),
            ends,
            state,
        })
    }

    /// The current term, with its steps.
    fn noted_term(&self, number: i64, steps: &mut Steps) -> Result<Term, Error> {
        let term = self.counted_term(number)?;
        // Counted from the first, which people call 1.
        let formula = "first term whose last day is not before today";
        steps.note("Current term", formula, term.number.saturating_add(1), Vec::new);
        let formula = "start + initial term + renewals × renewal term − 1 day";
        steps.note("Last day of the term", formula, term.last, || {
            vec![
                ("start", self.start.into()),
                ("initial months", self.initial_months.into()),
                ("renewals", number.into()),
                ("renewal months", self.renews_by().into()),
            ]
        });
        Ok(term)
    }
}

impl State {
    /// The state as a user reads it.
    pub fn words(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Active => "active",
            State::NoticeGiven => "notice given",
            State::Committed => "committed to the next term",
            State::Ended => "ended",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::lines;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Terms from the fields of `outlay calc`, without the braces.
    fn terms(fields: &str) -> Terms {
        serde_json::from_str(&format!("{{{fields}}}")).unwrap()
    }

    /// A day or a dash.
    fn shown(date: Option<NaiveDate>) -> String {
        date.map_or("-".to_owned(), |date| date.to_string())
    }

    fn line(dates: &Dates) -> String {
        let term = format!("{}..{}", shown(dates.term_start), shown(dates.term_end));
        let (by, next) = (shown(dates.cancel_by), shown(dates.next_cancel_by));
        let (until, ends) = (shown(dates.committed_until), shown(dates.ends));
        format!("{term} by {by} next {next} until {until} ends {ends} {}", dates.state.words())
    }

    #[test]
    fn dates_follow_from_the_terms() {
        // Source: design/numbers.md, Contracts.
        let yearly = r#""start": "2024-08-29", "initial_months": 12, "renewal": "automatic", "renewal_months": 12, "notice_months": 2"#;
        let sophos =
            r#""start": "2018-09-27", "initial_months": 36, "renewal": "automatic", "notice_months": 3"#;
        let german =
            r#""start": "2023-07-15", "initial_months": 12, "renewal": "automatic", "notice_months": 3"#;
        let june =
            r#""start": "2024-07-01", "initial_months": 12, "renewal": "automatic", "notice_months": 3"#;
        let february =
            r#""start": "2024-03-01", "initial_months": 12, "renewal": "automatic", "notice_months": 3"#;
        for (fields, today, expected) in [
            (
                yearly,
                "2026-02-11",
                "2025-08-29..2026-08-28 by 2026-06-28 next 2026-06-28 until 2026-08-28 ends - active",
            ),
            (
                sophos,
                "2019-01-01",
                "2018-09-27..2021-09-26 by 2021-06-26 next 2021-06-26 until 2021-09-26 ends - active",
            ),
            (
                german,
                "2023-07-15",
                "2023-07-15..2024-07-14 by 2024-04-14 next 2024-04-14 until 2024-07-14 ends - active",
            ),
            (
                june,
                "2025-01-01",
                "2024-07-01..2025-06-30 by 2025-03-31 next 2025-03-31 until 2025-06-30 ends - active",
            ),
            (
                february,
                "2024-04-01",
                "2024-03-01..2025-02-28 by 2024-11-30 next 2024-11-30 until 2025-02-28 ends - active",
            ),
        ] {
            let dates = terms(fields).dates(day(today), &mut Steps::off()).unwrap();
            assert_eq!(line(&dates), expected, "{fields}");
        }
    }

    #[test]
    fn each_renewal_has_its_dates() {
        let year = r#""start": "2025-01-01", "initial_months": 12, "notice_months": 3, "renewal": "#;
        let evergreen = r#""start": "2025-01-01", "notice_months": 3, "renewal": "evergreen""#;
        let june = "2025-01-01..2025-12-31";
        for (fields, today, expected) in [
            // Automatic: before the start, on the last day to cancel, the day after, the last day, the day after.
            (format!(r#"{year}"automatic""#), "2024-06-01", format!("{june} by 2025-09-30 next 2025-09-30 until 2025-12-31 ends - active")),
            (format!(r#"{year}"automatic""#), "2025-09-30", format!("{june} by 2025-09-30 next 2025-09-30 until 2025-12-31 ends - active")),
            (format!(r#"{year}"automatic""#), "2025-10-01", format!("{june} by 2025-09-30 next 2026-09-30 until 2026-12-31 ends - committed to the next term")),
            (format!(r#"{year}"automatic""#), "2025-12-31", format!("{june} by 2025-09-30 next 2026-09-30 until 2026-12-31 ends - committed to the next term")),
            (format!(r#"{year}"automatic""#), "2026-01-01", "2026-01-01..2026-12-31 by 2026-09-30 next 2026-09-30 until 2026-12-31 ends - active".to_owned()),
            // Renewals of another length than the initial term.
            (format!(r#"{year}"automatic", "renewal_months": 1"#), "2026-02-28", "2026-02-01..2026-02-28 by 2025-11-30 next 2026-02-28 until 2026-05-31 ends - committed to the next term".to_owned()),
            // Notice in time, too late for the term, planned for later, and past its end.
            (format!(r#"{year}"automatic", "notice_given": "2025-09-30""#), "2025-10-01", format!("{june} by 2025-09-30 next - until 2025-12-31 ends 2025-12-31 notice given")),
            (format!(r#"{year}"automatic", "notice_given": "2025-10-01""#), "2025-10-01", format!("{june} by 2025-09-30 next - until 2026-12-31 ends 2026-12-31 notice given")),
            (format!(r#"{year}"automatic", "notice_given": "2025-09-30""#), "2025-09-29", format!("{june} by 2025-09-30 next 2025-09-30 until 2025-12-31 ends 2025-12-31 active")),
            (format!(r#"{year}"automatic", "notice_given": "2025-09-30""#), "2025-12-31", format!("{june} by 2025-09-30 next - until 2025-12-31 ends 2025-12-31 notice given")),
            (format!(r#"{year}"automatic", "notice_given": "2025-09-30""#), "2026-01-01", format!("{june} by 2025-09-30 next - until 2025-12-31 ends 2025-12-31 ended")),
            (format!(r#"{year}"automatic", "notice_given": "2025-09-30", "lead_days": 9"#), "2025-09-29", format!("{june} by 2025-09-21 next - until 2025-12-31 ends 2025-12-31 active")),
            // No renewal.
            (format!(r#"{year}"none""#), "2025-12-31", format!("{june} by - next - until 2025-12-31 ends 2025-12-31 active")),
            (format!(r#"{year}"none""#), "2026-01-01", format!("{june} by - next - until 2025-12-31 ends 2025-12-31 ended")),
            (format!(r#"{year}"none", "confirmed_renewals": 3, "notice_given": "2025-01-01""#), "2025-02-01", format!("{june} by - next - until 2025-12-31 ends 2025-12-31 notice given")),
            // By act.
            (format!(r#"{year}"act""#), "2025-09-30", format!("{june} by 2025-09-30 next 2025-09-30 until 2025-12-31 ends 2025-12-31 active")),
            (format!(r#"{year}"act""#), "2025-10-01", format!("{june} by 2025-09-30 next - until 2025-12-31 ends 2025-12-31 active")),
            (format!(r#"{year}"act""#), "2026-01-01", format!("{june} by 2025-09-30 next - until 2025-12-31 ends 2025-12-31 ended")),
            (format!(r#"{year}"act", "notice_given": "2025-06-01""#), "2025-06-01", format!("{june} by 2025-09-30 next - until 2025-12-31 ends 2025-12-31 notice given")),
            (format!(r#"{year}"act", "confirmed_renewals": 1, "renewal_months": 6"#), "2025-12-31", format!("{june} by 2026-03-31 next 2026-03-31 until 2026-06-30 ends 2026-06-30 committed to the next term")),
            (format!(r#"{year}"act", "confirmed_renewals": 1, "renewal_months": 6"#), "2026-01-01", "2026-01-01..2026-06-30 by 2026-03-31 next 2026-03-31 until 2026-06-30 ends 2026-06-30 active".to_owned()),
            (format!(r#"{year}"act", "confirmed_renewals": 1, "renewal_months": 6"#), "2027-01-01", "2026-01-01..2026-06-30 by 2026-03-31 next - until 2026-06-30 ends 2026-06-30 ended".to_owned()),
            // Evergreen.
            (evergreen.to_owned(), "2025-05-25", "-..- by - next - until 2025-08-25 ends - active".to_owned()),
            (evergreen.to_owned(), "2024-05-25", "-..- by - next - until 2025-04-01 ends - active".to_owned()),
            (format!(r#"{evergreen}, "notice_to": "month-end""#), "2025-05-25", "-..- by - next 2025-05-31 until 2025-08-31 ends - active".to_owned()),
            (format!(r#"{evergreen}, "notice_to": "quarter-end", "lead_days": 2"#), "2025-03-30", "-..- by - next 2025-06-28 until 2025-09-30 ends - active".to_owned()),
            (format!(r#"{evergreen}, "notice_to": "quarter-end", "lead_days": 2"#), "2025-03-29", "-..- by - next 2025-03-29 until 2025-06-30 ends - active".to_owned()),
            (format!(r#"{evergreen}, "notice_given": "2025-05-25""#), "2025-05-24", "-..- by - next - until 2025-08-24 ends 2025-08-25 active".to_owned()),
            (format!(r#"{evergreen}, "notice_given": "2025-05-25", "lead_days": 9"#), "2025-05-24", "-..- by - next - until 2025-08-25 ends 2025-08-25 active".to_owned()),
            (format!(r#"{evergreen}, "notice_given": "2025-05-25""#), "2025-05-25", "-..- by - next - until 2025-08-25 ends 2025-08-25 notice given".to_owned()),
            (format!(r#"{evergreen}, "notice_given": "2025-05-25""#), "2025-08-25", "-..- by - next - until 2025-08-25 ends 2025-08-25 notice given".to_owned()),
            (format!(r#"{evergreen}, "notice_given": "2025-05-25""#), "2025-08-26", "-..- by - next - until 2025-08-25 ends 2025-08-25 ended".to_owned()),
            (format!(r#"{evergreen}, "notice_given": "2024-05-25""#), "2025-01-26", "-..- by - next - until 2025-04-01 ends 2025-04-01 notice given".to_owned()),
            // A draft binds nobody.
            (format!(r#"{year}"automatic", "draft": true"#), "2026-12-01", "2026-01-01..2026-12-31 by 2026-09-30 next 2027-09-30 until - ends - draft".to_owned()),
            (format!(r#"{evergreen}, "draft": true"#), "2026-12-01", "-..- by - next - until - ends - draft".to_owned()),
            // No notice: the last day is in time.
            (r#""start": "2025-01-01", "initial_months": 6, "renewal": "automatic""#.to_owned(), "2025-12-31", "2025-07-01..2025-12-31 by 2025-12-31 next 2025-12-31 until 2025-12-31 ends - active".to_owned()),
            // Shorter terms than the notice.
            (r#""start": "2025-01-01", "initial_months": 1, "renewal": "automatic", "notice_months": 3"#.to_owned(), "2025-06-10", "2025-06-01..2025-06-30 by 2025-03-31 next 2025-06-30 until 2025-09-30 ends - committed to the next term".to_owned()),
            // A thousand years of months.
            (r#""start": "1000-01-31", "initial_months": 1, "renewal": "automatic", "notice_days": 1"#.to_owned(), "2026-02-11", "2026-01-31..2026-02-27 by 2026-02-26 next 2026-02-26 until 2026-02-27 ends - active".to_owned()),
            // 60 days before the last day, not before the day of renewal (2026-03-15).
            (r#""start": "2025-03-15", "initial_months": 12, "renewal": "automatic", "notice_days": 60"#.to_owned(), "2025-06-10", "2025-03-15..2026-03-14 by 2026-01-13 next 2026-01-13 until 2026-03-14 ends - active".to_owned()),
            // Saturday 30 August 2025, Sunday 30 August 2026.
            (r#""start": "2024-08-31", "initial_months": 12, "renewal": "automatic", "working_day": true"#.to_owned(), "2025-08-30", "2024-08-31..2025-08-30 by 2025-08-29 next 2026-08-28 until 2026-08-30 ends - committed to the next term".to_owned()),
            (r#""start": "2024-08-31", "initial_months": 12, "renewal": "automatic", "lead_days": 3, "holidays": ["2025-08-27"]"#.to_owned(), "2025-08-27", "2024-08-31..2025-08-30 by 2025-08-27 next 2025-08-27 until 2025-08-30 ends - active".to_owned()),
            (r#""start": "2024-08-31", "initial_months": 12, "renewal": "automatic", "lead_working_days": 3, "holidays": ["2025-08-27"]"#.to_owned(), "2025-08-27", "2024-08-31..2025-08-30 by 2025-08-26 next 2026-08-26 until 2026-08-30 ends - committed to the next term".to_owned()),
        ] {
            let dates = terms(&fields).dates(day(today), &mut Steps::off()).unwrap();
            assert_eq!(line(&dates), expected, "{today} {fields}");
            let decides = dates.cancel_by.filter(|_| fields.contains(r#""act""#));
            assert_eq!(dates.decide_by, decides, "{today} {fields}");
        }
    }

    #[test]
    fn terms_that_cannot_be_are_refused_all_at_once() {
        let fields = |terms: &Terms| -> Vec<String> {
            terms.problems().into_iter().map(|problem| problem.field).collect()
        };
        let good = terms(r#""start": "2025-01-01", "initial_months": 12, "renewal": "automatic""#);
        let at = |change: fn(&mut Terms)| {
            let mut terms = good.clone();
            change(&mut terms);
            fields(&terms).join(" ")
        };
        for (change, expected) in [
            ((|_| {}) as fn(&mut Terms), ""),
            (|terms| terms.initial_months = 0, "initial_months"),
            (|terms| terms.initial_months = 1, ""),
            (|terms| terms.initial_months = 12_000, ""),
            (|terms| terms.initial_months = 12_001, "initial_months"),
            (
                |terms| {
                    terms.initial_months = 0;
                    terms.renewal = Renewal::Evergreen;
                },
                "",
            ),
            (|terms| terms.renewal_months = -1, "renewal_months"),
            (|terms| terms.renewal_months = 12_001, "renewal_months"),
            (|terms| terms.notice_months = Some(-1), "notice_months"),
            (|terms| terms.notice_months = Some(12_001), "notice_months"),
            (|terms| terms.notice_days = Some(-1), "notice_days"),
            (|terms| terms.notice_days = Some(366_000), ""),
            (|terms| terms.notice_days = Some(366_001), "notice_days"),
            (|terms| (terms.notice_months, terms.notice_days) = (Some(1), Some(1)), "notice_days"),
            (|terms| (terms.notice_months, terms.notice_days) = (Some(0), Some(1)), ""),
            (|terms| (terms.notice_months, terms.notice_days) = (Some(1), Some(0)), ""),
            (|terms| terms.lead_days = 3_660, ""),
            (|terms| terms.lead_days = 3_661, "lead_days"),
            (|terms| terms.lead_working_days = 366, ""),
            (|terms| terms.lead_working_days = 367, "lead_working_days"),
            (|terms| (terms.lead_days, terms.lead_working_days) = (1, 1), "lead_working_days"),
            (|terms| terms.confirmed_renewals = -1, "confirmed_renewals"),
            (|terms| terms.confirmed_renewals = 12_001, "confirmed_renewals"),
            (|terms| terms.holidays = terms.start.iter_days().take(10_000).collect(), ""),
            (|terms| terms.holidays = terms.start.iter_days().take(10_001).collect(), "holidays"),
            (
                |terms| (terms.initial_months, terms.renewal_months, terms.lead_days) = (-5, -5, -5),
                "initial_months renewal_months lead_days",
            ),
        ] {
            assert_eq!(at(change), expected);
        }
        let mut wrong = good.clone();
        wrong.initial_months = 0;
        let error = wrong.dates(day("2025-01-01"), &mut Steps::off()).unwrap_err();
        assert_eq!(error.to_string(), "Give the initial term in months as a whole number from 1 to 12000.");
        for refused in [
            wrong.term(0).err(),
            wrong.terms_between(wrong.start, wrong.start).err(),
            wrong.runs_out(wrong.start).err(),
            wrong.notice_by(wrong.start).err(),
            wrong.cancel_by(wrong.start).err(),
        ] {
            assert_eq!(refused, Some(error.clone()));
        }
        let late = terms(r#""start": "9999-06-01", "initial_months": 12, "renewal": "none""#);
        assert_eq!(late.dates(day("2025-01-01"), &mut Steps::off()), Err(Error::Date));
    }

    #[test]
    fn every_date_is_explained() {
        let explained = |fields: &str, today: &str| {
            let mut steps = Steps::on();
            terms(fields).dates(day(today), &mut steps).unwrap();
            lines(&steps.taken())
        };
        let automatic = r#""start": "2025-01-01", "initial_months": 12, "renewal": "automatic", "notice_months": 3, "notice_to": "quarter-end", "lead_working_days": 2, "working_day": true"#;
        assert_eq!(
            explained(automatic, "2025-10-05"),
            [
                "Current term: 1 = first term whose last day is not before today",
                "Last day of the term: 2025-12-31 = start + initial term + renewals × renewal term − 1 day (start 2025-01-01, initial months 12, renewals 0, renewal months 12)",
                "Notice received by: 2025-09-30 = latest day from which the notice runs out not after the last day (last day 2025-12-31, notice 3 months to the end of a quarter)",
                "Cancel by: 2025-09-26 = notice received by − lead for delivery (notice received by 2025-09-30, lead in working days 2, back to a working day)",
                "Next cancel by: 2026-09-28 = first day to cancel by that is not before today (today 2025-10-05)",
                "Committed until: 2026-12-31 = last day that can no longer be cancelled (today 2025-10-05)",
                "State: committed to the next term",
            ]
        );
        let evergreen = r#""start": "2025-01-01", "renewal": "evergreen", "notice_days": 1, "lead_days": 4, "notice_to": "year-end", "notice_given": "2026-05-05""#;
        assert_eq!(
            explained(evergreen, "2025-02-02"),
            [
                "Earliest end: 2025-12-31 = today + lead + notice (today 2025-02-02, notice 1 day to the end of a year)",
                "Notice received by: 2025-12-30 = latest day from which the notice runs out not after the last day (last day 2025-12-31, notice 1 day to the end of a year)",
                "Next cancel by: 2025-12-26 = notice received by − lead for delivery (notice received by 2025-12-30, lead in days 4)",
                "Ends: 2026-12-31 = last day as things stand",
                "Committed until: 2025-12-31 = last day that can no longer be cancelled (today 2025-02-02)",
                "State: active",
            ]
        );
        let act = r#""start": "2025-01-01", "initial_months": 1, "renewal": "act""#;
        assert_eq!(
            explained(act, "2025-01-02")[2..4],
            [
                "Notice received by: 2025-01-31 = latest day from which the notice runs out not after the last day (last day 2025-01-31, notice 0 days)",
                "Decide by: 2025-01-31 = notice received by (notice received by 2025-01-31)",
            ]
        );
        let next =
            explained(r#""start": "2025-01-01", "initial_months": 1, "renewal": "automatic""#, "2025-01-02");
        assert!(!next.iter().any(|line| line.starts_with("Next")), "{next:?}");
        let states = [State::Draft, State::Active, State::NoticeGiven, State::Committed, State::Ended];
        let crossing = serde_json::to_string(&states).unwrap();
        assert_eq!(crossing, r#"["draft","active","notice_given","committed","ended"]"#);
    }

    #[test]
    fn terms_are_read_from_a_line_of_json() {
        let terms: Terms = serde_json::from_str(
            r#"{"id": 7, "fn": "contract_dates", "start": "2025-01-01", "initial_months": 12, "renewal": "act",
                "renewal_months": 12, "notice_days": 30, "notice_to": "half-year-end", "lead_working_days": 2,
                "holidays": ["2025-12-25", "2025-12-25"], "notice_given": null, "today": "2025-11-22"}"#,
        )
        .unwrap();
        assert_eq!(terms.notice_to, Some(NoticeTo::HalfYearEnd));
        assert_eq!(terms.holidays.len(), 1);
        let dates = terms.dates(day("2025-11-22"), &mut Steps::off()).unwrap();
        assert_eq!(
            serde_json::to_string(&dates).unwrap(),
            r#"{"term_start":"2025-01-01","term_end":"2025-12-31","cancel_by":"2025-11-27","decide_by":"2025-11-27","next_cancel_by":"2025-11-27","committed_until":"2025-12-31","ends":"2025-12-31","state":"active"}"#
        );
    }

    prop_compose! {
        /// Contracts as they occur, with every kind of notice and lead.
        pub(super) fn contracts()(
            start in 0i64..20_000, initial in 1i64..80, renews in 0i64..40, months in any::<bool>(),
            notice in 0i64..20, to in 0usize..5, lead in 0i64..15, working in any::<[bool; 2]>(),
            holidays in prop::collection::btree_set(0i64..400, 0..30),
            renewal in prop::sample::select(vec![Renewal::None, Renewal::Automatic, Renewal::Act, Renewal::Evergreen]),
            given in prop::option::of(0i64..25_000), confirmed in 0i64..5
        ) -> Terms {
            let at = |days: i64| crate::calendar::add_days(day("1990-01-01"), days).unwrap();
            let ends = [None, Some(NoticeTo::MonthEnd), Some(NoticeTo::QuarterEnd), Some(NoticeTo::HalfYearEnd), Some(NoticeTo::YearEnd)];
            Terms {
                start: at(start), initial_months: initial, renewal, renewal_months: renews,
                notice_months: months.then_some(notice), notice_days: (!months).then_some(notice * 7),
                notice_to: ends[to], lead_days: if working[0] { 0 } else { lead },
                lead_working_days: if working[0] { lead } else { 0 },
                holidays: holidays.into_iter().map(|days| at(start + 300 + days)).collect(), working_day: working[1],
                notice_given: given.map(at), confirmed_renewals: confirmed, draft: false,
            }
        }
    }

    proptest! {
        #[test]
        fn the_dates_of_a_day_hold_together(terms in contracts(), offset in -500i64..9_000) {
            let today = crate::calendar::add_days(terms.start, offset).unwrap();
            let dates = terms.dates(today, &mut Steps::off()).unwrap();
            prop_assert!(dates.next_cancel_by.is_none_or(|next| next >= today));
            if let Some((first, last)) = dates.term_start.zip(dates.term_end) {
                prop_assert!(first <= last);
                prop_assert!(today <= last || dates.state == State::Ended);
                prop_assert!(today >= first || first == terms.start || dates.state == State::Ended);
                prop_assert!(dates.committed_until.unwrap() >= last);
                prop_assert_eq!(dates.state == State::Committed, dates.committed_until > dates.term_end && !matches!(dates.state, State::NoticeGiven | State::Ended));
            }
            if terms.renewal == Renewal::Automatic && terms.notice_given.is_none() {
                // What can still be cancelled is the term of the next day to cancel by; the one before it is too late.
                let until = dates.committed_until.unwrap();
                prop_assert_eq!(dates.next_cancel_by, Some(terms.cancel_by(until).unwrap()));
                let number = terms.terms_between(until, until).unwrap()[0].number;
                if number > 0 && until > dates.term_end.unwrap() {
                    prop_assert!(terms.cancel_by(terms.term(number - 1).unwrap().last).unwrap() < today);
                }
            }
        }

        #[test]
        fn no_input_is_too_absurd(
            dates in any::<[i32; 4]>(), counts in any::<[i64; 7]>(), small in any::<[bool; 7]>(), renewal in 0usize..4, to in any::<bool>()
        ) {
            let date = |days: i32| {
                let days = if small[6] { days.rem_euclid(3_652_059) } else { days / 23 };
                NaiveDate::from_num_days_from_ce_opt(days).unwrap()
            };
            let count = |index: usize| if small[index] { counts[index].rem_euclid(12_000) } else { counts[index] };
            let terms = Terms {
                start: date(dates[0]), initial_months: count(0), renewal_months: count(1), notice_months: Some(count(2)),
                renewal: [Renewal::None, Renewal::Automatic, Renewal::Act, Renewal::Evergreen][renewal],
                notice_days: small[0].then(|| count(3)), notice_to: to.then_some(NoticeTo::QuarterEnd), lead_days: count(4) % 5_000,
                lead_working_days: count(5) % 500, holidays: BTreeSet::from([date(dates[1])]), working_day: to,
                notice_given: small[1].then(|| date(dates[2])), confirmed_renewals: count(6), draft: small[2],
            };
            let today = date(dates[3]);
            for terms in [Terms { notice_months: None, lead_days: 0, ..terms.clone() }, terms] {
                let _ = terms.dates(today, &mut Steps::on());
                let _ = terms.term(counts[3]);
                let _ = terms.terms_between(today, date(dates[2]));
                let _ = (terms.runs_out(today), terms.cancel_by(today));
            }
        }
    }
}
