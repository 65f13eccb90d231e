//! Ends of contracts and days to give notice.

use std::fmt::Write as _;

use domain::calendar::add_months;
use expect_test::expect;
use serde_json::json;

use super::{cases, text, values, with_oracles};

#[test]
fn contract_dates() {
    with_oracles(|folder| {
        let mut found = String::new();
        for case in cases(folder, "contract_dates.json") {
            let (input, expected) = (&case["inputs"], &case["expected"]);
            let renewal = match input["renewal"].as_str() {
                Some("express") => "act",
                Some("never") => "none",
                _ => "automatic",
            };
            let months =
                input.get("duration_months").or(input.get("term_months")).cloned().unwrap_or(json!(12));
            let mut call = json!({
                "start": input["begin"], "initial_months": months, "renewal": renewal,
                "renewal_months": input.get("renewal_every_months").unwrap_or(&months),
                "notice_months": input["notice_months"], "notice_days": input["notice_days"],
                "today": input.get("today").unwrap_or(&input["begin"]),
            });
            if let Some(renewed) = input["renewal_date"].as_str() {
                // A year that renews on the day given.
                let start = add_months(renewed.parse().unwrap(), -12).unwrap();
                call["start"] = json!(start);
                call["today"] = json!(start);
            }
            if let Some(given) = input["notice_given"].as_str() {
                call = json!({
                    "start": "2020-01-01", "initial_months": 0, "renewal": "evergreen", "notice_months": 3,
                    "notice_to": "month-end", "notice_given": given, "today": given,
                });
            }
            let answer = &values("contract_dates", &[call])[0];
            let name = text(&case["case"]);
            for (published, ours) in [
                ("expiry", "term_end"),
                ("last_day_of_term", "term_end"),
                ("last_day_to_give_notice", "cancel_by"),
                ("ends", "ends"),
            ] {
                if expected.get(published).is_some_and(|date| *date != answer[ours]) {
                    writeln!(
                        found,
                        "{name}: {} {}, published {}",
                        ours,
                        text(&answer[ours]),
                        text(&expected[published])
                    )
                    .unwrap();
                }
            }
            if let Some(expired) = expected["shown_as_expired"].as_bool() {
                assert_eq!(answer["state"] == "ended", expired, "{name}");
            }
        }
        // GLPI's expiry is the day after the term: ours is its last day. The 60 days are published as counted from the day
        // of renewal; ours run out on the last day of the term, which is the day before.
        expect![[r#"
            GLPI contract expiry: 2025-01-01, 6 months, tacit, every 0: term_end 2025-06-30, published 2025-07-01
            GLPI contract expiry: 2025-01-01, 6 months, express, every 0: term_end 2025-06-30, published 2025-07-01
            GLPI contract expiry: 2020-01-01, 6 months, express, every 0: term_end 2020-06-30, published 2020-07-01
            GLPI contract expiry: 2020-01-01, 6 months, never, every 0: term_end 2020-06-30, published 2020-07-01
            notice deadline 60 days before renewal: cancel_by 2026-01-13, published 2026-01-14
        "#]].assert_eq(&found);
    });
}
