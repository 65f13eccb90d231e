//! A new year from last year: the proposal, line by line, and the plan that is made of it.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window, table, view};

const LINES: &str = "\
Line,Vendor,Category,Project,Currency,2027-01,2027-02,2027-03,2027-04,2027-05,2027-06,2027-07,2027-08,2027-09,2027-10,2027-11,2027-12
Laptops,Halden,Hardware,,EUR,100,100,100,100,100,100,100,100,100,100,100,100
Fair,Halden,Misc Costs,,EUR,0,0,0,5000,0,0,0,0,0,0,0,0
Insurance,Tryg,Misc Costs,,EUR,0,900,0,0,0,0,0,0,0,0,0,0
Licences,Vantage,Software & SaaS,,USD,50,50,50,50,50,50,50,50,50,50,50,50
Rollout,Norrland,Outside Services,Atlas,EUR,33.33,33.33,33.33,33.33,33.33,33.33,33.33,33.33,33.33,33.33,33.33,33.33
Empty,,,,EUR,0,0,0,0,0,0,0,0,0,0,0,0
";

/// A budget of 2027 with a line of each kind; the insurance was paid the year before, and one licence has its contract.
fn book(desk: &Desk) -> Window {
    let window = desk.book();
    window.import(desk, "budget", LINES);
    window
        .call("rate.save", json!({ "id": null, "plan": 1, "currency": "USD", "month": null, "rate": "0.9" }));
    window.call(
        "project.save",
        json!({ "id": 1, "name": "Atlas", "start": "2026-05-01", "end": "2028-03-31" }),
    );
    window.import(desk, "actuals", "Date,Amount,Vendor,Text\n2026-02-03,880,Tryg,Insurance\n");
    window.call("actual.match_line", json!({ "actuals": [1], "line": 3 }));
    let contracts = "Number,Title,Vendor,Start,End,Renewal,Annual value,Currency\n\
        C-7,Licences,Vantage,2026-07-01,2028-06-30,no,1200,USD\n\
        C-8,Help,Halden,2026-01-01,2026-12-31,automatic,10,EUR\n";
    window.import(desk, "contracts", contracts);
    window
}

fn rules() -> Value {
    json!({
        "percent": "2", "categories": [{ "category": 4, "percent": "-10" }], "drop_one_offs": true,
        "follow_projects": true, "follow_contracts": true, "choices": [],
    })
}

fn ask(rules: &Value) -> Value {
    json!({ "plan": 1, "fiscal_year": 2028, "rules": rules, "from": 0, "count": 1000 })
}

fn create(rules: &Value, change: &Value) -> Value {
    json!({ "plan": 1, "fiscal_year": 2028, "rules": rules, "name": "FY2028 Budget", "change": change })
}

fn shown(proposal: &Value) -> String {
    table(&proposal["rows"], &["label", "old", "new", "percent", "rule", "left_out", "reason"])
}

