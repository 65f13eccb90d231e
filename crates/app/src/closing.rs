//! Commands that close months: a look at what is missing first, accruals for what was not posted in time, and the lock.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::actual::Draft as Actual;
use domain::closing::{AccrualRule, Choice, Closing, choice};
use domain::plan::{Kind, Plan};
use domain::{Amount, Currency, Id, Month};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::actual::{Query, StateSum, by_month, list as actuals, rates};
use crate::open::Call;
use crate::variance::plan_of_year;
use crate::words::{Labels, counted};

/// A fiscal year whose months are shown.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ClosingQuery"))]
pub struct Year {
    /// The fiscal year.
    pub fiscal_year: i32,
}

/// A month of the year, closed or open.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ClosingMonth"))]
pub struct MonthRow {
    /// The month.
    pub month: Month,
    /// How many actuals it has.
    pub count: u32,
    /// How many of them no line is matched to.
    pub unmatched: u32,
    /// How many of them are accruals.
    pub accruals: u32,
    /// What they come to in the book's currency; nothing where a rate is missing.
    pub total: Option<Amount>,
    /// Who closed it, and when; nothing while it is open.
    pub closed: Option<Closing>,
}

/// A month that is to be closed, reopened or looked at.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ClosingKey"))]
pub struct Which {
    /// The month.
    pub month: Month,
}

/// A line that something is expected of in the month, and that nothing was posted to.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AccrualProposal"))]
pub struct Proposal {
    /// The line.
    pub line: Id,
    /// Its description.
    pub label: String,
    /// Its vendor.
    pub vendor: String,
    /// Its category.
    pub category: String,
    /// Its currency.
    pub currency: Currency,
    /// What is expected in the month, in that currency.
    pub amount: Amount,
    /// The same in the book's currency at the month's rate; nothing where it is missing.
    pub base: Option<Amount>,
    /// Whether it is chosen beforehand.
    pub choice: Choice,
}

/// What is to be known before a month is closed.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Checklist {
    /// The month.
    pub month: Month,
    /// Who closed it; nothing while it is open.
    pub closed: Option<Closing>,
    /// The book's currency.
    pub currency: Currency,
    /// What was posted in it.
    pub posted: StateSum,
    /// What of that no line is matched to.
    pub unmatched: StateSum,
    /// Which rates are missing, in sentences.
    pub missing_rates: Vec<String>,
    /// Months of the fiscal year before it that are open and have actuals.
    pub open_before: Vec<Month>,
    /// The plan that the expected amounts are of.
    pub plan: Option<String>,
    /// What is expected and was not posted, the largest first.
    pub proposals: Vec<Proposal>,
}

/// What is accrued on a line.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Accrue {
    /// The line.
    pub line: Id,
    /// How much, in the line's currency.
    pub amount: Amount,
}

/// A month to close.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "CloseMonth"))]
pub struct Close {
    /// The month.
    pub month: Month,
    /// What is posted on its last day and taken back on the first day of the next month.
    pub accruals: Vec<Accrue>,
}

pub(crate) fn list(call: &Call<'_>, year: Year) -> Result<Vec<MonthRow>, Error> {
    let months = call.settings()?.calendar().months(year.fiscal_year);
    let counts = store::closing::counts(call.tx, months[0], months[11])?;
    let closings = store::closing::all(call.tx)?;
    let totals = by_month(call, months[0], months[11])?;
    let nothing = Amount::ZERO.padded(call.settings()?.currency.decimals());
    let row = |month: Month| {
        let [count, unmatched, accruals] = counts.get(&month).copied().unwrap_or_default();
        MonthRow {
            month,
            count,
            unmatched,
            accruals,
            total: totals.get(&month).copied().unwrap_or(Some(nothing)),
            closed: closings.iter().find(|closing| closing.month == month).cloned(),
        }
    };
    Ok(months.into_iter().map(row).collect())
}

pub(crate) fn check(call: &Call<'_>, which: Which) -> Result<Checklist, Error> {
    let settings = call.settings()?;
    let year = settings.calendar().year_of(which.month);
    let period = Some(domain::calendar::Period::Month(which.month));
    let posted = actuals(call, Query { period, ..Query::default() })?;
    let closings = store::closing::all(call.tx)?;
    let first = settings.calendar().first_month(year);
    let counts = store::closing::counts(call.tx, first, which.month)?;
    let before = (0..which.month.months_since(first)).map(|months| first.plus(months));
    let is_open = |month: &Month| !closings.iter().any(|closing| closing.month == *month);
    let plan = expected_plan(call, year)?;
    let mut missing_rates: BTreeSet<String> = posted.problems.into_iter().collect();
    let proposals = match &plan {
        Some(plan) => proposals(call, plan, which.month, &mut missing_rates)?,
        None => Vec::new(),
    };
    Ok(Checklist {
        month: which.month,
        closed: closings.iter().find(|closing| closing.month == which.month).cloned(),
        currency: settings.currency,
        posted: StateSum { count: posted.row_count, total: posted.total },
        unmatched: posted.unmatched,
        missing_rates: missing_rates.into_iter().collect(),
        open_before: before.filter(|month| counts.contains_key(month) && is_open(month)).collect(),
        plan: plan.map(|plan| plan.name),
        proposals,
    })
}

