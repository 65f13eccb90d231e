//! Scenarios that lie over a plan: every screen shows the plan with their adjustments, whatever the plan does below, and
//! they are adopted or dropped whole.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window, table, view};

use super::{book, edit, findings, step};

const NO_SCOPE: &str = r#"{ "category": null, "department": null, "vendor": null, "project": null, "line": null, "expense": null, "purpose": null }"#;

fn scenario(window: &Window, name: &str) -> Value {
    window.call("scenario.create", json!({ "name": name, "base": 1 }))["id"].clone()
}

fn given(plan: &Value, what: impl Into<Value>, on: &[(&str, Value)], first: Option<&str>) -> Value {
    let mut scope: Value = serde_json::from_str(NO_SCOPE).unwrap();
    for (field, value) in on {
        scope[*field] = value.clone();
    }
    let what: Value = what.into();
    json!({ "id": null, "plan": plan, "what": what, "on": scope, "first": first, "last": null, "notes": "" })
}

fn percent(percent: &str) -> Value {
    json!({ "kind": "percent", "percent": percent })
}

fn of(id: &Value) -> Value {
    json!({ "id": id })
}

/// What each screen says the year of a plan comes to.
fn totals(window: &Window, plan: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or("?").to_owned();
    let grid = window.call("budget.grid", json!({ "view": view(plan), "from": 0, "count": 20 }));
    let compare = window.call("plan.compare", json!({ "plan": plan, "against": 1, "by": "category" }));
    let overview = window.call("overview.get", json!({ "plan": plan, "period": null }));
    let variance = window.call("variance.get", json!({ "plan": plan, "period": "FY2027", "by": "line" }));
    let showback = window.call("showback.get", json!({ "plan": plan, "period": "FY2027" }));
    let explained = window.call(
        "explain.figure",
        json!({ "of": "year", "plan": plan, "period": "FY2027", "by": "category", "row": null, "figure": "budget", "to_date": false }),
    );
    let mut all = vec![
        text(&grid["total"]["total"]),
        text(&compare["total"]["plan"]),
        text(&overview["figures"][0]["value"]),
        text(&variance["totals"]["budget"]),
        text(&showback["totals"]["budget"]),
        text(&explained["value"]),
    ];
    all.dedup();
    all
}

