//! Published cases, each with its source: what others computed, `outlay calc` computes too. Skipped where they are
//! not at hand. A case that is answered differently on purpose stands here with the reason and our answer.

mod contract;
mod control;
mod depreciation;
mod finance;
mod scorecard;
mod tco;

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};
use tests::{calc, corpus};

/// Runs over the published cases, or says that they are not there.
fn with_oracles(run: impl FnOnce(&Path)) {
    match corpus() {
        Some(folder) => run(&folder.join("oracles")),
        None => println!("corpus not found, 1 test skipped"),
    }
}

fn read(folder: &Path, name: &str) -> Value {
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn cases(folder: &Path, name: &str) -> Vec<Value> {
    read(folder, name)["cases"].as_array().cloned().unwrap()
}

/// The answers to calls, in order; `id` is the place in the list.
fn answers(calls: &[Value]) -> Vec<Value> {
    let mut lines = String::new();
    for (id, call) in calls.iter().enumerate() {
        let mut call = call.clone();
        call["id"] = json!(id);
        writeln!(lines, "{call}").unwrap();
    }
    let answers = calc(&lines);
    assert_eq!(answers.len(), calls.len());
    for (id, answer) in answers.iter().enumerate() {
        assert_eq!(answer["id"], json!(id));
    }
    answers
}

/// A decimal as the nearest float, to compare it with a published figure of sixteen digits.
fn float(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

/// Whether an answer is what was published, within the tolerance that the case states.
#[expect(clippy::float_arithmetic, reason = "tolerances are floats")]
fn agrees(case: &Value, answer: &Value) -> bool {
    let expected = &case["expected"];
    if expected == "no solution" {
        return answer["error"].is_string();
    }
    if expected.as_str().is_some_and(|text| text.starts_with('#')) {
        return answer["error"] == *expected;
    }
    let (Some(expected), Some(found)) = (float(expected), float(&answer["value"])) else { return false };
    let relative = case["relative_tolerance"].as_f64().unwrap_or(0.0) * expected.abs();
    let tolerance = case["tolerance"].as_f64().unwrap_or(0.0).max(relative);
    (found - expected).abs() <= tolerance
}

/// Those cases that are not answered as published, each as a line `case: our answer`.
fn differing(cases: &[Value], calls: &[Value]) -> String {
    let mut lines = String::new();
    for (case, answer) in cases.iter().zip(answers(calls)) {
        if !agrees(case, &answer) {
            let name = case["case"].as_str().or(case["file"].as_str()).unwrap_or_default();
            let found = if answer["error"].is_null() { &answer["value"] } else { &answer["error"] };
            writeln!(lines, "{name}: {}", text(found)).unwrap();
        }
    }
    lines
}

/// A value without its quotes.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether two rates are the same for all purposes.
fn close(one: f64, other: f64) -> bool {
    near(Some(one), Some(other), 1e-6)
}

/// Calls the same calculation with each case as it is published, which names its figures much as we do.
fn values(function: &str, cases: &[Value]) -> Vec<Value> {
    let call = |case: &Value| {
        let mut call = case.clone();
        call["fn"] = json!(function);
        call
    };
    let calls: Vec<Value> = cases.iter().map(call).collect();
    let answers = answers(&calls).into_iter().zip(cases);
    answers
        .map(
            |(answer, case)| {
                if answer["error"].is_null() { answer["value"].clone() } else { panic!("{case}: {answer}") }
            },
        )
        .collect()
}

/// A published figure as text with two decimals.
fn cents(value: &Value) -> String {
    let amount: domain::Amount = text(value).parse().unwrap();
    amount.round(2).to_string()
}

#[expect(clippy::float_arithmetic, reason = "tolerances are floats")]
fn near(found: Option<f64>, published: Option<f64>, tolerance: f64) -> bool {
    found.zip(published).is_some_and(|(found, published)| (found - published).abs() <= tolerance)
}
