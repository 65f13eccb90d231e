//! What the bytes of a file are, whatever its name says.

use memchr::memmem;

use crate::Refusal;
use crate::reader::locked;

/// What can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Delimited text.
    Text,
    /// A workbook.
    Workbook(Format),
    /// An archive that is no workbook.
    Zip,
    /// Something packed.
    Gzip,
}

/// The formats of workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Excel 2007 and later.
    Xlsx,
    /// The same with macros.
    Xlsm,
    /// The same in binary.
    Xlsb,
    /// Excel 5 to 2003.
    Xls,
    /// `OpenDocument`.
    Ods,
}

impl Format {
    const ALL: [Format; 5] = [Format::Xlsx, Format::Xlsm, Format::Xlsb, Format::Xls, Format::Ods];

    /// Its usual name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Xlsm => "xlsm",
            Format::Xlsb => "xlsb",
            Format::Xls => "xls",
            Format::Ods => "ods",
        }
    }

    /// A letter that stands for it between two processes.
    pub(crate) fn code(self) -> u8 {
        match self {
            Format::Xlsx => b'x',
            Format::Xlsm => b'm',
            Format::Xlsb => b'b',
            Format::Xls => b's',
            Format::Ods => b'o',
        }
    }

    /// What a letter stands for.
    pub(crate) fn of(code: u8) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.code() == code)
    }
}

const LEGACY: &str = "open it in Excel or LibreOffice and save it as .xlsx";
/// What to say of bytes that come to nothing.
pub(crate) const NEITHER: &str = "This is neither text nor a spreadsheet: choose an .xlsx or .csv file.";
pub(crate) const CUT_OFF: &str = "This file is cut off: its end is missing. Copy or download it again.";
const DAMAGED: &str = "This workbook is damaged: open it in Excel, let it be repaired and save it again.";

/// What the bytes are; a sentence if they are nothing that can be read.
pub(crate) fn content(bytes: &[u8]) -> Result<Content, Refusal> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(Refusal::new("The file is empty: choose one with a header row and data below it."));
    }
    let refuse = |what: &str, remedy: &str| Err(Refusal::new(format!("This is {what}: {remedy}.")));
    match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return zipped(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => return compound(bytes),
        // BIFF 2 to 5: a bare stream that starts with a BOF record.
        [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04 | 0x06 | 0x08 | 0x10, 0x00, ..] => {
            return refuse("a workbook of an Excel before 1995, which is not read", LEGACY);
        }
        [0x1F, 0x8B, ..] => return Ok(Content::Gzip),
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => {
            return refuse("an archive of a kind that is not read", "unpack it and import the file inside");
        }
        [b'%', b'P', b'D', b'F', ..] => {
            return refuse("a PDF", "ask for the table behind it as .xlsx or .csv");
        }
        [0x89, b'P', b'N', b'G', ..]
        | [0xFF, 0xD8, 0xFF, ..]
        | [b'G', b'I', b'F', b'8', ..]
        | [b'I', b'I', b'*', 0, ..]
        | [b'M', b'M', 0, b'*', ..]
        | [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..]
        | [_, _, _, _, b'f', b't', b'y', b'p', b'h' | b'm' | b'a', ..] => {
            return refuse("a picture", "choose a spreadsheet or a text file with a table");
        }
        [b'S', b'Q', b'L', b'i', b't', b'e', b' ', ..] | [0, 1, 0, 0, b'S', b't', b'a', b'n', b'd', ..] => {
            return refuse("a database", "export the table you need from it as .csv or .xlsx");
        }
        [b'P', b'A', b'R', b'1', ..] => {
            return refuse("a Parquet file", "export its table as .csv or .xlsx");
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => {
            return refuse("a formatted text document", "save its table as .xlsx or .csv");
        }
        _ => {}
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return refuse("an archive of a kind that is not read", "unpack it and import the file inside");
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let web = ["<html", "<!doctype html", "<table", "<head", "<meta", "<body"];
    if web.iter().any(|tag| head.starts_with(tag)) {
        return refuse("a web page", LEGACY);
    }
    if head.starts_with("<?xml") || head.starts_with('<') && head.contains("</") {
        return refuse("an XML file", LEGACY);
    }
    if is_json(head) {
        return refuse("a JSON file", "save its records as a table, .csv or .xlsx");
    }
    let utf16 = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])
        || crate::encoding::utf32(bytes).is_some()
        || crate::encoding::shifts(bytes)
        || crate::encoding::utf16_without_mark(bytes).is_some();
    if !utf16 {
        // Zeros behind the text, as some programs leave them, say nothing.
        let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        let sample = &bytes[..end.min(65_536)];
        let controls = sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=25 | 27..=31 | 127)).count();
        // One that strayed into a text makes it nothing else.
        if controls > 1 && controls * 100 > sample.len() {
            return Err(Refusal::new(NEITHER));
        }
    }
    Ok(Content::Text)
}

