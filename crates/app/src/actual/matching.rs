//! Which budget line actuals belong to, and why.

use domain::Id;
use domain::actual::{Kind, Part, Row};
use domain::budget::LineName;
use domain::rule::{Condition, Posting, Share, conditions, share_problems};
use serde::{Deserialize, Serialize};

use super::{Query, complete, filter, get, rates};
use crate::Error;
use crate::budget::Key;
use crate::open::Call;
use crate::words::{Labels, counted};

/// Actuals and the line they belong to.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "MatchActuals"))]
pub struct Match {
    /// The actuals.
    pub actuals: Vec<Id>,
    /// The line; nothing to unmatch them.
    pub line: Option<Id>,
}

/// All actuals that pass a filter, and the line they belong to.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MatchAll {
    /// The filter; its window is not looked at. Where it asks for a line, only what is on that line moves.
    pub query: Query,
    /// The line; nothing to unmatch them.
    pub line: Option<Id>,
}

/// How many actuals were matched.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Matched {
    /// Their number.
    pub matched: u32,
}

/// Actuals that are split over several lines.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "SplitActuals"))]
pub struct Split {
    /// The actuals.
    pub actuals: Vec<Id>,
    /// The lines with their shares, as percentages or as amounts.
    pub shares: Vec<Share>,
}

/// How an actual came to its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "MatchReason"))]
pub enum Reason {
    /// It has none.
    Unmatched,
    /// Somebody chose it.
    Hand,
    /// The imported file named it.
    Import,
    /// A rule was met.
    Rule,
    /// It was accrued for that line.
    Accrual,
}

/// Why an actual belongs to its line.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "WhyLine"))]
pub struct Why {
    /// The actual.
    pub row: Row,
    /// How it came to its line.
    pub reason: Reason,
    /// The same in a sentence.
    pub sentence: String,
    /// The rule that matched it; none if it was taken out since.
    pub rule: Option<Id>,
    /// Each condition of that rule beside what the actual has, as both are now.
    pub conditions: Vec<Condition>,
    /// What belongs to which line.
    pub parts: Vec<Part>,
}

pub(crate) fn match_line(call: &Call<'_>, matching: Match) -> Result<(Matched, String), Error> {
    let mut matched = 0;
    for actual in &matching.actuals {
        matched += u32::from(store::actual::set_line(call.tx, *actual, matching.line)?);
    }
    Ok((Matched { matched }, summary(call, matched, matching.line, None)?))
}

pub(crate) fn match_all(call: &Call<'_>, all: MatchAll) -> Result<(Matched, String), Error> {
    let from = all.query.line;
    let actuals = store::actual::ids(call.tx, &filter(call, &all.query)?)?;
    let total = u32::try_from(actuals.len()).unwrap_or(u32::MAX);
    let mut matched = 0;
    for (actual, done) in actuals.into_iter().zip(0u32..) {
        if done.is_multiple_of(1000) {
            call.context.tell(done, total, "Matching")?;
        }
        let part = match (from, all.line) {
            (Some(from), Some(to)) => store::actual::shift_parts(call.tx, actual, from, to)?,
            (Some(_) | None, _) => false,
        };
        matched += u32::from(part || store::actual::set_line(call.tx, actual, all.line)?);
    }
    Ok((Matched { matched }, summary(call, matched, all.line, from)?))
}

fn summary(call: &Call<'_>, matched: u32, line: Option<Id>, from: Option<Id>) -> Result<String, Error> {
    let count = counted(matched as usize, "actual", "actuals");
    let name = |line: Id| Ok::<String, Error>(store::budget::get(call.tx, line)?.description);
    Ok(match (line, from) {
        (Some(line), Some(from)) => format!("Move {count} from “{}” to “{}”", name(from)?, name(line)?),
        (Some(line), None) => format!("Match {count} to “{}”", name(line)?),
        (None, _) => format!("Unmatch {count}"),
    })
}

