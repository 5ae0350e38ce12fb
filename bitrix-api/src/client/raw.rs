//! Calls of methods that no spec describes.

use std::future::IntoFuture;
use std::pin::Pin;

use serde_json::Value;

use super::answer::Times;
use super::prepared::Prepared;
use super::{Answer, Client};
use crate::codec::Encoder;
use crate::error::{CallError, Failure, Invalid, Undocumented};
use crate::request::{Kind, ResultShape};

/// A call of a method by name: await it, or ask for the whole [`answer`](Self::answer).
///
/// It goes the way of all calls, so that errors are recognised in every shape. It counts as one that changes
/// something unless it is marked [`read`](Self::read).
#[must_use = "a call does nothing until it is awaited"]
pub struct RawCall<'c, A> {
    client: &'c Client<A>,
    method: String,
    kind: Kind,
    repeatable: bool,
    body: Result<Vec<u8>, Invalid>,
}

impl<'c, A> RawCall<'c, A> {
    pub(super) fn new(client: &'c Client<A>, method: &str, params: &impl serde::Serialize) -> Self {
        let body = body(method, params).map_err(|why| Invalid::Parameters { method: method.to_owned(), why });
        Self { client, method: method.to_owned(), kind: Kind::Write, repeatable: false, body }
    }

    /// Marks the method as one that only looks.
    pub fn read(mut self) -> Self {
        self.kind = Kind::Read;
        self.safe_to_repeat()
    }

    /// Says that it does no harm if the call runs twice, so that the client may make it again where the answer got lost.
    pub fn safe_to_repeat(mut self) -> Self {
        self.repeatable = true;
        self
    }

    /// Sends the call and gives the result with what stands beside it.
    pub async fn answer(self) -> Result<Answer<Value>, CallError<Undocumented>> {
        let body = self.body.map_err(Failure::Invalid)?;
        let call = Prepared {
            method: &self.method,
            kind: self.kind,
            repeatable: self.repeatable,
            shape: ResultShape::Whole,
            times: Times::All,
            application_only: false,
            // Nobody knows what such a method answers.
            has_secrets: true,
            commands: Vec::new(),
            body,
        };
        Ok(self.client.inner.answer(&call).await?)
    }
}

fn body(method: &str, params: &impl serde::Serialize) -> Result<Vec<u8>, String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if method.is_empty() || !method.chars().all(is_name) {
        return Err("a method's name has letters, digits, `.`, `_` and `-` only".to_owned());
    }
    let params = serde_json::to_value(params)
        .map_err(|error| format!("its parameters cannot be written as JSON: {error}"))?;
    let mut encoder = Encoder::json();
    match &params {
        Value::Null => encoder.object(&[]),
        Value::Object(_) => encoder.value(&params),
        _ => return Err("its parameters must be an object, or null for none".to_owned()),
    }
    Ok(encoder.into_json().into_text())
}

impl<'c, A: Sync> IntoFuture for RawCall<'c, A> {
    type Output = Result<Value, CallError<Undocumented>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'c>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { Ok(self.answer().await?.result) })
    }
}
