//! Records of the journal in words: what kind, which one, and each field before and after.

use domain::Id;
use serde_json::Value;

use super::{FieldChange, Operation, RecordChange};
use crate::Error;
use crate::open::Call;

/// What numbers in a record stand for.
pub(super) struct Names {
    plans: Vec<domain::plan::Plan>,
    categories: Vec<domain::category::Category>,
    departments: Vec<domain::department::Department>,
    projects: Vec<domain::project::Project>,
    vendors: std::collections::HashMap<Id, String>,
    contracts: std::collections::HashMap<Id, String>,
    allocations: std::collections::HashMap<Id, String>,
    lines: std::collections::HashMap<Id, String>,
    rules: std::collections::HashMap<Id, String>,
}

impl Names {
    pub(super) fn load(call: &Call<'_>) -> Result<Names, Error> {
        let tx = call.tx;
        Ok(Names {
            plans: store::plan::all(tx)?,
            categories: store::category::all(tx)?,
            departments: store::department::all(tx)?,
            projects: store::project::all(tx)?,
            vendors: store::vendor::all(tx)?.into_iter().map(|one| (one.id, one.name)).collect(),
            contracts: store::contract::all(tx)?.into_iter().filter_map(contract_name).collect(),
            allocations: store::allocation::all(tx)?.into_iter().map(|one| (one.id, one.name)).collect(),
            lines: store::budget::lines(tx)?.into_iter().map(|one| (one.id, one.description)).collect(),
            rules: store::rule::all(tx)?.into_iter().filter_map(|one| Some((one.id?, one.name))).collect(),
        })
    }

    /// The name behind a number, if the field is one that names another record.
    fn of(&self, field: &str, id: Id) -> Option<String> {
        match field {
            "plan" | "version_of" => self.plans.iter().find(|one| one.id == id).map(|one| one.name.clone()),
            "category" => self.categories.iter().find(|one| one.id == id).map(|one| one.name.clone()),
            "department" => self.departments.iter().find(|one| one.id == id).map(|one| one.name.clone()),
            "project" => self.projects.iter().find(|one| one.id == id).map(|one| one.name.clone()),
            "vendor" => self.vendors.get(&id).cloned(),
            "contract" => self.contracts.get(&id).cloned(),
            "allocation" => self.allocations.get(&id).cloned(),
            "line" | "merged_into" | "split_from" | "capital_line" => self.lines.get(&id).cloned(),
            "rule" => self.rules.get(&id).cloned(),
            _ => None,
        }
    }

    fn month(&self, row: &Value, column: &str) -> Option<String> {
        let position: usize = column.strip_prefix('m')?.parse().ok()?;
        let plan = row.get("plan")?.as_i64()?;
        let plan = self.plans.iter().find(|one| i64::from(one.id) == plan)?;
        let month = plan.months().get(position.checked_sub(1)?).copied()?;
        Some(format!("{} {}", month.short_name(), month.year()))
    }
}

/// A contract's number in the book with its title, or its own number if it has none.
fn contract_name(contract: domain::contract::Draft) -> Option<(Id, String)> {
    let name = if contract.title.is_empty() { contract.number } else { contract.title };
    Some((contract.id?, name))
}

/// Columns that tell a person nothing: numbers of our own, and what is told by another field.
const HIDDEN: [&str; 7] = ["id", "name_key", "text_key", "file_hash", "fingerprint", "options", "agreed"];

pub(super) fn record(names: &Names, row: store::RowChange) -> Result<RecordChange, Error> {
    let read = |json: Option<String>| -> Result<Value, Error> {
        let Some(json) = json else { return Ok(Value::Null) };
        serde_json::from_str(&json).map_err(|error| Error::Unexpected(error.to_string()))
    };
    let (before, after) = (read(row.before)?, read(row.after)?);
    let (operation, present) = match (&before, &after) {
        (Value::Null, _) => (Operation::Added, &after),
        (_, Value::Null) => (Operation::Removed, &before),
        _ => (Operation::Changed, &after),
    };
    let mut fields = Vec::new();
    for column in present.as_object().into_iter().flat_map(|object| object.keys()) {
        let (old, new) = (text(names, column, &before), text(names, column, &after));
        if HIDDEN.contains(&column.as_str()) || old == new {
            continue;
        }
        let field = names.month(present, column).unwrap_or_else(|| words(column));
        fields.push(FieldChange { field, before: old, after: new });
    }
    Ok(RecordChange {
        kind: kind(&row.table).to_owned(),
        record: label(names, &row.table, present, row.key),
        operation,
        fields,
    })
}

fn text(names: &Names, column: &str, row: &Value) -> Option<String> {
    match row.get(column)? {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(in_words(column, text)),
        Value::Number(number) => {
            let id = number.as_i64().and_then(|number| Id::try_from(number).ok());
            Some(id.and_then(|id| names.of(column, id)).unwrap_or_else(|| number.to_string()))
        }
        other @ (Value::Bool(_) | Value::Array(_) | Value::Object(_)) => Some(other.to_string()),
    }
}

