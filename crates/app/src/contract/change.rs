//! What happens to contracts: they are added and changed, amended, renewed, given notice of.

use chrono::NaiveDate;
use domain::contract::pricing::Assumption;
use domain::contract::{Amendment, Contract, Draft, Renewal};
use domain::{Id, Problem};
use serde::{Deserialize, Serialize};

use super::detail::{Detail, Question, get};
use super::links::refresh;
use crate::Error;
use crate::budget::Key;
use crate::open::Call;
use crate::words::counted;

/// Notice that was given.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GiveNotice {
    /// The contract.
    pub id: Id,
    /// The day on which it was received.
    pub day: NaiveDate,
    /// How it was given: a reference to the letter and its receipt.
    #[serde(default)]
    pub proof: String,
}

/// A contract that is renewed by act.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RenewContract"))]
pub struct Renew {
    /// The contract.
    pub id: Id,
}

/// What became of a contract.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractChanged"))]
pub struct Changed {
    /// The contract.
    pub contract: Detail,
    /// In how many places of draft plans the amounts of its lines changed with it.
    pub lines: u32,
}

pub(crate) fn save(call: &Call<'_>, given: Draft) -> Result<(Changed, String), Error> {
    let mut draft = given;
    Error::unless_empty(draft.problems())?;
    if let Some(id) = draft.id {
        let before = store::contract::whole(call.tx, id)?;
        currency_stays(call, &before, &draft)?;
        let changed = Contract { draft: draft.clone(), amendments: Vec::new() };
        for amendment in &before.amendments {
            Error::unless_empty(amendment.problems(&changed))?;
        }
    }
    draft.assumption = decided(call, &draft)?;
    let verb = if draft.id.is_some() { "Change" } else { "Add" };
    let id = store::contract::save(call.tx, &draft)?;
    done(call, id, &format!("{verb} contract"))
}

/// The lines of a contract are in its currency.
fn currency_stays(call: &Call<'_>, before: &Contract, draft: &Draft) -> Result<(), Error> {
    let id = before.draft.id.unwrap_or_default();
    let links = store::contract::links(call.tx)?;
    if before.draft.currency != draft.currency && links.iter().any(|link| link.contract == id) {
        let message = "Budget lines follow this contract in its currency: detach them first.";
        return Err(Error::invalid("currency", message));
    }
    Ok(())
}

/// The assumption with the renewal it is about.
fn decided(call: &Call<'_>, draft: &Draft) -> Result<Option<Assumption>, Error> {
    let as_of = call.as_of(&call.settings()?);
    Ok(draft
        .assumption
        .map(|assumed| Assumption { from: assumed.from.or(draft.undecided(as_of)), ..assumed }))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let contract = store::contract::whole(call.tx, key.id)?;
    let uses = store::contract::uses(call.tx, key.id)?;
    if uses > 0 {
        let places = counted(uses as usize, "licence or budget line", "licences and budget lines");
        let message = format!("“{}” is named by {places}. Change that first.", contract.name());
        return Err(Error::invalid("", message));
    }
    store::contract::remove(call.tx, key.id)?;
    Ok(((), format!("Remove contract “{}”", contract.name())))
}

pub(crate) fn amend(call: &Call<'_>, given: Amendment) -> Result<(Changed, String), Error> {
    let contract = store::contract::whole(call.tx, given.contract)?;
    let mut problems = given.problems(&contract);
    if given.title.trim().is_empty() {
        problems.push(Problem::new("title", "Say what is agreed, such as 50 more seats."));
    }
    Error::unless_empty(problems)?;
    store::contract::amend(call.tx, &given)?;
    let verb = if given.id.is_some() { "Change the amendment" } else { "Amend" };
    done(call, given.contract, &format!("{verb} from {}:", given.from))
}

pub(crate) fn remove_amendment(call: &Call<'_>, key: Key) -> Result<(Changed, String), Error> {
    let found =
        store::contract::amendments(call.tx)?.into_values().flatten().find(|one| one.id == Some(key.id));
    let missing = || Error::NotFound("This amendment is not in the book any more.".to_owned());
    let amendment = found.ok_or_else(missing)?;
    store::contract::remove_amendment(call.tx, key.id)?;
    done(call, amendment.contract, &format!("Remove the amendment from {} of", amendment.from))
}

pub(crate) fn give_notice(call: &Call<'_>, given: GiveNotice) -> Result<(Changed, String), Error> {
    let contract = store::contract::whole(call.tx, given.id)?;
    let stands = contract.as_of(given.day);
    if !matches!(stands.renewal, Some(Renewal::Automatic | Renewal::Evergreen)) {
        let message =
            "Notice ends a contract that would go on by itself. This one ends unless somebody renews it.";
        return Err(Error::invalid("day", message));
    }
    if stands.start.is_none() {
        return Err(Error::invalid("day", "Its first day is not known: give the contract its terms first."));
    }
    let draft = Draft {
        notice_given: Some(given.day),
        notice_proof: given.proof.trim().to_owned(),
        ..contract.draft.clone()
    };
    store::contract::save(call.tx, &draft)?;
    done(call, given.id, "Give notice of")
}

pub(crate) fn withdraw(call: &Call<'_>, key: Key) -> Result<(Changed, String), Error> {
    let contract = store::contract::whole(call.tx, key.id)?;
    if contract.draft.notice_given.is_none() {
        return Err(Error::Conflict(format!("No notice was given of “{}”.", contract.name())));
    }
    let draft = Draft { notice_given: None, notice_proof: String::new(), ..contract.draft.clone() };
    store::contract::save(call.tx, &draft)?;
    done(call, key.id, "Withdraw the notice of")
}

pub(crate) fn renew(call: &Call<'_>, given: Renew) -> Result<(Changed, String), Error> {
    let contract = store::contract::whole(call.tx, given.id)?;
    if contract.at_last().renewal != Some(Renewal::Act) {
        let message = "It does not renew by act. Change its terms, or amend it.";
        return Err(Error::invalid("", message));
    }
    let confirmed = contract.draft.confirmed_renewals.saturating_add(1);
    let draft = Draft { confirmed_renewals: confirmed, assumption: None, ..contract.draft.clone() };
    Error::unless_empty(draft.problems())?;
    store::contract::save(call.tx, &draft)?;
    done(call, given.id, "Renew")
}

/// The contract as it now stands, its lines in draft plans brought up to it.
fn done(call: &Call<'_>, id: Id, verb: &str) -> Result<(Changed, String), Error> {
    let lines = refresh(call, id)?;
    let contract = get(call, Question { id, as_of: None })?;
    let name = store::contract::whole(call.tx, id)?.name().to_owned();
    let follow = match lines {
        0 => String::new(),
        many => format!("; {} of draft plans with it", counted(many, "line", "lines")),
    };
    let lines = u32::try_from(lines).unwrap_or(u32::MAX);
    Ok((Changed { contract, lines }, format!("{verb} “{name}”{follow}")))
}
