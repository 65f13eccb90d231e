//! `OpenDocument` spreadsheets: their rows one after the other, repeated ones written out only as far as they say
//! something.
//!
//! Not with calamine, which holds every sheet as a full rectangle, twice, before the first cell can be seen.

use std::collections::HashMap;

use super::details::Details;
use super::format;
use super::package::Package;
use super::rows::Rows;
use super::tags::{self, Tag, Tags};
use super::{Out, cell, damaged, guard};
use crate::Refusal;
use crate::frame::Frame;
use crate::label::Label;
use crate::sheet::{CellKind, Merged};

const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;
/// The longest run of spaces.
const SPACES: u32 = 32_767;

/// Reads every sheet.
pub(super) fn read(bytes: &[u8], mut out: Out<'_>) -> Result<(), Refusal> {
    guard::check(bytes)?;
    let mut package = Package::open(bytes)?;
    if package.holds("script-lc.xml") || package.holds(".xba") {
        out(Frame::Note("The workbook holds macros; they are never run."))?;
    }
    let mut styles = Styles::default();
    if let Some(part) = package.part("styles.xml") {
        let mut tags = Tags::with_text(part);
        while let Some(tag) = tags.next() {
            styles.see(&tag);
        }
    }
    let content = package.part("content.xml").ok_or_else(|| damaged(&"its content is missing"))?;
    let mut tags = Tags::with_text(content);
    let mut hidden_styles: Vec<String> = Vec::new();
    let mut style = String::new();
    let mut epoch_1904 = false;
    let mut number = 0;
    loop {
        let Some(tag) = tags.next() else {
            return Err(damaged(&"its content ends too early"));
        };
        styles.see(&tag);
        match (tag.name, tag.closes) {
            (b"style", false) => style = tags::text(tag.get("name").unwrap_or_default()),
            (b"table-properties", false) if tag.get("display") == Some(b"false") => {
                hidden_styles.push(style.clone());
            }
            (b"null-date", false) => {
                epoch_1904 = tag.get("date-value").is_some_and(|date| date.starts_with(b"1904"));
            }
            // Tables within shapes or within the record of changes have no name of their own.
            (b"table", false) if tag.get("name").is_some() => {
                let name = tags::text(tag.get("name").unwrap_or_default());
                let style = tags::text(tag.get("style-name").unwrap_or_default());
                let empty = tag.empty;
                out(Frame::Sheet { name: &name, hidden: hidden_styles.contains(&style) })?;
                let mut details = Details::default();
                let mut rows = Rows::new(&mut out, &name);
                if !empty {
                    sheet(&mut tags, &styles, &mut rows, &mut details)?;
                }
                let extent = rows.finish()?;
                details.say(&mut out, number, &name, extent)?;
                number += 1;
            }
            (b"tracked-changes", false) if !tag.empty => pass(&mut tags, b"tracked-changes")?,
            (b"document-content", true) => break,
            _ => {}
        }
    }
    out(Frame::End { epoch_1904 })
}

/// The styles of cells, and the currencies that their formats show.
#[derive(Default)]
struct Styles {
    /// The formats by their name.
    formats: HashMap<String, Label>,
    /// Cell styles by their name, with the format of each or the style it is based on.
    cells: HashMap<String, (String, String)>,
    /// The format under way: its name, the words in it, and where these are written so.
    open: Option<(String, String, String)>,
}

impl Styles {
    /// Takes a tag of the part that lists them.
    fn see(&mut self, tag: &Tag<'_>) {
        let get = |name: &str| tag.get(name).map(tags::text).unwrap_or_default();
        match (tag.name, tag.closes) {
            (b"currency-style" | b"number-style", false) if !tag.empty => {
                self.open = Some((get("style:name"), String::new(), String::new()));
            }
            (b"currency-style" | b"number-style", true) => {
                let Some((name, words, region)) = self.open.take() else { return };
                if let Some(label) = format::symbol_of(&words, &region) {
                    self.formats.insert(name, label);
                }
            }
            (b"currency-symbol", false) => {
                let region = get("country");
                self.open.iter_mut().for_each(|open| open.2.clone_from(&region));
            }
            (b"currency-symbol" | b"text", true) => {
                let said = tags::text(tag.before);
                self.open.iter_mut().for_each(|open| open.1.push_str(&said));
            }
            (b"style", false) if tag.get("family") == Some(b"table-cell") => {
                self.cells.insert(get("style:name"), (get("data-style-name"), get("parent-style-name")));
            }
            _ => {}
        }
    }

