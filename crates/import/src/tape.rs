//! The filled cells of a sheet, row behind row: the first part in memory, the rest in a file that has no name.
//!
//! A row stands for itself: its distance from the row before, its width, the length of its directory and of its
//! text, then both. The directory has for each cell its distance from the cell before and its length with its kind.
//! The process that reads a workbook writes rows like this, and the one that asked for them keeps them as they are.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};

use crate::label::Labels;
use crate::sheet::{CellKind, RowView, Span};

/// What a sheet keeps in memory.
const IN_MEMORY: usize = 8 << 20;
/// What the sheets of a workbook keep in memory together.
const ALL_IN_MEMORY: usize = 32 << 20;
/// What is read of the file at a time.
const WINDOW: usize = 256 << 10;
/// Every so many rows, one can be found without going through those before it.
const STEP: u32 = 256;
/// The four numbers at the head of a row take at most so much.
const HEAD: usize = 40;

/// A cell on its way onto the tape.
#[derive(Clone, Debug)]
pub(crate) struct NewCell {
    pub(crate) column: u32,
    pub(crate) kind: CellKind,
    /// Where its text lies in the text handed over with it.
    pub(crate) text: std::ops::Range<usize>,
}

/// Writes rows as a tape holds them.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    pub(crate) bytes: Vec<u8>,
    directory: Vec<u8>,
    row: u32,
}

impl Writer {
    /// Writes a row behind the ones before it; its number must be larger than theirs, its cells in order.
    pub(crate) fn push(&mut self, number: u32, cells: &[NewCell], text: &str) {
        if cells.is_empty() {
            return;
        }
        self.directory.clear();
        let mut next = 0;
        let mut length = 0;
        for cell in cells {
            write(&mut self.directory, u64::from(cell.column - next));
            write(&mut self.directory, (cell.text.len() as u64) << 2 | cell.kind.code());
            length += cell.text.len();
            next = cell.column + 1;
        }
        write(&mut self.bytes, u64::from(number - self.row));
        write(&mut self.bytes, u64::from(next));
        write(&mut self.bytes, self.directory.len() as u64);
        write(&mut self.bytes, length as u64);
        self.bytes.extend_from_slice(&self.directory);
        for cell in cells {
            self.bytes.extend_from_slice(&text.as_bytes()[cell.text.clone()]);
        }
        self.row = number;
    }
}

/// Seven bits a byte, the lowest first.
fn write(bytes: &mut Vec<u8>, mut value: u64) {
    loop {
        let [low, ..] = (value & 127).to_le_bytes();
        value >>= 7;
        if value == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 128);
    }
}

fn read(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0;
    for shift in (0..63).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return Some(value);
        }
    }
    None
}

/// The head of a row.
struct Head {
    distance: u32,
    width: u32,
    directory: usize,
    text: usize,
    /// How long the head itself is.
    length: usize,
}

impl Head {
    fn read(bytes: &[u8]) -> Option<Head> {
        let mut at = 0;
        let distance = u32::try_from(read(bytes, &mut at)?).ok()?;
        let width = u32::try_from(read(bytes, &mut at)?).ok()?;
        let directory = usize::try_from(read(bytes, &mut at)?).ok()?;
        let text = usize::try_from(read(bytes, &mut at)?).ok()?;
        Some(Head { distance, width, directory, text, length: at })
    }

    fn whole(&self) -> usize {
        self.length.saturating_add(self.directory).saturating_add(self.text)
    }
}

/// Why rows cannot be kept.
#[derive(Debug)]
pub(crate) enum Fault {
    /// They are not written as they should be.
    Broken,
    /// The disk does not take them.
    Disk(std::io::Error),
}

/// The file behind the tapes of a workbook: opened when one of them is long, gone with the last of them.
#[derive(Debug, Default)]
pub(crate) struct Spill {
    file: Option<Arc<Mutex<File>>>,
    length: u64,
    in_memory: usize,
}

impl Spill {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<u64> {
        let file = match &self.file {
            Some(file) => file,
            None => self.file.insert(Arc::new(Mutex::new(tempfile::tempfile()?))),
        };
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        let start = self.length;
        file.seek(SeekFrom::Start(start))?;
        file.write_all(bytes)?;
        self.length += bytes.len() as u64;
        Ok(start)
    }
}

