//! What is known of the limits of each portal that this process calls.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::time::Instant;

use super::RateLimit;
use super::bucket::Bucket;
use super::operating::Operating;

/// The limits of one portal, shared by all its clients.
pub(crate) struct PortalLimits {
    bucket: Bucket,
    /// What each caller that has a client has used up, by fingerprint.
    callers: Mutex<HashMap<u64, Weak<Operating>>>,
}

/// Whose time a portal adds up: each application's and each webhook's apart.
#[derive(Hash)]
pub(crate) enum Caller<'c> {
    /// An application, by its `client_id`.
    Application(&'c str),
    /// An application of which only an access token is known.
    Token(&'c str),
    /// A webhook, by its secret.
    Webhook(&'c str),
}

impl Caller<'_> {
    /// Tells callers apart without keeping their secrets.
    fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
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
            let limits = Arc::new(Self { bucket, callers: Mutex::default() });
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

    /// Whether the portal takes one more call now, and nobody has been waiting for that. It is counted then.
    pub(crate) fn take_now(&self) -> bool {
        self.bucket.take_now()
    }

    /// Waits until the portal takes one more call; says when that will be, as far as it is known, where it is after the
    /// deadline.
    pub(crate) async fn take(&self, deadline: Instant) -> Result<(), Instant> {
        self.bucket.take(deadline).await
    }

    /// The portal has refused a call, since there were too many.
    pub(crate) fn note_too_many(&self) {
        self.bucket.fill();
    }

    /// What a caller has used up of the portal's time, shared by all clients that call as it.
    pub(crate) fn operating(&self, caller: Caller<'_>) -> Arc<Operating> {
        let mut callers = self.callers.lock().unwrap_or_else(PoisonError::into_inner);
        callers.retain(|_, operating| operating.strong_count() > 0);
        let known = callers.entry(caller.fingerprint()).or_default();
        known.upgrade().unwrap_or_else(|| {
            let operating = Arc::default();
            *known = Arc::downgrade(&operating);
            operating
        })
    }
}

/// Works on the portals that have a client.
fn with_portals<T>(of: impl FnOnce(&mut HashMap<String, Weak<PortalLimits>>) -> T) -> T {
    let mut portals = PORTALS.lock().unwrap_or_else(PoisonError::into_inner);
    let portals = portals.get_or_insert_default();
    portals.retain(|_, portal| portal.strong_count() > 0);
    of(portals)
}
