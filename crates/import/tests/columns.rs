//! Columns with a usual name and cells that are not what it says: problems to be seen, and no column left out in silence.
#![expect(clippy::needless_raw_string_hashes, reason = "so expect-test writes them")]

mod common;

use common::{actuals, budget, register};
use expect_test::expect;
use import::{Kind, Options};

#[test]
fn numbers_that_are_not_known_yet_leave_the_others_their_column() {
    let text = "Contract No,Supplier,End date,Value\nC1,Acme,TBC,tbd\nC2,Bolt,2028-02-29,TBC\nC3,Cog,Rolling,250\nC4,Dot,soon,tbd\n";
    expect![[r#"
        2: contract number C1 | vendor Acme | end date  | value in all 
        3: contract number C2 | vendor Bolt | end date 2028-02-29 | value in all 
        4: contract number C3 | vendor Cog | end date  | value in all 250 | renewal Rolling
        read 4, left out 0, total 250
        ! 5/3 End date: “soon” is not a date.
        - “tbd” in “Value” is no number and was left empty, 2 times.
        - “TBC” in “Value” is no number and was left empty, once.
    "#]]
    .assert_eq(&register(Kind::Contracts, text));
    let text =
        "Software,Seats\nMail,Unlimited\nMaps,∞\nChat,25\nNotes,2.5\nFiles,site licence\nForms,plenty\n";
    expect![[r#"
        2: product Mail | number bought 
        3: product Maps | number bought 
        4: product Chat | number bought 25
        6: product Files | number bought 
        read 6, left out 0, total 
        ! 5/2 Seats: “2.5” is no whole number.
        ! 7/2 Seats: “plenty” is not an amount.
        - “Unlimited” in “Seats” is no number and was left empty, once.
        - “∞” in “Seats” is no number and was left empty, once.
        - “site licence” in “Seats” is no number and was left empty, once.
    "#]]
    .assert_eq(&register(Kind::Licences, text));
    let text = "Order no,Vendor,Amount,Invoiced\nO1,Acme,900,in full\nO2,Bolt,TBC,450\nO3,Cog,90,never\n";
    expect![[r#"
        read 3, left out 0, total 
        ! 2/4 Invoiced: “in full” is not an amount.
        ! 3/3 Amount: “TBC” is not an amount.
        ! 4/4 Invoiced: “never” is not an amount.
    "#]]
    .assert_eq(&register(Kind::Orders, text));
}

#[test]
fn numbers_that_a_spreadsheet_program_has_shortened_are_said() {
    let text = "Contract Number,Vendor,End date\n7.20003E+11,Acme,30/06/2028\n7.20003E+11,Bolt,30/06/2028\n0815,Cog,31/12/2028\n";
    expect![[r#"
        4: contract number 0815 | vendor Cog | end date 2028-12-31
        read 3, left out 0, total 
        ! 2/1 Contract Number: “7.20003E+11” is a number that a spreadsheet program has shortened, so that its last digits are lost: save the file again with this column as text.
        ! 3/1 Contract Number: “7.20003E+11” is a number that a spreadsheet program has shortened, so that its last digits are lost: save the file again with this column as text.
    "#]].assert_eq(&register(Kind::Contracts, text));
    let text = b"Document no,Date,Vendor,Amount\n5.1E+09,2027-03-13,Acme,1\n5.1E+09,2027-03-14,Bolt,2\n";
    expect![[r#"
        2: 2027-03-13 1 Acme|Acme|5.1E+09|||||
        3: 2027-03-14 2 Bolt|Bolt|5.1E+09|||||
        read 2, left out 0, total 3
        - “Document no” has numbers such as 4.4E+09 that a spreadsheet program has shortened: their last digits are lost.
    "#]].assert_eq(&actuals(text, &Options::default()));
}

#[test]
fn what_a_file_cannot_do_without_keeps_its_column() {
    let text = "ServiceName,ChargePeriodStart,BilledCost,BillingCurrency\nStorage,2027-02-03,0.1234567890123456789012345678901,USD\n";
    expect![[r#"
        read 1, left out 0, total 
        ! 2/3 BilledCost: “0.1234567890123456789012345678901” has more than the 28 digits that can be kept exactly.
    "#]].assert_eq(&register(Kind::CloudBill, text));
    let text = "Vendor,Criterion,Period,Value\nAcme,Quality,2027-Q1,good\nBolt,Quality,2027-Q1,fair\n";
    expect![[r#"
        read 2, left out 0, total 
        ! 2/4 Value: “good” is not an amount.
        ! 3/4 Value: “fair” is not an amount.
    "#]]
    .assert_eq(&register(Kind::Scores, text));
}

#[test]
fn a_column_called_currency_is_read_by_codes_signs_and_names() {
    let text = "Supplier,Date,Amount,Currency\n\
        A,2027-10-14,1,usd\nB,2027-10-14,2,Euro\nC,2027-10-14,3,£\nD,2027-10-14,4,U.S. Dollars\n\
        E,2027-10-14,5,XXQ\nF,2027-10-14,6,GBP - Pound\nG,2027-10-14,7,Kč\nH,2027-10-14,8,RMB\n\
        I,2027-10-14,9,XXX\nJ,2027-10-14,10,EUR or USD\nK,2027-10-14,11,$\nL,2027-10-14,12,\n\
        M,2027-10-14,13,R$\nN,2027-10-14,14,Swiss Francs (CHF)\n";
    expect![[r#"
        2: 2027-10-14 USD 1 A|A||||||
        3: 2027-10-14 EUR 2 B|B||||||
        4: 2027-10-14 GBP 3 C|C||||||
        5: 2027-10-14 USD 4 D|D||||||
        7: 2027-10-14 GBP 6 F|F||||||
        8: 2027-10-14 CZK 7 G|G||||||
        9: 2027-10-14 CNY 8 H|H||||||
        12: 2027-10-14 11 K|K||||||
        13: 2027-10-14 12 L|L||||||
        14: 2027-10-14 BRL 13 M|M||||||
        15: 2027-10-14 CHF 14 N|N||||||
        read 14, left out 0, total 23 + BRL 13 + CHF 14 + CNY 8 + CZK 7 + EUR 2 + GBP 9 + USD 5
        ! 6/4 Currency: “XXQ” is no currency: use a code such as EUR, USD or GBP.
        ! 10/4 Currency: “XXX” is no currency: use a code such as EUR, USD or GBP.
        ! 11/4 Currency: “EUR or USD” is no currency: use a code such as EUR, USD or GBP.
    "#]]
    .assert_eq(&actuals(text.as_bytes(), &Options::default()));
}

#[test]
fn amounts_without_a_sign_are_in_the_currency_of_those_with_one() {
    let text = "Payments over £250 in June 2027\n\nDate,Supplier,Net amount\n14/06/2027,Acme,\"1,250.50\"\n\
        15/06/2027,Bolt,£749.50\n16/06/2027,Cog,(250.50)\n,,\"1,749.50\"\n";
    expect![[r#"
        4: 2027-06-14 GBP 1250.50 Acme|Acme||||||
        5: 2027-06-15 GBP 749.50 Bolt|Bolt||||||
        6: 2027-06-16 GBP -250.50 Cog|Cog||||||
        read 3, left out 1, total GBP 1749.50
        - Row 7 says 1749.50; the 3 rows it adds up sum to 1749.50: it ties. It was left out.
        - Amounts that name no currency were taken as GBP, which all others name.
    "#]]
    .assert_eq(&actuals(text.as_bytes(), &Options::default()));
    let text =
        "Date,Supplier,Amount\n14/06/2027,Acme,£250\n15/06/2027,Bolt,€750\n16/06/2027,Cog,10\nTotal,,1010\n";
    expect![[r#"
        2: 2027-06-14 GBP 250 Acme|Acme||||||
        3: 2027-06-15 EUR 750 Bolt|Bolt||||||
        4: 2027-06-16 10 Cog|Cog||||||
        read 3, left out 1, total 10 + EUR 750 + GBP 250
        - Row 5 (“Total”) says 1010, over amounts of several currencies, which do not add up. It was left out.
        ? Some amounts name GBP or EUR, others no currency: those were taken as in the currency of the book. Is that right?
    "#]].assert_eq(&actuals(text.as_bytes(), &Options::default()));
    let text = "Date,Supplier,Amount\n14/06/2027,Acme,£250\n15/06/2027,Bolt,$750\n16/06/2027,Cog,10\n";
    expect![[r#"
        2: 2027-06-14 GBP 250 Acme|Acme||||||
        3: 2027-06-15 750 Bolt|Bolt||||||
        4: 2027-06-16 10 Cog|Cog||||||
        read 3, left out 0, total 760 + GBP 250
        ? Some amounts name GBP, others no currency: those were taken as in the currency of the book. Is that right?
    "#]].assert_eq(&actuals(text.as_bytes(), &Options::default()));
    let text = "Datum;Dodavatel;Částka Kč\n14.06.2027;Acme;1 250,50\n15.06.2027;Bolt;20,00\n";
    expect![[r#"
        2: 2027-06-14 CZK 1250.50 |||||||
        3: 2027-06-15 CZK 20.00 |||||||
        read 2, left out 0, total CZK 1270.50
    "#]]
    .assert_eq(&actuals(text.as_bytes(), &Options::default()));
}

#[test]
fn a_currency_is_that_of_the_amounts_it_stands_with() {
    let read = |text: &str| actuals(text.as_bytes(), &Options::default());
    let text = "Datum;Lieferant;Betrag in Belegwährung;Belegwährung;Betrag in Hauswährung;Hauswährung\n\
        12.03.2027;Acme;500,00;CHF;520,00;EUR\n13.03.2027;Bolt;10,00;SEK;0,90;EUR\n";
    expect![[r#"
        2: 2027-03-12 EUR 520.00 Acme|Acme||||||
        3: 2027-03-13 EUR 0.90 Bolt|Bolt||||||
        read 2, left out 0, total EUR 520.90
    "#]]
    .assert_eq(&read(text));
    let text = "Date,Vendor,Amount in doc. curr.,Currency,Amount in local currency\n2027-03-12,Acme,500,CHF,520\n2027-03-13,Bolt,10,SEK,0.90\n";
    expect![[r#"
        2: 2027-03-12 520 Acme|Acme||||||
        3: 2027-03-13 0.90 Bolt|Bolt||||||
        read 2, left out 0, total 520.90
    "#]]
    .assert_eq(&read(text));
    let text = "Merchant,Trans Date,Amount,Orig Curr,Orig Amt\nAcme,2027-03-12,520,CHF,500\nBolt,2027-03-13,0.90,SEK,10\n";
    expect![[r#"
        2: 2027-03-12 520 Acme|Acme||||||
        3: 2027-03-13 0.90 Bolt|Bolt||||||
        read 2, left out 0, total 520.90
    "#]]
    .assert_eq(&read(text));
    let text = "Document No,Date,Vendor,Amount,Document currency\n4711,2027-03-12,Acme,500,CHF\n4712,2027-03-13,Bolt,10,SEK\n";
    expect![[r#"
        2: 2027-03-12 CHF 500 Acme|Acme|4711|||||
        3: 2027-03-13 SEK 10 Bolt|Bolt|4712|||||
        read 2, left out 0, total CHF 500 + SEK 10
    "#]]
    .assert_eq(&read(text));
}

#[test]
fn an_amount_that_its_comma_has_torn_is_a_problem() {
    let read = |text: &str| actuals(text.as_bytes(), &Options::default());
    let text = "Date,Vendor,Amount\n14/03/2027,Acme,3,250.75\n15/03/2027,Bolt,40.00\n16/03/2027,Cog,11,000.00\n17/03/2027,Dot,£1,500,000.00\n";
    expect![[r#"
        3: 2027-03-15 GBP 40.00 Bolt|Bolt||||||
        read 4, left out 0, total GBP 40.00
        ! 2/4 D: This row has 4 cells for 3 columns: a “,” within a cell needs quotation marks around it.
        ! 4/4 D: This row has 4 cells for 3 columns: a “,” within a cell needs quotation marks around it.
        ! 5/5 E: This row has 5 cells for 3 columns: a “,” within a cell needs quotation marks around it.
        - Amounts that name no currency were taken as GBP, which all others name.
        ? Most rows have more cells than the columns have names: those from column D on were not read. If a “,” within amounts or texts makes them, it needs quotation marks around the cell.
    "#]]
    .assert_eq(&read(text));
    let text = "Datum,Betrag,Lieferant\n14.03.2027,3250,75,Acme\n15.03.2027,40,00,Bolt\n";
    expect![[r#"
        2: 2027-03-14 3250 |||||||
        3: 2027-03-15 40 |||||||
        read 2, left out 0, total 3290
        ? Most rows have more cells than the columns have names: those from column D on were not read. If a “,” within amounts or texts makes them, it needs quotation marks around the cell.
    "#]]
    .assert_eq(&read(text));
    let text = "Date,Vendor,Amount\n14/03/2027,Acme,3250,paid\n15/03/2027,Bolt,40,\n";
    expect![[r#"
        2: 2027-03-14 3250 Acme|Acme||||||
        3: 2027-03-15 40 Bolt|Bolt||||||
        read 2, left out 0, total 3290
        - Column D has no name and cells in a few rows: they were not read.
    "#]]
    .assert_eq(&read(text));
}

#[test]
fn credits_below_zero_are_taken_off_already() {
    let read = |text: &str| actuals(text.as_bytes(), &Options::default());
    expect![[r#"
        2: 2027-03-14 250.00 Acme|Acme||||||
        3: 2027-03-15 -70.25 Bolt|Bolt||||||
        read 2, left out 0, total 179.75
        - Amounts in “Credit” are below zero already and were added as they stand.
    "#]]
    .assert_eq(&read("Date,Vendor,Debit,Credit\n2027-03-14,Acme,250.00,\n2027-03-15,Bolt,,-70.25\n"));
    expect![[r#"
        2: 2027-03-14 179.75 Acme|Acme||||||
        3: 2027-03-15 70.25 Bolt|Bolt||||||
        read 2, left out 0, total 250.00
    "#]]
    .assert_eq(&read("Date,Vendor,Debit,Credit\n2027-03-14,Acme,250.00,70.25\n2027-03-15,Bolt,,-70.25\n"));
    expect![[r#"
        2: 2027-03-14 250.00 Acme|Acme||||||
        3: 2027-03-15 -70.25 Bolt|Bolt||||||
        4: 2027-03-16 5 Cog|Cog||||||
        read 3, left out 0, total 184.75
    "#]]
    .assert_eq(&read(
        "Datum;Lieferant;Betrag\n14.03.2027;Acme;250,00 S\n15.03.2027;Bolt;70,25 H\n16.03.2027;Cog;5,-\n",
    ));
}

#[test]
fn a_month_beside_its_year_is_a_date() {
    let read = |text: &str| actuals(text.as_bytes(), &Options::default());
    expect![[r#"
        2: 2027-03-31 250 Acme|Acme||||||
        3: 2027-04-30 70 Bolt|Bolt||||||
        4: 2028-02-29 1 Cog|Cog||||||
        read 3, left out 0, total 321
        - Dates that name only a month count as its last day.
    "#]]
    .assert_eq(&read("Year,Month,Vendor,Amount\n2027,3,Acme,250\n2027,April,Bolt,70\n2028,2,Cog,1\n"));
}

#[test]
fn two_columns_of_one_name_are_asked_about() {
    let read = |text: &str| actuals(text.as_bytes(), &Options::default());
    expect![[r#"
        2: 2027-03-14 3 Acme|Acme||||||
        3: 2027-03-15 4 Bolt|Bolt||||||
        read 2, left out 0, total 7
        ? Columns B and D are both called “Amount”: B was read. If D is meant, choose it.
    "#]]
    .assert_eq(&read("Date,Amount,Vendor,Amount\n2027-03-14,3,Acme,250\n2027-03-15,4,Bolt,70\n"));
}

#[test]
fn rows_of_actuals_are_no_budget() {
    let read = |text: &str| budget(text.as_bytes(), &Options::default());
    expect![[r#"
        2: Mail||||||   [2027-03 250, 2027-04 250]
        4: Maps||||||   [2027-03 70, 2027-04 70]
        read 2, left out 2, total 640
        - “Type” says which rows are the budget: 2 rows of actuals left out.
    "#]].assert_eq(&read("Line,Type,Mar-27,Apr-27\nMail,Budget,250,250\nMail,Actual,240,230\nMaps,Budget,70,70\nMaps,Actual,71,72\n"));
    expect![[r#"
        2: Mail||||||   [2027-03 250]
        read 1, left out 1, total 250
        - “Version” says which rows are the budget: 1 row of actuals left out.
    "#]]
    .assert_eq(&read("Item,Month,Version,Amount\nMail,2027-03,Plan,250\nMail,2027-03,Ist,240\n"));
}

#[test]
fn a_field_without_a_column_may_be_given_a_value() {
    expect![[r#"
        refused: No column was found for the criterion: say which one holds it, or give a value for every row. The columns are Vendor, Value, Remarks etc.
    "#]].assert_eq(&register(Kind::Scores, "Vendor,Value,Remarks etc.\nAcme,3,x\nBolt,4,y\n"));
    expect![[r#"
        refused: No column was found for the period: say which one holds it, or give a value for every row. The columns are Vendor, Criterion, Value, Remarks etc.
    "#]].assert_eq(&register(
        Kind::Scores,
        "Vendor,Criterion,Value,Remarks etc.\nAcme,Quality,3,x\nBolt,Quality,4,y\n",
    ));
}
