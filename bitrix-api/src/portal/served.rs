//! What a request can reach.

use std::sync::{Mutex, MutexGuard};

use super::authorisation::Addresses;
use super::bucket::Bucket;
use super::conditions::Conditions;
use super::journal::{Journal, Listener};
use super::lock::lock;
use super::origin::Origin;
use super::plan::Plan;
use super::simulation::Simulation;

/// A portal, and what stands in front of it.
#[derive(Debug)]
pub(super) struct Served {
    pub(super) simulation: Simulation,
    pub(super) journal: Journal,
    pub(super) plan: Plan,
    pub(super) bucket: Bucket,
    /// `http://127.0.0.1:PORT`, or what others have in its place.
    pub(super) base_url: String,
    moved_to: Mutex<Option<Origin>>,
}

impl Served {
    pub(super) fn new(
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
    pub(super) fn move_to(&self, origin: Option<Origin>) {
        *self.moving() = origin;
    }

    /// Where things are.
    pub(super) fn addresses(&self) -> Addresses {
        let server = self.base_url.clone();
        let portal = self.moved_to().map_or_else(|| server.clone(), |origin| origin.to_string());
        Addresses { server, portal }
    }

    fn moving(&self) -> MutexGuard<'_, Option<Origin>> {
        lock(&self.moved_to)
    }
}
