//! Rows as they come out of a stream, and how the stream's end shows.

use std::pin::Pin;
use std::task::{Context, Poll};

use bitrix_api::biconnector::connector::{self, DataQuery, ExternalColumn, ExternalTable};
use bitrix_api::host::{Cell, HostError, Rows};
use bitrix_tests::hosting::Hosting;
use futures_core::Stream;

use crate::setting::serve;

/// A few rows one by one; then how the table's name says that it ends.
struct Few {
    left: u32,
    end: Option<End>,
}

#[derive(Clone, Copy)]
enum End {
    Finished,
    Failed,
    Panicked,
}

impl Stream for Few {
    type Item = Result<[Cell<'static>; 1], HostError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.left > 0 {
            self.left -= 1;
            return Poll::Ready(Some(Ok([Cell::from("a text of some length")])));
        }
        // As the streams of `unfold` and of async blocks do.
        match self.end.take().expect("nobody polls a stream behind its end") {
            End::Finished => Poll::Ready(None),
            End::Failed => Poll::Ready(Some(Err(HostError::failed("the wire is cut")))),
            End::Panicked => panic!("the source is broken"),
        }
    }
}

struct Source;

impl connector::Host for Source {
    type Connection = ();

    async fn check(&self, (): &()) -> Result<(), HostError> {
        Ok(())
    }

    async fn tables(&self, (): &(), _: String) -> Result<Vec<ExternalTable>, HostError> {
        Ok(Vec::new())
    }

    async fn describe(&self, (): &(), _: String) -> Result<Vec<ExternalColumn>, HostError> {
        Err(HostError::UnknownTable)
    }

    async fn data(&self, (): &(), query: DataQuery) -> Result<Rows, HostError> {
        let end = match query.table.as_str() {
            "failed" => End::Failed,
            "panicked" => End::Panicked,
            _ => End::Finished,
        };
        let left = query.limit.and_then(|limit| limit.try_into().ok()).unwrap_or_default();
        Ok(Rows::new(["text"], Few { left, end: Some(end) }))
    }
}

async fn rows(host: &Hosting, table: &str, count: u32) -> reqwest::Result<(u16, String)> {
    host.call("urlData", format!("table={table}&limit={count}")).await
}

#[tokio::test]
async fn a_stream_is_left_alone_behind_its_end() {
    let host = serve(Source).await;
    for count in [0, 1, 10_000] {
        let (status, text) = rows(&host, "finished", count).await.expect("the answer is whole");
        let rows: Vec<Vec<String>> = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!((status, rows.len()), (200, count as usize + 1));
    }
}

#[tokio::test]
async fn a_stream_that_fails_is_http_500_or_breaks_off() {
    let host = serve(Source).await;
    for count in [0, 1] {
        assert_eq!(rows(&host, "failed", count).await.expect("it answers").0, 500);
    }
    for end in ["failed", "panicked"] {
        let broken = rows(&host, end, 10_000).await.expect_err("the answer has no end");
        assert!(!broken.is_timeout() && broken.status().is_none(), "{broken:?}");
    }
}
