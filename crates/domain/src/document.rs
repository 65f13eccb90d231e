//! Documents that are kept with a line or a contract: files inside the book, or addresses of where they lie.

use serde::{Deserialize, Serialize};

use crate::{Id, Problem};

/// The largest file that a book takes in, in bytes: 25 MB. A book is one file that is copied and sent.
pub const LARGEST: usize = 25 * 1024 * 1024;

/// A name is as long as every file system takes.
const LONGEST_NAME: usize = 120;

/// Kinds of files that show something and run nothing: the system opens a copy of these. Macros, scripts, pages and
/// programs are kept and saved, never opened.
const OPENED: [&str; 25] = [
    "bmp", "csv", "doc", "docx", "eml", "gif", "heic", "jpeg", "jpg", "md", "msg", "odp", "ods", "odt",
    "pdf", "png", "ppt", "pptx", "rtf", "tif", "tiff", "txt", "webp", "xls", "xlsx",
];

/// Names of devices on Windows, with any ending.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// What a document is kept with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DocumentOwner"))]
pub enum Owner {
    /// A budget line.
    Line(Id),
    /// A contract.
    Contract(Id),
}

/// A document of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Document"))]
pub struct Document {
    /// Its number.
    pub id: Id,
    /// What it is kept with.
    pub owner: Owner,
    /// The file's name, or what the address is called.
    pub title: String,
    /// How large the file is, in bytes; 0 for an address.
    pub size: u32,
    /// The address; empty for a file.
    pub link: String,
    /// Whether the system is asked to open it: a file of a kind that runs nothing, or an address.
    pub opens: bool,
    /// Who added it.
    pub who: String,
    /// When, as `2026-11-04T10:02:00`.
    pub at: String,
}

/// Whether a file of this name is of a kind that shows something and runs nothing.
///
/// ```
/// # use domain::document::opens;
/// assert!(opens("Order form.PDF"));
/// assert!(!opens("Order form.pdf.exe") && !opens("Prices.xlsm") && !opens("README"));
/// ```
pub fn opens(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| OPENED.iter().any(|one| ending.eq_ignore_ascii_case(one)))
}

/// A name that a file can have on every system: a sign that one of them forbids becomes a blank, a device's name gets a
/// line below it, and what is too long loses its middle, never its ending.
///
/// ```
/// # use domain::document::file_name;
/// assert_eq!(file_name("../../etc/passwd"), "etc passwd");
/// assert_eq!(file_name("Offer: 3 <new>?.pdf "), "Offer 3 new .pdf");
/// assert_eq!(file_name("nul.txt"), "_nul.txt");
/// assert_eq!(file_name("..."), "Document");
/// ```
pub fn file_name(title: &str) -> String {
    let plain = |sign: char| if sign.is_control() || r#"\/:*?"<>|"#.contains(sign) { ' ' } else { sign };
    // Signs that turn the direction of what follows let an ending look like another.
    let turns = |sign: &char| matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let signs: String = title.chars().filter(|sign| !turns(sign)).map(plain).collect();
    let name = signs.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_start_matches(['.', ' ']).trim_end_matches(['.', ' ']);
    if name.is_empty() {
        return "Document".to_owned();
    }
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let device = DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device));
    shortened(&if device { format!("_{name}") } else { name.to_owned() })
}

fn shortened(name: &str) -> String {
    let count = name.chars().count();
    if count <= LONGEST_NAME {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending =
        if ending.chars().count() <= 10 && !ending.is_empty() { format!(".{ending}") } else { String::new() };
    let kept: String = name.chars().take(LONGEST_NAME - ending.chars().count()).collect();
    format!("{}{ending}", kept.trim_end_matches(['.', ' ']))
}

/// What is wrong with a file to be kept.
pub fn file_problems(name: &str, size: usize) -> Vec<Problem> {
    let problem = if size == 0 {
        format!("“{name}” is empty. Choose a file with something in it.")
    } else if size > LARGEST {
        let (has, may) = (size.div_ceil(1024 * 1024), LARGEST / (1024 * 1024));
        format!(
            "“{name}” has {has} MB, and a book takes in at most {may} MB a file. Keep it where it is and add its address."
        )
    } else {
        return Vec::new();
    };
    vec![Problem::new("file", problem)]
}

/// What is wrong with an address to be kept.
pub fn link_problems(title: &str, link: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if title.trim().is_empty() {
        problems.push(Problem::new("title", "Say what lies there."));
    }
    if !is_address(link) {
        problems.push(Problem::new(
            "link",
            "Give an address that begins with https:// or http://, without blanks.",
        ));
    }
    problems
}

/// Whether a text is an address on the web: only these are handed to the system.
pub fn is_address(link: &str) -> bool {
    let link = link.trim();
    let lower = link.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with(|first: char| first.is_alphanumeric() || first == '['))
        && !link.contains(|sign: char| sign.is_whitespace() || sign.is_control())
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, file_name, file_problems, is_address, opens};

    #[test]
    fn names_are_such_that_every_system_takes_them() {
        for (title, name) in [
            ("Offer.pdf", "Offer.pdf"),
            ("Ünïcode – Angebot.pdf", "Ünïcode – Angebot.pdf"),
            ("C:\\Users\\me\\offer.pdf", "C Users me offer.pdf"),
            ("offer\n.pdf", "offer .pdf"),
            (".bashrc", "bashrc"),
            ("com1", "_com1"),
            ("COM1.tar.gz", "_COM1.tar.gz"),
            ("console.pdf", "console.pdf"),
            ("exe.\u{202e}fdp.exe", "exe.fdp.exe"),
            ("", "Document"),
        ] {
            assert_eq!(file_name(title), name, "{title:?}");
        }
        let long = file_name(&format!("{}.pdf", "a".repeat(400)));
        assert!(long.chars().count() <= 120 && long.ends_with("a.pdf"), "{long}");
    }

    #[test]
    fn only_what_runs_nothing_is_opened() {
        for name in ["a.pdf", "b.DOCX", "c.tar.txt"] {
            assert!(opens(name), "{name}");
        }
        for name in [
            "a.exe",
            "b.html",
            "c.svg",
            "d.xlsm",
            "e.app",
            "f.desktop",
            "g.lnk",
            "pdf",
            "h.pdf.command",
            "i.url",
        ] {
            assert!(!opens(name), "{name}");
        }
    }

    #[test]
    fn addresses_are_of_the_web() {
        for link in ["https://example.com/a?b=c#d", " http://[::1]/x ", "HTTPS://Example.com"] {
            assert!(is_address(link), "{link}");
        }
        for link in [
            "",
            "example.com",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://",
            "https://a b",
            "https:///x",
        ] {
            assert!(!is_address(link), "{link}");
        }
    }

    #[test]
    fn a_file_has_something_in_it_and_not_too_much() {
        assert!(file_problems("a", 1).is_empty() && file_problems("a", LARGEST).is_empty());
        assert!(file_problems("a", 0)[0].message.contains("is empty"));
        assert!(
            file_problems("a", LARGEST + 1)[0]
                .message
                .contains("has 26 MB, and a book takes in at most 25 MB")
        );
    }
}
