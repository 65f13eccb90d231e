//! The real core behind the server: calls, how far they are, and files that come and go through the browser.

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json as value};

use crate::options::Options;
use crate::{Answer, JSON, TEXT};

/// No file that a person drops into a page is larger.
const LARGEST_UPLOAD: u64 = 512 * 1024 * 1024;

/// The application, and what the browser knows of it.
pub(crate) struct Core {
    app: app::App,
    folder: PathBuf,
    files: AtomicU32,
    running: Mutex<HashMap<u32, Arc<Call>>>,
}

/// A call under way.
#[derive(Default)]
struct Call {
    cancelled: AtomicBool,
    progress: Mutex<Option<app::Progress>>,
}

impl Core {
    /// A core of its own, in a new folder: it leaves the settings and recent books of the user alone.
    pub(crate) fn new() -> Result<Self, String> {
        let folder = std::env::temp_dir().join(format!("outlay-serve-{}", std::process::id()));
        std::fs::create_dir_all(&folder)
            .map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
        Ok(Self {
            app: app::App::new(Some(folder.join("config"))),
            folder,
            files: AtomicU32::default(),
            running: Mutex::default(),
        })
    }

    /// Opens the book that the server was started with.
    pub(crate) fn open(&self, options: &Options) -> Result<(), String> {
        let asked = if let Some(book) = &options.book {
            let book = std::path::absolute(book).map_err(|error| format!("{}: {error}.", book.display()))?;
            Some(("book.open", value!({ "file": self.app.grant(&book) })))
        } else if options.sample {
            let sample = value!({
                "file": null, "organisation": "", "currency": "USD", "fiscal_start": 7, "sample": true
            });
            Some(("book.create", sample))
        } else {
            None
        };
        let Some((name, argument)) = asked else { return Ok(()) };
        self.ask(&Call::default(), name, &argument.to_string()).map(drop).map_err(|error| error.to_string())
    }

    /// Asks the core, as the window does.
    pub(crate) fn call(&self, id: Option<u32>, name: &str, argument: &str) -> Answer {
        let call = Arc::new(Call::default());
        let id = id.unwrap_or(u32::MAX);
        lock(&self.running).insert(id, Arc::clone(&call));
        let answer = self.ask(&call, name, argument);
        lock(&self.running).remove(&id);
        match answer {
            Ok(json) => (200, JSON, json.into()),
            Err(error) => (422, JSON, error.to_json().into()),
        }
    }

    /// How far a call is; `null` when it has not said anything, or is over.
    pub(crate) fn progress(&self, id: Option<u32>) -> Answer {
        let call = id.and_then(|id| lock(&self.running).get(&id).cloned());
        let progress = call.and_then(|call| lock(&call.progress).clone());
        let shown = progress.map_or(
            Value::Null,
            |step| value!({ "done": step.done, "total": step.total, "text": step.text }),
        );
        (200, JSON, json(&shown))
    }

    /// Asks a call to stop.
    pub(crate) fn cancel(&self, id: Option<u32>) -> Answer {
        if let Some(call) = id.and_then(|id| lock(&self.running).get(&id).cloned()) {
            call.cancelled.store(true, Ordering::Relaxed);
        }
        (200, JSON, "null".into())
    }

    /// Takes a file from the browser; without content it is a place to save to.
    pub(crate) fn grant(&self, name: Option<&str>, content: &mut dyn Read) -> Answer {
        let name =
            Path::new(name.unwrap_or_default()).file_name().map(|name| name.to_string_lossy().into_owned());
        let Some(name) = name else { return (400, TEXT, "The file needs a name.".into()) };
        let mut bytes = Vec::new();
        match content.take(LARGEST_UPLOAD + 1).read_to_end(&mut bytes) {
            Ok(size) if size as u64 > LARGEST_UPLOAD => return (413, TEXT, "This file is too large.".into()),
            Ok(_) => {}
            Err(error) => return (400, TEXT, format!("The file did not arrive: {error}.").into()),
        }
        let path = self.place_for(&name);
        if !bytes.is_empty()
            && let Err(error) = std::fs::write(&path, bytes)
        {
            return (500, TEXT, format!("The file cannot be kept: {error}.").into());
        }
        let token = self.app.grant(&path);
        (200, JSON, json(&value!({ "token": token, "name": name })))
    }

    /// Hands out what was saved.
    pub(crate) fn saved(&self, token: &str) -> Answer {
        let path = self.app.granted(&crate::door::decode(token)).ok();
        match path.and_then(|path| std::fs::read(path).ok()) {
            Some(bytes) => (200, "application/octet-stream", bytes),
            None => (404, TEXT, "Nothing was saved under this token.".into()),
        }
    }

    fn ask(&self, call: &Call, name: &str, argument: &str) -> Result<String, app::Error> {
        let progress = |step: app::Progress| *lock(&call.progress) = Some(step);
        let now = chrono::Local::now().naive_local();
        let context = app::Context {
            now,
            as_of: None,
            user: "developer",
            progress: &progress,
            cancelled: &call.cancelled,
        };
        self.app.call(&context, name, argument)
    }

    /// A folder for each file: two of the same name do not meet.
    fn place_for(&self, name: &str) -> PathBuf {
        let number = self.files.fetch_add(1, Ordering::Relaxed);
        let folder = self.folder.join(number.to_string());
        // A folder that cannot be made shows at once, when the file in it cannot be written.
        drop(std::fs::create_dir_all(&folder));
        folder.join(name)
    }
}

fn json(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
