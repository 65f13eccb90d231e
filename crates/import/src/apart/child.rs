//! The other process, seen from the one that started it.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{Builder, Scope, ScopedJoinHandle};
use std::time::{Duration, Instant};

use super::ARGUMENT;
use crate::Refusal;
use crate::frame::{self, Frame};
use crate::sniff::Format;
use crate::workbook::{Intake, Workbook, broken};

/// So long may it say nothing, and so many bytes of the file earn it one second more.
const SILENCE: Duration = Duration::from_millis(3_500);
const SILENCE_A_SECOND: u64 = 2 << 20;
/// So long may it take in all as long as it goes on saying something.
const TOTAL: Duration = Duration::from_millis(4_500);
const TOTAL_A_SECOND: u64 = 128 << 10;
/// So much of what it complains of is kept.
const COMPLAINT: u64 = 4 << 10;
/// So many frames may wait to be taken.
const WAITING: usize = 16;
/// The threads beside it do little, and address space may be short.
const STACK: usize = 256 << 10;

type Frames = Receiver<(u8, Vec<u8>)>;

/// Has a workbook read.
pub(super) fn read(bytes: Vec<u8>, format: Format, program: &Path) -> Result<Workbook, Refusal> {
    let mut child = start(program).map_err(|error| not_started(&error))?;
    let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(stdin), Some(stdout), Some(stderr)) = pipes else {
        end(&mut child);
        return Err(broken());
    };
    let size = bytes.len();
    let mut intake = Intake::new(size);
    let came = std::thread::scope(|scope| {
        let came = match beside(scope, bytes, format, stdin, stdout, stderr) {
            Ok((frames, complaint)) => {
                let came = take(&frames, &mut intake, size as u64);
                // First, so that none of the threads has anything left to wait for.
                end(&mut child);
                drop(frames);
                came.map_err(|why| (why, complaint.join().unwrap_or_default()))
            }
            Err(error) => Err((Why::Refused(not_started(&error)), String::new())),
        };
        end(&mut child);
        came
    });
    came.map_err(|(why, complaint)| sentence(why, &complaint))?;
    intake.finish()
}

fn start(program: &Path) -> std::io::Result<Child> {
    let mut command = Command::new(program);
    command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        /// No window for a program that has nothing to show.
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    command.spawn()
}

/// Ends it, if it has not ended, and lets the system forget it.
fn end(child: &mut Child) {
    // One that has ended already cannot be ended, which is as well.
    let _ = child.kill();
    let _ = child.wait();
}

/// One thread hands it the file, one takes what it says, one what it complains of: a pipe that nobody empties, or
/// fills, would have both wait for ever.
fn beside<'s>(
    scope: &'s Scope<'s, '_>,
    bytes: Vec<u8>,
    format: Format,
    mut stdin: ChildStdin,
    stdout: ChildStdout,
    stderr: ChildStderr,
) -> std::io::Result<(Frames, ScopedJoinHandle<'s, String>)> {
    let (sender, frames) = sync_channel(WAITING);
    let thread = || Builder::new().stack_size(STACK);
    let complaint = thread().spawn_scoped(scope, move || listen(stderr))?;
    thread().spawn_scoped(scope, move || receive(stdout, &sender))?;
    thread().spawn_scoped(scope, move || {
        let length = (bytes.len() as u64).to_le_bytes();
        // A reader that ends early says why on its own pipe.
        let _ = stdin
            .write_all(&[format.code()])
            .and_then(|()| stdin.write_all(&length))
            .and_then(|()| stdin.write_all(&bytes))
            .and_then(|()| stdin.flush());
    })?;
    Ok((frames, complaint))
}

fn receive(mut stdout: ChildStdout, sender: &SyncSender<(u8, Vec<u8>)>) {
    while let Some(frame) = frame::next(&mut stdout) {
        if sender.send(frame).is_err() {
            return;
        }
    }
}

fn listen(stderr: ChildStderr) -> String {
    let mut complaint = Vec::new();
    let mut rest = stderr.take(COMPLAINT);
    // Whether it can be read or not, the file is refused.
    let _ = rest.read_to_end(&mut complaint);
    let _ = std::io::copy(&mut rest.into_inner(), &mut std::io::sink());
    String::from_utf8_lossy(&complaint).into_owned()
}

/// Why a workbook does not come.
enum Why {
    Refused(Refusal),
    /// It takes too long.
    Late,
    /// The process ended before it was done.
    Ended,
}

/// Takes what comes until all of it is there.
fn take(frames: &Frames, intake: &mut Intake, size: u64) -> Result<(), Why> {
    let silence = SILENCE + Duration::from_secs(size / SILENCE_A_SECOND);
    let total = TOTAL + Duration::from_secs(size / TOTAL_A_SECOND);
    let started = Instant::now();
    while !intake.is_whole() {
        let left = total.checked_sub(started.elapsed()).ok_or(Why::Late)?;
        let (tag, body) = frames.recv_timeout(silence.min(left)).map_err(|error| match error {
            RecvTimeoutError::Timeout => Why::Late,
            RecvTimeoutError::Disconnected => Why::Ended,
        })?;
        let frame = Frame::read(tag, &body).ok_or(Why::Ended)?;
        intake.take(frame).map_err(Why::Refused)?;
    }
    Ok(())
}

fn sentence(why: Why, complaint: &str) -> Refusal {
    match why {
        Why::Refused(refusal) => refusal,
        Why::Late => Refusal::new(
            "This workbook takes longer to read than it honestly can: open it in Excel and save it again, or save the sheet you need as a .csv file.",
        ),
        Why::Ended if complaint.contains("memory allocation") => Refusal::new(
            "This workbook asks for more memory than it can honestly need: open it in Excel and save it again, or save the sheet you need as a .csv file.",
        ),
        Why::Ended => broken(),
    }
}

fn not_started(error: &std::io::Error) -> Refusal {
    Refusal::new(format!(
        "The part of the program that reads workbooks could not be started ({error}): start the program again, or save the sheet you need as a .csv file."
    ))
}
