//! Showback statements on their way to paper.

use std::collections::BTreeMap;

use ::report::Paper;
use ::report::showback::{Bearer, Book, Figures, MonthRow, Overview, Part, Row, Statement, pdf};
use domain::Id;
use domain::calendar::Period;
use domain::depreciation::terms::Recognition;
use serde::{Deserialize, Serialize};

use super::{Written, with_progress, write};
use crate::open::Call;
use crate::showback::{self, Loaded, StatementKind, StatementSum, of_department};
use crate::words::counted;
use crate::{App, Context, Error};

/// Statements to be printed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ShowbackJob {
    /// The plan; the default one of the period's year if not given.
    pub plan: Option<Id>,
    /// The period; the plan's fiscal year, else that of the as-of date if not given.
    pub period: Option<Period>,
    /// The department; everybody at a glance and all statements if not given.
    pub department: Option<Id>,
    /// Whether what is bought counts when it is bought, or by its depreciation.
    #[serde(default)]
    pub recognition: Recognition,
    /// The paper.
    pub paper: Paper,
    /// Where it is written.
    pub file: String,
}

pub(crate) fn showback(app: &App, context: &Context<'_>, job: ShowbackJob) -> Result<Written, Error> {
    context.tell(0, 100, "Gathering the figures")?;
    let book = app.read(context, |call| book(call, &job))?;
    let note = match (&book.statements[..], job.department) {
        ([one], Some(_)) => format!("The statement of {} for {}", one.name, book.period),
        (all, _) => format!("{} with {}", book.period, counted(all.len(), "statement", "statements")),
    };
    let bytes = with_progress(context, "Printing", |progress| pdf(&book, progress))?;
    write(app, &job.file, &bytes, note)
}

fn book(call: &Call<'_>, job: &ShowbackJob) -> Result<Book, Error> {
    let settings = call.settings()?;
    let loaded = showback::load(
        call,
        showback::Of { plan: job.plan, period: job.period, recognition: job.recognition },
    )?;
    let vendors = store::vendor::all(call.tx)?.into_iter().map(|vendor| (vendor.id, vendor.name)).collect();
    let (overview, statements) = match job.department {
        Some(department) => (None, vec![statement(&loaded, &vendors, department)?]),
        None => everybody(&loaded, &vendors)?,
    };
    let month = |place: usize| loaded.first.plus(i32::try_from(place).unwrap_or(0));
    let plan = loaded.plan.as_ref();
    let view = match loaded.recognition {
        Recognition::Cash => "",
        Recognition::Expense => ", P&L view",
    };
    Ok(Book {
        organisation: settings.organisation,
        period: loaded.period.to_string(),
        months: (month(loaded.span.first), month(loaded.span.last)),
        plan: plan
            .map(|plan| format!("{}, {}{view}", plan.name, plan.state.label().to_lowercase()))
            .unwrap_or_default(),
        as_of: loaded.as_of,
        currency: loaded.currency,
        overview,
        statements,
        paper: job.paper,
    })
}

/// Who bears what, and a statement for each department that has something to tell.
fn everybody(
    loaded: &Loaded,
    vendors: &BTreeMap<Id, String>,
) -> Result<(Option<Overview>, Vec<Statement>), Error> {
    let shown = showback::shown(loaded)?;
    let (mut bearers, mut statements) = (Vec::new(), Vec::new());
    for row in &shown.rows {
        let mut place = None;
        if let Some(department) = row.department {
            let statement = statement(loaded, vendors, department)?;
            if !statement.parts.is_empty() {
                place = Some(statements.len());
                statements.push(statement);
            }
        }
        bearers.push(Bearer {
            name: row.label.clone(),
            code: row.code.clone(),
            depth: row.depth,
            figures: Figures { budget: row.budget, actual: row.actual, forecast: row.forecast },
            statement: place,
        });
    }
    let totals = &shown.totals;
    let total = Figures { budget: totals.budget, actual: totals.actual, forecast: totals.forecast };
    Ok((Some(Overview { finding: shown.finding, bearers, total }), statements))
}

fn statement(loaded: &Loaded, vendors: &BTreeMap<Id, String>, department: Id) -> Result<Statement, Error> {
    let of = of_department(loaded, vendors, department)?;
    let part = |kind: StatementKind, name: &str, sum: &StatementSum| Part {
        name: name.to_owned(),
        rows: (of.rows.iter().filter(|row| row.kind == kind))
            .map(|row| Row {
                name: row.label.clone(),
                note: row.note.clone(),
                figures: Figures { budget: row.budget, actual: row.actual, forecast: row.forecast },
            })
            .collect(),
        sum: Figures { budget: sum.budget, actual: sum.actual, forecast: sum.forecast },
    };
    let mut parts = vec![
        part(StatementKind::Direct, "Own lines", &of.direct),
        part(StatementKind::Allocated, "Allocated by rules", &of.allocated),
        part(StatementKind::PassedOn, "Passed on by rules", &of.passed_on),
    ];
    parts.retain(|part| !part.rows.is_empty());
    let closed = usize::try_from(of.closed).unwrap_or(0);
    let of_month = |sum: &StatementSum, place: usize| sum.months[place].forecast;
    let month = |(place, borne): (usize, &showback::MonthMeasures)| MonthRow {
        month: borne.month,
        closed: place < closed,
        direct: of_month(&of.direct, place),
        allocated: of_month(&of.allocated, place),
        passed_on: of_month(&of.passed_on, place),
        figures: Figures { budget: borne.budget, actual: borne.actual, forecast: borne.forecast },
    };
    let months = of.by_month.iter().enumerate().map(month).collect();
    let total = Figures { budget: of.totals.budget, actual: of.totals.actual, forecast: of.totals.forecast };
    Ok(Statement { name: of.label, code: of.code, finding: of.finding, parts, total, months })
}
