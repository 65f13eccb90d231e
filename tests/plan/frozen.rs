//! Nothing changes the figures of an approved plan: no command, and no statement on the file without being found.

use domain::Topic;
use serde_json::{Value, json};
use tests::{Desk, view};

use super::{book, edit, findings, step};

/// Every command that changes something, and what it is tried with; none: it does not reach the figures of a plan.
/// A new command is missing here until somebody has thought about it.
fn tries(command: &str, file: &Value) -> Option<Vec<(Value, &'static str)>> {
    const FROZEN: &str =
        "read_only: This plan is approved and frozen. Make a new version of it and change that.";
    let block = json!({ "first_row": 0, "last_row": 9, "first_month": 0, "last_month": 11 });
    let line = |id: Value, currency: &str| {
        json!({
            "id": id, "plan": 1, "description": "Laptops", "vendor": null, "category": null, "department": null,
            "project": null, "currency": currency, "expense": "opex", "purpose": "run", "owner": "", "notes": "",
        })
    };
    let rate = |id: Value| json!({ "id": id, "plan": 1, "currency": "GBP", "month": null, "rate": "1.2" });
    let mut import = tests::job(file, "budget");
    import["plan"] = json!(1);
    let tries = match command {
        "budget.edit" => vec![(edit(1, 1, 0, "5"), FROZEN)],
        "budget.paste" => {
            vec![(json!({ "view": view(&json!(1)), "range": block, "text": "5", "decimal": "." }), FROZEN)]
        }
        "budget.fill" => {
            vec![(json!({ "view": view(&json!(1)), "range": block, "direction": "down" }), FROZEN)]
        }
        "budget.clear" => vec![(json!({ "view": view(&json!(1)), "range": block }), FROZEN)],
        "budget.save_line" => vec![(line(Value::Null, "EUR"), FROZEN), (line(json!(1), "USD"), FROZEN)],
        "budget.spread" => {
            let spread = json!({ "amount": "5", "from": "2027-01-01", "to": "2027-12-31", "method": "even" });
            vec![(json!({ "plan": 1, "line": 1, "spread": spread }), FROZEN)]
        }
        "budget.set_quantity" => {
            let quantity = json!({ "unit": "seats", "price": "1", "quantities": vec!["1"; 12] });
            vec![(json!({ "plan": 1, "line": 1, "quantity": quantity }), FROZEN)]
        }
        "budget.split_line" => {
            let part = json!({ "description": "Part", "department": null, "share": "50" });
            vec![(json!({ "plan": 1, "line": 1, "parts": [part] }), FROZEN)]
        }
        "budget.merge_lines" => vec![(json!({ "plan": 1, "into": 1, "lines": [3] }), FROZEN)],
        "role.save" => vec![(role(&Value::Null, "3"), FROZEN), (role(&json!(1), "3"), FROZEN)],
        "budget.remove_lines" => vec![(json!({ "plan": 1, "lines": [1] }), FROZEN)],
        "rate.save" => vec![(rate(Value::Null), FROZEN), (rate(json!(1)), FROZEN)],
        "rate.remove" | "role.remove" | "target.remove" => vec![(json!({ "id": 1 }), FROZEN)],
        "target.save" => vec![
            (json!({ "plan": 1, "category": 4, "department": null, "amount": "5" }), FROZEN),
            (json!({ "plan": 1, "category": 5, "department": null, "amount": "5" }), FROZEN),
        ],
        "import.run" => vec![(import, FROZEN)],
        "plan.set_state" => vec![(
            step(1, "draft"),
            "read_only: “FY2027 Budget” is approved and stays frozen. Make a new version of it instead.",
        )],
        "plan.save" => vec![(
            json!({ "id": 1, "name": "FY2027 Budget", "kind": "forecast", "fiscal_year": 2027, "copy_of": null }),
            "kind: “FY2027 Budget” is approved and stays a budget.",
        )],
        "plan.remove" => {
            vec![(json!({ "id": 1 }), "read_only: “FY2027 Budget” is approved and stays in the book.")]
        }
        "forecast.set_method" => {
            let choice = json!({ "line": 1, "choice": { "method": "run-rate", "last": 3 } });
            vec![(json!({ "plan": 1, "lines": [choice] }), NO_FORECAST)]
        }
        "forecast.set_month" => {
            let cell = json!({ "line": 1, "month": 11, "text": "5" });
            vec![(json!({ "plan": 1, "cells": [cell], "decimal": "." }), NO_FORECAST)]
        }
        "contract.make_lines" => {
            let line = json!({ "description": "", "department": null, "share": "100" });
            vec![(json!({ "contract": 1, "plan": 1, "lines": [line] }), FROZEN)]
        }
        "contract.follow" => {
            vec![(json!({ "contract": 1, "line": 1, "share": "100", "plan": 1 }), FROZEN)]
        }
        "journal.undo" => vec![(json!({ "change": 2 }), FROZEN)],
        _ => return None,
    };
    Some(tries)
}

fn role(id: &Value, headcount: &str) -> Value {
    json!({
        "id": id, "plan": 1, "title": "Engineer", "department": 1, "category": 1, "headcount": headcount,
        "yearly": "120000", "currency": "EUR", "first": null, "last": null, "raise_month": null,
        "raise_percent": null, "capitalised": "0", "notes": "", "line": null, "capital_line": null,
    })
}

const NO_FORECAST: &str = "plan: “FY2027 Budget” is no forecast. Cut one from it first.";

/// Commands that change plans, but none that is approved: they write one of their own, draft plans only, or another book.
const ELSEWHERE: [&str; 20] = [
    "plan.new_version",
    "plan.create_from",
    "scenario.create",
    "scenario.save",
    "scenario.remove",
    "scenario.place",
    "scenario.adopt",
    "forecast.recut",
    "forecast.set_default",
    "contract.save",
    "contract.amend",
    "contract.remove_amendment",
    "contract.give_notice",
    "contract.withdraw",
    "contract.renew",
    "contract.detach",
    "journal.redo",
    "book.create",
    "book.open",
    "book.close",
];

/// What a plan's figures are told by.
const FIGURES: [Topic; 3] = [Topic::Plan, Topic::Budget, Topic::Rate];

#[test]
fn no_command_changes_a_frozen_plan() {
    let desk = Desk::new();
    let window = book(&desk);
    window.call("target.save", json!({ "plan": 1, "category": 4, "department": null, "amount": "9" }));
    window.call("role.save", role(&Value::Null, "2"));
    window.import(&desk, "contracts", "Number,Title,Annual value,Currency\nC-1,Mail,120,EUR\n");
    window.call("plan.set_state", step(1, "approved"));
    let hash = window.call("plan.list", Value::Null)[0]["hash"].clone();
    let before = window.call("book.state", Value::Null)["change"].clone();
    let file = window.grant(&desk.write("more.csv", "Line,2027-01,2027-02\nLaptops,5,0\n"));
    for command in app::commands::COMMANDS {
        let app::commands::Effect::Changes(topics) = command.effect else { continue };
        match tries(command.name, &file) {
            Some(tries) => {
                for (argument, refusal) in tries {
                    assert_eq!(window.refused(command.name, &argument), refusal, "{}", command.name);
                }
            }
            None => assert!(
                ELSEWHERE.contains(&command.name) || !topics.iter().any(|topic| FIGURES.contains(topic)),
                "{}: does it leave an approved plan as it is? Say so here.",
                command.name
            ),
        }
    }
    assert_eq!(window.call("book.state", Value::Null)["change"], before);
    assert_eq!(window.call("plan.list", Value::Null)[0]["hash"], hash);
    assert_eq!(findings(&window), json!([]));
}
