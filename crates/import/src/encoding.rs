//! The bytes of a text file to text: which encoding, found or given.

use encoding_rs::Encoding;

use crate::Refusal;

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
    // Some programs fill their last block with zeros.
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let zeros = bytes.len() - end;
    // The last letter of UTF-16 may end in one.
    if zeros > 3 {
        bytes.truncate(end + (end & 1));
    }
    if let Some(label) = given.map(str::trim).filter(|label| !label.is_empty()) {
        let encoding = named(label).ok_or_else(|| {
            Refusal::of(
                "encoding",
                format!(
                    "“{label}” is no known text encoding: use a name such as utf-8, windows-1252 or utf-16le."
                ),
            )
        })?;
        return Ok(with(&bytes, encoding, "As given.", Vec::new()));
    }
    if let Some((encoding, _)) = Encoding::for_bom(&bytes) {
        return Ok(with(&bytes, encoding, "The mark at its start says so.", Vec::new()));
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        let reason = "Every other byte is zero, as UTF-16 writes Latin letters.";
        return Ok(with(&bytes, encoding, reason, Vec::new()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let reason = if text.is_ascii() {
                "It has only the letters that every encoding writes alike."
            } else {
                "All of it is valid UTF-8, which no other encoding is by chance."
            };
            Ok(Decoded { text, name: "UTF-8", reason, notes: Vec::new() })
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let (encoding, reason) = guess(&bytes, valid);
            let note = format!(
                "The text is not UTF-8 and was read as {}. {reason} If letters look wrong, choose another encoding.",
                encoding.name()
            );
            Ok(with(&bytes, encoding, reason, vec![note]))
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

/// What the text is that is no UTF-8 as a whole, and why.
fn guess(bytes: &[u8], valid: usize) -> (&'static Encoding, &'static str) {
    // The neighbourhood of the first odd byte says as much as the whole of a large file.
    let from = valid.saturating_sub(64 * 1024);
    let window = &bytes[from..bytes.len().min(valid.saturating_add(1 << 20))];
    // One broken letter in a large UTF-8 file does not make it another encoding.
    if mostly_utf8(window) {
        return (encoding_rs::UTF_8, "Nearly all of its letters outside ASCII are UTF-8, a few are broken.");
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(window, true);
    let found = detector.guess(None, chardetng::Utf8Detection::Deny);
    let western = [encoding_rs::WINDOWS_1252, encoding_rs::WINDOWS_1250, encoding_rs::WINDOWS_1254]
        .contains(&found)
        || !speaks(window);
    if ends_lines_as_a_mac(bytes) && (western || found.is_single_byte()) {
        let (mac, other) = (sense(window, encoding_rs::MACINTOSH), sense(window, encoding_rs::WINDOWS_1252));
        if mac >= other {
            return (
                encoding_rs::MACINTOSH,
                "Its lines end as only a Mac ends them, and its letters make words so.",
            );
        }
    }
    if speaks(window) {
        (found, "Its letters make the likeliest words so.")
    } else {
        (encoding_rs::WINDOWS_1252, "It has but a few signs outside ASCII, as Excel writes them.")
    }
}

/// Whether all lines end in a carriage return alone.
fn ends_lines_as_a_mac(bytes: &[u8]) -> bool {
    memchr::memchr(b'\n', bytes).is_none() && memchr::memchr(b'\r', bytes).is_some()
}

/// How much sense the letters outside ASCII make: a small one beside a letter is a word, a large one behind a small
/// one or a sign within a word is none.
fn sense(window: &[u8], encoding: &'static Encoding) -> i64 {
    let (text, _) = encoding.decode_without_bom_handling(window);
    let letters: Vec<char> = text.chars().collect();
    letters
        .windows(3)
        .filter(|three| !three[1].is_ascii())
        .map(|three| {
            let [before, letter, after] = [three[0], three[1], three[2]];
            let within = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
            match letter {
                _ if letter.is_lowercase()
                    && (before.is_ascii_alphabetic() || after.is_ascii_lowercase()) =>
                {
                    1
                }
                _ if letter.is_uppercase() && before.is_ascii_lowercase() => -1,
                '\u{2019}' => 1,
                _ if within && !letter.is_alphabetic() => -1,
                _ => 0,
            }
        })
        .sum()
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

fn with(bytes: &[u8], encoding: &'static Encoding, reason: &'static str, mut notes: Vec<String>) -> Decoded {
    let (text, used, errors) = encoding.decode(bytes);
    if errors {
        notes.push(format!("Some bytes are no text in {} and are shown as \u{fffd}.", used.name()));
    }
    Decoded { text: text.into_owned(), name: used.name(), reason, notes }
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
        ] {
            let decoded = decode(bytes.to_vec(), None).unwrap();
            assert_eq!((decoded.name, decoded.text.as_str()), (name, text));
        }
        assert_eq!(decode(b"\x8A".to_vec(), Some("mac-roman")).unwrap().text, "ä");
        assert!(decode(b"a".to_vec(), Some("klingon")).is_err());
    }
}
