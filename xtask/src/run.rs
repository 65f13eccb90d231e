//! `cargo xtask run`: everything a fresh machine lacks, then the application.

use std::process::Command;

use crate::{Outcome, place, platform, process, setup};

/// Builds and opens the application; further words are handed to it, such as a book to open.
pub(crate) fn run(rest: &[&str]) -> Outcome {
    if !platform::has_display() {
        return Err(
            "There is no display here to open a window on; `cargo xtask serve` shows the page in a browser."
                .into(),
        );
    }
    setup::node()?;
    setup::packages(&[setup::WINDOW])?;
    setup::page()?;
    // Chosen from the whole workspace, so that the features are the ones the tests were built with.
    let mut build = process::cargo(["build", "--workspace", "--bin", "outlay-desktop"]);
    process::run("the application is built", &mut build)?;
    process::run("Outlay", Command::new(place::program("outlay-desktop")).args(rest))
}
