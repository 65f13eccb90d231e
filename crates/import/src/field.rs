//! The fields a column can hold: their names, what to call them, and what their cells must look like.
//!
//! Longer than 400 lines: it is a table of fields, read by looking one up.

use domain::Currency;

use crate::month::{self, MonthRef};
use crate::options::Kind;
use crate::synonyms::OTHER_MEANINGS;
use crate::table::Profile;
use crate::{DateOrder, Refusal};

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the word of the product that it names")]
pub enum Field {
    Date,
    Amount,
    /// What is taken off, in a ledger with a column each for debit and credit.
    Credit,
    /// Whether an amount without a sign is a debit or a credit.
    Side,
    Currency,
    Vendor,
    VendorNumber,
    Description,
    /// The number of a budget line, in a workbook that was sent out to be filled in. No other file has it.
    LineId,
    Document,
    Position,
    Account,
    CostCentre,
    Line,
    Category,
    Department,
    Project,
    Owner,
    Expense,
    Purpose,
    Notes,
    Status,
    /// The month of an amount, in a budget with one amount a row.
    Month,
    /// The calendar year beside a month without one.
    Year,
    /// The amounts of one month, in a budget with a column for each.
    Planned(MonthRef),
    Order,
    Delivered,
    Invoiced,
    /// What of an order is still to come, and still to be invoiced: the rest of its amount is delivered, and invoiced.
    ToDeliver,
    ToInvoice,
    Tier,
    Criticality,
    Contact,
    Email,
    Phone,
    Address,
    Contract,
    Parent,
    ContractKind,
    Start,
    End,
    Term,
    Renewal,
    RenewalTerm,
    Notice,
    Yearly,
    /// A twelfth of the value a year, where that is not given.
    Monthly,
    Total,
    Billing,
    Product,
    Number,
    Metric,
    Bought,
    Assigned,
    Used,
    UnitPrice,
    Rate,
    /// The rates of one currency, in a table with a column for each.
    RateOf(Currency),
    /// The currency that a rate is given in.
    Into,
    Criterion,
    Period,
    Score,
    /// The values of one criterion, in a table with a column for each: that column, from 0.
    ScoreOf(u16),
    Unit,
    Rater,
    Provider,
    Service,
    Billed,
    Effective,
}

/// What the cells of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Words: rarely only digits.
    Words,
    /// A number or a code, kept as text.
    Code,
    Day,
    /// A day on which something ends, which may be written for “never”.
    End,
    Amount,
    /// A number without a currency; a percentage counts as its hundredth.
    Quantity,
    Currency,
    Month,
    Year,
    /// A length of time: 36 months, 3 years, 90 days.
    Span,
    Expense,
    Purpose,
    /// Debit or credit.
    Side,
    /// A year, quarter or month of scores.
    Period,
}

/// A field of a kind.
pub(crate) struct Spec {
    pub(crate) field: Field,
    /// Its name in options and answers.
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
}

const fn spec(field: Field, name: &'static str, shape: Shape) -> Spec {
    Spec { field, name, shape }
}

const ACTUALS: &[Spec] = &[
    spec(Field::Date, "date", Shape::Day),
    spec(Field::Amount, "amount", Shape::Amount),
    spec(Field::Credit, "credit", Shape::Amount),
    spec(Field::Side, "side", Shape::Side),
    spec(Field::Currency, "currency", Shape::Currency),
    spec(Field::Vendor, "vendor", Shape::Words),
    spec(Field::Description, "text", Shape::Words),
    spec(Field::Document, "document", Shape::Code),
    spec(Field::Account, "account", Shape::Code),
    spec(Field::CostCentre, "cost_centre", Shape::Code),
    spec(Field::Line, "line", Shape::Code),
    spec(Field::Category, "category", Shape::Code),
    spec(Field::Department, "department", Shape::Code),
];

const BUDGET: &[Spec] = &[
    spec(Field::Description, "description", Shape::Words),
    spec(Field::Vendor, "vendor", Shape::Words),
    spec(Field::Category, "category", Shape::Code),
    spec(Field::Department, "department", Shape::Code),
    spec(Field::Project, "project", Shape::Code),
    spec(Field::Owner, "owner", Shape::Words),
    spec(Field::Currency, "currency", Shape::Currency),
    spec(Field::Expense, "expense", Shape::Expense),
    spec(Field::Purpose, "purpose", Shape::Purpose),
    spec(Field::Notes, "notes", Shape::Words),
    spec(Field::Month, "month", Shape::Month),
    spec(Field::Year, "year", Shape::Year),
    spec(Field::Amount, "amount", Shape::Amount),
];

