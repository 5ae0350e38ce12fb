//! A fault, and the calls that are to meet it.

use super::fault::Fault;

/// A fault that waits for its calls.
///
/// Each call meets one fault at most: of those that wait for it, the one that was planned first.
///
/// ```
/// use bitrix_api::portal::{Fault, Moment, PlannedFault};
///
/// let planned = Fault::Drop(Moment::After).of_method("biconnector.connector.update").times(2);
/// let text = "drop,after,method=biconnector.connector.update,times=2";
/// assert_eq!(planned.to_string(), text);
/// assert_eq!(text.parse::<PlannedFault>()?, planned);
/// # Ok::<(), bitrix_api::portal::FaultSyntaxError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFault {
    pub(super) fault: Fault,
    pub(super) target: Target,
    pub(super) times: u32,
}

/// What a fault waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A call of whichever method.
    AnyCall,
    /// A call of this method, in lower case.
    Method(String),
    /// A request to the authorisation server.
    Authorisation,
}

impl PlannedFault {
    /// How many calls are to meet it: one, unless told otherwise.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// Only calls of this method are to meet it.
    #[must_use]
    pub fn of_method(mut self, method: &str) -> Self {
        self.target = Target::Method(method.to_ascii_lowercase());
        self
    }

    /// Only requests to the authorisation server are to meet it.
    #[must_use]
    pub fn of_authorisation(mut self) -> Self {
        self.target = Target::Authorisation;
        self
    }
}

impl PlannedFault {
    /// The one method whose calls are to meet it, in lower case.
    pub(in crate::portal) fn method(&self) -> Option<&str> {
        match &self.target {
            Target::Method(method) => Some(method),
            Target::AnyCall | Target::Authorisation => None,
        }
    }
}

impl From<Fault> for PlannedFault {
    fn from(fault: Fault) -> Self {
        Self { fault, target: Target::AnyCall, times: 1 }
    }
}

impl Target {
    /// Whether a request is one of those waited for.
    pub(super) fn includes(&self, asked: Asked<'_>) -> bool {
        match (self, asked) {
            (Self::AnyCall, Asked::Call(_)) | (Self::Authorisation, Asked::Authorisation) => true,
            (Self::Method(method), Asked::Call(called)) => method == called,
            _ => false,
        }
    }
}

/// What is asked of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::portal) enum Asked<'a> {
    /// A call of this method, in lower case.
    Call(&'a str),
    /// New tokens, of the authorisation server.
    Authorisation,
}
