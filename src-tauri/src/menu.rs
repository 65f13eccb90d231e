//! The menu. A choice is sent to the page by its command's name; the page does it as if its own button was pressed.

use tauri::menu::{AboutMetadata, Menu, MenuBuilder, MenuItem, MenuItemBuilder, SubmenuBuilder};
use tauri::{AppHandle, Wry};

/// Only macOS gives keys to its menu. Elsewhere the page hears the keys first, and doing both would do things twice.
const MENU_HAS_KEYS: bool = cfg!(target_os = "macos");

/// The menu bar: the standard one of the system, with Outlay's commands in their usual places.
pub(crate) fn build(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let about = AboutMetadata { name: Some("Outlay".into()), ..AboutMetadata::default() };
    let settings = item(app, "app.settings", "Settings…", "CmdOrCtrl+,")?;

    let mut file = SubmenuBuilder::new(app, "&File")
        .item(&item(app, "book.new", "New Book…", "CmdOrCtrl+N")?)
        .item(&item(app, "book.open", "Open…", "CmdOrCtrl+O")?)
        .separator()
        .item(&item(app, "book.close", "Close Book", "CmdOrCtrl+Shift+W")?);
    let mut edit = SubmenuBuilder::new(app, "&Edit")
        .item(&item(app, "edit.undo", "Undo", "CmdOrCtrl+Z")?)
        .item(&item(app, "edit.redo", "Redo", "CmdOrCtrl+Shift+Z")?)
        .separator();
    let view = SubmenuBuilder::new(app, "&View")
        .item(&item(app, "view.palette", "Command Palette", "CmdOrCtrl+K")?)
        .item(&item(app, "view.theme", "Light or Dark", "CmdOrCtrl+Shift+L")?)
        .separator()
        .fullscreen()
        .build()?;
    let mut help = SubmenuBuilder::new(app, "&Help").item(&item(app, "help.keys", "Keyboard Shortcuts", "")?);

    let bar = MenuBuilder::new(app);
    if cfg!(target_os = "macos") {
        let application = SubmenuBuilder::new(app, "Outlay")
            .about(Some(about))
            .separator()
            .item(&settings)
            .separator()
            .services()
            .separator()
            .hide()
            .hide_others()
            .show_all()
            .separator()
            .quit()
            .build()?;
        // Without these items the keys for cut, copy and paste do nothing in a window on macOS.
        edit = edit.cut().copy().paste().select_all();
        let window =
            SubmenuBuilder::new(app, "Window").minimize().maximize().separator().close_window().build()?;
        return bar
            .items(&[&application, &file.build()?, &edit.build()?, &view, &window, &help.build()?])
            .build();
    }
    file = file.separator().item(&settings).separator().quit();
    edit = edit.item(&item(app, "edit.paste", "Paste", "CmdOrCtrl+V")?);
    help = help.separator().about(Some(about));
    bar.items(&[&file.build()?, &edit.build()?, &view, &help.build()?]).build()
}

fn item(app: &AppHandle, name: &str, text: &str, keys: &str) -> tauri::Result<MenuItem<Wry>> {
    let item = MenuItemBuilder::with_id(name, text);
    if MENU_HAS_KEYS && !keys.is_empty() { item.accelerator(keys).build(app) } else { item.build(app) }
}
