//! Values as PHP holds them: the server's rules are PHP's, down to its one empty array and its numeric texts.

mod array;
pub(crate) mod form;
mod json;
mod number;

pub(crate) use array::{Array, Key};

/// A value of a request, of an answer, or in storage.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    Array(Array),
    /// An object that shows nothing of itself: `{}`, which an array never is.
    Opaque,
}

impl Value {
    /// What PHP takes for true: all but nothing, zero, the empty text, the text `0` and the empty array.
    pub(crate) fn is_truthy(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(value) => *value,
            Self::Int(value) => *value != 0,
            Self::Float(value) => *value != 0.0,
            Self::Text(text) => !matches!(text.as_str(), "" | "0"),
            Self::Array(array) => !array.is_empty(),
            Self::Opaque => true,
        }
    }

    /// PHP's `is_numeric`: a number, or a text that is one and nothing else but blanks around it.
    pub(crate) fn is_numeric(&self) -> bool {
        match self {
            Self::Int(_) | Self::Float(_) => true,
            Self::Text(text) => number::of_text(text).is_some(),
            Self::Null | Self::Bool(_) | Self::Array(_) | Self::Opaque => false,
        }
    }

    /// PHP's `(int)`, for scalars and arrays alike; a fraction is cut.
    pub(crate) fn to_int(&self) -> i64 {
        match self {
            Self::Null => 0,
            Self::Bool(value) => i64::from(*value),
            Self::Int(value) => *value,
            Self::Float(value) => number::wrapped(*value),
            Self::Text(text) => number::leading_int(text),
            Self::Array(array) => i64::from(!array.is_empty()),
            Self::Opaque => 1,
        }
    }

    /// PHP's `(string)`.
    pub(crate) fn to_text(&self) -> String {
        match self {
            Self::Null | Self::Bool(false) | Self::Opaque => String::new(),
            Self::Bool(true) => "1".to_owned(),
            Self::Int(value) => value.to_string(),
            Self::Float(value) => number::print(*value),
            Self::Text(text) => text.clone(),
            Self::Array(_) => "Array".to_owned(),
        }
    }

    /// The array, if it is one.
    pub(crate) fn as_array(&self) -> Option<&Array> {
        match self {
            Self::Array(array) => Some(array),
            _ => None,
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Array> for Value {
    fn from(value: Array) -> Self {
        Self::Array(value)
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn numeric_texts_are_those_of_php_8() {
        for text in ["4", " 4", "4 ", "\t\n4\r\u{b}\u{c}", "-4", "+4", "4.9", ".5", "5.", "4e0", "1E+3", "00"]
        {
            assert!(Value::from(text).is_numeric(), "{text:?}");
        }
        for text in
            ["", " ", ".", "e5", "1e", "1e+", "0x4", "1 000", "4a", "4\u{a0}", "INF", "NAN", "--4", "1_000"]
        {
            assert!(!Value::from(text).is_numeric(), "{text:?}");
        }
        assert!(!Value::Null.is_numeric() && !Value::from(true).is_numeric());
    }

    #[test]
    fn texts_are_true_unless_they_are_empty_or_zero() {
        for (value, truth) in [
            (Value::from("false"), true),
            (Value::from("0.0"), true),
            (Value::from("0"), false),
            (Value::from(""), false),
            (Value::from(0), false),
            (Value::Null, false),
        ] {
            assert_eq!(value.is_truthy(), truth, "{value:?}");
        }
    }

    #[test]
    fn the_integer_cast_cuts_fractions_and_survives_overflow() {
        for (text, int) in [
            ("4.9", 4),
            ("-4.9", -4),
            ("1e3", 1000),
            (" 12abc", 12),
            ("abc", 0),
            ("", 0),
            ("9223372036854775807", i64::MAX),
            ("99999999999999999999", i64::MAX),
            ("-1e400", i64::MIN),
        ] {
            assert_eq!(Value::from(text).to_int(), int, "{text:?}");
        }
        assert_eq!(Value::Float(0.5).to_int(), 0);
        assert_eq!(Value::Float(f64::INFINITY).to_int(), 0);
        assert_eq!(Value::Float(1e19).to_int(), -8_446_744_073_709_551_616);
    }

    #[test]
    fn the_text_cast_prints_as_php_does() {
        for (value, text) in [
            (Value::Null, ""),
            (Value::from(true), "1"),
            (Value::from(false), ""),
            (Value::from(-7), "-7"),
            (Value::Float(1.0), "1"),
            (Value::Float(0.1 + 0.2), "0.3"),
            (Value::Float(-1.5), "-1.5"),
            (Value::Float(1e14), "1.0E+14"),
            (Value::Float(1e13), "10000000000000"),
            (Value::Float(0.0001), "0.0001"),
            (Value::Float(0.000_012_5), "1.25E-5"),
        ] {
            assert_eq!(value.to_text(), text);
        }
    }
}
