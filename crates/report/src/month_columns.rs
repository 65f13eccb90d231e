//! Twelve months as columns: actual solid, forecast hatched, the budget outlined behind them, and the
//! variance written above.

#![expect(clippy::float_arithmetic, reason = "coordinates of a drawing, not money")]

use domain::{Amount, Currency};

use crate::axis::{self, Axis, count};
use crate::drawing::{Anchor, Color, Drawing, Frame, Line, Rect, SMALLEST_TEXT, Shape, Table, Text, Weight};
use crate::font;
use crate::number::{self, Unit};

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The finding: the caller computes the sentence.
    pub title: String,
    /// The currency of every amount.
    pub currency: Currency,
    /// One for each month, in order.
    pub months: Vec<Column>,
}

impl Input {
    /// Whether there is nothing but zero to draw.
    pub(crate) fn is_empty(&self) -> bool {
        self.months.iter().flat_map(Column::amounts).all(Amount::is_zero)
    }
}

/// One month. Where both are known, the actual is drawn and the forecast only listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its label under the axis, such as `Nov`.
    pub label: String,
    /// What a click on it opens.
    pub key: Option<String>,
    /// The budget.
    pub budget: Amount,
    /// What was spent, in a month that is closed or running.
    pub actual: Option<Amount>,
    /// What is expected, in a month still open.
    pub forecast: Option<Amount>,
    /// What was spent a year before, where that is known.
    pub previous: Option<Amount>,
}

impl Column {
    /// What stands against the budget.
    fn outcome(&self) -> Option<Amount> {
        self.actual.or(self.forecast)
    }

    /// Budget - actual (or forecast): above zero is favourable.
    fn variance(&self) -> Option<Amount> {
        self.outcome().and_then(|outcome| self.budget.minus(outcome).ok())
    }

    fn amounts(&self) -> impl Iterator<Item = Amount> {
        [Some(self.budget), self.outcome(), self.previous].into_iter().flatten()
    }
}

/// Draws the chart into a frame.
pub fn draw(input: &Input, frame: Frame) -> Drawing {
    let largest = input.months.iter().flat_map(Column::amounts).map(Amount::abs).max().unwrap_or_default();
    let unit = Unit::for_chart(largest);
    let axis = Axis::over(input.months.iter().flat_map(Column::amounts).map(|a| unit.of(a).approximate()));
    let plot = Plot::new(&axis, frame, input.months.len());

    let mut shapes = Vec::new();
    plot.draw_axis(&axis, &mut shapes);
    let labels = labels(input, unit, largest, &plot);
    for (place, month) in input.months.iter().enumerate() {
        plot.clear_behind_label(place, month, labels.get(place), unit, &mut shapes);
    }
    for (place, month) in input.months.iter().enumerate() {
        plot.draw_bars(place, month, unit, &mut shapes);
    }
    for (place, month) in input.months.iter().enumerate() {
        plot.draw_labels(place, month, labels.get(place), unit, &mut shapes);
    }
    for (place, month) in input.months.iter().enumerate() {
        shapes.push(plot.hit_area(place, month, input.currency));
    }
    Drawing {
        width: frame.width,
        height: frame.height,
        title: input.title.clone(),
        subtitle: subtitle(input, unit),
        shapes,
        table: table(input),
    }
}

/// `k USD by month. Outline: budget. Solid: actual. Hatched: forecast. Figures: budget − actual.`
fn subtitle(input: &Input, unit: Unit) -> String {
    let any = |of: fn(&Column) -> bool| input.months.iter().any(of);
    let actual = any(|m| m.actual.is_some());
    let forecast = any(|m| m.actual.is_none() && m.forecast.is_some());
    let mut text = format!("{} by month. Outline: budget.", unit.of_currency(input.currency));
    if actual {
        text.push_str(" Solid: actual.");
    }
    if forecast {
        text.push_str(" Hatched: forecast.");
    }
    if any(|m| m.previous.is_some()) {
        text.push_str(" Light: previous year.");
    }
    text.push_str(match (actual, forecast) {
        (false, false) => " Figures: budget.",
        (true, false) => " Figures: budget \u{2212} actual, + is favourable.",
        (false, true) => " Figures: budget \u{2212} forecast, + is favourable.",
        (true, true) => " Figures: budget \u{2212} actual or forecast, + is favourable.",
    });
    text
}

