//! The parts of a zipped workbook, and which of them is which sheet.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read, Write};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::write::SimpleFileOptions;

use super::damaged;
use super::format::Styles;
use super::tags::{self, Tags};
use crate::Refusal;

/// The largest of the small parts that say where the others are.
const SMALL: u64 = 32 << 20;

/// A zipped workbook.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Parts by their name in small letters.
    parts: HashMap<String, usize>,
}

/// A sheet as the workbook lists it.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    /// What kind of sheet, as the relation to it says.
    pub(super) kind: String,
    /// The part it is in.
    pub(super) part: String,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Package<'b>, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        let names = archive.file_names_raw().enumerate();
        let parts = names.map(|(index, name)| (plain(&String::from_utf8_lossy(name)), index)).collect();
        Ok(Package { archive, parts })
    }

    /// Whether a part has such an ending.
    pub(super) fn holds(&self, ending: &str) -> bool {
        self.parts.keys().any(|name| name.ends_with(ending))
    }

    /// A part, to be read.
    pub(super) fn part(&mut self, name: &str) -> Option<BufReader<ZipFile<'_, Cursor<&'b [u8]>>>> {
        let index = *self.parts.get(&plain(name))?;
        self.archive.by_index(index).ok().map(|part| BufReader::with_capacity(32 << 10, part))
    }

    fn small(&mut self, name: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        if let Some(part) = self.part(name) {
            // What is damaged in it is found again by whoever needs it.
            let _ = part.take(SMALL).read_to_end(&mut bytes);
        }
        bytes
    }

    /// The part that lists the sheets, and the one with its relations.
    fn workbook(&mut self) -> (String, String) {
        let roots = self.small("_rels/.rels");
        let mut roots = Tags::new(&roots[..]);
        let mut workbook = "xl/workbook.xml".to_owned();
        while let Some(tag) = roots.next() {
            let is_document = tag.get("Type").is_some_and(|kind| kind.ends_with(b"/officeDocument"));
            if let Some(target) = tag.get("Target").filter(|_| is_document) {
                workbook = within("", &tags::text(target));
            }
        }
        let (folder, file) = split(&workbook);
        let relations = format!("{folder}_rels/{file}.rels");
        (workbook, relations)
    }

    fn relations(&mut self, workbook: &str, relations: &str) -> HashMap<String, Listed> {
        let (folder, _) = split(workbook);
        let relations = self.small(relations);
        let mut relations = Tags::new(&relations[..]);
        let mut found = HashMap::new();
        while let Some(tag) = relations.next() {
            if let (Some(id), Some(kind), Some(target)) = (tag.get("Id"), tag.get("Type"), tag.get("Target"))
            {
                let kind = tags::text(kind);
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                found.insert(tags::text(id), Listed { kind, part: within(folder, &tags::text(target)) });
            }
        }
        found
    }

    /// The sheets in the order of the workbook.
    pub(super) fn sheets(&mut self) -> Vec<Listed> {
        let (workbook, relations) = self.workbook();
        let related = self.relations(&workbook, &relations);
        let sheet = |id: &str| related.get(id).cloned().unwrap_or_default();
        let listing = self.small(&workbook);
        if workbook.to_lowercase().ends_with(".bin") {
            return super::xlsb::listed(&listing).iter().map(|id| sheet(id)).collect();
        }
        let mut listing = Tags::new(&listing[..]);
        let mut sheets = Vec::new();
        while let Some(tag) = listing.next() {
            if tag.name == b"sheet" && !tag.closes {
                sheets.push(sheet(&tags::text(tag.get("id").unwrap_or_default())));
            }
        }
        sheets
    }

    /// What the styles of the cells show.
    pub(super) fn styles(&mut self) -> Styles {
        let (workbook, relations) = self.workbook();
        let related = self.relations(&workbook, &relations);
        let Some(styles) = related.into_values().find(|part| part.kind == "styles") else {
            return Styles::default();
        };
        let part = self.small(&styles.part);
        if styles.part.to_lowercase().ends_with(".bin") {
            super::xlsb::styles(&part)
        } else {
            Styles::of_xml(&part)
        }
    }

    /// The same workbook with its macro sheets marked as dialogs, which the library that reads the others knows to
    /// leave alone; as they are, it refuses the whole.
    pub(super) fn without_macro_sheets(&mut self) -> Result<Vec<u8>, Refusal> {
        let (_, relations) = self.workbook();
        self.changed(&[relations], |part| {
            String::from_utf8_lossy(&part)
                .replace("/xlMacrosheet\"", "/dialogsheet\"")
                .replace("/xlIntlMacrosheet\"", "/dialogsheet\"")
                .replace("\"macrosheets/", "\"dialogsheets/")
                .into_bytes()
        })
    }

    /// The same workbook with one error for all those that the library does not know; as they are, it refuses the
    /// whole.
    pub(super) fn with_known_errors(&mut self, listed: &[Listed]) -> Result<Vec<u8>, Refusal> {
        let sheets: Vec<String> = listed.iter().map(|sheet| sheet.part.clone()).collect();
        self.changed(&sheets, |part| known_errors(&part))
    }

    /// A copy in which some parts are changed.
    fn changed(&mut self, parts: &[String], change: impl Fn(Vec<u8>) -> Vec<u8>) -> Result<Vec<u8>, Refusal> {
        let parts: Vec<String> = parts.iter().map(|part| plain(part)).collect();
        let mut copy = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(|error| damaged(&error))?;
            let name = String::from_utf8_lossy(part.name_raw()).into_owned();
            if !parts.contains(&plain(&name)) {
                copy.raw_copy_file(part).map_err(|error| damaged(&error))?;
                continue;
            }
            drop(part);
            let mut part = self.archive.by_index(index).map_err(|error| damaged(&error))?;
            let mut body = Vec::new();
            part.read_to_end(&mut body).map_err(|error| damaged(&error))?;
            copy.start_file(name, SimpleFileOptions::default().compression_level(Some(1)))
                .and_then(|()| Ok(copy.write_all(&change(body))?))
                .map_err(|error| damaged(&error))?;
        }
        Ok(copy.finish().map_err(|error| damaged(&error))?.into_inner())
    }
}

