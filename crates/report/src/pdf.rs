//! Pages to PDF bytes. The only module that knows the PDF library.

#![expect(clippy::float_arithmetic, reason = "coordinates of a page, not money")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use printpdf::{
    Actions, BorderArray, ColorArray, Destination, FontId, FontMetrics, FontType, HighlightingMode,
    LineDashPattern, LinePoint, LinkAnnotation, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfFontMetricsStub, PdfPage, PdfSaveOptions, Point, PolygonRing, Pt, Rgb, TextItem,
    WindingOrder,
};

use crate::drawing::{Anchor, Color, Line, Polygon, Rect, Shape, Text, Weight};
use crate::error::{Error, Progress};
use crate::font;
use crate::page::{Document, Page, Place};
use crate::subset;

/// Writes a document. The same document gives the same bytes.
pub(crate) fn write(document: &Document, progress: Progress<'_>) -> Result<Vec<u8>, Error> {
    let mut pdf = PdfDocument::new(&document.title);
    describe(&mut pdf, document);
    let heights: Vec<f32> = document.pages.iter().map(|page| page.height).collect();
    let mut used = Used::new();
    for (number, page) in document.pages.iter().enumerate() {
        progress.at(number, document.pages.len())?;
        pdf.pages.push(write_page(page, &heights, &mut used));
    }
    for (weight, characters) in used {
        pdf.resources.fonts.map.insert(font_id(weight), PdfFont::new(embedded(weight, &characters)));
    }
    for (number, bookmark) in document.bookmarks.iter().enumerate() {
        // The library sorts by name: a number keeps the order until `finish` writes the titles.
        pdf.add_bookmark(&format!("{number:09}"), bookmark.to.page + 1);
    }
    finish(&pdf, document, &heights)
}

fn describe(pdf: &mut PdfDocument, document: &Document) {
    let info = &mut pdf.metadata.info;
    info.author.clone_from(&document.author);
    "Outlay".clone_into(&mut info.creator);
    "Outlay".clone_into(&mut info.producer);
    let days = i64::from(document.as_of.num_days_from_ce() - UNIX_EPOCH_DAYS);
    if let Ok(date) = printpdf::OffsetDateTime::from_unix_timestamp(days * 86_400) {
        (info.creation_date, info.modification_date, info.metadata_date) = (date, date, date);
    }
}

/// Days from the year 1 to 1970-01-01.
const UNIX_EPOCH_DAYS: i32 = 719_163;

/// The characters drawn in each weight.
type Used = BTreeMap<u8, BTreeSet<char>>;

fn font_id(weight: u8) -> FontId {
    FontId(format!("W{weight}"))
}

const WEIGHTS: [Weight; 4] = [Weight::Regular, Weight::Medium, Weight::SemiBold, Weight::Bold];

fn number_of(weight: Weight) -> u8 {
    match weight {
        Weight::Regular => 0,
        Weight::Medium => 1,
        Weight::SemiBold => 2,
        Weight::Bold => 3,
    }
}

/// A font cut down to the characters in use.
fn embedded(weight: u8, characters: &BTreeSet<char>) -> ParsedFont {
    let font = font::of(WEIGHTS[usize::from(weight)]);
    let glyphs: BTreeMap<u32, u16> =
        characters.iter().filter_map(|c| Some((u32::from(*c), font.glyph(*c)?.0))).collect();
    let widths = glyphs.values().map(|glyph| (*glyph, font.glyph_advance(ttf_parser::GlyphId(*glyph))));
    let (ascent, descent, bounds) = font.extent();
    let units_per_em = font.units_per_em();
    let name = font.name.to_owned();
    let (program, name) = match subset::subset(font.data, &glyphs.values().copied().collect()) {
        // Six capitals and a plus sign say that the font is not whole.
        Some(program) => (program, format!("OUTLA{}+{name}", char::from(b'A' + weight))),
        None => (font.data.to_vec(), name),
    };
    let metrics = FontMetrics { ascent, descent };
    let widths = widths.collect();
    let mut parsed =
        ParsedFont::with_glyph_data(program, 0, Some(name), glyphs, widths, units_per_em, metrics);
    parsed.font_type = FontType::TrueType;
    parsed.pdf_font_metrics = PdfFontMetricsStub {
        units_per_em,
        x_min: bounds.x_min,
        y_min: bounds.y_min,
        x_max: bounds.x_max,
        y_max: bounds.y_max,
        us_weight_class: 400 + 100 * u16::from(weight),
        ..PdfFontMetricsStub::default()
    };
    parsed
}

