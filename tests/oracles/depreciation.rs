//! Depreciation schedules and tax tables.

use std::fmt::Write as _;

use expect_test::expect;
use serde_json::{Value, json};

use super::{cases, cents, read, text, values, with_oracles};

#[test]
fn depreciation_schedules() {
    with_oracles(|folder| {
        let cases = cases(folder, "depreciation_schedules.json");
        let mut differing = String::new();
        for (case, rows) in cases.iter().zip(values("depreciate", &cases)) {
            let row = |row: &Value| (text(&row["date"]), cents(&row["amount"]), cents(&row["accumulated"]));
            let mut found: Vec<_> = rows.as_array().unwrap().iter().map(row).collect();
            let expected: Vec<_> = case["expected_rows"].as_array().unwrap().iter().map(row).collect();
            if case["only_some_rows"] == true {
                found.retain(|row| expected.iter().any(|(date, _, _)| *date == row.0));
            }
            if found != expected {
                let amounts: Vec<String> = found.into_iter().map(|(_, amount, _)| amount).collect();
                writeln!(differing, "{}: {}", text(&case["case"]), amounts.join(", ")).unwrap();
            }
        }
        // Published with a rate of 66.667 %; ours is two thirds.
        expect![[r#"
            double declining balance: 66666.67, 22222.22, 1111.11
        "#]]
        .assert_eq(&differing);
    });
}

#[test]
fn amortisation_by_fiscal_year() {
    with_oracles(|folder| {
        for case in cases(folder, "amortisation_by_fiscal_year.json") {
            // GLPI books the year in which it ends; its fiscal year starts in the month in which that one ended.
            let call = json!({
                "cost": case["value"], "salvage": 0, "in_use": case["in_use"], "months": 12 * case["years"].as_i64().unwrap(),
                "method": "straight-line", "convention": "30/360", "fiscal_start": 5, "every_months": 12,
            });
            let rows = &values("depreciate", &[call])[0];
            let found: Vec<_> = rows
                .as_array()
                .unwrap()
                .iter()
                .map(|row| (cents(&row["amount"]), cents(&row["book"])))
                .collect();
            let year = |year: &Value| (cents(&year["annuity"]), cents(&year["end_value"]));
            let expected: Vec<_> = case["expected_years"].as_array().unwrap().iter().map(year).collect();
            assert_eq!(found, expected);
        }
    });
}

#[test]
fn tax_tables() {
    with_oracles(|folder| {
        for (years, percentages) in read(folder, "macrs.json")["half_year"].as_object().unwrap() {
            let call = json!({ "cost": 100_000, "in_use": "2025-06-01", "method": format!("macrs-{years}") });
            let found = values("depreciate", &[call])[0]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| cents(&row["amount"]))
                .collect::<Vec<_>>();
            let of_the_cost = |percent: &Value| {
                let percent: domain::Amount = text(percent).parse().unwrap();
                percent.times(1000.into()).unwrap().round(2).to_string()
            };
            let expected: Vec<String> = percentages.as_array().unwrap().iter().map(of_the_cost).collect();
            assert_eq!(found, expected, "{years} years");
        }
    });
}
