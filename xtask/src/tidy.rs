//! The house rules that no compiler checks: which folder may know what, and how a file begins.

mod manifests;
mod sources;

use std::path::Path;

use crate::{Outcome, place};

/// A text file of the checkout; `path` with forward slashes, from the root.
#[derive(Debug)]
struct File {
    path: String,
    text: String,
}

impl File {
    fn ending(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or_default()
    }
}

/// A rule looks at one file and names what breaks it.
type Rule = fn(&File) -> Vec<String>;

const RULES: [Rule; 9] = [
    manifests::engine_has_one_home,
    manifests::arrows_point_inward,
    manifests::lints_are_shared,
    sources::opens_with_its_purpose,
    sources::is_short_or_says_why,
    sources::sql_lives_in_the_store,
    sources::sums_are_exact,
    sources::clock_is_at_the_edge,
    sources::names_and_notes,
];

/// Looks at every source and manifest.
pub(crate) fn tidy() -> Outcome {
    println!("- the house rules");
    let mut files = Vec::new();
    collect(place::root(), place::root(), &mut files);
    let faults = faults(&files);
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

fn faults(files: &[File]) -> Vec<String> {
    let mut faults: Vec<String> = files
        .iter()
        .flat_map(|file| {
            RULES
                .iter()
                .flat_map(|rule| rule(file))
                .map(|fault| format!("{}: {fault}", file.path))
                .collect::<Vec<_>>()
        })
        .collect();
    faults.extend(sources::page_reaches_the_shell_in_one_place(files));
    faults
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    const ELSEWHERE: [&str; 6] = ["target", "node_modules", "dist", "gen", "fixtures", "golden"];
    const READ: [&str; 7] = ["rs", "toml", "sql", "ts", "tsx", "mjs", "css"];
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !ELSEWHERE.contains(&name.as_str()) && !name.starts_with('.') {
                collect(root, &path, files);
            }
        } else if path.extension().is_some_and(|ending| READ.iter().any(|read| ending == *read))
            && let (Ok(text), Ok(inside)) = (std::fs::read_to_string(&path), path.strip_prefix(root))
        {
            files.push(File { path: inside.to_string_lossy().replace('\\', "/"), text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{File, faults, tidy};

    #[test]
    fn the_house_is_in_order() {
        assert_eq!(tidy(), Ok(()));
    }

    fn check(says: &str, path: &str, text: &str, expected: &[&str]) {
        let found = faults(&[File { path: path.into(), text: text.into() }]);
        assert_eq!(found.len(), expected.len(), "{says}: {found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{says}: {found:?}");
        }
    }

    const LINTS: &str = "[lints]\nworkspace = true\n";

    fn check_manifest(says: &str, path: &str, dependencies: &str, expected: &[&str]) {
        check(says, path, &format!("{LINTS}\n[dependencies]\n{dependencies}"), expected);
    }

    #[test]
    fn an_engine_has_one_home() {
        check_manifest("at home", "crates/store/Cargo.toml", "rusqlite.workspace = true\n", &[]);
        check_manifest("elsewhere", "crates/app/Cargo.toml", "rusqlite = \"1\"\n", &["rusqlite"]);
        check_manifest("a part of it", "crates/cli/Cargo.toml", "tauri-build = \"2\"\n", &["tauri-build"]);
        check_manifest("a name that only begins alike", "crates/cli/Cargo.toml", "csv-core = \"1\"\n", &[]);
    }

    #[test]
    fn arrows_point_inward() {
        check_manifest(
            "the reports know the domain",
            "crates/report/Cargo.toml",
            "domain.workspace = true\n",
            &[],
        );
        check_manifest("not the store", "crates/report/Cargo.toml", "store.workspace = true\n", &["store"]);
        check_manifest(
            "the window asks the core",
            "src-tauri/Cargo.toml",
            "store.workspace = true\n",
            &["store"],
        );
        check_manifest(
            "the domain's list is exact",
            "crates/domain/Cargo.toml",
            "rayon = \"1\"\n",
            &["rayon"],
        );
        check("lints are shared", "crates/app/Cargo.toml", "[package]\n", &["lints"]);
    }

    #[test]
    fn a_file_opens_with_its_purpose_and_stays_short() {
        let long = "fn a() {}\n".repeat(421);
        check("no purpose", "crates/domain/src/a.rs", "use b;\n", &["//!"]);
        check("long", "crates/domain/src/a.rs", &format!("//! A.\n{long}"), &["lines"]);
        let why = format!("//! A.\n//!\n//! Longer than 400 lines: one table.\n{long}");
        check("long for a reason", "crates/domain/src/a.rs", &why, &[]);
        let tested = format!("//! A.\nfn a() {{}}\n\n#[cfg(test)]\nmod tests {{\n{long}}}\n");
        check("long tests", "crates/domain/src/a.rs", &tested, &[]);
        check("long page", "ui/src/a/page.tsx", &long, &["lines"]);
        check("generated", "ui/src/api.gen.ts", &long, &[]);
    }

    #[test]
    fn sql_lives_in_the_store_and_sums_exactly() {
        check("in the store", "crates/store/src/a.rs", "//! A.\nlet q = \"SELECT id FROM vendor\";\n", &[]);
        check("in the core", "crates/app/src/a.rs", "//! A.\nlet q = \"SELECT id FROM vendor\";\n", &["SQL"]);
        check(
            "a float sum",
            "crates/store/src/a.rs",
            "//! A.\nlet q = \"SELECT SUM(amount)\";\n",
            &["sum_exact"],
        );
        check("ours", "crates/store/src/a.rs", "//! A.\nlet q = \"SELECT sum_exact(amount)\";\n", &[]);
        check("a count", "crates/store/src/a.rs", "//! A.\nlet q = \"SELECT sum(rows)\";\n", &[]);
        check("in Rust", "crates/store/src/a.rs", "//! A.\nlet s = amounts.sum(amount, \"\");\n", &[]);
        check("in words", "crates/store/src/a.rs", "//! Never `SUM(x)`.\n", &[]);
    }

    #[test]
    fn the_clock_is_read_at_the_edge() {
        check("below", "crates/store/src/a.rs", "//! A.\nlet now = SystemTime::now();\n", &["clock"]);
        check("at the edge", "src-tauri/src/a.rs", "//! A.\nlet now = chrono::Local::now();\n", &[]);
        check("files", "crates/domain/src/a.rs", "//! A.\nuse std::fs::File;\n", &["std::fs"]);
    }

    #[test]
    fn names_say_what_things_are() {
        check("a doer", "crates/app/src/a.rs", "//! A.\nstruct TcoManager;\n", &["TcoManager"]);
        // Put together here, or this file would break the rule itself.
        let note = format!("//! A.\n// {}: later\n", ["TO", "DO"].concat());
        check("a note", "crates/app/src/a.rs", &note, &["unfinished"]);
    }

    #[test]
    fn the_page_reaches_the_shell_in_one_place() {
        let import = "import { invoke } from \"@tauri-apps/api/core\";\n";
        check("in its place", "ui/src/api.ts", import, &[]);
        check("elsewhere", "ui/src/budget/page.tsx", import, &["api.ts"]);
    }
}
