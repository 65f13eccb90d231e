//! What a workbook would unpack to, added up before anything is read from it.

use std::io::{Cursor, Read};

use crate::Refusal;

/// All parts together, unpacked.
const ALL: u64 = 2 << 30;
/// The table of shared texts, which is held in memory.
const TEXTS: u64 = 96 << 20;
/// One piece of XML, which is held in memory; a cell has at most 32,767 characters.
const PIECE: usize = 4 << 20;
/// Deflate packs at most so many bytes into one.
const RATIO: u64 = 1032;

/// Refuses a workbook whose parts are larger than they can honestly be: declared, and unpacked for real.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let damaged =
        |_| Refusal::new("This workbook is damaged: open it in Excel, let it be repaired and save it again.");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > 20_000 {
        return Err(too_large());
    }
    let mut declared = 0u64;
    let mut packed = 0u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(damaged)?;
        declared = declared.saturating_add(part.size());
        packed = packed.saturating_add(part.compressed_size());
    }
    // Parts that lie over one another unpack to more than the file could hold.
    if declared > ALL || packed > bytes.len() as u64 {
        return Err(too_large());
    }
    let mut left = ALL;
    let mut buffer = vec![0; 64 * 1024];
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        let texts = part.name().is_ok_and(|name| name.to_lowercase().ends_with("sharedstrings.xml"));
        // What cannot unpack to more than one piece may be anything.
        if !texts && part.compressed_size().saturating_mul(RATIO) < PIECE as u64 {
            left = left.saturating_sub(part.compressed_size().saturating_mul(RATIO).min(part.size()));
            continue;
        }
        left = unpack(part, &mut buffer, left, texts)?;
    }
    Ok(())
}

/// Unpacks a part to nowhere and looks at its size, its pieces and the counts it claims. Answers what is left.
fn unpack(mut part: impl Read, buffer: &mut [u8], mut left: u64, texts: bool) -> Result<u64, Refusal> {
    let mut piece = 0;
    let mut size = 0u64;
    let mut head = Vec::new();
    loop {
        // A damaged part is the reader's to report, if it is one it needs.
        let Ok(read) = part.read(buffer) else { return Ok(left) };
        if read == 0 {
            break;
        }
        let read = &buffer[..read];
        if head.len() < 4096 {
            head.extend_from_slice(&read[..read.len().min(4096)]);
        }
        size += read.len() as u64;
        left = left.checked_sub(read.len() as u64).ok_or_else(too_large)?;
        if texts && size > TEXTS {
            return Err(too_large());
        }
        match (read.iter().position(|byte| *byte == b'<'), read.iter().rposition(|byte| *byte == b'<')) {
            (Some(first), Some(last)) => {
                if piece + first > PIECE {
                    return Err(too_large());
                }
                piece = read.len() - last;
            }
            _ => piece += read.len(),
        }
        if piece > PIECE {
            return Err(too_large());
        }
    }
    // The reader sets aside room for as many texts as the part claims to have; each takes at least four bytes.
    if texts && claimed_texts(&head).is_some_and(|count| count > size / 4) {
        return Err(Refusal::new(
            "This workbook claims more texts than it has: open it in Excel and save it again.",
        ));
    }
    Ok(left)
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

    #[test]
    fn a_piece_without_end_is_refused() {
        let mut buffer = vec![0; 1000];
        let long = vec![b'x'; PIECE + 1];
        assert!(unpack(&long[..], &mut buffer, ALL, false).is_err());
        assert!(unpack(&long[..], &mut buffer, 5000, false).is_err());
        assert_eq!(unpack(&b"<a>"[..], &mut buffer, 10, false), Ok(7));
    }
}
