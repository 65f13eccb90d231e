//! Files that are made to do harm, and real ones that were cut short or changed in a place: whoever asked for them
//! gets a sentence soon, and lives on.
#![expect(clippy::format_push_string, reason = "parts of a workbook are put together once")]

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use import::{Apart, Options, Source};
use tests::corpus;
use zip::write::SimpleFileOptions;

use crate::reading::{apart, workbooks};

/// Within this a hostile file is refused, on a machine that has other things to do.
const SOON: Duration = Duration::from_secs(6);

const MEMORY: &str = "more memory than it can honestly need";

/// What is said of a file: its sheets with their sizes and the remarks, or why it is refused.
fn said(name: &str, bytes: Vec<u8>, apart: &Apart) -> String {
    let started = Instant::now();
    let said = match Source::read(name, bytes, &Options::default(), apart) {
        Err(refusal) => {
            assert!(refusal.message.ends_with('.'), "{name}: {refusal}");
            format!("refused: {refusal}")
        }
        Ok(source) => {
            let sheets = (0..source.sheets()).take(3).map(|index| {
                let (rows, columns) = source.size(index).unwrap_or_default();
                format!("{} {rows}x{columns}", source.sheet(index).0)
            });
            format!("{} {}", sheets.collect::<Vec<_>>().join(", "), source.notes().join(" "))
        }
    };
    let took = started.elapsed();
    println!("{name}: {} ms: {}", took.as_millis(), said.chars().take(200).collect::<String>());
    assert!(took < SOON, "{name} took {took:?}");
    said
}

/// A text of pieces, each so many times: what is made to fill memory need not do so here.
type Part = Vec<(String, usize)>;

fn once(text: impl Into<String>) -> Part {
    vec![(text.into(), 1)]
}

fn within(open: &str, middle: Part, close: &str) -> Part {
    [once(open), middle, once(close)].concat()
}

fn zip<'a>(parts: impl IntoIterator<Item = (&'a str, Part)>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    for (name, pieces) in parts {
        zip.start_file(name, options).expect("memory takes it");
        for (piece, times) in pieces {
            let many = piece.repeat(times.min((1 << 20) / piece.len().max(1) + 1));
            let mut left = piece.len() * times;
            while left > 0 {
                let now = left.min(many.len());
                zip.write_all(&many.as_bytes()[..now]).expect("memory takes it");
                left -= now;
            }
        }
    }
    zip.finish().expect("memory takes it").into_inner()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with so many sheets that are all the same part, and texts and styles.
fn workbook(sheets: usize, sheet: Part, texts: Part, styles: Part) -> Vec<u8> {
    let (mut listed, mut related) = (String::new(), String::new());
    for number in 1..=sheets {
        listed += &format!(r#"<sheet name="S{number}" sheetId="{number}" r:id="r{number}"/>"#);
        related += &format!(
            r#"<Relationship Id="r{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>"#
        );
    }
    let root = format!(
        r#"<Relationships><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    zip([
        ("[Content_Types].xml", once("<Types/>")),
        ("_rels/.rels", once(root)),
        ("xl/workbook.xml", once(format!("<workbook><sheets>{listed}</sheets></workbook>"))),
        ("xl/_rels/workbook.xml.rels", once(format!("<Relationships>{related}</Relationships>"))),
        ("xl/styles.xml", within("<styleSheet>", styles, "</styleSheet>")),
        ("xl/sharedStrings.xml", within("<sst>", texts, "</sst>")),
        ("xl/worksheets/sheet1.xml", within("<worksheet>", sheet, "</worksheet>")),
    ])
}

/// A workbook with one sheet of these rows.
fn sheet(rows: Part) -> Vec<u8> {
    workbook(1, within("<sheetData>", rows, "</sheetData>"), Vec::new(), Vec::new())
}

/// An `OpenDocument` spreadsheet with one table.
fn opendocument(head: &str, table: Part) -> Vec<u8> {
    let open = format!(
        r#"<?xml version="1.0"?>{head}<office:document-content><office:body><office:spreadsheet><table:table table:name="S">"#
    );
    let close = "</table:table></office:spreadsheet></office:body></office:document-content>";
    zip([
        ("mimetype", once("application/vnd.oasis.opendocument.spreadsheet")),
        ("META-INF/manifest.xml", once("<manifest:manifest/>")),
        ("content.xml", within(&open, table, close)),
    ])
}

const ONE: &str = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
const ONE_SHEET: &str = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>"#;

