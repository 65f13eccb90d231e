//! The figures of the numbers: variances with their bridge, forecasts, simulated options, internal rates; each beside
//! a plain loop over floats, which is the floor.
//!
//! `xtask/bench/peer.py` makes the same data and measures what Python's packages take for the same work.

mod floor;

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion};
use domain::explain::Steps;
use domain::finance::{day_count::DayCount, roots};
use domain::variance::{self, Span, Year};
use domain::{Amount, Id, forecast, tco};
use serde_json::{Value, json};

type Group<'a> = BenchmarkGroup<'a, WallTime>;

/// All of them, in the group `numbers`.
pub(crate) fn numbers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("numbers");
    group.sample_size(10);
    variances(&mut group);
    forecasts(&mut group);
    trends(&mut group);
    options(&mut group);
    rates(&mut group);
    group.finish();
}

/// A number of 0 to `below`: one step of a linear congruential generator on the index, as the peer takes it.
fn random(index: u64, below: u64) -> i64 {
    let step = index.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    i64::try_from((step >> 33) % below).unwrap_or(0)
}

const LINES: u64 = 100_000;
const PLANS: u64 = 3;
const GROUPS: usize = 40;
const CLOSED: usize = 5;

/// The cents of a year of a line in one of the tables: three plans, the actuals, what is expected.
fn cents(table: u64, line: u64) -> [i64; 12] {
    std::array::from_fn(|month| random((table * LINES + line) * 12 + month as u64, 1_000_000))
}

/// 100,000 lines in 3 plans beside the same actuals: sums of 40 groups and the bridge of the year.
fn variances(group: &mut Group) {
    let plans: Vec<Vec<Year>> =
        (0..PLANS).map(|plan| (0..LINES).map(|line| year(plan, line)).collect()).collect();
    group.bench_function("variance", |bench| {
        bench.iter(|| {
            for years in &plans {
                let span = Span::year(CLOSED);
                black_box(variance::by_group(years, GROUPS, span).expect("sums"));
                black_box(variance::bridge(years, span, &mut Steps::off()).expect("a bridge"));
            }
        });
    });
    let plans: Vec<Vec<floor::Year>> =
        plans.iter().map(|years| years.iter().map(floor::Year::of).collect()).collect();
    group.bench_function("variance in floats", |bench| {
        bench.iter(|| {
            for years in &plans {
                black_box(floor::by_group(years, GROUPS, CLOSED));
                black_box(floor::bridge(years, CLOSED));
            }
        });
    });
}

/// Of fifty lines one is new, one cancelled and one unmatched; every fourth is in another currency.
fn year(plan: u64, line: u64) -> Year {
    let amounts = |cents: [i64; 12]| cents.map(|cents| Amount::new(cents, 2));
    let [new, cancelled, unmatched] = [1, 2, 3].map(|kind| line % 50 == kind);
    let budget = if new || unmatched { [0; 12] } else { cents(plan, line) };
    let [actual, open] =
        if cancelled { [[0; 12]; 2] } else { [PLANS, PLANS + 1].map(|table| cents(table, line)) };
    let effect = i64::from(line.is_multiple_of(4));
    Year {
        line: (!unmatched).then(|| Id::try_from(line).unwrap_or(0)),
        group: usize::try_from(line).unwrap_or(0) % GROUPS,
        budget: amounts(budget),
        actual: amounts(actual),
        actual_at_budget: amounts(actual.map(|cents| cents - effect * (cents / 50))),
        open: amounts(open),
        detail: None,
    }
}

const FORECASTS: u64 = 10_000;

/// The cents of budget, year before, contract and actual: four amounts of each month of a line.
fn line(line: u64) -> [[i64; 12]; 4] {
    std::array::from_fn(|table| {
        std::array::from_fn(|month| random((table as u64 * FORECASTS + line) * 12 + month as u64, 1_000_000))
    })
}

fn forecast_line(method: &str, number: u64) -> forecast::Line {
    let [budget, prior, amounts, actual] =
        line(number).map(|months| months.map(|cents| Amount::new(cents, 2)).to_vec());
    let line = json!({ "method": method, "budget": budget, "prior": prior, "amounts": amounts,
                       "actual": &actual[..CLOSED], "currency": "EUR" });
    serde_json::from_value(line).expect("a line")
}

/// 10,000 lines by each of the methods that calculate.
fn forecasts(group: &mut Group) {
    use forecast::Method::{Contract, Manual, RemainingBudget, RunRate, Seasonal, UnderspendCarried};
    let methods = [RemainingBudget, UnderspendCarried, RunRate, Seasonal, Contract, Manual];
    let mut lines: Vec<forecast::Line> =
        (0..FORECASTS).map(|number| forecast_line("manual", number)).collect();
    group.bench_function("forecast", |bench| {
        bench.iter(|| {
            for method in methods {
                for line in &mut lines {
                    line.method = method;
                    black_box(forecast::year(line, &mut Steps::off()).expect("a forecast"));
                }
            }
        });
    });
    let floats: Vec<_> = (0..FORECASTS).map(|number| floor::line(&line(number))).collect();
    group.bench_function("forecast in floats", |bench| {
        bench.iter(|| {
            for method in 0..methods.len() {
                for line in &floats {
                    black_box(floor::forecast(method, line, CLOSED));
                }
            }
        });
    });
}

