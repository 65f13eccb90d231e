//! Categories and departments in their tree.

use expect_test::expect;
use serde_json::{Value, json};
use tests::Desk;

use super::{FIELDS, amount, rows, sum};

/// What stands in each branch sums to it, and what stands at the top to the total.
#[track_caller]
fn ties_as_a_tree(answer: &Value) {
    let tree = answer["tree"].as_array().unwrap();
    let row_of = |key: &Value| rows(answer).iter().find(|row| row["key"] == *key).unwrap();
    let figures = |node: &Value| {
        if node["sum"].is_null() { row_of(&node["key"]).clone() } else { node["sum"].clone() }
    };
    let branches = tree.iter().filter(|node| !node["sum"].is_null());
    let branches = branches.map(|node| (node["key"].clone(), node["sum"].clone()));
    for (key, whole) in branches.chain([(Value::Null, answer["total"].clone())]) {
        let within: Vec<Value> = tree.iter().filter(|node| node["parent"] == key).map(figures).collect();
        for field in FIELDS {
            assert_eq!(sum(within.iter().map(|row| &row[field])), amount(&whole[field]), "{field} of {key}");
        }
    }
}

#[test]
fn categories_and_departments_stand_in_their_tree() {
    let desk = Desk::new();
    let window = desk.book();
    for (name, parent) in [("IT", None), ("Network", Some(1)), ("Sites", Some(2)), ("Sales", None)] {
        let draft = json!({ "id": null, "code": name, "name": name, "parent": parent });
        window.call("department.save", draft);
    }
    window.import(
        &desk,
        "budget",
        "Line,Department,Category,2026-01,2026-12\nA,IT,Telecom,0.10,1000\nB,Network,Telecom,0.20,10\n\
         C,Sites,Telecom,0.40,100\nD,Sales,Telecom,0,5\nE,,Telecom,0,1\n",
    );
    window.import(
        &desk,
        "actuals",
        "Date,Amount,Currency,Budget line\n2026-01-10,3,EUR,C\n2026-01-11,7,EUR,\n",
    );
    let asked = |by: &str| json!({ "plan": null, "period": "FY2026", "by": by });
    let answer = window.call("variance.get", asked("department"));
    ties_as_a_tree(&answer);
    let told = |node: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let total = text(&node["sum"]["forecast"]);
        format!("{} in {}: {total}\n", text(&node["name"]), text(&node["parent"]))
    };
    expect![[r#"
        IT in -: 1113.00
        Network in branch:1: 113.00
        Own lines in branch:1: -
        Own lines in branch:2: -
        Sites in branch:2: -
        Sales in -: -
        No department in -: -
        Unmatched actuals in -: -
    "#]]
    .assert_eq(&answer["tree"].as_array().unwrap().iter().map(told).collect::<String>());
    // Where rows are left out, no branch could be their sum.
    let mut few = asked("department");
    few["most"] = json!(2);
    assert_eq!(window.call("variance.get", few)["tree"], json!([]));
    // Categories without others beneath them are a list.
    assert_eq!(window.call("variance.get", asked("category"))["tree"], json!([]));
    assert_eq!(window.call("variance.get", asked("line"))["tree"], json!([]));
}
