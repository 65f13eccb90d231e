//! The terms of a contract: the initial one and its renewals, each counted from the start of the contract.

use chrono::NaiveDate;
use serde::Serialize;

use super::{MOST_MONTHS, Renewal, Terms};
use crate::Error;
use crate::calendar::{add_days, add_months, months_begun};

/// One term of a contract, both days inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// 0 for the initial term, 1 for the first renewal.
    pub number: i64,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
}

impl Terms {
    /// Term `number` (0 is the initial one), whether or not the contract gets that far.
    ///
    /// It ends on start + (initial + number × renewal) months − 1 day. [`Error::Invalid`] for terms with problems, a
    /// number below 0 and an evergreen contract, which has no terms; [`Error::Date`] past the year 9999.
    ///
    /// ```
    /// use domain::contract::Terms;
    /// let terms: Terms = serde_json::from_str(
    ///     r#"{"start": "2025-01-31", "initial_months": 1, "renewal": "automatic", "renewal_months": 1}"#,
    /// )?;
    /// assert_eq!(terms.term(0)?.last, "2025-02-27".parse()?);
    /// assert_eq!(terms.term(1)?.first, "2025-02-28".parse()?);
    /// assert_eq!(terms.term(1)?.last, "2025-03-30".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn term(&self, number: i64) -> Result<Term, Error> {
        self.checked()?;
        if number < 0 {
            return Err(Error::invalid("number", "Terms are counted from 0, the initial one."));
        }
        self.counted_term(number)
    }

    /// The terms that touch the days from `from` to `to` (both inside), as far as the contract is known to go: to the
    /// term its notice ends, to the last confirmed one, or without end if it renews automatically.
    ///
    /// At most 12,000 terms; [`Error::Invalid`] for more and for what [`Terms::term`] refuses.
    ///
    /// ```
    /// use domain::contract::Terms;
    /// let terms: Terms =
    ///     serde_json::from_str(r#"{"start": "2025-01-01", "initial_months": 12, "renewal": "automatic"}"#)?;
    /// let shown = terms.terms_between("2025-12-31".parse()?, "2027-01-01".parse()?)?;
    /// assert_eq!(shown.iter().map(|term| term.number).collect::<Vec<_>>(), [0, 1, 2]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn terms_between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Term>, Error> {
        self.checked()?;
        let mut terms = Vec::new();
        if to < self.start || to < from {
            return Ok(terms);
        }
        let (first, last) = (self.number_on(from)?, self.number_on(to)?);
        let last = self.last_number()?.map_or(last, |end| last.min(end));
        if last.saturating_sub(first) >= MOST_MONTHS {
            let message =
                format!("There are more than {MOST_MONTHS} terms between {from} and {to}: ask for less.");
            return Err(Error::invalid("to", message));
        }
        for number in first..=last {
            terms.push(self.counted_term(number)?);
        }
        Ok(terms)
    }

    /// No problems, and a contract that has terms.
    fn checked(&self) -> Result<(), Error> {
        Error::unless_empty(self.problems())?;
        match self.renewal {
            Renewal::Evergreen => {
                Err(Error::invalid("renewal", "An evergreen contract has no terms, only notice."))
            }
            Renewal::None | Renewal::Automatic | Renewal::Act => Ok(()),
        }
    }

    /// Term `number` of terms without problems.
    pub(super) fn counted_term(&self, number: i64) -> Result<Term, Error> {
        let first = if number == 0 { self.start } else { self.after(number.saturating_sub(1))? };
        Ok(Term { number, first, last: add_days(self.after(number)?, -1)? })
    }

    /// The length of a renewal: that of the initial term where none is given.
    pub(super) fn renews_by(&self) -> i64 {
        if self.renewal_months == 0 { self.initial_months } else { self.renewal_months }
    }

    /// The number of the first term whose last day is not before a day, if the contract went on for ever.
    pub(super) fn number_on(&self, day: NaiveDate) -> Result<i64, Error> {
        // A term of so many months ends on or after the day if its next one starts after it.
        let needed = months_begun(self.start, day)?;
        let renewals = needed.saturating_sub(self.initial_months).max(0);
        let each = self.renews_by().max(1);
        Ok(renewals.saturating_add(each - 1) / each)
    }

    /// The number of the term the contract ends with as things stand, if it does.
    pub(super) fn last_number(&self) -> Result<Option<i64>, Error> {
        match self.renewal {
            Renewal::None => Ok(Some(0)),
            Renewal::Act => Ok(Some(self.confirmed_renewals)),
            Renewal::Automatic => {
                self.notice_given.map(|given| self.number_on(self.run_out(given)?)).transpose()
            }
            Renewal::Evergreen => Ok(None),
        }
    }

    /// The day after term `number`.
    fn after(&self, number: i64) -> Result<NaiveDate, Error> {
        let months = number.checked_mul(self.renews_by()).and_then(|m| m.checked_add(self.initial_months));
        let months = months.and_then(|months| i32::try_from(months).ok()).ok_or(Error::Date)?;
        add_months(self.start, months)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn terms(fields: &str) -> Terms {
        serde_json::from_str(&format!(r#"{{"start": "2025-01-31", "initial_months": 3, {fields}}}"#)).unwrap()
    }

    #[test]
    fn terms_are_shown_as_far_as_the_contract_goes() {
        let numbers = |fields: &str, from: &str, to: &str| {
            let found = terms(fields).terms_between(day(from), day(to));
            found
                .map(|terms| terms.iter().map(|term| term.number).collect::<Vec<_>>())
                .map_err(|error| error.to_string())
        };
        let automatic = r#""renewal": "automatic", "renewal_months": 1"#;
        for (fields, from, to, expected) in [
            (automatic, "2025-01-01", "2025-01-30", vec![]),
            (automatic, "2025-01-01", "2025-01-31", vec![0]),
            (automatic, "2025-04-29", "2025-04-29", vec![0]),
            (automatic, "2025-04-29", "2025-04-30", vec![0, 1]),
            (automatic, "2025-05-30", "2025-05-31", vec![1, 2]),
            (automatic, "2025-05-30", "2025-05-29", vec![]),
            (r#""renewal": "none""#, "2025-01-01", "2035-01-01", vec![0]),
            (r#""renewal": "none""#, "2026-01-01", "2035-01-01", vec![]),
            (r#""renewal": "act", "confirmed_renewals": 2"#, "2025-01-01", "2035-01-01", vec![0, 1, 2]),
            (
                r#""renewal": "automatic", "notice_given": "2025-07-31""#,
                "2025-01-01",
                "2035-01-01",
                vec![0, 1, 2],
            ),
            (
                r#""renewal": "automatic", "notice_given": "2025-07-30""#,
                "2025-01-01",
                "2035-01-01",
                vec![0, 1],
            ),
        ] {
            assert_eq!(numbers(fields, from, to), Ok(expected), "{fields} {from} {to}");
        }
        for (to, expected) in [
            ("3025-03-30", Ok(11_999)),
            (
                "3025-04-30",
                Err("There are more than 12000 terms between 2025-01-31 and 3025-04-30: ask for less."),
            ),
        ] {
            let found = numbers(automatic, "2025-01-31", to).map(|all| all.last().copied().unwrap());
            assert_eq!(found, expected.map_err(str::to_owned), "{to}");
        }
        let evergreen = terms(r#""renewal": "evergreen""#);
        let refused = "An evergreen contract has no terms, only notice.";
        assert_eq!(evergreen.term(0).unwrap_err().to_string(), refused);
        assert_eq!(
            evergreen.terms_between(day("2025-01-01"), day("2025-01-02")).unwrap_err().to_string(),
            refused
        );
        assert_eq!(
            terms(automatic).term(-1).unwrap_err().to_string(),
            "Terms are counted from 0, the initial one."
        );
        assert_eq!(terms(automatic).term(i64::MAX), Err(Error::Date));
        assert_eq!(terms(automatic).term(4_000_000_000), Err(Error::Date));
    }

    proptest! {
        #[test]
        fn terms_never_overlap_or_leave_a_day(
            start in 0i32..700_000, initial in 1i64..60, renews in 0i64..60, number in 0i64..1_000, within in 0i64..1_000_000
        ) {
            let terms = Terms {
                start: NaiveDate::from_num_days_from_ce_opt(start + 366).unwrap(), initial_months: initial, renewal_months: renews,
                ..terms(r#""renewal": "automatic""#)
            };
            let (term, next) = (terms.term(number).unwrap(), terms.term(number + 1).unwrap());
            prop_assert_eq!(term.last.succ_opt(), Some(next.first));
            prop_assert!(term.first <= term.last);
            // Every day of a term is in that term.
            let offset = within % ((term.last - term.first).num_days() + 1);
            for date in [term.first, term.last, add_days(term.first, offset).unwrap()] {
                prop_assert_eq!(terms.terms_between(date, date), Ok(vec![term]));
            }
        }
    }
}
