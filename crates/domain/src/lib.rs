//! Values and arithmetic of IT budgets, actuals, contracts and vendors.
//!
//! Nothing here reads a file, a clock or a locale, and no float holds money.
//! Every rule is described in the documentation of the module that holds it.

/// Tells the TypeScript generator that these types cross as text.
#[cfg(feature = "typescript")]
macro_rules! typescript_text {
    ($($name:ident),*) => {$(
        impl ts_rs::TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &ts_rs::Config) -> String { stringify!($name).to_owned() }
            fn inline(_: &ts_rs::Config) -> String { "string".to_owned() }
            fn decl(_: &ts_rs::Config) -> String { format!("type {} = string;", stringify!($name)) }
            fn decl_concrete(config: &ts_rs::Config) -> String { Self::decl(config) }
        }
    )*};
}
#[cfg(feature = "typescript")]
use typescript_text;

pub mod actual;
pub mod alias;
pub mod allocation;
pub mod bill;
pub mod budget;
pub mod calendar;
pub mod category;
pub mod closing;
pub mod comment;
pub mod commitment;
pub mod contract;
pub mod control;
pub mod department;
pub mod depreciation;
pub mod document;
pub mod error;
pub mod explain;
pub mod finance;
pub mod forecast;
pub mod form;
pub mod licence;
pub mod money;
pub mod order;
pub mod overview;
pub mod plan;
pub mod prepaid;
pub mod problem;
pub mod project;
pub mod proposal;
pub mod rate;
pub mod role;
pub mod rule;
pub mod scenario;
pub mod score;
pub mod scorecard;
pub mod settings;
pub mod showback;
pub mod spread;
pub mod target;
pub mod tco;
pub mod time_value;
pub mod topic;
pub mod variance;
pub mod vendor;

pub use calendar::Month;
pub use error::Error;
pub use money::{Amount, Currency, Sum};
pub use problem::Problem;
pub use settings::Settings;
pub use topic::Topic;

/// The number by which the book knows a record.
pub type Id = i32;
