//! The budget sheet: a plan's lines in groups, with totals that follow every edit at once.
//!
//! A sheet is built once from loaded lines and then kept: an edit of one cell costs the same at a
//! hundred thousand lines as at ten, because group totals are exact sums that can be corrected.

mod row;
mod totals;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

pub use row::{Range, Row, RowKind, Selected};

use super::Months;
use crate::category::Expense;
use crate::{Amount, Currency, Id, Sum};
use totals::{Totals, add};

/// By what the lines are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "each is the word of the product that it names")]
pub enum GroupBy {
    #[default]
    Category,
    Department,
    Vendor,
    Project,
    None,
}

/// One line of a plan, ready to be shown: names resolved, amounts in the line's currency.
#[derive(Clone, Debug)]
pub struct Item {
    /// The line.
    pub line: Id,
    /// What is bought.
    pub label: String,
    /// From whom; empty if not known.
    pub vendor: String,
    /// CapEx or OpEx.
    pub expense: Expense,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Units of the book's currency for one of the line's; `None` where the plan has no such rate.
    pub rate: Option<Amount>,
    /// The group it stands in: an index into the groups the sheet is built with.
    pub group: usize,
    /// What it can be grouped by.
    pub of: Belongs,
    /// The plan's amounts.
    pub amounts: Months,
    /// The year's total of the plan compared with, in the book's currency; `None` where a rate is missing.
    pub compare: Option<Amount>,
    /// Whether it stands in the plan compared with alone: it has no row, and counts in the change of its group and in all.
    pub is_gone: bool,
}

/// What a line belongs to, for grouping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of a line")]
pub struct Belongs {
    pub category: Option<Id>,
    pub department: Option<Id>,
    pub vendor: Option<Id>,
    pub project: Option<Id>,
}

impl Belongs {
    /// What the line is grouped under.
    pub fn by(self, by: GroupBy) -> Option<Id> {
        match by {
            GroupBy::Category => self.category,
            GroupBy::Department => self.department,
            GroupBy::Vendor => self.vendor,
            GroupBy::Project => self.project,
            GroupBy::None => None,
        }
    }
}

/// A group that lines can stand in, in the order of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Stable, such as `group:7`; `group:0` is for lines that stand in none.
    pub key: String,
    /// Its name.
    pub label: String,
}

/// A plan's lines in groups with their totals.
#[derive(Clone, Debug)]
pub struct Sheet {
    currency: Currency,
    compared: bool,
    items: Vec<Item>,
    /// Which item a line is.
    by_line: HashMap<Id, usize>,
    groups: Vec<(Group, Totals, Vec<usize>)>,
    total: Totals,
    grouped: bool,
}

/// What a visible row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The group of this index.
    Group(usize),
    /// The item of this index.
    Item(usize),
}

impl Sheet {
    /// A sheet of these items, keeping those that pass `shown`, in groups in the order given.
    ///
    /// Groups without a shown line are left out. `compared` says whether the items carry a comparison.
    pub fn new(
        currency: Currency,
        compared: bool,
        by: GroupBy,
        groups: Vec<Group>,
        items: Vec<Item>,
        shown: impl Fn(&Item) -> bool,
    ) -> Sheet {
        let mut sheet = Sheet {
            currency,
            compared,
            by_line: HashMap::with_capacity(items.len()),
            groups: groups.into_iter().map(|group| (group, Totals::default(), Vec::new())).collect(),
            total: Totals::default(),
            grouped: by != GroupBy::None,
            items,
        };
        for (index, item) in sheet.items.iter().enumerate() {
            if !shown(item) {
                continue;
            }
            if item.is_gone {
                sheet.total.compare_with(item);
                if let Some((_, totals, _)) = sheet.groups.get_mut(item.group) {
                    totals.compare_with(item);
                }
                continue;
            }
            sheet.by_line.insert(item.line, index);
            sheet.total.count_in(item);
            if let Some((_, totals, members)) = sheet.groups.get_mut(item.group) {
                totals.count_in(item);
                members.push(index);
            }
        }
        sheet.groups.retain(|(_, _, members)| !members.is_empty());
        for (position, (_, _, members)) in sheet.groups.iter().enumerate() {
            for member in members {
                sheet.items[*member].group = position;
            }
        }
        sheet
    }

    /// Its items, to build another sheet from: those that were filtered out are among them.
    pub fn into_items(self) -> Vec<Item> {
        self.items
    }

