//! Rows as the body of an answer.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::Body;
use bytes::Bytes;
use futures_core::Stream;
use tokio::sync::mpsc;
use tokio::task::coop::consume_budget;
use tokio::time::{Instant, timeout_at};

use super::refusal::Refusal;
use super::rows::{Batches, Rows};

/// How much is looked at before anything is sent: what is wrong in it is HTTP 500.
const AHEAD: usize = 64 * 1024;
/// How many batches the source may be ahead of the network.
const PUMPED: usize = 2;

/// The body of an answer with these rows. It ends with the call's time.
pub(super) async fn body(endpoint: &'static str, rows: Rows, deadline: Instant) -> Result<Body, Refusal> {
    let Rows { codes, batches } = rows;
    let mut rows = Checked { batches, width: codes.len(), sent: 0 };
    let mut json = b"[".to_vec();
    json.extend(crate::codec::to_json(&codes));
    while json.len() < AHEAD {
        match rows.next().await? {
            Some(batch) => json.extend(batch),
            None => {
                json.push(b']');
                return Ok(Body::from(json));
            }
        }
    }
    let (sender, chunks) = mpsc::channel(PUMPED);
    tokio::spawn(pump(endpoint, rows, deadline, sender));
    Ok(Body::from_stream(Rest { ahead: Some(json.into()), chunks: Some(chunks) }))
}

/// Batches of rows with a cell for each column.
struct Checked {
    batches: Batches,
    width: usize,
    sent: u64,
}

impl Checked {
    /// The text of the next batch.
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Refusal> {
        // A source that is always ready must not keep the thread from seeing that its time is over.
        consume_budget().await;
        let Some(batch) = poll_fn(|cx| self.batches.as_mut().poll_next(cx)).await.transpose()? else {
            return Ok(None);
        };
        let (width, first, last) = (self.width, self.sent + 1, self.sent + batch.rows());
        if let Some(widths) = batch.widths()
            && widths != (width..=width)
        {
            let wrong = if *widths.start() == width { widths.end() } else { widths.start() };
            let message =
                format!("a row has {wrong} cells instead of {width} (among rows {first} to {last})");
            return Err(Refusal::Answer(message));
        }
        self.sent = last;
        Ok(Some(batch.into_json()))
    }
}

/// What goes from the rows to the connection.
enum Chunk {
    Rows(Vec<u8>),
    /// There are no more. Without it what has been sent does not pass for all rows, whatever ended them.
    End,
}

/// Takes the rows to the connection, which does not ask while a slow reader has much to read. So whoever stops reading
/// keeps rows no longer than the call's time, and whoever hangs up does not keep them at all.
async fn pump(endpoint: &'static str, mut rows: Checked, deadline: Instant, sender: mpsc::Sender<Chunk>) {
    let pumped = timeout_at(deadline, async {
        while let Some(batch) = rows.next().await? {
            if sender.send(Chunk::Rows(batch)).await.is_err() {
                // Rows that are always there would leave nobody the time to see that nobody takes them.
                return Ok(());
            }
        }
        // Nobody may be there to take it, which is an end too.
        let _ = sender.send(Chunk::End).await;
        Ok(())
    });
    let ended = tokio::select! {
        pumped = pumped => pumped.unwrap_or(Err(Refusal::Timeout)),
        () = sender.closed() => Ok(()),
    };
    if let Err(refusal) = ended {
        refusal.log(endpoint);
    }
}

/// What is still to be sent.
struct Rest {
    ahead: Option<Bytes>,
    /// Nothing behind the end.
    chunks: Option<mpsc::Receiver<Chunk>>,
}

impl Stream for Rest {
    type Item = Result<Bytes, Cut>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if let Some(ahead) = this.ahead.take() {
            return Poll::Ready(Some(Ok(ahead)));
        }
        let Some(chunks) = &mut this.chunks else { return Poll::Ready(None) };
        let last = match ready!(chunks.poll_recv(cx)) {
            Some(Chunk::Rows(json)) => return Poll::Ready(Some(Ok(json.into()))),
            Some(Chunk::End) => Ok(Bytes::from_static(b"]")),
            None => Err(Cut),
        };
        this.chunks = None;
        Poll::Ready(Some(last))
    }
}

/// The answer breaks off, so that nobody takes what has been sent for all of it.
#[derive(Debug)]
struct Cut;

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the answer breaks off")
    }
}

impl std::error::Error for Cut {}
