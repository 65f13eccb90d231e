//! The year from end to end on the command line: a budget from last year's, approved, actuals in, matched, commented on,
//! the forecast cut anew. Every figure is worked out by hand, and each step is taken back and done again.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tests::{Desk, table};

/// What was planned last year: two lines that go on, one of them in dollars, and a fair that does not.
const LAST_YEAR: &str = "\
Line,Vendor,Category,Currency,2025-01,2025-02,2025-03,2025-04,2025-05,2025-06,2025-07,2025-08,2025-09,2025-10,2025-11,2025-12
Laptops,Halden,Hardware,EUR,100,100,100,100,100,100,100,100,100,100,100,100
Licences,Vantage,Software & SaaS,USD,50,50,50,50,50,50,50,50,50,50,50,50
Fair,Norrland,Misc Costs,EUR,0,0,0,5000,0,0,0,0,0,0,0,0
";

/// Ten invoices of 120 for laptops, 550 dollars of licences in March, and 10 that nobody planned.
fn ledger() -> String {
    let laptops = (1..=10).map(|month| format!("2026-{month:02}-20,120.00,EUR,Halden,Laptops,H-{month}\n"));
    let others =
        "2026-03-15,550.00,USD,Vantage,Seats of the year,V-1\n2026-10-30,10.00,EUR,Kiosk,Coffee,K-1\n";
    format!("Date,Amount,Currency,Vendor,Text,Document\n{}{others}", laptops.collect::<String>())
}

/// A book on which each step is watched.
struct Chain {
    desk: Desk,
}

impl Chain {
    fn new() -> Chain {
        let desk = Desk::new();
        desk.run(&["new", "@b.outlay", "--currency", "EUR", "--fiscal-start", "1"]).ok();
        desk.write("last.csv", LAST_YEAR);
        desk.write("ledger.csv", ledger());
        desk.write("rates.csv", "Currency,Month,Rate\nUSD,2026-03,0.80\n");
        desk.run(&["import", "@b.outlay", "@last.csv", "--as", "budget"]).ok();
        let chain = Chain { desk };
        chain.call(
            "rate.save",
            &json!({ "id": null, "plan": 1, "currency": "USD", "month": null, "rate": "0.90" }),
        );
        chain.desk.run(&["import", "@b.outlay", "@rates.csv", "--as", "rates"]).ok();
        chain
    }

    fn call(&self, command: &str, argument: &Value) -> Value {
        self.desk.run(&["call", "@b.outlay", command, &argument.to_string()]).ok().json()
    }

    fn show(&self, what: &str) -> Value {
        self.desk.run(&["show", "@b.outlay", what, "--json"]).ok().json()
    }

    /// Everything a step may move, as the command line shows it.
    fn everything(&self) -> String {
        let screens = ["overview", "budget", "actuals", "variance", "forecast", "vendors", "rates"];
        let shown = screens.map(|what| self.desk.run(&["show", "@b.outlay", what, "--json"]).stdout);
        let asked = ["plan.list", "comment.list", "rule.list"].map(|command| {
            let argument = if command == "comment.list" { "{}" } else { "null" };
            self.desk.run(&["call", "@b.outlay", command, argument]).ok().stdout
        });
        shown.concat() + &asked.concat()
    }

    /// Takes a step; taken back it leaves everything as it was, done again as it became, and the book is whole.
    fn step<T>(&self, step: impl FnOnce(&Chain) -> T) -> T {
        let before = self.everything();
        let answer = step(self);
        let after = self.everything();
        assert_ne!(after, before, "the step does something");
        self.desk.run(&["undo", "@b.outlay"]).ok();
        assert_eq!(self.everything(), before, "taken back");
        self.desk.run(&["redo", "@b.outlay"]).ok();
        assert_eq!(self.everything(), after, "done again");
        let checked = self.desk.run(&["check", "@b.outlay", "--json"]).ok().json();
        assert_eq!(checked, json!({ "ok": true, "findings": [] }));
        answer
    }

    /// Budget, actual, forecast and variance by category, and in total.
    fn stands(&self, expected: &Expect) {
        let variance = self.show("variance");
        let fields = ["label", "budget", "actual", "forecast", "variance"];
        let mut total = variance["totals"].clone();
        total["label"] = json!("Total");
        expected.assert_eq(&(table(&variance["rows"], &fields) + &table(&json!([total]), &fields)));
    }

    /// The items of the bridge that move, and their sum.
    fn bridge(&self) -> String {
        let bridge = self.show("variance")["bridge"].clone();
        let items = bridge["items"].as_object().unwrap().iter();
        let moving = items.filter(|(_, amount)| amount.as_str() != Some("0.00"));
        let moving: Vec<String> = moving.map(|(name, amount)| format!("{name} {amount}")).collect();
        format!("{} = {}, {}", moving.join(" + "), bridge["total"], bridge["remainder"]).replace('"', "")
    }
}

