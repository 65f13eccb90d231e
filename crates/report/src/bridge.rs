//! The bridge as columns: where it starts, what raises the cost (red) and lowers it (green), where it ends.

#![expect(clippy::float_arithmetic, reason = "coordinates of a drawing, not money")]

use domain::{Amount, Currency};

use crate::axis::{self, count};
use crate::drawing::{Anchor, Color, Drawing, Frame, Line, Rect, SMALLEST_TEXT, Shape, Table, Text, Weight};
use crate::font;
use crate::number::{self, Unit};

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The finding: the caller computes the sentence.
    pub title: String,
    /// What the subtitle begins with, such as `Full year`.
    pub period: String,
    /// The currency of every amount.
    pub currency: Currency,
    /// Where it starts, such as the budget.
    pub from: End,
    /// What lies between, in order.
    pub items: Vec<Item>,
    /// Where it ends: the start and all items.
    pub to: End,
}

/// One end of the bridge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// Its label under the axis.
    pub label: String,
    /// How much it is.
    pub amount: Amount,
    /// How it is drawn.
    pub style: Style,
}

/// What an end of the bridge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A plan: outlined.
    Plan,
    /// The year before: light.
    Previous,
    /// All of it posted: solid.
    Actual,
    /// Some of it still expected: hatched.
    Forecast,
}

/// One step of the bridge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its label under the axis.
    pub label: String,
    /// By how much it raises the cost.
    pub amount: Amount,
    /// What a click on it opens.
    pub key: Option<String>,
}

/// Draws the bridge into a frame.
pub fn draw(input: &Input, frame: Frame) -> Drawing {
    let levels = levels(input);
    let unit = unit(input, &levels, frame);
    let plot = Plot::new(input, &levels, unit, frame);
    let mut shapes = Vec::new();
    plot.axis(&mut shapes);
    plot.end(0, &input.from, unit, &mut shapes);
    for (place, item) in input.items.iter().enumerate() {
        plot.item(place + 1, item, (levels[place], levels[place + 1]), unit, &mut shapes);
    }
    let last = input.items.len() + 1;
    plot.end(last, &input.to, unit, &mut shapes);
    plot.connectors(&levels, unit, &mut shapes);
    plot.figures(input, &levels, unit, &mut shapes);
    plot.names(input, &mut shapes);
    for (place, item) in input.items.iter().enumerate() {
        shapes.push(plot.hit_area(place + 1, item, input.currency));
    }
    let cut = if plot.is_cut { " The axis is cut." } else { "" };
    Drawing {
        width: frame.width,
        height: frame.height,
        title: input.title.clone(),
        subtitle: format!(
            "{}, {}. {} to {}: plus raises cost, minus lowers it.{cut}",
            input.period,
            unit.of_currency(input.currency),
            input.from.label,
            input.to.label.to_lowercase(),
        ),
        shapes,
        table: table(input),
    }
}

/// How high the bridge stands: at its start, and after each item.
fn levels(input: &Input) -> Vec<Amount> {
    let mut at = input.from.amount;
    let mut levels = vec![at];
    for item in &input.items {
        at = at.plus(item.amount).unwrap_or(at);
        levels.push(at);
    }
    levels
}

/// The unit in which the steps are read best: the ends have more digits then. Larger where they would not fit.
fn unit(input: &Input, levels: &[Amount], frame: Frame) -> Unit {
    let largest =
        |amounts: &mut dyn Iterator<Item = Amount>| amounts.map(Amount::abs).max().unwrap_or_default();
    let (step, end) =
        (largest(&mut input.items.iter().map(|item| item.amount)), largest(&mut levels.iter().copied()));
    let mut unit = Unit::for_chart(if step.is_zero() { end } else { step });
    let room = frame.width / count(levels.len() + 1) - 4.0;
    let is_wide = |unit: Unit| font::width(&unit.figure(end, 0), LABEL, SMALLEST_TEXT) > room;
    while let Some(larger) = unit.larger().filter(|_| is_wide(unit)) {
        unit = larger;
    }
    unit
}

