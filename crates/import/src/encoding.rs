//! The bytes of a text file to text: which encoding, found or given.

mod charset;
mod guess;

use encoding_rs::Encoding;

use crate::{Refusal, sniff};
use charset::Charset;

/// Text, and what is known of how it was written.
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// The encoding's usual name.
    pub(crate) name: &'static str,
    /// Why it was taken for that.
    pub(crate) reason: &'static str,
    pub(crate) notes: Vec<String>,
}

/// Decodes a file, by the encoding that was given, by its mark, or by what its bytes look like.
pub(crate) fn decode(mut bytes: Vec<u8>, given: Option<&str>) -> Result<Decoded, Refusal> {
    let given = given.map(str::trim).filter(|label| !label.is_empty());
    if let Some(label) = given {
        let charset = Charset::named(label).ok_or_else(|| {
            Refusal::of(
                "encoding",
                format!(
                    "“{label}” is no known text encoding: use a name such as utf-8, windows-1252 or utf-16le."
                ),
            )
        })?;
        return Ok(with(&bytes, charset, "As given.", Vec::new()));
    }
    if let Some(big) = utf32(&bytes) {
        return marked(&bytes, Charset::Utf32 { big });
    }
    // Some programs fill their last block with zeros.
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    // The last letter of UTF-16 may end in one.
    if bytes.len() - end > 3 {
        bytes.truncate(end + (end & 1));
    }
    if let Some((encoding, _)) = Encoding::for_bom(&bytes) {
        return marked(&bytes, Charset::Listed(encoding));
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        let reason = "Every other byte is zero, as UTF-16 writes Latin letters.";
        return Ok(with(&bytes, Charset::Listed(encoding), reason, Vec::new()));
    }
    if shifts(&bytes) {
        let charset = Charset::Listed(encoding_rs::ISO_2022_JP);
        let reason = "It shifts to Japanese letters and back, as only ISO-2022-JP does.";
        return Ok(with(&bytes, charset, reason, Vec::new()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let reason = if text.is_ascii() {
                "It has only the letters that every encoding writes alike."
            } else {
                "All of it is valid UTF-8, which no other encoding is by chance."
            };
            Ok(tidied(Decoded { text, name: "UTF-8", reason, notes: Vec::new() }))
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let (charset, reason) = guess::guess(&bytes, valid);
            let said = match charset.name() {
                "UTF-8" => "The text was read as UTF-8.".to_owned(),
                other => format!("The text is not UTF-8 and was read as {other}."),
            };
            let note = format!("{said} {reason} If letters look wrong, choose another encoding.");
            Ok(with(&bytes, charset, reason, vec![note]))
        }
    }
}

/// Whether a file has the mark of UTF-32, and if so whether the upper half of a letter comes first.
pub(crate) fn utf32(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] if bytes.len().is_multiple_of(4) => Some(false),
        [0, 0, 0xFE, 0xFF, ..] => Some(true),
        _ => None,
    }
}

/// Whether a text shifts to Japanese letters as ISO-2022-JP does.
pub(crate) fn shifts(bytes: &[u8]) -> bool {
    let shift = |to: &[u8]| memchr::memmem::find(&bytes[..bytes.len().min(1 << 20)], to).is_some();
    bytes.is_ascii() && (shift(b"\x1b$B") || shift(b"\x1b$@")) && (shift(b"\x1b(B") || shift(b"\x1b(J"))
}

/// UTF-16 by the zero bytes that Latin text leaves in it.
pub(crate) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 4 {
        return None;
    }
    let pairs = sample.len() / 2;
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, high) if high * 2 > pairs => Some(encoding_rs::UTF_16LE),
        (high, 0) if high * 2 > pairs => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// What a file says by the mark at its start; unless too much behind it is no text.
fn marked(bytes: &[u8], charset: Charset) -> Result<Decoded, Refusal> {
    let decoded = with(bytes, charset, "The mark at its start says so.", Vec::new());
    let (mut broken, mut all) = (0usize, 0usize);
    for letter in decoded.text.chars().take(1 << 16) {
        broken += usize::from(letter == '\u{fffd}');
        all += 1;
    }
    if broken > 1 && broken * 100 > all {
        return Err(Refusal::new(sniff::NEITHER));
    }
    Ok(decoded)
}

