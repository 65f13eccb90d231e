//! `outlay calc`: every calculation of the product for whoever sends it a line of JSON.
//!
//! `{"id": ..., "fn": NAME, ...}` is answered with `{"id": ..., "value": ...}` or `{"id": ..., "error": "..."}`.
//! What each function takes and gives stands in `docs/calc.md`, with an example that a test runs.

mod numbers;

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::NaiveDate;
use domain::explain::lines;
use domain::explain::{Step, Steps};
use domain::{
    Amount, Error, allocation, commitment, contract, control, depreciation, finance, forecast, licence,
    scorecard, spread, tco, variance,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What every line has: its number and the name of the function. Each is looked at by itself, so that a fault of one
/// does not lose the others.
#[derive(Deserialize)]
struct Call<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow, rename = "fn")]
    function: Option<&'a RawValue>,
    /// Whether the steps are answered too.
    #[serde(borrow, default)]
    explain: Option<&'a RawValue>,
}

impl Call<'_> {
    fn explains(&self) -> bool {
        self.explain.is_some_and(|explain| explain.get() == "true")
    }
}

/// A line's answer, without its `id`.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Found {
        value: Box<RawValue>,
        /// Of a rate that is searched for: all of them, where there are several.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        roots: Vec<Amount>,
        /// Fields of the line that mean nothing to this calculation: misspelt, or meant for another one.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        ignored: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        steps: Option<Vec<Step>>,
    },
    Failed {
        error: String,
        /// Why, where the error is a spreadsheet's sign.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

impl<E: std::fmt::Display> From<E> for Answer {
    fn from(error: E) -> Answer {
        Answer::Failed { error: error.to_string(), reason: None }
    }
}

/// Answers one line.
///
/// Whatever the line holds, there is an answer; a fault of ours is answered as an error of this line alone.
pub fn answer(line: &str) -> String {
    let line = line.trim_start_matches('\u{feff}').trim();
    // A list of three would be read as a call, too.
    let call = if line.starts_with('{') { serde_json::from_str::<Call<'_>>(line).ok() } else { None };
    let (id, answer) = match call {
        Some(call) => {
            let run = AssertUnwindSafe(|| run(&call, &numbers::as_text(line)));
            let answer = catch_unwind(run).unwrap_or_else(|_| {
                "Something went wrong in this calculation. Please report the line.".into()
            });
            (call.id.map_or("null", RawValue::get), answer)
        }
        None => ("null", "This line is no JSON object. Write one like {\"id\": 1, \"fn\": \"PMT\", \"args\": [0.01, 12, 1000]}.".into()),
    };
    let answer = serde_json::to_string(&answer).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"));
    // `id` goes back as it was sent, with all its digits.
    format!("{{\"id\":{id},{}", answer.trim_start_matches('{'))
}

/// What is wrong with some JSON, in words. Lines are answered one by one and rewritten before they are read: the
/// parser's line and column would mislead. It has no codes, only sentences: `tests/calc.rs` would see them change.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = &text[..text.rfind(" at line ").unwrap_or(text.len())];
    let quoted = |after: &str| text.strip_prefix(after)?.split('`').next();
    if let Some(field) = quoted("missing field `") {
        return format!("“{field}” is missing.");
    }
    if let Some(word) = quoted("unknown variant `") {
        // The words in quotes after that one, each in one of its spellings.
        let mut words: Vec<String> =
            text.split('`').skip(3).step_by(2).map(|word| word.replace([' ', '_'], "-")).collect();
        words.sort_unstable();
        words.dedup();
        return format!("“{word}” is none of {}.", words.join(", "));
    }
    // What stands there is of another kind than what is expected, or a number out of the range of counts.
    let wanted = text.rsplit_once("expected ").map_or("", |(_, wanted)| wanted);
    if text.starts_with("invalid") && !wanted.is_empty() {
        return match wanted {
            "i64" | "i32" | "u64" | "u32" | "usize" => "This must be a whole number, such as 12.".to_owned(),
            "a boolean" => "This must be true or false.".to_owned(),
            "a sequence" => "This must be a list.".to_owned(),
            "a string" => "This must be text.".to_owned(),
            "a formatted date string" => "This is no day. Write it as 2026-12-31.".to_owned(),
            _ if wanted.starts_with("struct") || wanted == "a map" => "This must be an object.".to_owned(),
            _ => format!("This must be {wanted}."),
        };
    }
    match text {
        "input is out of range"
        | "input contains invalid characters"
        | "premature end of input"
        | "trailing input" => "This is no day. Write it as 2026-12-31.".to_owned(),
        _ => format!("{}.", text.trim_end_matches('.')),
    }
}

/// The calculations by name; a spreadsheet's functions are all others.
fn run(call: &Call<'_>, text: &str) -> Answer {
    let name = call.function.and_then(|name| serde_json::from_str::<String>(name.get()).ok());
    let Some(name) = name else {
        return "This line names no function: write its name as text in “fn”.".into();
    };
    match name.as_str() {
        "spread" => with(call, text, spread::by_month),
        "contract_dates" => contract_dates(call, text),
        "escalate" => with(call, text, contract::price::Escalation::prices),
        "contract_schedule" => with(call, text, contract::schedule::Schedule::views),
        "true_up" => with(call, text, licence::true_up),
        "co_term" => with(call, text, licence::co_term),
        "commitment" => with(call, text, commitment::standing),
        "depreciate" => with(call, text, depreciation::schedule),
        "score" => with(call, text, scorecard::score),
        "measure" => with(call, text, scorecard::measure::score),
        "periods" => with(call, text, periods),
        "roll_up" => with(call, text, roll_up),
        "sla_credit" => with(call, text, scorecard::credit::due),
        "allocate" => with(call, text, allocation::allocate),
        "bridge" => with(call, text, variance::line::bridged),
        "control" => with(call, text, control::check),
        "forecast" => with(call, text, forecast::year),
        "accuracy" => with(call, text, accuracy),
        "tco" => with(call, text, tco::compare),
        _ => function(call, text, &name),
    }
}

/// A spreadsheet's function.
fn function(call: &Call<'_>, text: &str, name: &str) -> Answer {
    if !finance::functions().any(|(function, _)| function.eq_ignore_ascii_case(name)) {
        return format!("There is no calculation “{name}”. `docs/calc.md` lists them.").into();
    }
    let (arguments, ignored) = match read::<Arguments>(text) {
        Ok(read) => read,
        Err(error) => return error.into(),
    };
    let mut steps = asked(call);
    match finance::call(name, &arguments.args, &mut steps) {
        Ok(answer) => {
            // A spreadsheet shows no zeros at the end of a number.
            let value = Amount::from(answer.value.decimal().normalize());
            found(call, &value, answer.roots, ignored, steps)
        }
        Err(error) => Answer::Failed { error: error.to_string(), reason: Some(error.reason().to_owned()) },
    }
}

/// What a spreadsheet's function takes: its arguments in the spreadsheet's order.
#[derive(Deserialize)]
struct Arguments {
    args: Vec<finance::Arg>,
}

/// A contract's dates with their derivation in lines of text.
#[derive(Serialize)]
struct Derived {
    #[serde(flatten)]
    dates: contract::Dates,
    steps: Vec<String>,
}

/// The day on which a contract's dates are asked.
#[derive(Deserialize)]
struct Asked {
    today: NaiveDate,
}

fn contract_dates(call: &Call<'_>, text: &str) -> Answer {
    // Read by itself: flattened into one type with the terms, a fault would lose its place.
    let today = match read::<Asked>(text) {
        Ok((asked, _)) => asked.today,
        Err(error) => return error.into(),
    };
    with(call, text, |terms: &contract::Terms, steps| {
        let mut taken = Steps::on();
        let dates = terms.dates(today, &mut taken)?;
        let taken = taken.taken();
        let derived = Derived { dates, steps: lines(&taken) };
        for step in taken {
            steps.add(|| step);
        }
        Ok::<_, Error>(derived)
    })
}

/// The score of several periods and where it is heading.
#[derive(Serialize)]
struct Periods {
    #[serde(flatten)]
    combined: scorecard::period::Combined,
    #[serde(flatten)]
    trend: scorecard::period::Trend,
}

fn periods(input: &scorecard::period::Periods, steps: &mut Steps) -> Result<Periods, Error> {
    let combined = scorecard::period::combine(input, steps)?;
    Ok(Periods { combined, trend: scorecard::period::trend(&input.scores)? })
}

/// A vendor's contracts.
#[derive(Deserialize)]
struct Contracts {
    contracts: Vec<scorecard::period::Contract>,
}

fn roll_up(input: &Contracts, steps: &mut Steps) -> Result<scorecard::period::Combined, Error> {
    scorecard::period::roll_up(&input.contracts, steps)
}

/// Months that were forecast and are over.
#[derive(Deserialize)]
struct Past {
    past: Vec<forecast::accuracy::Past>,
}

fn accuracy(input: &Past, steps: &mut Steps) -> Result<forecast::accuracy::Accuracy, Error> {
    forecast::accuracy::accuracy(&input.past, steps)
}

/// Reads what a calculation takes from the line, makes it, and writes what it gives.
fn with<I, O, E>(
    call: &Call<'_>,
    text: &str,
    calculate: impl FnOnce(&I, &mut Steps) -> Result<O, E>,
) -> Answer
where
    I: DeserializeOwned,
    O: Serialize,
    E: std::fmt::Display,
{
    let (input, ignored) = match read(text) {
        Ok(read) => read,
        Err(error) => return error.into(),
    };
    let mut steps = asked(call);
    match calculate(&input, &mut steps) {
        Ok(value) => found(call, &value, Vec::new(), ignored, steps),
        Err(error) => error.into(),
    }
}

/// What a calculation takes with the fields it has no use for, or the place in the line that is not so.
fn read<I: DeserializeOwned>(text: &str) -> Result<(I, Vec<String>), String> {
    let mut line = serde_json::Deserializer::from_str(text);
    let mut track = serde_path_to_error::Track::new();
    let mut ignored = Vec::new();
    let tracked = serde_path_to_error::Deserializer::new(&mut line, &mut track);
    match serde_ignored::deserialize(tracked, |path| ignored.push(path.to_string())) {
        Ok(input) => {
            ignored.retain(|field| !["id", "fn", "explain", "today"].contains(&field.as_str()));
            Ok((input, ignored))
        }
        Err(error) => {
            let place = track.path().to_string();
            let place = if place == "." { String::new() } else { format!("{place}: ") };
            Err(format!("{place}{}", reason(&error)))
        }
    }
}

fn asked(call: &Call<'_>) -> Steps {
    if call.explains() { Steps::on() } else { Steps::off() }
}

fn found(
    call: &Call<'_>,
    value: &impl Serialize,
    roots: Vec<Amount>,
    ignored: Vec<String>,
    steps: Steps,
) -> Answer {
    match serde_json::value::to_raw_value(value) {
        Ok(value) => Answer::Found { value, roots, ignored, steps: call.explains().then(|| steps.taken()) },
        Err(error) => error.into(),
    }
}
