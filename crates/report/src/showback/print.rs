//! Showback statements as PDF: everybody at a glance, then a statement for each department.

#![expect(clippy::float_arithmetic, reason = "coordinates of a page, not money")]

use domain::Amount;

use super::columns::{Columns, PERCENT};
use super::{Bearer, Book, MonthRow, Overview, Statement};
use crate::budget::{day, in_words};
use crate::drawing::Color;
use crate::error::{Error, Progress};
use crate::layout::{self, Flow, Furniture, Headline};
use crate::page::Document;
use crate::pdf;
use crate::table::{self, Cell, Column, Kind, Row, Table};

/// Prints the statements. Equal books give equal bytes.
pub fn pdf(book: &Book, progress: Progress<'_>) -> Result<Vec<u8>, Error> {
    let document = set(book, progress.part(0.0, 0.5))?;
    pdf::write(&document, progress.part(0.5, 1.0))
}

/// Sets the pages.
fn set(book: &Book, progress: Progress<'_>) -> Result<Document, Error> {
    let mut flow = Flow::new(book.paper.portrait());
    let columns = Columns::new(book, flow.width(), 4.0);
    if let Some(overview) = &book.overview {
        who_bears_what(&mut flow, book, overview, &columns, progress)?;
    }
    for (number, statement) in book.statements.iter().enumerate() {
        if number > 0 || book.overview.is_some() {
            flow.turn_page();
        }
        progress.at(number, book.statements.len())?;
        flow.anchor(number);
        one(&mut flow, book, statement, &columns, progress)?;
    }
    if book.overview.is_none() && book.statements.is_empty() {
        flow.paragraph("No department bears anything in this period.", layout::NOTE, 1);
    }
    Ok(flow.finish(&furniture(book, &columns)))
}

fn who_bears_what(
    flow: &mut Flow,
    book: &Book,
    overview: &Overview,
    columns: &Columns,
    progress: Progress<'_>,
) -> Result<(), Error> {
    flow.bookmark("Who bears what");
    flow.paragraph(&overview.finding, layout::FINDING, 3);
    flow.space(4.0);
    flow.paragraph(&about(book), layout::NOTE, 2);
    flow.space(10.0);
    let mut headings = vec![text("Department", flow.width() - columns.amount * 4.0 - PERCENT)];
    headings.extend(columns.headings());
    let mut rows: Vec<Row> = overview.bearers.iter().map(|bearer| bears(bearer, columns)).collect();
    let mut cells = vec![Cell::new("Total")];
    cells.extend(columns.figures(overview.total));
    rows.push(Row { kind: Kind::Total, cells, ..Row::default() });
    table::set(flow, &Table { columns: headings, rows }, progress)
}

/// A row of the overview, which leads to the statement.
fn bears(bearer: &Bearer, columns: &Columns) -> Row {
    let name = Cell { note: bearer.code.clone(), ..Cell::new(&bearer.name) };
    let mut cells = vec![name];
    cells.extend(columns.figures(bearer.figures));
    // Deeper trees are not moved in further: the name needs its room.
    let depth = u8::try_from(bearer.depth.min(6)).unwrap_or(6);
    Row { depth, cells, link: bearer.statement, ..Row::default() }
}

/// The statement of one department.
fn one(
    flow: &mut Flow,
    book: &Book,
    statement: &Statement,
    columns: &Columns,
    progress: Progress<'_>,
) -> Result<(), Error> {
    flow.bookmark(&statement.name);
    flow.paragraph(&statement.finding, layout::FINDING, 3);
    flow.space(4.0);
    let who: Vec<&str> =
        [&*statement.code, &*statement.name].into_iter().filter(|text| !text.is_empty()).collect();
    flow.paragraph(&format!("{} · {}", who.join(" "), about(book)), layout::NOTE, 2);
    flow.space(8.0);
    flow.headlines(&headlines(statement, columns));
    flow.space(12.0);
    if statement.parts.is_empty() {
        flow.paragraph("Nothing is planned, posted or allocated here in this period.", layout::NOTE, 1);
        return Ok(());
    }
    flow.paragraph("Lines and rules", layout::HEADING, 1);
    let note = "\u{0394}: budget \u{2212} forecast, + is favourable. Forecast: actual of closed months, then what is expected.";
    flow.paragraph(note, layout::NOTE, 2);
    flow.space(4.0);
    table::set(flow, &lines(flow.width(), statement, columns), progress)?;
    let months = months(flow.width(), statement, columns);
    flow.space(14.0);
    flow.need(layout::HEADING.leading + layout::NOTE.leading + 4.0 + table::height(&months));
    flow.paragraph("By month", layout::HEADING, 1);
    flow.paragraph(
        "Own lines + allocated + passed on = forecast. A dash for the actual: the month is open.",
        layout::NOTE,
        2,
    );
    flow.space(4.0);
    table::set(flow, &months, progress)
}

fn headlines(statement: &Statement, columns: &Columns) -> Vec<Headline> {
    let total = statement.total;
    let plain = |label: &str, amount: Amount| {
        let cell = columns.cell(amount);
        Headline { label: label.to_owned(), figure: cell.text, color: Color::Ink, note: String::new() }
    };
    let variance = columns.variance(total.variance());
    let color = variance.color.filter(|color| *color != Color::Faint).unwrap_or(Color::Ink);
    vec![
        plain("Budget", total.budget),
        plain("Actual", total.actual),
        plain("Forecast", total.forecast),
        Headline {
            label: "Budget \u{2212} forecast".to_owned(),
            figure: variance.text,
            color,
            note: String::new(),
        },
    ]
}

