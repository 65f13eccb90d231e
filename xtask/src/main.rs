//! The chores of the project, one word each: `cargo xtask run` is all that a newcomer has to know.

#![expect(clippy::print_stdout, reason = "a chore tells the person who started it what it does")]

mod bench;
mod check;
mod dist;
mod gen_api;
mod place;
mod platform;
mod process;
mod run;
mod serve;
mod setup;
mod shots;
mod tally;
mod test;
mod tidy;

use std::process::ExitCode;

/// How a chore ends: well, or with one sentence that says what is wrong and what to do.
type Outcome = Result<(), String>;

const USAGE: &str = "\
cargo xtask CHORE

  run                  sets everything up, builds and opens the application
  test [PART]...       sets everything up and runs every test; PART: rust, ui, browser, window
  check                formatting, lints, house rules, licences, generated files, the page's types and tests
  gen [--check]        writes ui/src/api.gen.ts from the commands, or says whether it is up to date
  serve [--sample | --book FILE] [--port N]
                       the page in a plain browser, against the real core
  shots [FOLDER]       a picture of every screen, light and dark, from the sample book
  dist                 installers for this system
  bench [import | NAME]
                       the benchmarks, beside the machine's own tools; import: files of up to a million rows";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run", rest @ ..] => run::run(rest),
        ["test", parts @ ..] => test::test(parts),
        ["check"] => check::check(),
        ["gen"] => gen_api::write(),
        ["gen", "--check"] => gen_api::check(),
        ["serve", rest @ ..] => serve::serve(rest),
        ["shots"] => shots::shots(None),
        ["shots", folder] => shots::shots(Some(folder)),
        ["dist"] => dist::dist(),
        ["bench", rest @ ..] => bench::bench(rest),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        [unknown, ..] => Err(format!("There is no chore \"{unknown}\" of this form.\n\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
