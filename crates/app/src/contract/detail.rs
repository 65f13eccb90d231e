//! One contract in full: where it stands and why, its terms, prices and schedule, the lines that pay for it.

use chrono::NaiveDate;
use domain::budget::basis::Basis;
use domain::contract::price::Price;
use domain::contract::{Amendment, Contract, Course, Draft, Names, Row, Why};
use domain::plan::{Plan, State};
use domain::{Amount, Id, Month, Sum};
use serde::{Deserialize, Serialize};
use store::contract::Link;

use super::links::shared;
use crate::Error;
use crate::journal::Entry;
use crate::open::Call;
use crate::words::Labels;

/// Which contract is asked for, as of which day.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractQuestion"))]
pub struct Question {
    /// The contract.
    pub id: Id,
    /// The day; none for the day all figures are as of.
    pub as_of: Option<NaiveDate>,
}

/// A contract in full.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractDetail"))]
pub struct Detail {
    /// The day.
    pub as_of: NaiveDate,
    /// As it stands on the day.
    pub row: Row,
    /// As it was agreed first, as a form takes it.
    pub draft: Draft,
    /// What was agreed later, by day.
    pub amendments: Vec<Amendment>,
    /// How its dates follow from what was agreed, step by step.
    pub reasons: Vec<Reason>,
    /// Its terms, those of the next years among them.
    pub terms: Vec<TermRow>,
    /// The prices with the day each is in force from.
    pub prices: Vec<Price>,
    /// The months of the fiscal year of the day.
    pub months: Vec<ScheduleMonth>,
    /// What it costs in each fiscal year.
    pub years: Vec<ScheduleYear>,
    /// The lines that pay for it.
    pub lines: Vec<LineOfContract>,
    /// What percentage of it no line bears.
    pub free: Amount,
    /// The licences that are items of it.
    pub licences: Vec<domain::licence::Row>,
    /// What happened to it, the latest first.
    pub history: Vec<Entry>,
}

/// A step to a date.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractReason"))]
pub struct Reason {
    /// What is found: `Cancel by`.
    pub label: String,
    /// What was found, where it is a day.
    pub day: Option<NaiveDate>,
    /// What was found, where it is none.
    pub text: String,
    /// How.
    pub note: String,
}

/// A term of a contract.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractTerm"))]
pub struct TermRow {
    /// 0 for the initial one, 1 for the first renewal.
    pub number: u32,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day; nothing where it has none.
    pub last: NaiveDate,
    /// What it costs.
    pub total: Option<Amount>,
    /// The price on its first day.
    pub price: Option<Amount>,
    /// The last day to cancel it or to decide on it.
    pub cancel_by: Option<NaiveDate>,
    /// Whether the day asked for lies in it.
    pub is_current: bool,
}

/// A month of a contract.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractMonth"))]
pub struct ScheduleMonth {
    /// The month.
    pub month: Month,
    /// What the service of the month costs.
    pub recognised: Amount,
    /// What is invoiced in it.
    pub invoiced: Amount,
    /// What is paid and not yet recognised at its end.
    pub prepaid: Amount,
}

/// A fiscal year of a contract.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractYear"))]
pub struct ScheduleYear {
    /// The fiscal year.
    pub fiscal_year: i32,
    /// What the service of the year costs.
    pub recognised: Amount,
    /// What is invoiced in it.
    pub invoiced: Amount,
}

/// A line that pays for a contract.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LineOfContract {
    /// The line.
    pub line: Id,
    /// What it says.
    pub label: String,
    /// The department's name.
    pub department: String,
    /// The percentage of the contract that it bears.
    pub share: Amount,
    /// The plans of the fiscal year of the day and of later ones in which it stands, the newest first.
    pub plans: Vec<LineOfContractInPlan>,
}

/// A line that pays for a contract in a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LineOfContractInPlan {
    /// The plan.
    pub plan: Id,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: State,
    /// Its fiscal year.
    pub fiscal_year: i32,
    /// What the plan has.
    pub planned: Amount,
    /// What the contract gives now.
    pub by_contract: Option<Amount>,
    /// Planned − by contract: positive is favourable, as the plan has more than the contract costs.
    pub difference: Option<Amount>,
    /// Whether the contract makes its months there.
    pub follows: bool,
}

/// So many years are shown from the one of the day on.
const YEARS: i32 = 5;
/// So much of its history is shown.
const MOST: u32 = 50;

