//! `cargo xtask shots`: a picture of every screen, to lay beside the design.

use std::path::PathBuf;
use std::process::Command;

use crate::{Outcome, place, process, serve, setup, test};

/// Draws every screen of the sample book, light and dark, into `folder`.
pub(crate) fn shots(folder: Option<&str>) -> Outcome {
    setup::node()?;
    setup::packages(&[setup::BROWSER])?;
    setup::page()?;
    setup::npm(&place::e2e())?;
    serve::build()?;
    let folder = folder.map_or_else(|| place::target().join("shots"), PathBuf::from);
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
    let folder = folder.canonicalize().map_err(|error| format!("{}: {error}.", folder.display()))?;
    let mut command = Command::new("node");
    command.arg("shots.mjs").arg(&folder).current_dir(place::e2e()).envs(test::handed_over());
    process::run("the screens are drawn", &mut command)?;
    println!("The pictures are in {}.", folder.display());
    Ok(())
}
