//! The command line: the commands of the application without a window, for scheduled imports and tests.
//!
//! Exit codes: 0 done; 1 refused, with one sentence on stderr; 2 wrong usage; 3 rows with problems, and
//! nothing was written.

mod arguments;
mod calc;
mod files;
mod show;
mod text;

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use app::commands::{COMMANDS, Effect};
use app::{App, Context, Error};
use chrono::NaiveDateTime;
use clap::Parser;
use serde_json::{Value, json};

use arguments::{Arguments, Command};

/// What the command line gets from the system.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The local time.
    pub now: NaiveDateTime,
    /// The user's name.
    pub user: String,
    /// The executable that reads workbooks in a process of its own; without one they are read in this one.
    pub reader: Option<PathBuf>,
}

/// The user's name as the system knows it.
pub fn user_name() -> String {
    let name = ["USER", "USERNAME", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| "unknown".to_owned())
}

/// Why a command ends without success.
enum Stop {
    /// Refused: the sentence for stderr.
    Refused(String),
    /// Rows with problems; the answer is printed already.
    Problems,
    /// Whoever reads the answer has seen enough of it, as `| head` has.
    Unread,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Refused(error.to_string())
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Stop {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Stop::Unread;
        }
        Stop::Refused(format!("The answer could not be written: {error}."))
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Stop {
        Stop::Refused(format!("The answer could not be read: {error}."))
    }
}

/// Runs one command and answers the exit code.
pub fn run(
    args: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    edge: &Edge,
    stdin: &mut dyn Read,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> u8 {
    let arguments = match Arguments::try_parse_from(args) {
        Ok(arguments) => arguments,
        Err(error) => {
            let help = !error.use_stderr();
            let out: &mut dyn Write = if help { stdout } else { stderr };
            // A closed pipe is no reason to fail differently.
            let _ = write!(out, "{}", error.render());
            return if help { 0 } else { 2 };
        }
    };
    let app = App::new(None).with_reader(edge.reader.clone());
    let mut session = Session { app, edge, as_of: None, stdin, stdout };
    match session.run(arguments.command) {
        Ok(()) | Err(Stop::Unread) => 0,
        Err(Stop::Problems) => 3,
        Err(Stop::Refused(sentence)) => {
            let _ = writeln!(stderr, "outlay: {}", sentence.replace('\n', " "));
            1
        }
    }
}

/// One run of the command line.
struct Session<'a> {
    app: App,
    edge: &'a Edge,
    as_of: Option<chrono::NaiveDate>,
    stdin: &'a mut dyn Read,
    stdout: &'a mut dyn Write,
}

