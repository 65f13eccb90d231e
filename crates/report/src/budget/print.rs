//! The budget book as PDF: finding, figures, months, groups, then every line.

#![expect(clippy::float_arithmetic, reason = "coordinates of a page, not money")]

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use domain::{Amount, Month};

use super::grid::{self, Grid};
use super::{Book, Figure, Plan, Totals, count, overview};
use crate::drawing::{Color, Frame};
use crate::error::{Error, Progress};
use crate::layout::{self, Flow, Furniture, Headline};
use crate::month_columns;
use crate::number;
use crate::page::Document;
use crate::pdf;
use crate::table;

/// Prints the budget book. Equal books give equal bytes.
pub fn pdf(book: &Book, progress: Progress<'_>) -> Result<Vec<u8>, Error> {
    let document = set(book, progress.part(0.0, 0.5))?;
    pdf::write(&document, progress.part(0.5, 1.0))
}

/// A chart of twelve months is not drawn lower than this.
const LOWEST_CHART: f32 = 105.0;

/// Sets the pages.
fn set(book: &Book, progress: Progress<'_>) -> Result<Document, Error> {
    let plan = &book.plan;
    let mut flow = Flow::new(book.paper.landscape());
    let groups = grid::groups(plan)?;
    let total = Totals::of(&plan.lines, &plan.gone)?;
    let grid = Grid::new(book, &groups, &total, flow.width())?;

    flow.bookmark("Overview");
    flow.paragraph(&book.title, layout::FINDING, 3);
    flow.space(4.0);
    flow.paragraph(&cover_line(plan), layout::NOTE, 2);
    flow.space(8.0);
    flow.headlines(&book.figures.iter().map(|figure| headline(&grid, figure)).collect::<Vec<_>>());
    let lines = grid.lines(&groups, &total);
    let heading_height = layout::HEADING.leading + layout::NOTE.leading + 4.0;
    let lines_height = heading_height + table::height(&lines);
    if let Some(chart) = book.chart.as_ref().filter(|chart| !chart.is_empty()) {
        flow.space(12.0);
        // Low enough that the lines, or else the groups, fit below it; high enough to be read.
        let room = flow.room() - heading_height - 12.0;
        let below =
            if room - lines_height >= LOWEST_CHART { lines_height } else { overview::height(groups.len()) };
        let height = (room - below).clamp(LOWEST_CHART, 170.0);
        let frame = Frame { width: flow.width(), height, text: 8.25 };
        flow.drawing(&month_columns::draw(chart, frame));
    }
    flow.space(12.0);
    if plan.lines.is_empty() {
        flow.paragraph(
            "This plan has no lines yet. Add lines or import a budget, then print the book again.",
            layout::NOTE,
            2,
        );
    } else {
        let heading = format!("{}: every line by month", plan.name);
        if lines_height > flow.room() {
            if groups.len() > 1 {
                overview::set(&mut flow, &grid, &groups, &total)?;
            }
            flow.turn_page();
        }
        flow.bookmark(&heading);
        flow.paragraph(&heading, layout::HEADING, 1);
        flow.paragraph(&note(&grid), layout::NOTE, 2);
        flow.space(4.0);
        table::set(&mut flow, &lines, progress)?;
    }
    Ok(flow.finish(&furniture(&grid)))
}

/// `Budget FY2027, approved · Jul 2026 – Jun 2027 · as of 22 Nov 2026 · 1 EUR = 1.08 USD`.
fn cover_line(plan: &Plan) -> String {
    let [first, .., last] = plan.months;
    let mut parts = vec![
        format!("{}, {}", plan.name, plan.state),
        format!("{} ({} \u{2013} {})", plan.fiscal_year, in_words(first), in_words(last)),
        format!("as of {}", day(plan.as_of)),
        match plan.lines.len() {
            1 => "1 line".to_owned(),
            lines => format!("{} lines", number::figure(count(lines), 0)),
        },
    ];
    parts.extend(Some(plan.rates.clone()).filter(|rates| !rates.is_empty()));
    parts.join(" · ")
}

/// What stands at the top and bottom of each page.
fn furniture(grid: &Grid<'_>) -> Furniture {
    let plan = &grid.book.plan;
    let mut footer = vec![format!("{}, {}", plan.name, plan.state), format!("as of {}", day(plan.as_of))];
    footer.extend(Some(plan.rates.clone()).filter(|rates| !rates.is_empty()));
    if grid.rounded {
        footer.push("rounded: shown figures may not add up to shown totals".to_owned());
    }
    Furniture {
        organisation: plan.organisation.clone(),
        title: format!("Budget book {}", plan.fiscal_year),
        unit: format!("{} unless stated", grid.unit.of_currency(plan.currency)),
        footer: footer.join(" · "),
        as_of: plan.as_of,
    }
}

/// What the reader has to know about the figures of the grid.
fn note(grid: &Grid<'_>) -> String {
    let plan = &grid.book.plan;
    let mut note = format!("{} by month.", grid.unit.of_currency(plan.currency));
    let mut others: Vec<&str> =
        plan.lines.iter().filter(|l| l.currency != plan.currency).map(|l| l.currency.code()).collect();
    others.sort_unstable();
    others.dedup();
    if let Some((last, first)) = others.split_last() {
        let named =
            if first.is_empty() { (*last).to_owned() } else { format!("{} or {last}", first.join(", ")) };
        let _ = write!(note, " Lines marked {named} are planned in that currency and converted.");
    }
    if let Some(compare) = &grid.book.compare {
        let _ = write!(note, " \u{0394} %: change against {compare}, + is more cost.");
        let count = grid.book.plan.gone.len();
        if count > 0 {
            let lines = if count == 1 { "1 line of it is" } else { &format!("{count} lines of it are") };
            let _ = write!(note, " {lines} not in this plan and in the sums alone.");
        }
    }
    note
}

