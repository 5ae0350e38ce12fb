//! A token or a code, and those of its kind.

use std::collections::VecDeque;

use tokio::time::Instant;

use super::application::Application;

/// How many of a kind are remembered for each application.
const MOST: usize = 1000;

/// A text that proves who somebody is.
pub(super) struct Credential {
    pub(super) text: String,
    pub(super) application: Application,
    /// When it is no longer valid; none for one that stays so.
    until: Option<Instant>,
}

impl Credential {
    pub(super) fn new(text: impl Into<String>, application: Application, until: Option<Instant>) -> Self {
        Self { text: text.into(), application, until }
    }

    /// Whether it is too old.
    pub(super) fn is_expired(&self) -> bool {
        self.until.is_some_and(|until| until <= Instant::now())
    }
}

/// The credentials of one kind, oldest first.
#[derive(Default)]
pub(super) struct Credentials(VecDeque<Credential>);

impl Credentials {
    /// Keeps one more. An application's oldest goes where it has too many.
    pub(super) fn keep(&mut self, credential: Credential) {
        let application = credential.application;
        self.0.push_back(credential);
        let is_its = |credential: &Credential| credential.application == application;
        if self.0.iter().filter(|credential| is_its(credential)).count() > MOST {
            let oldest = self.0.iter().position(is_its);
            oldest.and_then(|oldest| self.0.remove(oldest));
        }
    }

    /// The credential of this text.
    pub(super) fn find(&self, text: &str) -> Option<&Credential> {
        self.0.iter().find(|credential| credential.text == text)
    }

    /// Takes an application's credential away, for one that can be used once.
    pub(super) fn take(&mut self, text: &str, application: Application) -> Option<Credential> {
        let is_it = |kept: &Credential| kept.text == text && kept.application == application;
        let position = self.0.iter().position(is_it)?;
        self.0.remove(position)
    }

    /// What an application got last.
    pub(super) fn last(&self, application: Application) -> Option<&Credential> {
        self.0.iter().rfind(|credential| credential.application == application)
    }

    /// Expires all of them.
    pub(super) fn expire(&mut self) {
        let now = Instant::now();
        for credential in &mut self.0 {
            credential.until = Some(credential.until.map_or(now, |until| until.min(now)));
        }
    }
}
