//! What the commands on imports take and answer.

use std::collections::BTreeMap;

use ::import::{Inspection, Kind, Options, Question};
use domain::{Amount, Id};
use serde::{Deserialize, Serialize};

/// A file to be looked at.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportInspect"))]
pub struct Inspect {
    /// Its token.
    pub file: String,
    /// What it is to be imported as; guessed if not given.
    pub kind: Option<Kind>,
    /// What the user overruled.
    pub options: Options,
}

/// A field that a kind can take.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportField"))]
pub struct Field {
    /// Its name in options.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// Whether an import needs it, or another one that can stand for it.
    pub required: bool,
}

/// How a file with the same names of columns was read before.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportMapping"))]
pub struct Mapping {
    /// That file's name.
    pub file_name: String,
    /// When (local time).
    pub at: String,
    /// What had been overruled then.
    pub options: Options,
}

/// What a file holds, and the fields its columns can be mapped to.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Inspected {
    /// What was found.
    #[serde(flatten)]
    pub found: Inspection,
    /// The fields of the kind.
    pub fields: Vec<Field>,
    /// How such a file was read last, if that differs from what is found now.
    pub remembered: Option<Mapping>,
}

/// A name of the file that the user has decided about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportNameChoice"))]
pub struct NameChoice {
    /// `vendor`, `category`, `department` or `project`.
    pub field: String,
    /// The name as the file has it.
    pub text: String,
    /// The record of the book that it means; none keeps it apart, as a record of its own.
    pub target: Option<Id>,
}

/// What becomes of records of the book that the file no longer has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportMissing"))]
pub enum Missing {
    /// They stay as they are.
    #[default]
    Keep,
    /// They end: a contract, vendor or order by its status, everything else is removed.
    End,
}

/// A file to be imported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportJob"))]
pub struct Job {
    /// Its token.
    pub file: String,
    /// As what.
    pub kind: Kind,
    /// The plan that takes a budget, or the plan whose budget rates the rates are.
    pub plan: Option<Id>,
    /// The plan by its name instead; a new budget of this name if there is none.
    pub plan_name: Option<String>,
    /// What the user overruled.
    pub options: Options,
    /// Whether rows with problems are left out instead of stopping the import.
    pub skip_problems: bool,
    /// What the user decided about names that nearly match.
    #[serde(default)]
    pub names: Vec<NameChoice>,
    /// What becomes of records that the file no longer has.
    #[serde(default)]
    pub missing: Missing,
}

