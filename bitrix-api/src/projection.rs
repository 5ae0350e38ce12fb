//! A part of an entity as a consumer's own struct, and a consumer's own struct as what a request writes.
//!
//! ```no_run
//! use bitrix_api::biconnector::connector::{ConnectorId, Get};
//! use bitrix_api::{Client, Projection};
//!
//! #[derive(Projection)]
//! #[bitrix(entity = "biconnector.connector")]
//! struct Titled {
//!     title: String,
//! }
//!
//! # async fn example(client: Client) -> Result<(), bitrix_api::Error> {
//! let Titled { title } = client.call(Get::new(ConnectorId::new(4)?).select::<Titled>()).await?;
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::marker::PhantomData;

use crate::check::Violations;
use crate::codec::{Decode, Encode, Encoder, first_name};
use crate::list::{ListRequest, Paging, Scalar, WalkRequest};
use crate::request::{Request, forwarded};

/// A part of an entity: derive it for a struct whose fields are some of the entity's.
///
/// [`derive(Projection)`](crate::Projection) checks the struct's fields against the spec.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no part of an entity",
    label = "this type does not derive `Projection`",
    note = "put `#[derive(bitrix_api::Projection)]` and `#[bitrix(entity = \"…\")]` on the struct"
)]
pub trait Projection: Decode {
    /// What it is a part of.
    type Entity;
    /// The names of its fields on the wire.
    const SELECT: &'static [&'static str];
}

/// A request whose answer can be narrowed to a part of the entity.
pub trait Projectable: Request {
    /// What it answers with.
    type Entity;
    /// What it answers where only a part is wanted.
    type Part<P: Decode>: Decode;

    /// Whether the method can be told to give only some of the fields, by a `select` among its parameters.
    const SELECTS: bool = false;
}

/// A request for a part of what its method answers: `List::new().select::<Summary>()`.
#[must_use = "a request does nothing until a client calls it"]
pub struct Projected<R, P> {
    request: R,
    /// A field that the request asks for beside those of the part.
    besides: Option<&'static str>,
    part: PhantomData<fn() -> P>,
}

impl<R: Projectable, P: Projection<Entity = R::Entity>> Projected<R, P> {
    /// Narrows a request's answer. The requests' own `select` does this.
    pub fn new(request: R) -> Self {
        Self { request, besides: None, part: PhantomData }
    }
}

impl<R: Projectable, P: Projection> Encode for Projected<R, P> {
    fn encode(&self, out: &mut Encoder) {
        if R::SELECTS {
            let select = Select { part: P::SELECT, besides: self.besides };
            out.object(&[("*", &self.request), ("select", &select)]);
        } else {
            self.request.encode(out);
        }
    }

    fn violations(&self, found: &mut Violations) {
        self.request.violations(found);
    }
}

impl<R: Projectable, P: Projection<Entity = R::Entity>> Request for Projected<R, P> {
    forwarded!(R, repeatable: R::REPEATABLE, output: R::Part<P>);
}

impl<R, P> ListRequest for Projected<R, P>
where
    R: Projectable<Part<P> = Vec<P>> + ListRequest,
    P: Projection<Entity = R::Entity> + 'static,
{
    type Item = P;
    const PAGING: Paging = R::PAGING;
    const SIZE: usize = R::SIZE;
    const ID: Option<&'static str> = R::ID;

    fn position(&mut self) -> &mut Option<i64> {
        self.request.position()
    }

    fn settle(&mut self) {
        self.request.settle();
        let name = R::ID.map(first_name);
        self.besides = name.filter(|name| !P::SELECT.contains(name));
    }
}

impl<R, P> WalkRequest for Projected<R, P>
where
    R: Projectable<Part<P> = Vec<P>> + WalkRequest,
    P: Projection<Entity = R::Entity> + 'static,
{
    fn after(&mut self, id: Option<Scalar>) {
        self.request.after(id);
    }
}

impl<R: Clone, P> Clone for Projected<R, P> {
    fn clone(&self) -> Self {
        Self { request: self.request.clone(), besides: self.besides, part: PhantomData }
    }
}

impl<R: fmt::Debug, P> fmt::Debug for Projected<R, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Projected").field("request", &self.request).finish_non_exhaustive()
    }
}

/// The names that a list call selects.
#[derive(Debug, Clone, Copy)]
struct Select {
    part: &'static [&'static str],
    besides: Option<&'static str>,
}

impl Encode for Select {
    fn encode(&self, out: &mut Encoder) {
        out.list(self.part.iter().chain(&self.besides).map(|name| name as &dyn Encode));
    }
}

/// Whether a type is the one that the spec says. Only a type itself is; aliases are no types of their own.
#[diagnostic::on_unimplemented(
    message = "this field of the entity is of type `{T}`, not `{Self}`",
    label = "`{T}` is expected here",
    note = "a type of your own can stand here with `#[bitrix(via = \"…\")]`, where `via` names the type that the spec says"
)]
pub trait Is<T> {
    /// The value, which it is.
    fn take(value: T) -> Self;
}

impl<T> Is<T> for T {
    fn take(value: T) -> Self {
        value
    }
}

/// A value that can be written into a field, or be left out.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written into this field, which is of type `{T}`",
    label = "`{T}` or `Option<{T}>` is expected here",
    note = "a type of your own can stand here with `#[bitrix(via = \"…\")]`, if the type that `via` names is `From` yours"
)]
pub trait IntoField<T> {
    /// The value, unless it is left out.
    fn into_field(self) -> Option<T>;
}

impl<T> IntoField<T> for T {
    fn into_field(self) -> Option<T> {
        Some(self)
    }
}

impl<T> IntoField<T> for Option<T> {
    fn into_field(self) -> Option<T> {
        self
    }
}

impl IntoField<String> for &str {
    fn into_field(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl IntoField<String> for Option<&str> {
    fn into_field(self) -> Option<String> {
        self.map(str::to_owned)
    }
}

/// A value that can be written into a field that must not be left out.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written into this field, which `add` must have and which is of type `{T}`",
    label = "`{T}` is expected here, and not in an `Option`"
)]
pub trait IntoRequiredField<T> {
    /// The value.
    fn into_required_field(self) -> T;
}

impl<T> IntoRequiredField<T> for T {
    fn into_required_field(self) -> T {
        self
    }
}

impl IntoRequiredField<String> for &str {
    fn into_required_field(self) -> String {
        self.to_owned()
    }
}