/// Where things stand inside the frame.
struct Plot {
    width: f32,
    height: f32,
    top: f32,
    bottom: f32,
    /// The room of one column.
    slot: f32,
    text: f32,
    low: f64,
    high: f64,
    is_cut: bool,
}

const LABEL: Weight = Weight::SemiBold;

impl Plot {
    fn new(input: &Input, levels: &[Amount], unit: Unit, frame: Frame) -> Plot {
        let text = frame.text.max(SMALLEST_TEXT);
        let heights = levels.iter().map(|level| unit.of(*level).approximate());
        let (lowest, highest) =
            heights.fold((f64::MAX, f64::MIN), |(low, high), level| (low.min(level), high.max(level)));
        let moved = highest - lowest;
        // Where the ends are much larger than what lies between, nothing of it would be seen from zero on.
        let is_cut = lowest > 0.0 && moved < lowest * 0.5;
        let low = if is_cut { lowest - (moved * 0.6).max(lowest * 0.002) } else { lowest.min(0.0) };
        let high = highest.max(if is_cut { highest } else { 0.0 });
        Plot {
            width: frame.width,
            height: frame.height,
            top: text * 1.9,
            // Below zero the figure of a bar may stand under it.
            bottom: frame.height - text * if lowest < 0.0 { 3.2 } else { 2.0 },
            slot: frame.width / count(input.items.len() + 2),
            text,
            low,
            high: if high > low { high } else { low + 1.0 },
            is_cut,
        }
    }

    fn middle(&self, place: usize) -> f32 {
        self.slot * (count(place) + 0.5)
    }

    fn bar(&self) -> f32 {
        self.slot * 0.72
    }

    fn y(&self, value: f64) -> f32 {
        let share = axis::coordinate((value - self.low) / (self.high - self.low));
        self.bottom - (self.bottom - self.top) * share
    }

    fn y_of(&self, amount: Amount, unit: Unit) -> f32 {
        self.y(unit.of(amount).approximate())
    }

    /// The line that the ends stand on.
    fn base(&self) -> f32 {
        if self.is_cut { self.bottom } else { self.y(0.0) }
    }

    fn axis(&self, shapes: &mut Vec<Shape>) {
        let y = self.base();
        let line = Line { x1: 0.0, y1: y, x2: self.width, y2: y, width: 1.0, ..Line::default() };
        shapes.push(Line { color: Color::Plan, ..line }.into());
    }

    fn rect(&self, place: usize, from: f32, to: f32) -> Rect {
        let (x, width) = (self.middle(place) - self.bar() / 2.0, self.bar());
        Rect { x, y: from.min(to), width, height: (from - to).abs(), ..Rect::default() }
    }

    fn end(&self, place: usize, end: &End, unit: Unit, shapes: &mut Vec<Shape>) {
        let rect = self.rect(place, self.base(), self.y_of(end.amount, unit));
        let rect = match end.style {
            Style::Plan => Rect { fill: Some(Color::Card), stroke: Some(Color::Plan), ..rect },
            Style::Previous => Rect { fill: Some(Color::Previous), ..rect },
            Style::Actual => Rect { fill: Some(Color::Actual), stroke: Some(Color::Actual), ..rect },
            Style::Forecast => {
                Rect { fill: Some(Color::Actual), stroke: Some(Color::Actual), hatch: true, ..rect }
            }
        };
        shapes.push(rect.into());
        if self.is_cut {
            self.cut(place, shapes);
        }
    }

    /// Two strokes through the foot of a bar: its axis does not begin at zero.
    fn cut(&self, place: usize, shapes: &mut Vec<Shape>) {
        let (left, right) =
            (self.middle(place) - self.bar() / 2.0 - 5.0, self.middle(place) + self.bar() / 2.0 + 5.0);
        let (y, rise, gap) = (self.bottom - 12.0, 4.0, 4.0);
        let band = [[left, y + rise], [right, y - rise], [right, y - rise + gap], [left, y + rise + gap]];
        let band =
            crate::drawing::Polygon { points: band.to_vec(), fill: Some(Color::Card), ..Default::default() };
        shapes.push(band.into());
        for shift in [0.0, gap] {
            let stroke = Line {
                x1: left,
                y1: y + rise + shift,
                x2: right,
                y2: y - rise + shift,
                width: 1.0,
                ..Line::default()
            };
            shapes.push(Line { color: Color::Plan, ..stroke }.into());
        }
    }

