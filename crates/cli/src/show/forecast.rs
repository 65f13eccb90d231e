//! `outlay show BOOK forecast`: where the year ends.

use serde_json::{Value, json};

use super::Columns;
use crate::arguments::{By, Show};
use crate::{Session, Stop};

pub(super) const COLUMNS: Columns = &[
    ("", "label"),
    ("Method", "method"),
    ("Budget", "budget"),
    ("Actual", "actual"),
    ("Rest", "rest"),
    ("Forecast", "forecast"),
    ("Variance", "variance"),
    ("%", "percent"),
    ("Before", "previous"),
    ("Change", "change"),
];

/// The fields of a row that scripts may rely on.
const FIELDS: [&str; 15] = [
    "key", "label", "currency", "method", "months", "budget", "actual", "rest", "forecast", "variance",
    "percent", "previous", "change", "low", "high",
];

impl Session<'_> {
    pub(super) fn forecast(&self, show: &Show) -> Result<Value, Stop> {
        let plan = self.plan(show.plan.as_deref())?;
        let mut rows = Vec::new();
        loop {
            let query = json!({
                "plan": plan, "period": show.period, "by": show.by.name(), "recognition": show.recognition.name(), "from": rows.len(), "count": 1000,
            });
            let mut page = self.call("forecast.get", &query)?;
            match page["rows"].as_array_mut() {
                Some(window) if !window.is_empty() => rows.append(window),
                _ => return Ok(answer(&page, &rows, show.by)),
            }
        }
    }
}

fn answer(page: &Value, rows: &[Value], by: By) -> Value {
    let currency = &page["currency"];
    let of = |row: &Value| {
        let mut fields: serde_json::Map<String, Value> =
            FIELDS.iter().map(|field| ((*field).to_owned(), row[*field].clone())).collect();
        // A line's own currency is where its months are typed; every figure here is in the book's.
        fields.insert("currency".to_owned(), currency.clone());
        if by != By::Line {
            fields.remove("method");
        }
        Value::Object(fields)
    };
    let total = &page["total"];
    let totals =
        ["budget", "actual", "rest", "forecast", "variance", "percent", "previous", "change", "low", "high"];
    let totals: serde_json::Map<String, Value> =
        totals.iter().map(|field| ((*field).to_owned(), total[*field].clone())).collect();
    json!({
        "as_of": page["as_of"], "period": page["period"], "currency": currency, "plan": page["plan"]["name"],
        "budget": page["budget"]["name"], "previous": page["compare"]["name"], "closed": page["closed"],
        "months": page["months"], "finding": page["finding"], "notes": page["notes"],
        "rows": rows.iter().map(of).collect::<Vec<_>>(), "totals": totals,
    })
}
