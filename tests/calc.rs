//! `outlay calc`: what docs/calc.md says of every calculation, and lines without end.

use std::cell::Cell;
use std::io::{Read, Write};

use serde_json::Value;
use tests::calc;

const PAGE: &str = include_str!("../docs/calc.md");

/// The lines of the page's blocks of JSON, a call and its answer in turn.
fn examples() -> Vec<(&'static str, Value)> {
    // By lines, whatever ends them in this checkout.
    let mut lines = PAGE.lines();
    let mut blocks: Vec<Vec<&str>> = Vec::new();
    while lines.by_ref().any(|line| line == "```json") {
        blocks.push(lines.by_ref().take_while(|line| *line != "```").collect());
    }
    let mut examples = Vec::new();
    for block in blocks {
        let (pairs, rest) = block.as_chunks::<2>();
        assert!(!pairs.is_empty() && rest.is_empty(), "not calls with their answers: {block:#?}");
        for [call, answer] in pairs {
            let answer = serde_json::from_str(answer);
            examples.push((*call, answer.unwrap_or_else(|error| panic!("{error} in the answer to {call}"))));
        }
    }
    examples
}

#[test]
fn every_example_of_the_page_is_answered_as_it_says() {
    let examples = examples();
    let calls: Vec<&str> = examples.iter().map(|(call, _)| *call).collect();
    let answers = calc(&calls.join("\n"));
    assert_eq!(answers.len(), examples.len());
    let wrong = examples.iter().zip(answers).filter(|((_, expected), answer)| expected != answer);
    let wrong: Vec<String> = wrong
        .map(|((call, expected), answer)| format!("{call}\n  the page: {expected}\n  answered: {answer}"))
        .collect();
    assert!(wrong.is_empty(), "docs/calc.md differs:\n{}", wrong.join("\n"));
}

#[test]
fn explaining_changes_no_answer() {
    let explained = |(call, _): &(&str, Value)| {
        let mut call: Value = serde_json::from_str(call).unwrap();
        call["explain"] = true.into();
        call.to_string()
    };
    let examples = examples();
    let calls: Vec<String> = examples.iter().map(explained).collect();
    for ((call, plain), answer) in examples.iter().zip(calc(&calls.join("\n"))) {
        assert_eq!((&answer["value"], &answer["error"]), (&plain["value"], &plain["error"]), "{call}");
        assert_eq!(answer["steps"].is_array(), answer["error"].is_null(), "{call}");
    }
}

