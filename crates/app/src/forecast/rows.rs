//! The rows of the Forecast screen: groups, their lines and the unmatched actuals, and what they sum to.

mod figures;
mod members;
mod row;

use std::collections::HashMap;

use domain::budget::sheet::GroupBy;
use domain::budget::{Months, Purpose};
use domain::category::Expense;
use domain::variance::By;
use domain::{Amount, Id, Sum};

pub(crate) use members::{Member, Members, members, steps};
pub use row::{Kind, Row};

use super::load::{Loaded, One};
use crate::Error;
use crate::budget::groups;
use crate::open::Call;
use figures::{Figures, Sums, all_figures};
use row::Table;

/// The rows of a question, and the sums of the whole year whatever is shown of it.
pub(super) struct Rows {
    pub(super) shown: Vec<Row>,
    /// Of what is shown.
    pub(super) total: Row,
    /// Of everything.
    pub(super) all: Row,
    /// Budget of each month, of everything.
    pub(super) budget: Months,
    /// Lines by trend for which no range was looked for.
    pub(super) without_range: usize,
}

/// What of it is shown.
pub(super) struct Shown<'a> {
    pub(super) by: By,
    /// Whether the lines stand beneath their groups.
    pub(super) lines: bool,
    pub(super) filter: &'a str,
    pub(super) collapsed: &'a [String],
    /// Whether figures are exact, not rounded as on the screen.
    pub(super) exact: bool,
}

pub(super) fn rows(call: &Call<'_>, loaded: &Loaded, shown: &Shown<'_>) -> Result<Rows, Error> {
    let (groups, positions) = names(call, shown.by)?;
    let (mut figures, without_range) = all_figures(loaded)?;
    for one in &mut figures {
        let of = of(one.one, shown.by);
        one.group = of.and_then(|id| positions.get(&id).copied()).unwrap_or(groups.len().saturating_sub(1));
    }
    let cut_before = loaded.compare.as_ref().and_then(|plan| plan.closed).unwrap_or(0);
    let cut_before = usize::try_from(cut_before).unwrap_or(0);
    let previous: Vec<Months> =
        figures.iter().map(|one| Loaded::as_cut(&one.one.actual, &one.one.compared, cut_before)).collect();
    let unmatched = unmatched(loaded, cut_before);
    let mut all = unmatched.clone();
    let mut budget: [Sum; 12] = std::array::from_fn(|_| Sum::default());
    for (one, previous) in figures.iter().zip(&previous) {
        all.add(one, previous);
        for (sum, month) in budget.iter_mut().zip(one.one.budget) {
            sum.add(month);
        }
    }
    all.lines = u32::try_from(figures.len()).unwrap_or(u32::MAX);
    let words = shown.filter.trim().to_lowercase();
    let seen: Vec<bool> = seen(call, &figures, &groups, &words, shown.by)?;
    let table = Table { loaded, compared: loaded.compare.is_some(), exact: shown.exact };
    let mut sums: Vec<Sums> =
        vec![Sums::default(); if shown.by == By::Line { figures.len() } else { groups.len() }];
    for (place, (one, previous)) in
        figures.iter().zip(&previous).enumerate().filter(|(place, _)| seen[*place])
    {
        sums[if shown.by == By::Line { place } else { one.group }].add(one, previous);
    }
    if words.is_empty() {
        sums.push(unmatched);
    }
    let mut total = Sums::default();
    for sum in &sums {
        total.merge(sum);
    }
    total.lines = u32::try_from(seen.iter().filter(|seen| **seen).count()).unwrap_or(u32::MAX);
    let exact = sums.iter().map(|sum| sum.exact(loaded.closed)).collect::<Result<Vec<_>, _>>()?;
    let tops = table.tied(&exact, &total.exact(loaded.closed)?)?;
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    for (at, one) in figures.iter().enumerate().filter(|(at, _)| shown.lines && seen[*at]) {
        members.get_mut(one.group).into_iter().for_each(|members| members.push(at));
    }
    let mut rows = Vec::new();
    for (place, top) in tops.into_iter().enumerate() {
        if place >= exact.len() - usize::from(words.is_empty()) && words.is_empty() {
            if !is_nothing(&top) {
                rows.push(Row {
                    key: "unmatched".into(),
                    kind: Kind::Unmatched,
                    label: "Unmatched actuals".into(),
                    ..top
                });
            }
            continue;
        }
        if shown.by == By::Line {
            if seen[place] {
                rows.push(Table::line(&figures[place], top, 0));
            }
            continue;
        }
        if top.count == 0 {
            continue;
        }
        let (key, label) = groups[place].clone();
        let collapsed = shown.collapsed.contains(&key);
        rows.push(Row { key, label, kind: Kind::Group, collapsed, ..top });
        for at in members[place].iter().filter(|_| !collapsed) {
            let mut sum = Sums::default();
            sum.add(&figures[*at], &previous[*at]);
            rows.push(Table::line(&figures[*at], table.rounded(&sum.exact(loaded.closed)?), 1));
        }
    }
    let mut months = [Amount::ZERO; 12];
    for (month, sum) in months.iter_mut().zip(&budget) {
        *month = sum.total()?;
    }
    Ok(Rows {
        shown: rows,
        total: table.rounded(&total.exact(loaded.closed)?),
        all: table.rounded(&all.exact(loaded.closed)?),
        budget: months,
        without_range,
    })
}

