//! Workbooks, written by hand part by part, so that hostile ones can be made too.
#![expect(clippy::needless_raw_string_hashes, reason = "so expect-test writes them")]
#![expect(clippy::format_push_string, reason = "parts of a workbook are put together once")]

mod common;
#[path = "common/parts.rs"]
mod parts;

use common::{actuals, budget};
use expect_test::expect;
use import::{Apart, Options, Source, inspect};
use parts::workbook;

/// A row in XML: a text, a number, `d` and a day count, or `!` and an error.
fn row(number: u32, cells: &[&str]) -> String {
    let mut xml = format!(r#"<row r="{number}">"#);
    for (column, cell) in ('A'..).zip(cells) {
        let at = format!("{column}{number}");
        xml += &match (cell.strip_prefix("d:"), cell.strip_prefix('!'), cell.parse::<f64>().is_ok()) {
            (Some(days), ..) => format!(r#"<c r="{at}" s="1"><v>{days}</v></c>"#),
            (_, Some(error), _) => format!(r##"<c r="{at}" t="e"><v>#{error}</v></c>"##),
            (.., true) => format!(r#"<c r="{at}"><v>{cell}</v></c>"#),
            _ if cell.is_empty() => String::new(),
            _ => format!(r#"<c r="{at}" t="inlineStr"><is><t>{cell}</t></is></c>"#),
        };
    }
    xml + "</row>"
}

fn one_sheet(rows: &[&[&str]]) -> Vec<u8> {
    let rows: String = (1..).zip(rows).map(|(number, cells)| row(number, cells)).collect();
    workbook(&[("Data", "visible", &rows)], r#"uniqueCount="0">"#, "")
}

#[test]
fn numbers_dates_and_errors_keep_what_they_are() {
    let bytes = one_sheet(&[
        &["Ledger 2026"],
        &["Date", "Vendor", "Amount", "Text"],
        &["d:46000", "Acme", "0.30000000000000004", "x"],
        &["d:46001.75", "Acme", "-110.7", "y"],
        &["46002", "Acme", "1200", "z"],
        &["d:46003", "Acme", "!DIV/0!", "z"],
        &["d:46003", "Acme", "d:46003", "!REF!"],
        &["", "", "1089.6", "Total"],
    ]);
    expect![[r#"
        3: 2025-12-09 0.3 Acme|x||||||
        4: 2025-12-10 -110.7 Acme|y||||||
        5: 2025-12-11 1200 Acme|z||||||
        read 5, left out 1, total 1089.6
        ! 6/3 Amount: “#DIV/0!” is an error of the spreadsheet: correct its formula there.
        ! 7/3 Amount: “2025-12-12” is a date, not an amount.
        ! 7/4 Text: “#REF!” is an error of the spreadsheet: correct its formula there.
        - Row 8 (“Total”) says 1089.6; the 3 rows it adds up sum to 1089.6: it ties. It was left out.
    "#]]
    .assert_eq(&actuals(&bytes, &Options::default()));
}

#[test]
fn the_epoch_of_1904_counts() {
    let rows = row(1, &["Date", "Amount"]) + &row(2, &["d:44538", "5"]) + &row(3, &["44539", "6"]);
    let bytes = workbook(&[("Data", "visible", &rows)], ">", r#"<workbookPr date1904="1"/>"#);
    expect![[r#"
        2: 2025-12-09 5 |||||||
        3: 2025-12-10 6 |||||||
        read 2, left out 0, total 11
    "#]]
    .assert_eq(&actuals(&bytes, &Options::default()));
}

#[test]
fn real_dates_name_the_months_of_a_budget() {
    let bytes = one_sheet(&[
        &["Description", "Vendor", "d:46388", "d:46419"],
        &["Laptops", "Dell", "1200.5", ""],
        &["Mice", "Logi", "", "300"],
        &["Total", "", "0", "0"],
    ]);
    expect![[r#"
        2: Laptops|Dell|||||   [2027-01 1200.5]
        3: Mice|Logi|||||   [2027-02 300]
        read 2, left out 1, total 1500.5
        - Row 4 (“Total”) is a total that states no amount; it was left out.
    "#]]
    .assert_eq(&budget(&bytes, &Options::default()));
}

#[test]
fn the_sheet_with_the_table_is_found() {
    let notes = row(1, &["Read me"]) + &row(2, &["Some words about this workbook"]);
    let data = row(1, &["Date", "Amount"]) + &row(2, &["d:46000", "5"]);
    let old = row(1, &["Date", "Vendor", "Amount"]) + &row(2, &["d:46000", "Acme", "7"]);
    let bytes = workbook(
        &[("Notes", "visible", &notes), ("Data", "visible", &data), ("Old", "hidden", &old)],
        ">",
        "",
    );
    expect![[r#"
        2: 2025-12-09 5 |||||||
        read 1, left out 0, total 5
        - Hidden sheets: Old.
    "#]]
    .assert_eq(&actuals(&bytes, &Options::default()));
    let options = Options { sheet: Some("old".to_owned()), ..Options::default() };
    expect![[r#"
        2: 2025-12-09 7 Acme|Acme||||||
        read 1, left out 0, total 7
        - Hidden sheets: Old.
    "#]]
    .assert_eq(&actuals(&bytes, &options));
}

#[test]
fn an_inspection_says_what_was_found_and_why() {
    let bytes = one_sheet(&[&["Ledger"], &["Posting date", "Amount (EUR)", "Remark"], &["d:46000", "5", ""]]);
    let source = Source::read("ledger.csv", bytes, &Options::default(), &Apart::Here).unwrap();
    let inspection = inspect(&source, None, &Options::default()).unwrap();
    expect![[r#"
        {
          "format": "xlsx",
          "encoding": null,
          "encoding_reason": null,
          "delimiter": null,
          "delimiter_reason": null,
          "sheets": [
            {
              "name": "Data",
              "hidden": false,
              "rows": 3,
              "columns": 3
            }
          ],
          "table": {
            "sheet": "Data",
            "header_row": 2,
            "last_header_row": 2,
            "rows": 1,
            "others": [],
            "columns": [
              {
                "index": 1,
                "name": "Posting date",
                "type": "date",
                "field": "date",
                "reason": "“Posting date” is a usual name for the date."
              },
              {
                "index": 2,
                "name": "Amount (EUR)",
                "type": "number",
                "field": "amount",
                "reason": "“Amount (EUR)” is a usual name for the amount."
              },
              {
                "index": 3,
                "name": "Remark",
                "type": "empty",
                "field": null,
                "reason": ""
              }
            ]
          },
          "kind": "actuals",
          "decimal": null,
          "dates": null,
          "far_end": null,
          "scale": null,
          "form": null,
          "fingerprint": "posting date\u001famount eur\u001fremark",
          "sample": [
            {
              "row": 3,
              "cells": [
                "2025-12-09",
                "5",
                ""
              ]
            }
          ],
          "missing": [],
          "notes": [
            "Row 2 names the columns; what stands above it is left out."
          ],
          "questions": []
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&inspection).unwrap());
}

#[test]
fn a_sheet_for_each_month_is_said() {
    let month = |vendor: &str| row(1, &["Date", "Vendor", "Amount"]) + &row(2, &["d:46000", vendor, "5"]);
    let other = row(1, &["Read me"]);
    let sheets = [("Notes", other.as_str()), ("Apr", &month("Halden")), ("May", &month("Merrow"))];
    let bytes = workbook(&sheets.map(|(name, rows)| (name, "visible", rows)), ">", "");
    expect![[r#"
        2: 2025-12-09 5 Halden|Halden||||||
        read 1, left out 0, total 5
        - The sheet “May” has the same columns and was not read: choose it and import it too.
    "#]]
    .assert_eq(&actuals(&bytes, &Options::default()));
}

#[test]
fn what_stands_beside_the_cells_is_said() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c><c r="D1"><v>2</v></c></row>
        <row r="2" hidden="1"><c r="A2"><f>1+1</f><v></v></c><c r="B2"><f>A1</f><v>1</v></c></row>
        <row r="3" hidden="true"><c r="A3" t="str"><f>""</f><v></v></c><c r="B3"><f>2+2</f></c></row>
        <row r="5"><c r="A5"><v>3</v></c></row>
        </sheetData><cols><col min="3" max="16384" hidden="1"/></cols>
        <mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B2:B3"/></mergeCells><sheetData>"#;
    let bytes = workbook(&[("Data", "visible", rows), ("Old", "veryHidden", "")], ">", "");
    let source = Source::read("x.xlsx", bytes, &Options::default(), &Apart::Here).unwrap();
    let merged: Vec<[u32; 4]> = source
        .merged(0)
        .iter()
        .map(|range| [range.first_row, range.last_row, range.first_column, range.last_column])
        .collect();
    assert_eq!(merged, [[1, 1, 1, 3], [2, 3, 2, 2]]);
    assert_eq!((source.merged(1), source.size(0), source.size(1)), (&[][..], Some((5, 4)), Some((0, 0))));
    expect![[r#"
        Sheet “Data” has 2 hidden rows (2–3) and 2 hidden columns (C–D); they are read like the others.
        2 formulas of sheet “Data” were never calculated (the first in A2): their cells are empty; open the workbook in Excel and save it.
        Hidden sheets: Old."#]]
    .assert_eq(&source.notes().join("\n"));
}

#[test]
fn an_error_of_a_later_excel_is_an_error_of_its_cell() {
    let rows = row(1, &["Date", "Amount"]) + &row(2, &["d:46000", "5"]) + &row(3, &["d:46001", "!SPILL!"]);
    let bytes = workbook(&[("Data", "visible", &rows)], ">", "");
    expect![[r#"
        2: 2025-12-09 5 |||||||
        read 2, left out 0, total 5
        ! 3/2 Amount: “#VALUE!” is an error of the spreadsheet: correct its formula there.
    "#]]
    .assert_eq(&actuals(&bytes, &Options::default()));
}

#[test]
fn rows_are_visited_from_a_row_on() {
    let rows: String = (1..=1000).map(|number| row(number * 2, &[&number.to_string()])).collect();
    let book = workbook(&[("Data", "visible", &rows)], ">", "");
    let lines: Vec<String> =
        (0..=1000).map(|number| if number > 0 { number.to_string() } else { String::new() }).collect();
    for bytes in [book, lines.join("\n").into_bytes()] {
        let source = Source::read("x", bytes, &Options::default(), &Apart::Here).unwrap();
        for (from, expected) in [(0u32, "1"), (2, "1"), (3, "2"), (1500, "750"), (2000, "1000")] {
            // Half of the rows are there in one of the files, all of them in the other.
            let from = if source.format() == "csv" { from.div_ceil(2) + 1 } else { from };
            let mut seen = Vec::new();
            source.rows_from(0, from, |row| {
                if !row.is_blank() {
                    seen.push(row.cell(0).to_owned());
                }
                std::ops::ControlFlow::Continue(())
            });
            assert_eq!(seen.first().map(String::as_str), Some(expected), "{from} of {}", source.format());
            assert_eq!(seen.last().map(String::as_str), Some("1000"));
        }
    }
}

#[test]
fn hostile_workbooks_are_refused() {
    let refused = |bytes: Vec<u8>| {
        Source::read("x.xlsx", bytes, &Options::default(), &Apart::Here).err().unwrap().message
    };
    // A cell in the last corner takes no more memory than any other.
    let corner = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    assert!(
        Source::read(
            "x.xlsx",
            workbook(&[("S", "visible", corner)], ">", ""),
            &Options::default(),
            &Apart::Here
        )
        .is_ok()
    );
    let outside = r#"<row r="1048577"><c r="A1048577"><v>1</v></c></row>"#;
    assert!(refused(workbook(&[("S", "visible", outside)], ">", "")).contains("outside"));
    let backwards = row(5, &["1"]) + &row(2, &["1"]);
    assert!(refused(workbook(&[("S", "visible", &backwards)], ">", "")).contains("out of order"));
    // A claim that would have the reader set aside terabytes.
    let claim = workbook(&[("S", "visible", &row(1, &["1"]))], r#"uniqueCount="99999999999">"#, "");
    assert!(refused(claim).contains("claims more texts"));
    // Seven thousand cells that show one text of 32,000 letters.
    let long = format!(r#"uniqueCount="1"><si><t>{}</t></si>"#, "x".repeat(32_000));
    let mut cells = String::new();
    for n in 1..7000 {
        cells += &format!(r#"<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>"#);
    }
    assert!(refused(workbook(&[("S", "visible", &cells)], &long, "")).contains("more than can be read"));
    // Eight megabytes of nothing in eight kilobytes are no cells.
    let nothing = workbook(&[("S", "visible", &" ".repeat(8 << 20))], ">", "");
    assert_eq!(
        Source::read("x.xlsx", nothing, &Options::default(), &Apart::Here).unwrap().size(0),
        Some((0, 0))
    );
    // Entities are neither expanded nor fetched.
    let entity = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>&xxe;</t></is></c></row>"#;
    assert!(refused(workbook(&[("S", "visible", entity)], ">", "")).contains("never expanded"));
}

#[test]
fn a_workbook_cut_short_is_refused_whole() {
    let bytes = one_sheet(&[&["Date", "Amount"], &["d:46000", "5"]]);
    for length in (4..bytes.len()).step_by(97) {
        assert!(Source::read("x.xlsx", bytes[..length].to_vec(), &Options::default(), &Apart::Here).is_err());
    }
    let open = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet><!--";
    let bytes = workbook(&[("S", "visible", open)], ">", "");
    assert!(Source::read("x.xlsx", bytes, &Options::default(), &Apart::Here).is_ok());
}

#[test]
fn merged_cells_name_columns_over_two_rows_and_groups_over_many() {
    let rows: String = [
        row(1, &["Departmental spend"]),
        row(3, &["Department", "Vendor", "Invoice", "", "Amount"]),
        row(4, &["", "", "Date", "Number", ""]),
        row(5, &["IT", "Halden", "d:46296", "R-1", "10"]),
        row(6, &["", "Kestrel", "d:46297", "R-2", "20"]),
        row(7, &["", "", "d:46298", "R-3", ""]),
        row(8, &["HR", "Vantage", "d:46299", "R-4", "5"]),
    ]
    .concat();
    // An amount that is merged over two rows is one amount.
    let merged = r#"</sheetData><mergeCells count="6"><mergeCell ref="A3:A4"/><mergeCell ref="B3:B4"/><mergeCell ref="C3:D3"/><mergeCell ref="A5:A7"/><mergeCell ref="B6:B7"/><mergeCell ref="E6:E7"/></mergeCells><sheetData>"#;
    let bytes = workbook(&[("Spend", "visible", &format!("{rows}{merged}"))], ">", "");
    expect![[r#"
        5: 2026-10-01 10 Halden|Halden|R-1|||||IT
        6: 2026-10-02 20 Kestrel|Kestrel|R-2|||||IT
        8: 2026-10-04 5 Vantage|Vantage|R-4|||||HR
        read 4, left out 0, total 35
        ! 7/5 Amount: There is no amount.
    "#]]
    .assert_eq(&actuals(&bytes, &Options::default()));
}

#[test]
fn a_department_that_is_merged_over_its_lines_is_that_of_each() {
    let rows: String = [
        row(1, &["Department", "Category", "2027", "", "", ""]),
        row(2, &["", "", "Q1", "Q2", "Q3", "Q4"]),
        row(3, &["IT", "Cloud", "1", "2", "3", "4"]),
        row(4, &["", "Laptops", "5", "6", "7", "8"]),
        row(5, &["", "Phones", "1", "1", "1", "1"]),
        row(6, &["", "Lines", "2", "2", "2", "2"]),
    ]
    .concat();
    // The last line is not merged with those above it: whose it is, is not said.
    let merged = r#"</sheetData><mergeCells count="4"><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:F1"/><mergeCell ref="A3:A5"/></mergeCells><sheetData>"#;
    let bytes = workbook(&[("Budget", "visible", &format!("{rows}{merged}"))], ">", "");
    expect![[r#"
        3: Cloud||Cloud|IT|||   [FY2027-Q1 1, FY2027-Q2 2, FY2027-Q3 3, FY2027-Q4 4]
        4: Laptops||Laptops|IT|||   [FY2027-Q1 5, FY2027-Q2 6, FY2027-Q3 7, FY2027-Q4 8]
        5: Phones||Phones|IT|||   [FY2027-Q1 1, FY2027-Q2 1, FY2027-Q3 1, FY2027-Q4 1]
        6: Lines||Lines||||   [FY2027-Q1 2, FY2027-Q2 2, FY2027-Q3 2, FY2027-Q4 2]
        read 4, left out 0, total 48
    "#]]
    .assert_eq(&budget(&bytes, &Options::default()));
}
