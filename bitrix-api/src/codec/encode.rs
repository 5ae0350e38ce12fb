//! Writing values: what a request says, apart from the notation in which it is said.

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

/// Takes a value apart into JSON text.
#[derive(Default)]
pub struct Encoder {
    json: Vec<u8>,
}

impl Encoder {
    pub(crate) fn new() -> Self {
        Self { json: Vec::with_capacity(512) }
    }

    pub(crate) fn into_json(self) -> Vec<u8> {
        self.json
    }

    /// Writes true or false.
    pub fn boolean(&mut self, value: bool) {
        self.json.extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// Writes a whole number.
    pub fn integer(&mut self, value: i64) {
        self.serde(&value);
    }

    /// Writes a text.
    pub fn text(&mut self, value: &str) {
        self.serde(value);
    }

    /// Writes an object; members without a value are left out, and the members of one whose name ends with `*` stand
    /// beside the others.
    pub fn object(&mut self, members: &[(&str, &dyn Encode)]) {
        self.json.push(b'{');
        let start = self.json.len();
        for (name, value) in members {
            if value.is_absent() {
                continue;
            }
            if name.ends_with('*') {
                self.spread(*value, start);
                continue;
            }
            self.separate(start);
            self.text(name);
            self.json.push(b':');
            value.encode(self);
        }
        self.json.push(b'}');
    }

    /// Writes an object's members without its braces.
    fn spread(&mut self, value: &dyn Encode, start: usize) {
        let before = self.json.len();
        self.separate(start);
        let brace = self.json.len();
        value.encode(self);
        if self.json.get(brace..).is_none_or(|object| object == b"{}") {
            self.json.truncate(before);
        } else {
            self.json.remove(brace);
            self.json.pop();
        }
    }

    /// A comma, unless nothing has been written since `start`.
    fn separate(&mut self, start: usize) {
        if self.json.len() > start {
            self.json.push(b',');
        }
    }

    /// Writes two values that are objects as one object.
    pub(crate) fn joined(&mut self, one: &dyn Encode, other: &dyn Encode) {
        one.encode(self);
        let seam = self.json.len().saturating_sub(1);
        other.encode(self);
        // `{"a":1}{"b":2}`: a comma takes the place of the two braces at the seam, unless a side of it is empty.
        let (before, after) = self.json.split_at(seam);
        let comma = (!before.ends_with(b"{") && !after.starts_with(b"}{}")).then_some(b',');
        if after.starts_with(b"}{") {
            self.json.splice(seam..seam + 2, comma);
        }
    }

    /// Writes a list.
    pub fn list<'v>(&mut self, items: impl IntoIterator<Item = &'v dyn Encode>) {
        self.json.push(b'[');
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                self.json.push(b',');
            }
            item.encode(self);
        }
        self.json.push(b']');
    }

    /// Writes whatever serde can serialise, such as the parameters of a raw call. Text, numbers and maps with text
    /// keys cannot fail; anything else is the caller's to refuse first.
    pub(crate) fn serde<T: serde::Serialize + ?Sized>(&mut self, value: &T) {
        let before = self.json.len();
        if serde_json::to_writer(&mut self.json, value).is_err() {
            self.json.truncate(before);
            self.json.extend_from_slice(b"null");
        }
    }
}
