//! The finance functions of a spreadsheet, fractions of a year, and returns of dated flows.

use expect_test::expect;
use serde_json::{Value, json};

use super::{answers, cases, close, differing, float, read, with_oracles};

#[test]
fn the_functions_of_a_spreadsheet() {
    with_oracles(|folder| {
        let cases = cases(folder, "functions.json");
        let call = |case: &Value| json!({ "fn": case["function"], "args": case["args"] });
        let calls: Vec<Value> = cases.iter().map(call).collect();
        // A first year of 6 months leaves a seventh, broken one: Microsoft's own example computes such a period.
        expect![[r#"
            DB #25 (formulajs): 19635.13830743094120975
        "#]]
        .assert_eq(&differing(&cases, &calls));
    });
}

#[test]
fn fractions_of_a_year() {
    with_oracles(|folder| {
        let whole = read(folder, "yearfrac.json");
        let mut cases = whole["cases"].as_array().cloned().unwrap();
        for case in &mut cases {
            case["tolerance"] = whole["tolerance"].clone();
        }
        let call =
            |case: &Value| json!({ "fn": "YEARFRAC", "args": [case["start"], case["end"], case["basis"]] });
        let calls: Vec<Value> = cases.iter().map(call).collect();
        assert_eq!(differing(&cases, &calls), "");
    });
}

#[test]
fn returns_of_dated_flows() {
    with_oracles(|folder| {
        let (mut wanted, mut calls) = (Vec::new(), Vec::new());
        for case in cases(folder, "xirr.json") {
            if let Some(counts) = case["by_day_count"].as_object() {
                for (count, expected) in counts {
                    wanted.push(json!({ "case": count, "expected": expected, "tolerance": 1e-9 }));
                    calls.push(json!({ "fn": "XIRR", "args": [case["amounts"], case["dates"], 0.1, count] }));
                }
                continue;
            }
            let text = std::fs::read_to_string(folder.join(case["file"].as_str().unwrap())).unwrap();
            let flows: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once(',')).collect();
            let values: Vec<&str> = flows.iter().map(|(_, value)| value.trim()).collect();
            let dates: Vec<&str> = flows.iter().map(|(date, _)| date.trim()).collect();
            let args = if case["function"] == "XNPV" {
                json!([case["rate"], values, dates])
            } else {
                json!([values, dates])
            };
            calls.push(json!({ "fn": case["function"], "args": args }));
            wanted.push(case);
        }
        // 30-17, 30-18 and 30-24 have several rates: ours is the one nearest to the guess of 10 %, the published one is
        // among `roots`. 30-20 and 30-45 have a rate near -100 %, which the published search did not reach.
        expect![[r#"
            xirr_samples/30-17.csv: -0.051827487465532
            xirr_samples/30-18.csv: 0.25935701367212
            xirr_samples/30-20.csv: -0.89735382148822
            xirr_samples/30-24.csv: -0.90746907754648
            xirr_samples/30-45.csv: -0.84078904042134
        "#]]
        .assert_eq(&differing(&wanted, &calls));
        for (case, answer) in wanted.iter().zip(answers(&calls)) {
            let published = ["expected", "second_root"].map(|name| case[name].as_f64()).into_iter().flatten();
            if let Some(roots) = answer["roots"].as_array() {
                let roots: Vec<f64> = roots.iter().filter_map(float).collect();
                for root in published {
                    assert!(roots.iter().any(|found| close(*found, root)), "{root} is not among {roots:?}");
                }
            }
        }
    });
}