fn with(bytes: &[u8], charset: Charset, reason: &'static str, mut notes: Vec<String>) -> Decoded {
    let (text, name, errors) = charset.decode(bytes);
    if errors {
        notes.push(format!("Some bytes are no text in {name} and are shown as \u{fffd}."));
    }
    tidied(Decoded { text, name, reason, notes })
}

/// Without the marks of files that were put one behind the other, and without zeros that strayed in.
fn tidied(mut decoded: Decoded) -> Decoded {
    if decoded.text.contains('\u{feff}') {
        decoded.text = decoded.text.replace('\u{feff}', "");
    }
    let zeros = memchr::memchr_iter(0, decoded.text.as_bytes()).count();
    if zeros > 0 {
        decoded.text = decoded.text.replace('\0', "");
        let (bytes, were) = if zeros == 1 { ("zero byte", "was") } else { ("zero bytes", "were") };
        decoded.notes.push(format!("{zeros} {bytes} stood in the text and {were} left out."));
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found() {
        for (bytes, name, text) in [
            (&b"M\xC3\xBCller"[..], "UTF-8", "Müller"),
            (b"\xEF\xBB\xBFM\xC3\xBCller", "UTF-8", "Müller"),
            (b"\xFF\xFEM\0\xFC\0", "UTF-16LE", "Mü"),
            (b"\xFE\xFF\0M\0\xFC", "UTF-16BE", "Mü"),
            (b"M\0a\0x\0,\0", "UTF-16LE", "Max,"),
            (
                b"Supplier,Amount\nM\xFCller GmbH,\x80 5\n",
                "windows-1252",
                "Supplier,Amount\nMüller GmbH,€ 5\n",
            ),
            (b"Paid,Amount\nx,\xA35.00\n", "windows-1252", "Paid,Amount\nx,£5.00\n"),
            (b"Firma,Stra\xA7e\rM\x9Fller,G\x8Arten\r", "macintosh", "Firma,Straße\rMüller,Gärten\r"),
            (b"Firma,Ort\rM\xFCller,K\xF6ln\r", "windows-1252", "Firma,Ort\rMüller,Köln\r"),
            (b"a,b\n1,2\n\0\0\0\0\0", "UTF-8", "a,b\n1,2\n"),
            (b"\xFF\xFEa\0,\0b\0\n\0\0\0\0\0", "UTF-16LE", "a,b\n"),
            (b"\xFF\xFE\0\0M\0\0\0\xFC\0\0\0", "UTF-32LE", "Mü"),
            (b"\0\0\xFE\xFF\0\0\0M\0\0\0\xFC", "UTF-32BE", "Mü"),
            (b"a,\x1b$B4A;z\x1b(B\n", "ISO-2022-JP", "a,漢字\n"),
            (b"\xEF\xBB\xBF\xEF\xBB\xBFa,b\n\xEF\xBB\xBFa,b\n", "UTF-8", "a,b\na,b\n"),
            (b"a,b\n1\0,2\n", "UTF-8", "a,b\n1,2\n"),
            (b"Name,Ort\nJos\xC3\xA9,Bern\nZo\xEB,Chur\n", "UTF-8", "Name,Ort\nJosé,Bern\nZo\u{fffd},Chur\n"),
        ] {
            let decoded = decode(bytes.to_vec(), None).unwrap();
            assert_eq!((decoded.name, decoded.text.as_str()), (name, text));
        }
        assert_eq!(decode(b"\x8A".to_vec(), Some("mac-roman")).unwrap().text, "ä");
        assert_eq!(decode(b"\x84".to_vec(), Some("cp437")).unwrap().text, "ä");
        assert_eq!(decode(b"\xA4".to_vec(), Some("iso-8859-15")).unwrap().text, "€");
        assert!(decode(b"a".to_vec(), Some("klingon")).is_err());
    }
}
