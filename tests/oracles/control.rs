//! Budget limits.

use serde_json::{Value, json};

use super::{cases, text, values, with_oracles};

#[test]
fn budget_rules() {
    with_oracles(|folder| {
        for case in cases(folder, "budget_rules.json") {
            let (name, input, expected) = (text(&case["case"]), &case["inputs"], &case["expected"]);
            let check = |call: Value| values("control", &[call])[0].clone();
            if input.get("actual").is_some() {
                let answer = check(input.clone());
                assert_eq!(answer["allowed"], expected["allowed"], "{name}");
            } else if let Some(split) = input["split"].as_object() {
                let booking = |share: &Value| json!({ "amount": input["booking"], "share": share });
                let bookings: Vec<Value> = split.values().map(booking).collect();
                let answer =
                    check(json!({ "annual": input["parent_budget"], "actual": 0, "bookings": bookings }));
                assert_eq!(answer["allowed"], expected["allowed"], "{name}");
            } else if input.get("rate").is_some() {
                // Published without the limit: half of 200,000 in figures, in another currency.
                let booking = json!({ "amount": 100_000, "rate": input["rate"] });
                let answer = check(json!({ "annual": 200_000, "actual": 0, "bookings": [booking] }));
                assert_eq!(answer["allowed"], expected["allowed"], "{name}");
            } else if expected.get("limit_plus_1").is_some() {
                let monthly = values("spread", &[json!({
                    "amount": input["annual"], "currency": "INR", "from": "2025-01-01", "to": "2025-12-31", "method": "even",
                })])[0].clone();
                let monthly: Vec<domain::Amount> = monthly
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|part| text(&part["amount"]).parse().unwrap())
                    .collect();
                for month in 1..=12usize {
                    let limit = monthly[..month].iter().copied().collect::<domain::Sum>().total().unwrap();
                    for (more, outcome) in [(1, &expected["limit_plus_1"]), (-1, &expected["limit_minus_1"])]
                    {
                        let actual = limit.plus(more.into()).unwrap();
                        let answer = check(
                            json!({ "annual": 300_000, "monthly": monthly, "to_month": month, "actual": actual }),
                        );
                        let found = if answer["allowed"] == true { "accepted" } else { "refused" };
                        assert_eq!(found, text(outcome), "{name}: month {month}");
                    }
                }
            } else if let Some(sum) = expected.get("sum_of_distribution") {
                // The state of the old version is the plan's, not arithmetic: it is tested with the plans.
                let months = values("spread", &[json!({
                    "amount": input["amount"], "currency": "INR", "from": "2025-01-01", "to": "2025-12-31", "method": "even",
                })])[0].clone();
                let parts = months
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|part| text(&part["amount"]).parse::<domain::Amount>().unwrap());
                assert_eq!(
                    parts.collect::<domain::Sum>().total().unwrap(),
                    text(sum).parse().unwrap(),
                    "{name}"
                );
            } else {
                println!("{name}: a shape this test does not know, not held against ours");
            }
        }
    });
}
