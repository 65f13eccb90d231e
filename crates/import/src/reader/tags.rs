//! The tags of an XML text, one after the other, with the text between them where it is asked for.
//!
//! Nothing is expanded or fetched, and a tag or a text that is longer than any honest one ends the reading.

use std::io::Read;

/// The longest tag or text that is looked at.
const LONGEST: usize = 1 << 20;

/// An XML text while its tags are gone through.
pub(super) struct Tags<R> {
    input: R,
    buffer: Vec<u8>,
    at: usize,
    ended: bool,
    /// The text before the tag, where it is asked for.
    text: Vec<u8>,
    keeps_text: bool,
    /// Where the cell that was last passed over begins.
    cell: Option<usize>,
}

/// Who gets the attributes of cells that are passed over.
pub(super) type Passed<'c> = &'c mut dyn FnMut(&[u8]);

/// A tag.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about a tag")]
pub(super) struct Tag<'b> {
    /// Its name without the prefix.
    pub(super) name: &'b [u8],
    pub(super) attributes: &'b [u8],
    /// Whether it closes what an earlier one opened.
    pub(super) closes: bool,
    /// Whether it closes itself.
    pub(super) empty: bool,
    /// Whether its name has a prefix.
    pub(super) prefixed: bool,
    /// Whether there is text between the tag before and this one.
    pub(super) after_text: bool,
    /// That text as it is written, where it was asked for.
    pub(super) before: &'b [u8],
}

impl<R: Read> Tags<R> {
    pub(super) fn new(input: R) -> Tags<R> {
        Tags {
            input,
            buffer: Vec::new(),
            at: 0,
            ended: false,
            text: Vec::new(),
            keeps_text: false,
            cell: None,
        }
    }

    /// With the text between the tags.
    pub(super) fn with_text(input: R) -> Tags<R> {
        Tags { keeps_text: true, ..Tags::new(input) }
    }

