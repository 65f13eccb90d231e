//! A budget that was sent out to be filled in and comes back: each line held against what was sent and what the book has now.
//!
//! What the department did not touch stays as the book has it. What describes a line is the book's and is not taken over.

use std::collections::{HashMap, HashSet};

use ::import::budget::Draft;
use ::import::{Field, Kind, Question, Source, form as files};
use domain::budget::{Line, Months};
use domain::form::{self, Asked};
use domain::plan::Plan;
use domain::vendor::key;
use domain::{Amount, Currency, Id, Month};

use super::{Outside, Problem, place, positions};
use crate::Error;
use crate::import::{Job, Missing};
use crate::open::Call;
use crate::words::counted;

/// So many conflicts are told one by one.
const TOLD: usize = 20;

/// What came back.
pub(super) struct Returned {
    sent: HashMap<Id, form::Line>,
    /// The lines of the department as the book has them now.
    lines: HashMap<Id, Line>,
    /// The lines that stand in the file, in rows that are left out as well.
    present: HashSet<Id>,
    /// The rows that the lines were met in.
    met: HashMap<Id, u32>,
    /// The months that the file still has a column for.
    months: [bool; 12],
    has_notes: bool,
    /// Whether it comes back to the plan that it was sent for.
    same_plan: bool,
    department: Option<Id>,
    /// The department's name in the book; empty if the lines are of any.
    pub(super) department_name: String,
    conflicts: Vec<String>,
    described: Vec<String>,
    emptied: Vec<String>,
    notes: Vec<String>,
}

/// A line as it would be, beside what it is.
pub(super) struct Taken {
    pub(super) line: Line,
    /// Its amounts in the plan, if it stands there.
    pub(super) before: Option<Months>,
    pub(super) months: Months,
    /// Its notes, as they would be.
    pub(super) notes: String,
    /// What describes it, in the words it was sent with.
    pub(super) described: [String; 5],
    /// What is to be known of it, if anything.
    pub(super) remark: Option<String>,
}

/// The budget that a file was sent out for, if it was, out of this book.
pub(super) fn sent<'s>(
    call: &Call<'_>,
    source: &'s Source,
    job: &Job,
) -> Result<Option<&'s form::Budget>, Error> {
    let Some(form) = files::asked(source, Some(Kind::Budget), &job.options)? else { return Ok(None) };
    if form.book != store::settings::book_name(call.tx)? {
        let message = format!(
            "This workbook was sent out of another book (that of {}), whose lines are not those of this one. Open that book; or save its sheet “{}” as a .csv file to import the lines as new ones.",
            form.organisation,
            form::BUDGET_SHEET
        );
        return Err(Error::invalid("file", message));
    }
    match &form.asked {
        Asked::Budget(budget) => Ok(Some(budget)),
        Asked::Rating(_) => Ok(None),
    }
}

/// The plan that a workbook was sent out for.
pub(super) fn plan(call: &Call<'_>, sent: &form::Budget) -> Result<Plan, Error> {
    let plans = store::plan::all(call.tx)?;
    let Some(plan) = plans.into_iter().find(|plan| plan.id == sent.plan) else {
        let message = format!(
            "This workbook was sent out for {}, which is not in the book any more. Choose the plan that is to take it.",
            sent.plan_name
        );
        return Err(Error::invalid("plan", message));
    };
    if plan.is_frozen() {
        let message = format!(
            "This workbook was sent out for {}, which was approved and frozen meanwhile. Choose a plan that is still open, or make a new version of it.",
            plan.name
        );
        return Err(Error::invalid("plan", message));
    }
    Ok(plan)
}

