//! Contracts: their price, the lines they make, what changes when they do, and the forecast that goes by them.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window, table};

/// The contract of look/contract.png with its price.
fn monitoring(id: &Value) -> Value {
    json!({
        "id": id, "number": "DD-2024-0117", "title": "Monitoring", "vendor": null, "kind": "saas",
        "start": "2024-01-01", "end": null, "initial_months": 36, "renewal": "automatic", "renewal_months": 12,
        "notice_months": 1, "notice_days": null, "notice_to": null, "yearly": null, "total": null, "currency": "EUR",
        "billing": "", "owner": "Ines", "category": null, "department": null, "parent": "", "status": "", "notes": "",
        "lead_working_days": 5,
        "price": {
            "amount": "24000", "per": "month", "billed": "advance", "every": "year",
            "uplift": { "method": "percent", "at": "renewal", "percent": "5.5", "cap": "6" },
        },
    })
}

/// A book with a draft budget of 2027 and the contract.
fn book(desk: &Desk) -> Window {
    let window = desk.book();
    window.import(desk, "budget", "Line,Currency,2027-01,2027-02,2027-03,2027-04,2027-05,2027-06,2027-07,2027-08,2027-09,2027-10,2027-11,2027-12\nLaptops,EUR,100,100,100,100,100,100,100,100,100,100,100,100\n");
    window.call("contract.save", monitoring(&Value::Null));
    window
}

fn share(share: &str) -> Value {
    json!({ "description": "", "department": null, "share": share })
}

