//! Readings as text, so that a test is a file and what it says.

use std::fmt::Write;
use std::ops::ControlFlow;

use import::records::Verdict;
use import::{Kind, Options, Refusal, Source, Summary, actuals, budget, records};

/// What comes of a file read as actuals.
#[allow(dead_code, reason = "each test program uses some of these")]
pub(crate) fn actuals(bytes: &[u8], options: &Options) -> String {
    let mut out = String::new();
    let read = Source::read("test.csv", bytes.to_vec(), options, &import::Apart::Here).and_then(|source| {
        actuals::read(&source, options, |row| {
            let d = row.draft;
            let money =
                d.currency.map_or_else(|| d.amount.to_string(), |code| format!("{code} {}", d.amount));
            let texts =
                [d.vendor, d.text, d.document, d.account, d.cost_centre, d.line, d.category, d.department];
            let _ = writeln!(out, "{}: {} {money} {}", row.row, d.date, texts.join("|"));
            ControlFlow::Continue(())
        })
    });
    end(&mut out, read);
    out
}

/// What comes of a file read as a budget.
#[allow(dead_code, reason = "each test program uses some of these")]
pub(crate) fn budget(bytes: &[u8], options: &Options) -> String {
    let mut out = String::new();
    let read = Source::read("test.csv", bytes.to_vec(), options, &import::Apart::Here).and_then(|source| {
        budget::read(&source, options, |row| {
            let d = row.draft;
            let texts = [d.description, d.vendor, d.category, d.department, d.project, d.owner, d.notes];
            let amounts: Vec<String> =
                d.amounts.iter().map(|(month, amount)| format!("{month} {amount}")).collect();
            let code = d.currency.map_or_else(String::new, |code| format!(" {code}"));
            let kind = d.expense.map_or("", |expense| expense.label());
            let purpose = d.purpose.map_or("", |purpose| purpose.label());
            let _ = writeln!(
                out,
                "{}: {}{code} {kind} {purpose} [{}]",
                row.row,
                texts.join("|"),
                amounts.join(", ")
            );
            ControlFlow::Continue(())
        })
    });
    end(&mut out, read);
    out
}

/// What comes of a file read as a register.
#[allow(dead_code, reason = "each test program uses some of these")]
pub(crate) fn register(kind: Kind, text: &str) -> String {
    let mut out = String::new();
    let options = Options::default();
    let source = Source::read("test.csv", text.as_bytes().to_vec(), &options, &import::Apart::Here);
    let read = source.and_then(|source| {
        records::read(&source, kind, &options, |record| {
            let code = record.currency.map_or_else(String::new, |code| format!("{code} "));
            let values: Vec<String> =
                record.values().iter().map(|(field, value)| format!("{} {value}", field.words())).collect();
            let _ = writeln!(out, "{}: {code}{}", record.row, values.join(" | "));
            Verdict::Taken
        })
    });
    end(&mut out, read);
    out
}

fn end(out: &mut String, read: Result<Summary, Refusal>) {
    let summary = match read {
        Ok(summary) => summary,
        Err(refusal) => {
            let _ = writeln!(out, "refused: {refusal}");
            return;
        }
    };
    let totals: Vec<String> =
        summary.totals.iter().map(|(code, total)| format!("{code} {total}").trim().to_owned()).collect();
    let _ =
        writeln!(out, "read {}, left out {}, total {}", summary.read, summary.left_out, totals.join(" + "));
    for problem in &summary.problems {
        let _ = writeln!(out, "! {}/{} {}: {}", problem.row, problem.column, problem.name, problem.message);
    }
    for note in &summary.notes {
        let _ = writeln!(out, "- {note}");
    }
    for question in &summary.questions {
        let _ = writeln!(out, "? {}", question.sentence);
    }
}
