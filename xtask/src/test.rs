//! `cargo xtask test`: every test there is, the real window among them, and the totals at the end.

use std::path::{Path, PathBuf};

use crate::tally::Tally;
use crate::{Outcome, place, platform, process, setup};

const PARTS: [&str; 4] = ["rust", "ui", "browser", "window"];

/// Runs the parts asked for, or all; a part that fails does not keep the next from running.
pub(crate) fn test(parts: &[&str]) -> Outcome {
    if let Some(unknown) = parts.iter().find(|part| !PARTS.contains(part)) {
        return Err(format!("There is no part \"{unknown}\" among the tests: {}.", PARTS.join(", ")));
    }
    let wants = |part: &str| parts.is_empty() || parts.contains(&part);
    setup::node()?;
    setup::packages(&[setup::WINDOW, setup::DRIVEN, setup::PRINTED, setup::BROWSER])?;
    setup::page()?;

    let tally = Tally::default();
    let mut faults = Vec::new();
    let mut note = |before: u32, outcome: Outcome| {
        if let Err(sentence) = outcome {
            if tally.failed() == before {
                tally.fail();
            }
            faults.push(sentence);
        }
    };
    if wants("rust") {
        note(tally.failed(), rust(&tally));
        note(tally.failed(), documented(&tally));
        note(tally.failed(), laws());
    }
    if wants("ui") {
        note(tally.failed(), ui(&tally));
    }
    if wants("browser") || wants("window") {
        match programs() {
            Ok(()) => {
                if wants("browser") {
                    note(tally.failed(), journeys("browser", &tally));
                }
                if wants("window") {
                    note(tally.failed(), window(&tally));
                }
            }
            Err(sentence) => note(tally.failed(), Err(sentence)),
        }
    }
    for fault in &faults {
        println!("{fault}");
    }
    println!("{tally}");
    if faults.is_empty() { Ok(()) } else { Err("Not every test passed.".into()) }
}

/// The page's own tests, for `check` too.
pub(crate) fn ui(tally: &Tally) -> Outcome {
    let mut command = platform::npm();
    command.args(["run", "--silent", "test"]).current_dir(place::ui());
    process::run_heard("the page's tests", &mut command, |line| tally.hear(line))
}

/// All packages at once: asking for single ones would choose other features and build everything twice.
fn rust(tally: &Tally) -> Outcome {
    let kinds = ["--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"];
    let nextest = process::is_there("cargo-nextest", "--version");
    let mut command = if nextest {
        process::cargo(["nextest", "run", "--no-tests=pass"])
    } else {
        process::cargo(["test"])
    };
    process::run_heard("the tests of the crates", command.args(kinds), |line| tally.hear(line))
}

fn documented(tally: &Tally) -> Outcome {
    let mut command = process::cargo(["test", "--workspace", "--doc", "--no-fail-fast"]);
    process::run_heard("the examples in the documentation", &mut command, |line| tally.hear(line))
}

/// The laws of the arithmetic once more, over more cases than every run has time for. They count as tests only once.
fn laws() -> Outcome {
    let mut command = if process::is_there("cargo-nextest", "--version") {
        // All packages, for the same features; the filter chooses.
        process::cargo(["nextest", "run", "--workspace", "--lib", "-E", "package(domain)", "--no-fail-fast"])
    } else {
        process::cargo(["test", "--package", "domain", "--lib", "--no-fail-fast"])
    };
    process::run("the laws of the arithmetic, 10,000 cases each", command.env("PROPTEST_CASES", "10000"))
}

/// The programs that the journeys start, handed to them by path.
pub(crate) fn programs() -> Outcome {
    setup::npm(&place::e2e())?;
    let mut command = process::cargo(["build", "--workspace", "--bins", "--example", "serve"]);
    process::run("the programs are built", &mut command)
}

fn window(tally: &Tally) -> Outcome {
    if platform::drives_windows() {
        return journeys("window", tally);
    }
    let count = scripts("window")?.len();
    println!("The window cannot be driven on this system: {count} files of tests are skipped.");
    tally.skip(u32::try_from(count).unwrap_or(u32::MAX));
    Ok(())
}

fn journeys(kind: &str, tally: &Tally) -> Outcome {
    let purpose = format!("the journeys through the {kind}");
    let mut command =
        if kind == "window" { platform::on_a_screen("node") } else { std::process::Command::new("node") };
    // One after the other: two windows would share the clipboard and the processor.
    command.args(["--test", "--test-reporter=spec", "--test-concurrency=1"]).args(scripts(kind)?);
    command.current_dir(place::e2e()).envs(handed_over());
    process::run_heard(&purpose, &mut command, |line| tally.hear(line))
}

/// Where the journeys find what they start.
pub(crate) fn handed_over() -> [(&'static str, PathBuf); 4] {
    [
        ("OUTLAY_DESKTOP", place::program("outlay-desktop")),
        ("OUTLAY_CLI", place::program("outlay")),
        ("OUTLAY_SERVE", place::example("serve")),
        ("OUTLAY_PAGE", place::ui().join("dist")),
    ]
}

fn scripts(kind: &str) -> Result<Vec<PathBuf>, String> {
    let folder = place::e2e().join(kind);
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}.", folder.display()))?;
    let mut scripts: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| is_script(path)).collect();
    scripts.sort();
    if scripts.is_empty() { Err(format!("There are no tests in {}.", folder.display())) } else { Ok(scripts) }
}

fn is_script(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".test.mjs"))
}
