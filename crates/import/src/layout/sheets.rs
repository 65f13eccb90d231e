//! Further sheets with the same columns: a month or a department each. One is read at a time, and the others are said.

use std::ops::ControlFlow;

use super::Layout;

/// So many rows are looked at for the names of the columns.
const LOOKED_AT: u32 = 30;
/// So many sheets are named.
const NAMED: usize = 5;

impl Layout<'_> {
    /// What to say of other sheets whose columns are called as those of the one that is read.
    pub(super) fn other_sheets(&self) -> Option<String> {
        let names: Vec<&str> = self.table.names[..self.table.own]
            .iter()
            .map(|name| name.trim())
            .filter(|name| !name.is_empty())
            .collect();
        if names.len() < 2 || self.form.is_some() {
            return None;
        }
        let others = (0..self.source().sheets()).filter(|sheet| *sheet != self.table.sheet);
        let alike: Vec<String> = others
            .filter(|sheet| self.has_names(*sheet, &names))
            .map(|sheet| format!("“{}”", self.source().sheet(sheet).0))
            .collect();
        let (listed, more) = alike.split_at(alike.len().min(NAMED));
        let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
        match listed {
            [] => None,
            [one] => Some(format!(
                "The sheet {one} has the same columns and was not read: choose it and import it too."
            )),
            several => Some(format!(
                "The sheets {}{more} have the same columns and were not read: choose each and import it too.",
                several.join(", ")
            )),
        }
    }

    fn has_names(&self, sheet: usize, names: &[&str]) -> bool {
        let (mut looked, mut found) = (0, false);
        self.source().rows(sheet, |row| {
            looked += 1;
            found = row.filled().map(|column| row.cell(column).trim()).eq(names.iter().copied());
            if found || looked == LOOKED_AT { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        found
    }
}
