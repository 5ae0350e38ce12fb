//! The settings of a source, typed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use subtle::{Choice, ConstantTimeEq as _};

use super::error::HostError;
use crate::Secret;
use crate::biconnector::connector::{Setting, SettingType};
use crate::php::{Array, Value};

/// The settings that each source of a connector fills in, as one struct: what the connector asks for when it is
/// registered, and what the endpoints receive.
///
/// Made by [`#[derive(ConnectionSettings)]`](derive@crate::ConnectionSettings).
pub trait ConnectionSettings: Sized + Send + Sync + 'static {
    /// What a connector declares: the `settings` of `connector.add`.
    fn settings() -> Vec<Setting>;

    /// What a call of an endpoint brings.
    ///
    /// # Errors
    ///
    /// [`HostError::Bad`] with the code of a setting that is missing or of another type. Its value is not shown.
    fn read(given: &Given<'_>) -> Result<Self, HostError>;

    /// What a source fills in: the `settings` of `source.add`.
    fn values(&self) -> BTreeMap<String, Secret>;

    /// Whether all settings are the same. It takes as long for values that differ in their first character as for those
    /// that differ in their last, so that nobody can find a password letter by letter; only lengths may show.
    fn matches(&self, other: &Self) -> bool {
        let (own, others) = (self.values(), other.values());
        let same = |setting: &Setting| match (own.get(&setting.code), others.get(&setting.code)) {
            (Some(own), Some(other)) => own.expose().as_bytes().ct_eq(other.expose().as_bytes()),
            (None, None) => Choice::from(1),
            _ => Choice::from(0),
        };
        // Not `all`, which would stop at the first difference.
        Self::settings().iter().map(same).fold(Choice::from(1), |all, same| all & same).into()
    }
}

/// No settings.
impl ConnectionSettings for () {
    fn settings() -> Vec<Setting> {
        Vec::new()
    }

    fn read(_: &Given<'_>) -> Result<Self, HostError> {
        Ok(())
    }

    fn values(&self) -> BTreeMap<String, Secret> {
        BTreeMap::new()
    }
}

/// The settings that a call brings, as texts.
pub struct Given<'c>(pub(super) Option<&'c Array>);

impl Given<'_> {
    /// A setting's value.
    ///
    /// # Errors
    ///
    /// [`HostError::Bad`] where it is missing or of another type.
    pub fn get<T: SettingValue>(&self, code: &str) -> Result<T, HostError> {
        let value = self.0.and_then(|settings| settings.get(code));
        let read = match value {
            None => T::missing().ok_or("is missing"),
            Some(Value::Text(text)) => T::read(text).ok_or(match T::TYPE {
                SettingType::Int => "must be a whole number that fits",
                _ => "is of another type",
            }),
            Some(_) => Err("must be one value"),
        };
        read.map_err(|problem| HostError::Bad(format!("connection[{code}]: {problem}")))
    }
}

/// What a setting can hold.
#[diagnostic::on_unimplemented(
    message = "no setting of a connector can hold `{Self}`",
    label = "a setting is a text, a `Secret` or a whole number, or an `Option` of one"
)]
pub trait SettingValue: Sized {
    /// Its type in the connector's declaration.
    const TYPE: SettingType;

    /// The value of a text.
    fn read(text: &str) -> Option<Self>;

    /// What stands for a setting that is not filled in.
    #[must_use]
    fn missing() -> Option<Self> {
        None
    }

    /// The value as a text; nothing if it is not filled in.
    fn text(&self) -> Option<Cow<'_, str>>;
}

impl SettingValue for String {
    const TYPE: SettingType = SettingType::String;

    fn read(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn text(&self) -> Option<Cow<'_, str>> {
        Some(self.into())
    }
}

impl SettingValue for Secret {
    const TYPE: SettingType = SettingType::String;

    fn read(text: &str) -> Option<Self> {
        Some(text.into())
    }

    fn text(&self) -> Option<Cow<'_, str>> {
        Some(self.expose().into())
    }
}

macro_rules! whole_numbers {
    ($($number:ty),+) => {$(
        impl SettingValue for $number {
            const TYPE: SettingType = SettingType::Int;

            fn read(text: &str) -> Option<Self> {
                text.trim().parse().ok()
            }

            fn text(&self) -> Option<Cow<'_, str>> {
                Some(self.to_string().into())
            }
        }
    )+};
}

whole_numbers!(i64, i32, u64, u32, u16);

/// A setting that may stay empty.
impl<T: SettingValue> SettingValue for Option<T> {
    const TYPE: SettingType = T::TYPE;

    fn read(text: &str) -> Option<Self> {
        if text.is_empty() { Some(None) } else { T::read(text).map(Some) }
    }

    fn missing() -> Option<Self> {
        Some(None)
    }

    fn text(&self) -> Option<Cow<'_, str>> {
        self.as_ref().and_then(SettingValue::text)
    }
}

/// What a connector declares of a field that holds a `T`.
#[doc(hidden)]
#[must_use]
pub fn setting<T: SettingValue>(code: &str, name: &str) -> Setting {
    Setting { code: code.to_owned(), name: name.to_owned(), r#type: T::TYPE }
}

/// What a source fills in for a field.
#[doc(hidden)]
pub fn fill_in<T: SettingValue>(values: &mut BTreeMap<String, Secret>, code: &str, value: &T) {
    if let Some(text) = value.text() {
        values.insert(code.to_owned(), Secret::from(text.into_owned()));
    }
}
