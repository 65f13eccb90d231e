//! Rows of cells, one after the other, from text or from a sheet of a workbook.

/// What a cell is in the file, before its column says what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// Text; in a text file everything is.
    Text,
    /// A number of a workbook, written with a decimal point.
    Number,
    /// A date of a workbook, written as 2026-12-31.
    Date,
    /// An error of a workbook: #DIV/0!
    Error,
}

impl CellKind {
    const ALL: [CellKind; 4] = [CellKind::Text, CellKind::Number, CellKind::Date, CellKind::Error];

    fn code(self) -> u64 {
        match self {
            CellKind::Text => 0,
            CellKind::Number => 1,
            CellKind::Date => 2,
            CellKind::Error => 3,
        }
    }
}

/// Where the text of a cell lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: CellKind,
    /// In the row's own text, as doubled quotes had to be taken out, and not in the file's.
    pub(crate) rewritten: bool,
}

impl Span {
    pub(crate) const EMPTY: Span = Span { start: 0, end: 0, kind: CellKind::Text, rewritten: false };
}

/// One row while it is being read.
#[derive(Clone, Copy)]
pub(crate) struct RowView<'a> {
    /// Its number, from 1.
    pub(crate) number: u32,
    pub(crate) text: &'a str,
    pub(crate) rewritten: &'a str,
    pub(crate) spans: &'a [Span],
}

impl<'a> RowView<'a> {
    /// How many cells it has, empty ones included.
    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The text of a cell without space around it; empty if the row is shorter.
    pub(crate) fn cell(&self, column: usize) -> &'a str {
        let Some(span) = self.spans.get(column) else { return "" };
        let whole = if span.rewritten { self.rewritten } else { self.text };
        let text = whole.get(span.start..span.end).unwrap_or("");
        // Most cells have no space around them, which one look at each end tells.
        match (text.as_bytes().first(), text.as_bytes().last()) {
            (Some(33..=126), Some(33..=126)) => text,
            _ => text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}'),
        }
    }

    /// What a cell is in the file.
    pub(crate) fn kind(&self, column: usize) -> CellKind {
        self.spans.get(column).map_or(CellKind::Text, |span| span.kind)
    }

    /// Whether no cell says anything.
    pub(crate) fn is_blank(&self) -> bool {
        (0..self.len()).all(|column| self.cell(column).is_empty())
    }

    /// The columns that say something.
    pub(crate) fn filled(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(|column| !self.cell(*column).is_empty())
    }
}

/// The filled cells of a sheet, written one behind the other: memory by what is there, not by the declared range.
///
/// A row is its distance from the row before, the number of its cells, and for each cell its distance from the
/// cell before, its length with its kind, and its text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tape {
    /// The numbers, seven bits a byte.
    bytes: Vec<u8>,
    text: String,
    pub(crate) rows: u32,
    pub(crate) columns: u32,
}

/// A cell on its way onto the tape.
pub(crate) struct NewCell {
    pub(crate) column: u32,
    pub(crate) kind: CellKind,
    /// Where its text lies in the text handed over with it.
    pub(crate) text: std::ops::Range<usize>,
}

impl Tape {
    /// Writes a row behind the ones before it; its number must be larger than theirs, its cells in order.
    pub(crate) fn push(&mut self, number: u32, cells: &[NewCell], text: &str) {
        if cells.is_empty() {
            return;
        }
        self.write(u64::from(number - self.rows));
        self.write(cells.len() as u64);
        let mut next = 0;
        for cell in cells {
            self.write(u64::from(cell.column - next));
            let text = &text[cell.text.clone()];
            self.write((text.len() as u64) << 2 | cell.kind.code());
            self.text.push_str(text);
            next = cell.column + 1;
        }
        self.rows = number;
        self.columns = self.columns.max(next);
    }

    /// How much memory it takes.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len() + self.text.len()
    }

    /// Seven bits a byte, the lowest first.
    fn write(&mut self, mut value: u64) {
        loop {
            let [low, ..] = (value & 127).to_le_bytes();
            value >>= 7;
            if value == 0 {
                return self.bytes.push(low);
            }
            self.bytes.push(low | 128);
        }
    }

    fn read(&self, at: &mut usize) -> Option<usize> {
        let mut value = 0;
        for shift in (0..).step_by(7) {
            let byte = *self.bytes.get(*at)?;
            *at += 1;
            value |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(value);
            }
        }
        None
    }

    /// Where reading starts.
    pub(crate) fn start() -> Place {
        Place::default()
    }

    /// The next row's number; its cells go to `spans`.
    pub(crate) fn next(&self, place: &mut Place, spans: &mut Vec<Span>) -> Option<u32> {
        spans.clear();
        let distance = self.read(&mut place.at)?;
        let cells = self.read(&mut place.at)?;
        place.row += u32::try_from(distance).ok()?;
        for _ in 0..cells {
            let gap = self.read(&mut place.at)?;
            spans.extend(std::iter::repeat_n(Span::EMPTY, gap));
            let tagged = self.read(&mut place.at)?;
            let kind = CellKind::ALL[tagged & 3];
            let end = place.text + (tagged >> 2);
            spans.push(Span { start: place.text, end, kind, rewritten: false });
            place.text = end;
        }
        Some(place.row)
    }

    /// The text its spans lie in.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// How far a tape has been read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    at: usize,
    text: usize,
    row: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tape_gives_back_what_was_written() {
        let mut tape = Tape::default();
        let cell = |column, kind, text| NewCell { column, kind, text };
        tape.push(3, &[cell(0, CellKind::Text, 0..5), cell(200, CellKind::Number, 5..8)], "Total1.5");
        tape.push(1_000_000, &[cell(1, CellKind::Error, 0..7)], "#DIV/0!");
        let mut place = Tape::start();
        let mut spans = Vec::new();
        let mut seen = Vec::new();
        while let Some(number) = tape.next(&mut place, &mut spans) {
            let row = RowView { number, text: tape.text(), rewritten: "", spans: &spans };
            seen.push((
                number,
                row.filled().map(|c| (c, row.cell(c).to_owned(), row.kind(c))).collect::<Vec<_>>(),
            ));
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
}
