//! What a file is taken for, by the names and cells of its columns: header rows, months, kinds.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![expect(clippy::unwrap_used, clippy::needless_pass_by_value, reason = "rows of a test")]

use expect_test::{Expect, expect};
use import::{Apart, Options, Source, inspect};

/// The kind, the rows that name the columns, the rows of data, and which column is read as what.
fn check(text: &str, expected: Expect) {
    let options = Options::default();
    let source = Source::read("t.csv", text.as_bytes().to_vec(), &options, &Apart::Here).unwrap();
    let found = inspect(&source, None, &options).unwrap();
    let table = found.table.unwrap();
    let kind = found.kind.map_or("no kind", import::Kind::name);
    let fields = table
        .columns
        .iter()
        .filter_map(|column| Some(format!("{}: {}", column.field.as_ref()?, column.name)));
    let mut lines = vec![format!(
        "{kind}, named in {} to {}, {} rows",
        table.header_row.map_or_else(|| "no row".to_owned(), |row| row.to_string()),
        table.last_header_row,
        table.rows
    )];
    lines.extend(fields);
    lines.extend(found.questions.iter().map(|question| format!("? {}", question.sentence)));
    lines.extend(
        table.others.iter().map(|other| format!("another table in row {}: {}", other.row, other.words)),
    );
    expected.assert_eq(&(lines.join("\n") + "\n"));
}

