//! What the portal asks external systems for.

use crate::rust;
use crate::source::Place;

/// An address at an external system that the portal calls.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// Its name in Rust: `describe`.
    pub name: String,
    /// What it is asked for.
    pub doc: Option<String>,
    /// The entity's field that holds its address.
    pub field: String,
    /// What it receives besides the settings of the source.
    pub params: Vec<EndpointParam>,
    /// What it answers.
    pub answer: EndpointAnswer,
    /// Where it is written, for messages about it.
    pub place: Place,
}

impl Endpoint {
    /// The Rust name of the function that answers it.
    #[must_use]
    pub fn rust_name(&self) -> String {
        rust::snake(&self.name)
    }

    /// The Rust name of the struct of its parameters, if it has several.
    #[must_use]
    pub fn query(&self) -> Option<String> {
        (self.params.len() > 1).then(|| format!("{}Query", rust::upper_camel(&self.name)))
    }

    /// The parameter of this kind.
    #[must_use]
    pub fn param(&self, holds: Asked) -> Option<&EndpointParam> {
        self.params.iter().find(|param| param.holds == holds)
    }
}

/// One parameter of an endpoint.
#[derive(Debug, Clone)]
pub struct EndpointParam {
    /// The name on the wire.
    pub name: String,
    /// What it means.
    pub doc: Option<String>,
    /// Its name in Rust, where that does not follow from its own.
    pub rust: Option<String>,
    /// What it holds.
    pub holds: Asked,
}

impl EndpointParam {
    /// The Rust name.
    #[must_use]
    pub fn rust_name(&self) -> String {
        self.rust.clone().unwrap_or_else(|| rust::snake(&self.name))
    }
}

/// What a parameter of an endpoint holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A text, which is always there and may be empty.
    Text,
    /// The columns that the answer is to have, in this order; all where it is left out.
    Columns,
    /// Which rows the answer is to have.
    Filter,
    /// The most rows that the answer may have.
    Limit,
    /// The names by which the call speaks of columns, by the columns' codes in the external system.
    Names,
}

/// What an endpoint answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndpointAnswer {
    /// Whatever is not empty.
    Any,
    /// A list of objects.
    List {
        /// The objects.
        object: String,
        /// The portal takes no empty list.
        not_empty: bool,
    },
    /// A list of the columns' codes, and behind it one list for each row.
    Rows,
}
