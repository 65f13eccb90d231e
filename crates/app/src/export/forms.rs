//! Workbooks that go out to be filled in: a department's budget, a rater's scores.

use std::collections::HashSet;

use ::report::form::{self as file, Return};
use chrono::NaiveDate;
use domain::budget::{Line, Months, sheet::GroupBy};
use domain::form::{self, Asked, Form};
use domain::plan::Plan;
use domain::vendor::key;
use domain::{Currency, Id, score};
use serde::{Deserialize, Serialize};

use crate::budget::groups;
use crate::open::Call;
use crate::report::{Written, default_plan, with_progress, write};
use crate::words::{Labels, counted};
use crate::{App, Context, Error};

/// A budget to be filled in by those who answer for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExportFillIn"))]
pub struct FillIn {
    /// The plan; the default one if not given.
    pub plan: Option<Id>,
    /// The department whose lines are sent; all lines if not given.
    pub department: Option<Id>,
    /// The day by which it should be back.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// To whom it is sent back; empty if that is not said.
    #[serde(default)]
    pub to: String,
    /// Where it is written.
    pub file: String,
}

/// Scores to be given by somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExportRating"))]
pub struct Rating {
    /// The period that is rated: 2026-Q3, 2026-07, FY2026.
    pub period: String,
    /// The vendors; all that are active if none is given.
    #[serde(default)]
    pub vendors: Vec<Id>,
    /// What they are rated by; the criteria of the book's scores if none is given.
    #[serde(default)]
    pub criteria: Vec<String>,
    /// The best score, 2 to 100; the worst is 1.
    #[serde(default = "five")]
    pub scale: u32,
    /// Who rates; empty if they fill in their name.
    #[serde(default)]
    pub rater: String,
    /// The day by which it should be back.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// To whom it is sent back; empty if that is not said.
    #[serde(default)]
    pub to: String,
    /// Where it is written.
    pub file: String,
}

fn five() -> u32 {
    5
}

pub(crate) fn fill_in(app: &App, context: &Context<'_>, job: FillIn) -> Result<Written, Error> {
    let budget = app.read(context, |call| budget(call, &job))?;
    let bytes = with_progress(context, "Writing the lines", |progress| file::budget(&budget, progress))?;
    let lines = counted(budget.lines.len(), "line", "lines");
    write(app, &job.file, &bytes, format!("{} with {lines} to fill in", budget.title))
}

pub(crate) fn rating(app: &App, context: &Context<'_>, job: Rating) -> Result<Written, Error> {
    let rating = app.read(context, |call| scores(call, &job))?;
    let bytes = with_progress(context, "Writing the criteria", |progress| file::rating(&rating, progress))?;
    let vendors = counted(rating.vendors.len(), "vendor", "vendors");
    let criteria = counted(rating.criteria.len(), "criterion", "criteria");
    write(app, &job.file, &bytes, format!("{} to rate by {criteria} for {}", vendors, rating.period))
}

/// What was sent, as the hidden sheet of the workbook keeps it.
fn sent(call: &Call<'_>, asked: Asked) -> Result<Form, Error> {
    Ok(Form {
        book: store::settings::book_name(call.tx)?,
        organisation: call.settings()?.organisation,
        made: call.context.at(),
        asked,
    })
}

fn budget(call: &Call<'_>, job: &FillIn) -> Result<file::Budget, Error> {
    let plan = default_plan(call, job.plan)?;
    if plan.is_frozen() {
        let message = format!(
            "{} is approved and frozen: what comes back could not be taken. Choose a plan that is still open.",
            plan.name
        );
        return Err(Error::invalid("plan", message));
    }
    crate::plan::writable(call, &plan)?;
    let labels = Labels::load(call)?;
    let department = labels.department(job.department);
    if job.department.is_some() && department.is_empty() {
        return Err(Error::NotFound("This department is not in the book any more.".to_owned()));
    }
    let categories = store::category::all(call.tx)?;
    let path = |id: Option<Id>| id.map_or_else(String::new, |id| domain::category::path(&categories, id));
    let lines: Vec<file::Line> = lines(call, &plan, job.department)?
        .into_iter()
        .map(|(line, amounts)| file::Line {
            id: line.id,
            vendor: labels.vendor(line.vendor),
            category: path(line.category),
            department: labels.department(line.department),
            spend: line.expense.label().to_owned(),
            purpose: line.purpose.label().to_owned(),
            description: line.description,
            currency: line.currency,
            amounts,
            notes: line.notes,
        })
        .collect();
    let asked = form::Budget {
        plan: plan.id,
        plan_name: plan.name.clone(),
        fiscal_year: plan.fiscal_year,
        department: job.department,
        department_name: department,
        lines: lines.iter().map(as_sent).collect(),
    };
    let form = sent(call, Asked::Budget(asked))?;
    let mut paths: Vec<String> = categories.iter().map(|one| path(Some(one.id))).collect();
    paths.sort_unstable();
    let departments = match job.department {
        Some(_) => Vec::new(),
        None => sorted(store::department::all(call.tx)?.into_iter().map(|one| one.name).collect()),
    };
    Ok(file::Budget {
        title: form.title(),
        form,
        months: plan.months(),
        as_of: call.as_of(&call.settings()?),
        currencies: currencies(call, &plan)?,
        lines,
        vendors: sorted(store::vendor::all(call.tx)?.into_iter().map(|one| one.name).collect()),
        categories: paths,
        departments,
        back: Return { until: job.until, to: job.to.clone() },
    })
}

