//! What a zipped workbook claims of itself, looked at before anything is read from it.
//!
//! What it really unpacks to is limited by the memory of the process that reads it, and by what is taken from there.

use std::io::{Cursor, Read};

use super::damaged;
use crate::Refusal;

/// All parts together, unpacked.
const ALL: u64 = 8 << 30;
/// The table of shared texts, which is held in memory.
const TEXTS: u64 = 512 << 20;
/// Deflate packs at most so many bytes into one.
const RATIO: u64 = 1032;

/// Refuses a workbook whose parts are larger, or more, than they can honestly be.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > 20_000 {
        return Err(too_large());
    }
    if archive.has_duplicate_names() {
        return Err(Refusal::new(
            "Two parts of this workbook have the same name, so that programs would read different things in it: open it in Excel and save it again.",
        ));
    }
    let (mut declared, mut packed) = (0u64, 0u64);
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|error| damaged(&error))?;
        declared = declared.saturating_add(part.size());
        packed = packed.saturating_add(part.compressed_size());
        if part.size() > part.compressed_size().saturating_mul(RATIO).saturating_add(1024) {
            return Err(too_large());
        }
    }
    // Parts that lie over one another unpack to more than the file could hold.
    if declared > ALL || packed > bytes.len() as u64 {
        return Err(too_large());
    }
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        let name = String::from_utf8_lossy(part.name_raw()).to_lowercase();
        if !name.ends_with("sharedstrings.xml") {
            continue;
        }
        let size = part.size();
        if size > TEXTS {
            return Err(too_large());
        }
        let mut head = Vec::new();
        // A damaged part is the reader's to report, if it is one it needs.
        let _ = part.take(4096).read_to_end(&mut head);
        // The reader sets aside room for as many texts as the part claims to have; each takes at least four bytes.
        if claimed_texts(&head).is_some_and(|count| count > size / 4) {
            return Err(Refusal::new(
                "This workbook claims more texts than it has: open it in Excel and save it again.",
            ));
        }
    }
    Ok(())
}

/// The number behind `uniqueCount=` at the start of the shared texts; too large a number counts as the largest.
fn claimed_texts(head: &[u8]) -> Option<u64> {
    let head = String::from_utf8_lossy(head);
    let after = head.split_once("uniqueCount")?.1.trim_start().strip_prefix('=')?.trim_start();
    let digits: String =
        after.trim_start_matches(['"', '\'']).chars().take_while(char::is_ascii_digit).collect();
    Some(digits.parse().unwrap_or(if digits.is_empty() { 0 } else { u64::MAX }))
}

fn too_large() -> Refusal {
    Refusal::new(
        "This workbook unpacks to more than can be read safely: save the sheet you need as a .csv file and import that.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_read() {
        assert_eq!(claimed_texts(b"<sst count=\"3\" uniqueCount=\"12\">"), Some(12));
        assert_eq!(claimed_texts(b"<sst uniqueCount = '99999999999999999999999'>"), Some(u64::MAX));
        assert_eq!(claimed_texts(b"<sst>"), None);
    }
}
