//! A new year from another plan: a proposal line by line, and the plan that is made of it.

mod known;
mod write;

use std::collections::{BTreeMap, HashMap};

use domain::budget::basis::Basis;
use domain::budget::sheet::GroupBy;
use domain::budget::{Line, Months};
use domain::money::tie;
use domain::overview::short;
use domain::plan::{Draft, Kind, Plan};
use domain::proposal::{Book, Known, Proposed, Rule, Rules};
use domain::rate::Rates;
use domain::role::Role;
use domain::variance::percent;
use domain::{Amount, Currency, Id, Sum};
use known::{contracts, recurring};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::budget::groups;
use crate::open::Call;
use crate::variance::missing;
use crate::words::counted;

/// A year to be proposed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Propose {
    /// The plan it is taken from.
    pub plan: Id,
    /// The new fiscal year.
    pub fiscal_year: i32,
    /// How it follows.
    pub rules: Rules,
    /// The first row, from 0.
    pub from: u32,
    /// How many; at most 1,000 are answered.
    pub count: u32,
}

/// A proposal that was accepted.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CreateFrom {
    /// The plan it is taken from.
    pub plan: Id,
    /// The new fiscal year.
    pub fiscal_year: i32,
    /// How it follows.
    pub rules: Rules,
    /// What the new plan is called.
    pub name: String,
    /// The change of the journal that the proposal showed: exactly that is written, or nothing.
    pub change: Id,
}

/// A line of the proposal.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProposedRow {
    /// The line.
    pub line: Id,
    /// What is bought.
    pub label: String,
    /// From whom.
    pub vendor: String,
    /// What kind of cost.
    pub category: String,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Its year in the plan it is taken from.
    pub old: Amount,
    /// The twelve months proposed.
    pub months: Vec<Amount>,
    /// Their total.
    pub new: Amount,
    /// By how many percent that is more.
    pub percent: Option<Amount>,
    /// What decided.
    pub rule: Rule,
    /// Why, in words.
    pub reason: String,
    /// Whether the line stays away.
    pub left_out: bool,
}

/// A category before and after.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProposedTotal {
    /// Stable: `group:7`, `total`.
    pub key: String,
    /// The category; none for lines without one and for the total.
    pub category: Option<Id>,
    /// Its name.
    pub label: String,
    /// The year it is taken from, in the book's currency.
    pub old: Amount,
    /// The year proposed.
    pub new: Amount,
    /// Their difference; plus is more cost.
    pub change: Amount,
    /// In percent of the old one.
    pub percent: Option<Amount>,
}

/// A target before and after.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProposedTarget {
    /// The category, if it is that of one.
    pub category: Option<Id>,
    /// The department, if it is that of one.
    pub department: Option<Id>,
    /// The name of either.
    pub label: String,
    /// In the plan it is taken from.
    pub old: Amount,
    /// In the new one.
    pub new: Amount,
}

/// What a new year would come to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Proposal {
    /// What it comes to, in a sentence.
    pub finding: String,
    /// The plan it is taken from.
    pub plan: Plan,
    /// A name for the new plan that is free.
    pub name: String,
    /// The currency of the totals.
    pub currency: Currency,
    /// Each category with a figure, in the order of the book.
    pub totals: Vec<ProposedTotal>,
    /// All of them.
    pub total: ProposedTotal,
    /// The targets that the new plan gets, if it is to get them.
    pub targets: Vec<ProposedTarget>,
    /// How many lines are carried over.
    pub kept: u32,
    /// How many stay away.
    pub left_out: u32,
    /// How many rows there are.
    pub row_count: u32,
    /// The first row of this window.
    pub from: u32,
    /// The rows of this window, by category.
    pub rows: Vec<ProposedRow>,
    /// The change of the journal that this shows.
    pub change: Id,
}

