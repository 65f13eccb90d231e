//! `cargo xtask dist`: the installers of this system, with the window and the command line in them.

use crate::{Outcome, place, platform, process, setup};

/// Builds the release and bundles it. Needs the network where the bundler fetches its own tools (NSIS, `WiX`, `AppImage`).
pub(crate) fn dist() -> Outcome {
    setup::node()?;
    setup::packages(&[setup::WINDOW, setup::BUNDLED])?;
    setup::page()?;
    let shell = place::root().join("src-tauri");
    // One package, pinned exactly, so no lock file; a lock would have to name its programs for all systems.
    let mut bundler = platform::npm();
    bundler
        .args(["install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund"])
        .current_dir(&shell);
    process::run("the bundler is installed", &mut bundler)?;
    let mut build = process::cargo(["build", "--release", "--workspace", "--bin", "outlay"]);
    process::run("the command line is built", &mut build)?;

    // The bundler finds programs that ship along by a name with the system in it.
    let release = place::target().join("release");
    let beside = place::target().join("dist");
    std::fs::create_dir_all(&beside)
        .map_err(|error| format!("{} cannot be made: {error}.", beside.display()))?;
    let shipped = beside.join(platform::executable(&format!("outlay-{}", platform::triple()?)));
    std::fs::copy(release.join(platform::executable("outlay")), &shipped)
        .map_err(|error| format!("{} cannot be written: {error}.", shipped.display()))?;
    let along = beside.join("outlay").to_string_lossy().replace('\\', "/");
    let config = beside.join("bundle.json");
    std::fs::write(&config, format!("{{\"bundle\":{{\"externalBin\":[\"{along}\"]}}}}"))
        .map_err(|error| format!("{} cannot be written: {error}.", config.display()))?;

    let mut bundle = platform::npx();
    bundle.args(["--no", "tauri", "build", "--config"]).arg(&config);
    bundle.current_dir(shell).env("CARGO_TARGET_DIR", place::target());
    process::run("the installers are bundled", &mut bundle)?;
    println!("The installers are in {}.", release.join("bundle").display());
    Ok(())
}
