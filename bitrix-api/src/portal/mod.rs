//! The simulated portal.
