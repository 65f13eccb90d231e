//! What the bills of single providers mean by their columns.

use serde_json::{Value, json};
use tests::Desk;

use super::kinds::book;

/// Imports a bill of that name, which must succeed.
fn import(desk: &Desk, name: &str, text: &str, how: &[&str]) -> Value {
    desk.write(name, text);
    let file = format!("@{name}");
    let words = [&["import", "@b.outlay", &file, "--as", "cloud-bill", "--json"], how].concat();
    desk.run(&words).ok().json()
}

#[test]
fn an_aws_report_costs_effectively_what_each_type_of_line_says() {
    let report = "\
lineItem/UsageAccountId,lineItem/LineItemType,lineItem/UsageStartDate,lineItem/ProductCode,lineItem/CurrencyCode,\
lineItem/UnblendedCost,reservation/ReservationARN,reservation/EffectiveCost,\
reservation/UnusedAmortizedUpfrontFeeForBillingPeriod,reservation/UnusedRecurringFee,\
savingsPlan/SavingsPlanEffectiveCost,savingsPlan/TotalCommitmentToDate,savingsPlan/UsedCommitment
77,Usage,2026-05-04T00:00:00Z,AmazonEC2,USD,3.25,,,,,,,
77,DiscountedUsage,2026-05-04T00:00:00Z,AmazonEC2,USD,0,arn:r,1.5000000001,,,,,
77,RIFee,2026-05-01T00:00:00Z,AmazonEC2,USD,90,arn:r,,4,2.5,,,
77,Fee,2026-05-01T00:00:00Z,AmazonEC2,USD,1200,arn:r,,,,,,
77,Fee,2026-05-01T00:00:00Z,AmazonEC2,USD,11,,,,,,,
77,SavingsPlanCoveredUsage,2026-05-04T00:00:00Z,AmazonEC2,USD,8,,,,,6,,
77,SavingsPlanNegation,2026-05-04T00:00:00Z,AmazonEC2,USD,-8,,,,,,,
77,SavingsPlanUpfrontFee,2026-05-01T00:00:00Z,AmazonEC2,USD,500,,,,,,,
77,SavingsPlanRecurringFee,2026-05-01T00:00:00Z,AmazonEC2,USD,60,,,,,,20,13
77,Tax,2026-05-01T00:00:00Z,AmazonEC2,USD,0.75,,,,,,,
77,Credit,2026-05-01T00:00:00Z,AmazonEC2,USD,-1,,,,,,,
";
    // The names as queries have them mean the same.
    let head = report.lines().next().unwrap_or_default();
    let mut snake = String::new();
    for letter in head.chars() {
        match letter {
            '/' => snake.push('_'),
            letter if letter.is_uppercase() && !snake.is_empty() && !snake.ends_with(['_', ',']) => {
                snake.extend(['_', letter.to_ascii_lowercase()]);
            }
            letter => snake.push(letter.to_ascii_lowercase()),
        }
    }
    for text in [report.to_owned(), report.replace(head, &snake)] {
        let desk = book();
        let answer = import(&desk, "cur.csv", &text, &["--cost", "effective"]);
        assert_eq!(answer["totals"], json!({ "USD": "35.0000000001" }), "{answer}");
        assert_eq!(answer["after"], answer["totals"]);
    }
}

const AZURE: &str = "SubscriptionName,Date,MeterCategory,Cost,BillingCurrencyCode,ChargeType,PricingModel\n";

fn azure(lines: &str) -> String {
    format!("{AZURE}{lines}")
}

/// What the posts come to, after it was seen that the actuals come to the same.
fn held(desk: &Desk) -> String {
    let total = |what| {
        let shown = desk.run(&["show", "@b.outlay", what, "--json"]).ok().json();
        let field = if what == "bills" { "cost" } else { "amount" };
        let amounts = shown["rows"].as_array().into_iter().flatten().map(|row| row[field].to_string());
        let mut amounts: Vec<String> = amounts.filter(|amount| amount != "null").collect();
        amounts.sort();
        amounts.join(" ")
    };
    let without_nothing =
        |text: String| text.replace("\"0.00\"", "").split_whitespace().collect::<Vec<_>>().join(" ");
    let (bills, actuals) = (without_nothing(total("bills")), without_nothing(total("actuals")));
    assert_eq!(bills, actuals);
    bills
}