/// What stands above the columns: the variance, or the budget where there is nothing to compare.
struct Labels {
    /// One for each month; the figure behind it decides the colour.
    texts: Vec<Option<(String, Color)>>,
    size: f32,
}

impl Labels {
    fn get(&self, place: usize) -> Option<(&str, Color, f32)> {
        let (text, color) = self.texts.get(place)?.as_ref()?;
        Some((text, *color, self.size))
    }
}

/// Shrinks the labels until each stays in its own month; if even the smallest do not, only those
/// that have room beside the more important ones stay.
fn labels(input: &Input, unit: Unit, largest: Amount, plot: &Plot) -> Labels {
    let decimals = decimals(unit.of(largest));
    let compares = input.months.iter().any(|m| m.outcome().is_some());
    let label = |month: &Column| {
        if !compares {
            let text = unit.figure(month.budget, decimals);
            return Some((text, Color::Ink, month.budget.abs()));
        }
        let variance = month.variance()?;
        let rounded = unit.of(variance).round(decimals);
        let (text, color) = match (rounded.is_zero(), rounded.is_negative()) {
            (true, _) => ("0".to_owned(), Color::Faint),
            (false, true) => (unit.signed(variance, decimals), Color::Bad),
            (false, false) => (unit.signed(variance, decimals), Color::Good),
        };
        Some((text, color, variance.abs()))
    };
    let all: Vec<_> = input.months.iter().map(label).collect();
    let widest = all.iter().flatten().map(|(text, ..)| font::width(text, LABEL, 1.0)).fold(0.0, f32::max);
    let room = plot.slot - 3.0;
    let size = if widest * plot.text <= room { plot.text } else { (room / widest).max(SMALLEST_TEXT) };
    let size = size.min(plot.text);

    let half = |text: &str| font::width(text, LABEL, size) / 2.0 + 1.5;
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(all[*place].as_ref().map(|(.., weight)| *weight)));
    let mut texts: Vec<Option<(String, Color)>> = vec![None; all.len()];
    for place in order {
        let Some((text, color, _)) = &all[place] else { continue };
        let (left, right) = (plot.middle(place) - half(text), plot.middle(place) + half(text));
        let inside = left >= plot.left - plot.text * 0.5 && right <= plot.right + 1.0;
        let clear = texts.iter().enumerate().all(|(other, taken)| {
            let Some((taken, _)) = taken else { return true };
            (plot.middle(place) - plot.middle(other)).abs() >= half(text) + half(taken)
        });
        if inside && clear {
            texts[place] = Some((text.clone(), *color));
        }
    }
    Labels { texts, size }
}

/// So many decimals that the largest figure shows about three digits, and never a needless zero.
fn decimals(largest: Amount) -> u32 {
    let mut decimals = 0;
    let mut bound = Amount::HUNDRED;
    while largest < bound && !largest.is_zero() && decimals < 12 {
        decimals += 1;
        bound = Amount::new(1000, decimals + 1);
    }
    decimals.min(largest.scale())
}

const LABEL: Weight = Weight::SemiBold;

/// Where things stand inside the frame.
struct Plot {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    /// The room of one month.
    slot: f32,
    text: f32,
    low: f64,
    high: f64,
}

impl Plot {
    fn new(axis: &Axis, frame: Frame, months: usize) -> Plot {
        let text = frame.text.max(SMALLEST_TEXT);
        let ticks = axis.ticks.iter().map(|tick| font::width(&axis.label(*tick), Weight::Regular, text));
        let left = ticks.fold(0.0, f32::max) + text * 0.7;
        let right = frame.width - 1.0;
        Plot {
            left,
            right,
            // Above the highest tick a label still finds room.
            top: text * 1.6,
            bottom: frame.height - text * 1.9,
            slot: (right - left) / count(months.max(1)),
            text,
            low: axis.low,
            high: axis.high,
        }
    }

    fn middle(&self, place: usize) -> f32 {
        self.left + self.slot * (count(place) + 0.5)
    }

