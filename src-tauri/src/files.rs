//! Files that the user pointed at. The page never learns where they lie: it holds a token and the name to show.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::Serialize;
use tauri::Manager;

use crate::events::{self, Event};

/// A file as the page knows it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct File {
    token: String,
    name: String,
}

/// Lets the page name `path` by a token in its calls.
pub(crate) fn grant(app: &tauri::AppHandle, path: &Path) -> File {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    File { token: app.state::<app::App>().grant(path), name }
}

/// Tells the page to open this book.
pub(crate) fn open(app: &tauri::AppHandle, path: &Path) {
    let file = grant(app, path);
    events::send(app, Event::Opened(file));
}

/// Tells the page to open the book named in the arguments of a start in `folder`, if there is one.
pub(crate) fn open_named(
    app: &tauri::AppHandle,
    arguments: impl IntoIterator<Item = impl AsRef<Path>>,
    folder: &Path,
) {
    if let Some(path) = book_among(arguments, folder) {
        open(app, &path);
    }
}

/// The first argument after the program's own name that is an existing book.
fn book_among(arguments: impl IntoIterator<Item = impl AsRef<Path>>, folder: &Path) -> Option<PathBuf> {
    arguments
        .into_iter()
        .skip(1)
        .map(|argument| folder.join(argument))
        .find(|path| path.extension().is_some_and(is_book) && path.is_file())
}

fn is_book(extension: &OsStr) -> bool {
    extension.eq_ignore_ascii_case("outlay")
}

#[cfg(test)]
mod tests {
    use super::book_among;

    #[test]
    fn the_book_of_a_double_click_is_found_among_the_arguments() {
        let folder = std::env::temp_dir().join(format!("outlay-arguments-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let book = folder.join("Plan 2027.OUTLAY");
        std::fs::write(&book, b"").unwrap();
        let start = |arguments: &[&str]| {
            book_among(std::iter::once("outlay-desktop").chain(arguments.iter().copied()), &folder)
        };
        assert_eq!(start(&["Plan 2027.OUTLAY"]), Some(book.clone()), "relative to the folder of the start");
        assert_eq!(start(&["--flag", &book.to_string_lossy()]), Some(book.clone()), "after other arguments");
        assert_eq!(start(&["gone.outlay"]), None, "a book that is not there is not opened");
        assert_eq!(start(&["notes.txt"]), None, "another file is not a book");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
