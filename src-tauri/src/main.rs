//! The window of Outlay: it shows the page, asks the system for files, and hands every question of the page to
//! the core as one call.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod dialog;
mod events;
mod files;
mod ipc;
mod menu;
mod rehearsal;

use std::alloc::System;
use std::process::ExitCode;

use cap::Cap;
use tauri::{DragDropEvent, Manager, RunEvent, WindowEvent};

use crate::events::Event;

/// Without a limit, but where this process reads a workbook for another one.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

fn main() -> ExitCode {
    // Before anything of the window: this start is only to read a workbook for the application that is running.
    if app::apart::asked(std::env::args_os()) {
        return app::apart::serve(&mut std::io::stdin().lock(), &mut std::io::stdout().lock(), &|bytes| {
            // More than that is in use already: then the next piece of memory is refused.
            let _ = MEMORY.set_limit(bytes);
        });
    }
    let mut builder = tauri::Builder::default();
    if !rehearsal::is_on() {
        // First of all plugins, so that a second start ends before it has opened anything.
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            bring_to_front(app);
            files::open_named(app, arguments, folder.as_ref());
        }));
    }
    let built = builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .manage(events::Line::default())
        .manage(ipc::Running::default())
        .menu(menu::build)
        .on_menu_event(|app, chosen| {
            events::send(app, Event::Command { name: chosen.id().as_ref().to_owned() });
        })
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(dragged) = event {
                follow_drag(window.app_handle(), dragged);
            }
        })
        .setup(|app| {
            let config_dir = rehearsal::config_dir().or_else(|| app.path().app_config_dir().ok());
            app.manage(app::App::new(config_dir).with_reader(std::env::current_exe().ok()));
            let folder = std::env::current_dir().unwrap_or_default();
            // As the system has them: a file's name need not be text that can be read.
            files::open_named(app.handle(), std::env::args_os(), &folder);
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            ipc::connect,
            ipc::call,
            ipc::cancel,
            ipc::choose,
            ipc::paste_text,
            ipc::open_file,
            ipc::open_link,
            ipc::show_file,
        ])
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(follow_system);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("Outlay cannot open its window: {error}");
            ExitCode::FAILURE
        }
    }
}

fn follow_drag(app: &tauri::AppHandle, dragged: &DragDropEvent) {
    match dragged {
        DragDropEvent::Enter { .. } => events::send(app, Event::Dragging { over: true }),
        DragDropEvent::Leave => events::send(app, Event::Dragging { over: false }),
        DragDropEvent::Drop { paths, .. } => {
            events::send(app, Event::Dragging { over: false });
            for path in paths.iter().filter(|path| path.is_file()) {
                events::send(app, Event::Dropped(files::grant(app, path)));
            }
        }
        DragDropEvent::Over { .. } | _ => {}
    }
}

#[cfg_attr(
    not(target_os = "macos"),
    expect(clippy::needless_pass_by_value, reason = "the signature that Tauri asks for")
)]
fn follow_system(app: &tauri::AppHandle, event: RunEvent) {
    match event {
        // A double click on macOS comes as a message, not as an argument.
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            for path in urls.iter().filter_map(|url| url.to_file_path().ok()) {
                files::open(app, &path);
            }
        }
        // Closing folds the book into its one file.
        RunEvent::Exit => ipc::close_book(app),
        _ => {}
    }
}

fn bring_to_front(app: &tauri::AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A system that does not let the window come forward is no reason to refuse the book.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
