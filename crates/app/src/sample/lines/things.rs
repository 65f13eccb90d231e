//! Budget lines for hardware, software, sites, lines and the rest.

use crate::sample::line::Billing::{Card, Delivery, Fixed, Journal, Metered};
use crate::sample::line::Cost::{At, Flat, Quarterly, Ramp, Step};
use crate::sample::line::Story::{Cancelled, Exit, PriceRise, Slipped};
use crate::sample::line::{APR, AUG, DEC, FEB, JAN, JUL, Line, MAR, MAY, NOV, OCT, SEP, line};

/// Devices, servers, networks; capitalised unless said otherwise.
#[rustfmt::skip]
pub(super) const HARDWARE: &[Line] = &[
    line("Laptops, refresh", "Coppermere", "4220", At(&[(AUG, 42_000), (NOV, 42_000), (FEB, 42_000), (MAY, 42_000)]), Delivery).transform("DEVICE"),
    line("Laptops, new starters", "Coppermere", "4220", Flat(5_600), Delivery).grow(),
    line("Laptops, Eindhoven", "Kilnsdale", "4220", Quarterly(9_500), Delivery).eur(),
    line("Engineering workstations", "Coppermere", "4700", At(&[(OCT, 28_000), (MAR, 21_000)]), Delivery),
    line("Monitors and docks", "Thornmarch", "4220", Quarterly(6_200), Delivery),
    line("Headsets and peripherals", "Thornmarch", "4220", Flat(1_150), Card).opex(),
    line("Phones and tablets", "Coppermere", "4220", Quarterly(5_400), Delivery),
    line("Rugged scanners, warehouse", "Kilnsdale", "4220", At(&[(DEC, 12_500)]), Delivery).eur(),
    line("Label printers, plants", "Kilnsdale", "4220", At(&[(OCT, 6_300), (APR, 6_300)]), Delivery).eur(),
    line("Storage array replacement", "Glenharrow", "4330", At(&[(SEP, 64_000)]), Delivery).since(2027).story(Slipped),
    line("Storage maintenance", "Glenharrow", "4330", Flat(2_850), Fixed).opex(),
    line("Storage expansion", "Glenharrow", "4330", At(&[(JAN, 31_000)]), Delivery).until(2026),
    line("Virtualisation hosts", "Skelderwood", "4330", At(&[(JUL, 24_500), (JAN, 24_500)]), Delivery),
    line("Server maintenance", "Skelderwood", "4330", Flat(3_250), Fixed).opex(),
    line("Server spare parts", "Skelderwood", "4330", Flat(650), Card).opex(),
    line("Core switches", "Cragmouth", "4320", At(&[(DEC, 38_500)]), Delivery),
    line("Access switches", "Cragmouth", "4320", At(&[(SEP, 11_000), (MAR, 11_000)]), Delivery),
    line("Firewall appliances", "Cragmouth", "4600", At(&[(APR, 33_000)]), Delivery),
    line("Network maintenance", "Cragmouth", "4320", Flat(2_650), Fixed).opex(),
    line("Wireless access points", "Cragmouth", "4320", At(&[(SEP, 13_000), (OCT, 13_000), (JAN, 13_000)]), Delivery).transform("WIFI").since(2027),
    line("Cabling, plant 2", "Penhallick", "4320", At(&[(OCT, 8_400), (JAN, 8_400)]), Delivery).gbp().transform("WIFI").since(2027),
    line("Meeting room equipment", "Thornmarch", "4220", At(&[(NOV, 14_500), (MAY, 9_500)]), Delivery),
    line("Portal test devices", "Coppermere", "4420", At(&[(JAN, 12_000)]), Delivery).transform("PORTAL").since(2027).story(Cancelled),
    line("Uninterruptible power units", "Harrowmead", "4330", At(&[(FEB, 9_800)]), Delivery),
    line("Tape library", "Glenharrow", "4330", Flat(1_200), Fixed).opex().until(2025),
];

