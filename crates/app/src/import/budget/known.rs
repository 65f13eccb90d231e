//! The lines and names that the book has already, and those that a file of budget lines adds.

use std::collections::{HashMap, HashSet};

use ::import::budget::Draft;
use domain::budget::{Line, Months};
use domain::plan::Plan;
use domain::vendor::key;
use domain::{Currency, Id, alias};

use super::returned::Returned;
use super::{Outside, place};
use crate::Error;
use crate::import::Job;
use crate::import::names::Names;
use crate::import::register::Mode;
use crate::open::Call;

/// The lines and names that the book has already, and those that the file adds.
pub(super) struct Known {
    /// Lines by the key of their description, each until a row of the file has taken it.
    lines: HashMap<String, Vec<Line>>,
    /// The plan's amounts.
    pub(super) amounts: HashMap<Id, Months>,
    /// The departments that the file names: it does not speak of the others.
    departments: HashSet<Id>,
    /// Everything else that has a name.
    pub(super) names: Names,
}

impl Known {
    /// Everything; of the lines only those that a row without a number may mean, where the file was sent out.
    pub(super) fn load(
        call: &Call<'_>,
        job: &Job,
        plan: &Plan,
        mode: Mode,
        returned: Option<&Returned>,
    ) -> Result<Known, Error> {
        let tx = call.tx;
        let mut lines: HashMap<String, Vec<Line>> = HashMap::new();
        let all = store::budget::lines(tx)?.into_iter();
        for line in all.filter(|line| returned.is_none_or(|returned| returned.may_be_new(line))) {
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
        let names = Names::load(call, job, matches!(mode, Mode::Write(_)))?;
        Ok(Known { lines, amounts, departments: HashSet::new(), names })
    }

    /// The lines of the plan that no row of the file has spoken of, with their names: of the departments in the file,
    /// where it names any.
    pub(super) fn left(&self) -> Vec<(Id, String)> {
        let spoken = |line: &&Line| {
            self.departments.is_empty() || line.department.is_some_and(|id| self.departments.contains(&id))
        };
        let open =
            self.lines.values().flatten().filter(|line| self.amounts.contains_key(&line.id)).filter(spoken);
        let label = |line: &Line| match self.names.name(alias::Field::Department, line.department) {
            department if department.is_empty() => line.description.clone(),
            department => format!("{} ({department})", line.description),
        };
        let mut left: Vec<(Id, String)> = open.map(|line| (line.id, label(line))).collect();
        left.sort_unstable();
        left
    }

    /// The line a row means: of the same description, and agreeing in all that the row says. Each line
    /// is found once, so that two equal rows stay two lines.
    pub(super) fn find(&mut self, draft: &Draft<'_>, currency: Currency) -> Option<Id> {
        let names = &self.names;
        let agrees = |field: alias::Field, text: &str, has: Option<Id>| {
            text.is_empty() || has.is_some() && names.find(field, text.trim()) == has
        };
        let same = self.lines.get_mut(&key(draft.description))?;
        let position = same.iter().position(|line| {
            line.currency == draft.currency.unwrap_or(currency)
                && agrees(alias::Field::Vendor, draft.vendor, line.vendor)
                && agrees(alias::Field::Category, draft.category, line.category)
                && agrees(alias::Field::Department, draft.department, line.department)
                && agrees(alias::Field::Project, draft.project, line.project)
        })?;
        Some(same.remove(position).id)
    }

    /// Takes a row, written or not, and answers the line's amounts before (in this plan) and after; `None` if it is left out.
    #[expect(clippy::too_many_arguments, reason = "one row of one file into one plan")]
    pub(super) fn take(
        &mut self,
        call: &Call<'_>,
        plan: &Plan,
        row: u32,
        draft: &Draft<'_>,
        currency: Currency,
        mode: Mode,
        outside: &mut Outside,
    ) -> Result<Option<(Option<Months>, Months)>, Error> {
        let department = draft.department.trim();
        if !department.is_empty() {
            self.departments.extend(self.names.find(alias::Field::Department, department));
        }
        let found = self.find(draft, currency);
        let before = found.and_then(|line| self.amounts.get(&line).copied());
        let start = before.unwrap_or_default();
        let Some(months) = place(plan, row, draft, currency, start, outside) else { return Ok(None) };
        match (mode, found, before) {
            (Mode::Look, Some(_), _) | (Mode::Write(_), Some(_), Some(_)) if before == Some(months) => {}
            (Mode::Look, Some(_), _) => {}
            (Mode::Look, None, _) => {
                self.line(call, plan, draft, currency)?;
            }
            (Mode::Write(_), Some(line), Some(_)) => store::budget::set(call.tx, plan.id, line, &months)?,
            (Mode::Write(_), Some(line), None) => store::budget::put(call.tx, plan.id, line, &months)?,
            (Mode::Write(_), None, _) => {
                let line = store::budget::save(call.tx, &self.line(call, plan, draft, currency)?)?;
                store::budget::put(call.tx, plan.id, line, &months)?;
            }
        }
        Ok(Some((before, months)))
    }

    /// The new line of a row; what it names that the book does not have is added.
    fn line(
        &mut self,
        call: &Call<'_>,
        plan: &Plan,
        draft: &Draft<'_>,
        currency: Currency,
    ) -> Result<domain::budget::Draft, Error> {
        let vendor = self.names.record(call, alias::Field::Vendor, draft.vendor)?;
        let category = self.names.category(call, draft.category, draft.expense)?;
        let department = self.names.record(call, alias::Field::Department, draft.department)?;
        let project = self.names.record(call, alias::Field::Project, draft.project)?;
        let by_category = category.and_then(|id| self.names.expense(id));
        Ok(domain::budget::Draft {
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
        })
    }
}
