//! IBM Plex Sans: the four weights, and how much room a text takes in them.

#![expect(clippy::float_arithmetic, reason = "measures of text, not money")]

use std::borrow::Cow;
use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId};

use crate::drawing::Weight;

/// One weight of the font, with its characters and their widths.
pub(crate) struct Font {
    /// The font file.
    pub(crate) data: &'static [u8],
    /// Its PostScript name.
    pub(crate) name: &'static str,
    face: Face<'static>,
    /// Widths of the characters below `U+0500` (Latin, Greek, Cyrillic) in units of the font.
    common: Vec<Option<u16>>,
}

/// What is drawn in place of a character that the font lacks.
const MISSING: char = '\u{FFFD}';

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let load = |name, data: &'static [u8]| {
        let face = Face::parse(data, 0).ok()?;
        let common = (0..0x500).map(|code| char::from_u32(code).and_then(|c| advance(&face, c)));
        Some(Font { data, name, common: common.collect(), face })
    };
    [
        load("IBMPlexSans-Regular", include_bytes!("../fonts/IBMPlexSans-Regular.ttf")),
        load("IBMPlexSans-Medium", include_bytes!("../fonts/IBMPlexSans-Medium.ttf")),
        load("IBMPlexSans-SemiBold", include_bytes!("../fonts/IBMPlexSans-SemiBold.ttf")),
        load("IBMPlexSans-Bold", include_bytes!("../fonts/IBMPlexSans-Bold.ttf")),
    ]
    .into_iter()
    .map(|font| font.expect("the fonts are part of the program"))
    .collect()
});

/// The font of a weight.
pub(crate) fn of(weight: Weight) -> &'static Font {
    &FONTS[match weight {
        Weight::Regular => 0,
        Weight::Medium => 1,
        Weight::SemiBold => 2,
        Weight::Bold => 3,
    }]
}

impl Font {
    /// The glyph of a character.
    pub(crate) fn glyph(&self, c: char) -> Option<GlyphId> {
        self.face.glyph_index(c)
    }

    /// The width of a glyph in units of the font.
    pub(crate) fn glyph_advance(&self, glyph: GlyphId) -> u16 {
        self.face.glyph_hor_advance(glyph).unwrap_or(0)
    }

    /// How many units of the font make its size.
    pub(crate) fn units_per_em(&self) -> u16 {
        self.face.units_per_em()
    }

    /// How far it reaches above and below the baseline, and its bounding box, in units of the font.
    pub(crate) fn extent(&self) -> (i16, i16, ttf_parser::Rect) {
        (self.face.ascender(), self.face.descender(), self.face.global_bounding_box())
    }

    fn has(&self, c: char) -> bool {
        self.common.get(c as usize).map_or_else(|| self.face.glyph_index(c).is_some(), Option::is_some)
    }

    fn advance(&self, c: char) -> u16 {
        self.common.get(c as usize).copied().unwrap_or_else(|| advance(&self.face, c)).unwrap_or(0)
    }
}

fn advance(face: &Face<'_>, c: char) -> Option<u16> {
    face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph))
}

/// How wide a text is. Nothing is kerned, so that screen and paper agree with this within a pixel.
pub(crate) fn width(text: &str, weight: Weight, size: f32) -> f32 {
    let font = of(weight);
    let units: u32 = text.chars().map(|c| u32::from(font.advance(c))).sum();
    #[expect(clippy::cast_precision_loss, reason = "a width needs no more than 24 bits")]
    let units = units as f32;
    units * size / f32::from(font.units_per_em())
}

