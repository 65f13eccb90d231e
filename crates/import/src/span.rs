//! Lengths of time as contracts state them: 36 months, 3 years, 90 days' notice to the end of a quarter.

use crate::words;

/// A length of time in months or in days, with what it runs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Whole months; 0 where it is in days.
    pub months: u32,
    /// Calendar days; 0 where it is in months.
    pub days: u32,
    /// The end to which it runs, where it says one.
    pub to: Option<To>,
}

/// The end to which a notice runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what it says")]
pub enum To {
    Month,
    Quarter,
    HalfYear,
    Year,
}

/// The unit that a number without one is in, as the name of its column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

impl Unit {
    /// The unit that a word names.
    fn read(word: &str) -> Option<Unit> {
        Some(match word {
            "d" | "day" | "days" | "tag" | "tage" | "tagen" | "jour" | "jours" | "dia" | "dias" | "dag"
            | "dagen" => Unit::Days,
            "w" | "week" | "weeks" | "wk" | "wks" | "woche" | "wochen" | "semaine" | "semaines"
            | "semana" | "semanas" | "weken" => Unit::Weeks,
            "m" | "mo" | "mos" | "mth" | "mths" | "month" | "months" | "monat" | "monate" | "monaten"
            | "mois" | "mes" | "meses" | "maand" | "maanden" => Unit::Months,
            "y" | "yr" | "yrs" | "year" | "years" | "annual" | "jahr" | "jahre" | "jahren" | "j" | "an"
            | "ans" | "annee" | "annees" | "ano" | "anos" | "jaar" | "jaren" => Unit::Years,
            _ => return None,
        })
    }

    /// The unit that the name of a column speaks of: `Notice (days)`.
    pub(crate) fn in_name(name: &str) -> Option<Unit> {
        words::tokens(name).iter().filter(|word| word.len() > 1).find_map(|word| Unit::read(word))
    }
}

/// Whether a text is a length of time that names its unit: 12 months.
pub(crate) fn has_unit(text: &str) -> bool {
    let words = words::tokens(text);
    words.len() > 1 && words.iter().any(|word| Unit::read(word).is_some()) && read(text, None).is_some()
}

/// Whether a text says that there is no such time.
pub(crate) fn is_none(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "no" | "kein"
            | "keine"
            | "entfällt"
            | "aucun"
            | "aucune"
            | "sans"
            | "sin"
            | "ninguno"
            | "ninguna"
            | "geen"
            | "n.v.t."
            | "nvt"
            | "tbc"
            | "tbd"
    )
}

/// Reads a length of time. A number alone is in the unit of its column; without one, up to 12 it counts months, above days.
pub(crate) fn read(text: &str, unit: Option<Unit>) -> Option<Span> {
    let all = words::tokens(text);
    let words: Vec<&str> = all.iter().map(String::as_str).collect();
    let at = words.iter().position(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let (number, behind) = match at {
        // 1.5 years, 36.0: the point parts the words.
        Some(at) => {
            let whole: u32 = words[at].parse().ok()?;
            let tenths = words
                .get(at + 1)
                .and_then(|next| next.parse::<u32>().ok())
                .filter(|_| text.contains(['.', ',']));
            match tenths {
                Some(0) => (whole * 10, &words[at + 2..]),
                Some(5) => (whole * 10 + 5, &words[at + 2..]),
                Some(_) => return None,
                None => (whole.checked_mul(10)?, &words[at + 1..]),
            }
        }
        None => (named(&words)?, &words[..]),
    };
    let own = behind.iter().chain(&words).find_map(|word| Unit::read(word));
    let unit = own.or(unit).unwrap_or(if number <= 120 { Unit::Months } else { Unit::Days });
    let tenths = |each: u32| {
        Some(number.checked_mul(each)?).filter(|tenths| tenths.is_multiple_of(10)).map(|tenths| tenths / 10)
    };
    let (months, days) = match unit {
        Unit::Days => (0, tenths(1)?),
        Unit::Weeks => (0, tenths(7)?),
        Unit::Months => (tenths(1)?, 0),
        Unit::Years => (tenths(12)?, 0),
    };
    (months <= 12_000 && days <= 366_000).then_some(Span { months, days, to: to(&words) })
}

/// One, two, three as words, in tenths.
fn named(words: &[&str]) -> Option<u32> {
    words.iter().find_map(|word| {
        Some(match *word {
            "one" | "ein" | "eine" | "einem" | "einen" | "un" | "une" | "uno" | "una" | "een" | "annual"
            | "a" => 10,
            "two" | "zwei" | "deux" | "dos" | "twee" => 20,
            "three" | "drei" | "trois" | "tres" | "drie" => 30,
            "four" | "vier" | "quatre" | "cuatro" => 40,
            "five" | "funf" | "cinq" | "cinco" | "vijf" => 50,
            "six" | "sechs" | "seis" | "zes" => 60,
            "twelve" | "zwolf" | "douze" | "doce" | "twaalf" => 120,
            _ => return None,
        })
    })
}

/// What a notice runs to: `3 months to the end of a quarter`, `3 Monate zum Quartalsende`.
fn to(words: &[&str]) -> Option<To> {
    let says = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let ends = says(&["end", "ende", "fin", "final", "einde", "eind"]);
    if says(&["quartalsende", "quarterend"])
        || (ends && says(&["quarter", "quartal", "trimestre", "kwartaal"]))
    {
        return Some(To::Quarter);
    }
    if says(&["monatsende", "maandeinde", "monthend"])
        || (ends && words.iter().filter(|word| Unit::read(word) == Some(Unit::Months)).count() > 1)
    {
        return Some(To::Month);
    }
    if says(&["halbjahresende", "semestre", "halfjaar"]) || (ends && says(&["half"])) {
        return Some(To::HalfYear);
    }
    let years = words.iter().any(|word| Unit::read(word) == Some(Unit::Years));
    (says(&["jahresende", "jaareinde", "yearend"]) || (ends && years)).then_some(To::Year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_read() {
        for (text, unit, expected) in [
            ("36", Some(Unit::Months), "36 0"),
            ("36 months", None, "36 0"),
            ("3 years", None, "36 0"),
            ("1.5 years", None, "18 0"),
            ("90 days", None, "0 90"),
            ("90", Some(Unit::Days), "0 90"),
            ("90", None, "0 90"),
            ("3", Some(Unit::Days), "0 3"),
            ("2 weeks", None, "0 14"),
            ("12 Monate", None, "12 0"),
            ("trois mois", None, "3 0"),
            ("3 Monate zum Quartalsende", None, "3 0 Quarter"),
            ("3 months to the end of a quarter", None, "3 0 Quarter"),
            ("6 maanden", None, "6 0"),
            ("2 ans", None, "24 0"),
            ("12M", None, "12 0"),
            ("1Y", None, "12 0"),
            ("36.0", Some(Unit::Months), "36 0"),
            ("none given", None, "-"),
            ("1.3 months", None, "-"),
        ] {
            let shown = read(text, unit).map_or_else(
                || "-".to_owned(),
                |span| {
                    let to = span.to.map_or_else(String::new, |to| format!(" {to:?}"));
                    format!("{} {}{to}", span.months, span.days)
                },
            );
            assert_eq!(shown, expected, "{text}");
        }
    }
}
