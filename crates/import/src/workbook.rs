//! A workbook's sheets, as they come in from whoever reads it.

use crate::frame::Frame;
use crate::label::Labels;
use crate::sheet::Merged;
use crate::tape::{Fault, Spill, Tape};
use crate::{Refusal, summary};

/// So many sheets can be told apart.
const SHEETS: usize = 10_000;
/// So many merged ranges of a sheet are kept.
const MERGED: usize = 100_000;
/// So much is said about a workbook.
const NOTES: usize = 200;

/// One sheet of a workbook.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) tape: Tape,
    pub(crate) merged: Vec<Merged>,
    pub(crate) labels: Labels,
}

/// A workbook, read.
#[derive(Debug)]
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) epoch_1904: bool,
    pub(crate) notes: Vec<String>,
}

/// A workbook while it comes in.
#[derive(Debug)]
pub(crate) struct Intake {
    sheets: Vec<Sheet>,
    notes: Vec<String>,
    epoch_1904: Option<bool>,
    spill: Spill,
    /// What its rows may still take.
    left: u64,
}

impl Intake {
    /// For a file of so many bytes. What it unpacks to may be many times as much, but not without end.
    pub(crate) fn new(size: usize) -> Intake {
        let left = (64 << 20) + (size as u64).saturating_mul(24);
        let left = left.min(8 << 30);
        Intake { sheets: Vec::new(), notes: Vec::new(), epoch_1904: None, spill: Spill::default(), left }
    }

    /// Takes the next piece.
    pub(crate) fn take(&mut self, frame: Frame<'_>) -> Result<(), Refusal> {
        match frame {
            Frame::Sheet { name, hidden } => {
                if self.sheets.len() >= SHEETS {
                    return Err(too_much());
                }
                if self.sheets.iter().any(|sheet| sheet.name == name) {
                    return Err(Refusal::new(format!(
                        "Two sheets of this workbook are called “{name}”: rename one of them."
                    )));
                }
                let (tape, labels) = (Tape::default(), Labels::default());
                self.sheets.push(Sheet { name: name.to_owned(), hidden, tape, merged: Vec::new(), labels });
            }
            Frame::Rows(block) => {
                self.left = self.left.checked_sub(block.len() as u64).ok_or_else(too_much)?;
                let Some(sheet) = self.sheets.last_mut() else { return Err(broken()) };
                sheet.tape.append(block, &mut self.spill).map_err(|fault| match fault {
                    Fault::Broken => broken(),
                    Fault::Disk(error) => Refusal::new(format!(
                        "The rows of this workbook need room on the disk, in the folder for temporary files, and got none ({error})."
                    )),
                })?;
            }
            Frame::Merged { sheet, range } => {
                let sheet = usize::try_from(sheet).ok().and_then(|sheet| self.sheets.get_mut(sheet));
                let Some(sheet) = sheet else { return Err(broken()) };
                if sheet.merged.len() < MERGED {
                    sheet.merged.push(range);
                }
            }
            Frame::Labels { sheet, runs } => {
                let sheet = usize::try_from(sheet).ok().and_then(|sheet| self.sheets.get_mut(sheet));
                if !sheet.is_some_and(|sheet| sheet.labels.take(runs)) {
                    return Err(broken());
                }
            }
            Frame::Note(text) => {
                if self.notes.len() < NOTES {
                    self.notes.push(text.to_owned());
                }
            }
            Frame::Again => {
                self.sheets.clear();
                self.notes.clear();
                self.spill = Spill::default();
            }
            Frame::End { epoch_1904 } => self.epoch_1904 = Some(epoch_1904),
            Frame::Refused(sentence) => return Err(Refusal::new(sentence)),
        }
        Ok(())
    }

    /// Whether all has come in.
    pub(crate) fn is_whole(&self) -> bool {
        self.epoch_1904.is_some()
    }

    /// The workbook, if all of it has come in: a part is never shown as if it were the whole.
    pub(crate) fn finish(mut self) -> Result<Workbook, Refusal> {
        let epoch_1904 = self.epoch_1904.ok_or_else(broken)?;
        self.sheets.iter_mut().for_each(|sheet| sheet.labels.finish());
        let mut notes = self.notes;
        let hidden: Vec<&str> =
            self.sheets.iter().filter(|sheet| sheet.hidden).map(|sheet| sheet.name.as_str()).collect();
        if !hidden.is_empty() {
            notes.push(format!("Hidden sheets: {}.", hidden.join(", ")));
        }
        Ok(Workbook { sheets: self.sheets, epoch_1904, notes })
    }
}

/// What to say of a workbook whose reader fails on it.
pub(crate) fn broken() -> Refusal {
    Refusal::new(
        "This workbook is damaged in a way that its reader fails on: open it in Excel, let it be repaired and save it again.",
    )
}

fn too_much() -> Refusal {
    Refusal::new("This workbook holds more than can be read at once: save the sheet you need as a .csv file.")
}

/// Rows or columns in words: `3, 9–12 and 40`.
pub(crate) fn ranges(ranges: &[(u32, u32)], letters: bool) -> String {
    const SHOWN: usize = 6;
    let name = |number: u32| {
        let index = usize::try_from(number).unwrap_or(0).saturating_sub(1);
        if letters { summary::letter(index) } else { number.to_string() }
    };
    let mut words: Vec<String> = ranges
        .iter()
        .take(SHOWN)
        .map(
            |(first, last)| {
                if first == last { name(*first) } else { format!("{}–{}", name(*first), name(*last)) }
            },
        )
        .collect();
    if ranges.len() > SHOWN {
        words.push("others".to_owned());
    }
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_places_are_named() {
        assert_eq!(ranges(&[(3, 3)], false), "3");
        assert_eq!(ranges(&[(3, 3), (9, 12), (40, 40)], false), "3, 9–12 and 40");
        assert_eq!(ranges(&[(1, 1), (27, 28)], true), "A and AA–AB");
        let many: Vec<(u32, u32)> = (1..20).map(|n| (n * 2, n * 2)).collect();
        assert_eq!(ranges(&many, false), "2, 4, 6, 8, 10, 12 and others");
    }

    #[test]
    fn half_a_workbook_is_none() {
        let mut intake = Intake::new(0);
        intake.take(Frame::Sheet { name: "A", hidden: false }).unwrap();
        assert!(intake.take(Frame::Sheet { name: "A", hidden: false }).unwrap_err().message.contains("“A”"));
        assert!(intake.take(Frame::Rows(&[0])).is_err());
        assert!(intake.take(Frame::Rows(&vec![0; 65 << 20])).unwrap_err().message.contains("more than can"));
        assert!(intake.finish().is_err());
    }
}
