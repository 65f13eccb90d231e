//! What the shell tells the page unasked: how far a call is, menu choices, files dropped on the window or opened
//! by double click. All of it goes through one channel.

use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use tauri::Manager;
use tauri::ipc::Channel;

use crate::files::File;

/// One message to the page.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Event {
    /// A running call did `done` of `total`; a `total` of 0 says that the whole is not known.
    Progress { id: u32, done: u32, total: u32, text: String },
    /// A command was chosen in the menu.
    Command { name: String },
    /// Files are held over the window, or no longer.
    Dragging { over: bool },
    /// A file was dropped on the window.
    Dropped(File),
    /// A book was opened outside the window: by double click, or by a second start.
    Opened(File),
}

/// The channel to the page; what happens before the page listens waits here.
#[derive(Default)]
pub(crate) struct Line(Mutex<Ends>);

#[derive(Default)]
struct Ends {
    page: Option<Channel<Event>>,
    waiting: Vec<Event>,
}

/// Sends to the page, now or once it listens.
pub(crate) fn send(app: &tauri::AppHandle, event: Event) {
    let line = app.state::<Line>();
    let mut ends = line.0.lock().unwrap_or_else(PoisonError::into_inner);
    match &ends.page {
        // A page that is gone hears nothing, and misses nothing: it asks again when it is back.
        Some(page) => drop(page.send(event)),
        None => ends.waiting.push(event),
    }
}

/// The page listens from now on; a page loaded again takes the place of the one before.
pub(crate) fn connect(app: &tauri::AppHandle, page: Channel<Event>) {
    let line = app.state::<Line>();
    let mut ends = line.0.lock().unwrap_or_else(PoisonError::into_inner);
    for event in ends.waiting.drain(..) {
        drop(page.send(event));
    }
    ends.page = Some(page);
}
