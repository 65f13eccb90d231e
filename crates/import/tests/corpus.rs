//! Real files that stand beside a checkout: their rows and exact sums, and hostile workbooks that must be refused.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Once;
use std::time::Instant;

use import::{Kind, Options, Source, actuals, budget};

/// How many tests of this file need the corpus.
const TESTS: u32 = 2;

/// The folder with the files; `None`, said once, if it is not there.
fn corpus() -> Option<PathBuf> {
    static SAID: Once = Once::new();
    let folder = std::env::var_os("OUTLAY_CORPUS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    if folder.join("spend").is_dir() {
        return Some(folder);
    }
    // Past the capture of the test harness, so that a skip is seen.
    SAID.call_once(|| {
        let _ = writeln!(std::io::stderr(), "corpus not found, {TESTS} tests skipped");
    });
    None
}

#[test]
fn public_spend_is_read_to_the_penny() {
    let Some(corpus) = corpus() else { return };
    for (file, rows, sum) in [
        ("spend/hmrc_over_25k_2018_09.csv", 406, "118461709.02"),
        ("spend/moj_aramis_2011_03.csv", 871, "428603933.54"),
        ("spend/scottish_government_2010_04.csv", 1366, "2604763214.26"),
        ("spend/newcastle_invoices_over_250_2015_06.csv", 6677, "45912283.870000000001364242"),
        ("spend/dclg_gpc_2015_12.csv", 8, "737.10"),
        ("spend/dwp_cmg_2014_12.csv", 8, "4292.68"),
        ("spend/lewis_expenses_q1_2014.csv", 8, "270.10"),
    ] {
        let bytes = std::fs::read(corpus.join(file)).unwrap();
        let options = Options::default();
        let source = Source::read(file, bytes, &options, &import::Apart::Here).unwrap();
        assert_eq!(import::inspect(&source, None, &options).unwrap().kind, Some(Kind::Actuals), "{file}");
        let mut seen = 0;
        let summary = actuals::read(&source, &options, |_| {
            seen += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(summary.problems, [], "{file}");
        assert_eq!((seen, summary.read), (rows, rows), "{file}");
        assert_eq!(summary.questions, [], "{file}");
        let totals: Vec<String> = summary.totals.values().map(ToString::to_string).collect();
        assert_eq!(totals, [sum], "{file}");
    }
}

#[test]
fn no_workbook_hangs_or_takes_the_memory() {
    let Some(corpus) = corpus() else { return };
    for folder in std::fs::read_dir(corpus.join("sheets")).unwrap() {
        for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let started = Instant::now();
            let options = Options::default();
            let said = match Source::read(&name, bytes, &options, &import::Apart::Here) {
                Err(refusal) => refusal.message,
                Ok(source) => {
                    let inspection = import::inspect(&source, None, &options).unwrap();
                    let _ = actuals::read(&source, &options, |_| ControlFlow::Continue(()));
                    let _ = budget::read(&source, &options, |_| ControlFlow::Continue(()));
                    format!("{:?}", inspection.sheets.len())
                }
            };
            assert!(started.elapsed().as_secs() < 6, "{name} takes too long: {said}");
        }
    }
}
