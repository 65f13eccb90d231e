//! The budget lines of the sample book by cost pool.

mod people;
mod things;

use super::line::Line;

/// The lines of a cost pool, and by how many percent its prices rise in a year.
pub(super) type Pool = (&'static str, i64, &'static [Line]);

/// The nine pools in the order of the taxonomy.
pub(super) const POOLS: [Pool; 9] = [
    ("Staffing", 4, people::STAFFING),
    ("Outside Services", 3, people::SERVICES),
    ("Cloud Services", 8, people::CLOUD),
    ("Hardware", 2, things::HARDWARE),
    ("Software & SaaS", 6, things::SOFTWARE),
    ("Data Center Facilities", 3, things::DATA_CENTER),
    ("Telecom", 1, things::TELECOM),
    ("Misc Costs", 2, things::MISC),
    ("Cross Charges", 3, things::CROSS_CHARGES),
];
