//! What can go wrong with a call, told apart by what a caller can do about it.

mod any;
mod auth;
mod batch;
mod call;
mod decode;
mod limited;
mod refusal;
mod system;
mod transport;

pub use any::Error;
pub use auth::AuthFailure;
pub use batch::{BatchFailed, Because, NotReached};
pub(crate) use call::Failure;
pub use call::{CallError, Execution, Invalid, OutcomeUnknown};
pub use decode::DecodeError;
pub(crate) use decode::Problem as DecodeProblem;
pub use limited::{Limited, Waiting};
pub use refusal::{Case, ErrorCode, MethodError, Refusal, Undocumented};
pub(crate) use refusal::{RefusalParts, WireError};
pub use system::{SystemError, SystemErrorKind};
pub(crate) use transport::Problem as TransportProblem;
pub use transport::TransportError;
