//! Which encoding a text is in that is no UTF-8: by what its letters come to, in its whole.

use encoding_rs::Encoding;

use super::charset::{CP437, CP850, Charset};

/// What the text is that is no UTF-8 as a whole, and why. `valid` is where its first odd byte stands.
pub(super) fn guess(bytes: &[u8], valid: usize) -> (Charset, &'static str) {
    // The neighbourhood of the first odd byte says as much as the whole of a large file.
    let from = valid.saturating_sub(64 * 1024);
    let window = &bytes[from..bytes.len().min(valid.saturating_add(1 << 20))];
    // One broken letter in a large UTF-8 file does not make it another encoding.
    if mostly_utf8(window) {
        let reason = "Most of its letters outside ASCII are UTF-8, the others are broken.";
        return (Charset::Listed(encoding_rs::UTF_8), reason);
    }
    let (found, reason) = likeliest(window);
    let sense = |charset: Charset| Sense::of(&charset.decode(window).0);
    let as_found = sense(Charset::Listed(found));
    let mac = (Charset::Listed(encoding_rs::MACINTOSH), "Its letters make words only as a Mac wrote them.");
    let mac_sense = sense(mac.0);
    if ends_lines_as_a_mac(bytes) && found.is_single_byte() && mac_sense.score() >= as_found.score() {
        return (mac.0, "Its lines end as only a Mac ends them, and its letters make words so.");
    }
    if !as_found.convinces() {
        let dos = "Its letters make words only as DOS wrote them.";
        let others = [(CP850, dos), mac, (CP437, dos)].map(|(charset, why)| (charset, why, sense(charset)));
        let convincing = others.into_iter().filter(|(.., sense)| sense.good > 0 && sense.convinces());
        // Of equals the first: they differ in letters that do not occur.
        let best = convincing.rev().max_by_key(|(.., sense)| sense.score());
        if let Some((charset, why, _)) = best {
            return (charset, why);
        }
    }
    let has_controls = window.iter().any(|byte| (0x80..=0x9F).contains(byte));
    if found == encoding_rs::WINDOWS_1252 && !has_controls && window.contains(&0xA4) {
        let reason = "It has a sign where ISO-8859-15 has €, and none where Windows has it.";
        return (Charset::Listed(encoding_rs::ISO_8859_15), reason);
    }
    (Charset::Listed(found), reason)
}

