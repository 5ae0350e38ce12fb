//! Rows as the body of an answer.

use std::fmt;
use std::future::{Future as _, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::Body;
use bytes::Bytes;
use futures_core::Stream;
use tokio::time::{Instant, Sleep, sleep_until};

use super::batch::Batch;
use super::refusal::Refusal;
use super::rows::{Batches, Rows};

/// How much is looked at before anything is sent: what is wrong in it is HTTP 500.
const AHEAD: usize = 64 * 1024;

/// The body of an answer with these rows. It ends with the call's time.
pub(super) async fn body(endpoint: &'static str, rows: Rows, deadline: Instant) -> Result<Body, Refusal> {
    let Rows { codes, mut batches } = rows;
    let mut json = b"[".to_vec();
    json.extend(crate::codec::to_json(&codes));
    let mut sent = 0;
    loop {
        match poll_fn(|cx| batches.as_mut().poll_next(cx)).await {
            None => {
                json.push(b']');
                return Ok(Body::from(json));
            }
            Some(batch) => json.extend(checked(batch?, codes.len(), &mut sent)?),
        }
        if json.len() >= AHEAD {
            let rest = Rest {
                endpoint,
                ahead: Some(json),
                batches: Some(batches),
                width: codes.len(),
                sent,
                deadline: Box::pin(sleep_until(deadline)),
            };
            return Ok(Body::from_stream(rest));
        }
    }
}

/// The batch's text, if each of its rows has a cell for each column.
fn checked(batch: Batch, width: usize, sent: &mut u64) -> Result<Vec<u8>, Refusal> {
    if let Some(widths) = batch.widths()
        && widths != (width..=width)
    {
        let wrong = if *widths.start() == width { widths.end() } else { widths.start() };
        let message = format!(
            "a row among the {} behind the first {sent} has {wrong} cells, and there are {width} columns",
            batch.rows()
        );
        return Err(Refusal::Answer(message));
    }
    *sent += batch.rows();
    Ok(batch.into_json())
}

/// What is still to be sent.
struct Rest {
    endpoint: &'static str,
    ahead: Option<Vec<u8>>,
    /// Nothing behind the end.
    batches: Option<Batches>,
    width: usize,
    sent: u64,
    deadline: Pin<Box<Sleep>>,
}

impl Stream for Rest {
    type Item = Result<Bytes, Cut>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if let Some(ahead) = this.ahead.take() {
            return Poll::Ready(Some(Ok(ahead.into())));
        }
        let Some(batches) = &mut this.batches else { return Poll::Ready(None) };
        let next = if this.deadline.as_mut().poll(cx).is_ready() {
            Some(Err(Refusal::Timeout))
        } else {
            let next = ready!(batches.as_mut().poll_next(cx));
            next.map(|batch| checked(batch?, this.width, &mut this.sent))
        };
        Poll::Ready(Some(match next {
            Some(Ok(json)) => Ok(json.into()),
            None => {
                this.batches = None;
                Ok(Bytes::from_static(b"]"))
            }
            Some(Err(refusal)) => {
                refusal.log(this.endpoint);
                this.batches = None;
                Err(Cut)
            }
        }))
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
