//! Contracts, orders, licences, rates, scores and cloud bills as lists, on the command line and in the history.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window, table};

mod book;

use book::fill;

fn window(desk: &Desk) -> Window {
    let window = desk.window();
    window.call("book.open", json!({ "file": window.grant(&desk.path("b.outlay")) }));
    window
}

fn shown(desk: &Desk, words: &[&str]) -> Value {
    desk.run(&[&["show", "@b.outlay"], words, &["--json"]].concat()).ok().json()
}

#[test]
fn contracts_stand_where_their_terms_put_them_on_the_day() {
    let desk = Desk::new();
    fill(&desk);
    let fields = [
        "number",
        "title",
        "vendor",
        "kind",
        "state",
        "start",
        "end",
        "term_end",
        "cancel_by",
        "days_left",
        "committed_until",
        "yearly",
        "total",
        "currency",
        "owner",
        "status",
        "category",
        "department",
    ];
    let answer = shown(&desk, &["contracts"]);
    expect![[r#"
        C-3 | Mail filter | Norrland AB | saas | active | 2024-03-01 | - | 2027-02-28 | 2026-11-30 | 8 | 2027-02-28 | 1200.50 | - | EUR | Ines |  |  | 
        C-1 | Wide area network | Norrland AB | other | committed | 2024-01-15 | - | 2027-01-14 | 2026-10-14 | -39 | 2028-01-14 | 90000.00 | - | EUR |  |  |  | 
         | Consulting |  | other | - | - | - | - | - | - | - | - | -5000.125 | USD |  |  |  | 
        C-2 | Scanners | Norrland AB | other | ended | 2024-03-01 | - | 2025-02-28 | - | - | 2025-02-28 | 300.00 | - | EUR |  | closed | Hardware | IT
    "#]]
    .assert_eq(&table(&answer["rows"], &fields));
    expect![[r#"
        {
          "as_of": "2026-11-22",
          "currency": "EUR",
          "period": "FY2027",
          "totals": {
            "count": 4,
            "running": {
              "EUR": "91200.50"
            },
            "total": {
              "USD": "-5000.125"
            },
            "yearly": {
              "EUR": "91500.50"
            }
          }
        }"#]]
    .assert_eq(&format!("{:#}", without_rows(answer)));
    let earlier = shown(&desk, &["contracts", "--as-of", "2025-01-31"]);
    expect![[r#"
        C-1 | active | 2026-01-14 | 2025-10-14 | 256
        C-2 | active | 2025-02-28 | - | -
        C-3 | committed | 2025-02-28 | 2024-11-30 | -62
         | - | - | - | -
    "#]]
    .assert_eq(&table(&earlier["rows"], &["number", "state", "term_end", "cancel_by", "days_left"]));
    assert_eq!((&earlier["as_of"], &earlier["period"]), (&json!("2025-01-31"), &json!("FY2025")));
    let window = window(&desk);
    let asked = window.call("contract.list", json!({ "as_of": "2025-01-31" }));
    assert_eq!((&asked["rows"], &asked["as_of"]), (&earlier["rows"], &earlier["as_of"]));
}

fn without_rows(mut answer: Value) -> Value {
    answer.as_object_mut().unwrap().remove("rows");
    answer
}

#[test]
fn orders_commit_what_is_not_invoiced() {
    let desk = Desk::new();
    fill(&desk);
    let answer = shown(&desk, &["orders"]);
    let fields =
        ["number", "position", "date", "vendor", "amount", "delivered", "invoiced", "open", "currency"];
    expect![[r#"
        4500001 | 10 | 2026-09-01 | Norrland AB | 1000.00 | 500.00 | 400.25 | 599.75 | EUR
        4500003 | 10 | - | Norrland AB | 9.99 | - | - | 9.99 | USD
        4500002 | 10 | - | Norrland AB | 50.00 | - | 70.00 | -20.00 | EUR
    "#]]
    .assert_eq(&table(&answer["rows"], &fields));
    expect![[r#"{"amount":{"EUR":"1050.00","USD":"9.99"},"count":3,"delivered":{"EUR":"500.00"},"invoiced":{"EUR":"470.25"},"open":{"EUR":"579.75","USD":"9.99"}}"#]]
    .assert_eq(&answer["totals"].to_string());
}

#[test]
fn licences_scores_bills_and_rates_are_listed() {
    let desk = Desk::new();
    fill(&desk);
    let licences = shown(&desk, &["licences"]);
    let fields = [
        "product",
        "vendor",
        "contract_number",
        "number",
        "metric",
        "bought",
        "assigned",
        "used",
        "unused",
        "unit_price",
        "total",
        "end",
    ];
    expect![[r#"
        Editor |  | X-1 |  |  | - | - | - | - | - | - | -
        Mail filter | Norrland AB | C-3 | SN-7 | users | 100 | 90 | 70.5 | 29.5 | 12.005 | 1200.50 | 2027-02-28
    "#]]
    .assert_eq(&table(&licences["rows"], &fields));
    assert_eq!(licences["totals"], json!({ "count": 2, "total": { "EUR": "1200.50" } }));
    let scores = shown(&desk, &["scores"]);
    expect![[r#"
        Norrland AB | On-time delivery | 2026-Q3 | 99.95 | %
        Norrland AB | On-time delivery | 2026-Q2 | 98.5 | %
    "#]]
    .assert_eq(&table(&scores["rows"], &["vendor", "criterion", "period", "value", "unit"]));
    assert_eq!(scores["totals"], json!({ "count": 2 }));
    let bills = shown(&desk, &["bills"]);
    let fields =
        ["vendor", "service", "account", "month", "billed", "effective", "basis", "cost", "currency"];
    expect![[r#"
        Norrland AB | Compute | prod | 2026-09 | 10.00000000000000000000000001 | 8.50 | billed | 10.00000000000000000000000001 | USD
        Norrland AB | Storage | prod | 2026-09 | - | 0.25 | effective | 0.25 | USD
    "#]]
    .assert_eq(&table(&bills["rows"], &fields));
    expect![[r#"{"billed":{"USD":"10.00000000000000000000000001"},"cost":{"USD":"10.25000000000000000000000001"},"count":2,"effective":{"USD":"8.75"}}"#]]
    .assert_eq(&bills["totals"].to_string());
    let rates = shown(&desk, &["rates"]);
    expect![[r#"
        USD | 2026-09 | - | 0.9
    "#]]
    .assert_eq(&table(&rates["rows"], &["currency", "month", "plan_name", "rate"]));
    let vendors = shown(&desk, &["vendors"]);
    expect![[r#"
        Norrland AB | 70001 | Ann, ann@norrland.example
    "#]]
    .assert_eq(&table(&vendors["rows"], &["name", "number", "contacts"]));
}

#[test]
fn lists_are_tables_for_people() {
    let desk = Desk::new();
    fill(&desk);
    let mut all = String::new();
    for what in ["contracts", "orders", "bills"] {
        all += &desk.run(&["show", "@b.outlay", what]).ok().stdout;
    }
    expect![[r#"
        FY2027 as of 2026-11-22, EUR
        Number  Title              Vendor       Kind   State      Start       Term ends   Cancel by   Days    A year     In all  Currency  Owner  Status
        C-3     Mail filter        Norrland AB  saas   active     2024-03-01  2027-02-28  2026-11-30     8   1200.50             EUR       Ines
        C-1     Wide area network  Norrland AB  other  committed  2024-01-15  2027-01-14  2026-10-14   -39  90000.00             EUR
                Consulting                      other                                                                 -5000.125  USD
        C-2     Scanners           Norrland AB  other  ended      2024-03-01  2025-02-28                      300.00             EUR              closed
        count: 4
        running: 91200.50 EUR
        total: -5000.125 USD
        yearly: 91500.50 EUR
        FY2027 as of 2026-11-22, EUR
        Number   Line  Date        Vendor       Text       Ordered  Delivered  Invoiced    Open  Currency  Status
        4500001  10    2026-09-01  Norrland AB  Notebooks  1000.00     500.00    400.25  599.75  EUR
        4500003  10                Norrland AB                9.99                         9.99  USD
        4500002  10                Norrland AB               50.00                70.00  -20.00  EUR
        amount: 1050.00 EUR, 9.99 USD
        count: 3
        delivered: 500.00 EUR
        invoiced: 470.25 EUR
        open: 579.75 EUR, 9.99 USD
        FY2027 as of 2026-11-22, EUR
        Month    Provider     Service  Account                         Billed  Effective  Currency  Basis
        2026-09  Norrland AB  Compute  prod     10.00000000000000000000000001       8.50  USD       billed
        2026-09  Norrland AB  Storage  prod                                         0.25  USD       effective
        billed: 10.00000000000000000000000001 USD
        cost: 10.25000000000000000000000001 USD
        count: 2
        effective: 8.75 USD
    "#]]
    .assert_eq(&all);
    desk.run(&["new", "@empty.outlay"]).ok();
    for what in ["contracts", "orders", "licences", "rates", "scores", "bills"] {
        let empty = desk.run(&["show", "@empty.outlay", what, "--json"]).ok().json();
        assert_eq!((&empty["rows"], &empty["totals"]), (&json!([]), &json!({ "count": 0 })), "{what}");
    }
}

#[test]
fn the_history_names_the_records() {
    let desk = Desk::new();
    fill(&desk);
    let window = window(&desk);
    let entry = window.call("journal.entry", json!({ "change": 1 }));
    let named = entry["records"].as_array().unwrap().iter().map(|record| {
        let told = |of: &str| {
            let fields = record["fields"].as_array().unwrap();
            let field = fields.iter().find(|field| field["field"] == of);
            field.map(|field| format!(", {of} {}", field["after"].as_str().unwrap())).unwrap_or_default()
        };
        let told = ["Vendor", "Kind", "Renewal", "Contract", "Basis"].map(told).concat();
        format!("{}: {}{told}\n", record["kind"].as_str().unwrap(), record["record"].as_str().unwrap())
    });
    expect![[r#"
        Vendor: Norrland AB
        Department: IT
        Contract: C-3 · Mail filter, Vendor Norrland AB, Kind SaaS, Renewal Automatic
        Contract: C-1 · Wide area network, Vendor Norrland AB, Kind Other, Renewal Automatic
        Contract: C-2 · Scanners, Vendor Norrland AB, Kind Other, Renewal None
        Contract: Consulting, Kind Other
        Order: 4500001 · 10 · Notebooks, Vendor Norrland AB
        Order: 4500002 · 10, Vendor Norrland AB
        Order: 4500003 · 10, Vendor Norrland AB
        Licence: Mail filter · SN-7, Vendor Norrland AB, Contract Mail filter
        Licence: Editor
        Score: Norrland AB · On-time delivery · 2026-Q2, Vendor Norrland AB
        Score: Norrland AB · On-time delivery · 2026-Q3, Vendor Norrland AB
        Cloud bill: Norrland AB · Compute · prod · 2026-09, Vendor Norrland AB, Basis Billed
        Cloud bill: Norrland AB · Storage · prod · 2026-09, Vendor Norrland AB, Basis Effective
        Alias: NORRLAND, Vendor Norrland AB
        Rate: USD · 2026-09
    "#]]
    .assert_eq(&named.collect::<String>());
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(window.call("contract.list", json!({ "as_of": null }))["rows"], json!([]));
    window.call("journal.redo", Value::Null);
    assert_eq!(window.call("order.list", Value::Null)["rows"].as_array().unwrap().len(), 3);
    let checked = window.call("book.check", Value::Null);
    assert_eq!(checked, json!({ "ok": true, "findings": [] }));
}

#[test]
fn an_alias_is_forgotten_and_a_vendor_in_use_stays() {
    let desk = Desk::new();
    fill(&desk);
    let window = window(&desk);
    let aliases = window.call("alias.list", Value::Null);
    assert_eq!(table(&aliases, &["field", "text", "name"]), "vendor | NORRLAND | Norrland AB\n");
    expect![": “Norrland AB” is named by 11 records. Change that first."]
        .assert_eq(&window.refused("vendor.remove", &json!({ "id": 1 })));
    window.call("alias.remove", json!({ "id": aliases[0]["id"] }));
    assert_eq!(window.call("alias.list", Value::Null), json!([]));
    let state = window.call("book.state", Value::Null);
    assert_eq!(state["undo"], json!("Forget that “NORRLAND” means “Norrland AB”"));
    let again = window.refused("alias.remove", &json!({ "id": 1 }));
    assert_eq!(again, "not_found: This alias is not in the book any more.");
}

#[test]
fn a_vendor_keeps_its_number_and_contacts() {
    let desk = Desk::new();
    fill(&desk);
    let window = window(&desk);
    let mut vendor = window.call("vendor.list", Value::Null)[0].clone();
    vendor["owner"] = json!("Ines");
    let saved = window.call("vendor.save", vendor.clone());
    assert_eq!(saved, vendor);
    assert_eq!(saved["number"], json!("70001"));
}

#[test]
fn a_book_of_version_1_is_shown_as_before() {
    let desk = Desk::new();
    desk.write("old.outlay", include_bytes!("fixtures/book_v1.outlay"));
    desk.run(&["check", "@old.outlay"]).ok();
    let shown = desk.run(&["show", "@old.outlay", "actuals", "--as-of", "2026-11-22", "--json"]).ok().json();
    expect![[r#"{"actual":"109.99","by_currency":{"EUR":"109.99"},"count":3}"#]]
        .assert_eq(&shown["totals"].to_string());
    let vendors = desk.run(&["show", "@old.outlay", "vendors", "--json"]).ok().json();
    assert_eq!(
        table(&vendors["rows"], &["name", "number"]),
        "Contoso Ltd | \nFabrikam | \nHalden Group | \n"
    );
    let history = desk.run(&["history", "@old.outlay"]).ok().stdout;
    assert!(history.contains("Import 2 lines into FY2027 Budget from b.csv"), "{history}");
}

#[test]
fn a_book_of_version_1_that_cannot_be_written_says_what_to_do() {
    let desk = Desk::new();
    let path = desk.write("old.outlay", include_bytes!("fixtures/book_v1.outlay"));
    let writable = std::fs::metadata(&path).unwrap().permissions();
    let mut marked = writable.clone();
    marked.set_readonly(true);
    std::fs::set_permissions(&path, marked).unwrap();
    let refused = desk.run(&["show", "@old.outlay", "orders"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.contains("Copy it to a folder of your own and open the copy."),
        "{}",
        refused.stderr
    );
    assert_eq!(desk.read("old.outlay"), include_bytes!("fixtures/book_v1.outlay"));
    // Windows removes no file that is marked.
    std::fs::set_permissions(&path, writable).unwrap();
}