/// What the detector of the web finds, where there is enough for it to go by.
fn likeliest(window: &[u8]) -> (&'static Encoding, &'static str) {
    if !speaks(window) {
        return (encoding_rs::WINDOWS_1252, "It has but a few signs outside ASCII, as Excel writes them.");
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(window, true);
    let found = detector.guess(None, chardetng::Utf8Detection::Deny);
    (found, "Its letters make the likeliest words so.")
}

/// Whether all lines end in a carriage return alone.
fn ends_lines_as_a_mac(bytes: &[u8]) -> bool {
    memchr::memchr(b'\n', bytes).is_none() && memchr::memchr(b'\r', bytes).is_some()
}

/// How much sense the letters outside ASCII make.
#[derive(Clone, Copy, Debug, Default)]
struct Sense {
    good: u32,
    bad: u32,
}

impl Sense {
    fn of(text: &str) -> Sense {
        let mut sense = Sense::default();
        let mut letters = text.chars();
        let mut before = '\n';
        let mut letter = letters.next().unwrap_or('\n');
        for after in letters.chain(std::iter::once('\n')) {
            match value(before, letter, after) {
                1 => sense.good += 1,
                -1 => sense.bad += 1,
                _ => {}
            }
            (before, letter) = (letter, after);
        }
        sense
    }

    fn score(self) -> i64 {
        i64::from(self.good) - i64::from(self.bad)
    }

    /// Whether hardly anything makes no sense.
    fn convinces(self) -> bool {
        self.bad * 20 <= self.good
    }
}

/// What a letter between two others speaks for: 1 for sense, -1 for none. A small one beside a letter is a word; a large
/// one behind small ones, a letter beside a digit, a sign or a letter of another script within a word is none.
fn value(before: char, letter: char, after: char) -> i32 {
    let within = before.is_alphabetic() && after.is_alphabetic();
    let by_digit = |letter: char, other: char| letter.is_ascii_digit() && !other.is_alphabetic();
    let cased = letter.is_lowercase() || letter.is_uppercase();
    // Where the Latin letters end.
    let foreign = letter.is_alphabetic() && letter > '\u{24f}';
    match letter {
        _ if letter.is_ascii() => 0,
        // The controls of Latin-1 stand for letters that are not there.
        '\u{80}'..='\u{9f}' | '\u{fffd}' => -1,
        '£' | '€' if before.is_ascii_digit() || after.is_ascii_digit() => 1,
        'ª' | 'º' | 'µ' | '–' | '—' => 0,
        '\u{2019}' => i32::from(within),
        _ if foreign && (before.is_ascii_alphabetic() || after.is_ascii_alphabetic()) => -1,
        _ if cased && (by_digit(before, after) || by_digit(after, before)) => -1,
        _ if letter.is_lowercase() => i32::from(before.is_alphabetic() || after.is_lowercase()),
        _ if letter.is_uppercase() => {
            let amid = before.is_lowercase() || before.is_ascii_alphabetic() && after.is_ascii_lowercase();
            -i32::from(amid)
        }
        _ if letter.is_alphabetic() => i32::from(before.is_alphabetic() || after.is_alphabetic()),
        _ => -i32::from(within),
    }
}

/// Whether there are letters outside ASCII: signs such as £ or ’ alone would let the detector guess too finely.
fn speaks(window: &[u8]) -> bool {
    window.windows(2).any(|pair| match pair[0] {
        0..=0x9F => false,
        0xA0..=0xBF => pair[1].is_ascii_alphabetic() || pair[1] >= 0xC0,
        0xC0.. => true,
    })
}

/// Whether nearly all that is no ASCII is well-formed UTF-8, which letters of another encoding are hardly ever.
fn mostly_utf8(window: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in window.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // A letter or two may be pasted into a short file as well.
    good > 20 * bad || (bad <= 2 && good >= bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_decide() {
        let name = |bytes: &[u8]| guess(bytes, 0).0.name();
        for (bytes, expected) in [
            (&b"Lieferant;Betrag\nM\x81ller GmbH;5\nStra\xE1enbau K\x94ln;6\n"[..], "cp850"),
            (b"Supplier,Amount\nAcme,\x9C5.00\nBolt,\x9C6.00\n", "cp850"),
            (b"Supplier,Amount\nAcme,\xA35.00\n", "windows-1252"),
            (b"Supplier,Amount\nAcme\x92s,\x805.00\n", "windows-1252"),
            (b"Firma;Betrag\nM\xFCller;5 \xA4\nK\xF6hler;6 \xA4\n", "ISO-8859-15"),
            (b"Firma,Betrag\nM\x9Fller,5\nStra\xA7enbau,6\nCaf\x8E,7\n", "macintosh"),
            (b"Proveedor;Importe\nPe\xF1a;5\n1\xBA piso;6\n", "windows-1252"),
            (
                b"\xCF\xEE\xF1\xF2\xE0\xE2\xF9\xE8\xEA;\xD1\xF3\xEC\xEC\xE0\n\xD0\xEE\xEC\xE0\xF8\xEA\xE0 2\xE3;5\n",
                "windows-1251",
            ),
            (b"\xA6W\xBA\xD9,Amount\n\xA5x\xA5_\xA5\xAB,5\n\xB0\xAA\xB6\xAF\xA5\xAB,6\n", "Big5"),
            (b"Nazwa;Kwota\nSp\xF3\xB3ka \xAFabka;5\nG\xB3\xF3wna \xA3\xF3d\x9F;6\n", "windows-1250"),
            (b"Text\nna\xEFve \x96 d\xE9j\xE0 vu\n", "windows-1252"),
        ] {
            assert_eq!(name(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
