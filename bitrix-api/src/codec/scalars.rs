//! Numbers, texts, booleans, lists and options: strict on the way out, lenient on the way in.

use super::{Decode, Encode, Encoder, Fault, Items, Members};
use crate::check::Violations;

impl Encode for bool {
    fn encode(&self, out: &mut Encoder) {
        out.boolean(*self);
    }
}

/// `true`, `Y`, `1` and `"1"`, and their opposites.
impl Decode for bool {
    const EXPECTED: &'static str = "a boolean";

    fn boolean(value: bool) -> Result<Self, Fault> {
        Ok(value)
    }

    fn integer(value: i64) -> Result<Self, Fault> {
        match value {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Fault::unexpected(Self::EXPECTED, "another number than 0 and 1")),
        }
    }

    fn text(value: &str) -> Result<Self, Fault> {
        match value {
            "Y" | "1" => Ok(true),
            "N" | "0" => Ok(false),
            "" => Err(Fault::absent(Self::EXPECTED, "an empty string")),
            _ => Err(Fault::unexpected(Self::EXPECTED, "a string other than Y, N, 1 and 0")),
        }
    }
}

impl Encode for i64 {
    fn encode(&self, out: &mut Encoder) {
        out.integer(*self);
    }
}

/// A number, or the digits of one in a text.
impl Decode for i64 {
    const EXPECTED: &'static str = "an integer";

    fn integer(value: i64) -> Result<Self, Fault> {
        Ok(value)
    }

    fn float(value: f64) -> Result<Self, Fault> {
        // Beyond 2^53 a float has lost digits, and a wrong identifier is worse than none.
        if value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0 {
            return Ok(value as Self);
        }
        Err(Fault::unexpected(Self::EXPECTED, "a number that is no integer, or too large"))
    }

    fn text(value: &str) -> Result<Self, Fault> {
        match value.trim() {
            "" => Err(Fault::absent(Self::EXPECTED, "an empty string")),
            digits => {
                digits.parse().map_err(|_| Fault::unexpected(Self::EXPECTED, "a string that is no integer"))
            }
        }
    }
}

/// Seconds and the like; a number, or one in a text.
impl Decode for f64 {
    const EXPECTED: &'static str = "a number";

    fn integer(value: i64) -> Result<Self, Fault> {
        Ok(value as Self)
    }

    fn unsigned(value: u64) -> Result<Self, Fault> {
        Ok(value as Self)
    }

    fn float(value: f64) -> Result<Self, Fault> {
        Ok(value)
    }

    fn text(value: &str) -> Result<Self, Fault> {
        value.trim().parse().map_err(|_| Fault::unexpected(Self::EXPECTED, "a string that is no number"))
    }
}

impl Encode for &str {
    fn encode(&self, out: &mut Encoder) {
        out.text(self);
    }
}

impl Encode for String {
    fn encode(&self, out: &mut Encoder) {
        out.text(self);
    }
}

/// A text, or a number as its digits.
impl Decode for String {
    const EXPECTED: &'static str = "a string";

    fn integer(value: i64) -> Result<Self, Fault> {
        Ok(value.to_string())
    }

    fn unsigned(value: u64) -> Result<Self, Fault> {
        Ok(value.to_string())
    }

    fn float(value: f64) -> Result<Self, Fault> {
        Ok(value.to_string())
    }

    fn text(value: &str) -> Result<Self, Fault> {
        Ok(value.to_owned())
    }
}

/// What a method answers whose success is all there is to say.
impl Decode for () {
    const EXPECTED: &'static str = "true";

    fn boolean(value: bool) -> Result<Self, Fault> {
        if value { Ok(()) } else { Err(Fault::unexpected(Self::EXPECTED, "false")) }
    }

    fn integer(value: i64) -> Result<Self, Fault> {
        bool::integer(value).and_then(Self::boolean)
    }

    fn text(value: &str) -> Result<Self, Fault> {
        bool::text(value).and_then(Self::boolean)
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, out: &mut Encoder) {
        out.list(self.iter().map(|item| item as &dyn Encode));
    }

    fn violations(&self, found: &mut Violations) {
        for (at, item) in self.iter().enumerate() {
            found.item(at, item);
        }
    }
}

/// A list; an object where PHP's list had gaps; nothing where it was empty.
impl<T: Decode> Decode for Vec<T> {
    const EXPECTED: &'static str = "a list";

    fn list(items: &mut Items<'_>) -> Result<Self, Fault> {
        let mut list = Self::new();
        while let Some(item) = items.item()? {
            list.push(item);
        }
        Ok(list)
    }

    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        let mut list = Self::new();
        while let Some(name) = members.next_name() {
            if !name.bytes().all(|b| b.is_ascii_digit()) {
                return Err(Fault::unexpected(Self::EXPECTED, "an object"));
            }
            let mut item = None;
            members.read_named(&name, &mut item);
            list.extend(item);
        }
        Ok(list)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, out: &mut Encoder) {
        if let Some(value) = self {
            value.encode(out);
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn violations(&self, found: &mut Violations) {
        if let Some(value) = self {
            value.violations(found);
        }
    }
}

/// Nothing for `null`, and for whatever else the inner type recognises as a missing value.
impl<T: Decode> Decode for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn null() -> Result<Self, Fault> {
        Ok(None)
    }
    fn boolean(value: bool) -> Result<Self, Fault> {
        or_none(T::boolean(value))
    }
    fn integer(value: i64) -> Result<Self, Fault> {
        or_none(T::integer(value))
    }
    fn unsigned(value: u64) -> Result<Self, Fault> {
        or_none(T::unsigned(value))
    }
    fn float(value: f64) -> Result<Self, Fault> {
        or_none(T::float(value))
    }
    fn text(value: &str) -> Result<Self, Fault> {
        or_none(T::text(value))
    }
    fn list(items: &mut Items<'_>) -> Result<Self, Fault> {
        or_none(T::list(items))
    }
    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        or_none(T::object(members))
    }
}

fn or_none<T>(result: Result<T, Fault>) -> Result<Option<T>, Fault> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(fault) if fault.is_absent() => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Any JSON value, for methods that no spec describes.
impl Decode for serde_json::Value {
    const EXPECTED: &'static str = "a value";

    fn null() -> Result<Self, Fault> {
        Ok(Self::Null)
    }
    fn boolean(value: bool) -> Result<Self, Fault> {
        Ok(Self::Bool(value))
    }
    fn integer(value: i64) -> Result<Self, Fault> {
        Ok(Self::from(value))
    }
    fn unsigned(value: u64) -> Result<Self, Fault> {
        Ok(Self::from(value))
    }
    fn float(value: f64) -> Result<Self, Fault> {
        Ok(Self::from(value))
    }
    fn text(value: &str) -> Result<Self, Fault> {
        Ok(Self::from(value))
    }
    fn list(items: &mut Items<'_>) -> Result<Self, Fault> {
        Vec::list(items).map(Self::Array)
    }
    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        let mut object = serde_json::Map::new();
        while let Some(name) = members.next_name() {
            let mut value = None;
            members.read_named(&name, &mut value);
            object.extend(value.map(|value| (name, value)));
        }
        Ok(Self::Object(object))
    }
}
