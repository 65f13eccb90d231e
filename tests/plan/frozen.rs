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
        "budget.remove_lines" => vec![(json!({ "plan": 1, "lines": [1] }), FROZEN)],
        "rate.save" => vec![(rate(Value::Null), FROZEN), (rate(json!(1)), FROZEN)],
        "rate.remove" => vec![(json!({ "id": 1 }), FROZEN)],
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
        "journal.undo" => vec![(json!({ "change": 2 }), FROZEN)],
        _ => return None,
    };
    Some(tries)
}

/// Commands that change plans, but none that is approved: they write one of their own, or another book.
const ELSEWHERE: [&str; 6] =
    ["plan.new_version", "plan.create_from", "journal.redo", "book.create", "book.open", "book.close"];

/// What a plan's figures are told by.
const FIGURES: [Topic; 3] = [Topic::Plan, Topic::Budget, Topic::Rate];

#[test]
fn no_command_changes_a_frozen_plan() {
    let desk = Desk::new();
    let window = book(&desk);
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