/// The text as it can be drawn on one line: white space of any kind is one space, what has no shape is
/// left out, and a character that the font lacks is the replacement sign.
pub(crate) fn drawable(text: &str) -> Cow<'_, str> {
    let font = of(Weight::Regular);
    let plain = |c: char| (c == ' ' || !c.is_whitespace()) && !is_shapeless(c) && font.has(c);
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut drawable = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => drawable.push(' '),
            c if is_shapeless(c) => {}
            c if font.has(c) => drawable.push(c),
            _ => drawable.push(MISSING),
        }
    }
    Cow::Owned(drawable.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Control characters, joiners, direction marks, variation selectors.
fn is_shapeless(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The text, or as much of its beginning as fits with an ellipsis.
pub(crate) fn fit(text: &str, weight: Weight, size: f32, room: f32) -> String {
    if width(text, weight, size) <= room {
        return text.to_owned();
    }
    let room = room - width("…", weight, size);
    let mut taken = 0.0;
    let end = text.char_indices().find(|(_, c)| {
        taken += width(c.encode_utf8(&mut [0; 4]), weight, size);
        taken > room
    });
    let kept = end.map_or(text, |(end, _)| &text[..end]);
    format!("{}…", kept.trim_end())
}

/// The text in lines that fit, broken between words, or inside a word that is too long for a line.
/// At most `most` lines: the last one ends with an ellipsis if there is more.
pub(crate) fn wrap(text: &str, weight: Weight, size: f32, room: f32, most: usize) -> Vec<String> {
    let text = drawable(text);
    let mut rest = text.trim();
    let mut lines = Vec::new();
    while !rest.is_empty() {
        if lines.len() + 1 == most {
            lines.push(fit(rest, weight, size, room));
            break;
        }
        let end = line_end(rest, weight, size, room);
        lines.push(rest[..end].trim_end().to_owned());
        rest = rest[end..].trim_start();
    }
    lines
}

/// The same with lines about equally long, as headings are set.
pub(crate) fn wrap_evenly(text: &str, weight: Weight, size: f32, room: f32, most: usize) -> Vec<String> {
    let mut lines = wrap(text, weight, size, room, most);
    let mut narrower = room;
    while lines.len() > 1 && narrower > room / 2.0 {
        narrower -= size;
        let even = wrap(text, weight, size, narrower, most);
        if even.len() > lines.len() || even.last().is_some_and(|line| line.ends_with('…')) {
            break;
        }
        lines = even;
    }
    lines
}

/// Where the first line of a text ends: always after at least one character.
fn line_end(text: &str, weight: Weight, size: f32, room: f32) -> usize {
    let mut taken = 0.0;
    let mut word_end = 0;
    for (at, c) in text.char_indices() {
        if c == ' ' {
            word_end = at;
        }
        taken += width(c.encode_utf8(&mut [0; 4]), weight, size);
        if taken > room && at > 0 && c != ' ' {
            return if word_end > 0 { word_end } else { at };
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_tabular_in_every_weight() {
        for weight in [Weight::Regular, Weight::Medium, Weight::SemiBold, Weight::Bold] {
            let digits: Vec<f32> = ('0'..='9').map(|d| width(&d.to_string(), weight, 10.0)).collect();
            assert!(digits.iter().all(|w| (w - digits[0]).abs() < 0.001), "{weight:?} {digits:?}");
        }
    }

    #[test]
    fn every_weight_draws_the_signs_reports_use() {
        for weight in [Weight::Regular, Weight::Medium, Weight::SemiBold, Weight::Bold] {
            for c in "\u{2212}\u{2013}\u{2026}\u{00B7}\u{2192}\u{00D7}€£¥ÄßñλЖ".chars().chain([MISSING])
            {
                assert!(of(weight).has(c), "{weight:?} {c}");
            }
        }
    }

    #[test]
    fn text_is_made_drawable() {
        assert_eq!(drawable("Größe λ Ж"), "Größe λ Ж");
        assert_eq!(drawable("a\tb\r\n c\u{0}\u{200B}d"), "a b cd");
        assert_eq!(drawable("日本 IT"), "\u{FFFD}\u{FFFD} IT");
    }

    #[test]
    fn text_is_cut_or_wrapped_to_its_room() {
        let (weight, size) = (Weight::Regular, 10.0);
        assert_eq!(fit("Datadog", weight, size, 100.0), "Datadog");
        let cut = fit("Datadog Enterprise", weight, size, 60.0);
        assert!(cut.ends_with('…') && width(&cut, weight, size) <= 60.0, "{cut}");
        assert_eq!(fit("Datadog", weight, size, 0.0), "…");

        let lines = wrap("Supercalifragilistic licences for everyone", weight, size, 50.0, 9);
        assert!(lines.iter().all(|line| width(line, weight, size) <= 50.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), "Supercalifragilisticlicencesforeveryone");
        assert_eq!(wrap("one two three four", weight, size, 30.0, 2).len(), 2);
        let even = wrap_evenly("one two three four five six", weight, size, 110.0, 3);
        assert_eq!(even, ["one two three", "four five six"]);
        assert!(wrap(" \n ", weight, size, 50.0, 2).is_empty());
    }
}
