//! The system's dialogs for files: which kinds each purpose offers, and what a name without an ending becomes.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::rehearsal;

/// What the user is asked for a file for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Purpose {
    OpenBook,
    SaveBook,
    ImportFile,
    KeepFile,
    SaveCopy,
    SavePdf,
    SaveXlsx,
    SaveCsv,
    SaveIcs,
}

impl Purpose {
    /// The words of the dialog, and the endings of the files it shows; none where it shows every file.
    fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::OpenBook | Self::SaveBook => ("Outlay book", &["outlay"]),
            Self::ImportFile => (
                "Spreadsheets and text files",
                &["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "psv", "txt", "zip", "gz"],
            ),
            Self::KeepFile | Self::SaveCopy => ("", &[]),
            Self::SavePdf => ("PDF", &["pdf"]),
            Self::SaveXlsx => ("Excel workbook", &["xlsx"]),
            Self::SaveCsv => ("Text with commas", &["csv"]),
            Self::SaveIcs => ("Calendar", &["ics"]),
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::OpenBook => "Open a book",
            Self::SaveBook => "Where to keep the book",
            Self::ImportFile => "Choose a file to import",
            Self::KeepFile => "Choose a file to keep in the book",
            Self::SaveCopy => "Save a copy",
            Self::SavePdf => "Save the report",
            Self::SaveXlsx | Self::SaveCsv | Self::SaveIcs => "Save the export",
        }
    }

    fn saves(self) -> bool {
        match self {
            Self::OpenBook | Self::ImportFile | Self::KeepFile => false,
            Self::SaveBook
            | Self::SaveCopy
            | Self::SavePdf
            | Self::SaveXlsx
            | Self::SaveCsv
            | Self::SaveIcs => true,
        }
    }
}

/// Asks the user; waits for the answer, so never on the window's own thread.
pub(crate) fn ask(window: &WebviewWindow, purpose: Purpose, name: Option<&str>) -> Option<PathBuf> {
    let answer = if rehearsal::is_on() { rehearsal::answer() } else { ask_system(window, purpose, name) }?;
    let (_, endings) = purpose.filter();
    match endings.first() {
        Some(ending) if purpose.saves() => Some(with_ending(answer, ending)),
        _ => Some(answer),
    }
}

/// Whether this is a kind of file that Outlay writes for other programs: only these are handed to the system.
pub(crate) fn is_written(path: &Path) -> bool {
    [Purpose::SavePdf, Purpose::SaveXlsx, Purpose::SaveCsv, Purpose::SaveIcs]
        .into_iter()
        .any(|purpose| purpose.filter().1.iter().any(|ending| has_ending(path, ending)))
}

fn ask_system(window: &WebviewWindow, purpose: Purpose, name: Option<&str>) -> Option<PathBuf> {
    let (words, endings) = purpose.filter();
    let mut dialog = window.dialog().file().set_parent(window).set_title(purpose.title());
    if !endings.is_empty() {
        dialog = dialog.add_filter(words, endings);
    }
    if let Some(name) = name {
        dialog = dialog.set_file_name(name);
    }
    let answer = if purpose.saves() {
        dialog.blocking_save_file()
    } else {
        dialog.add_filter("All files", &["*"]).blocking_pick_file()
    };
    answer.map(FilePath::into_path)?.ok()
}

/// Some systems take a typed name as it is: it gets the ending it lacks. The dialog has not asked about a file of
/// the longer name, so one that exists already is left alone and a number is added.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if has_ending(&path, ending) {
        return path;
    }
    let stem = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut complete = path.with_file_name(format!("{stem}.{ending}"));
    let mut number = 2;
    while complete.exists() {
        complete = path.with_file_name(format!("{stem} ({number}).{ending}"));
        number += 1;
    }
    complete
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{is_written, with_ending};

    #[test]
    fn a_name_without_its_ending_gets_it_and_overwrites_nothing() {
        let folder = std::env::temp_dir().join(format!("outlay-endings-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("taken.pdf"), b"").unwrap();
        let check = |typed: &str, saved: &str| {
            assert_eq!(with_ending(folder.join(typed), "pdf"), folder.join(saved), "{typed}");
        };
        check("pack.pdf", "pack.pdf");
        check("pack.PDF", "pack.PDF");
        check("pack", "pack.pdf");
        check("pack v1.2", "pack v1.2.pdf");
        check("taken", "taken (2).pdf");
        check("taken.pdf", "taken.pdf");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn only_reports_and_exports_are_opened_by_the_system() {
        assert!(is_written(Path::new("pack.pdf")));
        assert!(is_written(Path::new("budget.XLSX")));
        assert!(!is_written(Path::new("setup.exe")));
        assert!(!is_written(&PathBuf::from("no ending")));
    }
}
