//! `outlay show`: figures as JSON for programs, or as tables for people.

mod forecast;
mod registers;

use serde_json::{Value, json};

use crate::arguments::{By, Show, What};
use crate::{Session, Stop, text};

/// The columns of a table: what stands over it, and the field it shows.
type Columns = &'static [(&'static str, &'static str)];

impl Session<'_> {
    pub(crate) fn show(&mut self, show: &Show) -> Result<(), Stop> {
        self.as_of = show.as_of;
        self.read(&show.book)?;
        let (answer, columns): (Value, Columns) = match show.what {
            What::Overview => (self.overview(show)?, FIGURES),
            What::Variance => (self.variance(show)?, FIGURES),
            What::Forecast => (self.forecast(show)?, forecast::COLUMNS),
            What::Showback => (self.showback(show)?, FIGURES),
            What::Budget => (
                self.budget(show)?,
                &[("Line", "label"), ("Vendor", "vendor"), ("Currency", "currency"), ("Year", "total")],
            ),
            What::Actuals => (
                self.actuals(show)?,
                &[
                    ("Date", "date"),
                    ("Vendor", "vendor"),
                    ("Text", "text"),
                    ("Amount", "amount"),
                    ("Currency", "currency"),
                    ("Budget line", "line_label"),
                ],
            ),
            What::Vendors => (
                self.register("vendor.list", &Value::Null)?,
                &[
                    ("Vendor", "name"),
                    ("Tier", "tier"),
                    ("Criticality", "criticality"),
                    ("Owner", "owner"),
                    ("Status", "status"),
                    ("Number", "number"),
                    ("Contacts", "contacts"),
                ],
            ),
            What::Contracts => {
                (self.register("contract.list", &json!({ "as_of": null }))?, registers::CONTRACTS)
            }
            What::Orders => (self.register("order.list", &Value::Null)?, registers::ORDERS),
            What::Licences => (self.register("licence.list", &Value::Null)?, registers::LICENCES),
            What::Rates => (self.register("rate.list", &Value::Null)?, registers::RATES),
            What::Scores => (self.register("score.list", &Value::Null)?, registers::SCORES),
            What::Bills => (self.register("bill.list", &Value::Null)?, registers::BILLS),
        };
        if show.json {
            return self.print(&answer);
        }
        writeln!(
            self.stdout,
            "{} as of {}, {}",
            text::string(&answer["period"]),
            text::string(&answer["as_of"]),
            text::string(&answer["currency"])
        )?;
        let rows: Vec<Vec<String>> = answer["rows"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|row| columns.iter().map(|(_, field)| cell(&row[*field], field)).collect())
            .collect();
        let headings: Vec<&str> = columns.iter().map(|(heading, _)| *heading).collect();
        let right: Vec<usize> =
            (0..columns.len()).filter(|column| FIGURES_TO_THE_RIGHT.contains(&columns[*column].1)).collect();
        text::table(self.stdout, &headings, &right, &rows)?;
        for (name, total) in answer["totals"].as_object().into_iter().flatten() {
            writeln!(self.stdout, "{name}: {}", by_currency(total))?;
        }
        Ok(())
    }

    fn variance(&self, show: &Show) -> Result<Value, Stop> {
        let plan = self.plan(show.plan.as_deref())?;
        let against = match show.against.as_str() {
            "plan" => json!("budget"),
            "original" => json!("original"),
            "last-year" => json!("last_year"),
            "last-year-budget" => json!("last_year_budget"),
            name => json!({ "forecast": self.plan(Some(name))? }),
        };
        let query = json!({
            "plan": plan, "period": show.period, "by": show.by.name(), "against": against,
            "recognition": show.recognition.name(),
        });
        let mut variance = self.call("variance.get", &query)?;
        // Of the drawing, the sentence is worth telling without a screen.
        let finding = variance["chart"]["title"].take();
        if let Some(fields) = variance.as_object_mut() {
            fields.remove("chart");
            fields.remove("total");
            fields.insert("finding".to_owned(), finding);
        }
        Ok(variance)
    }

    fn showback(&self, show: &Show) -> Result<Value, Stop> {
        let plan = self.plan(show.plan.as_deref())?;
        let query = json!({ "plan": plan, "period": show.period, "recognition": show.recognition.name() });
        self.call("showback.get", &query)
    }

    fn overview(&self, show: &Show) -> Result<Value, Stop> {
        let plan = self.plan(show.plan.as_deref())?;
        let query = json!({ "plan": plan, "period": show.period, "recognition": show.recognition.name() });
        let overview = self.call("overview.get", &query)?;
        if let Some(problem) = overview["problems"].as_array().and_then(|problems| problems.first()) {
            return Err(Stop::Refused(text::string(problem)));
        }
        let mut totals = serde_json::Map::new();
        for figure in overview["figures"].as_array().into_iter().flatten() {
            totals.insert(text::string(&figure["key"]), figure["value"].clone());
        }
        totals.insert("unmatched".to_owned(), overview["unmatched"].clone());
        Ok(json!({
            "as_of": overview["as_of"], "period": overview["period"], "currency": overview["currency"],
            "month": overview["month"], "plan": overview["plan"]["name"], "finding": overview["chart"]["title"],
            "rows": overview["rows"], "totals": totals, "decide": overview["decide"]["rows"], "needs": overview["needs"],
        }))
    }

    fn budget(&self, show: &Show) -> Result<Value, Stop> {
        let state = self.call("book.state", &Value::Null)?;
        let plan = self.plan(show.plan.as_deref())?;
        // The plan of a period is the one that its overview is held against.
        let (plan, missing) = match &show.period {
            Some(period) => {
                let overview = self.call("overview.get", &json!({ "plan": plan, "period": period }))?;
                (overview["plan"]["id"].clone(), format!("There is no plan for {period}"))
            }
            None if plan.is_null() => (state["plan"].clone(), "This book has no plan yet".to_owned()),
            None => (plan, String::new()),
        };
        if plan.is_null() {
            return Err(Stop::Refused(format!("{missing}. Import a budget into it.")));
        }
        if matches!(show.by, By::Expense | By::Purpose) {
            let sentence = format!("The budget is not summed by {}; the variance is.", show.by.name());
            return Err(Stop::Refused(sentence));
        }
        let line = show.by == By::Line;
        let group = if line { "none" } else { show.by.name() };
        let view = json!({
            "plan": plan, "compare": null, "group": group, "filter": "", "collapsed": [],
            "recognition": show.recognition.name(),
        });
        let mut rows: Vec<Value> = Vec::new();
        let mut from = 0;
        let grid = loop {
            let mut grid = self.call("budget.grid", &json!({ "view": view, "from": from, "count": 1000 }))?;
            let problem = grid["problems"].as_array().and_then(|problems| problems.first());
            if let Some(problem) = problem.filter(|_| grid["total"]["total"].is_null()) {
                return Err(Stop::Refused(text::string(problem)));
            }
            let window = grid["rows"].as_array_mut().map(std::mem::take).unwrap_or_default();
            if window.is_empty() {
                break grid;
            }
            from += window.len();
            let wanted = if line { "line" } else { "group" };
            rows.extend(window.into_iter().filter(|row| row["kind"] == wanted));
        };
        let total = &grid["total"];
        let rows: Vec<Value> = rows
            .into_iter()
            .map(|row| {
                json!({
                    "key": row["key"], "label": row["label"], "vendor": row["vendor"],
                    "currency": row["currency"], "amounts": row["amounts"], "total": row["total"],
                })
            })
            .collect();
        Ok(json!({
            "as_of": state["as_of"], "period": format!("FY{}", text::string(&grid["plan"]["fiscal_year"])), "plan": grid["plan"]["name"],
            "currency": state["settings"]["currency"], "months": grid["months"], "rows": rows,
            "totals": { "budget": total["total"], "amounts": total["amounts"] },
        }))
    }

    fn actuals(&self, show: &Show) -> Result<Value, Stop> {
        let state = self.call("book.state", &Value::Null)?;
        // As everywhere: of the fiscal year, what is posted by the day the figures are as of.
        let (period, posted) = match &show.period {
            Some(period) => (json!(period), json!(period)),
            None => (json!(format!("FY{}", text::string(&state["fiscal_year"]))), state["as_of"].clone()),
        };
        let mut rows = Vec::new();
        loop {
            let query = json!({
                "filter": "", "state": "all", "period": posted, "vendor": null, "category": null, "line": null,
                "batch": null, "from": rows.len(), "count": 1000,
            });
            let page = self.call("actual.list", &query)?;
            match page["rows"].as_array() {
                Some(window) if !window.is_empty() => rows.extend(window.iter().map(plain)),
                _ => {
                    let mut totals = serde_json::Map::new();
                    for sum in page["sums"].as_array().into_iter().flatten() {
                        totals.insert(text::string(&sum["currency"]), sum["amount"].clone());
                    }
                    let total = &page["total"];
                    return Ok(json!({
                        "as_of": state["as_of"], "period": period, "currency": state["settings"]["currency"],
                        "rows": rows, "totals": { "actual": total, "by_currency": totals, "count": page["row_count"] },
                    }));
                }
            }
        }
    }
}

