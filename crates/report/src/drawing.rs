//! A drawing: what a chart is before it is SVG on the screen or vector operations on paper.
//!
//! Shapes carry colours by the name of their meaning, so that light, dark and black-and-white print
//! each choose their own. Coordinates count from the top left corner, downwards; one unit is a pixel
//! on the screen and a point on paper. A text stands on its baseline.
//!
//! What can be clicked is a [`Rect`] or [`Polygon`] with a `key`; some of those have neither fill nor
//! stroke and only mark the area.

use serde::{Deserialize, Serialize};

/// A chart with its finding and the figures behind it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Drawing {
    /// Width of the drawing.
    pub width: f32,
    /// Height of the drawing.
    pub height: f32,
    /// The finding, such as `Spend is running 52 k over budget to date`; drawn by whoever shows the chart.
    pub title: String,
    /// What is shown, in which unit, with which sign; drawn under the title.
    pub subtitle: String,
    /// What is drawn, from back to front.
    pub shapes: Vec<Shape>,
    /// The figures behind the chart, for those who read tables.
    pub table: Table,
}

/// The figures behind a drawing, written out in full.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DrawingTable"))]
pub struct Table {
    /// Headings; the first names what a row is about.
    pub columns: Vec<String>,
    /// One text for each column, empty where there is no figure.
    pub rows: Vec<Vec<String>>,
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Shape {
    /// A rectangle.
    Rect(Rect),
    /// A straight line.
    Line(Line),
    /// One line of text.
    Text(Text),
    /// A closed shape of straight lines.
    Polygon(Polygon),
}

/// A rectangle from its top left corner.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DrawingRect"))]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width, never negative.
    pub width: f32,
    /// Height, never negative.
    pub height: f32,
    /// Colour inside; the colour of the strokes where hatched, on the ground of a card.
    pub fill: Option<Color>,
    /// Colour of the outline, drawn 1 wide with its middle on the edge.
    pub stroke: Option<Color>,
    /// Diagonal strokes instead of a full fill: a forecast.
    pub hatch: bool,
    /// What a click opens.
    pub key: Option<String>,
    /// What the pointer says over it.
    pub title: Option<String>,
}

/// A straight line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DrawingLine"))]
pub struct Line {
    /// Where it starts.
    pub x1: f32,
    /// Where it starts.
    pub y1: f32,
    /// Where it ends.
    pub x2: f32,
    /// Where it ends.
    pub y2: f32,
    /// Its colour.
    pub color: Color,
    /// How wide it is.
    pub width: f32,
    /// Whether it is dashed.
    pub dashed: bool,
}

/// One line of text on its baseline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DrawingText"))]
pub struct Text {
    /// Where it starts, has its middle or ends, as `anchor` says.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// What it says.
    pub text: String,
    /// Size of the font.
    pub size: f32,
    /// Weight of the font.
    pub weight: Weight,
    /// Its colour.
    pub color: Color,
    /// Which part of it stands at `x`.
    pub anchor: Anchor,
}

/// A closed shape of straight lines.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DrawingPolygon"))]
pub struct Polygon {
    /// Its corners, `[x, y]` each.
    pub points: Vec<[f32; 2]>,
    /// Colour inside, or of the strokes where hatched.
    pub fill: Option<Color>,
    /// Colour of the outline.
    pub stroke: Option<Color>,
    /// Diagonal strokes instead of a full fill.
    pub hatch: bool,
    /// What a click opens.
    pub key: Option<String>,
    /// What the pointer says over it.
    pub title: Option<String>,
}

/// A colour by its meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DrawingColor"))]
pub enum Color {
    /// Text and figures.
    #[default]
    Ink,
    /// Labels of axes and columns.
    Soft,
    /// What steps back: zero, notes.
    Faint,
    /// Rules and grid lines.
    Line,
    /// The ground of a screen, and of groups in a table.
    Canvas,
    /// The ground of a card, and of paper.
    Card,
    /// The product's accent.
    Accent,
    /// A light ground of the accent.
    AccentWeak,
    /// Favourable.
    Good,
    /// A light ground of what is favourable.
    GoodWeak,
    /// Unfavourable.
    Bad,
    /// A light ground of what is unfavourable.
    BadWeak,
    /// Needs a look.
    Warn,
    /// A light ground of what needs a look.
    WarnWeak,
    /// Actual figures, and the strokes of a forecast.
    Actual,
    /// The outline of a plan.
    Plan,
    /// The previous year.
    Previous,
}