    /// The next tag; `None` at the end, or where the text is broken.
    pub(super) fn next(&mut self) -> Option<Tag<'_>> {
        let mut after_text = false;
        self.text.clear();
        loop {
            let Some(found) = memchr::memchr(b'<', &self.buffer[self.at..]) else {
                after_text |= self.hear(self.buffer.len())?;
                self.at = self.buffer.len();
                if !self.fill() {
                    return None;
                }
                continue;
            };
            after_text |= self.hear(self.at + found)?;
            self.at += found;
            while self.buffer.len() - self.at < 9 && self.fill() {}
            let rest = &self.buffer[self.at..];
            if rest.starts_with(b"<!--") {
                self.pass(b"-->")?;
                continue;
            }
            if rest.starts_with(b"<![CDATA[") {
                self.at += 9;
                self.pass_text()?;
                after_text = true;
                continue;
            }
            let length = self.tag_length()?;
            let tag = &self.buffer[self.at + 1..self.at + length - 1];
            let [first, ..] = tag else {
                self.at += length;
                continue;
            };
            if matches!(first, b'?' | b'!') {
                self.at += length;
                continue;
            }
            let from = self.at + 1;
            self.at += length;
            let tag = understood(&self.buffer[from..from + length - 2], after_text);
            return Some(Tag { before: &self.text, ..tag });
        }
    }

    /// The next tag of a sheet that is more than cells, their values and ends: most of a sheet is nothing else, and
    /// looking at each would take as long as reading them. For sheets whose tags have no prefix. Who asks for the cells
    /// gets the attributes of each.
    pub(super) fn next_but_cells(&mut self, mut cells: Option<Passed<'_>>) -> Option<Tag<'_>> {
        loop {
            let Some(found) = memchr::memchr(b'<', &self.buffer[self.at..]) else {
                self.at = self.buffer.len();
                if !self.fill() {
                    return None;
                }
                continue;
            };
            self.at += found;
            while self.buffer.len() - self.at < 3 && self.fill() {}
            match self.buffer.get(self.at + 1..self.at + 3) {
                Some([b'c', b' ' | b'>' | b'\n' | b'\r' | b'\t']) => {
                    if let Some(cells) = &mut cells {
                        let length = self.tag_length()?;
                        cells(&self.buffer[self.at + 2..self.at + length - 1]);
                    }
                    self.cell = Some(self.at);
                }
                Some([b'v' | b'/' | b'i' | b't', _]) => {}
                // From here on as ever.
                _ => return self.next(),
            }
            self.at += 2;
        }
    }

    /// The attributes of the cell that was last passed over.
    pub(super) fn cell(&self) -> &[u8] {
        let tag = self.cell.and_then(|cell| self.buffer.get(cell + 2..)).unwrap_or_default();
        let end = memchr::memchr(b'>', tag).unwrap_or(0);
        &tag[..end]
    }

    /// Takes in the text up to a place; `None` if there is more of it than there can honestly be.
    fn hear(&mut self, end: usize) -> Option<bool> {
        let text = &self.buffer[self.at..end];
        if self.keeps_text {
            self.text.extend_from_slice(text);
        }
        (self.text.len() <= LONGEST).then(|| says_something(text))
    }

    /// Goes through text in which no sign means anything.
    fn pass_text(&mut self) -> Option<()> {
        loop {
            let found = memchr::memmem::find(&self.buffer[self.at..], b"]]>");
            let end = found.map_or(self.buffer.len().saturating_sub(2).max(self.at), |found| self.at + found);
            // What means nothing here must go on meaning nothing.
            let text = String::from_utf8_lossy(&self.buffer[self.at..end]).replace('&', "&amp;");
            if self.keeps_text {
                self.text.extend_from_slice(text.as_bytes());
            }
            self.at = end;
            if found.is_some() {
                self.at += 3;
                return Some(());
            }
            if self.text.len() > LONGEST || !self.fill() {
                return None;
            }
        }
    }

    /// How long the tag at the place is, with its angle brackets.
    fn tag_length(&mut self) -> Option<usize> {
        let mut from = 1;
        let mut quote = None;
        loop {
            for (offset, byte) in self.buffer[self.at + from..].iter().enumerate() {
                match (quote, byte) {
                    (None, b'>') => return Some(from + offset + 1),
                    (None, b'"' | b'\'') => quote = Some(*byte),
                    (Some(open), byte) if open == *byte => quote = None,
                    _ => {}
                }
            }
            from = self.buffer.len() - self.at;
            if from > LONGEST || !self.fill() {
                return None;
            }
        }
    }

    /// Goes on behind what is looked for.
    fn pass(&mut self, end: &[u8]) -> Option<()> {
        loop {
            if let Some(found) = memchr::memmem::find(&self.buffer[self.at..], end) {
                self.at += found + end.len();
                return Some(());
            }
            // What is looked for may lie over the border.
            self.at = self.at.max(self.buffer.len().saturating_sub(end.len()));
            if !self.fill() {
                return None;
            }
        }
    }

    /// Reads on; what is behind the place, and behind the last cell, is forgotten.
    fn fill(&mut self) -> bool {
        if self.ended {
            return false;
        }
        let from = self.cell.filter(|cell| self.at.saturating_sub(*cell) < LONGEST).unwrap_or(self.at);
        let from = from.min(self.at);
        self.buffer.drain(..from);
        self.at -= from;
        self.cell = self.cell.and_then(|cell| cell.checked_sub(from));
        let kept = self.buffer.len();
        self.buffer.resize(kept + (64 << 10), 0);
        let read = self.input.read(&mut self.buffer[kept..]).unwrap_or(0);
        self.buffer.truncate(kept + read);
        self.ended = read == 0;
        read > 0
    }
}

fn says_something(text: &[u8]) -> bool {
    !text.is_empty() && !text.iter().all(u8::is_ascii_whitespace)
}

fn understood(tag: &[u8], after_text: bool) -> Tag<'_> {
    let (closes, tag) = tag.strip_prefix(b"/").map_or((false, tag), |tag| (true, tag));
    let (empty, tag) = tag.strip_suffix(b"/").map_or((false, tag), |tag| (true, tag));
    let end = tag.iter().position(u8::is_ascii_whitespace).unwrap_or(tag.len());
    let (name, attributes) = tag.split_at(end);
    let local = name.iter().position(|byte| *byte == b':').map_or(0, |colon| colon + 1);
    Tag { name: &name[local..], attributes, closes, empty, prefixed: local > 0, after_text, before: &[] }
}

impl<'b> Tag<'b> {
    /// What an attribute says, by its name with or without the prefix.
    pub(super) fn get(&self, wanted: &str) -> Option<&'b [u8]> {
        attribute(self.attributes, wanted)
    }

    /// An attribute that is a whole number.
    pub(super) fn number(&self, wanted: &str) -> Option<u32> {
        std::str::from_utf8(self.get(wanted)?).ok()?.trim().parse().ok()
    }

    /// Whether an attribute says yes.
    pub(super) fn is(&self, wanted: &str) -> bool {
        matches!(self.get(wanted), Some(b"1" | b"true" | b"on"))
    }
}

