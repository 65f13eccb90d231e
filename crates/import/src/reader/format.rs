//! The currency that a number format shows: `#,##0.00 "€"`, `[$£-809]#,##0`, `_-* #,##0.00 €_-`, `[$USD] 0`.

use std::collections::HashMap;

use super::tags::{self, Tags};
use crate::label::Label;
use crate::sign;

/// The currency of a format, by its first part; digits, colours and conditions name none.
pub(super) fn currency(format: &str) -> Option<Label> {
    let mut words = String::new();
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        match sign {
            ';' => break,
            '"' => words.extend(signs.by_ref().take_while(|sign| *sign != '"')),
            '\\' => words.extend(signs.next()),
            // Room as wide as a letter, and a letter that fills the cell.
            '_' | '*' => {
                signs.next();
                words.push(' ');
            }
            '[' => {
                let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                if let Some(inside) = inside.strip_prefix('$') {
                    let (symbol, locale) = inside.split_once('-').unwrap_or((inside, ""));
                    if let Some(label) = symbol_of(symbol, &region(locale)) {
                        return Some(label);
                    }
                }
            }
            '#' | '0' | '?' | '.' | ',' | '@' => words.push(' '),
            sign => words.push(sign),
        }
    }
    symbol_of(&words, "")
}

/// The currency that the words of a format name, as people in a region write it.
pub(super) fn symbol_of(words: &str, region: &str) -> Option<Label> {
    let words = words.trim();
    if words.is_empty() || words.len() > 40 {
        return None;
    }
    let code = |code: &str| code.parse().ok().map(Label::Currency);
    if let Some(known) = words.chars().find_map(sign::currency) {
        return code(known);
    }
    if let Some(found) = regional(words, region) {
        return code(found);
    }
    if let Some(before) = words.split('$').next().filter(|before| before.len() < words.len()) {
        let before = before.rsplit(|letter: char| !letter.is_ascii_uppercase()).next().unwrap_or_default();
        return sign::dollar(before).and_then(code).or(Some(Label::Dollar));
    }
    // A code is written in capitals; other words are units: kWh, all, try.
    let mut codes = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = codes.next()?;
    (codes.next().is_none() && first.len() == 3 && first.bytes().all(|byte| byte.is_ascii_uppercase()))
        .then(|| code(first))?
}

/// The currency of a sign that several share, or that is a word, in a region.
fn regional(words: &str, region: &str) -> Option<&'static str> {
    let word = words.trim_matches(|letter: char| letter == '.' || letter.is_whitespace());
    Some(match (word, region) {
        ("$", "US") => "USD",
        ("$", "CA") => "CAD",
        ("$", "AU") => "AUD",
        ("$", "NZ") => "NZD",
        ("$", "SG") => "SGD",
        ("$", "HK") => "HKD",
        ("$", "MX") => "MXN",
        ("$", "AR") => "ARS",
        ("$", "CL") => "CLP",
        ("$", "CO") => "COP",
        ("$", "TW") | ("NT$", _) => "TWD",
        ("R$", _) => "BRL",
        ("¥" | "￥", "JP") => "JPY",
        ("¥" | "￥", "CN") => "CNY",
        ("kr", "SE") => "SEK",
        ("kr", "NO") => "NOK",
        ("kr", "DK") => "DKK",
        ("kr", "IS") => "ISK",
        ("R", "ZA") => "ZAR",
        ("Rs", "IN") => "INR",
        ("zł", _) => "PLN",
        ("Kč", _) => "CZK",
        ("Ft", _) => "HUF",
        ("Fr" | "SFr" | "sFr", _) => "CHF",
        _ => return None,
    })
}

/// The region of a locale: by the number that Windows has for it, or by its name such as en-US.
fn region(locale: &str) -> String {
    let named = locale.rsplit('-').next().unwrap_or_default();
    // The upper half of the number says which calendar and digits go with it.
    let Some(number) = u32::from_str_radix(locale, 16).ok().map(|number| number & 0xFFFF) else {
        return named.to_ascii_uppercase();
    };
    match number {
        0x409 => "US",
        0x1009 | 0xC0C => "CA",
        0xC09 => "AU",
        0x1409 => "NZ",
        0x4809 => "SG",
        0xC04 | 0x3C09 => "HK",
        0x80A => "MX",
        0x2C0A => "AR",
        0x340A => "CL",
        0x240A => "CO",
        0x404 => "TW",
        0x411 => "JP",
        0x804 => "CN",
        0x41D => "SE",
        0x414 | 0x814 => "NO",
        0x406 => "DK",
        0x40F => "IS",
        0x1C09 | 0x436 => "ZA",
        0x4009 | 0x439 => "IN",
        _ => "",
    }
    .to_owned()
}

