//! How the dates of a contract follow from what it says, step by step, in words.

use chrono::NaiveDate;

use super::{Draft, NoticeTo, Renewal, State, Terms};
use crate::Error;
use crate::calendar::add_days;

/// A step to a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// What is found: `Cancel by`.
    pub label: String,
    /// What was found, where it is a day.
    pub day: Option<NaiveDate>,
    /// What was found, where it is none.
    pub text: String,
    /// How.
    pub note: String,
}

fn day(label: &str, day: NaiveDate, note: impl Into<String>) -> Why {
    Why { label: label.to_owned(), day: Some(day), text: String::new(), note: note.into() }
}

fn text(label: &str, text: impl Into<String>, note: impl Into<String>) -> Why {
    Why { label: label.to_owned(), day: None, text: text.into(), note: note.into() }
}

impl Draft {
    /// The steps from the first day to the day to cancel by, and to where the contract stands. What is not known is said.
    pub fn reasons(&self, today: NaiveDate) -> Result<Vec<Why>, Error> {
        let standing = self.standing(today);
        let mut steps = Vec::new();
        match self.start {
            Some(start) => steps.push(day("Start", start, "first day, inclusive")),
            None => steps.push(text("Start", "not known", "its first day is not stated")),
        }
        self.term_reasons(&mut steps)?;
        let last = standing.term_end;
        self.renewal_reasons(last, &mut steps)?;
        self.notice_reasons(last.or(standing.committed_until), &mut steps)?;
        if let Some(given) = self.notice_given {
            let proof = if self.notice_proof.is_empty() { "received" } else { self.notice_proof.as_str() };
            steps.push(day("Notice given", given, proof));
        }
        if self.confirmed_renewals > 0 {
            steps.push(text("Renewed", times(self.confirmed_renewals), "confirmed by somebody"));
        }
        let ended = standing.state == Some(State::Ended);
        if let Some(by) = standing.cancel_by.filter(|_| !ended && self.notice_given.is_none()) {
            let label = if self.renewal == Some(Renewal::Act) { "Decide by" } else { "Cancel by" };
            steps.push(day(label, by, standing.days_left.map_or_else(String::new, left)));
        }
        match (standing.committed_until, ended) {
            (_, true) => {
                steps.push(text("Ended", "", last.map_or_else(String::new, |last| format!("on {last}"))));
            }
            (Some(until), false) => {
                steps.push(day("Committed until", until, "the last day that can no longer be cancelled"));
            }
            (None, false) => {}
        }
        if let Some(assumed) = self.assumption {
            let from = assumed
                .from
                .map_or_else(String::new, |from| format!("from {from} on, in plans and forecasts"));
            steps.push(text("Assumed", assumed.words(), from));
        }
        Ok(steps)
    }

    fn term_reasons(&self, steps: &mut Vec<Why>) -> Result<(), Error> {
        let months = self.initial_months.filter(|months| *months > 0);
        match (self.renewal, months) {
            (Some(Renewal::Evergreen), _) => {
                steps.push(text("Term", "none", "it runs until notice is given"));
            }
            (_, Some(months)) => {
                let note = match self.start {
                    Some(start) => {
                        let terms = Terms { start, renewal: Renewal::None, ..self.terms() };
                        format!("ends {}, last day inclusive", terms.term(0)?.last)
                    }
                    None => String::new(),
                };
                steps.push(text("Initial term", counted(months, "month"), note));
            }
            (_, None) => steps.push(text("Initial term", "not known", "")),
        }
        if let Some(end) = self.end {
            steps.push(day("Stated end", end, "as the register says"));
        }
        Ok(())
    }

    fn renewal_reasons(&self, last: Option<NaiveDate>, steps: &mut Vec<Why>) -> Result<(), Error> {
        let months = self.renewal_months.filter(|months| *months > 0).or(self.initial_months);
        let each = months.map_or_else(String::new, |months| format!(", {}", counted(months, "month")));
        let next = match (last, months.and_then(|months| i32::try_from(months).ok())) {
            (Some(last), Some(months)) => {
                let first = add_days(last, 1)?;
                let end = add_days(crate::calendar::add_months(first, months)?, -1)?;
                format!("next term {first} – {end}")
            }
            _ => String::new(),
        };
        steps.push(match self.renewal {
            Some(Renewal::Automatic) => text("Renewal", format!("automatic{each}"), next),
            Some(Renewal::Act) => {
                text("Renewal", format!("by act{each}"), "it ends unless somebody renews it")
            }
            Some(Renewal::None) => text("Renewal", "none", "it ends with its term"),
            Some(Renewal::Evergreen) => return Ok(()),
            None => text("Renewal", "not known", "whether it renews is not stated"),
        });
        Ok(())
    }

