//! Who may call a portal.

use super::Portal;
use crate::portal::authorisation::application::Application;
use crate::portal::authorisation::grant::Grant;
use crate::portal::authorisation::refreshes::Refreshes;

impl Portal {
    /// What it takes to be the first application, with the tokens that it got last and a new code.
    ///
    /// The authorisation server at [`Grant::token_address`] gives new tokens out for a refresh token or a code, by GET
    /// or POST. An access token stays valid when its pair is refreshed. Lifetimes go by tokio's clock.
    #[must_use]
    pub fn grant(&self) -> Grant {
        self.grant_of(Application::First)
    }

    /// The same for the second application.
    #[must_use]
    pub fn second_grant(&self) -> Grant {
        self.grant_of(Application::Second)
    }

    /// Expires all access tokens that were given out so far: calls with them are answered `401 expired_token`, until the
    /// application has new ones.
    pub fn expire_tokens(&self) {
        self.served.simulation.authorisation.expire_tokens();
    }

    /// How often the authorisation server was asked to refresh tokens, by both applications together.
    #[must_use]
    pub fn refreshes(&self) -> Refreshes {
        self.served.simulation.authorisation.refreshes()
    }

    fn grant_of(&self, application: Application) -> Grant {
        self.served.simulation.authorisation.grant(application, &self.served.addresses())
    }
}
