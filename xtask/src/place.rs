//! Where things lie: the checkout, the built programs, the page.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::platform;

/// The checkout. Cargo says at each start where it is: two checkouts that build into one folder share this program.
pub(crate) fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        package.as_deref().and_then(Path::parent).unwrap_or(Path::new(".")).to_owned()
    });
    &ROOT
}

/// Where everything is built: outside the checkout, so that a fresh clone starts warm.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(given) => root().join(given),
        None => platform::cache()
            .map_or_else(|| root().join("target"), |cache| cache.join("outlay").join("target")),
    }
}

/// A program built for development.
pub(crate) fn program(name: &str) -> PathBuf {
    target().join("debug").join(platform::executable(name))
}

/// A program that only developers use.
pub(crate) fn example(name: &str) -> PathBuf {
    target().join("debug").join("examples").join(platform::executable(name))
}

/// The sources of the page.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// The end-to-end tests.
pub(crate) fn e2e() -> PathBuf {
    root().join("tests").join("e2e")
}