fn is_nothing(row: &Row) -> bool {
    row.months.iter().all(|month| month.is_zero()) && row.previous.is_none_or(Amount::is_zero)
}

/// Groups by key and name, and where each record's group stands.
type Names = (Vec<(String, String)>, HashMap<Id, usize>);

fn names(call: &Call<'_>, by: By) -> Result<Names, Error> {
    let by = match by {
        By::Category => GroupBy::Category,
        By::Department => GroupBy::Department,
        By::Vendor => GroupBy::Vendor,
        By::Project => GroupBy::Project,
        By::Line => return Ok((Vec::new(), HashMap::new())),
        By::Expense => return Ok(words("expense", &EXPENSES.map(Expense::label))),
        By::Purpose => return Ok(words("purpose", &PURPOSES.map(Purpose::label))),
    };
    let (groups, positions) = groups(call, by)?;
    Ok((groups.into_iter().map(|group| (group.key, group.label)).collect(), positions))
}

const EXPENSES: [Expense; 2] = [Expense::Capex, Expense::Opex];
const PURPOSES: [Purpose; 3] = [Purpose::Run, Purpose::Grow, Purpose::Transform];

/// Groups of words that every line has one of; a line's is found by its place, counted from 1.
fn words<const N: usize>(of: &str, all: &[&str; N]) -> Names {
    let group = |label: &&str| (format!("{of}:{}", label.to_lowercase()), (*label).to_owned());
    let positions = (0..N).filter_map(|place| Some((Id::try_from(place + 1).ok()?, place)));
    // As after records: the last group is for lines without one, of which there are none here.
    let none = (format!("{of}:none"), "None".to_owned());
    (all.iter().map(group).chain([none]).collect(), positions.collect())
}

fn of(one: &One, by: By) -> Option<Id> {
    let place = |place: Option<usize>| place.and_then(|place| Id::try_from(place + 1).ok());
    match by {
        By::Category => one.line.category,
        By::Department => one.line.department,
        By::Vendor => one.line.vendor,
        By::Project => one.line.project,
        By::Line => None,
        By::Expense => place(EXPENSES.iter().position(|word| *word == one.line.expense)),
        By::Purpose => place(PURPOSES.iter().position(|word| *word == one.line.purpose)),
    }
}

/// Which lines pass the filter: by their own name, their vendor's or their group's.
fn seen(
    call: &Call<'_>,
    figures: &[Figures<'_>],
    groups: &[(String, String)],
    words: &str,
    by: By,
) -> Result<Vec<bool>, Error> {
    if words.is_empty() {
        return Ok(vec![true; figures.len()]);
    }
    let has = |text: &str| text.to_lowercase().contains(words);
    let vendors: HashMap<Id, bool> =
        store::vendor::all(call.tx)?.into_iter().map(|vendor| (vendor.id, has(&vendor.name))).collect();
    let in_group: Vec<bool> = groups.iter().map(|(_, label)| by != By::Line && has(label)).collect();
    let passes = |one: &Figures<'_>| {
        in_group.get(one.group).copied().unwrap_or(false)
            || has(&one.one.line.description)
            || one.one.line.vendor.and_then(|id| vendors.get(&id).copied()).unwrap_or(false)
    };
    Ok(figures.iter().map(passes).collect())
}

fn unmatched(loaded: &Loaded, cut_before: usize) -> Sums {
    let mut sums = Sums::default();
    for (month, amount) in loaded.unmatched.into_iter().enumerate() {
        // What is posted in a month that is open stays in view.
        if month < loaded.closed || loaded.is_newest {
            sums.months[month].add(amount);
        }
        if month < cut_before {
            sums.previous.add(amount);
        }
    }
    sums
}
