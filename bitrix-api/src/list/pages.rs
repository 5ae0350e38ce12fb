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
use crate::batch::PageBatch;
use crate::list::{Cursor, ListRequest, ListingError, Progress};

/// What fetching comes to.
struct Fetched<R: ListRequest> {
    /// Where the list goes on.
    cursor: Box<Cursor<R>>,
    items: Vec<R::Item>,
    /// Why there are no more of them.
    failed: Option<ListingError<R::Error>>,
}

/// What a list gives next.
pub(super) type Next<T, R> = Option<Result<T, ListingError<<R as crate::Request>::Error>>>;

/// A list page by page: [`Listing::pages`](crate::list::Listing::pages) gives it.
///
/// While a page is being worked on the next one is fetched, and no further one. No page is empty. Of a listing
/// [in batches](crate::list::Listing::in_batches) a page has all rows of a request.
///
/// ```
/// # #![allow(deprecated)]
/// use bitrix_api::Client;
/// use bitrix_api::crm::deal::List;
/// # use bitrix_api::portal::Portal;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let portal = Portal::builder().deals(120).start().await?;
/// # let client = Client::webhook(&portal.webhook_url())?;
/// let mut pages = client.list(List::new()).pages();
/// let mut sizes = Vec::new();
/// while let Some(page) = pages.next().await {
///     sizes.push(page?.len());
/// }
/// assert_eq!(sizes, [50, 50, 20]);
/// assert_eq!(pages.progress().total, Some(120));
/// # Ok(())
/// # }
/// ```
#[must_use = "a list asks for nothing until it is polled"]
pub struct Pages<R: ListRequest> {
    client: Client,
    state: State<R>,
    asking: Asking,
    /// Items of a page that somebody has begun already.
    rest: Vec<R::Item>,
    progress: Progress,
}

enum State<R: ListRequest> {
    /// The next page has not been asked for yet.
    New(Box<Cursor<R>>),
    Fetching(Fetch<R>),
    /// The items before this have been given out.
    Failed(ListingError<R::Error>),
    Ended,
}

/// How many pages a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    One,
    /// One, since most lists have no more; from then on as many as a batch can have.
    OneThenMany,
    Many,
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
        Self {
            client,
            state: State::New(Box::new(cursor)),
            asking: Asking::One,
            rest: Vec::new(),
            progress: Progress::default(),
        }
    }

    /// The same with many pages in a request.
    pub(super) fn in_batches(mut self) -> Self {
        self.asking = Asking::OneThenMany;
        self
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
            let State::Fetching(fetch) = &mut self.state else {
                return Poll::Ready(match std::mem::replace(&mut self.state, State::Ended) {
                    State::Failed(error) => Some(Err(error)),
                    _ => None,
                });
            };
            let fetched = ready!(Pin::new(&mut fetch.0).poll(context));
            let page = self.arrived(fetched);
            if !page.is_empty() {
                return Poll::Ready(Some(Ok(self.give(page))));
            }
        }
    }

    /// Begins to fetch the next page, if there is a runtime to do that.
    fn fetch(&mut self) -> bool {
        let Ok(runtime) = Handle::try_current() else { return false };
        self.state = match std::mem::replace(&mut self.state, State::Ended) {
            State::New(cursor) => {
                let many = self.asking == Asking::Many;
                if self.asking == Asking::OneThenMany {
                    self.asking = Asking::Many;
                }
                let fetching = fetch(self.client.clone(), cursor, many).in_current_span();
                State::Fetching(Fetch(runtime.spawn(fetching)))
            }
            state => state,
        };
        true
    }

    /// Takes what has been fetched, and begins to fetch what comes after it.
    fn arrived(&mut self, fetched: Result<Fetched<R>, tokio::task::JoinError>) -> Vec<R::Item> {
        let Fetched { cursor, items, failed } = match fetched {
            Ok(fetched) => fetched,
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Err(_) => {
                self.state = State::Failed(ListingError::Interrupted);
                return Vec::new();
            }
        };
        self.progress.total = cursor.total().or(self.progress.total);
        self.state = match failed {
            Some(error) => State::Failed(error),
            None if cursor.is_done() => State::Ended,
            None => State::New(cursor),
        };
        if matches!(self.state, State::New(_)) {
            // Where that is not possible, the next poll says so: these items are to be given out first.
            self.fetch();
        }
        items
    }

    /// Gives items out, those first that were left over.
    fn give(&mut self, page: Vec<R::Item>) -> Vec<R::Item> {
        let page = if self.rest.is_empty() { page } else { std::mem::take(&mut self.rest) };
        self.progress.items += count(&page);
        page
    }
}

async fn fetch<R: ListRequest>(client: Client, mut cursor: Box<Cursor<R>>, many: bool) -> Fetched<R> {
    let pages = if many {
        PageBatch::next_of(&cursor).send(&client).await.unwrap_or_else(|error| vec![Err(error)])
    } else {
        vec![client.answer_served(cursor.request()).await]
    };
    let mut items = Vec::new();
    let mut pages = pages.into_iter();
    while let Some(page) = pages.next() {
        // What stands behind the last page refers to nothing.
        if cursor.is_done() {
            break;
        }
        let page = page.map_err(ListingError::Call);
        match page.and_then(|page| cursor.take_of_many(page, pages.len() > 0).map_err(ListingError::Stuck)) {
            Ok(page) if items.is_empty() => items = page,
            Ok(page) => items.extend(page),
            Err(error) => return Fetched { cursor, items, failed: Some(error) },
        }
    }
    Fetched { cursor, items, failed: None }
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
