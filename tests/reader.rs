//! What an application is when it reads a workbook for another process, and nothing else.

use std::alloc::System;
use std::io::{stdin, stdout};
use std::process::ExitCode;

use cap::Cap;

/// Without a limit until one is asked for.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

fn main() -> ExitCode {
    if app::apart::asked(std::env::args_os()) {
        return app::apart::serve(&mut stdin().lock(), &mut stdout().lock(), &|bytes| {
            // More than that is in use already: then the next piece of memory is refused.
            let _ = MEMORY.set_limit(bytes);
        });
    }
    ExitCode::FAILURE
}
