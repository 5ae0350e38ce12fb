//! Pages of a list, many in one request.

use super::MOST_COMMANDS;
use super::command::{Entry, output_path};
use super::plan::Part;
use super::reference::{BatchNumber, Reference};
use super::results::{Outcome, other_batch};
use crate::Client;
use crate::client::Answer;
use crate::codec::first_name;
use crate::error::{CallError, Failure, Invalid};
use crate::id::pending;
use crate::list::{Cursor, ListRequest, PageRequest, Row, Scalar};
use crate::request::Request;

/// A page, or why it could not be had.
type Page<R> = Result<Answer<Vec<Row<R>>>, CallError<<R as Request>::Error>>;

/// The requests for the next pages of a list.
///
/// A walk by id refers in each to the last row of the one before; what comes behind the last page refers to nothing, and
/// means nothing.
pub(crate) struct PageBatch {
    batch: BatchNumber,
    entries: Result<Vec<Entry>, Invalid>,
}

impl PageBatch {
    pub(crate) fn next_of<R: ListRequest>(cursor: &Cursor<R>) -> Self {
        let batch = BatchNumber::next();
        let requests =
            cursor.requests(MOST_COMMANDS, |at| Scalar::from(pending::<R>(Reference::to(batch, at))));
        let entries =
            requests.iter().enumerate().map(|(at, request)| Entry::of(request, batch, at)).collect();
        Self { batch, entries }
    }

    /// Asks for the pages.
    pub(crate) async fn send<R: ListRequest>(
        self,
        client: &Client,
    ) -> Result<Vec<Page<R>>, CallError<R::Error>> {
        let entries = self.entries.map_err(Failure::Invalid)?;
        let part = Part::of(&entries, |entry| entry.text(self.batch, last_id::<R>));
        let outcomes = client.run(&part).await?;
        let pages = outcomes.into_iter().map(Outcome::typed);
        Ok(pages.map(|page| page.unwrap_or_else(other_batch::<PageRequest<R>>)).collect())
    }
}

/// How the server finds the identifier of a full page's last row.
fn last_id<R: ListRequest>(at: usize) -> String {
    let (rows, last) = (output_path(R::RESULT, at), R::SIZE.saturating_sub(1));
    format!("{rows}[{last}][{}]", R::ID.map(first_name).unwrap_or_default())
}
