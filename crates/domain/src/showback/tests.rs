//! Who bears what: rules in steps, whole cents, sentences, and the law that everything ties.

use proptest::prelude::*;

use super::*;
use crate::allocation::{By, Share};

const EUR: &str = "EUR";

fn months(amounts: &[(usize, &str)]) -> Months {
    let mut months = Months::default();
    for (month, amount) in amounts {
        months[*month] = amount.parse().unwrap();
    }
    months
}

fn year(line: Option<Id>, budget: Months, actual: Months, open: Months) -> Year {
    Year { line, group: 0, budget, actual, actual_at_budget: actual, open, detail: None }
}

fn rule(id: Id, source: Source, by: By, shares: &[(Id, i64)], capacity: Option<i64>) -> Rule {
    let share =
        |(department, weight): &(Id, i64)| Share { department: *department, weight: Amount::from(*weight) };
    Rule {
        id,
        fiscal_year: 2027,
        plan: None,
        name: format!("Rule {id}"),
        source,
        by,
        capacity: capacity.map(Amount::from),
        driver: String::new(),
        unit: "seats".to_owned(),
        shares: shares.iter().map(share).collect(),
    }
}

fn category(id: Id, parent: Option<Id>) -> Category {
    Category { id, name: format!("Category {id}"), parent, expense: crate::category::Expense::Opex }
}

/// A showback as rows `bearer: direct + allocated − passed on = borne` of the first month's budget, then the idle.
fn told(shown: &Showback) -> Vec<String> {
    let first = |amounts: &Amounts| amounts.budget[0];
    let mut told: Vec<String> = shown
        .bearers
        .iter()
        .map(|(bearer, bearing)| {
            let allocated = first(&Amounts::sum(bearing.allocated.values()).unwrap());
            let passed_on = first(&Amounts::sum(bearing.passed_on.values()).unwrap());
            let (direct, borne) = (first(&bearing.direct), first(&bearing.borne().unwrap()));
            format!("{bearer:?}: {direct} + {allocated} - {passed_on} = {borne}")
        })
        .collect();
    told.extend(shown.outcomes.iter().map(|outcome| format!("idle {}", first(&outcome.idle))));
    told
}

#[test]
fn rules_run_in_steps() {
    use By::{Evenly, Quantities, Shares};
    let line =
        |id, amount: &str| year(Some(id), months(&[(0, amount)]), Months::default(), Months::default());
    let years = [line(1, "3000"), line(2, "500"), line(3, "90")];
    // Department 10 runs the service of line 1; line 3 has no department.
    let placed = [(Some(21), Some(10)), (Some(22), Some(10)), (None, None)];
    let costs: Vec<Cost<'_>> = years
        .iter()
        .zip(placed)
        .map(|(year, (category, department))| Cost { year, category, department, kin: &[] })
        .collect();
    let categories = [category(20, None), category(21, Some(20)), category(22, Some(20))];
    let drivers = &[(11, 600), (12, 300), (13, 100)];
    for (rules, expected) in [
        (vec![], &["Department(10): 3500.00 + 0 - 0 = 3500.00", "Nobody: 90.00 + 0 - 0 = 90.00"][..]),
        (
            vec![rule(1, Source::Line(1), Quantities, drivers, None)],
            &[
                "Department(10): 3500.00 + 0 - 3000.00 = 500.00",
                "Department(11): 0 + 1800.00 - 0 = 1800.00",
                "Department(12): 0 + 900.00 - 0 = 900.00",
                "Department(13): 0 + 300.00 - 0 = 300.00",
                "Nobody: 90.00 + 0 - 0 = 90.00",
                "idle 0.00",
            ],
        ),
        // On capacity, and then what 11 got is passed on evenly with its idle head.
        (
            vec![
                rule(1, Source::Line(1), Quantities, drivers, Some(1200)),
                rule(2, Source::Department(11), Evenly, &[(12, 0), (13, 0)], Some(3)),
            ],
            &[
                "Department(10): 3500.00 + 0 - 3000.00 = 500.00",
                "Department(11): 0 + 1500.00 - 1500.00 = 0",
                "Department(12): 0 + 1250.00 - 0 = 1250.00",
                "Department(13): 0 + 750.00 - 0 = 750.00",
                "Nobody: 90.00 + 0 - 0 = 90.00",
                "idle 500.00",
                "idle 500.00",
            ],
        ),
        // A category takes those below it; a department passes on what is left, and what came back later again.
        (
            vec![
                rule(1, Source::Category(22), Shares, &[(11, 100)], None),
                rule(2, Source::Department(10), Shares, &[(11, 50), (12, 50)], None),
                rule(3, Source::Category(20), Shares, &[(13, 100)], None),
                rule(4, Source::Department(11), Shares, &[(10, 100)], None),
                rule(5, Source::Department(10), Shares, &[(13, 100)], None),
            ],
            &[
                "Department(10): 3500.00 + 2000.00 - 5500.00 = 0",
                "Department(11): 0 + 2000.00 - 2000.00 = 0",
                "Department(12): 0 + 1500.00 - 0 = 1500.00",
                "Department(13): 0 + 2000.00 - 0 = 2000.00",
                "Nobody: 90.00 + 0 - 0 = 90.00",
                "idle 0.00",
                "idle 0.00",
                "idle 0",
                "idle 0.00",
                "idle 0.00",
            ],
        ),
        // Of two that could take a line, the earlier does.
        (
            vec![
                rule(1, Source::Category(20), Shares, &[(11, 100)], None),
                rule(2, Source::Line(1), Shares, &[(12, 100)], None),
            ],
            &[
                "Department(10): 3500.00 + 0 - 3500.00 = 0",
                "Department(11): 0 + 3500.00 - 0 = 3500.00",
                "Department(12): 0 + 0 - 0 = 0",
                "Nobody: 90.00 + 0 - 0 = 90.00",
                "idle 0.00",
                "idle 0",
            ],
        ),
    ] {
        let shown = share_out(&costs, &rules, &categories, Span::year(0), EUR.parse().unwrap()).unwrap();
        assert_eq!(told(&shown), expected);
    }
}

