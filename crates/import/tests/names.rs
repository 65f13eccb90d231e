//! What columns are called in exports of ledgers, contract registers and licence tools, and what they are taken for.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![expect(clippy::unwrap_used, clippy::needless_pass_by_value, reason = "rows of a test")]

use expect_test::{Expect, expect};
use import::{Apart, Kind, Options, Source, inspect};

/// The kind that a file is taken for, and which column is read as what.
fn found(text: &str, kind: Option<Kind>) -> String {
    let options = Options::default();
    let source = Source::read("t.csv", text.as_bytes().to_vec(), &options, &Apart::Here).unwrap();
    let found = inspect(&source, kind, &options).unwrap();
    let columns = found.table.unwrap().columns;
    let fields =
        columns.iter().filter_map(|column| Some(format!("{}: {}", column.field.as_ref()?, column.name)));
    let kind = found.kind.map_or("no kind", Kind::name).to_owned();
    std::iter::once(kind).chain(fields).collect::<Vec<_>>().join(" | ")
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&found(text, None));
}

#[test]
fn the_number_of_a_document_has_many_names() {
    for name in [
        "Invoice",
        "Invoice No.",
        "Inv #",
        "Inv. No",
        "Rechnung",
        "Rechnungs-Nr.",
        "Cheque No",
        "CheckNumber",
        "Check Number",
        "Unique ID",
        "Voucher",
        "Voucher Nbr",
        "Belegnr.",
        "Belegfeld 1",
        "PieceRef",
        "N° facture",
        "Nº de factura",
        "Asiento",
        "Factuurnr",
        "Boekstuknr.",
        "External Document No.",
        "Num",
        "Warrant Number",
        "URN",
        "Internal Ref",
    ] {
        let found = found(
            &format!("Date,Vendor,{name},Amount\n2026-04-01,Acme,A-17,10.50\n2026-04-02,Bolt,A-18,3.00\n"),
            None,
        );
        let expected = format!("actuals | date: Date | vendor: Vendor | document: {name} | amount: Amount");
        assert_eq!(found, expected);
    }
    // The same name over amounts or days is none.
    check(
        "Date,Supplier,Invoice,Cheque\n2026-04-01,Acme,1200.50,2026-04-03\n2026-04-02,Bolt,3.10,2026-04-05\n",
        expect!["actuals | date: Date | vendor: Supplier | amount: Invoice"],
    );
    check(
        "Date,Supplier,Invoice,Amount\n2026-04-01,Acme,Yes,10.50\n2026-04-02,Bolt,No,3.00\n",
        expect!["actuals | date: Date | vendor: Supplier | amount: Amount"],
    );
    // The telling one of several.
    check(
        "Payment Date,Check Number,Invoice,Invoice Date,Check Amount,Payee,Invoice Total\n\
         2026-04-01,900101,A-17,2026-03-01,10.50,Acme,10.50\n2026-04-02,900102,A-18,2026-03-09,3.00,Bolt,3.00\n",
        expect!["actuals | date: Payment Date | document: Invoice | amount: Check Amount | vendor: Payee"],
    );
    check(
        "Unique ID,Body,Date,Supplier,Net Amount,Purchase Order Number,Transaction Number\n\
         1,Council,01/04/2026,Acme,10.50,PO1,5001\n2,Council,13/04/2026,Bolt,3.00,PO2,5002\n",
        expect![
            "actuals | department: Body | date: Date | vendor: Supplier | amount: Net Amount | document: Transaction Number"
        ],
    );
}

