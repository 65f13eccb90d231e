//! Who bears what: the cost of a period by department, after the rules of allocation.

mod load;
mod statement;

use chrono::NaiveDate;
use domain::calendar::Period;
use domain::department::Department;
use domain::depreciation::terms::Recognition;
use domain::showback::{Amounts, Bearer, Bearing, finding};
use domain::variance::percent;
use domain::{Amount, Currency, Id, Month};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::open::Call;

pub(crate) use load::{Loaded, Of, load, load_with};
pub use statement::{Statement, StatementKind, StatementQuery, StatementRow, StatementSum};
pub(crate) use statement::{of_department, rows_of, statement};

/// What a showback is asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ShowbackQuery"))]
pub struct Query {
    /// The plan; the default one of the period's year if not given.
    pub plan: Option<Id>,
    /// The period; the plan's fiscal year, else that of the as-of date if not given.
    pub period: Option<Period>,
    /// Whether what is bought counts when it is bought, or by its depreciation.
    #[serde(default)]
    pub recognition: Recognition,
}

/// Budget, actual and forecast.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "each is the word of the product that it names")]
pub struct Measures {
    pub budget: Amount,
    pub actual: Amount,
    pub forecast: Amount,
}

/// Budget, actual and forecast of a month.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "each is the word of the product that it names")]
pub struct MonthMeasures {
    pub month: Month,
    pub budget: Amount,
    pub actual: Amount,
    pub forecast: Amount,
}

/// Who bears a cost: a department, lines without one, actuals without a line, the idle share of a rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ShowbackRow {
    /// Stable, such as `department:7`, `none`, `unmatched`, `idle:3`.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The cost centre's code; may be empty.
    pub code: String,
    /// The department; none for what no department bears.
    pub department: Option<Id>,
    /// How deep it stands in the tree of departments.
    pub depth: u32,
    /// The cost of its lines.
    pub direct: Measures,
    /// What came to it by rules.
    pub allocated: Measures,
    /// What rules took from it.
    pub passed_on: Measures,
    /// Budget: direct + allocated − passed on.
    pub budget: Amount,
    /// Actual, likewise.
    pub actual: Amount,
    /// Actual of the closed months and what is expected of the open ones, likewise.
    pub forecast: Amount,
    /// Budget − forecast, positive is favourable.
    pub variance: Amount,
    /// In percent of the budget; nothing without one.
    pub percent: Option<Amount>,
    /// The months of the period.
    pub months: Vec<MonthMeasures>,
}

/// The totals of the rows.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "as in a row")]
pub struct ShowbackTotals {
    pub budget: Amount,
    pub actual: Amount,
    pub forecast: Amount,
    pub variance: Amount,
    pub percent: Option<Amount>,
}

/// The cost of a period by who bears it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Showback {
    /// The day it is as of.
    pub as_of: NaiveDate,
    /// The period.
    pub period: Period,
    /// The fiscal year it lies in.
    pub fiscal_year: i32,
    /// The plan; nothing if the year has none.
    pub plan: Option<String>,
    /// The currency of every figure.
    pub currency: Currency,
    /// How many rules ran.
    pub rules: u32,
    /// What the figures come to, in a sentence.
    pub finding: String,
    /// Departments in the order of their tree, then what no department bears.
    pub rows: Vec<ShowbackRow>,
    /// Their totals: the cost of every line.
    pub totals: ShowbackTotals,
    /// What rules took from lines.
    pub shared: Measures,
    /// What nobody took of a capacity.
    pub idle: Measures,
    /// The totals of the months of the period.
    pub by_month: Vec<MonthMeasures>,
}

pub(crate) fn get(call: &Call<'_>, query: Query) -> Result<Showback, Error> {
    let Query { plan, period, recognition } = query;
    shown(&load(call, Of { plan, period, recognition })?)
}

/// The showback of a period that is shared out already.
pub(crate) fn shown(loaded: &Loaded) -> Result<Showback, Error> {
    let rows = rows(loaded)?;
    let shared = Amounts::sum(
        loaded.shown.pools.iter().filter(|((_, taker), _)| taker.is_some()).map(|(_, amounts)| amounts),
    )?;
    let idle = Amounts::sum(loaded.shown.outcomes.iter().map(|outcome| &outcome.idle))?;
    let (shared, idle) = (loaded.measures(&shared)?, loaded.measures(&idle)?);
    let totals = loaded.totals(&loaded.shown.total)?;
    let most = rows.iter().filter(|row| row.department.is_some()).max_by_key(|row| row.forecast);
    let most = most.filter(|row| !row.forecast.is_zero()).map(|row| (row.label.as_str(), row.forecast));
    Ok(Showback {
        as_of: loaded.as_of,
        period: loaded.period,
        fiscal_year: loaded.fiscal_year,
        plan: loaded.plan.as_ref().map(|plan| plan.name.clone()),
        currency: loaded.currency,
        rules: u32::try_from(loaded.rules.len()).unwrap_or(u32::MAX),
        finding: finding(loaded.rules.len(), totals.forecast, shared.forecast, idle.forecast, most),
        rows,
        totals,
        shared,
        idle,
        by_month: loaded.months(&loaded.shown.total),
    })
}

