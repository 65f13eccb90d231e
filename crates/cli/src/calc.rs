//! `outlay calc`: lines of JSON in, lines of JSON out, one at a time.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

/// The longest line that is read: more than any model needs, less than hurts.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Answers each line of `input` in order. Memory is that of the longest line.
pub(crate) fn run(input: &mut dyn Read, output: &mut dyn Write) -> io::Result<()> {
    let mut input = BufReader::new(input);
    let mut output = BufWriter::new(output);
    let mut line = Vec::new();
    loop {
        line.clear();
        if (&mut input).take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            return output.flush();
        }
        if !line.ends_with(b"\n") && line.len() as u64 == LONGEST {
            input.skip_until(b'\n')?;
            writeln!(output, r#"{{"id":null,"error":"This line is longer than 64 MB. Divide it."}}"#)?;
            continue;
        }
        // Blank lines between calculations are no calculations.
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        // What is no UTF-8 is no JSON either: it gets an error of its own, as any bad line.
        let text = String::from_utf8_lossy(&line);
        writeln!(output, "{}", app::calc::answer(text.trim()))?;
        // Whoever waits for this answer before the next line gets it; a stream is written in blocks.
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_does_not_stop_the_rest() {
        let input = b"{\"id\": 1, \"fn\": \"SLN\", \"args\": [30000, 7500, 10]}\n\n\xff\nno\n{\"id\": [2], \"fn\": \"FV\", \"args\": [0, 5, 100, 0]}";
        let mut output = Vec::new();
        run(&mut &input[..], &mut output).unwrap();
        let output = String::from_utf8(output).unwrap();
        let lines: Vec<&str> = output.lines().collect();
        assert_eq!(lines.len(), 4, "{output}");
        assert_eq!(lines[0], r#"{"id":1,"value":"2250"}"#);
        assert!(lines[1].starts_with(r#"{"id":null,"error":"#), "{output}");
        assert!(lines[2].starts_with(r#"{"id":null,"error":"#), "{output}");
        assert_eq!(lines[3], r#"{"id":[2],"value":"-500"}"#);
    }
}
