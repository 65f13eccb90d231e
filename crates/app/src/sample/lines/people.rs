//! Budget lines for people, services and the cloud.

use crate::sample::line::Billing::{Card, Delivery, Fixed, Metered, Payroll, Weekly};
use crate::sample::line::Cost::{At, Flat, Quarterly, Ramp, Step};
use crate::sample::line::Story::{Cancelled, Hire, New};
use crate::sample::line::{APR, AUG, DEC, FEB, JAN, JUL, JUN, Line, MAR, MAY, NOV, OCT, SEP, line};

/// Teams with their raise in January, allowances, planned hires.
#[rustfmt::skip]
pub(super) const STAFFING: &[Line] = &[
    line("Salaries, IT Office", "", "4100", Step(24_900, JAN, 25_650), Payroll),
    line("Salaries, Service Desk", "", "4210", Step(31_400, JAN, 32_350), Payroll),
    line("Salaries, Workplace", "", "4220", Step(21_600, JAN, 22_250), Payroll),
    line("Salaries, Cloud Platform", "", "4310", Step(39_800, JAN, 41_000), Payroll),
    line("Salaries, Network & Telecom", "", "4320", Step(26_400, JAN, 27_200), Payroll),
    line("Salaries, Data Center", "", "4330", Step(19_200, JAN, 19_800), Payroll),
    line("Salaries, ERP & Finance Apps", "", "4410", Step(33_600, JAN, 34_600), Payroll),
    line("Salaries, Sales & Service Apps", "", "4420", Step(31_300, JAN, 32_250), Payroll),
    line("Salaries, Data & Analytics", "", "4500", Step(30_300, JAN, 31_200), Payroll),
    line("Salaries, Information Security", "", "4600", Step(28_700, JAN, 29_550), Payroll),
    line("Salaries, Software Engineering", "", "4700", Step(42_600, JAN, 43_900), Payroll),
    line("Salaries, Eindhoven IT", "", "4220", Step(12_400, JAN, 12_750), Payroll).eur(),
    line("Salaries, Leeds IT", "", "4320", Step(9_600, JAN, 9_900), Payroll).gbp(),
    line("Capitalised salaries, ERP", "", "4410", At(&[(JUL, 7_400), (AUG, 7_400), (SEP, 7_400), (OCT, 8_200), (NOV, 8_200), (DEC, 8_200), (JAN, 8_200), (FEB, 6_000), (MAR, 4_000)]), Payroll).capex().transform("ERP2").since(2026),
    line("Capitalised salaries, portal", "", "4700", Flat(5_200), Payroll).capex().grow().until(2025),
    line("On-call, Cloud Platform", "", "4310", Flat(2_400), Payroll),
    line("On-call, Network", "", "4320", Flat(1_350), Payroll),
    line("On-call, Data Center", "", "4330", Flat(1_100), Payroll),
    line("On-call, Information Security", "", "4600", Flat(1_450), Payroll),
    line("Annual bonus, IT", "", "4000", At(&[(SEP, 58_000)]), Delivery),
    line("Summer interns", "", "4700", At(&[(JUL, 6_400), (AUG, 6_400), (JUN, 6_400)]), Payroll).grow(),
    line("Overtime, month-end support", "", "4410", Flat(1_850), Payroll),
    line("New hire, cloud engineer", "", "4310", Step(0, SEP, 9_800), Payroll).grow().since(2027),
    line("Planned hire, data engineer", "", "4500", Step(0, JAN, 10_200), Payroll).grow().since(2027).story(Hire),
    line("Planned hire, security analyst", "", "4600", Step(0, FEB, 8_900), Payroll).grow().since(2027).story(Hire),
];