pub(crate) fn propose(call: &Call<'_>, asked: Propose) -> Result<Proposal, Error> {
    let plan = store::plan::get(call.tx, asked.plan)?;
    let lines = proposed(call, &plan, asked.fiscal_year, &asked.rules)?;
    let currency = call.settings()?.currency;
    let (groups, positions) = groups(call, GroupBy::Category)?;
    let place =
        |line: &Line| line.category.and_then(|id| positions.get(&id).copied()).unwrap_or(groups.len() - 1);
    let (totals, total) = totals(call, &plan, &lines, groups.len(), place)?;
    let of_group: HashMap<usize, Id> = positions.iter().map(|(id, position)| (*position, *id)).collect();
    let named = |(position, (old, new)): (usize, (Amount, Amount))| {
        let category = of_group.get(&position).copied();
        changed(groups[position].key.clone(), category, groups[position].label.clone(), old, new)
    };
    let totals = totals
        .into_iter()
        .enumerate()
        .filter(|(_, (old, new))| !old.is_zero() || !new.is_zero())
        .map(named)
        .collect::<Result<Vec<_>, _>>()?;
    let total = changed("total".to_owned(), None, "Total".to_owned(), total.0, total.1)?;
    let left_out = lines.iter().filter(|(.., proposed)| proposed.left_out).count();
    let kept = lines.len() - left_out;
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|index| place(&lines[*index].0));
    let vendors: HashMap<Id, String> =
        store::vendor::all(call.tx)?.into_iter().map(|vendor| (vendor.id, vendor.name)).collect();
    let rows = order.iter().skip(asked.from as usize).take(asked.count.min(1000) as usize).map(|index| {
        let (line, old, proposed) = &lines[*index];
        row(line, old, proposed, &vendors, groups[place(line)].label.clone())
    });
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Proposal {
        finding: finding(asked.fiscal_year, &plan, &total, kept, left_out, currency),
        name: free_name(call, asked.fiscal_year)?,
        currency,
        totals,
        total,
        targets: write::targets(call, &plan, asked.fiscal_year, &asked.rules)?,
        kept: number(kept),
        left_out: number(left_out),
        row_count: number(lines.len()),
        from: asked.from,
        rows: rows.collect::<Result<_, _>>()?,
        change: call.last_change()?,
        plan,
    })
}

pub(crate) fn create_from(call: &Call<'_>, create: CreateFrom) -> Result<(Plan, String), Error> {
    let source = store::plan::get(call.tx, create.plan)?;
    // The change that is being written has no entry yet.
    if call.last_change()? != create.change {
        let message = "The book has changed since this was proposed. Look at the proposal again.";
        return Err(Error::Conflict(message.to_owned()));
    }
    let draft = Draft {
        id: None,
        name: create.name.trim().to_owned(),
        kind: Kind::Budget,
        fiscal_year: create.fiscal_year,
        copy_of: None,
    };
    Error::unless_empty(draft.problems(&store::plan::all(call.tx)?))?;
    let lines = proposed(call, &source, create.fiscal_year, &create.rules)?;
    let first = call.settings()?.calendar().first_month(create.fiscal_year);
    let id = store::plan::save(call.tx, &draft, first)?;
    store::plan::copy_rates(call.tx, source.id, id)?;
    let targets = write::targets(call, &source, create.fiscal_year, &create.rules)?;
    let kept = write::write(call, id, &lines, &targets)?;
    let saved = store::plan::get(call.tx, id)?;
    let count = counted(kept, "line", "lines");
    Ok((saved, format!("Plan FY{} as “{}” from “{}”, {count}", create.fiscal_year, draft.name, source.name)))
}

/// Each line of a plan with its old amounts and what is proposed.
fn proposed(
    call: &Call<'_>,
    plan: &Plan,
    fiscal_year: i32,
    rules: &Rules,
) -> Result<Vec<(Line, Months, Proposed)>, Error> {
    let mut problems = rules.problems();
    if !(1900..=2999).contains(&fiscal_year) {
        problems
            .push(domain::Problem::new("fiscal_year", "Give the fiscal year as four digits, such as 2027."));
    }
    Error::unless_empty(problems)?;
    let tx = call.tx;
    let first = call.settings()?.calendar().first_month(fiscal_year);
    let categories = store::category::all(tx)?;
    let book = Book::new(rules, &categories, (plan.first_month, first));
    let lines = super::figures(call, plan)?;
    let recurring = recurring(call, plan)?;
    let projects: HashMap<Id, _> =
        store::project::all(tx)?.into_iter().map(|one| (one.id, (one.name, one.start, one.end))).collect();
    let mut contracts = contracts(call, &lines, first)?;
    let mut made_by: HashMap<Id, Basis> = store::budget::bases(tx, plan.id)?.into_iter().collect();
    let staff: HashMap<Id, Role> =
        store::role::of_plan(tx, plan.id)?.into_iter().filter_map(|role| Some((role.id?, role))).collect();
    let mut found = Vec::with_capacity(lines.len());
    for (line, old) in lines {
        let basis = made_by.remove(&line.id);
        let role = match &basis {
            Some(Basis::Role { role, .. }) => staff.get(role).cloned(),
            _ => None,
        };
        let (contract, remark) = contracts.remove(&line.id).unwrap_or_default();
        let known = Known {
            recurs: recurring.contains(&line.id),
            project: line.project.and_then(|id| projects.get(&id).cloned()),
            contract,
            remark,
            basis,
            role,
        };
        let proposed = book.propose(&line, &old, &known)?;
        found.push((line, old, proposed));
    }
    Ok(found)
}

