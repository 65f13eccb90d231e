//! Transactions in text files, as ledgers, banks and public bodies write them.
#![expect(clippy::needless_raw_string_hashes, reason = "so expect-test writes them")]
#![expect(clippy::needless_pass_by_value, reason = "a test is a row")]

mod common;

use common::actuals;
use expect_test::{Expect, expect};
use import::{DateOrder, DecimalSign, Options};

fn check(file: &str, expected: Expect) {
    expected.assert_eq(&actuals(file.as_bytes(), &Options::default()));
}

fn check_with(options: &Options, file: &str, expected: Expect) {
    expected.assert_eq(&actuals(file.as_bytes(), options));
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn title_lines_blank_lines_totals_and_remarks_are_no_data() {
    check(
        "Payments over £500, April 2026,,,\n,,,\nDate,Supplier,Description,Amount (£)\n\
         01/04/2026,Acme,\"Laptops, \"\"grey\"\"\",\"1,200.50\"\n\n15/04/2026,Bolt,\"Two\nlines\",(200.50)\n\
         Date,Supplier,Description,Amount (£)\n30/04/2026,Acme,Mice,-\n,,Total,1000.00\nSource: the ledger,,,\n",
        expect![[r#"
            4: 2026-04-01 GBP 1200.50 Acme|Laptops, "grey"||||||
            6: 2026-04-15 GBP -200.50 Bolt|Two
            lines||||||
            8: 2026-04-30 GBP 0 Acme|Mice||||||
            read 3, left out 3, total GBP 1000.00
            - Without date and amount, and left out: row 10.
            - The header is repeated once; that row was left out.
            - Row 9 (“Total”) says 1000.00; the 3 rows it adds up sum to 1000.00: it ties. It was left out.
        "#]],
    );
}

#[test]
fn groups_of_the_same_sum_are_not_each_other() {
    check(
        "Date,Payee,Amount\n2026-04-01,A,60\n2026-04-02,B,40\nSubtotal,,100\n2026-04-03,C,70\n2026-04-04,D,30\n\
         Subtotal,,100\nGrand Total,,200\n",
        expect![[r#"
            2: 2026-04-01 60 A|A||||||
            3: 2026-04-02 40 B|B||||||
            5: 2026-04-03 70 C|C||||||
            6: 2026-04-04 30 D|D||||||
            read 4, left out 3, total 200
            - Row 4 (“Subtotal”) says 100; the 2 rows it adds up sum to 100: it ties. It was left out.
            - Row 7 (“Subtotal”) says 100; the 2 rows it adds up sum to 100: it ties. It was left out.
            - Row 8 (“Grand Total”) says 200; the 4 rows it adds up sum to 200: it ties. It was left out.
        "#]],
    );
    check(
        "Department,Date,Payee,Amount\nIT,2026-04-01,A,60\nIT,2026-04-02,B,40\nTotal IT,,,100\nHR,2026-04-03,C,70\n\
         HR,2026-04-04,D,30\nTotal HR,,,100\n",
        expect![[r#"
            2: 2026-04-01 60 A|A||||||IT
            3: 2026-04-02 40 B|B||||||IT
            5: 2026-04-03 70 C|C||||||HR
            6: 2026-04-04 30 D|D||||||HR
            read 4, left out 2, total 200
            - Row 4 (“Total IT”) says 100; the 2 rows it adds up sum to 100: it ties. It was left out.
            - Row 7 (“Total HR”) says 100; the 2 rows it adds up sum to 100: it ties. It was left out.
        "#]],
    );
}

#[test]
fn a_column_says_on_which_side_an_amount_stands() {
    check(
        "Date,Vendor,Amount,Dr/Cr\n13/06/2023,A,10,DR\n14/06/2023,B,20,CR\n15/06/2023,C,-5,CR\nTotal,,-15,\n",
        expect![[r#"
            2: 2023-06-13 10 A|A||||||
            3: 2023-06-14 -20 B|B||||||
            4: 2023-06-15 -5 C|C||||||
            read 3, left out 1, total -15
            - Amounts without a sign are taken off where “Dr/Cr” says credit.
            - Row 5 (“Total”) says -15; the 3 rows it adds up sum to -15: it ties. It was left out.
        "#]],
    );
    check(
        "Datum;Lieferant;Beleg;Betrag;S/H\n13.06.2023;A;1;10,50;S\n14.06.2023;B;2;20,25;H\n",
        expect![[r#"
            2: 2023-06-13 10.50 A|A|1|||||
            3: 2023-06-14 -20.25 B|B|2|||||
            read 2, left out 0, total -9.75
            - Amounts without a sign are taken off where “S/H” says credit.
        "#]],
    );
    check(
        "Date,Vendor,Amount,Transaction Type\n13/06/2023,A,10,Invoice\n14/06/2023,B,20,Credit Note\n",
        expect![[r#"
            2: 2023-06-13 10 A|A||||||
            3: 2023-06-14 -20 B|B||||||
            read 2, left out 0, total -10
            - Amounts without a sign are taken off where “Transaction Type” says credit.
        "#]],
    );
    check(
        "Date,Vendor,Amount,Dr/Cr\n13/06/2023,A,10,DR\n14/06/2023,B,20,XX\n",
        expect![[r#"
        2: 2023-06-13 10 A|A||||||
        read 2, left out 0, total 10
        ! 3/4 Dr/Cr: “XX” is neither debit nor credit: write DR or CR.
        - Amounts without a sign are taken off where “Dr/Cr” says credit.
    "#]],
    );
    check(
        "Date,Vendor,Amount,Dr/Cr\n13/06/2023,A,10,DR\n14/06/2023,B,-20,CR\n15/06/2023,C,5,CR\n",
        expect![[r#"
            2: 2023-06-13 10 A|A||||||
            3: 2023-06-14 -20 B|B||||||
            4: 2023-06-15 -5 C|C||||||
            read 3, left out 0, total -15
            - Amounts without a sign are taken off where “Dr/Cr” says credit.
        "#]],
    );
}

#[test]
fn an_amount_has_the_currency_that_is_its_own() {
    check(
        "Date,Supplier,Amount in doc. curr.,Document Currency,Amount in local cur.,Local Currency\n\
         13/06/2023,A,12,USD,10,EUR\n14/06/2023,B,120,JPY,1,EUR\n",
        expect![[r#"
            2: 2023-06-13 EUR 10 A|A||||||
            3: 2023-06-14 EUR 1 B|B||||||
            read 2, left out 0, total EUR 11
        "#]],
    );
    check(
        "Date,Supplier,Amount in local cur.,Document Currency\n13/06/2023,A,10,USD\n",
        expect![[r#"
        2: 2023-06-13 10 A|A||||||
        read 1, left out 0, total 10
    "#]],
    );
}

#[test]
fn a_column_full_of_something_else_is_no_secret() {
    check(
        "Date,Supplier,Amount\n13/06/2023,A,TBC\n14/06/2023,B,12%\n",
        expect![[r#"
        read 2, left out 0, total 
        ! 2/3 Amount: “TBC” is not an amount.
        ! 3/3 Amount: “12%” is not an amount.
    "#]],
    );
    check(
        "Date,Supplier,Amount\nsoon,A,5\nlater,B,6\n",
        expect![[r#"
        read 2, left out 0, total 
        ! 2/1 Date: “soon” is not a date.
        ! 3/1 Date: “later” is not a date.
    "#]],
    );
}

#[test]
fn a_total_that_does_not_tie_is_said() {
    check(
        "Date,Payee,Amount\n2026-04-01,A,10\n2026-04-02,B,20\nGrand Total,,31\n,,30\n",
        expect![[r#"
            2: 2026-04-01 10 A|A||||||
            3: 2026-04-02 20 B|B||||||
            read 2, left out 2, total 30
            - Row 4 (“Grand Total”) says 31, but the 2 rows above it sum to 30. It was left out: check which is right.
            - Row 5 says 30; the 2 rows it adds up sum to 30: it ties. It was left out.
        "#]],
    );
}

#[test]
fn a_vendor_called_total_stays() {
    check(
        "Date,Supplier,Amount\n2026-04-01,Total Energies,10\n",
        expect![[r#"
            2: 2026-04-01 10 Total Energies|Total Energies||||||
            read 1, left out 0, total 10
        "#]],
    );
}

#[test]
fn every_unreadable_cell_is_listed() {
    check(
        "Date,Supplier,Amount\n31/11/2026,A,10\nsoon,B,ten\n13/01/2026,C,\n,D,5\n14/01/2026,E,5\n",
        expect![[r#"
            6: 2026-01-14 5 E|E||||||
            read 5, left out 0, total 5
            ! 2/1 Date: “31/11/2026” is not a day of the calendar, read as day, month, year.
            ! 3/1 Date: “soon” is not a date.
            ! 3/3 Amount: “ten” is not an amount.
            ! 4/3 Amount: There is no amount.
            ! 5/1 Date: There is no date.
        "#]],
    );
}

#[test]
fn german_files_with_semicolons_and_decimal_commas() {
    check(
        "Buchungsdatum;Lieferant;Buchungstext;Belegnummer;Sachkonto;Kostenstelle;Betrag;Währung\n\
         03.04.2026;Müller GmbH;Wartung;4711;6500;K10;1.234,50;EUR\n04.04.2026;Bär AG;Lizenz;4712;6510;K20;1.000;CHF\n",
        expect![[r#"
            2: 2026-04-03 EUR 1234.50 Müller GmbH|Wartung|4711|6500|K10|||
            3: 2026-04-04 CHF 1000 Bär AG|Lizenz|4712|6510|K20|||
            read 2, left out 0, total CHF 1000 + EUR 1234.50
        "#]],
    );
}

#[test]
fn french_spanish_and_dutch_names_are_known() {
    for header in [
        "Date comptable;Fournisseur;Libellé;Montant HT",
        "Fecha;Proveedor;Descripción;Importe",
        "Boekdatum;Leverancier;Omschrijving;Bedrag",
    ] {
        check(
            &format!("{header}\n15/04/2026;Acme;Laptops;12,50\n"),
            expect![[r#"
                2: 2026-04-15 12.50 Acme|Laptops||||||
                read 1, left out 0, total 12.50
            "#]],
        );
    }
}

#[test]
fn one_day_decides_the_order_of_all_dates_and_none_is_asked_about() {
    check(
        "Date,Amount\n03/04/2026,1.000\n04/13/2026,2.000\n",
        expect![[r#"
            2: 2026-03-04 1000 |||||||
            3: 2026-04-13 2000 |||||||
            read 2, left out 0, total 3000
            ? Every “.” has three digits behind it, so it is taken to group thousands. Is that right?
        "#]],
    );
    let file = "Date,Amount\n03/04/2026,1.5\n04/05/2026,2.5\n";
    check(
        file,
        expect![[r#"
            2: 2026-04-03 1.5 |||||||
            3: 2026-05-04 2.5 |||||||
            read 2, left out 0, total 4.0
            ? No date has a day above 12, so day and month could be the other way round. They were read as day, month, year: is that right?
        "#]],
    );
    let given =
        Options { dates: Some(DateOrder::Mdy), decimal: Some(DecimalSign::Point), ..Options::default() };
    check_with(
        &given,
        file,
        expect![[r#"
            2: 2026-03-04 1.5 |||||||
            3: 2026-04-05 2.5 |||||||
            read 2, left out 0, total 4.0
        "#]],
    );
}

#[test]
fn serials_stand_among_dates() {
    check(
        "Paid Date,Supplier Name,Total,\n02/06/2015, A ,2170.88,\n42172,B,1e3,\n30-Jun-15,C,$5-,\n",
        expect![[r#"
            2: 2015-06-02 2170.88 A|A||||||
            3: 2015-06-17 1000 B|B||||||
            4: 2015-06-30 -5 C|C||||||
            read 3, left out 0, total 3165.88
        "#]],
    );
}

#[test]
fn columns_can_be_given_and_values_set() {
    let options = Options {
        map: pairs(&[("amount", "C"), ("vendor", ""), ("text", "2"), ("department", "team")]),
        set: pairs(&[("date", "2026-04-30"), ("currency", "SEK")]),
        ..Options::default()
    };
    check_with(
        &options,
        "Vendor,What,Net,Gross,Team\nAcme,Mice,10,12,IT\nAcme,Rats,€20,24,HR\n",
        expect![[r#"
            2: 2026-04-30 SEK 10 |Mice||||||IT
            3: 2026-04-30 EUR 20 |Rats||||||HR
            read 2, left out 0, total EUR 20 + SEK 10
        "#]],
    );
}

#[test]
fn what_is_asked_for_and_not_there_is_refused_with_a_remedy() {
    let file = "When?,Amount\nlately,5\n";
    check(
        file,
        expect![[r#"
            refused: No column was found for the date: say which one holds it, or give a value for every row. The columns are When?, Amount.
        "#]],
    );
    for (map, expected) in [
        (
            ("date", "Day"),
            expect![[r#"
            refused: There is no column “Day”: the columns are When?, Amount.
        "#]],
        ),
        (
            ("dates", "A"),
            expect![[r#"
                refused: “dates” is no field: the fields are date, amount, credit, side, currency, vendor, text, document, account, cost_centre, line, category, department.
            "#]],
        ),
    ] {
        check_with(&Options { map: pairs(&[map]), ..Options::default() }, file, expected);
    }
    let options = Options { sheet: Some("Q1".to_owned()), ..Options::default() };
    check_with(
        &options,
        file,
        expect![[r#"
        refused: There is no sheet “Q1”: the sheets are test.
    "#]],
    );
    let options = Options { set: pairs(&[("currency", "XYZ")]), ..Options::default() };
    check_with(
        &options,
        "Date,Amount\n2026-01-01,5\n",
        expect![[r#"
            refused: “XYZ” is no currency of ISO 4217. Use three letters such as EUR, USD or GBP.
        "#]],
    );
}

#[test]
fn encodings_and_line_ends_are_found() {
    let expected = || {
        expect![[r#"
            2: 2026-04-30 GBP 5.00 Müller|Müller||||||
            read 1, left out 0, total GBP 5.00
        "#]]
    };
    let text = "Date,Vendor,Amount\r30/04/2026,Müller,£5.00\r";
    let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let little = [&b"\xFF\xFE"[..], &wide(u16::to_le_bytes)].concat();
    let big = [&b"\xFE\xFF"[..], &wide(u16::to_be_bytes)].concat();
    let marked = [&b"\xEF\xBB\xBF"[..], text.as_bytes()].concat();
    for bytes in [text.as_bytes().to_vec(), marked, little, big, wide(u16::to_le_bytes)] {
        expected().assert_eq(&actuals(&bytes, &Options::default()));
    }
    let latin = b"Date,Vendor,Amount\n30/04/2026,M\xFCller,\xA35.00\n";
    expect![[r#"
        2: 2026-04-30 GBP 5.00 Müller|Müller||||||
        read 1, left out 0, total GBP 5.00
        - The text is not UTF-8 and was read as windows-1252. Its letters make the likeliest words so. If letters look wrong, choose another encoding.
    "#]]
    .assert_eq(&actuals(latin, &Options::default()));
}

#[test]
fn a_file_without_names_goes_by_its_cells() {
    check(
        "2026-04-01,Acme,4711,10.50\n2026-04-02,Bolt,4712,20.50\n",
        expect![[r#"
            1: 2026-04-01 10.50 |||||||
            2: 2026-04-02 20.50 |||||||
            read 2, left out 0, total 31.00
        "#]],
    );
}

#[test]
fn the_visitor_can_break_off() {
    let source = import::Source::read(
        "a.csv",
        b"Date,Amount\n2026-01-01,5\n2026-01-02,6\n".to_vec(),
        &Options::default(),
        &import::Apart::Here,
    );
    let mut seen = 0;
    let summary = import::actuals::read(&source.unwrap(), &Options::default(), |_| {
        seen += 1;
        std::ops::ControlFlow::Break(())
    })
    .unwrap();
    assert_eq!((seen, summary.read, summary.stopped), (1, 1, true));
}