/// The lines of a department in a plan, by category as they are printed.
fn lines(call: &Call<'_>, plan: &Plan, department: Option<Id>) -> Result<Vec<(Line, Months)>, Error> {
    let (groups, positions) = groups(call, GroupBy::Category)?;
    let mut lines = crate::plan::figures(call, plan)?;
    lines.retain(|(line, _)| department.is_none() || line.department == department);
    let place =
        |line: &Line| line.category.and_then(|id| positions.get(&id).copied()).unwrap_or(groups.len());
    lines.sort_by_key(|(line, _)| place(line));
    Ok(lines)
}

fn as_sent(line: &file::Line) -> form::Line {
    let described = [&line.description, &line.vendor, &line.category, &line.spend, &line.purpose];
    form::Line {
        id: line.id,
        amounts: line.amounts,
        notes: line.notes.clone(),
        described: described.map(Clone::clone),
    }
}

/// What a line can be in: the book's currency, and those in which the plan has lines. Each has a row of sums.
fn currencies(call: &Call<'_>, plan: &Plan) -> Result<Vec<Currency>, Error> {
    let own = call.settings()?.currency;
    let lines = crate::plan::figures(call, plan)?;
    let mut others: Vec<Currency> = lines.iter().map(|(line, _)| line.currency).collect();
    others.sort_unstable();
    others.dedup();
    others.retain(|currency| *currency != own);
    Ok([own].into_iter().chain(others).collect())
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort_by_key(|name| name.to_lowercase());
    names
}

fn scores(call: &Call<'_>, job: &Rating) -> Result<file::Rating, Error> {
    let period = score::period(&job.period)
        .map_err(|problem| Error::invalid(&problem.field, problem.message.clone()))?;
    if !(2..=100).contains(&job.scale) {
        return Err(Error::invalid("scale", "A scale runs from 1 to something between 2 and 100."));
    }
    let vendors = vendors(call, &job.vendors)?;
    let criteria = criteria(call, &job.criteria)?;
    let asked = form::Rating {
        period: period.clone(),
        scale: job.scale,
        rater: job.rater.trim().to_owned(),
        vendors: vendors.clone(),
    };
    Ok(file::Rating {
        form: sent(call, Asked::Rating(asked))?,
        title: format!("Rating of vendors, {period}"),
        period,
        scale: job.scale,
        rater: job.rater.trim().to_owned(),
        as_of: call.as_of(&call.settings()?),
        vendors: vendors.into_iter().map(|(_, name)| name).collect(),
        criteria,
        back: Return { until: job.until, to: job.to.clone() },
    })
}

/// The vendors that are rated: those chosen, else all but the inactive ones.
fn vendors(call: &Call<'_>, chosen: &[Id]) -> Result<Vec<(Id, String)>, Error> {
    let all = store::vendor::all(call.tx)?;
    let known: HashSet<Id> = all.iter().map(|vendor| vendor.id).collect();
    if chosen.iter().any(|id| !known.contains(id)) {
        return Err(Error::NotFound("A vendor to be rated is not in the book any more.".to_owned()));
    }
    let active = |status: &str| !matches!(key(status).as_str(), "inactive" | "ended" | "closed" | "former");
    let mut vendors: Vec<(Id, String)> = all
        .into_iter()
        .filter(|vendor| if chosen.is_empty() { active(&vendor.status) } else { chosen.contains(&vendor.id) })
        .map(|vendor| (vendor.id, vendor.name))
        .collect();
    vendors.sort_by_key(|(_, name)| name.to_lowercase());
    if vendors.is_empty() {
        return Err(Error::invalid("vendors", "There is no vendor to rate: add vendors to the book first."));
    }
    Ok(vendors)
}

/// What vendors are rated by: the criteria chosen, else those that the book has scores for.
fn criteria(call: &Call<'_>, chosen: &[String]) -> Result<Vec<String>, Error> {
    let chosen = chosen.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let mut names: Vec<String> = chosen.collect();
    if names.is_empty() {
        names = store::score::all(call.tx)?.into_iter().map(|score| score.criterion).collect();
        names.sort_by_key(|name| name.to_lowercase());
    }
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(key(name)));
    if names.is_empty() {
        let message = "Say what vendors are to be rated by: the book has no scores yet that would tell.";
        return Err(Error::invalid("criteria", message));
    }
    Ok(names)
}
