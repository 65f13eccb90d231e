//! `outlay`: a book on the command line.

use std::alloc::System;
use std::io::{stderr, stdin, stdout};
use std::process::ExitCode;

use cap::Cap;

/// Without a limit, but where this process reads a workbook for another one.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

fn main() -> ExitCode {
    if app::apart::asked(std::env::args_os()) {
        return app::apart::serve(&mut stdin().lock(), &mut stdout().lock(), &|bytes| {
            // More than that is in use already: then the next piece of memory is refused.
            let _ = MEMORY.set_limit(bytes);
        });
    }
    let edge = cli::Edge {
        now: chrono::Local::now().naive_local(),
        user: cli::user_name(),
        reader: std::env::current_exe().ok(),
    };
    ExitCode::from(cli::run(std::env::args_os(), &edge, &mut stdin().lock(), &mut stdout(), &mut stderr()))
}
