//! Importing budget lines into a plan. What the plan has already is updated, not doubled.

mod known;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use ::import::budget::{Draft, read};
use ::import::{MonthRef, Source};
use domain::budget::Months;
use domain::plan::{Kind, Plan};
use domain::vendor::key;
use domain::{Amount, Currency, Month, Sum};

use known::Known;

use super::{File, Imported, Job, Problem, SAMPLE, STEP, Typed, conclude, held, record};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

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
    let settings = call.settings()?;
    let calendar = settings.calendar();
    let mut year = None;
    read(source, &job.options, |row| {
        year = row.draft.amounts.iter().find_map(|(month, _)| match month {
            MonthRef::Month { month } => Some(calendar.year_of(*month)),
            MonthRef::Calendar { .. } | MonthRef::Fiscal { .. } => None,
        });
        if year.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    let year = year.unwrap_or_else(|| calendar.year_of(Month::of(call.as_of(&settings))));
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
    Ok(Plan {
        id: 0,
        name,
        kind: Kind::Budget,
        fiscal_year: year,
        first_month,
        state: domain::plan::State::Draft,
        approved_by: None,
        approved_at: None,
    })
}

/// Refuses a plan that is frozen, or a new one that cannot be made.
fn open_to_import(call: &Call<'_>, plan: &Plan) -> Result<(), Error> {
    if plan.is_frozen() {
        return Err(store::Error::Frozen.into());
    }
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

fn columns(plan: &Plan) -> Vec<String> {
    let fixed = ["Line", "Vendor", "Category", "Department", "Currency"].map(str::to_owned);
    fixed.into_iter().chain(plan.months().iter().map(ToString::to_string)).collect()
}

fn typed(row: u32, draft: &Draft<'_>, months: &Months, currency: Currency) -> Typed {
    let currency = draft.currency.unwrap_or(currency).to_string();
    let fixed =
        [draft.description, draft.vendor, draft.category, draft.department, &currency].map(str::to_owned);
    Typed { row, cells: fixed.into_iter().chain(months.iter().map(ToString::to_string)).collect() }
}

/// Puts the file's months into the plan's; `None` if one is outside it, which is a problem of the row.
fn place(
    plan: &Plan,
    row: u32,
    draft: &Draft<'_>,
    currency: Currency,
    start: Months,
    outside: &mut Outside,
) -> Option<Months> {
    let mut months = start;
    let before = outside.problems.len();
    for (named, amount) in draft.amounts {
        let position = match named {
            MonthRef::Month { month } => plan.position(*month),
            MonthRef::Calendar { number } => plan.months().iter().position(|month| month.number() == *number),
            MonthRef::Fiscal { position } => (*position as usize).checked_sub(1).filter(|n| *n < 12),
        };
        match position {
            Some(position) => months[position] = *amount,
            None => outside.problems.push(Problem {
                row,
                column: 0,
                name: named.to_string(),
                text: named.to_string(),
                message: format!(
                    "{named} is outside {}, which runs from {} to {}. Choose the plan of that year.",
                    plan.name,
                    plan.first_month,
                    plan.first_month.plus(11)
                ),
            }),
        }
    }
    if outside.problems.len() == before {
        return Some(months);
    }
    outside.rows += 1;
    let amounts = draft.amounts.iter().map(|(_, amount)| *amount);
    sum_of(&mut outside.sums, draft.currency.unwrap_or(currency)).extend(amounts);
    None
}

/// Rows with a month outside the plan: they are left out whole, with all of their money.
#[derive(Default)]
struct Outside {
    problems: Vec<Problem>,
    rows: u32,
    sums: Vec<(Currency, Sum)>,
}

/// A currency's sum among a few.
fn sum_of(sums: &mut Vec<(Currency, Sum)>, currency: Currency) -> &mut Sum {
    let known = sums.iter().position(|(code, _)| *code == currency).unwrap_or_else(|| {
        sums.push((currency, Sum::default()));
        sums.len() - 1
    });
    &mut sums[known].1
}

/// What an import would do.
pub(super) fn preview(call: &Call<'_>, source: &Source, job: &Job) -> Result<Imported, Error> {
    let plan = target(call, source, job)?;
    open_to_import(call, &plan)?;
    let currency = call.settings()?.currency;
    let mut imported = begin(call, job, &plan)?;
    let mut known = Known::load(call, &plan)?;
    let mut outside = Outside::default();
    let mut failed = None;
    let mut rows = 0u32;
    let mut after = Difference::default();
    let summary = read(source, &job.options, |row| {
        rows += 1;
        let found = known.find(&row.draft, currency);
        let before = found.and_then(|line| known.amounts.get(&line).copied());
        let start = before.unwrap_or_default();
        if let Some(months) = place(&plan, row.row, &row.draft, currency, start, &mut outside) {
            imported.count(before, &months);
            after.add(row.draft.currency.unwrap_or(currency), before, &months);
            if imported.sample.len() < SAMPLE {
                imported.sample.push(typed(row.row, &row.draft, &months, currency));
            }
        }
        if rows.is_multiple_of(STEP) {
            failed = call.context.tell(rows, 0, "Checking rows").err();
        }
        if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    conclude(&mut imported, summary, currency)?;
    imported.leave_out(outside)?;
    imported.after = after.on(&imported.before)?;
    Ok(imported)
}

/// What an import adds to the plan's totals, so that the plan need not be read again to say them.
#[derive(Default)]
struct Difference {
    sums: Vec<(Currency, Sum)>,
}

impl Difference {
    /// Counts a line by what it was before and what it is now.
    fn add(&mut self, currency: Currency, before: Option<Months>, months: &Months) {
        let sum = sum_of(&mut self.sums, currency);
        sum.extend(*months);
        before.into_iter().flatten().for_each(|amount| sum.subtract(amount));
    }

    /// The totals that come of those before.
    fn on(self, before: &BTreeMap<String, Amount>) -> Result<BTreeMap<String, Amount>, Error> {
        let mut after = before.clone();
        for (currency, sum) in self.sums {
            let total = after.entry(currency.code().to_owned()).or_default();
            *total = total.plus(sum.total()?)?;
        }
        Ok(after)
    }
}

/// Writes the lines; the answer says what was done, for the history.
pub(super) fn run(call: &Call<'_>, file: &File, job: &Job) -> Result<(Imported, String), Error> {
    let mut plan = target(call, &file.source, job)?;
    open_to_import(call, &plan)?;
    if plan.id == 0 {
        plan.id = store::plan::save(call.tx, &new_plan(&plan), plan.first_month)?;
    }
    let currency = call.settings()?.currency;
    let mut imported = begin(call, job, &plan)?;
    let batch = store::batch::announce(call.tx)?;
    let mut known = Known::load(call, &plan)?;
    let mut outside = Outside::default();
    let mut failed: Option<Error> = None;
    let mut rows = 0u32;
    let mut summary = None;
    let mut after = Difference::default();
    store::budget::append(call.tx, |tx| {
        let result = read(&file.source, &job.options, |row| {
            rows += 1;
            if rows.is_multiple_of(STEP) {
                failed = call.context.tell(rows, 0, "Writing rows").err();
            }
            let call = Call { tx, open: call.open, context: call.context };
            let written = known.write(&call, &plan, row.row, &row.draft, currency, &mut outside);
            match written {
                Ok(None) => {}
                Ok(Some((before, months))) => {
                    imported.count(before, &months);
                    after.add(row.draft.currency.unwrap_or(currency), before, &months);
                }
                Err(error) => failed = Some(error),
            }
            if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        match result {
            Ok(read) => summary = Some(read),
            Err(refusal) => failed = Some(refusal.into()),
        }
        Ok(())
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    conclude(&mut imported, summary.unwrap_or_default(), currency)?;
    imported.leave_out(outside)?;
    imported.after = after.on(&imported.before)?;
    imported.batch = Some(batch);
    record(call, file, job, Some(plan.id), batch, &imported)?;
    let count = imported.imported + imported.updated;
    let what = format!("{} into {}", counted(count as usize, "line", "lines"), plan.name);
    Ok((imported, what))
}

fn begin(call: &Call<'_>, job: &Job, plan: &Plan) -> Result<Imported, Error> {
    let before = held(call, job.kind, Some(plan.id).filter(|id| *id > 0))?;
    let mut imported = Imported { sample_columns: columns(plan), before, ..Imported::default() };
    imported.notes.push(format!("The lines go into {}.", plan.name));
    Ok(imported)
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
            if let Some(total) = self.totals.get_mut(currency.code()) {
                *total = total.minus(sum.total()?)?;
            }
        }
        Ok(())
    }
}
