//! What a field can be used for in a list call, as types.

/// It can stand in a filter.
#[derive(Debug, Clone, Copy)]
pub enum Free {}

/// It can stand in a filter, but not with a list of values.
#[derive(Debug, Clone, Copy)]
pub enum OneByOne {}

/// It can be sorted by.
#[derive(Debug, Clone, Copy)]
pub enum Sorted {}

/// It cannot be used so.
#[derive(Debug, Clone, Copy)]
pub enum No {}

/// A field that can stand in a filter.
#[diagnostic::on_unimplemented(
    message = "this field cannot stand in a filter",
    label = "portals do not filter by it, or pass it over and give all rows"
)]
pub trait InFilter {}

impl InFilter for Free {}
impl InFilter for OneByOne {}

/// A field that can stand in a filter with a list of values.
#[diagnostic::on_unimplemented(
    message = "this field cannot be compared with a list",
    label = "portals take lists of numbers only, and refuse others",
    note = "compare it with each value by itself, joined by `or` where the lists have that"
)]
pub trait WithLists: InFilter {}

impl WithLists for Free {}

/// A field by which lists can be sorted.
#[diagnostic::on_unimplemented(
    message = "lists cannot be sorted by this field",
    label = "portals do not sort by it, or pass it over"
)]
pub trait InOrder {}

impl InOrder for Sorted {}
