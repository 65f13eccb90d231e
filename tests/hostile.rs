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

fn zip<'a>(parts: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    for (name, body) in parts {
        zip.start_file(name, options).expect("memory takes it");
        zip.write_all(&body).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with so many sheets that are all the same part, and texts and styles.
fn workbook(sheets: usize, sheet: &str, texts: &str, styles: &str) -> Vec<u8> {
    let (mut listed, mut related) = (String::new(), String::new());
    for number in 1..=sheets {
        listed += &format!(r#"<sheet name="S{number}" sheetId="{number}" r:id="r{number}"/>"#);
        related += &format!(
            r#"<Relationship Id="r{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>"#
        );
    }
    let text = |text: String| text.into_bytes();
    zip([
        ("[Content_Types].xml", text("<Types/>".into())),
        (
            "_rels/.rels",
            text(format!(
                r#"<Relationships><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            )),
        ),
        ("xl/workbook.xml", text(format!("<workbook><sheets>{listed}</sheets></workbook>"))),
        ("xl/_rels/workbook.xml.rels", text(format!("<Relationships>{related}</Relationships>"))),
        ("xl/styles.xml", text(format!("<styleSheet>{styles}</styleSheet>"))),
        ("xl/sharedStrings.xml", text(format!("<sst>{texts}</sst>"))),
        ("xl/worksheets/sheet1.xml", text(format!("<worksheet>{sheet}</worksheet>"))),
    ])
}

fn rows(rows: &str) -> String {
    format!("<sheetData>{rows}</sheetData>")
}

/// An `OpenDocument` spreadsheet with one table.
fn opendocument(head: &str, table: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?>{head}<office:document-content><office:body><office:spreadsheet><table:table table:name="S">{table}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    zip([
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>".to_vec()),
        ("content.xml", content.into_bytes()),
    ])
}

#[test]
fn workbooks_made_to_do_harm_do_none() {
    let apart = apart();
    let one = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
    let megabyte = "x".repeat(1 << 20);
    let check = |name: &str, bytes: Vec<u8>, expected: &str| {
        let said = said(name, bytes, &apart);
        // On a machine with much else to do, the time may run out before what the file is refused for is seen.
        let late = !expected.starts_with('S') && said.contains("takes longer to read");
        assert!(late || said.contains(expected), "{name}: {said}");
    };

    let declared = format!(r#"<dimension ref="A1:XFD1048576"/>{}"#, rows(one));
    check("billions of cells declared.xlsx", workbook(1, &declared, "", ""), "S1 1x1");
    let texts = format!("<si><t>{megabyte}</t></si>").repeat(300);
    check("texts that fill the memory.xlsx", workbook(1, &rows(one), &texts, ""), MEMORY);
    check(
        "a text that fills the memory.xlsx",
        workbook(1, &rows(one), &format!("<si><t>{}</t></si>", megabyte.repeat(300)), ""),
        MEMORY,
    );
    drop(texts);
    let formats = "<xf numFmtId=\"14\"/>".repeat(4_000_000);
    let styles = format!("<cellXfs>{formats}</cellXfs>");
    check(
        "formats that fill the memory.xlsx",
        workbook(1, &rows(one), "", &styles),
        "refused: This workbook",
    );
    drop((styles, formats));
    let long = format!("<si><t>{}</t></si>", "x".repeat(32_000));
    let mut shown = String::new();
    for n in 1..100_000 {
        shown += &format!(r#"<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>"#);
    }
    check("one text in all cells.xlsx", workbook(1, &rows(&shown), &long, ""), "holds more than can be read");
    check("ten thousand sheets of one part.xlsx", workbook(9_999, &rows(&shown), &long, ""), "refused");
    check("too many sheets.xlsx", workbook(20_000, &rows(one), "", ""), "refused");
    let nothing = "<row/>".repeat(60_000_000);
    check("rows without end and without cells.xlsx", workbook(1, &rows(&nothing), "", ""), "refused");
    drop(nothing);
    let deep = "<a>".repeat(5_000_000);
    check("tags within tags.xlsx", workbook(1, &format!("{deep}{}", rows(one)), "", ""), "");
    let merged =
        format!("{}<mergeCells>{}</mergeCells>", rows(one), r#"<mergeCell ref="A1:B2"/>"#.repeat(2_000_000));
    check("cells merged without end.xlsx", workbook(1, &merged, "", ""), "");
    let entity = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>&xxe;</t></is></c></row>"#;
    check("an entity from outside.xlsx", workbook(1, &rows(entity), "", ""), "damaged");

    let all = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/></table:table-row>"#;
    check("every cell filled.ods", opendocument("", all), "holds more than can be read");
    check("every cell filled a thousand times.ods", opendocument("", &all.repeat(1000)), "holds more than");
    let spaces = r#"<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="4000000000"/>x</text:p></table:table-cell></table:table-row>"#;
    check("spaces without end.ods", opendocument("", spaces), "S 1x1");
    let entities = r#"<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"#;
    let bomb = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>&b;</text:p></table:table-cell></table:table-row>"#;
    check("entities of entities.ods", opendocument(entities, bomb), "S 1x1");
    let wide = r#"<table:table-row><table:table-cell table:number-columns-repeated="4294967295"/><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#;
    check("a cell beyond all columns.ods", opendocument("", wide), "refused");
    let cut = zip([
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>".to_vec()),
        ("content.xml", b"<office:document-content><table:table table:name='S'><table:table-row>".to_vec()),
    ]);
    check("a text cut short.ods", cut, "damaged");
}

#[test]
fn archives_that_lie_are_refused() {
    let apart = apart();
    let honest = workbook(1, &rows(&"<row/>".repeat(100_000)), "", "");
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
fn a_reader_that_is_none_is_no_end_of_the_application() {
    let bytes = workbook(1, &rows(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#), "", "");
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