/// Whether a text begins as JSON does: with a name and a colon, or with a list of records or of lists.
fn is_json(head: &str) -> bool {
    let record = |text: &str| {
        let name = text.strip_prefix('{').map(str::trim_start).and_then(|rest| rest.strip_prefix('"'));
        name.and_then(|rest| rest.split_once('"')).is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
    };
    let list = head.strip_prefix('[').map(str::trim_start);
    record(head) || list.is_some_and(|first| record(first) || first.starts_with('[') || first == "]")
}

/// What a compound document of the older Office is.
fn compound(bytes: &[u8]) -> Result<Content, Refusal> {
    // Names in its directory are UTF-16; the directory may lie anywhere in the file.
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        return Err(locked());
    }
    // FILEPASS follows the BOF of the workbook stream, which starts a sector; small streams have small ones.
    let encrypted = bytes.chunks(64).enumerate().any(|(sector, start)| {
        start.starts_with(&[0x09, 0x08])
            && matches!(start.get(2..4), Some([0x08 | 0x10, 0]))
            && first_records(&bytes[sector * 64..]).take(9).any(|kind| kind == 0x2F)
    });
    if encrypted {
        return Err(locked());
    }
    let workbook = ["Workbook", "WORKBOOK", "Book", "BOOK"].into_iter().any(holds);
    if !workbook && is_cut_off(bytes) {
        return Err(Refusal::new(CUT_OFF));
    }
    if !workbook || holds("WordDocument") || holds("PowerPoint Document") {
        return Err(Refusal::new("This is no spreadsheet: choose an .xlsx or .csv file."));
    }
    Ok(Content::Workbook(Format::Xls))
}

/// Whether the last part of a compound document that is in use, as its own table of them says, lies behind its end.
pub(crate) fn is_cut_off(bytes: &[u8]) -> bool {
    let u32_at = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    let size = match bytes.get(30) {
        Some(9) => 512,
        Some(12) => 4096,
        _ => return false,
    };
    // Where a part of the file begins, which the head of the file comes before.
    let begins = |part: u32| usize::try_from(part).ok()?.checked_add(1)?.checked_mul(size);
    let tables = u32_at(44).unwrap_or(0).min(109);
    (0..tables).any(|at| {
        let place = usize::try_from(at).ok().and_then(|at| begins(u32_at(76 + at * 4)?));
        let Some(place) = place else { return false };
        let Some(table) = bytes.get(place..place.saturating_add(size)) else { return true };
        let first = at * u32::try_from(size / 4).unwrap_or(0);
        let used = (first..).zip(table.as_chunks::<4>().0).filter(|(_, next)| **next != [0xFF; 4]);
        used.last().and_then(|(part, _)| begins(part)).is_some_and(|begins| begins >= bytes.len())
    })
}

/// The kinds of the records at the start of a workbook stream.
fn first_records(mut rest: &[u8]) -> impl Iterator<Item = u16> {
    std::iter::from_fn(move || {
        let [a, b, c, d, body @ ..] = rest else { return None };
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        rest = body.get(length..)?;
        Some(u16::from_le_bytes([*a, *b]))
    })
}