/// The budget of 2026 from that of 2025, 10 % dearer, without what was paid once.
fn plan_the_year(chain: &Chain) {
    let rules = json!({
        "percent": "10", "categories": [], "drop_one_offs": true, "follow_projects": true, "follow_contracts": true,
        "choices": [],
    });
    let ask = json!({ "plan": 1, "fiscal_year": 2026, "rules": rules, "from": 0, "count": 1000 });
    let proposal = chain.call("plan.propose", &ask);
    expect![[r#"
        Laptops | 1200.00 | 1320.00 | percent | false
        Licences | 600.00 | 660.00 | percent | false
        Fair | 5000.00 | 0.00 | one_off | true
    "#]]
    .assert_eq(&table(&proposal["rows"], &["label", "old", "new", "rule", "left_out"]));
    chain.step(|chain| {
        let create = json!({
            "plan": 1, "fiscal_year": 2026, "rules": rules, "name": "FY2026 Budget", "change": proposal["change"],
        });
        chain.call("plan.create_from", &create)
    });
}

fn approve(chain: &Chain) {
    chain.step(|chain| chain.call("plan.set_state", &json!({ "plan": 2, "state": "submitted" })));
    chain.step(|chain| chain.call("plan.set_state", &json!({ "plan": 2, "state": "approved" })));
    let view = tests::view(&json!(2));
    let cells = json!([{ "line": 1, "month": 0, "text": "1" }]);
    let edit = json!({ "view": view, "cells": cells, "decimal": "." }).to_string();
    let refused = chain.desk.run(&["call", "@b.outlay", "budget.edit", &edit]);
    assert_eq!(refused.code, 1, "what is approved is frozen");
}

/// The laptops by a rule that is learned from one of them, the licences by hand; the coffee stays unmatched.
fn match_the_ledger(chain: &Chain) {
    let actuals = chain.show("actuals")["rows"].clone();
    let id = |document: &str| {
        let row = actuals.as_array().unwrap().iter().find(|row| row["document"] == document);
        row.unwrap_or_else(|| panic!("no {document}"))["id"].clone()
    };
    chain.step(|chain| chain.call("actual.match_line", &json!({ "actuals": [id("V-1")], "line": 2 })));
    chain.step(|chain| chain.call("actual.match_line", &json!({ "actuals": [id("H-1")], "line": 1 })));
    let learned = chain.call("rule.learn", &json!({ "actuals": [id("H-1")] }));
    chain.step(|chain| chain.call("rule.save", &learned["rule"]));
    let applied = chain.step(|chain| chain.call("rule.apply", &json!({ "period": null })));
    assert_eq!((&applied["matched"], &applied["left"]), (&json!(9), &json!(1)));
}

#[test]
fn a_year_goes_from_last_years_budget_to_the_next_forecast() {
    let chain = Chain::new();
    plan_the_year(&chain);
    approve(&chain);
    // Laptops 12 x 110, licences 12 x 55 dollars at 0.90; nothing is posted yet.
    chain.stands(&expect![[r#"
        Hardware | 1320.00 | 0.00 | 1320.00 | 0.00
        Software & SaaS | 594.00 | 0.00 | 594.00 | 0.00
        Total | 1914.00 | 0.00 | 1914.00 | 0.00
    "#]]);

    chain.step(|chain| chain.desk.run(&["import", "@b.outlay", "@ledger.csv", "--as", "actuals"]).ok());
    // 10 x 120, 550 dollars at 0.80, and 10; November and December are still expected, 110 and 49.50 each.
    chain.stands(&expect![[r#"
        Hardware | 1320.00 | 0.00 | 220.00 | 1100.00
        Software & SaaS | 594.00 | 0.00 | 99.00 | 495.00
        Unmatched actuals | 0.00 | 1650.00 | 1650.00 | -1650.00
        Total | 1914.00 | 1650.00 | 1969.00 | -55.00
    "#]]);

    match_the_ledger(&chain);
    chain.stands(&expect![[r#"
        Hardware | 1320.00 | 1200.00 | 1420.00 | -100.00
        Software & SaaS | 594.00 | 440.00 | 539.00 | 55.00
        Unmatched actuals | 0.00 | 10.00 | 10.00 | -10.00
        Total | 1914.00 | 1650.00 | 1969.00 | -55.00
    "#]]);
    expect!["currency -55.00 + other 100.00 + unmatched 10.00 = 55.00, 0.00"].assert_eq(&chain.bridge());

    // Why the laptops cost 100 more: their price.
    let comment = json!({
        "subject": { "scope": "line", "of": 1 }, "period": "FY2026", "plan": 2, "text": "Dearer since January",
        "cause": "price", "carried_from": null,
    });
    chain.step(|chain| chain.call("comment.save", &comment));
    expect!["currency -55.00 + price 100.00 + unmatched 10.00 = 55.00, 0.00"].assert_eq(&chain.bridge());

    let proposed = chain.call("forecast.propose", &json!({}));
    let cut = chain.step(|chain| chain.call("forecast.recut", &json!({})));
    assert_eq!((&cut["name"], &proposed["name"]), (&json!("FY2026 Forecast 10+2"), &cut["name"]));
    let forecast = chain.show("forecast");
    expect![[r#"
        Hardware | 120.00 120.00 120.00 120.00 120.00 120.00 120.00 120.00 120.00 120.00 110.00 110.00 | 1420.00 | -100.00
        Software & SaaS | 0.00 0.00 440.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 49.50 49.50 | 539.00 | 55.00
        Unmatched actuals | 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 10.00 0.00 0.00 | 10.00 | -10.00
    "#]].assert_eq(&table(&forecast["rows"], &["label", "months", "forecast", "variance"]));
    assert_eq!(forecast["totals"]["forecast"], proposed["after"], "as it was proposed");
    // The cut changes nothing of what is expected: it says by what the rest comes.
    chain.stands(&expect![[r#"
        Hardware | 1320.00 | 1200.00 | 1420.00 | -100.00
        Software & SaaS | 594.00 | 440.00 | 539.00 | 55.00
        Unmatched actuals | 0.00 | 10.00 | 10.00 | -10.00
        Total | 1914.00 | 1650.00 | 1969.00 | -55.00
    "#]]);
}