impl Returned {
    pub(super) fn load(
        call: &Call<'_>,
        source: &Source,
        job: &Job,
        plan: &Plan,
    ) -> Result<Option<Returned>, Error> {
        let Some(sent) = sent(call, source, job)? else { return Ok(None) };
        if job.missing == Missing::End {
            let message = "A workbook that was filled in removes no lines: keep those that it does not have. A line that is no longer needed has 0 in its months.";
            return Err(Error::invalid("missing", message));
        }
        let department_name = match sent.department {
            None => String::new(),
            Some(id) => {
                let found = store::department::all(call.tx)?.into_iter().find(|one| one.id == id);
                let gone = || {
                    let name = &sent.department_name;
                    let message = format!(
                        "The department {name}, which this workbook was sent to, is not in the book any more."
                    );
                    Error::invalid("department", message)
                };
                found.ok_or_else(gone)?.name
            }
        };
        let present = files::lines(source, &job.options)?;
        let spoken = ::import::records::columns(source, job.kind, &job.options)?;
        let mut months = [false; 12];
        for spoken in &spoken {
            if let Field::Planned(month) = spoken.field {
                for position in positions(plan, month) {
                    months[position] = true;
                }
            }
        }
        let lines = store::budget::lines(call.tx)?.into_iter();
        let mut notes = Vec::new();
        if plan.id != sent.plan {
            notes.push(format!(
                "The workbook was sent out for {}; it goes into {}.",
                sent.plan_name, plan.name
            ));
        }
        Ok(Some(Returned {
            // Without the hidden column no line is known by its number, and none was met.
            sent: if present.is_some() {
                sent.lines.iter().map(|line| (line.id, line.clone())).collect()
            } else {
                HashMap::new()
            },
            present: present.into_iter().flatten().collect(),
            lines: lines.map(|line| (line.id, line)).collect(),
            met: HashMap::new(),
            months,
            has_notes: spoken.iter().any(|spoken| spoken.field == Field::Notes && spoken.column.is_some()),
            same_plan: plan.id == sent.plan,
            department: sent.department,
            department_name,
            conflicts: Vec::new(),
            described: Vec::new(),
            emptied: Vec::new(),
            notes,
        }))
    }

    /// Whether a row that is not one of the lines that were sent may mean this line: a new one that came back before.
    pub(super) fn may_be_new(&self, line: &Line) -> bool {
        !self.sent.contains_key(&line.id) && (self.department.is_none() || line.department == self.department)
    }

    /// The lines that were sent and have no row in the file.
    pub(super) fn gone(&self) -> Vec<(Id, String)> {
        let gone = self.sent.values().filter(|line| !self.present.contains(&line.id));
        let mut gone: Vec<(Id, String)> = gone.map(|line| (line.id, line.described[0].clone())).collect();
        gone.sort_unstable();
        gone
    }

    /// What a row with the number of a line makes of it; `None` if it cannot be taken, which is a problem of the row.
    pub(super) fn take(
        &mut self,
        plan: &Plan,
        row: u32,
        id: Id,
        draft: &Draft<'_>,
        before: Option<Months>,
        outside: &mut Outside,
    ) -> Option<Taken> {
        let refuse = |message: String, outside: &mut Outside| {
            let name = "Line".to_owned();
            outside.problems.push(Problem {
                row,
                column: 0,
                name,
                text: draft.description.to_owned(),
                message,
            });
        };
        let (line, sent) = match self.known(row, id, draft, before) {
            Ok(known) => known,
            Err(message) => {
                refuse(message, outside);
                outside.leave(draft, draft.currency);
                return None;
            }
        };
        let filled = place(plan, row, draft, line.currency, sent.amounts, outside)?;
        self.emptied(plan, row, &line, &sent, draft);
        let months = self.months(&filled, &sent.amounts, before);
        let filled = if self.has_notes { draft.notes } else { sent.notes.as_str() };
        let notes = if filled == sent.notes { line.notes.clone() } else { filled.to_owned() };
        let remark = self.conflict(plan, row, &line, &sent, before, (&months, &notes));
        self.described(row, &sent, draft);
        Some(Taken { line, before, months, notes, described: sent.described, remark })
    }

    /// The line of a row as the book has it and as it was sent, or why the row cannot be taken.
    fn known(
        &mut self,
        row: u32,
        id: Id,
        draft: &Draft<'_>,
        before: Option<Months>,
    ) -> Result<(Line, form::Line), String> {
        let Some(sent) = self.sent.get(&id) else {
            return Err("This row has the number of a line that was not sent: clear the hidden column to add it as a new line, or leave the row out.".to_owned());
        };
        if let Some(first) = self.met.insert(id, row) {
            return Err(format!("Row {first} is the same line already: leave one of the two out."));
        }
        let Some(line) = self.lines.get(&id) else {
            return Err("This line is not in the book any more: leave the row out.".to_owned());
        };
        if self.department.is_some() && line.department != self.department {
            return Err(format!(
                "This line is not one of {} any more, and only those are changed: leave the row out.",
                self.department_name
            ));
        }
        if self.same_plan && before.is_none() {
            return Err("This line was taken out of the plan after it was sent: leave the row out, or put the line back.".to_owned());
        }
        if let Some(currency) = draft.currency.filter(|currency| *currency != line.currency) {
            return Err(format!(
                "The line is in {}, the row says {currency}: a workbook that was filled in changes no currency.",
                line.currency
            ));
        }
        Ok((line.clone(), sent.clone()))
    }

