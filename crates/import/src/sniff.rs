//! What the bytes of a file are, whatever its name says.

use crate::Refusal;

/// What can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Delimited text.
    Text,
    /// A workbook of Excel 2007 or later.
    Workbook,
}

const LEGACY: &str = "open it in Excel or LibreOffice and save it as .xlsx";

/// What the bytes are; a sentence if they are nothing that can be read.
pub(crate) fn content(bytes: &[u8]) -> Result<Content, Refusal> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(Refusal::new("The file is empty: choose one with a header row and data below it."));
    }
    let refuse = |what: &str, remedy: &str| Err(Refusal::new(format!("This is {what}: {remedy}.")));
    match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return zipped(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => return compound(bytes),
        // BIFF 2 to 4: a bare stream that starts with a BOF record.
        [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..] => {
            return refuse("a workbook of an Excel before 1995, which is not read", LEGACY);
        }
        [0x1F, 0x8B, ..] => return refuse("a gzip archive", "unpack it and import the file inside"),
        [b'%', b'P', b'D', b'F', ..] => {
            return refuse("a PDF", "ask for the table behind it as .xlsx or .csv");
        }
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            return refuse("a picture", "choose a spreadsheet or a text file with a table");
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => {
            return refuse("a formatted text document", "save its table as .xlsx or .csv");
        }
        _ => {}
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with("<?xml") || head.starts_with("<workbook") {
        return refuse("an XML file", LEGACY);
    }
    if ["<html", "<!doctype", "<table", "<head", "<meta"].iter().any(|tag| head.starts_with(tag)) {
        return refuse("a web page", LEGACY);
    }
    let neither = "This is neither text nor a spreadsheet: choose an .xlsx or .csv file.";
    let utf16 = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])
        || crate::encoding::utf16_without_mark(bytes).is_some();
    if !utf16 {
        let sample = &bytes[..bytes.len().min(65_536)];
        let controls = sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=25 | 27..=31 | 127)).count();
        if sample.contains(&0) || controls * 100 > sample.len() {
            return Err(Refusal::new(neither));
        }
    }
    Ok(Content::Text)
}

/// What a compound document of the older Office is.
fn compound(bytes: &[u8]) -> Result<Content, Refusal> {
    // Names in its directory are UTF-16; the directory may lie anywhere in the file.
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        return Err(locked());
    }
    // FILEPASS follows the BOF of the workbook stream, which starts a sector.
    let encrypted = bytes.chunks(512).any(|sector| {
        sector.starts_with(&[0x09, 0x08, 0x10, 0x00])
            && first_records(sector.get(20..).unwrap_or_default()).take(8).any(|kind| kind == 0x2F)
    });
    if encrypted {
        return Err(locked());
    }
    if holds("WordDocument") || holds("PowerPoint Document") {
        return Err(Refusal::new("This is no spreadsheet: choose an .xlsx or .csv file."));
    }
    Err(Refusal::new(format!(
        "This is a workbook in the older .xls format, which is not read yet: {LEGACY}."
    )))
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

fn locked() -> Refusal {
    Refusal::new(
        "This workbook is protected with a password: open it in Excel, remove the password and save it again.",
    )
}

/// What a zip archive is, by the parts it lists.
fn zipped(bytes: &[u8]) -> Result<Content, Refusal> {
    let broken = "This workbook is damaged: open it in Excel, let it be repaired and save it again.";
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|_| Refusal::new(broken))?;
    let names: Vec<String> = archive
        .file_names()
        .filter_map(Result::ok)
        .map(|name| name.replace('\\', "/").to_lowercase())
        .collect();
    let holds = |end: &str| names.iter().any(|name| name.ends_with(end));
    if holds("xl/workbook.bin") || holds("workbook.bin") {
        return Err(Refusal::new(format!(
            "This is a binary workbook (.xlsb), which is not read yet: {LEGACY}."
        )));
    }
    if holds("content.xml") && holds("mimetype") {
        let manifest = names.iter().any(|name| name.ends_with("encrypted-package"));
        if manifest || opendocument_is_locked(bytes) {
            return Err(locked());
        }
        return Err(Refusal::new(format!(
            "This is an OpenDocument file (.ods), which is not read yet: {LEGACY}."
        )));
    }
    if holds("[content_types].xml") || holds("workbook.xml") || holds("_rels/.rels") {
        if holds("word/document.xml") || holds("ppt/presentation.xml") {
            return Err(Refusal::new("This is no spreadsheet: choose an .xlsx or .csv file."));
        }
        return Ok(Content::Workbook);
    }
    if names.is_empty() {
        return Err(Refusal::new(broken));
    }
    Err(Refusal::new("This is a zip archive: unpack it and import the file inside."))
}

/// Whether the manifest of an `OpenDocument` file speaks of encryption.
fn opendocument_is_locked(bytes: &[u8]) -> bool {
    use std::io::Read;
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return false };
    let Ok(manifest) = archive.by_name("META-INF/manifest.xml") else { return false };
    let mut text = String::new();
    manifest.take(1 << 20).read_to_string(&mut text).is_ok() && text.contains("encryption-data")
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
