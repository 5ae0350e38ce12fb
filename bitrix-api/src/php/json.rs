//! JSON in and out of PHP values, the order of keys kept.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::{Array, Key, Value};

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        // PHP has no unsigned integers: what is too large becomes a float.
        Ok(i64::try_from(value).map_or(Value::Float(value as f64), Value::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Array::default();
        while let Some(item) = items.next_element()? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut array = Array::default();
        while let Some((key, value)) = entries.next_entry::<String, Value>()? {
            array.insert(Key::from(key.as_str()), value);
        }
        Ok(Value::Array(array))
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Array(array) => array.serialize(serializer),
            Self::Opaque => serializer.collect_map::<&str, (), _>([]),
        }
    }
}

impl Serialize for Array {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_list() {
            serializer.collect_seq(self.values())
        } else {
            serializer.collect_map(self.iter().map(|(key, value)| (key.to_string(), value)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    fn through(json: &str) -> String {
        let value: Value = serde_json::from_str(json).expect(json);
        serde_json::to_string(&value).expect(json)
    }

    #[test]
    fn json_comes_back_as_php_writes_it() {
        for (given, back) in [
            ("{}", "[]"),
            ("[]", "[]"),
            (r#"{"0":"a","1":"b"}"#, r#"["a","b"]"#),
            (r#"{"1":"b","0":"a"}"#, r#"{"1":"b","0":"a"}"#),
            (r#"{"z":1,"a":{"c":[],"b":null},"z":2}"#, r#"{"z":2,"a":{"c":[],"b":null}}"#),
            ("[4,4.0,true,\"4\"]", "[4,4.0,true,\"4\"]"),
        ] {
            assert_eq!(through(given), back);
        }
    }

    #[test]
    fn integers_that_do_not_fit_become_floats() {
        let value: Value = serde_json::from_str("9223372036854775808").expect("it is a number");
        assert_eq!(value, Value::Float(9_223_372_036_854_775_808.0));
    }
}