const ORDERS: &[Spec] = &[
    spec(Field::Order, "number", Shape::Code),
    spec(Field::Position, "position", Shape::Code),
    spec(Field::Date, "date", Shape::Day),
    spec(Field::Vendor, "vendor", Shape::Words),
    spec(Field::Description, "text", Shape::Words),
    spec(Field::Amount, "amount", Shape::Amount),
    spec(Field::Currency, "currency", Shape::Currency),
    spec(Field::Delivered, "delivered", Shape::Amount),
    spec(Field::Invoiced, "invoiced", Shape::Amount),
    spec(Field::ToDeliver, "to_deliver", Shape::Amount),
    spec(Field::ToInvoice, "to_invoice", Shape::Amount),
    spec(Field::Account, "account", Shape::Code),
    spec(Field::CostCentre, "cost_centre", Shape::Code),
    spec(Field::Line, "line", Shape::Code),
    spec(Field::Status, "status", Shape::Words),
];

const VENDORS: &[Spec] = &[
    spec(Field::Vendor, "name", Shape::Words),
    spec(Field::VendorNumber, "number", Shape::Code),
    spec(Field::Category, "category", Shape::Code),
    spec(Field::Tier, "tier", Shape::Code),
    spec(Field::Criticality, "criticality", Shape::Code),
    spec(Field::Owner, "owner", Shape::Words),
    spec(Field::Status, "status", Shape::Words),
    spec(Field::Contact, "contact", Shape::Words),
    spec(Field::Email, "email", Shape::Words),
    spec(Field::Phone, "phone", Shape::Code),
    spec(Field::Address, "address", Shape::Words),
    spec(Field::Notes, "notes", Shape::Words),
];

const CONTRACTS: &[Spec] = &[
    spec(Field::Contract, "number", Shape::Code),
    spec(Field::Vendor, "vendor", Shape::Words),
    spec(Field::Description, "title", Shape::Words),
    spec(Field::ContractKind, "kind", Shape::Words),
    spec(Field::Start, "start", Shape::Day),
    spec(Field::End, "end", Shape::End),
    spec(Field::Term, "term", Shape::Span),
    spec(Field::Renewal, "renewal", Shape::Words),
    spec(Field::RenewalTerm, "renewal_term", Shape::Span),
    spec(Field::Notice, "notice", Shape::Span),
    spec(Field::Yearly, "yearly", Shape::Amount),
    spec(Field::Monthly, "monthly", Shape::Amount),
    spec(Field::Total, "total", Shape::Amount),
    spec(Field::Currency, "currency", Shape::Currency),
    spec(Field::Billing, "billing", Shape::Words),
    spec(Field::Owner, "owner", Shape::Words),
    spec(Field::Category, "category", Shape::Code),
    spec(Field::Department, "department", Shape::Code),
    spec(Field::Parent, "parent", Shape::Code),
    spec(Field::Status, "status", Shape::Words),
    spec(Field::Notes, "notes", Shape::Words),
];

const LICENCES: &[Spec] = &[
    spec(Field::Product, "product", Shape::Words),
    spec(Field::Vendor, "vendor", Shape::Words),
    spec(Field::Number, "number", Shape::Code),
    spec(Field::Contract, "contract", Shape::Code),
    spec(Field::Metric, "metric", Shape::Words),
    spec(Field::Bought, "bought", Shape::Quantity),
    spec(Field::Assigned, "assigned", Shape::Quantity),
    spec(Field::Used, "used", Shape::Quantity),
    spec(Field::UnitPrice, "unit_price", Shape::Amount),
    spec(Field::Total, "total", Shape::Amount),
    spec(Field::Currency, "currency", Shape::Currency),
    spec(Field::Start, "start", Shape::Day),
    spec(Field::End, "end", Shape::End),
    spec(Field::Owner, "owner", Shape::Words),
    spec(Field::Department, "department", Shape::Code),
    spec(Field::Notes, "notes", Shape::Words),
];

const RATES: &[Spec] = &[
    spec(Field::Month, "month", Shape::Month),
    spec(Field::Currency, "currency", Shape::Currency),
    spec(Field::Rate, "rate", Shape::Quantity),
    spec(Field::Unit, "unit", Shape::Quantity),
    spec(Field::Into, "into", Shape::Currency),
];

const SCORES: &[Spec] = &[
    spec(Field::Vendor, "vendor", Shape::Words),
    spec(Field::Criterion, "criterion", Shape::Words),
    spec(Field::Period, "period", Shape::Period),
    spec(Field::Score, "value", Shape::Quantity),
    spec(Field::Unit, "unit", Shape::Words),
    spec(Field::Notes, "comment", Shape::Words),
    spec(Field::Rater, "rater", Shape::Words),
];

