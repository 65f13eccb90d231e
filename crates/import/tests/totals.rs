//! Rows that add up others, above or below them, by their words or without any.
#![expect(clippy::needless_raw_string_hashes, reason = "so expect-test writes them")]
#![expect(clippy::needless_pass_by_value, reason = "a test is a row")]

mod common;

use common::{actuals, budget};
use expect_test::{Expect, expect};
use import::Options;

fn check(file: &str, expected: Expect) {
    expected.assert_eq(&budget(file.as_bytes(), &Options::default()));
}

fn check_actuals(file: &str, expected: Expect) {
    expected.assert_eq(&actuals(file.as_bytes(), &Options::default()));
}

#[test]
fn sums_above_their_rows_are_totals() {
    // A word of totals, and the total of all in the first row.
    check(
        "Line,Jan-27,Feb-27\nTotal run,7,11\nCloud,3,5\nPhones,4,6\nTotal change,2,2\nPortal,2,2\nTotal IT,9,13\n",
        expect![[r#"
            3: Cloud||||||   [2027-01 3, 2027-02 5]
            4: Phones||||||   [2027-01 4, 2027-02 6]
            6: Portal||||||   [2027-01 2, 2027-02 2]
            read 3, left out 3, total 22
            - Row 2 (“Total run”) says 18; the 2 rows it adds up sum to 18: it ties. It was left out.
            - Row 5 (“Total change”) says 4 as the row it adds up does: it ties. It was left out.
            - Row 7 (“Total IT”) says 22; the 3 rows it adds up sum to 22: it ties. It was left out.
        "#]],
    );
    check(
        "Line,Jan-27,Feb-27\nTotal,7,11\nCloud,3,5\nPhones,4,6\n",
        expect![[r#"
        3: Cloud||||||   [2027-01 3, 2027-02 5]
        4: Phones||||||   [2027-01 4, 2027-02 6]
        read 2, left out 1, total 18
        - Row 2 (“Total”) says 18; the 2 rows it adds up sum to 18: it ties. It was left out.
    "#]],
    );
    // The category over its lines, in a column of its own and in theirs.
    check(
        "Category,Line,Jan-27,Feb-27\nRun,,7,11\n,Cloud,3,5\n,Phones,4,6\nChange,,5,4\n,Portal,2,2\n,App,3,2\n",
        expect![[r#"
            3: Cloud||||||   [2027-01 3, 2027-02 5]
            4: Phones||||||   [2027-01 4, 2027-02 6]
            6: Portal||||||   [2027-01 2, 2027-02 2]
            7: App||||||   [2027-01 3, 2027-02 2]
            read 4, left out 2, total 27
            - Row 2 (“Run”) says 18; the 2 rows it adds up sum to 18: it ties. It was left out.
            - Row 5 (“Change”) says 9; the 2 rows it adds up sum to 9: it ties. It was left out.
            ? In every column rows 2, 5 come to the sums of the rows below them, and were left out as their totals. Is that right?
        "#]],
    );
    check(
        "Line,Jan-27,Feb-27\nRun,7,11\n  Cloud,3,5\n  Phones,4,6\nChange,5,4\n  Portal,2,2\n  App,3,2\nAll,12,15\n",
        expect![[r#"
            3: Cloud||||||   [2027-01 3, 2027-02 5]
            4: Phones||||||   [2027-01 4, 2027-02 6]
            6: Portal||||||   [2027-01 2, 2027-02 2]
            7: App||||||   [2027-01 3, 2027-02 2]
            read 4, left out 3, total 27
            - Row 2 (“Run”) says 18; the 2 rows it adds up sum to 18: it ties. It was left out.
            - Row 5 (“Change”) says 9; the 2 rows it adds up sum to 9: it ties. It was left out.
            - Row 8 (“All”) says 27; the 4 rows it adds up sum to 27: it ties. It was left out.
            ? In every column rows 2, 5 come to the sums of the rows below them, and were left out as their totals. Is that right?
        "#]],
    );
    // Nothing says that the last is a sum, and it may be none.
    check(
        "Line,Vendor,Jan-27,Feb-27\nCloud,Halden,3,5\nPhones,Kestrel,4,6\nSites,Halden,7,11\n",
        expect![[r#"
            2: Cloud|Halden|||||   [2027-01 3, 2027-02 5]
            3: Phones|Kestrel|||||   [2027-01 4, 2027-02 6]
            4: Sites|Halden|||||   [2027-01 7, 2027-02 11]
            read 3, left out 0, total 36
            ? In every column row 4 comes to the sum of rows 2 to 3, but nothing says that it is a total: it was counted. Is that right?
        "#]],
    );
    check(
        "Line,Jan-27,Feb-27\nSites,7,11\nCloud,3,5\nPhones,4,6\nDesks,1,9\n",
        expect![[r#"
            2: Sites||||||   [2027-01 7, 2027-02 11]
            3: Cloud||||||   [2027-01 3, 2027-02 5]
            4: Phones||||||   [2027-01 4, 2027-02 6]
            5: Desks||||||   [2027-01 1, 2027-02 9]
            read 4, left out 0, total 46
            ? In every column row 2 comes to the sum of rows 3 to 4, but nothing says that it is a total: it was counted. Is that right?
        "#]],
    );
    // The same each month: that a line costs as much as two others says nothing.
    check(
        "Line,Jan-27,Feb-27\nCloud,3,3\nPhones,4,4\nSites,7,7\n",
        expect![[r#"
        2: Cloud||||||   [2027-01 3, 2027-02 3]
        3: Phones||||||   [2027-01 4, 2027-02 4]
        4: Sites||||||   [2027-01 7, 2027-02 7]
        read 3, left out 0, total 28
    "#]],
    );
    check(
        "Line,Jan-27,Feb-27\nTotal Energies,3,3\nPhones,3,3\n",
        expect![[r#"
        2: Total Energies||||||   [2027-01 3, 2027-02 3]
        3: Phones||||||   [2027-01 3, 2027-02 3]
        read 2, left out 0, total 12
    "#]],
    );
}

#[test]
fn totals_under_other_words() {
    check(
        "Posten;Jan-27;Feb-27\nCloud;3;5\nPhones;4;6\nΣ;7;11\n",
        expect![[r#"
        2: Cloud||||||   [2027-01 3, 2027-02 5]
        3: Phones||||||   [2027-01 4, 2027-02 6]
        read 2, left out 1, total 18
        - Row 4 (“Σ”) says 18; the 2 rows it adds up sum to 18: it ties. It was left out.
    "#]],
    );
    check(
        "Line,Jan-27,Feb-27\nGrants,9,9\nFees,1,2\nTotal income,10,11\nCloud,3,5\nPhones,4,6\nTotal costs,7,11\nNet result,3,0\n",
        expect![[r#"
            2: Grants||||||   [2027-01 9, 2027-02 9]
            3: Fees||||||   [2027-01 1, 2027-02 2]
            5: Cloud||||||   [2027-01 3, 2027-02 5]
            6: Phones||||||   [2027-01 4, 2027-02 6]
            read 4, left out 3, total 39
            - Row 4 (“Total income”) says 21; the 2 rows it adds up sum to 21: it ties. It was left out.
            - Row 7 (“Total costs”) says 18; the 2 rows it adds up sum to 18: it ties. It was left out.
            - Row 8 (“Net result”) says 3, the difference of the two totals above it. It was left out.
        "#]],
    );
}

#[test]
fn a_total_with_a_day_is_one_if_it_names_its_month() {
    check_actuals(
        "Date,Vendor,Amount\n2026-01-13,A,4\n2026-01-14,B,5\n2026-01-31,Total January,9\n2026-02-13,A,2\n2026-02-28,Total February,2\n",
        expect![[r#"
            2: 2026-01-13 4 A|A||||||
            3: 2026-01-14 5 B|B||||||
            5: 2026-02-13 2 A|A||||||
            read 3, left out 2, total 11
            - Row 4 (“Total January”) says 9; the 2 rows it adds up sum to 9: it ties. It was left out.
            - Row 6 (“Total February”) says 2 as the row it adds up does: it ties. It was left out.
        "#]],
    );
    check_actuals(
        "Date,Vendor,Amount\n2026-01-13,A,4\n2026-01-14,B,5\n2026-01-15,Total,9\n",
        expect![[r#"
            2: 2026-01-13 4 A|A||||||
            3: 2026-01-14 5 B|B||||||
            4: 2026-01-15 9 Total|Total||||||
            read 3, left out 0, total 18
            ? Row 4 is called a total and comes to the rows above it, but has a day: it was counted. Is that right?
        "#]],
    );
    check_actuals(
        "Date,Vendor,Amount\nTotal,,9\n2026-01-13,A,4\n2026-01-14,B,5\n",
        expect![[r#"
            3: 2026-01-13 4 A|A||||||
            4: 2026-01-14 5 B|B||||||
            read 2, left out 1, total 9
            - Row 2 (“Total”) says 9; the 2 rows it adds up sum to 9: it ties. It was left out.
        "#]],
    );
    check_actuals(
        "Date,Vendor,Amount\n2026-01-13,A,4.004\n2026-01-14,B,5.004\nTotal,,9.01\n",
        expect![[r#"
        2: 2026-01-13 4.004 A|A||||||
        3: 2026-01-14 5.004 B|B||||||
        read 2, left out 1, total 9.008
        - Row 4 (“Total”) says 9.01; the 2 rows it adds up sum to 9.008: it ties once rounded. It was left out.
    "#]],
    );
    check_actuals(
        "Date,Vendor,Amount\n2026-01-01,Brought forward,9\n2026-01-14,B,5\n2026-01-31,Carried forward,14\n",
        expect![[r#"
            3: 2026-01-14 5 B|B||||||
            read 1, left out 2, total 5
            - Carried over, and not posted: rows 2, 4 (“Brought forward”, “Carried forward”) are balances and were left out.
        "#]],
    );
}
