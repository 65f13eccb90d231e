//! Bills that come in several files, and bills that come again with more in them: nothing lost, nothing doubled.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window, job, table};

/// A bill with lines of day, service and cost.
fn bill(lines: &[(&str, &str, &str)]) -> String {
    let head = "ProviderName,ServiceName,SubAccountName,ChargePeriodStart,BilledCost,BillingCurrency\n";
    let line = |(day, service, cost): &(&str, &str, &str)| {
        format!("Nimbus,{service},prod,2026-10-{day},{cost},EUR\n")
    };
    lines.iter().map(line).fold(head.to_owned(), |text, line| text + &line)
}

/// A desk with a book that bills come into.
struct Bills {
    desk: Desk,
    window: Window,
}

impl Bills {
    fn new() -> Bills {
        let desk = Desk::new();
        let window = desk.book();
        Bills { desk, window }
    }

    fn ask(&self, command: &str, name: &str, lines: &[(&str, &str, &str)], options: Value) -> Value {
        let file = self.window.grant(&self.desk.write(name, bill(lines)));
        let mut asked = job(&file, "cloud-bill");
        asked["options"] = options;
        self.window.call(command, asked)
    }

    fn import(&self, name: &str, lines: &[(&str, &str, &str)]) -> Value {
        self.ask("import.run", name, lines, json!({}))
    }

    fn add(&self, name: &str, lines: &[(&str, &str, &str)]) -> Value {
        self.ask("import.run", name, lines, json!({ "parts": "add" }))
    }

    /// The posts with their costs, and whether the actuals come to the same.
    fn posts(&self) -> String {
        let bills = self.window.call("bill.list", Value::Null);
        let every = json!({
            "filter": "", "state": "all", "period": null, "vendor": null, "category": null, "line": null, "batch": null,
            "from": 0, "count": 100,
        });
        let actuals = self.window.call("actual.list", every);
        let total = |rows: &Value, field: &str| {
            let amounts = rows.as_array().unwrap().iter().map(|row| row[field].as_str().unwrap().to_owned());
            let mut amounts: Vec<String> = amounts.collect();
            amounts.sort();
            amounts
        };
        assert_eq!(total(&bills["rows"], "cost"), total(&actuals["rows"], "amount"));
        table(&bills["rows"], &["service", "cost"])
    }
}

fn sentences(imported: &Value) -> String {
    let answers = |question: &Value| {
        let answers = question["answers"].as_array().unwrap().iter();
        let shown = answers.map(|answer| {
            let read = if answer["assumed"] == true { " (as read)" } else { "" };
            format!("- {}{read}\n", answer["label"].as_str().unwrap())
        });
        question["sentence"].as_str().unwrap().to_owned() + "\n" + &shown.collect::<String>()
    };
    imported["questions"].as_array().unwrap().iter().map(answers).collect()
}

const FIRST: [(&str, &str, &str); 3] =
    [("01", "Compute", "10.00000000001"), ("30", "Compute", "5"), ("02", "Storage", "1.5")];
const SECOND: [(&str, &str, &str); 2] = [("02", "Compute", "20.20000000002"), ("29", "Network", "3")];

