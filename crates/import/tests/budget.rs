//! Budgets with a column a month and with a row a month.
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
fn a_wide_budget_with_headings_subtotals_and_a_total() {
    check(
        "IT budget FY2027;;;;;;\n\nBezeichnung;Lieferant;Währung;Jan-27;Feb-27;Mär-27;Summe\nSoftware;;;;;;\n\
         Microsoft 365;Microsoft;EUR;1.000,00;1.000,00;-;2.000,00\nSAP;SAP;EUR;;500,50;n/a;500,50\n\
         Summe Software;;;1.000,00;1.500,50;;2.500,50\nTotal Energies;TotalEnergies;EUR;1,00;;;1,00\n\
         Gesamtsumme;;;1.001,00;1.500,50;;2.501,50\n",
        expect![[r#"
            5: Microsoft 365|Microsoft||||| EUR   [2027-01 1000.00, 2027-02 1000.00]
            6: SAP|SAP||||| EUR   [2027-02 500.50]
            8: Total Energies|TotalEnergies||||| EUR   [2027-01 1.00]
            read 3, left out 3, total EUR 2501.50
            - Headings and remarks without amounts, left out: row 4.
            - Row 7 (“Summe Software”) says 2500.50; the 2 rows it adds up sum to 2500.50: it ties. It was left out.
            - Row 9 (“Gesamtsumme”) says 2501.50; the 3 rows it adds up sum to 2501.50: it ties. It was left out.
        "#]],
    );
}

#[test]
fn months_are_named_in_many_ways() {
    for (header, first) in [
        ("Jan,Feb,Mar", "Jan"),
        ("Jan-27,Feb-27,Mar-27", "2027-01"),
        ("2027-01,2027-02,2027-03", "2027-01"),
        ("01.2027,02.2027,03.2027", "2027-01"),
        ("M1,M2,M3", "M1"),
        ("Period 1,Period 2,Period 3", "M1"),
        ("01/01/2027,01/02/2027,01/03/2027", "2027-01"),
        ("1/31/2027,2/28/2027,3/31/2027", "2027-01"),
        ("Budget Jan,Budget Feb,Budget Mar", "Jan"),
        ("janv.,févr.,mars", "Jan"),
    ] {
        let read = budget(format!("Description,{header}\nLaptops,1,2,3\n").as_bytes(), &Options::default());
        let line = read.lines().next().unwrap_or_default();
        assert!(line.starts_with(&format!("2: Laptops||||||   [{first} 1, ")), "{header}: {read}");
        assert!(read.contains("total 6"), "{header}: {read}");
    }
}

#[test]
fn a_long_budget_makes_one_line_of_its_rows() {
    check(
        "Line,Vendor,Category,CapEx/OpEx,Purpose,Month,Amount (EUR)\nLaptops,Dell,Hardware,Capex,Run,2027-01,\"1,200.00\"\n\
         Cloud,AWS,Cloud Services,Opex,Grow,Jan 2027,5.10\nLaptops,Dell,Hardware,Capex,Run,2027-02,\"1,300.00\"\n\
         Laptops,Dell,Hardware,Capex,Run,2027-02,100\nTotal,,,,,,2605.10\n",
        expect![[r#"
            2: Laptops|Dell|Hardware|||| EUR CapEx Run [2027-01 1200.00, 2027-02 1400.00]
            3: Cloud|AWS|Cloud Services|||| EUR OpEx Grow [2027-01 5.10]
            read 4, left out 1, total EUR 2605.10
            - 4 rows with a month each make 2 budget lines.
            - Row 6 (“Total”) says 2605.10; the 4 rows it adds up sum to 2605.10: it ties. It was left out.
        "#]],
    );
}

#[test]
fn a_month_and_its_year_may_stand_apart() {
    check(
        "Description,Year,Month,Budget\nLaptops,2027,1,10\nLaptops,2027,February,20\n",
        expect![[r#"
            2: Laptops||||||   [2027-01 10, 2027-02 20]
            read 2, left out 0, total 30
            - 2 rows with a month each make one budget line.
        "#]],
    );
}

#[test]
fn problems_stand_at_their_cells() {
    check(
        "Description,Vendor,Jan,Feb\nLaptops,Dell,1,x\n,,2,3\nMice,Logi,£1,€2\nRats,,1,\n",
        expect![[r#"
            5: Rats||||||   [Jan 1]
            read 4, left out 0, total 1
            ! 2/4 Feb: “x” is not an amount.
            ! 3/1 Description: There is no description: say what is bought.
            ! 4/4 Feb: The row has amounts in GBP and in EUR: give each its own line.
            ? Some amounts name GBP or EUR, others no currency: those were taken as in the currency of the book. Is that right?
        "#]],
    );
}

#[test]
fn amounts_without_months_are_those_of_the_year() {
    check(
        "Description,Vendor,Total\nLaptops,Dell,1\n",
        expect![[r#"
        2: Laptops|Dell|||||   [the year 1]
        read 1, left out 0, total 1
        ? The file has no months: its amounts were taken as those of the year and spread evenly over its twelve months. If a column holds the month, say which one.
    "#]],
    );
    check(
        "Description,FY26 Actual,FY27 Budget\nLaptops,5,1\nPhones,6,2\n",
        expect![[r#"
        2: Laptops||||||   [FY2027 1]
        3: Phones||||||   [FY2027 2]
        read 2, left out 0, total 3
        ? The file has no months: its amounts were taken as those of the year and spread evenly over its twelve months. If a column holds the month, say which one.
    "#]],
    );
    check(
        "Description,Year,Budget\nLaptops,2027,1\n",
        expect![[r#"
        2: Laptops||||||   [FY2027 1]
        read 1, left out 0, total 1
        ? The file has no months: its amounts were taken as those of the year and spread evenly over its twelve months. If a column holds the month, say which one.
    "#]],
    );
    check(
        "Description,Booked on,Amount\nLaptops,2027-01-05,1\n",
        expect![[r#"
            refused: No columns of months and no column with the month were found: name the columns Jan to Dec, or say which one holds the month. The columns are Description, Booked on, Amount.
        "#]],
    );
}

#[test]
fn months_can_be_given() {
    let options = Options {
        map: vec![("2027-01".to_owned(), "A1".to_owned()), ("2027-02".to_owned(), "C".to_owned())],
        ..Options::default()
    };
    expect![[r#"
        2: Laptops||||||   [2027-01 1, 2027-02 2]
        read 1, left out 0, total 3
    "#]]
    .assert_eq(&budget(b"Description,A1,A2\nLaptops,1,2\n", &options));
}

#[test]
fn years_stand_over_quarters_and_months() {
    // The year over all of them, or written once; the other names beside it or below.
    for file in [
        ",,2027,,,\nDescription,Vendor,Q1,Q2,Q3,Q4\nLaptops,Halden,1,2,3,4\n",
        "Description,Vendor,2027,,,\n,,Q1,Q2,Q3,Q4\nLaptops,Halden,1,2,3,4\n",
        "Description,Vendor,2027,2027,2027,2027\n,,Q1,Q2,Q3,Q4\nLaptops,Halden,1,2,3,4\n",
        ",,FY27,,,\nDescription,Vendor,Q1,Q2,Q3,Q4\nLaptops,Halden,1,2,3,4\n",
        "IT budget,,,,,\n,,FY2027,,,\nDescription,Vendor,Q1,Q2,Q3,Q4\nLaptops,Halden,1,2,3,4\n",
    ] {
        let read = budget(file.as_bytes(), &Options::default());
        let line = read.lines().next().unwrap_or_default();
        let end = "Laptops|Halden|||||   [FY2027-Q1 1, FY2027-Q2 2, FY2027-Q3 3, FY2027-Q4 4]";
        assert!(line.ends_with(end), "{file}{read}");
    }
    check(
        "Department,Category,2027,,,,,,,,,,,\n,,Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec\n\
         IT,Cloud,1,1,1,1,1,1,1,1,1,1,1,1\nHR,Cloud,2,2,2,2,2,2,2,2,2,2,2,2\n",
        expect![[r#"
            3: Cloud||Cloud|IT|||   [2027-01 1, 2027-02 1, 2027-03 1, 2027-04 1, 2027-05 1, 2027-06 1, 2027-07 1, 2027-08 1, 2027-09 1, 2027-10 1, 2027-11 1, 2027-12 1]
            4: Cloud||Cloud|HR|||   [2027-01 2, 2027-02 2, 2027-03 2, 2027-04 2, 2027-05 2, 2027-06 2, 2027-07 2, 2027-08 2, 2027-09 2, 2027-10 2, 2027-11 2, 2027-12 2]
            read 2, left out 0, total 36
        "#]],
    );
}

#[test]
fn what_was_spent_is_not_what_is_planned() {
    check(
        "Description,Actual 2026,,,Budget 2027,,\n,Jan,Feb,Mar,Jan,Feb,Mar\nLaptops,9,9,9,1,2,3\n",
        expect![[r#"
            3: Laptops||||||   [2027-01 1, 2027-02 2, 2027-03 3]
            read 1, left out 0, total 6
        "#]],
    );
    check(
        "Description,Actual 2027,,,Budget 2027,,\n,Jan,Feb,Mar,Jan,Feb,Mar\nLaptops,9,9,9,1,2,3\n",
        expect![[r#"
            3: Laptops||||||   [2027-01 1, 2027-02 2, 2027-03 3]
            read 1, left out 0, total 6
        "#]],
    );
    check(
        "Description,Actual Jan,Budget Jan,Actual Feb,Budget Feb\nLaptops,9,1,9,2\n",
        expect![[r#"
        2: Laptops||||||   [Jan 1, Feb 2]
        read 1, left out 0, total 3
    "#]],
    );
    check(
        "Bezeichnung;Monat;Ergebnis 2025;Ansatz 2026;Ansatz 2027\nCloud;01.2027;9,50;5,50;1,50\nCloud;02.2027;9,50;5,50;2,50\n",
        expect![[r#"
            2: Cloud||||||   [2027-01 1.50, 2027-02 2.50]
            read 2, left out 0, total 4.00
            - 2 rows with a month each make one budget line.
        "#]],
    );
    check(
        "Description,Month,Actual 2026,Budget 2027\nLaptops,2027-01,9.50,1.50\nLaptops,2027-02,9.50,2.50\n",
        expect![[r#"
            2: Laptops||||||   [2027-01 1.50, 2027-02 2.50]
            read 2, left out 0, total 4.00
            - 2 rows with a month each make one budget line.
        "#]],
    );
}
