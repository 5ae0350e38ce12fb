//! What a field can be compared with.

use jiff::civil;

use crate::codec::{Digit, Encode, YesNo};
use crate::list::Scalar;
use crate::{Date, DateTime, Decimal, Id};

impl IntoValue<YesNo> for bool {
    fn into_value(self) -> YesNo {
        YesNo(self)
    }
}

impl IntoValue<Digit> for bool {
    fn into_value(self) -> Digit {
        Digit(self)
    }
}

/// A value that a field can hold and a request can say.
pub trait Held: Encode + Send + Sync + 'static {}

impl<T: Encode + Send + Sync + 'static> Held for T {}

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
    message = "a field of the type `{Self}` is not a text field",
    label = "only a text contains others"
)]
pub trait Textual {}

impl Textual for String {}
impl Textual for Scalar {}

/// A value with which a field that holds a `T` can be compared.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared with this field, which is of type `{T}`",
    label = "`{T}` is expected here"
)]
pub trait IntoValue<T> {
    /// The value.
    fn into_value(self) -> T;
}

impl<T> IntoValue<T> for T {
    fn into_value(self) -> T {
        self
    }
}

macro_rules! into_values {
    ($($from:ty => $($to:ty),+;)*) => {
        $($(impl IntoValue<$to> for $from {
            fn into_value(self) -> $to {
                self.into()
            }
        })+)*
    };
}

into_values! {
    &str => String, Scalar;
    &String => String, Scalar;
    String => Scalar;
    i32 => i64, Decimal, Scalar;
    i64 => Decimal, Scalar;
    Decimal => Scalar;
    Date => Scalar;
    DateTime => Scalar;
    civil::Date => Date, Scalar;
    civil::DateTime => DateTime, Scalar;
}

impl<E: 'static> IntoValue<Scalar> for Id<E> {
    fn into_value(self) -> Scalar {
        self.into()
    }
}