/// A cell that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportProblem"))]
pub struct Problem {
    /// Its row, from 1.
    pub row: u32,
    /// Its column, from 1; 0 if the row has none for it.
    pub column: u32,
    /// The column's name.
    pub name: String,
    /// What stands in it.
    pub text: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// What the rows of a month sum to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportMonthSum"))]
pub struct MonthSum {
    /// The currency's code.
    pub currency: String,
    /// The month: 2026-11.
    pub month: String,
    /// The exact sum.
    pub amount: Amount,
    /// How many rows (of a budget: lines with an amount).
    pub count: u32,
}

/// A record of the book that a name of the file may mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportNearRecord"))]
pub struct NearRecord {
    /// Its number.
    pub id: Id,
    /// Its name.
    pub name: String,
}

/// A name of the file that the book does not have but nearly has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportNearName"))]
pub struct NearName {
    /// `vendor`, `category`, `department` or `project`.
    pub field: String,
    /// The name as the file has it.
    pub text: String,
    /// How many rows have it.
    pub rows: u32,
    /// What it may mean, the likeliest first.
    pub near: Vec<NearRecord>,
    /// Whether the user has decided.
    pub decided: bool,
    /// The record that it is taken for; none: a new one.
    pub target: Option<Id>,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Imported {
    /// The import; nothing if none was written.
    pub batch: Option<Id>,
    /// Rows of data in the file.
    pub read: u32,
    /// Records added.
    pub imported: u32,
    /// Records changed.
    pub updated: u32,
    /// Records that were so already.
    pub unchanged: u32,
    /// Rows that are no data (totals, headings) or were left out for their problems.
    pub left_out: u32,
    /// Records of the book that the file should have and does not.
    pub missing: u32,
    /// The first of them, in words.
    pub missing_names: Vec<String>,
    /// Cells that cannot be read, at most 1,000.
    pub problems: Vec<Problem>,
    /// How many there are in all.
    pub problem_count: u32,
    /// The sum of the rows that were or would be imported, by currency.
    pub totals: BTreeMap<String, Amount>,
    /// The same by month, for what has days or months.
    pub by_month: Vec<MonthSum>,
    /// What the book held before, by currency.
    pub before: BTreeMap<String, Amount>,
    /// What it holds after.
    pub after: BTreeMap<String, Amount>,
    /// Names that the book nearly has.
    pub near: Vec<NearName>,
    /// The fields by which a row was known again, in words; empty where the whole row counts.
    pub key: Vec<String>,
    /// What is worth knowing, in sentences.
    pub notes: Vec<String>,
    /// What the file leaves open.
    pub questions: Vec<Question>,
}

/// What became, or would become, of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportRowState"))]
pub enum RowState {
    /// It adds a record.
    New,
    /// It changes a record.
    Changed,
    /// Its record is so already.
    Unchanged,
    /// A cell of it cannot be read.
    Problem,
    /// It is a total, a heading or a remark.
    LeftOut,
}

impl Imported {
    /// Counts a record by what becomes of it.
    pub(crate) fn count_state(&mut self, state: RowState) {
        match state {
            RowState::New => self.imported += 1,
            RowState::Changed => self.updated += 1,
            RowState::Unchanged => self.unchanged += 1,
            RowState::Problem | RowState::LeftOut => {}
        }
    }
}

/// Rows of a file as they would be stored.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportRowsQuery"))]
pub struct RowsQuery {
    /// The import that is looked at.
    pub job: Job,
    /// The first row wanted, from 0, among those shown.
    pub from: u32,
    /// How many, at most 500.
    pub count: u32,
    /// Only rows of this state; none: all.
    pub only: Option<RowState>,
}

/// What a cell of the preview is, so that it can be shown as everywhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportCellKind"))]
pub enum CellKind {
    /// Words.
    Text,
    /// An amount or a number: 1234.50.
    Figure,
    /// A day: 2026-11-30.
    Day,
    /// A month: 2026-11.
    Month,
}

/// A column of the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportRowColumn"))]
pub struct RowColumn {
    /// The field.
    pub field: String,
    /// Its name for people.
    pub label: String,
    /// What its cells are.
    pub kind: CellKind,
    /// The column of the file it comes from, from 1; none if it has no single one.
    pub column: Option<u32>,
}

/// A row of the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportRow"))]
pub struct PreviewRow {
    /// Its row in the file, from 1.
    pub row: u32,
    /// What becomes of it.
    pub state: RowState,
    /// Its cells, as they would be stored; of a row with problems, and of one left out, as they stand in the file.
    pub cells: Vec<String>,
    /// The cells before, of a row that changes a record.
    pub before: Option<Vec<String>>,
    /// The cells that cannot be read.
    pub problems: Vec<RowProblem>,
    /// What is to be known of it, in a sentence: that the book has changed since the row was sent out to be filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub remark: Option<String>,
}

/// A cell of a previewed row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportRowProblem"))]
pub struct RowProblem {
    /// Its place among the preview's columns, from 0; none if it is of no column shown.
    pub cell: Option<u32>,
    /// Its column in the file, from 1; 0 if the row has none for it.
    pub column: u32,
    /// The text in the file.
    pub text: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// A window of the preview.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportRows"))]
pub struct Rows {
    /// The columns.
    pub columns: Vec<RowColumn>,
    /// How many rows there are of the state asked for.
    pub total: u32,
    /// How many there are of each state: new, changed, unchanged, problem, left out.
    pub counts: [u32; 5],
    /// The rows of the window.
    pub rows: Vec<PreviewRow>,
}

/// An import of the past.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportBatch"))]
pub struct Batch {
    /// Its number.
    pub id: Id,
    /// The file's name.
    pub file_name: String,
    /// As what it was imported.
    pub kind: Kind,
    /// When (local time).
    pub at: String,
    /// By whom.
    pub who: String,
    /// Rows of data in the file.
    pub read: u32,
    /// How many records came of it, new and changed.
    pub count: u32,
    /// How many of them were changed.
    pub updated: u32,
    /// Their sum by currency.
    pub totals: BTreeMap<String, Amount>,
    /// What was overruled, in words: `Amount from “Net”`.
    pub mapping: Vec<String>,
    /// The change of the history, by which it can be undone.
    pub change: Option<Id>,
}
