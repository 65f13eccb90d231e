//! Answers as text for people: tables with aligned columns.

use std::io::{Result, Write};

use serde_json::Value;

/// So many rows: `1 row`, `3 rows`.
pub(crate) fn rows(count: &str) -> String {
    format!("{count} {}", if count == "1" { "row" } else { "rows" })
}

/// A value as it is shown: texts without quotes, nothing for null.
pub(crate) fn string(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

/// A table; the columns in `right` are aligned to the right.
pub(crate) fn table(
    out: &mut dyn Write,
    headings: &[&str],
    right: &[usize],
    rows: &[Vec<String>],
) -> Result<()> {
    let mut widths: Vec<usize> = headings.iter().map(|heading| heading.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut write = |cells: &mut dyn Iterator<Item = &str>| -> Result<()> {
        let mut line = String::new();
        for (column, (cell, width)) in cells.zip(&widths).enumerate() {
            let space = " ".repeat(width - cell.chars().count());
            let (before, after) =
                if right.contains(&column) { (space.as_str(), "") } else { ("", space.as_str()) };
            line.extend([before, cell, after, "  "]);
        }
        writeln!(out, "{}", line.trim_end())
    };
    write(&mut headings.iter().copied())?;
    for row in rows {
        write(&mut row.iter().map(String::as_str))?;
    }
    Ok(())
}
