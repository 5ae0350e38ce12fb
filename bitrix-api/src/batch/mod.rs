//! Many calls in few requests, each with its typed result or error.
//!
//! A portal takes up to 50 commands in one request, and counts it as one against its [rate limit](crate::limits). A
//! [`Batch`] takes any number and is sent in as many requests as it needs, in order; every command's outcome can be told
//! from the others'.
//!
//! ```
//! # use bitrix_api::portal::Portal;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), bitrix_api::Error> {
//! # let portal = Portal::builder().deals(3).start().await.expect("it starts");
//! # let client = bitrix_api::Client::oauth(&portal.client_endpoint(), portal.token())?;
//! # #[allow(deprecated, reason = "until the universal methods are described")] {
//! use bitrix_api::crm::deal::{Add, Get, Update};
//!
//! let mut batch = client.batch();
//! let added = batch.add(Add::new().title("Sales"))?;
//! // The identifier is not known yet; the command can be meant all the same.
//! batch.add(Update::new(added.id()).opportunity(bitrix_api::Decimal::from(100)))?;
//! let read = batch.add(Get::new(added.id()))?;
//!
//! let mut results = batch.send().await;
//! let deal = results.take(read)?;
//! assert_eq!(deal.title, "Sales");
//! # }
//! # Ok(())
//! # }
//! ```
//!
//! # What a batch cannot carry
//!
//! A command travels as a query string, which knows texts only. Booleans, `null`, empty lists and empty objects are
//! refused by [`Batch::add`] with the place where they stand, as are texts with `$result`, in whose place the server
//! would put an earlier result. Such requests have to be called by themselves.
//!
//! # References
//!
//! [`Command::id`] is the identifier that a command will give. Portals run a command whose reference leads nowhere all the
//! same, with whatever they find in its place; crm methods make of that the entity 1. So a command is sent in the same
//! request as the one that it refers to only where the server is sure to stop in between: in a batch that
//! [halts](Batch::halt), behind a method whose errors a portal sees as such. Elsewhere it waits for the next request, and
//! is not run if there is no identifier. Add those that others refer to first, so that few requests are needed.

mod answer;
mod command;
mod pages;
mod plan;
mod reference;
mod results;

pub use command::Command;
pub use results::Results;

pub(crate) use answer::{Answers, Read};
pub(crate) use command::Entry;
pub(crate) use pages::PageBatch;
pub(crate) use plan::Part;
pub(crate) use reference::Reference;
pub(crate) use results::Outcome;

use crate::client::{AnyAuth, Client, ServedTo};
use crate::error::{CallError, Failure};
use crate::request::{Context, Request, context};
use plan::Plan;
use reference::BatchNumber;

/// How many commands a portal takes in one request.
pub const MOST_COMMANDS: usize = 50;

/// Commands that are to be sent together: see [the module](self).
#[must_use = "a batch does nothing until it is sent"]
pub struct Batch<A = AnyAuth> {
    client: Client<A>,
    number: BatchNumber,
    entries: Vec<Entry>,
    halt: bool,
    progress: Option<Box<dyn FnMut(Progress) + Send>>,
}

/// Which requests a batch may carry.
#[diagnostic::on_unimplemented(
    message = "a batch cannot carry this request",
    label = "it must have a boolean, which would arrive as a text and be refused",
    note = "send it by itself, with `Client::call`"
)]
pub trait Batchable: Context {}

impl Batchable for context::Any {}
impl Batchable for context::Application {}

/// How far a batch has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Commands whose outcome is settled.
    pub settled: usize,
    /// All commands.
    pub commands: usize,
}

impl<A> Client<A> {
    /// A batch of commands for this portal.
    pub fn batch(&self) -> Batch<A> {
        Batch {
            client: self.clone(),
            number: BatchNumber::next(),
            entries: Vec::new(),
            halt: false,
            progress: None,
        }
    }
}

impl<A> Batch<A> {
    /// Ends with the first command that fails; those behind it are not run.
    ///
    /// Errors inside `result`, as those of the `biconnector` methods, are none to a portal: what stands behind such a
    /// command in the same request runs, and only the requests after it are not sent.
    pub fn halt(mut self) -> Self {
        self.halt = true;
        self
    }

    /// Tells how far the batch has come, after each request and once more if the end leaves commands that are not sent.
    pub fn on_progress(mut self, told: impl FnMut(Progress) + Send + 'static) -> Self {
        self.progress = Some(Box::new(told));
        self
    }

    /// Adds a command, and gives the handle for [`Results::take`].
    ///
    /// A request that breaks limits of the server's, or that a batch cannot carry as it is meant, is an error
    /// ([`CallError::Invalid`]), and the batch is as it was.
    pub fn add<R>(&mut self, request: R) -> Result<Command<R>, CallError<R::Error>>
    where
        R: Request<Output: 'static>,
        R::Context: ServedTo<A> + Batchable,
    {
        self.client.admit::<R>()?;
        let entry = Entry::of(&request, self.number, self.entries.len()).map_err(Failure::Invalid)?;
        self.entries.push(entry);
        Ok(Command::new(self.number, self.entries.len() - 1))
    }

    /// How many commands it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no command yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Sends the commands, in as many requests as it takes, and gives what became of each.
    ///
    /// A request is repeated as a call would be: one that may have run only if each of its commands may run twice. After a
    /// request that got no answer the next ones are sent all the same, unless the batch halts or the portal cannot be
    /// reached at all.
    pub async fn send(mut self) -> Results {
        let mut plan = Plan::new(&self.entries, self.number, self.halt);
        let mut told = 0;
        let mut tell = |settled| {
            if let Some(progress) = self.progress.as_mut().filter(|_| settled > told) {
                progress(Progress { settled, commands: self.entries.len() });
            }
            told = settled;
        };
        while let Some(part) = plan.next_part() {
            match self.client.run(&part).await {
                Ok(outcomes) => plan.settle(&part, outcomes),
                Err(failure) => plan.fail(&part, failure),
            }
            tell(plan.settled());
        }
        // What no request takes any more has been settled on the way.
        tell(plan.settled());
        Results::new(self.number, plan.into_outcomes())
    }
}
