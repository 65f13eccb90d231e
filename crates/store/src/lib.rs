//! The book: one SQLite file with everything in it, and the journal of every change.
//!
//! [`Book`] opens the file; its [`Book::read`] and [`Book::change`] hand a [`Tx`] to the functions of
//! the topic modules. All SQL of the product is in this crate, and SQLite does not show outside it.

mod backup;
mod book;
mod check;
mod digest;
mod error;
mod functions;
mod indexes;
mod journal;
mod lock;
mod loose;
mod migrations;
mod place;
mod table;
mod tx;

pub mod actual;
pub mod alias;
pub mod allocation;
pub mod batch;
pub mod bill;
pub mod budget;
pub mod category;
pub mod closing;
pub mod comment;
pub mod contract;
pub mod department;
pub mod depreciation;
pub mod document;
pub mod forecast;
pub mod licence;
pub mod mapping;
pub mod order;
pub mod plan;
pub mod prepaid;
pub mod project;
pub mod rate;
pub mod role;
pub mod rule;
pub mod scenario;
pub mod score;
pub mod settings;
pub mod target;
pub mod vendor;

pub use book::{Book, First, Who};
pub use check::check;
pub use error::Error;
pub use journal::history::{self, RowChange};
pub use journal::{Entry, Meta, Stacks, undo};
pub use table::Appender;
pub use tx::{Tx, append_to};
