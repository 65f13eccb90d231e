//! Pages as values: what a PDF is before it is bytes, made of the same shapes as a drawing.

use chrono::NaiveDate;

use crate::drawing::Shape;

/// A document ready to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Document {
    /// What the window of a viewer says.
    pub(crate) title: String,
    /// The organisation it is from.
    pub(crate) author: String,
    /// The day it is as of: the only date in the file, so that equal books give equal bytes.
    pub(crate) as_of: NaiveDate,
    /// Its pages in order.
    pub(crate) pages: Vec<Page>,
    /// Its outline in order.
    pub(crate) bookmarks: Vec<Bookmark>,
}

/// One page; points from its top left corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Page {
    /// Width in points.
    pub(crate) width: f32,
    /// Height in points.
    pub(crate) height: f32,
    /// What is drawn, from back to front.
    pub(crate) shapes: Vec<Shape>,
    /// Where a click leads.
    pub(crate) links: Vec<Link>,
}

/// An area of a page that leads to another place of the document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    /// Left, top, width and height.
    pub(crate) area: [f32; 4],
    /// Where it leads.
    pub(crate) to: Place,
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bookmark {
    /// What it says.
    pub(crate) title: String,
    /// Where it leads.
    pub(crate) to: Place,
}

/// A height on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    /// The page, counted from 0.
    pub(crate) page: usize,
    /// Points from its top.
    pub(crate) y: f32,
}

/// How golden files show a document.
#[cfg(test)]
#[expect(clippy::float_arithmetic, reason = "coordinates, not money")]
impl Document {
    /// What can be read, page by page, lines from top to bottom and texts from left to right.
    pub(crate) fn text(&self) -> String {
        use std::fmt::Write as _;
        let mut all = String::new();
        for (number, page) in self.pages.iter().enumerate() {
            let _ = writeln!(all, "=== page {} of {}", number + 1, self.pages.len());
            let mut runs: Vec<_> = page
                .shapes
                .iter()
                .filter_map(|shape| match shape {
                    Shape::Text(text) => Some((text.y, text.x, text.text.as_str())),
                    Shape::Rect(_) | Shape::Line(_) | Shape::Polygon(_) => None,
                })
                .collect();
            runs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
            let lines = runs.chunk_by(|a, b| (a.0 - b.0).abs() < 0.5);
            for line in lines {
                let texts: Vec<&str> = line.iter().map(|(.., text)| *text).collect();
                let _ = writeln!(all, "{}", texts.join(" | "));
            }
        }
        for bookmark in &self.bookmarks {
            let _ = writeln!(all, "# {} -> page {}", bookmark.title, bookmark.to.page + 1);
        }
        all
    }

    /// What holds for every page of every document: its number, and no text that is too small, off the page or over
    /// another.
    #[track_caller]
    pub(crate) fn check(&self, name: &str) {
        use crate::drawing::{SMALLEST_TEXT, Text};
        use crate::layout::MARGIN;
        for (number, page) in self.pages.iter().enumerate() {
            let texts: Vec<&Text> = page
                .shapes
                .iter()
                .filter_map(|shape| match shape {
                    Shape::Text(text) if !text.text.is_empty() => Some(text),
                    Shape::Text(_) | Shape::Rect(_) | Shape::Line(_) | Shape::Polygon(_) => None,
                })
                .collect();
            let counted = format!("{} of {}", number + 1, self.pages.len());
            assert!(texts.iter().any(|text| text.text.ends_with(&counted)), "{name}: no {counted}");
            for (place, text) in texts.iter().enumerate() {
                let a = bounds(text);
                assert!(text.size >= SMALLEST_TEXT, "{name}: {text:?}");
                let inside = a[0] >= MARGIN - 0.5
                    && a[2] <= page.width - MARGIN + 0.5
                    && a[1] >= 20.0
                    && a[3] <= page.height - 10.0;
                assert!(inside, "{name}: page {} loses {text:?}", number + 1);
                for other in &texts[place + 1..] {
                    let b = bounds(other);
                    let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                    assert!(apart, "{name}: page {}: {text:?} and {other:?}", number + 1);
                }
            }
        }
    }
}

/// Left, top, right and bottom of a text.
#[cfg(test)]
#[expect(clippy::float_arithmetic, reason = "coordinates, not money")]
fn bounds(text: &crate::drawing::Text) -> [f32; 4] {
    use crate::drawing::Anchor;
    let width = crate::font::width(&text.text, text.weight, text.size);
    let left = match text.anchor {
        Anchor::Start => text.x,
        Anchor::Middle => text.x - width / 2.0,
        Anchor::End => text.x - width,
    };
    [left, text.y - text.size * 0.72, left + width, text.y + text.size * 0.2]
}