    fn y(&self, value: f64) -> f32 {
        let share = axis::coordinate((value - self.low) / (self.high - self.low));
        self.bottom - (self.bottom - self.top) * share
    }

    fn draw_axis(&self, axis: &Axis, shapes: &mut Vec<Shape>) {
        for tick in &axis.ticks {
            let y = self.y(*tick);
            if !axis.is_zero(*tick) {
                let line =
                    Line { x1: self.left, y1: y, x2: self.right, y2: y, width: 1.0, ..Line::default() };
                shapes.push(Line { color: Color::Line, ..line }.into());
            }
            shapes.push(
                Text {
                    x: self.left - self.text * 0.7,
                    y: y + self.text * 0.35,
                    text: axis.label(*tick),
                    size: self.text,
                    color: Color::Soft,
                    anchor: Anchor::End,
                    ..Text::default()
                }
                .into(),
            );
        }
    }

    fn draw_bars(&self, place: usize, month: &Column, unit: Unit, shapes: &mut Vec<Shape>) {
        let bar = self.slot * 0.74;
        let shift = (self.slot * 0.075).max(1.5);
        let left = self.middle(place) - bar / 2.0;
        if let Some(previous) = month.previous {
            let rect = self.bar(left - shift, bar, previous, unit);
            shapes.push(Rect { fill: Some(Color::Previous), ..rect }.into());
        }
        // Standing alone, the outline has the middle; behind an outcome it looks out on the right.
        let outcome = month.outcome();
        let aside = if outcome.is_some() { shift } else { 0.0 };
        let budget = self.bar(left + aside, bar, month.budget, unit);
        if budget.height > 0.0 {
            shapes.push(Rect { fill: Some(Color::Card), stroke: Some(Color::Plan), ..budget }.into());
        }
        if let Some(outcome) = outcome {
            let rect = self.bar(left, bar, outcome, unit);
            let hatch = month.actual.is_none();
            let stroke = Some(Color::Actual).filter(|_| rect.height > 0.0);
            shapes.push(Rect { fill: Some(Color::Actual), stroke, hatch, ..rect }.into());
        }
    }

    fn bar(&self, x: f32, width: f32, amount: Amount, unit: Unit) -> Rect {
        let (zero, end) = (self.y(0.0), self.y(unit.of(amount).approximate()));
        Rect { x, y: zero.min(end), width, height: (zero - end).abs(), ..Rect::default() }
    }

    /// The baseline of a label: above everything drawn in its month.
    fn label_y(&self, month: &Column, size: f32, unit: Unit) -> f32 {
        let tops = month.amounts().map(|amount| self.y(unit.of(amount).approximate()));
        tops.fold(self.y(0.0), f32::min) - size * 0.45
    }

    /// No grid line runs through a label; the bars, drawn later, stay whole.
    fn clear_behind_label(
        &self,
        place: usize,
        month: &Column,
        label: Option<(&str, Color, f32)>,
        unit: Unit,
        shapes: &mut Vec<Shape>,
    ) {
        if let Some((text, _, size)) = label {
            let width = font::width(text, LABEL, size) + 4.0;
            let y = self.label_y(month, size, unit) - size * 0.85;
            let (x, fill) = (self.middle(place) - width / 2.0, Some(Color::Card));
            shapes.push(Rect { x, y, width, height: size * 1.1, fill, ..Rect::default() }.into());
        }
    }

    fn draw_labels(
        &self,
        place: usize,
        month: &Column,
        label: Option<(&str, Color, f32)>,
        unit: Unit,
        shapes: &mut Vec<Shape>,
    ) {
        let zero = self.y(0.0);
        if place == 0 {
            // Over the feet of the bars, once for all of them.
            let axis =
                Line { x1: self.left, y1: zero, x2: self.right, y2: zero, width: 1.0, ..Line::default() };
            shapes.push(Line { color: Color::Plan, ..axis }.into());
        }
        if let Some((text, color, size)) = label {
            let y = self.label_y(month, size, unit);
            let (x, text) = (self.middle(place), text.to_owned());
            shapes.push(Text { x, y, text, size, weight: LABEL, color, anchor: Anchor::Middle }.into());
        }
        let room = self.slot - 2.0;
        shapes.push(
            Text {
                x: self.middle(place),
                y: self.bottom + self.text * 1.5,
                text: font::fit(&font::drawable(&month.label), Weight::Regular, self.text, room),
                size: self.text,
                color: Color::Soft,
                anchor: Anchor::Middle,
                ..Text::default()
            }
            .into(),
        );
    }

