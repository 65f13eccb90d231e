//! The lines and names that the book has already, and those that a file of budget lines adds.

use std::collections::HashMap;

use ::import::budget::Draft;
use domain::budget::{Line, Months};
use domain::plan::Plan;
use domain::vendor::key;
use domain::{Currency, Id};

use super::{Outside, place};
use crate::Error;
use crate::open::Call;

/// The lines and names that the book has already, and those that the file adds.
pub(super) struct Known {
    /// Lines by the key of their description, each until a row of the file has taken it.
    lines: HashMap<String, Vec<Line>>,
    /// The plan's amounts.
    pub(super) amounts: HashMap<Id, Months>,
    vendors: HashMap<String, Id>,
    categories: HashMap<String, Id>,
    departments: HashMap<String, Id>,
    projects: HashMap<String, Id>,
    expenses: HashMap<Id, domain::category::Expense>,
}

impl Known {
    pub(super) fn load(call: &Call<'_>, plan: &Plan) -> Result<Known, Error> {
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
    pub(super) fn find(&mut self, draft: &Draft<'_>, currency: Currency) -> Option<Id> {
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

    /// Writes a row and answers the line's amounts before (in this plan) and after; `None` if it is left out.
    pub(super) fn write(
        &mut self,
        call: &Call<'_>,
        plan: &Plan,
        row: u32,
        draft: &Draft<'_>,
        currency: Currency,
        outside: &mut Outside,
    ) -> Result<Option<(Option<Months>, Months)>, Error> {
        let found = self.find(draft, currency);
        let before = found.and_then(|line| self.amounts.get(&line).copied());
        let start = before.unwrap_or_default();
        let Some(months) = place(plan, row, draft, currency, start, outside) else { return Ok(None) };
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
        Ok(Some((before, months)))
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
