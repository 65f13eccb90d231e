//! How contracts of a register renew, in its own words.

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