/// What each group and all lines come to, before and after, in the book's currency at the plan's rates; the groups sum to
/// the total.
#[expect(clippy::type_complexity, reason = "pairs of old and new")]
fn totals(
    call: &Call<'_>,
    plan: &Plan,
    lines: &[(Line, Months, Proposed)],
    groups: usize,
    place: impl Fn(&Line) -> usize,
) -> Result<(Vec<(Amount, Amount)>, (Amount, Amount)), Error> {
    let base = call.settings()?.currency;
    let rates = Rates::new(base, Some(plan.id), &crate::plan::rates(call)?);
    let mut sums = vec![(Sum::default(), Sum::default()); groups];
    let mut gaps = BTreeMap::new();
    for (line, old, proposed) in lines {
        let rate = match rates.budget(line.currency) {
            Ok(rate) => rate,
            Err(gap) => {
                gaps.insert(line.currency, gap.sentence(&plan.name));
                continue;
            }
        };
        let (before, after) = &mut sums[place(line)];
        for (sum, months) in [(before, old), (after, &proposed.months)] {
            for amount in months.iter().filter(|amount| !amount.is_zero()) {
                sum.add(amount.times(rate)?);
            }
        }
    }
    if !gaps.is_empty() {
        return Err(missing(gaps.into_values().collect()));
    }
    let column = |of: fn(&(Sum, Sum)) -> &Sum| -> Result<(Vec<Amount>, Amount), Error> {
        let mut all = Sum::default();
        for pair in &sums {
            all.merge(of(pair));
        }
        let whole = all.total()?.round(base.decimals());
        let parts = sums.iter().map(|pair| of(pair).total()).collect::<Result<Vec<_>, _>>()?;
        Ok((tie(&parts, whole, base.decimals())?, whole))
    };
    let (old, new) = (column(|pair| &pair.0)?, column(|pair| &pair.1)?);
    Ok((old.0.into_iter().zip(new.0).collect(), (old.1, new.1)))
}

fn changed(
    key: String,
    category: Option<Id>,
    label: String,
    old: Amount,
    new: Amount,
) -> Result<ProposedTotal, Error> {
    let change = new.minus(old)?;
    Ok(ProposedTotal { key, category, label, old, new, change, percent: percent(change, old) })
}

fn row(
    line: &Line,
    old: &Months,
    proposed: &Proposed,
    vendors: &HashMap<Id, String>,
    category: String,
) -> Result<ProposedRow, Error> {
    let decimals = line.currency.decimals();
    let year = |months: &Months| months.iter().copied().collect::<Sum>().total();
    let (before, after) = (year(old)?, year(&proposed.months)?);
    Ok(ProposedRow {
        line: line.id,
        label: line.description.clone(),
        vendor: line.vendor.and_then(|id| vendors.get(&id).cloned()).unwrap_or_default(),
        category,
        currency: line.currency,
        old: before.padded(decimals),
        months: proposed.months.iter().map(|amount| amount.padded(decimals)).collect(),
        new: after.padded(decimals),
        percent: percent(after.minus(before)?, before),
        rule: proposed.rule,
        reason: proposed.reason.clone(),
        left_out: proposed.left_out,
    })
}

fn free_name(call: &Call<'_>, fiscal_year: i32) -> Result<String, Error> {
    let plans = store::plan::all(call.tx)?;
    let name = format!("FY{fiscal_year} Budget");
    let taken = plans.iter().find(|plan| plan.name.to_lowercase() == name.to_lowercase());
    Ok(taken.map_or(name, |plan| domain::plan::next_name(&plans, plan)))
}

/// “FY2028 comes to 9.1 M USD, 210 k more than FY2027 Budget; 12 of 214 lines stay away”.
fn finding(
    fiscal_year: i32,
    plan: &Plan,
    total: &ProposedTotal,
    kept: usize,
    left_out: usize,
    currency: Currency,
) -> String {
    let than = match (total.change.is_zero(), total.change.is_negative()) {
        (true, _) => format!("as much as {}", plan.name),
        (_, true) => format!("{} less than {}", short(total.change.abs()), plan.name),
        (_, false) => format!("{} more than {}", short(total.change), plan.name),
    };
    let lines = match left_out {
        0 => format!("all {} are carried over", counted(kept, "line", "lines")),
        out => format!("{out} of {} stay away", counted(kept + out, "line", "lines")),
    };
    format!("FY{fiscal_year} comes to {} {currency}, {than}; {lines}", short(total.new))
}