    fn item(
        &self,
        place: usize,
        item: &Item,
        (before, after): (Amount, Amount),
        unit: Unit,
        shapes: &mut Vec<Shape>,
    ) {
        let (from, to) = (self.y_of(before, unit), self.y_of(after, unit));
        if item.amount.is_zero() {
            let (x1, x2) = (self.middle(place) - self.bar() / 2.0, self.middle(place) + self.bar() / 2.0);
            shapes.push(
                Line { x1, y1: from, x2, y2: from, width: 1.5, color: Color::Plan, dashed: false }.into(),
            );
            return;
        }
        let mut rect = self.rect(place, from, to);
        // However little it is, it is seen.
        rect.height = rect.height.max(1.5);
        let fill = if item.amount.is_negative() { Color::Good } else { Color::Bad };
        shapes.push(Rect { fill: Some(fill), ..rect }.into());
    }

    /// From the end of each bar to the start of the next.
    fn connectors(&self, levels: &[Amount], unit: Unit, shapes: &mut Vec<Shape>) {
        for (place, level) in levels.iter().enumerate() {
            let y = self.y_of(*level, unit);
            let (x1, x2) = (self.middle(place) + self.bar() / 2.0, self.middle(place + 1) - self.bar() / 2.0);
            shapes.push(Line { x1, y1: y, x2, y2: y, width: 1.0, color: Color::Plan, dashed: false }.into());
        }
    }

    /// The figure of each column above it; where columns are too narrow, the smaller ones give way.
    fn figures(&self, input: &Input, levels: &[Amount], unit: Unit, shapes: &mut Vec<Shape>) {
        let decimals = decimals(input, unit);
        let mut figures = vec![(unit.figure(input.from.amount, decimals), Color::Ink, input.from.amount)];
        figures.extend(input.items.iter().map(|item| step(item.amount, unit, decimals)));
        figures.push((unit.figure(input.to.amount, decimals), Color::Ink, input.to.amount));
        let width = |text: &str, size: f32| font::width(text, LABEL, size);
        let widest = figures.iter().map(|(text, ..)| width(text, 1.0)).fold(0.1, f32::max);
        let size = ((self.slot - 4.0) / widest).clamp(SMALLEST_TEXT, self.text);
        let mut taken: Vec<(f32, f32)> = Vec::new();
        let mut order: Vec<usize> = (0..figures.len()).collect();
        order.sort_by_key(|place| std::cmp::Reverse(figures[*place].2.abs()));
        for place in order {
            let (text, color, _) = &figures[place];
            let half = width(text, size) / 2.0 + 1.5;
            let (left, right) = (self.middle(place) - half, self.middle(place) + half);
            let is_free = taken.iter().all(|(from, to)| right <= *from || left >= *to);
            if !is_free || left < -1.0 || right > self.width + 1.0 {
                continue;
            }
            taken.push((left, right));
            let y = self.top_of(place, levels, unit) - size * 0.5;
            let (x, text, color) = (self.middle(place), text.clone(), *color);
            shapes.push(Text { x, y, text, size, weight: LABEL, color, anchor: Anchor::Middle }.into());
        }
    }

    /// The highest point of a column.
    fn top_of(&self, place: usize, levels: &[Amount], unit: Unit) -> f32 {
        let at = |index: usize| levels.get(index).map_or(self.base(), |level| self.y_of(*level, unit));
        let is_end = place == 0 || place == levels.len();
        let other = if is_end { self.base() } else { at(place) };
        at(place.saturating_sub(1)).min(other)
    }

