//! Prepares the window's resources, and has the shell built again when the built UI changed.

use std::path::Path;

fn main() {
    // The page is built by npm beforehand. An empty folder lets the shell's own code be checked without it.
    let page = Path::new("../ui/dist");
    if let Err(error) = std::fs::create_dir_all(page) {
        println!("cargo:warning=the folder for the built UI cannot be made: {error}");
    }
    println!("cargo:rerun-if-changed={}", page.display());
    tauri_build::build();
}
