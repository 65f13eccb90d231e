//! A plan as comma-separated text: one row a line, its amounts in its own currency, no totals.

use super::{DESCRIBED, Plan};
use crate::delimited::Writer;
use crate::error::Error;

/// Writes a plan as text that imports again without loss.
pub fn csv(plan: &Plan) -> Result<Vec<u8>, Error> {
    let described = DESCRIBED.iter().map(|(heading, ..)| (*heading).to_owned());
    let mut file = Writer::new(described.chain(plan.months.map(|month| month.to_string())))?;
    for line in &plan.lines {
        for (_, _, text) in DESCRIBED {
            file.text(text(line))?;
        }
        for amount in line.amounts {
            file.plain(&amount.to_string())?;
        }
        file.end_row()?;
    }
    file.bytes()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::budget::sample;

    #[test]
    fn a_plan_as_text() {
        let mut plan = sample::book(2).plan;
        plan.lines[1].notes = "=see, contract".to_owned();
        let text = String::from_utf8(csv(&plan).unwrap()).unwrap();
        expect![[r#"
            Line,Vendor,Category,Department,Project,CapEx/OpEx,Run/Grow/Transform,Owner,Currency,Notes,2026-07,2026-08,2026-09,2026-10,2026-11,2026-12,2027-01,2027-02,2027-03,2027-04,2027-05,2027-06
            Workplace suite,Northbridge Software,Staffing,IT,,CapEx,Run,R. Okafor,USD,,12345.67,12469.12,12592.57,12716.02,12839.47,12962.92,13086.37,13209.82,13333.27,13456.72,13580.17,13703.62
            "Observability of all production clusters, the shop and the data platform",Halden Cloud,Software & SaaS,IT,,OpEx,Run,R. Okafor,USD," =see, contract",13333.32,13456.77,13580.22,13703.67,13827.12,13950.57,14074.02,14197.47,14320.92,14444.37,14567.82,14691.27
        "#]].assert_eq(&text.replace("\r\n", "\n"));
    }
}
