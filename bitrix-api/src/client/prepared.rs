//! A request that is ready to be sent.

use crate::codec::to_json;
use crate::error::{Failure, Invalid};
use crate::request::{Context, Kind, Request, ResultShape};

/// A request, encoded, and what the client must know of its method.
pub(super) struct Prepared<'m> {
    pub(super) method: &'m str,
    pub(super) kind: Kind,
    /// It may run twice.
    pub(super) repeatable: bool,
    pub(super) shape: ResultShape,
    pub(super) application_only: bool,
    /// The answer can hold what must not be shown.
    pub(super) has_secrets: bool,
    /// A JSON object of the parameters.
    pub(super) body: Vec<u8>,
}

impl Prepared<'static> {
    pub(super) fn of<R: Request>(request: &R) -> Result<Self, Failure> {
        request.check().map_err(|violations| {
            Failure::Invalid(Invalid::Violations { method: R::METHOD.to_owned(), violations })
        })?;
        Ok(Self {
            method: R::METHOD,
            kind: R::KIND,
            repeatable: R::REPEATABLE,
            shape: R::RESULT,
            application_only: R::Context::APPLICATION_ONLY,
            has_secrets: R::HAS_SECRETS,
            body: to_json(request),
        })
    }
}
