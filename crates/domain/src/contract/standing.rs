//! Where a contract of the register stands on a day, as far as that follows from what the register states.

use chrono::NaiveDate;

use super::{Draft, MOST_MONTHS, Renewal, State, Terms};
use crate::Error;
use crate::calendar::{add_days, add_months, days, months_begun};
use crate::explain::Steps;

/// The status of a contract that is over.
pub const ENDED: &str = "ended";

impl Draft {
    /// Where it stands on a day, as far as it follows from what is stated.
    ///
    /// - Start, initial term and renewal known: as [`Terms::dates`] says. The stated end of a contract that renews
    ///   automatically must then be the end of one of its terms; of any other, it is the end.
    /// - An end known otherwise (stated, or start + initial term): the term ends there, and its cancel-by follows from
    ///   the notice. Past it, an automatic renewal goes on by its renewal term, counted from the stated end; anything
    ///   else has ended.
    /// - Not known how it renews: the day to cancel by is only computed where a notice is stated.
    /// - No end known, and not evergreen: nothing follows.
    /// - Its status says that it has [ended](ENDED): it has, whatever its dates say.
    ///
    /// ```
    /// use domain::contract::{Draft, Renewal, State};
    /// let mut contract = Draft::titled("Mail filter", "EUR".parse()?);
    /// contract.end = Some("2026-12-31".parse()?);
    /// contract.renewal = Some(Renewal::Automatic);
    /// contract.renewal_months = Some(12);
    /// contract.notice_months = Some(3);
    /// let standing = contract.standing("2027-02-01".parse()?);
    /// assert_eq!(standing.term_end, Some("2027-12-31".parse()?));
    /// assert_eq!(standing.cancel_by, Some("2027-09-30".parse()?));
    /// assert_eq!(standing.state, Some(State::Active));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn standing(&self, today: NaiveDate) -> Standing {
        // A date past the year 9999 says nothing that anybody could act on.
        let mut standing = self.computed(today).unwrap_or_default();
        if self.status.eq_ignore_ascii_case(ENDED) {
            standing = Standing { term_end: self.end, state: Some(State::Ended), ..Standing::default() };
        }
        let open = standing.cancel_by.filter(|_| standing.state != Some(State::Ended));
        standing.days_left = open.and_then(|by| i32::try_from(days(today, by) - 1).ok());
        standing
    }

    fn computed(&self, today: NaiveDate) -> Result<Standing, Error> {
        let terms = self.terms();
        if self.renewal == Some(Renewal::Evergreen) {
            return self.evergreen(&terms, today);
        }
        let by_terms = self.start.is_some() && self.initial_months.is_some_and(|months| months > 0);
        let initial_end = if by_terms { Some(terms.term(0)?.last) } else { None };
        let is_known = match (self.end, self.renewal) {
            (_, None) => false,
            (None, Some(_)) => true,
            // An older end than today's stands in many registers: any term may end on it.
            (Some(end), Some(Renewal::Automatic)) => {
                by_terms && terms.terms_between(end, end)?.first().is_some_and(|term| term.last == end)
            }
            (end, Some(_)) => end == initial_end,
        };
        if by_terms && is_known {
            return Standing::of_terms(&terms, today);
        }
        let Some(end) = self.end.or(initial_end) else { return Ok(Standing::default()) };
        // One term that ends there; only its notice is asked for.
        let last = Terms { start: end, initial_months: 1, ..terms };
        match self.renewal {
            Some(Renewal::Automatic) => self.renewing(last, end, today),
            Some(Renewal::Act) => Ok(Standing::fixed(end, Some(last.cancel_by(end)?), today)),
            Some(Renewal::None | Renewal::Evergreen) => Ok(Standing::fixed(end, None, today)),
            None => {
                let noticed = last.notice_months.is_some() || last.notice_days.is_some();
                let by = if noticed { Some(last.cancel_by(end)?) } else { None };
                let mut standing = Standing::fixed(end, by, today);
                // It may have been renewed since.
                if by.is_some_and(|by| by < today) {
                    standing.committed_until = None;
                }
                Ok(standing)
            }
        }
    }

    fn evergreen(&self, terms: &Terms, today: NaiveDate) -> Result<Standing, Error> {
        let terms = Terms { start: self.start.unwrap_or(today), ..terms.clone() };
        let mut standing = Standing::of_terms(&terms, today)?;
        if let Some(end) = self.end {
            standing.term_end = Some(end);
            standing.committed_until = standing.committed_until.map(|until| until.min(end));
            if end < today {
                standing = Standing::fixed(end, None, today);
            }
        }
        Ok(standing)
    }

    /// An automatic renewal of which the end of one term is known.
    fn renewing(&self, last: Terms, end: NaiveDate, today: NaiveDate) -> Result<Standing, Error> {
        let by = last.cancel_by(end)?;
        if today <= by {
            return Ok(Standing { state: Some(State::Active), ..Standing::fixed(end, Some(by), today) });
        }
        let months = self.renewal_months.filter(|months| *months > 0).or(self.initial_months);
        let months = months.map_or_else(|| self.whole_months(end), |months| Ok(Some(months)))?;
        let renewed = match months {
            // Counted from the day after the stated end, which is the one day that is known for sure.
            Some(months) => {
                let renewals = Terms { start: add_days(end, 1)?, initial_months: months.into(), ..last };
                Some(Standing::of_terms(&renewals, today)?)
            }
            None => None,
        };
        Ok(match renewed {
            Some(renewed) if today > end => renewed,
            Some(renewed) => Standing {
                term_end: Some(end),
                cancel_by: Some(by),
                state: Some(State::Committed),
                ..renewed
            },
            None if today > end => Standing { state: Some(State::Active), ..Standing::default() },
            None => Standing {
                term_end: Some(end),
                cancel_by: Some(by),
                state: Some(State::Committed),
                ..Standing::default()
            },
        })
    }

    /// The months from the start to a stated end, if they are whole.
    fn whole_months(&self, end: NaiveDate) -> Result<Option<u32>, Error> {
        let Some(start) = self.start.filter(|start| *start <= end) else { return Ok(None) };
        let months = months_begun(start, end)?;
        let whole = i32::try_from(months).ok().filter(|months| i64::from(*months) <= MOST_MONTHS);
        let Some(whole) = whole else { return Ok(None) };
        let fits = add_months(start, whole)? == add_days(end, 1)?;
        Ok(u32::try_from(whole).ok().filter(|_| fits))
    }
}

