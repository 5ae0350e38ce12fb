//! What a portal was asked, and what came of it.

use super::Portal;
use crate::portal::journal::recorded_call::RecordedCall;

impl Portal {
    /// The calls answered so far, oldest first; those of the control interface are not among them. Requests for tokens
    /// are, as calls of `oauth.token`. The commands of a batch are too, in front of the batch.
    ///
    /// The last thousand calls are kept, as long as their parameters are not more than 16 MiB of JSON together.
    #[must_use]
    pub fn calls(&self) -> Vec<RecordedCall> {
        self.served.journal.calls()
    }

    /// How many calls are no longer among [`calls`](Self::calls), for want of room.
    #[must_use]
    pub fn dropped_calls(&self) -> u64 {
        self.served.journal.dropped()
    }

    /// How many calls of a method have arrived, whatever came of them. Counts go on where [`calls`](Self::calls) has no
    /// room for more.
    #[must_use]
    pub fn received(&self, method: &str) -> u64 {
        self.served.journal.count(&method.to_ascii_lowercase()).received
    }

    /// How often a method has done what it was called for, whether or not the answer arrived. Calls that were refused,
    /// by whichever rule, have not.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use bitrix_api::biconnector::connector::{ConnectorId, Delete};
    /// use bitrix_api::portal::{Fault, Moment, Portal};
    /// use bitrix_api::Client;
    ///
    /// let portal = Portal::start().await?;
    /// portal.seed(&serde_json::json!({ "connectors": [{ "id": 4 }] }))?;
    /// portal.plan(Fault::Drop(Moment::After));
    ///
    /// let client = Client::oauth(&portal.client_endpoint(), portal.token())?;
    /// let lost = client.call(Delete::new(ConnectorId::new(4)?)).await;
    /// assert!(lost.is_err());
    /// assert_eq!(portal.ran("biconnector.connector.delete"), 1);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn ran(&self, method: &str) -> u64 {
        self.served.journal.count(&method.to_ascii_lowercase()).ran
    }

    /// Forgets the calls answered so far, and begins to count anew: calls, [`refreshes`](Self::refreshes), and what the
    /// rate limit refuses. Numbers of calls go on. Seeding does none of that, [`reset`](Self::reset) does more.
    pub fn clear_calls(&self) {
        self.served.clear_calls();
    }
}
