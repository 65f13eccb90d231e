//! Writes what the targets start from: small files made here, and those of a folder if one is given.
//!
//! `seeds CORPUS [FOLDER]`: inputs go to `CORPUS/TARGET`, a file each.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use import_fuzz::{ODS, XLSX, compound, input, zipped};

/// A larger file teaches no more and is gone through less often.
const LARGEST: u64 = 300 << 10;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let Some(corpus) = arguments.next() else {
        eprintln!("seeds CORPUS [FOLDER]");
        return Ok(());
    };
    let mut count = 0;
    let mut add = |target: &str, bytes: &[u8]| {
        count += 1;
        let folder = corpus.join(target);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("seed-{count:04}")), bytes)
    };
    for (target, bytes) in small() {
        add(target, &bytes)?;
    }
    let mut files = Vec::new();
    if let Some(folder) = arguments.next() {
        collect(&folder, &mut files)?;
    }
    for file in files {
        let bytes = std::fs::read(&file)?;
        add("any", &bytes)?;
        match bytes.get(..4) {
            Some([0xD0, 0xCF, 0x11, 0xE0]) => {
                if let Some(records) = records(&bytes) {
                    add("xls", &records)?;
                }
            }
            Some([b'P', b'K', 3, 4]) => {
                add("packed", &[b"\0", &bytes[..]].concat())?;
                let Some((target, parts)) = unzipped(&bytes) else { continue };
                add(target, &parts)?;
            }
            Some([0x1F, 0x8B, ..]) => add("packed", &[b"\0", &bytes[..]].concat())?,
            _ => {
                add("text", &[b"\0", &bytes[..]].concat())?;
                add("packed", &[b"\x02", &bytes[..]].concat())?;
            }
        }
    }
    Ok(())
}

/// The files of a folder that are no larger than they should be.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let known = entry.metadata()?;
        if known.is_dir() {
            collect(&entry.path(), files)?;
        } else if known.len() <= LARGEST {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// Small files of every kind.
fn small() -> Vec<(&'static str, Vec<u8>)> {
    let sheet: &[u8] = br#"<worksheet><cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Vendor</t></is></c></row><row r="2" hidden="1"><c r="A2" s="1"><v>46000</v></c><c r="B2"><f>1+1</f><v>2.5</v></c><c r="C2" t="str"><f>A1</f><v>x</v></c></row><row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3" t="b"><v>1</v></c><c r="C3"><f>B3</f></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>"#;
    let content: &[u8] = br#"<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet><table:table table:name="S"><table:table-row><table:table-cell office:value-type="string"><text:p>Date</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Amount<text:s text:c="2"/>EUR</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="date" office:date-value="2026-03-01"/><table:table-cell office:value-type="float" office:value="1.5" table:number-columns-repeated="2"/><table:covered-table-cell/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
    let wide: &[u8] = b"Vendor;Category;Jan-27;Feb-27;Mar-27;Total\nM\xC3\xBCller;Cloud;1.000,50;-;(3,00);997,50\n\"a;\nb\";Telecom;1;2;3;6\nTotal;;1001,50;2;0;1003,50\n";
    let long: &[u8] = b"Date,Vendor,Amount,Document\r\n13/04/2026,\"Say \"\"hi\"\", Inc.\",\"1,234.50 CR\",RE-1\r\n03/04/2026,O'Neil,-5,RE-2\r\n";
    let register: &[u8] = b"Contract number\tVendor\tStart\tEnd\tNotice period\tYearly cost\nC-1\tAcme\t2024-01-01\t9999-12-31\t3 months\t12k\nC-2\tAcme\t01.02.2024\t31.12.2026\t90 days\t\xA3 5\n";
    let xlsx = input([("xl/worksheets/sheet1.xml", sheet)]);
    let ods = input([("content.xml", content)]);
    let mut seeds = vec![
        ("xls", workbook()),
        ("xlsx", input(XLSX.into_iter().chain([("xl/worksheets/sheet1.xml", sheet)]))),
        ("xlsx", xlsx.clone()),
        ("ods", ods.clone()),
    ];
    for text in [wide, long, register] {
        seeds.push(("text", [b"\0", text].concat()));
        seeds.push(("packed", [b"\x02", text].concat()));
        seeds.push(("any", text.to_vec()));
        seeds.push(("packed", [b"\x03", &input([("data/x.csv", text)])[..]].concat()));
    }
    seeds.extend(compound(&workbook()).map(|bytes| ("any", bytes)));
    seeds.extend(zipped(&xlsx, &XLSX).map(|bytes| ("any", bytes)));
    seeds.extend(zipped(&ods, &ODS).map(|bytes| ("any", bytes)));
    seeds
}

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let [low, high, ..] = body.len().to_le_bytes();
    [&kind.to_le_bytes()[..], &[low, high], body].concat()
}

fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The records of an older workbook with a cell of each kind.
fn workbook() -> Vec<u8> {
    let start = record(0x0809, &words(&[0x0600, 5, 0, 0, 0, 0, 0, 0]));
    let texts = [&[2, 0, 0, 0, 2, 0, 0, 0][..], &[4, 0, 0], b"Date", &[6, 0, 0], b"Amo"].concat();
    let rest = [&[1][..], &words(&[0x75, 0x6E, 0x20AC])].concat();
    let before = [
        start.clone(),
        record(0x041E, &[&[164, 0, 5, 0, 0][..], b"[h]:m"].concat()),
        record(0x00E0, &words(&[0, 0])),
        record(0x00E0, &words(&[0, 14])),
        record(0x00E0, &words(&[0, 164])),
    ]
    .concat();
    let after = [record(0x00FC, &texts), record(0x003C, &rest), record(0x000A, &[])].concat();
    let [a, b, c, d, ..] = (before.len() + after.len() + 4 + 12).to_le_bytes();
    let listed = record(0x0085, &[&[a, b, c, d][..], &[1, 0, 4, 0], b"Data"].concat());
    let number = |row, column, format, number: f64| {
        record(0x0203, &[words(&[row, column, format]), number.to_le_bytes().to_vec()].concat())
    };
    let sheet = [
        record(0x0200, &[&[0; 4][..], &9u32.to_le_bytes(), &words(&[0, 9, 0])].concat()),
        record(0x00FD, &words(&[0, 0, 0, 0, 0])),
        record(0x00FD, &words(&[0, 1, 0, 1, 0])),
        number(1, 0, 1, 40_000.0),
        number(1, 1, 0, 1.25),
        record(
            0x00BD,
            &[
                words(&[2, 0, 1]),
                (40_001u32 << 2 | 2).to_le_bytes().to_vec(),
                words(&[0]),
                (150u32 << 2 | 3).to_le_bytes().to_vec(),
                words(&[1]),
            ]
            .concat(),
        ),
        record(0x0006, &[&words(&[3, 2, 0])[..], &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF], &[0; 8]].concat()),
        record(0x0207, &[&[2, 0, 0][..], b"ab"].concat()),
        record(0x0204, &[&words(&[4, 0, 0, 2])[..], &[0], b"xy"].concat()),
        record(0x0205, &[&words(&[4, 1, 0])[..], &[7, 1]].concat()),
        record(0x0208, &words(&[2, 0, 0, 0, 0, 0, 0x20, 0])),
        record(0x007D, &words(&[1, 1, 0, 0, 1, 0])),
        record(0x00E5, &words(&[1, 0, 1, 0, 2])),
    ]
    .concat();
    [before, listed, after, start, sheet, record(0x000A, &[])].concat()
}

/// The stream with the records of an older workbook.
fn records(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name))?;
    let mut stream = Vec::new();
    file.open_stream(name).ok()?.take(4 << 20).read_to_end(&mut stream).ok()?;
    Some(stream)
}

/// The target of a zipped workbook, and its parts as one input.
fn unzipped(bytes: &[u8]) -> Option<(&'static str, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names: Vec<String> =
        archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    let holds = |end: &str| names.iter().any(|name| name.ends_with(end));
    let target = match () {
        () if holds("workbook.bin") => "xlsb",
        () if holds("content.xml") => "ods",
        () if holds("workbook.xml") => "xlsx",
        () => return None,
    };
    let mut parts = Vec::new();
    for name in &names {
        // Pictures, themes and settings are not read.
        let wanted = [
            "sheet",
            "workbook",
            "haredStrings",
            "styles",
            ".rels",
            "Content_Types",
            "content.xml",
            "mimetype",
            "manifest",
        ];
        if !wanted.iter().any(|wanted| name.contains(wanted)) {
            continue;
        }
        let mut body = Vec::new();
        archive.by_name(name).ok()?.take(1 << 20).read_to_end(&mut body).ok()?;
        parts.push((name.as_str(), body));
    }
    let mut whole = Vec::new();
    whole.write_all(&input(parts.iter().map(|(name, body)| (*name, &body[..])))).ok()?;
    (whole.len() as u64 <= LARGEST * 2).then_some((target, whole))
}
