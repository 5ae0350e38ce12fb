//! A list item by item.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;
use futures_core::stream::FusedStream;

use crate::Client;
use crate::batch::Batchable;
use crate::client::ServedTo;
use crate::list::pages::Next;
use crate::list::{Cursor, ListRequest, ListingError, Pages, Progress, WalkRequest};

/// All items of a list, one after the other: [`Client::list`] and [`Client::list_by_id`] give it.
///
/// It is a [`Stream`], and can be read without any other crate by [`next`](Self::next). Nothing is asked for until it
/// is polled. From then on the next page is fetched while the items of this one are worked on, and no further one, so
/// that it holds two pages at most however long the list is; dropping it ends that too.
///
/// An error is the last that it gives: all items before have been given out, and none of the page that failed.
#[must_use = "a list asks for nothing until it is polled"]
pub struct Listing<R: ListRequest> {
    pages: Pages<R>,
    page: vec::IntoIter<R::Item>,
}

impl<A> Client<A> {
    /// Lists all items, page by page, beginning where the request says.
    ///
    /// ```
    /// use bitrix_api::biconnector::connector::{Connector, List};
    /// # use bitrix_api::Client;
    /// # use bitrix_api::portal::Portal;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let portal = Portal::start().await?;
    /// # let client = Client::oauth(&portal.client_endpoint(), portal.token())?;
    /// let mut connectors = client.list(List::new().order(Connector::TITLE.ascending()));
    /// while let Some(connector) = connectors.next().await {
    ///     println!("{}", connector?.title);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The rows are sorted by their ids where the request's order leaves it open, so that the pages fit together. If rows
    /// come or go meanwhile, one may come twice or not at all all the same; [`list_by_id`](Self::list_by_id) has no such
    /// gaps, where the list can be walked so. What changes the rows by which the list filters or sorts moves them between
    /// pages in the same way: collect such a list first.
    pub fn list<R: ListRequest>(&self, request: R) -> Listing<R>
    where
        R::Context: ServedTo<A>,
    {
        Listing::new(self.erased(), Cursor::new(request))
    }

    /// Lists all items in the order of their ids: the fast way through a long list, since the portal neither counts the
    /// rows nor passes over those of earlier pages, and the one that misses no row when others come and go.
    ///
    /// ```
    /// use bitrix_api::crm::deal::{Deal, DealId, List};
    /// # use bitrix_api::Client;
    /// # use bitrix_api::portal::Portal;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let portal = Portal::builder().deals(120).start().await?;
    /// # let client = Client::webhook(&portal.webhook_url())?;
    /// let deals = client.list_by_id(List::new().filter(Deal::ID.above(DealId::new(20)?))).try_collect().await?;
    /// assert_eq!(deals.len(), 100);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A request with an order of its own is refused before anything is sent, and where it begins does not matter.
    pub fn list_by_id<R: WalkRequest>(&self, request: R) -> Listing<R>
    where
        R::Context: ServedTo<A>,
    {
        Listing::new(self.erased(), Cursor::by_id(request))
    }
}

impl<R: ListRequest> Listing<R> {
    fn new(client: Client, cursor: Cursor<R>) -> Self {
        Self { pages: Pages::new(client, cursor), page: Vec::new().into_iter() }
    }

    /// Fetches up to fifty pages a request, once the first one has shown that there is more. That is the fastest way
    /// through a list of thousands, above all by id, and needs memory for as many rows at a time, twice.
    ///
    /// ```
    /// # #![allow(deprecated)]
    /// use bitrix_api::crm::deal::List;
    /// # use bitrix_api::Client;
    /// # use bitrix_api::portal::Portal;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let portal = Portal::builder().deals(3_000).start().await?;
    /// # let client = Client::webhook(&portal.webhook_url())?;
    /// let deals = client.list_by_id(List::new()).in_batches().try_collect().await?;
    /// assert_eq!(deals.len(), 3_000);
    /// // One request for the first page, and two for the other 59.
    /// assert_eq!(portal.received("crm.deal.list"), 1 + 100);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A page that fails ends the list with its error, once all items before it have been given out. A filter that
    /// [no batch can carry](crate::batch) is an error of the second request.
    pub fn in_batches(mut self) -> Self
    where
        R::Context: Batchable,
    {
        self.pages = self.pages.in_batches();
        self
    }

    /// The next item, an error if there are no more because of it, or nothing after the last.
    pub async fn next(&mut self) -> Option<Result<R::Item, ListingError<R::Error>>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// All items that are left.
    pub async fn try_collect(mut self) -> Result<Vec<R::Item>, ListingError<R::Error>> {
        let mut items: Vec<R::Item> = self.page.by_ref().collect();
        while let Some(page) = self.pages.next().await {
            items.extend(page?);
        }
        Ok(items)
    }

    /// The same page by page; what is left of a page comes first.
    pub fn pages(self) -> Pages<R> {
        self.pages.with_rest(self.page.collect())
    }

    /// How many items have been given out, and how many there are.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let Progress { items, total } = self.pages.progress();
        let left = u64::try_from(self.page.len()).unwrap_or(u64::MAX);
        Progress { items: items.saturating_sub(left), total }
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Next<R::Item, R>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.page = page.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Nothing in it has to stay where it is.
impl<R: ListRequest> Unpin for Listing<R> {}

impl<R: ListRequest> Stream for Listing<R> {
    type Item = Result<R::Item, ListingError<R::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<R: ListRequest> FusedStream for Listing<R> {
    fn is_terminated(&self) -> bool {
        self.page.len() == 0 && self.pages.is_terminated()
    }
}

impl<R: ListRequest> fmt::Debug for Listing<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listing")
            .field("method", &R::METHOD)
            .field("progress", &self.progress())
            .finish_non_exhaustive()
    }
}
