//! The variance of a period, and its bridge.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::budget::sheet::GroupBy;
use domain::calendar::Period;
use domain::explain::Steps;
use domain::plan::Plan;
use domain::variance::{By, Figures, Span, Year, bridge, by_group, percent, tied};
use domain::{Amount, Currency, Id, Month};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::budget::groups;
use crate::open::Call;
use crate::year::{self, Asked, FiscalYear};

/// What the variance is asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "VarianceQuery"))]
pub struct Query {
    /// The plan; the default one of the period's year if not given.
    pub plan: Option<Id>,
    /// The period; the fiscal year of the as-of date if not given.
    pub period: Option<Period>,
    /// By what it is summed.
    pub by: By,
}

/// The variance of a group: of the closed months of the period, and of all of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct VarianceRow {
    /// Stable, such as `group:7`, `line:12`, `unmatched`.
    pub key: String,
    /// The group's name.
    pub label: String,
    /// Budget of the closed months.
    pub budget_to_date: Amount,
    /// Actual of the closed months.
    pub actual_to_date: Amount,
    /// Their difference, positive is favourable.
    pub variance_to_date: Amount,
    /// In percent of the budget; nothing without one.
    pub percent_to_date: Option<Amount>,
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
    /// Whether the variance reaches the book's thresholds.
    pub flagged: bool,
}

/// The totals of the rows.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "as in a row")]
pub struct VarianceTotals {
    pub budget: Amount,
    pub actual: Amount,
    pub forecast: Amount,
    pub variance: Amount,
    pub percent: Option<Amount>,
}

/// From budget to forecast; plus raises cost.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Bridge {
    /// Each cause with its amount.
    pub items: BTreeMap<String, Amount>,
    /// Forecast − budget.
    pub total: Amount,
    /// What the items do not explain: always 0.
    pub remainder: Amount,
}

/// The variance of a period.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Variance {
    /// The day it is as of.
    pub as_of: NaiveDate,
    /// The period.
    pub period: Period,
    /// The plan; nothing if the year has none.
    pub plan: Option<String>,
    /// The currency of every figure.
    pub currency: Currency,
    /// Each group with a figure.
    pub rows: Vec<VarianceRow>,
    /// Their totals.
    pub totals: VarianceTotals,
    /// Why forecast and budget differ.
    pub bridge: Bridge,
}

pub(crate) fn get(call: &Call<'_>, query: Query) -> Result<Variance, Error> {
    let settings = call.settings()?;
    let calendar = settings.calendar();
    let as_of = call.as_of(&settings);
    let given = query.plan.map(|id| store::plan::get(call.tx, id)).transpose()?;
    let current = calendar.year_of(Month::of(as_of));
    let period =
        query.period.unwrap_or_else(|| Period::Year(given.as_ref().map_or(current, |plan| plan.fiscal_year)));
    let fiscal_year = period.fiscal_year(calendar);
    let plan = match given {
        Some(plan) => Some(of_year(plan, fiscal_year)?),
        None => plan_of_year(call, fiscal_year)?,
    };
    let through = match period {
        Period::ToDate(day) => Some(day),
        Period::Year(_) | Period::Quarter(..) | Period::Month(_) => None,
    };
    let asked = Asked { plan: plan.as_ref(), fiscal_year, through };
    let mut year = year::load(call, &asked)?.map_err(missing)?;
    let (first, last) = period.months(calendar);
    let position = |month: Month| usize::try_from(month.months_since(year.first)).unwrap_or(0).min(11);
    let span = Span { first: position(first), last: position(last), closed: year.closed };
    let decimals = settings.currency.decimals();
    let (rows, all) = rows(call, &mut year, query.by, span)?;
    let bridge = bridge(&year.years, span, &mut Steps::off())?.tied(-all.variance(), decimals)?;
    Ok(Variance {
        as_of,
        period,
        plan: plan.map(|plan| plan.name),
        currency: settings.currency,
        rows,
        totals: VarianceTotals {
            budget: all.budget,
            actual: all.actual,
            forecast: all.forecast,
            variance: all.variance(),
            percent: all.percent(),
        },
        bridge: Bridge {
            items: bridge.items.into_iter().map(|item| (item.item, item.amount)).collect(),
            total: bridge.total,
            remainder: bridge.remainder,
        },
    })
}

/// Missing rates as an error: a total without them would be wrong.
pub(crate) fn missing(sentences: Vec<String>) -> Error {
    Error::Invalid(sentences.into_iter().map(|sentence| domain::Problem::new("rate", sentence)).collect())
}