fn months(window: &Window, line: u32) -> Vec<String> {
    let detail = window.call("budget.detail", json!({ "plan": 1, "line": line }));
    detail["amounts"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_contract_says_where_it_stands_and_why() {
    let desk = Desk::new();
    let window = book(&desk);
    let detail = window.call("contract.get", json!({ "id": 1, "as_of": null }));
    // 24,000 a month; 5.5 % more from its renewal on.
    assert_eq!(detail["row"]["yearly"], "288000.00");
    let later = window.call("contract.list", json!({ "as_of": "2027-03-01" }));
    assert_eq!(later["rows"][0]["yearly"], "303840.00");
    expect![[r#"
        Start | 2024-01-01 |  | first day, inclusive
        Initial term | - | 36 months | ends 2026-12-31, last day inclusive
        Renewal | - | automatic, 12 months | next term 2027-01-01 – 2027-12-31
        Notice | - | 1 month | to arrive by 2026-11-30
        Delivery lead | - | 5 working days | back from 2026-11-30 to 2026-11-23
        Cancel by | 2026-11-23 |  | in 1 day
        Committed until | 2026-12-31 |  | the last day that can no longer be cancelled
    "#]]
    .assert_eq(&table(&detail["reasons"], &["label", "day", "text", "note"]));
    expect![[r#"
        0 | 2024-01-01 | 2026-12-31 | 24000.00 | 864000.00 | 2026-11-23 | true
        1 | 2027-01-01 | 2027-12-31 | 25320.00 | 303840.00 | 2027-11-23 | false
        2 | 2028-01-01 | 2028-12-31 | 26712.60 | 320551.20 | 2028-11-23 | false
        3 | 2029-01-01 | 2029-12-31 | 28181.79 | 338181.48 | 2029-11-23 | false
        4 | 2030-01-01 | 2030-12-31 | 29731.79 | 356781.48 | 2030-11-25 | false
    "#]]
    .assert_eq(&table(
        &detail["terms"],
        &["number", "first", "last", "price", "total", "cancel_by", "is_current"],
    ));
    expect![[r#"
        2026 | 288000.00 | 288000.00
        2027 | 303840.00 | 303840.00
        2028 | 320551.20 | 320551.20
        2029 | 338181.48 | 338181.48
        2030 | 356781.48 | 356781.48
    "#]]
    .assert_eq(&table(&detail["years"], &["fiscal_year", "recognised", "invoiced"]));
}

#[test]
fn lines_are_made_from_a_contract_and_follow_it_in_drafts() {
    let desk = Desk::new();
    let window = book(&desk);
    let asked = json!({ "contract": 1, "plan": 1, "lines": [share("60"), share("40")] });
    let made = window.call("contract.make_lines", asked.clone());
    assert_eq!(made["free"], "0");
    // 24,000 + 5.5 % from January 2027 on.
    assert_eq!(months(&window, 2), vec!["15192.00"; 12]);
    assert_eq!(months(&window, 3), vec!["10128.00"; 12]);
    assert_eq!(
        window.refused("contract.make_lines", &asked),
        "share: Other lines bear 100 % of it: 0 % are left."
    );
    let detail = window.call("budget.detail", json!({ "plan": 1, "line": 2 }));
    assert_eq!(detail["contract"], json!({ "id": 1, "name": "Monitoring", "share": "60" }));
    assert_eq!(detail["changed"], json!([]));

    // An amendment changes the draft; a frozen plan keeps its figures, and the difference is said.
    window.call(
        "plan.save",
        json!({ "id": null, "name": "Frozen", "kind": "budget", "fiscal_year": 2027, "copy_of": 1 }),
    );
    window.call("plan.set_state", json!({ "plan": 2, "state": "approved" }));
    let mut agreed = made["draft"].clone();
    agreed["price"]["amount"] = json!("30000");
    agreed["price"]["uplift"] = Value::Null;
    let amendment =
        json!({ "id": null, "contract": 1, "from": "2027-07-01", "title": "More hosts", "agreed": agreed });
    let changed = window.call("contract.amend", amendment);
    assert_eq!(changed["lines"], 2);
    assert_eq!(months(&window, 2)[5..7], ["15192.00", "18000.00"]);
    expect![[r#"
        Frozen | approved | 182304.00 | 199152.00 | -16848.00 | true
        FY2027 Budget | draft | 199152.00 | 199152.00 | 0.00 | true
    "#]]
    .assert_eq(&table(
        &changed["contract"]["lines"][0]["plans"],
        &["name", "state", "planned", "by_contract", "difference", "follows"],
    ));

    // Undone, everything is as it was.
    let last = window.call("book.state", Value::Null)["change"].clone();
    window.call("journal.undo", json!({ "change": last }));
    assert_eq!(months(&window, 2), vec!["15192.00"; 12]);

    // Detached, it keeps its amounts, whatever the contract does.
    window.call("contract.detach", json!({ "id": 2 }));
    window
        .call("contract.give_notice", json!({ "id": 1, "day": "2026-11-20", "proof": "registered letter" }));
    assert_eq!(months(&window, 2), vec!["15192.00"; 12]);
    assert_eq!(months(&window, 3), vec!["0.00"; 12]);
    window.call("contract.withdraw", json!({ "id": 1 }));
    assert_eq!(months(&window, 3), vec!["10128.00"; 12]);
    assert_eq!(
        window.refused("contract.remove", &json!({ "id": 1 })),
        ": “Monitoring” is named by 1 licence or budget line. Change that first."
    );
}

#[test]
fn a_line_follows_a_contract_as_it_is_assumed_to_renew() {
    let desk = Desk::new();
    let window = book(&desk);
    let follow = json!({ "contract": 1, "line": 1, "share": "50", "plan": 1 });
    window.call("contract.follow", follow);
    assert_eq!(months(&window, 1), vec!["12660.00"; 12]);
    for (assumption, first) in [
        (json!({ "kind": "renegotiate", "percent": "-10" }), "10800.00"),
        (json!({ "kind": "end" }), "0.00"),
        (json!({ "kind": "renew" }), "12660.00"),
    ] {
        let mut draft = monitoring(&json!(1));
        draft["assumption"] = assumption;
        let saved = window.call("contract.save", draft);
        assert_eq!(saved["contract"]["draft"]["assumption"]["from"], "2027-01-01");
        assert_eq!(months(&window, 1)[0], first);
    }
    let mut draft = monitoring(&json!(1));
    draft["currency"] = json!("USD");
    assert_eq!(
        window.refused("contract.save", &draft),
        "currency: Budget lines follow this contract in its currency: detach them first."
    );
}

#[test]
fn a_forecast_goes_by_the_contract() {
    let desk = Desk::new();
    let window = book(&desk);
    window.call("contract.follow", json!({ "contract": 1, "line": 1, "share": "100", "plan": 1 }));
    let cut = window.call("forecast.recut", json!({ "plan": 1 }));
    let line = window.call("forecast.line", json!({ "plan": cut["id"], "line": 1 }));
    assert_eq!(
        (&line["choice"]["method"], &line["default_method"]),
        (&json!("contract"), &json!("Contract"))
    );
    let contract = line["offers"].as_array().unwrap().iter().find(|one| one["method"] == "Contract").unwrap();
    assert_eq!(contract["total"], "303840.00");
    let of_other = json!({ "plan": cut["id"], "lines": [{ "line": 1, "choice": { "method": "manual" } }] });
    window.call("forecast.set_method", of_other);
    window.call("contract.detach", json!({ "id": 1 }));
    let back = json!({ "plan": cut["id"], "lines": [{ "line": 1, "choice": { "method": "contract" } }] });
    assert_eq!(
        window.refused("forecast.set_method", &back),
        "method: Laptops: The line pays for no contract with a known price."
    );
}

#[test]
fn a_new_year_takes_the_schedule_of_linked_contracts() {
    let desk = Desk::new();
    let window = book(&desk);
    window.call("contract.follow", json!({ "contract": 1, "line": 1, "share": "100", "plan": 1 }));
    let rules = json!({
        "percent": "2", "categories": [], "drop_one_offs": true, "follow_projects": true, "follow_contracts": true,
        "choices": [],
    });
    let ask = json!({ "plan": 1, "fiscal_year": 2028, "rules": rules.clone(), "from": 0, "count": 10 });
    let proposal = window.call("plan.propose", ask);
    expect![[r#"
        Laptops | 303840.00 | 320551.20 | contract | DD-2024-0117: 320,551.20 EUR by its schedule
    "#]]
    .assert_eq(&table(&proposal["rows"], &["label", "old", "new", "rule", "reason"]));

    // The line of the new year follows the contract as that of the old one does.
    let new = json!({ "plan": 1, "fiscal_year": 2028, "rules": rules, "name": "FY2028 Budget", "change": proposal["change"] });
    let id = window.call("plan.create_from", new)["id"].clone();
    let total = || window.call("budget.detail", json!({ "plan": id, "line": 1 }))["total"].clone();
    assert_eq!(total(), "320551.20");
    window.call("contract.give_notice", json!({ "id": 1, "day": "2026-11-20", "proof": "by post" }));
    assert_eq!(total(), "0.00");
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(total(), "320551.20");
}

#[test]
fn what_is_wrong_is_said_at_its_field() {
    let desk = Desk::new();
    let window = book(&desk);
    let with = |field: &str, value: Value| {
        let mut draft = monitoring(&Value::Null);
        draft[field] = value;
        draft
    };
    for (draft, refusal) in [
        (
            with("start", Value::Null),
            "start: Give the first day of the contract, from which its price counts.",
        ),
        (
            with("assumption", json!({ "kind": "renegotiate" })),
            "assumption.percent: Say by how many percent the price is assumed to change: −10 for a tenth less.",
        ),
        (
            with("price", json!({ "amount": "1", "per": "month", "uplift": { "method": "percent" } })),
            "price.percent: Give the uplift in percent.",
        ),
    ] {
        assert_eq!(window.refused("contract.save", &draft), refusal);
    }
    let early = json!({ "id": null, "contract": 1, "from": "2024-01-01", "title": " ", "agreed": monitoring(&Value::Null) });
    assert_eq!(
        window.refused("contract.amend", &early),
        "from: An amendment counts after the contract has started, on 2024-01-01: change the contract instead.\ntitle: Say what is agreed, such as 50 more seats."
    );
    assert_eq!(
        window.refused("contract.renew", &json!({ "id": 1 })),
        ": It does not renew by act. Change its terms, or amend it."
    );
}
