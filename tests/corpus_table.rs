//! Every real file with amounts, as it is meant to come in: its rows and its exact sum, printed as a list.

use serde_json::{Value, json};
use tests::{Desk, corpus};

/// A file, what it is imported as and how, the rows of data and the records that come of them, and the sum.
struct File {
    name: &'static str,
    kind: &'static str,
    how: &'static [&'static str],
    currency: &'static str,
    read: u32,
    imported: u32,
    left_out: u32,
    total: &'static str,
}

const fn file(
    name: &'static str,
    kind: &'static str,
    how: &'static [&'static str],
    currency: &'static str,
    counts: (u32, u32, u32),
    total: &'static str,
) -> File {
    let (read, imported, left_out) = counts;
    File { name, kind, how, currency, read, imported, left_out, total }
}

const FILES: &[File] = &[
    file("cloud/focus_1_0_sample_1000.csv", "cloud-bill", &[], "USD", (1000, 220, 0), "20.52022672899"),
    file(
        "cloud/focus_1_0_sample_1000.csv",
        "cloud-bill",
        &["--cost", "effective"],
        "USD",
        (1000, 220, 0),
        "14.97651418586",
    ),
    file("cloud/azure_ea_actual_small.csv", "cloud-bill", &[], "USD", (11, 8, 0), "8.5450077867419368"),
    file("cloud/oci_cost_report.csv", "cloud-bill", &[], "USD", (506, 9, 0), "2.523589325400648027"),
    file("spend/hmrc_over_25k_2018_09.csv", "actuals", &[], "GBP", (406, 406, 0), "118461709.02"),
    file("spend/moj_aramis_2011_03.csv", "actuals", &[], "GBP", (871, 871, 0), "428603933.54"),
    file(
        "spend/newcastle_invoices_over_250_2015_06.csv",
        "actuals",
        &[],
        "GBP",
        (6677, 6677, 0),
        "45912283.870000000001364242",
    ),
    file("spend/dclg_gpc_2015_12.csv", "actuals", &[], "GBP", (8, 8, 0), "737.10"),
    file("spend/dwp_cmg_2014_12.csv", "actuals", &[], "GBP", (8, 8, 0), "4292.68"),
    file("spend/scottish_government_2010_04.csv", "actuals", &[], "GBP", (1366, 1366, 0), "2604763214.26"),
    file("spend/lewis_expenses_q1_2014.csv", "actuals", &[], "GBP", (8, 8, 1), "270.10"),
    file(
        "spend/epc_travel_pivot_2017.csv",
        "actuals",
        &["--set", "date=2017-03-20", "--map", "amount=B", "--map", "vendor=A"],
        "GBP",
        (8, 8, 4),
        "10750326.69",
    ),
    file(
        "spend/dclg_note4_staff_2014.csv",
        "budget",
        &["--set", "month=2014-03", "--map", "amount=G", "--map", "description=A"],
        "GBP",
        (9, 9, 5),
        "2327",
    ),
    file(
        "spend/dclg_note4_staff_2014.csv",
        "budget",
        &["--set", "month=2013-03", "--map", "amount=H", "--map", "description=A"],
        "GBP",
        (9, 9, 5),
        "2040",
    ),
    file(
        "spend/wine_cellar_2015.csv",
        "actuals",
        // Six cells say how much in words.
        &["--set", "date=2015-03-31", "--map", "amount=D", "--map", "text=Product name", "--skip-problems"],
        "GBP",
        (223, 217, 6),
        "5778.75",
    ),
    file(
        "budget/england_revenue_outturn_2010_11.xls",
        "budget",
        &[
            "--set",
            "month=2010-04",
            "--map",
            "amount=Education services",
            "--map",
            "description=Local authority",
        ],
        "GBP",
        (444, 444, 13),
        "45283348",
    ),
    file(
        "budget/bbc_changes_2011_2018.xlsx",
        "actuals",
        &["--set", "date=2018-03-31", "--map", "amount=ro1718"],
        "GBP",
        (152, 152, 0),
        "15320787.613159346758",
    ),
    file(
        "contracts/us_it_dashboard_contracts_2012.csv",
        "contracts",
        &[],
        "USD",
        (3893, 3893, 0),
        "85891.660275",
    ),
    file(
        "contracts/il_planning_administration_contracts_2015.xls",
        "orders",
        &[],
        "ILS",
        (495, 495, 0),
        // As the file's own column of currencies has it; together 330,261,898.07.
        "329325633.26 and EUR 181709.19 and GBP 753745.98 and USD 809.64",
    ),
    file("licences/snipe_licenses_sample.csv", "licences", &[], "USD", (50, 50, 0), "2743.02"),
];