    /// The currency of groups and total.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// How many lines are shown.
    pub fn line_count(&self) -> u32 {
        self.total.count
    }

    /// How many rows are visible with these groups folded.
    pub fn row_count(&self, collapsed: &[String]) -> u32 {
        self.sections(collapsed).map(|(_, rows)| rows).sum()
    }

    /// Each group's position with how many visible rows it takes.
    fn sections<'a>(&'a self, collapsed: &'a [String]) -> impl Iterator<Item = (usize, u32)> + 'a {
        self.groups.iter().enumerate().map(move |(position, (group, totals, _))| {
            let folded = self.grouped && collapsed.contains(&group.key);
            (position, u32::from(self.grouped) + if folded { 0 } else { totals.count })
        })
    }

    /// What the visible rows from..from+count stand for, with their indices.
    pub fn places(&self, collapsed: &[String], from: u32, count: u32) -> Vec<(u32, Place)> {
        let until = from.saturating_add(count);
        let mut places = Vec::new();
        let mut start = 0u32;
        for (position, rows) in self.sections(collapsed) {
            let end = start + rows;
            for row in from.max(start)..until.min(end) {
                let inside = (row - start) as usize;
                let place = match inside.checked_sub(usize::from(self.grouped)) {
                    None => Place::Group(position),
                    Some(member) => Place::Item(self.groups[position].2[member]),
                };
                places.push((row, place));
            }
            start = end;
            if start >= until {
                break;
            }
        }
        places
    }

    /// The visible rows from..from+count.
    pub fn rows(&self, collapsed: &[String], from: u32, count: u32) -> Vec<Row> {
        let places = self.places(collapsed, from, count);
        places.into_iter().map(|(index, place)| self.row(index, place, collapsed)).collect()
    }

    fn row(&self, index: u32, place: Place, collapsed: &[String]) -> Row {
        match place {
            Place::Item(item) => self.line_row(index, &self.items[item]),
            Place::Group(position) => {
                let (group, totals, _) = &self.groups[position];
                let folded = collapsed.contains(&group.key);
                self.totals_row(index, RowKind::Group, &group.key, &group.label, totals, folded)
            }
        }
    }

    /// The total of everything shown.
    pub fn total_row(&self, collapsed: &[String]) -> Row {
        self.totals_row(self.row_count(collapsed), RowKind::Total, "total", "Total", &self.total, false)
    }

    fn line_row(&self, index: u32, item: &Item) -> Row {
        let total: Option<Amount> = item.amounts.into_iter().collect::<Sum>().total().ok();
        let converted = total.zip(item.rate).and_then(|(total, rate)| total.times(rate).ok());
        let (change, change_percent) = self.compare(converted, item.compare);
        // The same amount reads the same, whether it was typed, or read from text or from a workbook.
        let shown = |amount: Amount| amount.padded(item.currency.decimals());
        Row {
            key: format!("line:{}", item.line),
            index,
            kind: RowKind::Line,
            depth: u32::from(self.grouped),
            line: Some(item.line),
            label: item.label.clone(),
            vendor: item.vendor.clone(),
            expense: Some(item.expense),
            currency: item.currency,
            count: 1,
            collapsed: false,
            amounts: item.amounts.into_iter().map(|amount| Some(shown(amount))).collect(),
            total: total.map(shown),
            change,
            change_percent,
        }
    }

    fn totals_row(
        &self,
        index: u32,
        kind: RowKind,
        key: &str,
        label: &str,
        totals: &Totals,
        collapsed: bool,
    ) -> Row {
        let decimals = self.currency.decimals();
        let known = totals.unknown == 0;
        let shown = |sum: &Sum| sum.total().ok().filter(|_| known).map(|total| total.round(decimals));
        let mut year = Sum::default();
        totals.months.iter().for_each(|month| year.merge(month));
        let exact = year.total().ok().filter(|_| known);
        let compare = totals.compare.total().ok().filter(|_| totals.unknown_compare == 0);
        let (change, change_percent) = self.compare(exact, compare);
        Row {
            key: key.to_owned(),
            index,
            kind,
            depth: 0,
            line: None,
            label: label.to_owned(),
            vendor: String::new(),
            expense: None,
            currency: self.currency,
            count: totals.count,
            collapsed,
            amounts: totals.months.iter().map(shown).collect(),
            total: exact.map(|total| total.round(decimals)),
            change,
            change_percent,
        }
    }

