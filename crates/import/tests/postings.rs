//! What in a ledger is a posting and with which sign: kinds of documents, balances carried over, footers.
#![expect(clippy::needless_raw_string_hashes, reason = "so expect-test writes them")]
#![expect(clippy::needless_pass_by_value, reason = "a test is a row")]

mod common;

use common::actuals;
use expect_test::{Expect, expect};
use import::Options;

fn check(file: &str, expected: Expect) {
    expected.assert_eq(&actuals(file.as_bytes(), &Options::default()));
}

#[test]
fn a_kind_of_document_that_gives_back_takes_off_where_no_amount_has_a_sign() {
    check(
        "Date,Vendor,Amount,Transaction Type\n13/06/2023,A,10,Payment\n14/06/2023,B,20,Credit Note\n15/06/2023,C,5,Journal\n",
        expect![[r#"
            2: 2023-06-13 10 A|A||||||
            3: 2023-06-14 -20 B|B||||||
            4: 2023-06-15 5 C|C||||||
            read 3, left out 0, total -5
            - Amounts without a sign are taken off where “Transaction Type” says credit.
        "#]],
    );
    check(
        "Date,Name,Transaction Type,Amount\n13/06/2023,A,Bill,10\n14/06/2023,B,Vendor Credit,4\n15/06/2023,C,Bill Payment,6\n",
        expect![[r#"
            2: 2023-06-13 10 A|A||||||
            3: 2023-06-14 -4 B|B||||||
            4: 2023-06-15 6 C|C||||||
            read 3, left out 0, total 12
            - Amounts without a sign are taken off where “Transaction Type” says credit.
        "#]],
    );
    check(
        "Datum;Lieferant;Belegart;Betrag\n13.06.2023;A;Rechnung;10,50\n14.06.2023;B;Kreditorengutschrift;4,00\n15.06.2023;C;Storno;1,00\n16.06.2023;D;Umbuchung;2,00\n",
        expect![[r#"
            2: 2023-06-13 10.50 A|A||||||
            3: 2023-06-14 -4.00 B|B||||||
            4: 2023-06-15 -1.00 C|C||||||
            5: 2023-06-16 2.00 D|D||||||
            read 4, left out 0, total 7.50
            - Amounts without a sign are taken off where “Belegart” says credit.
        "#]],
    );
    // Where amounts have a sign of their own the word says nothing more.
    check(
        "Date,Vendor,Amount,Transaction Type\n13/06/2023,A,10,Bill\n14/06/2023,B,-20,Vendor Credit\n15/06/2023,C,5,Vendor Credit\n",
        expect![[r#"
            2: 2023-06-13 10 A|A||||||
            3: 2023-06-14 -20 B|B||||||
            4: 2023-06-15 5 C|C||||||
            read 3, left out 0, total -5
        "#]],
    );
    // Letters are kinds of ware as well.
    check(
        "Date,Vendor,Amount,Type\n13/06/2023,A,10,S\n14/06/2023,B,20,H\n",
        expect![[r#"
        2: 2023-06-13 10 A|A||||||
        3: 2023-06-14 20 B|B||||||
        read 2, left out 0, total 30
    "#]],
    );
}

#[test]
fn balances_carried_over_are_no_postings() {
    check(
        "Date,Vendor,Description,Amount\n01/04/2026,,Opening balance,500.00\n13/04/2026,A,Mice,10.50\n,,Carried forward,510.50\n\
         ,,Brought forward,510.50\n14/04/2026,B,Rats,3.00\n30/04/2026,,Closing balance,513.50\n",
        expect![[r#"
            3: 2026-04-13 10.50 A|Mice||||||
            6: 2026-04-14 3.00 B|Rats||||||
            read 2, left out 4, total 13.50
            - Carried over, and not posted: rows 2, 4, 5, 7 (“Opening balance”, “Carried forward”, “Brought forward”) are balances and were left out.
        "#]],
    );
    check(
        "Datum;Lieferant;Text;Betrag\n01.01.2026;;Saldovortrag;500,00\n13.04.2026;A;Mäuse;10,50\n14.04.2026;B;Übertragung;3,00\n",
        expect![[r#"
            3: 2026-04-13 10.50 A|Mäuse||||||
            4: 2026-04-14 3.00 B|Übertragung||||||
            read 2, left out 1, total 13.50
            - Carried over, and not posted: row 2 (“Saldovortrag”) is a balance and was left out.
        "#]],
    );
    check(
        "Date;Fournisseur;Libellé;Montant\n01/01/2026;;Report à nouveau;500,00\n13/04/2026;A;Souris;10,50\n",
        expect![[r#"
            3: 2026-04-13 10.50 A|Souris||||||
            read 1, left out 1, total 10.50
            - Carried over, and not posted: row 2 (“Report à nouveau”) is a balance and was left out.
        "#]],
    );
}

#[test]
fn remarks_under_a_few_rows_are_no_data() {
    check(
        "Date,Supplier,Description,Amount\n13/04/2026,A,Mice,10.50\n14/04/2026,B,Rats,3.00\n\n\
         Source: the ledger of the council,,,\nFigures are provisional and may change,,,\nApproved by:,J. Doe,,\n* net of VAT,,,\n",
        expect![[r#"
            2: 2026-04-13 10.50 A|Mice||||||
            3: 2026-04-14 3.00 B|Rats||||||
            read 2, left out 4, total 13.50
            - Without date and amount, and left out: rows 5, 6, 7, 8.
        "#]],
    );
    check(
        "Amount,Supplier,Date\n10.50,A,13/04/2026\nPrepared by J. Doe,,14/05/2026\nSource: the ledger,,\n",
        expect![[r#"
            2: 2026-04-13 10.50 A|A||||||
            read 1, left out 2, total 10.50
            - Without date and amount, and left out: rows 3, 4.
        "#]],
    );
}
