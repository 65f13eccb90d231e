//! The statement of a department: its lines, what rules gave to it and what they took, by month.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calendar::Period;
use domain::depreciation::terms::Recognition;
use domain::showback::{Amounts, Bearer, Bearing, Cost, Takers, in_units, statement_finding, takes};
use domain::{Amount, Currency, Id};
use serde::{Deserialize, Serialize};

use super::load::cost;
use super::{Loaded, MonthMeasures, Of, ShowbackTotals, load};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

/// So many lines are told one by one; what is left over stands in one row.
const MOST: usize = 250;

/// Whose statement is asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StatementQuery {
    /// The department.
    pub department: Id,
    /// The plan; the default one of the period's year if not given.
    pub plan: Option<Id>,
    /// The period; the plan's fiscal year, else that of the as-of date if not given.
    pub period: Option<Period>,
    /// Whether what is bought counts when it is bought, or by its depreciation.
    #[serde(default)]
    pub recognition: Recognition,
}

/// What a row of a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum StatementKind {
    /// A line of the department.
    Direct,
    /// What came to it by a rule.
    Allocated,
    /// What a rule took from it, below 0.
    PassedOn,
}

/// A row of a statement.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StatementRow {
    /// Stable, such as `line:12`, `lines`, `allocated:3`, `passed_on:3`.
    pub key: String,
    /// What it is.
    pub kind: StatementKind,
    /// The line or the rule.
    pub label: String,
    /// The vendor of the line, or what the rule takes.
    pub note: String,
    /// Budget of the period.
    pub budget: Amount,
    /// Actual of the period.
    pub actual: Amount,
    /// Actual of the closed months and what is expected of the open ones.
    pub forecast: Amount,
    /// Budget − forecast, positive is favourable.
    pub variance: Amount,
    /// In percent of the budget; nothing without one.
    pub percent: Option<Amount>,
    /// The months of the period.
    pub months: Vec<MonthMeasures>,
}

/// The sum of the rows of a kind.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "as in a row")]
pub struct StatementSum {
    pub budget: Amount,
    pub actual: Amount,
    pub forecast: Amount,
    pub variance: Amount,
    pub months: Vec<MonthMeasures>,
}

/// What a department bears, and why.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Statement {
    /// The day it is as of.
    pub as_of: NaiveDate,
    /// The period.
    pub period: Period,
    /// The plan; nothing if the year has none.
    pub plan: Option<String>,
    /// The currency of every figure.
    pub currency: Currency,
    /// The department.
    pub department: Id,
    /// Its name.
    pub label: String,
    /// The cost centre's code; may be empty.
    pub code: String,
    /// What the figures come to, in a sentence.
    pub finding: String,
    /// How many months of the period are closed.
    pub closed: u32,
    /// Its lines, the largest first, then what was allocated to it and what it passed on, by the order of the rules.
    pub rows: Vec<StatementRow>,
    /// The cost of its lines.
    pub direct: StatementSum,
    /// What came to it by rules.
    pub allocated: StatementSum,
    /// What rules took from it, below 0.
    pub passed_on: StatementSum,
    /// What it bears: the sum of the rows.
    pub totals: ShowbackTotals,
    /// The same by month.
    pub by_month: Vec<MonthMeasures>,
}

pub(crate) fn statement(call: &Call<'_>, query: StatementQuery) -> Result<Statement, Error> {
    let StatementQuery { department, plan, period, recognition } = query;
    let loaded = load(call, Of { plan, period, recognition })?;
    let vendors = store::vendor::all(call.tx)?.into_iter().map(|vendor| (vendor.id, vendor.name)).collect();
    of_department(&loaded, &vendors, department)
}

/// The statement of a department out of a period that is shared out already.
pub(crate) fn of_department(
    loaded: &Loaded,
    vendors: &BTreeMap<Id, String>,
    department: Id,
) -> Result<Statement, Error> {
    let missing = || Error::NotFound("This department is not in the book any more.".to_owned());
    let of = loaded.departments.iter().find(|one| one.id == department).ok_or_else(missing)?;
    let nothing = Bearing::default();
    let bearing = loaded.shown.bearers.get(&Bearer::Department(department)).unwrap_or(&nothing);
    let borne = bearing.borne()?;
    let rows = rows_of(loaded, vendors, Bearer::Department(department))?;
    let allocated = sum(loaded, &Amounts::sum(bearing.allocated.values())?)?;
    let passed_on = Amounts::sum(bearing.passed_on.values())?;
    let finding = statement_finding(
        &of.name,
        borne.figures()?,
        bearing.direct.figures()?.forecast,
        allocated.forecast,
        passed_on.figures()?.forecast,
    );
    let closed = (loaded.span.first..=loaded.span.last).filter(|month| *month < loaded.span.closed).count();
    Ok(Statement {
        as_of: loaded.as_of,
        period: loaded.period,
        plan: loaded.plan.as_ref().map(|plan| plan.name.clone()),
        currency: loaded.currency,
        department,
        label: of.name.clone(),
        code: of.code.clone(),
        finding,
        closed: u32::try_from(closed).unwrap_or(0),
        rows,
        direct: sum(loaded, &bearing.direct)?,
        allocated,
        passed_on: sum(loaded, &Amounts::default().minus(&passed_on)?)?,
        totals: loaded.totals(&borne)?,
        by_month: loaded.months(&borne),
    })
}

