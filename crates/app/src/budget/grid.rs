//! The budget grid: windows of rows, and what a selection sums up to.

use std::collections::{BTreeSet, HashMap};

use domain::budget::Months;
use domain::budget::sheet::{Belongs, Group, GroupBy, Item, Place, Range, Row, Sheet};
use domain::depreciation::terms::Recognition;
use domain::plan::Plan;
use domain::rate::Rates;
use domain::{Amount, Currency, Id, Month, Sum};
use serde::{Deserialize, Serialize};

use super::expensed::Expensed;
use crate::Error;
use crate::open::Call;

/// Which rows the grid shows: a plan, what it is compared with, groups, filter, what is folded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct View {
    /// The plan.
    pub plan: Id,
    /// The plan it is compared with.
    pub compare: Option<Id>,
    /// By what lines are grouped.
    pub group: GroupBy,
    /// A text in the description, the vendor or the group; empty for all.
    pub filter: String,
    /// The keys of folded groups.
    pub collapsed: Vec<String>,
    /// Whether what is bought counts when it is bought, or by its depreciation; the latter is only read.
    #[serde(default)]
    pub recognition: Recognition,
}

/// A window of the grid.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GridQuery {
    /// Which rows.
    pub view: View,
    /// The first visible row, from 0.
    pub from: u32,
    /// How many; at most 1,000 are answered.
    pub count: u32,
}

/// A window of the grid with what holds for the whole of it.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Grid {
    /// The plan.
    pub plan: Plan,
    /// The plan it is compared with.
    pub compare: Option<Plan>,
    /// The currency of groups and total.
    pub currency: Currency,
    /// The plan's months.
    pub months: Vec<Month>,
    /// How many rows are visible.
    pub row_count: u32,
    /// How many lines are shown.
    pub line_count: u32,
    /// The first row of this window.
    pub from: u32,
    /// The rows of this window.
    pub rows: Vec<Row>,
    /// The total of all shown lines.
    pub total: Row,
    /// Why some totals are not known, in sentences.
    pub problems: Vec<String>,
    /// The change of the journal that this shows.
    pub change: Id,
}

/// A block of cells to be summed up.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SelectionQuery {
    /// Which rows.
    pub view: View,
    /// Which cells.
    pub range: Range,
    /// The user's decimal sign.
    pub decimal: char,
}

/// What a block of cells sums up to.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Selection {
    /// How many cells of lines it has.
    pub count: u32,
    /// Their sum; nothing where a rate is missing.
    pub sum: Option<Amount>,
    /// Their mean.
    pub average: Option<Amount>,
    /// The currency of both.
    pub currency: Currency,
    /// The lines' cells as tab-separated text; nothing above 200,000 cells.
    pub text: Option<String>,
    /// Why there is no text.
    pub note: Option<String>,
}

/// More cells than this are not put on the clipboard.
const MOST_COPIED: u64 = 200_000;

/// The sheet shown last: the lines of a plan, and how they were grouped and filtered.
#[derive(Debug)]
pub(crate) struct Cached {
    pub(crate) sheet: Sheet,
    /// The change of the journal that it shows.
    pub(crate) change: Id,
    /// Whether that change is in the book: what is being written may still come to nothing.
    pub(crate) written: bool,
    plan: Id,
    compare: Option<Id>,
    recognition: Recognition,
    group: GroupBy,
    filter: String,
    problems: Vec<String>,
}

impl Cached {
    fn is_of(&self, view: &View, change: Id) -> bool {
        self.holds_lines_of(view, change) && self.group == view.group && self.filter == view.filter
    }

    fn holds_lines_of(&self, view: &View, change: Id) -> bool {
        self.written
            && self.change == change
            && self.plan == view.plan
            && self.compare == view.compare
            && self.recognition == view.recognition
    }
}

pub(crate) fn grid(call: &Call<'_>, query: GridQuery) -> Result<Grid, Error> {
    let view = &query.view;
    let plan = store::plan::get(call.tx, view.plan)?;
    let compare = view.compare.map(|id| store::plan::get(call.tx, id)).transpose()?;
    let mut slot = call.open.sheet();
    let cached = sheet(call, view, slot.take())?;
    let sheet = &cached.sheet;
    let grid = Grid {
        months: plan.months().to_vec(),
        plan,
        compare,
        currency: sheet.currency(),
        row_count: sheet.row_count(&view.collapsed),
        line_count: sheet.line_count(),
        from: query.from,
        rows: sheet.rows(&view.collapsed, query.from, query.count.min(1000)),
        total: sheet.total_row(&view.collapsed),
        problems: cached.problems.clone(),
        change: cached.change,
    };
    *slot = Some(cached);
    Ok(grid)
}

