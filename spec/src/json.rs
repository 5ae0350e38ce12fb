//! JSON texts with places, for the examples of methods.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value, and the bytes of the text that it stands in.
#[derive(Debug)]
pub(crate) struct Json<'t> {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value<'t>,
}

#[derive(Debug)]
pub(crate) enum Value<'t> {
    Null,
    Boolean(bool),
    /// As it is written.
    Number(&'t str),
    Text(String),
    List(Vec<Json<'t>>),
    Object(Vec<Member<'t>>),
}

/// A member of an object.
#[derive(Debug)]
pub(crate) struct Member<'t> {
    pub(crate) name: String,
    /// The bytes of the name, quotes included.
    pub(crate) span: Range<usize>,
    pub(crate) json: Json<'t>,
}

/// What keeps a text from being JSON.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
}

/// As deep as any sensible answer goes, and far from the end of the stack.
const DEEPEST: usize = 32;

/// Reads a text. Objects keep their members in order; none may stand in one twice.
pub(crate) fn parse(text: &str) -> Result<Json<'_>, Fault> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| Fault::of(text, &error))?;
    Reader { text }.json(raw, 0)
}

impl<'t> Json<'t> {
    /// The member of this name, if this is an object that has one.
    pub(crate) fn member(&self, name: &str) -> Option<&Self> {
        self.members()?.iter().find(|member| member.name == name).map(|member| &member.json)
    }

    pub(crate) fn members(&self) -> Option<&[Member<'t>]> {
        match &self.value {
            Value::Object(members) => Some(members),
            _ => None,
        }
    }

    /// What it is, for messages.
    pub(crate) fn what(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Boolean(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}

impl Fault {
    fn of(text: &str, error: &serde_json::Error) -> Self {
        let line_start =
            text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let at = (line_start + error.column().saturating_sub(1)).min(text.len());
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        Self { span: at..text.len().min(at + 1), message }
    }
}

struct Reader<'t> {
    text: &'t str,
}

impl<'t> Reader<'t> {
    fn json(&self, raw: &'t RawValue, depth: usize) -> Result<Json<'t>, Fault> {
        let (text, span) = (raw.get(), self.span(raw));
        let fault = |message: &str| Fault { span: span.clone(), message: message.to_owned() };
        let broken = |_| fault("this cannot be read");
        if depth > DEEPEST {
            return Err(fault(&format!("this is more than {DEEPEST} deep")));
        }
        let value = match text.as_bytes().first() {
            Some(b'n') => Value::Null,
            Some(b't') => Value::Boolean(true),
            Some(b'f') => Value::Boolean(false),
            Some(b'"') => Value::Text(serde_json::from_str(text).map_err(broken)?),
            Some(b'[') => {
                let items: Vec<&'t RawValue> = serde_json::from_str(text).map_err(broken)?;
                Value::List(
                    items.into_iter().map(|item| self.json(item, depth + 1)).collect::<Result<_, _>>()?,
                )
            }
            Some(b'{') => {
                let members: Members<'t> = serde_json::from_str(text).map_err(broken)?;
                Value::Object(self.members(members, depth)?)
            }
            _ => Value::Number(text),
        };
        Ok(Json { span, value })
    }

    fn members(&self, raw: Members<'t>, depth: usize) -> Result<Vec<Member<'t>>, Fault> {
        let mut members: Vec<Member<'t>> = Vec::new();
        for (name, value) in raw.0 {
            let span = self.span(name);
            let fault = |message: String| Fault { span: span.clone(), message };
            let name: String =
                serde_json::from_str(name.get()).map_err(|_| fault("this cannot be read".to_owned()))?;
            if members.iter().any(|known| known.name == name) {
                return Err(fault(format!("`{name}` stands in this object twice")));
            }
            members.push(Member { name, span, json: self.json(value, depth + 1)? });
        }
        Ok(members)
    }

    /// Where a part of the text stands in it.
    fn span(&self, raw: &RawValue) -> Range<usize> {
        let part = raw.get();
        let start = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        start..start + part.len()
    }
}

struct Members<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