/// Subscriptions, licences and their maintenance.
#[rustfmt::skip]
pub(super) const SOFTWARE: &[Line] = &[
    line("Productivity suite E5", "Aldermoor", "4220", Flat(38_400), Fixed).story(PriceRise),
    line("Productivity suite F3, plants", "Aldermoor", "4220", Flat(5_600), Fixed).story(PriceRise),
    line("Server operating systems", "Aldermoor", "4330", Flat(4_800), Fixed),
    line("Database licences", "Aldermoor", "4310", Flat(6_250), Fixed),
    line("Project and diagram tools", "Aldermoor", "4100", Flat(1_700), Fixed),
    line("ERP subscription", "Calderwick", "4410", Step(21_500, JAN, 22_600), Fixed),
    line("ERP wave 2 users", "Calderwick", "4410", Step(0, DEC, 4_800), Fixed).transform("ERP2").since(2027),
    line("ERP test systems", "Calderwick", "4410", Flat(2_450), Fixed),
    line("Expense management", "Calderwick", "4410", Flat(1_850), Fixed),
    line("Consolidation and close", "Wexcombe", "4410", Flat(3_300), Fixed).gbp(),
    line("Planning and budgeting", "Wexcombe", "4410", Flat(2_150), Fixed).gbp(),
    line("E-invoicing gateway", "Saltersgill", "4410", Flat(1_450), Metered).eur(),
    line("Manufacturing execution", "Saltersgill", "4410", Flat(6_800), Fixed).eur(),
    line("Quality management", "Saltersgill", "4410", Flat(2_900), Fixed).eur(),
    line("Warehouse management", "Saltersgill", "4410", Flat(3_450), Fixed).eur(),
    line("Plant maintenance planning", "Saltersgill", "4410", Flat(1_600), Fixed).eur(),
    line("CRM, sales seats", "Kestrelholm", "4420", Step(12_600, FEB, 13_200), Fixed),
    line("CRM, service seats", "Kestrelholm", "4420", Flat(7_300), Fixed),
    line("CRM, partner portal", "Kestrelholm", "4420", Flat(2_250), Fixed).grow(),
    line("Marketing automation", "Kestrelholm", "4420", Flat(3_950), Fixed).grow(),
    line("Quote configuration", "Greywether", "4420", Flat(2_700), Fixed).eur(),
    line("Field service scheduling", "Greywether", "4420", Flat(3_150), Fixed).eur(),
    line("Portal licences", "Kestrelholm", "4420", Step(0, JAN, 2_500), Fixed).transform("PORTAL").since(2027).story(Cancelled),
    line("Payment services", "Millstrand", "4420", Flat(1_350), Metered),
    line("Electronic signature", "Ottermoss", "4100", Flat(1_100), Fixed),
    line("Document management", "Ottermoss", "4420", Flat(2_600), Fixed),
    line("Observability platform", "Larkstoke", "4310", Ramp(12_400, 150), Metered).growth(5),
    line("Log archive", "Larkstoke", "4310", Flat(2_200), Metered),
    line("Status page and paging", "Larkstoke", "4310", Flat(850), Fixed),
    line("Endpoint protection", "Dunmarrow", "4600", Flat(7_900), Fixed),
    line("Security event monitoring", "Dunmarrow", "4600", Flat(8_700), Metered),
    line("E-mail security", "Dunmarrow", "4600", Flat(2_950), Fixed),
    line("Vulnerability scanning", "Dunmarrow", "4600", Quarterly(7_600), Fixed),
    line("Single sign-on", "Elmsgarth", "4600", Flat(4_600), Fixed),
    line("Privileged access", "Elmsgarth", "4600", Flat(3_350), Fixed),
    line("Zero trust network access", "Elmsgarth", "4600", Step(3_200, OCT, 4_400), Fixed).transform("ZT").since(2026),
    line("Remote access, old VPN", "Cragmouth", "4320", Flat(1_500), Fixed).until(2026),
    line("Backup software", "Hexworthy", "4330", Flat(3_600), Fixed),
    line("Backup of SaaS data", "Hexworthy", "4330", Flat(1_750), Fixed),
    line("Mechanical design seats", "Foxlode", "4700", At(&[(JUL, 58_000)]), Delivery),
    line("Circuit design seats", "Foxlode", "4700", At(&[(OCT, 36_500)]), Delivery),
    line("Simulation tokens", "Foxlode", "4700", Flat(4_100), Metered).grow(),
    line("Product data management", "Foxlode", "4700", Flat(5_200), Fixed),
    line("Source control and builds", "Shawmarrow", "4700", Flat(3_450), Fixed),
    line("Code quality scanning", "Shawmarrow", "4700", Flat(1_250), Fixed),
    line("Developer tool licences", "Shawmarrow", "4700", Flat(1_900), Card),
    line("Service management", "Shawmarrow", "4210", Flat(5_400), Fixed),
    line("Device management", "Shawmarrow", "4220", Flat(2_350), Fixed),
    line("Business intelligence", "Ashmerrow", "4500", Flat(4_950), Fixed),
    line("Data catalogue", "Ashmerrow", "4500", Flat(2_050), Fixed).transform("LAKE"),
    line("Statistics package", "Ashmerrow", "4500", At(&[(SEP, 14_800)]), Delivery),
    line("Video meetings", "Velmoor", "4220", Flat(3_850), Fixed),
    line("Meeting rooms, software", "Velmoor", "4220", Flat(1_050), Fixed),
    line("Webinar platform", "Velmoor", "4420", Flat(900), Fixed).until(2025),
    line("Survey tool", "Greywether", "4420", Flat(650), Fixed).eur().until(2026),
];

