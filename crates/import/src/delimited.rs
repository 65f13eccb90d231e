//! Text with a sign between cells, split into rows; and which sign it is.
//!
//! Not the csv crate: that one drops blank lines, so that rows would no longer be numbered as in a spreadsheet, and
//! reads the rest of a file into one cell when a quote is never closed, without a word.

use crate::label::Labels;
use crate::sheet::{CellKind, RowView, Span};

/// What is read into one cell before a quote counts as forgotten; and less than that, once one was.
const QUOTED_AT_MOST: usize = 1 << 20;
const QUOTED_AT_MOST_THEN: usize = 64 * 1024;
/// So much of a text tells how its cells are quoted.
const LOOKED_AT: usize = 64 * 1024;
/// What may stand between cells.
const SIGNS: [u8; 6] = *b",;\t|~^";

/// Splits text into rows, one at a time.
pub(crate) struct Splitter<'a> {
    text: &'a str,
    delimiter: u8,
    quote: u8,
    escapes: bool,
    at: usize,
    row: u32,
    spans: Vec<Span>,
    rewritten: String,
    /// Up to here no quote closes a cell that was opened before: it need not be looked for again.
    searched: usize,
    /// Rows whose opening quote is never closed.
    pub(crate) unclosed: Vec<u32>,
    /// The rows that hold a cell of very many lines, as a forgotten quote makes them.
    pub(crate) long: Vec<u32>,
}