    /// The amounts as they would be: where the department changed what was sent, theirs; else the book's.
    fn months(&self, filled: &Months, sent: &Months, before: Option<Months>) -> Months {
        std::array::from_fn(|month| match before {
            Some(before) if self.same_plan && (!self.months[month] || filled[month] == sent[month]) => {
                before[month]
            }
            _ if self.months[month] => filled[month],
            _ => sent[month],
        })
    }

    /// What was changed in the book after the line was sent.
    fn conflict(
        &mut self,
        plan: &Plan,
        row: u32,
        line: &Line,
        sent: &form::Line,
        before: Option<Months>,
        (months, notes): (&Months, &str),
    ) -> Option<String> {
        let before = before.filter(|_| self.same_plan)?;
        let mut parts: Vec<String> = Vec::new();
        for (position, month) in plan.months().into_iter().enumerate() {
            let (was, is, becomes) = (sent.amounts[position], before[position], months[position]);
            if was != is {
                let end = if is == becomes {
                    "stays so".to_owned()
                } else {
                    format!("becomes {}", padded(becomes, line.currency))
                };
                let (was, is) = (padded(was, line.currency), padded(is, line.currency));
                parts.push(format!("{} was {was}, is {is} now and {end}", name(month)));
            }
        }
        if parts.len() > 3 {
            let more = parts.len() - 3;
            parts.truncate(3);
            parts.push(format!("{} more", counted(more, "month", "months")));
        }
        if sent.notes != line.notes && notes != line.notes {
            parts.push("its notes were changed there and here, and become those of the workbook".to_owned());
        }
        if parts.is_empty() {
            return None;
        }
        let remark = format!("Changed in the book after the workbook was sent: {}.", parts.join("; "));
        self.conflicts.push(format!("Row {row} ({}): {}", line.description, lowered(&remark)));
        Some(remark)
    }

    /// An emptied cell takes nothing away, as the instructions say.
    fn emptied(&mut self, plan: &Plan, row: u32, line: &Line, sent: &form::Line, draft: &Draft<'_>) {
        let filled: Vec<usize> =
            draft.amounts.iter().flat_map(|(named, _)| positions(plan, *named)).collect();
        let is_empty = |at: &usize| self.months[*at] && !sent.amounts[*at].is_zero() && !filled.contains(at);
        let months = plan.months();
        let empty: Vec<String> = (0..12).filter(is_empty).map(|at| name(months[at])).collect();
        if !empty.is_empty() {
            let (months, stay) = (
                empty.join(", "),
                if empty.len() == 1 { "was emptied and stays" } else { "were emptied and stay" },
            );
            self.emptied.push(format!(
                "Row {row} ({}): {months} {stay} as sent; 0 takes an amount away.",
                line.description
            ));
        }
    }

    /// What describes a line is not filled in; where the file says something else, that is said.
    fn described(&mut self, row: u32, sent: &form::Line, draft: &Draft<'_>) {
        let spend = draft.expense.map_or("", domain::category::Expense::label);
        let purpose = draft.purpose.map_or("", domain::budget::Purpose::label);
        let here = [draft.description, draft.vendor, draft.category, spend, purpose];
        let other: Vec<&str> = here
            .into_iter()
            .zip(&sent.described)
            .filter(|(here, sent)| !here.is_empty() && key(here) != key(sent))
            .map(|(here, _)| here)
            .collect();
        if !other.is_empty() {
            let words = other.iter().map(|text| format!("“{text}”")).collect::<Vec<_>>().join(", ");
            self.described.push(format!(
                "Row {row} ({}) says {words}: what describes a line is not changed by a workbook that was filled in.",
                sent.described[0]
            ));
        }
    }

    /// What is to be said at the end, and what is to be asked.
    pub(super) fn finish(self) -> (Vec<String>, Option<Question>) {
        let mut notes = self.notes;
        let question = (!self.conflicts.is_empty()).then(|| {
            let lines = counted(self.conflicts.len(), "line was", "lines were");
            Question::told(format!("{lines} changed in the book after the workbook was sent. Where both changed a month, the workbook counts. Is that right? Leave out the rows for which it is not."))
        });
        for mut told in [self.conflicts, self.described, self.emptied] {
            let more = told.len().saturating_sub(TOLD);
            told.truncate(TOLD);
            notes.extend(told);
            if more > 0 {
                notes.push(format!("So it is with {}.", counted(more, "more row", "more rows")));
            }
        }
        (notes, question)
    }
}

fn padded(amount: Amount, currency: Currency) -> Amount {
    amount.padded(currency.decimals())
}

fn name(month: Month) -> String {
    format!("{} {}", month.short_name(), month.year())
}

fn lowered(sentence: &str) -> String {
    sentence.replacen("Changed", "changed", 1)
}