/// What a zip archive is, by the parts it lists.
fn zipped(bytes: &[u8]) -> Result<Content, Refusal> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|_| Refusal::new(DAMAGED))?;
    let names: Vec<String> = archive
        .file_names_raw()
        .map(|name| String::from_utf8_lossy(name).replace('\\', "/").to_lowercase())
        .collect();
    let holds = |end: &str| names.iter().any(|name| name.ends_with(end));
    if holds("workbook.bin") {
        return Ok(Content::Workbook(Format::Xlsb));
    }
    if holds("content.xml") && holds("mimetype") {
        if holds("encrypted-package") || says(&mut archive, "META-INF/manifest.xml", "encryption-data") {
            return Err(locked());
        }
        if !says(&mut archive, "mimetype", "spreadsheet") {
            return Err(Refusal::new("This is no spreadsheet: choose an .xlsx or .csv file."));
        }
        return Ok(Content::Workbook(Format::Ods));
    }
    if holds("[content_types].xml") || holds("workbook.xml") || holds("_rels/.rels") {
        if holds("word/document.xml") || holds("ppt/presentation.xml") {
            return Err(Refusal::new("This is no spreadsheet: choose an .xlsx or .csv file."));
        }
        let macros =
            holds("vbaproject.bin") || says(&mut archive, "[Content_Types].xml", "sheet.macroEnabled");
        return Ok(Content::Workbook(if macros { Format::Xlsm } else { Format::Xlsx }));
    }
    if holds(".iwa") {
        return Err(Refusal::new(
            "This is a document of Apple Numbers: export it from there as Excel or CSV.",
        ));
    }
    if names.is_empty() {
        return Err(Refusal::new("This zip file is empty: choose one with a table in it."));
    }
    Ok(Content::Zip)
}

/// Whether a small part of an archive speaks of something.
fn says(archive: &mut zip::ZipArchive<std::io::Cursor<&[u8]>>, part: &str, word: &str) -> bool {
    use std::io::Read;
    let Ok(part) = archive.by_name(part) else { return false };
    let mut text = Vec::new();
    // What is damaged is found by whoever reads the workbook.
    let _ = part.take(1 << 20).read_to_end(&mut text);
    memmem::find(&text, word.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_counts_not_the_name() {
        let said = |bytes: &[u8]| match content(bytes) {
            Ok(content) => format!("{content:?}"),
            Err(refusal) => refusal.message,
        };
        for (bytes, expected) in [
            (&b"a,b\n1,2\n"[..], "Text"),
            (b"\xFF\xFEa\0,\0b\0", "Text"),
            (b" \r\n", "The file is empty: choose one with a header row and data below it."),
            (b"%PDF-1.7", "This is a PDF: ask for the table behind it as .xlsx or .csv."),
            (b"<html><table>", "This is a web page: open it in Excel or LibreOffice and save it as .xlsx."),
            (b"{\"rows\": [1]}", "This is a JSON file: save its records as a table, .csv or .xlsx."),
            (b" [{ \"a\" : 1 }]", "This is a JSON file: save its records as a table, .csv or .xlsx."),
            (b"[Date],[Amount]\n1,2\n", "Text"),
            (
                b"<data><row>1</row></data>",
                "This is an XML file: open it in Excel or LibreOffice and save it as .xlsx.",
            ),
            (b"<5,a\n1,2\n", "Text"),
            (
                b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                "This zip file is empty: choose one with a table in it.",
            ),
            (b"a,b\n1\0,2\n", "Text"),
            (b"abc\0\x01\x02def", "This is neither text nor a spreadsheet: choose an .xlsx or .csv file."),
            (
                b"PK\x03\x04nonsense",
                "This workbook is damaged: open it in Excel, let it be repaired and save it again.",
            ),
        ] {
            assert_eq!(said(bytes), expected);
        }
    }
}
