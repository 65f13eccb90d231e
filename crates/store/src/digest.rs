//! Hashes over parts of the book, as text.

use sha2::{Digest as _, Sha256};

/// A hash while parts go into it.
pub(crate) struct Digest(Sha256);

impl Digest {
    pub(crate) fn new() -> Digest {
        Digest(Sha256::new())
    }

    /// A part goes in with its length, so that no two sequences of parts read the same.
    pub(crate) fn put(&mut self, part: &[u8]) {
        self.0.update((part.len() as u64).to_be_bytes());
        self.0.update(part);
    }

    /// The hash in hexadecimal digits.
    pub(crate) fn text(self) -> String {
        self.0.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
            use std::fmt::Write;
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// The SHA-256 of some bytes alone, as any other tool computes it.
pub(crate) fn plain(bytes: &[u8]) -> String {
    let mut digest = Digest::new();
    digest.0.update(bytes);
    digest.text()
}