#[test]
fn ledgers_of_many_programs_are_read() {
    check(
        "Date,Transaction Type,Num,Name,Memo/Description,Account,Split,Amount,Balance\n\
         01/04/2026,Bill,B-17,Acme,Laptops,Hardware,Accounts Payable,10.50,10.50\n13/04/2026,Vendor Credit,C-1,Bolt,Return,Hardware,Accounts Payable,3.00,7.50\n",
        expect![
            "actuals | date: Date | side: Transaction Type | document: Num | vendor: Name | text: Memo/Description | account: Account | amount: Amount"
        ],
    );
    check(
        "ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,DueDate,Total,InvoiceAmountPaid,InvoiceAmountDue,Description,Quantity,UnitAmount,LineAmount,AccountCode,TaxType,TaxAmount,Currency\n\
         Acme,,INV-1,PO7,13/04/2026,30/04/2026,12.60,0.00,12.60,Mice,2,5.25,10.50,429,20% VAT,2.10,GBP\n",
        expect![
            "actuals | vendor: ContactName | document: InvoiceNumber | date: InvoiceDate | text: Description | amount: LineAmount | account: AccountCode | currency: Currency"
        ],
    );
    check(
        "JournalCode;JournalLib;EcritureNum;EcritureDate;CompteNum;CompteLib;CompAuxNum;CompAuxLib;PieceRef;PieceDate;EcritureLib;Debit;Credit\n\
         HA;Achats;12;20260413;606300;Fournitures;F01;Acme;FA-1;20260410;Souris;10,50;\nHA;Achats;13;20260414;606300;Fournitures;F02;Bolt;FA-2;20260411;Avoir;;3,00\n",
        expect![
            "actuals | date: EcritureDate | account: CompteNum | vendor: CompAuxLib | document: PieceRef | text: EcritureLib | amount: Debit | credit: Credit"
        ],
    );
    check(
        "Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Konto;Gegenkonto;Belegdatum;Belegfeld 1;Buchungstext;KOST1 - Kostenstelle\n\
         10,50;S;EUR;6815;70001;13.04.2026;R-17;Mäuse;100\n3,00;H;EUR;6815;70002;14.04.2026;R-18;Gutschrift;100\n",
        expect![
            "actuals | amount: Umsatz (ohne Soll/Haben-Kz) | side: Soll/Haben-Kennzeichen | currency: WKZ Umsatz | account: Konto | date: Belegdatum | document: Belegfeld 1 | text: Buchungstext | cost_centre: KOST1 - Kostenstelle"
        ],
    );
    check(
        "Posting Date,Document Type,Document No.,External Document No.,Vendor No.,Vendor Name,Description,Amount (LCY),Remaining Amount\n\
         13/04/2026,Invoice,PI-1,A-17,V01,Acme,Mice,10.50,0.00\n14/04/2026,Credit Memo,PC-1,C-1,V02,Bolt,Return,-3.00,0.00\n",
        expect![
            "actuals | date: Posting Date | document: Document No. | vendor: Vendor Name | text: Description | amount: Amount (LCY)"
        ],
    );
    check(
        "Fecha;Asiento;Cuenta;Concepto;Proveedor;Debe;Haber\n13/04/2026;17;629;Ratones;Acme;10,50;\n14/04/2026;18;629;Abono;Bolt;;3,00\n",
        expect![
            "actuals | date: Fecha | document: Asiento | account: Cuenta | text: Concepto | vendor: Proveedor | amount: Debe | credit: Haber"
        ],
    );
}