/// A stored word as it is shown elsewhere.
fn in_words(column: &str, text: &str) -> String {
    use domain::budget::Purpose;
    use domain::category::Expense;
    let shown = match column {
        "expense" => Expense::read(text).map(Expense::label),
        "purpose" => Purpose::read(text).map(Purpose::label),
        "kind" => stored(text).map(domain::contract::Kind::label),
        "renewal" => stored(text).map(domain::contract::Renewal::label),
        "method" => stored(text).map(domain::forecast::Method::label),
        "basis" => stored(text).map(domain::bill::Basis::label),
        _ => None,
    };
    if column == "basis"
        && let Ok(basis) = serde_json::from_str::<domain::budget::basis::Basis>(text)
    {
        return basis.words();
    }
    if column == "price"
        && let Ok(price) = serde_json::from_str::<domain::contract::pricing::Pricing>(text)
    {
        return price.words();
    }
    if column == "assumption"
        && let Ok(assumed) = serde_json::from_str::<domain::contract::pricing::Assumption>(text)
    {
        return assumed.words();
    }
    match (column, shown) {
        (_, Some(shown)) => shown.to_owned(),
        ("kind" | "state" | "field" | "scope" | "by", None) => words(text),
        ("notice_to", None) => words(text).replace('-', " "),
        ("at" | "approved_at" | "submitted_at", None) => text.replace('T', " "),
        ("totals", None) => totals(text),
        _ => text.to_owned(),
    }
}

/// The value behind a stored word, if it is one of its words: a plan and an import have kinds, too.
fn stored<T: serde::de::DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(Value::from(word)).ok()
}

/// `{"EUR":"11"}` as `11 EUR`.
fn totals(json: &str) -> String {
    let totals: std::collections::BTreeMap<String, String> = serde_json::from_str(json).unwrap_or_default();
    let each: Vec<String> =
        totals.into_iter().map(|(currency, total)| format!("{total} {currency}")).collect();
    each.join(", ")
}

/// A column's name as a person reads it.
fn words(column: &str) -> String {
    let mut words = column.replace('_', " ");
    if let Some(first) = words.get(..1).map(str::to_uppercase) {
        words.replace_range(..1, &first);
    }
    words
}

fn kind(table: &str) -> &str {
    match table {
        "line" => "Budget line",
        "budget" => "Amounts",
        "actual" => "Actual",
        "batch" => "Import",
        "setting" => "Settings",
        "category" => "Category",
        "department" => "Department",
        "vendor" => "Vendor",
        "project" => "Project",
        "plan" => "Plan",
        "rate" => "Rate",
        "target" => "Target",
        "contract" => "Contract",
        "amendment" => "Amendment",
        "order" => "Order",
        "licence" => "Licence",
        "score" => "Score",
        "bill" => "Cloud bill",
        "bill_part" => "Part of a cloud bill",
        "alias" => "Alias",
        "role" => "Role",
        "depreciation" | "plan_depreciation" => "Depreciation",
        "forecast_default" => "Way of forecasting",
        "forecast_line" => "Forecast line",
        "comment" => "Comment",
        "document" => "Document",
        "adjustment" => "Adjustment",
        "allocation" => "Rule of allocation",
        "allocation_share" => "Share of a rule",
        "rule" => "Rule",
        "rule_share" => "Line of a rule",
        "actual_share" => "Part of an actual",
        "closing" => "Closed month",
        "accrual_rule" => "Accruals",
        "prepaid" => "Prepaid service",
        other => other,
    }
}

fn label(names: &Names, table: &str, row: &Value, key: Id) -> String {
    let field = |column: &str| text(names, column, row).unwrap_or_default();
    match table {
        "line" => field("description"),
        "budget" | "forecast_line" | "plan_depreciation" => format!("{} · {}", field("line"), field("plan")),
        "actual" => {
            format!("{} · {} {} · {}", field("day"), field("amount"), field("currency"), field("text"))
        }
        "batch" => field("file_name"),
        "setting" => field("organisation"),
        "rate" => {
            let of = if field("plan").is_empty() { field("month") } else { field("plan") };
            format!("{} · {of}", field("currency"))
        }
        "target" => joined([field("category"), field("department"), field("plan")]),
        "category" | "department" | "vendor" | "project" | "plan" | "allocation" | "rule" => field("name"),
        "allocation_share" => joined([field("allocation"), field("department")]),
        "contract" => joined([field("number"), field("title")]),
        "amendment" => format!("{} · {}", field("contract"), field("title")),
        "order" => joined([field("number"), field("position"), field("text")]),
        "licence" => joined([field("product"), field("number")]),
        "score" => joined([field("vendor"), field("criterion"), field("period"), field("rater")]),
        "bill" => joined([field("vendor"), field("service"), field("account"), field("month")]),
        "bill_part" => {
            format!("{} to {}", field("first_day"), field("last_day"))
        }
        "alias" => field("text"),
        "role" => joined([field("title"), field("plan")]),
        "depreciation" => field("line"),
        "forecast_default" => {
            let category = field("category");
            if category.is_empty() { "All other categories".to_owned() } else { category }
        }
        "comment" => {
            let of = ["line", "category", "department", "vendor", "project"].map(field);
            joined([of.concat(), field("period")])
        }
        "document" => field("title"),
        "adjustment" => joined([field("kind"), field("plan")]),
        "rule_share" => joined([field("rule"), field("line")]),
        "actual_share" => joined([field("line"), field("amount")]),
        "closing" => field("month"),
        "accrual_rule" => joined([field("category"), field("line")]),
        "prepaid" => format!("{} to {}", field("first_day"), field("last_day")),
        _ => key.to_string(),
    }
}

/// The parts of a name that are there.
fn joined<const N: usize>(parts: [String; N]) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
