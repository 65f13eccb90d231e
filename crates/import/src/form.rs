//! Workbooks that Outlay sent out to be filled in, known again by their hidden sheet.

use std::ops::ControlFlow;

use domain::Id;
use domain::form::{Asked, BUDGET_SHEET, Form, LINE_HEADING, RATER_LABEL, RATING_SHEET, SHEET, TOTAL};
use serde::Serialize;

use crate::field::Field;
use crate::layout::Layout;
use crate::mapping::{Mapped, Mapping};
use crate::options::Kind;
use crate::sheet::RowView;
use crate::table::Table;
use crate::{Options, Refusal, Source};

/// Why a column is read as it is.
const REASON: &str = "Outlay wrote this workbook.";

/// What a workbook was sent out for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportForm"))]
pub struct FormEntry {
    /// What it is imported as.
    pub kind: Kind,
    /// What it asks for, in words: `FY2027 Budget, Infrastructure`.
    pub title: String,
    /// The organisation whose book sent it.
    pub organisation: String,
    /// When (local time).
    pub made: String,
    /// The number of the plan that takes a budget; none for scores.
    pub plan: Option<Id>,
    /// The plan's name when it was sent; empty for scores.
    pub plan_name: String,
}

impl FormEntry {
    pub(crate) fn of(form: &Form) -> FormEntry {
        let (plan, plan_name) = match &form.asked {
            Asked::Budget(budget) => (Some(budget.plan), budget.plan_name.clone()),
            Asked::Rating(_) => (None, String::new()),
        };
        FormEntry {
            kind: kind(form),
            title: form.title(),
            organisation: form.organisation.clone(),
            made: form.made.clone(),
            plan,
            plan_name,
        }
    }
}

/// What a form is imported as.
pub(crate) fn kind(form: &Form) -> Kind {
    match form.asked {
        Asked::Budget(_) => Kind::Budget,
        Asked::Rating(_) => Kind::Scores,
    }
}

fn sheet_name(form: &Form) -> &'static str {
    match form.asked {
        Asked::Budget(_) => BUDGET_SHEET,
        Asked::Rating(_) => RATING_SHEET,
    }
}

fn sheet(source: &Source, name: &str) -> Option<usize> {
    (0..source.sheets()).find(|index| source.sheet(*index).0 == name)
}

/// The form that a file is, by the words of its hidden sheet.
pub(crate) fn find(source: &Source) -> Result<Option<Form>, String> {
    // Only workbooks have several sheets.
    let Some(hidden) = sheet(source, SHEET).filter(|_| source.sheets() > 1) else { return Ok(None) };
    let mut rows = Vec::new();
    source.rows(hidden, |row| {
        rows.push((0..row.len()).map(|column| row.cell(column).to_owned()).collect());
        ControlFlow::Continue(())
    });
    Form::read(&rows)
}

/// The form, if this kind of it is what is to be read: not where the user chose another sheet of the workbook.
pub fn asked<'s>(
    source: &'s Source,
    wanted: Option<Kind>,
    options: &Options,
) -> Result<Option<&'s Form>, Refusal> {
    let Some(form) = source.form()? else { return Ok(None) };
    let chosen = options.sheet.as_deref().filter(|sheet| !sheet.is_empty());
    let name = sheet_name(form);
    let fits = wanted.is_none_or(|wanted| wanted == kind(form))
        && chosen.is_none_or(|chosen| chosen.eq_ignore_ascii_case(name))
        && sheet(source, name).is_some();
    Ok(fits.then_some(form))
}

/// The options with the sheet that was sent.
pub(crate) fn on_its_sheet(form: &Form, options: &Options) -> Options {
    Options { sheet: Some(sheet_name(form).to_owned()), ..options.clone() }
}

/// Adds what is known of the columns; answers the names of the fields that it is known of.
pub(crate) fn complete(form: &Form, source: &Source, table: &Table, options: &mut Options) -> Vec<String> {
    let Asked::Rating(rating) = &form.asked else { return Vec::new() };
    let mut known = Vec::new();
    let given = |options: &Options, field: &str| {
        options.map.iter().chain(&options.set).any(|(name, _)| name.eq_ignore_ascii_case(field))
    };
    for (field, heading) in [
        ("vendor", "Vendor"),
        ("criterion", "Criterion"),
        ("period", "Period"),
        ("value", "Score"),
        ("comment", "Comment"),
    ] {
        if !given(options, field) && table.names.iter().any(|name| name == heading) {
            options.map.push((field.to_owned(), heading.to_owned()));
            known.push(field.to_owned());
        }
    }
    for (field, value) in [("rater", rater(source, &rating.rater)), ("unit", format!("of {}", rating.scale))]
    {
        if !given(options, field) && !value.is_empty() {
            options.set.push((field.to_owned(), value));
        }
    }
    known
}

/// Who rated: as it was sent, else as it was filled in.
pub fn rater(source: &Source, sent: &str) -> String {
    let Some(sheet) = sheet(source, RATING_SHEET).filter(|_| sent.is_empty()) else { return sent.to_owned() };
    let mut name = String::new();
    source.rows(sheet, |row| {
        if row.cell(0) == RATER_LABEL {
            row.cell(1).clone_into(&mut name);
            return ControlFlow::Break(());
        }
        if row.number > 20 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    name
}

/// Says why columns are read as they are, and finds the hidden one with the numbers of the lines. Answers what is to be
/// said about that.
pub(crate) fn settle(
    form: &Form,
    table: &Table,
    kind: Kind,
    known: &[String],
    mapping: &mut Mapping,
) -> Option<String> {
    for mapped in &mut mapping.columns {
        if known.contains(&mapped.field.name(kind)) {
            REASON.clone_into(&mut mapped.reason);
        }
    }
    if kind != Kind::Budget {
        return None;
    }
    let free = |column: &usize| mapping.columns.iter().all(|mapped| mapped.column != *column);
    let Some(column) = table.names.iter().position(|name| name == LINE_HEADING).filter(free) else {
        return Some(format!(
            "The hidden column “{LINE_HEADING}” of {} is gone: its lines are known again by what describes them, and cannot be held against what was sent.",
            form.title()
        ));
    };
    mapping.columns.push(Mapped::guessed(Field::LineId, column, REASON.to_owned()));
    mapping.columns.sort_by_key(|mapped| mapped.column);
    None
}

/// What a row of sums is called in a form: `Total`, or `Total EUR`.
pub(crate) fn total<'r>(layout: &Layout<'_>, row: &RowView<'r>) -> Option<&'r str> {
    let text = row.cell(layout.mapping.column(Field::LineId)?);
    text.strip_prefix(TOTAL).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')).then_some(text)
}

/// The numbers of the lines that stand in a form, those in rows that are left out among them; `None` if the
/// hidden column is gone.
pub fn lines(source: &Source, options: &Options) -> Result<Option<Vec<Id>>, Refusal> {
    let all = Options { leave_out: Vec::new(), ..options.clone() };
    let layout = Layout::find(source, Some(Kind::Budget), &all)?;
    let Some(column) = layout.mapping.column(Field::LineId) else { return Ok(None) };
    let mut lines = Vec::new();
    layout.rows(|row| {
        lines.extend(row.cell(column).parse::<Id>());
        ControlFlow::Continue(())
    });
    Ok(Some(lines))
}