#[test]
fn contracts_of_public_bodies_are_read() {
    check(
        "Purchase Order Description,Purchase Order (Contract) Number,Revision Number,Specification Number,Contract Type,Start Date,End Date,Approval Date,Department,Vendor Name,Vendor ID,Address 1,City,State,Zip,Award Amount,Procurement Type,Contract PDF\n\
         SUPPORT OF SWITCHES,70001,0,900,COMMODITIES,01/02/2026,01/31/2029,12/20/2025,FLEET,ACME LTD,5001A,1 MAIN,TOWN,IL,60000,12000.50,BID,http://x.example/1\n",
        expect![
            "contracts | title: Purchase Order Description | number: Purchase Order (Contract) Number | kind: Contract Type | start: Start Date | end: End Date | department: Department | vendor: Vendor Name | total: Award Amount"
        ],
    );
    check(
        "Contract No,Contract Title,Term Start Date,Term End Date,Contract Type,Purchasing Authority,Department Code,Department,Supplier & Team,Scope of Work,Agreed Amt,Consumed Amt,PMT Amt,Remaining Amt\n\
         1000007,Switches,2026-01-01,2028-12-31,Goods,City Law 1,TEC,Technology,Acme,Supply of switches,12000.50,100.00,90.00,11900.50\n",
        expect![
            "contracts | number: Contract No | title: Contract Title | start: Term Start Date | end: Term End Date | kind: Contract Type | department: Department | vendor: Supplier & Team | total: Agreed Amt"
        ],
    );
    check(
        "agency,contract_id,master_contract,vendor_name,contract_purpose,contract_amount,spent_to_date,start_date,end_date,award_method,registration_date\n\
         Parks,C-17,MA-1,Acme,Switches,12000.50,400.00,2026-01-01,2028-12-31,Bid,2025-12-30\n",
        expect![
            "contracts | department: agency | number: contract_id | parent: master_contract | vendor: vendor_name | title: contract_purpose | total: contract_amount | start: start_date | end: end_date"
        ],
    );
    check(
        "Vendor Name,Vendor State,US State,Contract Number,Current Contract Amount,Spending to Date,Contract Start Date,Contract End Date,Contract Description,Contract Type\n\
         Acme,NY,NY,X1,12000.50,400.00,01/13/2026,12/31/2028,Switches,Purchase\n",
        expect![
            "contracts | vendor: Vendor Name | number: Contract Number | total: Current Contract Amount | start: Contract Start Date | end: Contract End Date | title: Contract Description | kind: Contract Type"
        ],
    );
}

