//! What each adjustment does to a plan, what is refused, and what holds for any of them.

use proptest::prelude::*;

use super::*;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

fn line(id: Id, category: Id, vendor: Id, currency: &str) -> Line {
    Line {
        id,
        description: format!("Line {id}"),
        vendor: Some(vendor),
        category: Some(category),
        department: None,
        project: None,
        currency: currency.parse().unwrap(),
        expense: Expense::Opex,
        purpose: Purpose::Run,
        owner: String::new(),
        notes: String::new(),
    }
}

fn role() -> Role {
    serde_json::from_value(serde_json::json!({
        "id": 5, "plan": 1, "title": "Engineer", "department": null, "category": 1, "headcount": "2",
        "yearly": "120000", "currency": "EUR", "first": null, "last": null, "raise_month": null,
        "raise_percent": null, "capitalised": "25", "notes": "", "line": 3, "capital_line": 4
    }))
    .unwrap()
}

/// Cloud (2, below Software 1) and licences in dollars; staff of 2 posts, a quarter of it capitalised.
fn plan() -> Figures {
    let cost = role().cost(month("2026-07")).unwrap();
    let lines = vec![
        (line(1, 2, 7, "EUR"), [amount("1000"); 12]),
        (line(2, 1, 8, "USD"), [amount("33.33"); 12]),
        (line(3, 3, 9, "EUR"), cost.expensed),
        (line(4, 3, 9, "EUR"), cost.capitalised),
    ];
    let rates = HashMap::from([("USD".parse().unwrap(), amount("0.9"))]);
    Figures { lines, roles: vec![role()], rates, hired: HashMap::new() }
}

fn trees() -> Trees {
    Trees { categories: HashMap::from([(1, None), (2, Some(1)), (3, None)]), departments: HashMap::new() }
}

fn given(what: Kind, on: Scope, first: Option<&str>, last: Option<&str>) -> Adjustment {
    let [first, last] = [first, last].map(|text| text.map(month));
    Adjustment { id: None, plan: 9, what, on, first, last, notes: String::new() }
}

fn percent(percent: &str) -> Kind {
    Kind::Percent { percent: amount(percent) }
}

/// The first and the last month of each line, and the dollar.
fn after(adjustments: &[Adjustment]) -> String {
    let mut figures = plan();
    for adjustment in adjustments {
        adjust(&mut figures, adjustment, month("2026-07"), &trees()).unwrap();
    }
    let lines: Vec<String> =
        figures.lines.iter().map(|(_, months)| format!("{}..{}", months[0], months[11])).collect();
    format!("{} | USD {}", lines.join(" "), figures.rates[&"USD".parse().unwrap()])
}

#[test]
fn what_each_adjustment_does() {
    let all = Scope::default;
    let software = || Scope { category: Some(1), ..all() };
    let before = "1000..1000 33.33..33.33 15000.00..15000.00 5000.00..5000.00 | USD 0.9";
    let usd = "USD".parse().unwrap();
    let rows = [
        ("nothing", vec![], before),
        (
            "a tenth more of everything from January",
            vec![given(percent("10"), all(), Some("2027-01"), None)],
            "1000..1100.00 33.33..36.66 15000.00..16500.00 5000.00..5500.00 | USD 0.9",
        ),
        (
            "a category and what is below it, until August",
            vec![given(percent("-50"), software(), None, Some("2026-08"))],
            "500.00..1000 16.67..33.33 15000.00..15000.00 5000.00..5000.00 | USD 0.9",
        ),
        (
            "a vendor is left in spring, and another line takes its place",
            vec![
                given(percent("-100"), Scope { vendor: Some(7), ..all() }, Some("2027-03"), None),
                given(
                    Kind::Amount { amount: amount("700") },
                    Scope { line: Some(2), ..all() },
                    Some("2027-03"),
                    None,
                ),
            ],
            "1000..0.00 33.33..733.33 15000.00..15000.00 5000.00..5000.00 | USD 0.9",
        ),
        (
            "half a post more, a quarter of it capitalised",
            vec![given(Kind::Headcount { role: 5, posts: amount("0.5") }, all(), Some("2027-06"), None)],
            "1000..1000 33.33..33.33 15000.00..18750.00 5000.00..6250.00 | USD 0.9",
        ),
        (
            "no more posts go than there are, however often they are taken",
            vec![
                given(Kind::Headcount { role: 5, posts: amount("-1.5") }, all(), Some("2027-06"), None),
                given(Kind::Headcount { role: 5, posts: amount("-1.5") }, all(), Some("2027-06"), None),
            ],
            "1000..1000 33.33..33.33 15000.00..0 5000.00..0 | USD 0.9",
        ),
        (
            "the dollar a tenth dearer",
            vec![given(Kind::Rate { currency: usd, percent: amount("10") }, all(), None, None)],
            "1000..1000 33.33..33.33 15000.00..15000.00 5000.00..5000.00 | USD 0.99",
        ),
        (
            "everything that is named has to hold",
            vec![given(percent("10"), Scope { vendor: Some(8), ..software() }, None, None)],
            "1000..1000 36.66..36.66 15000.00..15000.00 5000.00..5000.00 | USD 0.9",
        ),
    ];
    for (what, adjustments, expected) in rows {
        assert_eq!(after(&adjustments), expected, "{what}");
    }
}

