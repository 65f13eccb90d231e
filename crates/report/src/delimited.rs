//! Comma-separated text: RFC 4180, UTF-8 without a mark, decimals with a point.
//!
//! A spreadsheet that opens such a file takes a text beginning with `=`, `+`, `-` or `@` for a formula.
//! Such a text gets a no-break space in front: nothing is seen of it, the spreadsheet leaves the text
//! alone, and the importer, which cuts white space around every cell, reads back what was written. An
//! apostrophe would be safe as well, but would stay in the text for ever.

use std::borrow::Cow;

use crate::error::Error;

/// Writes rows of cells that are text (made safe) or plain (numbers, dates, codes of our own).
pub(crate) struct Writer {
    csv: csv::Writer<Vec<u8>>,
}

impl Writer {
    /// A file with its headings.
    pub(crate) fn new(headings: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Result<Writer, Error> {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        csv.write_record(headings).map_err(unexpected)?;
        Ok(Writer { csv })
    }

    /// Adds a text of the user's to the row.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Error> {
        self.plain(&safe(text))
    }

    /// Adds a number, a date or a code to the row.
    pub(crate) fn plain(&mut self, text: &str) -> Result<(), Error> {
        self.csv.write_field(text).map_err(unexpected)
    }

    /// Ends the row.
    pub(crate) fn end_row(&mut self) -> Result<(), Error> {
        self.csv.write_record(None::<&[u8]>).map_err(unexpected)
    }

    /// The file.
    pub(crate) fn bytes(self) -> Result<Vec<u8>, Error> {
        self.csv.into_inner().map_err(|error| Error::Unexpected(error.to_string()))
    }
}

fn safe(text: &str) -> Cow<'_, str> {
    if text.trim_start().starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']) {
        Cow::Owned(format!("\u{A0}{}", text.trim_start()))
    } else {
        Cow::Borrowed(text)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape map_err asks for")]
fn unexpected(error: csv::Error) -> Error {
    Error::Unexpected(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_safe_and_read_back_the_same() {
        for (text, written) in [
            ("=1+1", "\u{A0}=1+1"),
            ("\t@SUM(A1)", "\u{A0}@SUM(A1)"),
            ("-5 % discount", "\u{A0}-5 % discount"),
            ("Datadog", "Datadog"),
            ("", ""),
        ] {
            assert_eq!(safe(text), written);
            assert_eq!(written.trim(), text.trim());
        }
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let mut file = Writer::new(["Line", "2026-07"]).unwrap();
        file.text("Disks, \"fast\"\nand slow").unwrap();
        file.plain("-1200.50").unwrap();
        file.end_row().unwrap();
        let text = String::from_utf8(file.bytes().unwrap()).unwrap();
        assert_eq!(text, "Line,2026-07\r\n\"Disks, \"\"fast\"\"\nand slow\",-1200.50\r\n");
    }
}
