//! A store that lives as long as the process.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::{StoreLock, Stored, TokenStore, Tokens};

/// Keeps tokens in memory: for tests, and for applications that are installed anew at each start.
///
/// Clones share what they keep.
#[derive(Clone, Default)]
pub struct MemoryStore {
    portals: Arc<Mutex<HashMap<String, Portal>>>,
}

#[derive(Default)]
struct Portal {
    tokens: Option<Tokens>,
    lock: Arc<tokio::sync::Mutex<()>>,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A store that has these tokens.
    #[must_use]
    pub fn with(tokens: Tokens) -> Self {
        let store = Self::default();
        let member_id = tokens.member_id.clone();
        store.portal(&member_id, |portal| portal.tokens = Some(tokens));
        store
    }

    fn portal<T>(&self, member_id: &str, of: impl FnOnce(&mut Portal) -> T) -> T {
        let mut portals = self.portals.lock().unwrap_or_else(PoisonError::into_inner);
        of(portals.entry(member_id.to_owned()).or_default())
    }
}

impl TokenStore for MemoryStore {
    fn load<'s>(&'s self, member_id: &'s str) -> Stored<'s, Option<Tokens>> {
        Box::pin(async move { Ok(self.portal(member_id, |portal| portal.tokens.clone())) })
    }

    fn save<'s>(&'s self, tokens: &'s Tokens) -> Stored<'s, ()> {
        Box::pin(async move {
            self.portal(&tokens.member_id, |portal| portal.tokens = Some(tokens.clone()));
            Ok(())
        })
    }

    fn remove<'s>(&'s self, member_id: &'s str) -> Stored<'s, ()> {
        self.portal(member_id, |portal| portal.tokens = None);
        Box::pin(async { Ok(()) })
    }

    fn lock<'s>(&'s self, member_id: &'s str) -> Stored<'s, StoreLock> {
        let lock = self.portal(member_id, |portal| Arc::clone(&portal.lock));
        Box::pin(async move { Ok(StoreLock::new(lock.lock_owned().await)) })
    }
}

/// Shows nothing of what it keeps.
impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").finish_non_exhaustive()
    }
}
