//! Files by token: the shell or the command line grants a path, the window only ever names the token.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

use crate::Error;

/// The files that were granted since the start.
#[derive(Debug, Default)]
pub(crate) struct Files {
    granted: Mutex<HashMap<String, PathBuf>>,
    /// Copies that the system was asked to open, each in a folder of its own that only the user may enter.
    lent: Mutex<Vec<TempDir>>,
}

impl Files {
    /// A token for a path; the same path keeps its token.
    pub(crate) fn grant(&self, path: &Path) -> String {
        let mut granted = self.granted.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((token, _)) = granted.iter().find(|(_, known)| *known == path) {
            return token.clone();
        }
        // Not to be guessed: what is in the window must not reach a file by counting.
        let random = || RandomState::new().hash_one(path);
        let token = format!("{:016x}{:016x}", random(), random());
        granted.insert(token.clone(), path.to_owned());
        token
    }

    /// The path that a token stands for.
    pub(crate) fn path(&self, token: &str) -> Result<PathBuf, Error> {
        let granted = self.granted.lock().unwrap_or_else(PoisonError::into_inner);
        let gone = || Error::NotFound("This file is not at hand any more. Choose it again.".to_owned());
        granted.get(token).cloned().ok_or_else(gone)
    }

    /// The name of a file and its size in bytes.
    pub(crate) fn size(&self, token: &str) -> Result<(String, usize), Error> {
        let path = self.path(token)?;
        let name = file_name(&path);
        let size = std::fs::metadata(&path).map_err(|error| failed(&name, "read", &error))?.len();
        Ok((name, usize::try_from(size).unwrap_or(usize::MAX)))
    }

    /// Writes a copy for another program to open; answers its token. It stays until [`Files::take_back`].
    pub(crate) fn lend(&self, name: &str, bytes: &[u8]) -> Result<String, Error> {
        let lend = || {
            let folder = tempfile::Builder::new().prefix("outlay-").tempdir()?;
            let path = folder.path().join(name);
            on_disk(&path, bytes)?;
            Ok((folder, path))
        };
        let (folder, path) = lend().map_err(|error| failed(name, "opened", &error))?;
        self.lent.lock().unwrap_or_else(PoisonError::into_inner).push(folder);
        Ok(self.grant(&path))
    }

    /// Takes away the copies that were lent. One that a program still holds open stays, where the system insists.
    pub(crate) fn take_back(&self) {
        self.lent.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The bytes of a file.
    pub(crate) fn read(&self, token: &str) -> Result<(String, Vec<u8>), Error> {
        let path = self.path(token)?;
        let name = file_name(&path);
        let read = || {
            let kind = std::fs::metadata(&path)?.file_type();
            if kind.is_file() || kind.is_dir() {
                std::fs::read(&path)
            } else {
                // A pipe or a device may never end.
                Err(std::io::Error::other("it is no ordinary file"))
            }
        };
        Ok((name.clone(), read().map_err(|error| failed(&name, "read", &error))?))
    }

    /// Writes a file whole: what stood there before stays until all of it is on the disk.
    pub(crate) fn write(&self, token: &str, bytes: &[u8]) -> Result<String, Error> {
        let path = self.path(token)?;
        let name = file_name(&path);
        let part = path.with_file_name(format!("{name}.part"));
        let written = on_disk(&part, bytes).and_then(|()| std::fs::rename(&part, &path));
        written.map_err(|error| {
            let _ = std::fs::remove_file(&part);
            failed(&name, "written", &error)
        })?;
        Ok(name)
    }
}

fn on_disk(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = std::fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A file's name without its folder.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the system's own words for the rest")]
fn failed(name: &str, what: &str, error: &std::io::Error) -> Error {
    let why = match error.kind() {
        std::io::ErrorKind::NotFound => "it, or its folder, is not there".to_owned(),
        std::io::ErrorKind::PermissionDenied => {
            "you have no right to it, or another program has it open".to_owned()
        }
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    };
    Error::invalid("file", format!("“{name}” could not be {what}: {why}."))
}