/// How many of the lines are extrapolated: a search for the best smoothing takes a thousand times a calculation.
const TRENDS: u64 = 200;

/// Lines by exponential smoothing, with their error on held-back months.
fn trends(group: &mut Group) {
    let lines: Vec<forecast::Line> = (0..TRENDS).map(|number| forecast_line("trend", number)).collect();
    group.bench_function("trend", |bench| {
        bench.iter(|| {
            for line in &lines {
                black_box(forecast::year(line, &mut Steps::off()).expect("a trend"));
            }
        });
    });
}

const OPTIONS: u64 = 3;
const ITEMS: u64 = 40;
const RUNS: u32 = 10_000;

/// How often an item is paid, and its amount; every fourth is a price for each user.
fn item(option: u64, item: u64) -> (usize, i64) {
    let every = [1, 3, 12][usize::try_from(item % 3).unwrap_or(0)];
    (every, if item.is_multiple_of(4) { 10 } else { 1_000 } * (1 + random(option * ITEMS + item, 9)))
}

/// 3 options of 40 items over five years, all ranged, with a driver: compared, then run 10,000 times.
fn options(group: &mut Group) {
    let items = |option: u64| -> Vec<Value> {
        let json = |number: u64| {
            let (every, amount) = item(option, number);
            let mut item = json!({
                "name": format!("Item {number}"), "growth": "0.03",
                "every": match every { 1 => "monthly", 3 => "quarterly", _ => "yearly" },
                "range": { "low": amount * 8 / 10, "high": amount * 13 / 10 },
            });
            if number.is_multiple_of(4) {
                item["driver"] = json!("users");
                item["unit_price"] = json!(amount);
            } else {
                item["amount"] = json!(amount);
            }
            item
        };
        (0..ITEMS).map(json).collect()
    };
    let options: Vec<Value> = (0..OPTIONS)
        .map(|option| json!({ "name": format!("Option {option}"), "items": items(option) }))
        .collect();
    let model: tco::Model = serde_json::from_value(json!({
        "horizon": 5, "rate": "0.08", "convention": "end", "options": options,
        "simulation": { "runs": RUNS, "seed": 1 },
        "drivers": { "users": { "quantity": 100, "range": { "low": 80, "high": 150 } } },
    }))
    .expect("a model");
    group.bench_function("tco", |bench| {
        bench.iter(|| black_box(tco::compare(&model, &mut Steps::off()).expect("a comparison")));
    });
    let floats = |option: u64| {
        let item = |number: u64| {
            let (every, amount) = item(option, number);
            floor::Item { amount: Amount::from(amount).approximate(), every, each: number.is_multiple_of(4) }
        };
        (0..ITEMS).map(item).collect()
    };
    let options: Vec<Vec<floor::Item>> = (0..OPTIONS).map(floats).collect();
    group.bench_function("tco in floats", |bench| {
        bench.iter(|| black_box(floor::compare(&options, RUNS)));
    });
}

const LISTS: u64 = 10_000;
const FLOWS: u64 = 12;

/// Dated flows: an outlay with returns, and every second time an outlay with flows of both signs.
fn flows(list: u64) -> Vec<(NaiveDate, i64)> {
    let start = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a day");
    let flow = |number: u64| {
        let index = list * FLOWS + number;
        let day = number * 91 + random(2 * index, 30).unsigned_abs();
        let back = random(2 * index + 1, 10_000);
        let amount = match (list.is_multiple_of(2), number) {
            (true, 0) => -50_000 - 3 * back,
            (true, _) => 3_000 + back,
            (false, 0) => -30_000 - back,
            (false, _) => 2 * back - 6_000,
        };
        (start + Days::new(day), amount)
    };
    (0..FLOWS).map(flow).collect()
}

/// XIRR of 10,000 lists.
fn rates(group: &mut Group) {
    let lists: Vec<Vec<(NaiveDate, i64)>> = (0..LISTS).map(flows).collect();
    let amounts: Vec<Vec<(NaiveDate, Amount)>> = lists
        .iter()
        .map(|flows| flows.iter().map(|(day, amount)| (*day, Amount::from(*amount))).collect())
        .collect();
    group.bench_function("xirr", |bench| {
        bench.iter(|| {
            for flows in &amounts {
                // Flows without a rate are part of the work.
                let _ = black_box(roots::xirr(flows, DayCount::Actual365));
            }
        });
    });
    let floats: Vec<_> = lists.iter().map(|flows| floor::dated(flows)).collect();
    group.bench_function("xirr in floats", |bench| {
        bench.iter(|| {
            for flows in &floats {
                black_box(floor::xirr(flows));
            }
        });
    });
}
