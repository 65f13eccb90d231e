//! The file that is being looked at, kept read between one question about it and the next.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use ::import::{Options, Refusal, Source};
use domain::Id;
use sha2::{Digest, Sha256};

use super::seen::Seen;
use super::{Job, Rows, RowsQuery};
use crate::{App, Context, Error};

/// What is kept: the file read last, and the rows that the preview of one import has seen.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    opened: Mutex<Option<Arc<Opened>>>,
    seen: Mutex<Option<Kept>>,
}

/// A file, read.
pub(super) struct Opened {
    pub(super) name: String,
    pub(super) hash: String,
    stamp: Stamp,
    source: Mutex<Source>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("stamp", &self.stamp).finish_non_exhaustive()
    }
}

/// By what a file that was read is known to be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    path: PathBuf,
    size: u64,
    changed: Option<SystemTime>,
    encoding: Option<String>,
    delimiter: Option<String>,
}

/// The rows of a preview, and what they are the rows of.
#[derive(Debug)]
struct Kept {
    job: Job,
    stamp: Stamp,
    change: Id,
    seen: Seen,
}

impl Opened {
    /// Runs with the file's rows at hand.
    pub(super) fn with<T>(&self, run: impl FnOnce(&Source) -> T) -> T {
        let source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        run(&source)
    }
}

fn stamp(app: &App, token: &str, options: &Options) -> Result<Stamp, Error> {
    let path = app.files.path(token)?;
    let known = std::fs::metadata(&path).ok();
    Ok(Stamp {
        path,
        size: known.as_ref().map_or(0, std::fs::Metadata::len),
        changed: known.and_then(|known| known.modified().ok()),
        encoding: options.encoding.clone(),
        delimiter: options.delimiter.clone(),
    })
}

/// The file of a token, read as the options say; as it was read last, if it has not changed since.
pub(super) fn open(
    app: &App,
    context: &Context<'_>,
    token: &str,
    options: &Options,
) -> Result<Arc<Opened>, Error> {
    let stamp = stamp(app, token, options)?;
    let kept = app.imports.opened.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(opened) = kept.filter(|opened| opened.stamp == stamp) {
        return Ok(opened);
    }
    context.tell(0, 0, "Reading the file")?;
    let (name, bytes) = app.files.read(token)?;
    let hash = Sha256::digest(&bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        use std::fmt::Write;
        let _ = write!(text, "{byte:02x}");
        text
    });
    let source =
        Source::read(&name, bytes, options, &app.apart).map_err(|refusal: Refusal| Error::from(refusal))?;
    let opened = Arc::new(Opened { name, hash, stamp, source: Mutex::new(source) });
    *app.imports.opened.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&opened));
    Ok(opened)
}

fn last_change(app: &App, context: &Context<'_>) -> Result<Id, Error> {
    app.read(context, |call| Ok(store::history::last(call.tx)?))
}

/// A window of the rows that are kept, if they are those of this job and neither file nor book has changed since.
pub(super) fn window(
    app: &App,
    context: &Context<'_>,
    job: &Job,
    query: &RowsQuery,
) -> Result<Option<Rows>, Error> {
    let stamp = stamp(app, &job.file, &job.options)?;
    let change = last_change(app, context)?;
    let kept = app.imports.seen.lock().unwrap_or_else(PoisonError::into_inner);
    let same = kept.as_ref().filter(|kept| kept.job == *job && kept.stamp == stamp && kept.change == change);
    Ok(same.map(|kept| kept.seen.window(query)))
}

/// Keeps the rows of a preview for the next window.
pub(super) fn keep(app: &App, context: &Context<'_>, job: &Job, seen: Seen) -> Result<(), Error> {
    let stamp = stamp(app, &job.file, &job.options)?;
    let change = last_change(app, context)?;
    let kept = Kept { job: job.clone(), stamp, change, seen };
    *app.imports.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
    Ok(())
}
