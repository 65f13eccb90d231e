//! The fields a column can hold: their names, what to call them, and what their cells must look like.

use crate::month::{self, MonthRef};
use crate::options::Kind;
use crate::synonyms::OTHER_MEANINGS;
use crate::table::Profile;
use crate::{DateOrder, Refusal};

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    Date,
    Amount,
    Currency,
    Vendor,
    Description,
    Document,
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
    /// The month of an amount, in a budget with one amount a row.
    Month,
    /// The calendar year beside a month without one.
    Year,
    /// The amounts of one month, in a budget with a column for each.
    Planned(MonthRef),
}

const ACTUALS: &[Field] = &[
    Field::Date,
    Field::Amount,
    Field::Currency,
    Field::Vendor,
    Field::Description,
    Field::Document,
    Field::Account,
    Field::CostCentre,
    Field::Line,
    Field::Category,
    Field::Department,
];

const BUDGET: &[Field] = &[
    Field::Description,
    Field::Vendor,
    Field::Category,
    Field::Department,
    Field::Project,
    Field::Owner,
    Field::Currency,
    Field::Expense,
    Field::Purpose,
    Field::Notes,
    Field::Month,
    Field::Year,
    Field::Amount,
];

impl Field {
    /// The fields of a kind, those of its months apart.
    pub(crate) fn of(kind: Kind) -> &'static [Field] {
        match kind {
            Kind::Actuals => ACTUALS,
            Kind::Budget => BUDGET,
        }
    }

    /// Its name in options and answers.
    pub(crate) fn name(self, kind: Kind) -> String {
        match self {
            Field::Date => "date",
            Field::Amount => "amount",
            Field::Currency => "currency",
            Field::Vendor => "vendor",
            Field::Description => match kind {
                Kind::Actuals => "text",
                Kind::Budget => "description",
            },
            Field::Document => "document",
            Field::Account => "account",
            Field::CostCentre => "cost_centre",
            Field::Line => "line",
            Field::Category => "category",
            Field::Department => "department",
            Field::Project => "project",
            Field::Owner => "owner",
            Field::Expense => "expense",
            Field::Purpose => "purpose",
            Field::Notes => "notes",
            Field::Month => "month",
            Field::Year => "year",
            Field::Planned(month) => return month.to_string(),
        }
        .to_owned()
    }

    /// The field of a kind that has this name.
    pub(crate) fn named(name: &str, kind: Kind) -> Result<Field, Refusal> {
        let asked = name.trim().to_lowercase().replace([' ', '-'], "_");
        let known = Field::of(kind).iter().copied().find(|field| field.name(kind) == asked);
        let known = known.or_else(|| match (asked.as_str(), kind) {
            ("description", Kind::Actuals) | ("text", Kind::Budget) => Some(Field::Description),
            ("cost_center", Kind::Actuals) => Some(Field::CostCentre),
            ("supplier", _) => Some(Field::Vendor),
            (_, Kind::Budget) => month::read(name.trim(), DateOrder::Dmy).map(Field::Planned),
            (_, Kind::Actuals) => None,
        });
        known.ok_or_else(|| {
            let mut names: Vec<String> = Field::of(kind).iter().map(|field| field.name(kind)).collect();
            if kind == Kind::Budget {
                names.push("a month such as 2027-01, Jan or M1".to_owned());
            }
            Refusal::of(name, format!("“{name}” is no field: the fields are {}.", names.join(", ")))
        })
    }

    /// What to call it in a sentence.
    pub(crate) fn words(self) -> String {
        match self {
            Field::Date => "date",
            Field::Amount => "amount",
            Field::Currency => "currency",
            Field::Vendor => "vendor",
            Field::Description => "description",
            Field::Document => "document number",
            Field::Account => "account",
            Field::CostCentre => "cost centre",
            Field::Line => "budget line",
            Field::Category => "category",
            Field::Department => "department",
            Field::Project => "project",
            Field::Owner => "owner",
            Field::Expense => "CapEx or OpEx",
            Field::Purpose => "purpose (Run, Grow, Transform)",
            Field::Notes => "notes",
            Field::Month => "month",
            Field::Year => "year",
            Field::Planned(month) => return format!("amount of {month}"),
        }
        .to_owned()
    }

    /// Words that make a name mean something else: a supplier's postcode is no supplier.
    pub(crate) fn other_meanings(self) -> &'static [&'static str] {
        OTHER_MEANINGS.iter().find(|(fields, _)| fields.contains(&self)).map_or(&[], |(_, words)| words)
    }

    /// Whether what a column holds can be this at all.
    pub(crate) fn fits(self, profile: &Profile) -> bool {
        if profile.filled == 0 {
            return true;
        }
        match self {
            Field::Date => {
                profile.is_dates()
                    || profile.year_months * 2 > profile.filled
                    || (profile.serials * 2 > profile.filled && profile.money == 0)
            }
            Field::Amount | Field::Planned(_) => profile.is_numbers(),
            Field::Currency => profile.currencies * 2 > profile.filled,
            Field::Month => profile.months * 2 > profile.filled || profile.is_dates(),
            Field::Year => profile.numbers * 2 > profile.filled,
            Field::Vendor | Field::Description | Field::Notes | Field::Owner => {
                !profile.is_dates() && profile.numbers * 10 < profile.filled * 9
            }
            Field::Expense => profile.expenses * 2 > profile.filled,
            Field::Purpose => profile.purposes * 2 > profile.filled,
            Field::Document
            | Field::Account
            | Field::CostCentre
            | Field::Line
            | Field::Category
            | Field::Department
            | Field::Project => {
                !profile.is_dates()
                    && (profile.money * 2 < profile.filled || profile.numbers * 2 < profile.filled)
            }
        }
    }
}
