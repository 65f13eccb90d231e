//! What the tests across the crates share: a command line and an application to ask, in a folder of
//! their own, at a fixed time, as a fixed user.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use app::{App, Context};
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The time at which every test takes place.
pub fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default().and_hms_opt(10, 4, 0).unwrap_or_default()
}

/// The executable that reads workbooks for these tests: it is built beside them.
pub fn reader() -> Option<PathBuf> {
    let here = std::env::current_exe().ok()?;
    let reader = here.parent()?.parent()?.join("reader").with_extension(std::env::consts::EXE_EXTENSION);
    reader.is_file().then_some(reader)
}

/// What a run of the command line came to.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: u8,
    /// What it printed.
    pub stdout: String,
    /// What it complained of.
    pub stderr: String,
}

impl Run {
    /// What it printed, as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error} in {}{}", self.stdout, self.stderr))
    }

    /// The run, if it succeeded.
    #[track_caller]
    #[expect(clippy::return_self_not_must_use, reason = "often nothing is asked but that it succeeded")]
    pub fn ok(self) -> Run {
        assert_eq!(self.code, 0, "{}{}", self.stdout, self.stderr);
        self
    }
}

/// Runs the command line with something on its standard input.
fn outlay(arguments: &[String], stdin: &mut dyn Read) -> Run {
    let edge = cli::Edge { now: now(), user: "anna".to_owned(), reader: reader() };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let code = cli::run(arguments, &edge, stdin, &mut stdout, &mut stderr);
    let text = |bytes| String::from_utf8(bytes).unwrap_or_else(|error| panic!("{error}"));
    Run { code, stdout: text(stdout), stderr: text(stderr) }
}

/// The answers of `outlay calc` to lines of JSON.
#[track_caller]
pub fn calc(lines: &str) -> Vec<Value> {
    let run = outlay(&["outlay".to_owned(), "calc".to_owned()], &mut lines.as_bytes()).ok();
    let read = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"));
    run.stdout.lines().map(read).collect()
}

/// A folder to work in, which goes when the test ends.
#[derive(Debug)]
pub struct Desk {
    folder: TempDir,
}

impl Default for Desk {
    fn default() -> Desk {
        Desk::new()
    }
}

impl Desk {
    /// An empty folder.
    pub fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("no folder for the test: {error}"));
        Desk { folder }
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        path
    }

    /// The bytes of a file in the folder.
    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Runs the command line; words that begin with `@` are files of the folder.
    pub fn run(&self, words: &[&str]) -> Run {
        let mut arguments = vec!["outlay".to_owned()];
        arguments.extend(words.iter().map(|word| match word.strip_prefix('@') {
            Some(name) => self.path(name).display().to_string(),
            None => (*word).to_owned(),
        }));
        outlay(&arguments, &mut std::io::empty())
    }

    /// A new book `b.outlay` in EUR with the fiscal year from January, open in a window.
    pub fn book(&self) -> Window {
        let window = self.window();
        let new = json!({
            "file": window.grant(&self.path("b.outlay")), "organisation": "Halden Group", "currency": "EUR",
            "fiscal_start": 1, "sample": false,
        });
        window.call("book.create", new);
        window
    }

    /// An application, as the window has it, with its own lists in the folder.
    pub fn window(&self) -> Window {
        Window::new(Some(self.path("home")))
    }
}

/// An application to ask.
#[derive(Debug)]
pub struct Window {
    /// The application.
    pub app: App,
    /// Set to cancel what is asked.
    pub cancelled: AtomicBool,
}

impl Window {
    /// An application that keeps its own lists in this folder, or nowhere.
    pub fn new(home: Option<PathBuf>) -> Window {
        Window { app: App::new(home).with_reader(reader()), cancelled: AtomicBool::new(false) }
    }

    /// Asks a command.
    pub fn ask(&self, name: &str, argument: &Value) -> Result<Value, app::Error> {
        let context =
            Context { now: now(), as_of: None, user: "anna", progress: &|_| {}, cancelled: &self.cancelled };
        let answer = self.app.call(&context, name, &argument.to_string())?;
        Ok(serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{name}: {error} in {answer}")))
    }

    /// Asks a command that must succeed.
    #[track_caller]
    #[expect(clippy::needless_pass_by_value, reason = "arguments are written where they are asked")]
    pub fn call(&self, name: &str, argument: Value) -> Value {
        self.ask(name, &argument).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// What a command is refused with: a line `field: sentence` for each fault, or `kind: sentence`.
    #[track_caller]
    pub fn refused(&self, name: &str, argument: &Value) -> String {
        match self.ask(name, argument) {
            Ok(answer) => panic!("{name} was not refused: {answer}"),
            Err(app::Error::Invalid(problems)) => {
                let lines = problems.iter().map(|problem| format!("{}: {}", problem.field, problem.message));
                lines.collect::<Vec<_>>().join("\n")
            }
            Err(other) => format!("{}: {other}", other.kind()),
        }
    }

    /// Imports a text as csv, which must succeed.
    #[track_caller]
    pub fn import(&self, desk: &Desk, kind: &str, text: &str) -> Value {
        let file = self.grant(&desk.write("import.csv", text));
        let imported = self.call("import.run", job(&file, kind));
        assert_eq!(imported["problems"], json!([]), "{text}");
        imported
    }

    /// A token for a path.
    pub fn grant(&self, path: &Path) -> Value {
        Value::String(self.app.grant(path))
    }
}

/// An import of everything a file holds, with nothing overruled.
pub fn job(file: &Value, kind: &str) -> Value {
    json!({ "file": file, "kind": kind, "plan": null, "plan_name": null, "options": {}, "skip_problems": false })
}

/// A plan as the grid shows it: by category, nothing filtered or folded.
pub fn view(plan: &Value) -> Value {
    json!({ "plan": plan, "compare": null, "group": "category", "filter": "", "collapsed": [] })
}

/// The rows of an answer, each as one line of these fields.
pub fn table(rows: &Value, fields: &[&str]) -> String {
    let line = |row: &Value| {
        let cell = |field: &&str| match row[*field].as_array() {
            Some(cells) => cells.iter().map(text).collect::<Vec<_>>().join(" "),
            None => text(&row[*field]),
        };
        fields.iter().map(cell).collect::<Vec<_>>().join(" | ")
    };
    rows.as_array().into_iter().flatten().map(|row| line(row) + "\n").collect()
}

/// A value without quotes; a dash where there is none.
fn text(value: &Value) -> String {
    let plain = value.as_str().map(str::to_owned);
    plain.unwrap_or_else(|| if value.is_null() { "-".to_owned() } else { value.to_string() })
}

/// The real files, if they are at hand: `OUTLAY_CORPUS`, or `shared/data` beside the checkout.
pub fn corpus() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let folder = std::env::var_os("OUTLAY_CORPUS").map_or_else(beside, PathBuf::from);
    folder.join("expected.json").is_file().then_some(folder)
}
