//! An open book, and a command's view of it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use domain::{Id, Settings};
use store::actual::LineSum;
use store::{Book, Tx};

use crate::budget::Cached;
use crate::{Context, Error};

/// The open book with what is kept beside it.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) book: Book,
    sheet: Mutex<Option<Cached>>,
    posted: Mutex<Posted>,
}

/// What was posted by line in a span of days.
type Posting = ((NaiveDate, NaiveDate), Arc<[LineSum]>);

/// The sums of postings that were asked for last, of the book as a change left it: adding up hundreds of thousands anew is
/// most of what a question of the year takes, and every screen of the year asks for the same ones. They stay while
/// changes write to no posting, so that a plan is edited without them being added up again.
#[derive(Debug, Default)]
struct Posted {
    change: Id,
    spans: Vec<Posting>,
}

/// This year, the year before, and all that was bought before.
const SPANS: usize = 4;

impl Open {
    pub(crate) fn new(book: Book) -> Open {
        Open { book, sheet: Mutex::new(None), posted: Mutex::default() }
    }

    /// The budget sheet shown last, kept so that an edit need not read the plan again.
    pub(crate) fn sheet(&self) -> MutexGuard<'_, Option<Cached>> {
        self.sheet.lock().unwrap_or_else(|poisoned: PoisonError<_>| {
            let mut sheet = poisoned.into_inner();
            *sheet = None;
            self.sheet.clear_poison();
            sheet
        })
    }

    /// A change starts, and no other is under way: a sheet that shows a change which has not been written
    /// by now shows what never happened.
    pub(crate) fn begin_change(&self) {
        drop(self.sheet().take_if(|cached| !cached.written));
    }

    /// A change is in the book: the sheet that was brought up to date with it can be shown.
    pub(crate) fn change_written(&self, change: Id) {
        if let Some(cached) = self.sheet().as_mut().filter(|cached| cached.change == change) {
            cached.written = true;
        }
    }
}

/// What a command sees: a transaction, the open book and who asks.
pub(crate) struct Call<'a> {
    pub(crate) tx: &'a Tx<'a>,
    pub(crate) open: &'a Open,
    pub(crate) context: &'a Context<'a>,
}

impl Call<'_> {
    pub(crate) fn settings(&self) -> Result<Settings, Error> {
        Ok(store::settings::get(self.tx)?)
    }

    /// The day figures are shown as of: asked for, else pinned in the book, else today.
    pub(crate) fn as_of(&self, settings: &Settings) -> NaiveDate {
        self.context.as_of.or(settings.as_of).unwrap_or_else(|| self.context.today())
    }

    /// What was posted by line, currency and month in a span of days.
    pub(crate) fn posted(&self, from: NaiveDate, to: NaiveDate) -> Result<Arc<[LineSum]>, Error> {
        if self.tx.writes() {
            return Ok(store::actual::by_line(self.tx, from, to)?.into());
        }
        let change = self.last_change()?;
        let kept = || self.open.posted.lock().unwrap_or_else(PoisonError::into_inner);
        let before = kept().change;
        if before < change && !store::history::wrote_actuals(self.tx, before)? {
            let mut posted = kept();
            if posted.change == before {
                posted.change = change;
            }
        }
        let known = |posted: &Posted| {
            let same =
                posted.spans.iter().filter(|_| posted.change == change).find(|(span, _)| *span == (from, to));
            same.map(|(_, sums)| sums.clone())
        };
        if let Some(sums) = known(&kept()) {
            return Ok(sums);
        }
        let sums: Arc<[LineSum]> = store::actual::by_line(self.tx, from, to)?.into();
        let mut posted = kept();
        if posted.change < change {
            *posted = Posted { change, spans: Vec::new() };
        }
        if posted.change == change {
            posted.spans.truncate(SPANS - 1);
            posted.spans.insert(0, ((from, to), sums.clone()));
        }
        Ok(sums)
    }

    /// The number of the last change that this transaction sees.
    pub(crate) fn last_change(&self) -> Result<Id, Error> {
        Ok(store::history::last(self.tx)?)
    }

    /// The plan of this number, or the one that figures are shown for when none is named.
    pub(crate) fn plan_or_default(&self, plan: Option<Id>) -> Result<Option<domain::plan::Plan>, Error> {
        match plan {
            Some(id) => Ok(Some(store::plan::get(self.tx, id)?)),
            None => Ok(domain::plan::default(&store::plan::all(self.tx)?).cloned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use serde_json::{Value, json};

    use crate::{App, Context, Error, book, budget, sample};

    static NEVER: AtomicBool = AtomicBool::new(false);

    fn context(cancelled: &AtomicBool) -> Context<'_> {
        let now = "2026-11-22T09:00:00".parse().unwrap();
        Context { now, as_of: None, user: "Test", progress: &|_| {}, cancelled }
    }

    fn call(app: &App, name: &str, argument: &Value) -> Value {
        let answer = app.call(&context(&NEVER), name, &argument.to_string());
        serde_json::from_str(&answer.unwrap_or_else(|error| panic!("{name}: {error}"))).unwrap()
    }

    #[test]
    fn an_edit_that_was_not_written_is_never_shown() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(None);
        let path = folder.path().join("s.outlay");
        book::create_at(&app, &context(&NEVER), &path, &sample::settings(), true).unwrap();
        let plans = call(&app, "plan.list", &Value::Null);
        let plan =
            plans.as_array().unwrap().iter().find(|plan| plan["base"].is_null()).unwrap()["id"].clone();
        let view = json!({ "plan": plan, "compare": null, "group": "none", "filter": "", "collapsed": [] });
        let first = |app: &App| -> (Value, Value) {
            let grid = call(app, "budget.grid", &json!({ "view": view, "from": 0, "count": 1 }));
            (grid["rows"][0]["line"].clone(), grid["rows"][0]["amounts"][0].clone())
        };
        let (line, before) = first(&app);
        let cells = json!([{ "line": line, "month": 0, "text": "7777" }]);
        let edit = json!({ "view": view, "cells": cells, "decimal": "." });
        let meta = store::Meta { command: "budget.edit", who: "", at: "", topics: &[], undoes: None };
        let failed = app.change::<(), Error>(&context(&NEVER), &meta, |call| {
            let (edited, _) = budget::edit(call, serde_json::from_value(edit.clone()).unwrap())?;
            assert_eq!(edited.rows[0].amounts[0].unwrap().to_string(), "7777.00");
            // As a full disk or a cancel would end it.
            Err(Error::Cancelled)
        });
        assert_eq!(failed.unwrap_err(), Error::Cancelled);
        // Another change takes the number that the edit would have had.
        call(&app, "project.save", &json!({ "id": null, "name": "Atlas", "start": null, "end": null }));
        assert_eq!(first(&app).1, before, "as it stands in the book");

        call(&app, "budget.edit", &edit);
        assert_eq!(first(&app).1, json!("7777.00"));
        assert!(
            app.open().unwrap().sheet().as_ref().is_some_and(|cached| cached.written),
            "kept for the next"
        );
    }
}