#[test]
fn each_cell_says_what_the_scenario_changes_of_it() {
    let desk = Desk::new();
    let window = book(&desk);
    let plan = scenario(&window, "What if");
    for adjustment in [
        given(&plan, percent("10"), &[("line", json!(1))], Some("2027-07")),
        given(&plan, json!({ "kind": "rate", "currency": "USD", "percent": "50" }), &[], None),
        given(&plan, percent("-3.33"), &[], Some("2027-08")),
    ] {
        window.call("scenario.save", adjustment);
    }
    let explain = |line: u32, month: Option<usize>| {
        let asked =
            json!({ "of": "grid", "view": view(&plan), "row": format!("line:{line}"), "month": month });
        window.call("explain.figure", asked)
    };
    let how = |line: u32| window.call("explain.how", json!({ "plan": plan, "line": line }));
    for line in 1..=3 {
        let detail = window.call("budget.detail", json!({ "plan": plan, "line": line }));
        for month in (0..12).map(Some).chain([None]) {
            let found = explain(line, month);
            let shown = month.map_or(&detail["total"], |month| &detail["amounts"][month]);
            assert_eq!(found["value"], *shown, "{line} {month:?}");
            let parts = found["parts"].as_array().unwrap().iter();
            let sum: rust_decimal::Decimal = parts
                .map(|part| part["amount"].as_str().unwrap().parse::<rust_decimal::Decimal>().unwrap())
                .sum();
            assert_eq!(sum.to_string(), shown.as_str().unwrap(), "{line} {month:?}");
        }
    }
    expect![[r#"
        FY2027 Budget | 100.00
        Laptops +10 % from Jul 2027 | 10.00
        All lines −3.33 % from Aug 2027 | -3.66
    "#]]
    .assert_eq(&table(&explain(1, Some(8))["parts"], &["label", "amount"]));
    assert_eq!(explain(1, Some(0))["formula"], "As in FY2027 Budget: no adjustment changes it");
    assert_eq!(how(1)["months"][0], "as in FY2027 Budget");
    assert_eq!(
        how(1)["months"][8],
        "from FY2027 Budget, then Laptops +10 % from Jul 2027, then All lines −3.33 % from Aug 2027"
    );
    // A moved rate changes no amount in dollars; it is the rate that is named.
    assert_eq!(explain(2, Some(0))["rates"][0]["rate"], "1.35");
}

#[test]
fn every_screen_shows_the_plan_with_its_adjustments() {
    let desk = Desk::new();
    let window = book(&desk);
    // 1,200 of laptops, 600 USD of licences at 0.9, 120 of cleaning.
    assert_eq!(totals(&window, &json!(1)), ["1860.00"]);
    let plan = scenario(&window, "What if");
    assert_eq!(totals(&window, &plan), ["1860.00"], "nothing is changed yet");
    let category = window.call("category.list", Value::Null);
    let category = |name: &str| {
        category.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["id"].clone()
    };
    let steps = [
        (given(&plan, percent("10"), &[("category", category("Hardware"))], Some("2027-07")), "1920.00"),
        (given(&plan, json!({ "kind": "amount", "amount": "-5" }), &[("line", json!(3))], None), "1860.00"),
        (given(&plan, json!({ "kind": "rate", "currency": "USD", "percent": "50" }), &[], None), "2130.00"),
        (given(&plan, percent("-100"), &[("purpose", json!("run"))], Some("2027-12")), "1947.50"),
    ];
    for (adjustment, total) in steps {
        window.call("scenario.save", adjustment);
        assert_eq!(totals(&window, &plan), [total]);
    }
    let found = window.call("scenario.get", of(&plan));
    expect![[r#"
        Hardware +10 % from Jul 2027 | 60.00 | 1
        Cleaning −5 a month | -60.00 | 1
        Rate of USD +50 % | 270.00 | 1
        Run ends from Dec 2027 | -182.50 | 3
    "#]]
    .assert_eq(&table(&found["rows"], &["label", "effect", "lines"]));
    expect!["What if costs 88 EUR more than FY2027 Budget"].assert_eq(found["finding"].as_str().unwrap());
    assert_eq!([&found["base_total"], &found["total"], &found["change"]], ["1860.00", "1947.50", "87.50"]);
    assert_eq!(found["months"].as_array().unwrap().len(), 12);

    // It follows the plan below, and takes its turn in another order.
    window.call("budget.edit", edit(1, 1, 0, "200"));
    assert_eq!(totals(&window, &plan), ["2047.50"]);
    let last = found["rows"][3]["adjustment"]["id"].clone();
    window.call("scenario.place", json!({ "id": last, "place": 0 }));
    // What ended first is then lowered by 5 in December, too.
    assert_eq!(totals(&window, &plan), ["2042.50"]);
    window.call("scenario.remove", of(&last));
    assert_eq!(totals(&window, &plan), ["2230.00"]);
    assert_eq!(findings(&window), json!([]));
}

#[test]
fn headcount_moves_the_lines_of_its_role() {
    let desk = Desk::new();
    let window = book(&desk);
    let role = json!({
        "id": null, "plan": 1, "title": "Engineer", "department": 1, "category": 1, "headcount": "2",
        "yearly": "120000", "currency": "EUR", "first": null, "last": null, "raise_month": null,
        "raise_percent": null, "capitalised": "25", "notes": "", "line": null, "capital_line": null,
    });
    window.call("role.save", role);
    let plan = scenario(&window, "Freeze");
    let headcount = |posts: &str| json!({ "kind": "headcount", "role": 1, "posts": posts });
    let found = window.call("scenario.save", given(&plan, headcount("-0.5"), &[], Some("2027-07")));
    expect![[r#"
        Engineer −0.5 posts from Jul 2027 | -30000.00 | 2
    "#]]
    .assert_eq(&table(&found["rows"], &["label", "effect", "lines"]));
    // With the role goes what was said of it.
    window.call("role.remove", json!({ "id": 1 }));
    assert_eq!(window.call("scenario.get", of(&plan))["rows"], json!([]));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(window.call("scenario.get", of(&plan)), found);
}

#[test]
fn a_layer_has_no_amounts_of_its_own() {
    let desk = Desk::new();
    let window = book(&desk);
    let plan = scenario(&window, "What if");
    let held = "read_only: “What if” lies over FY2027 Budget and has no amounts of its own. Change its adjustments, or adopt it to go on by hand.";
    let id = plan.as_i64().unwrap();
    let file = window.grant(&desk.write("more.csv", "Line,2027-01,2027-02\nLaptops,5,0\n"));
    let mut import = tests::job(&file, "budget");
    import["plan"] = plan.clone();
    let line = json!({
        "id": null, "plan": plan, "description": "More", "vendor": null, "category": null, "department": null,
        "project": null, "currency": "EUR", "expense": "opex", "purpose": "run", "owner": "", "notes": "",
    });
    let rows = [
        ("budget.edit", edit(u32::try_from(id).unwrap(), 1, 0, "5"), held),
        ("budget.save_line", line, held),
        ("budget.remove_lines", json!({ "plan": plan, "lines": [1] }), held),
        (
            "rate.save",
            json!({ "id": null, "plan": plan, "currency": "GBP", "month": null, "rate": "2" }),
            held,
        ),
        ("import.run", import, held),
        (
            "plan.set_state",
            json!({ "plan": plan, "state": "approved" }),
            "state: “What if” lies over another plan and has no amounts of its own to approve. Adopt it, and approve that plan.",
        ),
        (
            "plan.save",
            json!({ "id": plan, "name": "What if", "kind": "budget", "fiscal_year": 2027, "copy_of": null }),
            "kind: “What if” lies over another plan and stays a scenario. Adopt it instead.",
        ),
        (
            "scenario.create",
            json!({ "name": "Twice", "base": plan }),
            "base: “What if” lies over a plan itself. Adopt it first, or choose the plan below it.",
        ),
        (
            "scenario.get",
            json!({ "id": 1 }),
            "plan: “FY2027 Budget” holds its own amounts and lies over no other plan.",
        ),
        (
            "plan.remove",
            json!({ "id": 1 }),
            "“What if” lies over FY2027 Budget. Adopt or remove that scenario first.",
        ),
        (
            "scenario.save",
            given(&plan, percent("0"), &[], Some("2026-12")),
            "percent: Say by how many percent, such as 5 or −10.\nfirst: 2026-12 is not in the plan's year. Give a month from 2027-01 to 2027-12.",
        ),
        (
            "scenario.save",
            given(&plan, json!({ "kind": "rate", "currency": "GBP", "percent": "5" }), &[], None),
            "currency: FY2027 Budget has no rate for GBP that could be moved.",
        ),
    ];
    let before = window.call("book.state", Value::Null)["change"].clone();
    for (command, argument, refusal) in rows {
        let said = window.refused(command, &argument);
        assert!(said.trim_start_matches(": ") == refusal, "{command}: {said}");
    }
    assert_eq!(window.call("book.state", Value::Null)["change"], before);
    // A copy has them.
    window.call("scenario.save", given(&plan, percent("100"), &[], None));
    window.call(
        "scenario.save",
        given(&plan, json!({ "kind": "rate", "currency": "USD", "percent": "100" }), &[], None),
    );
    let copy =
        json!({ "id": null, "name": "Copy", "kind": "scenario", "fiscal_year": 2027, "copy_of": plan });
    let copy = window.call("plan.save", copy);
    assert_eq!(copy["base"], Value::Null);
    assert_eq!(totals(&window, &copy["id"]), totals(&window, &plan));
}

#[test]
fn a_scenario_is_adopted_whole_or_dropped() {
    let desk = Desk::new();
    let window = book(&desk);
    let adjusted = |window: &Window| {
        let plan = scenario(window, "What if");
        window.call("scenario.save", given(&plan, percent("50"), &[("line", json!(1))], None));
        let rate = json!({ "kind": "rate", "currency": "USD", "percent": "10" });
        window.call("scenario.save", given(&plan, rate, &[], None));
        plan
    };
    let names = |window: &Window| table(&window.call("plan.list", Value::Null), &["name", "state"]);

    // A draft takes it itself.
    let plan = adjusted(&window);
    let (all, wanted) = (names(&window), totals(&window, &plan));
    assert_eq!(wanted, ["2514.00"]);
    let adopted = window.call("scenario.adopt", of(&plan));
    assert_eq!(adopted["id"], json!(1));
    assert_eq!(totals(&window, &json!(1)), wanted);
    expect![[r#"
        FY2027 Budget | draft
    "#]]
    .assert_eq(&names(&window));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!((names(&window), totals(&window, &json!(1))), (all, vec!["1860.00".to_owned()]));
    assert_eq!(totals(&window, &plan), wanted, "with undo the scenario is back");
    window.call("plan.remove", of(&plan));
    assert_eq!(totals(&window, &json!(1)), ["1860.00"], "what is dropped changes nothing");

    // What is approved stays; its next version takes it.
    window.call("plan.set_state", step(1, "approved"));
    let plan = adjusted(&window);
    let adopted = window.call("scenario.adopt", of(&plan));
    expect![[r#"
        FY2027 Budget v2 | draft
        FY2027 Budget | approved
    "#]]
    .assert_eq(&names(&window));
    assert_eq!(totals(&window, &adopted["id"]), wanted);
    assert_eq!(totals(&window, &json!(1)), ["1860.00"]);
    let again = adjusted(&window);
    let refused = window.refused("scenario.adopt", &of(&again));
    assert_eq!(
        refused,
        "plan: FY2027 Budget has a version that corrects it already: FY2027 Budget v2. Make a scenario over that one."
    );
    assert_eq!(findings(&window), json!([]));
}
