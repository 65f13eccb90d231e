//! The columns of a budget that are called after months, and what stands among them.
#![expect(clippy::needless_raw_string_hashes, reason = "so expect-test writes them")]
#![expect(clippy::needless_pass_by_value, reason = "a test is a row")]

mod common;

use common::budget;
use expect_test::{Expect, expect};
use import::Options;

fn check(file: &str, expected: Expect) {
    expected.assert_eq(&budget(file.as_bytes(), &Options::default()));
}

#[test]
fn quarters_beside_their_months_are_not_read() {
    check(
        "Line,Jan,Feb,Mar,Q1,Apr,May,Jun,Q2,H1,YTD\nCloud,2,3,4,9,1,1,2,4,13,13\nPhones,1,1,1,3,1,1,1,3,6,6\n",
        expect![[r#"
            2: Cloud||||||   [Jan 2, Feb 3, Mar 4, Apr 1, May 1, Jun 2]
            3: Phones||||||   [Jan 1, Feb 1, Mar 1, Apr 1, May 1, Jun 1]
            read 2, left out 0, total 19
            - “Q1”, “Q2” add up months that have columns of their own, and were not read.
        "#]],
    );
    // The quarters of a fiscal year that begins in July, and those of the calendar behind all months.
    check(
        "Line,Jul-26,Aug-26,Sep-26,Q1,Oct-26,Nov-26,Dec-26,Q2\nCloud,1,1,1,3,2,2,2,6\n",
        expect![[r#"
            2: Cloud||||||   [2026-07 1, 2026-08 1, 2026-09 1, 2026-10 2, 2026-11 2, 2026-12 2]
            read 1, left out 0, total 9
            - “Q1”, “Q2” add up months that have columns of their own, and were not read.
        "#]],
    );
    check(
        "Posten;Januar 2027;Februar 2027;März 2027;1. Quartal 2027;FY 2027\nCloud;1;2;3;6;6\n",
        expect![[r#"
            2: Cloud||||||   [2027-01 1, 2027-02 2, 2027-03 3]
            read 1, left out 0, total 6
            - “1. Quartal 2027” adds up months that have columns of their own, and was not read.
        "#]],
    );
    // A plan by months first and by quarters then, and a form whose months are empty.
    check(
        "Line,Jan-27,Feb-27,Mar-27,Q2 2027,Q3 2027,Q4 2027\nCloud,1,1,1,3,3,3\n",
        expect![[r#"
        2: Cloud||||||   [2027-01 1, 2027-02 1, 2027-03 1, FY2027-Q2 3, FY2027-Q3 3, FY2027-Q4 3]
        read 1, left out 0, total 12
    "#]],
    );
    check(
        "Line,Jan,Feb,Mar,Q1,Q2\nCloud,,,,3,4\nPhones,,,,5,6\n",
        expect![[r#"
        2: Cloud||||||   [Q1 3, Q2 4]
        3: Phones||||||   [Q1 5, Q2 6]
        read 2, left out 0, total 18
    "#]],
    );
}

#[test]
fn a_month_that_lacks_is_read_from_a_misspelt_name_or_asked_for() {
    check(
        "Line,Jan-27,Febuary-27,Mar-27,Arpil-27\nCloud,1,2,3,4\n",
        expect![[r#"
            2: Cloud||||||   [2027-01 1, 2027-02 2, 2027-03 3, 2027-04 4]
            read 1, left out 0, total 10
            - “Febuary-27” was read as 2027-02, the month missing beside it.
            - “Arpil-27” was read as 2027-04, the month missing beside it.
        "#]],
    );
    check(
        "Line,Jan,Second,Mar\nCloud,1,2,3\n",
        expect![[r#"
        2: Cloud||||||   [Jan 1, Mar 3]
        read 1, left out 0, total 4
        ? Column C (“Second”) stands between Jan and Mar and was not read: if it holds the amounts of a month, say which.
    "#]],
    );
    check(
        "Line,Jan-27,Jan-27 Actual,Feb-27,Variance,Apr-27\nCloud,1,9,2,8,3\n",
        expect![[r#"
        2: Cloud||||||   [2027-01 1, 2027-02 2, 2027-04 3]
        read 1, left out 0, total 6
    "#]],
    );
    check(
        "Line,sep-27,set-27,oct-27\nCloud,1,1,1\n",
        expect![[r#"
        2: Cloud||||||   [2027-09 1, 2027-10 1]
        read 1, left out 0, total 2
        - Column C (“set-27”) stands among the months and was not read.
    "#]],
    );
    check(
        "Line,Vendor,Mar-27\nCloud,Halden,5\n",
        expect![[r#"
        2: Cloud|Halden|||||   [2027-03 5]
        read 1, left out 0, total 5
    "#]],
    );
    check(
        "Line,2027 Q1,Q2/27,3Q27,Q4 FY27\nCloud,1,2,3,4\n",
        expect![[r#"
        2: Cloud||||||   [FY2027-Q1 1, FY2027-Q2 2, FY2027-Q3 3, FY2027-Q4 4]
        read 1, left out 0, total 10
    "#]],
    );
}
