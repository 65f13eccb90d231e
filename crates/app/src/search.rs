//! Finding records by a text, for the palette.

use domain::Id;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::open::Call;

/// What is searched for.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "SearchText"))]
pub struct Text {
    /// A part of a name.
    pub text: String,
}

/// What kind of record was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "each is the word of the product that it names")]
pub enum HitKind {
    Line,
    Vendor,
    Category,
    Department,
    Project,
    Plan,
    Actual,
}

/// A record that was found.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// Its number.
    pub id: Id,
    /// Its name.
    pub label: String,
    /// What tells it from others.
    pub detail: String,
    /// The screen that shows it.
    pub page: String,
}

/// A text as a part of an address: what is no letter or digit by its bytes.
fn escaped(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::with_capacity(text.len()), |mut address, byte| {
        if byte.is_ascii_alphanumeric() {
            address.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
        address
    })
}

/// At most so many of a kind, so that one kind does not crowd out the others.
const EACH: usize = 8;

pub(crate) fn find(call: &Call<'_>, text: Text) -> Result<Vec<Hit>, Error> {
    let tx = call.tx;
    let wanted = text.text.trim().to_lowercase();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut hits = Vec::new();
    let mut add = |kind, found: Vec<(Id, String, String, String)>| {
        let found = found.into_iter().take(EACH);
        hits.extend(found.map(|(id, label, detail, page)| Hit { kind, id, label, detail, page }));
    };
    let has = |name: &str| name.to_lowercase().contains(&wanted);
    let lines = store::budget::find(tx, &wanted, 8)?.into_iter();
    add(
        HitKind::Line,
        lines
            .map(|line| {
                let detail = [line.vendor.as_str(), line.category.as_str()];
                let detail: Vec<&str> = detail.into_iter().filter(|part| !part.is_empty()).collect();
                let page = format!("budget?line={}", line.id);
                (line.id, line.description, detail.join(" · "), page)
            })
            .collect(),
    );
    let vendors = store::vendor::all(tx)?.into_iter().filter(|one| has(&one.name));
    add(
        HitKind::Vendor,
        vendors.map(|one| (one.id, one.name, one.tier, format!("actuals?vendor={}", one.id))).collect(),
    );
    let plans = store::plan::all(tx)?.into_iter().filter(|one| has(&one.name));
    add(
        HitKind::Plan,
        plans
            .map(|one| (one.id, one.name, one.state.label().to_owned(), format!("budget?plan={}", one.id)))
            .collect(),
    );
    let categories = store::category::all(tx)?;
    let found = categories.iter().filter(|one| has(&one.name));
    add(
        HitKind::Category,
        found
            .map(|one| {
                let path = domain::category::path(&categories, one.id);
                (one.id, path, one.expense.label().to_owned(), format!("actuals?category={}", one.id))
            })
            .collect(),
    );
    let departments = store::department::all(tx)?.into_iter().filter(|one| has(&one.name) || has(&one.code));
    add(
        HitKind::Department,
        departments
            .map(|one| (one.id, one.name, one.code, format!("settings?section=departments&id={}", one.id)))
            .collect(),
    );
    let projects = store::project::all(tx)?.into_iter().filter(|one| has(&one.name));
    add(
        HitKind::Project,
        projects
            .map(|one| (one.id, one.name, String::new(), format!("settings?section=projects&id={}", one.id)))
            .collect(),
    );
    let filter = store::actual::Filter { text: wanted.clone(), ..store::actual::Filter::default() };
    let actuals = store::actual::rows(tx, &filter, 0, 6)?.into_iter();
    add(
        HitKind::Actual,
        actuals
            .map(|row| {
                let label = if row.text.is_empty() { row.vendor.clone() } else { row.text.clone() };
                let detail =
                    format!("{} · {} {}", row.date, domain::overview::grouped(row.amount), row.currency);
                let text = if row.document.is_empty() { label.clone() } else { row.document };
                (row.id, label, detail, format!("actuals?filter={}", escaped(&text)))
            })
            .collect(),
    );
    Ok(hits)
}
