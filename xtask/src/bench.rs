//! `cargo xtask bench`: the benchmarks, and beside them what the machine's own tools take for the same work.

mod import;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Outcome, place, process, setup};

/// A frame of the screen: an edit is to be seen in the next one.
const FRAME: Duration = Duration::from_millis(16);

/// Runs the benchmarks of the package `tests`; words are handed on, such as the name of one benchmark. `import` alone
/// stands for whole files of up to a million rows beside other programs.
///
/// They leave their files in the folder `OUTLAY_BENCH_FOLDER`, so that the peers work on the same ones.
pub(crate) fn bench(rest: &[&str]) -> Outcome {
    setup::packages(&[setup::PEER])?;
    let folder = place::target().join("bench");
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
    if rest == ["import"] {
        return import::import(&folder);
    }
    let mut command = process::cargo(["bench", "--package", "tests"]);
    if !rest.is_empty() {
        command.arg("--").args(rest);
    }
    process::run("the benchmarks", command.env("OUTLAY_BENCH_FOLDER", &folder))?;
    peers(&folder)?;
    screens(&folder)?;
    numbers(&folder)
}

fn peers(folder: &Path) -> Outcome {
    println!("\nMedians, and beside them the machine's own tools (of 5 runs):");
    for lines in ["200", "10000", "100000"] {
        compare(&format!("edit/{lines} lines"), "one frame", Some(FRAME));
    }
    let shell = "the sqlite3 shell";
    for (benchmark, csv) in
        [("import/100000 actuals", "actuals.csv"), ("import/100000 budget lines", "budget.csv")]
    {
        let import = || {
            let database = folder.join("peer.sqlite");
            let _ = std::fs::remove_file(&database);
            let mut import = Command::new("sqlite3");
            import.arg(&database).arg(format!(".import --csv \"{}\" rows", plain(&folder.join(csv))));
            import
        };
        compare(benchmark, &format!("{shell}, .import of the same file"), median(shell, import)?);
    }
    let dump = || {
        let mut dump = Command::new("sqlite3");
        dump.arg("-readonly").arg(folder.join("sample.outlay")).arg(".dump");
        dump
    };
    compare("open/sample", &format!("{shell}, .dump of the same book"), median(shell, dump)?);
    let print = || {
        let mut print = Command::new("chromium");
        let pdf = format!("--print-to-pdf={}", folder.join("peer.pdf").display());
        print.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", &pdf]);
        print.arg(format!("file:///{}", plain(&folder.join("budget.html")).trim_start_matches('/')));
        print
    };
    let printed = median("chromium", print)?;
    compare("print/budget of the sample", "Chromium, the same lines as a web page", printed);
    Ok(())
}

/// The screens of plan and spend, beside the same sums in SQLite: floats, grouped by category, of the same book.
fn screens(folder: &Path) -> Outcome {
    for lines in ["1000", "10000", "100000"] {
        let book = folder.join(format!("screens-{lines}.outlay"));
        let ask = |sql: &'static str| {
            let book = book.clone();
            move || {
                let mut ask = Command::new("sqlite3");
                ask.arg("-readonly").arg(&book).arg(sql);
                ask
            }
        };
        let of_category = |name: &str, sql: &'static str| -> Outcome {
            let benchmark = format!("screens {lines}/{name}");
            if measured(&benchmark).is_some() && book.is_file() {
                compare(
                    &benchmark,
                    "the sqlite3 shell, the same sums in floats",
                    median("the sqlite3 shell", ask(sql))?,
                );
            }
            Ok(())
        };
        of_category("budget", GROUPED_BUDGET)?;
        of_category("variance by category", GROUPED_VARIANCE)?;
        of_category("variance by line", VARIANCE_BY_LINE)?;
        of_category("overview", GROUPED_VARIANCE)?;
        of_category("actuals", SUMMED_ACTUALS)?;
        of_category("forecast", GROUPED_VARIANCE)?;
        of_category("showback", GROUPED_VARIANCE)?;
        of_category("explain", GROUPED_VARIANCE)?;
    }
    Ok(())
}

const GROUPED_BUDGET: &str = "SELECT category, sum(m01), sum(m02), sum(m03), sum(m04), sum(m05), sum(m06), sum(m07), sum(m08),
    sum(m09), sum(m10), sum(m11), sum(m12) FROM budget JOIN line ON line.id = budget.line WHERE plan = 1 GROUP BY category";
const GROUPED_VARIANCE: &str = "SELECT category, substr(day, 1, 7), sum(amount) FROM actual LEFT JOIN line ON line.id = actual.line
    WHERE day BETWEEN '2026-07-01' AND '2027-06-30' GROUP BY 1, 2;
    SELECT plan, category, sum(m01), sum(m02), sum(m03), sum(m04), sum(m05), sum(m06), sum(m07), sum(m08), sum(m09), sum(m10),
    sum(m11), sum(m12) FROM budget JOIN line ON line.id = budget.line WHERE plan IN (1, 3) GROUP BY 1, 2";
