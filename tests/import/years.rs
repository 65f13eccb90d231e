//! A budget with the months of several years, or of none.

use expect_test::expect;
use serde_json::json;
use tests::table;

use super::kinds::{book, import};

#[test]
fn of_two_years_of_months_the_plan_takes_its_own() {
    let desk = book();
    let months = "Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec";
    let text = format!(
        "Description,2026,,,,,,,,,,,,2027\n,{months},{months}\nLaptops{}{}\n",
        ",9".repeat(12),
        ",2".repeat(12)
    );
    desk.write("f.csv", &text);
    // Without a plan, into the year after the one that runs: it is November 2026.
    let run =
        desk.run(&["import", "@b.outlay", "@f.csv", "--as", "budget", "--dry-run", "--json"]).ok().json();
    expect![[r#"
        {"EUR":"24"} | The lines go into FY2027 Budget. The file has all months of FY2027 Budget and others: the columns of 2026-01 to 2026-12 were left alone. Amounts that name no currency were taken as EUR, that of the book.
    "#]].assert_eq(&table(&json!([run]), &["totals", "notes"]));
    let counts = import(&desk, "budget", &text, &["--plan", "FY2026 Budget"]);
    expect![[r#"
        1 | 1 | 0 | 0 | 0 | 0 | 0 | {"EUR":"108"}
    "#]]
    .assert_eq(&counts);
    // A file that goes over the end of the year is none of several years: what is outside is a problem as before.
    desk.write("f.csv", "Description,Dec 2026,Jan 2027\nLaptops,9,2\n");
    let run = desk.run(&["import", "@b.outlay", "@f.csv", "--as", "budget", "--dry-run", "--json"]).json();
    expect![[r#"
        1 | {"column":0,"message":"2027-01 is outside FY2026 Budget, which runs from 2026-01 to 2026-12. Choose the plan of that year.","name":"2027-01","row":2,"text":"2027-01"}
    "#]].assert_eq(&table(&json!([run]), &["problem_count", "problems"]));
}

#[test]
fn of_a_part_of_two_years_the_plan_takes_its_own_and_asks() {
    let desk = book();
    for text in [
        ",2026,,2027,\nLine,Jan,Feb,Jan,Feb\nCloud,9,9,2,2\n",
        "Line,Jan-26 Actual,Jan-26 Budget,Jan-27 Budget,Feb-27 Budget\nCloud,8,9,2,2\n",
    ] {
        desk.write("f.csv", text);
        let run =
            desk.run(&["import", "@b.outlay", "@f.csv", "--as", "budget", "--dry-run", "--json"]).ok().json();
        assert_eq!((&run["totals"], &run["problem_count"]), (&json!({ "EUR": "4" }), &json!(0)), "{text}");
        let asked = run["questions"][0]["sentence"].as_str().unwrap_or_default();
        assert!(asked.contains("those of FY2027 Budget were read"), "{asked}");
    }
}

#[test]
fn months_without_a_year_are_said() {
    let desk = book();
    desk.write("f.csv", "Line,Oct,Nov,Dec,Jan,Feb\nCloud,1,1,1,1,1\n");
    let run =
        desk.run(&["import", "@b.outlay", "@f.csv", "--as", "budget", "--dry-run", "--json"]).ok().json();
    expect![[r#"
        The lines go into FY2026 Budget. Months without a year were taken as those of 2026-01 to 2026-12. Amounts that name no currency were taken as EUR, that of the book. The columns run from Oct to Feb without a year, but FY2026 Budget from 2026-01 to 2026-12: each month was put into that year. If some are of another year, write it beside them: Feb 2027. | {"answers":[],"sentence":"The columns run from Oct to Feb without a year, but FY2026 Budget from 2026-01 to 2026-12: each month was put into that year. If some are of another year, write it beside them: Feb 2027."}
    "#]].assert_eq(&table(&json!([run]), &["notes", "questions"]));
}