pub(crate) fn get(call: &Call<'_>, question: Question) -> Result<Detail, Error> {
    let settings = call.settings()?;
    let as_of = question.as_of.unwrap_or_else(|| call.as_of(&settings));
    let contract = store::contract::whole(call.tx, question.id)?;
    let labels = Labels::load(call)?;
    let stands = contract.on(as_of);
    let calendar = settings.calendar();
    let year = calendar.year_of(Month::of(as_of));
    let first = calendar.first_month(year);
    let until = calendar.first_month(year + YEARS).plus(-1).last_day();
    let course = contract.course(first.first_day(), until)?;
    let views = course.as_ref().map(Course::views).transpose()?;
    let rows = views.map_or_else(Vec::new, |views| views.months);
    let months = rows.iter().filter(|row| (0..12).contains(&row.month.months_since(first)));
    let months = months.map(|row| ScheduleMonth {
        month: row.month,
        recognised: row.recognised,
        invoiced: row.invoiced,
        prepaid: row.prepaid,
    });
    let months = months.collect();
    let decimals = stands.currency.decimals();
    let mut years = Vec::new();
    for fiscal_year in year..year + YEARS {
        let of = |row: &&domain::contract::schedule::Row| calendar.year_of(row.month) == fiscal_year;
        let (mut recognised, mut invoiced) = (Sum::default(), Sum::default());
        for row in rows.iter().filter(of) {
            recognised.add(row.recognised);
            invoiced.add(row.invoiced);
        }
        let (recognised, invoiced) =
            (recognised.total()?.padded(decimals), invoiced.total()?.padded(decimals));
        if !rows.is_empty() {
            years.push(ScheduleYear { fiscal_year, recognised, invoiced });
        }
    }
    let links: Vec<Link> =
        store::contract::links(call.tx)?.into_iter().filter(|link| link.contract == question.id).collect();
    let borne = links.iter().map(|link| link.share).collect::<Sum>().total()?;
    let names = Names {
        vendor: labels.vendor(stands.vendor),
        category: labels.category(stands.category),
        department: labels.department(stands.department),
    };
    let reasons = stands.reasons(as_of)?.into_iter().map(|why| {
        let Why { label, day, text, note } = why;
        Reason { label, day, text, note }
    });
    Ok(Detail {
        as_of,
        reasons: reasons.collect(),
        terms: terms(course.as_ref(), &stands, as_of)?,
        prices: course.map_or_else(Vec::new, |course| course.prices),
        months,
        years,
        lines: lines(call, &contract, &links, (&labels, year))?,
        free: Amount::HUNDRED.minus(borne)?.trimmed(),
        licences: licences(call, question.id, &labels, &contract)?,
        history: crate::journal::of_contract(call, question.id, MOST)?,
        row: Row::of(stands, names, as_of),
        draft: contract.draft,
        amendments: contract.amendments,
    })
}

fn licences(
    call: &Call<'_>,
    id: Id,
    labels: &Labels,
    contract: &Contract,
) -> Result<Vec<domain::licence::Row>, Error> {
    let own = store::licence::all(call.tx)?.into_iter().filter(|draft| draft.contract == Some(id));
    let row = |draft: domain::licence::Draft| {
        let (vendor, department) = (labels.vendor(draft.vendor), labels.department(draft.department));
        domain::licence::Row::of(draft, vendor, department, Some(contract.draft.number.clone()))
    };
    Ok(own.map(row).collect())
}

/// The terms from the one of the day on, and the one before.
fn terms(course: Option<&Course>, stands: &Draft, as_of: NaiveDate) -> Result<Vec<TermRow>, Error> {
    let Some(course) = course else { return Ok(Vec::new()) };
    let decimals = stands.currency.decimals();
    let shown = course.terms.iter().filter(|term| term.number == 0 || term.last >= as_of).take(8);
    let row = |term: &domain::contract::Term| {
        let price =
            course.prices.iter().rev().find(|price| price.from <= term.first).map(|price| price.price);
        Ok(TermRow {
            number: u32::try_from(term.number).unwrap_or(u32::MAX),
            first: term.first,
            last: term.last,
            total: course.total_of(*term)?.map(|total| total.padded(decimals)),
            price: price.map(|price| price.padded(decimals)),
            cancel_by: stands.cancel_by(term.last)?,
            is_current: (term.first..=term.last).contains(&as_of),
        })
    };
    shown.map(row).collect()
}

fn lines(
    call: &Call<'_>,
    contract: &Contract,
    links: &[Link],
    (labels, since): (&Labels, i32),
) -> Result<Vec<LineOfContract>, Error> {
    if links.is_empty() {
        return Ok(Vec::new());
    }
    let plans = store::plan::all(call.tx)?;
    let mut found = Vec::new();
    for link in links {
        let line = store::budget::get(call.tx, link.line)?;
        let mut of_line = Vec::new();
        for plan in plans.iter().filter(|plan| plan.fiscal_year >= since) {
            of_line.extend(in_plan(call, contract, links, link, plan)?);
        }
        found.push(LineOfContract {
            line: line.id,
            label: line.description,
            department: labels.department(line.department),
            share: link.share.trimmed(),
            plans: of_line,
        });
    }
    Ok(found)
}

fn in_plan(
    call: &Call<'_>,
    contract: &Contract,
    links: &[Link],
    link: &Link,
    plan: &Plan,
) -> Result<Option<LineOfContractInPlan>, Error> {
    let Some(months) = store::budget::months(call.tx, plan.id, link.line)? else { return Ok(None) };
    let decimals = contract.draft.currency.decimals();
    let planned = months.into_iter().collect::<Sum>().total()?.padded(decimals);
    let given = shared(contract, links, plan.first_month)?.and_then(|shared| shared.get(&link.line).copied());
    let by_contract = given.map(|months| months.into_iter().collect::<Sum>().total()).transpose()?;
    let basis = store::budget::basis(call.tx, plan.id, link.line)?;
    Ok(Some(LineOfContractInPlan {
        plan: plan.id,
        name: plan.name.clone(),
        state: plan.state,
        fiscal_year: plan.fiscal_year,
        planned,
        by_contract: by_contract.map(|amount| amount.padded(decimals)),
        difference: by_contract
            .map(|amount| planned.minus(amount))
            .transpose()?
            .map(|one| one.padded(decimals)),
        follows: matches!(basis, Some(Basis::Contract { contract: of, .. }) if Some(of) == contract.draft.id),
    }))
}