impl<'a> Splitter<'a> {
    /// A splitter at the start of a text.
    pub(crate) fn new(text: &'a str, dialect: Dialect) -> Splitter<'a> {
        Splitter {
            text,
            delimiter: dialect.delimiter,
            quote: dialect.quote,
            escapes: dialect.escapes,
            at: 0,
            row: 0,
            spans: Vec::new(),
            rewritten: String::new(),
            searched: 0,
            unclosed: Vec::new(),
            long: Vec::new(),
        }
    }

    /// A splitter at the last mark before a row, counted from 1.
    pub(crate) fn from(text: &'a str, dialect: Dialect, marks: &[Mark], row: u32) -> Splitter<'a> {
        let mut splitter = Splitter::new(text, dialect);
        let known = marks.partition_point(|mark| mark.row < row);
        if let Some(mark) = known.checked_sub(1).and_then(|known| marks.get(known)) {
            splitter.at = mark.at;
            splitter.row = mark.row;
            splitter.unclosed.extend(mark.unclosed);
        }
        splitter
    }

    /// The next row, of blank ones in line at least the last; `None` at the end.
    pub(crate) fn next(&mut self) -> Option<RowView<'_>> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        self.skip_empty();
        self.row += 1;
        self.spans.clear();
        self.rewritten.clear();
        loop {
            let start = self.at;
            if !self.quoted(start) {
                let end = memchr::memchr3(self.delimiter, b'\n', b'\r', &bytes[start..])
                    .map_or(bytes.len(), |length| start + length);
                self.spans.push(Span { start, end, kind: CellKind::Text, rewritten: false });
                self.at = end;
            }
            match bytes.get(self.at) {
                None => break,
                Some(b'\r') => {
                    self.at += if bytes.get(self.at + 1) == Some(&b'\n') { 2 } else { 1 };
                    break;
                }
                Some(b'\n') => {
                    self.at += 1;
                    break;
                }
                Some(_) => {
                    self.at += 1;
                    // A delimiter at the very end opens one more, empty, cell.
                    if self.at == bytes.len() {
                        self.spans.push(Span::EMPTY);
                        break;
                    }
                }
            }
        }
        let (text, rewritten, spans) = (self.text, &self.rewritten, &self.spans);
        Some(RowView { number: self.row, text, rewritten, spans, labels: Labels::NONE })
    }

    /// Steps over all empty lines here but the last, so that millions of them take no time.
    fn skip_empty(&mut self) {
        let bytes = self.text.as_bytes();
        let line_end = |at: usize| match bytes.get(at..) {
            Some([b'\r', b'\n', ..]) => 2,
            Some([b'\r' | b'\n', ..]) => 1,
            _ => 0,
        };
        let mut length = line_end(self.at);
        while length > 0 {
            let after = line_end(self.at + length);
            if after == 0 {
                return;
            }
            self.at += length;
            self.row += 1;
            length = after;
        }
    }

    /// Reads a cell in quotes, if one starts here (after blanks) and is closed.
    fn quoted(&mut self, start: usize) -> bool {
        let bytes = self.text.as_bytes();
        let mut open = start;
        while bytes.get(open) == Some(&b' ') {
            open += 1;
        }
        if bytes.get(open) != Some(&self.quote) {
            return false;
        }
        let most = if self.unclosed.is_empty() { QUOTED_AT_MOST } else { QUOTED_AT_MOST_THEN };
        let limit = bytes.len().min(open + most);
        let from = open + 1;
        // An empty cell looks like a doubled quote to the search for an earlier one.
        let empty = bytes.get(from) == Some(&self.quote) && self.ends(from + 1).is_some();
        let mut at = if empty { from } else { from.max(self.searched) };
        let mut rewrite = false;
        while let Some(found) = bytes.get(at..limit).and_then(|rest| memchr::memchr(self.quote, rest)) {
            at += found;
            if self.escapes && bytes[..at].ends_with(b"\\") && !bytes[..at].ends_with(b"\\\\") {
                rewrite = true;
                at += 1;
                continue;
            }
            if bytes.get(at + 1) == Some(&self.quote) {
                rewrite = true;
                at += 2;
                continue;
            }
            if let Some(after) = self.ends(at + 1) {
                self.close(from..at, rewrite);
                self.at = after;
                return true;
            }
            // A quote inside, as in "12" monitor".
            at += 1;
        }
        self.searched = self.searched.max(limit);
        if self.unclosed.len() < 100 {
            self.unclosed.push(self.row);
        }
        false
    }

    /// Where a cell ends whose quote is closed before a place, if one may end there: behind blanks.
    fn ends(&self, mut at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        while self.delimiter != b' ' && bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let ends = bytes.get(at).is_none_or(|byte| *byte == self.delimiter || matches!(byte, b'\n' | b'\r'));
        ends.then_some(at)
    }

    fn close(&mut self, inside: std::ops::Range<usize>, rewrite: bool) {
        let text = &self.text[inside.clone()];
        if text.len() > 1000 && text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count() > 50 {
            self.long.push(self.row);
        }
        let span = if rewrite {
            let start = self.rewritten.len();
            let quote = char::from(self.quote);
            let said = text.replace(&format!("{quote}{quote}"), quote.encode_utf8(&mut [0; 4]));
            if self.escapes {
                self.rewritten.push_str(&said.replace("\\\"", "\"").replace("\\\\", "\\"));
            } else {
                self.rewritten.push_str(&said);
            }
            Span { start, end: self.rewritten.len(), kind: CellKind::Text, rewritten: true }
        } else {
            Span { start: inside.start, end: inside.end, kind: CellKind::Text, rewritten: false }
        };
        self.spans.push(span);
    }
}

/// The signs between and around the cells, each a single ASCII one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    pub(crate) quote: u8,
    /// Whether a backslash before a quote makes it a part of its cell.
    pub(crate) escapes: bool,
}

/// Where a row ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// Its number; the next one begins here.
    row: u32,
    at: usize,
    /// A row before it with a quote that is never closed: from there on, cells in quotes are short.
    unclosed: Option<u32>,
}

/// Where every so manyth row ends.
pub(crate) fn marks(text: &str, dialect: Dialect) -> Vec<Mark> {
    const STEP: u32 = 256;
    let mut splitter = Splitter::new(text, dialect);
    let mut marks = Vec::new();
    while let Some(number) = splitter.next().map(|row| row.number) {
        // Of several empty lines only the last is a row.
        if number / STEP > marks.last().map_or(0, |mark: &Mark| mark.row / STEP) {
            let unclosed = splitter.unclosed.first().copied();
            marks.push(Mark { row: number, at: splitter.at, unclosed });
        }
    }
    marks
}

