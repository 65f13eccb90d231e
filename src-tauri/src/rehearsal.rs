//! What the end-to-end tests may do that no user can: answer a dialog from a list, keep settings apart. It takes
//! a debug build *and* an environment variable; a released build knows none of it.

use std::path::PathBuf;

/// Whether this start is a rehearsal: `OUTLAY_REHEARSAL` names a folder of the test.
pub(crate) fn is_on() -> bool {
    folder().is_some()
}

/// Where a rehearsal keeps settings and recent books.
pub(crate) fn config_dir() -> Option<PathBuf> {
    Some(folder()?.join("config"))
}

/// The next answer to a dialog: the first line of `answers.txt`, which is then struck out. An empty line, or no
/// line left, is a dialog closed without a choice.
pub(crate) fn answer() -> Option<PathBuf> {
    let list = folder()?.join("answers.txt");
    let text = std::fs::read_to_string(&list).ok()?;
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    std::fs::write(&list, rest).ok()?;
    let first = first.trim_end_matches('\r');
    (!first.is_empty()).then(|| PathBuf::from(first))
}

#[cfg(debug_assertions)]
fn folder() -> Option<PathBuf> {
    std::env::var_os("OUTLAY_REHEARSAL").map(PathBuf::from)
}

#[cfg(not(debug_assertions))]
fn folder() -> Option<PathBuf> {
    None
}
