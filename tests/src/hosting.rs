//! A host on a free port.

use std::io;

use bitrix_api::host::axum::{self, Router};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::http;

/// A router that is served until this is dropped.
pub struct Hosting {
    /// `http://127.0.0.1:PORT`
    pub base: String,
    server: JoinHandle<()>,
}

impl Hosting {
    /// Serves a router.
    pub async fn start(router: Router) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let base = format!("http://{}", listener.local_addr()?);
        let server = tokio::spawn(async move {
            // It ends with the process, or when this is dropped.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { base, server })
    }

    /// Calls an endpoint with a form; gives status and answer.
    pub async fn call(&self, endpoint: &str, form: impl Into<Vec<u8>>) -> reqwest::Result<(u16, String)> {
        let answer = http::of_single_calls()?
            .post(format!("{}/{endpoint}", self.base))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(form.into())
            .send()
            .await?;
        Ok((answer.status().as_u16(), answer.text().await?))
    }
}

impl Drop for Hosting {
    fn drop(&mut self) {
        self.server.abort();
    }
}
