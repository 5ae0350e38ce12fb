//! Texts that must not be printed.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;

use crate::check::{CanBeEmpty, Text};
use crate::codec::{Decode, Encode, Encoder, Fault};

/// A text that must not be printed, such as a password among a source's settings: `Debug` shows that there is one, and
/// its memory is wiped when it goes.
///
/// ```
/// use bitrix_api::Secret;
///
/// let password = Secret::from("hunter2");
/// assert_eq!(format!("{password:?}"), "Secret(…)");
/// assert_eq!(password.expose(), "hunter2");
/// ```
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// The text. Whoever asks for it answers for where it goes.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Takes as long wherever the first difference is, so that nobody can guess a secret bit by bit.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.expose().as_bytes().ct_eq(other.expose().as_bytes()).into()
    }
}

impl Eq for Secret {}

impl Text for Secret {
    fn text(&self) -> Option<&str> {
        Some(self.expose())
    }
}

impl CanBeEmpty for Secret {
    fn is_empty(&self) -> bool {
        self.expose().is_empty()
    }
}

impl Encode for Secret {
    fn encode(&self, out: &mut Encoder) {
        out.text(self.expose());
    }
}

/// A text, or a number as its digits.
impl Decode for Secret {
    const EXPECTED: &'static str = String::EXPECTED;

    fn integer(value: i64) -> Result<Self, Fault> {
        String::integer(value).map(Self::from)
    }

    fn unsigned(value: u64) -> Result<Self, Fault> {
        String::unsigned(value).map(Self::from)
    }

    fn float(value: f64) -> Result<Self, Fault> {
        String::float(value).map(Self::from)
    }

    fn text(value: &str) -> Result<Self, Fault> {
        Ok(Self::from(value))
    }
}
