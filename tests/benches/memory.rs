//! The most memory that the core takes: each task in a process of its own, which says what its peak was.

use std::process::Command;

use serde_json::json;
use tests::Desk;

use super::{files, plan_of};

/// Names the task in the child's environment.
pub(crate) const TASK: &str = "OUTLAY_BENCH_MEMORY";

/// Runs every task and prints its peak. Linux tells; elsewhere there is nothing to print.
pub(crate) fn measure() {
    let Ok(program) = std::env::current_exe() else { return };
    for (task, what) in [
        ("edit", "Open, show and edit a plan of 100,000 lines"),
        ("import", "Import 100,000 actuals"),
        ("budget", "Import 100,000 budget lines"),
    ] {
        // The book is made in another process, so that making it is not counted.
        let desk = Desk::new();
        if task == "edit" {
            drop(plan_of(&desk, 100_000));
        } else {
            desk.run(&["new", "@plan.outlay", "--currency", "USD", "--fiscal-start", "7"]).ok();
            let text = if task == "import" { files::actuals(100_000) } else { files::budget(100_000) };
            desk.write("plan.csv", text);
        }
        let mut child = Command::new(&program);
        let output = child.env(TASK, task).env(FOLDER, desk.path("")).output();
        match output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()) {
            Ok(peak) if !peak.is_empty() => println!("{what}: at most {peak} MB of memory"),
            _ => println!("{what}: this system does not tell how much memory it took"),
        }
    }
}

/// Where the child finds its files.
const FOLDER: &str = "OUTLAY_BENCH_DESK";

/// The child: does the task and prints its peak in MB.
pub(crate) fn report(task: &str) {
    let folder = std::path::PathBuf::from(std::env::var_os(FOLDER).unwrap_or_default());
    let window = tests::Window::new(None);
    window.call("book.open", json!({ "file": window.grant(&folder.join("plan.outlay")) }));
    if task == "edit" {
        let view = json!({ "plan": 1, "compare": null, "group": "category", "filter": "", "collapsed": [] });
        window.call("budget.grid", json!({ "view": view, "from": 90_000, "count": 50 }));
        let cell = json!({ "line": 5, "month": 3, "text": "=12k+1" });
        window.call("budget.edit", json!({ "view": view, "cells": [cell], "decimal": "." }));
        window.call("overview.get", json!({ "plan": null, "month": null }));
    } else {
        let kind = if task == "import" { "actuals" } else { "budget" };
        let job = json!({
            "file": window.grant(&folder.join("plan.csv")), "kind": kind, "plan": null, "plan_name": null,
            "options": {}, "skip_problems": false,
        });
        window.call("import.run", job);
    }
    if let Some(peak) = peak() {
        println!("{peak}");
    }
}

/// The most memory this process has had, in MB.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes.div_ceil(1024))
}