/// What the library leaves to be said: titles and places of the outline, and nothing random.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the methods belong to a library below the PDF library, which is not named here"
)]
fn finish(pdf: &PdfDocument, document: &Document, heights: &[f32]) -> Result<Vec<u8>, Error> {
    let mut file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    // The library's identifier is a random one; without one the file is as valid.
    file.trailer.remove(b"ID");
    "1.7".clone_into(&mut file.version);
    let broken = |_| Error::Unexpected("the outline of the document could not be written".to_owned());
    let info = file.trailer.get(b"Info").and_then(|info| info.as_reference()).map_err(broken)?;
    let info = file.get_object_mut(info).and_then(|info| info.as_dict_mut()).map_err(broken)?;
    // The library claims a standard that this file does not follow, and writes fields that are empty.
    for key in [&b"GTS_PDFXVersion"[..], b"Identifier", b"Keywords", b"Subject", b"Trapped"] {
        info.remove(key);
    }
    if !document.bookmarks.is_empty() {
        let catalog = file.catalog_mut().map_err(broken)?;
        catalog.set("PageMode", "UseOutlines");
        let outline = catalog.get(b"Outlines").and_then(|o| o.as_reference()).map_err(broken)?;
        let mut next =
            file.get_dictionary(outline).and_then(|o| o.get(b"First")).and_then(|o| o.as_reference()).ok();
        for bookmark in &document.bookmarks {
            let Some(id) = next else { break };
            let entry = file.get_object_mut(id).and_then(|o| o.as_dict_mut()).map_err(broken)?;
            let title = entry.get_mut(b"Title").and_then(|o| o.as_str_mut()).map_err(broken)?;
            *title = utf16(&bookmark.title);
            let place = entry.get_mut(b"Dest").and_then(|o| o.as_array_mut()).map_err(broken)?;
            if let Some(top) = place.get_mut(3) {
                *top = from_bottom(bookmark.to, heights).into();
            }
            next = entry.get(b"Next").and_then(|o| o.as_reference()).ok();
        }
    }
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|error| Error::Unexpected(error.to_string()))?;
    Ok(bytes)
}

/// Text as PDF keeps it outside of pages.
fn utf16(text: &str) -> Vec<u8> {
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect()
}

fn from_bottom(place: Place, heights: &[f32]) -> f32 {
    heights.get(place.page).copied().unwrap_or_default() - place.y
}

fn write_page(page: &Page, heights: &[f32], used: &mut Used) -> PdfPage {
    let mut canvas = Canvas { height: page.height, ops: Vec::new(), pen: Pen::default(), used };
    for shape in &page.shapes {
        canvas.shape(shape);
    }
    for link in &page.links {
        let [x, y, width, height] = link.area;
        let to = Destination::Xyz {
            page: link.to.page + 1,
            left: None,
            top: Some(from_bottom(link.to, heights)),
            zoom: None,
        };
        let link = LinkAnnotation::new(
            printpdf::Rect::from_xywh(Pt(x), Pt(page.height - y - height), Pt(width), Pt(height)),
            Actions::go_to(to),
            Some(BorderArray::Solid([0.0; 3])),
            Some(ColorArray::Transparent),
            Some(HighlightingMode::None),
        );
        canvas.ops.push(Op::LinkAnnotation { link });
    }
    PdfPage::new(Mm::from(Pt(page.width)), Mm::from(Pt(page.height)), canvas.ops)
}

