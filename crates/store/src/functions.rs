//! The functions of ours that SQL may use: `sum_exact`, the only sum over amounts, exact where `SUM` would
//! be a float; and `find_folded`, which finds a text whatever letters are capital, in any language.

use domain::Amount;
use rusqlite::functions::{Aggregate, Context, FunctionFlags};
use rusqlite::{Connection, Result};

struct SumExact;

impl Aggregate<domain::Sum, String> for SumExact {
    fn init(&self, _: &mut Context<'_>) -> Result<domain::Sum> {
        Ok(domain::Sum::default())
    }

    fn step(&self, context: &mut Context<'_>, sum: &mut domain::Sum) -> Result<()> {
        let text = context.get_raw(0).as_str().map_err(|error| function(&error))?;
        sum.add(text.parse::<Amount>().map_err(|error| function(&error))?);
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, sum: Option<domain::Sum>) -> Result<String> {
        let total = sum.unwrap_or_default().total().map_err(|error| function(&error))?;
        Ok(total.to_string())
    }
}

fn function(error: &dyn std::error::Error) -> rusqlite::Error {
    rusqlite::Error::UserFunctionError(error.to_string().into())
}

/// Where a part stands in a text, counted from 1; 0 if it does not.
fn find_folded(text: &str, part: &str) -> i64 {
    let at = if text.is_ascii() && part.is_ascii() {
        let (text, part) = (text.as_bytes(), part.as_bytes());
        match part.len() {
            0 => Some(0),
            length => text.windows(length).position(|window| window.eq_ignore_ascii_case(part)),
        }
    } else {
        text.to_lowercase().find(&part.to_lowercase())
    };
    at.and_then(|at| i64::try_from(at + 1).ok()).unwrap_or(0)
}

/// Makes the functions known to a connection.
pub(crate) fn register(conn: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    conn.create_aggregate_function("sum_exact", 1, flags, SumExact)?;
    conn.create_scalar_function("find_folded", 2, flags, |context| {
        match (context.get_raw(0), context.get_raw(1)) {
            (rusqlite::types::ValueRef::Null, _) => Ok(0),
            (text, part) => {
                let text = text.as_str().map_err(|error| function(&error))?;
                Ok(find_folded(text, part.as_str().map_err(|error| function(&error))?))
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn connection() -> Connection {
        let conn = Connection::open_in_memory().unwrap();
        register(&conn).unwrap();
        conn
    }

    proptest! {
        #[test]
        fn sum_exact_is_the_sum_of_the_domain(parts in prop::collection::vec((any::<i64>(), 0u32..28), 0..40)) {
            let amounts: Vec<Amount> = parts.iter().map(|(units, scale)| Amount::new(*units, *scale)).collect();
            let texts: Vec<String> = amounts.iter().map(ToString::to_string).collect();
            let list = serde_json::to_string(&texts).unwrap();
            let sql = "SELECT sum_exact(value) FROM json_each(?1)";
            let sum: String = connection().query_row(sql, [list], |row| row.get(0)).unwrap();
            let expected: domain::Sum = amounts.into_iter().collect();
            prop_assert_eq!(sum, expected.total().unwrap().to_string());
        }

        #[test]
        fn a_part_is_found_whatever_the_letters(before in "[a-zßäÉ ]{0,5}", part in "[a-zäöüé]{1,5}", after in ".{0,5}") {
            let text = format!("{before}{}{after}", part.to_uppercase());
            prop_assert!(find_folded(&text, &part) > 0);
        }
    }

    #[test]
    fn a_sum_that_cannot_be_made_is_an_error_not_a_float() {
        for values in [r#"["1.5", "x"]"#, "[1.5]", "[null]", r#"["79228162514264337593543950335", "1"]"#] {
            let sql = "SELECT sum_exact(value) FROM json_each(?1)";
            assert!(
                connection().query_row(sql, [values], |row| row.get::<_, String>(0)).is_err(),
                "{values}"
            );
        }
    }

    #[test]
    fn parts_are_found_where_they_stand() {
        for (text, part, at) in [
            ("Contoso", "CON", 1),
            ("Contoso", "oso", 5),
            ("Contoso", "x", 0),
            ("MÜLLER", "müller", 1),
            ("a", "", 1),
            ("", "a", 0),
        ] {
            assert_eq!(find_folded(text, part), at, "{part} in {text}");
        }
    }

    /// The one `sum` counts rows of the journal; amounts are summed by `sum_exact` alone.
    #[test]
    fn no_amount_is_summed_by_sqlite() {
        fn texts(folder: &std::path::Path, found: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    texts(&entry, found);
                } else if !entry.ends_with("functions.rs") {
                    found.push(std::fs::read_to_string(entry).unwrap().to_lowercase());
                }
            }
        }
        let mut found = Vec::new();
        for folder in ["src", "migrations"] {
            texts(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
        }
        for text in found {
            let text = text.replace("coalesce(sum(coalesce(last, key) - key + 1), 0)", "");
            for word in [" sum(", "(sum(", " avg(", " total(", "(total("] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }
}
