//! Splitting a line and merging lines: the amounts of a plan move, and what is known of the old lines follows.

use domain::budget::{Draft, Months};
use domain::{Amount, Currency, Id, Problem};
use serde::{Deserialize, Serialize};
use store::budget::Lineage;

use super::detail::{LineDetail, LineOfPlan, detail, draft, set};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

/// A part that leaves a line.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SplitPart {
    /// What the new line buys.
    pub description: String,
    /// Who bears it; as the line itself if not given.
    pub department: Option<Id>,
    /// Its share of every month, in percent.
    pub share: Amount,
}

/// A line to be split within a plan.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SplitLine {
    /// The plan.
    pub plan: Id,
    /// The line, which keeps what the parts leave.
    pub line: Id,
    /// The new lines.
    pub parts: Vec<SplitPart>,
}

/// Lines to be merged within a plan.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MergeLines {
    /// The plan.
    pub plan: Id,
    /// The line that takes the others' amounts.
    pub into: Id,
    /// The lines that are merged into it.
    pub lines: Vec<Id>,
}

pub(crate) fn split_line(call: &Call<'_>, split: SplitLine) -> Result<(LineDetail, String), Error> {
    let tx = call.tx;
    let plan = draft(call, split.plan)?;
    let line = store::budget::get(tx, split.line)?;
    let of = LineOfPlan { plan: plan.id, line: line.id };
    let missing = || Error::NotFound(format!("“{}” does not stand in {}.", line.description, plan.name));
    let amounts = store::budget::months(tx, of.plan, of.line)?.ok_or_else(missing)?;
    let shares: Vec<Amount> = split.parts.iter().map(|part| part.share).collect();
    Error::unless_empty(split_problems(&split.parts))?;
    let parts = parts(&amounts, &shares, line.currency)?;
    for (part, months) in split.parts.iter().zip(&parts[1..]) {
        let draft = Draft {
            id: None,
            plan: plan.id,
            description: part.description.clone(),
            vendor: line.vendor,
            category: line.category,
            department: part.department.or(line.department),
            project: line.project,
            currency: line.currency,
            expense: line.expense,
            purpose: line.purpose,
            owner: line.owner.clone(),
            notes: String::new(),
        };
        let new = store::budget::save(tx, &draft)?;
        store::budget::put(tx, plan.id, new, months)?;
        store::budget::set_lineage(tx, new, Lineage { merged_into: None, split_from: Some(line.id) })?;
        if let Some(terms) = store::depreciation::of_line(tx, line.id)? {
            store::depreciation::save(tx, &domain::depreciation::terms::Terms { line: new, ..terms })?;
        }
    }
    set(call, of, &parts[0], None)?;
    let count = counted(split.parts.len() + 1, "part", "parts");
    let summary = format!("Split “{}” into {count} in {}", line.description, plan.name);
    Ok((detail(call, of)?, summary))
}

fn split_problems(parts: &[SplitPart]) -> Vec<Problem> {
    let mut problems = Vec::new();
    if parts.is_empty() {
        problems.push(Problem::new("parts", "Name at least one part that leaves the line."));
    }
    let mut left = Amount::HUNDRED;
    for (position, part) in parts.iter().enumerate() {
        if part.description.trim().is_empty() {
            problems.push(Problem::new(&format!("parts/{position}/description"), "Say what this part buys."));
        }
        if part.share.is_zero() || part.share.is_negative() || part.share > Amount::HUNDRED {
            let message = "Give the part's share in percent: above 0, at most 100.";
            problems.push(Problem::new(&format!("parts/{position}/share"), message));
        }
        left = left.minus(part.share).unwrap_or_default();
    }
    if left.is_negative() && problems.is_empty() {
        let message = format!(
            "The shares sum to {} %. They may be 100 % at most.",
            -left.minus(Amount::HUNDRED).unwrap_or_default()
        );
        problems.push(Problem::new("parts", message));
    }
    problems
}

/// What stays, and each part: month by month they sum to the amounts.
fn parts(amounts: &Months, shares: &[Amount], currency: Currency) -> Result<Vec<Months>, Error> {
    let mut rest = Amount::HUNDRED;
    for share in shares {
        rest = rest.minus(*share)?;
    }
    let weights: Vec<Amount> = std::iter::once(rest).chain(shares.iter().copied()).collect();
    let mut parts = vec![[Amount::ZERO; 12]; weights.len()];
    for (month, amount) in amounts.iter().enumerate() {
        for (part, share) in parts.iter_mut().zip(amount.split_by(&weights, currency)?) {
            part[month] = share;
        }
    }
    Ok(parts)
}

pub(crate) fn merge_lines(call: &Call<'_>, merge: MergeLines) -> Result<(LineDetail, String), Error> {
    let tx = call.tx;
    let plan = draft(call, merge.plan)?;
    let into = store::budget::get(tx, merge.into)?;
    let of = LineOfPlan { plan: plan.id, line: into.id };
    let absent = |name: &str| Error::NotFound(format!("“{name}” does not stand in {}.", plan.name));
    let mut amounts =
        store::budget::months(tx, of.plan, of.line)?.ok_or_else(|| absent(&into.description))?;
    let mut lines = merge.lines.clone();
    lines.sort_unstable();
    lines.dedup();
    lines.retain(|line| *line != into.id);
    if lines.is_empty() {
        return Err(Error::invalid("lines", "Choose the lines that are merged into this one."));
    }
    let mut problems = Vec::new();
    for id in &lines {
        let line = store::budget::get(tx, *id)?;
        if line.currency != into.currency {
            let message = format!(
                "“{}” is in {}, “{}” in {}. Lines of one currency can be merged.",
                line.description, line.currency, into.description, into.currency
            );
            problems.push(Problem::new("lines", message));
        }
        if line.expense != into.expense {
            let message = format!(
                "“{}” is {}, “{}” {}. Merge what is counted alike, or change one first.",
                line.description,
                line.expense.label(),
                into.description,
                into.expense.label()
            );
            problems.push(Problem::new("lines", message));
        }
        let months = store::budget::months(tx, plan.id, *id)?.ok_or_else(|| absent(&line.description))?;
        for (amount, more) in amounts.iter_mut().zip(months) {
            *amount = amount.plus(more)?;
        }
    }
    Error::unless_empty(problems)?;
    set(call, of, &amounts, None)?;
    for id in &lines {
        let lineage = store::budget::lineage(tx)?.get(id).copied().unwrap_or_default();
        store::budget::set_lineage(tx, *id, Lineage { merged_into: Some(into.id), ..lineage })?;
    }
    store::budget::remove(tx, plan.id, &lines)?;
    let count = counted(lines.len(), "line", "lines");
    let summary = format!("Merge {count} into “{}” in {}", into.description, plan.name);
    Ok((detail(call, of)?, summary))
}
