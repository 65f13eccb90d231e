//! What the targets share: parts to a file, and a file through everything that the importer makes of one.

use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::sync::Once;

use import::records::Verdict;
use import::{Apart, Kind, Options, Source};

/// Between the parts of a zipped workbook, as one input holds them; a name and a line end follow.
const PART: &[u8] = b"\n%% part ";

/// Reads a file and goes through everything that is asked of one: what it holds, and its rows as each kind.
pub fn all(name: &str, bytes: Vec<u8>, options: &Options) {
    read(name, bytes, options, &Kind::ALL);
}

/// The same as one kind, which its length chooses: a tenth of the time, so ten times as many files.
pub fn one(name: &str, bytes: Vec<u8>, options: &Options) {
    let kind = Kind::ALL[bytes.len() % Kind::ALL.len()];
    read(name, bytes, options, &[kind]);
}

fn read(name: &str, bytes: Vec<u8>, options: &Options, kinds: &[Kind]) {
    only_our_own_panics();
    let source = match Source::read(name, bytes, options, &Apart::Here) {
        Ok(source) => source,
        Err(refusal) => {
            assert!(refusal.message.ends_with('.'), "no sentence: {refusal}");
            return;
        }
    };
    for sheet in 0..source.sheets() {
        let mut last = 0;
        let mut middle = Vec::new();
        source.rows(sheet, |row| {
            assert!(row.number > last, "rows go up");
            last = row.number;
            if row.number == 300 {
                middle = row.filled().map(|column| row.cell(column).to_owned()).collect();
            }
            ControlFlow::Continue(())
        });
        // A row is the same, whether those before it were gone through or not.
        if !middle.is_empty() {
            source.rows_from(sheet, 300, |row| {
                let again: Vec<String> = row.filled().map(|column| row.cell(column).to_owned()).collect();
                assert!(row.number == 300 && again == middle, "row 300 is another one");
                ControlFlow::Break(())
            });
        }
    }
    let _ = import::inspect(&source, None, options);
    for kind in kinds {
        let _ = import::inspect(&source, Some(*kind), options);
        let _ = import::records::read(&source, *kind, options, |record| {
            for (field, _) in record.values() {
                let _ = record.value(*field).to_string();
            }
            Verdict::Taken
        });
        if *kind == Kind::Budget {
            let _ = import::budget::read(&source, options, |_| ControlFlow::Continue(()));
        }
    }
}

/// A panic of a library is caught by the importer, and known; one of ours is a find.
fn only_our_own_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map_or("", |place| place.file());
            if !place.contains("calamine") && !place.contains("quick-xml") {
                eprintln!("{panic}");
                std::process::abort();
            }
        }));
    });
}

/// The parts that an input is made of, by the names in it.
pub fn parts(input: &[u8]) -> Vec<(String, &[u8])> {
    let mut found: Vec<(String, &[u8])> = Vec::new();
    let mut starts: Vec<usize> = (0..input.len()).filter(|at| input[*at..].starts_with(PART)).collect();
    starts.push(input.len());
    for pair in starts.windows(2) {
        let piece = &input[pair[0] + PART.len()..pair[1]];
        let Some(end) = piece.iter().position(|byte| *byte == b'\n') else { continue };
        let name = String::from_utf8_lossy(&piece[..end]).into_owned();
        if found.iter().all(|(known, _)| *known != name) && found.len() < 40 {
            found.push((name, &piece[end + 1..]));
        }
    }
    found
}

/// Parts as one input.
pub fn input<'p>(parts: impl IntoIterator<Item = (&'p str, &'p [u8])>) -> Vec<u8> {
    let mut input = Vec::new();
    for (name, body) in parts {
        input.extend_from_slice(&[PART, name.as_bytes(), b"\n", body].concat());
    }
    input
}

/// The zipped workbook of an input; a part that it lacks is that of a small one.
pub fn zipped(data: &[u8], lacking: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let parts = parts(data);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, body) in &parts {
        zip.start_file(name.as_str(), stored).ok()?;
        zip.write_all(body).ok()?;
    }
    for (name, body) in lacking {
        if parts.iter().all(|(known, _)| known != name) {
            zip.start_file(*name, stored).ok()?;
            zip.write_all(body).ok()?;
        }
    }
    Some(zip.finish().ok()?.into_inner())
}

/// The compound document around the records of a workbook.
pub fn compound(records: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    file.create_stream("/Workbook").ok()?.write_all(records).ok()?;
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}

/// The parts every workbook of Excel needs around its sheets.
pub const XLSX: [(&str, &[u8]); 6] = [
    ("[Content_Types].xml", b"<Types/>"),
    (
        "_rels/.rels",
        br#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    ("xl/workbook.xml", br#"<workbook><sheets><sheet name="S1" sheetId="1" r:id="r1"/></sheets></workbook>"#),
    (
        "xl/_rels/workbook.xml.rels",
        br#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
    ("xl/styles.xml", br#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#),
    ("xl/sharedStrings.xml", b"<sst><si><t>Date</t></si><si><t>Amount</t></si></sst>"),
];

/// The parts every spreadsheet of OpenDocument needs around its content.
pub const ODS: [(&str, &[u8]); 2] = [
    ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
    ("META-INF/manifest.xml", b"<manifest:manifest/>"),
];
