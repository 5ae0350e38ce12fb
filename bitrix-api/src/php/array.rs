//! PHP's array: list and map in one, in the order of insertion.

use std::collections::HashMap;

use super::Value;

/// A key: texts that are plain decimal integers become integers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Int(i64),
    Text(String),
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        match text.parse::<i64>() {
            Ok(int) if int.to_string() == text => Self::Int(int),
            _ => Self::Text(text.to_owned()),
        }
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Int(int) => int.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// An ordered map; `{}` and `[]` are the same empty one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Array {
    entries: Vec<(Key, Value)>,
    positions: HashMap<Key, usize>,
    next: i64,
}

impl Array {
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether the keys are 0, 1, 2 and so on: what PHP writes as a JSON list.
    pub(crate) fn is_list(&self) -> bool {
        self.keys().zip(0..).all(|(key, at)| *key == Key::Int(at))
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.at(&Key::from(key))
    }

    pub(crate) fn at(&self, key: &Key) -> Option<&Value> {
        self.positions.get(key).and_then(|&at| self.entries.get(at)).map(|(_, value)| value)
    }

    /// Writes `value` under `key`. A key that is there already keeps its place in the order.
    pub(crate) fn insert(&mut self, key: Key, value: Value) {
        *self.slot(key) = value;
    }

    /// Writes `value` under the first integer above all integer keys.
    pub(crate) fn push(&mut self, value: Value) {
        *self.slot(self.next_key()) = value;
    }

    /// The value under `key`, null and last in order if there was none.
    fn slot(&mut self, key: Key) -> &mut Value {
        let at = *self.positions.entry(key.clone()).or_insert_with(|| {
            if let Key::Int(int) = key {
                self.next = self.next.max(int.saturating_add(1));
            }
            self.entries.push((key, Value::Null));
            self.entries.len() - 1
        });
        &mut self.entries[at].1
    }

    /// The first integer above all integer keys.
    pub(crate) fn next_key(&self) -> Key {
        Key::Int(self.next)
    }

    /// The array under `key`, made there if something else or nothing stands in its place.
    pub(crate) fn nested(&mut self, key: Key) -> &mut Self {
        let slot = self.slot(key);
        if slot.as_array().is_none() {
            *slot = Value::Array(Self::default());
        }
        match slot {
            Value::Array(array) => array,
            _ => unreachable!("it was just made an array"),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Key, &Value)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.entries.iter().map(|(key, _)| key)
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        self.entries.iter().map(|(_, value)| value)
    }
}

impl PartialEq for Array {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<K: Into<Key>, V: Into<Value>> FromIterator<(K, V)> for Array {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut array = Self::default();
        for (key, value) in entries {
            array.insert(key.into(), value.into());
        }
        array
    }
}

impl FromIterator<Value> for Array {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        let mut array = Self::default();
        for value in values {
            array.push(value);
        }
        array
    }
}

#[cfg(test)]
mod tests {
    use super::{Array, Key};
    use crate::php::Value;

    #[test]
    fn only_plain_decimal_texts_become_integer_keys() {
        for text in ["0", "10", "-3", "9223372036854775807"] {
            assert!(matches!(Key::from(text), Key::Int(_)), "{text}");
        }
        for text in ["", "01", "-0", "+1", "1.0", " 1", "9223372036854775808"] {
            assert!(matches!(Key::from(text), Key::Text(_)), "{text}");
        }
    }

    #[test]
    fn the_last_duplicate_wins_in_the_first_ones_place() {
        let array: Array = [("a", 1), ("b", 2), ("a", 3)].into_iter().collect();
        let expected: Array = [("a", 3), ("b", 2)].into_iter().collect();
        assert_eq!(array, expected);
    }

    #[test]
    fn pushing_goes_on_after_the_largest_integer_key() {
        let mut array: Array = [("5", "x"), ("a", "y")].into_iter().collect();
        array.push(Value::from("z"));
        assert_eq!(array.get("6"), Some(&Value::from("z")));
        assert!(!array.is_list());
    }
}
