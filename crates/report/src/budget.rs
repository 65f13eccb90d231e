//! The budget on its way out: the budget book as PDF, the plan as workbook and as text.

mod grid;
mod overview;
mod print;
#[cfg(test)]
mod sample;
mod text;
mod workbook;

use chrono::NaiveDate;
use domain::money::Sum;
use domain::{Amount, Currency, Month};

use crate::error::Error;
use crate::layout::Paper;
use crate::month_columns;

pub use print::pdf;
pub(crate) use print::{day, in_words};
pub use text::csv;
pub use workbook::xlsx;

/// A plan with its lines, names written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The organisation of the book.
    pub organisation: String,
    /// The plan's name, such as `Budget FY2027`.
    pub name: String,
    /// The plan's state as a reader is to see it, such as `approved`.
    pub state: String,
    /// The fiscal year, such as `FY2027`.
    pub fiscal_year: String,
    /// The day the book is looked at.
    pub as_of: NaiveDate,
    /// The currency every total is in.
    pub currency: Currency,
    /// The rates that other currencies were converted at; empty if there are none.
    pub rates: String,
    /// The twelve months of the year.
    pub months: [Month; 12],
    /// The lines, those of one group one after the other.
    pub lines: Vec<Line>,
    /// Lines of the plan it is compared to that it has not: they count in sums alone.
    pub gone: Vec<Gone>,
}

/// A line that stands in the plan compared to alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The group it would be printed in.
    pub group: String,
    /// Its year's amount there, in the currency of the totals.
    pub compare: Amount,
}

/// A budget line with its amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is bought.
    pub name: String,
    /// The group it is printed in: the name of its category, department, vendor or project; empty
    /// where lines are not grouped.
    pub group: String,
    /// Who is paid.
    pub vendor: String,
    /// What kind of cost it is.
    pub category: String,
    /// Who bears it.
    pub department: String,
    /// The initiative it belongs to.
    pub project: String,
    /// `CapEx` or `OpEx`.
    pub spend: String,
    /// `Run`, `Grow` or `Transform`.
    pub purpose: String,
    /// Who answers for it.
    pub owner: String,
    /// Anything worth knowing.
    pub notes: String,
    /// The currency it is planned in.
    pub currency: Currency,
    /// Its amounts month by month, in its own currency.
    pub amounts: [Amount; 12],
    /// The same converted to the currency of the totals, not rounded.
    pub base: [Amount; 12],
    /// The year's amount of the same line in the plan it is compared to, in the currency of the totals.
    pub compare: Option<Amount>,
}

/// The budget book: what is printed besides the plan itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// The plan.
    pub plan: Plan,
    /// The finding: a sentence the caller computes.
    pub title: String,
    /// The large figures under it, about five.
    pub figures: Vec<Figure>,
    /// The months as a chart.
    pub chart: Option<month_columns::Input>,
    /// What the groups are, as a heading: `Category`.
    pub grouped_by: String,
    /// The heading of the plan each line is compared to, such as `FY2026`.
    pub compare: Option<String>,
    /// The paper, laid across.
    pub paper: Paper,
}

/// A large figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// The amount, in the currency of the totals; a dash where there is none.
    pub amount: Option<Amount>,
    /// Whether it is a variance: signed, green above zero and red below.
    pub variance: bool,
    /// A short note under it.
    pub note: String,
}

/// The sums of some lines in the currency of the totals.
struct Totals {
    months: [Amount; 12],
    year: Amount,
    compare: Option<Amount>,
}

impl Totals {
    fn of<'a>(lines: &[Line], gone: impl IntoIterator<Item = &'a Gone>) -> Result<Totals, Error> {
        let mut months = [Amount::ZERO; 12];
        for (place, month) in months.iter_mut().enumerate() {
            *month = lines.iter().map(|line| line.base[place]).collect::<Sum>().total()?;
        }
        let year = lines.iter().flat_map(|line| line.base).collect::<Sum>().total()?;
        let known = lines.iter().any(|line| line.compare.is_some());
        let gone = gone.into_iter().map(|gone| gone.compare);
        let compare = lines.iter().filter_map(|line| line.compare).chain(gone).collect::<Sum>().total()?;
        Ok(Totals { months, year, compare: known.then_some(compare) })
    }
}

/// A number of lines as a figure.
fn count(number: usize) -> Amount {
    Amount::from(i64::try_from(number).unwrap_or(i64::MAX))
}

/// What describes a line in an export, and how wide its column is in characters. The headings are those
/// the importer knows.
type Described = (&'static str, u16, fn(&Line) -> &str);
const DESCRIBED: [Described; 10] = [
    ("Line", 36, |line| &line.name),
    ("Vendor", 24, |line| &line.vendor),
    ("Category", 22, |line| &line.category),
    ("Department", 18, |line| &line.department),
    ("Project", 18, |line| &line.project),
    ("CapEx/OpEx", 11, |line| &line.spend),
    ("Run/Grow/Transform", 19, |line| &line.purpose),
    ("Owner", 18, |line| &line.owner),
    ("Currency", 9, |line| line.currency.code()),
    ("Notes", 30, |line| &line.notes),
];
