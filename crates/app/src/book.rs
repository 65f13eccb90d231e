//! Commands on the book as a file, and what the window shows of it everywhere.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use domain::plan::Plan;
use domain::{Currency, Id, Settings};
use serde::{Deserialize, Serialize};

use crate::files::file_name;
use crate::open::Call;
use crate::{App, Context, Error, sample};

/// What the window shows of the book on every screen.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "BookState"))]
pub struct State {
    /// The file's name without its ending.
    pub name: String,
    /// Its folder, to be shown.
    pub folder: String,
    /// Why nothing can be written, if so.
    pub read_only: Option<String>,
    /// What the user should know about the book's place.
    pub notice: Option<String>,
    /// The settings.
    pub settings: Settings,
    /// The plans, the newest first.
    pub plans: Vec<Plan>,
    /// The plan shown where none is chosen.
    pub plan: Option<Id>,
    /// The day figures are shown as of.
    pub as_of: NaiveDate,
    /// Its fiscal year.
    pub fiscal_year: i32,
    /// Fiscal years with a plan or actuals, the newest first.
    pub fiscal_years: Vec<i32>,
    /// What undo would take back.
    pub undo: Option<String>,
    /// What redo would do again.
    pub redo: Option<String>,
    /// The number of the last change.
    pub change: Id,
    /// How many budget lines there are.
    pub line_count: u32,
    /// How many actuals there are.
    pub actual_count: u32,
    /// How many of them no line is matched to.
    pub unmatched_count: u32,
}

/// A book to be created.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "NewBook"))]
pub struct New {
    /// Where; only a sample may leave it open and is kept among the program's own files.
    pub file: Option<String>,
    /// Whose budget it is.
    pub organisation: String,
    /// The base currency.
    pub currency: Currency,
    /// The first month of the fiscal year.
    pub fiscal_start: u32,
    /// Whether to fill it with the sample company instead.
    pub sample: bool,
}

/// A file that the user chose.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ChosenFile"))]
pub struct File {
    /// Its token.
    pub file: String,
}

/// A book opened before.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Recent {
    /// Its token.
    pub file: String,
    /// Its name without its ending.
    pub name: String,
    /// Its folder, to be shown.
    pub folder: String,
    /// When it was opened last (local time).
    pub opened: String,
}

/// Whether a book is whole.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "BookCheck"))]
pub struct Check {
    /// Whether nothing is wrong.
    pub ok: bool,
    /// What is wrong, a sentence each.
    pub findings: Vec<String>,
}

pub(crate) fn state(app: &App, context: &Context<'_>, (): ()) -> Result<Option<State>, Error> {
    match app.read(context, read_state) {
        Ok(state) => Ok(Some(state)),
        Err(Error::NoBook) => Ok(None),
        Err(other) => Err(other),
    }
}

fn read_state(call: &Call<'_>) -> Result<State, Error> {
    let book = &call.open.book;
    let settings = call.settings()?;
    let plans = store::plan::all(call.tx)?;
    let stacks = book.stacks(call.tx)?;
    let summary = |change: Option<Id>| -> Result<Option<String>, Error> {
        let Some(change) = change else { return Ok(None) };
        Ok(store::history::entry(call.tx, change)?.map(|entry| entry.summary))
    };
    let writable = book.read_only().is_none();
    let (undo, redo) = (stacks.undo.last().copied(), stacks.redo.last().map(|(_, original)| *original));
    let calendar = settings.calendar();
    let as_of = call.as_of(&settings);
    let mut years: Vec<i32> = plans.iter().map(|plan| plan.fiscal_year).collect();
    if let Some((first, last)) = store::actual::span(call.tx)? {
        let year = |day| calendar.year_of(domain::Month::of(day));
        years.extend(year(first)..=year(last));
    }
    let fiscal_year = calendar.year_of(domain::Month::of(as_of));
    years.push(fiscal_year);
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let (actual_count, unmatched_count) = store::actual::counts(call.tx)?;
    Ok(State {
        name: stem(book.path()),
        folder: book.path().parent().map(|folder| folder.display().to_string()).unwrap_or_default(),
        read_only: book.read_only().map(str::to_owned),
        notice: book.notice().map(str::to_owned),
        plan: domain::plan::default(&plans).map(|plan| plan.id),
        plans,
        settings,
        as_of,
        fiscal_year,
        fiscal_years: years,
        undo: summary(undo.filter(|_| writable))?,
        redo: summary(redo.filter(|_| writable))?,
        change: stacks.last(),
        line_count: store::budget::count(call.tx)?,
        actual_count,
        unmatched_count,
    })
}

