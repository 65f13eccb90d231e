//! A showback for the tests: an invented company with a platform team and a plant that uses it.

use domain::{Amount, Month};

use super::{Bearer, Book, Figures, MonthRow, Overview, Part, Row, Statement};
use crate::layout::Paper;

/// Two departments; the first has so many lines.
pub(super) fn book(lines: usize) -> Book {
    let first = Month::new(2026, 7).unwrap();
    let figures = |budget: i64, actual: i64, forecast: i64| Figures {
        budget: Amount::new(budget, 2),
        actual: Amount::new(actual, 2),
        forecast: Amount::new(forecast, 2),
    };
    let line = |number: usize| {
        let units = i64::try_from(number).unwrap() * 1_111;
        let name = format!("Line {}", number + 1);
        Row {
            name,
            note: "Halden Cloud".to_owned(),
            figures: figures(120_000 + units, 50_000, 121_050 + units),
        }
    };
    let rows: Vec<Row> = (0..lines).map(line).collect();
    let sum = rows.iter().fold(figures(0, 0, 0), |sum, row| Figures {
        budget: sum.budget.plus(row.figures.budget).unwrap(),
        actual: sum.actual.plus(row.figures.actual).unwrap(),
        forecast: sum.forecast.plus(row.figures.forecast).unwrap(),
    });
    let passed = Figures { budget: -sum.budget, actual: -sum.actual, forecast: -sum.forecast };
    let month = |place: usize, figures: Figures, direct: i64, allocated: i64, passed_on: i64| MonthRow {
        month: first.plus(i32::try_from(place).unwrap()),
        closed: place < 1,
        direct: Amount::new(direct, 2),
        allocated: Amount::new(allocated, 2),
        passed_on: Amount::new(passed_on, 2),
        figures,
    };
    let rule =
        |name: &str, note: &str, figures| Row { name: name.to_owned(), note: note.to_owned(), figures };
    let part = |name: &str, rows: Vec<Row>, sum| Part { name: name.to_owned(), rows, sum };
    let platform = Statement {
        name: "Platform".to_owned(),
        code: "4310".to_owned(),
        finding: "Platform passes on all of its 7.4 k and bears nothing itself".to_owned(),
        parts: vec![
            part("Own lines", rows, sum),
            part("Passed on", vec![rule("Platform", "to 1 department", passed)], passed),
        ],
        total: figures(0, 0, 0),
        months: (0..3).map(|place| month(place, figures(0, 0, 0), 250_000, 0, -250_000)).collect(),
    };
    let plant = Statement {
        name: "Plant 1".to_owned(),
        code: "3100".to_owned(),
        finding: "Plant 1 bears 7.4 k, all of it allocated: 63 over budget".to_owned(),
        parts: vec![part("Allocated", vec![rule("Platform", "620 of 620 vCPU (100.0 %)", sum)], sum)],
        total: sum,
        months: (0..3).map(|place| month(place, figures(245_000, 240_000, 250_000), 0, 250_000, 0)).collect(),
    };
    let bearer = |name: &str, code: &str, depth, figures, statement| Bearer {
        name: name.to_owned(),
        code: code.to_owned(),
        depth,
        figures,
        statement,
    };
    Book {
        organisation: "Aldermoor".to_owned(),
        period: "FY2027-Q1".to_owned(),
        months: (first, first.plus(2)),
        plan: "FY2027 Budget, approved".to_owned(),
        as_of: "2026-11-22".parse().unwrap(),
        currency: "USD".parse().unwrap(),
        overview: Some(Overview {
            finding: "One rule shares out 7.4 k of 7.4 k; Plant 1 bears most, 7.4 k (100 %)".to_owned(),
            bearers: vec![
                bearer("Information Technology", "4000", 0, figures(0, 0, 0), None),
                bearer("Platform", "4310", 1, figures(0, 0, 0), Some(0)),
                bearer("Plant 1", "3100", 0, sum, Some(1)),
            ],
            total: sum,
        }),
        statements: vec![platform, plant],
        paper: Paper::A4,
    }
}