    /// What a cell style shows, or the one it is based on.
    fn of(&self, style: Option<&[u8]>) -> Option<Label> {
        if self.formats.is_empty() {
            return None;
        }
        let mut name = tags::text(style?);
        // A style that is based on itself shows nothing.
        for _ in 0..8 {
            let (format, parent) = self.cells.get(&name)?;
            if !format.is_empty() {
                return self.formats.get(format).copied();
            }
            name.clone_from(parent);
        }
        None
    }
}

/// A cell of the row that is being read, from 0.
struct Cell {
    column: u32,
    repeated: u32,
    kind: CellKind,
    text: String,
}

/// Reads a sheet up to its end.
fn sheet<R: std::io::Read>(
    tags: &mut Tags<R>,
    styles: &Styles,
    rows: &mut Rows<'_, '_>,
    details: &mut Details,
) -> Result<(), Refusal> {
    let early = || damaged(&"a sheet ends too early");
    let mut row = 0u32;
    let mut repeated = 1u32;
    let mut column = 0u32;
    let mut listed = 0u32;
    let mut cells: Vec<Cell> = Vec::new();
    // The last column of each run and the currency that the cells in it show, unless they say otherwise; that of the row.
    let mut by_column: Vec<(u32, Option<Label>)> = Vec::new();
    let mut by_row = None;
    loop {
        let tag = tags.next().ok_or_else(early)?;
        match (tag.name, tag.closes) {
            (b"table-column", false) => {
                let count = tag.number("number-columns-repeated").unwrap_or(1).clamp(1, COLUMNS);
                if is_hidden(&tag) && listed < COLUMNS {
                    details.hidden_columns.add(listed + 1, (listed + count).min(COLUMNS));
                }
                listed = (listed + count).min(COLUMNS);
                by_column.push((listed, styles.of(tag.get("default-cell-style-name"))));
            }
            (b"table-row", false) => {
                repeated = tag.number("number-rows-repeated").unwrap_or(1).clamp(1, ROWS);
                if is_hidden(&tag) && row < ROWS {
                    details.hidden_rows.add(row + 1, (row + repeated).min(ROWS));
                }
                column = 0;
                by_row = styles.of(tag.get("default-cell-style-name"));
                cells.clear();
                if tag.empty {
                    row = row.saturating_add(repeated);
                }
            }
            (b"table-row", true) => {
                write(rows, row, repeated, &cells)?;
                row = row.saturating_add(repeated);
                cells.clear();
            }
            (b"table-cell" | b"covered-table-cell", false) => {
                let count = tag.number("number-columns-repeated").unwrap_or(1).clamp(1, COLUMNS);
                let spans = (tag.number("number-columns-spanned"), tag.number("number-rows-spanned"));
                if let (Some(columns), Some(span)) = spans
                    && (columns > 1 || span > 1)
                {
                    details.merge(Merged {
                        first_row: row + 1,
                        last_row: row.saturating_add(span.clamp(1, ROWS)),
                        first_column: column + 1,
                        last_column: column.saturating_add(columns.clamp(1, COLUMNS)),
                    });
                }
                if tag.get("formula").is_some() && tag.get("value-type").is_none() {
                    details.uncalculated(Some((row.saturating_add(1), column.saturating_add(1))));
                }
                let shown = match (tag.get("currency"), tag.get("style-name")) {
                    (Some(code), _) => tags::text(code).parse().ok().map(Label::Currency),
                    (None, style @ Some(_)) => styles.of(style),
                    (None, None) => {
                        let at = by_column.partition_point(|(last, _)| *last <= column);
                        by_row.or_else(|| by_column.get(at)?.1)
                    }
                };
                let (said, empty) = (said(&tag), tag.empty);
                let (kind, text) = if empty { (said.kind, said.text) } else { content(tags, said)? };
                let text = text.unwrap_or_default();
                if !text.is_empty() {
                    let (down, repeated) = (repeated, count.min(COLUMNS.saturating_sub(column).max(1)));
                    if let Some(label) = shown.filter(|_| kind == CellKind::Number) {
                        let last = row.saturating_add(down).min(ROWS);
                        for column in column..column.saturating_add(repeated) {
                            details.label(column.saturating_add(1), row.saturating_add(1), last, label);
                        }
                    }
                    cells.push(Cell { column, repeated, kind, text });
                }
                column = column.saturating_add(count);
            }
            // Shapes hold tables of their own, and the charts among them whole sheets.
            (b"shapes", false) if !tag.empty => pass(tags, b"shapes")?,
            (b"table", true) => return Ok(()),
            _ => {}
        }
    }
}