const CLOUD_BILL: &[Spec] = &[
    spec(Field::Provider, "provider", Shape::Words),
    spec(Field::Service, "service", Shape::Words),
    spec(Field::Account, "account", Shape::Code),
    spec(Field::Date, "date", Shape::Day),
    spec(Field::Billed, "billed", Shape::Amount),
    spec(Field::Effective, "effective", Shape::Amount),
    spec(Field::Currency, "currency", Shape::Currency),
];

/// The fields of a kind, those of its months apart.
pub(crate) fn specs(kind: Kind) -> &'static [Spec] {
    match kind {
        Kind::Actuals => ACTUALS,
        Kind::Budget => BUDGET,
        Kind::Orders => ORDERS,
        Kind::Vendors => VENDORS,
        Kind::Contracts => CONTRACTS,
        Kind::Licences => LICENCES,
        Kind::Rates => RATES,
        Kind::Scores => SCORES,
        Kind::CloudBill => CLOUD_BILL,
    }
}

/// The fields that an import cannot do without; of each group one is enough.
pub(crate) fn required(kind: Kind) -> &'static [&'static [Field]] {
    match kind {
        Kind::Actuals => &[&[Field::Date], &[Field::Amount]],
        Kind::Budget => &[&[Field::Description, Field::Vendor, Field::Category]],
        Kind::Orders => &[&[Field::Order], &[Field::Amount]],
        Kind::Vendors => &[&[Field::Vendor]],
        Kind::Contracts => &[&[Field::Contract, Field::Vendor, Field::Description]],
        Kind::Licences => &[&[Field::Product]],
        Kind::Rates => &[&[Field::Month], &[Field::Currency], &[Field::Rate]],
        Kind::Scores => &[&[Field::Vendor], &[Field::Criterion], &[Field::Period], &[Field::Score]],
        Kind::CloudBill => &[&[Field::Service], &[Field::Date], &[Field::Billed, Field::Effective]],
    }
}

impl Field {
    /// Its name in options and answers.
    pub(crate) fn name(self, kind: Kind) -> String {
        if let Field::Planned(month) = self {
            return month.to_string();
        }
        if let Field::RateOf(currency) = self {
            return currency.code().to_owned();
        }
        if matches!(self, Field::ScoreOf(_)) {
            return Field::Score.name(kind);
        }
        if self == Field::LineId {
            return "line_id".to_owned();
        }
        let spec = specs(kind).iter().find(|spec| spec.field == self);
        spec.map_or_else(String::new, |spec| spec.name.to_owned())
    }

    /// What its cells are, among the fields of a kind.
    pub(crate) fn shape(self, kind: Kind) -> Shape {
        if matches!(self, Field::Planned(_)) {
            return Shape::Amount;
        }
        if matches!(self, Field::RateOf(_) | Field::ScoreOf(_)) {
            return Shape::Quantity;
        }
        specs(kind).iter().find(|spec| spec.field == self).map_or(Shape::Words, |spec| spec.shape)
    }

    /// The field of a kind that has this name.
    pub(crate) fn named(name: &str, kind: Kind) -> Result<Field, Refusal> {
        let asked = name.trim().to_lowercase().replace([' ', '-'], "_");
        let of = |name: &str| specs(kind).iter().find(|spec| spec.name == name).map(|spec| spec.field);
        // What people write for it as well.
        let other = || {
            of(match asked.as_str() {
                "description" => "text",
                "text" => "description",
                "cost_center" => "cost_centre",
                "supplier" | "provider" => "vendor",
                "vendor" => "name",
                "cost" => "amount",
                "value" => "total",
                "seats" => "bought",
                "id" => "number",
                _ => return None,
            })
        };
        let by_kind = || match kind {
            Kind::Budget => month::read(name.trim(), DateOrder::Dmy).map(Field::Planned),
            Kind::Rates => name.trim().parse().ok().map(Field::RateOf),
            Kind::Actuals
            | Kind::Orders
            | Kind::Vendors
            | Kind::Contracts
            | Kind::Licences
            | Kind::Scores
            | Kind::CloudBill => None,
        };
        of(&asked).or_else(other).or_else(by_kind).ok_or_else(|| {
            let mut names: Vec<&str> = specs(kind).iter().map(|spec| spec.name).collect();
            match kind {
                Kind::Budget => names.push("a month such as 2027-01, Jan or M1"),
                Kind::Rates => names.push("a currency such as USD"),
                Kind::Actuals
                | Kind::Orders
                | Kind::Vendors
                | Kind::Contracts
                | Kind::Licences
                | Kind::Scores
                | Kind::CloudBill => {}
            }
            Refusal::of(name, format!("“{name}” is no field: the fields are {}.", names.join(", ")))
        })
    }

