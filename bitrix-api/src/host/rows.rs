//! The rows of a table, as they come.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::batch::Batch;
use super::cell::Cell;
use super::error::HostError;

/// How many bytes are sent together, if so many are there.
const BATCH: usize = 32 * 1024;

/// Batches of rows on their way.
pub(super) type Batches = Pin<Box<dyn Stream<Item = Result<Batch, HostError>> + Send>>;

/// The rows of a table: the codes of the columns, and behind them the rows as they come, so that a table of a million
/// rows takes no more memory than one of ten.
///
/// The columns are those that the call selects, in its order, and every row has a cell for each. An answer in which that
/// is not so goes out as HTTP 500; where rows have been sent already, the connection is closed in the middle, which no
/// caller takes for the end.
pub struct Rows {
    pub(super) codes: Vec<String>,
    pub(super) batches: Batches,
}

impl Rows {
    /// Rows that are all there.
    ///
    /// ```
    /// use bitrix_api::host::{Cell, Rows};
    ///
    /// let rows = Rows::of(["id", "name"], [vec![Cell::from(7), Cell::from("Anna")]]);
    /// ```
    pub fn of<'a, R: IntoIterator<Item = Cell<'a>>>(
        codes: impl IntoIterator<Item = impl Into<String>>,
        rows: impl IntoIterator<Item = R>,
    ) -> Self {
        let mut batch = Batch::new();
        for row in rows {
            batch.row(row);
        }
        Self::batched(codes, Once(Some(batch)))
    }

    /// Rows that come one by one. The stream ends with its first error.
    pub fn new<R: IntoIterator<Item = Cell<'static>>>(
        codes: impl IntoIterator<Item = impl Into<String>>,
        rows: impl Stream<Item = Result<R, HostError>> + Send + 'static,
    ) -> Self {
        Self::batched(codes, Batching { rows: Some(Box::pin(rows)), failed: None })
    }

    /// Rows that come in batches, which saves making a row only to write it.
    pub fn batched(
        codes: impl IntoIterator<Item = impl Into<String>>,
        batches: impl Stream<Item = Result<Batch, HostError>> + Send + 'static,
    ) -> Self {
        Self { codes: codes.into_iter().map(Into::into).collect(), batches: Box::pin(batches) }
    }
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("codes", &self.codes).finish_non_exhaustive()
    }
}

/// One batch.
struct Once(Option<Batch>);

impl Stream for Once {
    type Item = Result<Batch, HostError>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.get_mut().0.take().map(Ok))
    }
}

/// Rows put together as long as they are there.
struct Batching<S> {
    /// Nothing behind their end, where many a stream may not be asked again.
    rows: Option<Pin<Box<S>>>,
    /// What ended the rows behind a batch that goes out first.
    failed: Option<HostError>,
}

impl<S, R> Stream for Batching<S>
where
    S: Stream<Item = Result<R, HostError>>,
    R: IntoIterator<Item = Cell<'static>>,
{
    type Item = Result<Batch, HostError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let mut batch = Batch::new();
        while let Some(rows) = &mut this.rows
            && batch.bytes() < BATCH
        {
            match rows.as_mut().poll_next(cx) {
                Poll::Ready(Some(Ok(row))) => batch.row(row),
                Poll::Ready(end) => {
                    this.failed = end.and_then(Result::err);
                    this.rows = None;
                }
                Poll::Pending if batch.rows() > 0 => break,
                Poll::Pending => return Poll::Pending,
            }
        }
        Poll::Ready(if batch.rows() > 0 { Some(Ok(batch)) } else { this.failed.take().map(Err) })
    }
}
