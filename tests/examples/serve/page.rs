//! The files of the built page.

use std::path::{Component, Path};

use crate::{Answer, TEXT, door};

/// The file of the page at this address; `/` is its first one.
pub(crate) fn file(page: &Path, address: &str) -> Answer {
    let name = door::decode(address.trim_start_matches('/'));
    let name = if name.is_empty() { "index.html" } else { &name };
    let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let missing = || (404, TEXT, "There is nothing here.".into());
    if !inside {
        return missing();
    }
    match std::fs::read(page.join(name)) {
        Ok(bytes) => (200, kind(name), bytes),
        Err(_) => missing(),
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => crate::JSON,
        "ttf" => "font/ttf",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
