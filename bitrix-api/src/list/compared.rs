//! Which values have a greater and a less, and which are texts.

use crate::list::Scalar;
use crate::{Date, DateTime, Decimal, Id};

/// A value that is greater or less than others.
#[diagnostic::on_unimplemented(
    message = "values of the type `{Self}` are neither greater nor less than others",
    label = "compare it by `equals`"
)]
pub trait Ordered {}

impl Ordered for i64 {}
impl Ordered for Decimal {}
impl Ordered for Date {}
impl Ordered for DateTime {}
impl Ordered for String {}
impl Ordered for Scalar {}
impl<E> Ordered for Id<E> {}

/// A value with parts that can be looked for.
#[diagnostic::on_unimplemented(
    message = "values of the type `{Self}` are no texts",
    label = "only a text contains others"
)]
pub trait Textual {}

impl Textual for String {}
impl Textual for Scalar {}
