//! A proposal as it is written: the lines with what makes their months, the roles, and the targets.

use std::collections::BTreeMap;

use domain::budget::basis::Basis;
use domain::budget::{Line, Months};
use domain::plan::Plan;
use domain::proposal::{Book, Proposed, Rules};
use domain::role::Role;
use domain::target::Draft;
use domain::{Id, category};

use super::ProposedTarget;
use crate::Error;
use crate::open::Call;
use crate::words::Labels;

/// The targets that the new plan gets, raised like the lines of their category; none if they are not to be carried.
pub(super) fn targets(
    call: &Call<'_>,
    plan: &Plan,
    fiscal_year: i32,
    rules: &Rules,
) -> Result<Vec<ProposedTarget>, Error> {
    if !rules.carry_targets {
        return Ok(Vec::new());
    }
    let settings = call.settings()?;
    let decimals = settings.currency.decimals();
    let categories = store::category::all(call.tx)?;
    let first = settings.calendar().first_month(fiscal_year);
    let book = Book::new(rules, &categories, (plan.first_month, first));
    let labels = Labels::load(call)?;
    let target = |one: domain::target::Target| {
        Ok(ProposedTarget {
            category: one.category,
            department: one.department,
            label: match one.category {
                Some(id) => category::path(&categories, id),
                None => labels.department(one.department),
            },
            old: one.amount.padded(decimals),
            new: book.target(one.category, one.amount, decimals)?.padded(decimals),
        })
    };
    store::target::of_plan(call.tx, plan.id)?.into_iter().map(target).collect()
}

/// Writes the lines that are kept; answers how many.
pub(super) fn write(
    call: &Call<'_>,
    plan: Id,
    lines: &[(Line, Months, Proposed)],
    targets: &[ProposedTarget],
) -> Result<usize, Error> {
    let kept: Vec<_> = lines.iter().filter(|(.., proposed)| !proposed.left_out).collect();
    let months: Vec<(Id, Months)> =
        kept.iter().map(|(line, _, proposed)| (line.id, proposed.months)).collect();
    store::budget::put_all(call.tx, plan, &months)?;
    // The numbers that the roles have in the new plan, by those of the old one.
    let mut roles: BTreeMap<Id, Id> = BTreeMap::new();
    for (line, _, proposed) in &kept {
        let Some(basis) = &proposed.basis else { continue };
        let role = |role: Id| match roles.get(&role) {
            Some(new) => Ok(*new),
            None => Ok::<_, Error>(store::role::save(
                call.tx,
                &Role { id: None, plan, ..proposed.role.clone().ok_or_else(missing)? },
            )?),
        };
        let mut basis = basis.clone();
        if let Basis::Role { role: of, .. } = &mut basis {
            let new = role(*of)?;
            roles.insert(*of, new);
            *of = new;
        }
        store::budget::set_basis(call.tx, plan, line.id, Some(&basis))?;
    }
    for target in targets {
        let draft =
            Draft { plan, category: target.category, department: target.department, amount: target.new };
        store::target::save(call.tx, &draft)?;
    }
    Ok(kept.len())
}

fn missing() -> Error {
    Error::Unexpected("A line is made by a role that its plan does not have.".to_owned())
}
