//! Reports: gathering what is printed, and writing the file.

mod showback;

use std::collections::HashMap;

use ::report::budget::{Book, Figure, Gone, Line, Plan, pdf};
use ::report::{Paper, Progress};
use domain::budget::sheet::GroupBy;
use domain::overview::furthest_month;
use domain::rate::Rates;
use domain::{Amount, Currency, Id, Sum};
use serde::{Deserialize, Serialize};

use crate::book::same_file;
use crate::budget::groups;
use crate::open::Call;
use crate::overview::picture;
use crate::variance::missing;
use crate::words::counted;
use crate::year::{self, Asked};
use crate::{App, Context, Error};

pub use showback::ShowbackJob;
pub(crate) use showback::showback;

/// A budget book to be printed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ReportJob"))]
pub struct Job {
    /// The plan; the default one if not given.
    pub plan: Option<Id>,
    /// The plan it is compared with.
    pub compare: Option<Id>,
    /// The paper.
    pub paper: Paper,
    /// Where it is written.
    pub file: String,
}

/// A file that was written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Written {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u32,
    /// What is in it, in a sentence.
    pub note: String,
}

pub(crate) fn budget(app: &App, context: &Context<'_>, job: Job) -> Result<Written, Error> {
    context.tell(0, 100, "Gathering the figures")?;
    let (book, note) = app.read(context, |call| {
        let plan = default_plan(call, job.plan)?;
        let book = book(call, &plan, job.compare, job.paper)?;
        let note = contents(&book.plan);
        Ok((book, note))
    })?;
    let bytes = with_progress(context, "Printing", |progress| pdf(&book, progress))?;
    write(app, &job.file, &bytes, note)
}

/// What a plan's file holds: `FY2027 Budget with 182 lines`.
pub(crate) fn contents(plan: &Plan) -> String {
    format!("{} with {}", plan.name, counted(plan.lines.len(), "line", "lines"))
}

/// Makes a file while the user is told how far it is.
pub(crate) fn with_progress(
    context: &Context<'_>,
    text: &str,
    make: impl FnOnce(Progress<'_>) -> Result<Vec<u8>, ::report::Error>,
) -> Result<Vec<u8>, Error> {
    let tell = |share: f32| context.tell(percent(share), 100, text).is_ok();
    Ok(make(Progress::new(&tell))?)
}

#[expect(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of the work from 0 to 1, not money"
)]
fn percent(share: f32) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0) as u32
}

pub(crate) fn write(app: &App, file: &str, bytes: &[u8], note: String) -> Result<Written, Error> {
    let book = app.book_path();
    if book.is_some_and(|book| app.files.path(file).is_ok_and(|path| same_file(&book, &path))) {
        return Err(Error::invalid("file", "This is the open book itself. Choose another file to write."));
    }
    let name = app.files.write(file, bytes)?;
    Ok(Written { name, bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX), note })
}

pub(crate) fn default_plan(call: &Call<'_>, plan: Option<Id>) -> Result<domain::plan::Plan, Error> {
    let none = || Error::NotFound("This book has no plan yet. Add one, or import a budget.".to_owned());
    call.plan_or_default(plan)?.ok_or_else(none)
}

/// The budget book of a plan.
fn book(
    call: &Call<'_>,
    plan: &domain::plan::Plan,
    compare: Option<Id>,
    paper: Paper,
) -> Result<Book, Error> {
    let settings = call.settings()?;
    let compared = compare.map(|id| store::plan::get(call.tx, id)).transpose()?;
    let printed = printed(call, plan, compare)?;
    // The figures are those of the overview, so that screen and paper say the same.
    let asked = Asked { plan: Some(plan), fiscal_year: plan.fiscal_year, through: None };
    let mut year = year::load(call, &asked)?.map_err(missing)?;
    let mut picture = picture(call, &mut year, &settings, Some(plan), plan.fiscal_year)?;
    let figures = picture.figures.into_iter().map(|figure| Figure {
        variance: figure.key == "variance",
        label: figure.label,
        amount: figure.value,
        note: figure.note,
    });
    // The page's title says how the year stands; the chart under it says which month is to blame.
    let title = std::mem::replace(&mut picture.chart.title, furthest_month(&picture.months));
    Ok(Book {
        title,
        figures: figures.collect(),
        chart: Some(picture.chart),
        grouped_by: "Category".to_owned(),
        compare: compared.map(|plan| plan.name),
        paper,
        plan: printed,
    })
}

