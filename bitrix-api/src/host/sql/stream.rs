//! Rows of a database on their way out.

use std::pin::Pin;
use std::task::{Context, Poll};

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
/// How many batches the database may be ahead of the network.
const AHEAD: usize = 2;

/// The rows, read in a task of their own, so that the database goes on while the network is busy. It ends when nobody
/// takes them any more.
pub(super) fn stream<D: Dialect>(
    connection: PoolConnection<D>,
    select: Select,
) -> impl Stream<Item = Result<Batch, HostError>> + Send + 'static
where
    for<'c> &'c mut D::Connection: Executor<'c, Database = D>,
    for<'q> D::Arguments<'q>: IntoArguments<'q, D>,
{
    let (sender, batches) = mpsc::channel(AHEAD);
    tokio::spawn(async move {
        let mut connection = connection;
        let finished = tokio::select! {
            read = read(&mut connection, select, &sender) => Some(read),
            () = sender.closed() => None,
        };
        match finished {
            Some(Ok(())) => {}
            Some(Err(error)) => {
                // Nobody may be there to be told.
                let _ = sender.send(Err(error)).await;
            }
            None => D::abandon(connection),
        }
    });
    Batches(batches)
}

async fn read<D: Dialect>(
    connection: &mut PoolConnection<D>,
    select: Select,
    sender: &mpsc::Sender<Result<Batch, HostError>>,
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
            // If nobody takes it, this future ends before the next.
            let _ = sender.send(Ok(std::mem::take(&mut batch))).await;
        }
    }
    let _ = sender.send(Ok(batch)).await;
    Ok(())
}

fn push<D: Dialect>(batch: &mut Batch, row: &D::Row, columns: &[SqlColumn]) -> Result<(), HostError> {
    let cells = columns.iter().enumerate();
    batch.try_row(cells.map(|(at, column)| D::cell(row, at, column.kind).map_err(failed)))
}

struct Batches(mpsc::Receiver<Result<Batch, HostError>>);

impl Stream for Batches {
    type Item = Result<Batch, HostError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().0.poll_recv(cx)
    }
}
