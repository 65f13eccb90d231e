//! The grid of a printed budget: every line by month, in the unit and columns that fit.

#![expect(clippy::float_arithmetic, reason = "coordinates of a page, not money")]

use domain::money::Sum;
use domain::{Amount, Month};

use super::{Book, Line, Plan, Totals};
use crate::drawing::{Color, Weight};
use crate::error::Error;
use crate::font;
use crate::number::{self, Unit};
use crate::table::{Cell, Column, Kind, PADDING, Row, SIZE, Table};

/// The lines of a group, with their sums.
pub(super) struct Group<'a> {
    pub(super) lines: &'a [Line],
    pub(super) totals: Totals,
}

impl Group<'_> {
    pub(super) fn name(&self) -> &str {
        self.lines.first().map_or("", |line| &line.group)
    }
}

pub(super) fn groups(plan: &Plan) -> Result<Vec<Group<'_>>, Error> {
    let gone = |lines: &[Line]| {
        let group = lines.first().map(|line| line.group.clone());
        plan.gone.iter().filter(move |gone| Some(&gone.group) == group.as_ref())
    };
    plan.lines
        .chunk_by(|a, b| a.group == b.group)
        .map(|lines| Ok(Group { lines, totals: Totals::of(lines, gone(lines))? }))
        .collect()
}

/// How figures are shown in this book, and how wide their columns are.
pub(super) struct Grid<'a> {
    pub(super) book: &'a Book,
    pub(super) unit: Unit,
    pub(super) decimals: u32,
    /// Whether shown figures do not add up to shown totals.
    pub(super) rounded: bool,
    name: f32,
    vendor: f32,
    pub(super) month: f32,
    pub(super) year: f32,
    pub(super) compare: f32,
    pub(super) change: f32,
}

/// The least room for the name of a line.
const NAME: f32 = 112.0;
/// The least room for the vendor beside it.
const VENDOR: f32 = 45.0;
/// No more than this for name and vendor together, if there are figures to give room to.
const NAMES: f32 = 250.0;

impl<'a> Grid<'a> {
    /// Shows amounts in full where the year stays under 100,000, else in the smallest unit that fits.
    pub(super) fn new(
        book: &'a Book,
        groups: &[Group<'_>],
        total: &Totals,
        width: f32,
    ) -> Result<Grid<'a>, Error> {
        let months: Vec<Amount> = groups
            .iter()
            .flat_map(|group| group.lines.iter().flat_map(|line| line.base).chain(group.totals.months))
            .chain(total.months)
            .collect();
        let mut years = vec![total.year];
        let mut compares: Vec<Amount> = total.compare.into_iter().collect();
        for group in groups {
            years.push(group.totals.year);
            compares.extend(group.totals.compare);
            for line in group.lines {
                years.push(year(line)?);
                compares.extend(line.compare);
            }
        }
        let largest = years.iter().chain(&months).map(|amount| amount.abs()).max().unwrap_or_default();
        let small = largest < Amount::from(100_000);
        let whole = months.iter().all(|amount| *amount == amount.round(0));
        let full = if whole { 0 } else { book.plan.currency.decimals() };

        let mut unit = if small { Unit::default() } else { Unit::K };
        loop {
            let decimals = if unit.is_one() { full } else { 1 };
            let fit = |amounts: &[Amount], heading: &str| {
                let widest = [amounts.iter().min(), amounts.iter().max()]
                    .into_iter()
                    .flatten()
                    .map(|amount| font::width(&unit.figure(*amount, decimals), Weight::SemiBold, SIZE))
                    .fold(font::width(heading, Weight::Medium, SIZE), f32::max);
                widest + 2.0 * PADDING
            };
            let mut grid = Grid {
                book,
                unit,
                decimals,
                rounded: false,
                name: 0.0,
                vendor: 0.0,
                month: book
                    .plan
                    .months
                    .iter()
                    .map(|month| fit(&months, &heading(*month)))
                    .fold(0.0, f32::max),
                year: fit(&years, &book.plan.fiscal_year) + 5.0,
                // A long name of the other plan is cut, its figures are not.
                compare: book
                    .compare
                    .as_ref()
                    .map_or(0.0, |heading| fit(&[], heading).min(90.0).max(fit(&compares, "")) + 3.0),
                change: book.compare.as_ref().map_or(0.0, |_| 40.0),
            };
            let rest = width - grid.month * 12.0 - grid.year - grid.compare - grid.change;
            match unit.larger() {
                Some(larger) if rest < NAME => unit = larger,
                Some(_) | None => {
                    grid.share(rest, groups);
                    grid.rounded = !grid.adds_up(groups, total)?;
                    return Ok(grid);
                }
            }
        }
    }

