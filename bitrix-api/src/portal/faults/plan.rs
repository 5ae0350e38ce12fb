//! The faults that wait for their calls.

use std::sync::{Mutex, MutexGuard};

use super::fault::Fault;
use super::planned_fault::{Asked, PlannedFault};
use crate::portal::lock::lock;

/// A queue of faults.
#[derive(Debug, Default)]
pub(in crate::portal) struct Plan(Mutex<Vec<PlannedFault>>);

impl Plan {
    pub(in crate::portal) fn new(faults: Vec<PlannedFault>) -> Self {
        Self(Mutex::new(faults))
    }

    /// Puts faults behind those that wait already.
    pub(in crate::portal) fn add(&self, faults: impl IntoIterator<Item = PlannedFault>) {
        self.waiting().extend(faults);
    }

    /// Puts faults in the place of those that wait.
    pub(in crate::portal) fn replace(&self, faults: Vec<PlannedFault>) {
        *self.waiting() = faults;
    }

    /// The faults that wait, the next one first.
    pub(in crate::portal) fn planned(&self) -> Vec<PlannedFault> {
        let waiting = self.waiting();
        waiting.iter().filter(|planned| planned.times > 0).cloned().collect()
    }

    /// The fault that a request meets, which is one fewer from now on.
    pub(in crate::portal) fn take(&self, asked: Asked<'_>) -> Option<Fault> {
        let mut waiting = self.waiting();
        waiting.retain(|planned| planned.times > 0);
        let planned = waiting.iter_mut().find(|planned| planned.target.includes(asked))?;
        planned.times -= 1;
        Some(planned.fault.clone())
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<PlannedFault>> {
        lock(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Plan;
    use crate::portal::faults::fault::Fault;
    use crate::portal::faults::planned_fault::Asked;

    #[test]
    fn each_request_meets_the_first_fault_that_waits_for_it() {
        let plan = Plan::default();
        plan.add([
            Fault::Garbage.of_method("A.B"),
            Fault::Empty.of_authorisation(),
            Fault::Truncated.times(2),
            Fault::Huge(9).times(0),
            Fault::NotUtf8.into(),
        ]);
        let met = [
            (Asked::Call("c.d"), Some(Fault::Truncated)),
            (Asked::Call("a.b"), Some(Fault::Garbage)),
            (Asked::Call("a.b"), Some(Fault::Truncated)),
            (Asked::Call("a.b"), Some(Fault::NotUtf8)),
            (Asked::Call("a.b"), None),
            (Asked::Authorisation, Some(Fault::Empty)),
            (Asked::Authorisation, None),
        ];
        for (asked, fault) in met {
            assert_eq!(plan.take(asked), fault, "{asked:?}");
        }
        assert_eq!(plan.planned(), []);
    }
}
