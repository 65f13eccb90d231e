//! Bytes of a spreadsheet or text file to typed drafts and problems.
//!
//! [`Source::read`] says what the bytes are and refuses, in one sentence, what is no table. [`inspect`] says what
//! was found in them and why; [`actuals::read`] and [`budget::read`] hand out typed drafts one after the other.
//! Everything found can be overruled by [`Options`]. Columns are judged as a whole: 13/04 in row 900 decides 03/04
//! in row 1.
//!
//! Rows and columns count from 1, as in a spreadsheet. Nothing here writes, and no float holds money: the one float
//! of a workbook becomes a decimal where its cell is read.

pub mod actuals;
pub mod apart;
pub mod budget;
mod container;
mod date;
mod decimal;
mod delimited;
mod encoding;
mod field;
mod fields;
pub mod form;
mod frame;
mod inspection;
mod kind;
mod label;
mod layout;
mod mapping;
mod month;
pub mod near;
mod number;
mod options;
mod question;
mod reader;
pub mod records;
mod remark;
mod score;
mod sheet;
mod sign;
mod sniff;
mod source;
mod span;
mod summary;
mod synonyms;
mod table;
mod tape;
mod totals;
mod view;
mod words;
mod workbook;

pub use apart::Apart;
pub use date::DateOrder;
pub use decimal::DecimalSign;
pub use field::Field;
pub use fields::{CellType, FieldInfo, cell_type, field_named, fields};
pub use form::FormEntry;
pub use inspection::{
    Column, ColumnType, Found, Inspection, OtherTable, SampleRow, SheetEntry, TableEntry, fingerprint,
    inspect,
};
pub use mapping::currency_in_name;
pub use month::MonthRef;
pub use options::{Edit, FarEnd, Kind, Options, Parts, RateIs, Refusal, Scale};
pub use question::{Answer, Given, Question};
pub use sheet::{CellKind, Merged, RowView};
pub use sign::may_be as sign_may_be;
pub use source::Source;
pub use span::{Span, To};
pub use summary::{CellProblem, Row, Summary};
