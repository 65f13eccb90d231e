//! What the page can ask of the shell: any command of the core, and the few things that only a desktop can do.

#![expect(clippy::needless_pass_by_value, reason = "Tauri hands a command its arguments by value")]

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use tauri::ipc::{Channel, Response};
use tauri::{AppHandle, Manager, WebviewWindow};
use tauri_plugin_clipboard_manager::ClipboardExt;

use crate::dialog::{self, Purpose};
use crate::events::{self, Event};
use crate::files::{self, File};

/// The calls under way, by the number the page gave them, each with its wish to be cancelled.
#[derive(Default)]
pub(crate) struct Running(Mutex<HashMap<u32, Arc<AtomicBool>>>);

impl Running {
    fn begin(&self, id: u32) -> Arc<AtomicBool> {
        let cancelled = Arc::new(AtomicBool::new(false));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::clone(&cancelled));
        cancelled
    }

    fn end(&self, id: u32) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }

    fn cancel(&self, id: u32) {
        if let Some(cancelled) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id) {
            cancelled.store(true, Ordering::Relaxed);
        }
    }
}

/// The page is there and listens.
#[tauri::command]
pub(crate) fn connect(app: AppHandle, events: Channel<Event>) {
    events::connect(&app, events);
}

/// Asks the core. The answer is JSON already and goes to the page as it is; so does an error.
#[tauri::command]
pub(crate) async fn call(app: AppHandle, id: u32, name: String, argument: String) -> Result<Response, Value> {
    let worker = tauri::async_runtime::spawn_blocking(move || {
        let running = app.state::<Running>();
        let cancelled = running.begin(id);
        let answer = ask(&app, id, &cancelled, &name, &argument);
        running.end(id);
        answer
    });
    match worker.await {
        Ok(Ok(answer)) => Ok(Response::new(answer)),
        Ok(Err(error)) => {
            Err(serde_json::from_str(&error.to_json()).unwrap_or_else(|_| error.to_string().into()))
        }
        Err(error) => Err(error.to_string().into()),
    }
}

/// The window goes: what was open is closed.
pub(crate) fn close_book(app: &AppHandle) {
    // Without an open book there is nothing to close, and nobody left to tell.
    drop(ask(app, u32::MAX, &AtomicBool::new(false), "book.close", "null"));
}

/// Asks a running call to stop; it leaves nothing behind.
#[tauri::command]
pub(crate) fn cancel(app: AppHandle, id: u32) {
    app.state::<Running>().cancel(id);
}

/// Lets the user point at a file; `None` if they thought better of it.
#[tauri::command]
pub(crate) async fn choose(window: WebviewWindow, purpose: Purpose, name: Option<String>) -> Option<File> {
    let asked = window.clone();
    let answer =
        tauri::async_runtime::spawn_blocking(move || dialog::ask(&asked, purpose, name.as_deref())).await;
    let path = answer.ok().flatten()?;
    Some(files::grant(window.app_handle(), &path))
}

/// The text on the clipboard: a page may not read it everywhere when a menu is the cause.
#[tauri::command]
pub(crate) fn paste_text(app: AppHandle) -> String {
    // A picture, or nothing at all, is no text: there is nothing to paste then.
    app.clipboard().read_text().unwrap_or_default()
}

/// Opens a file that the user saved, or a document of the book, in the program the system has for it.
#[tauri::command]
pub(crate) async fn open_file(app: AppHandle, token: String) -> Result<(), String> {
    let path = app.state::<app::App>().granted(&token).map_err(|error| error.to_string())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if !dialog::is_written(&path) && !app::opens(&name) {
        return Err("This kind of file could run something, and is not opened from here.".into());
    }
    opener::open(&path).map_err(|error| format!("The system did not open the file: {error}"))
}

/// Opens an address of the web in the browser of the system.
#[tauri::command]
pub(crate) async fn open_link(link: String) -> Result<(), String> {
    if !app::is_address(&link) {
        return Err("Only addresses of the web are opened from here.".into());
    }
    opener::open_browser(link.trim()).map_err(|error| format!("The system did not open the address: {error}"))
}

/// Shows the folder of a file that the user saved.
#[tauri::command]
pub(crate) async fn show_file(app: AppHandle, token: String) -> Result<(), String> {
    let path = app.state::<app::App>().granted(&token).map_err(|error| error.to_string())?;
    let folder = path.parent().ok_or("This file is in no folder.")?;
    opener::open(folder).map_err(|error| format!("The system did not show the folder: {error}"))
}

fn ask(
    app: &AppHandle,
    id: u32,
    cancelled: &AtomicBool,
    name: &str,
    argument: &str,
) -> Result<String, app::Error> {
    let progress = |step: app::Progress| {
        events::send(app, Event::Progress { id, done: step.done, total: step.total, text: step.text });
    };
    let (now, user) = (chrono::Local::now().naive_local(), user());
    let context = app::Context { now, as_of: None, user: &user, progress: &progress, cancelled };
    app.state::<app::App>().call(&context, name, argument)
}

/// The name that history shows: the one the user signed in with.
fn user() -> String {
    let name = ["USER", "USERNAME", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| "unknown".to_owned())
}
