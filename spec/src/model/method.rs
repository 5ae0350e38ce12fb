//! What a method takes and answers.

use super::{Operator, Type};
use crate::rust;
use crate::source::Place;

const DOCUMENTATION: &str = "https://apidocs.bitrix24.com";

/// One method.
#[derive(Debug, Clone)]
pub struct Method {
    /// The short name: `update`.
    pub name: String,
    /// The name on the wire: `biconnector.connector.update`.
    pub wire_name: String,
    /// What it does.
    pub doc: Option<String>,
    /// The folder of its page in the documentation.
    pub page: Option<String>,
    /// What to do instead of calling it.
    pub deprecated: Option<String>,
    /// What a caller has to fear.
    pub warning: Option<String>,
    /// Whether it changes anything.
    pub kind: MethodKind,
    /// Who may call it.
    pub context: Context,
    /// Its parameters, the page of a list not among them.
    pub params: Vec<Param>,
    /// How it pages, if it lists.
    pub list: Option<List>,
    /// What it answers.
    pub result: ResultShape,
    /// Which of the entity's fields stand deeper in the answer.
    pub nested: Option<Nested>,
    /// Where the answer lists the entity's fields: the member of each item that holds a field's name.
    pub describes: Option<String>,
    /// The base family has it too.
    pub inherited: bool,
    /// Its errors, as positions in the family's table: in the order in which the server looks for them.
    pub errors: Vec<usize>,
    /// Requests and answers as its documentation page shows them.
    pub examples: Vec<Example>,
    /// Where the method is written, for messages about it.
    pub place: Place,
}

impl Method {
    /// The address of its page in the documentation.
    #[must_use]
    pub fn documentation(&self) -> Option<String> {
        let page = self.page.as_ref()?;
        Some(format!("{DOCUMENTATION}/{page}/{}.html", self.wire_name.replace('.', "-")))
    }

    /// Whether it answers with the family's entity, or with a list of such.
    #[must_use]
    pub fn returns_entity(&self) -> bool {
        let one = self.result.item().or_else(|| self.result.ty());
        one.is_some_and(|ty| matches!(ty, Type::Entity(_)))
    }

    /// The Rust name of its request type.
    #[must_use]
    pub fn rust_name(&self) -> String {
        rust::upper_camel(&self.name)
    }
}

/// A request and the answer to it, as JSON; either may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The parameters.
    pub request: Option<String>,
    /// The whole answer, the parts beside `result` included.
    pub response: Option<String>,
}

/// Whether a method changes anything: what may be repeated when its outcome is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MethodKind {
    /// It only looks.
    Read,
    /// It changes something.
    Write,
}

/// Who may call a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// Applications and webhooks.
    Any,
    /// Applications only.
    Application,
}

/// One parameter.
#[derive(Debug, Clone)]
pub struct Param {
    /// The name on the wire.
    pub name: String,
    /// What it means.
    pub doc: Option<String>,
    /// What it holds.
    pub ty: ParamType,
    /// Its name in Rust, where that does not follow from its own.
    pub rust: Option<String>,
}

impl Param {
    /// The Rust name.
    #[must_use]
    pub fn rust_name(&self) -> String {
        self.rust.clone().unwrap_or_else(|| rust::snake(&self.name))
    }
}

/// What a parameter holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParamType {
    /// A value.
    Value(Type),
    /// A new entity: the required fields and any of the others.
    New,
    /// Changes to an entity: any changeable field, at least one.
    Patch,
}

/// How a list method pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The parameter that takes the place to begin at.
    pub param: String,
    /// What that place is.
    pub paging: Paging,
    /// Rows of a full page.
    pub size: u32,
    /// It takes `select`.
    pub select: bool,
    /// The operators that its `filter` takes; none if it takes no `filter`.
    pub filter: Vec<Operator>,
    /// Those of them that take numbers only.
    pub numbers: Vec<Operator>,
    /// It takes `order`.
    pub order: bool,
    /// A filter may have groups, joined by `logic`.
    pub groups: bool,
    /// The identifier by which it can be walked: `start=-1`, and `>ID` with the last one.
    pub by: Option<String>,
}

/// What a list's position counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paging {
    /// Pages, from 1; a short page is the last.
    Page,
    /// Rows, from 0; the answer's `next` is the position of the next page.
    Start,
}

/// Fields that stand one level deeper in an answer than the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nested {
    /// The member that holds them.
    pub member: String,
    /// The fields that stand beside it all the same.
    pub except: Vec<String>,
}

/// What a method answers in `result`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResultShape {
    /// The boolean `true`, and nothing else.
    True,
    /// A value.
    Value(Type),
    /// An object of which one member is wanted.
    Member(String, Type),
}

impl ResultShape {
    /// The type of what is wanted, if that is more than `true`.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::True => None,
            Self::Value(ty) | Self::Member(_, ty) => Some(ty),
        }
    }

    /// The type of what it lists, if it does.
    #[must_use]
    pub fn item(&self) -> Option<&Type> {
        match self.ty()? {
            Type::List(item) => Some(item),
            _ => None,
        }
    }
}
