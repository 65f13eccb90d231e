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
