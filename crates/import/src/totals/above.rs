//! Sums that stand above what they add up: `Hardware` over laptops and servers, a total in the first row.
//!
//! A word of totals proves itself by the rows below. Without a word, a row that comes to the rows below it in every
//! column of amounts is left out only where the whole table is laid out so, or where it lacks what the rows below
//! have; otherwise it is counted, and asked about.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use domain::Amount;

use super::{is_dated, label};
use crate::Question;
use crate::field::Field;
use crate::layout::Layout;
use crate::number;
use crate::sheet::RowView;
use crate::summary::rows_in_words;

/// A table of more rows is no plan with groups that someone laid out by hand.
const ROWS: u32 = 2_000;
/// The most rows of a group.
const GROUP: usize = 200;

/// The sums above their rows, and the rows that may be sums.
#[derive(Default)]
pub(super) struct Above {
    /// How many rows each adds up, by its own row.
    pub(super) sums: BTreeMap<u32, u32>,
    /// Those of them that no word calls a total.
    unnamed: Vec<u32>,
    /// Rows that come to others and are counted all the same, each with the rows it comes to.
    like_sums: Vec<(u32, String)>,
}

/// Finds them.
pub(super) fn find(layout: &Layout<'_>, figures: &[usize], keep: &[u32]) -> Above {
    let mut above = Above::default();
    if layout.form.is_some() || layout.rows > ROWS {
        return above;
    }
    let mut lines = lines(layout, figures, keep);
    named(&mut lines, &mut above);
    if figures.len() > 1 {
        unnamed(&mut lines, layout.mapping.column(Field::Description), &mut above);
    }
    above.like_sums.retain(|(row, _)| !keep.contains(row));
    above
}

impl Above {
    /// What is to be asked, once it is known which rows are left out as totals.
    pub(super) fn questions(&self, is_left: impl Fn(u32) -> bool) -> Vec<Question> {
        let mut questions = Vec::new();
        if !self.unnamed.is_empty() {
            let count = u32::try_from(self.unnamed.len()).unwrap_or(u32::MAX);
            let rows = rows_in_words(&self.unnamed, count);
            let sentence = if count == 1 {
                format!(
                    "In every column {rows} comes to the sum of the rows below it, and was left out as their total."
                )
            } else {
                format!(
                    "In every column {rows} come to the sums of the rows below them, and were left out as their totals."
                )
            };
            questions.push(Question::of_totals(sentence + " Is that right?", &self.unnamed, true));
        }
        for (row, others) in self.like_sums.iter().filter(|(row, _)| !is_left(*row)).take(5) {
            let sentence = format!(
                "In every column row {row} comes to the sum of {others}, but nothing says that it is a total: it was counted. \
                 Is that right?"
            );
            questions.push(Question::of_totals(sentence, &[*row], false));
        }
        questions
    }
}

/// A row with amounts.
struct Line {
    row: u32,
    amounts: Vec<Amount>,
    /// Which of the other columns say something.
    filled: Vec<usize>,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Data,
    /// Called a total, and not of the rows below.
    Total,
    /// The sum of rows below.
    Sum,
}

impl Line {
    /// Whether its amounts are such that it is no chance if sums come to all of them.
    fn tells(&self) -> bool {
        let mut amounts = self.amounts.iter().filter(|amount| !amount.is_zero());
        let first = amounts.next();
        amounts.any(|amount| Some(amount) != first)
    }

    fn is_zero(&self) -> bool {
        self.amounts.iter().all(|amount| amount.is_zero())
    }

    /// Whether it is of another kind than the rows that it comes to: without the description that they have, or with a
    /// cell that they lack in place of one that they have, as a category over its lines.
    fn differs_from(&self, others: &[&Line], description: Option<usize>) -> bool {
        let all_have = |column: &usize| others.iter().all(|other| other.filled.contains(column));
        let none_has = |column: &usize| others.iter().all(|other| !other.filled.contains(column));
        let lacks = |column: &usize| !self.filled.contains(column) && all_have(column);
        let lacks_one = others.first().is_some_and(|first| first.filled.iter().any(lacks));
        description.is_some_and(|column| lacks(&column)) || (lacks_one && self.filled.iter().any(none_has))
    }
}

fn lines(layout: &Layout<'_>, figures: &[usize], keep: &[u32]) -> Vec<Line> {
    let mut lines = Vec::new();
    let day = layout.day_column();
    layout.rows(|row| {
        let amounts: Vec<Option<Amount>> =
            figures.iter().map(|column| layout.quiet_amount(row, *column)).collect();
        let plain = figures
            .iter()
            .zip(&amounts)
            .all(|(column, amount)| amount.is_some() || number::is_nothing(row.cell(*column)));
        if plain && amounts.iter().any(Option::is_some) {
            let named = !keep.contains(&row.number) && label(row).is_some() && !is_dated(row, day);
            lines.push(Line {
                row: row.number,
                amounts: amounts.into_iter().map(Option::unwrap_or_default).collect(),
                filled: others(row, figures),
                role: if named { Role::Total } else { Role::Data },
            });
        }
        ControlFlow::Continue(())
    });
    lines
}

