//! Everything here that differs from one system to the next.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The user's folder for things that can be made again.
pub(crate) fn cache() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(target_os = "windows") {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library").join("Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")))
    }
}

/// The file name of a program.
pub(crate) fn executable(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// npm, which on Windows is a script and not a program.
pub(crate) fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// npx, likewise.
pub(crate) fn npx() -> Command {
    Command::new(if cfg!(windows) { "npx.cmd" } else { "npx" })
}

/// Whether a window can be shown to somebody.
pub(crate) fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Whether the real window can be driven here: Apple has no driver for the web view of other applications.
pub(crate) fn drives_windows() -> bool {
    cfg!(any(target_os = "linux", target_os = "windows"))
}

/// The program, with a screen of its own where windows of tests would disturb or cannot be shown.
pub(crate) fn on_a_screen(program: &str) -> Command {
    if cfg!(target_os = "linux") {
        let mut command = Command::new("xvfb-run");
        command.args(["--auto-servernum", "--server-args=-screen 0 1600x1000x24", program]);
        command
    } else {
        Command::new(program)
    }
}

/// Whether the packages of this system can be installed from here.
pub(crate) fn is_debian() -> bool {
    cfg!(target_os = "linux")
        && Path::new("/usr/bin/dpkg-query").exists()
        && Path::new("/usr/bin/apt-get").exists()
}

/// Whether this runs with every right.
pub(crate) fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|answer| answer.stdout.trim_ascii() == b"0")
}

/// The triple of this system, as the bundler wants it in the names of programs that ship along.
pub(crate) fn triple() -> Result<String, String> {
    let answer = Command::new("rustc").args(["--print", "host-tuple"]).output();
    match answer {
        Ok(answer) if answer.status.success() => {
            Ok(String::from_utf8_lossy(&answer.stdout).trim().to_owned())
        }
        _ => Err("rustc does not say for which system it builds.".into()),
    }
}
