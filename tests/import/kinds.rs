//! Every kind of file comes in, is known again, and is shown.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, job, table};

const COUNTS: [&str; 8] =
    ["read", "imported", "updated", "unchanged", "left_out", "missing", "problem_count", "totals"];

/// Imports a text, which must succeed, and answers its counts.
pub(crate) fn import(desk: &Desk, kind: &str, text: &str, how: &[&str]) -> String {
    desk.write("f.csv", text);
    let words = [&["import", "@b.outlay", "@f.csv", "--as", kind, "--json"], how].concat();
    let run = desk.run(&words);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    table(&json!([run.json()]), &COUNTS)
}

pub(crate) fn shown(desk: &Desk, what: &str, fields: &[&str]) -> String {
    table(&desk.run(&["show", "@b.outlay", what, "--json"]).ok().json()["rows"], fields)
}

pub(crate) fn book() -> Desk {
    let desk = Desk::new();
    desk.run(&["new", "@b.outlay"]).ok();
    desk
}

#[test]
fn orders_are_known_by_number_and_line() {
    let desk = book();
    let first = "\
PO number;Line;Order date;Supplier;Text;Order value;Invoiced;Currency
4500001;10;02.11.2026;Halden GmbH;Laptops;12.000,00;4.000,00;EUR
4500001;20;02.11.2026;Halden GmbH;Docks;1.500,00;;EUR
4500002;10;13.11.2026;Vantage;Licences;800;800;USD
";
    expect!["3 | 3 | 0 | 0 | 0 | 0 | 0 | {\"EUR\":\"13500.00\",\"USD\":\"800\"}\n"].assert_eq(&import(
        &desk,
        "orders",
        first,
        &[],
    ));
    // A month later: one line is invoiced further, one is gone, one is new.
    let second = "\
PO number;Line;Order date;Supplier;Text;Order value;Invoiced;Currency
4500001;10;02.11.2026;Halden GmbH;Laptops;12.000,00;9.000,00;EUR
4500002;10;13.11.2026;Vantage;Licences;800;800;USD
4500003;10;20.11.2026;Vantage;Support;300;;USD
";
    expect!["3 | 1 | 1 | 1 | 0 | 1 | 0 | {\"EUR\":\"12000.00\",\"USD\":\"1100\"}\n"].assert_eq(&import(
        &desk,
        "orders",
        second,
        &["--missing", "end"],
    ));
    expect![[r#"
        4500003 | 10 | Vantage | 300.00 | - | 300.00 | 
        4500002 | 10 | Vantage | 800.00 | 800.00 | 0.00 | 
        4500001 | 10 | Halden GmbH | 12000.00 | 9000.00 | 3000.00 | 
        4500001 | 20 | Halden GmbH | 1500.00 | - | 0.00 | closed
    "#]]
    .assert_eq(&shown(
        &desk,
        "orders",
        &["number", "position", "vendor", "amount", "invoiced", "open", "status"],
    ));
    desk.run(&["undo", "@b.outlay"]).ok();
    desk.run(&["undo", "@b.outlay"]).ok();
    assert_eq!(shown(&desk, "orders", &["number"]), "");
    assert_eq!(shown(&desk, "vendors", &["name"]), "");
}

#[test]
fn contracts_come_with_terms_and_notice() {
    let desk = book();
    let text = "\
Contract number,Supplier,Title,Type,Start date,End date,Term (months),Auto-renewal,Renewal term,Notice period,Annual value,Currency,Owner
C-1,Halden,Support,Maintenance,2024-01-01,,24,yes,12 months,3 months,12000,EUR,A. Beck
C-2,Vantage,Design suite,SaaS,2025-07-01,2026-06-30,,no,,30 days,4800.50,EUR,
C-3,Kestrel,Lines,Telecom,2023-05-01,9999-12-31,,evergreen,,6 weeks,900,EUR,C. Dahl
";
    expect!["3 | 3 | 0 | 0 | 0 | 0 | 0 | {\"EUR\":\"17700.50\"}\n"].assert_eq(&import(
        &desk,
        "contracts",
        text,
        &[],
    ));
    let run = desk.run(&["show", "@b.outlay", "contracts", "--as-of", "2026-02-11", "--json"]).ok().json();
    let fields = ["number", "vendor", "title", "kind", "state", "term_end", "cancel_by", "yearly", "owner"];
    expect![[r#"
        C-1 | Halden | Support | maintenance | active | 2026-12-31 | 2026-09-30 | 12000.00 | A. Beck
        C-2 | Vantage | Design suite | saas | active | 2026-06-30 | - | 4800.50 | 
        C-3 | Kestrel | Lines | telecom | active | - | - | 900.00 | C. Dahl
    "#]]
    .assert_eq(&table(&run["rows"], &fields));
}

#[test]
fn a_contract_without_a_term_runs_until_it_is_ended() {
    let desk = book();
    let text = "\
Vertragspartner;Vertragsnummer;Vertragsgegenstand;Beginn;Laufzeit;Kündigungsfrist;Jahreskosten
Halden GmbH;V-17;Wartung;01.02.2024;unbefristet;3 Monate zum Jahresende;12.000,50
Vantage AG;V-18;Lizenzen;01.02.2025;36 Monate;keine;3.000,00
";
    expect![[r#"
        2 | 2 | 0 | 0 | 0 | 0 | 0 | {"EUR":"15000.50"}
    "#]]
    .assert_eq(&import(&desk, "contracts", text, &[]));
    let run = desk.run(&["show", "@b.outlay", "contracts", "--as-of", "2026-02-11", "--json"]).ok().json();
    let fields = ["number", "vendor", "title", "state", "term_end", "cancel_by", "yearly", "renewal"];
    expect![[r#"
        V-17 | Halden GmbH | Wartung | active | - | 2026-09-30 | 12000.50 | evergreen
        V-18 | Vantage AG | Lizenzen | active | 2028-01-31 | - | 3000.00 | -
    "#]]
    .assert_eq(&table(&run["rows"], &fields));
}

#[test]
fn a_cheque_over_several_rows_stays_several_postings() {
    let desk = book();
    let first = "\
Check Date,Check Number,Payee,Check Amount
2026-04-13,900101,Halden,10.50
2026-04-13,900101,Halden,20.00
2026-04-13,900101,Halden,10.50
2026-04-14,900102,Vantage,5.00
";
    expect![[r#"
        4 | 4 | 0 | 0 | 0 | 0 | 0 | {"EUR":"46.00"}
    "#]]
    .assert_eq(&import(&desk, "actuals", first, &[]));
    // A row more on one cheque, in front of the others.
    let second = first.replacen(
        "2026-04-13,900101,Halden,10.50",
        "2026-04-13,900101,Halden,7.00\n2026-04-13,900101,Halden,10.50",
        1,
    );
    expect![[r#"
        5 | 1 | 0 | 4 | 0 | 0 | 0 | {"EUR":"53.00"}
    "#]]
    .assert_eq(&import(&desk, "actuals", &second, &[]));
    expect![[r#"
        2026-04-14 | 900102 | Vantage | 5.00
        2026-04-13 | 900101 | Halden | 7.00
        2026-04-13 | 900101 | Halden | 10.50
        2026-04-13 | 900101 | Halden | 20.00
        2026-04-13 | 900101 | Halden | 10.50
    "#]]
    .assert_eq(&shown(&desk, "actuals", &["date", "document", "vendor", "amount"]));
}

#[test]
fn vendors_licences_rates_and_scores_come_in() {
    let desk = book();
    let vendors = "\
Lieferantennr;Name;Ansprechpartner;E-Mail;Stufe
70001;Halden GmbH;Eva Lang;eva@halden.example;1
70002;Vantage AG;;;2
";
    import(&desk, "vendors", vendors, &[]);
    expect![[r#"
        70001 | Halden GmbH | 1 | Eva Lang, eva@halden.example
        70002 | Vantage AG | 2 | 
    "#]]
    .assert_eq(&shown(&desk, "vendors", &["number", "name", "tier", "contacts"]));
    // The same vendors with one tier changed and nothing of the rest forgotten.
    expect!["2 | 0 | 1 | 1 | 0 | 0 | 0 | {}\n"].assert_eq(&import(
        &desk,
        "vendors",
        "Name;Stufe\nHalden GmbH;1\nVantage AG;3\n",
        &[],
    ));
    expect![[r#"
        70001 | 1 | Eva Lang, eva@halden.example
        70002 | 3 | 
    "#]]
    .assert_eq(&shown(&desk, "vendors", &["number", "tier", "contacts"]));

    let licences = "\
Product,Publisher,Seats,Assigned,Active users,Unit price,Total cost,Currency,Expiration
Draw,Vantage AG,120,100,77,20.00,2400.00,EUR,12/31/2026
";
    import(&desk, "licences", licences, &[]);
    expect![[r#"
        Draw | Vantage AG | 120 | 100 | 77 | 2400.00 | 2026-12-31
    "#]]
    .assert_eq(&shown(
        &desk,
        "licences",
        &["product", "vendor", "bought", "assigned", "used", "total", "end"],
    ));

    // As a central bank has them: a column for each currency, how many of it one euro buys.
    let rates = "Date,USD,GBP,EUR\n2026-10-30,1.25,0.80,1\n2026-10-29,1.25,0.80,1\n2026-09-30,1.20,N/A,1\n";
    import(&desk, "rates", rates, &[]);
    expect![[r#"
        GBP | 2026-10 | 1.25
        USD | 2026-10 | 0.8
        USD | 2026-09 | 0.8333333333
    "#]]
    .assert_eq(&shown(&desk, "rates", &["currency", "month", "rate"]));
    let scores = "Vendor,KPI,Quarter,Value,Unit\nHalden GmbH,Availability,Q3 2026,99.95,%\nHalden GmbH,Tickets,2026-Q3,12,\n";
    import(&desk, "scores", scores, &[]);
    expect![[r#"
        Halden GmbH | Availability | 2026-Q3 | 99.95 | %
        Halden GmbH | Tickets | 2026-Q3 | 12 | 
    "#]]
    .assert_eq(&shown(&desk, "scores", &["vendor", "criterion", "period", "value", "unit"]));
}

#[test]
fn a_cloud_bill_is_posted_by_service_account_and_month() {
    let desk = book();
    let bill = |billed: &str| {
        format!(
            "BilledCost,EffectiveCost,BillingCurrency,ServiceName,SubAccountName,ChargePeriodStart,BillingPeriodStart,ProviderName\n\
             {billed},0.5,USD,Storage,prod,2026-10-01 00:00:00,2026-10-01 00:00:00,Nimbus\n\
             0.0000000002,0.25,USD,Storage,prod,2026-10-02 00:00:00,2026-10-01 00:00:00,Nimbus\n\
             3,NULL,USD,Compute,test,2026-10-02 00:00:00,2026-10-01 00:00:00,Nimbus\n"
        )
    };
    import(&desk, "cloud-bill", &bill("0.1"), &[]);
    let posted = ["date", "vendor", "text", "account", "amount", "currency"];
    expect![[r#"
        2026-10-31 | Nimbus | Storage | prod | 0.1000000002 | USD
        2026-10-31 | Nimbus | Compute | test | 3.00 | USD
    "#]]
    .assert_eq(&shown(&desk, "actuals", &posted));
    // The provider corrects the bill: the post is corrected, not doubled.
    expect!["3 | 0 | 1 | 1 | 0 | 0 | 0 | {\"USD\":\"3.2000000002\"}\n"].assert_eq(&import(
        &desk,
        "cloud-bill",
        &bill("0.2"),
        &[],
    ));
    // The effective cost instead: the same posts, never both.
    import(&desk, "cloud-bill", &bill("0.2"), &["--cost", "effective"]);
    expect![[r#"
        2026-10-31 | Nimbus | Storage | prod | 0.75 | USD
        2026-10-31 | Nimbus | Compute | test | 0.00 | USD
    "#]]
    .assert_eq(&shown(&desk, "actuals", &posted));
    expect![[r#"
        Nimbus | Compute | test | 2026-10 | 3.00 | - | effective
        Nimbus | Storage | prod | 2026-10 | 0.2000000002 | 0.75 | effective
    "#]]
    .assert_eq(&shown(
        &desk,
        "bills",
        &["vendor", "service", "account", "month", "billed", "effective", "basis"],
    ));
}

#[test]
fn a_sign_of_many_currencies_is_asked_about() {
    let desk = book();
    let asked = |text: &str, how: &[&str]| {
        desk.write("f.csv", text);
        let words = [&["import", "@b.outlay", "@f.csv", "--as", "actuals", "--json"], how].concat();
        desk.run(&words).ok().json()["questions"].to_string()
    };
    let cell = "Date,Supplier,Amount\n2026-05-13,X,\"$1,234.56\"\n2026-05-14,X,£10\n";
    let name = "Date,Supplier,Amount ($)\n2026-05-13,X,7.00\n";
    for text in [cell, name] {
        assert!(asked(text, &[]).contains("“$”"), "{text}");
    }
    assert_eq!(asked("Date,Supplier,Amount ($)\n2026-05-13,X,8.00\n", &["--set", "currency=USD"]), "[]");
    assert_eq!(asked("Date,Supplier,Amount\n2026-05-13,X,US$9\n", &[]), "[]");
}

#[test]
fn a_name_that_nearly_matches_is_decided_once() {
    let desk = Desk::new();
    let window = desk.book();
    window.import(&desk, "vendors", "Name,Tier\nHalden Systems GmbH,1\n");
    let text = "Date,Vendor,Amount\n2026-10-01,HALDEN SYSTEMS,10\n2026-10-02,Kestrel,5\n";
    let file = window.grant(&desk.write("a.csv", text));
    let preview = window.call("import.preview", job(&file, "actuals"));
    let near = &preview["near"];
    assert_eq!(near.as_array().map(Vec::len), Some(1), "{near}");
    assert_eq!(
        (&near[0]["text"], &near[0]["near"][0]["name"]),
        (&json!("HALDEN SYSTEMS"), &json!("Halden Systems GmbH"))
    );
    let mut same = job(&file, "actuals");
    same["names"] =
        json!([{ "field": "vendor", "text": "HALDEN SYSTEMS", "target": near[0]["near"][0]["id"] }]);
    window.call("import.run", same);
    let vendors = window.call("vendor.list", Value::Null);
    assert_eq!(table(&vendors, &["name"]), "Halden Systems GmbH\nKestrel\n");
    // The next file of that system needs no decision.
    let next = window.grant(&desk.write("b.csv", "Date,Vendor,Amount\n2026-11-01,Halden systems,7\n"));
    let preview = window.call("import.preview", job(&next, "actuals"));
    assert_eq!((&preview["near"], &preview["imported"]), (&json!([]), &json!(1)));
    window.call("import.run", job(&next, "actuals"));
    assert_eq!(window.call("vendor.list", Value::Null).as_array().map(Vec::len), Some(2));
}

#[test]
fn a_file_is_read_as_the_last_one_of_its_kind_was() {
    let desk = Desk::new();
    let window = desk.book();
    let text = "Day,Net,Gross,Who\n2026-10-01,10,11.90,Halden\n";
    let file = window.grant(&desk.write("oct.csv", text));
    let ask = |file: &Value| {
        window.call("import.inspect", json!({ "file": file, "kind": "actuals", "options": {} }))["remembered"]
            .clone()
    };
    assert_eq!(ask(&file), Value::Null);
    let mut overruled = job(&file, "actuals");
    overruled["options"] = json!({ "map": [["amount", "Gross"], ["vendor", "Who"]] });
    let imported = window.call("import.run", overruled);
    assert_eq!(imported["totals"], json!({ "EUR": "11.90" }));
    // Undone, to do it again: how it was read is not forgotten.
    window.call("journal.undo", json!({ "change": null }));
    let next = window.grant(&desk.write("nov.csv", "Day,Net,Gross,Who\n2026-11-01,20,23.80,Halden\n"));
    let remembered = ask(&next);
    assert_eq!(remembered["file_name"], json!("oct.csv"));
    assert_eq!(remembered["options"]["map"], json!([["amount", "Gross"], ["vendor", "Who"]]));
    assert_eq!(window.call("import.batches", Value::Null), json!([]));
}

#[test]
fn cells_are_mended_rows_left_out_and_columns_taken_apart() {
    let desk = Desk::new();
    let window = desk.book();
    let text = "\
Date,Supplier,Amount
2026-10-01,70001 - Halden,ten
31/02/2026,70002 - Vantage,5
2026-10-03,70003 - Kestrel,7
Total,,999
";
    let file = window.grant(&desk.write("a.csv", text));
    let rows = |options: Value, only: Value| {
        let mut asked = job(&file, "actuals");
        asked["options"] = options;
        window.call("import.rows", json!({ "job": asked, "from": 0, "count": 100, "only": only }))
    };
    let all = rows(json!({}), Value::Null);
    expect![[r#"
        2 | problem | 2026-10-01 ten 70001 - Halden 
        3 | problem | 31/02/2026 5 70002 - Vantage 
        4 | new | 2026-10-03 7 70003 - Kestrel EUR
        5 | left_out | Total 999  
    "#]]
    .assert_eq(&table(&all["rows"], &["row", "state", "cells"]));
    assert_eq!(all["counts"], json!([1, 0, 0, 2, 1]));
    let problem = rows(json!({}), json!("problem"));
    assert_eq!(
        problem["rows"][0]["problems"],
        json!([{ "cell": 1, "column": 3, "text": "ten", "message": "“ten” is not an amount." }])
    );
    let mended = json!({
        "edits": [{ "row": 2, "column": 3, "text": "10" }], "leave_out": [3],
        "split": [["Supplier", " - "]], "map": [["vendor", "Supplier (2)"], ["document", "Supplier (1)"]],
    });
    let all = rows(mended.clone(), Value::Null);
    expect![[r#"
        2 | new | 2026-10-01 10 Halden 70001 EUR
        3 | left_out | 31/02/2026 5 Vantage 70002 
        4 | new | 2026-10-03 7 Kestrel 70003 EUR
        5 | left_out | Total 999   
    "#]]
    .assert_eq(&table(&all["rows"], &["row", "state", "cells"]));
    let mut asked = job(&file, "actuals");
    asked["options"] = mended;
    let imported = window.call("import.run", asked);
    assert_eq!(imported["totals"], json!({ "EUR": "17" }));
    let batch = &window.call("import.batches", Value::Null)[0];
    assert_eq!(
        batch["mapping"],
        json!([
            "vendor from “Supplier (2)”",
            "document from “Supplier (1)”",
            "“Supplier” split at “ - ”",
            "1 cell mended",
            "1 row left out"
        ])
    );
}
