//! How a report flows down its pages: paper, header and footer, paragraphs, figures, charts, bookmarks.

#![expect(clippy::float_arithmetic, reason = "coordinates of a page, not money")]

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::drawing::{Anchor, Color, Drawing, Line, Shape, Text, Weight};
use crate::font;
use crate::page::{Bookmark, Document, Link, Page, Place};

/// The paper a report is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Paper {
    /// 210 x 297 mm.
    #[default]
    A4,
    /// 8.5 x 11 inches.
    Letter,
}

/// Paper laid one way or the other, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    /// From left to right.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

impl Paper {
    /// Long side up: for lists.
    pub fn portrait(self) -> Sheet {
        let Sheet { width, height } = self.landscape();
        Sheet { width: height, height: width }
    }

    /// Long side across: for grids and the quarter pack.
    pub fn landscape(self) -> Sheet {
        match self {
            Paper::A4 => Sheet { width: 841.89, height: 595.28 },
            Paper::Letter => Sheet { width: 792.0, height: 612.0 },
        }
    }
}

/// What stands at the top and bottom of each page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Furniture {
    /// Whose report it is.
    pub(crate) organisation: String,
    /// What the report is.
    pub(crate) title: String,
    /// The unit of the figures, said once.
    pub(crate) unit: String,
    /// Where the figures come from.
    pub(crate) footer: String,
    /// The day the figures are as of.
    pub(crate) as_of: NaiveDate,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    pub(crate) size: f32,
    pub(crate) weight: Weight,
    pub(crate) color: Color,
    /// From baseline to baseline.
    pub(crate) leading: f32,
    /// Whether lines are made about equally long.
    pub(crate) even: bool,
}

/// The finding at the top of a report.
pub(crate) const FINDING: Style =
    Style { size: 16.0, weight: Weight::SemiBold, color: Color::Ink, leading: 20.5, even: true };
/// The heading of a part.
pub(crate) const HEADING: Style =
    Style { size: 10.0, weight: Weight::SemiBold, color: Color::Ink, leading: 13.5, even: false };
/// What explains.
pub(crate) const NOTE: Style =
    Style { size: 8.25, weight: Weight::Regular, color: Color::Soft, leading: 11.5, even: false };

/// One of the large figures under the finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Headline {
    /// What it is.
    pub(crate) label: String,
    /// The figure as it is shown.
    pub(crate) figure: String,
    /// Red or green for a variance.
    pub(crate) color: Color,
    /// What it is made of.
    pub(crate) note: String,
}

/// White on the left and right of a page.
pub(crate) const MARGIN: f32 = 34.5;
const TOP: f32 = 56.0;
const BOTTOM: f32 = 38.0;

/// A report being set, page after page.
pub(crate) struct Flow {
    sheet: Sheet,
    pages: Vec<Page>,
    /// How far down the current page is filled.
    y: f32,
    bookmarks: Vec<Bookmark>,
    anchors: BTreeMap<usize, Place>,
    /// Links to places that may not be set yet: page, area, anchor.
    links: Vec<(usize, [f32; 4], usize)>,
}

impl Flow {
    /// An empty first page.
    pub(crate) fn new(sheet: Sheet) -> Flow {
        let mut flow = Flow {
            sheet,
            pages: Vec::new(),
            y: TOP,
            bookmarks: Vec::new(),
            anchors: BTreeMap::new(),
            links: Vec::new(),
        };
        flow.turn_page();
        flow
    }

    /// The width between the margins.
    pub(crate) fn width(&self) -> f32 {
        self.sheet.width - 2.0 * MARGIN
    }

    /// The height left on this page.
    pub(crate) fn room(&self) -> f32 {
        self.sheet.height - BOTTOM - self.y
    }

    /// Begins a new page.
    pub(crate) fn turn_page(&mut self) {
        let Sheet { width, height } = self.sheet;
        self.pages.push(Page { width, height, ..Page::default() });
        self.y = TOP;
    }

    /// Begins a new page unless so much still fits on this one. Answers whether it did.
    pub(crate) fn need(&mut self, height: f32) -> bool {
        let turns = height > self.room() && self.y > TOP;
        if turns {
            self.turn_page();
        }
        turns
    }

    /// Leaves white.
    pub(crate) fn space(&mut self, height: f32) {
        self.y += height;
    }

