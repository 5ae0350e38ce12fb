//! Writing values: what a request says, apart from the notation in which it is said.

use super::json::Json;
use super::query::{Query, Unfit};
use crate::batch::Reference;
use crate::check::Violations;

/// A value that a request can carry.
pub trait Encode {
    /// Writes the value.
    fn encode(&self, out: &mut Encoder);

    /// Whether there is nothing to write, so that an object leaves the member out: `None`, and nothing else.
    fn is_absent(&self) -> bool {
        false
    }

    /// Reports what the server would refuse: lengths, emptiness, words that are none of an enumeration's.
    fn violations(&self, found: &mut Violations) {
        let _ = found;
    }
}

impl<T: Encode> Encode for &T {
    fn encode(&self, out: &mut Encoder) {
        (**self).encode(out);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }

    fn violations(&self, found: &mut Violations) {
        (**self).violations(found);
    }
}

/// Takes a value apart into JSON text, or into the query string of a command in a batch.
pub struct Encoder {
    notation: Notation,
    /// The next object's members stand among those of the one around it.
    inline: bool,
}

enum Notation {
    Json(Json),
    Query(Query),
}

impl Encoder {
    pub(crate) fn json() -> Self {
        Self::json_after(Vec::with_capacity(512))
    }

    /// Writes on where a text has begun.
    pub(crate) fn json_after(text: Vec<u8>) -> Self {
        Self { notation: Notation::Json(Json::after(text)), inline: false }
    }

    pub(crate) fn query() -> Self {
        Self { notation: Notation::Query(Query::default()), inline: false }
    }

    /// What has been written, where it is JSON.
    pub(crate) fn into_json(self) -> Json {
        match self.notation {
            Notation::Json(json) => json,
            Notation::Query(_) => Json::after(Vec::new()),
        }
    }

    /// What has been written, where it is a query string.
    pub(crate) fn into_query(self) -> Query {
        match self.notation {
            Notation::Query(query) => query,
            Notation::Json(_) => Query::default(),
        }
    }

    /// Writes true or false.
    pub fn boolean(&mut self, value: bool) {
        match &mut self.notation {
            Notation::Json(json) => json.serde(&value),
            Notation::Query(query) => query.unfit(Unfit::Boolean),
        }
    }

    /// Writes a whole number.
    pub fn integer(&mut self, value: i64) {
        match &mut self.notation {
            Notation::Json(json) => json.serde(&value),
            Notation::Query(query) => query.plain(&value.to_string()),
        }
    }

    /// Writes a text.
    pub fn text(&mut self, value: &str) {
        match &mut self.notation {
            Notation::Json(json) => json.serde(value),
            Notation::Query(query) => query.text(value),
        }
    }

    /// Writes an identifier that an earlier command of a batch is to give.
    pub(crate) fn reference(&mut self, reference: Reference) {
        match &mut self.notation {
            Notation::Json(json) => json.reference(reference),
            Notation::Query(query) => query.reference(reference),
        }
    }

    /// Writes an object whose names a spec gives; members without a value are left out, and the members of one whose
    /// name ends with `*` stand beside the others.
    pub fn object(&mut self, members: &[(&str, &dyn Encode)]) {
        let outer = self.open_object();
        for (name, value) in members {
            if name.ends_with('*') {
                self.inline(*value);
            } else {
                self.member(name, *value);
            }
        }
        self.close_object(outer);
    }

    /// Writes an object whose names are a caller's own, whatever stands in them; members without a value are left out.
    pub fn map<'v>(&mut self, members: impl IntoIterator<Item = (&'v str, &'v dyn Encode)>) {
        let outer = self.open_object();
        for (name, value) in members {
            self.member(name, value);
        }
        self.close_object(outer);
    }

    /// Begins an object, unless its members go into the one around it.
    fn open_object(&mut self) -> Option<usize> {
        (!std::mem::take(&mut self.inline)).then(|| match &mut self.notation {
            Notation::Json(json) => json.open_object(),
            Notation::Query(query) => query.open(),
        })
    }

    fn close_object(&mut self, outer: Option<usize>) {
        let Some(outer) = outer else { return };
        match &mut self.notation {
            Notation::Json(json) => json.close_object(outer),
            Notation::Query(query) => query.close(outer, Unfit::EmptyObject),
        }
    }

    fn member(&mut self, name: &str, value: &dyn Encode) {
        if value.is_absent() {
            return;
        }
        let outer = match &mut self.notation {
            Notation::Json(json) => json.member(name),
            Notation::Query(query) => query.enter(name),
        };
        value.encode(self);
        if let Notation::Query(query) = &mut self.notation {
            query.leave(outer);
        }
    }

    /// Writes an object's members among those of the object around it.
    fn inline(&mut self, value: &dyn Encode) {
        if value.is_absent() {
            return;
        }
        self.inline = true;
        value.encode(self);
        // Whatever was no object has not taken it.
        self.inline = false;
    }

    /// Writes two values that are objects as one object.
    pub(crate) fn joined(&mut self, one: &dyn Encode, other: &dyn Encode) {
        self.object(&[("*", one), ("*", other)]);
    }

    /// Writes a list. What is absent stands there as null, since the others would move up otherwise.
    pub fn list<'v>(&mut self, items: impl IntoIterator<Item = &'v dyn Encode>) {
        let outer = match &mut self.notation {
            Notation::Json(json) => json.open_list(),
            Notation::Query(query) => query.open(),
        };
        for (at, item) in items.into_iter().enumerate() {
            let inner = match &mut self.notation {
                Notation::Json(json) => json.item(),
                Notation::Query(query) => query.enter(&at.to_string()),
            };
            if item.is_absent() {
                self.null();
            } else {
                item.encode(self);
            }
            if let Notation::Query(query) = &mut self.notation {
                query.leave(inner);
            }
        }
        match &mut self.notation {
            Notation::Json(json) => json.close_list(outer),
            Notation::Query(query) => query.close(outer, Unfit::EmptyList),
        }
    }

    /// Writes a value of any shape.
    pub(crate) fn value(&mut self, value: &serde_json::Value) {
        use serde_json::Value;
        if let Notation::Json(json) = &mut self.notation {
            return json.serde(value);
        }
        match value {
            Value::Null => self.null(),
            Value::Bool(value) => self.boolean(*value),
            Value::Number(number) => self.plain(&number.to_string()),
            Value::String(text) => self.text(text),
            Value::Array(items) => self.list(items.iter().map(|item| item as &dyn Encode)),
            Value::Object(members) => {
                self.map(members.iter().map(|(name, value)| (name.as_str(), value as &dyn Encode)));
            }
        }
    }

    fn null(&mut self) {
        match &mut self.notation {
            Notation::Json(json) => json.null(),
            Notation::Query(query) => query.unfit(Unfit::Null),
        }
    }

    fn plain(&mut self, number: &str) {
        if let Notation::Query(query) = &mut self.notation {
            query.plain(number);
        }
    }
}
