//! Scores: the value of a measure (a KPI) of a vendor in a period, as it was reported.

use serde::{Deserialize, Serialize};

use crate::calendar::Period;
use crate::vendor::key;
use crate::{Amount, Id, Month, Problem};

/// What a value is recognised by: vendor, criterion and rater as spellings of them are compared, and period.
pub type Key = (Id, String, String, String);

/// A value of a measure as the user gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ScoreDraft"))]
pub struct Draft {
    /// The value to replace; none for a new one.
    pub id: Option<Id>,
    /// Whose it is.
    pub vendor: Id,
    /// What is measured, such as `On-time delivery`.
    pub criterion: String,
    /// When, as [`period`] writes it: `2026-Q3`, `2026-07`, `2026`, `FY2027-Q1`.
    pub period: String,
    /// The value in its unit.
    pub value: Amount,
    /// What it is counted in, such as `%` or `days`.
    pub unit: String,
    /// Where it comes from.
    pub comment: String,
    /// Who gave it, where people rate; empty for what was measured. What two people say stays apart.
    #[serde(default)]
    pub rater: String,
}

impl Draft {
    /// By what a value is recognised when scores are imported again. The period is compared as it is written uniformly.
    pub fn key(&self) -> Key {
        let written = period(&self.period).unwrap_or_else(|_| self.period.trim().to_owned());
        (self.vendor, key(&self.criterion), written, key(&self.rater))
    }

    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.criterion.trim().is_empty() {
            problems.push(Problem::new("criterion", "Say what was measured."));
        }
        problems.extend(period(&self.period).err());
        problems
    }
}

/// A period of a score, written in one way: a calendar year `2026`, half `2026-H1`, quarter `2026-Q3`, month `2026-07`,
/// or the fiscal `FY2027` and `FY2027-Q2`.
///
/// ```
/// use domain::score::period;
/// assert_eq!(period("q3 2026")?, "2026-Q3");
/// assert_eq!(period("2026Q3")?, "2026-Q3");
/// assert_eq!(period("3. Quartal 2026")?, "2026-Q3");
/// assert_eq!(period("fy2027-q1")?, "FY2027-Q1");
/// assert!(period("Summer").is_err());
/// # Ok::<(), domain::Problem>(())
/// ```
pub fn period(text: &str) -> Result<String, Problem> {
    read(&text.trim().to_uppercase()).ok_or_else(|| {
        let message =
            format!("“{text}” is no period of a score. Write 2026, 2026-Q3, 2026-07, FY2027 or FY2027-Q2.");
        Problem::new("period", message)
    })
}

fn read(text: &str) -> Option<String> {
    if text.starts_with("FY") {
        return text.parse::<Period>().ok().map(|period| period.to_string());
    }
    if is_year(text) {
        return Some(text.to_owned());
    }
    if let Ok(month) = text.parse::<Month>() {
        return Some(month.to_string());
    }
    let words: Vec<&str> = text.split(['-', '/', ' ']).filter(|word| !word.is_empty()).collect();
    let (year, part) = match words.as_slice() {
        [first, second] if is_year(first) => (*first, *second),
        [first, second] if is_year(second) => (*second, *first),
        [both] => both.split_at_checked(4)?,
        [first, second, third] => return quarter(&[*first, *second, *third]),
        _ => return None,
    };
    let is_part = matches!(part, "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2");
    (is_year(year) && is_part).then(|| format!("{year}-{part}"))
}

/// A quarter in three words: `3. QUARTAL 2026`, `QUARTER 3 2026`, `2026 3E TRIMESTRE`.
fn quarter(words: &[&str; 3]) -> Option<String> {
    let is_word = |word: &&&str| {
        matches!(**word, "QUARTER" | "QTR" | "QUARTAL" | "TRIMESTRE" | "KWARTAAL" | "QUARTIER")
    };
    words.iter().find(is_word)?;
    let year = words.iter().find(|word| is_year(word))?;
    let number = words.iter().filter(|word| !is_year(word)).find_map(|word| {
        let (digit, ending) = word.split_at_checked(1)?;
        let ordinal = matches!(ending, "" | "." | "E" | "ER" | "ST" | "ND" | "RD" | "TH" | "º" | "º.");
        digit.parse().ok().filter(|number| ordinal && (1..=4).contains(number))
    });
    number.map(|number: u32| format!("{year}-Q{number}"))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A value of a measure as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ScoreRow"))]
#[expect(missing_docs, reason = "the fields of a score")]
pub struct Row {
    pub id: Id,
    /// The vendor's name.
    pub vendor: String,
    /// The vendor's own number in the book.
    pub vendor_id: Id,
    pub criterion: String,
    pub period: String,
    pub value: Amount,
    pub unit: String,
    pub comment: String,
    pub rater: String,
}

impl Row {
    /// A value with the name of its vendor.
    pub fn of(draft: Draft, vendor: String) -> Row {
        Row {
            id: draft.id.unwrap_or_default(),
            vendor,
            vendor_id: draft.vendor,
            criterion: draft.criterion,
            period: draft.period,
            value: draft.value,
            unit: draft.unit,
            comment: draft.comment,
            rater: draft.rater,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_written_in_one_way() {
        for (text, expected) in [
            ("2026", "2026"),
            (" 2026-Q3 ", "2026-Q3"),
            ("q3/2026", "2026-Q3"),
            ("2026 Q3", "2026-Q3"),
            ("2026h2", "2026-H2"),
            ("2026-07", "2026-07"),
            ("FY2027", "FY2027"),
            ("fy2027-q2", "FY2027-Q2"),
            ("2026-Q5", ""),
            ("2026-13", ""),
            ("2026-07-31", ""),
            ("26-Q1", ""),
            ("FY2027-Q5", ""),
            ("Ärger", ""),
            ("20é6Q1", ""),
            ("", ""),
        ] {
            assert_eq!(period(text).unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn faults_are_named_at_their_fields() {
        let draft = |criterion: &str, period: &str| Draft {
            id: None,
            vendor: 1,
            criterion: criterion.to_owned(),
            period: period.to_owned(),
            value: "99.5".parse().unwrap(),
            unit: "%".to_owned(),
            comment: String::new(),
            rater: String::new(),
        };
        assert_eq!(draft("Uptime", "2026-Q3").problems(), []);
        let problems = draft(" ", "soon").problems();
        let found: Vec<String> =
            problems.iter().map(|problem| format!("{}: {problem}", problem.field)).collect();
        assert_eq!(
            found,
            [
                "criterion: Say what was measured.",
                "period: “soon” is no period of a score. Write 2026, 2026-Q3, 2026-07, FY2027 or FY2027-Q2."
            ]
        );
        assert_eq!(draft("UP  time", "q3 2026").key(), draft("up time", "2026-Q3").key());
        let rated = Draft { rater: "Anna".to_owned(), ..draft("Uptime", "2026-Q3") };
        assert_ne!(rated.key(), draft("Uptime", "2026-Q3").key());
    }
}