/// The weights of the font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DrawingWeight"))]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 500.
    Medium,
    /// 600.
    SemiBold,
    /// 700.
    Bold,
}

/// Which part of a text stands at its `x`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DrawingAnchor"))]
pub enum Anchor {
    /// Its left end.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// How large a chart is to be, and the size of its texts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DrawingFrame"))]
pub struct Frame {
    /// Width of the whole drawing.
    pub width: f32,
    /// Height of the whole drawing.
    pub height: f32,
    /// Size of labels; they shrink where they have to, never below 8.
    pub text: f32,
}

/// The smallest text that is ever drawn: on paper nothing is under 8 points.
pub const SMALLEST_TEXT: f32 = 8.0;

impl From<Rect> for Shape {
    fn from(rect: Rect) -> Shape {
        Shape::Rect(rect)
    }
}

impl From<Line> for Shape {
    fn from(line: Line) -> Shape {
        Shape::Line(line)
    }
}

impl From<Text> for Shape {
    fn from(text: Text) -> Shape {
        Shape::Text(text)
    }
}

impl From<Polygon> for Shape {
    fn from(polygon: Polygon) -> Shape {
        Shape::Polygon(polygon)
    }
}

impl Shape {
    /// The same shape further to the right and down.
    #[expect(clippy::float_arithmetic, reason = "coordinates, not money")]
    pub(crate) fn moved(&self, right: f32, down: f32) -> Shape {
        let mut moved = self.clone();
        match &mut moved {
            Shape::Rect(rect) => (rect.x, rect.y) = (rect.x + right, rect.y + down),
            Shape::Line(line) => {
                (line.x1, line.y1) = (line.x1 + right, line.y1 + down);
                (line.x2, line.y2) = (line.x2 + right, line.y2 + down);
            }
            Shape::Text(text) => (text.x, text.y) = (text.x + right, text.y + down),
            Shape::Polygon(polygon) => {
                for [x, y] in &mut polygon.points {
                    (*x, *y) = (*x + right, *y + down);
                }
            }
        }
        moved
    }
}

/// How golden files show what was drawn.
#[cfg(test)]
mod outline {
    use std::fmt::Write as _;

    use super::{Color, Drawing, Shape};

    impl Drawing {
        /// Title, subtitle and one line for each shape.
        pub(crate) fn outline(&self) -> String {
            let mut text = format!("{} x {}\n{}\n{}\n", self.width, self.height, self.title, self.subtitle);
            for shape in &self.shapes {
                let _ = writeln!(text, "{}", shape.outline());
            }
            text
        }
    }

    impl Shape {
        /// One line, its coordinates to a tenth.
        pub(crate) fn outline(&self) -> String {
            match self {
                Shape::Rect(r) => format!(
                    "rect {:.1},{:.1} {:.1}x{:.1}{}",
                    r.x,
                    r.y,
                    r.width,
                    r.height,
                    paint(r.fill, r.stroke, r.hatch, r.key.as_deref())
                ),
                Shape::Line(l) => {
                    format!("line {:.1},{:.1} {:.1},{:.1} {:?}", l.x1, l.y1, l.x2, l.y2, l.color)
                }
                Shape::Text(t) => format!(
                    "text {:.1},{:.1} {:?} {:.1} {:?} {:?} “{}”",
                    t.x, t.y, t.anchor, t.size, t.weight, t.color, t.text
                ),
                Shape::Polygon(p) => {
                    format!("polygon {:?}{}", p.points, paint(p.fill, p.stroke, p.hatch, p.key.as_deref()))
                }
            }
        }
    }

    fn paint(fill: Option<Color>, stroke: Option<Color>, hatch: bool, key: Option<&str>) -> String {
        let mut text = String::new();
        if let Some(fill) = fill {
            let _ = write!(text, " {}{fill:?}", if hatch { "hatch " } else { "" });
        }
        if let Some(stroke) = stroke {
            let _ = write!(text, " outline {stroke:?}");
        }
        if let Some(key) = key {
            let _ = write!(text, " [{key}]");
        }
        text
    }
}
