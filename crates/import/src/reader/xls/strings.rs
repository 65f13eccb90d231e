//! Text of older workbooks: in Unicode, in Unicode without its upper half, or in a code page.

use encoding_rs::Encoding;

use super::super::damaged;
use super::Shared;
use super::record::{Record, number};
use crate::Refusal;

/// The encoding of a code page; Western where it is not known.
pub(super) fn encoding(page: u16) -> &'static Encoding {
    match page {
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        866 => encoding_rs::IBM866,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        10_000 | 0x8000 => encoding_rs::MACINTOSH,
        10_007 => encoding_rs::X_MAC_CYRILLIC,
        65_001 => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1252,
    }
}

/// A text whose length is one byte.
pub(super) fn short(bytes: Option<&[u8]>, shared: &Shared) -> String {
    match bytes {
        Some([length, rest @ ..]) => counted(usize::from(*length), rest, shared),
        _ => String::new(),
    }
}

/// A text whose length is two bytes.
pub(super) fn long(bytes: Option<&[u8]>, shared: &Shared) -> String {
    let bytes = bytes.unwrap_or_default();
    number(bytes, 0).map_or_else(String::new, |length| counted(usize::from(length), &bytes[2..], shared))
}

fn counted(length: usize, bytes: &[u8], shared: &Shared) -> String {
    if !shared.unicode {
        let bytes = &bytes[..bytes.len().min(length)];
        return shared.encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    let Some((flags, rest)) = bytes.split_first() else { return String::new() };
    let mut text = String::new();
    letters(flags & 1 != 0, length, rest, &mut text);
    text
}

/// Adds letters of two bytes, or of one; answers how many there were and how many bytes they took.
fn letters(wide: bool, length: usize, bytes: &[u8], text: &mut String) -> (usize, usize) {
    if wide {
        let length = length.min(bytes.len() / 2);
        let bytes = &bytes[..length * 2];
        text.push_str(&encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0);
        (length, bytes.len())
    } else {
        let bytes = &bytes[..bytes.len().min(length)];
        text.extend(bytes.iter().map(|byte| char::from(*byte)));
        (bytes.len(), bytes.len())
    }
}

/// The pieces of a record, read one behind the other.
struct Pieces<'r> {
    now: &'r [u8],
    more: std::slice::Iter<'r, &'r [u8]>,
}

impl Pieces<'_> {
    fn go_on(&mut self) -> bool {
        match self.more.next() {
            Some(next) => {
                self.now = next;
                true
            }
            None => false,
        }
    }

    /// So many bytes, which may lie over a border.
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut taken = [0; N];
        for byte in &mut taken {
            while self.now.is_empty() {
                self.go_on().then_some(())?;
            }
            (*byte, self.now) = self.now.split_first().map(|(byte, rest)| (*byte, rest))?;
        }
        Some(taken)
    }

    fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > self.now.len() {
            length -= self.now.len();
            self.now = &[];
            self.go_on().then_some(())?;
        }
        self.now = &self.now[length..];
        Some(())
    }

    fn text(&mut self) -> Option<String> {
        let mut length = usize::from(u16::from_le_bytes(self.take()?));
        let [flags] = self.take()?;
        let runs = if flags & 8 != 0 { usize::from(u16::from_le_bytes(self.take()?)) } else { 0 };
        let extra = if flags & 4 != 0 { u32::from_le_bytes(self.take()?) } else { 0 };
        let mut wide = flags & 1 != 0;
        let mut text = String::new();
        loop {
            let (taken, bytes) = letters(wide, length, self.now, &mut text);
            length -= taken;
            self.now = &self.now[bytes..];
            if length == 0 {
                break;
            }
            // Text that goes on in the next piece says there again how wide it is.
            self.go_on().then_some(())?;
            let [flags] = self.take()?;
            wide = flags & 1 != 0;
        }
        self.skip(runs * 4 + usize::try_from(extra).ok()?)?;
        Some(text)
    }
}

/// The text of a record, from a place on, with what it goes on in.
pub(super) fn whole(record: &Record<'_>, at: usize, shared: &Shared) -> Option<String> {
    let now = record.body.get(at..)?;
    if !shared.unicode || record.more.is_empty() {
        return Some(long(Some(now), shared));
    }
    Pieces { now, more: record.more.iter() }.text()
}

/// The table of texts that cells refer to.
pub(super) fn table(record: &Record<'_>) -> Result<Vec<String>, Refusal> {
    let count = record.u32(4).unwrap_or(0);
    let now = record.body.get(8..).unwrap_or_default();
    let mut pieces = Pieces { now, more: record.more.iter() };
    let mut texts = Vec::new();
    while u32::try_from(texts.len()).is_ok_and(|length| length < count) {
        if pieces.now.is_empty() && pieces.more.as_slice().iter().all(|piece| piece.is_empty()) {
            // It claims more texts than it has; whoever refers to one that is not there is the one to say so.
            break;
        }
        texts.push(pieces.text().ok_or_else(|| damaged(&"its texts end too early"))?);
    }
    Ok(texts)
}
