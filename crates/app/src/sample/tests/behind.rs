//! Which months of the sample are closed, and what stands behind the months of its lines.

use super::*;

/// What was done with the postings month by month.
#[test]
fn its_months() {
    let (_folder, book) = book();
    let rows = actuals(&book);
    read(&book, |tx| {
        let closed = store::closing::all(tx)?;
        let span = (closed.first().unwrap().month, closed.last().unwrap().month, closed.len());
        assert_eq!(span, ("2024-07".parse().unwrap(), "2026-10".parse().unwrap(), 28));
        let counts = store::rule::counts(tx)?;
        let rules = store::rule::all(tx)?;
        assert!(rules.iter().all(|rule| counts[&rule.id.unwrap()] > 0), "each rule has matched something");
        assert_eq!((rules.len(), store::prepaid::all(tx)?.len()), (6, 2));
        Ok(())
    });
    // An invoice that came late moves no month: it was accrued and taken back.
    let late = |row: &&domain::actual::Row| {
        row.line_label == months::LATE.0 && row.date.to_string().as_str() >= "2026-09"
    };
    let mut late: Vec<_> = rows.iter().filter(late).collect();
    late.sort_by_key(|row| (row.date, row.id));
    let shown: Vec<String> =
        late.iter().map(|row| format!("{} {} {:?}\n", row.date, row.amount, row.kind)).collect();
    expect![[r#"
        2026-09-30 2642.50 Accrual
        2026-10-01 -2642.50 Reversal
        2026-10-02 2642.50 Posting
        2026-10-06 2642.50 Posting
        2026-11-09 2642.50 Posting
    "#]]
    .assert_eq(&shown.concat());
}

#[test]
fn what_stands_behind_months_is_what_they_come_to() {
    let (_folder, book) = book();
    read(&book, |tx| {
        let plans = store::plan::all(tx)?;
        let budget = plans.iter().find(|plan| plan.name == "FY2027 Budget").unwrap();
        let bases = store::budget::bases(tx, budget.id)?;
        for (line, basis) in &bases {
            let made = match basis {
                domain::budget::basis::Basis::Quantity(quantity) => quantity.months(usd()).unwrap(),
                domain::budget::basis::Basis::Role { role, .. } => {
                    store::role::get(tx, *role)?.cost(budget.first_month).unwrap().expensed
                }
                domain::budget::basis::Basis::Contract { contract, .. } => {
                    let links = store::contract::links(tx)?;
                    let shares: Vec<(Id, Amount)> = links
                        .iter()
                        .filter(|link| link.contract == *contract)
                        .map(|link| (link.line, link.share))
                        .collect();
                    let (first, contract) = (budget.first_month, store::contract::whole(tx, *contract)?);
                    let course =
                        contract.course(first.first_day(), first.plus(11).last_day()).unwrap().unwrap();
                    let months = course.months(first).unwrap();
                    domain::contract::share_out(&months, &shares, contract.draft.currency).unwrap()[line]
                }
                domain::budget::basis::Basis::Spread(_) => panic!("the sample spreads nothing"),
            };
            assert_eq!(store::budget::months(tx, budget.id, *line)?.unwrap(), made, "line {line}");
        }
        assert_eq!((bases.len(), store::role::of_plan(tx, budget.id)?.len()), (27, 3));
        // Every CapEx line is written off, and no other.
        let capex = store::budget::lines(tx)?.into_iter().filter(|line| line.expense == Expense::Capex);
        let capex: Vec<Id> = capex.map(|line| line.id).collect();
        assert_eq!(store::depreciation::all(tx)?.iter().map(|terms| terms.line).collect::<Vec<_>>(), capex);
        Ok(())
    });
}
