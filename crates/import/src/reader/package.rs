//! The parts of a zipped workbook, and which of them is which sheet.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read, Write};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::write::SimpleFileOptions;

use super::damaged;
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

    /// The same workbook with its macro sheets marked as dialogs, which the library that reads the others knows to
    /// leave alone; as they are, it refuses the whole.
    pub(super) fn without_macro_sheets(&mut self) -> Result<Vec<u8>, Refusal> {
        let (_, relations) = self.workbook();
        let text = String::from_utf8_lossy(&self.small(&relations))
            .replace("/xlMacrosheet\"", "/dialogsheet\"")
            .replace("/xlIntlMacrosheet\"", "/dialogsheet\"")
            .replace("\"macrosheets/", "\"dialogsheets/");
        let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(|error| damaged(&error))?;
            let name = String::from_utf8_lossy(part.name_raw()).into_owned();
            if plain(&name) == plain(&relations) {
                drop(part);
                changed
                    .start_file(name, SimpleFileOptions::default())
                    .and_then(|()| Ok(changed.write_all(text.as_bytes())?))
                    .map_err(|error| damaged(&error))?;
            } else {
                changed.raw_copy_file(part).map_err(|error| damaged(&error))?;
            }
        }
        Ok(changed.finish().map_err(|error| damaged(&error))?.into_inner())
    }
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
