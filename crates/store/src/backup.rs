//! Copies of the book, beside it in a folder that the user can see: one for each of the last ten
//! openings that changed something.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

/// How many copies are kept.
const KEPT: usize = 10;

/// The folder of a book's copies: `Name backups`.
pub(crate) fn folder(book: &Path) -> PathBuf {
    book.with_file_name(format!("{} backups", stem(book)))
}

fn stem(book: &Path) -> String {
    book.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Copies the book as this connection sees it under the time `at` and removes the oldest copies.
///
/// Fails with a sentence when the copy cannot be made.
pub(crate) fn copy(conn: &Connection, book: &Path, at: &str) -> Result<(), String> {
    let folder = folder(book);
    let failed =
        |why: &dyn std::fmt::Display| format!("No backup could be made in “{}”: {why}.", folder.display());
    std::fs::create_dir_all(&folder).map_err(|error| failed(&error))?;
    let stem = stem(book);
    // A colon is no character of a file name on Windows.
    let time: String =
        at.chars().take(19).map(|c| if c.is_ascii_digit() || c == '-' { c } else { ' ' }).collect();
    let name = |count: u32| match count {
        1 => format!("{stem} {time}.outlay"),
        _ => format!("{stem} {time} ({count}).outlay"),
    };
    let target = (1..1000).map(|count| folder.join(name(count))).find(|path| !path.exists());
    let target = target.ok_or_else(|| failed(&"there are too many copies"))?;
    // Only a whole copy gets its name.
    let part = target.with_extension("part");
    let copied = conn
        .backup("main", &part, None)
        .map_err(|error| failed(&error))
        .and_then(|()| std::fs::rename(&part, &target).map_err(|error| failed(&error)));
    if copied.is_err() {
        let _ = std::fs::remove_file(&part);
        return copied;
    }
    let mut kept: Vec<(String, u32, PathBuf)> = std::fs::read_dir(&folder)
        .map_err(|error| failed(&error))?
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let (time, count) = made(&stem, path.file_name()?.to_str()?)?;
            Some((time, count, path))
        })
        .collect();
    kept.sort();
    let surplus = kept.len().saturating_sub(KEPT);
    for (_, _, old) in &kept[..surplus] {
        // A copy that cannot be removed now is removed another time.
        let _ = std::fs::remove_file(old);
    }
    Ok(())
}

/// The time and count in the name of a copy that was made here. Other files in the folder are the user's.
fn made(stem: &str, name: &str) -> Option<(String, u32)> {
    let rest = name.strip_prefix(stem)?.strip_prefix(' ')?.strip_suffix(".outlay")?;
    let (time, count) = match rest.split_once(" (") {
        Some((time, count)) => (time, count.strip_suffix(')')?.parse().ok()?),
        None => (rest, 1),
    };
    let shape = |c: char| if c.is_ascii_digit() { '0' } else { c };
    let ours = time.chars().map(shape).eq("0000-00-00 00 00 00".chars());
    ours.then(|| (time.to_owned(), count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_copies_that_were_made_here_are_known() {
        for (name, known) in [
            ("IT 2026-11-22 09 30 00.outlay", Some(("2026-11-22 09 30 00", 1))),
            ("IT 2026-11-22 09 30 00 (12).outlay", Some(("2026-11-22 09 30 00", 12))),
            ("IT before the audit.outlay", None),
            ("IT 2026-11-22 09 30 00 keep.outlay", None),
            ("IT 2027 2026-11-22 09 30 00.outlay", None),
            ("IT2 2026-11-22 09 30 00.outlay", None),
            ("IT 2026-11-22 09 30 00.part", None),
        ] {
            let known = known.map(|(time, count)| (time.to_owned(), count));
            assert_eq!(made("IT", name), known, "{name}");
        }
    }
}
