//! A forecast as a workbook or text, line by line as the screen shows it.

use ::report::forecast as forecast_file;
use domain::Id;
use domain::depreciation::terms::Recognition;
use domain::variance::By;
use serde::{Deserialize, Serialize};

use super::Format;
use crate::forecast::{Kind, Query, Row, all};
use crate::report::{Written, with_progress, write};
use crate::words::counted;
use crate::{App, Context, Error};

/// A forecast to be exported.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExportForecast"))]
pub struct ForecastJob {
    /// The forecast; the newest one if not given.
    pub plan: Option<Id>,
    /// The earlier one it is compared with; the one before if not given.
    #[serde(default)]
    pub compare: Option<Id>,
    /// What is paid, or what it costs; cash if not given.
    #[serde(default)]
    pub recognition: Recognition,
    /// By what lines are grouped.
    #[serde(default)]
    pub by: By,
    /// A text in the line, its vendor or its group; empty for all.
    #[serde(default)]
    pub filter: String,
    /// Workbook or text.
    pub format: Format,
    /// Where it is written.
    pub file: String,
}

pub(crate) fn forecast(app: &App, context: &Context<'_>, job: ForecastJob) -> Result<Written, Error> {
    let query = Query {
        plan: job.plan,
        compare: job.compare,
        recognition: job.recognition,
        by: job.by,
        lines: true,
        filter: job.filter,
        ..Query::default()
    };
    let forecast = app.read(context, |call| {
        // Exact, so that a sum over the file comes to what the screen shows: each line rounded for itself would not.
        let (head, rows) = all(call, query, true)?;
        let closed = head.closed as usize;
        let month = |(place, month): (usize, &domain::Month)| {
            if place < closed { format!("{month} actual") } else { month.to_string() }
        };
        Ok::<_, Error>(forecast_file::Forecast {
            organisation: call.settings()?.organisation,
            name: head.plan.map_or_else(|| head.period.clone(), |plan| plan.name),
            as_of: head.as_of,
            currency: head.currency,
            months: head.months.iter().enumerate().map(month).collect(),
            year: head.period,
            previous: head.compare.map(|plan| plan.name),
            rows: lines(rows),
        })
    })?;
    let bytes = with_progress(context, "Writing the lines", |progress| match job.format {
        Format::Xlsx => forecast_file::xlsx(&forecast, progress),
        Format::Csv => forecast_file::csv(&forecast),
    })?;
    write(app, &job.file, &bytes, counted(forecast.rows.len(), "line", "lines"))
}

/// The lines, each with the group it stands beneath.
fn lines(rows: Vec<Row>) -> Vec<forecast_file::Row> {
    let mut group = String::new();
    let mut lines = Vec::new();
    for row in rows {
        match row.kind {
            Kind::Group => group = row.label,
            Kind::Line | Kind::Unmatched => lines.push(forecast_file::Row {
                group: if row.depth == 0 { String::new() } else { group.clone() },
                line: row.label,
                method: row.method,
                months: row.months,
                year: row.forecast,
                budget: row.budget,
                previous: row.previous,
            }),
            Kind::Total => {}
        }
    }
    lines
}
