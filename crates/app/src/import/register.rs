//! How the rows of a file come into a register: known again by their key, added, changed, left as they are.

mod settle;

use std::collections::{BTreeMap, HashMap};

use ::import::records::{Record, Verdict};
use ::import::{Field, Question, Source, Summary};
use domain::vendor::key;
use domain::{Amount, Currency, Id, Month, alias};

use super::months::Months;
use super::names::Names;
use super::seen::Seen;
use super::{Imported, Job, Missing, RowState, STEP, held};
use crate::Error;
use crate::open::Call;
use settle::Later;

/// What is said of a file that has nothing in common with the book.
pub(super) const NOTHING_ENDS: &str = "The file has no row in common with the book: nothing was ended.";

/// A field that cannot be as the file has it: the problem of its cell.
pub(super) type Fault = (Field, String);

/// Why a row is not taken.
pub(super) enum Refused {
    Fault(Fault),
    /// It says what a row above says already, and is left out.
    Repeated,
    Failed(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Refused {
        Refused::Failed(error)
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Refused {
        Refused::Failed(error.into())
    }
}

/// A field with what a record says in it.
pub(super) type Cell<D> = (Field, fn(&Names, &D) -> String);

/// One kind's way into the book.
pub(super) trait Register {
    /// A record with its number, if it has one.
    type Draft: Clone + PartialEq + 'static;

    /// The tables that new records are appended to.
    fn tables(&self) -> &'static [&'static str];
    /// The fields by which a row is known again.
    fn key(&self) -> &'static [Field];
    /// The fields that may tell a record whose key the book does not have, if they have a value.
    fn number(&self) -> &'static [Field] {
        &[]
    }
    /// Whether a row is the record of its number, changed; `alone` if no other record has that number.
    fn is_same(&self, _changed: &Self::Draft, _record: &Self::Draft, alone: bool) -> bool {
        alone
    }
    /// What is asked of rows that were added though the book has their number with other values.
    fn doubt(&self, _numbers: &[String], _rows: usize) -> Option<Question> {
        None
    }
    /// Whether rows of a file with these fields are known by all that stands in them.
    fn is_whole_row(&self, _has: &dyn Fn(Field) -> bool) -> bool {
        false
    }
    /// Every record of the book that a row could mean.
    fn existing(&mut self, call: &Call<'_>) -> Result<Vec<Self::Draft>, Error>;
    /// The record of a row, on the ground of the one it replaces: what the file does not speak of stays.
    fn draft(
        &mut self,
        call: &Call<'_>,
        names: &mut Names,
        record: &Record<'_>,
        base: Option<&Self::Draft>,
    ) -> Result<Self::Draft, Refused>;
    /// What a record says in each field, as the preview shows it.
    fn cells(&self) -> &'static [Cell<Self::Draft>];
    /// The fields that hold the name of another record.
    fn named(&self) -> &'static [(Field, alias::Field)] {
        &[
            (Field::Vendor, alias::Field::Vendor),
            (Field::Category, alias::Field::Category),
            (Field::Department, alias::Field::Department),
        ]
    }
    /// What a record says in one field.
    fn cell(&self, names: &Names, draft: &Self::Draft, field: Field) -> String {
        let cell = self.cells().iter().find(|(known, _)| *known == field);
        cell.map_or_else(String::new, |(_, cell)| cell(names, draft))
    }
    /// The amount that a record counts with, in which month.
    fn money(&self, draft: &Self::Draft) -> Option<(Currency, Option<Month>, Amount)>;
    /// The number of a record of the book.
    fn id(&self, draft: &Self::Draft) -> Option<Id>;
    /// Takes over the number of the record that is replaced.
    fn replacing(&self, draft: &mut Self::Draft, base: &Self::Draft);
    /// Appends a record.
    fn add(
        &mut self,
        call: &Call<'_>,
        names: &mut Names,
        batch: Id,
        draft: &Self::Draft,
    ) -> Result<(), Error>;
    /// Writes a record that was changed.
    fn save(&mut self, call: &Call<'_>, draft: &Self::Draft) -> Result<(), Error>;
    /// Ends a record that the file no longer has.
    fn end(&mut self, call: &Call<'_>, draft: &Self::Draft) -> Result<(), Error>;
    /// Whether an ended record no longer counts with its amount.
    fn ends_money(&self) -> bool {
        true
    }
    /// Whether a record of the book should be in this file.
    fn in_scope(&self, _draft: &Self::Draft) -> bool {
        true
    }
    /// Why a record stays as it is, whatever a file says: its month is closed.
    fn refused(&self, _draft: &Self::Draft) -> Option<Fault> {
        None
    }
    /// Whether rows of one key that differ from all records of that key may be changes of them, or are always new.
    fn pairs(&self, _first: &Self::Draft, rows: usize, records: usize) -> bool {
        rows > 0 && records > 0
    }
    /// What is to be said once all rows are read.
    fn notes(&self) -> Vec<String> {
        Vec::new()
    }
    /// A record in a few words.
    fn label(&self, names: &Names, draft: &Self::Draft) -> String;
}

/// What an import is to do beside looking.
#[derive(Clone, Copy)]
pub(super) enum Mode {
    /// Nothing: a preview.
    Look,
    /// Write records of this import.
    Write(Id),
}

/// One going through the rows of a file.
struct Pass<'p, R: Register> {
    register: &'p mut R,
    call: &'p Call<'p>,
    mode: Mode,
    fields: Vec<Field>,
    names: Names,
    /// What the book has, which of it the file has spoken of, and by which key it is known.
    records: Vec<R::Draft>,
    taken: Vec<bool>,
    by_key: HashMap<String, Vec<usize>>,
    by_number: HashMap<String, Vec<usize>>,
    later: BTreeMap<String, Vec<Later<R::Draft>>>,
    /// Rows whose key the book does not have, but whose number it has.
    reworded: BTreeMap<String, Vec<Later<R::Draft>>>,
    imported: Imported,
    months: Months,
    seen: &'p mut Seen,
}

/// Looks at, or writes, all rows of a file.
pub(super) fn pass<R: Register>(
    register: &mut R,
    call: &Call<'_>,
    source: &Source,
    job: &Job,
    mode: Mode,
    seen: &mut Seen,
) -> Result<(Imported, Summary), Error> {
    let tables = register.tables();
    let fields = key_fields(register, job)?;
    let mut pass = Pass {
        imported: Imported {
            before: held(call, job.kind, None)?,
            key: key_in_words(register, &fields, source, job)?,
            ..Imported::default()
        },
        names: Names::load(call, job, matches!(mode, Mode::Write(_)))?,
        records: register.existing(call)?,
        register,
        call,
        mode,
        fields,
        taken: Vec::new(),
        by_key: HashMap::new(),
        by_number: HashMap::new(),
        later: BTreeMap::new(),
        reworded: BTreeMap::new(),
        months: Months::default(),
        seen,
    };
    pass.taken = vec![false; pass.records.len()];
    for at in 0..pass.records.len() {
        let text = pass.key(&pass.records[at]);
        pass.by_key.entry(text).or_default().push(at);
        if let Some(number) = pass.number(&pass.records[at], job) {
            pass.by_number.entry(number).or_default().push(at);
        }
    }
    let summary = match mode {
        Mode::Look => pass.rows(source, job)?,
        Mode::Write(_) => {
            let expected = expected(source, job)?;
            store::append_to(call.tx, tables, expected, &mut || pass.rows(source, job))?
        }
    };
    let mut imported = pass.imported;
    imported.notes.extend(pass.register.notes());
    imported.notes.extend(pass.names.notes());
    imported.near = pass.names.near();
    Ok((imported, summary))
}

impl<R: Register> Pass<'_, R> {
    fn key(&self, draft: &R::Draft) -> String {
        let parts = self.fields.iter().map(|field| key(&self.register.cell(&self.names, draft, *field)));
        parts.collect::<Vec<_>>().join("\u{1f}")
    }