pub(crate) fn split(call: &Call<'_>, split: Split) -> Result<(Matched, String), Error> {
    Error::unless_empty(share_problems(&split.shares))?;
    let mut matched = 0;
    for actual in &split.actuals {
        let row = get(call, *actual)?;
        super::may_change(&row)?;
        let parts = domain::rule::split(&split.shares, row.amount, row.currency)?;
        match parts.as_slice() {
            [(line, _)] => store::actual::set_line(call.tx, *actual, Some(*line)).map(drop)?,
            parts => store::actual::set_parts(call.tx, *actual, parts)?,
        }
        matched += 1;
    }
    let count = counted(matched as usize, "actual", "actuals");
    let lines = counted(split.shares.len(), "line", "lines");
    Ok((Matched { matched }, format!("Split {count} over {lines}")))
}

/// Lines of the same vendor first, then lines that share words with the posting's text.
pub(crate) fn suggest(call: &Call<'_>, key: Key) -> Result<Vec<LineName>, Error> {
    let row = get(call, key.id)?;
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
        words.map(str::to_lowercase).collect()
    };
    let posted = words(&row.text);
    let vendor = domain::vendor::key(&row.vendor);
    let mut lines: Vec<(usize, LineName)> = store::budget::find(call.tx, "", u32::MAX)?
        .into_iter()
        .map(|line| {
            let same_vendor = !vendor.is_empty() && domain::vendor::key(&line.vendor) == vendor;
            let shared = words(&line.description).iter().filter(|word| posted.contains(word)).count();
            (usize::from(same_vendor) * 10 + shared, line)
        })
        .filter(|(likeness, _)| *likeness > 0)
        .collect();
    lines.sort_by(|(a, line_a), (b, line_b)| b.cmp(a).then(line_a.id.cmp(&line_b.id)));
    Ok(lines.into_iter().take(8).map(|(_, line)| line).collect())
}

pub(crate) fn why(call: &Call<'_>, key: Key) -> Result<Why, Error> {
    let mut row = get(call, key.id)?;
    complete(&rates(call)?, &mut row);
    let parts = match row.line {
        Some(line) => vec![Part { line, label: row.line_label.clone(), amount: row.amount }],
        None => row.parts.clone(),
    };
    let rule = row.rule.map(|id| store::rule::get(call.tx, id)).transpose()?.flatten();
    let (reason, sentence) = match (&rule, row.kind) {
        (_, Kind::Accrual | Kind::Reversal) => {
            (Reason::Accrual, "It was accrued for this line when the month was closed.".to_owned())
        }
        (Some((rule, false)), Kind::Posting) => {
            (Reason::Rule, format!("The rule “{}” is the first one it meets.", rule.name))
        }
        (Some((rule, true)), Kind::Posting) => {
            (Reason::Rule, format!("It met the rule “{}”, which is no longer in use.", rule.name))
        }
        (None, Kind::Posting) if !row.is_matched() => {
            (Reason::Unmatched, "No rule is met, and nobody has chosen a line.".to_owned())
        }
        (None, Kind::Posting) => by_hand(call, &row)?,
    };
    let draft = store::actual::draft(call.tx, row.id)?;
    let labels = Labels::load(call)?;
    let conditions = match (&rule, &draft) {
        (Some((rule, _)), Some(draft)) => {
            let posting = Posting {
                vendor: draft.vendor,
                text: &draft.text,
                account: &draft.account,
                cost_centre: &draft.cost_centre,
                amount: draft.amount,
            };
            conditions(rule, &posting, |vendor| labels.vendor(Some(vendor)))
        }
        _ => Vec::new(),
    };
    let rule = rule.filter(|(_, retired)| !retired).and_then(|(rule, _)| rule.id);
    Ok(Why { row, reason, sentence, rule, conditions, parts })
}

/// By whom, as the journal has it; else by what it came with.
fn by_hand(call: &Call<'_>, row: &Row) -> Result<(Reason, String), Error> {
    if let Some((who, at, change)) = store::rule::matched_by(call.tx, row.id)? {
        let day = at.get(..10).unwrap_or(&at);
        return Ok((Reason::Hand, format!("{who} chose it on {day}: {change}.")));
    }
    let batches = if row.batch.is_some() { store::batch::all(call.tx)? } else { Vec::new() };
    let batch = batches.into_iter().find(|batch| Some(batch.id) == row.batch);
    Ok(match batch {
        Some(batch) => {
            let day = batch.at.get(..10).unwrap_or(&batch.at);
            (Reason::Import, format!("{} named it when it was imported on {day}.", batch.file_name))
        }
        None => (Reason::Hand, "It was chosen when the actual was typed.".to_owned()),
    })
}
