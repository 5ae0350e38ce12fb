//! How often tokens were refreshed.

/// How often the authorisation server was asked to refresh tokens. What never reached it, for a fault, does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Refreshes {
    /// How often it gave a new pair out, whether or not the pair arrived.
    pub succeeded: u64,
    /// How often it refused to.
    pub refused: u64,
}

impl Refreshes {
    /// Counts one more.
    pub(super) fn count(&mut self, has_succeeded: bool) {
        if has_succeeded {
            self.succeeded += 1;
        } else {
            self.refused += 1;
        }
    }
}
