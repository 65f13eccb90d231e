//! A font file with only the glyphs a document uses, so that a report of ten pages stays small.
//!
//! Glyphs keep their numbers; the outlines of the others are left out, and with them every table that a
//! PDF does not ask for. The files are our own, so anything unexpected answers `None` and the whole font
//! is embedded instead.

use std::collections::BTreeSet;

/// What a PDF needs of a TrueType font, besides the outlines.
const KEPT: [[u8; 4]; 7] = [*b"cvt ", *b"fpgm", *b"head", *b"hhea", *b"hmtx", *b"maxp", *b"prep"];

/// The font with the outlines of `glyphs` (and of the parts they are made of) only.
pub(crate) fn subset(font: &[u8], glyphs: &BTreeSet<u16>) -> Option<Vec<u8>> {
    let outlines = Outlines::of(font)?;
    let mut wanted: BTreeSet<u16> = glyphs.clone();
    let mut open: Vec<u16> = glyphs.iter().copied().chain([0]).collect();
    while let Some(glyph) = open.pop() {
        wanted.insert(glyph);
        open.extend(parts(outlines.glyph(glyph)?)?.into_iter().filter(|part| !wanted.contains(part)));
    }

    let mut glyf = Vec::new();
    let mut loca = Vec::new();
    for glyph in 0..outlines.count {
        loca.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
        if wanted.contains(&glyph) {
            glyf.extend(outlines.glyph(glyph)?);
            glyf.resize(glyf.len().next_multiple_of(4), 0);
        }
    }
    loca.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());

    let mut tables: Vec<([u8; 4], Vec<u8>)> = KEPT
        .iter()
        .filter_map(|tag| table(font, *tag).map(|data| (*tag, data.to_vec())))
        .chain([(*b"glyf", glyf), (*b"loca", loca)])
        .collect();
    tables.sort_by_key(|(tag, _)| *tag);
    for (tag, data) in &mut tables {
        if tag == b"head" {
            // Positions of glyphs are written in 4 bytes now.
            data.get_mut(50..52)?.copy_from_slice(&[0, 1]);
        }
    }
    file(&tables)
}

/// The outlines of a font and where each glyph's begins.
struct Outlines<'a> {
    glyf: &'a [u8],
    loca: &'a [u8],
    long: bool,
    count: u16,
}

impl<'a> Outlines<'a> {
    fn of(font: &'a [u8]) -> Option<Outlines<'a>> {
        Some(Outlines {
            glyf: table(font, *b"glyf")?,
            loca: table(font, *b"loca")?,
            long: u16_at(table(font, *b"head")?, 50)? == 1,
            count: u16_at(table(font, *b"maxp")?, 4)?,
        })
    }

    fn glyph(&self, glyph: u16) -> Option<&'a [u8]> {
        let start = |glyph: usize| {
            if self.long {
                u32_at(self.loca, glyph * 4)
            } else {
                u16_at(self.loca, glyph * 2).map(|half| usize::from(half) * 2)
            }
        };
        self.glyf.get(start(usize::from(glyph))?..start(usize::from(glyph) + 1)?)
    }
}

/// The glyphs that a composed glyph (such as Ä) is made of.
fn parts(outline: &[u8]) -> Option<Vec<u16>> {
    const WORDS: u16 = 1;
    const SCALE: u16 = 8;
    const MORE: u16 = 0x20;
    const TWO_SCALES: u16 = 0x40;
    const MATRIX: u16 = 0x80;

    let mut parts = Vec::new();
    // A negative number of contours says that the glyph is composed.
    if outline.is_empty() || u16_at(outline, 0)? < 0x8000 {
        return Some(parts);
    }
    let mut at = 10;
    loop {
        let flags = u16_at(outline, at)?;
        parts.push(u16_at(outline, at + 2)?);
        at += if flags & WORDS == 0 { 6 } else { 8 };
        at += match flags {
            f if f & SCALE != 0 => 2,
            f if f & TWO_SCALES != 0 => 4,
            f if f & MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE == 0 {
            return Some(parts);
        }
    }
}

/// Puts tables (sorted by tag) into a font file.
fn file(tables: &[([u8; 4], Vec<u8>)]) -> Option<Vec<u8>> {
    let count = u16::try_from(tables.len()).ok()?;
    let power = count.checked_ilog2()?;
    let range = 16u16 << power;
    let mut file = vec![0, 1, 0, 0];
    for number in [count, range, u16::try_from(power).ok()?, count * 16 - range] {
        file.extend(number.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    for (tag, data) in tables {
        file.extend(tag);
        file.extend(checksum(data).to_be_bytes());
        file.extend(u32::try_from(offset).ok()?.to_be_bytes());
        file.extend(u32::try_from(data.len()).ok()?.to_be_bytes());
        offset += data.len().next_multiple_of(4);
    }
    for (_, data) in tables {
        file.extend(data);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    Some(file)
}

fn checksum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0, |sum: u32, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

fn table(font: &[u8], tag: [u8; 4]) -> Option<&[u8]> {
    let count = usize::from(u16_at(font, 4)?);
    let record = font.get(12..12 + 16 * count)?.chunks(16).find(|record| record.starts_with(&tag))?;
    let (start, length) = (u32_at(record, 8)?, u32_at(record, 12)?);
    font.get(start..start.checked_add(length)?)
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes)
}

fn u32_at(data: &[u8], at: usize) -> Option<usize> {
    let number = data.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)?;
    usize::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::Weight;
    use crate::font;

    /// The path of a glyph, to compare outlines.
    #[derive(Default, PartialEq, Debug)]
    struct Path(Vec<String>);

    impl ttf_parser::OutlineBuilder for Path {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push(format!("m {x} {y}"));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push(format!("l {x} {y}"));
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0.push(format!("q {x1} {y1} {x} {y}"));
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
        fn close(&mut self) {}
    }

    #[test]
    fn kept_glyphs_look_the_same_and_the_file_is_small() {
        for weight in [Weight::Regular, Weight::Medium, Weight::SemiBold, Weight::Bold] {
            let font = font::of(weight);
            let glyphs: BTreeSet<u16> =
                "Budget Ärger ½ 0123\u{2212}".chars().map(|c| font.glyph(c).unwrap().0).collect();
            let small = subset(font.data, &glyphs).unwrap();
            assert!(small.len() < font.data.len() / 8, "{} of {}", small.len(), font.data.len());
            let (whole, small) =
                (ttf_parser::Face::parse(font.data, 0).unwrap(), ttf_parser::Face::parse(&small, 0).unwrap());
            for glyph in glyphs {
                let (mut a, mut b) = (Path::default(), Path::default());
                let id = ttf_parser::GlyphId(glyph);
                assert_eq!(whole.outline_glyph(id, &mut a), small.outline_glyph(id, &mut b));
                assert_eq!(a, b);
                assert_eq!(whole.glyph_hor_advance(id), small.glyph_hor_advance(id));
            }
        }
    }
}