/// The currency of the formats that have a number and need no text. Programs that write the sign of another currency
/// there write the text as well.
pub(super) fn built_in(id: u16) -> Option<Label> {
    matches!(id, 5..=8 | 42 | 44).then_some(Label::Dollar)
}

/// What the cell styles of a workbook show, by their number.
#[derive(Debug, Default)]
pub(super) struct Styles {
    labels: Vec<Option<Label>>,
}

impl Styles {
    /// From formats by their number and the format of each style. Without a currency among them there is nothing to keep.
    pub(super) fn new(formats: &HashMap<u16, Option<Label>>, styles: &[u16]) -> Styles {
        let label = |id: &u16| formats.get(id).map_or_else(|| built_in(*id), |label| *label);
        let labels: Vec<Option<Label>> = styles.iter().map(label).collect();
        if labels.iter().all(Option::is_none) { Styles::default() } else { Styles { labels } }
    }

    /// From the part of a workbook that lists them.
    pub(super) fn of_xml(part: &[u8]) -> Styles {
        let mut tags = Tags::new(part);
        let (mut formats, mut styles, mut within) = (HashMap::new(), Vec::new(), false);
        while let Some(tag) = tags.next() {
            let id = tag.get("numFmtId").and_then(|id| std::str::from_utf8(id).ok()?.parse().ok());
            match (tag.name, tag.closes) {
                (b"cellXfs", true) => break,
                (b"cellXfs", false) => within = true,
                (b"numFmt", false) => {
                    let format = tag.get("formatCode").map(tags::text).unwrap_or_default();
                    formats.extend(id.map(|id: u16| (id, currency(&format))));
                }
                (b"xf", false) if within => styles.push(id.unwrap_or(0)),
                _ => {}
            }
        }
        Styles::new(&formats, &styles)
    }

    /// Whether no style shows a currency.
    pub(super) fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// What a style shows.
    pub(super) fn label(&self, style: u32) -> Option<Label> {
        usize::try_from(style).ok().and_then(|style| *self.labels.get(style)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(label: Option<Label>) -> String {
        match label {
            None => "-".to_owned(),
            Some(Label::Currency(currency)) => currency.to_string(),
            Some(other) => format!("{other:?}"),
        }
    }

    #[test]
    fn formats_name_currencies() {
        for (format, expected) in [
            ("#,##0.00 \"€\"", "EUR"),
            ("#,##0.00\\ \"€\"", "EUR"),
            ("#,##0.00\\ [$€-407]", "EUR"),
            ("[$€-2]\\ #,##0.00;[Red]\\-[$€-2]\\ #,##0.00", "EUR"),
            ("[$£-809]#,##0", "GBP"),
            ("\"£\"#,##0.00", "GBP"),
            ("£#,##0;-£#,##0", "GBP"),
            ("[$USD] #,##0", "USD"),
            ("[$USD]\\ #,##0.00_);[Red]([$USD]\\ #,##0.00)", "USD"),
            ("[$$-409]#,##0.00", "USD"),
            ("[$$-en-US]#,##0.00", "USD"),
            ("[$$-1009]#,##0.00", "CAD"),
            ("[$$-C09]#,##0.00", "AUD"),
            ("[$US$-409]0", "USD"),
            ("[$A$]0", "AUD"),
            ("[$kr-41D] #,##0", "SEK"),
            ("#,##0\\ [$kr.-406]", "DKK"),
            ("[$¥-411]#,##0", "JPY"),
            ("[$¥-804]#,##0", "CNY"),
            ("[$R$-416] #,##0", "BRL"),
            ("#,##0.00\\ [$zł-415]", "PLN"),
            ("#,##0 \"CHF\"", "CHF"),
            ("[$CHF-807] #,##0.00", "CHF"),
            ("_-* #,##0.00 €_-;\\-* #,##0.00 €_-;_-* \"-\"?? €_-;_-@_-", "EUR"),
            ("_-\"£\"* #,##0.00_-;\\-\"£\"* #,##0.00_-", "GBP"),
            ("_(\"$\"* #,##0.00_);_(\"$\"* \\(#,##0.00\\)", "Dollar"),
            ("$#,##0", "Dollar"),
            ("\\$#,##0", "Dollar"),
            ("[$¥]0", "-"),
            ("General", "-"),
            ("#,##0.00", "-"),
            ("[Red]0.00", "-"),
            ("0 \"kWh\"", "-"),
            ("0 \"Stk\"", "-"),
            ("[$-409]d\\-mmm\\-yy;@", "-"),
            ("dd/mm/yyyy", "-"),
            ("0%", "-"),
            ("0.00E+00", "-"),
            ("", "-"),
        ] {
            assert_eq!(shown(currency(format)), expected, "{format}");
        }
    }
}
