//! A method family with everything looked up and derived: what the macros expand and the portal enforces.

mod endpoint;
mod error;
mod family;
mod method;
mod operator;
mod record;
mod rule;
mod ty;

pub use endpoint::{Asked, Endpoint, EndpointAnswer, EndpointParam};
pub use error::{Code, ErrorCase, ErrorPlace};
pub use family::{Enumeration, Family};
pub use method::{Context, Example, List, Method, MethodKind, Nested, Paging, Param, ParamType, ResultShape};
pub use operator::Operator;
pub use record::{DefaultValue, Field, Record, Required, Update};
pub use rule::{FieldRule, ListPart, ListRule, ParamRule, Rule};
pub use ty::{EntityName, Flag, Type};
