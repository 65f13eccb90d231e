//! A sheet as the user wants it read: with cells mended, columns split and joined, rows left out.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use crate::sheet::{CellKind, RowView, Span};
use crate::{Options, Refusal, Source};

/// The rows of a sheet with what the options change about them.
pub(crate) struct View<'s> {
    source: &'s Source,
    /// The mended cells of a row: column from 0 and text.
    edits: HashMap<u32, Vec<(usize, String)>>,
    left_out: HashSet<u32>,
    derived: Vec<Derived>,
    /// Where the derived columns start: behind the file's own.
    width: usize,
}

/// A column made of others.
enum Derived {
    /// What stands before a sign, or behind it.
    Part { column: usize, sign: String, behind: bool },
    /// Cells one behind the other.
    Joined { columns: Vec<usize>, between: String },
}

impl<'s> View<'s> {
    /// The rows with their mended cells; no column is derived yet.
    pub(crate) fn new(source: &'s Source, options: &Options) -> View<'s> {
        let mut edits: HashMap<u32, Vec<(usize, String)>> = HashMap::new();
        for edit in &options.edits {
            let Some(column) = (edit.column as usize).checked_sub(1) else { continue };
            let cells = edits.entry(edit.row).or_default();
            cells.retain(|(known, _)| *known != column);
            cells.push((column, edit.text.trim().to_owned()));
        }
        let left_out = options.leave_out.iter().copied().collect();
        View { source, edits, left_out, derived: Vec::new(), width: 0 }
    }

    /// The file.
    pub(crate) fn source(&self) -> &'s Source {
        self.source
    }

    /// Adds the columns that are split or joined from those of a table; answers their names.
    pub(crate) fn derive(
        &mut self,
        width: usize,
        find: impl Fn(&str) -> Option<usize>,
        options: &Options,
    ) -> Result<Vec<String>, Refusal> {
        let column = |option: &str, name: &str| {
            find(name).ok_or_else(|| Refusal::of(option, format!("There is no column “{}”.", name.trim())))
        };
        let mut names = Vec::new();
        let mut derived = Vec::new();
        for (name, sign) in &options.split {
            if sign.is_empty() {
                return Err(Refusal::of("split", format!("Say at which sign “{name}” is to be split.")));
            }
            let column = column("split", name)?;
            for behind in [false, true] {
                names.push(format!("{} ({})", name.trim(), if behind { 2 } else { 1 }));
                derived.push(Derived::Part { column, sign: sign.clone(), behind });
            }
        }
        for (joined, between) in &options.join {
            let columns = joined.iter().map(|name| column("join", name)).collect::<Result<_, _>>()?;
            names.push(joined.iter().map(|name| name.trim()).collect::<Vec<_>>().join(" + "));
            derived.push(Derived::Joined { columns, between: between.clone() });
        }
        self.width = width;
        self.derived = derived;
        Ok(names)
    }

    /// Goes through the rows of a sheet until the visitor breaks off; answers what is to be said about them.
    pub(crate) fn rows(
        &self,
        sheet: usize,
        mut visit: impl FnMut(RowView<'_>) -> ControlFlow<()>,
    ) -> Vec<String> {
        if self.edits.is_empty() && self.left_out.is_empty() && self.derived.is_empty() {
            return self.source.rows(sheet, visit);
        }
        let mut text = String::new();
        let mut spans: Vec<Span> = Vec::new();
        self.source.rows(sheet, |row| {
            if self.left_out.contains(&row.number) {
                return ControlFlow::Continue(());
            }
            let edits = self.edits.get(&row.number);
            if edits.is_none() && self.derived.is_empty() {
                return visit(row);
            }
            self.rewrite(&row, edits.map_or(&[], Vec::as_slice), &mut text, &mut spans);
            visit(RowView { number: row.number, text: &text, rewritten: "", spans: &spans })
        })
    }

    /// Writes a row with its mended and derived cells.
    fn rewrite(
        &self,
        row: &RowView<'_>,
        edits: &[(usize, String)],
        text: &mut String,
        spans: &mut Vec<Span>,
    ) {
        text.clear();
        spans.clear();
        let edited = edits.iter().map(|(column, _)| column + 1).max().unwrap_or(0);
        let own = row.len().max(edited);
        let own = if self.derived.is_empty() { own } else { own.min(self.width) };
        for column in 0..own {
            let start = text.len();
            let edit = edits.iter().find(|(edited, _)| *edited == column);
            text.push_str(edit.map_or_else(|| row.cell(column), |(_, typed)| typed));
            // What is typed here is read as the text of a file is.
            let kind = if edit.is_some() { CellKind::Text } else { row.kind(column) };
            spans.push(Span { start, end: text.len(), kind, rewritten: false });
        }
        if self.derived.is_empty() {
            return;
        }
        spans.resize(self.width, Span::EMPTY);
        for derived in &self.derived {
            let cell = |column: usize| {
                let edit = edits.iter().find(|(edited, _)| *edited == column);
                edit.map_or_else(|| row.cell(column), |(_, typed)| typed)
            };
            let start = text.len();
            match derived {
                Derived::Part { column, sign, behind } => {
                    let whole = cell(*column);
                    // Without the sign the whole is the first part.
                    let (first, second) = whole.split_once(sign.as_str()).unwrap_or((whole, ""));
                    text.push_str(if *behind { second.trim() } else { first.trim() });
                }
                Derived::Joined { columns, between } => {
                    for part in columns.iter().map(|column| cell(*column)).filter(|part| !part.is_empty()) {
                        if text.len() > start {
                            text.push_str(between);
                        }
                        text.push_str(part);
                    }
                }
            }
            spans.push(Span { start, end: text.len(), kind: CellKind::Text, rewritten: false });
        }
    }
}
