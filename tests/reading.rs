//! Every workbook that is at hand, read in a process of its own as the applications do it: what it holds is known,
//! and those that are made to do harm do none. Skipped where they are not at hand.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use import::{Apart, CellKind, Options, Source};
use rust_decimal::Decimal;
use serde_json::Value;
use tests::corpus;

/// Where the applications' own way of reading is tried.
pub(crate) fn apart() -> Apart {
    let reader = PathBuf::from(env!("CARGO_BIN_EXE_reader"));
    assert_eq!(tests::reader().as_ref(), Some(&reader), "the other tests find it too");
    Apart::Process(reader)
}

/// Folders with files that may be refused.
const MAY_BE_REFUSED: [&str; 4] = ["hostile", "corrupt", "encrypted", "old"];

struct Seen {
    name: String,
    rows: u64,
    columns: u64,
    numbers: u64,
    sum: Decimal,
}

/// Goes through every cell of a source.
fn seen(source: &Source) -> Vec<Seen> {
    let sheet = |index| {
        let (rows, columns) = source.size(index).unwrap_or_default();
        let name = source.sheet(index).0.to_owned();
        let mut seen =
            Seen { name, rows: rows.into(), columns: columns.into(), numbers: 0, sum: Decimal::ZERO };
        source.rows(index, |row| {
            for column in row.filled().filter(|column| row.kind(*column) == CellKind::Number) {
                seen.numbers += 1;
                let number: Decimal = row.cell(column).parse().unwrap_or_else(|error| {
                    Decimal::from_scientific(row.cell(column))
                        .unwrap_or_else(|_| panic!("{error}: {}", row.cell(column)))
                });
                seen.sum += number;
            }
            std::ops::ControlFlow::Continue(())
        });
        seen
    };
    (0..source.sheets()).map(sheet).collect()
}

/// What the readers that were asked found: by sheet its rows, columns, numbers and their sum.
fn known(entry: &Value) -> Vec<BTreeMap<String, (u64, u64, u64, Decimal)>> {
    let mut known = Vec::new();
    for reader in entry["readers"].as_object().into_iter().flat_map(|readers| readers.values()) {
        let mut sheets = BTreeMap::new();
        for sheet in reader["sheets"].as_array().into_iter().flatten() {
            let number = |field: &str| sheet[field].as_u64();
            if let (Some(rows), Some(columns), Some(numbers)) =
                (number("rows"), number("cols"), number("number"))
            {
                let sum = sheet["number_sum"].as_str().and_then(|sum| sum.parse().ok()).unwrap_or_default();
                let name = sheet["name"].as_str().unwrap_or_default().to_owned();
                sheets.insert(name, (rows, columns, numbers, sum));
            }
        }
        if !sheets.is_empty() {
            known.push(sheets);
        }
    }
    known
}

/// Compares what stands beside the cells with what was found by a reader that tells it.
fn beside(name: &str, entry: &Value, source: &Source, faults: &mut Vec<String>) {
    for reader in ["openpyxl", "xlrd"].map(|reader| &entry["readers"][reader]) {
        for sheet in reader["sheets"].as_array().into_iter().flatten() {
            let named = |index: &usize| source.sheet(*index).0 == sheet["name"].as_str().unwrap_or_default();
            let Some(index) = (0..source.sheets()).find(named) else { continue };
            let mut errors = 0u64;
            source.rows(index, |row| {
                errors += row.filled().filter(|column| row.kind(*column) == CellKind::Error).count() as u64;
                std::ops::ControlFlow::Continue(())
            });
            let merged = source.merged(index).len() as u64;
            let hidden = source.sheet(index).1;
            for (what, found, known) in [
                ("merged ranges", merged, sheet["merged"].as_u64().map(|known| known.min(100_000))),
                ("errors", errors, sheet["error"].as_u64()),
                ("hidden", hidden.into(), sheet["state"].as_str().map(|state| u64::from(state != "visible"))),
            ] {
                if known.is_some_and(|known| known != found) {
                    faults.push(format!("{name}, {}: {what} {found} is not {known:?}", sheet["name"]));
                }
            }
        }
    }
}

pub(crate) fn workbooks(corpus: &Path) -> Vec<(String, Value)> {
    let text = std::fs::read_to_string(corpus.join("expected.json")).expect("the figures are there");
    let figures: Value = serde_json::from_str(&text).expect("the figures are JSON");
    let files = figures["files"].as_object().expect("the figures are by file");
    let is_workbook = |entry: &Value| !matches!(entry["kind"].as_str(), Some("csv" | "json") | None);
    files
        .iter()
        .filter(|(_, entry)| is_workbook(entry))
        .map(|(name, entry)| (name.clone(), entry.clone()))
        .collect()
}

