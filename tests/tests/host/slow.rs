//! Sources that take their time, and portals that do not wait.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bitrix_api::biconnector::connector::{self, DataQuery, ExternalColumn, ExternalTable};
use bitrix_api::host::{Batch, Cell, HostError, Rows};
use bitrix_tests::hosting::Hosting;
use bitrix_tests::http::client;
use bitrix_tests::waiting::bounded;
use futures_core::Stream;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Notify;

/// Never ends, and tells when it is given up.
#[derive(Clone, Default)]
struct Slow {
    begun: Arc<Notify>,
    given_up: Arc<Notify>,
}

struct GivenUp(Arc<Notify>);

impl Drop for GivenUp {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

/// What never ends.
struct Endless {
    of: Of,
    _given_up: GivenUp,
}

#[derive(Clone, Copy)]
enum Of {
    Rows,
    BatchesWithoutRows,
    Silence,
}

impl Stream for Endless {
    type Item = Result<Batch, HostError>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let rows = match self.of {
            Of::Rows => 0..1000,
            Of::BatchesWithoutRows => 0..0,
            Of::Silence => return Poll::Pending,
        };
        let mut batch = Batch::new();
        rows.for_each(|at| batch.row([Cell::from(at), Cell::from("a text of some length")]));
        Poll::Ready(Some(Ok(batch)))
    }
}

impl connector::Host for Slow {
    type Connection = ();

    async fn check(&self, (): &()) -> Result<(), HostError> {
        let _given_up = GivenUp(Arc::clone(&self.given_up));
        self.begun.notify_one();
        std::future::pending().await
    }

    async fn tables(&self, (): &(), _: String) -> Result<Vec<ExternalTable>, HostError> {
        Ok(Vec::new())
    }

    async fn describe(&self, (): &(), _: String) -> Result<Vec<ExternalColumn>, HostError> {
        Err(HostError::UnknownTable)
    }

    async fn data(&self, (): &(), query: DataQuery) -> Result<Rows, HostError> {
        let given_up = GivenUp(Arc::clone(&self.given_up));
        let of = match query.table.as_str() {
            "silent" => Of::Silence,
            "empty" => Of::BatchesWithoutRows,
            _ => Of::Rows,
        };
        Ok(Rows::batched(["id", "text"], Endless { of, _given_up: given_up }))
    }
}

async fn serve(slow: &Slow, timeout: Duration) -> Hosting {
    let router = connector::endpoints(slow.clone()).timeout(timeout).into_router();
    Hosting::start(router).await.expect("a port is free")
}

#[tokio::test]
async fn a_slow_source_is_a_timeout_and_is_given_up() {
    let slow = Slow::default();
    let host = serve(&slow, Duration::from_millis(50)).await;
    for (endpoint, form) in [("urlCheck", ""), ("urlData", "table=silent"), ("urlData", "table=empty")] {
        let (status, text) = host.call(endpoint, form).await.expect("it answers");
        let expected = r#"{"error":"TIMEOUT","error_description":"the source takes too long"}"#;
        assert_eq!((status, text.as_str()), (504, expected));
        bounded(slow.given_up.notified()).await;
    }
}

#[tokio::test]
async fn rows_that_do_not_end_in_time_break_off() {
    let slow = Slow::default();
    let host = serve(&slow, Duration::from_millis(300)).await;
    let broken = host.call("urlData", "table=endless").await.expect_err("the answer has no end");
    assert!(!broken.is_timeout() && broken.status().is_none(), "{broken:?}");
    bounded(slow.given_up.notified()).await;
}

#[tokio::test]
async fn a_portal_that_stops_reading_keeps_no_rows_past_the_time() {
    let slow = Slow::default();
    let host = serve(&slow, Duration::from_millis(300)).await;
    let address = host.base.trim_start_matches("http://");
    let mut portal = TcpStream::connect(address).await.expect("the host listens");
    let call = "POST /urlData HTTP/1.1\r\nHost: localhost\r\nContent-Length: 13\r\n\r\ntable=endless";
    portal.write_all(call.as_bytes()).await.expect("the host reads");
    let given_up = tokio::time::timeout(Duration::from_secs(10), slow.given_up.notified());
    given_up.await.expect("the rows are given up though nobody reads");
    // What has been sent does not pass for all of it.
    let mut answer = Vec::new();
    let end = portal.read_to_end(&mut answer).await;
    assert!(end.is_err() || !answer.ends_with(b"0\r\n\r\n"), "the answer has an end");
}

#[tokio::test]
async fn a_call_may_take_as_long_as_it_likes() {
    let slow = Slow::default();
    let host = serve(&slow, Duration::MAX).await;
    let (status, _) = host.call("urlTableList", "searchString=").await.expect("it answers");
    assert_eq!(status, 200);
}

#[tokio::test]
async fn whoever_hangs_up_ends_the_call() {
    let slow = Slow::default();
    let host = serve(&slow, Duration::from_secs(3600)).await;
    let check = client().expect("no TLS is needed").post(format!("{}/urlCheck", host.base)).send();
    tokio::select! {
        _ = check => unreachable!("it never answers"),
        () = bounded(slow.begun.notified()) => {}
    }
    bounded(slow.given_up.notified()).await;
}

#[tokio::test]
async fn whoever_hangs_up_ends_rows_that_are_always_there() {
    let slow = Slow::default();
    let host = serve(&slow, Duration::from_secs(3600)).await;
    let client = client().expect("no TLS is needed");
    // More than once: whether the rows or the hanging up is seen first is chance.
    for _ in 0..16 {
        let rows = client.post(format!("{}/urlData", host.base));
        let rows = rows.header("Content-Type", "application/x-www-form-urlencoded").body("table=endless");
        let mut answer = rows.send().await.expect("it begins to answer");
        let first = answer.chunk().await.expect("it goes on");
        assert!(first.is_some_and(|chunk| chunk.starts_with(b"[[\"id\"")));
        drop(answer);
        bounded(slow.given_up.notified()).await;
    }
}