pub(crate) fn selection(call: &Call<'_>, query: SelectionQuery) -> Result<Selection, Error> {
    let view = &query.view;
    let mut slot = call.open.sheet();
    let cached = sheet(call, view, slot.take())?;
    let selected = cached.sheet.selection(&view.collapsed, query.range);
    let (text, note) = copied(&cached.sheet, &query);
    *slot = Some(cached);
    Ok(Selection {
        count: selected.cells,
        sum: selected.sum,
        average: selected.average,
        currency: selected.currency,
        text,
        note,
    })
}

/// The cells of the lines in a block as tab-separated text, with the user's decimal sign.
fn copied(sheet: &Sheet, query: &SelectionQuery) -> (Option<String>, Option<String>) {
    let range = query.range;
    let rows = range.last_row.saturating_sub(range.first_row).saturating_add(1);
    let rows = rows.min(sheet.row_count(&query.view.collapsed));
    let columns = range.columns().count() as u64;
    if u64::from(rows) * columns > MOST_COPIED {
        let note = "More than 200,000 cells are selected. Export the plan instead of copying it.";
        return (None, Some(note.to_owned()));
    }
    let mut text = String::new();
    for (_, place) in sheet.places(&query.view.collapsed, range.first_row, rows) {
        let Place::Item(index) = place else { continue };
        let amounts = sheet.item_at(index).amounts;
        for (position, column) in range.columns().enumerate() {
            if position > 0 {
                text.push('\t');
            }
            let amount = match amounts.get(column) {
                Some(amount) => *amount,
                None => amounts.into_iter().collect::<Sum>().total().unwrap_or_default(),
            };
            let plain = amount.to_string();
            text.push_str(&if query.decimal == ',' { plain.replace('.', ",") } else { plain });
        }
        text.push('\n');
    }
    (Some(text), None)
}

/// The sheet of a view: the one at hand if it is still true, else from the book.
pub(crate) fn sheet(call: &Call<'_>, view: &View, at_hand: Option<Cached>) -> Result<Cached, Error> {
    let change = call.last_change()?;
    let (items, problems) = match at_hand {
        Some(cached) if cached.is_of(view, change) => return Ok(cached),
        Some(cached) if cached.holds_lines_of(view, change) => (cached.sheet.into_items(), cached.problems),
        _ => load(call, view)?,
    };
    let (groups, positions) = groups(call, view.group)?;
    let filter = view.filter.trim().to_lowercase();
    let in_group: Vec<bool> =
        groups.iter().map(|group| group.label.to_lowercase().contains(&filter)).collect();
    let mut items = items;
    for item in &mut items {
        let of = item.of.by(view.group).unwrap_or(0);
        item.group = positions.get(&of).copied().unwrap_or(groups.len() - 1);
    }
    let shown = |item: &Item| {
        filter.is_empty()
            || in_group.get(item.group).copied().unwrap_or(false) && view.group != GroupBy::None
            || item.label.to_lowercase().contains(&filter)
            || item.vendor.to_lowercase().contains(&filter)
    };
    let currency = call.settings()?.currency;
    let sheet = Sheet::new(currency, view.compare.is_some(), view.group, groups, items, shown);
    Ok(Cached {
        sheet,
        change,
        written: true,
        plan: view.plan,
        compare: view.compare,
        recognition: view.recognition,
        group: view.group,
        filter: view.filter.clone(),
        problems,
    })
}

/// The groups in their order, and where each record's group stands; the last is for lines without one.
pub(crate) fn groups(call: &Call<'_>, by: GroupBy) -> Result<(Vec<Group>, HashMap<Id, usize>), Error> {
    let tx = call.tx;
    let (names, none): (Vec<(Id, String)>, &str) = match by {
        GroupBy::Category => {
            let all = store::category::all(tx)?;
            let mut names: Vec<_> =
                all.iter().map(|one| (one.id, domain::category::path(&all, one.id))).collect();
            // Children after their parents, each level in the order in which it was added.
            let order = |id: Id| path_of_ids(&all, id);
            names.sort_by_key(|(id, _)| order(*id));
            (names, "No category")
        }
        GroupBy::Department => {
            let all = store::department::all(tx)?;
            (all.into_iter().map(|one| (one.id, one.name)).collect(), "No department")
        }
        GroupBy::Vendor => {
            let all = store::vendor::all(tx)?;
            (all.into_iter().map(|one| (one.id, one.name)).collect(), "No vendor")
        }
        GroupBy::Project => {
            let all = store::project::all(tx)?;
            (all.into_iter().map(|one| (one.id, one.name)).collect(), "No project")
        }
        GroupBy::None => (Vec::new(), "All lines"),
    };
    let positions = names.iter().enumerate().map(|(position, (id, _))| (*id, position)).collect();
    let mut groups: Vec<Group> =
        names.into_iter().map(|(id, label)| Group { key: format!("group:{id}"), label }).collect();
    groups.push(Group { key: "group:0".to_owned(), label: none.to_owned() });
    Ok((groups, positions))
}

