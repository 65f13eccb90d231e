//! What registers say in their own way: how a contract renews, what of an order is still to come.

use expect_test::expect;
use serde_json::json;
use tests::table;

use super::kinds::book;

#[test]
fn a_contract_says_in_words_how_it_renews() {
    let desk = book();
    let text = "Vertragsnummer;Vertragspartner;Vertragsende;Verlängerung;Jahreskosten\n\
        V-1;Halden;31.12.2027;automatisch um 12 Monate;1.000,00\n\
        V-2;Vantage;unbefristet;;500,50\n\
        V-3;Kestrel;30.06.2027;2 x 6 Monate Option;10,00\n\
        V-4;Kestrel;30.06.2027;siehe Anlage;10,00\n";
    desk.write("f.csv", text);
    let told = desk.run(&["import", "@b.outlay", "@f.csv", "--as", "contracts", "--json"]).ok().json();
    let kept = "1 row says how it renews in words that are not understood. They are kept in the notes of the contract.";
    assert!(told["notes"].as_array().unwrap().contains(&json!(kept)), "{told}");
    let rows = desk.run(&["show", "@b.outlay", "contracts", "--json"]).ok().json()["rows"].clone();
    expect![[r#"
        V-3 | 2027-06-30 | act | 6 | 
        V-1 | 2027-12-31 | automatic | 12 | 
        V-4 | 2027-06-30 | - | - | Renewal: siehe Anlage
        V-2 | - | evergreen | - | 
    "#]]
    .assert_eq(&table(&rows, &["number", "end", "renewal", "renewal_months", "notes"]));
}

#[test]
fn an_order_says_what_is_still_to_come() {
    let desk = book();
    let text = "Einkaufsbeleg;Position;Belegdatum;Lieferant;Nettobestellwert;Währung;noch zu liefern (Wert);noch zu berechnen (Wert)\n\
        4500001;10;13.04.2026;Halden;1.000,00;EUR;400,00;1.000,00\n\
        4500001;20;13.04.2026;Halden;50,50;EUR;;0,50\n";
    desk.write("f.csv", text);
    desk.run(&["import", "@b.outlay", "@f.csv", "--as", "orders"]).ok();
    let rows = desk.run(&["show", "@b.outlay", "orders", "--json"]).ok().json()["rows"].clone();
    expect![[r#"
        4500001 | 10 | 1000.00 | 600.00 | 0.00
        4500001 | 20 | 50.50 | 50.50 | 50.00
    "#]]
    .assert_eq(&table(&rows, &["number", "position", "amount", "delivered", "invoiced"]));
    let again =
        desk.run(&["import", "@b.outlay", "@f.csv", "--as", "orders", "--key", "number,position", "--json"]);
    assert_eq!(again.ok().json()["unchanged"], json!(2));
}
