//! What a call of an endpoint brings, read by the names that its description gives.

use std::collections::BTreeMap;

use super::columns::Columns;
use super::connection::{ConnectionSettings, Given};
use super::error::HostError;
use super::filter::Filter;
use super::names::Names;
use crate::php::{Array, Value};

/// The parameters of a call. Those that nobody asks for are passed over, since newer portals may send more.
pub struct Call {
    params: Array,
}

impl Call {
    pub(super) fn new(params: Array) -> Self {
        Self { params }
    }

    /// The settings of the source.
    pub fn connection<C: ConnectionSettings>(&self) -> Result<C, HostError> {
        C::read(&Given(self.list("connection")?))
    }

    /// A text that is always there.
    pub fn text(&self, name: &str) -> Result<String, HostError> {
        match self.params.get(name) {
            Some(Value::Text(text)) => Ok(text.clone()),
            Some(_) => Err(HostError::Bad(format!("{name}: must be one text"))),
            None => Err(HostError::Bad(format!("{name}: is missing"))),
        }
    }

    /// Names of columns by their codes.
    pub fn names(&self, name: &str) -> Result<Names, HostError> {
        let entries = self.list(name)?.into_iter().flat_map(Array::iter);
        let entry = |(code, value): (&_, &Value)| match value {
            Value::Text(text) => Ok((ToString::to_string(code), text.clone())),
            _ => Err(HostError::Bad(format!("{name}: must have texts only"))),
        };
        let by_code: BTreeMap<_, _> = entries.map(entry).collect::<Result<_, _>>()?;
        let mut seen: Vec<&String> = by_code.values().collect();
        seen.sort_unstable();
        if seen.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(HostError::Bad(format!("{name}: two columns have one name")));
        }
        Ok(Names::new(by_code))
    }

    /// The columns that are wanted, if the call names any.
    pub fn columns(&self, name: &str, names: &Names) -> Result<Option<Columns>, HostError> {
        let Some(list) = self.list(name)?.filter(|list| !list.is_empty()) else { return Ok(None) };
        let wanted = list.values().map(|value| match value {
            Value::Text(text) if !text.is_empty() => Ok(text.as_str()),
            _ => Err(HostError::Bad(format!("{name}: must be a list of columns"))),
        });
        let wanted = wanted.collect::<Result<Vec<_>, _>>()?;
        let columns = Columns::new(wanted, names);
        if columns.has_twins() {
            return Err(HostError::Bad(format!("{name}: names a column twice")));
        }
        Ok(Some(columns))
    }

    /// Which rows are wanted.
    pub fn filter(&self, name: &str, names: &Names) -> Result<Filter, HostError> {
        self.list(name)?.map_or_else(|| Ok(Filter::default()), |group| Filter::read(group, names))
    }

    /// The most rows that are wanted.
    pub fn limit(&self, name: &str) -> Result<Option<u64>, HostError> {
        let Some(value) = self.params.get(name) else { return Ok(None) };
        let number = match value {
            Value::Text(text) => text.parse().ok(),
            _ => None,
        };
        number
            .map(Some)
            .ok_or_else(|| HostError::Bad(format!("{name}: must be a whole number from 0 to {}", u64::MAX)))
    }

    /// A parameter with members; an empty text, as PHP writes an empty list in places, has none.
    fn list(&self, name: &str) -> Result<Option<&Array>, HostError> {
        match self.params.get(name) {
            None => Ok(None),
            Some(Value::Array(list)) => Ok(Some(list)),
            Some(Value::Text(text)) if text.is_empty() => Ok(None),
            Some(_) => Err(HostError::Bad(format!("{name}: must have members, `{name}[…]`"))),
        }
    }
}