    /// Takes the next strip of the page; gives its top.
    pub(crate) fn strip(&mut self, height: f32) -> f32 {
        let top = self.y;
        self.y += height;
        top
    }

    /// Puts a shape on the current page.
    pub(crate) fn put(&mut self, shape: impl Into<Shape>) {
        if let Some(page) = self.pages.last_mut() {
            page.shapes.push(shape.into());
        }
    }

    /// Adds what comes next to the outline.
    pub(crate) fn bookmark(&mut self, title: &str) {
        let to = self.here();
        self.bookmarks.push(Bookmark { title: font::drawable(title).into_owned(), to });
    }

    /// Makes what comes next a place that links lead to.
    pub(crate) fn anchor(&mut self, name: usize) {
        let here = self.here();
        self.anchors.insert(name, here);
    }

    /// Links an area of the current page to an anchor, set or still to come.
    pub(crate) fn link(&mut self, area: [f32; 4], anchor: usize) {
        self.links.push((self.pages.len() - 1, area, anchor));
    }

    fn here(&self) -> Place {
        Place { page: self.pages.len() - 1, y: self.y }
    }

    /// A paragraph across the page, at most so many lines.
    pub(crate) fn paragraph(&mut self, text: &str, style: Style, most: usize) {
        let wrap = if style.even { font::wrap_evenly } else { font::wrap };
        for line in wrap(text, style.weight, style.size, self.width(), most) {
            self.need(style.leading);
            // Capitals stand in the middle of their strip.
            let y = self.strip(style.leading) + style.leading / 2.0 + style.size * 0.35;
            let Style { size, weight, color, .. } = style;
            self.put(Text { x: MARGIN, y, text: line, size, weight, color, anchor: Anchor::Start });
        }
    }

    /// A rule across the page.
    pub(crate) fn rule(&mut self, color: Color) {
        let (x2, y) = (self.sheet.width - MARGIN, self.y);
        self.put(Line { x1: MARGIN, y1: y, x2, y2: y, color, width: 1.0, dashed: false });
    }

    /// The large figures side by side, with a rule below.
    pub(crate) fn headlines(&mut self, headlines: &[Headline]) {
        if headlines.is_empty() {
            return;
        }
        let noted = headlines.iter().any(|headline| !headline.note.is_empty());
        self.need(58.0);
        let top = self.strip(if noted { 55.0 } else { 44.0 });
        #[expect(clippy::cast_precision_loss, reason = "a handful of figures")]
        let room = self.width() / headlines.len() as f32;
        let mut x = MARGIN;
        for headline in headlines {
            let mut put = |dy: f32, text: &str, size: f32, weight, color| {
                if text.is_empty() {
                    return;
                }
                let fitting = font::fit(&font::drawable(text), weight, size, room - 8.0);
                self.put(Text { x, y: top + dy, text: fitting, size, weight, color, anchor: Anchor::Start });
            };
            put(10.0, &headline.label, 8.25, Weight::Regular, Color::Soft);
            // A figure is never cut: it shrinks.
            let wide = font::width(&headline.figure, Weight::SemiBold, 1.0);
            let size = ((room - 8.0) / wide).clamp(8.0, 15.75);
            put(29.0, &headline.figure, size, Weight::SemiBold, headline.color);
            put(42.0, &headline.note, 8.0, Weight::Regular, Color::Soft);
            x += room;
        }
        self.rule(Color::Line);
    }

    /// A chart with its finding and subtitle, never cut.
    pub(crate) fn drawing(&mut self, drawing: &Drawing) {
        self.need(HEADING.leading + NOTE.leading + 4.0 + drawing.height);
        self.paragraph(&drawing.title, HEADING, 1);
        self.paragraph(&drawing.subtitle, NOTE, 1);
        self.space(4.0);
        let top = self.strip(drawing.height);
        for shape in &drawing.shapes {
            self.put(shape.moved(MARGIN, top));
        }
    }

    /// Sets header and footer on every page and leads the links to their places.
    pub(crate) fn finish(mut self, furniture: &Furniture) -> Document {
        let pages = self.pages.len();
        for (number, page) in self.pages.iter_mut().enumerate() {
            page.shapes.extend(frame(furniture, self.sheet, number + 1, pages));
        }
        for (page, area, anchor) in self.links {
            if let (Some(page), Some(to)) = (self.pages.get_mut(page), self.anchors.get(&anchor)) {
                page.links.push(Link { area, to: *to });
            }
        }
        Document {
            title: format!("{} · {}", furniture.organisation, furniture.title),
            author: furniture.organisation.clone(),
            as_of: furniture.as_of,
            pages: self.pages,
            bookmarks: self.bookmarks,
        }
    }
}

