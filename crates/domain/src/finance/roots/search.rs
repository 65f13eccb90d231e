//! The search for every rate at which flows are worth nothing, with certainty.
//!
//! With `x = ln(1 + rate)` the worth of the flows is `f(x) = Σ amount × e^(−t x)`, a sum of falling exponentials of
//! which those of the receipts and those of the payments are each monotone. So over an interval both are bounded by
//! their values at its ends, and so is `f`: an interval where the bounds exclude 0 holds no rate; one where the same
//! bounds of the slope exclude 0 holds at most one, told by the signs at its ends; any other is halved. The rates
//! at which `f` only touches 0 (double roots) are left at the last halving and reported if it is 0 to the digits of a
//! float.
//! Flows that change sign once, in the order of time, have exactly one rate (Descartes' rule, which
//! holds for any real exponents), found at once by Newton's method.

use super::Error;

/// `ln(10^18)`: the largest rate looked for.
pub(super) const HIGHEST: f64 = 41.446_531_673_892_82;
/// `−ln(10^−9)`: the lowest, −99.9999999 %.
pub(super) const LOWEST: f64 = 20.723_265_836_946_41;
/// Intervals are halved down to this width in `ln(1 + rate)`: rates that are closer are one.
pub(super) const FINEST: f64 = 1e-6;
/// After so many flows discounted the search gives up (in less than a second): only flows that are nearly worth 0 over
/// a whole range of rates need them.
const MOST_FLOWS: usize = 20_000_000;

/// One flow: years or periods after the first, and how much.
#[derive(Clone, Copy)]
pub(super) struct Term {
    pub(super) time: f64,
    pub(super) amount: f64,
}

/// Every rate of these flows, ascending; never an empty list.
pub(super) fn rates(mut terms: Vec<Term>) -> Result<Vec<f64>, Error> {
    terms.sort_unstable_by(|a, b| a.time.total_cmp(&b.time));
    // Flows of one moment are one flow, or changes of sign would be counted that are none.
    terms.dedup_by(|later, kept| {
        let same = later.time <= kept.time;
        if same {
            kept.amount += later.amount;
        }
        same
    });
    terms.retain(|term| term.amount.abs() > 0.0);
    let changes =
        terms.windows(2).filter(|pair| matches!(pair, [a, b] if (a.amount < 0.0) != (b.amount < 0.0)));
    let changes = changes.count();
    let (Some(first), Some(last)) = (terms.first().copied(), terms.last().copied()) else {
        return Err(one_sided());
    };
    if changes == 0 {
        return Err(one_sided());
    }
    // Above 0 the flows count by their time from the first, below 0 by their time to the last: then no power
    // overflows. Both halves are the same search for a y from 0 up.
    let total: f64 = terms.iter().map(|term| term.amount).sum();
    let mut found = Vec::new();
    if changes == 1 {
        let above = total.abs() > 0.0 && (total < 0.0) == (last.amount < 0.0);
        if above {
            shift(&mut terms, first.time);
        } else {
            mirror(&mut terms, last.time);
        }
        let worth = Worth { terms: &terms };
        let end = if above { HIGHEST } else { LOWEST };
        if let Some(y) = worth.only_root(end) {
            found.push(if above { y } else { -y });
        }
    } else {
        let mut below = terms.clone();
        mirror(&mut below, last.time);
        shift(&mut terms, first.time);
        let below = Worth { terms: &below }.all_roots(LOWEST)?.into_iter().map(|(low, high)| (-high, -low));
        let above = Worth { terms: &terms }.all_roots(HIGHEST)?;
        // What both halves, or neighbouring intervals, found is one rate.
        let mut places: Vec<(f64, f64)> = below.chain(above).collect();
        places.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        places.dedup_by(|later, kept| {
            // Around a root of many, rounding leaves crumbs beside a broad interval.
            let broadest = (later.1 - later.0).max(kept.1 - kept.0);
            let same = later.0 - kept.1 < (FINEST * 2.0).max(broadest / 4.0);
            if same {
                kept.1 = kept.1.max(later.1);
            }
            same
        });
        found.extend(places.into_iter().map(|(low, high)| f64::midpoint(low, high)));
    }
    if found.is_empty() { Err(none_found()) } else { Ok(found.into_iter().map(f64::exp_m1).collect()) }
}

/// Times from the first flow.
fn shift(terms: &mut [Term], first: f64) {
    for term in terms {
        term.time -= first;
    }
}

/// Times to the last flow.
fn mirror(terms: &mut [Term], last: f64) {
    for term in terms {
        term.time = last - term.time;
    }
}

/// The worth of flows as a function of `y`, the logarithm of growth.
struct Worth<'a> {
    terms: &'a [Term],
}

/// The worth at one `y`, its size (the worth of all flows taken positive), and the same of its slope, sign changed.
#[derive(Clone, Copy)]
struct Point {
    y: f64,
    worth: f64,
    size: f64,
    slope: f64,
    steepness: f64,
}

impl Point {
    /// What rounding may have made of it.
    fn noise(&self) -> f64 {
        self.size * 1e-14
    }
}

