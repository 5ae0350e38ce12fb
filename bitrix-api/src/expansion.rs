//! Whatever the code of the macros names, under the names that one would use by hand.
//!
//! The generated code reaches all of it through one short alias, `__`: it stands in modules and crates of others, who
//! may have no prelude, or an `Option` and even an `i64` of their own. No glob import could do that.

pub use core::clone::Clone;
pub use core::cmp::PartialEq;
pub use core::convert::{From, Into};
pub use core::default::Default;
pub use core::fmt::Debug;
pub use core::future::Future;
pub use core::marker::{Send, Sync};
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{bool, i64, str, u64, usize};
pub use core::result::Result::{self, Err, Ok};
pub use std::boxed::Box;
pub use std::collections::BTreeMap;
pub use std::string::String;
pub use std::vec::Vec;

pub use bitrix_macros::MethodError;
pub use serde_json::Value;

pub use crate::capabilities::Described;
pub use crate::check::Violations;
pub use crate::codec::{Decode, Digit, Encode, Encoder, Fault, Members, YesNo};
pub use crate::error::{Case, MethodError, Refusal, Undocumented};
pub use crate::fields::{Changes, NewFields};
#[cfg(feature = "host")]
pub use crate::host::{
    Answer, Call, ConnectionSettings, Endpoints, Filter as RowFilter, Given, HostError, Rows, SettingValue,
    fill_in, setting,
};
pub use crate::list;
pub use crate::list::permission::{Free, No, OneByOne, Sorted};
pub use crate::list::{
    AddedFields, Field, Filter, ListRequest, Order, Paging, Scalar, WalkRequest, operator, walk,
};
pub use crate::projection::{IntoField, IntoRequiredField, Is, Projectable, Projected, Projection};
pub use crate::request::context::{Alone, Any, Application};
pub use crate::request::{Empty, HasChange, Kind, NothingToChange, Ready, Request, ResultShape};
pub use crate::{Date, DateTime, Decimal, Entity, Id, Secret};
