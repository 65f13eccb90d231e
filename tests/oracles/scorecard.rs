//! Vendor scorecards.

use serde_json::{Value, json};

use super::{answers, cases, cents, float, text, values, with_oracles};

#[test]
fn scorecards() {
    with_oracles(|folder| {
        for case in cases(folder, "scorecards.json") {
            let (name, input, expected) = (text(&case["case"]), &case["inputs"], &case["expected"]);
            if let Some(standings) = input.get("standings") {
                let criteria = input
                    .get("criteria")
                    .cloned()
                    .unwrap_or(json!([{ "name": "any", "weight": 1, "score": 50 }]));
                let answer =
                    &answers(&[json!({ "fn": "score", "criteria": criteria, "bands": standings })])[0];
                assert_eq!(answer["error"].is_null(), expected["valid"] == true, "{name}: {answer}");
                if let Some(reason) = expected["reason"].as_str() {
                    assert!(text(&answer["error"]).contains(reason), "{name}: {answer}");
                }
                if let Some(score) = expected.get("supplier_score_without_periods") {
                    assert_eq!(float(&answer["value"]["score"]), float(score), "{name}");
                    // Half-open standings leave out their highest score; our last band is closed.
                    assert_eq!(
                        answer["value"]["band"],
                        standings.as_array().unwrap().last().unwrap()["name"]
                    );
                }
            } else if let Some(weights) = input["weights"].as_object() {
                // Published as sums of weight x score out of 10: ours are weighted means out of 100, in the same order.
                let mut ours = Vec::new();
                for (vendor, scores) in input["scores"].as_object().unwrap() {
                    let criterion = |(name, weight): (&String, &Value)| {
                        let rating = json!({ "kind": "rating", "value": scores[name], "maximum": 10 });
                        json!({ "name": name, "weight": text(weight), "score": values("measure", &[rating])[0] })
                    };
                    let criteria: Vec<Value> = weights.iter().map(criterion).collect();
                    let score = values("score", &[json!({ "criteria": criteria })])[0]["score"].clone();
                    ours.push((vendor.clone(), cents(&score)));
                }
                let best = ours.iter().max_by(|one, other| {
                    one.1.parse::<domain::Amount>().unwrap().cmp(&other.1.parse().unwrap())
                });
                assert_eq!(best.map(|(vendor, _)| vendor.as_str()), expected["winner"].as_str(), "{name}");
                if let Some(totals) = expected["total"].as_object() {
                    let of_a_hundred = |total: &Value| {
                        let weights =
                            weights.values().map(|weight| text(weight).parse::<domain::Amount>().unwrap());
                        let whole = weights.collect::<domain::Sum>().total().unwrap();
                        let total: domain::Amount = text(total).parse().unwrap();
                        total.times(10.into()).unwrap().over(whole).unwrap().round(2).to_string()
                    };
                    for (vendor, score) in &ours {
                        assert_eq!(*score, of_a_hundred(&totals[vendor]), "{name}: {vendor}");
                    }
                }
            } else if let Some(points) = input["points"].as_array() {
                let band = |name: &str, from: i64, to: i64| json!({ "name": name, "from": from, "to": to });
                let bands = [band("D", 0, 50), band("C", 50, 70), band("B", 70, 85), band("A", 85, 100)];
                let card = |point: &Value| json!({ "criteria": [{ "name": "points", "weight": 1, "score": text(point) }], "bands": bands });
                let cards: Vec<Value> = points.iter().map(card).collect();
                let found: Vec<Value> =
                    values("score", &cards).iter().map(|outcome| outcome["band"].clone()).collect();
                assert_eq!(json!(found), expected["classes"], "{name}");
            } else if let Some(prices) = input["prices"].as_object() {
                // Published in points of a maximum: ours are the same shares of 100.
                let lowest = prices.values().min_by_key(|price| price.as_i64()).unwrap();
                let maximum: domain::Amount = text(&input["maximum"]).parse().unwrap();
                for (vendor, price) in prices {
                    let reading = json!({ "kind": "lowest-price", "value": price, "lowest": lowest });
                    let share: domain::Amount = text(&values("measure", &[reading])[0]).parse().unwrap();
                    let points = share.times(maximum).unwrap().over(100.into()).unwrap().round(2);
                    let published: domain::Amount = text(&expected["points"][vendor]).parse().unwrap();
                    assert_eq!(points, published, "{name}: {vendor}");
                }
            } else {
                println!("{name}: a shape this test does not know, not held against ours");
            }
        }
    });
}
