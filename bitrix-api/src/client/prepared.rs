//! A request that is ready to be sent.

use super::answer::Times;
use crate::codec::{Fault, json_of};
use crate::error::{DecodeError, DecodeProblem, Failure, Invalid};
use crate::request::{Context, Kind, Request, ResultShape};

/// A request, encoded, and what the client must know of its method.
pub(super) struct Prepared<'m> {
    pub(super) method: &'m str,
    pub(super) kind: Kind,
    /// It may run twice.
    pub(super) repeatable: bool,
    pub(super) shape: ResultShape,
    pub(super) times: Times,
    pub(super) application_only: bool,
    /// The answer can hold what must not be shown.
    pub(super) has_secrets: bool,
    /// The methods of a batch's commands, whose limits are its own.
    pub(super) commands: Vec<&'static str>,
    /// A JSON object of the parameters.
    pub(super) body: Vec<u8>,
}

impl Prepared<'static> {
    /// Takes the request, which is of no more use once it is encoded.
    pub(super) fn of<R: Request>(request: R) -> Result<Self, Failure> {
        Invalid::check(&request).map_err(Failure::Invalid)?;
        let body = json_of(&request);
        if body.refers() {
            return Err(Failure::Invalid(Invalid::Reference { method: R::METHOD.to_owned() }));
        }
        Ok(Self {
            method: R::METHOD,
            kind: R::KIND,
            repeatable: R::REPEATABLE,
            shape: R::RESULT,
            times: Times::Limits,
            application_only: R::Context::APPLICATION_ONLY,
            has_secrets: R::HAS_SECRETS,
            commands: Vec::new(),
            body: body.into_text(),
        })
    }
}

impl Prepared<'_> {
    /// A call that is said to have a result, and has none.
    pub(super) fn without_result(&self) -> Failure {
        let problem = DecodeProblem::Unreadable(Fault::missing("result"));
        let (method, excerpt) = (self.method.to_owned(), String::new());
        Failure::Decode(DecodeError { method, http: 200, problem, excerpt })
    }
}
