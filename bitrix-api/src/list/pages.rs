//! A list page by page.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_core::stream::FusedStream;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tracing::Instrument as _;

use crate::Client;
use crate::list::{Cursor, ListRequest, ListingError, Progress};

/// What the fetching of a page comes to: where the list goes on, and the items.
type Fetched<R> =
    (Box<Cursor<R>>, Result<Vec<<R as ListRequest>::Item>, ListingError<<R as crate::Request>::Error>>);

/// What a list gives next.
pub(super) type Next<T, R> = Option<Result<T, ListingError<<R as crate::Request>::Error>>>;

/// A list page by page: [`Listing::pages`](crate::list::Listing::pages) gives it.
///
/// While a page is being worked on the next one is fetched, and no further one. No page is empty.
#[must_use = "a list asks for nothing until it is polled"]
pub struct Pages<R: ListRequest> {
    client: Client,
    state: State<R>,
    /// Items of a page that somebody has begun already.
    rest: Vec<R::Item>,
    progress: Progress,
}

enum State<R: ListRequest> {
    /// The next page has not been asked for yet.
    New(Box<Cursor<R>>),
    Fetching(Fetch<R>),
    Ended,
}

/// A page on its way. Nobody waits for it once this is dropped.
struct Fetch<R: ListRequest>(JoinHandle<Fetched<R>>);

impl<R: ListRequest> Drop for Fetch<R> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl<R: ListRequest> Pages<R> {
    pub(super) fn new(client: Client, cursor: Cursor<R>) -> Self {
        Self { client, state: State::New(Box::new(cursor)), rest: Vec::new(), progress: Progress::default() }
    }

    /// The same, with items that come first.
    pub(super) fn with_rest(mut self, rest: Vec<R::Item>) -> Self {
        self.progress.items = self.progress.items.saturating_sub(count(&rest));
        self.rest = rest;
        self
    }

    /// The items of the next page, an error if there are no more because of it, or nothing after the last.
    pub async fn next(&mut self) -> Option<Result<Vec<R::Item>, ListingError<R::Error>>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    /// How many items have been given out, and how many there are.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress
    }

    pub(super) fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Next<Vec<R::Item>, R>> {
        if !self.rest.is_empty() {
            return Poll::Ready(Some(Ok(self.give(Vec::new()))));
        }
        loop {
            if matches!(self.state, State::New(_)) && !self.fetch() {
                self.state = State::Ended;
                return Poll::Ready(Some(Err(ListingError::Interrupted)));
            }
            let State::Fetching(fetch) = &mut self.state else { return Poll::Ready(None) };
            let fetched = ready!(Pin::new(&mut fetch.0).poll(context));
            match self.arrived(fetched) {
                Ok(page) if page.is_empty() => {}
                Ok(page) => return Poll::Ready(Some(Ok(self.give(page)))),
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
    }

    /// Begins to fetch the next page, if there is a runtime to do that.
    fn fetch(&mut self) -> bool {
        let Ok(runtime) = Handle::try_current() else { return false };
        self.state = match std::mem::replace(&mut self.state, State::Ended) {
            State::New(cursor) => {
                let fetching = fetch(self.client.clone(), cursor).in_current_span();
                State::Fetching(Fetch(runtime.spawn(fetching)))
            }
            state => state,
        };
        true
    }

    /// Takes a page, and begins to fetch the one after it. An error is the end.
    fn arrived(
        &mut self,
        fetched: Result<Fetched<R>, tokio::task::JoinError>,
    ) -> Result<Vec<R::Item>, ListingError<R::Error>> {
        self.state = State::Ended;
        let (cursor, page) = match fetched {
            Ok(fetched) => fetched,
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Err(_) => return Err(ListingError::Interrupted),
        };
        let page = page?;
        self.progress.total = cursor.total();
        if !cursor.is_done() {
            self.state = State::New(cursor);
            // Where that is not possible, the next poll says so: this page is to be given out first.
            self.fetch();
        }
        Ok(page)
    }

    /// Gives items out, those first that were left over.
    fn give(&mut self, page: Vec<R::Item>) -> Vec<R::Item> {
        let page = if self.rest.is_empty() { page } else { std::mem::take(&mut self.rest) };
        self.progress.items += count(&page);
        page
    }
}

async fn fetch<R: ListRequest>(client: Client, mut cursor: Box<Cursor<R>>) -> Fetched<R> {
    let page = match client.answer_served(cursor.request()).await {
        Ok(page) => cursor.take(page).map_err(ListingError::Stuck),
        Err(error) => Err(ListingError::Call(error)),
    };
    (cursor, page)
}

/// Nothing in it has to stay where it is.
impl<R: ListRequest> Unpin for Pages<R> {}

fn count<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap_or(u64::MAX)
}

impl<R: ListRequest> Stream for Pages<R> {
    type Item = Result<Vec<R::Item>, ListingError<R::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<R: ListRequest> FusedStream for Pages<R> {
    fn is_terminated(&self) -> bool {
        matches!(self.state, State::Ended) && self.rest.is_empty()
    }
}

impl<R: ListRequest> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("method", &R::METHOD)
            .field("progress", &self.progress)
            .finish_non_exhaustive()
    }
}
