//! What is clear once all rows are read: which record each row changes whose key or number the book has with other values,
//! and what the file no longer has.

use std::collections::BTreeMap;

use ::import::Source;
use ::import::records::Record;
use domain::Id;

use super::super::{Job, Missing, Problem, RowState};
use super::{Mode, NOTHING_ENDS, Pass, Refused, Register};
use crate::Error;
use crate::words::counted;

/// A document of more lines than these is a label that many things share.
const LINES: usize = 20;

/// A row whose key or number the book has with other values.
pub(super) struct Later<D> {
    row: u32,
    fresh: D,
    /// As a change of the first record of its key.
    keyed: Option<D>,
    number: Option<String>,
    /// As a change of each record of its number that it may be.
    near: Vec<(usize, D)>,
    cells: Vec<String>,
}

impl<R: Register> Pass<'_, R> {
    /// A row as it is kept until all rows are read.
    pub(super) fn later(
        &mut self,
        record: &Record<'_>,
        fresh: R::Draft,
        first: Option<usize>,
        number: Option<String>,
    ) -> Result<Later<R::Draft>, Refused> {
        // On the ground of the first of them, which is the only one in nearly every file.
        let keyed = first.map(|first| self.draft(record, Some(first))).transpose()?;
        let known = number.as_ref().and_then(|number| self.by_number.get(number));
        let known = known.filter(|known| known.len() <= LINES).cloned().unwrap_or_default();
        let alone = known.len() == 1;
        let mut near = Vec::new();
        for at in known {
            if self.taken[at] {
                continue;
            }
            let changed = self.draft(record, Some(at))?;
            if self.register.is_same(&changed, &self.records[at], alone) {
                near.push((at, changed));
            }
        }
        let cells = self.cells(record);
        Ok(Later { row: record.row, fresh, keyed, number, near, cells })
    }

    /// Settles which record each row changes: by the key, then by the number; the others are new.
    pub(super) fn settle(&mut self) -> Result<(), Error> {
        let mut numbered = std::mem::take(&mut self.reworded);
        for (text, rows) in std::mem::take(&mut self.later) {
            let open: Vec<usize> =
                self.by_key.remove(&text).into_iter().flatten().filter(|at| !self.taken[*at]).collect();
            let first = rows.first().and_then(|first| first.keyed.as_ref());
            let pairs = first.is_some_and(|first| self.register.pairs(first, rows.len(), open.len()));
            let mut open = open.into_iter().filter(|_| pairs);
            for mut later in rows {
                match (open.next(), later.keyed.take(), later.number.clone()) {
                    (Some(at), Some(draft), _) => self.change(later.row, at, draft, later.cells)?,
                    (_, _, Some(number)) => numbered.entry(number).or_default().push(later),
                    (_, _, None) => self.fresh(later)?,
                }
            }
        }
        self.settle_by_number(numbered)
    }

    /// A record of a number that only one row can be is that row, changed.
    fn settle_by_number(&mut self, numbered: BTreeMap<String, Vec<Later<R::Draft>>>) -> Result<(), Error> {
        let (mut doubted, mut doubts) = (Vec::new(), 0);
        for (number, mut rows) in numbered {
            for later in &mut rows {
                later.near.retain(|(at, _)| !self.taken[*at]);
            }
            let claimed: Vec<usize> =
                rows.iter().flat_map(|later| later.near.iter().map(|(at, _)| *at)).collect();
            let mut added = 0;
            for mut later in rows {
                let only = |at: &usize| claimed.iter().filter(|claimed| *claimed == at).count() == 1;
                let near = later.near.pop().filter(|(at, _)| later.near.is_empty() && only(at));
                if let Some((at, draft)) = near {
                    self.change(later.row, at, draft, later.cells)?;
                } else {
                    self.fresh(later)?;
                    added += 1;
                }
            }
            let open = |at: &&usize| !self.taken[**at] && self.register.in_scope(&self.records[**at]);
            let left = self.by_number.get(&number).into_iter().flatten().find(open);
            if let Some(left) = left.filter(|_| added > 0) {
                let field = self.register.number()[0];
                doubted.push(self.register.cell(&self.names, &self.records[*left], field));
                doubts += added;
            }
        }
        if doubts > 0 {
            self.imported.questions.extend(self.register.doubt(&doubted, doubts));
        }
        Ok(())
    }

    /// Whether a row is refused, which is then a problem of it.
    fn is_refused(&mut self, row: u32, drafts: [&R::Draft; 2]) -> bool {
        let Some((field, message)) = drafts.into_iter().find_map(|draft| self.register.refused(draft)) else {
            return false;
        };
        let text = self.register.cell(&self.names, drafts[0], field);
        self.imported.problem_count += 1;
        self.imported.left_out += 1;
        self.imported.problems.push(Problem { row, column: 0, name: field.words(), text, message });
        true
    }

    fn fresh(&mut self, later: Later<R::Draft>) -> Result<(), Error> {
        if self.is_refused(later.row, [&later.fresh, &later.fresh]) {
            return Ok(());
        }
        self.seen.add(later.row, RowState::New, later.cells, None);
        self.add(&later.fresh)
    }

    fn change(&mut self, row: u32, at: usize, mut draft: R::Draft, cells: Vec<String>) -> Result<(), Error> {
        self.taken[at] = true;
        let base = self.records[at].clone();
        if self.is_refused(row, [&draft, &base]) {
            return Ok(());
        }
        self.register.replacing(&mut draft, &base);
        let money = self.register.money(&draft);
        self.months.count(money);
        self.months.differ(money, self.register.money(&base));
        self.imported.updated += 1;
        let before = self.seen.fields().iter().map(|field| self.register.cell(&self.names, &base, *field));
        let before = before.collect();
        self.seen.add(row, RowState::Changed, cells, Some(before));
        if let Mode::Write(_) = self.mode {
            self.register.save(self.call, &draft)?;
        }
        Ok(())
    }

    /// Counts, and ends if so asked, what the book has and the file has not.
    pub(super) fn leave(&mut self, source: &Source, job: &Job) -> Result<(), Error> {
        // A file that has nothing in common with the book is another one, not a newer one.
        if self.imported.unchanged + self.imported.updated == 0 {
            let some = self.records.iter().any(|record| self.register.in_scope(record));
            if some && job.missing == Missing::End {
                self.imported.notes.push(NOTHING_ENDS.to_owned());
            }
            return Ok(());
        }
        // What came from elsewhere or was typed is not for this file to speak of. Vendors do not say whence they came.
        let table = self.register.tables()[0];
        let scope = match table {
            "vendor" => None,
            table => {
                let fingerprint = ::import::fingerprint(source, job.kind, &job.options)?;
                Some(store::batch::records(self.call.tx, table, job.kind.name(), &fingerprint)?)
            }
        };
        let of_source =
            |id: Option<Id>| scope.as_ref().is_none_or(|scope| id.is_some_and(|id| scope.contains(&id)));
        let mut kept = 0;
        for at in 0..self.records.len() {
            let record = &self.records[at];
            if self.taken[at] || !self.register.in_scope(record) || !of_source(self.register.id(record)) {
                continue;
            }
            if self.register.refused(record).is_some() {
                kept += u32::from(job.missing == Missing::End);
                continue;
            }
            self.imported.missing += 1;
            if self.imported.missing_names.len() < 100 {
                self.imported.missing_names.push(self.register.label(&self.names, record));
            }
            if job.missing == Missing::End {
                self.months.differ(None, self.register.money(record).filter(|_| self.register.ends_money()));
                if let Mode::Write(_) = self.mode {
                    self.register.end(self.call, record)?;
                }
            }
        }
        if kept > 0 {
            let rows = counted(kept as usize, "record", "records");
            self.imported
                .notes
                .push(format!("{rows} of closed months stay, though the file does not have them."));
        }
        Ok(())
    }
}
