//! The use cases of Outlay: one table of commands over the book.
//!
//! The window, the command line and the tests all ask through [`App::call`]; [`commands`] lists what
//! can be asked. Today, the user, progress and cancel come in as a [`Context`]; files as tokens.

#![expect(
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    reason = "every command has the shape that the table gives it"
)]

mod app;
pub mod book;
mod context;
mod error;
mod files;
mod open;
mod sample;

pub mod commands;

pub mod actual;
pub mod alias;
pub mod allocation;
pub mod bill;
pub mod budget;
pub mod calc;
pub mod category;
pub mod closing;
pub mod comment;
pub mod contract;
pub mod control;
pub mod department;
pub mod depreciation;
pub mod document;
pub mod explain;
pub mod export;
pub mod forecast;
pub mod import;
pub mod journal;
pub mod licence;
pub mod order;
pub mod overview;
pub mod plan;
pub mod prepaid;
pub mod project;
pub mod rate;
pub mod report;
pub mod role;
pub mod rule;
pub mod scenario;
pub mod score;
pub mod search;
pub mod settings;
pub mod showback;
pub mod target;
mod totals;
#[cfg(feature = "typescript")]
pub mod typescript;
pub mod variance;
pub mod vendor;
mod words;
mod year;

pub use ::import::apart;
pub use app::App;
pub use context::{Context, Progress};
pub use domain::document::{is_address, opens};
pub use error::Error;
