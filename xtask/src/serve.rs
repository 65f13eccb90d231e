//! `cargo xtask serve`: the page in a plain browser against the real core, for development and for looking.

use std::process::Command;

use crate::{Outcome, place, process, setup};

/// Builds the page and the server and starts it; the server says the address to open.
pub(crate) fn serve(rest: &[&str]) -> Outcome {
    setup::node()?;
    setup::page()?;
    build()?;
    let mut server = Command::new(place::example("serve"));
    process::run("the page is served", server.arg("--page").arg(place::ui().join("dist")).args(rest))
}

/// The server alone.
pub(crate) fn build() -> Outcome {
    process::run("the server is built", &mut process::cargo(["build", "--workspace", "--example", "serve"]))
}
