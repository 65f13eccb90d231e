//! The bytes of a text file to text: which encoding, found or given.

use encoding_rs::Encoding;

use crate::Refusal;

/// Text, and what is known of how it was written.
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// The encoding's usual name.
    pub(crate) name: &'static str,
    pub(crate) notes: Vec<String>,
}

/// Decodes a file, by the encoding that was given, by its mark, or by what its bytes look like.
pub(crate) fn decode(bytes: Vec<u8>, given: Option<&str>) -> Result<Decoded, Refusal> {
    if let Some(label) = given.map(str::trim).filter(|label| !label.is_empty()) {
        let encoding = named(label).ok_or_else(|| {
            Refusal::of(
                "encoding",
                format!(
                    "“{label}” is no known text encoding: use a name such as utf-8, windows-1252 or utf-16le."
                ),
            )
        })?;
        return Ok(with(&bytes, encoding, Vec::new()));
    }
    if let Some((encoding, _)) = Encoding::for_bom(&bytes) {
        return Ok(with(&bytes, encoding, Vec::new()));
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return Ok(with(&bytes, encoding, Vec::new()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, name: "UTF-8", notes: Vec::new() }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            // One broken character in a large UTF-8 file does not make it another encoding.
            let encoding = guess(&bytes, valid);
            let note = format!(
                "The text is not UTF-8 and was read as {}: if letters look wrong, choose another encoding.",
                encoding.name()
            );
            Ok(with(&bytes, encoding, vec![note]))
        }
    }
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

fn named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.as_bytes()).or_else(|| {
        match label.to_lowercase().replace(['-', '_', ' '], "").as_str() {
            "macroman" | "macosroman" => Some(encoding_rs::MACINTOSH),
            "utf8sig" | "utf8bom" => Some(encoding_rs::UTF_8),
            "cp1252" | "ansi" => Some(encoding_rs::WINDOWS_1252),
            _ => None,
        }
    })
}

fn guess(bytes: &[u8], valid: usize) -> &'static Encoding {
    // The neighbourhood of the first odd byte says as much as the whole of a large file.
    let from = valid.saturating_sub(64 * 1024);
    let window = &bytes[from..bytes.len().min(valid.saturating_add(1 << 20))];
    if mostly_utf8(window) {
        return encoding_rs::UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(window, true);
    let found = detector.guess(None, chardetng::Utf8Detection::Deny);
    if speaks(window) { found } else { encoding_rs::WINDOWS_1252 }
}

/// Whether there are letters outside ASCII: signs such as £ or ’ alone would let the detector guess too finely.
fn speaks(window: &[u8]) -> bool {
    window.windows(2).any(|pair| match pair[0] {
        0..=0x9F => false,
        0xA0..=0xBF => pair[1].is_ascii_alphabetic() || pair[1] >= 0xC0,
        0xC0.. => true,
    })
}

/// Whether nearly all that is no ASCII is well-formed UTF-8.
fn mostly_utf8(window: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in window.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 20 * bad
}

fn with(bytes: &[u8], encoding: &'static Encoding, mut notes: Vec<String>) -> Decoded {
    let (text, used, errors) = encoding.decode(bytes);
    if errors {
        notes.push(format!("Some bytes are no text in {} and are shown as \u{fffd}.", used.name()));
    }
    Decoded { text: text.into_owned(), name: used.name(), notes }
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
        ] {
            let decoded = decode(bytes.to_vec(), None).unwrap();
            assert_eq!((decoded.name, decoded.text.as_str()), (name, text));
        }
        assert_eq!(decode(b"\x8A".to_vec(), Some("mac-roman")).unwrap().text, "ä");
        assert!(decode(b"a".to_vec(), Some("klingon")).is_err());
    }
}
