//! Rates and scores as people lay them out: by pairs, by units, with a column for each month or criterion.

use expect_test::{Expect, expect};

use super::kinds::{book, import, shown};

#[test]
fn rates_are_read_towards_the_currency_of_the_book() {
    let check = |text: &str, expected: Expect| {
        let desk = book();
        import(&desk, "rates", text, &[]);
        expected.assert_eq(&shown(&desk, "rates", &["currency", "month", "rate"]));
    };
    // A rate has no thousands, and may be for so many units.
    check(
        "Month,Code,Amount,Rate\n2026-08,USD,1,1.041\n2026-08,JPY,100,0.617\n",
        expect![[r#"
            JPY | 2026-08 | 0.00617
            USD | 2026-08 | 1.041
        "#]],
    );
    // Only what is from or into the currency of the book counts.
    check(
        "From,To,Month,Rate\nUSD,EUR,2026-08,0.91\nUSD,CHF,2026-08,0.81\nEUR,GBP,2026-08,0.8\n",
        expect![[r#"
            GBP | 2026-08 | 1.25
            USD | 2026-08 | 0.91
        "#]],
    );
    check(
        "Pair;Monat;Kurs\nEUR/USD;08.2026;1,25\nCHF/EUR;08.2026;1,04\n",
        expect![[r#"
            CHF | 2026-08 | 1.04
            USD | 2026-08 | 0.8
        "#]],
    );
    check(
        "Currency Code,Currency Units per EUR,Start Date\nUSD,1.25,2026-08-01\n",
        expect![[r#"
            USD | 2026-08 | 0.8
        "#]],
    );
    check(
        "Currency,Aug-26,Sep-26\nUSD,0.91,0.92\nGBP,1.16,\n",
        expect![[r#"
            USD | 2026-09 | 0.92
            GBP | 2026-08 | 1.16
            USD | 2026-08 | 0.91
        "#]],
    );
}

#[test]
fn scores_come_with_a_column_for_each_month_or_criterion() {
    let check = |text: &str, expected: Expect| {
        let desk = book();
        import(&desk, "scores", text, &[]);
        expected.assert_eq(&shown(&desk, "scores", &["vendor", "criterion", "period", "value", "unit"]));
    };
    check(
        "Supplier;Quartal;Service;Preis\nHalden;2. Quartal 2026;4,5;3\nVantage;Q2/2026;;2\n",
        expect![[r#"
            Halden | Preis | 2026-Q2 | 3 | 
            Halden | Service | 2026-Q2 | 4.5 | 
            Vantage | Preis | 2026-Q2 | 2 | 
        "#]],
    );
    check(
        "Vendor,KPI,Apr-26,May-26\nHalden,Uptime,99.5%,98%\nVantage,Uptime,97.25%,n/a\n",
        expect![[r#"
            Halden | Uptime | 2026-05 | 98 | %
            Halden | Uptime | 2026-04 | 99.5 | %
            Vantage | Uptime | 2026-04 | 97.25 | %
        "#]],
    );
    check(
        "Vendor,KPI,Quarter,Score\nHalden,Advice,2026-Q2,4/5\nHalden,Price,2026-Q2,n/a\nHalden,Care,2026-Q2,2/5\n",
        expect![[r#"
            Halden | Advice | 2026-Q2 | 4 | /5
            Halden | Care | 2026-Q2 | 2 | /5
        "#]],
    );
}