/// The plan, if it plans this fiscal year: its amounts held against another would mean nothing.
pub(crate) fn of_year(plan: Plan, fiscal_year: i32) -> Result<Plan, Error> {
    if plan.fiscal_year == fiscal_year {
        return Ok(plan);
    }
    let message = format!(
        "“{}” plans FY{}. Choose a period of that year, or a plan of FY{fiscal_year}.",
        plan.name, plan.fiscal_year
    );
    Err(Error::invalid("period", message))
}

/// The plan that stands for a fiscal year where none is named.
pub(crate) fn plan_of_year(call: &Call<'_>, fiscal_year: i32) -> Result<Option<Plan>, Error> {
    let mut plans = store::plan::all(call.tx)?;
    plans.retain(|plan| plan.fiscal_year == fiscal_year);
    Ok(domain::plan::default(&plans).cloned())
}

/// The rows by what they are summed, and what they sum to.
pub(crate) fn rows(
    call: &Call<'_>,
    year: &mut FiscalYear,
    by: By,
    span: Span,
) -> Result<(Vec<VarianceRow>, Figures), Error> {
    let settings = call.settings()?;
    let mut names = assign(call, year, by)?;
    names.push(("unmatched".to_owned(), "Unmatched actuals".to_owned()));
    let unmatched = names.len() - 1;
    year.years.iter_mut().filter(|year| year.line.is_none()).for_each(|year| year.group = unmatched);
    let decimals = settings.currency.decimals();
    let (exact, all) = by_group(&year.years, names.len(), span)?;
    let period = tied(&exact, all, decimals)?;
    let nothing = Figures { budget: Amount::ZERO, actual: Amount::ZERO, forecast: Amount::ZERO };
    let to_date = match span.to_date() {
        Some(span) => {
            let (groups, all) = by_group(&year.years, names.len(), span)?;
            tied(&groups, all, decimals)?
        }
        None => vec![nothing; names.len()],
    };
    let rows = names
        .into_iter()
        .zip(exact)
        .zip(period.into_iter().zip(to_date))
        .filter(|(_, (period, to_date))| !is_nothing(period) || !is_nothing(to_date))
        .map(|(((key, label), exact), (period, to_date))| {
            let variance_to_date = to_date.budget.minus(to_date.actual).unwrap_or_default();
            VarianceRow {
                key,
                label,
                budget_to_date: to_date.budget,
                actual_to_date: to_date.actual,
                variance_to_date,
                percent_to_date: percent(variance_to_date, to_date.budget),
                budget: period.budget,
                actual: period.actual,
                forecast: period.forecast,
                variance: period.variance(),
                percent: period.percent(),
                flagged: settings.flags(exact.variance(), exact.budget),
            }
        })
        .collect();
    Ok((rows, all.round(decimals)))
}

fn is_nothing(figures: &Figures) -> bool {
    figures.budget.is_zero() && figures.actual.is_zero() && figures.forecast.is_zero()
}

/// Puts each line into its group and answers the groups' keys and names in order.
pub(crate) fn assign(call: &Call<'_>, year: &mut FiscalYear, by: By) -> Result<Vec<(String, String)>, Error> {
    let group_by = match by {
        By::Category => GroupBy::Category,
        By::Department => GroupBy::Department,
        By::Vendor => GroupBy::Vendor,
        By::Project => GroupBy::Project,
        By::Line => {
            let mut names = Vec::new();
            for one in year.years.iter_mut().filter(|year| year.line.is_some()) {
                one.group = names.len();
                let line = one.line.and_then(|id| year.lines.get(&id));
                let label = line.map_or_else(String::new, |line| line.description.clone());
                names.push((format!("line:{}", one.line.unwrap_or_default()), label));
            }
            return Ok(names);
        }
    };
    let (groups, positions) = groups(call, group_by)?;
    let lines = &year.lines;
    let of = |year: &Year| -> Option<Id> {
        let line = lines.get(&year.line?)?;
        match by {
            By::Category | By::Line => line.category,
            By::Department => line.department,
            By::Vendor => line.vendor,
            By::Project => line.project,
        }
    };
    for one in &mut year.years {
        one.group = of(one).and_then(|id| positions.get(&id).copied()).unwrap_or(groups.len() - 1);
    }
    Ok(groups.into_iter().map(|group| (group.key, group.label)).collect())
}
