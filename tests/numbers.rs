//! The worked examples by which the product's arithmetic was specified, through `outlay calc`.

use serde_json::Value;
use tests::calc;

/// What differs between an answer and what is expected of it, place by place.
///
/// An expected decimal says to how many places the answer is compared, rounded half away from zero; fields that are
/// not named are not compared.
fn differences(expected: &Value, found: &Value, place: &str, all: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(fields), Value::Object(_)) => {
            for (name, expected) in fields {
                differences(expected, &found[name], &format!("{place}.{name}"), all);
            }
        }
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
            for (index, (expected, found)) in items.iter().zip(others).enumerate() {
                differences(expected, found, &format!("{place}[{index}]"), all);
            }
        }
        _ if same(expected, found) => {}
        _ => all.push(format!("{place}: expected {expected}, found {found}")),
    }
}

fn same(expected: &Value, found: &Value) -> bool {
    let decimal = |value: &Value| value.as_str().and_then(|text| text.parse::<domain::Amount>().ok());
    match (decimal(expected), decimal(found)) {
        (Some(expected), Some(found)) => found.round(expected.scale()) == expected,
        _ => expected == found,
    }
}

#[test]
fn every_worked_example_comes_out() {
    let fixture = include_str!("fixtures/numbers.json");
    let examples: Vec<Value> = serde_json::from_str(fixture).unwrap();
    let lines: String = examples.iter().map(|example| example["call"].to_string() + "\n").collect();
    let mut all = Vec::new();
    let answers = calc(&lines);
    assert_eq!(answers.len(), examples.len());
    for (example, answer) in examples.iter().zip(answers) {
        let place = example["example"].as_str().unwrap_or_default();
        match example.get("error") {
            Some(error) => differences(error, &answer["error"], place, &mut all),
            None => differences(&example["value"], &answer["value"], place, &mut all),
        }
        if let Some(error) = answer["error"].as_str().filter(|_| example.get("error").is_none()) {
            all.push(format!("{place}: {error}"));
        }
    }
    assert_eq!(all, [""; 0]);
}
