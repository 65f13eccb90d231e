//! What was found in a file before anything is imported: sheets, table, columns, and why.

use std::ops::ControlFlow;

use serde::Serialize;

use crate::field::{self, Field};
use crate::form::FormEntry;
use crate::layout::{Decision, Layout};
use crate::options::{FarEnd, Kind, Scale};
use crate::{DateOrder, DecimalSign, Options, Question, Refusal, Source};

/// Rows shown as they stand in the file.
const SAMPLE_ROWS: usize = 20;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Inspection {
    /// `csv`, `tsv`, `psv` or `xlsx`, by the content.
    pub format: String,
    /// The text encoding; `None` for a workbook.
    pub encoding: Option<String>,
    /// Why that encoding; `None` for a workbook.
    pub encoding_reason: Option<String>,
    /// The sign between cells; `None` for a workbook.
    pub delimiter: Option<String>,
    /// Why that sign; `None` for a workbook.
    pub delimiter_reason: Option<String>,
    /// All sheets; a text file is one.
    pub sheets: Vec<SheetEntry>,
    /// The table that would be read; `None` if there is none, and the notes say why.
    pub table: Option<TableEntry>,
    /// What it looks like: the kind asked for, or the one guessed; `None` if nothing speaks for either.
    pub kind: Option<Kind>,
    /// The decimal sign of amounts; `None` where none shows it.
    pub decimal: Option<Found<DecimalSign>>,
    /// The order of dates; `None` where none depends on it.
    pub dates: Option<Found<DateOrder>>,
    /// What end dates that mean “never” are read as; `None` where there are none.
    pub far_end: Option<Found<FarEnd>>,
    /// The unit of the amounts, where the file speaks of another than one and none was given.
    pub scale: Option<Found<Scale>>,
    /// What it was sent out for, if Outlay sent it to be filled in.
    pub form: Option<FormEntry>,
    /// What the names of the columns come to, to know such a file again.
    pub fingerprint: String,
    /// The first rows of the table as they stand there.
    pub sample: Vec<SampleRow>,
    /// Fields that need a column before an import: `date`, `amount`.
    pub missing: Vec<String>,
    /// What is to be said, in sentences.
    pub notes: Vec<String>,
    /// What the file leaves open.
    pub questions: Vec<Question>,
}

/// A sheet of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportSheet"))]
pub struct SheetEntry {
    /// Its name.
    pub name: String,
    /// Whether the spreadsheet hides it.
    pub hidden: bool,
    /// Its last filled row.
    pub rows: u32,
    /// Its last filled column.
    pub columns: u32,
}

/// The table in a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportTable"))]
pub struct TableEntry {
    /// The sheet's name.
    pub sheet: String,
    /// The row with the names of the columns, from 1; `None` if no row names them.
    pub header_row: Option<u32>,
    /// The last of the rows that name them.
    pub last_header_row: u32,
    /// Filled rows below.
    pub rows: u32,
    /// Further tables below in the same sheet.
    pub others: Vec<OtherTable>,
    /// The columns.
    pub columns: Vec<Column>,
}

/// A table that follows in the same sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OtherTable {
    /// The row that names its columns.
    pub row: u32,
    /// The first of these names.
    pub words: String,
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportColumn"))]
pub struct Column {
    /// Its place, from 1.
    pub index: u32,
    /// Its name in the file; its letter if it has none.
    pub name: String,
    /// What its cells are.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// The field it would be read as.
    pub field: Option<String>,
    /// Why that field; empty without one.
    pub reason: String,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ColumnType {
    /// Words.
    Text,
    /// Numbers.
    Number,
    /// Dates.
    Date,
    /// Nothing.
    Empty,
}

/// Something found in the file, given, or assumed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Found<T> {
    /// What it is.
    pub value: T,
    /// Whether it is sure; if not, ask.
    pub decided: bool,
    /// Why.
    pub reason: String,
}

/// A row as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SampleRow {
    /// Its number, from 1.
    pub row: u32,
    /// Its cells, one for each column.
    pub cells: Vec<String>,
}

/// Says what a file holds and how it would be read. `kind` is asked for, or guessed.
pub fn inspect(source: &Source, kind: Option<Kind>, options: &Options) -> Result<Inspection, Refusal> {
    let mut inspection = Inspection {
        format: source.format().to_owned(),
        encoding: source.encoding().map(str::to_owned),
        encoding_reason: source.encoding_reason().map(str::to_owned),
        delimiter: source.delimiter().map(|(sign, _)| sign.to_string()),
        delimiter_reason: source.delimiter().map(|(_, reason)| reason.to_owned()),
        sheets: Vec::new(),
        table: None,
        kind,
        decimal: None,
        dates: None,
        far_end: None,
        scale: None,
        form: None,
        fingerprint: String::new(),
        sample: Vec::new(),
        missing: Vec::new(),
        notes: source.notes().to_vec(),
        questions: Vec::new(),
    };
    let mut text_size = None;
    match Layout::find(source, kind, options) {
        Ok(layout) => {
            let kind = kind.or(layout.guessed.then_some(layout.kind));
            inspection.kind = kind;
            inspection.notes = layout.source_notes().collect();
            text_size = Some((layout.last_row, layout.widest));
            describe(&mut inspection, source, &layout, kind);
        }
        // A sheet or row that was asked for and is not there is refused; a file without a table is described.
        Err(refusal) if options.sheet.is_some() || options.header_row.is_some() => return Err(refusal),
        Err(refusal) => inspection.notes.push(refusal.message),
    }
    inspection.sheets = (0..source.sheets())
        .map(|index| {
            let (name, hidden) = source.sheet(index);
            let (rows, columns) = source.size(index).or(text_size).unwrap_or_default();
            SheetEntry { name: name.to_owned(), hidden, rows, columns }
        })
        .collect();
    Ok(inspection)
}