/// What is wrong with the first line that no table has: too long, or of too many cells. Looking closer at such a line
/// would take minutes and gigabytes.
pub(crate) fn overlong(text: &str) -> Option<String> {
    const BYTES: usize = 500_000;
    /// As many columns as a sheet has.
    const CELLS: usize = 16_384;
    let remedy = "Is it a table, with a line for each row? Save it as .csv or .xlsx and choose it again.";
    // Old files of a Mac end their lines with \r alone.
    let end = if memchr::memchr(b'\n', text.as_bytes()).is_some() { b'\n' } else { b'\r' };
    text.as_bytes().split(|byte| *byte == end).enumerate().find_map(|(at, line)| {
        if line.len() > BYTES {
            return Some(format!("Line {} has more than 500,000 characters. {remedy}", at + 1));
        }
        // Few lines are long enough to hold so many cells.
        let crowded =
            line.len() > CELLS && SIGNS.iter().any(|sign| memchr::memchr_iter(*sign, line).count() >= CELLS);
        crowded.then(|| format!("Line {} has more than 16,384 cells. {remedy}", at + 1))
    })
}

/// The signs of a text whose delimiter is given.
pub(crate) fn with(text: &str, delimiter: u8) -> Dialect {
    let quote = quote(text, delimiter);
    Dialect { delimiter, quote, escapes: quote == b'"' && escapes(text, delimiter) }
}

/// Whether quotes within cells have a backslash before them: at least one that ends no cell has, and few are doubled.
fn escapes(text: &str, delimiter: u8) -> bool {
    let head = &text.as_bytes()[..text.len().min(LOOKED_AT)];
    let ends = |byte: u8| byte == delimiter || matches!(byte, b'\n' | b'\r' | b'"');
    let (mut escaped, mut doubled) = (0, 0);
    for three in head.windows(3) {
        escaped += u32::from(three[0] == b'\\' && three[1] == b'"' && !ends(three[2]));
        doubled += u32::from(!ends(three[0]) && three[0] != b'\\' && three[1] == b'"' && three[2] == b'"');
    }
    escaped > doubled
}

/// The text of a file whose lines are each one quoted cell with all cells of the row in it, without those quotes.
pub(crate) fn unwrapped(text: &str) -> Option<String> {
    let whole = Dialect { delimiter: b'\n', quote: b'"', escapes: false };
    // Most files tell by their first lines that they are not so. The names of the columns may stand without quotes; more of
    // the lines are held against it below.
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).skip(1).take(20);
    let wrapped = |line: &str| {
        let inner = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        inner.is_some_and(|inner| !inner.replace("\"\"", "").contains('"'))
    };
    if !lines.next().is_some_and(wrapped) || !lines.all(wrapped) {
        return None;
    }
    let take = |rows: usize| {
        let mut splitter = Splitter::new(text, whole);
        let mut inner = String::new();
        let (mut all, mut wrapped) = (0, 0);
        while let Some(row) = splitter.next().filter(|_| all < rows) {
            let span = row.spans.first().copied().unwrap_or(Span::EMPTY);
            all += usize::from(span.end > span.start);
            wrapped += usize::from(span.rewritten || text[..span.start].ends_with('"'));
            inner.push_str(row.cell(0));
            inner.push('\n');
        }
        (inner, all, wrapped, splitter.unclosed.is_empty())
    };
    let (head, all, wrapped, closed) = take(300);
    if !closed || wrapped + 1 < all || all < 2 {
        return None;
    }
    let mut splitter = Splitter::new(&head, dialect(&head).0);
    let mut widths = Vec::new();
    while let Some(row) = splitter.next() {
        widths.push(row.len());
    }
    let (width, rows) = most_common(&widths);
    (width > 1 && rows * 5 >= widths.len() * 4).then(|| take(usize::MAX).0)
}