#[test]
fn what_is_wrong_is_said_at_its_field() {
    let problems = |one: &Adjustment| {
        let said = one.problems(month("2026-07"), &[role()], "EUR".parse().unwrap());
        said.into_iter().map(|problem| problem.field).collect::<Vec<_>>().join(", ")
    };
    let all = Scope::default;
    let [eur, usd] = ["EUR", "USD"].map(|code| code.parse().unwrap());
    let rate = |currency, percent| Kind::Rate { currency, percent: amount(percent) };
    let rows = [
        (given(percent("5"), all(), None, None), ""),
        (given(percent("0"), all(), None, None), "percent"),
        (given(percent("-101"), all(), None, None), "percent"),
        (given(percent("5"), all(), Some("2027-02"), Some("2027-01")), "last"),
        (given(percent("5"), all(), Some("2026-06"), Some("2027-07")), "first, last"),
        (given(Kind::Amount { amount: amount("0") }, all(), None, None), "amount"),
        (given(Kind::Amount { amount: amount("9") }, all(), None, None), "line"),
        (given(Kind::Headcount { role: 5, posts: amount("0") }, all(), None, None), "posts"),
        (given(Kind::Headcount { role: 6, posts: amount("1") }, all(), None, None), "role"),
        (given(rate(usd, "-100"), all(), None, None), "percent"),
        (given(rate(eur, "5"), all(), None, None), "currency"),
        (given(rate(usd, "5"), all(), Some("2026-07"), None), "first"),
    ];
    for (one, expected) in rows {
        assert_eq!(problems(&one), expected, "{one:?}");
    }
}

proptest! {
    /// A percentage and the one that takes it back leave each month as it was, but for a cent of rounding.
    #[test]
    fn a_percentage_can_be_taken_back(cents in -1_000_000_000i64..1_000_000_000, tenths in 1i64..5_000) {
        let mut figures = plan();
        let before = Amount::from(cents).over(Amount::HUNDRED).unwrap();
        figures.lines[0].1 = [before; 12];
        let up = Amount::from(tenths).over(Amount::from(10)).unwrap();
        let factor = Amount::HUNDRED.plus(up).unwrap().over(Amount::HUNDRED).unwrap();
        let down = Amount::ONE.over(factor).unwrap().minus(Amount::ONE).unwrap().times(Amount::HUNDRED).unwrap();
        for percent in [up, down] {
            let one = given(Kind::Percent { percent }, Scope::default(), None, None);
            adjust(&mut figures, &one, month("2026-07"), &trees()).unwrap();
        }
        let off = figures.lines[0].1[5].minus(before).unwrap().abs();
        prop_assert!(off <= amount("0.01"), "{off}");
    }

    /// Adjustments of different lines or months may stand in any order.
    #[test]
    fn order_matters_only_where_they_meet(first in -99i64..300, second in -99i64..300) {
        let of = |vendor: Id, percent: i64| {
            let on = Scope { vendor: Some(vendor), ..Scope::default() };
            given(Kind::Percent { percent: Amount::from(percent) }, on, None, None)
        };
        let (one, other) = (of(7, first), of(8, second));
        prop_assert_eq!(after(&[one.clone(), other.clone()]), after(&[other, one]));
    }
}
