//! Where a book lies: what is special to a platform or a kind of folder, in this one file.

use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::Error;

/// What the place of a book allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A local disk.
    Local,
    /// A folder that a program copies elsewhere, or another machine's disk: shared memory and partial
    /// copies are not safe there.
    Shared(&'static str),
}

/// Names of folders that a synchronising program watches, with what the user calls them.
const SYNCED: [(&str, &str); 10] = [
    ("onedrive", "a OneDrive folder"),
    ("dropbox", "a Dropbox folder"),
    ("google drive", "a Google Drive folder"),
    ("googledrive", "a Google Drive folder"),
    ("mobile documents", "an iCloud folder"),
    ("icloud drive", "an iCloud folder"),
    ("iclouddrive", "an iCloud folder"),
    ("nextcloud", "a Nextcloud folder"),
    ("box sync", "a Box folder"),
    ("cloudstorage", "a folder of a cloud drive"),
];

impl Place {
    /// What kind of place a book lies in, judged by the names of its folders.
    pub(crate) fn of(path: &Path) -> Place {
        // The real folder, because a drive letter or a link may stand for another machine's.
        let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = full.parent().unwrap_or(&full);
        Place::of_folder(&folder.canonicalize().unwrap_or_else(|_| folder.to_owned()))
    }

    fn of_folder(folder: &Path) -> Place {
        let text = folder.to_string_lossy();
        // \\server\share, but not the \\?\ that Windows puts before long local paths.
        if text.starts_with(r"\\") && !text.starts_with(r"\\?\") || text.starts_with(r"\\?\UNC\") {
            return Place::Shared("a network folder");
        }
        for part in folder.components().rev() {
            let name = part.as_os_str().to_string_lossy().to_lowercase();
            if let Some((_, what)) = SYNCED.iter().find(|(start, _)| name.starts_with(start)) {
                return Place::Shared(what);
            }
        }
        Place::Local
    }
}

/// Why a book can only be read, if its file or (where folders have such a mark) its folder says so.
pub(crate) fn read_only(path: &Path) -> Option<&'static str> {
    let marked = |path: &Path| path.metadata().is_ok_and(|data| data.permissions().readonly());
    if marked(path) {
        return Some("This book is marked as read-only, so it can be read but not changed.");
    }
    // On Windows the mark of a folder means something else.
    if cfg!(unix) && path.parent().is_some_and(marked) {
        return Some(READ_ONLY_FOLDER);
    }
    match std::fs::File::options().write(true).open(path) {
        Err(error) if matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem) => {
            Some("You have no right to change this book, so it can be read but not changed.")
        }
        _ => None,
    }
}

/// What is said of a book in a folder where nothing can be written.
pub(crate) const READ_ONLY_FOLDER: &str =
    "The folder of this book can only be read, so the book can be read but not changed.";

/// Opens a book that cannot be written here; nothing is put beside it.
pub(crate) fn open_unwritten(path: &Path) -> Result<Connection, Error> {
    // What a crash (or somebody with more rights, at this moment) left beside the file belongs to it.
    let beside = |end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name).metadata().is_ok_and(|data| data.len() > 0)
    };
    if !beside("-wal") && !beside("-journal") {
        return open_immutable(path);
    }
    let unfinished = |_| {
        let message = "This book was not closed, and its last changes cannot be put in place because it can only be read here. Copy it and the files beside it to a folder of your own and open the copy.";
        Error::ReadOnly(message.to_owned())
    };
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(unfinished)?;
    Ok(conn)
}

/// Opens a file as one that nobody writes: nothing is locked, and nothing is put beside it.
fn open_immutable(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(immutable_uri(path), flags)?)
}

/// The address under which SQLite opens a file that nobody writes.
fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    let text = path.to_string_lossy().replace('\\', "/");
    if !text.starts_with('/') && text.contains(':') {
        uri.push_str("///");
    }
    for c in text.chars() {
        match c {
            '%' => uri.push_str("%25"),
            '?' => uri.push_str("%3f"),
            '#' => uri.push_str("%23"),
            c => uri.push(c),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synced_and_network_folders_are_known_by_name() {
        for (path, place) in [
            ("/home/anna/books", Place::Local),
            ("/home/anna/Dropbox/it", Place::Shared("a Dropbox folder")),
            ("/Users/anna/OneDrive - Firm", Place::Shared("a OneDrive folder")),
            ("/Users/anna/Library/CloudStorage/OneDrive-Firm", Place::Shared("a OneDrive folder")),
            ("/Users/anna/Library/CloudStorage/Box-Box", Place::Shared("a folder of a cloud drive")),
            (r"\\server\share", Place::Shared("a network folder")),
            (r"\\?\UNC\server\share", Place::Shared("a network folder")),
            (r"\\?\C:\books", Place::Local),
        ] {
            assert_eq!(Place::of_folder(Path::new(path)), place, "{path}");
        }
    }

    #[test]
    fn addresses_are_escaped() {
        assert_eq!(
            immutable_uri(Path::new("/a b/c?d#e%.outlay")),
            "file:/a b/c%3fd%23e%25.outlay?immutable=1"
        );
        assert_eq!(immutable_uri(Path::new("C:\\x\\y.outlay")), "file:///C:/x/y.outlay?immutable=1");
    }
}
