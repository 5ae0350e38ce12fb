//! What can befall a call.

use std::time::Duration;

use super::moment::Moment;
use super::planned_fault::PlannedFault;
use crate::portal::methods::system_code::SystemCode;
use crate::portal::network::origin::Origin;

/// What befalls a call on its way into a portal, or its answer on the way out.
///
/// [`Portal::plan`](crate::portal::Portal::plan) has the next call meet it. Displayed it is what the program's
/// `--fault` and `/__portal/faults` understand.
///
/// ```
/// use bitrix_api::portal::{Fault, Moment};
///
/// assert_eq!(Fault::Drop(Moment::After).to_string(), "drop,after");
/// assert_eq!(Fault::Page(502, Moment::Before).times(3).to_string(), "page=502,times=3");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The connection is closed without a byte of an answer.
    Drop(Moment),
    /// Nothing happens for so long; texts may say an hour at most. A caller who hangs up meanwhile does not keep the call
    /// from running.
    Delay(Duration, Moment),
    /// A proxy answers with this HTTP status and a page in HTML: 502, 503 or 504 as a rule, but 200 has been seen.
    Page(u16, Moment),
    /// An error of the system takes the place of the answer.
    Error(SystemCode, Moment),
    /// The call does not run. The answer is this HTTP status, such as 302, and its `Location` is the call's own path and
    /// query behind another origin.
    Redirect(u16, Origin),
    /// The call runs, and its answer breaks off in the middle. An answer without a body is dropped.
    Truncated,
    /// The call runs, and what it is answered with is no JSON, though its HTTP status is 200.
    Garbage,
    /// The call runs, and is answered with HTTP status 200 and nothing.
    Empty,
    /// The call runs, and is answered with JSON that is not UTF-8 but Windows-1251.
    NotUtf8,
    /// The call runs, and blanks behind its answer make that so many bytes long, unless it is longer by itself.
    Huge(u64),
}

impl Fault {
    /// The fault for as many calls.
    #[must_use]
    pub fn times(self, times: u32) -> PlannedFault {
        PlannedFault::from(self).times(times)
    }

    /// The fault for the next call of this method.
    #[must_use]
    pub fn of_method(self, method: &str) -> PlannedFault {
        PlannedFault::from(self).of_method(method)
    }

    /// The fault for the next request that the authorisation server gets.
    #[must_use]
    pub fn of_authorisation(self) -> PlannedFault {
        PlannedFault::from(self).of_authorisation()
    }
}
