//! `cargo xtask check`: everything that can be said about the sources without running the application.

use crate::tally::Tally;
use crate::{Outcome, gen_api, place, platform, process, setup, test, tidy};

/// Runs every check and tells all faults, not the first one.
pub(crate) fn check() -> Outcome {
    setup::node()?;
    setup::packages(&[setup::WINDOW])?;
    setup::npm(&place::ui())?;
    setup::npm(&place::e2e())?;
    let checks: [fn() -> Outcome; 9] =
        [formatted, tidy::tidy, gen_api::check, linted, alone, licensed, typed, journeys_linted, page_tested];
    let faults: Vec<String> = checks.into_iter().filter_map(|check| check().err()).collect();
    if faults.is_empty() {
        println!("Everything is in order.");
        return Ok(());
    }
    Err(faults.join("\n"))
}

fn formatted() -> Outcome {
    process::run(
        "the formatting (cargo fmt --all mends it)",
        &mut process::cargo(["fmt", "--all", "--check"]),
    )
}

fn linted() -> Outcome {
    let arguments = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        "app/typescript",
        "--",
        "--deny",
        "warnings",
    ];
    process::run("the lints", &mut process::cargo(arguments))
}

/// Built with the others, the domain might live on features that only they ask for.
fn alone() -> Outcome {
    process::run("the domain builds alone", &mut process::cargo(["check", "--quiet", "--package", "domain"]))
}

fn licensed() -> Outcome {
    if !process::is_there("cargo-deny", "--version") {
        println!("- cargo-deny is not installed: licences and sources are checked where it is.");
        return Ok(());
    }
    // Advisories come from the network and change by themselves: the workflow looks at them.
    process::run(
        "licences and sources",
        &mut process::cargo(["deny", "check", "bans", "licenses", "sources"]),
    )
}

fn typed() -> Outcome {
    let mut command = platform::npm();
    process::run(
        "the page's types and lints",
        command.args(["run", "--silent", "check"]).current_dir(place::ui()),
    )
}

/// The journeys are held to the page's own rules.
fn journeys_linted() -> Outcome {
    let mut command = platform::npx();
    command.args(["--no", "biome", "check", "--config-path=."]).arg(place::e2e()).current_dir(place::ui());
    process::run("the lints of the journeys", &mut command)
}

fn page_tested() -> Outcome {
    test::ui(&Tally::default())
}
