//! `cargo xtask bench import`: files of three lengths to a committed book, and beside it what other programs take.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Outcome, place, platform, process};

const ROWS: [&str; 3] = ["10000", "100000", "1000000"];

/// What a run took: the least time, and the most memory of the program and all it started, in MB.
#[derive(Clone, Copy)]
struct Taken {
    time: Duration,
    memory: Option<u64>,
}

/// Makes the files, imports them, and prints a row of a table for each program.
pub(super) fn import(folder: &Path) -> Outcome {
    let folder = folder.join("import");
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
    process::run("the command line", &mut process::cargo(["build", "--release", "--package", "cli"]))?;
    let example = ["build", "--release", "--package", "import", "--example", "figures"];
    process::run("the bare reading", &mut process::cargo(example))?;
    let release = place::target().join("release");
    let outlay = release.join(platform::executable("outlay"));
    let figures = release.join("examples").join(platform::executable("figures"));
    let python = python(&folder);
    let script = place::root().join("xtask").join("bench").join("import.py");
    if python.is_none() {
        println!("Python with openpyxl and pandas is not there; {} says how to get it.", script.display());
    }
    let sqlite3 = process::is_there("sqlite3", "--version");
    println!("\n| rows | file | program | time | memory |\n|---|---|---|---|---|");
    for rows in ROWS {
        if !folder.join(format!("{rows}-inline.xlsx")).is_file() {
            process::answer("the files", Command::new(&figures).arg("make").arg(&folder).arg(rows))?;
        }
        let runs = if rows == "1000000" { 2 } else { 4 };
        let at = |name: &str| folder.join(name);
        let (csv, xlsx) = (format!("{rows}.csv"), format!("{rows}.xlsx"));
        let inline = format!("{rows}-inline.xlsx");
        for (file, workbook) in [(&csv, false), (&xlsx, true), (&inline, true)] {
            show(rows, file, "Outlay", ours(&outlay, &folder, &at(file), runs)?);
            if workbook {
                let mut bare = || command(&figures, &["cells".as_ref(), at(file).as_ref()]);
                show(rows, file, "calamine, every cell and nothing else", least(runs, &mut bare)?);
            }
        }
        if sqlite3 {
            let line = format!(".import --csv \"{}\" rows", super::plain(&at(&csv)));
            let mut shell = || {
                let database = fresh(&at("peer.sqlite"));
                command(Path::new("sqlite3"), &[database.as_ref(), line.as_ref()])
            };
            show(rows, &csv, "sqlite3, .import", least(runs, &mut shell)?);
        }
    }
    older(&outlay, &figures)?;
    // Last, as they take the longest.
    python.map_or(Ok(()), |python| in_python(&python, &script, &folder))
}

/// What Python takes for the same files.
fn in_python(python: &Path, script: &Path, folder: &Path) -> Outcome {
    for rows in ROWS {
        let at = |name: &str| folder.join(name);
        let (csv, xlsx) = (format!("{rows}.csv"), format!("{rows}.xlsx"));
        let runs = if rows == "1000000" { 1 } else { 2 };
        let peers = [("pandas", &csv), ("pandas", &xlsx), ("openpyxl", &xlsx)];
        for (peer, file) in peers {
            let mut peer_of = || {
                let database = fresh(&at("peer.sqlite"));
                let mut command = Command::new(python);
                command.arg(script).arg(peer).arg(at(file)).arg(database);
                command
            };
            show(rows, file, &format!("Python, {peer} and sqlite3"), least(runs, &mut peer_of)?);
        }
    }
    Ok(())
}

