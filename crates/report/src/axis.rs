//! A value axis with round ticks that always holds zero.

#![expect(clippy::float_arithmetic, reason = "coordinates of a drawing, not money")]

use domain::Amount;

use crate::number;

/// From where to where it goes, and which values are marked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Axis {
    /// The lowest tick.
    pub(crate) low: f64,
    /// The highest tick.
    pub(crate) high: f64,
    /// The marked values, upwards.
    pub(crate) ticks: Vec<f64>,
    /// How many decimals tell the ticks apart.
    decimals: u32,
    step: f64,
}

impl Axis {
    /// The axis that holds all values and zero, with two to six steps of 1, 2, 2.5 or 5.
    pub(crate) fn over(values: impl Iterator<Item = f64>) -> Axis {
        let (low, high) = values
            .filter(|v| v.is_finite())
            .fold((0.0f64, 0.0f64), |(low, high), v| (low.min(v), high.max(v)));
        if high - low <= 0.0 {
            return Axis { low: 0.0, high: 1.0, ticks: vec![0.0], decimals: 0, step: 1.0 };
        }
        let (step, decimals, first, last) = scale(low, high);
        let ticks: Vec<f64> = (first..=last).map(|n| f64::from(n) * step).collect();
        Axis { low: f64::from(first) * step, high: f64::from(last) * step, ticks, decimals, step }
    }

    /// Whether a tick is the zero line.
    pub(crate) fn is_zero(&self, tick: f64) -> bool {
        tick.abs() < self.step / 2.0
    }

    /// A tick written out.
    pub(crate) fn label(&self, tick: f64) -> String {
        if self.is_zero(tick) {
            return "0".to_owned();
        }
        // A tick is a round number of the axis, not an amount of the book.
        let text = format!("{:.*}", self.decimals as usize, tick);
        text.parse::<Amount>().map_or(text, |tick| number::figure(tick, self.decimals))
    }
}

/// The round step that leaves the least room unused, its decimals, and the first and last tick in steps.
fn scale(low: f64, high: f64) -> (f64, u32, i32, i32) {
    let magnitude = steps((high - low).log10(), f64::floor);
    let candidates = [-1, 0].into_iter().flat_map(|down| {
        let power = 10f64.powi(magnitude + down);
        [(1.0, 0), (2.0, 0), (2.5, 1), (5.0, 0)].map(|(factor, fine)| {
            let decimals = u32::try_from(fine - magnitude - down).unwrap_or(0).min(20);
            let step = factor * power;
            (step, decimals, steps(low / step, f64::floor), steps(high / step, f64::ceil))
        })
    });
    candidates
        .filter(|(.., first, last)| (2..=6).contains(&(last - first)))
        // The least room; of equals the one with about four steps.
        .min_by(|a, b| {
            let room = |(step, _, first, last): &(f64, u32, i32, i32)| f64::from(last - first) * step;
            let steps = |(_, _, first, last): &(f64, u32, i32, i32)| (last - first - 4).abs();
            // Sizes a millionth apart are equal: they only differ by how they were computed.
            let (x, y) = (room(a), room(b));
            if (x - y).abs() < y * 1e-6 { steps(a).cmp(&steps(b)) } else { x.total_cmp(&y) }
        })
        .unwrap_or((high - low, 0, 0, 1))
}

/// A small number of steps as an integer.
#[expect(clippy::cast_possible_truncation, reason = "an axis has a handful of steps")]
fn steps(number: f64, round: fn(f64) -> f64) -> i32 {
    // A value on a tick must not fall beside it by the error of the division.
    round((number * 1e6).round() / 1e6) as i32
}

/// A count of a few things as a coordinate.
#[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
pub(crate) fn count(number: usize) -> f32 {
    number as f32
}

/// A share of the axis as a coordinate.
#[expect(clippy::cast_possible_truncation, reason = "drawn to a fraction of a pixel")]
pub(crate) fn coordinate(number: f64) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_zero() {
        for (values, ticks) in [
            (&[930.0, 800.0][..], "0 250 500 750 1,000"),
            (&[-120.0, 240.0], "\u{2212}200 \u{2212}100 0 100 200 300"),
            (&[-3.0, -1.0], "\u{2212}3 \u{2212}2 \u{2212}1 0"),
            (&[0.0], "0"),
            (&[0.003], "0 0.001 0.002 0.003"),
            (&[20.5], "0 5 10 15 20 25"),
            (&[9999.0], "0 2,500 5,000 7,500 10,000"),
            (&[0.92], "0 0.25 0.50 0.75 1.00"),
            (&[8.0], "0 2 4 6 8"),
        ] {
            let axis = Axis::over(values.iter().copied());
            let shown: Vec<String> = axis.ticks.iter().map(|tick| axis.label(*tick)).collect();
            assert_eq!(shown.join(" "), ticks, "{values:?}");
        }
    }
}
