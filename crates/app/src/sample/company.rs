//! The company of the sample book: its departments, projects, plans, rates and ledger accounts.

/// Whose book it is: a maker of measuring instruments with about 520 people at three sites. Invented,
/// like every vendor and person in it.
pub(super) const ORGANISATION: &str = "Tarnfield Instruments";

/// Who approves the budgets.
pub(super) const CFO: &str = "Eleanor Voss";

/// A department: cost centre, name, the cost centre above it, who answers for its lines.
pub(super) type Department = (&'static str, &'static str, &'static str, &'static str);

/// The departments, each after the one above it.
pub(super) const DEPARTMENTS: &[Department] = &[
    ("4000", "Information Technology", "", "Marta Lindqvist"),
    ("4100", "IT Office", "4000", "Priya Raman"),
    ("4200", "Service Delivery", "4000", "Tom Okafor"),
    ("4210", "Service Desk", "4200", "Tom Okafor"),
    ("4220", "Workplace", "4200", "Hanna Berg"),
    ("4300", "Infrastructure", "4000", "Luis Ferrando"),
    ("4310", "Cloud Platform", "4300", "Ines Carvalho"),
    ("4320", "Network & Telecom", "4300", "Luis Ferrando"),
    ("4330", "Data Center", "4300", "Owen Pryce"),
    ("4400", "Applications", "4000", "Katrin Vogel"),
    ("4410", "ERP & Finance Apps", "4400", "Katrin Vogel"),
    ("4420", "Sales & Service Apps", "4400", "Daniel Marsh"),
    ("4500", "Data & Analytics", "4000", "Yusuf Demir"),
    ("4600", "Information Security", "4000", "Grace Holloway"),
    ("4700", "Software Engineering", "4000", "Nikhil Bose"),
    // Those IT works for. They have no lines of their own: they bear what is allocated to them.
    ("1000", "Finance & Administration", "", "Eleanor Voss"),
    ("2000", "Sales & Service", "", "Henrik Dahl"),
    ("3000", "Operations", "", "Amara Nwosu"),
    ("3100", "Plant 1", "3000", "Amara Nwosu"),
    ("3200", "Plant 2", "3000", "Joost Verbeek"),
    ("5000", "Research & Development", "", "Sofia Brandt"),
];

/// The projects: short name that lines use, name, first and last day.
pub(super) const PROJECTS: &[(&str, &str, &str, &str)] = &[
    ("ERP2", "ERP rollout, wave 2", "2025-10-01", "2027-03-31"),
    ("DCX", "Data center exit", "2026-09-01", "2028-06-30"),
    ("ZT", "Zero trust access", "2025-07-01", "2026-12-31"),
    ("PORTAL", "Customer portal relaunch", "2026-10-01", "2027-06-30"),
    ("LAKE", "Analytics platform", "2024-09-01", "2027-06-30"),
    ("WIFI", "Plant wireless renewal", "2026-07-01", "2027-02-28"),
    ("DEVICE", "Device refresh 2027", "2026-08-01", "2027-06-30"),
    ("ASSIST", "Service assistant pilot", "2026-09-01", "2027-06-30"),
];

/// The fiscal years with their budget rates of EUR and GBP in hundredths, and when the budget was approved.
///
/// Rates of two decimals and amounts in steps of 25 keep every converted budget amount exact to the cent.
pub(super) const YEARS: &[(i32, i64, i64, &str)] = &[
    (2025, 107, 126, "2024-06-19T15:40:00+00:00"),
    (2026, 108, 128, "2025-06-18T16:05:00+00:00"),
    (2027, 110, 130, "2026-06-17T15:20:00+00:00"),
];

/// The actual rates of EUR and GBP in ten-thousandths, July 2024 to November 2026.
///
/// They run above the budget rates from July 2026 on: the currency move of the story.
#[rustfmt::skip]
pub(super) const RATES: &[(i64, i64)] = &[
    (10_742, 12_655), (10_810, 12_702), (10_795, 12_748), (10_688, 12_640), (10_601, 12_588), (10_655, 12_530),
    (10_590, 12_495), (10_644, 12_561), (10_720, 12_644), (10_788, 12_690), (10_752, 12_655), (10_801, 12_702),
    (10_846, 12_788), (10_872, 12_840), (10_815, 12_795), (10_760, 12_741), (10_798, 12_806), (10_733, 12_772),
    (10_781, 12_835), (10_840, 12_890), (10_865, 12_861), (10_902, 12_925), (10_938, 12_960), (10_975, 12_984),
    (11_214, 13_182), (11_302, 13_240), (11_388, 13_305), (11_441, 13_372), (11_486, 13_418),
];

/// The ledger account of each cost pool, in the pools' order: expensed, capitalised.
pub(super) const ACCOUNTS: [(&str, &str); 9] = [
    ("610100", "161900"),
    ("620400", "161700"),
    ("630200", "161500"),
    ("640100", "160400"),
    ("650300", "161200"),
    ("660100", "160100"),
    ("670500", "160600"),
    ("680900", "161900"),
    ("690100", "161900"),
];
