//! What can be written after `outlay`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Plan an IT budget, follow actuals, hand over reports: a book on the command line.
#[derive(Parser, Debug)]
#[command(name = "outlay", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Create a book.
    New(New),
    /// Say what a spreadsheet or text file holds.
    Inspect(Inspect),
    /// Import a spreadsheet or text file.
    Import(Import),
    /// Take back the last change, or one of the history.
    Undo(Undo),
    /// Do again what was taken back last.
    Redo {
        /// The book.
        book: PathBuf,
    },
    /// Show who changed what.
    History(History),
    /// Show figures.
    Show(Show),
    /// Print a report as PDF.
    Report(Report),
    /// Write a workbook or text.
    Export(Export),
    /// Check the file, its figures and its history.
    Check {
        /// The book.
        book: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Answer calculations: one JSON object a line from standard input, one a line to standard output.
    Calc,
    /// Run any command, as the window calls it.
    Call {
        /// The book.
        book: PathBuf,
        /// The command, such as `plan.list`.
        command: String,
        /// Its argument as JSON; `-` reads it from standard input. A `file` in it is a path.
        argument: Option<String>,
    },
}

#[derive(Args, Debug)]
pub(crate) struct New {
    /// The file to create.
    pub(crate) book: PathBuf,
    /// Fill it with the sample company.
    #[arg(long)]
    pub(crate) sample: bool,
    /// The base currency.
    #[arg(long, default_value = "EUR")]
    pub(crate) currency: String,
    /// The first month of the fiscal year, 1 to 12.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=12))]
    pub(crate) fiscal_start: u32,
    /// Whose budget it is; the file's name if not given.
    #[arg(long)]
    pub(crate) organisation: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    Budget,
    Actuals,
    Orders,
    Vendors,
    Contracts,
    Licences,
    Rates,
    Scores,
    CloudBill,
}