    /// The number of a record that knows it by more, unless the user has said by what.
    fn number(&self, draft: &R::Draft, job: &Job) -> Option<String> {
        let fields = if job.options.key.is_empty() { self.register.number() } else { &[] };
        let parts: Vec<String> =
            fields.iter().map(|field| key(&self.register.cell(&self.names, draft, *field))).collect();
        parts.first().is_some_and(|number| !number.is_empty()).then(|| parts.join("\u{1f}"))
    }

    fn rows(&mut self, source: &Source, job: &Job) -> Result<Summary, Error> {
        let mut failed = None;
        let mut count = 0u32;
        let text = if matches!(self.mode, Mode::Look) { "Checking rows" } else { "Writing rows" };
        let summary = ::import::records::read(source, job.kind, &job.options, |record| {
            count += 1;
            if count.is_multiple_of(STEP) {
                failed = self.call.context.tell(count, 0, text).err();
            }
            if failed.is_some() {
                return Verdict::Stop;
            }
            match self.take(record, job) {
                Ok(()) => Verdict::Taken,
                Err(Refused::Repeated) => {
                    self.imported.left_out += 1;
                    self.show(record, RowState::LeftOut);
                    Verdict::Taken
                }
                Err(Refused::Fault((field, message))) => Verdict::Problem(field, message),
                Err(Refused::Failed(error)) => {
                    failed = Some(error);
                    Verdict::Stop
                }
            }
        })?;
        if let Some(error) = failed {
            return Err(error);
        }
        self.settle()?;
        self.leave(source, job)?;
        self.imported.by_month = self.months.finish()?;
        self.imported.after = self.months.after(&self.imported.before)?;
        Ok(summary)
    }