    fn compare(&self, new: Option<Amount>, old: Option<Amount>) -> (Option<Amount>, Option<Amount>) {
        let (Some(new), Some(old), true) = (new, old, self.compared) else { return (None, None) };
        let Ok(change) = new.minus(old) else { return (None, None) };
        (Some(change.round(self.currency.decimals())), crate::variance::percent(change, old))
    }

    /// The item of a line, if it is shown.
    pub fn item(&self, line: Id) -> Option<&Item> {
        self.by_line.get(&line).map(|index| &self.items[*index])
    }

    /// The name of a group (or of the total) and the shown lines that it sums; `None` if no such row is shown.
    pub fn items_of(&self, row: &str) -> Option<(&str, Vec<&Item>)> {
        if row == "total" {
            let members = self.groups.iter().flat_map(|(_, _, members)| members);
            return Some(("Total", members.map(|index| &self.items[*index]).collect()));
        }
        let (group, _, members) =
            self.groups.iter().find(|(group, _, members)| group.key == row && !members.is_empty())?;
        Some((&group.label, members.iter().map(|index| &self.items[*index]).collect()))
    }

    /// The item at a place.
    pub fn item_at(&self, index: usize) -> &Item {
        &self.items[index]
    }

    /// Replaces a line's amounts; its group and the total follow. Unknown lines are passed over.
    pub fn set(&mut self, line: Id, amounts: Months) {
        let Some(index) = self.by_line.get(&line).copied() else { return };
        let item = &mut self.items[index];
        let old = std::mem::replace(&mut item.amounts, amounts);
        let Some(rate) = item.rate else { return };
        let group = self.groups.get_mut(item.group).map(|(_, totals, _)| totals);
        for totals in group.into_iter().chain([&mut self.total]) {
            for ((sum, before), after) in totals.months.iter_mut().zip(old).zip(amounts) {
                if before != after {
                    add(sum, -before, rate);
                    add(sum, after, rate);
                }
            }
        }
    }

    /// The rows of these lines (at most `most`), their groups and the total, as they stand now.
    pub fn rows_of(&self, lines: &[Id], collapsed: &[String], most: usize) -> Vec<Row> {
        let wanted: std::collections::HashSet<usize> =
            lines.iter().filter_map(|line| self.by_line.get(line).copied()).collect();
        let groups: std::collections::HashSet<usize> =
            wanted.iter().map(|index| self.items[*index].group).collect();
        let mut rows = Vec::new();
        let mut start = 0u32;
        let mut lines_left = most;
        for (position, count) in self.sections(collapsed) {
            if groups.contains(&position) {
                let head = u32::from(self.grouped);
                if self.grouped {
                    rows.push(self.row(start, Place::Group(position), collapsed));
                }
                if count > head {
                    let members = self.groups[position].2.iter();
                    let changed = members.zip(start + head..).filter(|(item, _)| wanted.contains(item));
                    for (item, index) in changed.take(lines_left) {
                        lines_left -= 1;
                        rows.push(self.line_row(index, &self.items[*item]));
                    }
                }
            }
            start += count;
        }
        rows.push(self.total_row(collapsed));
        rows
    }