    fn names(&self, input: &Input, shapes: &mut Vec<Shape>) {
        let items = input.items.iter().map(|item| item.label.as_str());
        let names = std::iter::once(input.from.label.as_str()).chain(items).chain([input.to.label.as_str()]);
        let narrow = names.clone().map(|name| font::width(name, Weight::Regular, 1.0)).fold(0.1, f32::max);
        let size = ((self.slot - 4.0) / narrow).clamp(SMALLEST_TEXT, self.text);
        for (place, name) in names.enumerate() {
            shapes.push(
                Text {
                    x: self.middle(place),
                    y: self.height - self.text * 0.5,
                    text: font::fit(&font::drawable(name), Weight::Regular, size, self.slot - 3.0),
                    size,
                    color: Color::Soft,
                    anchor: Anchor::Middle,
                    ..Text::default()
                }
                .into(),
            );
        }
    }

    /// The whole height of a column answers to the pointer, so that a small one can be hit too.
    fn hit_area(&self, place: usize, item: &Item, currency: Currency) -> Shape {
        let amount = number::signed(item.amount, currency.decimals());
        Rect {
            x: self.middle(place) - self.slot / 2.0,
            y: 0.0,
            width: self.slot,
            height: self.height,
            key: item.key.clone(),
            title: Some(format!("{}: {amount} {currency}", item.label)),
            ..Rect::default()
        }
        .into()
    }
}

/// An item's figure and its colour: plus is red, minus green, nothing faint.
fn step(amount: Amount, unit: Unit, decimals: u32) -> (String, Color, Amount) {
    let shown = unit.of(amount).round(decimals);
    let color = match (shown.is_zero(), shown.is_negative()) {
        (true, _) => return ("0".to_owned(), Color::Faint, amount),
        (false, true) => Color::Good,
        (false, false) => Color::Bad,
    };
    (unit.signed(amount, decimals), color, amount)
}

/// One decimal where the largest step would show one digit only, and there is something behind it.
fn decimals(input: &Input, unit: Unit) -> u32 {
    let largest = input.items.iter().map(|item| unit.of(item.amount).abs()).max().unwrap_or_default();
    let is_small = !largest.is_zero() && largest < Amount::from(10);
    u32::from(is_small && !unit.is_one())
}