/// A plan with names written out, its lines by category.
pub(crate) fn printed(
    call: &Call<'_>,
    plan: &domain::plan::Plan,
    compare: Option<Id>,
) -> Result<Plan, Error> {
    let tx = call.tx;
    let settings = call.settings()?;
    let all_rates = crate::plan::rates(call)?;
    let rates = Rates::new(settings.currency, Some(plan.id), &all_rates);
    let compare_rates = Rates::new(settings.currency, compare, &all_rates);
    let mut totals: HashMap<Id, (domain::budget::Line, Amount)> = HashMap::new();
    if let Some(compare) = compare {
        let compared = store::plan::get(tx, compare)?;
        for (line, months) in crate::plan::figures(call, &compared)? {
            totals.insert(line.id, (line, months.into_iter().collect::<Sum>().total()?));
        }
    }
    let compared = |currency: Currency, total: Amount| -> Result<Amount, Error> {
        let unknown = |gap: domain::rate::Missing| missing(vec![gap.sentence("the plan compared with")]);
        Ok(total.times(compare_rates.budget(currency).map_err(unknown)?)?)
    };
    let names = Names::load(call)?;
    let (groups, positions) = groups(call, GroupBy::Category)?;
    let mut lines = Vec::new();
    let mut used = std::collections::BTreeMap::new();
    for (line, amounts) in crate::plan::figures(call, plan)? {
        let rate = rates.budget(line.currency).map_err(|gap| missing(vec![gap.sentence(&plan.name)]))?;
        if line.currency != settings.currency {
            used.insert(line.currency, rate);
        }
        let mut base = amounts;
        if rate != Amount::ONE {
            for amount in &mut base {
                *amount = amount.times(rate)?;
            }
        }
        let before = match (compare, totals.remove(&line.id)) {
            (None, _) => None,
            (Some(_), None) => Some(Amount::ZERO),
            (Some(_), Some((_, total))) => Some(compared(line.currency, total)?),
        };
        let group = line.category.and_then(|id| positions.get(&id).copied()).unwrap_or(groups.len() - 1);
        let name_in = |names: &HashMap<Id, String>, id: Option<Id>| {
            id.and_then(|id| names.get(&id).cloned()).unwrap_or_default()
        };
        lines.push((
            group,
            Line {
                name: line.description,
                group: groups[group].label.clone(),
                vendor: name_in(&names.vendors, line.vendor),
                category: name_in(&names.categories, line.category),
                department: name_in(&names.departments, line.department),
                project: name_in(&names.projects, line.project),
                spend: line.expense.label().to_owned(),
                purpose: line.purpose.label().to_owned(),
                owner: line.owner,
                notes: line.notes,
                currency: line.currency,
                amounts,
                base,
                compare: before,
            },
        ));
    }
    lines.sort_by_key(|(group, _)| *group);
    let mut gone = Vec::new();
    for (line, total) in totals.into_values() {
        let group = line.category.and_then(|id| positions.get(&id).copied()).unwrap_or(groups.len() - 1);
        gone.push(Gone { group: groups[group].label.clone(), compare: compared(line.currency, total)? });
    }
    let rates = used.iter().map(|(currency, rate)| format!("1 {currency} = {rate} {}", settings.currency));
    Ok(Plan {
        organisation: settings.organisation.clone(),
        name: plan.name.clone(),
        state: plan.state.label().to_lowercase(),
        fiscal_year: format!("FY{}", plan.fiscal_year),
        as_of: call.as_of(&settings),
        currency: settings.currency,
        rates: rates.collect::<Vec<_>>().join(", "),
        months: plan.months(),
        lines: lines.into_iter().map(|(_, line)| line).collect(),
        gone,
    })
}

/// The names behind the numbers of a line.
struct Names {
    vendors: HashMap<Id, String>,
    categories: HashMap<Id, String>,
    departments: HashMap<Id, String>,
    projects: HashMap<Id, String>,
}

impl Names {
    fn load(call: &Call<'_>) -> Result<Names, Error> {
        let tx = call.tx;
        let categories = store::category::all(tx)?;
        Ok(Names {
            vendors: store::vendor::all(tx)?.into_iter().map(|one| (one.id, one.name)).collect(),
            departments: store::department::all(tx)?.into_iter().map(|one| (one.id, one.name)).collect(),
            projects: store::project::all(tx)?.into_iter().map(|one| (one.id, one.name)).collect(),
            categories: categories
                .iter()
                .map(|one| (one.id, domain::category::path(&categories, one.id)))
                .collect(),
        })
    }
}
