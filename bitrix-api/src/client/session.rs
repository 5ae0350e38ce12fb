//! What a client calls with at the moment: the access that all its clones share, and how it is renewed.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use super::access::Access;
use crate::Secret;
use crate::oauth::{Application, AuthError, TokenStore, Tokens};

/// The current access of a client and its clones.
pub(super) struct Session {
    state: Mutex<State>,
    renewal: Option<Renewal>,
}

struct State {
    access: Arc<Access>,
    /// A renewal that is under way.
    renewing: Option<watch::Receiver<Option<Renewed>>>,
}

type Renewed = Result<Arc<Access>, AuthError>;

/// What it takes to renew an access.
pub(super) struct Renewal {
    pub(super) application: Application,
    pub(super) store: Arc<dyn TokenStore>,
    pub(super) member_id: String,
    pub(super) http: reqwest::Client,
    /// The refresh token that the authorisation server does not take any more, and why.
    spent: Mutex<Option<(Secret, AuthError)>>,
}

impl Renewal {
    pub(super) fn new(
        application: Application,
        store: Arc<dyn TokenStore>,
        member_id: String,
        http: reqwest::Client,
    ) -> Self {
        Self { application, store, member_id, http, spent: Mutex::new(None) }
    }
}

impl Session {
    pub(super) fn new(access: Access, renewal: Option<Renewal>) -> Arc<Self> {
        let state = State { access: Arc::new(access), renewing: None };
        Arc::new(Self { state: Mutex::new(state), renewal })
    }

    /// The access as it is.
    pub(super) fn current(&self) -> Arc<Access> {
        self.with(|state| Arc::clone(&state.access))
    }

    /// The access for the next call, unless it is being renewed.
    pub(super) fn ready(&self) -> Option<Arc<Access>> {
        self.with(|state| state.renewing.is_none().then(|| Arc::clone(&state.access)))
    }

    /// The access for the next call; one that is being renewed is waited for.
    pub(super) async fn access(&self) -> Renewed {
        match self.with(|state| state.renewing.clone()) {
            Some(renewing) => outcome(renewing).await,
            None => Ok(self.current()),
        }
    }

    pub(super) fn can_renew(&self) -> bool {
        self.renewal.is_some()
    }

    /// A newer access than the one that has expired: somebody else's, or that of a renewal which all callers share.
    ///
    /// It is a task of its own, so that new tokens reach the store though a caller goes away.
    pub(super) async fn renewed(self: &Arc<Self>, expired: &Arc<Access>) -> Renewed {
        let renewing = self.with(|state| {
            if state.renewing.is_none() && state.access.token() == expired.token() {
                let (tell, renewing) = watch::channel(None);
                state.renewing = Some(renewing);
                tokio::spawn(Arc::clone(self).renew(Arc::clone(expired), tell));
            }
            state.renewing.clone()
        });
        match renewing {
            Some(renewing) => outcome(renewing).await,
            None => Ok(self.current()),
        }
    }

    async fn renew(self: Arc<Self>, expired: Arc<Access>, tell: watch::Sender<Option<Renewed>>) {
        // If this task is dropped, those who wait see that `tell` is gone, and the next one who asks begins anew.
        let end = EndOfRenewal(&self);
        let renewed = match &self.renewal {
            Some(renewal) => renewal.tokens(&expired).await,
            None => Err(AuthError::Interrupted),
        };
        let renewed = renewed
            .map(|tokens| Arc::new(self.current().renewed(&tokens.client_endpoint, tokens.access_token)));
        if let Ok(access) = &renewed {
            self.with(|state| state.access = Arc::clone(access));
        }
        // Before anybody is told: whoever begins another renewal then must not have it ended by this one.
        drop(end);
        tell.send_replace(Some(renewed));
    }

    /// Takes note of the portal's new address.
    pub(super) fn moved(&self, from: &Access, to: &Access) {
        self.with(|state| {
            if state.access.origin() == from.origin() {
                state.access = Arc::new(state.access.where_is(to));
            }
        });
    }

    fn with<T>(&self, of: impl FnOnce(&mut State) -> T) -> T {
        of(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

struct EndOfRenewal<'s>(&'s Session);

impl Drop for EndOfRenewal<'_> {
    fn drop(&mut self) {
        self.0.with(|state| state.renewing = None);
    }
}

async fn outcome(mut renewing: watch::Receiver<Option<Renewed>>) -> Renewed {
    match renewing.wait_for(Option::is_some).await {
        Ok(renewed) => renewed.clone().unwrap_or(Err(AuthError::Interrupted)),
        Err(_) => Err(AuthError::Interrupted),
    }
}

impl Renewal {
    /// Tokens that are newer than the expired ones, in the store by the time that they are given.
    async fn tokens(&self, expired: &Access) -> Result<Tokens, AuthError> {
        let _lock = self.store.lock(&self.member_id).await?;
        let kept = self
            .store
            .load(&self.member_id)
            .await?
            .ok_or_else(|| AuthError::NoTokens { member_id: self.member_id.clone() })?;
        if Some(&kept.access_token) != expired.token() {
            // Another client or process was faster.
            return Ok(kept);
        }
        self.refuse_what_is_spent(&kept)?;
        let renewed = self.application.refresh(&self.http, &kept.refresh_token).await;
        if let Err(error @ AuthError::Refused { cause, .. }) = &renewed
            && cause.is_final()
        {
            self.with_spent(|spent| *spent = Some((kept.refresh_token.clone(), error.clone())));
        }
        let mut tokens = renewed?;
        tokens.application_token = tokens.application_token.or(kept.application_token);
        if tokens.member_id != self.member_id {
            let why = format!("they are for the portal {}, not for {}", tokens.member_id, self.member_id);
            return Err(AuthError::Answer { http: 200, why });
        }
        self.store.save(&tokens).await?;
        Ok(tokens)
    }

    /// Asking again with a token that was refused for good would only get the application blocked.
    fn refuse_what_is_spent(&self, kept: &Tokens) -> Result<(), AuthError> {
        self.with_spent(|spent| match spent {
            Some((token, error)) if *token == kept.refresh_token => Err(error.clone()),
            _ => Ok(()),
        })
    }

    fn with_spent<T>(&self, of: impl FnOnce(&mut Option<(Secret, AuthError)>) -> T) -> T {
        of(&mut self.spent.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
