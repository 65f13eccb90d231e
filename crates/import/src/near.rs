//! Names that nearly match: `ACME Ltd.` and `Acme Limited`, `Vantage Sofware` and `Vantage Software`.

use std::collections::HashMap;

use crate::words;

/// Legal forms behind a name and the article before it, which tell companies of one name apart only on paper.
const FORMS: [&str; 36] = [
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lp",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "ag",
    "kg",
    "ohg",
    "ug",
    "se",
    "mbh",
    "sa",
    "sas",
    "sarl",
    "srl",
    "sl",
    "spa",
    "bv",
    "nv",
    "vof",
    "ab",
    "as",
    "oy",
    "aps",
    "pty",
    "the",
    "group",
    "holding",
];
/// How alike two names are at least, of 1, to be shown side by side.
const LIKENESS: f64 = 0.87;
/// The most names that one is compared with.
const COMPARED: usize = 400;

/// Names to compare others with, each with what it stands for.
pub struct Index<T> {
    names: Vec<(String, String, T)>,
    by_part: HashMap<String, Vec<usize>>,
}

impl<T: Copy> Index<T> {
    /// Takes the names in.
    pub fn new<'n>(names: impl IntoIterator<Item = (&'n str, T)>) -> Index<T> {
        let mut index = Index { names: Vec::new(), by_part: HashMap::new() };
        for (name, value) in names {
            let core = core(name);
            for part in parts(&core) {
                index.by_part.entry(part).or_default().push(index.names.len());
            }
            index.names.push((name.to_owned(), core, value));
        }
        index
    }

    /// The names that a name is close to, the closest first, at most so many.
    pub fn near(&self, name: &str, most: usize) -> Vec<(&str, T)> {
        let wanted = core(name);
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut candidates: Vec<usize> = Vec::new();
        for part in parts(&wanted) {
            // A part that very many names have says little.
            let with = self.by_part.get(&part).filter(|with| with.len() <= COMPARED);
            candidates.extend(with.into_iter().flatten());
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates.truncate(COMPARED);
        let mut found: Vec<(f64, usize)> = candidates
            .into_iter()
            .map(|at| (likeness(&wanted, &self.names[at].1), at))
            .filter(|(likeness, _)| *likeness >= LIKENESS)
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(most);
        found.into_iter().map(|(_, at)| (self.names[at].0.as_str(), self.names[at].2)).collect()
    }
}

/// A name without what is only form: lower case, no accents, no legal form, no signs.
fn core(name: &str) -> String {
    // In small letters, as a capital inside a word is no new word here: GmbH.
    let words = words::tokens(&name.to_lowercase());
    let mut kept: &[String] = &words;
    while let [front @ .., form] = kept
        && FORMS.contains(&form.as_str())
    {
        kept = front;
    }
    if let ["the", ..] = kept.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        kept = &kept[1..];
    }
    let core = if kept.is_empty() { words.join(" ") } else { kept.join(" ") };
    // Müller is written Mueller where there is no ü.
    core.replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// By what names that are alike are found without comparing each with each: words, and how names begin.
fn parts(core: &str) -> Vec<String> {
    let letters: String = core.chars().filter(|letter| *letter != ' ').collect();
    let mut parts: Vec<String> = core.split(' ').filter(|word| word.len() >= 4).map(str::to_owned).collect();
    parts.push(format!("^{}", letters.chars().take(4).collect::<String>()));
    // A slip at the start is caught by the end.
    parts.push(format!("{}$", letters.chars().rev().take(5).collect::<String>()));
    parts
}

fn likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    // Digits tell names apart: Site 1 and Site 2 are two.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(a) != digits(b) || short.len() < 4 {
        return 0.0;
    }
    // One is the other with more behind it: Vantage and Vantage Software Services.
    if long.starts_with(short) && long[short.len()..].starts_with(' ') && short.len() >= 5 {
        return 0.9;
    }
    let joined = |text: &str| text.replace(' ', "");
    if joined(a) == joined(b) {
        return 0.99;
    }
    let mut sorted = [a, b].map(|text| {
        let mut words: Vec<&str> = text.split(' ').collect();
        words.sort_unstable();
        words.join(" ")
    });
    let [x, y] = &mut sorted;
    if x == y {
        return 0.98;
    }
    strsim::normalized_damerau_levenshtein(a, b)
}

#[cfg(test)]
mod tests {
    use super::Index;

    #[test]
    fn names_that_nearly_match_are_found() {
        let book = [
            "Acme Limited",
            "Vantage Software GmbH",
            "Halden Systems",
            "Site 1",
            "Nordlicht AG",
            "Kestrel",
            "Mueller Ltd.",
            "Industrial Control",
        ];
        let index = Index::new(book.iter().enumerate().map(|(at, name)| (*name, at)));
        for (name, expected) in [
            ("ACME Ltd.", "Acme Limited"),
            ("Vantage Sofware", "Vantage Software GmbH"),
            ("Vantage", "Vantage Software GmbH"),
            ("HALDEN-SYSTEMS", "Halden Systems"),
            ("Systems Halden Inc", "Halden Systems"),
            ("Site 2", "-"),
            ("Nordlicht", "Nordlicht AG"),
            ("Kestrel Power Services", "Kestrel"),
            ("Kestr", "-"),
            ("Costrel", "-"),
            ("", "-"),
            ("Müller GmbH", "Mueller Ltd."),
            ("AG Industrial Inc", "-"),
        ] {
            let found = index.near(name, 1);
            assert_eq!(found.first().map_or("-", |(name, _)| name), expected, "{name}");
        }
    }
}
