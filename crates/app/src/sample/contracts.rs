//! The contracts and open orders of the sample book: what binds the company beside its budget.

use chrono::Datelike;
use domain::budget::basis::Basis;
use domain::contract::price::{Method, On, PlusAs};
use domain::contract::pricing::{At, Pricing, Uplift};
use domain::contract::schedule::{Billed, Per};
use domain::contract::{Draft, Kind, Renewal};
use domain::forecast::choice::{Choice, Marks, Way};
use domain::{Amount, Id};
use store::contract::Link;
use store::{Error, Tx};

use super::line::{Billing, Line};
use super::lines::POOLS;
use super::{Names, Plans, currency, story};

/// A contract: number, title, first word of the vendor, kind, cost centre, first day, months of the initial and of each
/// further term, months of notice, how it is invoiced.
type Contract =
    (&'static str, &'static str, &'static str, Kind, &'static str, &'static str, u32, u32, u32, &'static str);

/// Each is worth what the vendor's lines with a fixed price come to in FY2027.
#[rustfmt::skip]
const CONTRACTS: &[Contract] = &[
    ("TI-2019-014", "Productivity and server agreement", "Aldermoor", Kind::Licence, "4220", "2024-07-01", 36, 12, 3, "monthly"),
    ("TI-2020-031", "ERP cloud subscription", "Calderwick", Kind::Saas, "4410", "2023-01-01", 60, 12, 6, "monthly"),
    ("TI-2022-007", "Colocation, eight racks", "Redmarley", Kind::Lease, "4330", "2022-04-15", 60, 12, 3, "monthly in advance"),
    ("TI-2023-011", "CRM suite", "Kestrelholm", Kind::Saas, "4420", "2023-03-01", 48, 12, 2, "monthly"),
    ("TI-2023-019", "Service desk", "Jarrowby", Kind::Service, "4210", "2023-10-01", 48, 12, 6, "monthly in arrears"),
    ("TI-2023-026", "Security platform", "Dunmarrow", Kind::Saas, "4600", "2023-09-01", 48, 12, 3, "monthly"),
    ("TI-2024-002", "Status page and paging", "Larkstoke", Kind::Saas, "4310", "2024-01-01", 36, 12, 1, "monthly"),
    ("TI-2024-008", "Wide area network and internet", "Farrowdale", Kind::Telecom, "4320", "2024-05-01", 36, 12, 3, "monthly"),
    ("TI-2024-013", "Identity and access", "Elmsgarth", Kind::Saas, "4600", "2024-08-01", 36, 12, 3, "monthly"),
    ("TI-2024-017", "Manufacturing and quality systems", "Saltersgill", Kind::Saas, "4410", "2024-10-01", 36, 12, 6, "monthly"),
    ("TI-2025-003", "Developer and service tools", "Shawmarrow", Kind::Saas, "4700", "2025-02-01", 36, 12, 2, "monthly"),
    ("TI-2025-006", "Meetings and rooms", "Velmoor", Kind::Saas, "4220", "2025-05-29", 12, 12, 3, "monthly"),
    ("TI-2025-012", "Backup", "Hexworthy", Kind::Saas, "4330", "2025-09-01", 24, 12, 3, "monthly"),
    ("TI-2025-015", "Security operations, 24x7", "Ravensmoor", Kind::Service, "4600", "2025-11-01", 24, 12, 6, "monthly in arrears"),
    ("TI-2026-004", "Analytics platform", "Ashmerrow", Kind::Saas, "4500", "2026-04-01", 24, 12, 2, "monthly"),
    ("TI-2026-009", "Server and storage maintenance", "Skelderwood", Kind::Maintenance, "4330", "2026-07-01", 36, 12, 3, "monthly"),
];

/// An open order: number, day, the line it is for, amount in its currency, cost centre.
type Order = (&'static str, &'static str, &'static str, i64, &'static str);

const ORDERS: &[Order] = &[
    ("4500021877", "2026-08-31", "Storage array replacement", story::SLIPPED, "4330"),
    ("4500022140", "2026-10-19", "Core switches", 38_200, "4320"),
    ("4500022186", "2026-11-05", "Rugged scanners, warehouse", 12_480, "4220"),
    ("4500022203", "2026-11-12", "Wireless access points", 13_000, "4320"),
    ("4500022217", "2026-11-18", "Virtualisation hosts", 24_350, "4330"),
];

