//! Whoever parses a workbook: in a process of its own where there is one, so that nothing of it can harm a book.
//!
//! Each format hands its sheets out piece by piece (see [`crate::frame`]) and holds as little as its format allows.

pub(crate) mod cell;
pub(crate) mod details;
mod format;
pub(crate) mod guard;
mod ods;
mod package;
mod rows;
mod tags;
mod xls;
mod xlsb;
mod xlsx;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::Refusal;
use crate::frame::Frame;
use crate::sniff::Format;
use crate::workbook::broken;

/// Where the pieces go; a refusal from there ends the reading.
pub(crate) type Out<'a> = &'a mut dyn FnMut(Frame<'_>) -> Result<(), Refusal>;

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8], format: Format, out: Out<'_>) -> Result<(), Refusal> {
    let run = AssertUnwindSafe(|| match format {
        Format::Xlsx | Format::Xlsm => xlsx::read(bytes, out),
        Format::Xlsb => xlsb::read(bytes, out),
        Format::Xls => xls::read(bytes, out),
        Format::Ods => ods::read(bytes, out),
    });
    // The libraries below are not ours, and files are made to break them.
    catch_unwind(run).unwrap_or_else(|_| Err(broken()))
}

/// What to say of a workbook that cannot be read.
pub(crate) fn damaged(error: &dyn std::fmt::Display) -> Refusal {
    let error = error.to_string();
    if error.contains("unrecognized entity") {
        return Refusal::new(
            "This workbook uses XML entities, which no spreadsheet program writes and which are never expanded: open it in Excel and save it again.",
        );
    }
    Refusal::new("This workbook is damaged: open it in Excel, let it be repaired and save it again.")
}

/// What to say of a workbook that is locked.
pub(crate) fn locked() -> Refusal {
    Refusal::new(
        "This workbook is protected with a password: open it in Excel, remove the password and save it again.",
    )
}
