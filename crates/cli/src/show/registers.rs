//! `outlay show` of what is kept in lists: contracts, orders, licences, rates, scores, bills, vendors.

use serde_json::{Map, Value, json};

use super::Columns;
use crate::{Session, Stop, text};

impl Session<'_> {
    /// Every record that a command lists, with their number and the sums by currency that it answers.
    pub(super) fn register(&self, command: &str, argument: &Value) -> Result<Value, Stop> {
        let state = self.call("book.state", &Value::Null)?;
        let mut answer = self.call(command, argument)?;
        // A list is its rows, or has rows and totals.
        let mut rows = if answer.is_array() { answer.take() } else { answer["rows"].take() };
        if command == "rate.list" {
            name_plans(&mut rows, &state["plans"]);
        }
        let mut totals = Map::new();
        totals.insert("count".to_owned(), json!(rows.as_array().map_or(0, Vec::len)));
        for of_currency in answer["totals"].as_array().into_iter().flatten() {
            let currency = text::string(&of_currency["currency"]);
            let sums = of_currency.as_object().into_iter().flatten();
            for (name, sum) in sums.filter(|(_, sum)| sum.is_string()).filter(|(name, _)| *name != "currency")
            {
                totals.entry(name.clone()).or_insert_with(|| json!({}))[&currency] = sum.clone();
            }
        }
        Ok(json!({
            "as_of": state["as_of"], "period": format!("FY{}", text::string(&state["fiscal_year"])),
            "currency": state["settings"]["currency"], "rows": rows, "totals": totals,
        }))
    }
}

/// Adds to each budget rate the name of its plan.
fn name_plans(rates: &mut Value, plans: &Value) {
    for rate in rates.as_array_mut().into_iter().flatten() {
        let plan = plans.as_array().into_iter().flatten().find(|plan| plan["id"] == rate["plan"]);
        rate["plan_name"] = plan.map_or(Value::Null, |plan| plan["name"].clone());
    }
}

pub(super) const CONTRACTS: Columns = &[
    ("Number", "number"),
    ("Title", "title"),
    ("Vendor", "vendor"),
    ("Kind", "kind"),
    ("State", "state"),
    ("Start", "start"),
    ("Term ends", "term_end"),
    ("Cancel by", "cancel_by"),
    ("Days", "days_left"),
    ("A year", "yearly"),
    ("In all", "total"),
    ("Currency", "currency"),
    ("Owner", "owner"),
    ("Status", "status"),
];

pub(super) const ORDERS: Columns = &[
    ("Number", "number"),
    ("Line", "position"),
    ("Date", "date"),
    ("Vendor", "vendor"),
    ("Text", "text"),
    ("Ordered", "amount"),
    ("Delivered", "delivered"),
    ("Invoiced", "invoiced"),
    ("Open", "open"),
    ("Currency", "currency"),
    ("Status", "status"),
];

pub(super) const LICENCES: Columns = &[
    ("Product", "product"),
    ("Vendor", "vendor"),
    ("Number", "number"),
    ("Contract", "contract_number"),
    ("Metric", "metric"),
    ("Bought", "bought"),
    ("Assigned", "assigned"),
    ("Used", "used"),
    ("Unused", "unused"),
    ("Price", "unit_price"),
    ("In all", "total"),
    ("Currency", "currency"),
    ("Ends", "end"),
];

pub(super) const RATES: Columns =
    &[("Currency", "currency"), ("Month", "month"), ("Plan", "plan_name"), ("Rate", "rate")];

pub(super) const SCORES: Columns = &[
    ("Vendor", "vendor"),
    ("Measure", "criterion"),
    ("Period", "period"),
    ("Value", "value"),
    ("Unit", "unit"),
    ("Comment", "comment"),
    ("Rater", "rater"),
];

pub(super) const BILLS: Columns = &[
    ("Month", "month"),
    ("Provider", "vendor"),
    ("Service", "service"),
    ("Account", "account"),
    ("Billed", "billed"),
    ("Effective", "effective"),
    ("Currency", "currency"),
    ("Basis", "basis"),
];
