//! Figures on their way out: charts as drawings, reports as PDF, exports as workbooks and text.
//!
//! A report is a value before it is a file: a chart is a [`drawing::Drawing`], a PDF is pages of the same
//! shapes. What is printed comes in as plain values; nothing here asks a book, a clock or a disk.

pub mod actual;
pub mod bridge;
pub mod budget;
pub mod drawing;
pub mod error;
pub mod explain;
pub mod forecast;
pub mod form;
pub mod month_columns;
pub mod showback;
pub mod texts;
pub mod variance;

mod axis;
mod delimited;
mod font;
mod layout;
mod number;
mod page;
mod pdf;
mod subset;
mod table;
mod workbook;

pub use error::{Error, Progress};
pub use layout::{Paper, Sheet};