/// An actual as scripts know it.
fn plain(row: &Value) -> Value {
    const FIELDS: [&str; 13] = [
        "id",
        "date",
        "amount",
        "currency",
        "base",
        "vendor",
        "text",
        "document",
        "account",
        "cost_centre",
        "line",
        "line_label",
        "batch",
    ];
    FIELDS
        .iter()
        .map(|field| ((*field).to_owned(), row[*field].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// The fields whose columns are aligned to the right.
const FIGURES_TO_THE_RIGHT: &[&str] = &[
    "budget",
    "actual",
    "rest",
    "previous",
    "change",
    "forecast",
    "variance",
    "percent",
    "amount",
    "total",
    "days_left",
    "yearly",
    "delivered",
    "invoiced",
    "open",
    "bought",
    "assigned",
    "used",
    "unused",
    "unit_price",
    "rate",
    "value",
    "billed",
    "effective",
];

/// A cell of a table: words instead of the names of states.
fn cell(value: &Value, field: &str) -> String {
    let text = text::string(value);
    if field == "state" { text.replace('_', " ") } else { text }
}

/// A total: one figure, or one a currency.
fn by_currency(total: &Value) -> String {
    let Some(sums) = total.as_object() else { return text::string(total) };
    let sums: Vec<String> =
        sums.iter().map(|(currency, sum)| format!("{} {currency}", text::string(sum))).collect();
    sums.join(", ")
}

const FIGURES: Columns = &[
    ("", "label"),
    ("Budget", "budget"),
    ("Actual", "actual"),
    ("Forecast", "forecast"),
    ("Variance", "variance"),
    ("%", "percent"),
];
