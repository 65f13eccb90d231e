//! The work of the numbers in floats: how long it takes if nothing has to be exact, to tie or to be explained.

#![expect(clippy::float_arithmetic, reason = "the floor is what others do; no book sees it")]

use chrono::NaiveDate;
use domain::{Amount, variance};

type Months = [f64; 12];

pub(super) struct Year {
    matched: bool,
    group: usize,
    budget: Months,
    actual: Months,
    actual_at_budget: Months,
    open: Months,
}

impl Year {
    pub(super) fn of(year: &variance::Year) -> Year {
        let floats = |months: &[Amount; 12]| months.map(Amount::approximate);
        Year {
            matched: year.line.is_some(),
            group: year.group,
            budget: floats(&year.budget),
            actual: floats(&year.actual),
            actual_at_budget: floats(&year.actual_at_budget),
            open: floats(&year.open),
        }
    }

    fn expected(&self, month: usize, closed: usize) -> f64 {
        if month < closed { self.actual[month] } else { self.open[month] }
    }
}

/// Budget, actual and forecast of each group, and of all.
pub(super) fn by_group(years: &[Year], groups: usize, closed: usize) -> (Vec<[f64; 3]>, [f64; 3]) {
    let mut sums = vec![[0.0; 3]; groups];
    let mut all = [0.0; 3];
    for year in years {
        for month in 0..12 {
            let figures = [year.budget[month], year.actual[month], year.expected(month, closed)];
            for (figure, value) in figures.into_iter().enumerate() {
                all[figure] += value;
                sums[year.group][figure] += value;
            }
        }
    }
    (sums, all)
}

/// New, cancelled, currency, unmatched, other.
pub(super) fn bridge(years: &[Year], closed: usize) -> [f64; 5] {
    let mut items = [0.0; 5];
    for year in years {
        let (mut difference, mut currency) = (0.0, 0.0);
        for month in 0..12 {
            difference += year.expected(month, closed) - year.budget[month];
            if month < closed {
                currency += year.actual[month] - year.actual_at_budget[month];
            }
        }
        let nothing = |months: &[f64]| months.iter().all(|amount| *amount == 0.0);
        if !year.matched {
            items[3] += difference;
        } else if nothing(&year.budget) {
            items[0] += difference;
        } else if nothing(&year.actual) && nothing(&year.open[closed..]) {
            items[1] += difference;
        } else {
            items[2] += currency;
            items[4] += difference - currency;
        }
    }
    items
}

/// Budget, year before, contract and actual of a line.
#[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
pub(super) fn line(cents: &[[i64; 12]; 4]) -> [Months; 4] {
    cents.map(|months| months.map(|cents| cents as f64 / 100.0))
}

/// The year by the method of this number, and its total.
pub(super) fn forecast(
    method: usize,
    [budget, prior, amounts, actual]: &[Months; 4],
    closed: usize,
) -> (Months, f64) {
    let mut months = *actual;
    let sum = |months: &[f64]| months.iter().sum::<f64>();
    let to_date = sum(&actual[..closed]);
    let open = &mut months[closed..];
    // To the cent, those with the largest remainders a cent more, so that the months sum to the whole.
    let mut spread = |whole: f64, weights: &[f64]| {
        let (cents, all) = ((whole * 100.0).round(), sum(weights));
        let mut rests = [0.0; 12];
        let mut missing = cents;
        for ((month, rest), weight) in open.iter_mut().zip(&mut rests).zip(weights) {
            let share = cents * weight / all;
            let part = share.floor();
            *rest = share - part;
            missing -= part;
            *month = part;
        }
        while missing >= 0.5 {
            let largest = (0..weights.len()).max_by(|one, other| rests[*one].total_cmp(&rests[*other]));
            let largest = largest.expect("an open month");
            open[largest] += 1.0;
            rests[largest] = -1.0;
            missing -= 1.0;
        }
        for month in &mut *open {
            *month /= 100.0;
        }
    };
    match method {
        0 => open.copy_from_slice(&budget[closed..]),
        1 => spread(sum(budget) - to_date, &budget[closed..]),
        2 => spread(to_date / 5.0 * 7.0, &[1.0; 7]),
        3 => spread(to_date * sum(&prior[closed..]) / sum(&prior[..closed]), &prior[closed..]),
        _ => open.copy_from_slice(&amounts[closed..]),
    }
    (months, sum(&months))
}