    fn notice_reasons(&self, last: Option<NaiveDate>, steps: &mut Vec<Why>) -> Result<(), Error> {
        let terms = self.terms();
        let has_notice = self.notice_months.or(self.notice_days).is_some();
        if self.renewal == Some(Renewal::None) || !has_notice {
            return Ok(());
        }
        let mut words = terms.notice_in_words();
        if let Some(to) = self.notice_to {
            words = format!("{words} {}", to_words(to));
        }
        let last = last.filter(|_| self.renewal != Some(Renewal::Evergreen));
        let there = last.map(|last| terms.notice_by(last)).transpose()?;
        let note = there.map_or_else(String::new, |there| format!("to arrive by {there}"));
        steps.push(text("Notice", words, note));
        let lead = match (self.lead_days.unwrap_or(0), self.lead_working_days.unwrap_or(0)) {
            (0, 0) => return Ok(()),
            (0, days) => counted(days, "working day"),
            (days, _) => counted(days, "day"),
        };
        let note = match (there, last) {
            (Some(there), Some(last)) => format!("back from {there} to {}", terms.cancel_by(last)?),
            _ => String::new(),
        };
        steps.push(text("Delivery lead", lead, note));
        Ok(())
    }

    /// The last day to cancel a term that ends on a day, or to decide on it; none where that is not asked for or not known.
    pub fn cancel_by(&self, last: NaiveDate) -> Result<Option<NaiveDate>, Error> {
        let asks = match self.renewal {
            Some(Renewal::Automatic | Renewal::Act) => true,
            Some(Renewal::None | Renewal::Evergreen) => false,
            None => self.notice_months.or(self.notice_days).is_some(),
        };
        if !asks {
            return Ok(None);
        }
        self.terms_from(last).cancel_by(last).map(Some)
    }

    fn terms_from(&self, start: NaiveDate) -> Terms {
        Terms { start, initial_months: 1, ..self.terms() }
    }

    /// The first day of the renewal that somebody can still decide on; none where that is not known.
    pub fn undecided(&self, today: NaiveDate) -> Option<NaiveDate> {
        let standing = self.standing(today);
        let bound = standing.committed_until.or(standing.term_end)?;
        add_days(bound, 1).ok()
    }
}

fn counted(number: u32, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

fn times(number: u32) -> String {
    if number == 1 { "once".to_owned() } else { format!("{number} times") }
}

fn left(days: i32) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "in 1 day".to_owned(),
        -1 => "1 day ago".to_owned(),
        days if days < 0 => format!("{} days ago", days.unsigned_abs()),
        days => format!("in {days} days"),
    }
}

fn to_words(to: NoticeTo) -> &'static str {
    match to {
        NoticeTo::MonthEnd => "to the end of a month",
        NoticeTo::QuarterEnd => "to the end of a quarter",
        NoticeTo::HalfYearEnd => "to the end of a half-year",
        NoticeTo::YearEnd => "to the end of a year",
    }
}

#[cfg(test)]
mod tests {
    use crate::contract::register::tests::contract;

    #[test]
    fn every_date_says_how_it_follows() {
        let datadog = contract(
            r#""start": "2024-01-01", "initial_months": 36, "renewal": "automatic", "renewal_months": 12,
               "notice_months": 1, "lead_working_days": 5"#,
        );
        let unknown = contract(r#""notice_days": 30"#);
        for (contract, expected) in [
            (
                &datadog,
                &[
                    "Start: 2024-01-01, first day, inclusive",
                    "Initial term: 36 months, ends 2026-12-31, last day inclusive",
                    "Renewal: automatic, 12 months, next term 2027-01-01 – 2027-12-31",
                    "Notice: 1 month, to arrive by 2026-11-30",
                    "Delivery lead: 5 working days, back from 2026-11-30 to 2026-11-23",
                    "Cancel by: 2026-11-23, in 1 day",
                    "Committed until: 2026-12-31, the last day that can no longer be cancelled",
                ][..],
            ),
            (
                &unknown,
                &[
                    "Start: not known, its first day is not stated",
                    "Initial term: not known, ",
                    "Renewal: not known, whether it renews is not stated",
                    "Notice: 30 days, ",
                ][..],
            ),
        ] {
            let reasons = contract.reasons("2026-11-22".parse().unwrap()).unwrap();
            let shown: Vec<String> = reasons
                .into_iter()
                .map(|why| {
                    format!(
                        "{}: {}, {}",
                        why.label,
                        why.day.map_or(why.text, |day| day.to_string()),
                        why.note
                    )
                })
                .collect();
            assert_eq!(shown, expected);
        }
        assert_eq!(datadog.undecided("2026-11-22".parse().unwrap()), "2027-01-01".parse().ok());
        assert_eq!(datadog.undecided("2026-11-24".parse().unwrap()), "2028-01-01".parse().ok());
    }
}
