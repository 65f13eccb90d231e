//! What a workbook says of a cell beside what stands in it: the currency that its format shows, a formula without a
//! result.
//!
//! Cells below one another mostly say the same, so that a sheet keeps a few runs of them and rows stay as they are.

use domain::Currency;

/// What is said of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// Its format shows the amount in this currency.
    Currency(Currency),
    /// Its format shows “$”, which is the sign of many currencies.
    Dollar,
    /// Its formula was never calculated.
    Uncalculated,
}

impl Label {
    fn code(self) -> [u8; 4] {
        match self {
            Label::Uncalculated => [0; 4],
            Label::Dollar => *b"$   ",
            Label::Currency(currency) => match *currency.code().as_bytes() {
                [a, b, c] => [a, b, c, b' '],
                _ => *b"$   ",
            },
        }
    }

    fn of(code: [u8; 4]) -> Option<Label> {
        match &code {
            [0, 0, 0, 0] => Some(Label::Uncalculated),
            b"$   " => Some(Label::Dollar),
            _ => std::str::from_utf8(&code).ok()?.trim_end().parse().ok().map(Label::Currency),
        }
    }
}

/// Cells below one another of which the same is said: their column, the first row and the last, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    column: u32,
    first: u32,
    last: u32,
    label: Label,
}

/// The labels of a sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels {
    runs: Vec<Run>,
    /// By column, the last run of it while they are gathered.
    open: Vec<Option<usize>>,
}

/// So many runs of a sheet are kept: enough for every row of one column to differ from the one above.
const RUNS: usize = 1 << 20;
/// How many bytes a run takes between two processes.
const BYTES: usize = 16;
const COLUMNS: u32 = 16_384;

impl Labels {
    /// None at all, for what is no workbook.
    pub(crate) const NONE: &'static Labels = &Labels { runs: Vec::new(), open: Vec::new() };

    /// Takes the label of some cells of a column, below those taken before; answers whether there is room.
    pub(crate) fn add(&mut self, column: u32, first: u32, last: u32, label: Label) -> bool {
        let Some(at) = usize::try_from(column).ok().filter(|_| (1..=COLUMNS).contains(&column)) else {
            return true;
        };
        if self.open.len() <= at {
            self.open.resize(at + 1, None);
        }
        if let Some(run) = self.open[at].and_then(|run| self.runs.get_mut(run))
            && run.label == label
            && run.last.checked_add(1) == Some(first)
        {
            run.last = last;
            return true;
        }
        if self.runs.len() >= RUNS {
            return false;
        }
        self.open[at] = Some(self.runs.len());
        self.runs.push(Run { column, first, last, label });
        true
    }

    /// What is said of a cell; its row and its column from 1.
    pub(crate) fn of(&self, row: u32, column: usize) -> Option<Label> {
        let column = u32::try_from(column).ok().filter(|_| !self.runs.is_empty())?;
        let behind = self.runs.partition_point(|run| (run.column, run.first) <= (column, row));
        let run = self.runs.get(behind.checked_sub(1)?)?;
        (run.column == column && row <= run.last).then_some(run.label)
    }

    /// The runs as they go from one process to another, a piece at a time.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = Vec<u8>> {
        self.runs.chunks(4096).map(|runs| {
            let mut bytes = Vec::with_capacity(runs.len() * BYTES);
            for run in runs {
                for number in [run.column, run.first, run.last] {
                    bytes.extend_from_slice(&number.to_le_bytes());
                }
                bytes.extend_from_slice(&run.label.code());
            }
            bytes
        })
    }

    /// Takes a piece that came from another process; answers whether it is one.
    pub(crate) fn take(&mut self, piece: &[u8]) -> bool {
        let (runs, rest) = piece.as_chunks::<BYTES>();
        if !rest.is_empty() || self.runs.len() + runs.len() > RUNS {
            return false;
        }
        runs.iter().all(|run| {
            let (numbers, _) = run.as_chunks::<4>();
            let &[column, first, last, code] = numbers else { return false };
            let [column, first, last] = [column, first, last].map(u32::from_le_bytes);
            let Some(label) = Label::of(code) else { return false };
            self.runs.push(Run { column, first, last, label });
            true
        })
    }

    /// Puts them in order, so that they can be asked.
    pub(crate) fn finish(&mut self) {
        self.open = Vec::new();
        self.runs.sort_by_key(|run| (run.column, run.first));
        self.runs.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_kept_in_runs_and_found_again() {
        let euro = Label::Currency("EUR".parse().unwrap());
        let mut gathered = Labels::default();
        for row in 2..=500 {
            assert!(gathered.add(3, row, row, euro));
            assert!(gathered.add(2, row, row, if row == 7 { Label::Uncalculated } else { Label::Dollar }));
        }
        assert!(gathered.add(20_000, 1, 1, euro));
        assert_eq!(gathered.runs.len(), 4);
        let mut labels = Labels::default();
        for piece in gathered.pieces() {
            assert!(labels.take(&piece));
        }
        labels.finish();
        for (row, column, expected) in [
            (1, 3, None),
            (2, 3, Some(euro)),
            (500, 3, Some(euro)),
            (501, 3, None),
            (6, 2, Some(Label::Dollar)),
            (7, 2, Some(Label::Uncalculated)),
            (8, 2, Some(Label::Dollar)),
            (8, 1, None),
            (8, 4, None),
        ] {
            assert_eq!(labels.of(row, column), expected, "{row}/{column}");
        }
        assert!(!labels.take(&[1; 17]) && !labels.take(&[255; 16]));
    }
}
