//! `outlay`: a book on the command line.

use std::io::{stderr, stdin, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let edge = cli::Edge { now: chrono::Local::now().naive_local(), user: cli::user_name() };
    ExitCode::from(cli::run(std::env::args_os(), &edge, &mut stdin().lock(), &mut stdout(), &mut stderr()))
}
