//! Where in a list one stands, and which page comes next.

use std::fmt;

use crate::client::Answer;
use crate::list::error::Why;
use crate::list::{ListRequest, PageRequest, Paging, Row, Scalar, Stuck, WalkRequest};

/// A way through a list, page by page. It sends nothing: [`request`](Self::request) says what to ask for, and
/// [`take`](Self::take) what became of it.
///
/// ```no_run
/// use bitrix_api::crm::deal::List;
/// use bitrix_api::list::Cursor;
///
/// # async fn example(client: bitrix_api::Client) -> Result<(), Box<dyn std::error::Error>> {
/// let mut cursor = Cursor::by_id(List::new());
/// while !cursor.is_done() {
///     let page = client.answer(cursor.request()).await?;
///     for deal in cursor.take(page)? {
///         println!("{:?}", deal.title);
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Cursor<R> {
    request: R,
    way: Way<R>,
    /// The identifiers of the last page, where its items have any.
    ids: Vec<i64>,
    total: Option<u64>,
    is_done: bool,
}

#[derive(Clone)]
enum Way<R> {
    /// To the page of this number.
    Pages(i64),
    /// To the row of this number.
    Rows(i64),
    /// To what comes after this id.
    Ids { last: Option<i64>, step: fn(&mut R, Option<Scalar>) },
}

impl<R: ListRequest> Cursor<R> {
    /// Through the pages, from that at which the request stands.
    pub fn new(mut request: R) -> Self {
        request.settle();
        let way = match (R::PAGING, *request.position()) {
            (Paging::Pages, page) => Way::Pages(page.unwrap_or(1).max(1)),
            // What is below stands for leaving out the count, and then nobody says where the next page begins.
            (Paging::Rows, row) => Way::Rows(row.unwrap_or(0).max(0)),
        };
        Self { request, way, ids: Vec::new(), total: None, is_done: false }
    }

    /// The same from the first row on, in the order of the ids.
    pub(super) fn walking(mut self) -> Self
    where
        R: WalkRequest,
    {
        self.way = Way::Ids { last: None, step: R::after };
        self
    }

    /// In the order of the ids, each page after the last id of the one before.
    pub fn by_id(request: R) -> Self
    where
        R: WalkRequest,
    {
        Self::new(request).walking()
    }

    /// The request for the next page.
    pub fn request(&self) -> PageRequest<R> {
        self.request_at(0, |last, _| last)
    }

    /// The requests for the next pages, as many at most. In a walk each begins after what `id` gives for the last id of
    /// the one before it.
    pub(crate) fn requests(&self, most: usize, id: impl Fn(usize) -> Scalar) -> Vec<PageRequest<R>> {
        let known = match (&self.way, self.total) {
            (Way::Rows(row), Some(total)) => {
                let left = usize::try_from(total.saturating_sub(row.unsigned_abs())).unwrap_or(usize::MAX);
                left.div_ceil(R::SIZE).max(1)
            }
            _ => most,
        };
        let after = |last, at: usize| at.checked_sub(1).map(&id).or(last);
        (0..most.min(known)).map(|at| self.request_at(at, after)).collect()
    }

    /// The request for the page that comes so many pages later.
    fn request_at(
        &self,
        at: usize,
        after: impl Fn(Option<Scalar>, usize) -> Option<Scalar>,
    ) -> PageRequest<R> {
        let ahead = |size: usize| i64::try_from(at.saturating_mul(size)).unwrap_or(i64::MAX);
        let mut request = self.request.clone();
        match self.way {
            Way::Pages(page) => *request.position() = Some(page.saturating_add(ahead(1))),
            Way::Rows(row) => *request.position() = Some(row.saturating_add(ahead(R::SIZE))),
            Way::Ids { last, step } => step(&mut request, after(last.map(Scalar::from), at)),
        }
        PageRequest(request)
    }

    /// Takes the page that was asked for, and steps on.
    ///
    /// A page that leads nowhere is an error, and its rows are not given out: they may be those of another page.
    pub fn take(&mut self, page: Answer<Vec<Row<R>>>) -> Result<Vec<R::Item>, Stuck> {
        self.take_of_many(page, false)
    }

    /// The same where the page after it may have been asked for already, as that at the row behind a full page.
    pub(super) fn take_of_many(
        &mut self,
        page: Answer<Vec<Row<R>>>,
        is_followed: bool,
    ) -> Result<Vec<R::Item>, Stuck> {
        let stepped = self.step(&page, is_followed);
        self.is_done = stepped.unwrap_or(true);
        stepped.map_err(|why| Stuck { method: R::METHOD, why })?;
        Ok(page.result.into_iter().map(|row| row.item).collect())
    }

    /// Whether that was the last page.
    fn step(&mut self, page: &Answer<Vec<Row<R>>>, is_followed: bool) -> Result<bool, Why> {
        let ids: Vec<i64> = page.result.iter().filter_map(|row| row.id).collect();
        let is_short = page.result.len() < R::SIZE;
        let is_repeated = !ids.is_empty() && ids == self.ids;
        match &mut self.way {
            Way::Pages(_) | Way::Rows(_) if is_repeated => return Err(Why::SamePage),
            Way::Pages(number) => *number = number.saturating_add(1),
            Way::Rows(row) => {
                let total = page.total.and_then(|total| u64::try_from(total).ok());
                self.total = total;
                self.ids = ids;
                let Some(next) = page.next else { return Ok(true) };
                // Without a total, pages of nothing could follow each other for ever.
                let leads_on =
                    next > *row && total.map_or(!page.result.is_empty(), |total| next.unsigned_abs() < total);
                if !leads_on {
                    return Err(Why::Next { from: *row, next });
                }
                let asked = row.saturating_add(i64::try_from(R::SIZE).unwrap_or(i64::MAX));
                if is_followed && next != asked {
                    return Err(Why::Gap { from: *row, next, asked });
                }
                *row = next;
                return Ok(false);
            }
            Way::Ids { last, .. } => {
                if ids.len() < page.result.len() {
                    return Err(Why::NoId);
                }
                for id in &ids {
                    if last.is_some_and(|last| *id <= last) {
                        return Err(Why::Id { after: last.unwrap_or_default(), id: *id });
                    }
                    *last = Some(*id);
                }
            }
        }
        self.ids = ids;
        Ok(is_short)
    }
}

impl<R> Cursor<R> {
    /// Whether there is no page left.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// How many rows there are in all, if the portal has said so.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.total
    }
}

impl<R: fmt::Debug> fmt::Debug for Cursor<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cursor")
            .field("request", &self.request)
            .field("is_done", &self.is_done)
            .finish_non_exhaustive()
    }
}