/// The forecast of the year, else its budget: what is expected to be posted.
fn expected_plan(call: &Call<'_>, fiscal_year: i32) -> Result<Option<Plan>, Error> {
    let plans = store::plan::all(call.tx)?;
    let is_forecast = |plan: &Plan| plan.kind == Kind::Forecast && plan.fiscal_year == fiscal_year;
    match plans.into_iter().find(is_forecast) {
        Some(forecast) => Ok(Some(forecast)),
        None => plan_of_year(call, fiscal_year),
    }
}

fn proposals(
    call: &Call<'_>,
    plan: &Plan,
    month: Month,
    missing: &mut BTreeSet<String>,
) -> Result<Vec<Proposal>, Error> {
    let Some(position) = plan.position(month) else { return Ok(Vec::new()) };
    let posted = store::actual::by_line(call.tx, month.first_day(), month.last_day())?;
    let posted: HashSet<Id> = posted.into_iter().filter_map(|(line, ..)| line).collect();
    let rules = store::closing::accrual_rules(call.tx)?;
    let above: HashMap<Id, Option<Id>> =
        store::category::all(call.tx)?.into_iter().map(|category| (category.id, category.parent)).collect();
    let (labels, rates) = (Labels::load(call)?, rates(call)?);
    let mut proposals = Vec::new();
    for (line, months) in crate::plan::figures(call, plan)? {
        let amount = months[position];
        let choice = choice(&rules, line.id, line.category, |id| above.get(&id).copied().flatten());
        if amount.is_zero() || posted.contains(&line.id) || choice == Choice::Never {
            continue;
        }
        let base = match rates.actual(line.currency, month) {
            Ok(rate) => Some(amount.times(rate)?.round(rates.base().decimals())),
            Err(gap) => {
                missing.insert(gap.sentence(""));
                None
            }
        };
        proposals.push(Proposal {
            line: line.id,
            vendor: labels.vendor(line.vendor),
            category: labels.category(line.category),
            label: line.description,
            currency: line.currency,
            amount: amount.round(line.currency.decimals()).padded(line.currency.decimals()),
            base,
            choice,
        });
    }
    proposals.sort_by(|one, other| {
        let size = |proposal: &Proposal| proposal.base.unwrap_or(proposal.amount).abs();
        size(other).cmp(&size(one)).then(one.line.cmp(&other.line))
    });
    Ok(proposals)
}

pub(crate) fn close(call: &Call<'_>, close: Close) -> Result<(Checklist, String), Error> {
    let name = format!("{} {}", close.month.name(), close.month.year());
    if store::closing::all(call.tx)?.iter().any(|closing| closing.month == close.month) {
        return Err(Error::invalid("month", format!("{name} is closed already.")));
    }
    if close.month.first_day() > call.context.today().max(call.as_of(&call.settings()?)) {
        return Err(Error::invalid("month", format!("{name} has not begun.")));
    }
    let mut seen = HashSet::new();
    for accrual in &close.accruals {
        let line = store::budget::get(call.tx, accrual.line)?;
        let twice = !seen.insert(accrual.line);
        if accrual.amount.is_zero() || twice {
            let why = if twice { "is chosen twice" } else { "needs an amount" };
            return Err(Error::invalid("accruals", format!("The accrual of “{}” {why}.", line.description)));
        }
        let draft = Actual {
            id: None,
            date: close.month.last_day(),
            amount: accrual.amount,
            currency: line.currency,
            vendor: line.vendor,
            text: line.description,
            document: String::new(),
            account: String::new(),
            cost_centre: String::new(),
            line: Some(line.id),
        };
        store::actual::accrue(call.tx, close.month, &draft)?;
    }
    let at = call.context.at();
    store::closing::close(call.tx, &Closing { month: close.month, who: call.context.user.to_owned(), at })?;
    let with = match close.accruals.len() {
        0 => String::new(),
        count => format!(" with {}", counted(count, "accrual", "accruals")),
    };
    Ok((check(call, Which { month: close.month })?, format!("Close {name}{with}")))
}

pub(crate) fn reopen(call: &Call<'_>, which: Which) -> Result<((), String), Error> {
    let name = format!("{} {}", which.month.name(), which.month.year());
    if !store::closing::reopen(call.tx, which.month)? {
        return Err(Error::invalid("month", format!("{name} is not closed.")));
    }
    Ok(((), format!("Reopen {name}")))
}

pub(crate) fn rules(call: &Call<'_>, (): ()) -> Result<Vec<AccrualRule>, Error> {
    Ok(store::closing::accrual_rules(call.tx)?)
}

pub(crate) fn set_rule(call: &Call<'_>, rule: AccrualRule) -> Result<((), String), Error> {
    let labels = Labels::load(call)?;
    let name = match (rule.line, rule.category) {
        (Some(line), None) => store::budget::get(call.tx, line)?.description,
        (None, Some(category)) => labels.category(Some(category)),
        (Some(_), Some(_)) | (None, None) => {
            return Err(Error::invalid("line", "Choose a line or a category, not both."));
        }
    };
    store::closing::set_accrual_rule(call.tx, &rule)?;
    let what = match rule.choice {
        Choice::Always => "Always accrue",
        Choice::Ask => "Ask whether to accrue",
        Choice::Never => "Never accrue",
    };
    Ok(((), format!("{what} “{name}”")))
}
