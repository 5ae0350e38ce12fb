//! The errors with which methods answer.

use super::Rule;
use crate::message::Message;
use crate::rust;

/// One way in which a method may be refused.
#[derive(Debug, Clone)]
pub struct ErrorCase {
    /// Its name in the spec: the code, unless the code is none.
    pub name: String,
    /// The code on the wire.
    pub code: Code,
    /// The text.
    pub message: Message,
    /// What it means, where the text does not say it.
    pub doc: Option<String>,
    /// What a caller can do about it.
    pub help: Option<String>,
    /// The rules whose breach it answers; none where only the server can know.
    pub rules: Vec<Rule>,
    /// Where it stands in the answer.
    pub at: ErrorPlace,
    /// The HTTP status it comes with.
    pub http: u16,
    /// Whether all portals use this very text.
    pub exact: bool,
    /// The methods that answer with it, where a rule alone would name more.
    pub methods: Option<Vec<String>>,
}

impl ErrorCase {
    /// The Rust name of its variant.
    #[must_use]
    pub fn rust_name(&self) -> String {
        rust::upper_camel(&self.name)
    }
}

/// An error code; a number is not the same as its digits in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// A JSON string, possibly empty.
    Text(String),
    /// A JSON number.
    Number(i64),
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(code) => code.fmt(f),
            Self::Number(code) => code.fmt(f),
        }
    }
}

/// Where an error stands in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorPlace {
    /// Inside `result`, with HTTP 200.
    Result,
    /// Beside `result`.
    Top,
}