/// The part of a sheet with #VALUE! for the errors that came after Excel 2007, and those of other programs.
fn known_errors(part: &[u8]) -> Vec<u8> {
    const KNOWN: [&[u8]; 7] = [b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"];
    let mut changed = Vec::with_capacity(part.len());
    let mut rest = part;
    while let Some(found) = memchr::memmem::find(rest, b"t=\"e\"") {
        // The value of that cell, which ends before the next one begins.
        let (before, cell) = rest.split_at(found + 5);
        changed.extend_from_slice(before);
        rest = cell;
        let end = memchr::memmem::find(cell, b"</c>").or(memchr::memmem::find(cell, b":c>")).unwrap_or(0);
        let value = memchr::memmem::find(&cell[..end], b"v>").map(|open| open + 2);
        let Some(value) = value else { continue };
        let length = memchr::memchr(b'<', &cell[value..]).unwrap_or(0);
        if !KNOWN.contains(&&cell[value..value + length]) {
            changed.extend_from_slice(&cell[..value]);
            changed.extend_from_slice(b"#VALUE!");
            rest = &cell[value + length..];
        }
    }
    changed.extend_from_slice(rest);
    changed
}

fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').map_or(("", path), |(folder, _)| path.split_at(folder.len() + 1))
}

/// Where a target lies that is named from a folder.
fn within(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    path.retain(|step| !step.is_empty());
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_that_are_not_known_become_one_that_is() {
        let sheet = b"<c r=\"A1\" t=\"e\"><f>X()</f><v>#SPILL!</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"str\"><v>#ERROR!</v></c><c t=\"e\"/><c t=\"e\"><v></v></c>";
        let expected = "<c r=\"A1\" t=\"e\"><f>X()</f><v>#VALUE!</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"str\"><v>#ERROR!</v></c><c t=\"e\"/><c t=\"e\"><v>#VALUE!</v></c>";
        assert_eq!(String::from_utf8(known_errors(sheet)).unwrap(), expected);
    }

    #[test]
    fn targets_are_found_from_their_folder() {
        for (folder, target, found) in [
            ("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "../other/sheet1.xml", "other/sheet1.xml"),
            ("", "./workbook.xml", "workbook.xml"),
        ] {
            assert_eq!(within(folder, target), found);
        }
        assert_eq!(split("xl/workbook.xml"), ("xl/", "workbook.xml"));
        assert_eq!(split("workbook.xml"), ("", "workbook.xml"));
    }
}
