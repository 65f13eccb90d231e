//! `cargo xtask bench`: the benchmarks, and beside them what the machine's own tool takes for the same work.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::{Outcome, place, process, setup};

/// Runs the benchmarks of the package `tests`; words are handed on, such as the name of one benchmark.
///
/// The benchmark of the import leaves its file at the path in `OUTLAY_BENCH_CSV`, so that the peer reads the same one.
pub(crate) fn bench(rest: &[&str]) -> Outcome {
    setup::packages(&[setup::PEER])?;
    let folder = place::target().join("bench");
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
    let csv = folder.join("import.csv");
    let mut command = process::cargo(["bench", "--package", "tests"]);
    if !rest.is_empty() {
        command.arg("--").args(rest);
    }
    process::run("the benchmarks", command.env("OUTLAY_BENCH_CSV", &csv))?;
    if csv.exists() { peer(&folder, &csv) } else { Ok(()) }
}

/// The sqlite3 shell imports the same rows into a database of its own: the measure for ours.
fn peer(folder: &Path, csv: &Path) -> Outcome {
    if !process::is_there("sqlite3", "--version") {
        println!("The sqlite3 shell is not installed: nothing to compare the import with.");
        return Ok(());
    }
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..5 {
        let database = folder.join("peer.sqlite");
        if database.exists() {
            std::fs::remove_file(&database).map_err(|error| format!("{}: {error}.", database.display()))?;
        }
        let mut import = Command::new("sqlite3");
        // Quoted, because the path may hold spaces; sqlite3 reads \ as an escape inside quotes.
        let path = csv.to_string_lossy().replace('\\', "/");
        import.arg(&database).arg(format!(".import --csv \"{path}\" rows"));
        let start = Instant::now();
        process::answer("the sqlite3 shell's import", &mut import)?;
        times.push(start.elapsed());
    }
    times.sort();
    println!(
        "The sqlite3 shell imports the same file in {} ms (median of {}).",
        times[2].as_millis(),
        times.len()
    );
    Ok(())
}
