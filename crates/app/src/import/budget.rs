//! Importing budget lines into a plan. What the plan has already is updated, not doubled.

mod known;
mod place;
mod returned;
mod years;

use std::ops::ControlFlow;

use ::import::budget::{Draft, read};
use ::import::{Field, MonthRef, Source, Summary};
use domain::budget::{Line, Months};
use domain::plan::{Kind, Plan};
use domain::vendor::key;
use domain::{Currency, Month};

use known::Known;
use place::{Difference, Outside, place, positions};
use returned::{Returned, Taken};

use super::register::{Mode, NOTHING_ENDS};
use super::seen::Seen;
use super::{CellKind, Imported, Job, Missing, Problem, RowColumn, RowState, STEP, held};
use crate::Error;
use crate::open::Call;

/// The plan that a job names, if the book has it.
fn existing_plan(call: &Call<'_>, job: &Job) -> Result<Option<Plan>, Error> {
    if let Some(id) = job.plan {
        return Ok(Some(store::plan::get(call.tx, id)?));
    }
    let Some(name) = &job.plan_name else { return Ok(None) };
    Ok(store::plan::all(call.tx)?.into_iter().find(|plan| key(&plan.name) == key(name)))
}

/// The plan that takes the file: the one named, else the newest open budget of the file's year, else a new
/// one, whose number is 0.
pub(super) fn target(call: &Call<'_>, source: &Source, job: &Job) -> Result<Plan, Error> {
    if let Some(plan) = existing_plan(call, job)? {
        return Ok(plan);
    }
    if let Some(sent) = returned::sent(call, source, job)?.filter(|_| job.plan_name.is_none()) {
        return returned::plan(call, sent);
    }
    let settings = call.settings()?;
    let calendar = settings.calendar();
    let running = calendar.year_of(Month::of(call.as_of(&settings)));
    let mut year = years::planned_year(source, job, calendar, running)?;
    read(source, &job.options, |row| {
        year = year.or_else(|| {
            row.draft.amounts.iter().find_map(|(month, _)| match month {
                MonthRef::Month { month } => Some(calendar.year_of(*month)),
                MonthRef::Quarter { year, .. } | MonthRef::Year { year } => *year,
                MonthRef::Calendar { .. } | MonthRef::Fiscal { .. } => None,
            })
        });
        if year.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    let year = year.unwrap_or(running);
    let plans = store::plan::all(call.tx)?;
    let open = plans
        .iter()
        .find(|plan| plan.kind == Kind::Budget && plan.fiscal_year == year && !plan.is_frozen())
        .filter(|_| job.plan_name.is_none());
    if let Some(plan) = open {
        return Ok(plan.clone());
    }
    let mut name = job.plan_name.clone().unwrap_or_else(|| format!("FY{year} Budget"));
    let mut version = 1;
    while job.plan_name.is_none() && plans.iter().any(|plan| key(&plan.name) == key(&name)) {
        version += 1;
        name = format!("FY{year} Budget v{version}");
    }
    let first_month = calendar.first_month(year);
    Ok(Plan::draft(&name, Kind::Budget, year, first_month))
}

/// Refuses a plan that is frozen, or a new one that cannot be made.
fn open_to_import(call: &Call<'_>, plan: &Plan) -> Result<(), Error> {
    crate::plan::writable(call, plan)?;
    if plan.id > 0 {
        return Ok(());
    }
    Error::unless_empty(new_plan(plan).problems(&store::plan::all(call.tx)?))
}

fn new_plan(plan: &Plan) -> domain::plan::Draft {
    domain::plan::Draft {
        id: None,
        name: plan.name.clone(),
        kind: plan.kind,
        fiscal_year: plan.fiscal_year,
        copy_of: None,
    }
}

/// The columns under which the lines of a file are shown.
pub(super) fn columns(source: &Source, job: &Job, plan: &Plan, currency: Currency) -> Result<Seen, Error> {
    let spoken = ::import::records::columns(source, job.kind, &job.options)?;
    let place = |field| spoken.iter().find(|spoken| spoken.field == field).and_then(|spoken| spoken.column);
    let text = |field: Field, name: &str, label: &str| RowColumn {
        field: name.to_owned(),
        label: label.to_owned(),
        kind: CellKind::Text,
        column: place(field),
    };
    let fixed = [
        text(Field::Description, "description", "Line"),
        text(Field::Vendor, "vendor", "Vendor"),
        text(Field::Category, "category", "Category"),
        text(Field::Department, "department", "Department"),
        text(Field::Currency, "currency", "Currency"),
    ];
    // Notes come back with amounts.
    let sent = ::import::form::asked(source, Some(job.kind), &job.options)?.is_some();
    let notes = sent.then(|| text(Field::Notes, "notes", "Notes"));
    let month = |(position, month): (usize, Month)| RowColumn {
        field: month.to_string(),
        label: month.to_string(),
        kind: CellKind::Figure,
        column: spoken.iter().find_map(|spoken| {
            let Field::Planned(named) = spoken.field else { return None };
            spoken.column.filter(|_| positions(plan, named) == [position])
        }),
    };
    Ok(Seen::under(
        fixed.into_iter().chain(plan.months().into_iter().enumerate().map(month)).chain(notes).collect(),
        Vec::new(),
        currency,
    ))
}

fn cells(draft: &Draft<'_>, months: &Months, currency: Currency) -> Vec<String> {
    let currency = draft.currency.unwrap_or(currency).to_string();
    let fixed =
        [draft.description, draft.vendor, draft.category, draft.department, &currency].map(str::to_owned);
    fixed.into_iter().chain(months.iter().map(ToString::to_string)).collect()
}

/// Looks at, or writes, the lines of a file.
pub(super) fn pass(
    call: &Call<'_>,
    source: &Source,
    job: &Job,
    mode: Mode,
    plan: &mut Plan,
    seen: &mut Seen,
) -> Result<(Imported, Summary), Error> {
    open_to_import(call, plan)?;
    if let (Mode::Write(_), 0) = (mode, plan.id) {
        plan.id = store::plan::save(call.tx, &new_plan(plan), plan.first_month)?;
    }
    let before = held(call, job.kind, Some(plan.id).filter(|id| *id > 0))?;
    let mut imported = Imported { before, ..Imported::default() };
    imported.notes.push(format!("The lines go into {}.", plan.name));
    let of_its_year = years::of_its_year(source, job, plan)?;
    imported.notes.extend(of_its_year.notes);
    imported.questions.extend(of_its_year.questions);
    let job = of_its_year.job.as_ref().unwrap_or(job);
    let returned = Returned::load(call, source, job, plan)?;
    let mut pass = Pass {
        known: Known::load(call, job, plan, mode, returned.as_ref())?,
        returned,
        call,
        plan,
        mode,
        currency: call.settings()?.currency,
        outside: Outside::default(),
        after: Difference::default(),
        months: super::months::Months::default(),
        no_year: false,
        rows: 0,
        imported,
        seen,
    };
    let summary = match mode {
        Mode::Look => pass.rows(source, job)?,
        Mode::Write(_) => {
            let expected = super::register::expected(source, job)?;
            store::append_to(call.tx, &["line", "budget"], expected, &mut || pass.rows(source, job))?
        }
    };
    pass.finish(job).map(|imported| (imported, summary))
}

/// One going through the lines of a file.
struct Pass<'p> {
    call: &'p Call<'p>,
    plan: &'p Plan,
    mode: Mode,
    currency: Currency,
    known: Known,
    /// What was sent, if this came back.
    returned: Option<Returned>,
    outside: Outside,
    after: Difference,
    months: super::months::Months,
    /// Whether some months have no year.
    no_year: bool,
    rows: u32,
    imported: Imported,
    seen: &'p mut Seen,
}

impl Pass<'_> {
    fn rows(&mut self, source: &Source, job: &Job) -> Result<Summary, Error> {
        let mut failed: Option<Error> = None;
        let text = if matches!(self.mode, Mode::Look) { "Checking rows" } else { "Writing rows" };
        let summary = read(source, &job.options, |row| {
            self.rows += 1;
            if self.rows.is_multiple_of(STEP) {
                failed = self.call.context.tell(self.rows, 0, text).err();
            }
            if failed.is_none() {
                failed = self.line(row.row, &row.draft).err();
            }
            if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        match failed {
            Some(error) => Err(error),
            None => Ok(summary),
        }
    }

    fn line(&mut self, row: u32, draft: &Draft<'_>) -> Result<(), Error> {
        let Pass { call, plan, currency, .. } = *self;
        let department = self.returned.as_ref().map_or_else(String::new, |back| back.department_name.clone());
        let of_it = Draft {
            department: if department.is_empty() { draft.department } else { &department },
            ..*draft
        };
        let draft = &of_it;
        self.no_year |= draft.amounts.iter().any(|(month, _)| matches!(month, MonthRef::Calendar { .. }));
        if let (Some(returned), Some(id)) = (&mut self.returned, draft.line) {
            let before = self.known.amounts.get(&id).copied();
            return match returned.take(plan, row, id, draft, before, &mut self.outside) {
                Some(taken) => self.sent_line(row, draft, taken),
                None => Ok(()),
            };
        }
        let taken = self.known.take(call, plan, row, draft, currency, self.mode, &mut self.outside)?;
        let Some((before, months)) = taken else { return Ok(()) };
        self.imported.count(before, &months);
        let currency = draft.currency.unwrap_or(currency);
        self.after.add(currency, before, &months);
        for (month, amount) in plan.months().into_iter().zip(months) {
            if !amount.is_zero() {
                self.months.count(Some((currency, Some(month), amount)));
            }
        }
        let state = match before {
            None => RowState::New,
            Some(before) if before == months => RowState::Unchanged,
            Some(_) => RowState::Changed,
        };
        let shown = |months: &Months| {
            let mut cells = cells(draft, months, currency);
            cells.extend(self.returned.as_ref().map(|_| draft.notes.to_owned()));
            cells
        };
        let old = before.filter(|_| state == RowState::Changed).map(|before| shown(&before));
        self.seen.add(row, state, shown(&months), old);
        Ok(())
    }

    /// Takes a line that was sent and came back.
    fn sent_line(&mut self, row: u32, draft: &Draft<'_>, taken: Taken) -> Result<(), Error> {
        let Taken { line, before, months, notes, described, remark } = taken;
        let [description, vendor, category, ..] = &described;
        let draft = Draft { description, vendor, category, ..*draft };
        let other_notes = notes != line.notes;
        let state = match before {
            None => RowState::New,
            Some(before) if before == months && !other_notes => RowState::Unchanged,
            Some(_) => RowState::Changed,
        };
        match state {
            RowState::New => self.imported.imported += 1,
            RowState::Unchanged => self.imported.unchanged += 1,
            RowState::Changed | RowState::Problem | RowState::LeftOut => self.imported.updated += 1,
        }
        self.after.add(line.currency, before, &months);
        for (month, amount) in self.plan.months().into_iter().zip(months) {
            if !amount.is_zero() {
                self.months.count(Some((line.currency, Some(month), amount)));
            }
        }
        let shown = |months: &Months, notes: &str| {
            let mut cells = cells(&draft, months, line.currency);
            cells.push(notes.to_owned());
            cells
        };
        let old = before.filter(|_| state == RowState::Changed).map(|before| shown(&before, &line.notes));
        self.seen.add(row, state, shown(&months, &notes), old);
        if let Some(remark) = remark {
            self.seen.remark(row, remark);
        }
        if let (Mode::Write(_), true) = (self.mode, state != RowState::Unchanged) {
            match before {
                Some(_) => store::budget::set(self.call.tx, self.plan.id, line.id, &months)?,
                None => store::budget::put(self.call.tx, self.plan.id, line.id, &months)?,
            }
            if other_notes {
                store::budget::save(self.call.tx, &with_notes(self.plan, line, notes))?;
            }
        }
        Ok(())
    }

    fn finish(mut self, job: &Job) -> Result<Imported, Error> {
        // A file that has nothing in common with the plan is another one, not a newer one.
        let newer = self.imported.unchanged + self.imported.updated > 0;
        let left = match &self.returned {
            Some(returned) => returned.gone(),
            None if newer => self.known.left(),
            None => {
                if job.missing == Missing::End && !self.known.left().is_empty() {
                    self.imported.notes.push(NOTHING_ENDS.to_owned());
                }
                Vec::new()
            }
        };
        for (line, label) in left {
            self.imported.missing += 1;
            if self.imported.missing_names.len() < 100 {
                self.imported.missing_names.push(label);
            }
            if let (Mode::Write(_), Missing::End) = (self.mode, job.missing) {
                store::budget::remove(self.call.tx, self.plan.id, &[line])?;
            }
        }
        self.imported.leave_out(self.outside)?;
        self.imported.after = match job.missing {
            Missing::Keep => self.after.on(&self.imported.before)?,
            // What ends is not in the file: what the plan then holds is what the file holds.
            Missing::End => self.after.whole()?,
        };
        self.imported.by_month = self.months.finish()?;
        if self.no_year && self.returned.is_none() {
            let (first, last) = (self.plan.first_month, self.plan.first_month.plus(11));
            self.imported
                .notes
                .push(format!("Months without a year were taken as those of {first} to {last}."));
        }
        self.imported.notes.extend(self.known.names.notes());
        self.imported.near = self.known.names.near();
        if let Some(returned) = self.returned {
            let (notes, question) = returned.finish();
            self.imported.notes.extend(notes);
            self.imported.questions.extend(question);
        }
        Ok(self.imported)
    }
}

/// A line with other notes.
fn with_notes(plan: &Plan, line: Line, notes: String) -> domain::budget::Draft {
    domain::budget::Draft {
        id: Some(line.id),
        plan: plan.id,
        description: line.description,
        vendor: line.vendor,
        category: line.category,
        department: line.department,
        project: line.project,
        currency: line.currency,
        expense: line.expense,
        purpose: line.purpose,
        owner: line.owner,
        notes,
    }
}

impl Imported {
    /// Counts a line by what it was before and what it is now.
    fn count(&mut self, before: Option<Months>, months: &Months) {
        match before {
            None => self.imported += 1,
            Some(before) if before == *months => self.unchanged += 1,
            Some(_) => self.updated += 1,
        }
    }

    /// Counts rows that were left out, and takes their money out of the totals of the file.
    fn leave_out(&mut self, outside: Outside) -> Result<(), Error> {
        self.left_out += outside.rows;
        self.problem_count += u32::try_from(outside.problems.len()).unwrap_or(u32::MAX);
        self.problems.extend(outside.problems);
        self.problems.sort_by_key(|problem| (problem.row, problem.column));
        self.problems.truncate(1000);
        for (currency, sum) in outside.sums {
            // What the reader sums up is added to it later.
            let total = self.totals.entry(currency.code().to_owned()).or_default();
            *total = total.minus(sum.total()?)?;
        }
        Ok(())
    }
}
