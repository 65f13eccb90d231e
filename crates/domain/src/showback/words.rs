//! The sentences of a showback: what the rules come to, computed from the figures.

use std::fmt::Write as _;

use crate::Amount;
use crate::allocation::{By, Rule};
use crate::overview::{difference, grouped, short};
use crate::variance::{Figures, percent};

/// The finding over a showback, such as “3 rules share out 812 k of 9.9 M; Sales bears most, 2.1 M (21 %); 96 k stay idle”.
///
/// `most` is the department that bears most, with what it bears of the forecast.
pub fn finding(
    rules: usize,
    total: Amount,
    shared: Amount,
    idle: Amount,
    most: Option<(&str, Amount)>,
) -> String {
    let mut finding = match rules {
        0 => "No rule shares anything out yet".to_owned(),
        1 => format!("One rule shares out {} of {}", short(shared), short(total)),
        many => format!("{many} rules share out {} of {}", short(shared), short(total)),
    };
    if let Some((name, amount)) = most {
        let _ = write!(finding, "; {name} bears most, {}", short(amount));
        if let Some(share) = percent(amount, total) {
            let _ = write!(finding, " ({} %)", share.round(0));
        }
    }
    if !idle.round(0).is_zero() {
        let _ = write!(finding, "; {} stays idle", short(idle));
    }
    finding
}

/// The finding over the statement of a department, such as “Sales bears 2,079 k, 640 k of it allocated: 12 k over budget”.
pub fn statement_finding(
    name: &str,
    borne: Figures,
    direct: Amount,
    allocated: Amount,
    passed_on: Amount,
) -> String {
    let nothing = |amount: Amount| amount.round(0).is_zero();
    if nothing(borne.forecast) && !nothing(passed_on) {
        return format!("{name} passes on all of its {} and bears nothing itself", short(passed_on));
    }
    let how = if !nothing(passed_on) {
        format!(" after passing on {}", short(passed_on))
    } else if nothing(allocated) {
        String::new()
    } else if nothing(direct) {
        ", all of it allocated".to_owned()
    } else {
        format!(", {} of it allocated", short(allocated))
    };
    let landing = difference(borne.variance());
    let of = if nothing(borne.variance()) { "" } else { " budget" };
    format!("{name} bears {}{how}: {landing}{of}", short(borne.forecast))
}

/// What a share takes, in words: “600 of 1,000 seats (60.0 %)”, “40 %”, “1 of 3”.
pub fn takes(rule: &Rule, place: usize) -> String {
    let Some(share) = rule.shares.get(place) else { return String::new() };
    let weights =
        rule.shares.iter().map(|share| if rule.by == By::Evenly { Amount::ONE } else { share.weight });
    let taken = weights.collect::<crate::Sum>().total().unwrap_or_default();
    let whole = rule.capacity.unwrap_or(taken).trimmed();
    let unit = [&rule.unit, &rule.driver].into_iter().find(|text| !text.is_empty());
    let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    match rule.by {
        By::Shares if rule.capacity.is_none() => format!("{} %", grouped(share.weight.trimmed())),
        By::Shares => format!("{} of {} %", grouped(share.weight.trimmed()), grouped(whole)),
        By::Evenly => format!("1 of {}", grouped(whole)),
        By::Quantities => {
            let part = percent(share.weight, whole).map(|part| format!(" ({part} %)")).unwrap_or_default();
            format!("{} of {}{unit}{part}", grouped(share.weight.trimmed()), grouped(whole))
        }
    }
}