/// What the names of a file's columns come to: files of one source have the same.
pub fn fingerprint(source: &Source, kind: Kind, options: &Options) -> Result<String, Refusal> {
    Ok(Layout::find(source, Some(kind), options)?.fingerprint())
}

fn describe(inspection: &mut Inspection, source: &Source, layout: &Layout<'_>, kind: Option<Kind>) {
    let table = &layout.table;
    inspection.table = Some(TableEntry {
        sheet: source.sheet(table.sheet).0.to_owned(),
        header_row: table.header_row,
        last_header_row: table.last_header_row,
        rows: layout.rows,
        others: layout
            .others
            .iter()
            .map(|(row, words)| OtherTable { row: *row, words: words.clone() })
            .collect(),
        columns: (0..table.names.len()).map(|column| self::column(layout, column, kind)).collect(),
    });
    inspection.far_end = layout.far_end.as_ref().map(found);
    inspection.scale = layout.scale_found().as_ref().map(found);
    if let Some(form) = layout.form {
        inspection.form = Some(FormEntry::of(form));
        inspection
            .notes
            .insert(0, format!("Outlay sent this workbook out on {}: {}.", form.day(), form.title()));
    }
    inspection.fingerprint = layout.fingerprint();
    inspection.decimal = layout.decimal.as_ref().map(found);
    inspection.dates = layout.dates.as_ref().map(found);
    inspection.questions = if kind.is_some() { layout.questions() } else { Vec::new() };
    inspection.missing = kind.map_or_else(Vec::new, |kind| missing(layout, kind));
    inspection.notes.extend(layout.notes.iter().cloned());
    if let Some((_, reason)) = source.delimiter() {
        let sign = inspection.delimiter.as_deref().map_or("", |sign| if sign == "\t" { "tab" } else { sign });
        inspection.notes.push(format!("Cells are separated by “{sign}”. {reason}"));
    }
    match table.header_row {
        Some(row) if row > 1 => {
            inspection.notes.push(format!("Row {row} names the columns; what stands above it is left out."));
        }
        Some(_) => {}
        None => inspection.notes.push("No row names the columns; they go by their letters.".to_owned()),
    }
    if table.header_row.is_some_and(|row| table.last_header_row > row) {
        let (first, last) = (table.header_row.unwrap_or(0), table.last_header_row);
        inspection.notes.push(format!("Rows {first} to {last} together name the columns."));
    }
    inspection.notes.extend(layout.other_tables());
    let sample = &mut inspection.sample;
    layout.rows(|row| {
        let cells = (0..table.names.len()).map(|column| row.cell(column).to_owned()).collect();
        sample.push(SampleRow { row: row.number, cells });
        if sample.len() < SAMPLE_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
}

fn column(layout: &Layout<'_>, column: usize, kind: Option<Kind>) -> Column {
    let profile = &layout.table.profiles[column];
    let mapped = layout.mapping.columns.iter().find(|mapped| mapped.column == column).zip(kind);
    Column {
        index: u32::try_from(column + 1).unwrap_or(0),
        name: layout.table.name(column),
        kind: match profile {
            profile if profile.filled == 0 => ColumnType::Empty,
            profile if profile.is_dates() => ColumnType::Date,
            profile if profile.is_numbers() => ColumnType::Number,
            _ => ColumnType::Text,
        },
        field: mapped.map(|(mapped, kind)| mapped.field.name(kind)),
        reason: mapped.map_or_else(String::new, |(mapped, _)| mapped.reason.clone()),
    }
}

/// The fields that still need a column; of those of which one is enough, the first.
fn missing(layout: &Layout<'_>, kind: Kind) -> Vec<String> {
    let wide_budget = kind == Kind::Budget && !layout.mapping.planned().is_empty();
    let mut wanted: Vec<&[Field]> = field::required(kind).to_vec();
    // An amount without a month is that of the year.
    if kind == Kind::Budget && !wide_budget {
        wanted.push(&[Field::Amount]);
    }
    let has = |field: &Field| layout.mapping.has_or_stands_for(*field);
    let open = wanted.into_iter().filter(|group| !group.iter().any(has));
    open.filter_map(|group| group.first()).map(|field| field.name(kind)).collect()
}

fn found<T: Copy>(decision: &Decision<T>) -> Found<T> {
    Found { value: decision.value, decided: decision.decided, reason: decision.reason.clone() }
}
