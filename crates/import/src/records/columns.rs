//! Which columns of a file are read, and rows as they stand in it: what a preview shows.

use std::ops::ControlFlow;

use crate::field::{self, Field};
use crate::layout::Layout;
use crate::options::Kind;
use crate::{Options, Refusal, Source};

/// A field that a file speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The field.
    pub field: Field,
    /// Its name in options.
    pub name: String,
    /// Its column, from 1; none where one value stands for every row.
    pub column: Option<u32>,
}

/// The fields that a file speaks of, in the order of the kind; the months of a budget behind them.
pub fn columns(source: &Source, kind: Kind, options: &Options) -> Result<Vec<Spoken>, Refusal> {
    let layout = Layout::find(source, Some(kind), options)?;
    let place = |column: usize| u32::try_from(column + 1).ok();
    let spec = |spec: &field::Spec| Spoken {
        field: spec.field,
        name: spec.name.to_owned(),
        column: layout.mapping.column(spec.field).and_then(place),
    };
    let mut spoken: Vec<Spoken> =
        field::specs(kind).iter().filter(|spec| layout.mapping.has(spec.field)).map(spec).collect();
    spoken.extend(layout.mapping.planned().into_iter().map(|(month, column)| Spoken {
        field: Field::Planned(month),
        name: month.to_string(),
        column: place(column),
    }));
    Ok(spoken)
}

/// The names of a table's columns as they stand in the file.
pub fn names(source: &Source, kind: Kind, options: &Options) -> Result<Vec<String>, Refusal> {
    Ok(Layout::find(source, Some(kind), options)?.table.names.clone())
}

/// How many rows of data a file has, at most.
pub fn count(source: &Source, kind: Kind, options: &Options) -> Result<u32, Refusal> {
    Ok(Layout::find(source, Some(kind), options)?.rows)
}

/// Some rows as they stand in the file: the cells of these columns (from 1; none: empty) of each row that is there.
pub fn raw(
    source: &Source,
    kind: Kind,
    options: &Options,
    rows: &[u32],
    columns: &[Option<u32>],
) -> Result<Vec<(u32, Vec<String>)>, Refusal> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(Vec::new()) };
    // Rows that the user leaves out are looked at as well.
    let options = &Options { leave_out: Vec::new(), ..options.clone() };
    let layout = Layout::find(source, Some(kind), options)?;
    let mut found = Vec::with_capacity(rows.len());
    layout.rows(|row| {
        if row.number > *last {
            return ControlFlow::Break(());
        }
        if row.number >= *first && rows.binary_search(&row.number).is_ok() {
            let cell = |column: &Option<u32>| {
                column.map_or_else(String::new, |column| row.cell(column as usize - 1).to_owned())
            };
            found.push((row.number, columns.iter().map(cell).collect()));
        }
        ControlFlow::Continue(())
    });
    Ok(found)
}