/// Where a contract stands on a day; `None` where it does not follow from what is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub state: Option<State>,
    /// Last day of the current term.
    pub term_end: Option<NaiveDate>,
    /// The last day to cancel (or renew) the current term, even when it has passed.
    pub cancel_by: Option<NaiveDate>,
    /// The days from today to it; negative when it has passed, `None` once the contract has ended.
    pub days_left: Option<i32>,
    /// The last day that can no longer be cancelled.
    pub committed_until: Option<NaiveDate>,
}

impl Standing {
    fn of_terms(terms: &Terms, today: NaiveDate) -> Result<Standing, Error> {
        let dates = terms.dates(today, &mut Steps::off())?;
        Ok(Standing {
            state: Some(dates.state),
            term_end: dates.term_end,
            cancel_by: dates.cancel_by.or(dates.next_cancel_by),
            days_left: None,
            committed_until: dates.committed_until,
        })
    }

    /// A contract that ends on a day.
    fn fixed(end: NaiveDate, cancel_by: Option<NaiveDate>, today: NaiveDate) -> Standing {
        let state = if end < today { State::Ended } else { State::Active };
        Standing {
            state: Some(state),
            term_end: Some(end),
            cancel_by,
            days_left: None,
            committed_until: Some(end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::NoticeTo;
    use crate::contract::register::tests::contract;
    use proptest::prelude::*;

    fn check<S: AsRef<str>>(rows: &[(S, &str, &str)]) {
        for (fields, today, expected) in rows {
            let fields = fields.as_ref();
            let standing = contract(fields).standing(today.parse().unwrap());
            let day = |day: Option<NaiveDate>| day.map_or("-".to_owned(), |day| day.to_string());
            let left = standing.days_left.map_or("-".to_owned(), |days| days.to_string());
            let (end, by) = (day(standing.term_end), day(standing.cancel_by));
            let (until, state) = (day(standing.committed_until), standing.state.map_or("-", State::words));
            assert_eq!(
                &format!("{end} by {by} in {left} until {until} {state}"),
                expected,
                "{fields} on {today}"
            );
        }
    }

    #[test]
    fn standing_follows_from_the_terms() {
        let year = r#""start": "2025-01-01", "initial_months": 12, "notice_months": 3"#;
        let auto = r#""renewal": "automatic""#;
        check(&[
            // Start, initial term and renewal: as the terms say.
            (
                format!("{year}, {auto}"),
                "2026-02-01",
                "2026-12-31 by 2026-09-30 in 241 until 2026-12-31 active",
            ),
            (
                format!("{year}, {auto}"),
                "2026-09-30",
                "2026-12-31 by 2026-09-30 in 0 until 2026-12-31 active",
            ),
            (
                format!("{year}, {auto}"),
                "2026-10-01",
                "2026-12-31 by 2026-09-30 in -1 until 2027-12-31 committed to the next term",
            ),
            (
                format!(r#"{year}, "renewal": "none""#),
                "2026-02-01",
                "2025-12-31 by - in - until 2025-12-31 ended",
            ),
            (
                format!(r#"{year}, "renewal": "act""#),
                "2025-02-01",
                "2025-12-31 by 2025-09-30 in 241 until 2025-12-31 active",
            ),
            // With a stated end that is one of a term (an old one), and one that is not.
            (
                format!(r#"{year}, {auto}, "end": "2025-12-31""#),
                "2026-02-01",
                "2026-12-31 by 2026-09-30 in 241 until 2026-12-31 active",
            ),
            (
                format!(r#"{year}, {auto}, "end": "2026-06-30""#),
                "2026-02-01",
                "2026-06-30 by 2026-03-31 in 58 until 2026-06-30 active",
            ),
            (
                format!(r#"{year}, {auto}, "end": "2026-06-30""#),
                "2026-07-01",
                "2027-06-30 by 2027-03-31 in 273 until 2027-06-30 active",
            ),
            // Extended since: the stated end holds.
            (
                format!(r#"{year}, "renewal": "none", "end": "2026-12-31""#),
                "2026-02-01",
                "2026-12-31 by - in - until 2026-12-31 active",
            ),
            (
                format!(r#"{year}, "renewal": "act", "end": "2026-12-31""#),
                "2026-10-01",
                "2026-12-31 by 2026-09-30 in -1 until 2026-12-31 active",
            ),
        ]);
    }

    #[test]
    fn standing_follows_from_a_stated_end() {
        let year = r#""start": "2025-01-01", "initial_months": 12, "notice_months": 3"#;
        let ends = r#""end": "2026-12-31", "notice_months": 3"#;
        let auto = r#""renewal": "automatic""#;
        check(&[
            // Only the end, and not how it renews.
            (ends.to_owned(), "2026-09-01", "2026-12-31 by 2026-09-30 in 29 until 2026-12-31 active"),
            (ends.to_owned(), "2026-10-01", "2026-12-31 by 2026-09-30 in -1 until - active"),
            (ends.to_owned(), "2027-01-01", "2026-12-31 by 2026-09-30 in - until - ended"),
            (
                r#""end": "2026-12-31""#.to_owned(),
                "2026-09-01",
                "2026-12-31 by - in - until 2026-12-31 active",
            ),
            (
                r#""end": "2026-12-31""#.to_owned(),
                "2027-09-01",
                "2026-12-31 by - in - until 2026-12-31 ended",
            ),
            // Start and initial term, and not how it renews.
            (year.to_owned(), "2025-02-01", "2025-12-31 by 2025-09-30 in 241 until 2025-12-31 active"),
            // Ended before its end.
            (format!(r#"{ends}, "status": "Ended""#), "2026-09-01", "2026-12-31 by - in - until - ended"),
            // An automatic renewal by its end.
            (
                format!(r#"{ends}, {auto}, "renewal_months": 1"#),
                "2026-10-15",
                "2026-12-31 by 2026-09-30 in -15 until 2027-01-31 committed to the next term",
            ),
            (
                format!(r#"{ends}, {auto}, "renewal_months": 12"#),
                "2027-02-01",
                "2027-12-31 by 2027-09-30 in 241 until 2027-12-31 active",
            ),
            (
                format!(r#"{ends}, {auto}, "start": "2024-01-01""#),
                "2027-02-01",
                "2029-12-31 by 2029-09-30 in 972 until 2029-12-31 active",
            ),
            (
                format!(r#"{ends}, {auto}, "start": "2024-01-02""#),
                "2026-10-01",
                "2026-12-31 by 2026-09-30 in -1 until - committed to the next term",
            ),
            (format!("{ends}, {auto}"), "2027-02-01", "- by - in - until - active"),
            (
                format!("{ends}, {auto}"),
                "2026-02-01",
                "2026-12-31 by 2026-09-30 in 241 until 2026-12-31 active",
            ),
            // Counted from the day after the stated end: a term from 31 January ends on 27 February.
            (
                r#""renewal": "automatic", "end": "2026-01-30", "renewal_months": 1"#.to_owned(),
                "2026-02-10",
                "2026-02-27 by 2026-02-27 in 17 until 2026-02-27 active",
            ),
        ]);
    }

    #[test]
    fn what_does_not_follow_is_left_open() {
        check(&[
            // Until notice is given.
            (
                r#""renewal": "evergreen", "notice_months": 3"#,
                "2026-02-01",
                "- by - in - until 2026-05-01 active",
            ),
            (
                r#""renewal": "evergreen", "notice_months": 3, "notice_to": "quarter-end""#,
                "2026-02-01",
                "- by 2026-03-31 in 58 until 2026-06-30 active",
            ),
            (
                r#""renewal": "evergreen", "notice_days": 30, "end": "2026-02-10""#,
                "2026-02-01",
                "2026-02-10 by - in - until 2026-02-10 active",
            ),
            (
                r#""renewal": "evergreen", "notice_days": 30, "end": "2026-01-31""#,
                "2026-02-01",
                "2026-01-31 by - in - until 2026-01-31 ended",
            ),
            // Nothing follows from nothing, and no date lies past the year 9999.
            (r#""renewal": "automatic""#, "2026-02-01", "- by - in - until - -"),
            (r#""start": "2025-01-01""#, "2026-02-01", "- by - in - until - -"),
            (r#""start": "2025-01-01", "renewal": "none""#, "2026-02-01", "- by - in - until - -"),
            (
                r#""renewal": "automatic", "end": "9999-12-31", "notice_months": 3"#,
                "2026-02-01",
                "9999-12-31 by 9999-09-30 in 2912319 until 9999-12-31 active",
            ),
        ]);
    }

    /// Terms that do not clamp, so that counting from the start and from any end of a term is the same.
    fn plain() -> impl Strategy<Value = Draft> {
        let day = (2000i32..2030, 1u32..13, 1u32..29);
        let notice = (0u32..7, 0u32..120, any::<bool>());
        let to = prop::sample::select(vec![
            None,
            Some(NoticeTo::MonthEnd),
            Some(NoticeTo::QuarterEnd),
            Some(NoticeTo::HalfYearEnd),
            Some(NoticeTo::YearEnd),
        ]);
        (day, 1u32..40, 1u32..40, notice, to).prop_map(|(day, initial, renewal, notice, to)| Draft {
            start: NaiveDate::from_ymd_opt(day.0, day.1, day.2),
            initial_months: Some(initial),
            renewal: Some(Renewal::Automatic),
            renewal_months: Some(renewal),
            notice_months: notice.2.then_some(notice.0),
            notice_days: (!notice.2).then_some(notice.1),
            notice_to: to,
            ..Draft::titled("Mail", "EUR".parse().unwrap())
        })
    }

    proptest! {
        #[test]
        fn a_stated_end_says_what_the_terms_say(draft in plain(), number in 0i64..20, later in 0i64..4000) {
            let term = draft.terms().term(number).unwrap();
            let today = add_days(term.first, later).unwrap();
            let by_terms = draft.standing(today);
            let stated = Draft { end: Some(term.last), ..draft.clone() };
            prop_assert_eq!(stated.standing(today), by_terms);
            let by_end = Draft { start: None, initial_months: None, ..stated };
            prop_assert_eq!(by_end.standing(today), by_terms);
        }

        #[test]
        fn nothing_panics(
            days in prop::array::uniform2(prop::option::of(any::<i32>())), today in any::<i32>(),
            months in prop::array::uniform4(prop::option::of(any::<u32>())), renewal in 0usize..5
        ) {
            let day = |day: i32| NaiveDate::from_num_days_from_ce_opt(day % 4_000_000).unwrap_or_default();
            let [start, end] = days.map(|of| of.map(day));
            let [initial_months, renewal_months, notice_months, notice_days] = months;
            let renewals = [None, Some(Renewal::None), Some(Renewal::Automatic), Some(Renewal::Act), Some(Renewal::Evergreen)];
            let draft = Draft {
                start, end, initial_months, renewal_months, notice_months, notice_days, renewal: renewals[renewal],
                ..Draft::titled("Mail", "EUR".parse().unwrap())
            };
            let _ = draft.problems();
            let standing = draft.standing(day(today));
            if let (Some(left), Some(by)) = (standing.days_left, standing.cancel_by) {
                prop_assert_eq!(add_days(day(today), left.into()), Ok(by));
            }
            // Months that are short enough lead further.
            let short = |months: Option<u32>| months.map(|months| months % 60);
            let draft = Draft {
                initial_months: short(initial_months), renewal_months: short(renewal_months),
                notice_months: short(notice_months), notice_days: None, ..draft
            };
            let _ = draft.standing(day(today));
        }
    }
}
