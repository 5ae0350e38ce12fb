//! Rows of a database on their way out.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use sqlx::pool::PoolConnection;
use sqlx::{Executor, IntoArguments};
use tokio::sync::mpsc;

use super::column::SqlColumn;
use super::dialect::{Dialect, failed};
use super::select::Select;
use crate::host::{Batch, HostError};

/// How many bytes are sent together.
const BATCH: usize = 32 * 1024;

/// The rows. With the last of them the connection goes back to the pool.
pub(super) fn stream<D: Dialect>(
    connection: PoolConnection<D>,
    select: Select,
) -> impl Stream<Item = Result<Batch, HostError>> + Send + 'static
where
    for<'c> &'c mut D::Connection: Executor<'c, Database = D>,
    for<'q> D::Arguments<'q>: IntoArguments<'q, D>,
{
    let (sender, batches) = mpsc::channel(1);
    let reading = Box::pin(async move {
        let mut lease = Lease(Some(connection));
        if let Some(connection) = &mut lease.0 {
            read(connection, select, sender).await?;
        }
        lease.0 = None;
        Ok(())
    });
    Batches { reading: Some(reading), batches, failed: None }
}

/// A connection that is got rid of unless it is taken away first: rows may still be on their way.
struct Lease<D: Dialect>(Option<PoolConnection<D>>);

impl<D: Dialect> Drop for Lease<D> {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            D::abandon(connection);
        }
    }
}

async fn read<D: Dialect>(
    connection: &mut PoolConnection<D>,
    select: Select,
    sender: mpsc::Sender<Batch>,
) -> Result<(), HostError>
where
    for<'c> &'c mut D::Connection: Executor<'c, Database = D>,
    for<'q> D::Arguments<'q>: IntoArguments<'q, D>,
{
    let Select { sql, values, columns } = select;
    let arguments = D::arguments(values).map_err(HostError::failed)?;
    // Not kept prepared: filters differ from call to call, and a table may be another one tomorrow.
    let query = sqlx::query_with::<D, _>(&sql, arguments).persistent(false);
    let mut rows = query.fetch(&mut **connection);
    let mut batch = Batch::new();
    while let Some(row) = std::future::poll_fn(|cx| rows.as_mut().poll_next(cx)).await {
        push::<D>(&mut batch, &row.map_err(failed)?, &columns)?;
        if batch.bytes() >= BATCH {
            // Whoever takes it owns this future, too.
            let _ = sender.send(std::mem::take(&mut batch)).await;
        }
    }
    let _ = sender.send(batch).await;
    Ok(())
}

fn push<D: Dialect>(batch: &mut Batch, row: &D::Row, columns: &[SqlColumn]) -> Result<(), HostError> {
    let cells = columns.iter().enumerate();
    batch.try_row(cells.map(|(at, column)| D::cell(row, at, column.kind).map_err(failed)))
}

/// What is read, and the reading of it, which goes on whenever somebody asks.
struct Batches<F> {
    /// Nothing behind its end.
    reading: Option<Pin<Box<F>>>,
    batches: mpsc::Receiver<Batch>,
    /// What ended the rows behind those that have been read.
    failed: Option<HostError>,
}

impl<F: Future<Output = Result<(), HostError>>> Stream for Batches<F> {
    type Item = Result<Batch, HostError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if let Some(reading) = &mut this.reading
            && let Poll::Ready(end) = reading.as_mut().poll(cx)
        {
            this.reading = None;
            this.failed = end.err();
        }
        let batch = ready!(this.batches.poll_recv(cx));
        Poll::Ready(batch.map(Ok).or_else(|| this.failed.take().map(Err)))
    }
}