#[test]
fn budgets_name_their_months_in_many_ways() {
    check(
        "Budget 2027 (in k€);;;;;;;\n;;Q1 2027;;;Q2 2027;;\nKostenart;Lieferant;Jan;Feb;Mär;Apr;Mai;Jun\nSoftware;Halden;1,5;1,5;1,5;2;2;2\nHardware;Kestrel;10;0;0;-;n/a;3\nSumme;;11,5;1,5;1,5;2;2;5\n",
        expect![[r#"
            budget, named in 3 to 3, 3 rows
            category: Kostenart
            vendor: Lieferant
            2027-01: Jan 2027
            2027-02: Feb 2027
            2027-03: Mär 2027
            2027-04: Apr 2027
            2027-05: Mai 2027
            2027-06: Jun 2027
            ? “Budget 2027 (in k€)” speaks of thousands. The amounts were read as they stand: is that right?
        "#]],
    );
    check(
        ",,2026,,2027,\nDescription,Vendor,Nov,Dec,Jan,Feb\nLaptops,Halden,1,2,3,4\nLicences,Kestrel,5,6,7,8\n",
        expect![[r#"
            budget, named in 2 to 2, 2 rows
            description: Description
            vendor: Vendor
            2026-11: Nov 2026
            2026-12: Dec 2026
            2027-01: Jan 2027
            2027-02: Feb 2027
        "#]],
    );
    check(
        "Item,Supplier,Q1,Q2,Q3,Q4,Total\nLaptops,Halden,100,200,300,400,1000\n",
        expect![[r#"
        budget, named in 1 to 1, 1 rows
        description: Item
        vendor: Supplier
        Q1: Q1
        Q2: Q2
        Q3: Q3
        Q4: Q4
    "#]],
    );
    check(
        "Position,Konto,Monat,Betrag\nLizenzen,4711,01.2027,\"1.000,00\"\nLizenzen,4711,02.2027,\"1.000,00\"\nWartung,4712,M3,\"500,50\"\n",
        expect![[r#"
            budget, named in 1 to 1, 3 rows
            description: Position
            month: Monat
            amount: Betrag
        "#]],
    );
    check(
        "Line,Vendor,31/01/2027,28/02/2027,31/03/2027\nA,B,1,2,3\n",
        expect![[r#"
        budget, named in 1 to 1, 1 rows
        description: Line
        vendor: Vendor
        2027-01: 31/01/2027
        2027-02: 28/02/2027
        2027-03: 31/03/2027
    "#]],
    );
}

#[test]
fn ledgers_registers_and_bills_are_told_apart() {
    check(
        "Buchungsdatum;Belegnr;Kreditor;Text;Soll;Haben\n13.10.2026;R1;Halden;Laptops;1.200,00;\n04.10.2026;R2;Kestrel;Gutschrift;;150,00\n",
        expect![[r#"
            actuals, named in 1 to 1, 2 rows
            date: Buchungsdatum
            document: Belegnr
            vendor: Kreditor
            text: Text
            amount: Soll
            credit: Haben
        "#]],
    );
    check(
        "bill_billing_period_start_date,line_item_usage_account_id,line_item_usage_start_date,line_item_product_code,line_item_unblended_cost,line_item_currency_code\n2026-10-01 00:00:00.000,2222,2026-10-03 00:00:00.000,Compute,1.5,USD\n",
        expect![[r#"
            cloud-bill, named in 1 to 1, 1 rows
            account: line_item_usage_account_id
            date: line_item_usage_start_date
            service: line_item_product_code
            billed: line_item_unblended_cost
            currency: line_item_currency_code
        "#]],
    );
    check(
        "Vertragsnummer;Lieferant;Bezeichnung;Vertragsbeginn;Laufzeit (Monate);Kündigungsfrist (Tage);Jahreskosten\nV-1;Halden;Wartung;01.01.2026;24;90;1.200,00\n",
        expect![[r#"
            contracts, named in 1 to 1, 1 rows
            number: Vertragsnummer
            vendor: Lieferant
            title: Bezeichnung
            start: Vertragsbeginn
            term: Laufzeit (Monate)
            notice: Kündigungsfrist (Tage)
            yearly: Jahreskosten
        "#]],
    );
    check(
        "Logiciel;Éditeur;Nombre de licences;Attribué;Prix unitaire;Date de fin\nDessin;Vantage;120;100;20,50;31/12/2026\n",
        expect![[r#"
            licences, named in 1 to 1, 1 rows
            product: Logiciel
            vendor: Éditeur
            bought: Nombre de licences
            assigned: Attribué
            unit_price: Prix unitaire
            end: Date de fin
        "#]],
    );
    check(
        "Bestelnummer;Regel;Leverancier;Omschrijving;Bestelbedrag;Gefactureerd\n4500;10;Halden;Laptops;1000,00;400,00\n",
        expect![[r#"
            orders, named in 1 to 1, 1 rows
            number: Bestelnummer
            position: Regel
            vendor: Leverancier
            text: Omschrijving
            amount: Bestelbedrag
            invoiced: Gefactureerd
        "#]],
    );
    check(
        "Proveedor;Indicador;Periodo;Valor\nHalden;Disponibilidad;2026-Q3;99,95\n",
        expect![[r#"
        scores, named in 1 to 1, 1 rows
        vendor: Proveedor
        criterion: Indicador
        period: Periodo
        value: Valor
    "#]],
    );
    check(
        "Date,USD,GBP,JPY\n2026-10-30,1.0812,0.8431,164.22\n",
        expect![[r#"
        rates, named in 1 to 1, 1 rows
        month: Date
        USD: USD
        GBP: GBP
        JPY: JPY
    "#]],
    );
    check(
        "Name,Supplier number,Contact,E-mail\nHalden,70001,Eva Lang,eva@halden.example\n",
        expect![[r#"
        vendors, named in 1 to 1, 1 rows
        name: Name
        number: Supplier number
        contact: Contact
        email: E-mail
    "#]],
    );
}

#[test]
fn names_take_several_rows_and_sheets_hold_several_tables() {
    check(
        "Travel of a director,,,,\n,,,,\nDates,Purpose,Travel,,Total Cost\n,,Air,Rail,\n04/04/2026,Meeting,,65.60,65.60\n19/04/2026,Meeting,16.00,,16.00\n,,,,\nTotal,,,,81.60\n",
        expect![[r#"
            actuals, named in 3 to 4, 3 rows
            date: Dates
            text: Purpose
            amount: Total Cost
        "#]],
    );
    check(
        "Cost centre,Amount,Date\nPlatform,10.50,2026-10-01\nNetwork,20.00,2026-10-02\n\nRegion,Headcount,Quota\nNorth,12,0.5\nSouth,7,0.25\n",
        expect![[r#"
            actuals, named in 1 to 1, 2 rows
            cost_centre: Cost centre
            amount: Amount
            date: Date
            another table in row 5: Region, Headcount, Quota
        "#]],
    );
    // What lies above figures is no name of a column.
    check(
        ",10,7\n,20,\nText,30,5\nmore,,\n,Word,\n,40,2\n",
        expect![[r#"
        no kind, named in no row to 0, 6 rows
    "#]],
    );
}

#[test]
fn a_table_beside_another_is_said() {
    check(
        "Date,Vendor,Amount,,Date,Vendor,Amount\n2026-01-05,Acme,1.50,,2026-02-05,Bolt,2.50\n2026-01-06,Acme,3.50,,2026-02-06,Bolt,4.50\n",
        expect![[r#"
            actuals, named in 1 to 1, 2 rows
            date: Date
            vendor: Vendor
            amount: Amount
            ? Columns E to G (Date, Vendor, Amount) look like another table beside this one and were not read: put it below this one, or on a sheet of its own.
        "#]],
    );
}

#[test]
fn a_year_stands_over_halves_and_quarters() {
    check(
        ",2027,,,\n,H1,,H2,\nLine,Jan,Feb,Jul,Aug\nCloud,3,4,5,6\nPhones,1,2,1,2\n",
        expect![[r#"
        budget, named in 3 to 3, 2 rows
        description: Line
        2027-01: Jan 2027
        2027-02: Feb 2027
        2027-07: Jul 2027
        2027-08: Aug 2027
    "#]],
    );
    check(
        ",2027,2027,2027,2027\n,Q1,,,\nLine,Jan,Feb,Mar,Total Q1\nCloud,3,4,1,8\nPhones,1,2,1,4\n",
        expect![[r#"
            budget, named in 3 to 3, 2 rows
            description: Line
            2027-01: Jan 2027
            2027-02: Feb 2027
            2027-03: Mar 2027
        "#]],
    );
    // Rows of data name no columns, however many rows were given.
    let options = Options { header_rows: Some(3), ..Options::default() };
    let text = ",2027,,,\n,H1,,H2,\nLine,Jan,Feb,Jul,Aug\nCloud,3,4,5,6\nPhones,1,2,1,2\n";
    let source = Source::read("t.csv", text.as_bytes().to_vec(), &options, &Apart::Here).unwrap();
    let table = inspect(&source, None, &options).unwrap().table.unwrap();
    assert_eq!((table.header_row, table.last_header_row, table.rows), (Some(3), 3, 2));
}

#[test]
fn a_file_without_names_keeps_its_first_row() {
    let rows: String = (1..=19)
        .fold(String::new(), |rows, row| format!("{rows}2026-02-{row:02},Firm {row},Desk {row},{row}.25\n"));
    check(
        &rows,
        expect![[r#"
        actuals, named in no row to 0, 19 rows
        date: A
        amount: D
    "#]],
    );
    check(
        "2026-02-01,Halden,Desks,1.25\n2026-02-02,Kestrel,Chairs,2.25\n",
        expect![[r#"
        actuals, named in no row to 0, 2 rows
        date: A
        amount: D
    "#]],
    );
}
