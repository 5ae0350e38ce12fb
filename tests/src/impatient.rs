//! Clients that do not try again, so that a test sees what one answer comes to.

use std::time::Duration;

use bitrix_api::client::{ClientBuilder, Retry};

/// Makes each call once. Even where only time heals it would wait for so long that it gives up at once.
pub fn builder() -> ClientBuilder {
    let hour = Duration::from_secs(3600);
    bitrix_api::Client::builder()
        .retry(Retry { tries: 1, first_wait: hour, longest_wait: hour })
        .deadline(Duration::from_secs(10))
}