    /// Count, sum and average of a block, in one currency: the lines' own if they share one, else the
    /// book's. Group rows are passed over, so that nothing counts twice.
    ///
    /// The sum is `None` where a rate is missing or the sum does not fit.
    pub fn selection(&self, collapsed: &[String], range: Range) -> Selected {
        let count = range.last_row.saturating_sub(range.first_row).saturating_add(1);
        let places = self.places(collapsed, range.first_row, count);
        let items: Vec<&Item> = places
            .iter()
            .filter_map(|(_, place)| match place {
                Place::Item(index) => Some(&self.items[*index]),
                Place::Group(_) => None,
            })
            .collect();
        let shared = items.first().map(|first| first.currency);
        let shared = shared.filter(|currency| items.iter().all(|item| item.currency == *currency));
        let mut sum = Sum::default();
        let mut cells = 0u32;
        let mut known = true;
        for item in &items {
            let rate = if shared.is_some() { Some(Amount::ONE) } else { item.rate };
            // Beside its months the year would count them twice.
            for column in range.columns().filter(|column| *column < 12 || range.first_month >= 12) {
                cells += 1;
                let Some(rate) = rate else {
                    known = false;
                    continue;
                };
                match item.amounts.get(column) {
                    Some(amount) => add(&mut sum, *amount, rate),
                    None => item.amounts.iter().for_each(|amount| add(&mut sum, *amount, rate)),
                }
            }
        }
        let currency = shared.unwrap_or(self.currency);
        let sum = sum.total().ok().filter(|_| known && cells > 0);
        let average = sum.and_then(|sum| sum.over(Amount::from(i64::from(cells))).ok());
        Selected { cells, currency, sum, average: average.map(|average| average.round(currency.decimals())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item(line: Id, group: usize, monthly: i64) -> Item {
        Item {
            line,
            label: format!("Line {line}"),
            vendor: String::new(),
            expense: Expense::Opex,
            currency: "EUR".parse().unwrap(),
            rate: Some(Amount::new(108, 2)),
            group,
            of: Belongs::default(),
            amounts: [Amount::from(monthly); 12],
            compare: Some(Amount::from(monthly * 10)),
            is_gone: false,
        }
    }

    fn sheet(items: Vec<Item>) -> Sheet {
        let group = |n: usize| Group { key: format!("group:{n}"), label: format!("Group {n}") };
        let usd = "USD".parse().unwrap();
        Sheet::new(usd, true, GroupBy::Category, (0..3).map(group).collect(), items, |_| true)
    }

    #[test]
    fn rows_stand_under_their_groups_and_fold_away() {
        let sheet = sheet(vec![item(1, 0, 100), item(2, 2, 50), item(3, 0, 10)]);
        let keys = |collapsed: &[String]| -> Vec<String> {
            sheet
                .rows(collapsed, 0, 100)
                .into_iter()
                .map(|row| format!("{} {}", row.index, row.key))
                .collect()
        };
        assert_eq!(keys(&[]), ["0 group:0", "1 line:1", "2 line:3", "3 group:2", "4 line:2"]);
        assert_eq!(keys(&["group:0".to_owned()]), ["0 group:0", "1 group:2", "2 line:2"]);
        assert_eq!(sheet.row_count(&["group:0".to_owned()]), 3);
        let total = sheet.total_row(&[]);
        assert_eq!(total.total.unwrap().to_string(), "2073.60");
        assert_eq!(total.change.unwrap().to_string(), "473.60");
        assert_eq!(total.change_percent.unwrap().to_string(), "29.6");
    }

    #[test]
    fn a_missing_rate_leaves_its_totals_open() {
        let mut other = item(2, 1, 50);
        other.rate = None;
        let sheet = sheet(vec![item(1, 0, 100), other]);
        let rows = sheet.rows(&[], 0, 10);
        assert_eq!(rows[0].total.unwrap().to_string(), "1296.00");
        assert_eq!(rows[2].total, None);
        assert_eq!(rows[3].total.unwrap().to_string(), "600.00");
        assert_eq!(sheet.total_row(&[]).total, None);
    }

    #[test]
    fn a_selection_sums_lines_only() {
        let sheet = sheet(vec![item(1, 0, 100), item(2, 1, 50)]);
        let range = Range { first_row: 0, last_row: 9, first_month: 0, last_month: 1 };
        let selected = sheet.selection(&[], range);
        assert_eq!((selected.cells, selected.sum.unwrap().to_string()), (4, "300".to_owned()));
        assert_eq!(selected.average.unwrap().to_string(), "75.00");
        assert_eq!(sheet.selection(&[], Range { last_row: u32::MAX, ..range }).cells, 4);
    }

    proptest! {
        #[test]
        fn totals_after_edits_are_those_of_a_new_sheet(
            edits in prop::collection::vec((1i32..6, 0usize..12, -1_000_000i64..1_000_000, 0u32..4), 0..30)
        ) {
            let start: Vec<Item> = (1..6).map(|n| item(n, n.unsigned_abs() as usize % 3, i64::from(n) * 7)).collect();
            let mut edited = sheet(start.clone());
            let mut items = start;
            for (line, month, units, scale) in edits {
                let item = items.iter_mut().find(|item| item.line == line).unwrap();
                item.amounts[month] = Amount::new(units, scale);
                edited.set(line, item.amounts);
            }
            prop_assert_eq!(edited.rows(&[], 0, 100), sheet(items.clone()).rows(&[], 0, 100));
            prop_assert_eq!(edited.total_row(&[]), sheet(items).total_row(&[]));
        }
    }
}
