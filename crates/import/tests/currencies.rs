//! Currencies that the number formats of a workbook's cells show.
#![expect(clippy::needless_raw_string_hashes, reason = "so expect-test writes them")]
#![expect(clippy::format_push_string, reason = "parts of a workbook are put together once")]

mod common;
#[path = "common/parts.rs"]
mod parts;

use std::io::{Cursor, Write};

use common::{actuals, budget};
use expect_test::expect;
use import::Options;
use zip::write::SimpleFileOptions;

/// A workbook whose styles have these formats, from style 1 on. A cell is text, or a number with its style: `5@1`.
fn workbook(formats: &[&str], rows: &[&[&str]]) -> Vec<u8> {
    let (mut numbered, mut styles) = (String::new(), "<xf numFmtId=\"0\"/>".to_owned());
    for (id, format) in (164..).zip(formats) {
        let format = format.replace('"', "&quot;");
        numbered += &format!("<numFmt numFmtId=\"{id}\" formatCode=\"{format}\"/>");
        styles += &format!("<xf numFmtId=\"{id}\"/>");
    }
    let mut xml = String::new();
    for (number, cells) in (1..).zip(rows) {
        xml += &format!("<row r=\"{number}\">");
        for (column, cell) in ('A'..).zip(*cells) {
            let at = format!("{column}{number}");
            xml += &match cell.split_once('@') {
                Some((value, style)) => format!("<c r=\"{at}\" s=\"{style}\"><v>{value}</v></c>"),
                None if cell.starts_with('=') => format!("<c r=\"{at}\" s=\"1\"><f>{}</f></c>", &cell[1..]),
                None => format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            };
        }
        xml += "</row>";
    }
    let styles = format!("<numFmts>{numbered}</numFmts><cellXfs>{styles}</cellXfs>");
    parts::styled(&[("Data", "visible", &xml)], ">", "", &styles)
}

