//! What is known of the limits of each portal that this process calls.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::bucket::Bucket;
use super::operating::{Operating, Standing};
use super::{OperatingLimit, RateLimit};
use crate::client::Time;

/// The limits of one portal, shared by all its clients.
pub(crate) struct PortalLimits {
    bucket: Bucket,
    /// By caller: the portal counts the time of each application and webhook apart.
    operating: Mutex<HashMap<String, Arc<Operating>>>,
}

/// All portals that have a client, by host.
static PORTALS: Mutex<Option<HashMap<String, Weak<PortalLimits>>>> = Mutex::new(None);

impl PortalLimits {
    /// The limits of the portal at `host`. A limit that is given holds for all of its clients from now on; a portal that
    /// has no client yet and is given none has the usual one.
    pub(crate) fn of(host: &str, limit: Option<RateLimit>, usual: RateLimit) -> Arc<Self> {
        with_portals(|portals| {
            if let Some(known) = portals.get(host).and_then(Weak::upgrade) {
                if let Some(limit) = limit {
                    known.bucket.set_limit(limit);
                }
                return known;
            }
            let bucket = Bucket::new(limit.unwrap_or(usual));
            let limits = Arc::new(Self { bucket, operating: Mutex::default() });
            portals.insert(host.to_owned(), Arc::downgrade(&limits));
            limits
        })
    }

    /// The same portal under another name, unless that has clients of its own already.
    pub(crate) fn also_at(self: &Arc<Self>, host: &str) -> Arc<Self> {
        with_portals(|portals| {
            portals.get(host).and_then(Weak::upgrade).unwrap_or_else(|| {
                portals.insert(host.to_owned(), Arc::downgrade(self));
                Arc::clone(self)
            })
        })
    }

    /// Waits until the portal takes one more call.
    pub(crate) async fn take(&self) {
        self.bucket.take().await;
    }

    /// The portal has refused a call, since there were too many.
    pub(crate) fn note_too_many(&self) {
        self.bucket.fill();
    }

    /// Whether the caller may call the method.
    pub(crate) fn standing(&self, caller: &str, method: &str, limit: &OperatingLimit) -> Standing {
        self.operating(caller).standing(method, limit)
    }

    /// Notes what an answer says of its method's time.
    pub(crate) fn note_time(&self, caller: &str, method: &str, time: &Time) {
        self.operating(caller).note(method, time);
    }

    /// The portal has refused a call, since its method is used up.
    pub(crate) fn note_used_up(
        &self,
        caller: &str,
        method: &str,
        time: Option<&Time>,
        limit: &OperatingLimit,
    ) {
        self.operating(caller).note_refusal(method, time, limit);
    }

    fn operating(&self, caller: &str) -> Arc<Operating> {
        let mut callers = self.operating.lock().unwrap_or_else(PoisonError::into_inner);
        match callers.get(caller) {
            Some(known) => Arc::clone(known),
            None => Arc::clone(callers.entry(caller.to_owned()).or_default()),
        }
    }
}

/// Works on the portals that have a client.
fn with_portals<T>(of: impl FnOnce(&mut HashMap<String, Weak<PortalLimits>>) -> T) -> T {
    let mut portals = PORTALS.lock().unwrap_or_else(PoisonError::into_inner);
    let portals = portals.get_or_insert_default();
    portals.retain(|_, portal| portal.strong_count() > 0);
    of(portals)
}