/// The rows of a sheet: memory by what is there, not by the declared range, and not more with more rows.
#[derive(Debug, Default)]
pub(crate) struct Tape {
    memory: Vec<u8>,
    /// The file with the rest, and where in it the rest begins.
    file: Option<(Arc<Mutex<File>>, u64)>,
    length: u64,
    count: u32,
    /// The number of every so manyth row, with where it begins and the row before it.
    index: Vec<(u32, u64, u32)>,
    pub(crate) rows: u32,
    pub(crate) columns: u32,
}

impl Tape {
    /// Puts a block of rows behind those before it.
    pub(crate) fn append(&mut self, block: &[u8], spill: &mut Spill) -> Result<(), Fault> {
        let mut at = 0;
        while at < block.len() {
            let head = Head::read(&block[at..]).ok_or(Fault::Broken)?;
            let number = self.rows.checked_add(head.distance).ok_or(Fault::Broken)?;
            if head.distance == 0 || head.whole() > block.len() - at || head.width > 1 << 20 {
                return Err(Fault::Broken);
            }
            if self.count.is_multiple_of(STEP) {
                self.index.push((number, self.length + at as u64, self.rows));
            }
            self.count += 1;
            self.rows = number;
            self.columns = self.columns.max(head.width);
            at += head.whole();
        }
        let fits = self.memory.len() + block.len() <= IN_MEMORY
            && spill.in_memory + block.len() <= ALL_IN_MEMORY
            && self.file.is_none();
        if fits {
            self.memory.extend_from_slice(block);
            spill.in_memory += block.len();
        } else {
            let start = spill.write(block).map_err(Fault::Disk)?;
            if let (None, Some(file)) = (&self.file, &spill.file) {
                self.file = Some((Arc::clone(file), start));
            }
        }
        self.length += block.len() as u64;
        Ok(())
    }

    /// Reading from a row on, or from the first one behind it.
    pub(crate) fn from(&self, row: u32) -> Place<'_> {
        let known = self.index.partition_point(|(number, ..)| *number <= row);
        let (at, before) = known.checked_sub(1).map_or((0, 0), |at| (self.index[at].1, self.index[at].2));
        let mut place =
            Place { tape: self, at, row: before, window: Vec::new(), start: 0, spans: Vec::new() };
        while let Some(head) = place.head() {
            if place.row + head.distance >= row {
                break;
            }
            place.row += head.distance;
            place.at += head.whole() as u64;
        }
        place
    }
}

/// How far a tape has been read.
pub(crate) struct Place<'t> {
    tape: &'t Tape,
    at: u64,
    row: u32,
    /// What was last read of the file, and where on the tape it begins.
    window: Vec<u8>,
    start: u64,
    spans: Vec<Span>,
}

