use domain::*;
use report::budget::*;
use report::month_columns;
fn main() {
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let out = std::env::args().nth(2).unwrap();
    let scale: i64 = std::env::args().nth(3).map_or(1, |s| s.parse().unwrap());
    let cats = [
        "Staffing",
        "Outside Services",
        "Cloud Services",
        "Hardware",
        "Software & SaaS",
        "Data Center Facilities",
        "Telecom",
        "Misc Costs",
        "Cross Charges",
    ];
    let first: Month = "2026-07".parse().unwrap();
    let months: [Month; 12] = std::array::from_fn(|i| first.plus(i as i32));
    let usd: Currency = "USD".parse().unwrap();
    let names = [
        "Microsoft 365 E5",
        "Observability platform, all production clusters including the shop and the data platform",
        "Core switches",
        "Service desk level 1",
        "ERP rollout, wave 2",
        "Backup \u{65e5}\u{672c} tape",
        "WAN circuits",
        "Identity",
    ];
    let vendors = ["Northbridge Software", "Halden Cloud", "Quill & Partner", "Vantis Networks", ""];
    let mut seed = 7u64;
    let mut rnd = move |m: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % m) as i64
    };
    let lines: Vec<Line> = (0..n)
        .map(|i| {
            let g = if n < 9 { i } else { i * 9 / n };
            let cur: Currency = if i % 9 == 4 { "EUR".parse().unwrap() } else { usd };
            let base = 2_000_00 + rnd(90_000_00);
            let amounts: [Amount; 12] = std::array::from_fn(|m| {
                if i % 7 == 3 && m % 4 != 0 {
                    Amount::ZERO
                } else {
                    Amount::new((base + (m as i64) * rnd(500_00)) * scale / 10, 2)
                }
            });
            let rate = if cur == usd { Amount::ONE } else { Amount::new(108, 2) };
            let b = amounts.map(|a| a.times(rate).unwrap());
            let y: i64 = b.iter().map(|a| a.to_i64().unwrap()).sum();
            Line {
                name: format!("{} {}", names[i % names.len()], i),
                group: cats[g % 9].into(),
                vendor: vendors[i % 5].into(),
                category: cats[g % 9].into(),
                department: "IT".into(),
                project: "".into(),
                spend: if i % 3 == 0 { "CapEx" } else { "OpEx" }.into(),
                purpose: "Run".into(),
                owner: "A. Meyer".into(),
                notes: "".into(),
                currency: cur,
                amounts,
                base: b,
                compare: if i % 11 == 5 { None } else { Some(Amount::from(y * (90 + rnd(20)) / 100)) },
            }
        })
        .collect();
    let rates = if n > 4 { "budget rates: 1 EUR = 1.08 USD" } else { "" };
    let tot = |m: usize| lines.iter().map(|l| l.base[m]).collect::<money::Sum>().total().unwrap();
    let cols: Vec<_> = (0..12)
        .map(|m| {
            let b = tot(m);
            let o = b.times(Amount::new(970 + ((m as i64 * 37) % 61), 3)).unwrap();
            month_columns::Column {
                label: months[m].short_name().into(),
                key: Some(months[m].to_string()),
                budget: b,
                actual: (m < 5).then_some(o),
                forecast: (m >= 5).then_some(o),
                previous: None,
            }
        })
        .collect();
    let year = (0..12).map(tot).collect::<money::Sum>().total().unwrap();
    let f = |label: &str, amount, variance, note: &str| Figure {
        label: label.into(),
        amount,
        variance,
        note: note.into(),
    };
    let book = Book { plan: Plan { organisation: "Aldermoor Group IT".into(), name: "Budget FY2027".into(), state: "approved 12 Jun 2026".into(), fiscal_year: "FY2027".into(), as_of: "2026-11-22".parse().unwrap(), currency: usd, rates: rates.into(), months, lines },
        title: "The budget of FY2027 grows by 412 k (4.1 %), three quarters of it in Cloud Services and Software & SaaS".into(),
        figures: vec![f("Budget FY2027", Some(year), false, "12 months"), f("Actual to date (5 months)", Some(year.times(Amount::new(41,2)).unwrap()), false, "Jul – Nov 2026, 40.9 % of budget"), f("Forecast 5 + 7", Some(year.times(Amount::new(1009,3)).unwrap()), false, ""), f("Variance full year", Some(year.times(Amount::new(-9,3)).unwrap()), true, "−0.9 % · unfavourable"), f("Committed, not posted", None, false, "")],
        chart: Some(month_columns::Input { title: "Spend is running 52 k over budget to date; the full year lands at −96 k".into(), currency: usd, months: cols }),
        grouped_by: "Category".into(), compare: Some("FY2026".into()), paper: report::Paper::A4 };
    let t = std::time::Instant::now();
    let bytes = pdf(&book, report::Progress::none()).unwrap();
    println!("{n} lines: {} bytes {:?}", bytes.len(), t.elapsed());
    let again = pdf(&book, report::Progress::none()).unwrap();
    println!("same bytes {}", again == bytes);
    std::fs::write(&out, bytes).unwrap();
    let t = std::time::Instant::now();
    let x = xlsx(&book.plan, report::Progress::none()).unwrap();
    println!("xlsx {} bytes {:?}", x.len(), t.elapsed());
    println!("same bytes {}", xlsx(&book.plan, report::Progress::none()).unwrap() == x);
    std::fs::write(out.replace("pdf", "xlsx"), x).unwrap();
    std::fs::write(out.replace("pdf", "csv"), csv(&book.plan).unwrap()).unwrap();
}
