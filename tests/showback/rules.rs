//! Rules of allocation as records: previewed, refused in words, part of the history, frozen with their plan.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, table};

use super::{ALL_YEAR, filled, id, on_capacity, rule, save, showback};

#[test]
fn a_rule_follows_its_line_into_parts_and_into_another() {
    let desk = Desk::new();
    let window = filled(&desk);
    let all = rule(&window, "Licences", ("line", "Licences"), "shares", &[("Sales", "100")]);
    save(&window, all);
    let sales = || {
        let shown = showback(&window, ALL_YEAR);
        super::ties(&shown);
        let row = shown["rows"].as_array().unwrap().iter().find(|row| row["label"] == "Sales").unwrap();
        row["allocated"]["budget"].as_str().unwrap().to_owned()
    };
    assert_eq!(sales(), "300.00");
    let licences = id(&window, "line", "Licences");
    let part = json!({ "description": "Licences for design", "department": null, "share": "40" });
    window.call("budget.split_line", json!({ "plan": 1, "line": licences, "parts": [part] }));
    assert_eq!(sales(), "300.00", "with its part");
    let into = id(&window, "line", "Rack");
    window.call("budget.merge_lines", json!({ "plan": 1, "into": into, "lines": [licences] }));
    assert_eq!(sales(), "350.00", "what it was merged into is 180 and 50, the part 120");
    // A rule of its own goes before.
    let rack = rule(&window, "Rack", ("line", "Rack"), "shares", &[("Plant", "100")]);
    save(&window, rack);
    assert_eq!(sales(), "120.00");
}

#[test]
fn a_draft_is_previewed_and_refused_in_words() {
    let desk = Desk::new();
    let window = filled(&desk);
    let good = on_capacity(
        rule(&window, "Platform", ("line", "Platform"), "quantities", &[("Sales", "600"), ("Plant", "300")]),
        "1200",
    );
    let preview = |draft: &Value| json!({ "draft": draft, "plan": null });
    let shown = window.call("allocation.preview", preview(&good));
    let parts: Vec<String> = shown["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| {
            format!("{} {}", part["takes"].as_str().unwrap(), part["measures"]["budget"].as_str().unwrap())
        })
        .collect();
    assert_eq!(parts, ["600 of 1,200 (50.0 %) 4500.00", "300 of 1,200 (25.0 %) 2250.00"]);
    assert_eq!(
        (&shown["shared"]["budget"], &shown["idle"]["budget"]),
        (&json!("9000.00"), &json!("2250.00"))
    );
    assert_eq!(
        window.call("allocation.list", json!({ "fiscal_year": null })),
        json!([]),
        "nothing is written"
    );

    let with = |field: &str, value: Value| {
        let mut draft = good.clone();
        draft[field] = value;
        draft
    };
    for (draft, expected) in [
        (
            with("source", Value::Null),
            "source: Choose what is shared out: a line, a category or a department.",
        ),
        (with("name", json!(" ")), "name: Give the rule a name, such as the service it shares out."),
        (with("shares", json!([])), "shares: Nobody takes a part. Give at least one department a weight."),
        (
            with("source", json!({ "line": 99 })),
            "source: What this rule shares out is not in the book any more. Choose something else.",
        ),
        (
            with("capacity", json!("800")),
            "capacity: The quantities sum to 900, more than the capacity of 800. Raise the capacity or lower them.",
        ),
        (
            rule(&window, "Sales", ("department", "Sales"), "evenly", &[("Sales", "0")]),
            "shares: “Sales” passes its cost on and cannot take a part of it. Take it out.",
        ),
        (
            rule(&window, "Fair", ("line", "Fair"), "quantities", &[("Plant", "1"), ("Plant", "2")]),
            "shares: “Plant” takes a part twice. Give it one weight.",
        ),
    ] {
        assert_eq!(window.refused("allocation.preview", &preview(&draft)), expected);
        assert_eq!(window.refused("allocation.save", &draft), expected);
    }
    save(&window, good.clone());
    assert_eq!(
        window.refused("allocation.save", &good),
        "source: “Platform” shares this out already. Change that rule instead."
    );
}

#[test]
fn rules_are_part_of_the_history_and_of_what_they_name() {
    let desk = Desk::new();
    let window = filled(&desk);
    let before = showback(&window, ALL_YEAR);
    let shares = [("Sales", "600"), ("Plant", "300")];
    let saved = save(&window, rule(&window, "Platform", ("line", "Platform"), "quantities", &shares));
    let with_rule = showback(&window, ALL_YEAR);
    let plant = id(&window, "department", "Plant");
    assert_eq!(
        window.refused("department.remove", &json!({ "id": plant })),
        ": “Plant” is used in 1 place. Change that first."
    );
    // One weight changes, one department goes, one comes.
    let mut changed = rule(
        &window,
        "Platform",
        ("line", "Platform"),
        "quantities",
        &[("Sales", "500"), ("Sales North", "50")],
    );
    changed["id"] = saved.clone();
    save(&window, changed);
    let entry = window.call("journal.list", json!({ "topic": "allocation", "who": null, "text": "", "from_date": null, "to_date": null, "from": 0, "count": 1 }));
    let detail = window.call("journal.entry", json!({ "change": entry["rows"][0]["change"] }));
    expect![[r#"
        Share of a rule | Platform · Plant | removed
        Share of a rule | Platform · Sales | changed
        Share of a rule | Platform · Sales North | added
    "#]]
    .assert_eq(&table(&detail["records"], &["kind", "record", "operation"]));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(showback(&window, ALL_YEAR), with_rule);
    window.call("allocation.remove", json!({ "id": saved }));
    assert_eq!(showback(&window, ALL_YEAR), before);
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(showback(&window, ALL_YEAR), with_rule);
    // The line of a rule stays when it leaves its last plan, and with it what was posted.
    let plan = window.call("plan.list", Value::Null)[0]["id"].clone();
    window.call("budget.remove_lines", json!({ "plan": plan, "lines": [id(&window, "line", "Platform")] }));
    assert_eq!(window.call("book.check", Value::Null)["findings"], json!([]));
}

#[test]
fn a_rule_of_one_plan_holds_there_alone_and_is_frozen_with_it() {
    let desk = Desk::new();
    let window = filled(&desk);
    let plan = window.call("plan.list", Value::Null)[0]["id"].clone();
    let other = window.call(
        "plan.save",
        json!({ "id": null, "name": "Leaner", "kind": "scenario", "fiscal_year": 2027, "copy_of": plan }),
    )["id"]
        .clone();
    let mut own = rule(&window, "Platform", ("line", "Platform"), "quantities", &[("Sales", "1")]);
    own["plan"] = other.clone();
    let saved = save(&window, own.clone());
    let rules =
        |plan: &Value| window.call("showback.get", json!({ "plan": plan, "period": null }))["rules"].clone();
    assert_eq!((rules(&plan), rules(&other)), (json!(0), json!(1)));
    for state in ["submitted", "approved"] {
        window.call("plan.set_state", json!({ "plan": other, "state": state }));
    }
    let frozen = "read_only: This plan is approved and frozen. Make a new version of it and change that.";
    own["id"] = saved.clone();
    own["shares"][0]["weight"] = json!("2");
    assert_eq!(window.refused("allocation.save", &own), frozen);
    assert_eq!(window.refused("allocation.remove", &json!({ "id": saved })), frozen);
    own["id"] = Value::Null;
    own["source"] = json!({ "line": id(&window, "line", "Licences") });
    assert_eq!(window.refused("allocation.save", &own), frozen);
}