fn table(input: &Input) -> Table {
    let decimals = input.currency.decimals();
    let end = |end: &End| vec![end.label.clone(), number::figure(end.amount, decimals)];
    let items =
        input.items.iter().map(|item| vec![item.label.clone(), number::signed(item.amount, decimals)]);
    Table {
        columns: vec!["Item".to_owned(), format!("Amount ({})", input.currency)],
        rows: std::iter::once(end(&input.from)).chain(items).chain([end(&input.to)]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    const SCREEN: Frame = Frame { width: 1130.0, height: 270.0, text: 11.0 };

    fn input(from: i64, items: &[(&str, i64)], style: Style) -> Input {
        let to = from + items.iter().map(|(_, amount)| amount).sum::<i64>();
        let item = |(label, amount): &(&str, i64)| Item {
            label: (*label).to_owned(),
            amount: (*amount).into(),
            key: Some(format!("item:{label}")),
        };
        Input {
            title: "New lines and prices add 239 k".to_owned(),
            period: "Full year".to_owned(),
            currency: "USD".parse().unwrap(),
            from: End { label: "Budget".to_owned(), amount: from.into(), style: Style::Plan },
            items: items.iter().map(item).collect(),
            to: End { label: "Forecast".to_owned(), amount: to.into(), style },
        }
    }

    fn sample() -> Input {
        let items = [
            ("New", 148_000),
            ("Cancelled", -62_000),
            ("Price", 91_000),
            ("Volume", -34_000),
            ("Currency", 27_000),
            ("Timing", 0),
            ("Other", -74_000),
        ];
        input(10_250_000, &items, Style::Forecast)
    }

    #[test]
    fn the_reference_bridge() {
        let drawing = draw(&sample(), SCREEN);
        expect_test::expect_file!["../golden/bridge.txt"].assert_eq(&drawing.outline());
        expect!["Price | +91,000.00"].assert_eq(&drawing.table.rows[3].join(" | "));
    }

    /// Left, top, right and bottom of a text.
    fn bounds(text: &Text) -> [f32; 4] {
        let half = font::width(&text.text, text.weight, text.size) / 2.0;
        [text.x - half, text.y - text.size * 0.75, text.x + half, text.y + text.size * 0.2]
    }

    #[test]
    fn labels_never_collide_or_leave_the_frame() {
        let narrow = Frame { width: 420.0, height: 160.0, text: 11.0 };
        let paper = Frame { width: 773.0, height: 200.0, text: 8.25 };
        let own: Vec<(String, i64)> = (0..14)
            .map(|n| (format!("A cause in many words {n}"), 9_000_000_000 - n * 123_456_789))
            .collect();
        let own: Vec<(&str, i64)> = own.iter().map(|(name, amount)| (name.as_str(), *amount)).collect();
        for (name, input) in [
            ("reference", sample()),
            ("own causes", input(99_000_000_000, &own, Style::Actual)),
            ("below zero", input(-5_000, &[("New", -3_000), ("Other", 20_000)], Style::Actual)),
            ("through zero", input(100, &[("Cancelled", -400), ("Other", 100)], Style::Actual)),
            ("nothing", input(0, &[("Other", 0)], Style::Actual)),
            ("from nothing", input(0, &[("New", 700)], Style::Forecast)),
        ] {
            for frame in [SCREEN, narrow, paper] {
                let drawing = draw(&input, frame);
                let texts: Vec<&Text> = drawing
                    .shapes
                    .iter()
                    .filter_map(|shape| match shape {
                        Shape::Text(text) => Some(text),
                        Shape::Rect(_) | Shape::Line(_) | Shape::Polygon(_) => None,
                    })
                    .collect();
                assert!(texts.len() > input.items.len() / 2, "{name}");
                for (n, text) in texts.iter().enumerate() {
                    let a = bounds(text);
                    assert!(text.size >= SMALLEST_TEXT, "{name}: {text:?}");
                    let inside = a[0] >= -1.0
                        && a[2] <= frame.width + 1.0
                        && a[1] >= -0.5
                        && a[3] <= frame.height + 0.5;
                    assert!(inside, "{name}: {text:?} leaves the frame");
                    for other in &texts[n + 1..] {
                        let b = bounds(other);
                        let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                        assert!(apart, "{name}: {text:?} and {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_axis_is_cut_only_where_the_ends_are_large() {
        for (from, items, cut) in [
            (10_000, &[("New", 200)][..], true),
            (10_000, &[("Cancelled", -9_000)], false),
            (100, &[("New", 400)], false),
            (0, &[("New", 400)], false),
            (-100, &[("Other", -4)], false),
        ] {
            let drawing = draw(&input(from, items, Style::Actual), SCREEN);
            let is_marked = drawing.shapes.iter().any(|shape| matches!(shape, Shape::Polygon(_)));
            assert_eq!(
                (is_marked, drawing.subtitle.ends_with("The axis is cut.")),
                (cut, cut),
                "{from} {items:?}"
            );
        }
    }

    #[test]
    fn every_step_ends_where_the_next_begins() {
        let drawing = draw(&sample(), SCREEN);
        let bars: Vec<&Rect> = drawing
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Rect(rect) if matches!(rect.fill, Some(Color::Good | Color::Bad)) => Some(rect),
                Shape::Rect(_) | Shape::Line(_) | Shape::Text(_) | Shape::Polygon(_) => None,
            })
            .collect();
        assert_eq!(bars.len(), 6, "all but the one that is 0");
        for pair in bars.windows(2) {
            let [one, next] = pair else { panic!("two") };
            let end = if one.fill == Some(Color::Bad) { one.y } else { one.y + one.height };
            let start = if next.fill == Some(Color::Bad) { next.y + next.height } else { next.y };
            assert!((end - start).abs() < 0.01, "{one:?} {next:?}");
        }
    }
}
