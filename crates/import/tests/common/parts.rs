//! A workbook of Excel, put together part by part.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with these sheets (name, state, rows in XML), shared texts and settings.
#[allow(dead_code, reason = "each test program uses some of these")]
pub(crate) fn workbook(sheets: &[(&str, &str, &str)], texts: &str, settings: &str) -> Vec<u8> {
    styled(sheets, texts, settings, r#"<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>"#)
}

/// The same with styles of its own.
pub(crate) fn styled(sheets: &[(&str, &str, &str)], texts: &str, settings: &str, styles: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, body: &str| {
        zip.start_file(name, SimpleFileOptions::default()).expect("memory does not fail");
        zip.write_all(br#"<?xml version="1.0"?>"#).expect("memory does not fail");
        zip.write_all(body.as_bytes()).expect("memory does not fail");
    };
    part("[Content_Types].xml", "<Types/>");
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    part(
        "_rels/.rels",
        &format!(
            r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        ),
    );
    let (mut listed, mut related) = (String::new(), String::new());
    for (number, (name, state, _)) in (1..).zip(sheets) {
        listed += &format!(r#"<sheet name="{name}" sheetId="{number}" state="{state}" r:id="s{number}"/>"#);
        related += &format!(
            r#"<Relationship Id="s{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        );
    }
    part(
        "xl/workbook.xml",
        &format!(r#"<workbook {MAIN} xmlns:r="{RELATIONS}">{settings}<sheets>{listed}</sheets></workbook>"#),
    );
    related +=
        &format!(r#"<Relationship Id="t" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>"#);
    related += &format!(r#"<Relationship Id="y" Type="{RELATIONS}/styles" Target="styles.xml"/>"#);
    part(
        "xl/_rels/workbook.xml.rels",
        &format!(r#"<Relationships xmlns="{package}">{related}</Relationships>"#),
    );
    part("xl/styles.xml", &format!("<styleSheet {MAIN}>{styles}</styleSheet>"));
    part("xl/sharedStrings.xml", &format!("<sst {MAIN} {texts}</sst>"));
    for (number, (_, _, rows)) in (1..).zip(sheets) {
        part(
            &format!("xl/worksheets/sheet{number}.xml"),
            &format!("<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    zip.finish().expect("memory does not fail").into_inner()
}
