//! Targets from above beside what the lines add up to.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window, table};

use super::{book, edit, findings, step};

fn of_category(category: u32, amount: &str) -> Value {
    json!({ "plan": 1, "category": category, "department": null, "amount": amount })
}

fn list(window: &Window, plan: u32, by: &str) -> Value {
    window.call("target.list", json!({ "plan": plan, "by": by, "set_only": false }))
}

/// The rows with a figure, and what they come to.
fn shown(window: &Window, plan: u32, by: &str) -> String {
    let mut found = list(window, plan, by);
    let rows: Vec<Value> = found["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| {
            !row["target"].is_null() || row["planned"] != json!("0.00") && row["planned"] != json!("0")
        })
        .cloned()
        .collect();
    found["rows"] = json!(rows);
    format!("{}\n", found["finding"].as_str().unwrap())
        + &table(&found["rows"], &["key", "label", "planned", "target", "gap"])
        + &table(&json!([found]), &["count", "planned", "target", "gap"])
}

#[test]
fn each_category_stands_beside_its_target() {
    let desk = Desk::new();
    let window = book(&desk);
    expect![[r#"
        No target is set yet
        group:4 | Hardware | 1200.00 | - | -
        group:5 | Software & SaaS | 540.00 | - | -
        0 | 0.00 | 0.00 | 0.00
    "#]]
    .assert_eq(&shown(&window, 1, "category"));
    let within = window
        .call("category.save", json!({ "id": null, "name": "Laptops", "parent": 4, "expense": "capex" }));
    window.call("budget.save_line", json!({
        "id": null, "plan": 1, "description": "Docks", "vendor": null, "category": within["id"], "department": null,
        "project": null, "currency": "EUR", "expense": "capex", "purpose": "run", "owner": "", "notes": "",
    }));
    window.call("budget.edit", edit(1, 4, 12, "120"));
    window.call("target.save", of_category(4, "1000"));
    window.call(
        "target.save",
        json!({ "plan": 1, "category": within["id"], "department": null, "amount": "100" }),
    );
    window.call("target.save", of_category(5, "1"));
    // Set again, it is another amount and not another target.
    window.call("target.save", of_category(5, "600"));
    let set = window.call("target.list", json!({ "plan": 1, "by": "category", "set_only": true }));
    assert_eq!((set["rows"].as_array().unwrap().len(), &set["gap"]), (3, &json!("-260.00")));
    let set = window.call("target.list", json!({ "plan": 1, "by": "department", "set_only": true }));
    assert_eq!((&set["rows"], &set["count"]), (&json!([]), &json!(0)));
    expect![[r#"
        The plan is 260 EUR over its targets; 2 of 3 are missed
        group:4 | Hardware | 1320.00 | 1000.00 | -320.00
        group:10 | Hardware › Laptops | 120.00 | 100.00 | -20.00
        group:5 | Software & SaaS | 540.00 | 600.00 | 60.00
        3 | 1860.00 | 1600.00 | -260.00
    "#]]
    .assert_eq(&shown(&window, 1, "category"));
    window.call("target.save", json!({ "plan": 1, "category": null, "department": 1, "amount": "2000" }));
    expect![[r#"
        The plan keeps 800 EUR within its targets; 0 of 1 are missed
        group:1 | IT | 1200.00 | 2000.00 | 800.00
        group:2 | Sales | 540.00 | - | -
        1 | 1200.00 | 2000.00 | 800.00
    "#]]
    .assert_eq(&shown(&window, 1, "department"));
    window.call("budget.edit", edit(1, 1, 12, "600"));
    expect![[r#"
        The plan keeps 340 EUR within its targets; 1 of 3 is missed
        group:4 | Hardware | 720.00 | 1000.00 | 280.00
        group:10 | Hardware › Laptops | 120.00 | 100.00 | -20.00
        group:5 | Software & SaaS | 540.00 | 600.00 | 60.00
        3 | 1260.00 | 1600.00 | 340.00
    "#]]
    .assert_eq(&shown(&window, 1, "category"));
    window.call("target.remove", json!({ "id": 1 }));
    expect![[r#"
        The plan keeps 40 EUR within its targets; 1 of 2 is missed
        group:4 | Hardware | 720.00 | - | -
        group:10 | Hardware › Laptops | 120.00 | 100.00 | -20.00
        group:5 | Software & SaaS | 540.00 | 600.00 | 60.00
        2 | 660.00 | 700.00 | 40.00
    "#]]
    .assert_eq(&shown(&window, 1, "category"));
    assert_eq!(findings(&window), json!([]));
}

#[test]
fn targets_go_with_their_plan_and_its_versions() {
    let desk = Desk::new();
    let window = book(&desk);
    expect![[r#"
        category: A target is of a category or of a department.
        amount: A target is 0 or more: what the year is to cost at most."#]]
    .assert_eq(
        &window.refused(
            "target.save",
            &json!({ "plan": 1, "category": null, "department": null, "amount": "-5" }),
        ),
    );
    window.call("target.save", of_category(5, "600"));
    expect![": “Software & SaaS” is used in 2 places. Change that first."]
        .assert_eq(&window.refused("category.remove", &json!({ "id": 5 })));
    window.call("plan.set_state", step(1, "approved"));
    window.call("plan.new_version", json!({ "plan": 1, "name": null }));
    assert_eq!(
        (list(&window, 2, "category")["count"].clone(), list(&window, 2, "category")["target"].clone()),
        (json!(1), json!("600.00"))
    );
    window.call("plan.remove", json!({ "id": 2 }));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(list(&window, 2, "category")["count"], json!(1));
    let history = window.call("journal.list", json!({
        "topic": "plan", "who": null, "text": "target", "from_date": null, "to_date": null, "from": 0, "count": 9,
    }));
    expect![[r#"
        Set the target of Software & SaaS in FY2027 Budget
    "#]]
    .assert_eq(&table(&history["rows"], &["summary"]));
}
