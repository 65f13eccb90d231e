//! Rules over the sources: what a layer may say, and how a file begins.

use super::File;

// About 400, the house says; nobody should count the last few.
const LINES: usize = 420;

/// The first line of a Rust file says what the thing is.
pub(super) fn opens_with_its_purpose(file: &File) -> Vec<String> {
    if is_rust(file) && !file.text.starts_with("//! ") {
        return vec!["the first line says what this is in the business: `//! ...` (house rule 11).".into()];
    }
    Vec::new()
}

/// A long file is a topic that wants to be a folder, unless it says why not. The tests at its end do not count.
pub(super) fn is_short_or_says_why(file: &File) -> Vec<String> {
    let lines = file.text.lines().take_while(|line| *line != "#[cfg(test)]").count();
    let says_why = file.text.lines().take(30).any(|line| line.contains("Longer than 400 lines: "));
    if lines <= LINES || says_why || file.path.contains(".gen.") || file.ending() == "toml" {
        return Vec::new();
    }
    vec![format!(
        "{lines} lines: split it by topic, or say why not in a comment at its top: `Longer than 400 lines: ...`."
    )]
}

/// Only the store speaks SQL.
pub(super) fn sql_lives_in_the_store(file: &File) -> Vec<String> {
    const SPOKEN: [&str; 6] =
        ["SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "CREATE TRIGGER ", "PRAGMA "];
    let may = !is_rust(file) || file.path.starts_with("crates/store/") || file.path.starts_with("xtask/");
    if may {
        return Vec::new();
    }
    code(file)
        .filter(|(_, line)| SPOKEN.iter().any(|words| line.contains(words)))
        .map(|(number, _)| format!("line {number} speaks SQL; only the store does (house invariant 2)."))
        .collect()
}

/// `SUM` over decimal text is a float: the store registers an exact one. Sums of counts and keys are whole numbers.
pub(super) fn sums_are_exact(file: &File) -> Vec<String> {
    const DECIMAL: [&str; 6] = ["amount", "price", "quantity", "rate", "value", "total"];
    if !file.path.starts_with("crates/store/") {
        return Vec::new();
    }
    let is_inexact = |line: &str| {
        let line = line.to_lowercase();
        let sums = ["sum(", "total(", "avg("].into_iter().flat_map(|sum| line.match_indices(sum));
        sums.filter(|(at, _)| !line[..*at].ends_with(['.', '_'])).any(|(at, sum)| {
            let summed = line[at + sum.len()..].split(')').next().unwrap_or_default();
            DECIMAL.iter().any(|word| summed.contains(word))
        })
    };
    // A test may well show what the inexact sum would say.
    code(file)
        .take_while(|(_, line)| *line != "#[cfg(test)]")
        .filter(|(_, line)| {
            (line.contains('"') || file.ending() == "sql") && !line.trim_start().starts_with("--")
        })
        .filter(|(_, line)| is_inexact(line))
        .map(|(number, _)| format!("line {number} sums in floats; say sum_exact (house invariant 6)."))
        .collect()
}

/// Today comes in as an argument everywhere below the edge, and the domain touches nothing outside itself.
pub(super) fn clock_is_at_the_edge(file: &File) -> Vec<String> {
    const INNER: [&str; 5] =
        ["crates/domain/", "crates/store/", "crates/import/", "crates/report/", "crates/app/"];
    const CLOCKS: [&str; 3] = ["Local::now", "Utc::now", "SystemTime::now"];
    const OUTSIDE: [&str; 5] = ["std::fs", "std::net", "std::env", "std::process", "std::time"];
    let inner = is_rust(file) && INNER.iter().any(|folder| file.path.starts_with(folder));
    if !inner {
        return Vec::new();
    }
    let domain = file.path.starts_with("crates/domain/src/");
    let mut faults = Vec::new();
    for (number, line) in code(file) {
        if CLOCKS.iter().any(|clock| line.contains(clock)) {
            faults.push(format!("line {number} reads the clock; today is passed in (house invariant 7)."));
        }
        if let Some(outside) = OUTSIDE.iter().find(|outside| domain && line.contains(*outside)) {
            faults.push(format!("line {number} uses {outside}; the domain does no I/O (house invariant 1)."));
        }
    }
    faults
}

/// Things are called what they are, and nothing is left for later.
pub(super) fn names_and_notes(file: &File) -> Vec<String> {
    const DOERS: [&str; 4] = ["Manager", "Service", "Helper", "Util"];
    let mut faults = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        let number = index + 1;
        // In two parts, or this line would break its own rule.
        if ["TO\u{44}O", "FIX\u{4d}E"].iter().any(|note| line.contains(note)) {
            faults.push(format!("line {number} is unfinished."));
        }
        let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        for pair in words.windows(2) {
            let declares = ["struct", "enum", "trait", "class", "interface"].contains(&pair[0]);
            if declares && DOERS.iter().any(|doer| pair[1].ends_with(doer)) {
                faults.push(format!(
                    "line {number} declares {}: functions, not doers (house rule 9).",
                    pair[1]
                ));
            }
        }
    }
    faults
}

/// `api.ts` is the page's only way out.
pub(super) fn page_reaches_the_shell_in_one_place(files: &[File]) -> Vec<String> {
    files
        .iter()
        .filter(|file| file.path.starts_with("ui/src/") && file.path != "ui/src/api.ts")
        .filter(|file| file.text.contains("\"@tauri-apps/") || file.text.contains("'@tauri-apps/"))
        .map(|file| format!("{}: only ui/src/api.ts imports @tauri-apps (house invariant 2).", file.path))
        .collect()
}

fn is_rust(file: &File) -> bool {
    file.ending() == "rs"
}

/// The lines that are no comment, with their numbers.
fn code(file: &File) -> impl Iterator<Item = (usize, &str)> {
    let comment = |line: &str| line.trim_start().starts_with("//");
    file.text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .filter(move |(_, line)| !comment(line))
}
