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
    /// The conditions that it started under.
    first: Conditions,
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
            plan: Plan::new(conditions.faults.clone()),
            bucket: Bucket::new(conditions.rate_limit),
            base_url,
            moved_to: Mutex::new(conditions.moved_to.clone()),
            first: conditions,
        }
    }

    /// Puts back all that the portal started with, and forgets what has happened since.
    pub(in crate::portal) fn reset(&self) {
        let first = self.first.clone();
        self.simulation.reset_state();
        self.simulation.operating.reset(first.operating);
        self.simulation.authorisation.reset();
        if first.expired_tokens {
            self.simulation.authorisation.expire_tokens();
        }
        self.plan.replace(first.faults);
        self.bucket.limit(first.rate_limit);
        self.move_to(first.moved_to);
        self.clear_calls();
        self.journal.reset();
    }

    /// Forgets the calls, and begins to count anew: calls, refreshes and what the rate limit refuses.
    pub(in crate::portal) fn clear_calls(&self) {
        self.journal.clear();
        self.simulation.authorisation.forget_refreshes();
        self.bucket.forget_refused();
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
