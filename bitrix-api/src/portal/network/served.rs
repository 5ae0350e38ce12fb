//! What a request can reach.

use std::sync::{Mutex, MutexGuard};

use super::origin::Origin;
use crate::portal::authorisation::Addresses;
use crate::portal::faults::plan::Plan;
use crate::portal::handle::conditions::Conditions;
use crate::portal::journal::{Journal, Listener};
use crate::portal::limits::bucket::Bucket;
use crate::portal::lock::lock;
use crate::portal::simulation::Simulation;

/// A portal, and what stands in front of it.
#[derive(Debug)]
pub(in crate::portal) struct Served {
    pub(in crate::portal) simulation: Simulation,
    pub(in crate::portal) journal: Journal,
    pub(in crate::portal) plan: Plan,
    pub(in crate::portal) bucket: Bucket,
    /// `http://127.0.0.1:PORT`, or what others have in its place.
    pub(in crate::portal) base_url: String,
    moved_to: Mutex<Option<Origin>>,
}

impl Served {
    pub(in crate::portal) fn new(
        simulation: Simulation,
        listener: Option<Listener>,
        conditions: Conditions,
        base_url: String,
    ) -> Self {
        Self {
            simulation,
            journal: Journal::new(listener),
            plan: Plan::new(conditions.faults),
            bucket: Bucket::new(conditions.rate_limit),
            base_url,
            moved_to: Mutex::new(conditions.moved_to),
        }
    }

    /// Where the portal has moved to, if it has.
    pub(super) fn moved_to(&self) -> Option<Origin> {
        self.moving().clone()
    }

    /// Moves the portal to another address, or back.
    pub(in crate::portal) fn move_to(&self, origin: Option<Origin>) {
        *self.moving() = origin;
    }

    /// Where things are.
    pub(in crate::portal) fn addresses(&self) -> Addresses {
        let server = self.base_url.clone();
        let portal = self.moved_to().map_or_else(|| server.clone(), |origin| origin.to_string());
        Addresses { server, portal }
    }

    fn moving(&self) -> MutexGuard<'_, Option<Origin>> {
        lock(&self.moved_to)
    }
}