/// A figure under the finding.
fn headline(grid: &Grid<'_>, figure: &Figure) -> Headline {
    // Larger figures than the grid's need less detail.
    let decimals =
        match grid.book.figures.iter().filter_map(|f| f.amount).map(|a| grid.unit.of(a.abs())).max() {
            _ if grid.unit.is_one() => grid.decimals,
            Some(largest) if largest >= Amount::HUNDRED => 0,
            Some(_) | None => 1,
        };
    let (text, color) = match figure.amount {
        None => ("\u{2013}".to_owned(), Color::Faint),
        Some(amount) if !figure.variance => (grid.unit.figure(amount, decimals), Color::Ink),
        Some(amount) => {
            let shown = grid.unit.of(amount).round(decimals);
            let color = match (shown.is_zero(), shown.is_negative()) {
                (true, _) => Color::Ink,
                (_, true) => Color::Bad,
                (_, false) => Color::Good,
            };
            (grid.unit.signed(amount, decimals), color)
        }
    };
    Headline { label: figure.label.clone(), figure: text, color, note: figure.note.clone() }
}

pub(crate) fn in_words(month: Month) -> String {
    format!("{} {}", month.short_name(), month.year())
}

pub(crate) fn day(date: NaiveDate) -> String {
    format!("{} {}", date.day(), in_words(Month::of(date)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::sample;
    use crate::layout::Paper;

    /// What holds for every page of every book.
    fn check(name: &str, book: &Book) -> Document {
        let document = set(book, Progress::none()).unwrap();
        document.check(name);
        document
    }

    #[test]
    fn the_book_of_a_small_company() {
        expect_test::expect_file!["../../golden/budget_book.txt"]
            .assert_eq(&check("small", &sample::book(14)).text());
    }

    #[test]
    fn a_group_that_goes_on_says_so_and_none_ends_with_its_head() {
        let document = check("long", &sample::book(400));
        assert!(document.text().contains("| May 27 |"));
        assert!(document.pages.len() > 8);
        let text = document.text();
        assert!(text.contains("continued"));
        for page in text.split("=== ").skip(2) {
            let lines: Vec<&str> = page.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(lines.iter().any(|line| line.contains(" | Jul 26 | ")), "{page}");
            let last = lines[lines.len() - 2];
            assert!(!sample::GROUPS.iter().any(|group| last.starts_with(group)), "{last}");
            assert!(!lines[3].starts_with("Total"), "{page}");
        }
        // The overview leads to every group, and so does the outline.
        assert_eq!(document.pages[0].links.len(), sample::GROUPS.len());
        assert_eq!(document.bookmarks.len(), sample::GROUPS.len() + 2);
    }

    #[test]
    fn a_plan_without_lines_says_what_to_do() {
        let mut book = sample::book(0);
        book.chart = None;
        let text = check("empty", &book).text();
        assert!(text.contains("This plan has no lines yet."), "{text}");
    }

    #[test]
    fn every_size_of_amount_and_name_finds_room() {
        for units in [0, 1, -7, 1_000_000, i64::MAX, i64::MIN] {
            for paper in [Paper::A4, Paper::Letter] {
                let mut book = sample::book(8);
                book.paper = paper;
                for line in &mut book.plan.lines {
                    line.base = [Amount::new(units, 1); 12];
                    line.compare = Some(Amount::ONE);
                    line.name = "An unusually long name of a line without an end ".repeat(9);
                    line.vendor = "\u{65e5}\u{672c}\u{7}\u{202E}Vendor".repeat(9);
                    line.group = "Group".repeat(60);
                }
                book.plan.organisation = "Organisation".repeat(60);
                book.plan.rates = "1 EUR = 1.08 USD, ".repeat(40);
                book.title = "A finding that goes on and on ".repeat(40);
                book.chart = None;
                check(&format!("{units} {paper:?}"), &book);
            }
        }
    }

    #[test]
    fn equal_books_give_equal_bytes() {
        let bytes = pdf(&sample::book(60), Progress::none()).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert!(bytes == pdf(&sample::book(60), Progress::none()).unwrap());
        assert!(bytes.len() < 100_000, "{}", bytes.len());
    }

    #[test]
    fn a_book_can_be_cancelled_half_way() {
        let go_on = |share: f32| share < 0.5;
        assert_eq!(pdf(&sample::book(400), Progress::new(&go_on)), Err(Error::Cancelled));
    }

    #[test]
    fn rounded_is_said_only_where_it_shows() {
        let says = |book: &Book| check("rounded", book).text().contains("rounded:");
        let mut book = sample::book(2);
        for line in &mut book.plan.lines {
            line.base = [Amount::from(25_000); 12];
        }
        assert!(!says(&book));
        book.plan.lines[0].base = [Amount::from(25_040); 12];
        assert!(says(&book));
    }
}