/// Saves both.
pub(super) fn save(tx: &Tx<'_>, names: &Names, plans: &Plans) -> Result<(), Error> {
    for (number, title, vendor, kind, centre, start, initial, renewal, notice, billing) in CONTRACTS {
        let Some((pool, yearly)) = worth(vendor) else { continue };
        let department = names.departments.get(centre);
        let draft = Draft {
            number: (*number).into(),
            vendor: names.vendors.get(vendor).copied(),
            kind: *kind,
            start: start.parse().ok(),
            initial_months: Some(*initial),
            renewal: Some(Renewal::Automatic),
            renewal_months: Some(*renewal),
            notice_months: Some(*notice),
            yearly: Some(Amount::from(yearly)),
            billing: (*billing).into(),
            owner: department.map(|(_, owner)| (*owner).into()).unwrap_or_default(),
            category: names.categories.get(pool).map(|(id, _)| *id),
            department: department.map(|(id, _)| *id),
            ..Draft::titled(title, currency(billed_in(vendor)))
        };
        let draft = Draft { price: price(vendor, pool, &draft), ..draft };
        let contract = store::contract::save(tx, &draft)?;
        link(tx, plans, (contract, &draft), (vendor, pool))?;
    }
    let lines = store::budget::lines(tx)?;
    for (number, day, text, amount, centre) in ORDERS {
        let Some(line) = lines.iter().find(|line| line.description == *text) else { continue };
        let draft = domain::order::Draft {
            date: day.parse().ok(),
            vendor: line.vendor,
            text: (*text).into(),
            cost_centre: (*centre).into(),
            line: Some(line.id),
            position: "10".into(),
            status: "open".into(),
            ..domain::order::Draft::of(number, Amount::from(*amount), line.currency)
        };
        let _: Id = store::order::save(tx, &draft)?;
    }
    Ok(())
}

/// The lines of a vendor with a fixed price in FY2027, with their cost pool's name and growth.
fn fixed(vendor: &str) -> impl Iterator<Item = (&'static str, i64, &'static Line)> {
    let lines =
        POOLS.iter().flat_map(|(pool, growth, lines)| lines.iter().map(move |line| (*pool, *growth, line)));
    let is_fixed = |line: &Line| line.billing == Billing::Fixed && line.years.1 >= 2027;
    lines.filter(move |(_, _, line)| line.vendor == vendor && is_fixed(line))
}

/// What a vendor's lines of a pool come to in a month of FY2027, if all of them cost the same in every month.
fn monthly(vendor: &str, pool: &str) -> Option<Vec<(&'static Line, i64)>> {
    let of_pool = fixed(vendor).filter(|(other, ..)| *other == pool);
    let each = of_pool.map(|(_, growth, line)| {
        let planned = line.planned(2027, growth)?;
        let is_level = line.story.is_none() && planned.iter().all(|amount| *amount == planned[0]);
        is_level.then_some((line, planned[0]))
    });
    each.collect()
}

/// A price a month that rises with every renewal, so that it is in FY2027 what its lines were planned with.
fn price(vendor: &str, pool: &str, draft: &Draft) -> Option<Pricing> {
    let monthly: i64 = monthly(vendor, pool)?.iter().map(|(_, amount)| amount).sum();
    let uplift = Uplift {
        method: Method::Percent,
        at: At::Renewal,
        percent: Some(Amount::from(4)),
        amount: None,
        steps: Vec::new(),
        on: On::default(),
        indices: Vec::new(),
        plus: None,
        plus_as: PlusAs::default(),
        cap: Some(Amount::from(5)),
        floor: None,
    };
    // From the middle of a month on, the days of a month would be no whole price.
    if draft.start?.day() != 1 {
        return None;
    }
    // One that was renewed by then has a price that was agreed with the renewal.
    let terms = draft.start?.checked_add_months(chrono::Months::new(draft.initial_months?))?;
    let is_later = terms > "2027-06-30".parse().ok()?;
    let arrears = draft.billing.ends_with("arrears");
    Some(Pricing {
        billed: if arrears { Billed::Arrears } else { Billed::Advance },
        uplift: is_later.then_some(uplift),
        ..Pricing::of(Amount::from(monthly), Per::Month)
    })
}

/// Lets the lines of a contract follow it, each with its share.
fn link(
    tx: &Tx<'_>,
    plans: &Plans,
    (contract, draft): (Id, &Draft),
    (vendor, pool): (&str, &str),
) -> Result<(), Error> {
    let (Some(lines), Some(price)) = (monthly(vendor, pool), &draft.price) else { return Ok(()) };
    let known = store::budget::lines(tx)?;
    for (line, amount) in lines {
        let Some(found) = known.iter().find(|one| one.description == line.description) else { continue };
        let share = Amount::from(amount).times(Amount::HUNDRED).and_then(|one| one.over(price.amount));
        let share = share.unwrap_or_default().round(SHARE).trimmed();
        store::contract::link(tx, Link { line: found.id, contract, share })?;
        store::budget::set_basis(tx, plans.budget, found.id, Some(&Basis::Contract { contract, share }))?;
        let choice = Choice { method: domain::forecast::Method::Contract, last: None };
        let way = Way { choice, chosen: false, manual: Marks::default() };
        store::forecast::set_way(tx, plans.forecast, found.id, &way)?;
    }
    Ok(())
}

/// So many decimals of a percentage tie every line to the cent.
const SHARE: u32 = 6;

/// The cost pool of a vendor's first line, and what its lines in that pool are expected to cost in FY2027.
fn worth(vendor: &str) -> Option<(&'static str, i64)> {
    let (pool, ..) = fixed(vendor).next()?;
    let of_pool = fixed(vendor).filter(|(other, ..)| *other == pool);
    let yearly = of_pool.filter_map(|(_, growth, line)| {
        line.planned(2027, growth).map(|planned| story::expected(line, planned).iter().sum::<i64>())
    });
    Some((pool, yearly.sum()))
}

fn billed_in(vendor: &str) -> &'static str {
    fixed(vendor).next().map_or("USD", |(.., line)| line.currency)
}
