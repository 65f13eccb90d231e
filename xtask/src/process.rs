//! Other programs: started in the checkout, with one target folder for all of them.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use crate::{Outcome, place};

/// cargo, with the shared target folder.
pub(crate) fn cargo<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(place::root()).env("CARGO_TARGET_DIR", place::target());
    command
}

/// Runs a program to its end; `purpose` is said before, and again if it fails.
pub(crate) fn run(purpose: &str, command: &mut Command) -> Outcome {
    println!("- {purpose}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{purpose}: failed ({status}).")),
        Err(error) => Err(not_started(command, &error)),
    }
}

/// Runs a program to its end and shows each line as it comes, after `hear` has heard it.
pub(crate) fn run_heard(purpose: &str, command: &mut Command, hear: impl Fn(&str) + Sync) -> Outcome {
    println!("- {purpose}");
    // Colours would stand between the words that are listened for.
    command.env("NO_COLOR", "1").env("FORCE_COLOR", "0").env("CARGO_TERM_COLOR", "never");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        scope.spawn(|| pass_on(err, &hear));
        pass_on(out, &hear);
    });
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{purpose}: failed ({status}).")),
        Err(error) => Err(format!("{purpose}: it is not known how it ended ({error}).")),
    }
}

/// What a program answers on its standard output.
pub(crate) fn answer(purpose: &str, command: &mut Command) -> Result<String, String> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| not_started(command, &error))?;
    if !output.status.success() {
        return Err(format!("{purpose}: failed ({}).", output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("{purpose}: the answer is no text."))
}

/// Whether a program can be started.
pub(crate) fn is_there(program: &str, argument: &str) -> bool {
    let quiet = Command::new(program).arg(argument).stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

fn pass_on(source: Option<impl Read>, hear: &impl Fn(&str)) {
    let Some(source) = source else { return };
    for line in BufReader::new(source).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        hear(line);
        println!("{line}");
    }
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("{} cannot be started: {error}.", command.get_program().to_string_lossy())
}