    /// The whole height of a month answers to the pointer, so that a small bar can be hit too.
    fn hit_area(&self, place: usize, month: &Column, currency: Currency) -> Shape {
        Rect {
            x: self.middle(place) - self.slot / 2.0,
            y: 0.0,
            width: self.slot,
            height: self.bottom + self.text * 1.9,
            key: month.key.clone(),
            title: Some(hover(month, currency)),
            ..Rect::default()
        }
        .into()
    }
}

/// `Nov: actual 912,400.00, budget 884,100.00, variance −28,300.00 USD`.
fn hover(month: &Column, currency: Currency) -> String {
    let mut parts = Vec::new();
    let decimals = currency.decimals();
    for (name, amount) in
        [("actual", month.actual), ("forecast", month.forecast), ("budget", Some(month.budget))]
    {
        parts.extend(amount.map(|amount| format!("{name} {}", number::figure(amount, decimals))));
    }
    parts.extend(month.variance().map(|v| format!("variance {}", number::signed(v, decimals))));
    parts.extend(month.previous.map(|p| format!("previous year {}", number::figure(p, decimals))));
    format!("{}: {} {currency}", month.label, parts.join(", "))
}

fn table(input: &Input) -> Table {
    type Cell = fn(&Column) -> Option<Amount>;
    let candidates: [(&str, Cell); 4] = [
        ("Budget", |m| Some(m.budget)),
        ("Actual", |m| m.actual),
        ("Forecast", |m| m.forecast),
        ("Previous year", |m| m.previous),
    ];
    let shown: Vec<_> =
        candidates.into_iter().filter(|(_, of)| input.months.iter().any(|m| of(m).is_some())).collect();
    let compares = input.months.iter().any(|m| m.outcome().is_some());
    let mut columns = vec![format!("Month ({})", input.currency)];
    columns.extend(shown.iter().map(|(name, _)| (*name).to_owned()));
    columns.extend(compares.then(|| "Variance".to_owned()));

    let decimals = input.currency.decimals();
    let rows = input.months.iter().map(|month| {
        let mut row = vec![month.label.clone()];
        let figure =
            |amount: Option<Amount>| amount.map_or_else(String::new, |a| number::figure(a, decimals));
        row.extend(shown.iter().map(|(_, of)| figure(of(month))));
        if compares {
            row.push(month.variance().map_or_else(String::new, |v| number::signed(v, decimals)));
        }
        row
    });
    Table { columns, rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    const NAMES: [&str; 12] =
        ["Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun"];

    const SCREEN: Frame = Frame { width: 1110.0, height: 200.0, text: 11.0 };

    /// Five actual months, then the forecast; amounts are in whole units.
    fn year(budget: [i64; 12], outcome: [i64; 12], closed: usize) -> Input {
        let months = (0..12).map(|n| Column {
            label: NAMES[n].to_owned(),
            key: Some(format!("m{n}")),
            budget: budget[n].into(),
            actual: (n < closed).then(|| outcome[n].into()),
            forecast: (n >= closed).then(|| outcome[n].into()),
            previous: None,
        });
        Input {
            title: "Spend is running over budget".to_owned(),
            currency: "USD".parse().unwrap(),
            months: months.collect(),
        }
    }

    fn sample() -> Input {
        year(
            [814, 830, 865, 803, 846, 906, 864, 841, 883, 848, 861, 924].map(|k| k * 1000),
            [800, 843, 906, 787, 874, 919, 869, 854, 878, 854, 864, 933].map(|k| k * 1000),
            5,
        )
    }

    fn texts(drawing: &Drawing) -> Vec<&Text> {
        drawing
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Text(text) => Some(text),
                Shape::Rect(_) | Shape::Line(_) | Shape::Polygon(_) => None,
            })
            .collect()
    }

    /// Left, top, right and bottom of a text.
    fn bounds(text: &Text) -> [f32; 4] {
        let width = font::width(&text.text, text.weight, text.size);
        let left = match text.anchor {
            Anchor::Start => text.x,
            Anchor::Middle => text.x - width / 2.0,
            Anchor::End => text.x - width,
        };
        [left, text.y - text.size * 0.75, left + width, text.y + text.size * 0.2]
    }

    fn check_nothing_collides(name: &str, input: &Input, frame: Frame) {
        let drawing = draw(input, frame);
        let texts = texts(&drawing);
        for (n, text) in texts.iter().enumerate() {
            let a = bounds(text);
            assert!(text.size >= SMALLEST_TEXT, "{name}: {text:?}");
            assert!(
                a[0] >= -0.5 && a[2] <= frame.width + 0.5 && a[1] >= -0.5 && a[3] <= frame.height + 0.5,
                "{name}: {text:?} leaves the frame"
            );
            for other in &texts[n + 1..] {
                let b = bounds(other);
                let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                assert!(apart, "{name}: {text:?} and {other:?}");
            }
        }
    }

    #[test]
    fn the_reference_chart() {
        let drawing = draw(&sample(), SCREEN);
        expect_test::expect_file!["../golden/month_columns.txt"].assert_eq(&drawing.outline());
        expect!["Nov | 846,000.00 | 874,000.00 |  | −28,000.00"]
            .assert_eq(&drawing.table.rows[4].join(" | "));
    }

    #[test]
    fn labels_never_collide() {
        let narrow = Frame { width: 420.0, height: 150.0, text: 11.0 };
        let paper = Frame { width: 773.0, height: 140.0, text: 8.25 };
        let huge = year([1_234_567_890_123; 12], [9_234_567_890_123; 12], 12);
        let negative = year([-5_000; 12], [5_000, -9_000, 0, 1, 2, 3, 4, 5, 6, 7, 8, -9_999], 6);
        let zero = year([0; 12], [0; 12], 6);
        let mut long = sample();
        long.months[3].label = "A month with a name that goes on".to_owned();
        let mut fine = year([0; 12], [0; 12], 12);
        fine.months[2].budget = "0.000001234".parse().unwrap();
        for (name, input) in [
            ("reference", sample()),
            ("huge", huge),
            ("negative", negative),
            ("zero", zero),
            ("long", long),
            ("fine", fine),
        ] {
            for frame in [SCREEN, narrow, paper] {
                check_nothing_collides(name, &input, frame);
            }
        }
    }

    #[test]
    fn the_unit_is_said_once_and_the_signs_are_true() {
        let drawing = draw(&sample(), SCREEN);
        expect!["k USD by month. Outline: budget. Solid: actual. Hatched: forecast. Figures: budget − actual or forecast, + is favourable."].assert_eq(&drawing.subtitle);
        let shown: Vec<&str> = texts(&drawing).iter().map(|text| text.text.as_str()).collect();
        assert!(shown.contains(&"+14") && shown.contains(&"\u{2212}41"), "{shown:?}");
        assert!(shown.iter().all(|text| !text.contains('k')), "{shown:?}");
    }

    #[test]
    fn a_plan_without_outcomes_shows_the_budget_itself() {
        let mut input = sample();
        for month in &mut input.months {
            (month.actual, month.forecast) = (None, None);
        }
        let drawing = draw(&input, SCREEN);
        expect!["k USD by month. Outline: budget. Figures: budget."].assert_eq(&drawing.subtitle);
        assert!(texts(&drawing).iter().any(|text| text.text == "814"));
        assert_eq!(drawing.table.columns, ["Month (USD)", "Budget"]);
    }

    #[test]
    fn negative_months_hang_below_the_axis() {
        let drawing = draw(&year([-5_000; 12], [-7_000; 12], 12), SCREEN);
        let zero = drawing.shapes.iter().find_map(|shape| match shape {
            Shape::Line(line) if line.color == Color::Plan => Some(line.y1),
            Shape::Line(_) | Shape::Rect(_) | Shape::Text(_) | Shape::Polygon(_) => None,
        });
        for shape in &drawing.shapes {
            if let Shape::Rect(Rect { fill: Some(Color::Actual), y, height, .. }) = shape {
                assert!((y - zero.unwrap()).abs() < 0.01 && *height > 0.0);
            }
        }
    }
}
