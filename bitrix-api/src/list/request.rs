//! What a request for a list must tell, so that its pages can be asked for one after the other.

use crate::codec::Decode;
use crate::list::Scalar;
use crate::request::Request;

/// A request that answers with a page of a list: [`Client::list`](crate::Client::list) takes any.
///
/// The macros implement it for each method that lists. It knows nothing of how pages are fetched, one by one or many in
/// a batch; what asks for which page when is [`Cursor`](crate::list::Cursor).
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not list anything",
    label = "a request for a list is expected here, such as `crm::deal::List`"
)]
pub trait ListRequest: Request<Output = Vec<<Self as ListRequest>::Item>> + Clone + Send + 'static {
    /// What it lists.
    type Item: Decode + 'static;
    /// What its position counts.
    const PAGING: Paging;
    /// The rows of a full page.
    const SIZE: usize;
    /// The wire name of the item's identifier, by which a page is told from the one before it: `id`, or `id|ID` where it
    /// has several spellings.
    const ID: Option<&'static str>;

    /// The position at which the page begins.
    fn position(&mut self) -> &mut Option<i64>;

    /// Makes its pages fit together: sorts by the identifier where rows are equal otherwise, since a server that may
    /// choose gives the same rows in another order with each page; and asks for the identifier where it selects fields.
    fn settle(&mut self) {}
}

/// What a list's position counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paging {
    /// Pages, from 1; a short page is the last.
    Pages,
    /// Rows, from 0; the answer says where the next page begins.
    Rows,
}

/// A list that can be walked by id: each page begins after the last id of the one before it, and nobody counts.
///
/// That is the fast way through a large list, since the portal looks up where a page begins instead of passing over all
/// rows before it.
#[diagnostic::on_unimplemented(
    message = "the lists of `{Self}` cannot be walked by id",
    label = "this list goes by its pages only",
    note = "use `Client::list`"
)]
pub trait WalkRequest: ListRequest {
    /// Asks for the page after an id, or for the first: in the order of the ids, and without counting.
    ///
    /// The id is a number, or in a batch the text that stands for one that an earlier command gives.
    fn after(&mut self, id: Option<Scalar>);
}