#[test]
fn what_comes_in_fractions_is_whole_once_and_ties() {
    // Three lines of a third each in two months: the months round to the year, the departments to the months.
    let third = months(&[(0, "33.3333"), (1, "33.3333")]);
    let years = [1, 2, 3].map(|line| year(Some(line), third, Months::default(), third));
    let costs: Vec<Cost<'_>> = (10..)
        .zip(&years)
        .map(|(department, year)| Cost { year, category: None, department: Some(department), kin: &[] })
        .collect();
    let rules = [rule(1, Source::Department(10), By::Quantities, &[(11, 1), (12, 1)], None)];
    let shown = share_out(&costs, &rules, &[], Span::year(0), EUR.parse().unwrap()).unwrap();
    let borne = |id| {
        shown.bearers[&Bearer::Department(id)].borne().unwrap().budget[..2]
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!([borne(10), borne(11), borne(12)], ["0 0", "50.00 50.00", "50.00 50.00"]);
    assert_eq!(shown.total.figures().unwrap().budget.to_string(), "200.00");
}

#[test]
fn a_share_says_what_it_takes() {
    use By::{Evenly, Quantities, Shares};
    let source = Source::Line(1);
    for (by, capacity, expected) in [
        (Quantities, None, "60 of 100 seats (60.0 %)"),
        (Quantities, Some(1200), "60 of 1,200 seats (5.0 %)"),
        (Shares, None, "60 %"),
        (Shares, Some(200), "60 of 200 %"),
        (Evenly, None, "1 of 2"),
        (Evenly, Some(4), "1 of 4"),
    ] {
        assert_eq!(takes(&rule(1, source, by, &[(1, 60), (2, 40)], capacity), 0), expected);
    }
}

#[test]
fn the_findings_say_what_the_figures_come_to() {
    let amount = Amount::from;
    let found = [
        finding(0, amount(9_900_000), Amount::ZERO, Amount::ZERO, Some(("IT", amount(9_900_000)))),
        finding(1, amount(1000), amount(400), Amount::ZERO, None),
        finding(3, amount(9_900_000), amount(812_000), amount(96_000), Some(("Sales", amount(2_079_000)))),
    ];
    assert_eq!(
        found,
        [
            "No rule shares anything out yet; IT bears most, 9,900 k (100 %)",
            "One rule shares out 400 of 1.0 k",
            "3 rules share out 812 k of 9,900 k; Sales bears most, 2,079 k (21 %); 96 k stays idle",
        ]
    );
    let borne = Figures { budget: amount(2_067_000), actual: amount(1), forecast: amount(2_079_000) };
    let even = Figures { budget: amount(50), actual: amount(1), forecast: amount(50) };
    let said = |name, borne, [direct, allocated, passed_on]: [i64; 3]| {
        statement_finding(name, borne, amount(direct), amount(allocated), amount(passed_on))
    };
    let none = Figures { budget: Amount::ZERO, actual: Amount::ZERO, forecast: Amount::ZERO };
    assert_eq!(
        [
            said("Sales", borne, [1_439_000, 640_000, 0]),
            said("Plant", borne, [0, 2_079_000, 0]),
            said("IT", even, [1_250, 0, 1_200]),
            said("Office", even, [50, 0, 0]),
            said("Cloud", none, [1_000, 200, 1_200]),
        ],
        [
            "Sales bears 2,079 k, 640 k of it allocated: 12 k over budget",
            "Plant bears 2,079 k, all of it allocated: 12 k over budget",
            "IT bears 50 after passing on 1.2 k: on budget",
            "Office bears 50: on budget",
            "Cloud passes on all of its 1.2 k and bears nothing itself",
        ]
    );
}

prop_compose! {
    fn any_rule()(
        id in 1..9, kind in 0..3, of in 1..6, by in prop::sample::select(vec![By::Quantities, By::Evenly]),
        takers in prop::collection::btree_map(1..6, 1i64..1000, 1..5), spare in prop::option::of(0i64..500)
    ) -> Rule {
        let source = match kind { 0 => Source::Line(of), 1 => Source::Category(of), _ => Source::Department(of) };
        let shares: Vec<(Id, i64)> = takers.into_iter().filter(|(taker, _)| source != Source::Department(*taker)).collect();
        let shares = if shares.is_empty() { vec![(of % 5 + 1, 1)] } else { shares };
        let taken: i64 = if by == By::Evenly { i64::try_from(shares.len()).unwrap() } else { shares.iter().map(|(_, weight)| weight).sum() };
        rule(id, source, by, &shares, spare.map(|spare| taken + spare))
    }
}

proptest! {
    #[test]
    fn everything_ties(
        lines in prop::collection::vec(
            (prop::option::of(1..8), prop::option::of(1..6), prop::option::of(1..6), prop::collection::vec(any::<i32>(), 36), 0u32..5),
            0..20,
        ),
        rules in prop::collection::vec(any_rule(), 0..6), closed in 0usize..13, from in 0usize..12, to in 0usize..12,
        currency in prop::sample::select(vec!["EUR", "JPY", "KWD"])
    ) {
        let years: Vec<Year> = lines
            .iter()
            .map(|(line, _, _, units, scale)| {
                let months = |from: usize| std::array::from_fn(|month| Amount::new(i64::from(units[from + month]), *scale));
                year(*line, months(0), months(12), months(24))
            })
            .collect();
        let costs: Vec<Cost<'_>> = years
            .iter()
            .zip(&lines)
            .map(|(year, (_, category, department, ..))| Cost { year, category: *category, department: *department, kin: &[] })
            .collect();
        let categories: Vec<Category> = (1..6).map(|id| category(id, (id > 1).then_some(id - 1))).collect();
        let span = Span { first: from.min(to), last: from.max(to), closed };
        let currency: Currency = currency.parse().unwrap();
        let shown = share_out(&costs, &rules, &categories, span, currency).unwrap();

        let borne: Vec<Amounts> = shown.bearers.values().map(|one| one.borne().unwrap()).collect();
        let idle = shown.outcomes.iter().map(|outcome| &outcome.idle);
        // By month and measure, who bears what and what is idle is what the lines cost.
        prop_assert_eq!(&Amounts::sum(borne.iter().chain(idle)).unwrap(), &shown.total);
        let whole = shown.total.each().into_iter().flatten().all(|amount| *amount == amount.round(currency.decimals()));
        prop_assert!(whole);
        // What the lines cost is their exact sum, rounded once.
        let figures = shown.total.figures().unwrap();
        let exact = |of: &dyn Fn(&Year, usize) -> Amount| -> Amount {
            let all = years.iter().flat_map(|year| span.months().map(move |month| of(year, month)));
            all.collect::<Sum>().total().unwrap().round(currency.decimals())
        };
        prop_assert_eq!(figures.budget, exact(&|year, month| year.budget[month]));
        prop_assert_eq!(figures.actual, exact(&|year, month| year.counted(month, closed)));
        prop_assert_eq!(figures.forecast, exact(&|year, month| year.expected(month, closed)));
        // What a rule took is what it gave and left idle.
        for (place, outcome) in shown.outcomes.iter().enumerate() {
            let given = shown.bearers.values().filter_map(|one| one.allocated.get(&place));
            let taken = shown.bearers.values().filter_map(|one| one.passed_on.get(&place));
            prop_assert_eq!(&Amounts::sum(given.chain([&outcome.idle])).unwrap(), &outcome.shared);
            prop_assert_eq!(&Amounts::sum(taken).unwrap(), &outcome.shared);
        }
    }
}