    /// Gives what the figures leave to the names, and what those do not need back to the months.
    fn share(&mut self, rest: f32, groups: &[Group<'_>]) {
        let names = rest.min(NAMES);
        let vendors = groups.iter().any(|group| group.lines.iter().any(|line| !line.vendor.is_empty()));
        if vendors && names >= NAME + VENDOR {
            self.vendor = ((names - NAME) * 0.75).clamp(VENDOR, 90.0);
        }
        self.name = names - self.vendor;
        self.month += (rest - names) / 12.0;
    }

    /// Whether every row and column of shown figures adds up to its shown total.
    fn adds_up(&self, groups: &[Group<'_>], total: &Totals) -> Result<bool, Error> {
        let shown = |amount: Amount| self.unit.of(amount).round(self.decimals);
        let ties = |parts: &mut dyn Iterator<Item = Amount>, whole: Amount| -> Result<bool, Error> {
            Ok(parts.map(shown).collect::<Sum>().total()? == shown(whole))
        };
        let mut all = ties(&mut total.months.iter().copied(), total.year)?;
        for group in groups {
            all &= ties(&mut group.totals.months.iter().copied(), group.totals.year)?;
            for line in group.lines {
                all &= ties(&mut line.base.iter().copied(), year(line)?)?;
            }
            for place in 0..12 {
                all &=
                    ties(&mut group.lines.iter().map(|line| line.base[place]), group.totals.months[place])?;
            }
        }
        for place in 0..12 {
            all &= ties(&mut groups.iter().map(|group| group.totals.months[place]), total.months[place])?;
        }
        Ok(all)
    }

    pub(super) fn cell(&self, amount: Amount) -> Cell {
        if amount.is_zero() {
            return Cell::colored("\u{2013}", Color::Faint);
        }
        Cell::new(self.unit.figure(amount, self.decimals))
    }

    /// Every line by month.
    pub(super) fn lines(&self, groups: &[Group<'_>], total: &Totals) -> Table {
        let plan = &self.book.plan;
        let text = |heading: &str, width| Column { heading: heading.to_owned(), width, ..Column::default() };
        let figures = |heading: &str, width, strong| Column { figures: true, strong, ..text(heading, width) };
        let mut columns = vec![text("Line", self.name)];
        if self.vendor > 0.0 {
            columns.push(text("Vendor", self.vendor));
        }
        columns.extend(plan.months.map(|month| figures(&heading(month), self.month, false)));
        columns.push(figures(&plan.fiscal_year, self.year, true));
        if let Some(compare) = &self.book.compare {
            columns.push(figures(compare, self.compare, false));
            columns.push(figures("\u{0394} %", self.change, false));
        }

        let mut rows = Vec::with_capacity(plan.lines.len() + groups.len() + 1);
        for (number, group) in groups.iter().enumerate() {
            let grouped = !group.name().is_empty() || groups.len() > 1;
            if grouped {
                let name = Cell { note: group.lines.len().to_string(), ..Cell::new(self.group_name(group)) };
                let row = Row { kind: Kind::Group, anchor: Some(number), bookmark: true, ..Row::default() };
                rows.push(Row { cells: self.totals(name, &group.totals), ..row });
            }
            let kind = if grouped { Kind::Member } else { Kind::Line };
            rows.extend(group.lines.iter().map(|line| Row {
                kind,
                cells: self.line(line),
                ..Row::default()
            }));
        }
        let cells = self.totals(Cell::new("Total"), total);
        rows.push(Row { kind: Kind::Total, cells, ..Row::default() });
        Table { columns, rows }
    }

    pub(super) fn group_name(&self, group: &Group<'_>) -> String {
        match (group.name(), self.book.grouped_by.to_lowercase()) {
            ("", by) if by.is_empty() => "Not grouped".to_owned(),
            ("", by) => format!("No {by}"),
            (name, _) => name.to_owned(),
        }
    }

    fn line(&self, line: &Line) -> Vec<Cell> {
        let other = line.currency != self.book.plan.currency;
        let note = if other { line.currency.code().to_owned() } else { String::new() };
        let mut cells = vec![Cell { note, ..Cell::new(&line.name) }];
        if self.vendor > 0.0 {
            cells.push(Cell::colored(&line.vendor, Color::Soft));
        }
        cells.extend(line.base.map(|amount| self.cell(amount)));
        let year = year(line).unwrap_or_default();
        cells.push(self.cell(year));
        self.compared(year, line.compare, false, &mut cells);
        cells
    }

    fn totals(&self, name: Cell, totals: &Totals) -> Vec<Cell> {
        let mut cells = vec![name];
        if self.vendor > 0.0 {
            cells.push(Cell::default());
        }
        cells.extend(totals.months.map(|amount| self.cell(amount)));
        cells.push(self.cell(totals.year));
        self.compared(totals.year, totals.compare, true, &mut cells);
        cells
    }

    /// The amount compared to, and the change against it; more cost is red on sums.
    pub(super) fn compared(&self, year: Amount, compare: Option<Amount>, sum: bool, cells: &mut Vec<Cell>) {
        if self.book.compare.is_none() {
            return;
        }
        cells.push(match compare {
            Some(amount) => Cell { color: Some(Color::Soft), ..self.cell(amount) },
            None => Cell::default(),
        });
        let Some(change) = compare.and_then(|before| change(year, before)) else {
            cells.push(Cell::colored("\u{2013}", Color::Faint));
            return;
        };
        let color = match (change.is_zero(), change.is_negative()) {
            _ if !sum => Color::Soft,
            (true, _) => Color::Ink,
            (_, true) => Color::Good,
            (_, false) => Color::Bad,
        };
        let text = match change.abs() > Amount::from(999) {
            true if change.is_negative() => "< \u{2212}999".to_owned(),
            true => "> +999".to_owned(),
            false => number::signed(change, 1),
        };
        cells.push(Cell::colored(text, color));
    }
}

/// A month over its column: `Nov 26`.
fn heading(month: Month) -> String {
    format!("{} {:02}", month.short_name(), month.year() % 100)
}

fn year(line: &Line) -> Result<Amount, Error> {
    Ok(line.base.into_iter().collect::<Sum>().total()?)
}

/// The change in percent of what was before; none where there was nothing.
fn change(now: Amount, before: Amount) -> Option<Amount> {
    now.minus(before).ok()?.times(Amount::HUNDRED).ok()?.over(before.abs()).ok()
}
