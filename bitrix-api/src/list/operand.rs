//! What a field is compared with, whatever its type.

use std::fmt;
use std::sync::Arc;

use crate::codec::{Encode, Encoder, json_of, to_json};

/// A value that is written as itself, so that what only a batch can fill in stays what it is.
#[derive(Clone)]
pub(crate) struct Operand {
    value: Arc<dyn Encode + Send + Sync>,
    is_empty_list: bool,
}

impl Operand {
    pub(crate) fn new(value: impl Encode + Send + Sync + 'static) -> Self {
        Self { value: Arc::new(value), is_empty_list: false }
    }

    pub(super) fn list(values: Vec<Self>) -> Self {
        Self { is_empty_list: values.is_empty(), value: Arc::new(values) }
    }

    /// Whether it is a list without values.
    pub(super) fn is_empty_list(&self) -> bool {
        self.is_empty_list
    }
}

impl Encode for Operand {
    fn encode(&self, out: &mut Encoder) {
        self.value.encode(out);
    }
}

impl PartialEq for Operand {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.value, &other.value) || json_of(self) == json_of(other)
    }
}

impl fmt::Debug for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&to_json(self)))
    }
}
