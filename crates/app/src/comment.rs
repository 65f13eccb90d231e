//! Commands on commentary.

use domain::Id;
use domain::calendar::Period;
use domain::comment::{Comment, Draft, Scope, Subject, kept};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::budget::Key;
use crate::open::Call;

/// Which comments are asked for.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "CommentQuery"))]
pub struct Query {
    /// Of this period only.
    pub period: Option<Period>,
    /// Of this plan only.
    pub plan: Option<Id>,
    /// On this record only.
    pub subject: Option<Subject>,
}

pub(crate) fn list(call: &Call<'_>, query: Query) -> Result<Vec<Comment>, Error> {
    let mut all = store::comment::all(call.tx)?;
    all.retain(|one| {
        query.period.is_none_or(|period| one.period == kept(period))
            && query.plan.is_none_or(|plan| one.plan == Some(plan))
            && query.subject.is_none_or(|subject| one.subject == subject)
    });
    Ok(all)
}

pub(crate) fn save(call: &Call<'_>, draft: Draft) -> Result<(Comment, String), Error> {
    let draft = Draft { period: kept(draft.period), ..draft };
    Error::unless_empty(draft.problems())?;
    let name = named(call, draft.subject)?;
    if let Some(plan) = draft.plan {
        store::plan::get(call.tx, plan)?;
    }
    let id = store::comment::save(call.tx, &draft, call.context.user, &call.context.at())?;
    Ok((store::comment::get(call.tx, id)?, format!("Comment on {name} in {}", draft.period)))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let gone = store::comment::get(call.tx, key.id)?;
    let name = named(call, gone.subject)?;
    store::comment::remove(call.tx, key.id)?;
    Ok(((), format!("Remove the comment on {name} in {}", gone.period)))
}

/// `“Cloud Services”`, if there is such a record.
fn named(call: &Call<'_>, subject: Subject) -> Result<String, Error> {
    let tx = call.tx;
    let of = subject.of;
    let name = match subject.scope {
        Scope::Line => Some(store::budget::get(tx, of)?.description),
        Scope::Category => store::category::all(tx)?.into_iter().find(|one| one.id == of).map(|one| one.name),
        Scope::Department => store::department::all(tx)?
            .into_iter()
            .find(|one| one.id == of)
            .map(|one| if one.name.is_empty() { one.code } else { one.name }),
        Scope::Vendor => store::vendor::all(tx)?.into_iter().find(|one| one.id == of).map(|one| one.name),
        Scope::Project => store::project::all(tx)?.into_iter().find(|one| one.id == of).map(|one| one.name),
    };
    let missing = || Error::NotFound(format!("This {} is not in the book any more.", subject.scope.name()));
    name.map(|name| format!("“{name}”")).ok_or_else(missing)
}