#[test]
fn real_files_come_in_with_their_rows_and_their_sums() {
    let Some(folder) = corpus() else {
        println!("corpus not found, 1 test skipped");
        return;
    };
    let mut faults = Vec::new();
    for file in FILES {
        let desk = Desk::new();
        desk.run(&["new", "@b.outlay", "--currency", file.currency]).ok();
        let path = folder.join(file.name).display().to_string();
        let mut words = vec!["import", "@b.outlay", &path, "--as", file.kind, "--json"];
        words.extend(file.how);
        let run = desk.run(&words);
        let answer = if run.stdout.is_empty() { Value::Null } else { run.json() };
        println!(
            "{} as {} {}: {} read, {} imported, {} left out, {}",
            file.name,
            file.kind,
            file.how.join(" "),
            answer["read"],
            answer["imported"],
            answer["left_out"],
            answer["totals"]
        );
        let (read, imported, left_out) = (file.read, file.imported, file.left_out);
        let mut totals = json!({});
        for (at, total) in file.total.split(" and ").enumerate() {
            let (currency, amount) = if at == 0 { (file.currency, total) } else { total.split_at(3) };
            totals[currency] = json!(amount.trim());
        }
        let expected = json!([0, read, imported, left_out, totals]);
        let found =
            json!([run.code, answer["read"], answer["imported"], answer["left_out"], answer["totals"]]);
        if found != expected {
            faults.push(format!("{}: {found} is not {expected}. {}", file.name, run.stderr));
        }
        // The same file again, read another way round, changes nothing either.
        words.extend(["--encoding", "utf-8"]);
        let again = desk.run(&words);
        if again.code != 0 || again.json()["imported"] != json!(0) || again.json()["updated"] != json!(0) {
            faults.push(format!("{}: a second import brings {}", file.name, again.stdout));
        }
        desk.run(&["check", "@b.outlay"]).ok();
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_register_with_impossible_dates_names_their_cells() {
    let Some(folder) = corpus() else {
        println!("corpus not found, 1 test skipped");
        return;
    };
    let desk = Desk::new();
    desk.run(&["new", "@b.outlay", "--currency", "USD"]).ok();
    let path = folder.join("contracts/pittsburgh_contracts_2015_05.csv").display().to_string();
    let words = ["import", "@b.outlay", &path, "--as", "contracts", "--json"];
    let run = desk.run(&words);
    assert_eq!(run.code, 3);
    let answer = run.json();
    let problems = tests::table(&answer["problems"], &["row", "name", "text", "message"]);
    assert_eq!(
        problems,
        "21 | EXPIRATION | Mo. To Mo. | “Mo. To Mo.” is not a date.\n\
         181 | EXPIRATION | 11/31/2015 | “11/31/2015” is not a day of the calendar, read as month, day, year.\n\
         236 | EXPIRATION | 11/31/2015 | “11/31/2015” is not a day of the calendar, read as month, day, year.\n"
    );
    let rest = desk.run(&[&words[..], &["--skip-problems"]].concat()).ok().json();
    assert_eq!((&rest["read"], &rest["imported"]), (&json!(477), &json!(474)));

    // A first day of the clock is no end, unless the user says so.
    let path = folder.join("contracts/us_it_dashboard_contracts_2012.csv").display().to_string();
    let ends = |how: &[&str]| {
        let desk = Desk::new();
        desk.run(&["new", "@b.outlay", "--currency", "USD"]).ok();
        desk.run(&[&["import", "@b.outlay", &path, "--as", "contracts"], how].concat()).ok();
        let shown = desk.run(&["show", "@b.outlay", "contracts", "--json"]).ok().json();
        shown["rows"].as_array().into_iter().flatten().filter(|row| row["end"] == "1970-01-01").count()
    };
    assert_eq!((ends(&[]), ends(&["--far-end", "as-written"])), (0, 140));
}