#[test]
fn contracts_are_read_in_five_languages() {
    check(
        "Numéro de marché;Objet du marché;Titulaire;SIRET titulaire;Date de notification;Durée (mois);Montant;Type de marché\n\
         2026-17;Commutateurs;Acme;12345678900011;13/01/2026;36;12000,50;Fournitures\n",
        expect![
            "contracts | number: Numéro de marché | title: Objet du marché | vendor: Titulaire | start: Date de notification | term: Durée (mois) | total: Montant | kind: Type de marché"
        ],
    );
    check(
        "Vertragspartner;Vertragsnummer;Vertragsgegenstand;Laufzeit;Kündigungsfrist;Jahreskosten\n\
         Acme GmbH;V-17;Wartung;unbefristet;3 Monate zum Jahresende;12.000,50\nBolt AG;V-18;Lizenzen;36 Monate;keine;3.000,00\n",
        expect![
            "contracts | vendor: Vertragspartner | number: Vertragsnummer | title: Vertragsgegenstand | term: Laufzeit | notice: Kündigungsfrist | yearly: Jahreskosten"
        ],
    );
    check(
        "Nº expediente;Objeto del contrato;Adjudicatario;NIF adjudicatario;Fecha de formalización;Plazo de ejecución;Importe de adjudicación (sin IVA);Órgano de contratación;Tipo de contrato\n\
         17/2026;Conmutadores;Acme SA;A12345678;13/01/2026;36 meses;12000,50;Ayuntamiento;Suministros\n",
        expect![
            "contracts | number: Nº expediente | title: Objeto del contrato | vendor: Adjudicatario | start: Fecha de formalización | term: Plazo de ejecución | total: Importe de adjudicación (sin IVA) | department: Órgano de contratación | kind: Tipo de contrato"
        ],
    );
    check(
        "Expediente;Adjudicatario;Importe;Fecha\n17/2026;Acme SA;12000,50;13/01/2026\n18/2026;Bolt SL;300,00;14/01/2026\n",
        expect!["contracts | number: Expediente | vendor: Adjudicatario | total: Importe"],
    );
    check(
        "Contractnummer;Leverancier;Omschrijving;Ingangsdatum;Einddatum;Opzegtermijn;Contractwaarde;Contracteigenaar\n\
         C-17;Acme BV;Switches;13-01-2026;31-12-2028;3 maanden;12000,50;J. Jansen\n",
        expect![
            "contracts | number: Contractnummer | vendor: Leverancier | title: Omschrijving | start: Ingangsdatum | end: Einddatum | notice: Opzegtermijn | total: Contractwaarde | owner: Contracteigenaar"
        ],
    );
    check(
        "Contract Reference,Title of Agreement,Supplier name,Supplier type,Start Date,End Date,Review Date,Contract Value (excl. VAT),Irrecoverable VAT,Department,Notice Type\n\
         REF-17,Switches,Acme Ltd,SME,13/01/2026,31/12/2028,30/06/2028,12000.50,0.00,ICT,Award\n",
        expect![
            "contracts | number: Contract Reference | title: Title of Agreement | vendor: Supplier name | start: Start Date | end: End Date | total: Contract Value (excl. VAT) | department: Department"
        ],
    );
    check(
        "Name,Entity,Type,Number,Start date,Initial contract period,Notice,Cost,Contract renewal period,Invoice period,Supplier,Status,Comments\n\
         Support,Root,Maintenance,GL-17,2026-01-13,36 months,3 months,1200.50,12 months,12 months,Acme,Running,\n",
        expect![
            "contracts | title: Name | department: Entity | kind: Type | number: Number | start: Start date | term: Initial contract period | notice: Notice | total: Cost | renewal_term: Contract renewal period | billing: Invoice period | vendor: Supplier | status: Status | notes: Comments"
        ],
    );
    check(
        "id;acheteur.nom;objet;procedure;dureeMois;dateNotification;montant;titulaire_denominationSociale_1\n2026M01;Ville;Commutateurs;MAPA;36;2026-01-13;12000.50;Acme\n",
        expect![
            "contracts | number: id | department: acheteur.nom | title: objet | term: dureeMois | start: dateNotification | total: montant | vendor: titulaire_denominationSociale_1"
        ],
    );
    check(
        "Auftraggeber;Auftragsgegenstand;Auftragnehmer;Auftragswert;Zuschlagsdatum;Vergabeart\nStadt;Switches;Acme GmbH;12000,50;13.01.2026;Offen\n",
        expect![
            "contracts | department: Auftraggeber | title: Auftragsgegenstand | vendor: Auftragnehmer | total: Auftragswert | start: Zuschlagsdatum"
        ],
    );
    check(
        "Entidad;Objeto;Adjudicatario;Importe con IVA;Importe sin IVA;Fecha inicio;Fecha fin\nAyuntamiento;Conmutadores;Acme SA;1210,50;1000,50;13/01/2026;31/12/2026\n",
        expect![
            "contracts | title: Objeto | vendor: Adjudicatario | total: Importe sin IVA | start: Fecha inicio | end: Fecha fin"
        ],
    );
    // The number of a contract, or what it is about.
    check(
        "Contract,Vendor,Start,End,Annual cost\nCleaning of the tower,Acme,2026-01-13,2028-12-31,1200.50\n",
        expect![
            "contracts | title: Contract | vendor: Vendor | start: Start | end: End | yearly: Annual cost"
        ],
    );
    check(
        "Contract,Vendor,Start,End,Annual cost\nC-17,Acme,2026-01-13,2028-12-31,1200.50\n",
        expect![
            "contracts | number: Contract | vendor: Vendor | start: Start | end: End | yearly: Annual cost"
        ],
    );
    // How it renews, or for how long.
    check(
        "Vertragsnr.;Vertragspartner;Beginn;Laufzeit;Verlängerung;Kosten p.a.\nV-17;Acme;13.01.2026;36 Monate;12 Monate;1.200,50\n",
        expect![
            "contracts | number: Vertragsnr. | vendor: Vertragspartner | start: Beginn | term: Laufzeit | renewal_term: Verlängerung | yearly: Kosten p.a."
        ],
    );
    check(
        "Vertragsnr.;Vertragspartner;Beginn;Laufzeit;Verlängerung;Kosten p.a.\nV-17;Acme;13.01.2026;36 Monate;automatisch;1.200,50\n",
        expect![
            "contracts | number: Vertragsnr. | vendor: Vertragspartner | start: Beginn | term: Laufzeit | renewal: Verlängerung | yearly: Kosten p.a."
        ],
    );
}

