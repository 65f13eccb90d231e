//! The variance as a workbook or text.

use ::report::variance as file;
use domain::variance::By;
use serde::{Deserialize, Serialize};

use super::Format;
use crate::open::Call;
use crate::report::{Written, write};
use crate::variance::{Query, VarianceRow, get};
use crate::words::counted;
use crate::{App, Context, Error};

/// A variance to be exported.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExportVariance"))]
pub struct VarianceJob {
    /// Which.
    pub query: Query,
    /// Workbook or text.
    pub format: Format,
    /// Where it is written.
    pub file: String,
}

pub(crate) fn variance(app: &App, context: &Context<'_>, job: VarianceJob) -> Result<Written, Error> {
    let variance = app.read(context, |call| read(call, job.query))?;
    let bytes = match job.format {
        Format::Xlsx => file::xlsx(&variance)?,
        Format::Csv => file::csv(&variance)?,
    };
    let note = format!("Variance of {} in {}", variance.period, counted(variance.rows.len(), "row", "rows"));
    write(app, &job.file, &bytes, note)
}

fn read(call: &Call<'_>, query: Query) -> Result<file::Variance, Error> {
    let by = match query.by {
        By::Category => "Category",
        By::Department => "Department",
        By::Vendor => "Vendor group",
        By::Project => "Project",
        By::Line => "Budget line",
        By::Expense => "CapEx or OpEx",
        By::Purpose => "Purpose",
    };
    let organisation = call.settings()?.organisation;
    let answer = get(call, query)?;
    Ok(file::Variance {
        organisation,
        as_of: answer.as_of,
        period: answer.period.to_string(),
        by: by.to_owned(),
        base: answer.baseline.label,
        currency: answer.currency,
        rows: answer.rows.into_iter().map(row).collect(),
        total: row(answer.total),
    })
}

fn row(row: VarianceRow) -> file::Row {
    let (cause, comment, said) = row.comment.map_or_else(Default::default, |comment| {
        let day = comment.at.split('T').next().unwrap_or_default();
        let said = format!("{}, {day}", comment.who);
        (comment.cause, comment.text, said)
    });
    file::Row {
        label: row.label,
        vendor: row.vendor,
        figures: [
            row.budget_to_date,
            row.actual_to_date,
            row.variance_to_date,
            row.budget,
            row.actual,
            row.forecast,
            row.variance,
        ],
        percent: row.percent,
        flagged: row.flagged,
        cause,
        comment,
        said,
    }
}
