//! Where an application keeps the tokens of its portals.

use std::any::Any;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::Tokens;

/// What a store gives, when it is there.
pub type Stored<'s, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 's>>;

/// Keeps the tokens of an application, those of each portal under its `member_id`.
///
/// A store that several processes share, such as a table of a database, must let only one of them hold the
/// [`lock`](Self::lock) of a portal: whoever comes second finds the winner's tokens in the store, and does not spend the
/// refresh token again.
///
/// ```
/// use std::sync::Arc;
/// use bitrix_api::oauth::{MemoryStore, StoreLock, Stored, TokenStore, Tokens};
///
/// /// Says when tokens change.
/// struct Told(MemoryStore);
///
/// impl TokenStore for Told {
///     fn load<'s>(&'s self, member_id: &'s str) -> Stored<'s, Option<Tokens>> {
///         self.0.load(member_id)
///     }
///
///     fn save<'s>(&'s self, tokens: &'s Tokens) -> Stored<'s, ()> {
///         Box::pin(async move {
///             println!("new tokens for {}", tokens.member_id);
///             self.0.save(tokens).await
///         })
///     }
///
///     fn remove<'s>(&'s self, member_id: &'s str) -> Stored<'s, ()> {
///         self.0.remove(member_id)
///     }
///
///     fn lock<'s>(&'s self, member_id: &'s str) -> Stored<'s, StoreLock> {
///         self.0.lock(member_id)
///     }
/// }
/// ```
pub trait TokenStore: Send + Sync {
    /// The tokens of a portal, if there are any.
    fn load<'s>(&'s self, member_id: &'s str) -> Stored<'s, Option<Tokens>>;

    /// Keeps the tokens in place of those that the portal had. When this is done, they must survive the end of the
    /// process, if the store is meant to.
    fn save<'s>(&'s self, tokens: &'s Tokens) -> Stored<'s, ()>;

    /// Forgets the tokens of a portal, if there are any: it has removed the application.
    fn remove<'s>(&'s self, member_id: &'s str) -> Stored<'s, ()>;

    /// Waits until nobody else renews the tokens of the portal, and keeps others from it until the lock is dropped.
    fn lock<'s>(&'s self, member_id: &'s str) -> Stored<'s, StoreLock>;
}

impl<S: TokenStore + ?Sized> TokenStore for Arc<S> {
    fn load<'s>(&'s self, member_id: &'s str) -> Stored<'s, Option<Tokens>> {
        (**self).load(member_id)
    }

    fn save<'s>(&'s self, tokens: &'s Tokens) -> Stored<'s, ()> {
        (**self).save(tokens)
    }

    fn remove<'s>(&'s self, member_id: &'s str) -> Stored<'s, ()> {
        (**self).remove(member_id)
    }

    fn lock<'s>(&'s self, member_id: &'s str) -> Stored<'s, StoreLock> {
        (**self).lock(member_id)
    }
}

/// Keeps others from renewing the tokens of one portal, until it is dropped.
#[must_use = "the lock ends when it is dropped"]
pub struct StoreLock {
    _held: Box<dyn Any + Send>,
}

impl StoreLock {
    /// A lock that holds `held`, whose drop ends it.
    pub fn new(held: impl Any + Send) -> Self {
        Self { _held: Box::new(held) }
    }
}

impl fmt::Debug for StoreLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoreLock").finish_non_exhaustive()
    }
}

/// Tokens cannot be loaded, saved, removed or locked.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct StoreError {
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl StoreError {
    /// What went wrong and what to do about it, without any token.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// The error that is behind it.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}