#[test]
fn licence_tools_are_read() {
    check(
        "License,Product Key,Expiration Date,Licensed To,Manufacturer,Min QTY,Total,Available,Purchase Date,Purchase Cost,Order Number,Notes\n\
         Draw,AAA-1,2027-01-31,J. Doe,Vantage,,25,5,2026-01-31,1250.50,PO1,\nPaint,BBB-2,2027-02-28,,Halden,,10,10,2026-02-28,300.00,PO2,\n",
        expect![
            "licences | product: License | number: Product Key | end: Expiration Date | owner: Licensed To | vendor: Manufacturer | bought: Total | start: Purchase Date | total: Purchase Cost | notes: Notes"
        ],
    );
    check(
        "Product Title,Total Licenses,Expired Licenses,Assigned Licenses,Status Message\nOffice E3,120,5,99,\nDesk P1,20,0,20,\n",
        expect!["licences | product: Product Title | bought: Total Licenses | assigned: Assigned Licenses"],
    );
    check(
        "Produkt;Hersteller;Lizenzanzahl;Lizenztyp;Jahreskosten;Ablaufdatum\nZeichnen;Vantage;25;Named User;1.250,50;31.01.2027\n",
        expect![
            "licences | product: Produkt | vendor: Hersteller | bought: Lizenzanzahl | metric: Lizenztyp | total: Jahreskosten | end: Ablaufdatum"
        ],
    );
    check(
        "Software,Entity,Name,Number,Serial number,Type,Expiration\nDraw,Root,Draw 2026,25,SN-1,OEM,2027-01-31\n",
        expect![
            "licences | product: Software | department: Entity | bought: Number | number: Serial number | end: Expiration"
        ],
    );
    check(
        "Logiciel;Fabricant;Nombre de postes;Licences attribuées;Coût annuel;Date d'expiration\nDessin;Vantage;25;20;1250,50;31/01/2027\n",
        expect![
            "licences | product: Logiciel | vendor: Fabricant | bought: Nombre de postes | assigned: Licences attribuées | total: Coût annuel | end: Date d'expiration"
        ],
    );
    check(
        "Software;Leverancier;Aantal licenties;In gebruik;Kosten per jaar;Einddatum\nTekenen;Vantage;25;20;1250,50;31-01-2027\n",
        expect![
            "licences | product: Software | vendor: Leverancier | bought: Aantal licenties | assigned: In gebruik | total: Kosten per jaar | end: Einddatum"
        ],
    );
    check(
        "Software;Fabricante;Número de licencias;Asignadas;Coste anual;Vencimiento\nDibujo;Vantage;25;20;1250,50;31/01/2027\n",
        expect![
            "licences | product: Software | vendor: Fabricante | bought: Número de licencias | assigned: Asignadas | total: Coste anual | end: Vencimiento"
        ],
    );
    check(
        "AccountSkuId,ActiveUnits,WarningUnits,ConsumedUnits\nacme:E3,25,0,20\nacme:P1,10,0,7\n",
        expect!["licences | product: AccountSkuId | bought: ActiveUnits | assigned: ConsumedUnits"],
    );
    check(
        "Nom;Logiciel;Numéro de série;Numéro;Type;Expiration\nDessin 26;Dessin;SN-1;25;OEM;31/01/2027\n",
        expect!["licences | product: Logiciel | number: Numéro de série | bought: Numéro | end: Expiration"],
    );
    check(
        "License,Total,Available,Manufacturer\nDraw,25,5,Vantage\n",
        expect!["licences | product: License | bought: Total | vendor: Manufacturer"],
    );
}