/// An item of an option: its amount, every how many months it is paid, and whether for each user.
pub(super) struct Item {
    pub(super) amount: f64,
    pub(super) every: usize,
    pub(super) each: bool,
}

const USERS: f64 = 100.0;

/// Of each option the nominal costs by year; the present values by decile, of which the first is the plan's; and
/// in how many runs it is the cheapest.
pub(super) fn compare(options: &[Vec<Item>], runs: u32) -> Vec<([f64; 5], [f64; 4], u32)> {
    let mut found = vec![([0.0; 5], [0.0; 4], 0); options.len()];
    let mut presents = Vec::new();
    for (items, (nominal, values, _)) in options.iter().zip(&mut found) {
        let mut present = Vec::new();
        for item in items {
            let planned = item.amount * if item.each { USERS } else { 1.0 };
            let mut worth = 0.0;
            for month in (0..60_u16).step_by(item.every) {
                let growth = 1.03_f64.powi(i32::from(month / 12));
                nominal[usize::from(month / 12)] += planned * growth;
                worth += growth / 1.08_f64.powi(i32::from(month / 12) + 1);
            }
            values[0] += planned * worth;
            present.push(worth);
        }
        presents.push(present);
    }
    let mut state = 1_u64;
    let mut triangle = |low: f64, likely: f64, high: f64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let chance = f64::from(u32::try_from(state >> 32).unwrap_or(0)) / f64::from(u32::MAX);
        if chance * (high - low) < likely - low {
            low + (chance * (high - low) * (likely - low)).sqrt()
        } else {
            high - ((1.0 - chance) * (high - low) * (high - likely)).sqrt()
        }
    };
    let mut runs: Vec<Vec<f64>> = (0..options.len()).map(|_| vec![0.0; runs as usize]).collect();
    for run in 0..runs[0].len() {
        let users = triangle(0.8 * USERS, USERS, 1.5 * USERS);
        for ((items, present), values) in options.iter().zip(&presents).zip(&mut runs) {
            for (item, worth) in items.iter().zip(present) {
                let amount = triangle(0.8 * item.amount, item.amount, 1.3 * item.amount);
                values[run] += amount * worth * if item.each { users } else { 1.0 };
            }
        }
        let cheapest = (0..options.len()).min_by(|a, b| runs[*a][run].total_cmp(&runs[*b][run]));
        found[cheapest.unwrap_or(0)].2 += 1;
    }
    for (values, (_, deciles, _)) in runs.iter_mut().zip(&mut found) {
        values.sort_unstable_by(f64::total_cmp);
        for (decile, percent) in deciles[1..].iter_mut().zip([10, 50, 90]) {
            *decile = values[values.len() * percent / 100 - 1];
        }
    }
    found
}

/// Years after the first flow, and amounts.
#[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
pub(super) fn dated(flows: &[(NaiveDate, i64)]) -> Vec<(f64, f64)> {
    let first = flows.first().map(|(day, _)| *day).unwrap_or_default();
    let years = |day: NaiveDate| (day - first).num_days() as f64 / 365.0;
    flows.iter().map(|(day, amount)| (years(*day), *amount as f64)).collect()
}

/// Newton's method from 10 %.
pub(super) fn xirr(flows: &[(f64, f64)]) -> Option<f64> {
    let mut rate = 0.1_f64;
    for _ in 0..50 {
        let (mut value, mut slope) = (0.0, 0.0);
        for (years, amount) in flows {
            let present = amount * (1.0 + rate).powf(-years);
            value += present;
            slope -= years * present / (1.0 + rate);
        }
        let next = rate - value / slope;
        if (next - rate).abs() < 1e-10 {
            return Some(next);
        }
        rate = next.max(-0.99);
    }
    None
}
