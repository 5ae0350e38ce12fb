//! Who makes a call.

use super::USER;
use super::application::Application;
use crate::portal::methods::system_code::SystemCode;

/// Who makes a call, as far as the credentials prove it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::portal) enum Identity {
    Application(Application),
    /// An application whose access token is too old.
    Expired(Application),
    Webhook,
    Unknown,
}

impl Identity {
    /// The word for it in the journal; none for somebody unknown.
    pub(in crate::portal) fn word(self) -> Option<String> {
        match self {
            Self::Application(application) | Self::Expired(application) => {
                Some(application.word().to_owned())
            }
            Self::Webhook => Some(USER.to_string()),
            Self::Unknown => None,
        }
    }

    /// Why nothing can be called like this.
    pub(in crate::portal) fn refusal(self) -> Option<SystemCode> {
        match self {
            Self::Application(_) | Self::Webhook => None,
            Self::Expired(_) => Some(SystemCode::ExpiredToken),
            Self::Unknown => Some(SystemCode::NoAuthFound),
        }
    }
}