impl Worth<'_> {
    fn at(&self, y: f64) -> Point {
        let mut point = Point { y, worth: 0.0, size: 0.0, slope: 0.0, steepness: 0.0 };
        for term in self.terms {
            let factor = (-term.time * y).exp();
            let worth = term.amount * factor;
            let size = worth.abs();
            point.worth += worth;
            point.size += size;
            point.slope += worth * term.time;
            point.steepness += size * term.time;
        }
        point
    }

    /// The only root of flows that change sign once; `None` if it lies beyond the end.
    fn only_root(&self, end: f64) -> Option<f64> {
        let start = self.at(0.0);
        if start.worth.abs() <= 0.0 {
            return Some(0.0);
        }
        let root = self.root_between(start, end);
        (root < end * (1.0 - 1e-12)).then_some(root)
    }

    /// The root between a point and an end where the worth has the other sign.
    ///
    /// Newton's method on ln(receipts / payments), which is nearly a straight line, kept inside the
    /// interval that the signs leave.
    fn root_between(&self, start: Point, end: f64) -> f64 {
        let negative = start.worth < 0.0;
        let (mut low, mut high) = (start.y, end);
        let mut point = start;
        for _ in 0..200 {
            let receipts = 0.5 * (point.size + point.worth);
            let payments = 0.5 * (point.size - point.worth);
            let slope = 0.5 * (point.steepness - point.slope) / payments
                - 0.5 * (point.steepness + point.slope) / receipts;
            let step = -(receipts / payments).ln() / slope;
            let mut next = point.y + step;
            if !(next > low && next < high) {
                // At the interval's ends to the last digit, or thrown out of it.
                if step.abs() <= 4e-16 * point.y.abs().max(1e-3) {
                    return point.y;
                }
                next = f64::midpoint(low, high);
            }
            if (next - point.y).abs() <= 1e-15 * next.abs().max(1e-3) || high - low <= 1e-15 * high {
                return next;
            }
            point = self.at(next);
            if (point.worth < 0.0) == negative {
                low = next;
            } else {
                high = next;
            }
        }
        point.y
    }

    /// Where there are roots from 0 to an end: a single place each, or an interval over which the worth cannot be
    /// told from 0, because a root is double or several are one to a float.
    fn all_roots(&self, end: f64) -> Result<Vec<(f64, f64)>, Error> {
        let mut open = vec![(self.at(0.0), self.at(end))];
        let mut roots = Vec::new();
        for _ in 0..(MOST_FLOWS / self.terms.len().max(1)).max(1000) {
            let Some((a, b)) = open.pop() else {
                return Ok(roots);
            };
            match self.look(&a, &b) {
                Found::Nothing => {}
                Found::Root(y) => roots.push((y, y)),
                Found::Touch => roots.push((a.y, b.y)),
                Found::Unclear => {
                    let width = b.y - a.y;
                    let middle = self.at(a.y + width * if width > 4.0 { 0.25 } else { 0.5 });
                    open.push((middle, b));
                    open.push((a, middle));
                }
            }
        }
        Err(Error::num(
            "These flows are nearly worth 0 over a whole range of rates, so that no single rate can be told.",
        ))
    }

    /// What lies between two points.
    fn look(&self, a: &Point, b: &Point) -> Found {
        let width = b.y - a.y;
        let noise = a.noise();
        // Receipts and payments both fall from a to b: their bounds, added.
        let (mean, spread) = (0.5 * (a.worth + b.worth), 0.5 * (a.size - b.size));
        let (mut low, mut high) = (mean - spread, mean + spread);
        let (slope, slope_spread) = (0.5 * (a.slope + b.slope), 0.5 * (a.steepness - b.steepness));
        // The worth falls by this much at least and at most, per y.
        let (least, most) = (slope - slope_spread, slope + slope_spread);
        low = low.max(a.worth - width * most.max(0.0)).max(b.worth + width * least.min(0.0));
        high = high.min(a.worth - width * least.min(0.0)).min(b.worth + width * most.max(0.0));
        if low > noise || high < -noise {
            return Found::Nothing;
        }
        let tiny = b.size * 1e-13;
        if high < tiny && low > -tiny {
            return Found::Touch;
        }
        let steep = a.steepness * 1e-14;
        if least > steep || most < -steep {
            return if a.worth.abs() <= 0.0 {
                Found::Root(a.y)
            } else if b.worth.abs() <= 0.0 {
                Found::Root(b.y)
            } else if (a.worth < 0.0) == (b.worth < 0.0) {
                Found::Nothing
            } else {
                Found::Root(self.root_between(*a, b.y))
            };
        }
        if width > FINEST {
            return Found::Unclear;
        }
        // Where the slope turns, the worth is nearest to 0: across it there are two roots, or one that touches.
        let turn = a.y + width * (a.slope / (a.slope - b.slope)).clamp(0.0, 1.0);
        let turn = if turn.is_finite() { self.at(turn) } else { *a };
        let negative = a.worth < 0.0;
        let touches = |point: &Point| point.worth.abs() <= tiny || (point.worth < 0.0) != negative;
        if touches(a) || touches(b) || touches(&turn) { Found::Touch } else { Found::Nothing }
    }
}

/// What an interval holds.
enum Found {
    Nothing,
    Root(f64),
    Touch,
    Unclear,
}

#[expect(clippy::cast_precision_loss, reason = "days and periods are far below 2^53")]
pub(super) fn float(count: i64) -> f64 {
    count as f64
}

pub(super) fn one_sided() -> Error {
    Error::num("The flows never change sign, so no rate makes them 0.")
}

pub(super) fn none_found() -> Error {
    Error::num("No rate between −99.9999999 % and 10^18 makes these flows 0, although they change sign.")
}
