//! A period put together for a showback: the year's lines, the rules that hold, and what they come to.

use chrono::NaiveDate;
use domain::allocation::Rule;
use domain::calendar::Period;
use domain::department::Department;
use domain::depreciation::terms::Recognition;
use domain::plan::Plan;
use domain::showback::{Cost, Showback, share_out};
use domain::variance::{Span, Year};
use domain::{Currency, Id, Month};

use crate::Error;
use crate::open::Call;
use crate::variance::{missing, of_year, plan_of_year};
use crate::year::{self, Asked, FiscalYear};

/// A period, shared out.
pub(crate) struct Loaded {
    pub(crate) as_of: NaiveDate,
    pub(crate) period: Period,
    pub(crate) fiscal_year: i32,
    pub(crate) recognition: Recognition,
    pub(crate) plan: Option<Plan>,
    pub(crate) currency: Currency,
    /// The first month of the fiscal year.
    pub(crate) first: Month,
    /// The months of it that are asked for.
    pub(crate) span: Span,
    pub(crate) year: FiscalYear,
    /// The rules that hold, in the order in which they run.
    pub(crate) rules: Vec<Rule>,
    pub(crate) categories: Vec<domain::category::Category>,
    pub(crate) departments: Vec<Department>,
    pub(crate) shown: Showback,
}

/// Of what a showback is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Of {
    pub(crate) plan: Option<Id>,
    pub(crate) period: Option<Period>,
    pub(crate) recognition: Recognition,
}

/// A period with the rules of the book.
pub(crate) fn load(call: &Call<'_>, of: Of) -> Result<Loaded, Error> {
    load_with(call, of, |_| {})
}

/// A period with its rules as they would be after a change.
pub(crate) fn load_with(
    call: &Call<'_>,
    Of { plan, period, recognition }: Of,
    change: impl FnOnce(&mut Vec<Rule>),
) -> Result<Loaded, Error> {
    let settings = call.settings()?;
    let calendar = settings.calendar();
    let as_of = call.as_of(&settings);
    let given = plan.map(|id| store::plan::get(call.tx, id)).transpose()?;
    let current = calendar.year_of(Month::of(as_of));
    let period =
        period.unwrap_or_else(|| Period::Year(given.as_ref().map_or(current, |plan| plan.fiscal_year)));
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
    let year = year::load_as(call, &asked, recognition)?.map_err(missing)?;
    let (first, last) = period.months(calendar);
    let position = |month: Month| usize::try_from(month.months_since(year.first)).unwrap_or(0).min(11);
    let span = Span { first: position(first), last: position(last), closed: year.closed };
    let plan_id = plan.as_ref().map(|plan| plan.id);
    let mut rules = store::allocation::all(call.tx)?;
    change(&mut rules);
    rules.retain(|rule| rule.holds(fiscal_year, plan_id));
    let categories = store::category::all(call.tx)?;
    let costs: Vec<Cost<'_>> = year.years.iter().map(|one| cost(&year, one)).collect();
    let shown = share_out(&costs, &rules, &categories, span, settings.currency).map_err(refused)?;
    Ok(Loaded {
        as_of,
        period,
        fiscal_year,
        recognition,
        plan,
        currency: settings.currency,
        first: year.first,
        span,
        rules,
        categories,
        departments: store::department::all(call.tx)?,
        shown,
        year,
    })
}

/// Why the rules have no result.
fn refused(error: domain::Error) -> Error {
    match error {
        domain::Error::Invalid(problems) => Error::Invalid(problems),
        domain::Error::Money(error) => error.into(),
        domain::Error::Date => Error::Unexpected(error.to_string()),
    }
}

/// A line's year with what rules know it by.
pub(super) fn cost<'a>(fiscal: &'a FiscalYear, year: &'a Year) -> Cost<'a> {
    let line = year.line.and_then(|id| fiscal.lines.get(&id));
    let (category, department) = line.map_or((None, None), |line| (line.category, line.department));
    let kin = year.line.and_then(|id| fiscal.kin.get(&id)).map_or(&[][..], Vec::as_slice);
    Cost { year, category, department, kin }
}
