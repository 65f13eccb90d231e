//! A figure of the Commitments: which contracts and orders promise it, and what they leave of a budget.

use domain::depreciation::terms::Recognition;
use domain::variance::By;
use domain::{Amount, Id};
use serde::{Deserialize, Serialize};

use super::year::{self, rates_used};
use super::{Explanation, Part, YearFigure, by_size, rounding, settle};
use crate::Error;
use crate::control::{ControlRow, Promise, Query, get, key, promises};
use crate::open::Call;
use crate::variance::{Against, Loaded, Query as VarianceQuery, load, missing};
use crate::words::counted;

/// A figure of the commitments.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExplainControl"))]
pub struct OfControl {
    /// The plan; the default one of the current year if not given.
    pub plan: Option<Id>,
    /// By what it is summed.
    pub by: By,
    /// The row's key; nothing for the total.
    pub row: Option<String>,
    /// Which figure.
    pub figure: ControlFigure,
}

/// A figure of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "they say it")]
pub enum ControlFigure {
    Budget,
    Actual,
    Contracted,
    Ordered,
    Committed,
    Left,
}

pub(super) fn explain(call: &Call<'_>, of: &OfControl) -> Result<Explanation, Error> {
    let control = get(call, Query { plan: of.plan, by: of.by, recognition: Recognition::Cash })?;
    let row = match of.row.as_deref() {
        None => Some(&control.total),
        Some(key) => control.rows.iter().find(|row| row.key == key),
    };
    let row = row.ok_or_else(|| Error::NotFound("This row is not shown any more.".to_owned()))?;
    match of.figure {
        ControlFigure::Budget => of_year(call, of, YearFigure::Budget, row.budget),
        ControlFigure::Actual => of_year(call, of, YearFigure::Actual, row.actual),
        ControlFigure::Contracted => promised(call, of, row, row.contracted),
        ControlFigure::Ordered => promised(call, of, row, row.ordered),
        ControlFigure::Committed => promised(call, of, row, row.committed),
        ControlFigure::Left => left(&control, row),
    }
}

/// Budget and actual are figures of the year.
fn of_year(call: &Call<'_>, of: &OfControl, figure: YearFigure, value: Amount) -> Result<Explanation, Error> {
    let question = year::Question {
        plan: of.plan,
        period: None,
        by: of.by,
        row: of.row.clone(),
        figure,
        to_date: false,
        recognition: Recognition::Cash,
    };
    year::explain_as(call, &question, Some(value))
}

fn left(control: &crate::control::Control, row: &ControlRow) -> Result<Explanation, Error> {
    let page = |view: &str| Some(format!("variance{view}"));
    let parts = vec![
        Part { page: page(""), ..Part::of("Budget".to_owned(), row.budget) },
        Part { page: page(""), ..Part::of("− actual".to_owned(), -row.actual) },
        Part { page: page("?view=commitments"), ..Part::of("− contracts".to_owned(), -row.contracted) },
        Part { page: page("?view=commitments"), ..Part::of("− orders".to_owned(), -row.ordered) },
    ];
    let (parts, more, more_sum) = settle(parts, Some(row.left), control.currency.decimals())?;
    Ok(Explanation {
        title: format!("{}, left of {}", row.label, control.period),
        value: Some(row.left),
        currency: control.currency,
        formula: "Budget − actual − committed; below 0 it is over".to_owned(),
        parts,
        more,
        more_sum,
        steps: Vec::new(),
        rates: Vec::new(),
        rounding: rounding(control.currency),
    })
}

fn promised(call: &Call<'_>, of: &OfControl, row: &ControlRow, value: Amount) -> Result<Explanation, Error> {
    let loaded = loaded(call, of)?;
    let all = promises(call, &loaded.settings, loaded.plan.as_ref(), &loaded.year)?.map_err(missing)?;
    let base = loaded.settings.currency;
    let belongs = |promise: &&Promise| {
        let kind = match of.figure {
            ControlFigure::Ordered => promise.is_order,
            ControlFigure::Contracted => !promise.is_order,
            ControlFigure::Committed
            | ControlFigure::Budget
            | ControlFigure::Actual
            | ControlFigure::Left => true,
        };
        kind && of.row.as_deref().is_none_or(|row| key(promise, &loaded.year.lines, of.by) == row)
    };
    let chosen: Vec<&Promise> = all.all.iter().filter(belongs).collect();
    let orders = chosen.iter().filter(|promise| promise.is_order).count();
    let currencies = chosen.iter().map(|promise| promise.currency).collect();
    let part = |promise: &&Promise| {
        let foreign = promise.currency != base;
        let line = promise.line.and_then(|id| loaded.year.lines.get(&id));
        let what = if promise.is_order { "order, not invoiced yet" } else { "contract" };
        let note = line.map_or_else(|| what.to_owned(), |line| format!("{what} · {}", line.description));
        let page = match (line, &loaded.plan) {
            (Some(line), Some(plan)) => Some(format!("budget?plan={}&line={}", plan.id, line.id)),
            (Some(_) | None, _) => None,
        };
        Part {
            note,
            own: foreign.then_some(promise.own),
            own_currency: foreign.then_some(promise.currency),
            page,
            ..Part::of(promise.label.clone(), promise.amount)
        }
    };
    let mut parts: Vec<Part> = chosen.iter().map(part).collect();
    by_size(&mut parts);
    let (parts, more, more_sum) = settle(parts, Some(value), base.decimals())?;
    let contracts = counted(chosen.len() - orders, "contract", "contracts");
    let orders = counted(orders, "line of an order", "lines of orders");
    let (what, rule) = match of.figure {
        ControlFigure::Ordered => (format!("Sum of {orders}"), ORDERS.to_owned()),
        ControlFigure::Contracted => (format!("Sum of {contracts}"), CONTRACTS.to_owned()),
        ControlFigure::Committed | ControlFigure::Budget | ControlFigure::Actual | ControlFigure::Left => {
            (format!("Sum of {contracts} and {orders}"), format!("{CONTRACTS}; {ORDERS}"))
        }
    };
    let word = match of.figure {
        ControlFigure::Ordered => "orders",
        ControlFigure::Contracted => "contracts",
        ControlFigure::Committed | ControlFigure::Budget | ControlFigure::Actual | ControlFigure::Left => {
            "committed"
        }
    };
    Ok(Explanation {
        title: format!("{}, {word} FY{}", row.label, loaded.period.fiscal_year(loaded.calendar)),
        value: Some(value),
        currency: base,
        formula: format!("{what}: {rule}"),
        parts,
        more,
        more_sum,
        steps: Vec::new(),
        rates: rates_used(call, loaded.plan.as_ref(), currencies, true, &[])?,
        rounding: format!(
            "Each contract and order is converted and rounded to {} decimals of {base}.",
            base.decimals()
        ),
    })
}

const CONTRACTS: &str =
    "contracts until the last day that can no longer be cancelled, in the open months of the year";
const ORDERS: &str = "orders less what is invoiced";

fn loaded(call: &Call<'_>, of: &OfControl) -> Result<Loaded, Error> {
    let asked = VarianceQuery {
        plan: of.plan,
        period: None,
        by: of.by,
        against: Against::Budget,
        recognition: Recognition::Cash,
        most: None,
    };
    load(call, &asked)
}
