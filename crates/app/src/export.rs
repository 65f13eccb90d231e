//! Exports: a plan or actuals as a workbook or text that can be imported again, the history, and what is sent out to be
//! filled in.

mod forecast;
mod forms;
mod variance;

use ::report::{actual as actuals_file, budget as budget_file, texts};
use domain::Id;
use serde::{Deserialize, Serialize};

use crate::actual::{Query, filter};
use crate::open::Call;
use crate::report::{Written, contents, default_plan, printed, with_progress, write};
use crate::words::counted;
use crate::{App, Context, Error};

pub use forecast::ForecastJob;
pub(crate) use forecast::forecast;
pub use forms::{FillIn, Rating};
pub(crate) use forms::{fill_in, rating};
pub use variance::VarianceJob;
pub(crate) use variance::variance;

/// What kind of file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExportFormat"))]
pub enum Format {
    /// A workbook.
    Xlsx,
    /// Comma-separated text.
    Csv,
}

/// A plan to be exported.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExportBudget"))]
pub struct BudgetJob {
    /// The plan; the default one if not given.
    pub plan: Option<Id>,
    /// Workbook or text.
    pub format: Format,
    /// Where it is written.
    pub file: String,
}

/// Actuals to be exported.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExportActuals"))]
pub struct ActualsJob {
    /// Which; all if not given.
    pub query: Option<Query>,
    /// Workbook or text.
    pub format: Format,
    /// Where it is written.
    pub file: String,
}

/// The history to be exported.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExportHistory"))]
pub struct HistoryJob {
    /// Workbook or text.
    pub format: Format,
    /// Where it is written.
    pub file: String,
}

pub(crate) fn budget(app: &App, context: &Context<'_>, job: BudgetJob) -> Result<Written, Error> {
    let plan = app.read(context, |call| printed(call, &default_plan(call, job.plan)?, None))?;
    let bytes = with_progress(context, "Writing the lines", |progress| match job.format {
        Format::Xlsx => budget_file::xlsx(&plan, progress),
        Format::Csv => budget_file::csv(&plan),
    })?;
    write(app, &job.file, &bytes, contents(&plan))
}

pub(crate) fn actuals(app: &App, context: &Context<'_>, job: ActualsJob) -> Result<Written, Error> {
    let actuals = app.read(context, |call| read_actuals(call, job.query.as_ref()))?;
    let bytes = with_progress(context, "Writing the actuals", |progress| match job.format {
        Format::Xlsx => actuals_file::xlsx(&actuals, progress),
        Format::Csv => actuals_file::csv(&actuals),
    })?;
    write(app, &job.file, &bytes, counted(actuals.rows.len(), "actual", "actuals"))
}

fn read_actuals(call: &Call<'_>, query: Option<&Query>) -> Result<actuals_file::Actuals, Error> {
    let settings = call.settings()?;
    let filter = filter(call, query.unwrap_or(&Query::default()))?;
    let rows = store::actual::rows(call.tx, &filter, 0, u32::MAX)?.into_iter();
    Ok(actuals_file::Actuals {
        as_of: call.as_of(&settings),
        organisation: settings.organisation,
        // In the order in which they were posted, which is how a ledger is read.
        rows: rows
            .rev()
            .map(|row| actuals_file::Row {
                date: row.date,
                amount: row.amount,
                currency: row.currency,
                vendor: row.vendor,
                text: row.text,
                document: row.document,
                account: row.account,
                cost_centre: row.cost_centre,
                line: row.line_label,
            })
            .collect(),
    })
}

pub(crate) fn history(app: &App, context: &Context<'_>, job: HistoryJob) -> Result<Written, Error> {
    let history = app.read(context, read_history)?;
    let bytes = match job.format {
        Format::Xlsx => texts::xlsx(&history)?,
        Format::Csv => texts::csv(&history)?,
    };
    write(app, &job.file, &bytes, counted(history.rows.len(), "change", "changes"))
}

fn read_history(call: &Call<'_>) -> Result<texts::Texts, Error> {
    let settings = call.settings()?;
    let all = store::history::Filter::default();
    let rows = store::history::entries(call.tx, all, 0, u32::MAX)?.into_iter().rev().map(|entry| {
        let undoes = entry.undoes.map_or_else(String::new, |change| change.to_string());
        let (change, rows) = (entry.change.to_string(), entry.rows.to_string());
        vec![change, entry.at, entry.who, entry.summary, entry.command, rows, undoes]
    });
    Ok(texts::Texts {
        title: "History".to_owned(),
        as_of: call.as_of(&settings),
        organisation: settings.organisation,
        columns: vec![
            ("Change", 8),
            ("When", 20),
            ("Who", 18),
            ("What", 60),
            ("Command", 20),
            ("Records", 10),
            ("Undoes", 8),
        ],
        rows: rows.collect(),
    })
}