#[test]
fn what_made_the_months_makes_those_of_the_new_year() {
    let desk = Desk::new();
    let window = desk.book();
    let lines = "Line,Category,Currency,2027-01,2027-12\nMail,Software & SaaS,EUR,0,0\nCover,Misc Costs,EUR,0,0\nLease,Hardware,EUR,0,0\n";
    window.import(&desk, "budget", lines);
    let role = |title: &str, last: Value, raise: (Value, Value), share: &str| {
        let role = json!({
            "id": null, "plan": 1, "title": title, "department": null, "category": 1, "headcount": "2",
            "yearly": "60000", "currency": "EUR", "first": null, "last": last, "raise_month": raise.0,
            "raise_percent": raise.1, "capitalised": share, "notes": "", "line": null, "capital_line": null,
        });
        window.call("role.save", role)
    };
    role("Engineer", Value::Null, (json!("2027-07"), json!("5")), "25");
    role("Analyst", json!("2027-11"), (Value::Null, Value::Null), "0");
    let quantity = json!({ "unit": "seats", "price": "4.5", "quantities": vec!["100"; 12] });
    window.call("budget.set_quantity", json!({ "plan": 1, "line": 1, "quantity": quantity }));
    let spread = |line: i32, from: &str, to: &str| {
        let spread = json!({ "amount": "1200", "from": from, "to": to, "method": "even" });
        window.call("budget.spread", json!({ "plan": 1, "line": line, "spread": spread }))
    };
    spread(2, "2027-03-01", "2028-02-29");
    spread(3, "2026-07-01", "2028-06-30");
    window.call("target.save", json!({ "plan": 1, "category": 1, "department": null, "amount": "250000" }));
    let mut rules = rules();
    rules["categories"] = json!([{ "category": 1, "percent": "3" }]);
    let proposed = window.call("plan.propose", ask(&rules));
    // Two posts at 60,000, 5 % more since July, then 3 % more: 64,890 each, a quarter of it capitalised.
    expect![[r#"
        Engineer | 92250.00 | 97335.00 | 5.5 | role | false | +3 % for Staffing: 2 posts at 64,890 EUR a year, with the 5 % of Jul 2027
        Engineer, capitalised | 30750.00 | 32445.00 | 5.5 | role | false | +3 % for Staffing: 2 posts at 64,890 EUR a year, with the 5 % of Jul 2027
        Analyst | 110000.00 | 0.00 | -100.0 | role | true | The role ended in November 2027
        Lease | 600.00 | 300.00 | -50.0 | percent | false | +2 % for all lines: 1,200 EUR over 2026-07-01 to 2028-06-30
        Mail | 5400.00 | 5508.00 | 2.0 | percent | false | +2 % for all lines: seats at 4.59 EUR each
        Cover | 1000.00 | 1020.00 | 2.0 | percent | false | +2 % for all lines: 1,224 EUR over 2028-03-01 to 2029-02-28
    "#]].assert_eq(&shown(&proposed));
    assert_eq!(proposed["targets"], json!([]));
    rules["carry_targets"] = json!(true);
    let proposed = window.call("plan.propose", ask(&rules));
    expect![[r#"
        Staffing | 250000.00 | 257500.00
    "#]]
    .assert_eq(&table(&proposed["targets"], &["label", "old", "new"]));
    let created = window.call("plan.create_from", create(&rules, &proposed["change"]));
    let staff = window.call("role.list", json!({ "id": created["id"] }));
    let found: Vec<Value> = staff["rows"].as_array().unwrap().iter().map(|row| row["role"].clone()).collect();
    expect![[r#"
        Engineer | 64890.00 | - | - | 4 | 5 | 25
    "#]]
    .assert_eq(&table(
        &json!(found),
        &["title", "yearly", "raise_month", "raise_percent", "line", "capital_line", "capitalised"],
    ));
    // Each line of the new plan is as its rule makes it, and follows it from now on.
    for line in [1, 2, 3, 4, 5] {
        let detail = window.call("budget.detail", json!({ "plan": created["id"], "line": line }));
        assert_eq!(detail["changed"], json!([]), "{line}");
        assert_ne!(detail["basis"], Value::Null, "{line}");
    }
    // What was decided about one line of a role holds for the role.
    rules["choices"] =
        json!([{ "line": staff["rows"][0]["role"]["capital_line"], "leave_out": true, "percent": null }]);
    let without = window.call("plan.propose", ask(&rules));
    assert_eq!(without["left_out"], json!(3));
    rules["follow_bases"] = json!(false);
    rules["choices"] = json!([]);
    let plain = window.call("plan.propose", ask(&rules));
    assert!(plain["rows"].as_array().unwrap().iter().all(|row| row["rule"] != "role"));
}

#[test]
fn every_line_says_what_it_comes_to_and_why() {
    let desk = Desk::new();
    let window = book(&desk);
    let proposal = window.call("plan.propose", ask(&rules()));
    expect![[r#"
        Rollout | 399.96 | 101.97 | -74.5 | project | false | +2 % for all lines; Atlas ends on 2028-03-31
        Laptops | 1200.00 | 1080.00 | -10.0 | category | false | −10 % for Hardware. Its vendor has 1 contract; which price is this line's is not known
        Licences | 600.00 | 600.00 | 0.0 | contract | false | C-7: 1,200 USD a year, ends on 2028-06-30 and does not renew
        Fair | 5000.00 | 0.00 | -100.0 | one_off | true | A one-off: amounts in one month, and none the year before
        Insurance | 900.00 | 918.00 | 2.0 | percent | false | +2 % for all lines
        Empty | 0.00 | 0.00 | - | nothing | true | Without an amount in the year it is taken from
    "#]].assert_eq(&shown(&proposal));
    expect![[r#"
        Outside Services | 399.96 | 101.97 | -297.99 | -74.5
        Hardware | 1200.00 | 1080.00 | -120.00 | -10.0
        Software & SaaS | 540.00 | 540.00 | 0 | 0.0
        Misc Costs | 5900.00 | 918.00 | -4982.00 | -84.4
    "#]]
    .assert_eq(&table(&proposal["totals"], &["label", "old", "new", "change", "percent"]));
    expect![[r#"
        FY2028 comes to 2.6 k EUR, 5.4 k less than FY2027 Budget; 2 of 6 lines stay away | FY2028 Budget | EUR | 4 | 2 | 6
    "#]].assert_eq(&table(
        &json!([proposal]),
        &["finding", "name", "currency", "kept", "left_out", "row_count"],
    ));
    // The rollout ends with March.
    assert_eq!(
        proposal["rows"][0]["months"],
        json!([
            "33.99", "33.99", "33.99", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00"
        ])
    );
    let window_of_two = json!({ "plan": 1, "fiscal_year": 2028, "rules": rules(), "from": 2, "count": 2 });
    assert_eq!(
        window.call("plan.propose", window_of_two)["rows"],
        json!([proposal["rows"][2], proposal["rows"][3]])
    );
}

#[test]
fn what_is_accepted_is_written_as_one_change() {
    let desk = Desk::new();
    let window = book(&desk);
    let mut rules = rules();
    rules["choices"] = json!([
        { "line": 1, "leave_out": true, "percent": null },
        { "line": 2, "leave_out": false, "percent": null },
        { "line": 4, "leave_out": null, "percent": "50" },
    ]);
    let proposal = window.call("plan.propose", ask(&rules));
    let before = window.call("book.state", Value::Null)["change"].clone();
    assert_eq!(proposal["change"], before);
    let created = window.call("plan.create_from", create(&rules, &before));
    assert_eq!(
        (&created["name"], &created["fiscal_year"], &created["first_month"]),
        (&json!("FY2028 Budget"), &json!(2028), &json!("2028-01"))
    );
    let grid = window.call("budget.grid", json!({ "view": view(&created["id"]), "from": 0, "count": 99 }));
    let kept: Vec<&Value> =
        proposal["rows"].as_array().unwrap().iter().filter(|row| row["left_out"] == json!(false)).collect();
    let lines: Vec<&Value> =
        grid["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == json!("line")).collect();
    assert_eq!(lines.len(), kept.len());
    for line in lines {
        let row = kept.iter().find(|row| row["line"] == line["line"]).unwrap();
        assert_eq!((&line["amounts"], &line["total"]), (&row["months"], &row["new"]), "{}", row["label"]);
    }
    assert_eq!(grid["total"]["total"], proposal["total"]["new"]);
    let history = window.call(
        "journal.list",
        json!({
            "topic": null, "who": null, "text": "", "from_date": null, "to_date": null, "from": 0, "count": 1,
        }),
    );
    expect![[r#"
        Plan FY2028 as “FY2028 Budget” from “FY2027 Budget”, 4 lines
    "#]]
    .assert_eq(&table(&history["rows"], &["summary"]));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(window.call("plan.list", Value::Null).as_array().unwrap().len(), 1);
}

#[test]
fn what_cannot_be_proposed_says_why() {
    let desk = Desk::new();
    let window = book(&desk);
    let change = window.call("book.state", Value::Null)["change"].clone();
    let mut wild = rules();
    wild["percent"] = json!("5000");
    expect!["percent: 5000 % is no change of a cost. Give −100 to 1,000."]
        .assert_eq(&window.refused("plan.propose", &ask(&wild)));
    let mut other = ask(&rules());
    other["fiscal_year"] = json!(28);
    expect!["fiscal_year: Give the fiscal year as four digits, such as 2027."]
        .assert_eq(&window.refused("plan.propose", &other));
    let mut taken = create(&rules(), &change);
    taken["name"] = json!("FY2027 budget");
    expect!["name: There is a plan “FY2027 Budget” already."]
        .assert_eq(&window.refused("plan.create_from", &taken));
    window.call("budget.edit", super::edit(1, 1, 0, "7"));
    expect!["conflict: The book has changed since this was proposed. Look at the proposal again."]
        .assert_eq(&window.refused("plan.create_from", &create(&rules(), &change)));
    window.call("rate.remove", json!({ "id": 1 }));
    expect!["rate: There is no budget rate for USD in FY2027 Budget. Add it in Settings, Rates."]
        .assert_eq(&window.refused("plan.propose", &ask(&rules())));
}
