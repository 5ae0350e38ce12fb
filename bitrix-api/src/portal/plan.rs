//! The faults that wait for their calls.

use std::sync::{Mutex, MutexGuard};

use super::fault::Fault;
use super::lock::lock;
use super::planned_fault::{Asked, PlannedFault};

/// A queue of faults.
#[derive(Debug, Default)]
pub(super) struct Plan(Mutex<Vec<PlannedFault>>);

impl Plan {
    pub(super) fn new(faults: Vec<PlannedFault>) -> Self {
        Self(Mutex::new(faults))
    }

    /// Puts faults behind those that wait already.
    pub(super) fn add(&self, faults: impl IntoIterator<Item = PlannedFault>) {
        self.waiting().extend(faults);
    }

    /// Puts faults in the place of those that wait.
    pub(super) fn replace(&self, faults: Vec<PlannedFault>) {
        *self.waiting() = faults;
    }

    /// The faults that wait, the next one first.
    pub(super) fn planned(&self) -> Vec<PlannedFault> {
        let waiting = self.waiting();
        waiting.iter().filter(|planned| planned.times > 0).cloned().collect()
    }

    /// The fault that a request meets, which is one fewer from now on.
    pub(super) fn take(&self, asked: Asked<'_>) -> Option<Fault> {
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
    use crate::portal::fault::Fault;
    use crate::portal::planned_fault::Asked;

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