#[test]
fn what_cannot_be_read_is_said_in_words() {
    let no_object = r#"{"id":null,"error":"This line is no JSON object. Write one like {\"id\": 1, \"fn\": \"PMT\", \"args\": [0.01, 12, 1000]}."}"#;
    for (line, expected) in [
        ("not json", no_object),
        ("[1, 2, true]", no_object),
        (
            r#"{"id": 1.50}"#,
            r#"{"id":1.50,"error":"This line names no function: write its name as text in “fn”."}"#,
        ),
        (
            r#"{"id": {"a": [1]}, "fn": "SUM"}"#,
            r#"{"id":{"a": [1]},"error":"There is no calculation “SUM”. `docs/calc.md` lists them."}"#,
        ),
        (r#"{"id": 1, "fn": "SLN", "args": [-0, 0, 1], "explain": null}"#, r#"{"id":1,"value":"0"}"#),
        ("\u{feff}{\"fn\": \"sln\", \"args\": [1E3, 0, 4.0]}\r", r#"{"id":null,"value":"250"}"#),
        (
            r#"{"fn": "spread", "amount": 1, "currency": "EUR", "from": "2025-02-29"}"#,
            r#"{"id":null,"error":"from: This is no day. Write it as 2026-12-31."}"#,
        ),
        (
            r#"{"fn": "spread", "amount": 1, "currency": "EUR", "from": "2025-02-28"}"#,
            r#"{"id":null,"error":"“to” is missing."}"#,
        ),
        (
            r#"{"fn": "allocate", "amount": "1,200", "currency": "EUR", "weights": [1]}"#,
            r#"{"id":null,"error":"amount: This is not a number. Write it like 1200.50, without signs between the thousands."}"#,
        ),
        (
            r#"{"fn": "contract_dates", "start": "2025-01-01", "initial_months": "12", "today": "2025-01-01"}"#,
            r#"{"id":null,"error":"initial_months: This must be a whole number, such as 12."}"#,
        ),
        (
            r#"{"fn": "forecast", "method": "x", "actual": [1]}"#,
            r#"{"id":null,"error":"method: “x” is none of contract, manual, remaining-budget, run-rate, seasonal, trend, underspend-carried."}"#,
        ),
        (
            r#"{"fn": "allocate", "amount": 1, "currency": "JPY", "weights": 1}"#,
            r#"{"id":null,"error":"weights: This must be a list."}"#,
        ),
        (
            r#"{"fn": "allocate", "amount": 1, "currency": "JPY", "weights": [1], "capacty": 2}"#,
            r#"{"id":null,"value":{"parts":["1"],"idle":"0"},"ignored":["capacty"]}"#,
        ),
    ] {
        assert_eq!(app::calc::answer(line), expected, "{line}");
    }
}

#[test]
fn every_calculation_is_on_the_page() {
    let dispatcher = include_str!("../crates/app/src/calc.rs").lines();
    let names = dispatcher.filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" => "));
    let names = names.filter(|(_, handler)| handler.contains("(call, text"));
    let names: Vec<&str> = names.map(|(name, _)| name).collect();
    assert!(names.contains(&"spread"), "the dispatcher is written in another way: {names:?}");
    let called: Vec<Value> = examples()
        .iter()
        .map(|(call, _)| serde_json::from_str::<Value>(call).unwrap()["fn"].clone())
        .collect();
    let mut missing: Vec<String> = Vec::new();
    for name in names {
        if !PAGE.lines().any(|line| line.strip_prefix("### ") == Some(name))
            || !called.iter().any(|called| called == name)
        {
            missing.push(format!("{name}: a heading with an example"));
        }
    }
    for (name, parameters) in domain::finance::functions() {
        let row =
            |line: &str| line.contains(&format!("`{name}`")) && line.ends_with(&format!(" | {parameters} |"));
        if !PAGE.lines().any(row) {
            missing.push(format!("{name}: a row of the table with {parameters}"));
        }
    }
    assert_eq!(missing, [""; 0]);
}

/// How far a stream has come.
#[derive(Default)]
struct Stream {
    asked: Cell<u32>,
    answered: Cell<u32>,
    /// The most lines that were read and not yet answered.
    ahead: Cell<u32>,
}

/// Writes calls while they are read.
struct Calls<'a> {
    stream: &'a Stream,
    line: Vec<u8>,
}

const LINES: u32 = 100_000;

impl Read for Calls<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let Stream { asked, answered, ahead } = self.stream;
        if self.line.is_empty() && asked.get() < LINES {
            asked.set(asked.get() + 1);
            ahead.set(ahead.get().max(asked.get() - answered.get()));
            let id = asked.get();
            self.line = format!("{{\"id\":{id},\"fn\":\"SLN\",\"args\":[{id},0,4]}}\n").into_bytes();
        }
        let length = self.line.len().min(buffer.len());
        buffer[..length].copy_from_slice(&self.line[..length]);
        self.line.drain(..length);
        Ok(length)
    }
}

/// Counts the answers and keeps the last one.
struct Answers<'a> {
    stream: &'a Stream,
    line: Vec<u8>,
    last: String,
}

impl Write for Answers<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for byte in bytes {
            if *byte != b'\n' {
                self.line.push(*byte);
                continue;
            }
            let id = self.stream.answered.get() + 1;
            self.stream.answered.set(id);
            self.last = String::from_utf8(std::mem::take(&mut self.line)).unwrap();
            assert!(self.last.starts_with(&format!("{{\"id\":{id},\"value\":")), "{} out of turn", self.last);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn lines_are_answered_while_they_are_read() {
    let stream = Stream::default();
    let mut calls = Calls { stream: &stream, line: Vec::new() };
    let mut answers = Answers { stream: &stream, line: Vec::new(), last: String::new() };
    let edge = cli::Edge { now: tests::now(), user: "anna".to_owned(), reader: None };
    let mut complaints = Vec::new();
    let code = cli::run(["outlay", "calc"], &edge, &mut calls, &mut answers, &mut complaints);
    assert_eq!((code, String::from_utf8(complaints).unwrap().as_str()), (0, ""));
    assert_eq!(answers.last, r#"{"id":100000,"value":"25000"}"#);
    assert_eq!(stream.answered.get(), LINES);
    // Buffers of some kilobytes lie between, however many lines there are.
    assert!(stream.ahead.get() < 1_000, "{} lines were held back", stream.ahead.get());
}
