//! What the reader of a workbook says, piece by piece, to the process that asked: sheets, rows, remarks, the end.

use crate::sheet::Merged;

/// A piece of what a workbook holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame<'a> {
    /// A sheet begins; what follows is of it until the next one begins.
    Sheet { name: &'a str, hidden: bool },
    /// Rows of the sheet, as a tape holds them.
    Rows(&'a [u8]),
    /// Cells of a sheet, by its number from 0, that are shown as one.
    Merged { sheet: u32, range: Merged },
    /// What is said of cells of a sheet, by its number from 0, beside what stands in them: a piece of its labels.
    Labels { sheet: u32, runs: &'a [u8] },
    /// What is to be said about the workbook.
    Note(&'a str),
    /// What was said so far does not count: it is read once more.
    Again,
    /// All has been said; whether day counts start in 1904.
    End { epoch_1904: bool },
    /// It cannot be read: the sentence.
    Refused(&'a str),
}

/// The longest piece; whatever claims to be longer was not written by us.
const LONGEST: usize = 64 << 20;

impl<'a> Frame<'a> {
    /// Writes it: what it is, its length, itself.
    pub(crate) fn write(&self, out: &mut dyn std::io::Write) -> std::io::Result<()> {
        let mut numbers = Vec::new();
        let (tag, body): (u8, &[u8]) = match self {
            Frame::Sheet { name, hidden } => {
                numbers.push(u8::from(*hidden));
                numbers.extend_from_slice(name.as_bytes());
                (b'S', &numbers)
            }
            Frame::Rows(rows) => (b'R', rows),
            Frame::Merged { sheet, range } => {
                let Merged { first_row, last_row, first_column, last_column } = *range;
                for number in [*sheet, first_row, last_row, first_column, last_column] {
                    numbers.extend_from_slice(&number.to_le_bytes());
                }
                (b'M', &numbers)
            }
            Frame::Labels { sheet, runs } => {
                numbers.extend_from_slice(&sheet.to_le_bytes());
                numbers.extend_from_slice(runs);
                (b'L', &numbers)
            }
            Frame::Note(text) => (b'N', text.as_bytes()),
            Frame::Again => (b'A', &[]),
            Frame::End { epoch_1904 } => {
                numbers.push(u8::from(*epoch_1904));
                (b'E', &numbers)
            }
            Frame::Refused(text) => (b'X', text.as_bytes()),
        };
        let [a, b, c, d, ..] = (body.len() as u64).to_le_bytes();
        out.write_all(&[tag, a, b, c, d])?;
        out.write_all(body)
    }

    /// Understands what was written.
    pub(crate) fn read(tag: u8, body: &'a [u8]) -> Option<Frame<'a>> {
        let text = |bytes: &'a [u8]| std::str::from_utf8(bytes).ok();
        match (tag, body) {
            (b'S', [hidden, name @ ..]) => Some(Frame::Sheet { name: text(name)?, hidden: *hidden != 0 }),
            (b'R', rows) => Some(Frame::Rows(rows)),
            (b'M', numbers) => {
                let mut numbers = numbers.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes));
                Some(Frame::Merged {
                    sheet: numbers.next()?,
                    range: Merged {
                        first_row: numbers.next()?,
                        last_row: numbers.next()?,
                        first_column: numbers.next()?,
                        last_column: numbers.next()?,
                    },
                })
            }
            (b'L', [a, b, c, d, runs @ ..]) => {
                Some(Frame::Labels { sheet: u32::from_le_bytes([*a, *b, *c, *d]), runs })
            }
            (b'A', []) => Some(Frame::Again),
            (b'N', said) => Some(Frame::Note(text(said)?)),
            (b'E', [epoch]) => Some(Frame::End { epoch_1904: *epoch != 0 }),
            (b'X', said) => Some(Frame::Refused(text(said)?)),
            _ => None,
        }
    }
}

/// Reads what one frame is and its body; `None` where nothing more comes or what comes is none of ours.
pub(crate) fn next(input: &mut dyn std::io::Read) -> Option<(u8, Vec<u8>)> {
    let mut head = [0; 5];
    input.read_exact(&mut head).ok()?;
    let [tag, length @ ..] = head;
    let length = usize::try_from(u32::from_le_bytes(length)).ok().filter(|length| *length <= LONGEST)?;
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    Some((tag, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_understood() {
        let range = Merged { first_row: 1, last_row: 70_000, first_column: 3, last_column: 16_384 };
        for frame in [
            Frame::Sheet { name: "Übersicht", hidden: true },
            Frame::Rows(&[1, 2, 255]),
            Frame::Merged { sheet: 7, range },
            Frame::Labels { sheet: 300, runs: &[1, 2, 3] },
            Frame::Note("Said."),
            Frame::Again,
            Frame::End { epoch_1904: true },
            Frame::Refused(""),
        ] {
            let mut bytes = Vec::new();
            frame.write(&mut bytes).unwrap();
            let (tag, body) = next(&mut &bytes[..]).unwrap();
            assert_eq!(Frame::read(tag, &body), Some(frame));
        }
        assert_eq!(Frame::read(b'?', b""), None);
        assert_eq!(next(&mut &[b'R', 255, 255, 255, 255][..]), None);
        assert_eq!(next(&mut &[b'R', 2, 0, 0, 0, 1][..]), None);
    }
}