    /// What to call it in a sentence.
    pub fn words(self) -> String {
        match self {
            Field::Date => "date",
            Field::Amount => "amount",
            Field::Credit => "credited amount",
            Field::Side => "side (debit or credit)",
            Field::Currency => "currency",
            Field::Vendor => "vendor",
            Field::VendorNumber => "vendor number",
            Field::Description => "description",
            Field::LineId => "number of the budget line",
            Field::Document => "document number",
            Field::Position => "line of the document",
            Field::Account => "account",
            Field::CostCentre => "cost centre",
            Field::Line => "budget line",
            Field::Category => "category",
            Field::Department => "department",
            Field::Project => "project",
            Field::Owner => "owner",
            Field::Expense => "kind of cost (CapEx or OpEx)",
            Field::Purpose => "purpose (Run, Grow, Transform)",
            Field::Notes => "notes",
            Field::Status => "status",
            Field::Month => "month",
            Field::Year => "year",
            Field::Planned(month) => return format!("amount of {month}"),
            Field::Order => "order number",
            Field::Delivered => "delivered amount",
            Field::Invoiced => "invoiced amount",
            Field::ToDeliver => "amount still to be delivered",
            Field::ToInvoice => "amount still to be invoiced",
            Field::Tier => "tier",
            Field::Criticality => "criticality",
            Field::Contact => "contact",
            Field::Email => "email address",
            Field::Phone => "telephone number",
            Field::Address => "address",
            Field::Contract => "contract number",
            Field::Parent => "master agreement",
            Field::ContractKind => "kind of contract",
            Field::Start => "start date",
            Field::End => "end date",
            Field::Term => "initial term",
            Field::Renewal => "renewal",
            Field::RenewalTerm => "renewal term",
            Field::Notice => "notice period",
            Field::Yearly => "value a year",
            Field::Monthly => "value a month",
            Field::Total => "value in all",
            Field::Billing => "billing frequency",
            Field::Product => "product",
            Field::Number => "serial or licence number",
            Field::Metric => "metric",
            Field::Bought => "number bought",
            Field::Assigned => "number assigned",
            Field::Used => "number used",
            Field::UnitPrice => "unit price",
            Field::Rate => "rate",
            Field::RateOf(currency) => return format!("rate of {currency}"),
            Field::Into => "currency that the rate is in",
            Field::Criterion => "criterion",
            Field::Period => "period",
            Field::Score | Field::ScoreOf(_) => "value",
            Field::Unit => "unit",
            Field::Rater => "rater",
            Field::Provider => "provider",
            Field::Service => "service",
            Field::Billed => "billed cost",
            Field::Effective => "effective (amortised) cost",
        }
        .to_owned()
    }

    /// Words that make a name mean something else: a supplier's postcode is no supplier.
    pub(crate) fn other_meanings(self) -> &'static [&'static str] {
        OTHER_MEANINGS.iter().find(|(fields, _)| fields.contains(&self)).map_or(&[], |(_, words)| words)
    }

    /// Whether it is a number by which a record of a register is known again.
    pub(crate) fn is_number_of_record(self) -> bool {
        matches!(self, Field::Order | Field::Contract | Field::Number | Field::VendorNumber)
    }

    /// Whether what a column holds can be this at all.
    pub(crate) fn fits(self, kind: Kind, profile: &Profile) -> bool {
        if profile.filled == 0 {
            return true;
        }
        let mostly = |count: u32| count * 2 > profile.filled;
        let scored = matches!(self, Field::Score | Field::ScoreOf(_) | Field::Planned(_));
        if kind == Kind::Scores && scored && mostly(profile.scores) {
            return true;
        }
        match self.shape(kind) {
            Shape::Day | Shape::End => {
                profile.is_dates()
                    || mostly(profile.year_months)
                    || (mostly(profile.serials) && profile.money == 0)
            }
            Shape::Amount | Shape::Quantity => profile.is_numbers(),
            Shape::Currency => mostly(profile.currencies),
            Shape::Month | Shape::Period => {
                mostly(profile.months) || profile.is_dates() || mostly(profile.periods)
            }
            Shape::Year => mostly(profile.numbers),
            Shape::Words => !profile.is_dates() && profile.numbers * 10 < profile.filled * 9,
            Shape::Span => !profile.is_dates() && profile.money * 2 < profile.filled,
            Shape::Expense => mostly(profile.expenses),
            Shape::Purpose => mostly(profile.purposes),
            Shape::Side => profile.sides > 0 && profile.sides * 2 >= profile.filled,
            Shape::Code => {
                !profile.is_dates()
                    && ((profile.money - profile.shortened) * 2 < profile.filled
                        || profile.numbers * 2 < profile.filled)
            }
        }
    }
}
