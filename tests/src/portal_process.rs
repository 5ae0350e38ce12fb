//! A simulated portal in a process of its own.

use bitrix_api::portal::{Portal, PortalBuilder};

use crate::outcome::Outcome;
use crate::server_process::ServerProcess;

/// A portal that runs until this is dropped.
pub struct PortalProcess {
    /// The address at which applications call it.
    pub endpoint: String,
    /// Their token.
    pub token: String,
    _process: ServerProcess,
}

impl PortalProcess {
    /// Is the portal, until whoever started it has ended.
    pub fn serve(set_up: impl FnOnce(PortalBuilder) -> PortalBuilder) -> Outcome {
        ServerProcess::serve::<()>(async {
            let portal = set_up(Portal::builder()).start().await?;
            println!("{} {}", portal.client_endpoint(), portal.token());
            std::future::pending().await
        })
    }

    /// Starts this program again with its arguments, as the portal.
    pub fn start() -> Outcome<Self> {
        let process = ServerProcess::start()?;
        let (endpoint, token) = process.line.split_once(' ').ok_or("the portal has not started")?;
        Ok(Self { endpoint: endpoint.to_owned(), token: token.to_owned(), _process: process })
    }
}