#[test]
fn amounts_carry_the_currency_that_their_format_shows() {
    let bytes = workbook(
        &["#,##0.00 \"€\"", "[$£-809]#,##0", "[$$-409]#,##0.00", "\"$\"#,##0", "#,##0.00"],
        &[
            &["Date", "Vendor", "Amount"],
            &["2026-01-05", "Acme", "1.5@1"],
            &["2026-01-06", "Bolt", "2@2"],
            &["2026-01-07", "Cog", "3@3"],
            &["2026-01-08", "Dot", "4@4"],
            &["2026-01-09", "Elm", "5@5"],
            &["2026-01-10", "Fig", "US$ 6.00"],
        ],
    );
    expect![[r#"
        2: 2026-01-05 EUR 1.5 Acme|Acme||||||
        3: 2026-01-06 GBP 2 Bolt|Bolt||||||
        4: 2026-01-07 USD 3 Cog|Cog||||||
        5: 2026-01-08 4 Dot|Dot||||||
        6: 2026-01-09 5 Elm|Elm||||||
        7: 2026-01-10 USD 6.00 Fig|Fig||||||
        read 6, left out 0, total 9 + EUR 1.5 + GBP 2 + USD 9.00
        ? Some amounts name USD, others no currency: those were taken as in the currency of the book. Is that right?
    "#]]
    .assert_eq(&actuals(&bytes, &Options::default()));
}

#[test]
fn a_column_or_a_given_currency_counts_more_than_a_format() {
    let rows: [&[&str]; 3] = [
        &["Date", "Vendor", "Currency", "Amount"],
        &["2026-01-05", "Acme", "CHF", "1.5@1"],
        &["2026-01-06", "Bolt", "", "2@1"],
    ];
    expect![[r#"
        2: 2026-01-05 CHF 1.5 Acme|Acme||||||
        3: 2026-01-06 EUR 2 Bolt|Bolt||||||
        read 2, left out 0, total CHF 1.5 + EUR 2
    "#]]
    .assert_eq(&actuals(&workbook(&["#,##0 \"€\""], &rows), &Options::default()));
    let rows: [&[&str]; 2] = [&["Date", "Vendor", "Amount"], &["2026-01-05", "Acme", "1.5@1"]];
    let given = Options { set: vec![("currency".to_owned(), "CHF".to_owned())], ..Options::default() };
    expect![[r#"
        2: 2026-01-05 CHF 1.5 Acme|Acme||||||
        read 1, left out 0, total CHF 1.5
    "#]]
    .assert_eq(&actuals(&workbook(&["#,##0 \"€\""], &rows), &given));
    // Where the name of the column says another one, the file contradicts itself.
    let rows: [&[&str]; 3] = [
        &["Date", "Vendor", "Amount (GBP)"],
        &["2026-01-05", "Acme", "1.5@1"],
        &["2026-01-06", "Acme", "2@0"],
    ];
    expect![[r#"
        3: 2026-01-06 GBP 2 Acme|Acme||||||
        read 2, left out 0, total GBP 2
        ! 2/3 Amount (GBP): The name of the column says GBP, the amount is shown as EUR: give the currency of every row.
    "#]]
    .assert_eq(&actuals(&workbook(&["#,##0 \"€\""], &rows), &Options::default()));
}

#[test]
fn a_line_of_a_budget_has_one_currency() {
    let bytes = workbook(
        &["_-* #,##0.00 €_-;\\-* #,##0.00 €_-", "[$USD]\\ #,##0"],
        &[
            &["Description", "2027-01", "2027-02", "2027-03"],
            &["Laptops", "100@1", "200@0", "0@0"],
            &["Mice", "100@0", "200@0", "1@0"],
            &["Screens", "100@1", "200@2", "1@1"],
        ],
    );
    expect![[r#"
        2: Laptops|||||| EUR   [2027-01 100, 2027-02 200, 2027-03 0]
        3: Mice||||||   [2027-01 100, 2027-02 200, 2027-03 1]
        read 3, left out 0, total 301 + EUR 300
        ! 4/2 2027-01: The row has amounts shown as EUR and as USD: give its currency in a column.
    "#]]
    .assert_eq(&budget(&bytes, &Options::default()));
}

#[test]
fn a_formula_that_was_never_calculated_is_said_of_its_cell() {
    let bytes = workbook(
        &["0.00"],
        &[
            &["Date", "Vendor", "Amount"],
            &["2026-01-05", "Acme", "1.5@1"],
            &["2026-01-06", "Bolt", "=C2*2"],
            &["2026-01-07", "Cog", "2@1"],
        ],
    );
    expect![[r#"
        2: 2026-01-05 1.5 Acme|Acme||||||
        4: 2026-01-07 2 Cog|Cog||||||
        read 3, left out 0, total 3.5
        ! 3/3 Amount: The formula in this cell was never calculated: open the workbook in Excel and save it.
        - 1 formula of sheet “Data” was never calculated (the first in C3): its cell is empty; open the workbook in Excel and save it.
    "#]].assert_eq(&actuals(&bytes, &Options::default()));
}

#[test]
fn open_document_says_it_in_its_styles_or_of_the_cell() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, body: &str| {
        zip.start_file(name, SimpleFileOptions::default()).expect("memory does not fail");
        zip.write_all(body.as_bytes()).expect("memory does not fail");
    };
    part("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    part(
        "styles.xml",
        r#"<office:document-styles><number:currency-style style:name="N1"><number:number/><number:text> </number:text>
        <number:currency-symbol number:country="DE">€</number:currency-symbol></number:currency-style>
        <style:style style:name="Money" style:family="table-cell" style:data-style-name="N1"/></office:document-styles>"#,
    );
    let row = |number: u32, attributes: &str| {
        format!(
            r#"<table:table-row><table:table-cell office:value-type="date" office:date-value="2026-01-0{number}"/>
            <table:table-cell office:value-type="string"><text:p>Acme</text:p></table:table-cell>
            <table:table-cell office:value-type="float" office:value="{number}.5" {attributes}/></table:table-row>"#
        )
    };
    let header = ["Date", "Vendor", "Amount"].map(|name| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>"#)
    });
    let rows = [
        row(1, r#"office:currency="USD""#),
        row(2, r#"table:style-name="ce1""#),
        row(3, r#"table:style-name="ce2""#),
        row(4, r#"table:style-name="plain""#),
        row(5, ""),
    ];
    part(
        "content.xml",
        &format!(
            r#"<office:document-content><number:number-style style:name="N2"><number:number/><number:text> CHF</number:text></number:number-style>
            <style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Money"/>
            <style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>
            <style:style style:name="plain" style:family="table-cell"/>
            <table:table table:name="Data"><table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="ce1"/>
            <table:table-row>{}</table:table-row>{}</table:table></office:document-content>"#,
            header.concat(),
            rows.concat()
        ),
    );
    let bytes = zip.finish().expect("memory does not fail").into_inner();
    expect![[r#"
        2: 2026-01-01 USD 1.5 Acme|Acme||||||
        3: 2026-01-02 EUR 2.5 Acme|Acme||||||
        4: 2026-01-03 CHF 3.5 Acme|Acme||||||
        5: 2026-01-04 4.5 Acme|Acme||||||
        6: 2026-01-05 EUR 5.5 Acme|Acme||||||
        read 5, left out 0, total 4.5 + CHF 3.5 + EUR 8.0 + USD 1.5
    "#]]
    .assert_eq(&actuals(&bytes, &Options::default()));
}
