//! The postings of the sample book that no budget line is matched to: somebody has to look at each.

use chrono::NaiveDate;

use super::Posting;

/// Year, month, day; cents; vendor; account; cost centre; text. In US dollars.
type Row = (i32, u32, u32, i64, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    (2024, 9, 12, 184_000, "Stonebeck", "620400", "4400", "Interface check, call-off 7"),
    (2024, 12, 5, 42_350, "", "680900", "4000", "Card payment: hotel, supplier visit"),
    (2025, 2, 20, 96_500, "Thornmarch", "640100", "4200", "Spare docking stations, claim 118"),
    (2025, 5, 27, -31_000, "Dovershaw", "620400", "4220", "Credit for missing toner deliveries"),
    (2025, 8, 19, 127_400, "Brackenvale", "630200", "4000", "Marketplace purchase, order 55810"),
    (2025, 11, 13, 58_800, "", "680900", "4100", "Card payment: recruiting fair"),
    (2026, 1, 22, 215_000, "Windermark", "620400", "4300", "Weekend cover, holiday period"),
    (2026, 4, 16, 73_900, "Yarnsworth", "680900", "4310", "Domain transfer, nine names"),
    (2026, 6, 11, 149_200, "Penhallick", "640100", "4320", "Patch panels, plant 1"),
    (2026, 7, 9, 118_500, "Stonebeck", "620400", "4400", "Interface check, call-off 12"),
    (2026, 7, 21, 64_280, "Swaleburn", "680900", "4000", "Card payment: flights, plant 2 visit"),
    (2026, 7, 30, 239_000, "Gantwell", "620400", "4200", "Workshop, service catalogue"),
    (2026, 8, 6, 86_415, "Brackenvale", "630200", "4000", "Marketplace purchase, order 61207"),
    (2026, 8, 18, 41_900, "", "680900", "4500", "Card payment: data set licence"),
    (2026, 8, 27, 327_500, "Windermark", "620400", "4300", "Weekend cover, plant shutdown"),
    (2026, 9, 3, 152_000, "Quarrington", "620400", "4100", "Fee for role 20-118"),
    (2026, 9, 10, 97_360, "Thornmarch", "640100", "4220", "Meeting room cameras, order 8841"),
    (2026, 9, 17, -54_200, "Jarrowby", "620400", "4210", "Credit for missed service level, July"),
    (2026, 9, 24, 286_000, "Cinderhall", "620400", "4700", "Extra sprint, release 9.2"),
    (2026, 10, 2, 118_740, "", "680900", "4420", "Card payment: trade fair stand network"),
    (2026, 10, 8, 345_000, "Flintgate", "620400", "4600", "Supplier audit, two days on site"),
    (2026, 10, 15, 76_925, "Brackenvale", "630200", "4000", "Marketplace purchase, order 63390"),
    (2026, 10, 20, 198_400, "Shawmarrow", "650300", "4700", "True-up of seats, second quarter"),
    (2026, 10, 29, 412_000, "Blackthwaite", "620400", "4410", "Change request 31, tax codes"),
    (2026, 11, 3, 64_550, "Swaleburn", "680900", "4000", "Card payment: rail and hotel, Leeds"),
    (2026, 11, 5, 129_900, "Yarnsworth", "680900", "4310", "Certificates, wildcard renewal"),
    (2026, 11, 10, 367_200, "Coppermere", "640100", "4220", "Loan laptops, six weeks"),
    (2026, 11, 12, 178_350, "Kestrelholm", "650300", "4420", "Sandbox extension to January"),
    (2026, 11, 17, 53_680, "", "680900", "4100", "Card payment: printed guides"),
    (2026, 11, 19, 291_000, "Ravensmoor", "620400", "4600", "Forensic analysis, phishing case"),
    (2026, 11, 20, 240_500, "", "620400", "4000", "Invoice without order, supplier unknown"),
];

/// The unmatched postings.
pub(super) fn postings() -> Vec<Posting> {
    let posting = |&(year, month, day, cents, vendor, account, cost_centre, text): &Row| {
        Some(Posting {
            date: NaiveDate::from_ymd_opt(year, month, day)?,
            line: None,
            cents,
            currency: "USD",
            vendor,
            text: text.to_owned(),
            document: String::new(),
            account,
            cost_centre,
        })
    };
    ROWS.iter().filter_map(posting).collect()
}