/// The signs that give the most rows the same number of cells, with the reason for the one between them.
pub(crate) fn dialect(text: &str) -> (Dialect, String) {
    if let Some(sign) = announced(text) {
        return (with(text, sign), "The first line says so (sep=).".to_owned());
    }
    let mut best = (with(text, b','), 0u32, 1usize);
    for sign in SIGNS {
        let dialect = with(text, sign);
        let mut widths: Vec<usize> = Vec::new();
        let mut splitter = Splitter::new(text, dialect);
        for _ in 0..2000 {
            let Some(row) = splitter.next() else { break };
            if !row.is_blank() {
                widths.push(row.len());
            }
            if widths.len() == 300 {
                break;
            }
        }
        let (width, rows) = most_common(&widths);
        if width < 2 || widths.is_empty() {
            continue;
        }
        // Share of rows in thousandths; a little for width, so that one comma in prose does not win.
        let share = rows * 1000 / widths.len();
        let score = u32::try_from(share * 10 + width.min(40)).unwrap_or(0);
        if score > best.1 {
            best = (dialect, score, width);
        }
    }
    let reason = match best {
        (_, 0, _) => "No sign separates cells: there is one column.".to_owned(),
        (_, _, width) => format!("It gives most rows the same {width} cells."),
    };
    (best.0, reason)
}

/// The sign around cells: the apostrophe where it opens and closes cells again and again and the quotation mark
/// never does.
fn quote(text: &str, delimiter: u8) -> u8 {
    let head = &text.as_bytes()[..text.len().min(LOOKED_AT)];
    let around = |quote: u8| {
        let borders = |byte: u8| byte == delimiter || matches!(byte, b'\n' | b'\r');
        let opens = head.windows(2).filter(|pair| borders(pair[0]) && pair[1] == quote).count()
            + usize::from(head.first() == Some(&quote));
        let closes = head.windows(2).filter(|pair| pair[0] == quote && borders(pair[1])).count();
        opens.min(closes)
    };
    let opened = |quote: u8| memchr::memchr_iter(quote, head).count();
    // An apostrophe within words is no quote, nor is one that is opened and not closed.
    if around(b'"') == 0 && around(b'\'') >= 4 && around(b'\'') * 5 >= opened(b'\'') * 2 {
        b'\''
    } else {
        b'"'
    }
}

/// What is to be said about the signs.
pub(crate) fn note(dialect: Dialect) -> Option<String> {
    (dialect.quote == b'\'')
        .then(|| "Cells stand between apostrophes (') instead of quotation marks.".to_owned())
}

/// What Excel's own first line says: `sep=;`.
fn announced(text: &str) -> Option<u8> {
    match text.trim_start_matches('\u{feff}').as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', sign, b'\r' | b'\n', ..]
            if sign.is_ascii_punctuation() || *sign == b'\t' =>
        {
            Some(*sign)
        }
        _ => None,
    }
}