fn path_of_ids(all: &[domain::category::Category], id: Id) -> Vec<Id> {
    let mut path = Vec::new();
    let mut at = Some(id);
    while let Some(id) = at.filter(|_| path.len() < 20) {
        path.push(id);
        at = all.iter().find(|category| category.id == id).and_then(|category| category.parent);
    }
    path.reverse();
    path
}

/// The lines of a plan with their rates and what they are compared with.
fn load(call: &Call<'_>, view: &View) -> Result<(Vec<Item>, Vec<String>), Error> {
    let tx = call.tx;
    let currency = call.settings()?.currency;
    let all_rates = crate::plan::rates(call)?;
    let plan = store::plan::get(tx, view.plan)?;
    let rates = Rates::new(currency, Some(plan.id), &all_rates);
    let vendors: HashMap<Id, String> =
        store::vendor::all(tx)?.into_iter().map(|vendor| (vendor.id, vendor.name)).collect();
    let compare_rates = Rates::new(currency, view.compare, &all_rates);
    let compared_with = view.compare.map(|other| store::plan::get(tx, other)).transpose()?;
    let mut compare: HashMap<Id, (domain::budget::Line, Sum)> = HashMap::new();
    if let Some(other) = &compared_with {
        let mut expensed = Expensed::load(call, view.recognition, other)?;
        for (line, months) in crate::plan::figures(call, other)? {
            let rate = compare_rates.budget(line.currency).ok();
            let sum = expensed.months(&line, months, rate)?.into_iter().collect();
            compare.insert(line.id, (line, sum));
        }
    }
    let mut expensed = Expensed::load(call, view.recognition, &plan)?;
    let mut missing = BTreeSet::new();
    let converted = |sum: &Sum, line: &domain::budget::Line, other: &Plan, missing: &mut BTreeSet<String>| {
        let rate = compare_rates.budget(line.currency);
        let rate = rate.map_err(|gap| missing.insert(gap.sentence(&other.name))).ok();
        sum.total().ok().zip(rate).and_then(|(total, rate)| total.times(rate).ok())
    };
    let item = |line: domain::budget::Line, amounts: Months, rate, compare| Item {
        line: line.id,
        label: line.description,
        vendor: line.vendor.and_then(|id| vendors.get(&id).cloned()).unwrap_or_default(),
        expense: line.expense,
        currency: line.currency,
        rate,
        group: 0,
        of: Belongs {
            category: line.category,
            department: line.department,
            vendor: line.vendor,
            project: line.project,
        },
        amounts,
        compare,
        is_gone: false,
    };
    let mut items = crate::plan::figures(call, &plan)?
        .into_iter()
        .map(|(line, amounts)| {
            let rate =
                rates.budget(line.currency).map_err(|gap| missing.insert(gap.sentence(&plan.name))).ok();
            let compared = match (compare.remove(&line.id), &compared_with) {
                (Some((_, sum)), Some(other)) => converted(&sum, &line, other, &mut missing),
                _ => Some(Amount::ZERO),
            };
            let amounts = expensed.months(&line, amounts, rate)?;
            Ok(item(line, amounts, rate, compared))
        })
        .collect::<Result<Vec<Item>, Error>>()?;
    let gone = compare.len();
    if let Some(other) = &compared_with {
        for (line, sum) in compare.into_values() {
            let compared = converted(&sum, &line, other, &mut missing);
            items.push(Item { is_gone: true, ..item(line, [Amount::ZERO; 12], None, compared) });
        }
    }
    missing.extend(expensed.problems.iter().cloned());
    let mut problems: Vec<String> = missing.into_iter().collect();
    problems.extend(expensed.left_out(&plan.name));
    if let Some(other) = compared_with.filter(|_| gone > 0) {
        let (lines, are, count) = match gone {
            1 => ("1 line".to_owned(), "is", "counts"),
            many => (format!("{many} lines"), "are", "count"),
        };
        problems.push(format!(
            "{lines} of {} {are} not in {} and {count} in the change of groups and total alone.",
            other.name, plan.name
        ));
    }
    Ok((items, problems))
}
