//! Scripts of calls with expected answers, one module a topic.

mod actual;
mod book;
mod budget;
mod corpus;
mod export;
mod import;
mod journal;
mod overview;
mod settings;