impl Session<'_> {
    fn run(&mut self, command: Command) -> Result<(), Stop> {
        match command {
            Command::New(new) => {
                let file = self.app.grant(&new.book);
                let stem = new.book.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let argument = json!({
                    "file": file, "organisation": new.organisation.unwrap_or(stem), "currency": new.currency,
                    "fiscal_start": new.fiscal_start, "sample": new.sample,
                });
                self.call("book.create", &argument)?;
                let what = if new.sample { "a sample book" } else { "a new book" };
                Ok(writeln!(self.stdout, "{} is {what}.", new.book.display())?)
            }
            Command::Inspect(inspect) => self.inspect(&inspect),
            Command::Import(import) => self.import(&import),
            Command::Undo(undo) => {
                self.write(&undo.book)?;
                let answer = self.call("journal.undo", &json!({ "change": undo.change }))?;
                Ok(writeln!(self.stdout, "Undone: {}", text::string(&answer["summary"]))?)
            }
            Command::Redo { book } => {
                self.write(&book)?;
                let answer = self.call("journal.redo", &Value::Null)?;
                Ok(writeln!(self.stdout, "Done again: {}", text::string(&answer["summary"]))?)
            }
            Command::History(history) => self.history(&history.book, history.json),
            Command::Show(show) => self.show(&show),
            Command::Report(report) => self.report(&report),
            Command::Export(export) => self.export(&export),
            Command::Check { book, json } => self.check(&book, json),
            Command::Calc => Ok(calc::run(self.stdin, self.stdout)?),
            Command::Call { book, command, argument } => self.any(&book, &command, argument.as_deref()),
        }
    }

    /// Asks the application.
    fn call(&self, name: &str, argument: &Value) -> Result<Value, Stop> {
        let never = AtomicBool::new(false);
        let context = Context {
            now: self.edge.now,
            as_of: self.as_of,
            user: &self.edge.user,
            progress: &|_| {},
            cancelled: &never,
        };
        let answer = self.app.call(&context, name, &argument.to_string())?;
        Ok(serde_json::from_str(&answer)?)
    }

    fn read(&self, book: &Path) -> Result<(), Stop> {
        match self.app.open_to_read(book) {
            // A book of an older version is brought up to date first, where it can be written.
            Err(older @ app::Error::ReadOnly(_)) => self.write(book).map_err(|_| older.into()),
            opened => Ok(opened?),
        }
    }

    fn write(&self, book: &Path) -> Result<(), Stop> {
        let never = AtomicBool::new(false);
        let context = Context {
            now: self.edge.now,
            as_of: None,
            user: &self.edge.user,
            progress: &|_| {},
            cancelled: &never,
        };
        Ok(self.app.open_to_write(&context, book)?)
    }

    /// Prints an answer as JSON.
    fn print(&mut self, answer: &Value) -> Result<(), Stop> {
        Ok(writeln!(self.stdout, "{answer:#}")?)
    }

    /// The number of a plan by its name.
    fn plan(&self, name: Option<&str>) -> Result<Value, Stop> {
        let Some(name) = name else { return Ok(Value::Null) };
        let plans = self.call("plan.list", &Value::Null)?;
        let plans = plans.as_array().cloned().unwrap_or_default();
        let named = |plan: &&Value| text::string(&plan["name"]).to_lowercase() == name.trim().to_lowercase();
        if let Some(plan) = plans.iter().find(named) {
            return Ok(plan["id"].clone());
        }
        let listed: Vec<String> = plans.iter().map(|plan| text::string(&plan["name"])).collect();
        let there = if listed.is_empty() {
            "It has no plan yet.".to_owned()
        } else {
            format!("Its plans are {}.", listed.join(", "))
        };
        Err(Stop::Refused(format!("There is no plan “{name}” in this book. {there}")))
    }

    fn history(&mut self, book: &Path, json: bool) -> Result<(), Stop> {
        self.read(book)?;
        let mut entries = Vec::new();
        loop {
            let from = entries.len();
            let query = json!({ "topic": null, "who": null, "text": "", "from_date": null, "to_date": null, "from": from, "count": 1000 });
            let mut page = self.call("journal.list", &query)?;
            match page["rows"].as_array_mut() {
                Some(rows) if !rows.is_empty() => entries.append(rows),
                _ => break,
            }
        }
        if json {
            return self.print(&Value::Array(entries));
        }
        let rows = entries.iter().map(|entry| {
            ["change", "at", "who", "summary"].map(|field| text::string(&entry[field])).to_vec()
        });
        text::table(self.stdout, &["Change", "When", "Who", "What"], &[0], &rows.collect::<Vec<_>>())?;
        Ok(())
    }

    fn check(&mut self, book: &Path, json: bool) -> Result<(), Stop> {
        self.read(book)?;
        let answer = self.call("book.check", &Value::Null)?;
        let findings: Vec<String> =
            answer["findings"].as_array().into_iter().flatten().map(text::string).collect();
        if json {
            self.print(&answer)?;
        } else if findings.is_empty() {
            writeln!(
                self.stdout,
                "The book is whole: its file, its references, its totals and its history."
            )?;
        }
        match answer["ok"].as_bool() {
            Some(true) => Ok(()),
            _ => Err(Stop::Refused(findings.join(" "))),
        }
    }

    /// Any command of the table. A `file` in its argument is a path here.
    fn any(&mut self, book: &Path, name: &str, argument: Option<&str>) -> Result<(), Stop> {
        let argument = match argument {
            None => "null".to_owned(),
            Some("-") => {
                let mut text = String::new();
                self.stdin.read_to_string(&mut text)?;
                text
            }
            Some(text) => text.to_owned(),
        };
        let mut argument: Value = serde_json::from_str(&argument)
            .map_err(|error| Stop::Refused(format!("The argument is no JSON: {error}.")))?;
        if let Some(path) = argument.get("file").and_then(Value::as_str) {
            argument["file"] = Value::String(self.app.grant(Path::new(path)));
        }
        let changes = |command: &app::commands::Command| matches!(command.effect, Effect::Changes(topics) if !topics.is_empty());
        match COMMANDS.iter().find(|command| command.name == name) {
            Some(command) if changes(command) => self.write(book)?,
            Some(_) => self.read(book)?,
            None => {
                let listed: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
                return Err(Stop::Refused(format!(
                    "There is no command “{name}”. There are {}.",
                    listed.join(", ")
                )));
            }
        }
        let answer = self.call(name, &argument)?;
        self.print(&answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written to when the reader has gone.
    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_has_seen_enough_is_no_fault() {
        let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let edge = Edge { now, user: "anna".to_owned(), reader: None };
        let mut stdin = r#"{"id":1,"fn":"SLN","args":[30000,7500,10]}"#.as_bytes();
        let mut stderr = Vec::new();
        let code = run(["outlay", "calc"], &edge, &mut stdin, &mut Gone, &mut stderr);
        assert_eq!((code, String::from_utf8(stderr).unwrap().as_str()), (0, ""));
    }
}