/// Colocation, power, cooling and the rooms of our own.
#[rustfmt::skip]
pub(super) const DATA_CENTER: &[Line] = &[
    line("Colocation, eight racks", "Redmarley", "4330", Flat(13_800), Fixed).story(Exit),
    line("Colocation, power", "Redmarley", "4330", Flat(5_450), Metered).story(Exit),
    line("Cross connects", "Redmarley", "4330", Flat(1_350), Fixed).story(Exit),
    line("Remote hands", "Redmarley", "4330", Flat(750), Card).story(Exit),
    line("Colocation, Leeds", "Drumlachan", "4330", Flat(4_250), Fixed).gbp(),
    line("Colocation power, Leeds", "Drumlachan", "4330", Flat(1_450), Metered).gbp(),
    line("Server room power, plant 1", "Wyrefield", "4330", Flat(2_350), Metered),
    line("Server room power, plant 2", "Wyrefield", "4330", Flat(1_700), Metered),
    line("Cooling maintenance", "Oakhollin", "4330", Quarterly(3_150), Fixed),
    line("Fire suppression checks", "Oakhollin", "4330", At(&[(OCT, 4_200), (APR, 4_200)]), Delivery),
    line("Generator service", "Harrowmead", "4330", At(&[(SEP, 3_900), (MAR, 3_900)]), Delivery),
    line("Battery replacement", "Harrowmead", "4330", At(&[(NOV, 7_200)]), Delivery),
];

/// Lines, mobile, voice.
#[rustfmt::skip]
pub(super) const TELECOM: &[Line] = &[
    line("Wide area network, US sites", "Farrowdale", "4320", Flat(8_900), Fixed),
    line("Internet, headquarters", "Farrowdale", "4320", Flat(3_250), Fixed),
    line("Internet, plant 2", "Farrowdale", "4320", Flat(1_850), Fixed),
    line("Internet, backup lines", "Farrowdale", "4320", Flat(1_100), Fixed),
    line("Voice and contact numbers", "Farrowdale", "4320", Flat(2_400), Metered),
    line("Contact center seats", "Farrowdale", "4420", Flat(3_700), Fixed),
    line("Mobile contracts, US", "Hollinfirth", "4320", Flat(6_150), Metered),
    line("Mobile data, field service", "Hollinfirth", "4420", Flat(2_050), Metered),
    line("Sensor connectivity", "Hollinfirth", "4500", Ramp(1_200, 50), Metered).grow(),
    line("Fibre, Leeds", "Moorgreave", "4320", Flat(2_250), Fixed).gbp(),
    line("Dark fibre, Leeds to data center", "Moorgreave", "4320", Flat(1_300), Fixed).gbp(),
    line("Mobile contracts, UK", "Dellingsea", "4320", Flat(1_700), Metered).gbp(),
    line("Fibre, Eindhoven", "Bexhollow", "4320", Flat(1_950), Fixed).eur(),
    line("Mobile contracts, Eindhoven", "Bexhollow", "4320", Flat(1_500), Metered).eur(),
    line("Sales office lines, Hanover", "Bexhollow", "4320", Flat(800), Fixed).eur(),
    line("Text messages", "Hollinfirth", "4420", Flat(550), Metered),
    line("Fax gateway", "Farrowdale", "4320", Flat(300), Fixed).until(2025),
];

/// Training, travel, insurance, small things.
#[rustfmt::skip]
pub(super) const MISC: &[Line] = &[
    line("Training, engineering", "Inglewhit", "4700", Flat(2_300), Card).grow(),
    line("Training, infrastructure", "Inglewhit", "4300", Flat(1_650), Card),
    line("Security awareness", "Inglewhit", "4600", Quarterly(3_400), Fixed),
    line("ERP user training", "Brindlecote", "4410", At(&[(NOV, 6_500), (JAN, 6_500), (FEB, 6_500)]), Delivery).transform("ERP2").since(2027),
    line("IT travel", "Swaleburn", "4000", Flat(3_900), Card),
    line("Conferences", "Swaleburn", "4000", At(&[(SEP, 8_500), (MAR, 6_000), (MAY, 6_000)]), Delivery),
    line("Research subscriptions", "Rookhope", "4000", At(&[(JUL, 22_500)]), Delivery),
    line("Cyber insurance", "Upperdale", "4600", Quarterly(16_500), Fixed),
    line("Device disposal", "Gorsebank", "4220", Quarterly(1_250), Delivery),
    line("Domains and certificates", "Yarnsworth", "4310", Flat(750), Card),
    line("Books and small tools", "", "4100", Flat(350), Card),
    line("Trade fair network", "Swaleburn", "4320", At(&[(OCT, 5_500)]), Delivery).until(2026),
];

/// What other departments charge to IT.
#[rustfmt::skip]
pub(super) const CROSS_CHARGES: &[Line] = &[
    line("Office space, headquarters", "", "4000", Flat(9_800), Journal),
    line("Office space, Eindhoven", "", "4220", Flat(1_450), Journal).eur(),
    line("Human resources services", "", "4000", Flat(3_100), Journal),
    line("Finance and audit services", "", "4000", Flat(2_700), Journal),
    line("Fleet and parking", "", "4200", Flat(900), Journal),
    line("Plant electricians", "", "4320", Quarterly(1_800), Journal),
];