/// What the attributes of a cell say: its text, unless that stands in the cell.
struct Said {
    kind: CellKind,
    text: Option<String>,
}

fn said(tag: &Tag<'_>) -> Said {
    let of = |name: &str| tag.get(name).map(tags::text);
    let kind = if tag.get("calcext:value-type") == Some(b"error") { CellKind::Error } else { CellKind::Text };
    if kind == CellKind::Error {
        return Said { kind, text: of("office:string-value").filter(|text| !text.is_empty()) };
    }
    match tag.get("office:value-type") {
        Some(b"float" | b"percentage" | b"currency") => {
            let number = of("office:value").and_then(|value| value.trim().parse::<f64>().ok());
            let Some(number) = number else { return Said { kind, text: None } };
            let mut text = String::new();
            let kind = cell::write(&calamine::DataRef::Float(number), false, &mut text);
            Said { kind, text: Some(text) }
        }
        Some(b"date") => {
            let date = of("office:date-value").unwrap_or_default();
            let day = date.get(..10).unwrap_or(&date).to_owned();
            Said { kind: CellKind::Date, text: Some(day) }
        }
        Some(b"time") => {
            Said { kind, text: of("office:time-value").map(|time| clock(&time).unwrap_or(time)) }
        }
        Some(b"boolean") => Said {
            kind,
            text: of("office:boolean-value").map(|yes| {
                if yes.eq_ignore_ascii_case("true") { "TRUE".to_owned() } else { "FALSE".to_owned() }
            }),
        },
        Some(b"string") => Said { kind, text: of("office:string-value") },
        // A cell without a type holds nothing, whatever is drawn in it.
        _ => Said { kind, text: Some(String::new()) },
    }
}

/// A span of time such as PT10H30M00S as other workbooks have it: 10:30:00.
fn clock(time: &str) -> Option<String> {
    let (sign, time) = time.strip_prefix('-').map_or(("", time), |time| ("-", time));
    let (hours, rest) = time.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    let seconds = seconds.split(['.', ',']).next()?;
    let number = |text: &str| text.parse::<u32>().ok();
    Some(format!("{sign}{:02}:{:02}:{:02}", number(hours)?, number(minutes)?, number(seconds)?))
}

/// Goes through what stands in a cell, up to its end.
fn content<R: std::io::Read>(tags: &mut Tags<R>, said: Said) -> Result<(CellKind, Option<String>), Refusal> {
    let mut text = String::new();
    let (mut cells, mut notes, mut paragraphs, mut seen) = (1, 0, 0, 0);
    while cells > 0 {
        let tag = tags.next().ok_or_else(|| damaged(&"a cell ends too early"))?;
        let speaks = said.text.is_none() && notes == 0 && cells == 1;
        if speaks && paragraphs > 0 {
            text.push_str(&tags::text(tag.before));
        }
        match (tag.name, tag.closes, tag.empty) {
            (b"table-cell" | b"covered-table-cell", true, _) => cells -= 1,
            (b"table-cell" | b"covered-table-cell", false, false) => cells += 1,
            (b"annotation", true, _) => notes -= 1,
            (b"annotation", false, false) => notes += 1,
            (b"p" | b"h", true, _) if notes == 0 => paragraphs -= 1,
            (b"p" | b"h", false, empty) if notes == 0 => {
                if seen > 0 && speaks {
                    text.push('\n');
                }
                seen += 1;
                paragraphs += i32::from(!empty);
            }
            (b"s", false, _) if speaks => {
                let spaces = tag.number("c").unwrap_or(1).min(SPACES);
                text.extend((0..spaces).map(|_| ' '));
            }
            (b"tab", false, _) if speaks => text.push('\t'),
            (b"line-break", false, _) if speaks => text.push('\n'),
            _ => {}
        }
        if text.len() > 1 << 20 {
            return Err(damaged(&"a cell is longer than any program writes"));
        }
    }
    Ok((said.kind, Some(said.text.unwrap_or(text))))
}

