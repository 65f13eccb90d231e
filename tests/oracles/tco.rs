//! Total cost of ownership and equivalent annual cost.

use serde_json::{Value, json};

use super::{cases, float, near, text, values, with_oracles};

/// A model with one option of these items.
fn one_option(horizon: u32, rate: &Value, items: &[Value]) -> Value {
    json!({ "horizon": horizon, "rate": rate, "options": [{ "name": "only", "items": items }] })
}

#[test]
fn total_cost_of_ownership() {
    with_oracles(|folder| {
        for case in cases(folder, "tco.json") {
            let (name, input, expected) = (text(&case["case"]), &case["inputs"], &case["expected"]);
            let tolerance = expected["tolerance"].as_f64().unwrap_or(0.005);
            let near =
                |found: &Value, published: &str| near(float(found), float(&expected[published]), tolerance);
            if case["rule_only"] == true {
                // A rule over one asset's past, by months of 30 days: ours is per unit and calendar month of a plan.
                println!("{name}: another rule than ours");
            } else if let Some(items) = input["items"].as_object() {
                let item = |(name, amount): (&String, &Value)| json!({ "name": name, "amount": amount });
                let model = one_option(5, &json!(0), &items.iter().map(item).collect::<Vec<_>>());
                let option = &values("tco", &[model])[0]["options"][0];
                assert!(near(&option["nominal"], "tco"), "{name}: {option}");
            } else if input.get("depreciation_rate").is_some() {
                let yearly = |rate: &str| {
                    let cost: domain::Amount = text(&input["original_cost"]).parse().unwrap();
                    cost.times(text(&input[rate]).parse().unwrap()).unwrap()
                };
                let items = [
                    json!({ "name": "interest", "amounts": [0, yearly("interest_rate")] }),
                    json!({ "name": "depreciation", "amounts": [0, yearly("depreciation_rate")] }),
                    json!({ "name": "expenses", "amounts": [0, input["expenses"]] }),
                ];
                let option = &values("tco", &[one_option(1, &json!(0), &items)])[0]["options"][0];
                assert!(near(&option["nominal"], "annual_cost"), "{name}: {option}");
                assert!(near(&option["by_item"][0]["nominal"], "interest"), "{name}: {option}");
                assert!(near(&option["by_item"][1]["nominal"], "depreciation"), "{name}: {option}");
            } else if let Some(costs) = input.get("costs_year_1_to_5").and_then(Value::as_array) {
                let amounts: Vec<Value> = [json!(0)].into_iter().chain(costs.iter().cloned()).collect();
                let model =
                    one_option(5, &input["rate"], &[json!({ "name": "running", "amounts": amounts })]);
                let option = &values("tco", &[model])[0]["options"][0];
                assert!(near(&option["present_value"], "present_value"), "{name}: {option}");
                assert!(
                    near(&option["equivalent_annual_cost"], "equivalent_annual_cost"),
                    "{name}: {option}"
                );
            } else if let Some(running) = input.get("running").and_then(Value::as_array) {
                let years = u32::try_from(running.len()).unwrap();
                let amounts: Vec<Value> = [json!(0)].into_iter().chain(running.iter().cloned()).collect();
                let resale = format!("-{}", input.get("resale").map_or("0".to_owned(), text));
                let items = [
                    json!({ "name": "purchase", "phase": "acquire", "amount": input["first"] }),
                    json!({ "name": "running", "amounts": amounts }),
                    json!({ "name": "resale", "phase": "exit", "amount": resale, "month": 12 * years }),
                ];
                let option = &values("tco", &[one_option(years, &input["rate"], &items)])[0]["options"][0];
                assert!(
                    near(&option["equivalent_annual_cost"], "equivalent_annual_cost"),
                    "{name}: {option}"
                );
            } else if let Some(total) = input.get("cloud_total") {
                for (total, option) in [(total, "cloud"), (&input["on_premise_total"], "on_premise")] {
                    let share: domain::Amount =
                        text(&input[format!("{option}_licence_share")]).parse().unwrap();
                    let weights = [share, domain::Amount::ONE.minus(share).unwrap()];
                    let call = json!({ "amount": total, "currency": "USD", "weights": weights });
                    let parts = &values("allocate", &[call])[0]["parts"];
                    assert_eq!(parts[0], expected[format!("{option}_licences")], "{name}");
                    assert_eq!(parts[1], expected[format!("{option}_other")], "{name}");
                }
            } else {
                println!("{name}: a shape this test does not know, not held against ours");
            }
        }
    });
}
