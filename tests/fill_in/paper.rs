//! A workbook in the hands of somebody without Outlay: cells are changed in the parts of the file, as a spreadsheet does.

use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

use tests::Desk;
use zip::write::SimpleFileOptions;

/// A workbook taken apart.
pub(super) struct Paper {
    parts: Vec<(String, String)>,
}

impl Paper {
    pub(super) fn open(desk: &Desk, name: &str) -> Paper {
        let mut zip = zip::ZipArchive::new(Cursor::new(desk.read(name))).unwrap();
        let parts = (0..zip.len()).map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        });
        Paper { parts: parts.collect() }
    }

    /// A part of the file.
    pub(super) fn part(&self, name: &str) -> &str {
        &self.parts.iter().find(|(known, _)| known == name).unwrap().1
    }

    fn sheet(&mut self) -> &mut String {
        let part = self.parts.iter_mut().find(|(name, _)| name == "xl/worksheets/sheet1.xml");
        &mut part.unwrap().1
    }

    /// The element of a cell of the first sheet.
    pub(super) fn cell(&self, place: &str) -> &str {
        let sheet = self.part("xl/worksheets/sheet1.xml");
        let start = sheet.find(&format!("<c r=\"{place}\"")).unwrap_or_else(|| panic!("no cell {place}"));
        let rest = &sheet[start..];
        let head = rest.find('>').unwrap();
        let end = if rest[..head].ends_with('/') { head + 1 } else { rest.find("</c>").unwrap() + 4 };
        &rest[..end]
    }

    /// Fills a cell of the first sheet in: a number, a text, or nothing.
    pub(super) fn fill(mut self, place: &str, value: &str) -> Paper {
        let before = self.cell(place).to_owned();
        let style = before.split(" s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0");
        let head = format!("<c r=\"{place}\" s=\"{style}\"");
        let after = if value.is_empty() {
            format!("{head}/>")
        } else if value.parse::<f64>().is_ok() {
            format!("{head}><v>{value}</v></c>")
        } else {
            format!("{head} t=\"inlineStr\"><is><t>{value}</t></is></c>")
        };
        let sheet = self.sheet();
        *sheet = sheet.replacen(&before, &after, 1);
        self
    }

    /// Adds a cell at the end of a row of the first sheet.
    pub(super) fn append(mut self, place: &str, value: &str) -> Paper {
        let row: String = place.chars().filter(char::is_ascii_digit).collect();
        let sheet = self.sheet();
        let start = sheet.find(&format!("<row r=\"{row}\"")).unwrap();
        let end = start + sheet[start..].find("</row>").unwrap();
        sheet.insert_str(end, &format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{value}</t></is></c>"));
        self
    }

    /// Saves it under a name.
    pub(super) fn save(self, desk: &Desk, name: &str) -> PathBuf {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in &self.parts {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        desk.write(name, zip.finish().unwrap().into_inner())
    }
}
