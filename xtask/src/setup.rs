//! What has to be on the machine: the system's packages, Node, the page's packages.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::{Outcome, platform, process};

/// To build the window.
pub(crate) const WINDOW: &[&str] =
    &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "librsvg2-dev"];
/// To drive the real window on a screen of its own.
pub(crate) const DRIVEN: &[&str] = &["webkit2gtk-driver", "xvfb", "xauth", "xclip"];
/// To look into what was printed.
pub(crate) const PRINTED: &[&str] = &["poppler-utils", "qpdf"];
/// A browser for the page.
pub(crate) const BROWSER: &[&str] = &["chromium"];
/// To bundle an `AppImage`.
pub(crate) const BUNDLED: &[&str] = &["file", "desktop-file-utils", "xdg-utils"];
/// The peer of the benchmarks.
pub(crate) const PEER: &[&str] = &["sqlite3"];

/// Vite asks for it.
const NODE: (u32, u32) = (20, 19);

/// Installs the packages that lack, where that is possible; elsewhere says what lacks.
pub(crate) fn packages(groups: &[&[&str]]) -> Outcome {
    if !platform::is_debian() {
        return look_for_web_view();
    }
    let wanted: Vec<&str> = groups.concat();
    let lacking = lacking(&wanted)?;
    if lacking.is_empty() {
        return Ok(());
    }
    println!("These system packages lack and are installed now: {}.", lacking.join(" "));
    let mut update = apt_get()?;
    process::run("apt-get update", update.arg("update").arg("--quiet"))?;
    let mut install = apt_get()?;
    install.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(&lacking);
    process::run("apt-get install", &mut install)
}

/// Node is there and new enough.
pub(crate) fn node() -> Outcome {
    let how = format!(
        "Node {}.{} or newer is needed to build the page: https://nodejs.org/en/download has it for every system.",
        NODE.0, NODE.1
    );
    let Ok(answer) = Command::new("node").arg("--version").stderr(Stdio::null()).output() else {
        return Err(how);
    };
    let version = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    if is_new_enough(&version) { Ok(()) } else { Err(format!("{how} This is Node {version}.")) }
}

/// The packages that a folder's lock file names, installed once for each state of that file.
pub(crate) fn npm(folder: &Path) -> Outcome {
    let read = |path: &Path| std::fs::read(path).ok();
    let lock = folder.join("package-lock.json");
    let stamp = folder.join("node_modules").join(".installed-lock.json");
    if read(&lock).is_some() && read(&lock) == read(&stamp) {
        return Ok(());
    }
    let mut install = platform::npm();
    install.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder);
    process::run(&format!("npm ci in {}", folder.display()), &mut install)?;
    std::fs::copy(&lock, &stamp)
        .map_err(|error| format!("{} cannot be written: {error}.", stamp.display()))?;
    Ok(())
}

/// The page, built.
pub(crate) fn page() -> Outcome {
    let ui = crate::place::ui();
    npm(&ui)?;
    process::run("the page is built", platform::npm().args(["run", "--silent", "build"]).current_dir(ui))
}

/// The ones of `wanted` that Debian's package database does not call installed.
fn lacking<'a>(wanted: &[&'a str]) -> Result<Vec<&'a str>, String> {
    let mut query = Command::new("dpkg-query");
    query
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\n"])
        .args(wanted)
        .stderr(Stdio::null());
    // Its exit code only says that some package is unknown: the list says which ones are there.
    let answer = query.output().map_err(|error| format!("dpkg-query cannot be started: {error}."))?;
    let listed = String::from_utf8_lossy(&answer.stdout).into_owned();
    let installed = |name: &str| listed.lines().any(|line| line == format!("{name} installed"));
    // Ubuntu's chromium package only fetches a snap; any browser of that family will do.
    let other_browser = ["google-chrome", "chromium", "chromium-browser", "microsoft-edge"]
        .iter()
        .any(|browser| process::is_there(browser, "--version"));
    let there = |name: &str| installed(name) || (BROWSER.contains(&name) && other_browser);
    Ok(wanted.iter().copied().filter(|name| !there(name)).collect())
}

fn apt_get() -> Result<Command, String> {
    let mut command = if platform::is_root() {
        Command::new("apt-get")
    } else if process::is_there("sudo", "--version") {
        let mut sudo = Command::new("sudo");
        sudo.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        sudo
    } else {
        return Err(
            "Installing them takes root, and there is no sudo here: install them as root, then come back."
                .into(),
        );
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

/// A Linux without apt: what the window needs has to be there. Windows and macOS bring their web view along.
fn look_for_web_view() -> Outcome {
    let found = || Command::new("pkg-config").args(["--exists", "webkit2gtk-4.1", "librsvg-2.0"]).status();
    if !cfg!(target_os = "linux") || found().is_ok_and(|status| status.success()) {
        return Ok(());
    }
    Err("The window needs WebKitGTK 4.1 and librsvg with their headers, and pkg-config; on Fedora: \
         sudo dnf install webkit2gtk4.1-devel librsvg2-devel pkgconf; on Arch: sudo pacman -S webkit2gtk-4.1 librsvg."
        .into())
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= NODE,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_new_enough;

    #[test]
    fn node_is_compared_by_its_numbers() {
        assert!(is_new_enough("v20.19.0"));
        assert!(is_new_enough("v22.3.0"));
        assert!(!is_new_enough("v20.9.0"), "9 is older than 19");
        assert!(!is_new_enough("v18.20.4"));
        assert!(!is_new_enough(""));
    }
}