/// The largest older workbook of the test data beside the checkout: looked at as the wizard does, and read bare.
fn older(outlay: &Path, figures: &Path) -> Outcome {
    let data = place::root().join("..").join("shared").join("data");
    let data = std::env::var_os("OUTLAY_CORPUS").map_or(data, PathBuf::from);
    let file = data.join("budget").join("england_revenue_outturn_2010_11.xls");
    if !file.is_file() {
        println!("The older workbook of the test data is not there.");
        return Ok(());
    }
    let name = "england_revenue_outturn_2010_11.xls";
    let mut inspect = || command(outlay, &["inspect".as_ref(), file.as_ref(), "--json".as_ref()]);
    show("674", name, "Outlay, to all that is said of it", least(5, &mut inspect)?);
    let mut bare = || command(figures, &["cells".as_ref(), file.as_ref()]);
    show("674", name, "calamine, every cell and nothing else", least(5, &mut bare)?);
    Ok(())
}

fn ours(outlay: &Path, folder: &Path, file: &Path, runs: u32) -> Result<Taken, String> {
    let book = folder.join("book.outlay");
    let mut import = || {
        let book = fresh(&book);
        let made = command(outlay, &["new".as_ref(), book.as_ref(), "--currency".as_ref(), "USD".as_ref()])
            .status()
            .is_ok_and(|status| status.success());
        let words = ["import".as_ref(), book.as_ref(), file.as_ref(), "--as".as_ref(), "actuals".as_ref()];
        // A book that could not be made is not there to import into, and that fails.
        command(outlay, if made { &words } else { &words[..1] })
    };
    least(runs, &mut import)
}

fn command(program: &Path, arguments: &[&std::ffi::OsStr]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// A path at which no file is left.
fn fresh(path: &Path) -> PathBuf {
    let _ = std::fs::remove_file(path);
    path.to_owned()
}

/// Runs a program several times.
fn least(runs: u32, command: &mut dyn FnMut() -> Command) -> Result<Taken, String> {
    let mut least: Option<Taken> = None;
    for _ in 0..runs {
        let mut command = command();
        command.stdout(Stdio::null());
        let start = Instant::now();
        let program = command.get_program().to_string_lossy().into_owned();
        let mut child = command.spawn().map_err(|error| format!("{program} cannot be started: {error}."))?;
        let mut memory = None;
        let status = loop {
            memory = memory.max(tree(child.id()));
            match child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) => std::thread::sleep(Duration::from_millis(2)),
                Err(error) => return Err(format!("{program} is lost: {error}.")),
            }
        };
        let time = start.elapsed();
        if !status.success() {
            return Err(format!("{program} did not do its part of the comparison ({status})."));
        }
        let before = least;
        least = Some(Taken {
            time: before.map_or(time, |before| before.time.min(time)),
            memory: before.and_then(|before| before.memory).max(memory),
        });
    }
    least.ok_or_else(|| "Nothing was run.".to_owned())
}

/// What a process and all it started hold at this moment, in kB; only Linux tells.
fn tree(id: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let held = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let own: u64 = held.trim().strip_suffix("kB")?.trim().parse().ok()?;
    let tasks = std::fs::read_dir(format!("/proc/{id}/task")).ok()?;
    let children =
        tasks.flatten().filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok());
    let ids: Vec<u32> = children
        .flat_map(|ids| ids.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>())
        .collect();
    Some(own + ids.into_iter().filter_map(tree).sum::<u64>())
}

fn show(rows: &str, file: &str, program: &str, taken: Taken) {
    let Taken { time, memory } = taken;
    let memory =
        memory.map_or_else(|| "not told".to_owned(), |kilobytes| format!("{} MB", kilobytes.div_ceil(1024)));
    println!("| {rows} | {file} | {program} | {} ms | {memory} |", time.as_millis());
}

/// A Python that has openpyxl and pandas: that in the folder of the files, or the machine's.
fn python(folder: &Path) -> Option<PathBuf> {
    let own = folder.join("python");
    let has_packages = |python: &PathBuf| {
        let mut look = Command::new(python);
        look.args(["-c", "import openpyxl, pandas"]).stdout(Stdio::null()).stderr(Stdio::null());
        look.status().is_ok_and(|status| status.success())
    };
    let own = [own.join("bin").join("python"), own.join("Scripts").join("python.exe")];
    own.into_iter().chain(["python3".into(), "python".into()]).find(has_packages)
}
