//! Commands on documents: files inside the book and addresses, kept with budget lines and contracts.

use domain::document::{self, Document, Owner};
use domain::{Id, Problem, Topic};
use serde::{Deserialize, Serialize};
use store::Meta;

use crate::budget::Key;
use crate::open::Call;
use crate::report::{Written, write};
use crate::{App, Context, Error};

/// A file to be kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AddDocument"))]
pub struct Add {
    /// What it is kept with.
    pub owner: Owner,
    /// The file.
    pub file: String,
}

/// An address to be kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LinkDocument"))]
pub struct Link {
    /// What it is kept with.
    pub owner: Owner,
    /// What lies there.
    pub title: String,
    /// Where: an address of the web.
    pub link: String,
}

/// Another title for a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RenameDocument"))]
pub struct Rename {
    /// The document.
    pub id: Id,
    /// What it is called.
    pub title: String,
}

/// Where a copy of a document goes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "SaveDocument"))]
pub struct Copy {
    /// The document.
    pub id: Id,
    /// Where it is written.
    pub file: String,
}

/// A copy of a document for the system to open; it goes away with the book.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LentDocument"))]
pub struct Lent {
    /// The token of the copy.
    pub token: String,
    /// Its name.
    pub name: String,
}

pub(crate) fn list(call: &Call<'_>, owner: Owner) -> Result<Vec<Document>, Error> {
    Ok(store::document::of(call.tx, owner)?)
}

pub(crate) fn add(app: &App, context: &Context<'_>, add: Add) -> Result<Document, Error> {
    let (name, size) = app.files.size(&add.file)?;
    Error::unless_empty(document::file_problems(&name, size))?;
    let (_, bytes) = app.files.read(&add.file)?;
    // It may have grown or shrunk since.
    Error::unless_empty(document::file_problems(&name, bytes.len()))?;
    let meta = Meta { command: "document.add", who: "", at: "", topics: &[Topic::Document], undoes: None };
    let (added, _) = app.change::<_, Error>(context, &meta, |call| {
        let of = named(call, add.owner)?;
        if let Some(same) = store::document::same(call.tx, add.owner, &bytes)? {
            return Err(Error::invalid(
                "file",
                format!("This file is kept there already, as “{}”.", same.title),
            ));
        }
        let title = document::file_name(&name);
        let id =
            store::document::add_file(call.tx, add.owner, (&title, &bytes), (context.user, &context.at()))?;
        Ok((store::document::get(call.tx, id)?, format!("Keep “{title}” with {of}")))
    })?;
    Ok(added)
}

pub(crate) fn link(call: &Call<'_>, link: Link) -> Result<(Document, String), Error> {
    Error::unless_empty(document::link_problems(&link.title, &link.link))?;
    let of = named(call, link.owner)?;
    let said = (call.context.user, &*call.context.at());
    let id = store::document::add_link(call.tx, link.owner, (&link.title, &link.link), said)?;
    Ok((store::document::get(call.tx, id)?, format!("Keep “{}” with {of}", link.title.trim())))
}

pub(crate) fn rename(call: &Call<'_>, rename: Rename) -> Result<(Document, String), Error> {
    let before = store::document::get(call.tx, rename.id)?;
    // A file keeps its ending: by it the system knows what to do with it.
    let title = if before.link.is_empty() { with_ending(&rename.title, &before.title) } else { rename.title };
    if title.trim().is_empty() {
        return Err(Error::Invalid(vec![Problem::new("title", "Say what it is called.")]));
    }
    store::document::rename(call.tx, rename.id, &title)?;
    Ok((
        store::document::get(call.tx, rename.id)?,
        format!("Call the document “{}” “{}”", before.title, title.trim()),
    ))
}

/// A new name with the ending of the one before; empty where nothing was said.
fn with_ending(title: &str, before: &str) -> String {
    if title.trim().is_empty() {
        return String::new();
    }
    let name = document::file_name(title);
    let Some((_, ending)) = before.rsplit_once('.') else { return name };
    let has = name.rsplit_once('.').is_some_and(|(_, one)| one.eq_ignore_ascii_case(ending));
    if has { name } else { document::file_name(&format!("{name}.{ending}")) }
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let gone = store::document::get(call.tx, key.id)?;
    let of = named(call, gone.owner)?;
    store::document::remove(call.tx, key.id)?;
    Ok(((), format!("Remove the document “{}” of {of}", gone.title)))
}

pub(crate) fn save(app: &App, context: &Context<'_>, copy: Copy) -> Result<Written, Error> {
    let (_, bytes) = content(app, context, copy.id)?;
    write(app, &copy.file, &bytes, String::new())
}

pub(crate) fn open(app: &App, context: &Context<'_>, key: Key) -> Result<Lent, Error> {
    let (document, bytes) = content(app, context, key.id)?;
    if !document.opens {
        let why = "“{}” is of a kind that could run something, and is not opened from here. Save a copy, and open that if you trust it.";
        return Err(Error::invalid("", why.replace("{}", &document.title)));
    }
    let name = document::file_name(&document.title);
    let token = app.files.lend(&name, &bytes)?;
    Ok(Lent { token, name })
}

/// A document that is a file, with what it holds.
fn content(app: &App, context: &Context<'_>, id: Id) -> Result<(Document, Vec<u8>), Error> {
    app.read(context, |call| {
        let document = store::document::get(call.tx, id)?;
        let bytes = store::document::content(call.tx, id)?;
        let none =
            || Error::invalid("", format!("“{}” is an address, there is no file of it.", document.title));
        let bytes = bytes.ok_or_else(none)?;
        Ok((document, bytes))
    })
}

/// `“Monitoring”`, if there is such a record.
fn named(call: &Call<'_>, owner: Owner) -> Result<String, Error> {
    let name = match owner {
        Owner::Line(line) => store::budget::get(call.tx, line)?.description,
        Owner::Contract(id) => {
            let missing = || Error::NotFound("This contract is not in the book any more.".to_owned());
            let contract = store::contract::get(call.tx, id)?.ok_or_else(missing)?;
            if contract.title.is_empty() { contract.number } else { contract.title }
        }
    };
    Ok(format!("“{name}”"))
}
