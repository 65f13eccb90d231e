//! Adjustments in words.

use domain::overview::grouped;
use domain::plan::Plan;
use domain::role::Role;
use domain::scenario::{Adjustment, Kind, Scope};
use domain::{Amount, Currency, Id};

use super::{counted, short};
use crate::Error;
use crate::open::Call;
use crate::words::Labels;

/// The names of what adjustments name.
pub(super) struct Names {
    labels: Labels,
    lines: Vec<(Id, String)>,
    projects: Vec<(Id, String)>,
    roles: Vec<(Option<Id>, String)>,
}

impl Names {
    pub(super) fn load(call: &Call<'_>, roles: &[Role]) -> Result<Names, Error> {
        let lines = store::budget::lines(call.tx)?;
        Ok(Names {
            labels: Labels::load(call)?,
            lines: lines.into_iter().map(|line| (line.id, line.description)).collect(),
            projects: store::project::all(call.tx)?.into_iter().map(|one| (one.id, one.name)).collect(),
            roles: roles.iter().map(|role| (role.id, role.title.clone())).collect(),
        })
    }

    /// `Cloud Services, Nordwind +5 % from Jan 2027`.
    pub(super) fn label(&self, one: &Adjustment) -> String {
        let what = match &one.what {
            Kind::Percent { percent } if *percent == -Amount::HUNDRED => {
                format!("{} ends", self.scope(&one.on))
            }
            Kind::Percent { percent } => format!("{} {} %", self.scope(&one.on), signed(*percent)),
            Kind::Amount { amount } => format!("{} {} a month", self.scope(&one.on), signed(*amount)),
            Kind::Headcount { role, posts } => {
                let title = self.roles.iter().find(|(id, _)| *id == Some(*role));
                let title = title.map_or("A role that is gone", |(_, title)| title);
                let word = if posts.abs() == Amount::ONE { "post" } else { "posts" };
                format!("{title} {} {word}", signed(*posts))
            }
            Kind::Rate { currency, percent } => format!("Rate of {currency} {} %", signed(*percent)),
        };
        match (one.first, one.last) {
            (None, None) => what,
            (Some(first), None) => format!("{what} from {}", short(first)),
            (None, Some(last)) => format!("{what} until {}", short(last)),
            (Some(first), Some(last)) if first == last => format!("{what} in {}", short(first)),
            (Some(first), Some(last)) => format!("{what} from {} to {}", short(first), short(last)),
        }
    }

    fn scope(&self, on: &Scope) -> String {
        let named = |all: &[(Id, String)], id: Id| {
            all.iter().find(|(known, _)| *known == id).map_or_else(String::new, |(_, name)| name.clone())
        };
        let mut parts = Vec::new();
        if let Some(line) = on.line {
            parts.push(named(&self.lines, line));
        }
        if on.category.is_some() {
            parts.push(self.labels.category(on.category));
        }
        if on.vendor.is_some() {
            parts.push(self.labels.vendor(on.vendor));
        }
        if on.department.is_some() {
            parts.push(self.labels.department(on.department));
        }
        if let Some(project) = on.project {
            parts.push(named(&self.projects, project));
        }
        parts.extend(on.expense.map(|expense| expense.label().to_owned()));
        parts.extend(on.purpose.map(|purpose| purpose.label().to_owned()));
        if parts.is_empty() { "All lines".to_owned() } else { parts.join(", ") }
    }
}

fn signed(amount: Amount) -> String {
    let sign = if amount.is_negative() { "\u{2212}" } else { "+" };
    format!("{sign}{}", grouped(amount.abs()))
}

/// “Hiring freeze costs 312 k USD less than FY2027 Budget”.
pub(super) fn finding(
    plan: &Plan,
    base: &Plan,
    change: Amount,
    currency: Currency,
    adjustments: usize,
) -> String {
    let (name, base) = (&plan.name, &base.name);
    if adjustments == 0 {
        return format!("{name} is still the same as {base}");
    }
    let by = counted(adjustments, "adjustment", "adjustments");
    if change.is_zero() {
        return format!("{name} costs as much as {base}, with {by}");
    }
    let than = if change.is_negative() { "less" } else { "more" };
    format!("{name} costs {} {currency} {than} than {base}", domain::overview::short(change.abs()))
}