#[test]
fn azure_actual_and_amortised_cost_are_never_added_together() {
    let actual = azure(
        "Web,05/14/2026,Compute,0,EUR,Usage,Reservation\nWeb,05/15/2026,Compute,7.25,EUR,Usage,OnDemand\n\
         Web,05/01/2026,Reservations,300,EUR,Purchase,Reservation\nData,05/15/2026,Storage,3,EUR,Usage,OnDemand\n",
    );
    let amortised = azure(
        "Web,05/14/2026,Compute,20,EUR,Usage,Reservation\nWeb,05/15/2026,Compute,7.25,EUR,Usage,OnDemand\n\
         Web,05/15/2026,Compute,1,EUR,UnusedReservation,Reservation\nData,05/15/2026,Storage,3,EUR,Usage,OnDemand\n",
    );
    let desk = book();
    import(&desk, "may.csv", &actual, &[]);
    assert_eq!(held(&desk), r#""3.00" "300.00" "7.25""#);
    // The other cost is kept beside it and asked about; by itself it changes nothing of what is posted.
    let answer = import(&desk, "may2.csv", &amortised, &[]);
    assert_eq!(held(&desk), r#""3.00" "300.00" "7.25""#);
    assert_eq!(answer["missing"], 0);
    assert!(answer["questions"][0]["sentence"].to_string().contains("not added"), "{answer}");
    // Chosen, it takes the place of all of the month.
    let answer = import(&desk, "may2.csv", &amortised, &["--cost", "effective"]);
    assert_eq!((held(&desk).as_str(), &answer["after"]["EUR"]), (r#""28.25" "3.00""#, &json!("31.25")));
    desk.run(&["undo", "@b.outlay"]).ok();
    assert_eq!(held(&desk), r#""3.00" "300.00" "7.25""#);
}

#[test]
fn a_bill_says_which_of_its_months_are_closed() {
    let of = |may: &str, june: &str| {
        azure(&format!(
            "Web,05/15/2026,Compute,{may},EUR,Usage,OnDemand\nData,05/15/2026,Storage,3,EUR,Usage,OnDemand\n\
             Web,06/15/2026,Compute,{june},EUR,Usage,OnDemand\n"
        ))
    };
    let desk = book();
    import(&desk, "bill.csv", &of("7", "1"), &["--cost", "billed"]);
    desk.run(&["call", "@b.outlay", "closing.close", r#"{"month": "2026-05", "accruals": []}"#]).ok();
    let run = |text: &str, how: &[&str]| {
        desk.write("bill.csv", text);
        let words = ["import", "@b.outlay", "@bill.csv", "--as", "cloud-bill", "--json", "--cost", "billed"];
        desk.run(&[&words, how].concat())
    };
    let closed = "May 2026 is closed. To change what was posted in it, reopen it in Actuals, Months.";
    let told = |answer: &Value| {
        let problems = answer["problems"].as_array().unwrap().iter();
        problems.map(|one| format!("{} {}", one["row"], one["message"].as_str().unwrap())).collect::<Vec<_>>()
    };
    // What the month has as it is may come again; what differs is told before, and not imported in silence.
    let again = run(&of("7", "2"), &["--dry-run"]).ok().json();
    assert_eq!((told(&again), &again["updated"], &again["unchanged"]), (vec![], &json!(1), &json!(2)));
    let other = of("8", "2");
    let preview = run(&other, &["--dry-run"]);
    assert_eq!((preview.code, told(&preview.json())), (3, vec![format!("2 {closed}")]));
    let refused = run(&other, &[]);
    assert_eq!((refused.code, told(&refused.json())), (3, vec![format!("2 {closed}")]));
    assert_eq!(held(&desk), r#""1.00" "3.00" "7.00""#);
    let rest = run(&other, &["--skip-problems"]).ok().json();
    assert_eq!((&rest["updated"], &rest["unchanged"]), (&json!(1), &json!(1)));
    assert_eq!(held(&desk), r#""2.00" "3.00" "7.00""#);
}

#[test]
fn an_azure_export_that_does_not_say_its_cost_is_asked_about() {
    let plain = azure("Web,05/15/2026,Compute,7.25,EUR,Usage,OnDemand\n");
    let desk = book();
    for (name, asks) in [("AmortizedCost_May.csv", false), ("May-ActualCost.csv", false), ("May.csv", true)] {
        desk.write(name, &plain);
        let file = format!("@{name}");
        let words = ["import", "@b.outlay", &file, "--as", "cloud-bill", "--json", "--dry-run"];
        let answer = desk.run(&words).ok().json();
        assert_eq!(answer["questions"].to_string().contains("amortised"), asks, "{name}: {answer}");
    }
    // Read as the other cost, nothing of what it was taken for stays.
    import(&desk, "May.csv", &plain, &[]);
    import(&desk, "May.csv", &plain, &["--cost", "effective"]);
    let bills = super::kinds::shown(&desk, "bills", &["service", "billed", "effective", "basis"]);
    assert_eq!(bills, "Compute | - | 7.25 | effective\n");
}