#[test]
fn orders_and_vendors_of_many_programs_are_read() {
    check(
        "Purchasing Document,Item,Document Date,Vendor/supplying plant,Short Text,Net Order Value,Currency,Still to be delivered (value),Still to be invoiced (val.)\n\
         4500000017,10,2026-04-13,70001 Acme,Laptops,12000.50,EUR,100.00,200.00\n",
        expect![
            "orders | number: Purchasing Document | position: Item | date: Document Date | vendor: Vendor/supplying plant | text: Short Text | amount: Net Order Value | currency: Currency | to_deliver: Still to be delivered (value) | to_invoice: Still to be invoiced (val.)"
        ],
    );
    check(
        "Vendor,Company,Primary Phone,Main Email,Street Address,City,State,Zip,Vendor Type\nAcme,Acme Ltd,555-1234,a@acme.example,1 Main,Town,IL,60000,Hardware\n",
        expect![
            "vendors | name: Vendor | phone: Primary Phone | email: Main Email | address: Street Address | category: Vendor Type"
        ],
    );
    check(
        "Kreditor;Name 1;Kreditorennummer;Ort;PLZ;Telefon;E-Mail-Adresse\nAcme;Acme GmbH;70001;Ulm;89073;0731 123;a@acme.example\n",
        expect!["vendors | name: Name 1 | number: Kreditorennummer | phone: Telefon | email: E-Mail-Adresse"],
    );
}

#[test]
fn reasons_read_well() {
    let text = "Software,Vendor,Seats,Assigned,Used,Start date,End date,Unit price\nDraw,Vantage,25,20,19,2026-01-01,2026-12-31,10.50\n";
    let options = Options::default();
    let source = Source::read("t.csv", text.as_bytes().to_vec(), &options, &Apart::Here).unwrap();
    let columns = inspect(&source, None, &options).unwrap().table.unwrap().columns;
    let reasons: Vec<String> = columns.into_iter().map(|column| column.reason).collect();
    expect![[r#"
        “Software” is a usual name for the product.
        “Vendor” is a usual name for the vendor.
        “Seats” is a usual name for the number bought.
        “Assigned” is a usual name for the number assigned.
        “Used” is a usual name for the number used.
        “Start date” is a usual name for the start date.
        “End date” is a usual name for the end date.
        “Unit price” is a usual name for the unit price."#]]
    .assert_eq(&reasons.join("\n"));
    let labels =
        |kind| import::fields(kind).into_iter().map(|field| field.label).collect::<Vec<_>>().join(", ");
    let all: Vec<String> =
        Kind::ALL.into_iter().map(|kind| format!("{}: {}", kind.name(), labels(kind))).collect();
    expect![[r#"
        budget: Description, Vendor, Category, Department, Project, Owner, Currency, Kind of cost (CapEx or OpEx), Purpose (Run, Grow, Transform), Notes, Month, Year, Amount
        actuals: Date, Amount, Credited amount, Side (debit or credit), Currency, Vendor, Description, Document number, Account, Cost centre, Budget line, Category, Department
        orders: Order number, Line of the document, Date, Vendor, Description, Amount, Currency, Delivered amount, Invoiced amount, Amount still to be delivered, Amount still to be invoiced, Account, Cost centre, Budget line, Status
        vendors: Vendor, Vendor number, Category, Tier, Criticality, Owner, Status, Contact, Email address, Telephone number, Address, Notes
        contracts: Contract number, Vendor, Description, Kind of contract, Start date, End date, Initial term, Renewal, Renewal term, Notice period, Value a year, Value a month, Value in all, Currency, Billing frequency, Owner, Category, Department, Master agreement, Status, Notes
        licences: Product, Vendor, Serial or licence number, Contract number, Metric, Number bought, Number assigned, Number used, Unit price, Value in all, Currency, Start date, End date, Owner, Department, Notes
        rates: Month, Currency, Rate, Unit, Currency that the rate is in
        scores: Vendor, Criterion, Period, Value, Unit, Notes, Rater
        cloud-bill: Provider, Service, Account, Date, Billed cost, Effective (amortised) cost, Currency"#]].assert_eq(&all.join("\n"));
}
