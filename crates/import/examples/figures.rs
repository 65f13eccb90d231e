//! What `cargo xtask bench import` needs beside the application: files of any length, and the bare reading of one.
//!
//! `figures make FOLDER ROWS` writes posted transactions in twelve columns as .csv, as .xlsx with its texts in one table,
//! as Excel writes it, and as .xlsx with its texts in the cells, as many exports do. `figures cells FILE` reads every
//! cell of a workbook with calamine and does nothing else.

use std::error::Error;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use calamine::{Data, DataRef, Reader, Xls, Xlsx};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

type Done = Result<(), Box<dyn Error>>;

const NAMES: [&str; 12] = [
    "Company",
    "Date",
    "Period",
    "Amount",
    "Currency",
    "Vendor",
    "Text",
    "Document",
    "Account",
    "Cost centre",
    "Budget line",
    "VAT code",
];
/// 2024-01-01 as a spreadsheet counts days.
const DAY: u32 = 45_292;

fn main() -> Done {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", folder, rows] => {
            let (folder, rows) = (Path::new(folder), rows.parse()?);
            csv(&folder.join(format!("{rows}.csv")), rows)?;
            xlsx(&folder.join(format!("{rows}.xlsx")), rows, true)?;
            xlsx(&folder.join(format!("{rows}-inline.xlsx")), rows, false)
        }
        ["cells", file] => cells(file),
        _ => Err("figures make FOLDER ROWS, or figures cells FILE".into()),
    }
}

/// A cell of a generated file.
enum Cell {
    Text(String),
    Number(String),
    Day(u32),
    Nothing,
}

/// The row behind so many others; three of its columns are of no use to a book.
fn row(row: u32) -> [Cell; 12] {
    let vendor = row % 700;
    let text = |text: String| Cell::Text(text);
    // Every day of three years in turn.
    let day = row * 7 % 1096;
    [
        text("1000".to_owned()),
        Cell::Day(DAY + day),
        text(format!("{:02}/2026", 1 + row % 12)),
        Cell::Number(format!("{}.{:02}", row % 90_000 + 5, row % 100)),
        text("USD".to_owned()),
        text(format!("Vendor {vendor}, Inc.")),
        text(format!("Invoice {row} of vendor {vendor} for services")),
        text(format!("RE-{:07}", u64::from(row) * 7)),
        Cell::Number((400_000 + row % 300).to_string()),
        text(format!("CC-{:04}", row % 60)),
        Cell::Nothing,
        text("V1".to_owned()),
    ]
}

fn csv(file: &Path, rows: u32) -> Done {
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "{}", NAMES.join(","))?;
    let start = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    for number in 0..rows {
        let cells = row(number).map(|cell| match cell {
            Cell::Text(text) if text.contains(',') => format!("\"{text}\""),
            Cell::Text(text) | Cell::Number(text) => text,
            Cell::Day(day) => (start + chrono::Days::new(u64::from(day - DAY))).to_string(),
            Cell::Nothing => String::new(),
        });
        writeln!(out, "{}", cells.join(","))?;
    }
    Ok(out.flush()?)
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fn xlsx(file: &Path, rows: u32, shared: bool) -> Done {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(file)?));
    let options = SimpleFileOptions::default().compression_level(Some(6));
    let workbook = format!(
        r#"<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets><sheet name="Postings" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let relation = |number: u32, kind: &str, target: &str| {
        format!(r#"<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
    };
    let related = |relations: &[String]| {
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        format!(r#"<Relationships xmlns="{package}">{}</Relationships>"#, relations.concat())
    };
    let root = related(&[relation(1, "officeDocument", "xl/workbook.xml")]);
    let parts = related(&[
        relation(1, "worksheet", "worksheets/sheet1.xml"),
        relation(2, "styles", "styles.xml"),
        relation(3, "sharedStrings", "sharedStrings.xml"),
    ]);
    let styles = format!(
        r#"<styleSheet xmlns="{SHEET}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"#
    );
    let main = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let types = format!(
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{main}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{main}.sharedStrings+xml"/></Types>"#
    );
    for (name, body) in [
        ("[Content_Types].xml", types),
        ("_rels/.rels", root),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", parts),
        ("xl/styles.xml", styles),
    ] {
        zip.start_file(name, options)?;
        write!(zip, "{HEAD}{body}")?;
    }
    let mut texts = Texts::default();
    zip.start_file("xl/worksheets/sheet1.xml", options)?;
    write!(zip, r#"{HEAD}<worksheet xmlns="{SHEET}"><sheetData>"#)?;
    let names = NAMES.map(|name| Cell::Text(name.to_owned()));
    let mut line = String::new();
    for (number, cells) in std::iter::once(names).chain((0..rows).map(row)).enumerate() {
        let number = number + 1;
        line.clear();
        write!(line, r#"<row r="{number}">"#)?;
        for (column, cell) in ('A'..).zip(cells) {
            match cell {
                Cell::Text(text) if shared => {
                    write!(line, r#"<c r="{column}{number}" t="s"><v>{}</v></c>"#, texts.place(text)?)?;
                }
                Cell::Text(text) => {
                    write!(line, r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#)?;
                }
                Cell::Number(digits) => write!(line, r#"<c r="{column}{number}"><v>{digits}</v></c>"#)?,
                Cell::Day(day) => write!(line, r#"<c r="{column}{number}" s="1"><v>{day}</v></c>"#)?,
                Cell::Nothing => {}
            }
        }
        line.push_str("</row>");
        zip.write_all(line.as_bytes())?;
    }
    write!(zip, "</sheetData></worksheet>")?;
    zip.start_file("xl/sharedStrings.xml", options)?;
    let count = texts.count;
    write!(zip, r#"{HEAD}<sst xmlns="{SHEET}" uniqueCount="{count}">{}</sst>"#, texts.written)?;
    zip.finish()?.flush()?;
    Ok(())
}

/// The table of texts; those that never come again are not looked up.
#[derive(Default)]
struct Texts {
    known: std::collections::HashMap<String, u32>,
    written: String,
    count: u32,
}

impl Texts {
    fn place(&mut self, text: String) -> Result<u32, std::fmt::Error> {
        if let Some(place) = self.known.get(&text) {
            return Ok(*place);
        }
        write!(self.written, "<si><t>{text}</t></si>")?;
        let place = self.count;
        self.count += 1;
        if !text.starts_with("Invoice") && !text.starts_with("RE-") {
            self.known.insert(text, place);
        }
        Ok(place)
    }
}

fn cells(file: &str) -> Done {
    let input = BufReader::new(File::open(file)?);
    let mut count = 0u64;
    if file.to_lowercase().ends_with(".xls") {
        let mut workbook = Xls::new(input)?;
        for (_, range) in workbook.worksheets() {
            count += range.used_cells().filter(|(.., cell)| !matches!(cell, Data::Empty)).count() as u64;
        }
    } else {
        let mut workbook = Xlsx::new(input)?;
        for name in workbook.sheet_names() {
            let mut reader = workbook.worksheet_cells_reader(&name)?;
            while let Some(cell) = reader.next_cell()? {
                count += u64::from(!matches!(cell.get_value(), DataRef::Empty));
            }
        }
    }
    writeln!(std::io::stdout(), "{count}")?;
    Ok(())
}