/// What is set already, so that it is not said again for each of ten thousand figures.
#[derive(Clone, Default, PartialEq)]
struct Pen {
    fill: Option<Color>,
    stroke: Option<Color>,
    width: Option<f32>,
    dashed: bool,
    font: Option<(u8, f32)>,
}

struct Canvas<'a> {
    height: f32,
    ops: Vec<Op>,
    pen: Pen,
    used: &'a mut Used,
}

/// Outlines on paper: as fine as a pixel on the screen.
const HAIR: f32 = 0.75;
/// Strokes of a hatch, and from one to the next along the edge.
const HATCH: (f32, f32) = (1.1, 3.6);

impl Canvas<'_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect(rect) => self.rect(rect),
            Shape::Line(line) => self.line(line),
            Shape::Text(text) => self.text(text),
            Shape::Polygon(polygon) => self.polygon(polygon),
        }
    }

    fn rect(&mut self, rect: &Rect) {
        let (x, y) = (cents(rect.x), cents(self.height - rect.y - rect.height));
        let area = |mode| {
            let mut area =
                printpdf::Rect::from_xywh(Pt(x), Pt(y), Pt(cents(rect.width)), Pt(cents(rect.height)));
            area.mode = Some(mode);
            Op::DrawRectangle { rectangle: area }
        };
        let bounds = [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height];
        self.area(area, bounds, rect.fill, rect.stroke, rect.hatch);
    }

    fn polygon(&mut self, polygon: &Polygon) {
        let point = |[x, y]: &[f32; 2]| LinePoint { p: self.point(*x, *y), bezier: false };
        let ring = PolygonRing { points: polygon.points.iter().map(point).collect() };
        let area = |mode| {
            let (rings, winding_order) = (vec![ring.clone()], WindingOrder::NonZero);
            Op::DrawPolygon { polygon: printpdf::Polygon { rings, mode, winding_order } }
        };
        let bounds = polygon.points.iter().fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |b, [x, y]| {
            [b[0].min(*x), b[1].min(*y), b[2].max(*x), b[3].max(*y)]
        });
        self.area(area, bounds, polygon.fill, polygon.stroke, polygon.hatch);
    }

    fn area(
        &mut self,
        area: impl Fn(PaintMode) -> Op,
        bounds: [f32; 4],
        fill: Option<Color>,
        stroke: Option<Color>,
        hatch: bool,
    ) {
        match fill {
            Some(color) if hatch => {
                self.fill(Color::Card);
                self.ops.push(area(PaintMode::Fill));
                let before = self.pen.clone();
                self.ops.push(Op::SaveGraphicsState);
                self.ops.push(area(PaintMode::Clip));
                self.hatch(bounds, color);
                self.ops.push(Op::RestoreGraphicsState);
                self.pen = before;
            }
            Some(color) => {
                self.fill(color);
                self.ops.push(area(PaintMode::Fill));
            }
            None => {}
        }
        if let Some(color) = stroke {
            self.stroke(color, HAIR, false);
            self.ops.push(area(PaintMode::Stroke));
        }
    }

    /// Diagonal strokes over an area; the clip around it cuts them.
    fn hatch(&mut self, [left, top, right, bottom]: [f32; 4], color: Color) {
        let (width, step) = HATCH;
        self.stroke(color, width, false);
        // On one raster for the whole page, so that neighbours match.
        let (rise, first) = (bottom - top, ((left + top) / step).floor() * step);
        let mut diagonal = first;
        while diagonal <= right + bottom {
            let (x1, y1) = (diagonal - bottom, bottom);
            self.stroke_line(x1, y1, x1 + rise, y1 - rise);
            diagonal += step;
        }
    }

    fn line(&mut self, line: &Line) {
        self.stroke(line.color, line.width * HAIR, line.dashed);
        self.stroke_line(line.x1, line.y1, line.x2, line.y2);
    }

    fn stroke_line(&mut self, x1: f32, y1: f32, x2: f32, y2: f32) {
        let points = [(x1, y1), (x2, y2)].map(|(x, y)| LinePoint { p: self.point(x, y), bezier: false });
        let line = printpdf::Line { points: points.to_vec(), is_closed: false };
        self.ops.push(Op::DrawLine { line });
    }

    fn text(&mut self, text: &Text) {
        let shown = font::drawable(&text.text);
        if shown.is_empty() {
            return;
        }
        let weight = number_of(text.weight);
        self.used.entry(weight).or_default().extend(shown.chars());
        let width = || font::width(&shown, text.weight, text.size);
        let x = match text.anchor {
            Anchor::Start => text.x,
            Anchor::Middle => text.x - width() / 2.0,
            Anchor::End => text.x - width(),
        };
        self.fill(text.color);
        let pos = self.point(x, text.y);
        self.ops.push(Op::StartTextSection);
        if self.pen.font != Some((weight, text.size)) {
            self.pen.font = Some((weight, text.size));
            let font = PdfFontHandle::External(font_id(weight));
            self.ops.push(Op::SetFont { font, size: Pt(text.size) });
        }
        self.ops.push(Op::SetTextCursor { pos });
        self.ops.push(Op::ShowText { items: vec![TextItem::Text(shown.into_owned())] });
        self.ops.push(Op::EndTextSection);
    }

    fn point(&self, x: f32, y: f32) -> Point {
        Point { x: Pt(cents(x)), y: Pt(cents(self.height - y)) }
    }

    fn fill(&mut self, color: Color) {
        if self.pen.fill != Some(color) {
            self.pen.fill = Some(color);
            self.ops.push(Op::SetFillColor { col: paint(color) });
        }
    }

    fn stroke(&mut self, color: Color, width: f32, dashed: bool) {
        if self.pen.stroke != Some(color) {
            self.pen.stroke = Some(color);
            self.ops.push(Op::SetOutlineColor { col: paint(color) });
        }
        if self.pen.width.is_none_or(|now| (now - width).abs() > f32::EPSILON) {
            self.pen.width = Some(width);
            self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
        }
        if self.pen.dashed != dashed {
            self.pen.dashed = dashed;
            let dash = LineDashPattern::new(0.0, if dashed { &[3.0, 2.0] } else { &[] });
            self.ops.push(Op::SetLineDashPattern { dash });
        }
    }
}