impl Place<'_> {
    /// The next row.
    pub(crate) fn next(&mut self) -> Option<RowView<'_>> {
        let head = self.head()?;
        let whole = head.whole();
        let mut spans = std::mem::take(&mut self.spans);
        spans.clear();
        let bytes = self.bytes(whole);
        let directory = bytes.get(head.length..head.length + head.directory)?;
        let (mut at, mut text) = (0, 0);
        while at < directory.len() {
            let gap = usize::try_from(read(directory, &mut at)?).ok()?;
            spans.resize(spans.len().saturating_add(gap).min(1 << 20), Span::EMPTY);
            let tagged = usize::try_from(read(directory, &mut at)?).ok()?;
            let end = text + (tagged >> 2);
            spans.push(Span { start: text, end, kind: CellKind::ALL[tagged & 3], rewritten: false });
            text = end;
        }
        self.spans = spans;
        self.row += head.distance;
        let at = self.at;
        self.at += whole as u64;
        let bytes = self.around(at);
        let text = bytes.get(head.length + head.directory..whole)?;
        let text = std::str::from_utf8(text).unwrap_or_default();
        Some(RowView { number: self.row, text, rewritten: "", spans: &self.spans, labels: Labels::NONE })
    }

    fn head(&mut self) -> Option<Head> {
        if self.at >= self.tape.length {
            return None;
        }
        Head::read(self.bytes(HEAD))
    }

    /// What stands at the place: so many bytes, or what is left.
    fn bytes(&mut self, wanted: usize) -> &[u8] {
        let in_memory = self.tape.memory.len() as u64;
        if self.at >= in_memory {
            let left = usize::try_from(self.tape.length - self.at).unwrap_or(usize::MAX);
            let wanted = wanted.min(left) as u64;
            let end = self.start + self.window.len() as u64;
            if self.at < self.start || self.at + wanted > end {
                self.fetch(wanted.max(WINDOW as u64).min(left as u64));
            }
        }
        self.around(self.at)
    }

    /// What is at hand from a place on.
    fn around(&self, at: u64) -> &[u8] {
        let (bytes, start) = if at < self.tape.memory.len() as u64 {
            (&self.tape.memory, 0)
        } else {
            (&self.window, self.start)
        };
        usize::try_from(at - start).ok().and_then(|at| bytes.get(at..)).unwrap_or_default()
    }

    /// Reads a piece of the file. Rows that were set aside and are gone are no rows to go on without: the import
    /// must end, and this is its only way.
    fn fetch(&mut self, length: u64) {
        let Some((file, start)) = &self.tape.file else { return };
        let from = start + (self.at - self.tape.memory.len() as u64);
        self.window.resize(usize::try_from(length).unwrap_or(0), 0);
        self.start = self.at;
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        let fetched = file.seek(SeekFrom::Start(from)).and_then(|_| file.read_exact(&mut self.window));
        if let Err(error) = fetched {
            panic!("the rows that were set aside on the disk cannot be read: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(column: u32, kind: CellKind, text: std::ops::Range<usize>) -> NewCell {
        NewCell { column, kind, text }
    }

    #[test]
    fn a_tape_gives_back_what_was_written() {
        let mut writer = Writer::default();
        writer.push(3, &[cell(0, CellKind::Text, 0..5), cell(200, CellKind::Number, 5..8)], "Total1.5");
        writer.push(1_000_000, &[cell(1, CellKind::Error, 0..7)], "#DIV/0!");
        let mut tape = Tape::default();
        tape.append(&writer.bytes, &mut Spill::default()).unwrap();
        let mut seen = Vec::new();
        let mut place = tape.from(0);
        while let Some(row) = place.next() {
            let cells = row.filled().map(|c| (c, row.cell(c).to_owned(), row.kind(c)));
            seen.push((row.number, cells.collect::<Vec<_>>()));
        }
        assert_eq!(
            seen,
            [
                (3, vec![(0, "Total".to_owned(), CellKind::Text), (200, "1.5".to_owned(), CellKind::Number)]),
                (1_000_000, vec![(1, "#DIV/0!".to_owned(), CellKind::Error)]),
            ]
        );
        assert_eq!((tape.rows, tape.columns), (1_000_000, 201));
    }

    #[test]
    fn rows_beyond_the_memory_are_found_in_the_file() {
        let mut spill = Spill::default();
        let mut tapes = [Tape::default(), Tape::default()];
        let text = "x".repeat(60);
        for (sheet, tape) in tapes.iter_mut().enumerate() {
            let mut writer = Writer::default();
            for row in 1..=200_000 {
                let said = format!("{sheet}/{row}{text}");
                writer.push(row * 3, &[cell(2, CellKind::Text, 0..said.len())], &said);
                if writer.bytes.len() > 64 << 10 {
                    tape.append(&std::mem::take(&mut writer.bytes), &mut spill).unwrap();
                }
            }
            tape.append(&writer.bytes, &mut spill).unwrap();
            assert!(tape.memory.len() <= IN_MEMORY && tape.file.is_some());
        }
        for (sheet, tape) in tapes.iter().enumerate() {
            for (asked, found) in [(0, 3), (3, 3), (4, 6), (599_999, 600_000), (300_001, 300_003)] {
                let mut place = tape.from(asked);
                let row = place.next().unwrap();
                assert_eq!((row.number, row.len()), (found, 3), "{asked}");
                assert!(row.cell(2).starts_with(&format!("{sheet}/{}x", found / 3)), "{}", row.cell(2));
            }
            assert!(tape.from(600_001).next().is_none());
            let mut place = tape.from(0);
            let mut count = 0;
            while place.next().is_some() {
                count += 1;
            }
            assert_eq!(count, 200_000);
        }
    }

    #[test]
    fn what_is_no_row_is_not_kept() {
        for block in [&[0, 1, 0, 0][..], &[1, 1, 9, 9], &[255; 30], &[1]] {
            assert!(Tape::default().append(block, &mut Spill::default()).is_err(), "{block:?}");
        }
    }
}
