//! What whole exports of ledgers, registers and portals are taken for.

#![expect(clippy::unwrap_used, reason = "rows of a test")]

use expect_test::expect;
use import::{Apart, Kind, Options, Source, inspect};

/// The kind that a file is taken for, and which column is read as what.
fn found(text: &str) -> String {
    let options = Options::default();
    let source = Source::read("t.csv", text.as_bytes().to_vec(), &options, &Apart::Here).unwrap();
    let found = inspect(&source, None, &options).unwrap();
    let columns = found.table.unwrap().columns;
    let fields =
        columns.iter().filter_map(|column| Some(format!("{}: {}", column.field.as_ref()?, column.name)));
    let kind = found.kind.map_or("no kind", Kind::name).to_owned();
    std::iter::once(kind).chain(fields).collect::<Vec<_>>().join(" | ")
}

#[test]
fn exports_of_ledgers_registers_and_portals_are_understood() {
    for (text, expected) in [
        (
            "Date,Contact,Reference,Currency,Debit (Source),Credit (Source),Debit (EUR),Credit (EUR)\n\
             2026-04-03,Acme,I-1,USD,11.00,,10.00,\n2026-04-04,Bolt,I-2,USD,,5.50,,5.00\n",
            expect![
                "actuals | date: Date | vendor: Contact | document: Reference | amount: Debit (EUR) | credit: Credit (EUR)"
            ],
        ),
        (
            "Belegnummer;Buchungsdatum;Betrag;Bestellung;Lieferant;Name 1\n51001;03.04.2026;10,50;4500001;70012;Acme GmbH\n51002;04.04.2026;3,00;4500002;70013;Bolt AG\n",
            expect![
                "actuals | document: Belegnummer | date: Buchungsdatum | amount: Betrag | vendor: Name 1"
            ],
        ),
        (
            "Fecha;Proveedor;Importe;IVA;Total\n03/04/2026;Acme;100,50;21,10;121,60\n13/04/2026;Bolt;3,00;0,63;3,63\n",
            expect!["actuals | date: Fecha | vendor: Proveedor | amount: Importe"],
        ),
        (
            "Date,Vendor,Quantity,Unit price,VAT,Total\n2026-04-03,Acme,2,5.00,2.00,12.00\n2026-04-04,Bolt,1,3.00,0.60,3.60\n",
            expect!["actuals | date: Date | vendor: Vendor | amount: Total"],
        ),
        (
            "CN ID,Parent CN,Contract Start Date,Contract End Date,Contract Value (AUD),Supplier Name\nCN1,CN0,01-Jul-25,30-Jun-26,500.00,Acme\n",
            expect![
                "contracts | number: CN ID | parent: Parent CN | start: Contract Start Date | end: Contract End Date | total: Contract Value (AUD) | vendor: Supplier Name"
            ],
        ),
        (
            "procurement_id,vendor_name,contract_date,contract_period_start,delivery_date,contract_value,original_value\n\
             P1,Acme,2026-01-05,2026-02-01,2027-01-31,500.00,400.00\n",
            expect![
                "contracts | vendor: vendor_name | start: contract_period_start | end: delivery_date | total: contract_value"
            ],
        ),
        (
            "Kostenart;Bezeichnung;Kostenstelle;Periode;Plan\nSoftware;CAD;IT;01.2027;1.000,00\nSoftware;CAD;IT;02.2027;1.000,00\n",
            expect![
                "budget | category: Kostenart | description: Bezeichnung | department: Kostenstelle | month: Periode | amount: Plan"
            ],
        ),
        (
            "Department,Program,Line,FY2023 Actual,FY2024 Adopted,FY2025 Proposed\nIT,Apps,CAD,100,200,300\nIT,Apps,ERP,1,2,3\n",
            expect![
                "budget | department: Department | project: Program | description: Line | amount: FY2025 Proposed"
            ],
        ),
        (
            "Einkaufsbeleg;Position;Belegdatum;Lieferant;Kurztext;Nettobestellwert;Währung\n4500001;10;13.04.2026;Acme;Server;1.000,00;EUR\n",
            expect![
                "orders | number: Einkaufsbeleg | position: Position | date: Belegdatum | vendor: Lieferant | text: Kurztext | amount: Nettobestellwert | currency: Währung"
            ],
        ),
    ] {
        expected.assert_eq(&found(text));
    }
}
