//! Settings, rates, categories, departments, vendors, projects and plans.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tests::{Desk, Window, table};

/// A book whose lines use a vendor, a category, a department and a project.
fn used(desk: &Desk) -> Window {
    let window = desk.book();
    let text = "Line,Vendor,Category,Department,Project,2027-01,2027-02\nLaptops,Halden,Hardware,IT,Office move,5,0\n";
    window.import(desk, "budget", text);
    window
}

fn refused(window: &Window, name: &str, argument: &Value, expected: &Expect) {
    expected.assert_eq(&window.refused(name, argument));
}

#[test]
fn settings_are_changed_and_faults_told_at_once() {
    let desk = Desk::new();
    let window = desk.book();
    let mut settings = window.call("book.state", Value::Null)["settings"].clone();
    settings["organisation"] = json!("Norrland AB");
    settings["currency"] = json!("SEK");
    settings["fiscal_start"] = json!(7);
    settings["fiscal_name"] = json!("start");
    settings["as_of"] = json!("2027-02-28");
    settings["threshold_amount"] = json!("5000");
    settings["threshold_percent"] = Value::Null;
    assert_eq!(window.call("settings.save", settings.clone()), settings);
    let state = window.call("book.state", Value::Null);
    assert_eq!((&state["settings"], &state["as_of"]), (&settings, &json!("2027-02-28")));
    assert_eq!(state["fiscal_year"], json!(2026), "named by the year in which it starts");
    settings["organisation"] = json!("");
    settings["fiscal_start"] = json!(0);
    settings["threshold_amount"] = json!("-1");
    refused(
        &window,
        "settings.save",
        &settings,
        &expect![[r#"
        organisation: Give the organisation a name: it stands on every page.
        fiscal_start: The fiscal year starts in a month from 1 to 12.
        threshold_amount: A threshold is 0 or more; leave it empty for none."#]],
    );
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(window.call("book.state", Value::Null)["settings"]["currency"], json!("EUR"));
}

#[test]
fn currency_and_fiscal_year_stay_once_there_are_amounts() {
    let desk = Desk::new();
    let window = used(&desk);
    let mut settings = window.call("book.state", Value::Null)["settings"].clone();
    settings["currency"] = json!("USD");
    settings["fiscal_start"] = json!(4);
    refused(
        &window,
        "settings.save",
        &settings,
        &expect![[r#"
        currency: This book holds amounts and rates in EUR and keeps that currency. Start a new book for another.
        fiscal_start: The plans of this book follow its fiscal year, which therefore stays as it is."#]],
    );
}

#[test]
fn currencies_are_those_of_the_standard() {
    let all = Desk::new().window().call("settings.currencies", Value::Null);
    let some: Vec<&Value> = all
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| ["EUR", "JPY", "KWD", "USD"].contains(&one["code"].as_str().unwrap()))
        .collect();
    expect![[r#"
        EUR | Euro | 2
        JPY | Japanese yen | 0
        KWD | Kuwaiti dinar | 3
        USD | United States dollar | 2
    "#]]
    .assert_eq(&table(&json!(some), &["code", "name", "decimals"]));
}

#[test]
fn rates_belong_to_a_plan_or_a_month() {
    let desk = Desk::new();
    let window = used(&desk);
    let rate = |plan: Value, month: Value, currency: &str, rate: &str| json!({ "id": null, "plan": plan, "currency": currency, "month": month, "rate": rate });
    window.call("rate.save", rate(json!(1), Value::Null, "USD", "0.9"));
    let saved = window.call("rate.save", rate(Value::Null, json!("2026-11"), "USD", "0.87654321"));
    refused(
        &window,
        "rate.save",
        &rate(json!(1), Value::Null, "USD", "0.8"),
        &expect!["currency: There is such a rate already: change that one."],
    );
    refused(
        &window,
        "rate.save",
        &rate(Value::Null, json!("2026-11"), "USD", "0.8"),
        &expect!["currency: There is such a rate already: change that one."],
    );
    refused(
        &window,
        "rate.save",
        &rate(json!(1), json!("2026-11"), "EUR", "0"),
        &expect![[r#"
        currency: EUR is the book's own currency and needs no rate.
        rate: Give how many EUR one EUR is worth: more than 0.
        month: A rate belongs to a plan (budget rate) or to a month (actual rate), not both."#]],
    );
    refused(
        &window,
        "rate.save",
        &rate(Value::Null, Value::Null, "USD", "-1"),
        &expect![[r#"
        rate: Give how many EUR one USD is worth: more than 0.
        month: A rate belongs to a plan (budget rate) or to a month (actual rate), not both."#]],
    );
    let mut changed = saved.clone();
    changed["rate"] = json!("0.88");
    window.call("rate.save", changed);
    window.call("rate.remove", json!({ "id": 1 }));
    expect![[r#"
        - | 2026-11 | USD | 0.88
    "#]]
    .assert_eq(&table(&window.call("rate.list", Value::Null), &["plan", "month", "currency", "rate"]));
    let history = window.call(
        "journal.list",
        json!({ "topic": "rate", "who": null, "text": "", "from_date": null, "to_date": null, "from": 0, "count": 9 }),
    );
    expect![[r#"
        Remove the USD rate of FY2027 Budget
        Set the USD rate of November 2026 to 0.88
        Set the USD rate of November 2026 to 0.87654321
        Set the USD rate of FY2027 Budget to 0.9
    "#]]
    .assert_eq(&table(&history["rows"], &["summary"]));
}

#[test]
fn categories_are_a_tree_without_circles() {
    let desk = Desk::new();
    let window = used(&desk);
    let category = |id: Value, name: &str, parent: Value| json!({ "id": id, "name": name, "parent": parent, "expense": "capex" });
    let licences = window.call("category.save", category(Value::Null, "Licences", json!(5)))["id"].clone();
    let desktop =
        window.call("category.save", category(Value::Null, "Desktop", licences.clone()))["id"].clone();
    refused(
        &window,
        "category.save",
        &category(Value::Null, "licences ", json!(5)),
        &expect!["name: There is a category “Licences” already."],
    );
    refused(
        &window,
        "category.save",
        &category(licences.clone(), "", desktop.clone()),
        &expect![[r#"
        name: Give the category a name.
        parent: A category cannot stand below itself."#]],
    );
    refused(
        &window,
        "category.save",
        &category(json!(99), "Nowhere", Value::Null),
        &expect!["not_found: This category is not in the book any more."],
    );
    refused(
        &window,
        "category.remove",
        &json!({ "id": licences }),
        &expect![": “Licences” is used in 1 place. Change that first."],
    );
    refused(
        &window,
        "category.remove",
        &json!({ "id": 4 }),
        &expect![": “Hardware” is used in 1 place. Change that first."],
    );
    refused(
        &window,
        "category.remove",
        &json!({ "id": 99 }),
        &expect!["not_found: This category is not in the book any more."],
    );
    window.call("category.save", category(licences, "Licence fees", json!(5)));
    window.call("category.remove", json!({ "id": desktop }));
    let after = window.call("category.list", Value::Null);
    expect![[r#"
        1 | Staffing | - | opex | 0
        2 | Outside Services | - | opex | 0
        3 | Cloud Services | - | opex | 0
        4 | Hardware | - | capex | 1
        5 | Software & SaaS | - | opex | 0
        6 | Data Center Facilities | - | opex | 0
        7 | Telecom | - | opex | 0
        8 | Misc Costs | - | opex | 0
        9 | Cross Charges | - | opex | 0
        10 | Licence fees | 5 | capex | 0
    "#]]
    .assert_eq(&table(&after, &["id", "name", "parent", "expense", "lines"]));
}

#[test]
fn departments_have_a_name_and_a_cost_centre_of_their_own() {
    let desk = Desk::new();
    let window = used(&desk);
    let department = |id: Value, code: &str, name: &str, parent: Value| json!({ "id": id, "code": code, "name": name, "parent": parent });
    let sales =
        window.call("department.save", department(Value::Null, "CC-2", "Sales", Value::Null))["id"].clone();
    window.call("department.save", department(json!(1), "CC-1", "IT", sales.clone()));
    refused(
        &window,
        "department.save",
        &department(Value::Null, "cc-1", "SALES", Value::Null),
        &expect![[r#"
        code: “IT” has the cost centre CC-1 already.
        name: There is a department “Sales” already."#]],
    );
    refused(
        &window,
        "department.save",
        &department(sales.clone(), "", " ", json!(1)),
        &expect![[r#"
        name: Give the department a name.
        parent: A department cannot stand below itself."#]],
    );
    refused(
        &window,
        "department.remove",
        &json!({ "id": 1 }),
        &expect![": “IT” is used in 1 place. Change that first."],
    );
    refused(
        &window,
        "department.remove",
        &json!({ "id": sales }),
        &expect![": “Sales” is used in 1 place. Change that first."],
    );
    let free =
        window.call("department.save", department(Value::Null, "", "Legal", Value::Null))["id"].clone();
    window.call("department.remove", json!({ "id": free }));
    let after = window.call("department.list", Value::Null);
    expect![[r#"
        1 | CC-1 | IT | 2 | 1
        2 | CC-2 | Sales | - | 0
    "#]]
    .assert_eq(&table(&after, &["id", "code", "name", "parent", "lines"]));
}

#[test]
fn vendors_are_told_apart_by_name() {
    let desk = Desk::new();
    let window = used(&desk);
    let vendor = |id: Value, name: &str| {
        json!({
            "id": id, "name": name, "category": 4, "tier": "Strategic", "criticality": "High", "owner": "Ines",
            "status": "Active", "notes": "",
        })
    };
    let saved = window.call("vendor.save", vendor(Value::Null, "Norrland AB"));
    refused(
        &window,
        "vendor.save",
        &vendor(Value::Null, " norrland  ab"),
        &expect!["name: There is a vendor “Norrland AB” already."],
    );
    refused(
        &window,
        "vendor.save",
        &vendor(saved["id"].clone(), ""),
        &expect!["name: Give the vendor its legal name."],
    );
    window.call("vendor.save", vendor(saved["id"].clone(), "Norrland AB (publ)"));
    refused(
        &window,
        "vendor.remove",
        &json!({ "id": 1 }),
        &expect![": “Halden” is named by 1 record. Change that first."],
    );
    expect![[r#"
        1 | Halden |  | 
        2 | Norrland AB (publ) | Strategic | Ines
    "#]]
    .assert_eq(&table(&window.call("vendor.list", Value::Null), &["id", "name", "tier", "owner"]));
    window.call("vendor.remove", json!({ "id": saved["id"] }));
    refused(
        &window,
        "vendor.remove",
        &json!({ "id": saved["id"] }),
        &expect!["not_found: This vendor is not in the book any more."],
    );
}

#[test]
fn projects_end_after_they_start() {
    let desk = Desk::new();
    let window = used(&desk);
    let project = |id: Value, name: &str, start: Value, end: Value| json!({ "id": id, "name": name, "start": start, "end": end });
    let (march, june) = (json!("2027-03-01"), json!("2027-06-30"));
    let saved = window.call("project.save", project(Value::Null, "New ledger", march.clone(), june.clone()));
    refused(
        &window,
        "project.save",
        &project(Value::Null, "office MOVE", june, march),
        &expect![[r#"
        name: There is a project “Office move” already.
        end: The project ends before it starts. Change one of the dates."#]],
    );
    window.call("project.save", project(saved["id"].clone(), "Ledger", Value::Null, Value::Null));
    refused(
        &window,
        "project.remove",
        &json!({ "id": 1 }),
        &expect![": “Office move” is used in 1 place. Change that first."],
    );
    expect![[r#"
        1 | Office move | - | -
        2 | Ledger | - | -
    "#]]
    .assert_eq(&table(&window.call("project.list", Value::Null), &["id", "name", "start", "end"]));
    window.call("project.remove", json!({ "id": saved["id"] }));
}

#[test]
fn plans_are_copied_submitted_and_approved_for_good() {
    let desk = Desk::new();
    let window = used(&desk);
    let plan = |id: Value, name: &str, copy_of: Value| json!({ "id": id, "name": name, "kind": "scenario", "fiscal_year": 2028, "copy_of": copy_of });
    let step = |state: &str| json!({ "plan": 1, "state": state });
    window
        .call("rate.save", json!({ "id": null, "plan": 1, "currency": "USD", "month": null, "rate": "0.9" }));
    let copy = window.call("plan.save", plan(Value::Null, "Growth", json!(1)))["id"].clone();
    refused(
        &window,
        "plan.save",
        &plan(Value::Null, "growth", json!(1)),
        &expect!["name: There is a plan “Growth” already."],
    );
    let mut nameless = plan(Value::Null, " ", Value::Null);
    nameless["fiscal_year"] = json!(27);
    refused(
        &window,
        "plan.save",
        &nameless,
        &expect![[r#"
        name: Give the plan a name, such as “FY2027 Budget”.
        fiscal_year: Give the fiscal year as four digits, such as 2027."#]],
    );
    refused(
        &window,
        "plan.save",
        &plan(json!(99), "Nowhere", Value::Null),
        &expect!["not_found: This plan is not in the book any more."],
    );

    // Its amounts are its own, month by month from its own year's first.
    let grid = window.call("budget.grid", json!({ "view": tests::view(&copy), "from": 0, "count": 9 }));
    assert_eq!((&grid["months"][0], &grid["total"]["total"]), (&json!("2028-01"), &json!("5.00")));
    window.call(
        "budget.clear",
        json!({
            "view": tests::view(&copy),
            "range": { "first_row": 0, "last_row": 9, "first_month": 0, "last_month": 11 },
        }),
    );
    let source = window.call("budget.grid", json!({ "view": tests::view(&json!(1)), "from": 0, "count": 9 }));
    assert_eq!(source["total"]["total"], json!("5.00"));

    window.call("plan.set_state", step("submitted"));
    window.call("plan.set_state", step("draft"));
    let approved = window.call("plan.set_state", step("approved"));
    assert_eq!(
        (&approved["approved_by"], &approved["approved_at"]),
        (&json!("anna"), &json!("2026-11-22T10:04:00"))
    );
    let frozen =
        expect!["read_only: “FY2027 Budget” is approved and stays frozen. Make a new version of it instead."];
    for state in ["draft", "submitted"] {
        refused(&window, "plan.set_state", &step(state), &frozen);
    }
    refused(
        &window,
        "plan.remove",
        &json!({ "id": 1 }),
        &expect!["read_only: “FY2027 Budget” is approved and stays in the book."],
    );
    window.call("plan.save", plan(copy.clone(), "Growth case", Value::Null));
    expect![[r#"
        Growth case | scenario | 2028 | 2028-01 | draft
        FY2027 Budget | budget | 2027 | 2027-01 | approved
    "#]]
    .assert_eq(&table(
        &window.call("plan.list", Value::Null),
        &["name", "kind", "fiscal_year", "first_month", "state"],
    ));
    window.call("plan.remove", json!({ "id": copy }));
    expect![[r#"
        1 | USD | 0.9
    "#]]
    .assert_eq(&table(&window.call("rate.list", Value::Null), &["plan", "currency", "rate"]));
    expect![[r#"
        Change  When                 Who   What
             9  2026-11-22T10:04:00  anna  Remove plan “Growth case”
             8  2026-11-22T10:04:00  anna  Change plan “Growth case”
             7  2026-11-22T10:04:00  anna  Approve “FY2027 Budget”
             6  2026-11-22T10:04:00  anna  Take back “FY2027 Budget” to draft
             5  2026-11-22T10:04:00  anna  Submit “FY2027 Budget”
             4  2026-11-22T10:04:00  anna  Change 1 amount of “Laptops” in Growth
             3  2026-11-22T10:04:00  anna  Add plan “Growth” from “FY2027 Budget”
             2  2026-11-22T10:04:00  anna  Set the USD rate of FY2027 Budget to 0.9
             1  2026-11-22T10:04:00  anna  Import 1 line into FY2027 Budget from import.csv
    "#]]
    .assert_eq(&desk.run(&["history", "@b.outlay"]).ok().stdout);
}
