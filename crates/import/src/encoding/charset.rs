//! The encodings that can be read: those of the web, those of DOS, and UTF-32.

use encoding_rs::Encoding;

/// A way to write text in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Charset {
    Listed(&'static Encoding),
    /// One byte a letter: its name, and what the bytes from 128 on stand for.
    Dos(&'static str, &'static str),
    Utf32 {
        big: bool,
    },
}

/// Western Europe. The euro sign is that of code page 858; before, a letter that only Turkish has stood there.
pub(super) const CP850: Charset = Charset::Dos(
    "cp850",
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
);

/// The first of them, of the United States.
pub(super) const CP437: Charset = Charset::Dos(
    "cp437",
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
     └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
);

impl Charset {
    /// By its usual name.
    pub(super) fn named(label: &str) -> Option<Charset> {
        let known = Encoding::for_label(label.as_bytes()).map(Charset::Listed);
        known.or_else(|| {
            Some(match label.to_lowercase().replace(['-', '_', ' '], "").as_str() {
                "macroman" | "macosroman" => Charset::Listed(encoding_rs::MACINTOSH),
                "utf8sig" | "utf8bom" => Charset::Listed(encoding_rs::UTF_8),
                "cp1252" | "ansi" => Charset::Listed(encoding_rs::WINDOWS_1252),
                "cp850" | "ibm850" | "cp858" | "ibm858" | "850" | "858" | "dos" => CP850,
                "cp437" | "ibm437" | "437" => CP437,
                "utf32" | "utf32le" => Charset::Utf32 { big: false },
                "utf32be" => Charset::Utf32 { big: true },
                _ => return None,
            })
        })
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Charset::Listed(encoding) => encoding.name(),
            Charset::Dos(name, _) => name,
            Charset::Utf32 { big } => {
                if big {
                    "UTF-32BE"
                } else {
                    "UTF-32LE"
                }
            }
        }
    }

    /// The text of bytes, the encoding that they turned out to be in, and whether some are no text in it.
    pub(super) fn decode(self, bytes: &[u8]) -> (String, &'static str, bool) {
        match self {
            Charset::Listed(encoding) => {
                let (text, used, errors) = encoding.decode(bytes);
                (text.into_owned(), used.name(), errors)
            }
            Charset::Dos(name, upper) => {
                let upper: Vec<char> = upper.chars().collect();
                let letter = |byte: &u8| match byte.checked_sub(128) {
                    None => char::from(*byte),
                    Some(at) => upper.get(usize::from(at)).copied().unwrap_or('\u{fffd}'),
                };
                (bytes.iter().map(letter).collect(), name, false)
            }
            Charset::Utf32 { big } => {
                let (fours, rest) = bytes.as_chunks::<4>();
                let number = if big { u32::from_be_bytes } else { u32::from_le_bytes };
                let letters = fours.iter().map(|four| char::from_u32(number(*four)));
                let text: String = letters.map(|letter| letter.unwrap_or('\u{fffd}')).collect();
                let errors = !rest.is_empty() || text.contains('\u{fffd}');
                (text, self.name(), errors)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_of_dos_stands_for_a_letter() {
        for charset in [CP850, CP437] {
            let Charset::Dos(_, upper) = charset else { continue };
            assert_eq!(upper.chars().count(), 128);
            assert_eq!(charset.decode(b"M\x81ller \x9C5 Stra\xE1e").0, "Müller £5 Straße");
        }
        assert!(Charset::named("IBM-850").is_some() && Charset::named("klingon").is_none());
    }
}
