//! A second table beside the first.

use super::Profile;
use crate::words;

/// The columns of a table that stands beside the first: behind an empty column without a name, names that the first has as
/// well.
pub(super) fn find(names: &[String], profiles: &[Profile]) -> Option<std::ops::Range<usize>> {
    let is_gap = |column: &usize| names[*column].is_empty() && profiles[*column].filled == 0;
    let first = names.iter().position(|name| !name.is_empty())?;
    let gap = (first + 1..names.len()).find(is_gap)?;
    let start = (gap + 1..names.len()).find(|column| !names[*column].is_empty())?;
    let end = (start..names.len()).find(is_gap).unwrap_or(names.len());
    let known =
        |name: &&String| names[first..gap].iter().any(|own| words::tokens(own) == words::tokens(name));
    let again = names[start..end].iter().filter(known).count();
    (again >= 2 && again * 2 >= end - start).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_beside_another_repeats_its_names() {
        for (names, expected) in [
            ("Date,Amount,,Date,Amount", Some(3..5)),
            (",Date,Vendor,Amount,,,date,amount,Note,,X", Some(6..9)),
            ("Date,Amount,,Note,Other", None),
            ("Date,Amount,Date,Amount", None),
            ("Date,Amount,", None),
        ] {
            let names: Vec<String> = names.split(',').map(str::to_owned).collect();
            assert_eq!(find(&names, &vec![Profile::default(); names.len()]), expected, "{names:?}");
        }
    }
}
