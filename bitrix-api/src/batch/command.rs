//! A command: what a request becomes in a batch, and the handle by which its result is taken.

use std::fmt;
use std::marker::PhantomData;

use super::answer::Reading;
use super::reference::{BatchNumber, Reference};
use crate::Id;
use crate::codec::{Encoder, Template};
use crate::error::Invalid;
use crate::id::pending;
use crate::request::{Kind, Request, ResultShape};

/// A request in a batch: takes its result from the [`Results`](super::Results).
pub struct Command<R> {
    pub(super) batch: BatchNumber,
    pub(super) at: usize,
    request: PhantomData<fn() -> R>,
}

impl<R> Command<R> {
    pub(super) fn new(batch: BatchNumber, at: usize) -> Self {
        Self { batch, at, request: PhantomData }
    }
}

impl<R: Request<Output = Id<E>>, E> Command<R> {
    /// The identifier that the command is going to give: for later commands of the same batch, and for nothing else.
    #[must_use]
    pub fn id(&self) -> Id<E> {
        pending(Reference::to(self.batch, self.at))
    }
}

impl<R: Request> fmt::Debug for Command<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Command").field("method", &R::METHOD).field("at", &self.at).finish_non_exhaustive()
    }
}

/// A command, whatever its type.
pub(crate) struct Entry {
    pub(crate) method: &'static str,
    pub(crate) kind: Kind,
    pub(crate) repeatable: bool,
    pub(crate) shape: ResultShape,
    /// Its errors come inside `result`, so that a portal does not halt for them.
    pub(super) refuses_inside: bool,
    pub(crate) slot: fn() -> Box<dyn Reading>,
    query: Template,
    /// The commands that it refers to, by position.
    pub(super) targets: Vec<usize>,
}

impl Entry {
    pub(super) fn of<R>(request: &R, batch: BatchNumber, at: usize) -> Result<Self, Invalid>
    where
        R: Request<Output: 'static>,
    {
        let method = || R::METHOD.to_owned();
        Invalid::check(request)?;
        if at >= Reference::MOST_REFERABLE {
            let why = format!("a batch has at most {} commands", Reference::MOST_REFERABLE);
            return Err(Invalid::NotInBatch { method: method(), path: String::new(), why });
        }
        let mut encoder = Encoder::query();
        request.encode(&mut encoder);
        let query = encoder.into_query().finish();
        let query = query.map_err(|(path, what)| Invalid::NotInBatch {
            method: method(),
            path,
            why: what.to_string(),
        })?;
        let targets: Option<Vec<usize>> =
            query.references().map(|reference| reference.within(batch)).collect();
        let targets = targets.ok_or_else(|| Invalid::Reference { method: method() })?;
        Ok(Self {
            method: R::METHOD,
            kind: R::KIND,
            repeatable: R::REPEATABLE,
            shape: R::RESULT,
            refuses_inside: R::REFUSES_INSIDE,
            slot: || Box::new(None::<R::Output>),
            query,
            targets,
        })
    }

    /// The command as it is sent.
    pub(super) fn text(&self, batch: BatchNumber, id: impl Fn(usize) -> String) -> String {
        let mut text = format!("{}?", self.method);
        self.query.fill(&mut text, |reference| reference.within(batch).map(&id).unwrap_or_default());
        text
    }
}

/// How the server finds the output of a command among the results, by its position in the request.
pub(super) fn output_path(shape: ResultShape, at: usize) -> String {
    let result = format!("{}[{}]", Reference::BEGINNING, name(at));
    match shape {
        ResultShape::Whole => result,
        ResultShape::Member(member) => format!("{result}[{member}]"),
    }
}

/// What a command is called, by its position in the request. A name of digits would make a list of PHP's map, and whoever
/// sorts the names must come to the same order: references rest on it.
pub(super) fn name(at: usize) -> String {
    format!("c{at:02}")
}
