//! How long the screens of plan and spend take in the core, at three sizes: lines in three plans, and their actuals.

use std::time::Duration;

use criterion::Criterion;
use serde_json::{Value, json};
use tests::{Desk, Window};

use crate::{files, leave};

/// Lines, and actuals.
const SIZES: [(u32, u32); 3] = [(1_000, 20_000), (10_000, 200_000), (100_000, 1_000_000)];

pub(crate) fn screens(criterion: &mut Criterion) {
    for (lines, actuals) in SIZES {
        let mut group = criterion.benchmark_group(format!("screens {lines}"));
        group.sample_size(10).warm_up_time(Duration::from_millis(100));
        let desk = Desk::new();
        let mut window = None;
        for (name, command, argument) in asked() {
            group.bench_function(name, |bench| {
                // A book of a million actuals is made only if one of its screens is measured.
                let window = window.get_or_insert_with(|| book(&desk, lines, actuals));
                bench.iter(|| window.call(command, argument.clone()));
            });
        }
        group.finish();
    }
}

fn asked() -> Vec<(&'static str, &'static str, Value)> {
    let view =
        |plan: i32| json!({ "plan": plan, "compare": 2, "group": "category", "filter": "", "collapsed": [] });
    let grid = |plan: i32| json!({ "view": view(plan), "from": 0, "count": 60 });
    let variance = |by: &str| json!({ "plan": 1, "period": "FY2027", "by": by, "most": 200 });
    let actuals = json!({
        "filter": "", "state": "all", "period": "FY2027", "vendor": null, "category": null, "line": null, "batch": null,
        "from": 0, "count": 100,
    });
    let forecast = json!({
        "plan": 3, "period": null, "compare": null, "by": "category", "lines": true, "filter": "", "collapsed": [],
        "from": 0, "count": 100,
    });
    let explain = json!({
        "of": "year", "plan": 1, "period": "FY2027", "by": "category", "row": null, "figure": "forecast", "to_date": false,
    });
    vec![
        ("overview", "overview.get", json!({ "plan": 1, "period": null })),
        ("budget", "budget.grid", grid(1)),
        ("variance by category", "variance.get", variance("category")),
        ("variance by line", "variance.get", variance("line")),
        ("actuals", "actual.list", actuals),
        ("forecast", "forecast.get", forecast),
        ("showback", "showback.get", json!({ "plan": 1, "period": "FY2027" })),
        ("explain", "explain.figure", explain),
    ]
}

/// A book with three plans of so many lines and so many actuals, most of them matched.
fn book(desk: &Desk, lines: u32, actuals: u32) -> Window {
    desk.run(&["new", "@screens.outlay", "--currency", "USD", "--fiscal-start", "7"]).ok();
    desk.write("plan.csv", files::budget(lines));
    for plan in ["FY2027 Budget", "FY2027 Scenario", "FY2027 Forecast"] {
        desk.run(&["import", "@screens.outlay", "@plan.csv", "--as", "budget", "--plan", plan]).ok();
    }
    desk.write("actuals.csv", files::matched(actuals, lines));
    desk.run(&["import", "@screens.outlay", "@actuals.csv", "--as", "actuals"]).ok();
    leave(&desk.path("screens.outlay"), &format!("screens-{lines}.outlay"));
    let window = desk.window();
    window.call("book.open", json!({ "file": window.grant(&desk.path("screens.outlay")) }));
    window
}