#[test]
fn two_parts_are_added_to_all_their_decimals() {
    let bills = Bills::new();
    bills.import("bill_a.csv", &FIRST);
    let added = bills.add("bill_b.csv", &SECOND);
    assert_eq!(added["questions"], json!([]), "what was answered is not asked");
    assert_eq!((&added["imported"], &added["updated"], &added["missing"]), (&json!(1), &json!(1), &json!(0)));
    assert_eq!(added["after"], json!({ "EUR": "39.70000000003" }));
    // What the file itself brings ties out with the file.
    assert_eq!(added["totals"], json!({ "EUR": "23.20000000002" }));
    assert_eq!(added["by_month"][0]["amount"], json!("23.20000000002"));
    let posts = bills.posts();
    expect![[r#"
        Compute | 35.20000000003
        Network | 3.00
        Storage | 1.50
    "#]]
    .assert_eq(&posts);
    // Neither part does anything when it comes again, whichever came last and whatever is said of it.
    for (name, lines) in
        [("bill_a.csv", &FIRST[..]), ("bill_b.csv", &SECOND[..]), ("renamed.csv", &FIRST[..])]
    {
        for options in [json!({}), json!({ "parts": "add" })] {
            let again = bills.ask("import.run", name, lines, options);
            assert_eq!((&again["batch"], &again["questions"]), (&Value::Null, &json!([])), "{again}");
        }
    }
    assert_eq!(bills.posts(), posts);
    assert_eq!(bills.desk.run(&["check", "@b.outlay"]).ok().code, 0);
}

#[test]
fn a_bill_that_grows_each_day_takes_the_place_of_the_one_before() {
    let bills = Bills::new();
    bills.import("october.csv", &[("01", "Compute", "10"), ("01", "Refunds", "-1")]);
    let grown =
        [("01", "Compute", "10"), ("02", "Compute", "2.5"), ("01", "Refunds", "-2"), ("02", "Storage", "1")];
    let imported = bills.import("october_02.csv", &grown);
    assert_eq!(imported["questions"], json!([]));
    assert!(imported["notes"].to_string().contains("the file counts as the whole bill"), "{imported}");
    expect![[r#"
        Compute | 12.50
        Refunds | -2.00
        Storage | 1.00
    "#]]
    .assert_eq(&bills.posts());
    bills.window.call("journal.undo", json!({ "change": null }));
    expect![[r#"
        Compute | 10.00
        Refunds | -1.00
    "#]]
    .assert_eq(&bills.posts());
}

#[test]
fn what_is_not_plain_is_asked_with_what_it_comes_to() {
    let bills = Bills::new();
    bills.import("bill_a.csv", &[("01", "Compute", "10"), ("30", "Compute", "5"), ("05", "Storage", "2")]);
    let ask = |name: &str, lines: &[(&str, &str, &str)]| {
        sentences(&bills.ask("import.preview", name, lines, json!({})))
    };
    expect![[r#"
        Costs of 2026-10 are in the book already, from bill_a.csv. What is there has days that this file does not have: it was taken for a further part that is added. Is that right?
        - The whole bill: 2026-10 is then 22.00 EUR
        - A further part: 2026-10 is then 37.00 EUR (as read)
    "#]]
    .assert_eq(&ask("bill_b.csv", &[("02", "Compute", "20")]));
    expect![[r#"
        Costs of 2026-10 are in the book already, from bill_a.csv. The file does not have 1 cost that is there: it was taken for a further part that is added. Is that right?
        - The whole bill: 2026-10 is then 12.00 EUR
        - A further part: 2026-10 is then 27.00 EUR (as read)
    "#]]
    .assert_eq(&ask("bill_b.csv", &[("01", "Compute", "4"), ("30", "Compute", "6")]));
    // Corrected downwards: the same days and services, one of them cheaper.
    expect![[r#"
        Costs of 2026-10 are in the book already, from bill_a.csv. In the file 1 cost is smaller: it was taken for the whole bill. Is that right?
        - The whole bill: 2026-10 is then 14.00 EUR (as read)
        - A further part: 2026-10 is then 31.00 EUR
    "#]]
    .assert_eq(&ask("bill_b.csv", &[("01", "Compute", "6"), ("30", "Compute", "6"), ("05", "Storage", "2")]));
    // Services that the book does not have of this month: nothing is lost either way.
    assert_eq!(ask("bill_b.csv", &[("02", "Network", "3")]), "");
}

#[test]
fn a_part_is_known_by_the_number_in_its_name() {
    let bills = Bills::new();
    bills.import("costs_part_0.csv", &[("01", "Compute", "10"), ("30", "Compute", "5")]);
    let larger = [("01", "Compute", "20"), ("30", "Compute", "5")];
    let second = bills.import("costs_part_1.csv", &larger);
    expect![[r#"
        Costs of 2026-10 are in the book already, from costs_part_0.csv. Its name is that of another part: it was taken for a further part that is added. Is that right?
        - The whole bill: 2026-10 is then 25.00 EUR
        - A further part: 2026-10 is then 40.00 EUR (as read)
    "#]]
    .assert_eq(&sentences(&second));
    assert_eq!(bills.posts(), "Compute | 40.00\n");
    // The first part comes again, corrected: what it brought is replaced, the other stays.
    let corrected = bills.add("costs_part_0.csv", &[("01", "Compute", "11"), ("30", "Compute", "5")]);
    assert!(corrected["notes"].to_string().contains("what it brought then is replaced"), "{corrected}");
    assert_eq!(bills.posts(), "Compute | 41.00\n");
    // The whole bill, at the end of the month, takes the place of all parts.
    let whole = [("01", "Compute", "31"), ("30", "Compute", "12.5")];
    bills.ask("import.run", "october.csv", &whole, json!({ "parts": "replace" }));
    assert_eq!(bills.posts(), "Compute | 43.50\n");
}

#[test]
fn a_corrected_part_without_a_number_is_told_how() {
    let bills = Bills::new();
    bills.import("bill.csv", &[("01", "Compute", "10")]);
    let added = bills.add("bill.csv", &[("01", "Compute", "4")]);
    assert!(
        added["notes"].to_string().contains("If this one corrects it, undo that import first."),
        "{added}"
    );
    assert_eq!(bills.posts(), "Compute | 14.00\n");
}

#[test]
fn a_part_ends_only_what_it_brought() {
    let bills = Bills::new();
    bills.import("costs_part_0.csv", &[("01", "Compute", "10"), ("01", "Storage", "2"), ("01", "Gone", "1")]);
    bills.add("costs_part_1.csv", &[("01", "Compute", "20"), ("01", "Storage", "3")]);
    let file = bills.window.grant(&bills.desk.write("costs_part_0.csv", bill(&[("01", "Compute", "10")])));
    let mut ending = job(&file, "cloud-bill");
    ending["options"] = json!({ "parts": "add" });
    ending["missing"] = json!("end");
    let ended = bills.window.call("import.run", ending);
    assert_eq!(ended["missing_names"].as_array().map(Vec::len), Some(2), "{ended}");
    assert_eq!(ended["after"], json!({ "EUR": "33" }));
    expect![[r#"
        Compute | 30.00
        Storage | 3.00
    "#]]
    .assert_eq(&bills.posts());
}

#[test]
fn undo_of_a_part_is_the_identity() {
    let bills = Bills::new();
    bills.import("bill_a.csv", &FIRST);
    let before = bills.posts();
    bills.add("bill_b.csv", &SECOND);
    bills.window.call("journal.undo", json!({ "change": null }));
    assert_eq!(bills.posts(), before);
    // And once more, as if it had never been.
    bills.add("bill_b.csv", &SECOND);
    let added = bills.posts();
    bills.window.call("journal.undo", json!({ "change": null }));
    bills.window.call("journal.redo", Value::Null);
    assert_eq!(bills.posts(), added);
}
