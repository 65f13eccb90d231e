//! Tables over pages: headings repeat, rows never split, a group keeps its first row and says on the next
//! page that it continues.

#![expect(clippy::float_arithmetic, reason = "coordinates of a page, not money")]

use crate::drawing::{Anchor, Color, Line, Rect, Text, Weight};
use crate::error::{Error, Progress};
use crate::font;
use crate::layout::{Flow, MARGIN};

/// A table: the first column holds names, which may take two lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
}

/// A column and its room on the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Column {
    pub(crate) heading: String,
    pub(crate) width: f32,
    /// Figures stand on the right.
    pub(crate) figures: bool,
    /// Its figures are sums of the row.
    pub(crate) strong: bool,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    pub(crate) kind: Kind,
    /// How deep it stands in a tree; its name is moved in by so many steps.
    pub(crate) depth: u8,
    /// One for each column; missing ones are empty.
    pub(crate) cells: Vec<Cell>,
    /// The place that links to this row name.
    pub(crate) anchor: Option<usize>,
    /// Whether the row stands in the outline, by its name.
    pub(crate) bookmark: bool,
    /// Where a click on it leads.
    pub(crate) link: Option<usize>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A line of its own.
    #[default]
    Line,
    /// A line of the group above it.
    Member,
    /// The head of a group, with its sums.
    Group,
    /// The sum of all.
    Total,
}

/// What stands in a row under a heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    pub(crate) text: String,
    /// Another colour than the row's.
    pub(crate) color: Option<Color>,
    /// What stands behind it and steps back: a count, a currency.
    pub(crate) note: String,
}

impl Cell {
    /// A text in the colour of its row.
    pub(crate) fn new(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// A text in a colour of its own.
    pub(crate) fn colored(text: impl Into<String>, color: Color) -> Cell {
        Cell { color: Some(color), ..Cell::new(text) }
    }
}

/// The size of everything in a table.
pub(crate) const SIZE: f32 = 8.0;
/// White on each side of a cell.
pub(crate) const PADDING: f32 = 3.5;
const ROW: f32 = 15.5;
const SECOND_LINE: f32 = 10.0;
const HEAD: f32 = 17.0;
const INDENT: f32 = 8.0;

/// How high the whole table is on one page.
pub(crate) fn height(table: &Table) -> f32 {
    HEAD + table.rows.iter().map(|row| Set::new(table, row).height).sum::<f32>()
}

/// How high a table of so many rows is, each on one line.
pub(crate) fn plain_height(rows: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "rows of a page")]
    let rows = rows as f32;
    HEAD + ROW * rows
}

/// Sets a table, on as many pages as it takes.
pub(crate) fn set(flow: &mut Flow, table: &Table, progress: Progress<'_>) -> Result<(), Error> {
    let keep = |from: usize| -> f32 {
        // A head of a group is not left alone at the foot of a page, and neither is a total at the top.
        let follows = |row: &Row, next: &Row| row.kind == Kind::Group || next.kind == Kind::Total;
        let mut height = Set::new(table, &table.rows[from]).height;
        for pair in table.rows[from..].windows(2).take(2) {
            if !follows(&pair[0], &pair[1]) {
                break;
            }
            height += Set::new(table, &pair[1]).height;
        }
        height
    };
    flow.need(HEAD + if table.rows.is_empty() { 0.0 } else { keep(0) });
    head(flow, table);
    let mut group: Option<&Row> = None;
    for (number, row) in table.rows.iter().enumerate() {
        if number % 64 == 0 {
            progress.at(number, table.rows.len())?;
        }
        match row.kind {
            Kind::Group => group = Some(row),
            Kind::Member => {}
            Kind::Line | Kind::Total => group = None,
        }
        if flow.need(keep(number)) {
            head(flow, table);
            if let Some(group) = group.filter(|_| row.kind == Kind::Member) {
                let name = group.cells.first().map_or("", |cell| &cell.text);
                let cell = Cell { text: name.to_owned(), note: "continued".to_owned(), color: None };
                let continued = Row { kind: Kind::Group, cells: vec![cell], ..Row::default() };
                Set::new(table, &continued).put(flow);
            }
        }
        Set::new(table, row).put(flow);
    }
    Ok(())
}

fn head(flow: &mut Flow, table: &Table) {
    let top = flow.strip(HEAD);
    let mut x = MARGIN;
    for column in &table.columns {
        let text = font::fit(&column.heading, Weight::Medium, SIZE, column.width - 2.0 * PADDING);
        flow.put(place(column, x, top + 11.0, text, Weight::Medium, Color::Soft));
        x += column.width;
    }
    rule(flow, table, top + HEAD, Color::Plan, 1.0);
}

