//! Requests as JSON, the body of a call.

use crate::batch::Reference;

/// A JSON text that is being written.
pub(crate) struct Json {
    text: Vec<u8>,
    /// Where the members of the object, or the items of the list, begin.
    start: usize,
    /// The identifiers that only a batch can know, in the order of the text.
    references: Vec<Reference>,
}

impl Json {
    /// Goes on where a text has begun.
    pub(super) fn after(text: Vec<u8>) -> Self {
        Self { start: text.len(), text, references: Vec::new() }
    }

    pub(crate) fn into_text(self) -> Vec<u8> {
        self.text
    }

    /// Whether there was an identifier in it that only a batch can know.
    pub(crate) fn refers(&self) -> bool {
        !self.references.is_empty()
    }

    /// Notes an identifier that only a batch can know, and leaves its place empty.
    pub(super) fn reference(&mut self, reference: Reference) {
        self.references.push(reference);
        self.null();
    }

    pub(super) fn null(&mut self) {
        self.text.extend_from_slice(b"null");
    }

    pub(super) fn open_object(&mut self) -> usize {
        self.open(b'{')
    }

    pub(super) fn close_object(&mut self, outer: usize) {
        self.close(b'}', outer);
    }

    pub(super) fn open_list(&mut self) -> usize {
        self.open(b'[')
    }

    pub(super) fn close_list(&mut self, outer: usize) {
        self.close(b']', outer);
    }

    fn open(&mut self, bracket: u8) -> usize {
        self.text.push(bracket);
        std::mem::replace(&mut self.start, self.text.len())
    }

    fn close(&mut self, bracket: u8, outer: usize) {
        self.text.push(bracket);
        self.start = outer;
    }

    pub(super) fn item(&mut self) -> usize {
        if self.text.len() > self.start {
            self.text.push(b',');
        }
        self.start
    }

    pub(super) fn member(&mut self, name: &str) -> usize {
        self.item();
        self.serde(name);
        self.text.push(b':');
        self.start
    }

    /// Writes whatever serde can serialise. Texts, numbers and maps with text keys cannot fail; anything else is the
    /// caller's to refuse first.
    pub(super) fn serde<T: serde::Serialize + ?Sized>(&mut self, value: &T) {
        let before = self.text.len();
        if serde_json::to_writer(&mut self.text, value).is_err() {
            self.text.truncate(before);
            self.null();
        }
    }
}

/// By what they say, the commands that they refer to included.
impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.references == other.references
    }
}
