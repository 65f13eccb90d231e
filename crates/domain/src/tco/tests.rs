//! What a comparison of options holds to: worked models, faults of models, and laws.
//!
//! Longer than 400 lines: each row is a whole model in JSON, and the laws share one generator of models.

use super::*;
use crate::explain::lines;
use proptest::prelude::*;

pub(super) fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

pub(super) fn read(json: &str) -> Model {
    serde_json::from_str(json).unwrap()
}

pub(super) fn compared(json: &str) -> Comparison {
    compare(&read(json), &mut Steps::off()).unwrap()
}

/// A model of one option called “A” with these items.
pub(super) fn one(head: &str, items: &str) -> String {
    format!(r#"{{{head}, "options": [{{"name": "A", "items": [{items}]}}]}}"#)
}

fn texts(amounts: impl IntoIterator<Item = Amount>, decimals: u32) -> Vec<String> {
    amounts.into_iter().map(|amount| amount.round(decimals).to_string()).collect()
}

#[test]
fn published_costs_of_ownership() {
    // Source: http://www.algebra.com/cgi-bin/embed-solution.mpl?solution=850570
    let operating = one(
        r#""horizon": 1"#,
        r#"{"name": "Interest", "unit_price": 15600, "quantity": "0.05", "every": "yearly"},
           {"name": "Depreciation", "unit_price": 15600, "quantity": "0.12", "every": "yearly"},
           {"name": "Expenses", "amount": 1500, "every": "yearly"}"#,
    );
    // Source: https://docs.pingidentity.com/r/en-us/pingoneadvancedservices/p1as_cutting_costs
    let cloud = one(
        r#""horizon": 4, "drivers": {"users": 100}"#,
        r#"{"name": "Licences", "unit_price": 697656, "quantity": "0.65"},
           {"name": "Other", "unit_price": 697656, "quantity": "0.35"}"#,
    );
    let own = one(
        r#""horizon": 4"#,
        r#"{"name": "Licences", "unit_price": 1400570, "quantity": "0.26"},
           {"name": "Other", "unit_price": 1400570, "quantity": "0.74"}"#,
    );
    // Source: https://toolkitcafe.com/blog/total-cost-ownership-tco-analysis-guide
    let server = one(
        r#""horizon": 5"#,
        r#"{"name": "Hardware", "phase": "acquire", "amount": 15000},
           {"name": "Software licences", "phase": "acquire", "amount": 10000},
           {"name": "Implementation", "phase": "implement", "amount": 5000},
           {"name": "Power", "amount": 700, "every": "yearly"},
           {"name": "Cooling", "amount": 400, "every": "yearly"},
           {"name": "Space", "amount": 500, "every": "yearly"},
           {"name": "Maintenance and support", "phase": "support", "amount": 250, "every": "monthly"},
           {"name": "Administration", "amount": 1250, "every": "quarterly"},
           {"name": "Disposal", "phase": "exit", "amount": 500, "month": 60}"#,
    );
    for (json, items, total) in [
        (&operating, ["780", "1872", "1500"].as_slice(), "4152"),
        (&cloud, &["453476.40", "244179.60"], "697656"),
        (&own, &["364148.20", "1036421.80"], "1400570"),
        (&server, &["15000", "10000", "5000", "3500", "2000", "2500", "15000", "25000", "500"], "78500"),
    ] {
        let found = compared(json);
        let option = &found.options[0];
        let shown: Vec<Amount> = option.by_item.iter().map(|item| item.cost.nominal).collect();
        assert_eq!(shown, items.iter().copied().map(amount).collect::<Vec<_>>(), "{json}");
        assert_eq!(option.cost.nominal, amount(total), "{json}");
        // Rate 0 is the default, and discounts nothing.
        assert_eq!(option.cost.present_value, amount(total), "{json}");
    }
    let phases = compared(&server);
    let by_phase: Vec<(Phase, Amount)> =
        phases.options[0].by_phase.iter().map(|by| (by.phase, by.cost.nominal)).collect();
    let expected = [25_000, 5_000, 33_000, 15_000, 0, 0, 500].map(Amount::from);
    assert_eq!(by_phase, Phase::ALL.into_iter().zip(expected).collect::<Vec<_>>());
}

#[test]
fn equivalent_annual_costs_of_options() {
    for (json, decimals, present_value, level) in [
        // Source: https://tutorsglobe.com/question/compute-the-equivalent-uniform-annual-cost-during-the-4-52665641.aspx
        (
            one(
                r#""horizon": 4, "rate": "0.1""#,
                r#"{"name": "Device", "amounts": [60000]}, {"name": "Running", "amounts": [0, 4000, 3000, 3000, 3000]},
                   {"name": "Resale", "phase": "exit", "amounts": [0, 0, 0, 0, -60000]}"#,
            ),
            0,
            "29438",
            "9287",
        ),
        // Source: https://qammunity.org/9249846: 29688.92 and 7455.39 ± 0.3.
        (
            one(
                r#""horizon": 5, "rate": "0.081""#,
                r#"{"name": "Running", "amounts": [0, 5406, 6517, 7628, 8739, 9850]}"#,
            ),
            1,
            "29688.9",
            "7455.4",
        ),
        (
            one(
                r#""horizon": 3, "rate": "0.1", "convention": "mid""#,
                r#"{"name": "Level", "amount": 25, "every": "quarterly"}"#,
            ),
            9,
            "260.823237223",
            "100.000000000",
        ),
        (
            one(
                r#""horizon": 3, "rate": "0.1", "convention": "dated", "start": "2027-01""#,
                r#"{"name": "Level", "amounts": [0, 100, 100, 100]}"#,
            ),
            2,
            "248.64",
            "100.00",
        ),
    ] {
        let found = compared(&json);
        let option = &found.options[0];
        assert_eq!(option.cost.present_value.round(decimals).to_string(), present_value, "{json}");
        assert_eq!(option.equivalent_annual_cost.round(decimals).to_string(), level, "{json}");
    }
}

#[test]
fn costs_and_benefits_return() {
    // Source: numbers.md, "Time value, TCO".
    let found = compared(&one(
        r#""horizon": 3, "rate": "0.1""#,
        r#"{"name": "Costs", "amounts": [53150, 666715, 636772, 647783]},
           {"name": "Benefits", "amounts": [0, -1606511, -3061331, -4229760]}"#,
    ));
    let gain = found.options[0].gain.clone().unwrap();
    assert_eq!(
        texts([gain.costs, gain.benefits, gain.net_present_value], 0),
        ["1672201", "7168371", "5496170"]
    );
    assert_eq!(gain.return_on_investment.unwrap().round(2).to_string(), "3.29");
    // −53,150 and then 939,796 in year 1, discounted 854,360.
    assert_eq!(texts([gain.payback.unwrap(), gain.discounted_payback.unwrap()], 4), ["0.0566", "0.0622"]);
    assert_eq!(found.options[0].cost.present_value, -gain.net_present_value);
    // Nothing negative, nothing to return; what never comes back has no payback.
    let costs = compared(&one(r#""horizon": 1"#, r#"{"name": "Costs", "amount": 5}"#));
    assert_eq!(costs.options[0].gain, None);
    let lost = compared(&one(r#""horizon": 1"#, r#"{"name": "Costs", "amounts": [5, -4]}"#));
    let gain = lost.options[0].gain.clone().unwrap();
    assert_eq!((gain.payback, gain.discounted_payback), (None, None));
    let twice = compared(&one(r#""horizon": 2"#, r#"{"name": "x", "amounts": [5, -4, -4]}"#));
    assert_eq!(twice.options[0].gain.clone().unwrap().payback, Some(amount("1.25")));
    let free = compared(&one(r#""horizon": 1"#, r#"{"name": "Gift", "amount": -4}"#));
    assert_eq!(free.options[0].gain.clone().unwrap().return_on_investment, None);
}

#[test]
fn years_collect_months_grow_and_discount() {
    for (head, item, decimals, nominal, present) in [
        // Months 1 to 12 are year 1; month 0 is t = 0.
        (
            r#""horizon": 2, "rate": "0.25""#,
            r#""amount": 1, "every": "monthly", "from": 0"#,
            2,
            ["1.00", "12.00", "12.00"].as_slice(),
            ["1.00", "9.60", "7.68"].as_slice(),
        ),
        (
            r#""horizon": 2, "rate": "0.21", "convention": "mid""#,
            r#""amount": 11, "every": "monthly", "from": 12, "to": 13"#,
            2,
            &["0.00", "11.00", "11.00"],
            &["0.00", "10.00", "8.26"],
        ),
        // Dated: month 6 of 2027 ends after 181 days, month 12 after 365, month 24 after 731 (2028 is a leap year).
        (
            r#""horizon": 2, "rate": "0.1", "convention": "dated", "start": "2027-01""#,
            r#""amount": 100, "every": "monthly", "from": 6, "to": 6"#,
            6,
            &["0.000000", "100.000000", "0.000000"],
            &["0.000000", "95.383612", "0.000000"],
        ),
        (
            r#""horizon": 2, "rate": "0.1", "convention": "dated", "start": "2027-01""#,
            r#""amount": 110, "every": "yearly", "from": 12"#,
            4,
            &["0.0000", "110.0000", "110.0000"],
            &["0.0000", "100.0000", "90.8854"],
        ),
        // Growth on the anniversary of the first payment.
        (
            r#""horizon": 3"#,
            r#""amount": 100, "every": "yearly", "growth": "0.1""#,
            0,
            &["0", "100", "110", "121"],
            &["0", "100", "110", "121"],
        ),
        (
            r#""horizon": 3"#,
            r#""amount": 100, "every": "yearly", "from": 0, "growth": "0.1""#,
            1,
            &["100.0", "110.0", "121.0", "133.1"],
            &["100.0", "110.0", "121.0", "133.1"],
        ),
        (
            r#""horizon": 2"#,
            r#""amount": 100, "every": "quarterly", "from": 4, "growth": "0.1""#,
            0,
            &["0", "300", "430"],
            &["0", "300", "430"],
        ),
        (
            r#""horizon": 2"#,
            r#""amount": 100, "every": "monthly", "from": 7, "to": 19, "growth": "-0.5""#,
            0,
            &["0", "600", "650"],
            &["0", "600", "650"],
        ),
        // Units by year; month 0 counts those of year 1, the last holds on.
        (
            r#""horizon": 3, "drivers": {"users": [100, 120]}"#,
            r#""unit_price": "2.5", "quantity": 2, "driver": "users", "every": "yearly", "from": 0"#,
            0,
            &["500", "500", "600", "600"],
            &["500", "500", "600", "600"],
        ),
        // Other currencies at the budget rate; the model's own at 1.
        (
            r#""horizon": 1, "currency": "EUR", "rates": {"USD": "0.9"}"#,
            r#""amount": 100, "currency": "USD", "month": 1"#,
            0,
            &["0", "90"],
            &["0", "90"],
        ),
        (
            r#""horizon": 1, "currency": "EUR""#,
            r#""amounts": [0, 7], "currency": "EUR""#,
            0,
            &["0", "7"],
            &["0", "7"],
        ),
        (
            r#""horizon": 1, "rates": {"USD": "0.9"}"#,
            r#""amounts": [10, 20], "currency": "USD""#,
            0,
            &["9", "18"],
            &["9", "18"],
        ),
        // The first and the last month.
        (r#""horizon": 1"#, r#""amount": 7"#, 0, &["7", "0"], &["7", "0"]),
        (r#""horizon": 1"#, r#""amount": 7, "month": 12"#, 0, &["0", "7"], &["0", "7"]),
        (r#""horizon": 1"#, r#""amount": 7, "every": "monthly", "to": 3"#, 0, &["0", "21"], &["0", "21"]),
    ] {
        let found = compared(&one(head, &format!(r#"{{"name": "x", {item}}}"#)));
        let by_year = &found.options[0].by_year;
        assert_eq!(texts(by_year.iter().map(|year| year.cost.nominal), decimals), nominal, "{head} {item}");
        assert_eq!(
            texts(by_year.iter().map(|year| year.cost.present_value), decimals),
            present,
            "{head} {item}"
        );
    }
}

#[test]
fn totals_run_and_carry_their_factor() {
    let found = compared(&one(
        r#""horizon": 2, "rate": "0.25", "drivers": {"users": [10, 30], "none": 0}"#,
        r#"{"name": "x", "amount": 100, "every": "yearly", "from": 0}"#,
    ));
    let option = &found.options[0];
    assert_eq!(texts(option.by_year.iter().map(|year| year.cumulative), 0), ["100", "200", "300"]);
    assert_eq!(
        texts(option.by_year.iter().map(|year| year.cumulative_present_value), 0),
        ["100", "180", "244"]
    );
    assert_eq!(texts(option.by_year.iter().filter_map(|year| year.factor), 2), ["1.00", "0.80", "0.64"]);
    assert_eq!(option.by_year.iter().map(|year| year.year).collect::<Vec<_>>(), [0, 1, 2]);
    // (10 + 30) × 12 unit months; a driver of 0 has no cost per unit.
    let [per_unit] = option.per_unit.as_slice() else { panic!("{:?}", option.per_unit) };
    assert_eq!((per_unit.driver.as_str(), per_unit.unit_months), ("users", Amount::from(480)));
    assert_eq!(texts([per_unit.cost.nominal, per_unit.cost.present_value], 4), ["0.6250", "0.5083"]);
    let dated = compared(&one(
        r#""horizon": 1, "convention": "dated", "start": "2027-01""#,
        r#"{"name": "x", "amount": 1}"#,
    ));
    assert!(dated.options[0].by_year.iter().all(|year| year.factor.is_none()));
    assert_eq!(dated.convention, Convention::Dated);
}

#[test]
fn indirect_items_stand_apart() {
    let items = r#"{"name": "Licence", "amounts": [0, 100]},
                   {"name": "Lost time", "phase": "downtime", "indirect": true, "amounts": [0, 50]}"#;
    for (switch, counted, nominal) in [
        ("", true, "150"),
        (r#", "include_indirect": true"#, true, "150"),
        (r#", "include_indirect": false"#, false, "100"),
    ] {
        let found = compared(&one(&format!(r#""horizon": 1, "rate": "0.25"{switch}"#), items));
        let option = &found.options[0];
        assert_eq!(found.include_indirect, counted);
        assert_eq!(option.cost.nominal, amount(nominal), "{switch}");
        assert_eq!(option.direct, Cost { nominal: amount("100"), present_value: amount("80.0") });
        assert_eq!(option.indirect, Cost { nominal: amount("50"), present_value: amount("40.0") });
        assert_eq!(option.by_phase[5].cost.nominal.is_zero(), !counted);
        assert_eq!(option.by_year[1].cost.nominal, amount(nominal));
        assert_eq!(option.by_year[1].expensed, amount(nominal));
        assert_eq!(option.by_item.len(), 2);
    }
}

#[test]
fn purchases_are_expensed_over_their_life() {
    for (head, item, by_year, rest) in [
        // Three years from month 1; the third is beyond the horizon.
        (
            r#""horizon": 2"#,
            r#""kind": "capex", "amount": 100, "life": 36"#,
            ["0.00", "33.36", "33.36"].as_slice(),
            "33.28",
        ),
        // From the month it is paid in: months 7 to 18.
        (
            r#""horizon": 2"#,
            r#""kind": "capex", "amount": 120, "life": 12, "month": 7"#,
            &["0.00", "60.00", "60.00"],
            "0.00",
        ),
        (
            r#""horizon": 2"#,
            r#""kind": "capex", "amount": 120, "life": 12, "month": 1"#,
            &["0.00", "120.00", "0.00"],
            "0.00",
        ),
        // In whole yen.
        (
            r#""horizon": 1, "currency": "JPY""#,
            r#""kind": "capex", "amount": 25, "life": 24"#,
            &["0.00", "13.00"],
            "12.00",
        ),
        // Without a life, and OpEx: as it is paid.
        (r#""horizon": 1"#, r#""kind": "capex", "amount": 100"#, &["100.00", "0.00"], "0.00"),
        (r#""horizon": 1"#, r#""amounts": [100, -30]"#, &["100.00", "-30.00"], "0.00"),
        // Replaced each year, each with its own life.
        (
            r#""horizon": 2"#,
            r#""kind": "capex", "amount": 24, "life": 24, "every": "yearly""#,
            &["0.00", "12.00", "24.00"],
            "12.00",
        ),
    ] {
        let found = compared(&one(head, &format!(r#"{{"name": "x", {item}}}"#)));
        let option = &found.options[0];
        assert_eq!(texts(option.by_year.iter().map(|year| year.expensed), 2), by_year, "{item}");
        assert_eq!(option.expensed.still_in_books.round(2).to_string(), rest, "{item}");
        let sum = option.expensed.nominal.plus(option.expensed.still_in_books).unwrap();
        assert_eq!(sum, option.cost.nominal, "{item}");
    }
}

#[test]
fn options_are_ranked_and_meet() {
    let found = compared(
        r#"{"horizon": 5, "rate": "0.1", "options": [
            {"name": "Buy", "items": [{"name": "x", "amounts": [100, 10, 10, 10, 10, 10]}]},
            {"name": "Rent", "items": [{"name": "x", "amount": 40, "every": "yearly"}]},
            {"name": "Same", "items": [{"name": "x", "amount": 10, "every": "quarterly"}]},
            {"name": "Dear", "items": [{"name": "x", "amount": 1000}]}]}"#,
    );
    let ranks: Vec<(u32, &str, String)> = found
        .ranking
        .iter()
        .map(|rank| (rank.place, rank.option.as_str(), rank.above_best.round(2).to_string()))
        .collect();
    let expected = [(1, "Buy", "0.00"), (2, "Rent", "13.72"), (2, "Same", "13.72"), (4, "Dear", "862.09")];
    assert_eq!(ranks, expected.map(|(place, name, above)| (place, name, above.to_owned())));
    let meets: Vec<_> = found
        .break_even
        .iter()
        .map(|pair| {
            let shown = |years: Option<Amount>| years.map(|years| years.round(4).to_string());
            (
                format!("{} {}", pair.first, pair.second),
                shown(pair.years),
                pair.month,
                shown(pair.discounted_years),
            )
        })
        .collect();
    // 100 + 10 t = 40 t at 3⅓ years, in month 40; discounted later. The same lines never part.
    let at = |years: &str, month, discounted: &str| {
        (Some(years.to_owned()), Some(month), Some(discounted.to_owned()))
    };
    let rows = [
        ("Buy Rent", at("3.3333", 40, "4.2633")),
        ("Buy Same", at("3.3333", 40, "4.2633")),
        ("Buy Dear", (None, None, None)),
        ("Rent Same", (None, None, None)),
        ("Rent Dear", (None, None, None)),
        ("Same Dear", (None, None, None)),
    ];
    assert_eq!(meets, rows.map(|(pair, (years, month, later))| (pair.to_owned(), years, month, later)));
    assert!(found.sensitivity.is_none() && found.simulation.is_none());
}

#[test]
fn the_month_of_a_point_is_the_one_it_falls_in() {
    for (years, month) in
        [("0.5", 6), ("0.51", 7), ("0.6666666666666666666666666667", 8), ("2", 24), ("2.0001", 25)]
    {
        assert_eq!(month_of(amount(years)), Some(month), "{years}");
    }
    assert_eq!(month_of(amount("9999999999999999999999999999")), None);
}

#[test]
fn a_model_may_ask_for_more() {
    let found = compared(
        r#"{"horizon": 1, "sensitivity": true, "simulation": {"runs": 100, "seed": 3}, "options": [
            {"name": "A", "items": [{"name": "x", "amount": 10, "range": {"low": 5, "high": 20}}]}]}"#,
    );
    assert_eq!(found.sensitivity.clone().unwrap().swings.len(), 1);
    let simulated = found.simulation.clone().unwrap();
    assert_eq!((simulated.runs, simulated.seed), (100, 3));
    let json = serde_json::to_value(&found).unwrap();
    // The shape that `outlay calc` writes.
    assert_eq!(json["options"][0]["nominal"], "10");
    assert_eq!(json["options"][0]["present_value"], "10");
    assert_eq!(json["options"][0]["by_year"][0]["nominal"], "10");
    assert_eq!(json["options"][0]["by_phase"][2]["phase"], "operate");
    assert_eq!(json["options"][0]["return"], serde_json::Value::Null);
    assert_eq!(json["ranking"][0]["place"], 1);
    assert_eq!(json["sensitivity"]["swings"][0]["parameter"], "A: x");
    assert_eq!(json["simulation"]["options"][0]["wins"], "1.000000");
    let short: Simulation = serde_json::from_str("{}").unwrap();
    assert_eq!(short, Simulation { runs: 10_000, seed: 1 });
}

#[test]
fn the_steps_are_the_years() {
    let mut steps = Steps::on();
    let model = read(&one(r#""horizon": 1, "rate": "0.25""#, r#"{"name": "x", "amounts": [3, 10]}"#));
    compare(&model, &mut steps).unwrap();
    assert_eq!(
        lines(&steps.taken()),
        [
            "Year 0: 3 = payments of the year × factor (payments 3, factor 1)",
            "Year 1: 8.0 = payments of the year × factor (payments 10, factor 0.8)",
            "Present value of A: 11.0 = sum over the years (nominal cost 13)",
        ]
    );
    let mut steps = Steps::on();
    let dated = Model { convention: Convention::Dated, start: "2027-01".parse().ok(), ..model };
    compare(&dated, &mut steps).unwrap();
    let shown = lines(&steps.taken());
    assert_eq!(shown[1], "Year 1: 8.0 = each payment × the factor of its day (payments 10)");
}

#[test]
fn absurd_sizes_are_answered_or_refused() {
    for (head, item, expected) in [
        (r#""horizon": 1"#, r#""amount": "79228162514264337593543950335""#, None),
        (
            r#""horizon": 1"#,
            r#""amount": "39614081257132168796771975167", "every": "monthly""#,
            Some("28 digits"),
        ),
        (r#""horizon": 100, "rate": "-0.999""#, r#""amount": 1, "month": 1200"#, Some("28 digits")),
        (
            r#""horizon": 100, "rate": 1"#,
            r#""amount": 1, "every": "monthly", "growth": 1"#,
            Some("28 digits"),
        ),
        (r#""horizon": 80, "rate": 1"#, r#""amount": 1, "every": "monthly", "growth": 1"#, None),
        (
            r#""horizon": 100, "convention": "dated", "start": "9990-01""#,
            r#""amount": 1"#,
            Some("years 0 to 9999"),
        ),
        (
            r#""horizon": 1"#,
            r#""amount": "79228162514264337593543950335", "kind": "capex", "life": 12"#,
            Some("28 digits"),
        ),
    ] {
        let model = read(&one(head, &format!(r#"{{"name": "x", {item}}}"#)));
        let found = compare(&model, &mut Steps::off()).map_err(|error| error.to_string());
        match (found, expected) {
            (Ok(found), None) => assert_eq!(found.options.len(), 1),
            (Err(error), Some(expected)) => assert!(error.contains(expected), "{error}"),
            (found, expected) => panic!("{head} {item}: {found:?} {expected:?}"),
        }
    }
}

/// What an item is made of.
type Drawn = ((usize, bool, bool, usize), (i64, u32, i64), (u32, u32, u32), Option<(i64, i64)>);

/// Any model: some options with some items of all kinds.
pub(super) fn models() -> impl Strategy<Value = Model> {
    let item = (
        (0usize..7, any::<bool>(), any::<bool>(), 0usize..6),
        (-1_000_000i64..1_000_000, 0u32..5, -200i64..400),
        (0u32..25, 0u32..25, 1u32..50),
        prop::option::of((0i64..50, 0i64..50)),
    );
    let options = prop::collection::vec(prop::collection::vec(item, 0..4), 1..4);
    let head = (2u32..5, -400i64..900, 0usize..3, any::<bool>(), 0i64..50);
    (head, options).prop_map(|((horizon, rate, convention, include_indirect, users), options)| {
        let read = |(
            index,
            ((phase, indirect, capex, form), (units, scale, growth), (from, to, life), range),
        ): (usize, Drawn)| {
            let price = Amount::new(units, scale);
            let around = |(below, above): (i64, i64)| Range {
                low: price.minus(Amount::new(below, 1)).unwrap(),
                high: price.plus(Amount::new(above, 1)).unwrap(),
                likely: None,
            };
            let mut item = Item {
                name: format!("item {index}"),
                phase: Phase::ALL[phase],
                indirect,
                kind: if capex { Kind::Capex } else { Kind::Opex },
                life: capex.then_some(life),
                ..Item::default()
            };
            let every = match form {
                3 => Some(Every::Monthly),
                4 => Some(Every::Quarterly),
                5 => Some(Every::Yearly),
                _ => None,
            };
            match form {
                0 => item.amounts = vec![price, Amount::new(units, 1), -price],
                1 => (item.amount, item.month) = (Some(price), Some(from)),
                2 => (item.unit_price, item.driver) = (Some(price), Some("users".to_owned())),
                _ => {
                    (item.unit_price, item.driver) = (Some(price), Some("users".to_owned()));
                    (item.from, item.to) = (Some(from.min(to)), Some(from.max(to)));
                    (item.every, item.growth) = (every, Some(Amount::new(growth, 3)));
                }
            }
            if form != 0 {
                item.range = range.map(around);
            }
            item
        };
        let option = |(index, items): (usize, Vec<_>)| Choice {
            name: format!("option {index}"),
            items: items.into_iter().enumerate().map(read).collect(),
        };
        let users = Amount::from(users);
        let range = Range { low: Amount::ZERO, high: users.plus(users).unwrap(), likely: None };
        Model {
            horizon,
            rate: Amount::new(rate, 3),
            convention: [Convention::End, Convention::Mid, Convention::Dated][convention],
            start: "2027-02".parse().ok(),
            include_indirect,
            drivers: [("users".to_owned(), Driver { quantity: vec![users], range: Some(range) })].into(),
            options: options.into_iter().enumerate().map(option).collect(),
            ..Model::default()
        }
    })
}

fn sum(amounts: impl IntoIterator<Item = Amount>) -> Amount {
    amounts.into_iter().collect::<Sum>().total().unwrap()
}

fn found(model: &Model) -> Comparison {
    compare(model, &mut Steps::off()).unwrap()
}

proptest! {
    #[test]
    fn absurd_models_never_panic(
        model in models(), units in any::<[i64; 4]>(), scales in [0u32..29, 0u32..29, 0u32..29, 0u32..29],
        horizon in prop::sample::select(vec![0u32, 1, 2, 3, 3, 4, 4, 20, 101]), month in any::<u32>()
    ) {
        let mut model = Model { horizon, rate: Amount::new(units[0], scales[0]), ..model };
        model.rate_range = Some(Range { low: Amount::new(-1, 1), high: Amount::new(1, 1), likely: None });
        for item in model.options.iter_mut().flat_map(|option| &mut option.items).take(2) {
            item.amount = item.amount.map(|_| Amount::new(units[1], scales[1]));
            item.unit_price = item.unit_price.map(|_| Amount::new(units[2], scales[2]));
            item.growth = item.growth.map(|_| Amount::new(units[3], scales[3]));
            item.month = item.month.map(|_| month);
            item.range = None;
        }
        let shared = Simulation { runs: 3, seed: 1 };
        let _ = compare(&Model { sensitivity: true, simulation: Some(shared), ..model }, &mut Steps::off());
    }

    #[test]
    fn years_phases_and_items_tie(model in models()) {
        for option in found(&model).options {
            let last = option.by_year.last().unwrap();
            let total = option.cost;
            prop_assert_eq!(sum(option.by_year.iter().map(|year| year.cost.nominal)), total.nominal);
            prop_assert_eq!(sum(option.by_year.iter().map(|year| year.cost.present_value)), total.present_value);
            prop_assert_eq!(sum(option.by_phase.iter().map(|phase| phase.cost.nominal)), total.nominal);
            prop_assert_eq!(sum(option.by_phase.iter().map(|phase| phase.cost.present_value)), total.present_value);
            prop_assert_eq!((last.cumulative, last.cumulative_present_value), (total.nominal, total.present_value));
            let indirect = if model.include_indirect { option.indirect } else { Cost::default() };
            prop_assert_eq!(sum([option.direct.present_value, indirect.present_value]), total.present_value);
            prop_assert_eq!(sum([option.direct.nominal, indirect.nominal]), total.nominal);
            let all = sum(option.by_item.iter().map(|item| item.cost.present_value));
            prop_assert_eq!(all, sum([option.direct.present_value, option.indirect.present_value]));
            let expensed = sum([option.expensed.nominal, option.expensed.still_in_books]);
            prop_assert_eq!(expensed, total.nominal);
            if let Some(gain) = option.gain {
                prop_assert_eq!(gain.net_present_value, -total.present_value);
            }
        }
    }

    #[test]
    fn at_rate_0_present_value_is_nominal(model in models()) {
        let model = Model { rate: Amount::ZERO, ..model };
        for option in found(&model).options {
            prop_assert_eq!(option.cost.present_value, option.cost.nominal);
            for year in option.by_year {
                prop_assert_eq!(year.cost.present_value, year.cost.nominal);
            }
        }
    }

    #[test]
    fn mid_year_is_half_a_year_before_its_end(model in models()) {
        let with = |convention| found(&Model { convention, ..model.clone() });
        let half = Amount::ONE.plus(model.rate).unwrap().power(Amount::new(5, 1)).unwrap();
        for (end, mid) in with(Convention::End).options.iter().zip(with(Convention::Mid).options) {
            for (end, mid) in end.by_year.iter().zip(mid.by_year).skip(1) {
                let expected = end.cost.present_value.times(half).unwrap();
                prop_assert!(mid.cost.present_value.minus(expected).unwrap().abs() < Amount::new(1, 8));
            }
        }
    }

    #[test]
    fn the_ranking_does_not_depend_on_the_unit_of_money(model in models(), factor in 2i64..1_000) {
        let mut scaled = model.clone();
        for item in scaled.options.iter_mut().flat_map(|option| &mut option.items) {
            let times = |amount: Amount| amount.times(Amount::from(factor)).unwrap();
            item.amount = item.amount.map(times);
            item.unit_price = item.unit_price.map(times);
            item.amounts = item.amounts.iter().copied().map(times).collect();
            item.range = None;
        }
        let (small_ranking, large) = (found(&model).ranking, found(&scaled).ranking);
        for (index, (small, large)) in small_ranking.iter().zip(&large).enumerate() {
            // Values that are equal but for the 27th digit may change their order.
            let near = |ranks: &[Rank]| {
                let at = |index: usize| ranks.get(index).map(|rank| rank.present_value);
                [index.checked_sub(1).and_then(at), at(index + 1)].into_iter().flatten()
                    .any(|other| other.minus(ranks[index].present_value).unwrap().abs() < Amount::new(1, 12))
            };
            prop_assert!(small.option == large.option || near(&small_ranking), "{:?} {:?}", small, large);
        }
    }

    #[test]
    fn places_follow_present_values(model in models()) {
        let ranking = found(&model).ranking;
        prop_assert_eq!(ranking.len(), model.options.len());
        for (index, rank) in ranking.iter().enumerate() {
            let cheaper = ranking.iter().filter(|other| other.present_value < rank.present_value).count();
            prop_assert_eq!(usize::try_from(rank.place).unwrap(), cheaper + 1);
            prop_assert!(index == 0 || ranking[index - 1].present_value <= rank.present_value);
            prop_assert!(!rank.above_best.is_negative());
        }
    }

    #[test]
    fn what_meets_is_equal_there(model in models()) {
        let found = found(&model);
        for pair in &found.break_even {
            let Some(years) = pair.years else { continue };
            let option = |name: &str| found.options.iter().find(|option| option.name == name).unwrap();
            let at = |name: &str| {
                let by_year = &option(name).by_year;
                let year = usize::try_from(years.to_i64().unwrap()).unwrap();
                let whole = if Amount::from(years.to_i64().unwrap()) > years { year - 1 } else { year };
                let inside = years.minus(Amount::from(i64::try_from(whole).unwrap())).unwrap();
                let next = by_year.get(whole + 1).map_or(Amount::ZERO, |year| year.cost.nominal);
                by_year[whole].cumulative.plus(next.times(inside).unwrap()).unwrap()
            };
            let apart = at(&pair.first).minus(at(&pair.second)).unwrap().abs();
            prop_assert!(apart < Amount::new(1, 8), "{} apart {}", years, apart);
        }
    }
}