/// A row for each who bears something, and for departments that stand above one.
fn rows(loaded: &Loaded) -> Result<Vec<ShowbackRow>, Error> {
    let nothing = Bearing::default();
    let mut rows = Vec::new();
    for (department, depth) in tree(&loaded.departments) {
        let bearing = loaded.shown.bearers.get(&Bearer::Department(department.id)).unwrap_or(&nothing);
        let key = format!("department:{}", department.id);
        let row = row(loaded, key, &department.name, bearing)?;
        rows.push(ShowbackRow {
            code: department.code.clone(),
            department: Some(department.id),
            depth,
            ..row
        });
    }
    without_empty_branches(&mut rows);
    for (bearer, key, label) in
        [(Bearer::Nobody, "none", "No department"), (Bearer::Unmatched, "unmatched", "Unmatched actuals")]
    {
        let bearing = loaded.shown.bearers.get(&bearer).unwrap_or(&nothing);
        let row = row(loaded, key.to_owned(), label, bearing)?;
        rows.extend(Some(row).filter(|row| !is_empty(row)));
    }
    for (place, (rule, outcome)) in loaded.rules.iter().zip(&loaded.shown.outcomes).enumerate() {
        let bearing = Bearing {
            allocated: [(place, outcome.idle.clone())].into_iter().collect(),
            ..Bearing::default()
        };
        let row = row(loaded, format!("idle:{}", rule.id), &format!("Idle: {}", rule.name), &bearing)?;
        rows.extend(Some(row).filter(|row| !is_empty(row)));
    }
    Ok(rows)
}

fn row(loaded: &Loaded, key: String, label: &str, bearing: &Bearing) -> Result<ShowbackRow, Error> {
    let borne = bearing.borne()?;
    let totals = loaded.totals(&borne)?;
    Ok(ShowbackRow {
        key,
        label: label.to_owned(),
        code: String::new(),
        department: None,
        depth: 0,
        direct: loaded.measures(&bearing.direct)?,
        allocated: loaded.measures(&Amounts::sum(bearing.allocated.values())?)?,
        passed_on: loaded.measures(&Amounts::sum(bearing.passed_on.values())?)?,
        budget: totals.budget,
        actual: totals.actual,
        forecast: totals.forecast,
        variance: totals.variance,
        percent: totals.percent,
        months: loaded.months(&borne),
    })
}

fn is_empty(row: &ShowbackRow) -> bool {
    let figures = [&row.direct, &row.allocated, &row.passed_on];
    figures.iter().all(|one| one.budget.is_zero() && one.actual.is_zero() && one.forecast.is_zero())
}

/// Takes out departments in whose branch nothing is.
fn without_empty_branches(rows: &mut Vec<ShowbackRow>) {
    let mut above = None;
    let mut kept = Vec::with_capacity(rows.len());
    for row in std::mem::take(rows).into_iter().rev() {
        // From the end: a row with something below it stands one step above what was kept last.
        let leads = above.is_some_and(|depth| row.depth < depth);
        if leads || !is_empty(&row) {
            above = Some(row.depth);
            kept.push(row);
        }
    }
    kept.reverse();
    *rows = kept;
}

/// The departments with their depth, each after the one above it.
pub(crate) fn tree(departments: &[Department]) -> Vec<(&Department, u32)> {
    fn beneath<'a>(
        all: &'a [Department],
        parent: Option<Id>,
        depth: u32,
        placed: &mut Vec<(&'a Department, u32)>,
    ) {
        for one in all.iter().filter(|one| one.parent == parent && depth < 100) {
            placed.push((one, depth));
            beneath(all, Some(one.id), depth + 1, placed);
        }
    }
    let mut placed = Vec::with_capacity(departments.len());
    beneath(departments, None, 0, &mut placed);
    placed
}

impl Loaded {
    /// What the months come to, shown with the currency's decimals.
    pub(crate) fn measures(&self, amounts: &Amounts) -> Result<Measures, Error> {
        let figures = amounts.figures()?.round(self.currency.decimals());
        Ok(Measures { budget: figures.budget, actual: figures.actual, forecast: figures.forecast })
    }

    /// The same with the difference of budget and forecast.
    pub(crate) fn totals(&self, amounts: &Amounts) -> Result<ShowbackTotals, Error> {
        let Measures { budget, actual, forecast } = self.measures(amounts)?;
        let variance = budget.minus(forecast)?.round(self.currency.decimals());
        Ok(ShowbackTotals { budget, actual, forecast, variance, percent: percent(variance, budget) })
    }

    /// The months of the period.
    pub(crate) fn months(&self, amounts: &Amounts) -> Vec<MonthMeasures> {
        let decimals = self.currency.decimals();
        let [budget, actual, forecast] = amounts.each();
        let of = |place: usize| MonthMeasures {
            month: self.first.plus(i32::try_from(place).unwrap_or(0)),
            budget: budget[place].round(decimals),
            actual: actual[place].round(decimals),
            forecast: forecast[place].round(decimals),
        };
        (self.span.first..=self.span.last).map(of).collect()
    }
}
