//! Text files with what people and programs do to them.
#![expect(clippy::needless_raw_string_hashes, reason = "so expect-test writes them")]

mod common;

use common::actuals;
use expect_test::expect;
use import::Options;

#[test]
fn a_row_with_a_cell_too_many_is_said_once() {
    let text = "Date,Vendor,Text,Amount\n2026-01-02,Acme,x,5.00\n2026-01-03,Acme, Inc.,y,6.00\n2026-01-04,Bolt,z,7.00\n";
    expect![[r#"
        2: 2026-01-02 5.00 Acme|x||||||
        4: 2026-01-04 7.00 Bolt|z||||||
        read 3, left out 0, total 12.00
        ! 3/5 E: This row has 5 cells for 4 columns: a “,” within a cell needs quotation marks around it.
        - Column E has no name and cells in a few rows: they were not read.
    "#]]
    .assert_eq(&actuals(text.as_bytes(), &Options::default()));
}

#[test]
fn lines_quoted_as_a_whole_are_rows() {
    let text = "\"Date,Vendor,Amount\"\n\"2026-01-02,\"\"Acme, Inc.\"\",5.00\"\n\"2026-01-03,Bolt,6.00\"\n";
    expect![[r#"
        2: 2026-01-02 5.00 Acme, Inc.|Acme, Inc.||||||
        3: 2026-01-03 6.00 Bolt|Bolt||||||
        read 2, left out 0, total 11.00
        - Each line stood in quotation marks as a whole: they were taken off.
    "#]]
    .assert_eq(&actuals(text.as_bytes(), &Options::default()));
}

#[test]
fn days_that_cannot_be_are_problems_with_their_reason() {
    let text = "Date,Vendor,Amount\n4 de marzo de 2026,Acme,1.00\nlundi 9 mars 2026,Acme,2.00\n2026-13-04,Acme,3.00\n2026-W10,Acme,4.00\n1970-01-01,Acme,5.00\n9999-12-31,Acme,6.00\n";
    expect![[r#"
        2: 2026-03-04 1.00 Acme|Acme||||||
        3: 2026-03-09 2.00 Acme|Acme||||||
        read 6, left out 0, total 3.00
        ! 4/1 Date: “2026-13-04” is not a day of the calendar: there is no month 13.
        ! 5/1 Date: “2026-W10” is a week, not a day: write the day, such as 2024-03-04.
        ! 6/1 Date: “1970-01-01” lies too far off for the day of an actual: correct it.
        ! 7/1 Date: “9999-12-31” lies too far off for the day of an actual: correct it.
    "#]]
    .assert_eq(&actuals(text.as_bytes(), &Options::default()));
}

#[test]
fn dates_that_contradict_each_other_are_asked_about() {
    let text = "Date,Vendor,Amount\n05/06/2026,Acme,1.00\n13/04/2026,Acme,2.00\n04/13/2026,Acme,3.00\n";
    expect![[r#"
        2: 2026-06-05 1.00 Acme|Acme||||||
        3: 2026-04-13 2.00 Acme|Acme||||||
        read 3, left out 0, total 3.00
        ! 4/1 Date: “04/13/2026” is not a day of the calendar, read as day, month, year: there is no month 13.
        ? “13/04/2026” in row 3 is a day only as day, month, year, and “04/13/2026” in row 4 only as month, day, year. They were read as day, month, year: is that right?
    "#]].assert_eq(&actuals(text.as_bytes(), &Options::default()));
}

#[test]
fn text_of_dos_is_read_with_its_currency() {
    let text = b"Datum;Lieferant;Betrag\n02.01.2026;M\x81ller B\x81ro;\x9C1,00\n03.01.2026;Stra\xE1enbau;1,2 Mio. \x9C\n";
    expect![[r#"
        2: 2026-01-02 GBP 1.00 Müller Büro|Müller Büro||||||
        3: 2026-01-03 GBP 1200000 Straßenbau|Straßenbau||||||
        read 2, left out 0, total GBP 1200001.00
        - The text is not UTF-8 and was read as cp850. Its letters make words only as DOS wrote them. If letters look wrong, choose another encoding.
    "#]].assert_eq(&actuals(text, &Options::default()));
}
