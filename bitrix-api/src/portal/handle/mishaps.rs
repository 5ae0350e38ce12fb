//! What befalls a portal's calls.

use super::Portal;
use crate::portal::faults::planned_fault::PlannedFault;
use crate::portal::network::origin::Origin;

impl Portal {
    /// Has calls meet a fault, behind those that were planned before: the next call, unless the fault says otherwise.
    ///
    /// A planned fault strikes whatever the call would have come to; only one that the rate limit refuses, or that comes
    /// to a portal that has moved, does not meet it.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use bitrix_api::portal::{Fault, Moment, Portal, SystemCode};
    ///
    /// let portal = Portal::start().await?;
    /// portal.plan(Fault::Drop(Moment::After));
    /// portal.plan(Fault::Error(SystemCode::OverloadLimit, Moment::Before).times(2));
    /// portal.plan(Fault::Garbage.of_method("biconnector.connector.get"));
    /// portal.plan(Fault::Page(502, Moment::Before).of_authorisation());
    /// assert_eq!(portal.planned().len(), 4);
    /// # Ok(())
    /// # }
    /// ```
    pub fn plan(&self, fault: impl Into<PlannedFault>) {
        self.served.plan.add([fault.into()]);
    }

    /// The faults that still wait for calls, in the order in which they were planned.
    #[must_use]
    pub fn planned(&self) -> Vec<PlannedFault> {
        self.served.plan.planned()
    }

    /// Forgets the faults that still wait.
    pub fn clear_plan(&self) {
        self.served.plan.replace(Vec::new());
    }

    /// Moves the portal: from now on every call is answered with HTTP 302, and a `Location` that is the same path and
    /// query at another address, mostly `&other` for another portal. New tokens come with a `client_endpoint` there.
    ///
    /// Nothing else moves. The other portal knows what it is seeded with and, like every portal, the first tokens; the
    /// authorisation server stays where it is.
    pub fn moved_to(&self, address: impl Into<Origin>) {
        self.served.move_to(Some(address.into()));
    }

    /// Undoes [`moved_to`](Self::moved_to).
    pub fn moved_back(&self) {
        self.served.move_to(None);
    }
}
