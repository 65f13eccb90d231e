//! Rules over the `Cargo.toml` files: Cargo proves the layers, these rules prove that nobody moved them.

use super::File;

/// Each engine, and the only manifest that may name it.
const HOMES: [(&str, &str); 8] = [
    ("rusqlite", "crates/store/Cargo.toml"),
    ("rusqlite_migration", "crates/store/Cargo.toml"),
    ("calamine", "crates/import/Cargo.toml"),
    ("chardetng", "crates/import/Cargo.toml"),
    ("printpdf", "crates/report/Cargo.toml"),
    ("rust_xlsxwriter", "crates/report/Cargo.toml"),
    ("ttf-parser", "crates/report/Cargo.toml"),
    ("tauri", "src-tauri/Cargo.toml"),
];

/// Which crates of ours a manifest may name.
const ARROWS: [(&str, &[&str]); 7] = [
    ("crates/domain/Cargo.toml", &[]),
    ("crates/store/Cargo.toml", &["domain"]),
    ("crates/import/Cargo.toml", &["domain"]),
    ("crates/report/Cargo.toml", &["domain"]),
    ("crates/app/Cargo.toml", &["domain", "store", "import", "report"]),
    ("crates/cli/Cargo.toml", &["app"]),
    ("src-tauri/Cargo.toml", &["app"]),
];

const OURS: [&str; 6] = ["domain", "store", "import", "report", "app", "cli"];

/// All that the domain may stand on.
const DOMAIN: [&str; 10] = [
    "augurs-core",
    "augurs-ets",
    "chrono",
    "iso_currency",
    "rand",
    "rand_distr",
    "rand_pcg",
    "rust_decimal",
    "serde",
    "ts-rs",
];

/// SQLite, the readers, the printer and the window each appear in one manifest.
pub(super) fn engine_has_one_home(file: &File) -> Vec<String> {
    let at_home = |name: &str| {
        let home = HOMES
            .iter()
            .find(|(engine, _)| name == *engine || (*engine == "tauri" && name.starts_with("tauri-")));
        home.is_none_or(|(_, home)| file.path == *home)
    };
    named(file)
        .into_iter()
        .filter(|dependency| !at_home(dependency.name))
        .map(|dependency| format!("{} belongs to another crate (house invariant 2).", dependency.name))
        .collect()
}

/// A crate names only crates further in; the domain's list is exact.
pub(super) fn arrows_point_inward(file: &File) -> Vec<String> {
    let Some((_, allowed)) = ARROWS.iter().find(|(manifest, _)| file.path == *manifest) else {
        return Vec::new();
    };
    let of_the_domain = file.path == "crates/domain/Cargo.toml";
    named(file)
        .into_iter()
        .filter(|dependency| !dependency.for_tests)
        .filter(|dependency| {
            let outward = OURS.contains(&dependency.name) && !allowed.contains(&dependency.name);
            outward || (of_the_domain && !DOMAIN.contains(&dependency.name))
        })
        .map(|dependency| format!("it must not know {} (house, Layout).", dependency.name))
        .collect()
}

/// Every crate is under the lints of the workspace.
pub(super) fn lints_are_shared(file: &File) -> Vec<String> {
    let member = file.path.ends_with("/Cargo.toml");
    if member && !file.text.replace("\r\n", "\n").contains("[lints]\nworkspace = true") {
        return vec!["it lacks `[lints] workspace = true`.".into()];
    }
    Vec::new()
}

struct Dependency<'a> {
    name: &'a str,
    for_tests: bool,
}

/// The dependencies that a member's manifest names; the root only says versions.
fn named(file: &File) -> Vec<Dependency<'_>> {
    if !file.path.ends_with("/Cargo.toml") {
        return Vec::new();
    }
    let mut section = "";
    let mut found = Vec::new();
    for line in file.text.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']);
        } else if section.ends_with("dependencies") && !line.is_empty() && !line.starts_with('#') {
            let name = line.split(['=', '.', ' ']).next().unwrap_or_default().trim_matches('"');
            found.push(Dependency { name, for_tests: section.ends_with("dev-dependencies") });
        }
    }
    found
}
