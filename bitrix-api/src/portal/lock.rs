//! Locks that outlive a panic.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Waits for a lock. One whose holder panicked is as good as any: nothing is left half done under the portal's locks.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
