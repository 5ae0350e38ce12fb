//! What became of a batch's commands.

use std::fmt;

use super::answer::Reading;
use super::command::Command;
use super::reference::BatchNumber;
use crate::client::{Answer, RawTime};
use crate::error::{BatchFailed, CallError, Execution, Failure, Invalid, MethodError, NotReached};
use crate::request::Request;

/// The outcomes of a batch's commands, to be taken one by one.
///
/// Each is the command's result, or its error: the method's own refusal, wherever in the answer it stood, or another
/// [`CallError`], whose [`execution`](CallError::execution) says whether the command has run.
///
/// ```
/// # #![allow(deprecated)]
/// use bitrix_api::crm::deal::{DealId, Delete, DeleteError};
/// use bitrix_api::error::Execution;
/// use bitrix_api::{CallError, Client};
/// # use bitrix_api::portal::Portal;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let portal = Portal::builder().deals(1).start().await?;
/// # let client = Client::webhook(&portal.webhook_url())?;
/// let mut batch = client.batch();
/// let first = batch.add(Delete::new(DealId::new(1)?))?;
/// let second = batch.add(Delete::new(DealId::new(2)?))?;
///
/// let mut results = batch.send().await;
/// assert_eq!((results.done(), results.failed(Execution::NotRun)), (1, 1));
/// results.take(first)?;
/// let error = results.take(second).expect_err("there is one deal");
/// assert!(matches!(error, CallError::Refused { kind: DeleteError::NotFound, .. }));
/// # Ok(())
/// # }
/// ```
#[must_use = "errors of the commands stand in the results, and nowhere else"]
pub struct Results {
    batch: BatchNumber,
    outcomes: Vec<Option<Outcome>>,
}

/// What became of a command, whatever its type.
pub(crate) enum Outcome {
    /// With its time, which the answer has not yet.
    Done(Answer<Box<dyn Reading>>, Option<RawTime>),
    Failed(Failure),
    NotReached(NotReached),
    Batch(BatchFailed),
}

impl Outcome {
    pub(crate) fn is_done(&self) -> bool {
        matches!(self, Self::Done(..))
    }

    /// The identifier that the command has given, if it is one that gives any.
    pub(super) fn id(&self) -> Option<i64> {
        match self {
            Self::Done(answer, _) => answer.result.id(),
            _ => None,
        }
    }

    fn execution(&self) -> Option<Execution> {
        match self {
            Self::Done(..) => None,
            Self::Failed(failure) => Some(failure.execution()),
            Self::NotReached(_) => Some(Execution::NotRun),
            Self::Batch(failed) => Some(failed.execution()),
        }
    }

    /// Puts the time where a caller looks for it.
    fn with_time(self) -> Self {
        match self {
            Self::Done(answer, time) => {
                Self::Done(Answer { time: time.and_then(|time| time.read()), ..answer }, None)
            }
            other => other,
        }
    }

    /// The result as what it is, if that is what the command gives.
    pub(super) fn typed<T: 'static, E: MethodError>(self) -> Option<Result<Answer<T>, CallError<E>>> {
        let answer = match self {
            Self::Done(answer, _) => answer,
            Self::Failed(failure) => return Some(Err(failure.into())),
            Self::NotReached(error) => return Some(Err(CallError::NotReached(Box::new(error)))),
            Self::Batch(error) => return Some(Err(CallError::Batch(Box::new(error)))),
        };
        let Answer { result, time, total, next, moved_to } = answer;
        let result = result.into_any().downcast::<Option<T>>().ok().and_then(|result| *result)?;
        Some(Ok(Answer { result, time, total, next, moved_to }))
    }
}

impl Results {
    pub(super) fn new(batch: BatchNumber, outcomes: Vec<Option<Outcome>>) -> Self {
        Self { batch, outcomes }
    }

    /// A command's result, or its error.
    pub fn take<R>(&mut self, command: Command<R>) -> Result<R::Output, CallError<R::Error>>
    where
        R: Request<Output: 'static>,
    {
        Ok(self.outcome(&command).and_then(Outcome::typed).unwrap_or_else(other_batch::<R>)?.result)
    }

    /// A command's result with what stands beside it, or its error.
    pub fn answer<R>(&mut self, command: Command<R>) -> Result<Answer<R::Output>, CallError<R::Error>>
    where
        R: Request<Output: 'static>,
    {
        let outcome = self.outcome(&command).map(Outcome::with_time);
        outcome.and_then(Outcome::typed).unwrap_or_else(other_batch::<R>)
    }

    fn outcome<R>(&mut self, command: &Command<R>) -> Option<Outcome> {
        self.outcomes.get_mut(command.at).filter(|_| command.batch == self.batch).and_then(Option::take)
    }

    /// How many of the commands that are not taken yet have a result.
    #[must_use]
    pub fn done(&self) -> usize {
        self.outcomes.iter().flatten().filter(|outcome| outcome.is_done()).count()
    }

    /// How many of the commands not taken yet failed with this [`Execution`].
    #[must_use]
    pub fn failed(&self, execution: Execution) -> usize {
        self.outcomes.iter().flatten().filter(|outcome| outcome.execution() == Some(execution)).count()
    }
}

/// What whoever asks another batch for a result gets.
pub(super) fn other_batch<R: Request>() -> Result<Answer<R::Output>, CallError<R::Error>> {
    Err(Failure::Invalid(Invalid::OtherBatch { method: R::METHOD.to_owned() }).into())
}

impl fmt::Debug for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Results")
            .field("done", &self.done())
            .field("not_run", &self.failed(Execution::NotRun))
            .field("ran", &self.failed(Execution::Ran))
            .field("unknown", &self.failed(Execution::Unknown))
            .finish_non_exhaustive()
    }
}
