//! `outlay calc`: every calculation of the product for whoever sends it a line of JSON.
//!
//! `{"id": ..., "fn": NAME, ...}` is answered with `{"id": ..., "value": ...}` or `{"id": ..., "error": "..."}`.
//! What each function takes and gives stands in `docs/cli.md`, with an example that a test runs.

mod numbers;

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::explain::lines;
use domain::explain::{Step, Steps};
use domain::{
    Amount, Error, allocation, commitment, contract, control, depreciation, finance, forecast, licence,
    scorecard, spread, tco, variance,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What every line has: its number and the name of the function.
#[derive(Deserialize)]
struct Call<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow, rename = "fn")]
    function: Option<&'a RawValue>,
    /// Whether the steps are answered too.
    #[serde(default)]
    explain: bool,
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
    let (id, answer) = match serde_json::from_str::<Call<'_>>(line) {
        Ok(call) => {
            let run = AssertUnwindSafe(|| run(&call, &numbers::as_text(line)));
            let answer = catch_unwind(run).unwrap_or_else(|_| {
                "Something went wrong in this calculation. Please report the line.".into()
            });
            (call.id.map_or("null", RawValue::get), answer)
        }
        Err(error) => ("null", format!("This line is no JSON object: {}.", reason(&error)).into()),
    };
    let answer = serde_json::to_string(&answer).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"));
    // `id` goes back as it was sent, with all its digits.
    format!("{{\"id\":{id},{}", answer.trim_start_matches('{'))
}

/// What is wrong with some JSON. Lines are answered one by one and rewritten before they are read: their number and
/// column would mislead.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = text.rfind(" at line ").unwrap_or(text.len());
    text[..place].trim_end_matches('.').to_owned()
}

/// The calculations by name; a spreadsheet's functions are all others.
fn run(call: &Call<'_>, text: &str) -> Answer {
    let name = call.function.and_then(|name| serde_json::from_str::<String>(name.get()).ok());
    let Some(name) = name else {
        return "This line names no function: write its name as text in “fn”.".into();
    };
    match name.as_str() {
        "spread" => with(call, text, spread::by_month),
        "contract_dates" => with(call, text, contract_dates),
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
        return format!("There is no calculation “{name}”. `docs/cli.md` lists them.").into();
    }
    let arguments: Arguments = match read(text) {
        Ok(arguments) => arguments,
        Err(error) => return error.into(),
    };
    let mut steps = asked(call);
    match finance::call(name, &arguments.args, &mut steps) {
        // A spreadsheet shows no zeros at the end of a number.
        Ok(answer) => found(call, &Amount::from(answer.value.decimal().normalize()), answer.roots, steps),
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

fn contract_dates(query: &contract::Query, steps: &mut Steps) -> Result<Derived, Error> {
    let mut taken = Steps::on();
    let dates = query.terms.dates(query.today, &mut taken)?;
    let taken = taken.taken();
    let derived = Derived { dates, steps: lines(&taken) };
    for step in taken {
        steps.add(|| step);
    }
    Ok(derived)
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
    let input = match read(text) {
        Ok(input) => input,
        Err(error) => return error.into(),
    };
    let mut steps = asked(call);
    match calculate(&input, &mut steps) {
        Ok(value) => found(call, &value, Vec::new(), steps),
        Err(error) => error.into(),
    }
}

/// What a calculation takes, or the place in the line that is not so.
fn read<I: DeserializeOwned>(text: &str) -> Result<I, String> {
    serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(text)).map_err(|error| {
        let place = error.path().to_string();
        let place = if place == "." { String::new() } else { format!("{place}: ") };
        format!("{place}{}.", reason(error.inner()))
    })
}

fn asked(call: &Call<'_>) -> Steps {
    if call.explain { Steps::on() } else { Steps::off() }
}

fn found(call: &Call<'_>, value: &impl Serialize, roots: Vec<Amount>, steps: Steps) -> Answer {
    match serde_json::value::to_raw_value(value) {
        Ok(value) => Answer::Found { value, roots, steps: call.explain.then(|| steps.taken()) },
        Err(error) => error.into(),
    }
}