    /// The cells of a row as they will be stored.
    fn cells(&self, record: &Record<'_>) -> Vec<String> {
        let named = self.register.named();
        let mut cells = self.seen.cells(record);
        for (cell, field) in cells.iter_mut().zip(self.seen.fields()) {
            if let Some((_, named)) = named.iter().find(|(known, _)| known == field) {
                *cell = self.names.stored(*named, std::mem::take(cell));
            }
        }
        cells
    }

    /// Takes a row of the preview in.
    fn show(&mut self, record: &Record<'_>, state: RowState) {
        let cells = self.cells(record);
        self.seen.add(record.row, state, cells, None);
    }

    fn draft(&mut self, record: &Record<'_>, base: Option<usize>) -> Result<R::Draft, Refused> {
        let base = base.map(|at| &self.records[at]);
        self.register.draft(self.call, &mut self.names, record, base)
    }

    /// Takes a row in.
    fn take(&mut self, record: &Record<'_>, job: &Job) -> Result<(), Refused> {
        let draft = self.draft(record, None)?;
        if !self.records.is_empty() {
            let text = self.key(&draft);
            let open: Vec<usize> =
                self.by_key.get(&text).into_iter().flatten().copied().filter(|at| !self.taken[*at]).collect();
            for at in &open {
                let on_it = self.draft(record, Some(*at))?;
                if on_it == self.records[*at] {
                    self.taken[*at] = true;
                    self.imported.unchanged += 1;
                    self.months.count(self.register.money(&on_it));
                    self.show(record, RowState::Unchanged);
                    return Ok(());
                }
            }
            let number = self.number(&draft, job).filter(|number| self.by_number.contains_key(number));
            if !open.is_empty() || number.is_some() {
                let later = self.later(record, draft, open.first().copied(), number.clone())?;
                match number.filter(|_| open.is_empty()) {
                    Some(number) => self.reworded.entry(number).or_default().push(later),
                    None => self.later.entry(text).or_default().push(later),
                }
                return Ok(());
            }
        }
        if let Some(fault) = self.register.refused(&draft) {
            return Err(Refused::Fault(fault));
        }
        self.show(record, RowState::New);
        Ok(self.add(&draft)?)
    }

    fn add(&mut self, draft: &R::Draft) -> Result<(), Error> {
        let money = self.register.money(draft);
        self.months.count(money);
        self.months.differ(money, None);
        self.imported.imported += 1;
        match self.mode {
            Mode::Look => Ok(()),
            Mode::Write(batch) => self.register.add(self.call, &mut self.names, batch, draft),
        }
    }
}

/// How many records an import is expected to append.
pub(super) fn expected(source: &Source, job: &Job) -> Result<u32, Error> {
    match job.missing {
        Missing::Keep => Ok(::import::records::count(source, job.kind, &job.options)?),
        // What is removed is looked for in what refers to it.
        Missing::End => Ok(0),
    }
}

/// A value that may be missing, as text.
pub(super) fn optional(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// The fields of a key that a file speaks of, in words; none where the whole row tells.
fn key_in_words<R: Register>(
    register: &R,
    fields: &[Field],
    source: &Source,
    job: &Job,
) -> Result<Vec<String>, Error> {
    let spoken = ::import::records::columns(source, job.kind, &job.options)?;
    let has = |field: Field| field == Field::Month || spoken.iter().any(|spoken| spoken.field == field);
    let told = fields.iter().copied().filter(|field| has(*field) && !register.is_whole_row(&has));
    Ok(told.map(Field::words).collect())
}

/// The fields by which rows are known again: those chosen, else those of the kind.
fn key_fields<R: Register>(register: &R, job: &Job) -> Result<Vec<Field>, Error> {
    if job.options.key.is_empty() {
        return Ok(register.key().to_vec());
    }
    let named = |name: &String| ::import::field_named(name, job.kind).map_err(Error::from);
    job.options.key.iter().map(named).collect()
}
