//! What a request is: a method's name, parameters, result and errors as one type.

use crate::check::Violations;
use crate::codec::{Decode, Encode, Encoder};
use crate::error::MethodError;

/// A call that can be sent: [`Client::call`](crate::Client::call) takes any.
///
/// The modules of the method families have a type for each method. A reference to a request is a request too, so one
/// can be sent many times.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request that can be sent",
    label = "a request of a method family is expected here, such as `biconnector::connector::Get`"
)]
pub trait Request: Encode {
    /// The method's name on the wire.
    const METHOD: &'static str;
    /// Whether it changes anything.
    const KIND: Kind;
    /// Whether it may be sent again where nobody knows if it has run: methods that only look, and what the caller has
    /// said to be [safe](Self::safe_to_repeat).
    const REPEATABLE: bool = matches!(Self::KIND, Kind::Read);
    /// Where in `result` the output stands.
    const RESULT: ResultShape = ResultShape::Whole;
    /// Whether the answer can hold values that must not be shown.
    const HAS_SECRETS: bool = false;
    /// Whether the method puts refusals inside `result`, where a batch does not see them as errors.
    const REFUSES_INSIDE: bool = false;
    /// Who may send it: [`context::Any`] or [`context::Application`], and whether it must go [alone](context::Alone).
    type Context: Context;
    /// What the method answers.
    type Output: Decode;
    /// How the method can be refused.
    type Error: MethodError;

    /// Finds everything in the request that the server would refuse for its length, emptiness or wording. A client
    /// does this before it sends a request.
    fn check(&self) -> Result<(), Violations> {
        Violations::of(self)
    }

    /// Says that it does no harm if the request runs twice, so that a client may send it again where the answer got
    /// lost: an update that sets the same values again, for instance, and no other ones.
    ///
    /// ```no_run
    /// use bitrix_api::biconnector::connector::{ConnectorId, Update};
    /// use bitrix_api::{Client, Request as _};
    ///
    /// # async fn example(client: Client) -> Result<(), bitrix_api::Error> {
    /// let update = Update::new(ConnectorId::new(4)?).title("Sales");
    /// client.call(update.safe_to_repeat()).await?;
    /// # Ok(())
    /// # }
    /// ```
    fn safe_to_repeat(self) -> SafeToRepeat<Self>
    where
        Self: Sized,
    {
        SafeToRepeat(self)
    }
}

/// What a request that sends another one says of its method: all that the other does, but for what is named.
macro_rules! forwarded {
    ($request:ident, repeatable: $repeatable:expr, output: $output:ty) => {
        const METHOD: &'static str = $request::METHOD;
        const KIND: $crate::request::Kind = $request::KIND;
        const REPEATABLE: bool = $repeatable;
        const RESULT: $crate::request::ResultShape = $request::RESULT;
        const HAS_SECRETS: bool = $request::HAS_SECRETS;
        const REFUSES_INSIDE: bool = $request::REFUSES_INSIDE;
        type Context = $request::Context;
        type Output = $output;
        type Error = $request::Error;
    };
}
pub(crate) use forwarded;

impl<R: Request> Request for &R {
    forwarded!(R, repeatable: R::REPEATABLE, output: R::Output);
}

/// A request that may run twice: see [`Request::safe_to_repeat`].
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a request does nothing until a client calls it"]
pub struct SafeToRepeat<R>(R);

impl<R: Request> Request for SafeToRepeat<R> {
    forwarded!(R, repeatable: true, output: R::Output);
}

impl<R: Encode> Encode for SafeToRepeat<R> {
    fn encode(&self, out: &mut Encoder) {
        self.0.encode(out);
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }

    fn violations(&self, found: &mut Violations) {
        self.0.violations(found);
    }
}

/// Whether a method changes anything. It decides what is known of a call whose answer got lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The method only looks: it can be repeated.
    Read,
    /// The method changes something.
    Write,
}

/// Where in `result` a method's output stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultShape {
    /// `result` is the output.
    Whole,
    /// The output is this member of `result`. Where `result` is no object, as on some older portals, it is the output.
    Member(&'static str),
}

/// Who may send a request.
pub trait Context {
    /// Whether webhooks are refused.
    const APPLICATION_ONLY: bool;
}

/// Who may send requests, as types, so that the compiler can tell.
pub mod context {
    use std::marker::PhantomData;

    use super::Context;

    /// Applications and webhooks.
    #[derive(Debug, Clone, Copy)]
    pub enum Any {}

    /// Applications only.
    #[derive(Debug, Clone, Copy)]
    pub enum Application {}

    /// Whoever `C` says, but not in a batch: the request has a boolean in any case, which would arrive as a text.
    #[derive(Debug, Clone, Copy)]
    pub struct Alone<C>(PhantomData<C>);

    impl<C: Context> Context for Alone<C> {
        const APPLICATION_ONLY: bool = C::APPLICATION_ONLY;
    }

    impl Context for Any {
        const APPLICATION_ONLY: bool = false;
    }

    impl Context for Application {
        const APPLICATION_ONLY: bool = true;
    }
}

/// A request for which nothing has been set yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {}

/// A request for which something has been set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {}

/// The state of an update that has something to change.
#[diagnostic::on_unimplemented(
    message = "set at least one field before sending an update",
    label = "this update changes nothing, and the server would refuse it",
    note = "call one of its setters; where fields are set in ifs and loops, fill a patch and use `from_patch`"
)]
pub trait HasChange {}

impl HasChange for Ready {}

/// A patch has no field set, so there is nothing to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the patch sets no field, so there is nothing to change")]
pub struct NothingToChange;
