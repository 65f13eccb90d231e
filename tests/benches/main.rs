//! What the user waits for: opening a book, editing the grid, importing, printing; and how much memory
//! a large plan takes. `cargo xtask bench` runs this and puts the machine's own tools beside it.

#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]

mod files;
mod memory;
mod numbers;
mod screens;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group};
use serde_json::{Value, json};
use tests::{Desk, Window};

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).warm_up_time(Duration::from_secs(1));
    targets = opening, editing, importing, previewing, printing, screens::screens, numbers::numbers
}

fn main() {
    if let Some(task) = std::env::var_os(memory::TASK) {
        return memory::report(&task.to_string_lossy());
    }
    benches();
    memory::measure();
    Criterion::default().configure_from_args().final_summary();
}

/// From a file to all that the first screen shows.
fn opening(criterion: &mut Criterion) {
    let desk = Desk::new();
    let path = sample(&desk);
    leave(&path, "sample.outlay");
    criterion.benchmark_group("open").bench_function("sample", |bench| {
        bench.iter_custom(|times| {
            let mut spent = Duration::ZERO;
            for _ in 0..times {
                let window = desk.window();
                let file = window.grant(&path);
                let start = Instant::now();
                window.call("book.open", json!({ "file": file }));
                window.call("book.state", Value::Null);
                window.call("overview.get", json!({ "plan": null, "period": null }));
                // Closing is not waited for: the user is reading by then.
                spent += start.elapsed();
            }
            spent
        });
    });
}

/// One cell typed into the grid, to the totals that answer it: committed and on the disk.
fn editing(criterion: &mut Criterion) {
    for lines in [200, 10_000, 100_000] {
        let desk = Desk::new();
        let (window, view) = plan_of(&desk, lines);
        let typed = AtomicU32::new(0);
        criterion.benchmark_group("edit").bench_function(format!("{lines} lines"), |bench| {
            bench.iter(|| {
                let amount = typed.fetch_add(1, Ordering::Relaxed);
                let cell = json!({ "line": 1 + amount % lines, "month": amount % 12, "text": format!("{amount}.25") });
                window.call("budget.edit", json!({ "view": view, "cells": [cell], "decimal": "." }))
            });
        });
    }
}

/// A file to a committed book, closed and folded into its one file; as `outlay import` does it.
fn importing(criterion: &mut Criterion) {
    let desk = Desk::new();
    let mut group = criterion.benchmark_group("import");
    group.sample_size(10);
    for (name, kind, text) in [
        ("100000 actuals", "actuals", files::actuals(100_000)),
        ("100000 budget lines", "budget", files::budget(100_000)),
    ] {
        let csv = desk.write("import.csv", &text);
        leave(&csv, &format!("{kind}.csv"));
        group.bench_function(name, |bench| {
            bench.iter_custom(|times| {
                let mut spent = Duration::ZERO;
                for time in 0..times {
                    let book = format!("@{time}.outlay");
                    desk.run(&["new", &book, "--currency", "USD", "--fiscal-start", "7"]).ok();
                    let start = Instant::now();
                    desk.run(&["import", &book, "@import.csv", "--as", kind, "--json"]).ok();
                    spent += start.elapsed();
                    let _ = std::fs::remove_file(desk.path(&book[1..]));
                }
                spent
            });
        });
    }
    group.finish();
}

/// A file that was just dropped, to all that the wizard shows of it: what was found, what it would do, its first rows.
fn previewing(criterion: &mut Criterion) {
    let desk = Desk::new();
    desk.run(&["new", "@plan.outlay", "--currency", "USD", "--fiscal-start", "7"]).ok();
    let csv = desk.write("import.csv", files::actuals(100_000));
    let mut group = criterion.benchmark_group("preview");
    group.sample_size(10);
    group.bench_function("100000 actuals", |bench| {
        bench.iter_custom(|times| {
            let mut spent = Duration::ZERO;
            for _ in 0..times {
                // A window of its own, which has read nothing yet.
                let window = desk.window();
                window.call("book.open", json!({ "file": window.grant(&desk.path("plan.outlay")) }));
                let file = window.grant(&csv);
                let job = tests::job(&file, "actuals");
                let start = Instant::now();
                window.call("import.inspect", json!({ "file": file, "kind": null, "options": {} }));
                window.call("import.preview", job.clone());
                window.call("import.rows", json!({ "job": job, "from": 0, "count": 100, "only": null }));
                spent += start.elapsed();
            }
            spent
        });
    });
    group.finish();
}

/// The budget book of the sample company as PDF.
fn printing(criterion: &mut Criterion) {
    let desk = Desk::new();
    let path = sample(&desk);
    desk.run(&["export", "@sample.outlay", "budget", "--out", "@budget.csv"]).ok();
    let page = files::page(&String::from_utf8_lossy(&desk.read("budget.csv")));
    leave(&desk.write("budget.html", page), "budget.html");
    let window = desk.window();
    window.call("book.open", json!({ "file": window.grant(&path) }));
    let job = json!({ "plan": null, "compare": null, "paper": "a4", "file": window.grant(&desk.path("budget.pdf")) });
    criterion.benchmark_group("print").bench_function("budget of the sample", |bench| {
        bench.iter(|| window.call("report.budget", job.clone()));
    });
}

/// Leaves a file for the tool that does the same work beside us.
fn leave(file: &Path, name: &str) {
    let Some(folder) = std::env::var_os("OUTLAY_BENCH_FOLDER") else { return };
    if let Err(error) = std::fs::copy(file, Path::new(&folder).join(name)) {
        println!("{name} could not be left for comparison: {error}");
    }
}

fn sample(desk: &Desk) -> PathBuf {
    desk.run(&["new", "@sample.outlay", "--sample"]).ok();
    desk.path("sample.outlay")
}

/// A window on a plan of so many lines, as the grid shows it.
fn plan_of(desk: &Desk, lines: u32) -> (Window, Value) {
    desk.run(&["new", "@plan.outlay", "--currency", "USD", "--fiscal-start", "7"]).ok();
    desk.write("plan.csv", files::budget(lines));
    desk.run(&["import", "@plan.outlay", "@plan.csv", "--as", "budget"]).ok();
    let window = desk.window();
    window.call("book.open", json!({ "file": window.grant(&desk.path("plan.outlay")) }));
    let view = json!({ "plan": 1, "compare": null, "group": "category", "filter": "", "collapsed": [] });
    window.call("budget.grid", json!({ "view": view, "from": 0, "count": 50 }));
    (window, view)
}