#[derive(Args, Debug)]
pub(crate) struct Reading {
    /// The sheet, by name or number.
    #[arg(long)]
    pub(crate) sheet: Option<String>,
    /// The row with the names of the columns, from 1; 0 if there is none.
    #[arg(long)]
    pub(crate) header_row: Option<u32>,
    /// How many rows name the columns, 1 to 3.
    #[arg(long)]
    pub(crate) header_rows: Option<u32>,
    /// Which column holds a field: FIELD=COLUMN, the column by name, letter or number.
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = pair)]
    pub(crate) map: Vec<(String, String)>,
    /// A value for every row: FIELD=VALUE.
    #[arg(long, value_name = "FIELD=VALUE", value_parser = pair)]
    pub(crate) set: Vec<(String, String)>,
    /// Split a column in two at a sign: COLUMN=SIGN. The halves are further columns, `COLUMN (1)` and `COLUMN (2)`.
    #[arg(long, value_name = "COLUMN=SIGN", value_parser = pair)]
    pub(crate) split: Vec<(String, String)>,
    /// Join columns to a further one: A+B=BETWEEN. Its name is `A + B`.
    #[arg(long, value_name = "A+B=BETWEEN", value_parser = pair)]
    pub(crate) join: Vec<(String, String)>,
    /// Rows of the file that are not to be read.
    #[arg(long, value_name = "ROW", value_delimiter = ',')]
    pub(crate) leave_out: Vec<u32>,
    /// Rows that look like totals or remarks and are data all the same.
    #[arg(long, value_name = "ROW", value_delimiter = ',')]
    pub(crate) keep: Vec<u32>,
    /// The fields by which a row is known again, instead of those of the kind.
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    pub(crate) key: Vec<String>,
    /// What end dates such as 9999-12-31 are: no end, or the end as written.
    #[arg(long, value_parser = ["none", "as-written"])]
    pub(crate) far_end: Option<String>,
    /// Which cost of a cloud bill is posted.
    #[arg(long, value_parser = ["billed", "effective"])]
    pub(crate) cost: Option<String>,
    /// What a rate says: what one unit of the currency is worth, or how many one unit of the book's currency buys.
    #[arg(long, value_parser = ["worth", "buys"])]
    pub(crate) rate_is: Option<String>,
    /// Whether a cloud bill is the whole one so far, or a further part that is added to what other files brought.
    #[arg(long, value_parser = ["replace", "add"])]
    pub(crate) parts: Option<String>,
    /// The unit of the amounts.
    #[arg(long, value_parser = ["one", "thousand", "million"])]
    pub(crate) scale: Option<String>,
    /// The decimal sign of amounts.
    #[arg(long, value_parser = [",", "."])]
    pub(crate) decimal: Option<String>,
    /// The order of day, month and year.
    #[arg(long, value_parser = ["dmy", "mdy", "ymd"])]
    pub(crate) dates: Option<String>,
    /// The text encoding, such as windows-1252.
    #[arg(long)]
    pub(crate) encoding: Option<String>,
    /// The sign between cells of a text file.
    #[arg(long)]
    pub(crate) delimiter: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Inspect {
    /// The file to look at.
    pub(crate) file: PathBuf,
    /// As what it is to be imported; guessed if not given.
    #[arg(long = "as", value_enum)]
    pub(crate) kind: Option<Kind>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(crate) struct Import {
    /// The book.
    pub(crate) book: PathBuf,
    /// The file to import.
    pub(crate) file: PathBuf,
    /// As what.
    #[arg(long = "as", value_enum)]
    pub(crate) kind: Kind,
    /// The plan that takes a budget; made if there is none of this name.
    #[arg(long)]
    pub(crate) plan: Option<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// What becomes of records of the book that the file no longer has.
    #[arg(long, value_parser = ["keep", "end"], default_value = "keep")]
    pub(crate) missing: String,
    /// Leave out rows that cannot be read instead of importing nothing.
    #[arg(long)]
    pub(crate) skip_problems: bool,
    /// Import nothing while the file leaves something open, instead of taking what is likely.
    #[arg(long)]
    pub(crate) stop_at_questions: bool,
    /// Say what would be done; write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Undo {
    /// The book.
    pub(crate) book: PathBuf,
    /// The last change (as without it).
    #[arg(long, conflicts_with = "change")]
    pub(crate) last: bool,
    /// A change of the history by its number.
    #[arg(long)]
    pub(crate) change: Option<i32>,
}

#[derive(Args, Debug)]
pub(crate) struct History {
    /// The book.
    pub(crate) book: PathBuf,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    Overview,
    Budget,
    Actuals,
    Variance,
    Forecast,
    Showback,
    Vendors,
    Contracts,
    Orders,
    Licences,
    Rates,
    Scores,
    Bills,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    Category,
    Department,
    Vendor,
    Project,
    Line,
    /// CapEx or OpEx.
    Expense,
    /// Run, grow or transform.
    Purpose,
}

impl By {
    pub(crate) fn name(self) -> &'static str {
        match self {
            By::Category => "category",
            By::Department => "department",
            By::Vendor => "vendor",
            By::Project => "project",
            By::Line => "line",
            By::Expense => "expense",
            By::Purpose => "purpose",
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct Show {
    /// The book.
    pub(crate) book: PathBuf,
    /// What to show.
    #[arg(value_enum)]
    pub(crate) what: What,
    /// The plan by name.
    #[arg(long)]
    pub(crate) plan: Option<String>,
    /// The day figures are as of.
    #[arg(long)]
    pub(crate) as_of: Option<NaiveDate>,
    /// FY2027, FY2027-Q2, 2026-11, or 2026-11-30 for “to date”.
    #[arg(long)]
    pub(crate) period: Option<String>,
    /// By what figures are summed.
    #[arg(long, value_enum, default_value = "category")]
    pub(crate) by: By,
    /// variance: what figures are held against: plan, original (the version first approved), last-year, last-year-budget, or
    /// the name of a forecast.
    #[arg(long, default_value = "plan")]
    pub(crate) against: String,
    /// overview, budget, variance, showback: whether a cost counts when it is paid, or by its depreciation and its service.
    #[arg(long, value_enum, default_value = "cash")]
    pub(crate) recognition: Recognition,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Cash view or P&L view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Recognition {
    Cash,
    Expense,
}

impl Recognition {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Recognition::Cash => "cash",
            Recognition::Expense => "expense",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportName {
    Budget,
    /// Who bears what, with a statement for each department.
    Showback,
}

#[derive(Args, Debug)]
pub(crate) struct Report {
    /// The book.
    pub(crate) book: PathBuf,
    /// Which report.
    #[arg(value_enum)]
    pub(crate) name: ReportName,
    /// The PDF to write.
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// The plan by name.
    #[arg(long)]
    pub(crate) plan: Option<String>,
    /// budget: the plan it is compared with.
    #[arg(long)]
    pub(crate) compare: Option<String>,
    /// showback: FY2027, FY2027-Q2, 2026-11, or 2026-11-30 for “to date”.
    #[arg(long)]
    pub(crate) period: Option<String>,
    /// showback: the department whose statement it is; all of them without it.
    #[arg(long)]
    pub(crate) department: Option<String>,
    /// The day figures are as of.
    #[arg(long)]
    pub(crate) as_of: Option<NaiveDate>,
    /// showback: whether a cost counts when it is paid, or by its depreciation and its service.
    #[arg(long, value_enum, default_value = "cash")]
    pub(crate) recognition: Recognition,
    /// The paper.
    #[arg(long, value_parser = ["a4", "letter"], default_value = "a4")]
    pub(crate) paper: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Exported {
    Budget,
    Actuals,
    Forecast,
    /// The variance with its comments.
    Variance,
    History,
    /// A budget that its department fills in without Outlay.
    FillIn,
    /// A workbook in which somebody rates vendors without Outlay.
    Rating,
}

#[derive(Args, Debug)]
pub(crate) struct Export {
    /// The book.
    pub(crate) book: PathBuf,
    /// What to write.
    #[arg(value_enum)]
    pub(crate) what: Exported,
    /// The file to write: .xlsx or .csv.
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// The plan by name.
    #[arg(long)]
    pub(crate) plan: Option<String>,
    /// fill-in: the department whose lines are sent; all lines without it.
    #[arg(long)]
    pub(crate) department: Option<String>,
    /// variance: FY2027, FY2027-Q2, 2026-11 or 2026-11-30. rating: the period that is rated, such as 2026-Q3.
    #[arg(long, required_if_eq("what", "rating"))]
    pub(crate) period: Option<String>,
    /// variance: by what figures are summed.
    #[arg(long, value_enum, default_value = "category")]
    pub(crate) by: By,
    /// rating: a vendor to be rated; every active one without it.
    #[arg(long)]
    pub(crate) vendor: Vec<String>,
    /// rating: what vendors are rated by; the criteria of the book's scores without it.
    #[arg(long)]
    pub(crate) criterion: Vec<String>,
    /// rating: who rates; without it they fill in their name.
    #[arg(long)]
    pub(crate) rater: Option<String>,
    /// rating: the best score; the worst is 1.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(2..=100))]
    pub(crate) scale: u32,
    /// fill-in, rating: the day by which it should be back.
    #[arg(long)]
    pub(crate) until: Option<NaiveDate>,
    /// fill-in, rating: to whom it is sent back.
    #[arg(long)]
    pub(crate) to: Option<String>,
}

/// `FIELD=VALUE`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (field, value) = text.split_once('=').ok_or("write it as FIELD=VALUE")?;
    Ok((field.trim().to_owned(), value.to_owned()))
}
