//! Waiting for what must come, and not for ever.

use std::time::Duration;

use tokio::time::{sleep, timeout};

/// Longer than anything that a test waits for may take, on the slowest machine.
const MOST: Duration = Duration::from_secs(180);

/// Waits until something has happened, and fails if it never does.
pub async fn until(mut happened: impl FnMut() -> bool) {
    let waiting = async {
        while !happened() {
            sleep(Duration::from_millis(1)).await;
        }
    };
    bounded(waiting).await;
}

/// Ends a test that hangs.
pub async fn bounded<T>(work: impl Future<Output = T>) -> T {
    timeout(MOST, work).await.expect("it ends")
}
