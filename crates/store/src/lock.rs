//! One writer at a time: who it is and since when, for everybody else to read.
//!
//! Two small files stand beside an open book, named as office programs name theirs: `~$Name.outlay`
//! says who writes, and the system's lock on `~$Name.outlay.lock` says that they still do. The
//! lock ends with the process, so what a crash leaves behind is not in the way.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::{Error, place};

/// The right to write a book; given back when dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    held: Option<File>,
    path: PathBuf,
    owner: PathBuf,
}

impl Lock {
    /// Takes the right to write, or says who has it.
    pub(crate) fn take(book: &Path, who: &str, since: &str) -> Result<Lock, Error> {
        let (path, owner) = beside(book);
        let file = loop {
            let file = File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&path)
                .map_err(|error| refused(book, &error))?;
            match file.try_lock() {
                // Whoever gave it back in this moment has removed the file that was locked here.
                Ok(()) if !path.exists() => {}
                Ok(()) => break file,
                Err(TryLockError::WouldBlock) => return Err(locked(&owner)),
                Err(TryLockError::Error(error)) => return Err(refused(book, &error)),
            }
        };
        // Only a hint for others: a lock without it is a lock all the same.
        let _ = std::fs::write(&owner, format!("{who}\n{since}\n"));
        Ok(Lock { held: Some(file), path, owner })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.owner);
        // Removed while it is held, so that nobody takes it in between; where a system removes no open
        // file, after it is closed.
        let removed = std::fs::remove_file(&self.path);
        drop(self.held.take());
        if removed.is_err() {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn beside(book: &Path) -> (PathBuf, PathBuf) {
    let name = book.file_name().unwrap_or_default().to_string_lossy();
    (book.with_file_name(format!("~${name}.lock")), book.with_file_name(format!("~${name}")))
}

fn locked(owner: &Path) -> Error {
    let by = std::fs::read_to_string(owner).unwrap_or_default();
    let (name, since) = by.split_once('\n').unwrap_or_default();
    let name = if name.is_empty() { "somebody" } else { name };
    // `2026-11-22T09:30:00+01:00` is shown as `2026-11-22 09:30`.
    let since: String = since.trim().chars().take(16).collect();
    let since = if since.is_empty() { since } else { format!(" since {}", since.replace('T', " ")) };
    Error::Locked(format!(
        "This book is open for writing by {name}{since}. It can be read; close it there to change it here."
    ))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the system names the other reasons itself")]
fn refused(book: &Path, error: &std::io::Error) -> Error {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Error::ReadOnly(place::READ_ONLY_FOLDER.to_owned())
        }
        ErrorKind::Unsupported => Error::ReadOnly(
            "The disk of this book cannot keep a second writer out, so the book can be read but not changed. Move it to a folder of your own.".to_owned(),
        ),
        _ => Error::file(book, error),
    }
}