#[test]
fn every_workbook_is_read_or_refused_in_a_sentence() {
    let Some(corpus) = corpus() else {
        println!("corpus not found, 1 test skipped");
        return;
    };
    let mut faults = Vec::new();
    for (name, entry) in workbooks(&corpus) {
        let bytes = std::fs::read(corpus.join(&name)).expect("the file is there");
        let started = Instant::now();
        let read = Source::read(&name, bytes, &Options::default(), &apart());
        let took = started.elapsed();
        if took > Duration::from_secs(6) {
            faults.push(format!("{name} took {took:?}"));
        }
        match read {
            Err(refusal) => {
                println!("{name}: refused in {} ms: {refusal}", took.as_millis());
                if !MAY_BE_REFUSED.iter().any(|folder| name.contains(&format!("/{folder}/"))) {
                    faults.push(format!("{name} was refused: {refusal}"));
                }
            }
            Ok(source) => {
                let sheets = seen(&source);
                let shapes: Vec<String> = sheets
                    .iter()
                    .map(|sheet| format!("{} {}x{} {}", sheet.name, sheet.rows, sheet.columns, sheet.sum))
                    .collect();
                println!(
                    "{name}: {} in {} ms: {} {:?}",
                    source.format(),
                    took.as_millis(),
                    shapes.join("; "),
                    source.notes()
                );
                beside(&name, &entry, &source, &mut faults);
                let known = known(&entry);
                for sheet in &sheets {
                    let agrees = |known: &BTreeMap<String, (u64, u64, u64, Decimal)>| {
                        known.get(&sheet.name).is_some_and(|(rows, columns, numbers, sum)| {
                            // Some digits beyond the fifteenth are noise that a sum adds up.
                            let off = (*sum - sheet.sum).abs();
                            (*rows, *columns, *numbers) == (sheet.rows, sheet.columns, sheet.numbers)
                                && off <= Decimal::new(1, 6).max(sum.abs() * Decimal::new(1, 13))
                        })
                    };
                    if !known.is_empty() && !known.iter().any(agrees) {
                        let told: Vec<_> = known.iter().map(|known| known.get(&sheet.name)).collect();
                        faults.push(format!(
                            "{name}, {}: {}x{}, {} numbers, {} is not {told:?}",
                            sheet.name, sheet.rows, sheet.columns, sheet.numbers, sheet.sum
                        ));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The same once more in a process that has two gigabytes of address space for itself and for what it starts.
#[cfg(target_os = "linux")]
#[test]
fn two_gigabytes_of_address_space_are_enough() {
    let test = std::env::current_exe().expect("this test runs");
    let run = std::process::Command::new("sh")
        .args(["-c", "ulimit -v 2000000 && exec \"$0\" --exact reading::every_workbook_is_read_or_refused_in_a_sentence hostile::workbooks_made_to_do_harm_do_none hostile::opendocuments_made_to_do_harm_do_none --test-threads=1"])
        .arg(test)
        .output()
        .expect("there is a shell");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
}

#[test]
fn every_text_file_is_split_as_it_was_written() {
    let Some(corpus) = corpus() else {
        println!("corpus not found, 1 test skipped");
        return;
    };
    let text = std::fs::read_to_string(corpus.join("expected.json")).expect("the figures are there");
    let figures: Value = serde_json::from_str(&text).expect("the figures are JSON");
    let mut faults = Vec::new();
    for (name, entry) in figures["files"].as_object().into_iter().flatten() {
        if entry["kind"] != "csv" {
            continue;
        }
        let bytes = std::fs::read(corpus.join(name)).expect("the file is there");
        let source = Source::read(name, bytes, &Options::default(), &Apart::Here)
            .unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        let (mut records, mut widest) = (0u64, 0u64);
        source.rows(0, |row| {
            records += 1;
            widest = widest.max(row.len() as u64);
            std::ops::ControlFlow::Continue(())
        });
        let encoding = match entry["encoding"].as_str() {
            Some("mac_roman") => "macintosh",
            _ => "UTF-8",
        };
        let format = match entry["delimiter"].as_str() {
            Some("|") => "psv",
            _ => "csv",
        };
        let number = |field: &str| entry[field].as_u64().unwrap_or_default();
        // A blank before a quotation mark is none of the cell's; read by the letter, "6,000,000" would be three cells.
        let columns = if name.ends_with("complex.csv") { 4 } else { number("max_columns") };
        let expected = (number("records"), columns, Some(encoding), format);
        let found = (records, widest, source.encoding(), source.format());
        if found != expected {
            faults.push(format!("{name}: {found:?} is not {expected:?}; {:?}", source.notes()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