fn rule(flow: &mut Flow, table: &Table, y: f32, color: Color, width: f32) {
    let x2 = MARGIN + table.columns.iter().map(|column| column.width).sum::<f32>();
    flow.put(Line { x1: MARGIN, y1: y, x2, y2: y, color, width, dashed: false });
}

fn place(column: &Column, x: f32, y: f32, text: String, weight: Weight, color: Color) -> Text {
    let (x, anchor) =
        if column.figures { (x + column.width - PADDING, Anchor::End) } else { (x + PADDING, Anchor::Start) };
    Text { x, y, text, size: SIZE, weight, color, anchor }
}

/// A row measured.
struct Set<'a> {
    table: &'a Table,
    row: &'a Row,
    name: Vec<String>,
    height: f32,
}

impl<'a> Set<'a> {
    fn new(table: &'a Table, row: &'a Row) -> Set<'a> {
        let name = match (table.columns.first(), row.cells.first()) {
            (Some(column), Some(cell)) => {
                let room = column.width - 2.0 * PADDING - indent(row) - note_width(cell);
                font::wrap(&cell.text, weight(row, column), SIZE, room, 2)
            }
            _ => Vec::new(),
        };
        let height = if name.len() > 1 { ROW + SECOND_LINE } else { ROW };
        Set { table, row, name, height }
    }

    fn put(self, flow: &mut Flow) {
        let Set { table, row, name, height } = self;
        if let Some(anchor) = row.anchor {
            flow.anchor(anchor);
        }
        if let (true, Some(cell)) = (row.bookmark, row.cells.first()) {
            flow.bookmark(&cell.text);
        }
        let top = flow.strip(height);
        let width = table.columns.iter().map(|column| column.width).sum::<f32>();
        if row.kind == Kind::Group {
            let (x, y, fill) = (MARGIN, top, Some(Color::Canvas));
            flow.put(Rect { x, y, width, height, fill, ..Rect::default() });
        }
        let (below, color, fine) = match row.kind {
            Kind::Line | Kind::Member => (true, Color::Line, 0.67),
            Kind::Group => (true, Color::Line, 1.0),
            Kind::Total => (true, Color::Ink, 1.33),
        };
        if row.kind == Kind::Total {
            rule(flow, table, top, Color::Ink, 1.33);
        }
        if below {
            rule(flow, table, top + height, color, fine);
        }
        let mut x = MARGIN;
        for (number, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
            let color = cell.color.unwrap_or(Color::Ink);
            if number == 0 {
                put_name(flow, column, row, cell, &name, top);
            } else if !cell.text.is_empty() {
                let weight = weight(row, column);
                // A figure is never cut: its column was measured for it.
                let text = if column.figures {
                    cell.text.clone()
                } else {
                    font::fit(&font::drawable(&cell.text), weight, SIZE, column.width - 2.0 * PADDING)
                };
                flow.put(place(column, x, top + 10.5, text, weight, color));
            }
            x += column.width;
        }
        if let Some(anchor) = row.link {
            flow.link([MARGIN, top, width, height], anchor);
        }
    }
}

fn put_name(flow: &mut Flow, column: &Column, row: &Row, cell: &Cell, name: &[String], top: f32) {
    let (x, weight) = (MARGIN + indent(row), weight(row, column));
    let mut y = top + 10.5;
    let last = name.len().saturating_sub(1);
    for (number, line) in name.iter().enumerate() {
        let end = x + PADDING + font::width(line, weight, SIZE);
        flow.put(place(column, x, y, line.clone(), weight, cell.color.unwrap_or(Color::Ink)));
        if number == last && !cell.note.is_empty() {
            let note = Text { x: end + NOTE_GAP, y, text: cell.note.clone(), size: SIZE, ..Text::default() };
            flow.put(Text { color: Color::Soft, ..note });
        }
        y += SECOND_LINE;
    }
}

const NOTE_GAP: f32 = 4.0;

fn note_width(cell: &Cell) -> f32 {
    if cell.note.is_empty() { 0.0 } else { NOTE_GAP + font::width(&cell.note, Weight::Regular, SIZE) }
}

fn indent(row: &Row) -> f32 {
    let steps = f32::from(row.depth) * INDENT;
    if row.kind == Kind::Member { INDENT + steps } else { steps }
}

fn weight(row: &Row, column: &Column) -> Weight {
    match row.kind {
        Kind::Line | Kind::Member if column.strong => Weight::Medium,
        Kind::Line | Kind::Member => Weight::Regular,
        Kind::Group | Kind::Total => Weight::SemiBold,
    }
}
