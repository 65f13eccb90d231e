//! Files of any length to import, the same every time.

use std::fmt::Write as _;

/// Posted transactions in twelve columns, three of which are of no use to a book.
pub(crate) fn actuals(rows: u32) -> String {
    let mut text = String::from(
        "Company,Date,Period,Amount,Currency,Vendor,Text,Document,Account,Cost centre,Budget line,VAT code\n",
    );
    for row in 0..rows {
        let (day, month, year) = (1 + row % 28, 1 + row % 12, 2024 + row % 3);
        let vendor = row % 700;
        let _ = writeln!(
            text,
            "1000,{year}-{month:02}-{day:02},{month:02}/{year},{}.{:02},USD,\"Vendor {vendor}, Inc.\",Invoice {row} of vendor {vendor} for services,RE-{:07},{},CC-{:04},,V1",
            row % 90_000 + 5,
            row % 100,
            row * 7,
            400_000 + row % 300,
            row % 60,
        );
    }
    text
}

/// Transactions of five months of a fiscal year, nineteen of twenty with the budget line they belong to.
pub(crate) fn matched(rows: u32, lines: u32) -> String {
    let mut text = String::from("Date,Amount,Currency,Vendor,Text,Document,Account,Budget line\n");
    for row in 0..rows {
        let (day, month, line) = (1 + row % 28, 7 + row % 5, row % lines);
        let of = if row % 20 == 0 { String::new() } else { format!("Line {line} for something") };
        let _ = writeln!(
            text,
            "2026-{month:02}-{day:02},{}.{:02},USD,Vendor {},Invoice {row},RE-{:07},{},{of}",
            row % 9_000 + 5,
            row % 100,
            line % 700,
            row * 7,
            400_000 + row % 300,
        );
    }
    text
}

/// Budget lines with twelve months.
pub(crate) fn budget(rows: u32) -> String {
    let mut text = String::from("Line,Vendor,Category,Department,Currency");
    for month in (7..=12).map(|month| (2026, month)).chain((1..=6).map(|month| (2027, month))) {
        let _ = write!(text, ",{}-{:02}", month.0, month.1);
    }
    text.push('\n');
    let categories =
        ["Staffing", "Hardware", "Cloud Services", "Software & SaaS", "Telecom", "Outside Services"];
    for row in 0..rows {
        let category = categories[row as usize % categories.len()];
        let _ = write!(
            text,
            "Line {row} for something,Vendor {},{category},Department {},USD",
            row % 700,
            row % 40
        );
        for month in 0..12 {
            let _ = write!(text, ",{}.{:02}", (row * 13 + month * 101) % 50_000, (row + month) % 100);
        }
        text.push('\n');
    }
    text
}

/// A csv as a web page with one table, which a browser can print.
pub(crate) fn page(csv: &str) -> String {
    let rows = csv
        .lines()
        .map(|line| format!("<tr><td>{}</td></tr>", line.replace('&', "&amp;").replace(',', "</td><td>")));
    format!("<!doctype html><meta charset=utf-8><table>{}</table>", rows.collect::<Vec<_>>().concat())
}
