//! Importing budget lines into a plan. What the plan has already is updated, not doubled.

use std::collections::HashMap;
use std::ops::ControlFlow;

use ::import::budget::{Draft, read};
use ::import::{MonthRef, Source};
use domain::budget::{Line, Months};
use domain::plan::{Kind, Plan};
use domain::vendor::key;
use domain::{Amount, Currency, Id, Month, Sum};

use super::{File, Imported, Job, Problem, SAMPLE, STEP, Typed, conclude, held, record};
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

/// Puts the file's months into the plan's; a month outside it is a problem.
fn place(plan: &Plan, row: u32, draft: &Draft<'_>, start: Months, problems: &mut Vec<Problem>) -> Months {
    let mut months = start;
    for (named, amount) in draft.amounts {
        let position = match named {
            MonthRef::Month { month } => plan.position(*month),
            MonthRef::Calendar { number } => plan.months().iter().position(|month| month.number() == *number),
            MonthRef::Fiscal { position } => (*position as usize).checked_sub(1).filter(|n| *n < 12),
        };
        match position {
            Some(position) => months[position] = *amount,
            None => problems.push(Problem {
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
    months
}

/// What an import would do.
pub(super) fn preview(call: &Call<'_>, source: &Source, job: &Job) -> Result<Imported, Error> {
    let plan = target(call, source, job)?;
    let currency = call.settings()?.currency;
    let mut imported = begin(call, job, &plan)?;
    let mut known = Known::load(call, &plan)?;
    let mut problems = Vec::new();
    let mut failed = None;
    let mut rows = 0u32;
    let mut after = Vec::new();
    let summary = read(source, &job.options, |row| {
        rows += 1;
        let found = known.find(&row.draft, currency);
        let before = found.and_then(|line| known.amounts.get(&line).copied());
        let months = place(&plan, row.row, &row.draft, before.unwrap_or_default(), &mut problems);
        imported.count(before, &months);
        add_difference(&mut after, row.draft.currency.unwrap_or(currency), before, &months);
        if imported.sample.len() < SAMPLE {
            imported.sample.push(typed(row.row, &row.draft, &months, currency));
        }
        if rows.is_multiple_of(STEP) {
            failed = call.context.tell(rows, 0, "Checking rows").err();
        }
        if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    imported.add_problems(problems);
    conclude(&mut imported, summary, currency)?;
    imported.after = imported.before.clone();
    for (currency, sum) in after {
        let total = imported.after.entry(currency.code().to_owned()).or_default();
        *total = total.plus(sum.total()?)?;
    }
    Ok(imported)
}

/// What a line adds to its currency's total.
fn add_difference(
    sums: &mut Vec<(Currency, Sum)>,
    currency: Currency,
    before: Option<Months>,
    months: &Months,
) {
    let known = sums.iter().position(|(code, _)| *code == currency).unwrap_or_else(|| {
        sums.push((currency, Sum::default()));
        sums.len() - 1
    });
    let sum = &mut sums[known].1;
    sum.extend(*months);
    before.into_iter().flatten().for_each(|amount| sum.subtract(amount));
}

/// Writes the lines; the answer says what was done, for the history.
pub(super) fn run(call: &Call<'_>, file: &File, job: &Job) -> Result<(Imported, String), Error> {
    let mut plan = target(call, &file.source, job)?;
    if plan.is_frozen() {
        return Err(store::Error::Frozen.into());
    }
    if plan.id == 0 {
        let draft = domain::plan::Draft {
            id: None,
            name: plan.name.clone(),
            kind: plan.kind,
            fiscal_year: plan.fiscal_year,
            copy_of: None,
        };
        plan.id = store::plan::save(call.tx, &draft, plan.first_month)?;
    }
    let currency = call.settings()?.currency;
    let mut imported = begin(call, job, &plan)?;
    let batch = store::batch::announce(call.tx)?;
    let mut known = Known::load(call, &plan)?;
    let mut problems = Vec::new();
    let mut failed: Option<Error> = None;
    let mut rows = 0u32;
    let mut summary = None;
    store::budget::append(call.tx, |tx| {
        let result = read(&file.source, &job.options, |row| {
            rows += 1;
            if rows.is_multiple_of(STEP) {
                failed = call.context.tell(rows, 0, "Writing rows").err();
            }
            let call = Call { tx, open: call.open, context: call.context };
            let written = known.write(&call, &plan, row.row, &row.draft, currency, &mut problems);
            match written {
                Ok((before, months)) => imported.count(before, &months),
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
    imported.add_problems(problems);
    conclude(&mut imported, summary.unwrap_or_default(), currency)?;
    imported.after = held(call, job.kind, Some(plan.id))?;
    imported.batch = Some(batch);
    record(call, file, job, Some(plan.id), batch, &imported)?;
    let count = imported.imported + imported.updated;
    let lines = if count == 1 { "1 line".to_owned() } else { format!("{count} lines") };
    let what = format!("{lines} into {}", plan.name);
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

    fn add_problems(&mut self, problems: Vec<Problem>) {
        self.problem_count += u32::try_from(problems.len()).unwrap_or(u32::MAX);
        self.problems.extend(problems.into_iter().take(1000));
    }
}

/// The lines and names that the book has already, and those that the file adds.
struct Known {
    /// Lines by the key of their description, each until a row of the file has taken it.
    lines: HashMap<String, Vec<Line>>,
    /// The plan's amounts.
    amounts: HashMap<Id, Months>,
    vendors: HashMap<String, Id>,
    categories: HashMap<String, Id>,
    departments: HashMap<String, Id>,
    projects: HashMap<String, Id>,
    expenses: HashMap<Id, domain::category::Expense>,
}

impl Known {
    fn load(call: &Call<'_>, plan: &Plan) -> Result<Known, Error> {
        let tx = call.tx;
        let mut lines: HashMap<String, Vec<Line>> = HashMap::new();
        for line in store::budget::lines(tx)? {
            lines.entry(key(&line.description)).or_default().push(line);
        }
        let amounts: HashMap<Id, Months> = match plan.id {
            0 => HashMap::new(),
            id => store::budget::amounts(tx, id)?.into_iter().collect(),
        };
        // Lines of this plan are taken before lines that only other plans have.
        for same in lines.values_mut() {
            same.sort_by_key(|line| (!amounts.contains_key(&line.id), line.id));
        }
        let all = store::category::all(tx)?;
        let mut categories = HashMap::new();
        for category in &all {
            categories.insert(key(&domain::category::path(&all, category.id)), category.id);
        }
        for category in all.iter().rev() {
            categories.insert(key(&category.name), category.id);
        }
        let mut departments = HashMap::new();
        for department in store::department::all(tx)? {
            departments.insert(key(&department.name), department.id);
            if !department.code.is_empty() {
                departments.entry(key(&department.code)).or_insert(department.id);
            }
        }
        Ok(Known {
            lines,
            amounts,
            vendors: store::vendor::by_key(tx)?,
            expenses: all.iter().map(|category| (category.id, category.expense)).collect(),
            categories,
            departments,
            projects: store::project::all(tx)?.into_iter().map(|one| (key(&one.name), one.id)).collect(),
        })
    }

    /// The line a row means: of the same description, and agreeing in all that the row says. Each line
    /// is found once, so that two equal rows stay two lines.
    fn find(&mut self, draft: &Draft<'_>, currency: Currency) -> Option<Id> {
        let agrees = |text: &str, names: &HashMap<String, Id>, has: Option<Id>| {
            text.is_empty() || has.is_some() && names.get(&key(text)).copied() == has
        };
        let same = self.lines.get_mut(&key(draft.description))?;
        let position = same.iter().position(|line| {
            line.currency == draft.currency.unwrap_or(currency)
                && agrees(draft.vendor, &self.vendors, line.vendor)
                && agrees(draft.category, &self.categories, line.category)
                && agrees(draft.department, &self.departments, line.department)
                && agrees(draft.project, &self.projects, line.project)
        })?;
        Some(same.remove(position).id)
    }

    /// Writes a row and answers the line's amounts before (in this plan) and after.
    fn write(
        &mut self,
        call: &Call<'_>,
        plan: &Plan,
        row: u32,
        draft: &Draft<'_>,
        currency: Currency,
        problems: &mut Vec<Problem>,
    ) -> Result<(Option<Months>, Months), Error> {
        let found = self.find(draft, currency);
        let before = found.and_then(|line| self.amounts.get(&line).copied());
        let months = place(plan, row, draft, before.unwrap_or([Amount::ZERO; 12]), problems);
        match (found, before) {
            (Some(line), Some(before)) if before != months => {
                store::budget::set(call.tx, plan.id, line, &months)?;
            }
            (Some(_), Some(_)) => {}
            (Some(line), None) => store::budget::put(call.tx, plan.id, line, &months)?,
            (None, _) => {
                let line = self.add(call, plan, draft, currency)?;
                store::budget::put(call.tx, plan.id, line, &months)?;
            }
        }
        Ok((before, months))
    }

    fn add(
        &mut self,
        call: &Call<'_>,
        plan: &Plan,
        draft: &Draft<'_>,
        currency: Currency,
    ) -> Result<Id, Error> {
        let tx = call.tx;
        let vendor = named(&mut self.vendors, draft.vendor, |name| {
            store::vendor::save(tx, &domain::vendor::Draft::named(name))
        })?;
        let category = self.category(call, draft)?;
        let department = named(&mut self.departments, draft.department, |name| {
            let name = name.to_owned();
            store::department::save(
                tx,
                &domain::department::Draft { id: None, code: String::new(), name, parent: None },
            )
        })?;
        let project = named(&mut self.projects, draft.project, |name| {
            let name = name.to_owned();
            store::project::save(tx, &domain::project::Draft { name, ..domain::project::Draft::default() })
        })?;
        let by_category = category.and_then(|id| self.expenses.get(&id).copied());
        let line = domain::budget::Draft {
            id: None,
            plan: plan.id,
            description: draft.description.to_owned(),
            vendor,
            category,
            department,
            project,
            currency: draft.currency.unwrap_or(currency),
            expense: draft.expense.or(by_category).unwrap_or_default(),
            purpose: draft.purpose.unwrap_or_default(),
            owner: draft.owner.to_owned(),
            notes: draft.notes.to_owned(),
        };
        Ok(store::budget::save(tx, &line)?)
    }
}

impl Known {
    /// The category of a row; those of a path such as `Software & SaaS › Licences` that are not there yet
    /// are added one below the other.
    fn category(&mut self, call: &Call<'_>, draft: &Draft<'_>) -> Result<Option<Id>, Error> {
        let mut parent = None;
        let mut path = String::new();
        if let Some(id) = self.categories.get(&key(draft.category)) {
            return Ok(Some(*id));
        }
        for name in draft.category.split('›').map(str::trim).filter(|name| !name.is_empty()) {
            path = if path.is_empty() { name.to_owned() } else { format!("{path} › {name}") };
            let expense = draft.expense.unwrap_or_default();
            parent = named(&mut self.categories, &path, |_| {
                let new = domain::category::Draft { id: None, name: name.to_owned(), parent, expense };
                store::category::save(call.tx, &new)
            })?;
        }
        Ok(parent)
    }
}

/// The record of a name; a new one if the book has none.
fn named(
    known: &mut HashMap<String, Id>,
    name: &str,
    add: impl FnOnce(&str) -> Result<Id, store::Error>,
) -> Result<Option<Id>, Error> {
    if name.trim().is_empty() {
        return Ok(None);
    }
    let key = key(name);
    if let Some(id) = known.get(&key) {
        return Ok(Some(*id));
    }
    let id = add(name.trim())?;
    known.insert(key, id);
    Ok(Some(id))
}