/// What an attribute says, among the attributes of a tag; by its name, or by that without its prefix.
pub(super) fn attribute<'b>(mut rest: &'b [u8], wanted: &str) -> Option<&'b [u8]> {
    loop {
        rest = rest.trim_ascii_start();
        let equals = memchr::memchr(b'=', rest)?;
        let name = rest[..equals].trim_ascii_end();
        let local = name.iter().position(|byte| *byte == b':').map_or(name, |colon| &name[colon + 1..]);
        let value = rest[equals + 1..].trim_ascii_start();
        let (quote, value) = value.split_first()?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let end = memchr::memchr(*quote, value)?;
        if local == wanted.as_bytes() || name == wanted.as_bytes() {
            return Some(&value[..end]);
        }
        rest = &value[end + 1..];
    }
}

/// What a text of XML says, its entities taken for what they stand for.
pub(super) fn text(value: &[u8]) -> String {
    let text = String::from_utf8_lossy(value);
    let mut said = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some((before, after)) = rest.split_once('&') {
        said.push_str(before);
        let entity = after.split_once(';').filter(|(name, _)| name.len() <= 10);
        let sign = entity.and_then(|(name, _)| sign(name));
        if let (Some((_, after)), Some(sign)) = (entity, sign) {
            said.push(sign);
            rest = after;
        } else {
            said.push('&');
            rest = after;
        }
    }
    said.push_str(rest);
    said
}

/// The sign that an entity stands for: the five of XML, or one by its number.
fn sign(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out one byte at a time, so that everything lies over a border once.
    struct Drops<'a>(&'a [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            buffer[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    fn told<R: Read>(input: R) -> Vec<String> {
        let mut tags = Tags::new(input);
        let mut told = Vec::new();
        while let Some(tag) = tags.next() {
            let name = String::from_utf8_lossy(tag.name);
            let id = tag.get("id").map(|id| format!(" {}", text(id))).unwrap_or_default();
            let text = if tag.after_text { "text " } else { "" };
            let (slash, end) = (if tag.closes { "/" } else { "" }, if tag.empty { "/" } else { "" });
            told.push(format!("{text}{slash}{name}{id}{end}"));
        }
        told
    }

    #[test]
    fn tags_are_found_wherever_they_are_cut() {
        let xml = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><x:a r:id=\"1 > 0 &amp; x\" b='<'>\n <!-- <no/> --> word</x:a ><b/><v><![CDATA[<c>]]></v><d id = 'e'/> <f";
        let expected = ["text a 1 > 0 & x", "text /a", "b/", "v", "text /v", "d e/"];
        assert_eq!(told(&xml[..]), expected);
        assert_eq!(told(Drops(xml)), expected);
        assert_eq!(told(&b"<a"[..]), Vec::<String>::new());
        assert_eq!(told(&b"<><a>"[..]), ["a"]);
    }

    #[test]
    fn cells_are_passed_over_and_the_last_one_is_remembered() {
        let xml = b"<w><sheetData><row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1'><f>a&lt;b</f><v/></c></row></sheetData><mergeCell ref='A1'/></w>";
        let mut tags = Tags::new(Drops(xml));
        let mut told = Vec::new();
        while let Some(tag) = tags.next_but_cells(None) {
            let name = String::from_utf8_lossy(tag.name).into_owned();
            let cell = attribute(tags.cell(), "r").map(text).unwrap_or_default();
            told.push(format!("{name} {cell}"));
        }
        assert_eq!(told, ["w ", "sheetData ", "row ", "f B1", "mergeCell B1"]);
    }

    #[test]
    fn text_is_kept_where_it_is_asked_for() {
        let xml = b"<a>one &amp; &#x201C;two<!-- no --> three<b/><![CDATA[<&amp;>]]></a>";
        let mut tags = Tags::with_text(Drops(xml));
        let mut texts = Vec::new();
        while let Some(tag) = tags.next() {
            texts.push(text(tag.before));
        }
        assert_eq!(texts, ["", "one & \u{201c}two three", "<&amp;>"]);
        let long = [b"<a>".to_vec(), vec![b'x'; LONGEST + 1], b"</a>".to_vec()].concat();
        let mut tags = Tags::with_text(&long[..]);
        assert!(tags.next().is_some() && tags.next().is_none());
    }
}