/// What one bears, row by row: its lines, then what rules gave to it and took from it.
pub(crate) fn rows_of(
    loaded: &Loaded,
    vendors: &BTreeMap<Id, String>,
    bearer: Bearer,
) -> Result<Vec<StatementRow>, Error> {
    let nothing = Bearing::default();
    let bearing = loaded.shown.bearers.get(&bearer).unwrap_or(&nothing);
    let mut rows = direct_rows(loaded, vendors, bearer)?;
    rows.extend(rule_rows(loaded, bearing, bearer)?);
    Ok(rows)
}

fn sum(loaded: &Loaded, amounts: &Amounts) -> Result<StatementSum, Error> {
    let ShowbackTotals { budget, actual, forecast, variance, .. } = loaded.totals(amounts)?;
    Ok(StatementSum { budget, actual, forecast, variance, months: loaded.months(amounts) })
}

/// The lines of one, the largest first; they sum to what it bears directly, month by month.
fn direct_rows(
    loaded: &Loaded,
    vendors: &BTreeMap<Id, String>,
    bearer: Bearer,
) -> Result<Vec<StatementRow>, Error> {
    let takers = Takers::new(&loaded.rules, &loaded.categories);
    let mut pools: BTreeMap<Option<usize>, Vec<Cost<'_>>> = BTreeMap::new();
    for year in &loaded.year.years {
        let cost = cost(&loaded.year, year);
        if cost.bearer() == bearer {
            pools.entry(takers.of(&cost)).or_default().push(cost);
        }
    }
    let mut lines: Vec<(Id, Amounts)> = Vec::new();
    for (taker, costs) in pools {
        let exact: Vec<Amounts> = costs.iter().map(|cost| cost.amounts(loaded.span)).collect();
        let Some(whole) = loaded.shown.pools.get(&(bearer, taker)) else { continue };
        let tied = in_units(&exact, whole, loaded.currency.decimals())?;
        lines.extend(costs.iter().filter_map(|cost| cost.year.line).zip(tied));
    }
    lines.retain(|(_, amounts)| !amounts.is_nothing());
    let mut sized = Vec::with_capacity(lines.len());
    for (line, amounts) in lines {
        let figures = amounts.figures()?;
        sized.push((figures.forecast.abs().max(figures.budget.abs()), line, amounts));
    }
    sized.sort_by(|(one, first, _), (other, second, _)| other.cmp(one).then(first.cmp(second)));
    let rest = sized.split_off(sized.len().min(MOST));
    let mut rows = Vec::with_capacity(sized.len() + 1);
    for (_, id, amounts) in &sized {
        let line = loaded.year.lines.get(id);
        let label = line.map_or_else(String::new, |line| line.description.clone());
        let vendor = line.and_then(|line| vendors.get(&line.vendor?)).cloned().unwrap_or_default();
        rows.push(row(loaded, format!("line:{id}"), StatementKind::Direct, label, vendor, amounts)?);
    }
    if !rest.is_empty() {
        let amounts = Amounts::sum(rest.iter().map(|(.., amounts)| amounts))?;
        let label = counted(rest.len(), "smaller line", "smaller lines");
        rows.push(row(loaded, "lines".to_owned(), StatementKind::Direct, label, String::new(), &amounts)?);
    }
    Ok(rows)
}

/// What rules gave to one and took from it, in their order.
fn rule_rows(loaded: &Loaded, bearing: &Bearing, bearer: Bearer) -> Result<Vec<StatementRow>, Error> {
    let mut rows = Vec::new();
    for (place, amounts) in bearing.allocated.iter().filter(|(_, amounts)| !amounts.is_nothing()) {
        let rule = &loaded.rules[*place];
        let share = rule.shares.iter().position(|share| bearer == Bearer::Department(share.department));
        let note = share.map(|share| takes(rule, share)).unwrap_or_default();
        let key = format!("allocated:{}", rule.id);
        rows.push(row(loaded, key, StatementKind::Allocated, rule.name.clone(), note, amounts)?);
    }
    for (place, amounts) in bearing.passed_on.iter().filter(|(_, amounts)| !amounts.is_nothing()) {
        let rule = &loaded.rules[*place];
        let note = format!("to {}", counted(rule.shares.len(), "department", "departments"));
        let (key, below) = (format!("passed_on:{}", rule.id), Amounts::default().minus(amounts)?);
        rows.push(row(loaded, key, StatementKind::PassedOn, rule.name.clone(), note, &below)?);
    }
    Ok(rows)
}

fn row(
    loaded: &Loaded,
    key: String,
    kind: StatementKind,
    label: String,
    note: String,
    amounts: &Amounts,
) -> Result<StatementRow, Error> {
    let ShowbackTotals { budget, actual, forecast, variance, percent } = loaded.totals(amounts)?;
    let months = loaded.months(amounts);
    Ok(StatementRow { key, kind, label, note, budget, actual, forecast, variance, percent, months })
}