/// Contractors, managed services, advice.
#[rustfmt::skip]
pub(super) const SERVICES: &[Line] = &[
    line("Service desk, first level", "Jarrowby", "4210", Flat(24_800), Fixed).growth(1),
    line("Service desk, evening shift", "Jarrowby", "4210", Flat(6_900), Fixed).growth(1),
    line("On-site support, Leeds", "Jarrowby", "4220", Flat(3_850), Fixed).gbp(),
    line("On-site support, Eindhoven", "Eastwold", "4220", Flat(4_200), Weekly).eur(),
    line("ERP rollout, integration partner", "Blackthwaite", "4410", At(&[(JUL, 18_000), (AUG, 18_000), (SEP, 21_000), (OCT, 21_000), (NOV, 24_000), (DEC, 20_000), (JAN, 24_000), (FEB, 18_000), (MAR, 12_000)]), Weekly).capex().transform("ERP2").since(2026),
    line("ERP rollout, data migration", "Stonebeck", "4410", At(&[(JUL, 4_500), (AUG, 4_500), (SEP, 6_000), (OCT, 7_500), (NOV, 7_500), (DEC, 6_000), (JAN, 6_000)]), Weekly).capex().transform("ERP2").since(2026),
    line("ERP application support", "Marrowfen", "4410", Flat(8_600), Fixed).eur(),
    line("ERP payroll localisation", "Marrowfen", "4410", Quarterly(3_900), Fixed).eur(),
    line("Cloud engineers, contract", "Windermark", "4310", Flat(11_600), Weekly),
    line("Platform engineers, contract", "Cinderhall", "4700", Flat(13_400), Weekly),
    line("Test automation, contract", "Cinderhall", "4700", Flat(6_200), Weekly),
    line("Firmware tooling, contract", "Eastwold", "4700", Flat(5_100), Weekly).eur(),
    line("Usability testing", "Netherlow", "4420", Quarterly(4_600), Fixed).eur(),
    line("CRM administration", "Gantwell", "4420", Flat(5_750), Weekly),
    line("CRM enhancements", "Gantwell", "4420", Flat(4_300), Weekly).grow(),
    line("Reporting backlog, contract", "Stonebeck", "4500", Flat(4_900), Weekly),
    line("Analytics platform build", "Stonebeck", "4500", Flat(7_200), Weekly).capex().transform("LAKE"),
    line("Security operations, 24x7", "Ravensmoor", "4600", Flat(9_400), Fixed).gbp().growth(2),
    line("Penetration tests", "Ravensmoor", "4600", At(&[(OCT, 13_500), (APR, 13_500)]), Delivery).gbp(),
    line("Incident response retainer", "Ravensmoor", "4600", Quarterly(3_600), Fixed).gbp(),
    line("Certification audit", "Flintgate", "4600", At(&[(NOV, 16_500), (MAY, 8_200)]), Delivery),
    line("Access review support", "Flintgate", "4600", Quarterly(2_750), Fixed),
    line("Zero trust rollout", "Gantwell", "4600", At(&[(JUL, 9_000), (AUG, 9_000), (SEP, 9_000), (OCT, 7_000), (NOV, 5_000), (DEC, 3_000)]), Weekly).transform("ZT").since(2026),
    line("Data center exit, planning", "Windermark", "4330", At(&[(SEP, 6_500), (OCT, 6_500), (NOV, 8_000), (DEC, 8_000), (JAN, 9_500), (FEB, 9_500), (MAR, 9_500), (APR, 12_000), (MAY, 12_000), (JUN, 12_000)]), Weekly).transform("DCX").since(2027),
    line("Network operations support", "Windermark", "4320", Flat(4_450), Weekly),
    line("Plant wireless survey", "Stonebeck", "4320", At(&[(JUL, 5_600), (AUG, 5_600)]), Delivery).transform("WIFI").since(2027),
    line("Portal design and build", "Gantwell", "4420", Step(0, OCT, 9_000), Weekly).capex().transform("PORTAL").since(2027).story(Cancelled),
    line("Managed print", "Dovershaw", "4220", Flat(3_150), Metered),
    line("Recruiting fees", "Quarrington", "4100", Quarterly(4_800), Delivery),
    line("Contract and licence counsel", "Linwater", "4100", Flat(1_650), Fixed),
    line("Translation of help texts", "Silverleat", "4420", Flat(950), Card).eur(),
    line("Intranet relaunch", "Gantwell", "4220", Flat(3_800), Weekly).grow().until(2025),
    line("Payroll interface rework", "Stonebeck", "4410", At(&[(AUG, 7_500), (SEP, 7_500), (OCT, 5_000)]), Weekly).grow().until(2025),
    line("Mainframe archive support", "Marrowfen", "4330", Flat(2_300), Fixed).eur().until(2026),
];

/// What is bought by use from cloud providers.
#[rustfmt::skip]
pub(super) const CLOUD: &[Line] = &[
    line("Compute, production", "Brackenvale", "4310", Ramp(27_500, 300), Metered).growth(2),
    line("Compute, test", "Brackenvale", "4310", Flat(8_400), Metered),
    line("Managed databases", "Brackenvale", "4310", Ramp(12_800, 150), Metered),
    line("Object storage", "Brackenvale", "4310", Ramp(5_400, 50), Metered),
    line("Data transfer", "Brackenvale", "4310", Flat(3_650), Metered),
    line("Container platform", "Brackenvale", "4700", Ramp(6_900, 100), Metered).grow(),
    line("Reserved capacity, one year", "Brackenvale", "4310", At(&[(AUG, 46_000)]), Delivery),
    line("Cloud support plan", "Brackenvale", "4310", Flat(4_200), Fixed),
    line("Backup vault, second region", "Brackenvale", "4330", Flat(2_950), Metered),
    line("Serverless and queues", "Brackenvale", "4700", Flat(2_300), Metered),
    line("Virtual desktops", "Lochbrae", "4220", Flat(3_900), Metered).gbp(),
    line("Compute, UK region", "Lochbrae", "4310", Flat(4_450), Metered).gbp(),
    line("File services, Leeds", "Lochbrae", "4310", Flat(1_550), Metered).gbp(),
    line("Disaster recovery region", "Lochbrae", "4330", Flat(2_600), Fixed).gbp(),
    line("Data warehouse", "Tidewarren", "4500", Ramp(13_200, 200), Metered).grow().growth(4),
    line("Data pipelines", "Tidewarren", "4500", Flat(4_700), Metered),
    line("Streaming ingestion", "Tidewarren", "4500", Ramp(2_800, 100), Metered).transform("LAKE"),
    line("Notebook compute", "Tidewarren", "4500", Flat(3_100), Metered).grow(),
    line("Sensor data platform", "Fennimoor", "4500", Flat(5_300), Metered).eur().grow(),
    line("Sensor data archive", "Fennimoor", "4500", Flat(1_250), Metered).eur(),
    line("Map and geocoding service", "Fennimoor", "4420", Flat(850), Metered).eur(),
    line("Content delivery", "Tamarhill", "4420", Flat(2_700), Metered),
    line("Web firewall", "Tamarhill", "4600", Flat(1_900), Fixed),
    line("Landing zone, data center exit", "Brackenvale", "4330", At(&[(JAN, 4_000), (FEB, 6_000), (MAR, 8_000), (APR, 9_000), (MAY, 9_000), (JUN, 9_000)]), Metered).transform("DCX").since(2027),
    line("Service assistant, model usage", "Tidewarren", "4210", At(&[]), Fixed).transform("ASSIST").since(2027).story(New),
    line("Compute, old region", "Lochbrae", "4310", Flat(1_900), Metered).gbp().until(2025),
];