fn others(row: &RowView<'_>, figures: &[usize]) -> Vec<usize> {
    row.filled().filter(|column| !figures.contains(column)).collect()
}

/// The rows of data among some lines that come to a line in every column, as far as the first place where they do;
/// with how many of them at least. `whole` asks for all of them.
fn coming_to<'l>(
    line: &Line,
    others: impl Iterator<Item = &'l Line>,
    least: usize,
    whole: bool,
) -> Option<Vec<&'l Line>> {
    let mut sums = vec![Amount::default(); line.amounts.len()];
    let mut taken = Vec::new();
    let ties = |sums: &[Amount], count: usize| {
        count >= least
            && sums.iter().zip(&line.amounts).all(|(sum, amount)| sum.round(amount.scale()) == *amount)
    };
    for other in others.filter(|other| other.role == Role::Data) {
        if !whole && (ties(&sums, taken.len()) || taken.len() >= GROUP) {
            break;
        }
        for (sum, amount) in sums.iter_mut().zip(&other.amounts) {
            *sum = sum.plus(*amount).ok()?;
        }
        taken.push(other);
    }
    ties(&sums, taken.len()).then_some(taken)
}

/// Rows that say they are totals and add up none above: those that come to the rows below, as far as the next of
/// them, or to all rows below.
fn named(lines: &mut [Line], above: &mut Above) {
    let mut found: Vec<(usize, u32)> = Vec::new();
    for at in (0..lines.len()).rev() {
        let (before, after) = (&lines[..at], &lines[at + 1..]);
        let line = &lines[at];
        if line.role != Role::Total || line.is_zero() {
            continue;
        }
        let is_total = |other: &Line| other.role != Role::Data;
        let since = before.iter().rposition(is_total).map_or(0, |place| place + 1);
        let own = after.iter().position(is_total).unwrap_or(after.len());
        if coming_to(line, before[since..].iter(), 1, true).is_some()
            || coming_to(line, before.iter(), 1, true).is_some()
        {
            continue;
        }
        let group = coming_to(line, after[..own].iter(), 1, true)
            .or_else(|| coming_to(line, after.iter(), 2, true))
            .or_else(|| coming_to(line, after[..own].iter(), 2, false));
        if let Some(group) = group {
            found.push((at, u32::try_from(group.len()).unwrap_or(u32::MAX)));
        }
    }
    // A vendor may be called “Total …” and the next line may cost the same: one such pair proves nothing.
    if found.iter().all(|(_, rows)| *rows < 2) {
        return;
    }
    for (at, rows) in found {
        lines[at].role = Role::Sum;
        above.sums.insert(lines[at].row, rows);
    }
}

/// Rows that no word calls totals and that come to two rows or more below them, or above.
fn unnamed(lines: &mut [Line], description: Option<usize>, above: &mut Above) {
    struct Found {
        at: usize,
        rows: Vec<u32>,
        differs: bool,
    }
    let mut found: Vec<Found> = Vec::new();
    for at in (0..lines.len()).rev() {
        let line = &lines[at];
        if line.role != Role::Data || line.is_zero() {
            continue;
        }
        let own = lines[at + 1..].iter().take_while(|other| other.role != Role::Total);
        if let Some(group) = coming_to(line, own, 2, false) {
            let differs = line.differs_from(&group, description);
            if differs || line.tells() {
                found.push(Found { at, rows: group.iter().map(|other| other.row).collect(), differs });
                lines[at].role = Role::Sum;
            }
        }
    }
    let telling = found.iter().any(|sum| lines[sum.at].tells());
    let in_groups = lines
        .iter()
        .filter(|line| line.role == Role::Data)
        .all(|line| found.iter().any(|sum| sum.rows.contains(&line.row)));
    let whole_table = found.len() >= 2 && telling && in_groups;
    for sum in found.iter().rev() {
        let line = &mut lines[sum.at];
        if whole_table || (sum.differs && (line.tells() || found.len() >= 2)) {
            above.sums.insert(line.row, u32::try_from(sum.rows.len()).unwrap_or(u32::MAX));
            above.unnamed.push(line.row);
        } else {
            let (first, last) = (sum.rows.first().unwrap_or(&0), sum.rows.last().unwrap_or(&0));
            above.like_sums.push((line.row, format!("rows {first} to {last}")));
            line.role = Role::Data;
        }
    }
    for at in 0..lines.len() {
        let line = &lines[at];
        let own = lines[..at].iter().rev().take_while(|other| other.role != Role::Total);
        if line.role == Role::Data
            && line.tells()
            && let Some(group) = coming_to(line, own, 2, false)
            && let (Some(last), Some(first)) = (group.first(), group.last())
        {
            above.like_sums.push((line.row, format!("rows {} to {}", first.row, last.row)));
        }
    }
}