/// To a hundredth of a point: finer than any printer, and shorter to write.
fn cents(coordinate: f32) -> f32 {
    (coordinate * 100.0).round() / 100.0
}

/// The colours of paper: those of the light screen.
fn paint(color: Color) -> printpdf::Color {
    let rgb: u32 = match color {
        Color::Ink => 0x0017_212B,
        Color::Soft => 0x005A_6875,
        Color::Faint => 0x0088_95A2,
        Color::Line => 0x00E2_E7EC,
        Color::Canvas => 0x00F5_F7F9,
        Color::Card => 0x00FF_FFFF,
        Color::Accent => 0x0024_54C7,
        Color::AccentWeak => 0x00E9_EFFC,
        Color::Good => 0x0014_784A,
        Color::GoodWeak => 0x00E5_F4EC,
        Color::Bad => 0x00B3_312C,
        Color::BadWeak => 0x00FB_EAE9,
        Color::Warn => 0x00A6_5F00,
        Color::WarnWeak => 0x00FC_F1E0,
        Color::Actual => 0x002B_3A49,
        Color::Plan => 0x007B_8894,
        Color::Previous => 0x00C9_D1D9,
    };
    let [_, red, green, blue] = rgb.to_be_bytes();
    let share = |part: u8| f32::from(part) / 255.0;
    let share = |part: u8| (share(part) * 1000.0).round() / 1000.0;
    printpdf::Color::Rgb(Rgb { r: share(red), g: share(green), b: share(blue), icc_profile: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Bookmark, Link};

    fn page(shapes: Vec<Shape>) -> Page {
        Page { width: 200.0, height: 100.0, shapes, links: Vec::new() }
    }

    fn operations(shape: impl Into<Shape>) -> Vec<Op> {
        write_page(&page(vec![shape.into()]), &[100.0], &mut Used::new()).ops
    }

    #[test]
    fn a_hatch_is_strokes_inside_a_clip_under_the_outline() {
        let rect = Rect { x: 10.0, y: 10.0, width: 50.0, height: 40.0, ..Rect::default() };
        let hatched = Rect { fill: Some(Color::Actual), stroke: Some(Color::Actual), hatch: true, ..rect };
        let points = vec![[0.0, 0.0], [40.0, 0.0], [20.0, 30.0]];
        let polygon = Polygon { points, fill: Some(Color::Actual), hatch: true, ..Polygon::default() };
        for operations in [operations(hatched), operations(polygon)] {
            let strokes = operations.iter().filter(|op| matches!(op, Op::DrawLine { .. })).count();
            assert!((10..40).contains(&strokes), "{strokes}");
            let saved = operations.iter().position(|op| *op == Op::SaveGraphicsState).unwrap();
            let restored = operations.iter().position(|op| *op == Op::RestoreGraphicsState).unwrap();
            assert!(saved < restored);
        }
    }

    #[test]
    fn text_stands_where_its_anchor_says_from_the_bottom() {
        let text = Text { x: 100.0, y: 30.0, text: "1,234".to_owned(), size: 10.0, ..Text::default() };
        let width = font::width("1,234", Weight::Regular, 10.0);
        for (anchor, x) in
            [(Anchor::Start, 100.0), (Anchor::Middle, 100.0 - width / 2.0), (Anchor::End, 100.0 - width)]
        {
            let pos = Point { x: Pt(cents(x)), y: Pt(70.0) };
            assert!(operations(Text { anchor, ..text.clone() }).contains(&Op::SetTextCursor { pos }));
        }
        assert!(operations(Text { text: "\u{0}\u{200B}".to_owned(), ..text }).is_empty());
    }

    #[test]
    fn a_document_is_written_with_outline_and_links() {
        let to = Place { page: 1, y: 20.0 };
        let text = |text: &str| {
            let text = text.to_owned();
            Shape::from(Text { x: 10.0, y: 50.0, text, size: 9.0, ..Text::default() })
        };
        let mut pages = vec![page(vec![text("first")]), page(vec![text("second \u{65e5}")])];
        pages[0].links.push(Link { area: [0.0, 0.0, 50.0, 20.0], to });
        let bookmarks = ["Zürich", "Aarau"]
            .map(|title| Bookmark { title: title.to_owned(), to: Place { page: 0, y: 0.0 } });
        let document = Document {
            title: "Two pages".to_owned(),
            pages,
            bookmarks: bookmarks.to_vec(),
            ..Document::default()
        };
        let bytes = write(&document, Progress::none()).unwrap();
        assert!(bytes == write(&document, Progress::none()).unwrap());
        let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        // Titles in the order given, though the library sorts them.
        let text = String::from_utf8_lossy(&bytes).to_uppercase();
        let hex = |title: &str| utf16(title).iter().map(|b| format!("{b:02X}")).collect::<Vec<_>>().concat();
        let at = |title: &str| text.find(&hex(title)).unwrap();
        assert!(at("Zürich") < at("Aarau"));
        assert!(has(b"/UseOutlines") && has(b"/Link") && has(b"OUTLAA+IBMPlexSans-Regular"));
        assert!(!has(b"/ID") && !has(b"PDFX"));
    }

    #[test]
    fn a_document_without_text_is_a_document() {
        let document = Document { pages: vec![page(Vec::new())], ..Document::default() };
        assert!(write(&document, Progress::none()).unwrap().starts_with(b"%PDF"));
    }
}