fn check(name: &str, bytes: Vec<u8>, expected: &str) {
    let said = said(name, bytes, &apart());
    // On a machine with much else to do, the time may run out before what the file is refused for is seen.
    let late = !expected.starts_with('S') && said.contains("takes longer to read");
    assert!(late || said.contains(expected), "{name}: {said}");
}

#[test]
fn workbooks_made_to_do_harm_do_none() {
    let none = Vec::new;
    let declared = once(format!(r#"<dimension ref="A1:XFD1048576"/>{ONE_SHEET}"#));
    check("billions of cells declared.xlsx", workbook(1, declared, none(), none()), "S1 1x1");
    let megabyte = "x".repeat(1 << 20);
    let texts = vec![(format!("<si><t>{megabyte}</t></si>"), 300)];
    check("texts that fill the memory.xlsx", workbook(1, once(ONE_SHEET), texts, none()), MEMORY);
    let text = within("<si><t>", vec![(megabyte, 300)], "</t></si>");
    check("a text that fills the memory.xlsx", workbook(1, once(ONE_SHEET), text, none()), MEMORY);
    let styles = within("<cellXfs>", vec![(r#"<xf numFmtId="14"/>"#.into(), 4_000_000)], "</cellXfs>");
    check("formats that fill the memory.xlsx", workbook(1, once(ONE_SHEET), none(), styles), MEMORY);
    let long = once(format!("<si><t>{}</t></si>", "x".repeat(32_000)));
    let mut shown = String::from("<sheetData>");
    for n in 1..100_000 {
        shown += &format!(r#"<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>"#);
    }
    let shown = once(shown + "</sheetData>");
    let much = "holds more than can be read";
    check("one text in all cells.xlsx", workbook(1, shown.clone(), long.clone(), none()), much);
    check("ten thousand sheets of one part.xlsx", workbook(9_999, shown, long, none()), much);
    check("too many sheets.xlsx", workbook(20_000, once(ONE_SHEET), none(), none()), much);
    check("rows without end and cells.xlsx", sheet(vec![("<row/>".into(), 60_000_000)]), "takes longer");
    let deep = [vec![("<a>".into(), 300_000)], once(ONE_SHEET)].concat();
    check("tags within tags.xlsx", workbook(1, deep, none(), none()), "S1 1x1");
    let ranges = vec![(r#"<mergeCell ref="A1:B2"/>"#.into(), 200_000)];
    let merged = [once(ONE_SHEET), within("<mergeCells>", ranges, "</mergeCells>")].concat();
    check("cells merged without end.xlsx", workbook(1, merged, none(), none()), "S1 1x1");
    let entity = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>&xxe;</t></is></c></row>"#;
    check("an entity from outside.xlsx", sheet(once(entity)), "never expanded");
}

#[test]
fn opendocuments_made_to_do_harm_do_none() {
    let all = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/></table:table-row>"#;
    let much = "holds more than can be read";
    check("every cell filled.ods", opendocument("", once(all)), much);
    check("every cell filled a thousand times.ods", opendocument("", vec![(all.into(), 1000)]), much);
    let spaces = r#"<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="4000000000"/>x</text:p></table:table-cell></table:table-row>"#;
    check("spaces without end.ods", opendocument("", once(spaces)), "S 1x1");
    let entities = r#"<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"#;
    let bomb = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>&b;</text:p></table:table-cell></table:table-row>"#;
    check("entities of entities.ods", opendocument(entities, once(bomb)), "S 1x1");
    let wide = r#"<table:table-row><table:table-cell table:number-columns-repeated="4294967295"/><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#;
    check("a cell beyond all columns.ods", opendocument("", once(wide)), "refused");
    let long = within("<table:table-row><table:table-cell>", vec![("x".into(), 200 << 20)], "");
    check("a text without end.ods", opendocument("", long), "damaged");
    let cut = zip([
        ("mimetype", once("application/vnd.oasis.opendocument.spreadsheet")),
        ("META-INF/manifest.xml", once("<manifest:manifest/>")),
        ("content.xml", once("<office:document-content><table:table table:name='S'><table:table-row>")),
    ]);
    check("a text cut short.ods", cut, "damaged");
}

#[test]
fn archives_that_lie_are_refused() {
    let apart = apart();
    let honest = sheet(vec![("<row/>".into(), 100_000)]);
    let entry = honest.windows(4).position(|four| four == b"PK\x01\x02").expect("it has a directory");
    let (files, directory) = honest.split_at(entry);
    let end = directory.windows(4).position(|four| four == b"PK\x05\x06").expect("it has an end");
    // Every entry once more, over the same bytes.
    let mut doubled = files.to_vec();
    doubled.extend_from_slice(&directory[..end]);
    doubled.extend_from_slice(&directory[..end]);
    let mut tail = directory[end..].to_vec();
    for at in [8, 10] {
        tail[at] *= 2;
    }
    let size = u32::from_le_bytes([tail[12], tail[13], tail[14], tail[15]]) * 2;
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    doubled.extend_from_slice(&tail);
    assert!(said("names that occur twice.xlsx", doubled, &apart).contains("have the same name"));
    // Under other names, the entries lie over one another.
    let mut overlapping = files.to_vec();
    overlapping.extend_from_slice(&directory[..end]);
    let second = overlapping.len();
    overlapping.extend_from_slice(&directory[..end]);
    let mut at = second;
    while overlapping[at..].starts_with(b"PK\x01\x02") {
        let length = |at: usize| usize::from(u16::from_le_bytes([overlapping[at], overlapping[at + 1]]));
        let next = at + 46 + length(at + 28) + length(at + 30) + length(at + 32);
        overlapping[at + 46] = b'Z';
        at = next;
    }
    overlapping.extend_from_slice(&tail);
    assert!(said("parts that lie over one another.xlsx", overlapping, &apart).contains("refused"));
    // The first part claims to be of other sizes.
    for claimed in [0u32, 7, 0x7FFF_FFFF] {
        let mut lying = honest.clone();
        let sheet = honest.windows(24).rposition(|name| name == b"xl/worksheets/sheet1.xml");
        let entry = sheet.expect("it is listed") - 46;
        lying[entry + 24..entry + 28].copy_from_slice(&claimed.to_le_bytes());
        said("sizes that lie.xlsx", lying, &apart);
    }
}

#[test]
fn lines_that_no_table_has_are_refused() {
    let head = "Date,Supplier,Amount\r\n2026-01-05,Halden,";
    for (middle, expected) in [
        ("a".repeat(600_000), "Line 2 has more than 500,000 characters."),
        (",".repeat(20_000), "Line 2 has more than 16,384 cells."),
    ] {
        let said = said("a.csv", format!("{head}{middle}\r\n").into_bytes(), &Apart::Here);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_reader_that_is_none_is_no_end_of_the_application() {
    let bytes = sheet(once(ONE));
    let nowhere = Apart::Process("/nowhere/at/all".into());
    assert!(said("x.xlsx", bytes.clone(), &nowhere).contains("could not be started"));
    // The tests themselves know nothing of the argument and end at once.
    let other = Apart::Process(std::env::current_exe().expect("this test runs"));
    assert!(said("x.xlsx", bytes, &other).contains("refused"));
}

/// Numbers that look like chance and are the same each time.
fn chance(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).unwrap_or(0)
}

#[test]
fn files_cut_short_or_changed_in_a_place_do_no_harm() {
    let Some(corpus) = corpus() else {
        println!("corpus not found, 1 test skipped");
        return;
    };
    // A few of each by default; hundreds take minutes.
    let tries = std::env::var("OUTLAY_FLIPS").ok().and_then(|tries| tries.parse().ok()).unwrap_or(6);
    let apart = apart();
    let (mut read, mut refused) = (0, 0);
    for (name, _) in workbooks(&corpus) {
        let whole = std::fs::read(corpus.join(&name)).expect("the file is there");
        let mut seed = 1;
        for number in 0..tries {
            let mut bytes = whole.clone();
            if number % 3 == 0 {
                bytes.truncate(chance(&mut seed) % whole.len());
            } else {
                for _ in 0..=chance(&mut seed) % 8 {
                    let at = chance(&mut seed) % whole.len();
                    bytes[at] ^= 1 << (chance(&mut seed) % 8);
                }
            }
            let started = Instant::now();
            match Source::read(&name, bytes, &Options::default(), &apart) {
                Ok(_) => read += 1,
                Err(refusal) => {
                    assert!(refusal.message.ends_with('.'), "{name}, {number}: {refusal}");
                    refused += 1;
                }
            }
            let took = started.elapsed();
            assert!(took < SOON, "{name}, {number}: {took:?}");
        }
    }
    println!("{read} read, {refused} refused");
    assert!(refused > 0 && read > 0);
}