/// Own lines, what was allocated and what was passed on.
fn lines(width: f32, statement: &Statement, columns: &Columns) -> Table {
    let names = width - columns.amount * 4.0 - PERCENT;
    let note = names * 0.42;
    let mut headings = vec![text("Line or rule", names - note), text("Vendor or share", note)];
    headings.extend(columns.headings());
    let mut rows = Vec::new();
    for part in &statement.parts {
        let name = Cell { note: part.rows.len().to_string(), ..Cell::new(&part.name) };
        let mut cells = vec![name, Cell::default()];
        cells.extend(columns.figures(part.sum));
        rows.push(Row { kind: Kind::Group, cells, ..Row::default() });
        for row in &part.rows {
            let mut cells = vec![Cell::new(&row.name), Cell::colored(&row.note, Color::Soft)];
            cells.extend(columns.figures(row.figures));
            rows.push(Row { kind: Kind::Member, cells, ..Row::default() });
        }
    }
    let mut cells = vec![Cell::new(format!("Borne by {}", statement.name)), Cell::default()];
    cells.extend(columns.figures(statement.total));
    rows.push(Row { kind: Kind::Total, cells, ..Row::default() });
    Table { columns: headings, rows }
}

/// What the department bears by month.
fn months(width: f32, statement: &Statement, columns: &Columns) -> Table {
    const AMOUNTS: [&str; 6] = ["Own lines", "Allocated", "Passed on", "Forecast", "Budget", "Actual"];
    let amounts = columns.amount.min((width - 60.0) / 7.0);
    let figures = |heading: &str| Column { width: amounts, ..columns.column(heading) };
    let mut headings = vec![text("Month", width - amounts * 7.0)];
    headings.extend(AMOUNTS.map(figures));
    headings.push(figures("\u{0394}"));
    let row = |month: &MonthRow| {
        let figures = month.figures;
        let actual = if month.closed { columns.cell(figures.actual) } else { columns.cell(Amount::ZERO) };
        let mut cells = vec![Cell::new(in_words(month.month))];
        let parts = [month.direct, month.allocated, month.passed_on, figures.forecast, figures.budget];
        cells.extend(parts.map(|amount| columns.cell(amount)));
        cells.extend([actual, columns.variance(figures.variance())]);
        Row { cells, ..Row::default() }
    };
    Table { columns: headings, rows: statement.months.iter().map(row).collect() }
}

fn text(heading: &str, width: f32) -> Column {
    Column { heading: heading.to_owned(), width, ..Column::default() }
}

/// `FY2027 (Jul 2026 – Jun 2027) · FY2027 Budget, approved · as of 22 Nov 2026`.
fn about(book: &Book) -> String {
    let (first, last) = book.months;
    let months = if first == last {
        in_words(first)
    } else {
        format!("{} \u{2013} {}", in_words(first), in_words(last))
    };
    let mut parts = vec![format!("{} ({months})", book.period)];
    parts.extend(Some(book.plan.clone()).filter(|plan| !plan.is_empty()));
    parts.push(format!("as of {}", day(book.as_of)));
    parts.join(" · ")
}

/// What stands at the top and bottom of each page.
fn furniture(book: &Book, columns: &Columns) -> Furniture {
    Furniture {
        organisation: book.organisation.clone(),
        title: format!("Showback {}", book.period),
        unit: columns.unit.of_currency(book.currency),
        footer: about(book),
        as_of: book.as_of,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Paper;
    use crate::showback::sample;

    fn check(name: &str, book: &Book) -> Document {
        let document = set(book, Progress::none()).unwrap();
        document.check(name);
        document
    }

    #[test]
    fn who_bears_what_and_a_statement_for_each() {
        expect_test::expect_file!["../../golden/showback.txt"]
            .assert_eq(&check("two", &sample::book(6)).text());
    }

    #[test]
    fn a_long_statement_goes_on_and_each_begins_a_page() {
        let document = check("long", &sample::book(120));
        assert!(document.pages.len() > 4, "{}", document.pages.len());
        assert!(document.text().contains("continued"));
        // Each row of the overview leads to the statement, which the outline names, too.
        assert_eq!(document.pages[0].links.len(), 2);
        assert_eq!(document.bookmarks.len(), 3);
        for (bookmark, link) in document.bookmarks[1..].iter().zip(&document.pages[0].links) {
            assert_eq!(bookmark.to.page, link.to.page);
        }
    }

    #[test]
    fn every_size_of_amount_and_name_finds_room() {
        for units in [0, 1, -7, 1_000_000, i64::MAX, i64::MIN] {
            for paper in [Paper::A4, Paper::Letter] {
                let mut book = sample::book(3);
                book.paper = paper;
                for statement in &mut book.statements {
                    statement.name = "Département de la recherche ".repeat(9);
                    for row in statement.parts.iter_mut().flat_map(|part| &mut part.rows) {
                        row.figures.budget = Amount::new(units, 2);
                        row.name = "An unusually long name of a line without an end ".repeat(5);
                        row.note = "\u{65e5}\u{672c}\u{7}\u{202E}Vendor".repeat(9);
                    }
                }
                check(&format!("{units} {paper:?}"), &book);
            }
        }
    }

    #[test]
    fn without_anything_it_says_so() {
        let mut book = sample::book(0);
        book.overview = None;
        book.statements = Vec::new();
        assert!(check("empty", &book).text().contains("No department bears anything in this period."));
    }

    #[test]
    fn equal_books_give_equal_bytes() {
        let bytes = pdf(&sample::book(30), Progress::none()).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert!(bytes == pdf(&sample::book(30), Progress::none()).unwrap());
    }

    #[test]
    fn it_can_be_cancelled_half_way() {
        let go_on = |share: f32| share < 0.5;
        assert_eq!(pdf(&sample::book(200), Progress::new(&go_on)), Err(Error::Cancelled));
    }
}
