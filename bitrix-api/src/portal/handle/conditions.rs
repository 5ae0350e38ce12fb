//! Under which conditions a portal is called.

use std::time::Duration;

use super::start_error::StartError;
use crate::limits::RateLimit;
use crate::portal::faults::planned_fault::PlannedFault;
use crate::portal::limits::operating_rules::OperatingRules;
use crate::portal::network::origin::Origin;
use crate::portal::simulation::Simulation;

/// What makes calling a portal harder than it could be. Unless told otherwise, nothing does.
#[derive(Debug, Clone, Default)]
pub(in crate::portal) struct Conditions {
    pub(in crate::portal) faults: Vec<PlannedFault>,
    pub(in crate::portal) moved_to: Option<Origin>,
    pub(in crate::portal) rate_limit: Option<RateLimit>,
    pub(in crate::portal) operating: OperatingRules,
    /// How long access tokens are valid; none for as long as nobody ends it.
    pub(in crate::portal) token_lifetime: Option<Duration>,
    /// Whether the first access tokens are too old from the start.
    pub(in crate::portal) expired_tokens: bool,
}

impl Conditions {
    /// Says of which method they speak that the portal does not have: nobody would ever notice.
    pub(super) fn check(&self, portal: &Simulation) -> Result<(), StartError> {
        for method in self.faults.iter().filter_map(PlannedFault::method) {
            portal.check_name(method).map_err(StartError::Fault)?;
        }
        for method in self.operating.costs.keys() {
            portal.check_name(method).map_err(StartError::Cost)?;
        }
        Ok(())
    }
}