const VARIANCE_BY_LINE: &str = "SELECT line, substr(day, 1, 7), sum(amount) FROM actual
    WHERE day BETWEEN '2026-07-01' AND '2027-06-30' GROUP BY 1, 2;
    SELECT plan, line, m01 + m02 + m03 + m04 + m05 + m06 + m07 + m08 + m09 + m10 + m11 + m12 FROM budget WHERE plan IN (1, 3)";
const SUMMED_ACTUALS: &str = "SELECT currency, substr(day, 1, 7), sum(amount), count(*) FROM actual
    WHERE day BETWEEN '2026-07-01' AND '2027-06-30' GROUP BY 1, 2";

/// The calculations, beside the same work as plain loops over floats (the floor) and in Python's packages.
fn numbers(folder: &Path) -> Outcome {
    if measured("numbers/variance").is_none() {
        return Ok(());
    }
    println!(
        "\nCalculations: medians, beside them loops over floats (medians) and Python (least of 5 runs):"
    );
    let script = place::root().join("xtask").join("bench").join("peer.py");
    let rows = if let Some(python) = python(folder) {
        process::answer("the calculations in Python", Command::new(python).arg(script))?
    } else {
        println!(
            "Python with numpy, pandas and pyxirr is not there; {} says how to get it.",
            script.display()
        );
        String::new()
    };
    for name in ["variance", "forecast", "trend", "tco", "xirr"] {
        let benchmark = format!("numbers/{name}");
        if let Some(floor) = measured(&format!("{benchmark} in floats")) {
            compare(&benchmark, "a loop over floats", Some(floor));
        }
        // Each row is a benchmark, the peer's name and its microseconds.
        for row in rows.lines() {
            if let [of, peer, time] = row.split('\t').collect::<Vec<_>>()[..]
                && of == name
            {
                compare(&benchmark, peer, time.parse().ok().map(Duration::from_micros));
            }
        }
    }
    Ok(())
}

/// A Python that has the packages of the peer: that in the benchmarks' folder, or the machine's.
fn python(folder: &Path) -> Option<PathBuf> {
    let own = folder.join("python");
    let has_packages = |python: &PathBuf| {
        let mut look = Command::new(python);
        look.args(["-c", "import numpy, pandas, pyxirr"]).stdout(Stdio::null()).stderr(Stdio::null());
        look.status().is_ok_and(|status| status.success())
    };
    [
        own.join("bin").join("python"),
        own.join("Scripts").join("python.exe"),
        "python3".into(),
        "python".into(),
    ]
    .into_iter()
    .find(has_packages)
}

/// A path as it may stand inside quotes, where a backslash would escape.
fn plain(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// One line of the comparison; nothing where the benchmark was not run.
fn compare(benchmark: &str, peer: &str, theirs: Option<Duration>) {
    let Some(ours) = measured(benchmark) else { return };
    let milliseconds = |time: Duration| format!("{}.{} ms", time.as_millis(), time.as_micros() % 1000 / 100);
    match theirs {
        Some(theirs) => {
            let percent = ours.as_micros() * 100 / theirs.as_micros().max(1);
            println!(
                "{benchmark}: {}; {peer}: {}; {percent} % of it",
                milliseconds(ours),
                milliseconds(theirs)
            );
        }
        None => println!("{benchmark}: {}; {peer}: not installed", milliseconds(ours)),
    }
}

/// The median that a benchmark came to, as criterion has written it down.
fn measured(benchmark: &str) -> Option<Duration> {
    let file = place::target().join("criterion").join(benchmark).join("new").join("estimates.json");
    let json = std::fs::read_to_string(file).ok()?;
    let (_, median) = json.split_once("\"median\"")?;
    let (_, point) = median.split_once("\"point_estimate\":")?;
    let digits: String = point.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().map(Duration::from_nanos)
}

/// How long a program takes, if it is there.
fn median(program: &str, command: impl Fn() -> Command) -> Result<Option<Duration>, String> {
    let name = command().get_program().to_string_lossy().into_owned();
    if !process::is_there(&name, "--version") {
        return Ok(None);
    }
    let mut times = Vec::new();
    for _ in 0..5 {
        let mut command = command();
        let start = Instant::now();
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        times.push(start.elapsed());
        if !status.is_ok_and(|status| status.success()) {
            return Err(format!("{program} did not do its part of the comparison."));
        }
    }
    times.sort();
    Ok(times.get(2).copied())
}
