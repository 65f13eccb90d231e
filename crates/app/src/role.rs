//! Commands on staff: roles, each with the lines it gives its plan.

use domain::budget::basis::Basis;
use domain::budget::{Draft, Months};
use domain::category::Expense;
use domain::overview::short;
use domain::role::Role;
use domain::{Amount, Currency, Id, Sum};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::budget::{Key, LineOfPlan, draft, set};
use crate::open::Call;
use crate::words::Labels;

/// A role with what it costs.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RoleRow"))]
pub struct Row {
    /// The role.
    pub role: Role,
    /// Its department's name.
    pub department: String,
    /// What it costs in each month of the plan, expensed and capitalised together, in its currency.
    pub months: Vec<Amount>,
    /// What is expensed in the year.
    pub expensed: Amount,
    /// What is capitalised in the year.
    pub capitalised: Amount,
    /// Both.
    pub total: Amount,
}

/// What the roles of one currency cost.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RoleTotal"))]
pub struct Total {
    /// The currency.
    pub currency: Currency,
    /// Full-time posts.
    pub headcount: Amount,
    /// What is expensed in the year.
    pub expensed: Amount,
    /// What is capitalised in the year.
    pub capitalised: Amount,
    /// Both.
    pub total: Amount,
}

/// The roles of a plan.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Roles"))]
pub struct List {
    /// What they come to, in a sentence.
    pub finding: String,
    /// Each role.
    pub rows: Vec<Row>,
    /// Their sums by currency.
    pub totals: Vec<Total>,
}

pub(crate) fn list(call: &Call<'_>, plan: Key) -> Result<List, Error> {
    let plan = store::plan::get(call.tx, plan.id)?;
    let labels = Labels::load(call)?;
    let rows = store::role::of_plan(call.tx, plan.id)?
        .into_iter()
        .map(|role| row(role, plan.first_month, &labels))
        .collect::<Result<Vec<_>, Error>>()?;
    let totals =
        crate::totals::by_currency(&rows, |row| row.role.currency).into_iter().map(|(currency, rows)| {
            let sum = |of: fn(&Row) -> Amount| rows.iter().map(|row| of(row)).collect::<Sum>().total();
            let decimals = currency.decimals();
            Ok(Total {
                currency,
                headcount: sum(|row| row.role.headcount)?,
                expensed: sum(|row| row.expensed)?.padded(decimals),
                capitalised: sum(|row| row.capitalised)?.padded(decimals),
                total: sum(|row| row.total)?.padded(decimals),
            })
        });
    let totals = totals.collect::<Result<Vec<_>, Error>>()?;
    Ok(List { finding: finding(&totals, plan.fiscal_year)?, rows, totals })
}

/// `5 posts cost 204 k USD in FY2027, 81 k of it capitalised`.
fn finding(totals: &[Total], year: i32) -> Result<String, Error> {
    let posts = totals.iter().map(|total| total.headcount).collect::<Sum>().total()?;
    let word = if posts == Amount::ONE { "post costs" } else { "posts cost" };
    let each = totals.iter().map(|total| {
        let all = format!("{} {}", short(total.total), total.currency);
        match total.capitalised {
            none if none.is_zero() => all,
            some => format!("{all}, {} of it capitalised", short(some)),
        }
    });
    let each = each.collect::<Vec<_>>().join("; ");
    Ok(if totals.is_empty() {
        String::new()
    } else {
        format!("{} {word} {each} in FY{year}", posts.trimmed())
    })
}

fn row(role: Role, first: domain::Month, labels: &Labels) -> Result<Row, Error> {
    let cost = role.cost(first)?;
    let decimals = role.currency.decimals();
    let year = |months: &Months| months.iter().copied().collect::<Sum>().total();
    let (expensed, capitalised) = (year(&cost.expensed)?, year(&cost.capitalised)?);
    let months = cost.expensed.iter().zip(cost.capitalised);
    Ok(Row {
        department: labels.department(role.department),
        months: months
            .map(|(one, other)| Ok(one.plus(other)?.padded(decimals)))
            .collect::<Result<_, Error>>()?,
        expensed: expensed.padded(decimals),
        capitalised: capitalised.padded(decimals),
        total: expensed.plus(capitalised)?.padded(decimals),
        role,
    })
}

pub(crate) fn save(call: &Call<'_>, given: Role) -> Result<(Role, String), Error> {
    Error::unless_empty(given.problems())?;
    let plan = draft(call, given.plan)?;
    let before = given.id.map(|id| store::role::get(call.tx, id)).transpose()?;
    if before.as_ref().is_some_and(|before| before.plan != given.plan) {
        return Err(Error::invalid("plan", "A role stays in its plan. Add one to the other plan instead."));
    }
    // The lines are the book's, whatever was sent.
    let known = before.map_or((None, None), |role| (role.line, role.capital_line));
    let mut role = Role { line: known.0, capital_line: known.1, ..given };
    let id = store::role::save(call.tx, &role)?;
    let verb = if role.id.is_some() { "Change" } else { "Add" };
    role.id = Some(id);
    let cost = role.cost(plan.first_month)?;
    role.line = Some(line(call, &role, id, role.line, (Expense::Opex, &cost.expensed))?);
    let capitalises = !role.capitalised.is_zero();
    match role.capital_line {
        Some(gone) if !capitalises => {
            store::budget::remove(call.tx, plan.id, &[gone])?;
            role.capital_line = None;
        }
        known if capitalises => {
            role.capital_line = Some(line(call, &role, id, known, (Expense::Capex, &cost.capitalised))?);
        }
        _ => {}
    }
    store::role::save(call.tx, &role)?;
    let summary = format!("{verb} role “{}” in {}", role.title.trim(), plan.name);
    Ok((role, summary))
}

/// The line of a role's expensed or capitalised share, with its months.
fn line(
    call: &Call<'_>,
    role: &Role,
    id: Id,
    known: Option<Id>,
    (expense, months): (Expense, &Months),
) -> Result<Id, Error> {
    let capitalised = expense == Expense::Capex;
    let title = role.title.trim();
    let old = known.map(|line| store::budget::get(call.tx, line)).transpose()?;
    let draft = Draft {
        id: known,
        plan: role.plan,
        description: if capitalised { format!("{title}, capitalised") } else { title.to_owned() },
        vendor: None,
        category: role.category,
        department: role.department,
        project: old.as_ref().and_then(|line| line.project),
        currency: role.currency,
        expense,
        purpose: old.as_ref().map(|line| line.purpose).unwrap_or_default(),
        owner: old.as_ref().map(|line| line.owner.clone()).unwrap_or_default(),
        notes: old.map(|line| line.notes).unwrap_or_default(),
    };
    let line = store::budget::save(call.tx, &draft)?;
    if store::budget::months(call.tx, role.plan, line)?.is_none() {
        store::budget::put(call.tx, role.plan, line, &[Amount::ZERO; 12])?;
    }
    set(call, LineOfPlan { plan: role.plan, line }, months, Some(&Basis::Role { role: id, capitalised }))?;
    Ok(line)
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let role = store::role::get(call.tx, key.id)?;
    let plan = draft(call, role.plan)?;
    store::role::remove(call.tx, key.id)?;
    let lines: Vec<Id> = role.line.into_iter().chain(role.capital_line).collect();
    store::budget::remove(call.tx, plan.id, &lines)?;
    Ok(((), format!("Remove role “{}” from {}", role.title, plan.name)))
}