/// The width that most rows have, and how many have it; the wider of two equally common ones.
fn most_common(widths: &[usize]) -> (usize, usize) {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    sorted
        .chunk_by(|a, b| a == b)
        .map(|run| (run[0], run.len()))
        .max_by_key(|(width, count)| (*count, *width))
        .unwrap_or((0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: u8) -> Vec<String> {
        let mut splitter = Splitter::new(text, with(text, delimiter));
        let mut rows = Vec::new();
        while let Some(row) = splitter.next() {
            let cells: Vec<&str> = (0..row.len()).map(|column| row.cell(column)).collect();
            rows.push(format!("{}: {}", row.number, cells.join("|")));
        }
        rows
    }

    #[test]
    fn rows_are_split_and_numbered_as_in_a_spreadsheet() {
        assert_eq!(rows("a,b\n\n1,2\r\n3,4", b','), ["1: a|b", "2: ", "3: 1|2", "4: 3|4"]);
        assert_eq!(rows("a,b\n\n\r\n\r\r\n1,2\n\n\n", b','), ["1: a|b", "5: ", "6: 1|2", "8: "]);
        assert_eq!(rows("a,b\r1,2\r", b','), ["1: a|b", "2: 1|2"]);
        assert_eq!(rows("a,\n,b,", b','), ["1: a|", "2: |b|"]);
        assert_eq!(rows("\"a,\nb\",\"say \"\"hi\"\"\", \"x\" \nc", b','), ["1: a,\nb|say \"hi\"|x", "2: c"]);
        assert_eq!(rows("\"12\" monitor\",5\n", b','), ["1: 12\" monitor|5"]);
        assert_eq!(rows("a\tb c\t\"d\te\"", b'\t'), ["1: a|b c|d\te"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_ends_with_its_cell() {
        let mut splitter = Splitter::new(
            "a,b\n\"Caviar,1\nCheese,2\n",
            Dialect { delimiter: b',', quote: b'"', escapes: false },
        );
        let mut cells = Vec::new();
        while let Some(row) = splitter.next() {
            cells.push(row.cell(0).to_owned());
        }
        assert_eq!(cells, ["a", "\"Caviar", "Cheese"]);
        assert_eq!(splitter.unclosed, [2]);
    }

    #[test]
    fn a_backslash_may_stand_before_a_quote() {
        let text = "a,b\n\"say \\\"hi\\\", then\",1\n\"C:\\\\x\",2\n";
        assert_eq!(rows(text, b','), ["1: a|b", "2: say \"hi\", then|1", "3: C:\\\\x|2"]);
        assert_eq!(rows("a,b\n\"C:\\\",2\n", b','), ["1: a|b", "2: C:\\|2"]);
    }

    #[test]
    fn lines_that_are_quoted_as_a_whole_are_taken_out_of_their_quotes() {
        let text = "\"Date,Text,Amount\"\r\n\"1,\"\"x, y\"\",2\"\r\n\"3,z,4\"\r\n";
        assert_eq!(unwrapped(text).as_deref(), Some("Date,Text,Amount\n1,\"x, y\",2\n3,z,4\n"));
        assert!(unwrapped("Date,Amount\n\"1,2\"\n\"3,4\"\n").is_some());
        for other in ["\"a\",\"b\"\n\"1\",\"2\"\n", "\"a\"\n\"b\"\n", "a,b\n1,2\n", ""] {
            assert_eq!(unwrapped(other), None, "{other}");
        }
    }

    #[test]
    fn quotes_that_are_never_closed_are_looked_for_once() {
        // Were each looked for to its limit, this would be hundreds of gigabytes.
        let text = "\"a,b\n".repeat(2_000_000);
        let mut splitter = Splitter::new(&text, Dialect { delimiter: b',', quote: b'"', escapes: false });
        let mut count = 0;
        while let Some(row) = splitter.next() {
            count += usize::from(row.len() == 2);
        }
        assert_eq!(count, 2_000_000);
    }

    #[test]
    fn the_delimiter_is_found() {
        for (text, sign) in [
            ("a,b,c\n1,2,3\n", b','),
            ("Name;Betrag\nA;1,50\nB;2,50\n", b';'),
            ("Name\tBetrag\nA, B\t1,50\n", b'\t'),
            ("Year|New, old|All\n1986|44000|35000\n", b'|'),
            ("Title, with a comma\n\nName;Amount;Date\nx;1;2\ny;3;4\n", b';'),
            ("sep=|\na|b\n", b'|'),
            ("one\ntwo\n", b','),
        ] {
            assert_eq!(dialect(text).0.delimiter, sign, "{text}");
        }
    }

    #[test]
    fn apostrophes_are_quotes_where_they_stand_around_cells() {
        let quoted = "'a','b'\n'it''s, so','2'\n'c','3'\n";
        assert_eq!(rows(quoted, b','), ["1: a|b", "2: it's, so|2", "3: c|3"]);
        let words = "a,b\n'tis,2\nO'Neil,3\n'90s,4\n'x',5\n";
        assert_eq!(rows(words, b','), ["1: a|b", "2: 'tis|2", "3: O'Neil|3", "4: '90s|4", "5: 'x'|5"]);
    }

    #[test]
    fn rows_are_found_without_those_before_them() {
        let mut text = String::from("a,b\n");
        for row in 2..=2000 {
            text += if row % 7 == 0 { "\"two\nlines\",x\n" } else { "a,b\n" };
        }
        let dialect = dialect(&text).0;
        let marks = marks(&text, dialect);
        assert_eq!(marks.len(), 7);
        for row in [1, 2, 256, 257, 258, 700, 2000] {
            let (mut near, mut far) =
                (Splitter::from(&text, dialect, &marks, row), Splitter::new(&text, dialect));
            let nth = |splitter: &mut Splitter<'_>| loop {
                let found = splitter.next().unwrap();
                if found.number == row {
                    break format!("{}: {} {}", found.number, found.cell(0), found.cell(1));
                }
            };
            assert_eq!(nth(&mut near), nth(&mut far));
        }
    }
}