pub(crate) fn create(app: &App, context: &Context<'_>, new: New) -> Result<State, Error> {
    let settings = if new.sample {
        sample::settings()
    } else {
        Settings::new(&new.organisation, new.currency, new.fiscal_start)
    };
    Error::unless_empty(settings.problems())?;
    let path = match &new.file {
        Some(token) => app.files.path(token)?,
        None if new.sample => sample_path(app)?,
        None => return Err(Error::invalid("file", "Choose where the book is to be kept.")),
    };
    create_at(app, context, &path, &settings, new.sample)?;
    opened(app, context)
}

/// Creates a book at a path and leaves it open.
pub(crate) fn create_at(
    app: &App,
    context: &Context<'_>,
    path: &Path,
    settings: &Settings,
    sample: bool,
) -> Result<(), Error> {
    let at = context.at();
    let who = store::Who { name: context.user, at: &at };
    let first: store::First<'_> = if sample { &sample::fill } else { &|_| Ok(()) };
    let book = store::Book::create(path, settings, who, first).map_err(|error| {
        if let store::Error::File(message) = error { Error::invalid("file", message) } else { error.into() }
    })?;
    app.replace(Some(book));
    Ok(())
}

/// Where the sample to explore is kept: a fresh one each time, because it is there to be played with.
fn sample_path(app: &App) -> Result<PathBuf, Error> {
    let home = app.home.clone().unwrap_or_else(std::env::temp_dir);
    let failed =
        |error: std::io::Error| Error::Unexpected(format!("The sample could not be written: {error}."));
    std::fs::create_dir_all(&home).map_err(failed)?;
    let path = home.join("Sample.outlay");
    if app.book_path().as_deref() == Some(&path) {
        app.replace(None);
    }
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(error)),
        _ => Ok(path),
    }
}

pub(crate) fn open(app: &App, context: &Context<'_>, file: File) -> Result<State, Error> {
    let path = app.files.path(&file.file)?;
    if let Ok(open) = app.open()
        && same_file(open.book.path(), &path)
        // A book that somebody else was writing may be free by now.
        && open.book.read_only().is_none()
    {
        return opened(app, context);
    }
    let at = context.at();
    let book = store::Book::open(&path, store::Who { name: context.user, at: &at })?;
    app.replace(Some(book));
    opened(app, context)
}

/// Whether two paths lead to one file, however they are written.
pub(crate) fn same_file(one: &Path, other: &Path) -> bool {
    let true_path = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    one == other || true_path(one) == true_path(other)
}

fn opened(app: &App, context: &Context<'_>) -> Result<State, Error> {
    remember(app, context);
    app.read(context, read_state)
}

pub(crate) fn close(app: &App, _: &Context<'_>, (): ()) -> Result<(), Error> {
    app.replace(None);
    Ok(())
}

pub(crate) fn check(call: &Call<'_>, (): ()) -> Result<Check, Error> {
    let findings = store::check(call.tx)?;
    Ok(Check { ok: findings.is_empty(), findings })
}

/// A line of the list of recent books: the path stays on this side of the wire.
#[derive(Debug, Serialize, Deserialize)]
struct Remembered {
    path: PathBuf,
    opened: String,
}

/// How many books are remembered.
const REMEMBERED: usize = 12;

pub(crate) fn recent(app: &App, _: &Context<'_>, (): ()) -> Result<Vec<Recent>, Error> {
    let there = remembered(app).into_iter().filter(|book| book.path.is_file());
    Ok(there
        .map(|book| Recent {
            file: app.grant(&book.path),
            name: stem(&book.path),
            folder: book.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default(),
            opened: book.opened,
        })
        .collect())
}

fn remembered(app: &App) -> Vec<Remembered> {
    let Some(list) = app.home.as_ref().map(|home| home.join("recent.json")) else { return Vec::new() };
    // A list that is missing or damaged is a list of nothing: it is only a convenience.
    std::fs::read(list).ok().and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default()
}

fn remember(app: &App, context: &Context<'_>) {
    let (Some(home), Some(path)) = (&app.home, app.book_path()) else { return };
    let mut books = remembered(app);
    books.retain(|book| book.path != path);
    books.insert(0, Remembered { path, opened: context.at() });
    books.truncate(REMEMBERED);
    if let Ok(json) = serde_json::to_vec_pretty(&books) {
        let _ = std::fs::create_dir_all(home).and_then(|()| std::fs::write(home.join("recent.json"), json));
    }
}

fn stem(path: &Path) -> String {
    let name = file_name(path);
    name.strip_suffix(".outlay").unwrap_or(&name).to_owned()
}
