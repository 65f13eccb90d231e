//! A process of its own for every workbook: whatever a file does to its reader, the process with the book lives on.
//!
//! The same executable is started again with one hidden argument. It gets the file on its standard input, answers
//! frames (see [`crate::frame`]) on its standard output, has a limit on its memory, and is ended when it is silent
//! for too long.

mod child;

use std::io::{Read, Write};
use std::path::PathBuf;

use crate::frame::Frame;
use crate::sniff::Format;
use crate::workbook::{Intake, Workbook};
use crate::{Refusal, reader};

/// The argument by which an executable knows that it is to read a workbook and nothing else.
const ARGUMENT: &str = "--read-workbook";
/// The memory of a reader, whatever the size of its file, and what it gets for each byte of the file.
const MEMORY: usize = 232 << 20;
const MEMORY_A_BYTE: usize = 6;
/// The most memory a reader gets, but that the file itself has room.
const MEMORY_AT_MOST: usize = 1 << 30;

/// Where workbooks are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Apart {
    /// In this process: where no executable is at hand, and for tests.
    #[default]
    Here,
    /// In a process of this executable, whose `main` calls [`serve`] when it is [`asked`] to.
    Process(PathBuf),
}

/// Reads a workbook. Its bytes are let go of as soon as whoever reads them has them.
pub(crate) fn read(bytes: Vec<u8>, format: Format, apart: &Apart) -> Result<Workbook, Refusal> {
    match apart {
        Apart::Here => {
            let mut intake = Intake::new(bytes.len());
            reader::read(&bytes, format, &mut |frame| intake.take(frame))?;
            intake.finish()
        }
        Apart::Process(program) => child::read(bytes, format, program),
    }
}

/// Whether a program was started to read a workbook: its arguments, its own name first.
pub fn asked(arguments: impl IntoIterator<Item = impl AsRef<std::ffi::OsStr>>) -> bool {
    arguments.into_iter().nth(1).is_some_and(|argument| argument.as_ref() == ARGUMENT)
}

/// Reads the workbook on `input` and says on `output` what it holds. `limit` is told how much memory is enough.
pub fn serve(input: &mut dyn Read, output: &mut dyn Write, limit: &dyn Fn(usize)) -> std::process::ExitCode {
    // What a library has to say of a file that breaks it is of no use to anybody.
    std::panic::set_hook(Box::new(|_| {}));
    let answered = answer(input, output, limit);
    if answered.is_some() { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}

fn answer(input: &mut dyn Read, output: &mut dyn Write, limit: &dyn Fn(usize)) -> Option<()> {
    let mut head = [0; 9];
    input.read_exact(&mut head).ok()?;
    let [code, length @ ..] = head;
    let format = Format::of(code)?;
    let length = usize::try_from(u64::from_le_bytes(length)).ok()?;
    let memory = MEMORY.saturating_add(length.saturating_mul(MEMORY_A_BYTE)).min(MEMORY_AT_MOST);
    limit(memory.max(length.saturating_add(MEMORY)));
    let mut bytes = vec![0; length];
    input.read_exact(&mut bytes).ok()?;
    let mut output = std::io::BufWriter::new(output);
    // Whoever asked and is gone wants no more.
    let gone = || Refusal::new("Nobody is waiting for this workbook.");
    let read = reader::read(&bytes, format, &mut |frame| frame.write(&mut output).map_err(|_| gone()));
    if let Err(refusal) = read {
        Frame::Refused(&refusal.message).write(&mut output).ok()?;
    }
    output.flush().ok()
}