/// Header and footer of a page.
fn frame(furniture: &Furniture, sheet: Sheet, page: usize, pages: usize) -> Vec<Shape> {
    let right = sheet.width - MARGIN;
    let rule = |y, color| Line { x1: MARGIN, y1: y, x2: right, y2: y, color, width: 1.0, dashed: false };
    let text =
        |x, y, text, anchor, color, size| Text { x, y, text, size, color, anchor, weight: Weight::Regular };
    let counted = if furniture.unit.is_empty() {
        format!("{page} of {pages}")
    } else {
        format!("{} · {page} of {pages}", furniture.unit)
    };
    let title = [&*furniture.organisation, &*furniture.title];
    let title = title.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let room = right - MARGIN - 20.0;
    let title_room = room - font::width(&counted, Weight::Regular, 8.25);
    let title = font::fit(&font::drawable(&title), Weight::Regular, 8.25, title_room);
    let footer = font::fit(&font::drawable(&furniture.footer), Weight::Regular, 8.0, room - 40.0);
    let (head, foot) = (43.0, sheet.height - 29.0);
    vec![
        text(MARGIN, head - 9.0, title, Anchor::Start, Color::Soft, 8.25).into(),
        text(right, head - 9.0, counted, Anchor::End, Color::Soft, 8.25).into(),
        rule(head, Color::Ink).into(),
        rule(foot, Color::Line).into(),
        text(MARGIN, foot + 12.5, footer, Anchor::Start, Color::Soft, 8.0).into(),
        text(right, foot + 12.5, "Outlay".to_owned(), Anchor::End, Color::Soft, 8.0).into(),
    ]
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::error::Progress;
    use crate::table::{self, Cell, Column, Kind, Row, Table};

    /// A list on upright paper, longer than a page.
    fn list(paper: Paper, rows: usize) -> Document {
        let mut flow = Flow::new(paper.portrait());
        flow.bookmark("All vendors");
        flow.paragraph("Every vendor has a contract", FINDING, 2);
        flow.link([MARGIN, 60.0, 100.0, 12.0], rows - 1);
        let width = flow.width();
        let columns = vec![
            Column { heading: "Vendor".to_owned(), width: width - 80.0, ..Column::default() },
            Column { heading: "Spend".to_owned(), width: 80.0, figures: true, strong: false },
        ];
        let row = |n: usize| Row {
            kind: if n + 1 == rows { Kind::Total } else { Kind::Line },
            cells: vec![Cell::new(format!("Vendor {n}")), Cell::new(n.to_string())],
            anchor: Some(n),
            ..Row::default()
        };
        let table = Table { columns, rows: (0..rows).map(row).collect() };
        table::set(&mut flow, &table, Progress::none()).unwrap();
        flow.finish(&Furniture {
            organisation: "Aldermoor".to_owned(),
            title: "Vendors".to_owned(),
            unit: String::new(),
            footer: "as of 22 Nov 2026".to_owned(),
            as_of: NaiveDate::default(),
        })
    }

    #[test]
    fn a_list_flows_down_upright_pages() {
        expect![[r"
            === page 1 of 1
            Aldermoor · Vendors | 1 of 1
            Every vendor has a contract
            Vendor | Spend
            Vendor 0 | 0
            Vendor 1 | 1
            Vendor 2 | 2
            as of 22 Nov 2026 | Outlay
            # All vendors -> page 1
        "]]
        .assert_eq(&list(Paper::A4, 3).text());
        for paper in [Paper::A4, Paper::Letter] {
            let document = list(paper, 120);
            let sheet = paper.portrait();
            assert!(sheet.width < sheet.height);
            assert_eq!(document.pages.len(), 3);
            // The link was set before its target was known.
            assert_eq!(document.pages[0].links[0].to.page, 2);
        }
    }

    #[test]
    fn a_total_never_stands_alone_on_a_page() {
        for rows in 40..100 {
            let text = list(Paper::A4, rows).text();
            let last = text.rsplit("=== ").next().unwrap();
            assert!(last.contains(&format!("Vendor {} |", rows - 2)), "{last}");
        }
    }
}