/// Passes over everything up to where a tag is closed.
fn pass<R: std::io::Read>(tags: &mut Tags<R>, name: &[u8]) -> Result<(), Refusal> {
    let mut open = 1;
    while open > 0 {
        let tag = tags.next().ok_or_else(|| damaged(&"its content ends too early"))?;
        if tag.name == name {
            open += if tag.closes { -1 } else { i32::from(!tag.empty) };
        }
    }
    Ok(())
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    matches!(tag.get("visibility"), Some(b"collapse" | b"filter"))
}

fn write(rows: &mut Rows<'_, '_>, row: u32, repeated: u32, cells: &[Cell]) -> Result<(), Refusal> {
    if cells.is_empty() {
        return Ok(());
    }
    // Programs fill a sheet to its end; there is nothing below. How much all of it comes to, whoever takes it counts.
    for row in row..row.saturating_add(repeated).min(ROWS.max(row + 1)) {
        for cell in cells {
            for column in cell.column..cell.column.saturating_add(cell.repeated) {
                rows.cell(row, column, |text| {
                    text.push_str(&cell.text);
                    cell.kind
                })?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;

    use super::*;

    fn told(body: &str) -> Result<Vec<String>, String> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
        write!(zip, "<office:document-content>{body}</office:document-content>").unwrap();
        let bytes = zip.finish().unwrap().into_inner();
        let mut intake = crate::workbook::Intake::new(bytes.len());
        read(&bytes, &mut |frame| intake.take(frame)).map_err(|refusal| refusal.message)?;
        let book = intake.finish().unwrap();
        let mut told: Vec<String> = Vec::new();
        for sheet in &book.sheets {
            told.push(format!("[{}]", sheet.name));
            let mut place = sheet.tape.from(0);
            while let Some(row) = place.next() {
                let cells = row.filled().map(|c| format!("{c}={:?} {}", row.kind(c), row.cell(c)));
                told.push(format!("{}: {}", row.number, cells.collect::<Vec<_>>().join(", ")));
            }
            told.extend(sheet.merged.iter().map(|range| format!("{range:?}")));
        }
        told.extend(book.notes);
        Ok(told)
    }

    #[test]
    fn rows_and_what_is_repeated_are_read() {
        let told = told(
            r#"<style:style style:name="h"><style:table-properties table:display="false"/></style:style>
            <table:table table:name="A &amp; B" table:style-name="h">
              <table:table-column table:number-columns-repeated="2"/>
              <table:table-column table:visibility="collapse" table:number-columns-repeated="1022"/>
              <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
              <table:table-row table:number-rows-repeated="2" table:visibility="filter">
                <table:table-cell office:value-type="float" office:value="0.30000000000000004" table:number-columns-repeated="2"><text:p>0.3</text:p></table:table-cell>
                <table:covered-table-cell/>
                <table:table-cell office:value-type="date" office:date-value="2026-11-22T10:00:00"/>
              </table:table-row>
              <table:table-row>
                <table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" office:value-type="string"><office:annotation><text:p>no</text:p></office:annotation><text:p>one<text:s text:c="2"/>two</text:p><text:p><text:span>three</text:span></text:p></table:table-cell>
                <table:covered-table-cell/>
                <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
                <table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
                <table:table-cell table:formula="of:=1+1"/>
                <table:table-cell office:value-type="time" office:time-value="PT10H30M00S"/>
              </table:table-row>
              <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            </table:table><table:table table:name="Empty"/>
            <table:table table:name="Next"><table:table-row><table:table-cell office:value-type="currency" office:value="-5"/></table:table-row></table:table>"#,
        );
        assert_eq!(
            told.unwrap(),
            [
                "[A & B]",
                "4: 0=Number 0.3, 1=Number 0.3, 3=Date 2026-11-22",
                "5: 0=Number 0.3, 1=Number 0.3, 3=Date 2026-11-22",
                "6: 0=Text one  two\nthree, 2=Text TRUE, 3=Error #DIV/0!, 5=Text 10:30:00",
                "Merged { first_row: 6, last_row: 6, first_column: 1, last_column: 2 }",
                "[Empty]",
                "[Next]",
                "1: 0=Number -5",
                "Sheet “A & B” has 2 hidden rows (4–5) and 4 hidden columns (C–F); they are read like the others.",
                "1 formula of sheet “A & B” was never calculated (the first in E6): its cell is empty; open the workbook in Excel and save it.",
                "Hidden sheets: A & B.",
            ]
        );
        assert!(super::tests::told("<table:table table:name='S'><table:table-row>").is_err());
    }
}
