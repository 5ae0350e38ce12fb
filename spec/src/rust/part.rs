//! The parts of a request: what its struct holds, and where each comes from.

use super::RustType;
use crate::model::{Family, Field, List, Method, Param, ParamType, Record, Type};
use crate::rust::snake;

/// A part of a request: a struct field, and how it gets its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The struct field, keywords as they are.
    pub name: String,
    /// The parameter's name on the wire.
    pub wire: String,
    /// What the spec says of it, if it is a parameter with a text.
    pub doc: Option<String>,
    /// Where its value comes from.
    pub holds: Holds,
}

/// Where the value of a part comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// `new` takes it, in a struct with its neighbours where they could be swapped.
    Required {
        /// What it is.
        ty: Type,
        /// The name of that struct, if there is one: see [`bundle`].
        params: String,
    },
    /// A setter takes it.
    Optional(Type),
    /// Which rows of a list are wanted; a setter takes it. The entity whose fields it names.
    Filter(String),
    /// How a list is sorted; a setter takes it. The entity whose fields it names.
    Order(String),
    /// The place at which a list begins; a setter takes it.
    Position,
    /// The fields of a new entity: the struct of those that it must have, and that of those that have setters.
    New {
        /// `NewConnector`, if there are any.
        required: Option<String>,
        /// `ConnectorPatch`, or `OptionalConnector` where that has other fields.
        optional: Option<String>,
    },
    /// Changes to an entity, with a setter for each.
    Patch(String),
    /// Changes to an entity of which `new` takes some, so that there is always something to send.
    FullPatch(String),
}

/// The parts of a method's request, in the order of its parameters.
#[must_use]
pub fn parts(family: &Family, method: &Method) -> Vec<Part> {
    let params = method.params.iter().filter_map(|param| part(family, method, param));
    let position = method.list.iter().map(|list| Part {
        name: snake(&list.param),
        wire: list.param.clone(),
        doc: None,
        holds: Holds::Position,
    });
    let query = method.list.iter().flat_map(|list| query(family, method, list));
    params.chain(query).chain(position).collect()
}

/// What narrows and sorts a list of entities.
fn query(family: &Family, method: &Method, list: &List) -> impl Iterator<Item = Part> {
    let entity = family.entity.as_ref().filter(|_| lists_entity(method)).map(|entity| entity.name.clone());
    let part = |name: &str, holds| Part { name: name.to_owned(), wire: name.to_owned(), doc: None, holds };
    let filter =
        entity.clone().filter(|_| !list.filter.is_empty()).map(|it| part("filter", Holds::Filter(it)));
    let order = entity.filter(|_| list.order).map(|it| part("order", Holds::Order(it)));
    filter.into_iter().chain(order)
}

/// Whether it answers with a list of the family's entities.
#[must_use]
pub fn lists_entity(method: &Method) -> bool {
    method.list.is_some() && matches!(method.result.item(), Some(Type::Entity(_)))
}

fn part(family: &Family, method: &Method, param: &Param) -> Option<Part> {
    let holds = match (&param.ty, &family.entity) {
        (ParamType::New, Some(entity)) => {
            let required = entity.required().next().map(|_| format!("New{}", entity.name));
            match (required, optional_fields(family, entity)) {
                // The portal writes all of them.
                (None, None) => return None,
                (required, optional) => Holds::New { required, optional },
            }
        }
        (ParamType::Patch, Some(entity)) => {
            let patch = format!("{}Patch", entity.name);
            let is_full = entity.required_on_update().next().is_some();
            if is_full { Holds::FullPatch(patch) } else { Holds::Patch(patch) }
        }
        (ParamType::Value(Type::Option(inner)), _) => Holds::Optional((**inner).clone()),
        (ParamType::Value(ty), _) => {
            Holds::Required { ty: ty.clone(), params: format!("{}Params", method.rust_name()) }
        }
        (ParamType::New | ParamType::Patch, None) => return None,
    };
    Some(Part { name: param.rust_name(), wire: param.name.clone(), doc: param.doc.clone(), holds })
}

/// The struct that keeps what a new entity may have: the patch, where that has the same fields and maybe more.
#[must_use]
pub fn optional_fields(family: &Family, entity: &Record) -> Option<String> {
    let mut fields = entity.optional_on_add().peekable();
    fields.peek()?;
    let can_change = |field: &Field| entity.changeable().any(|known| known.name == field.name);
    let fits = writes_entity(family, &ParamType::Patch)
        && entity.required_on_update().next().is_none()
        && fields.all(can_change);
    Some(if fits { format!("{}Patch", entity.name) } else { format!("Optional{}", entity.name) })
}

/// Whether a method takes the entity in this way.
#[must_use]
pub fn writes_entity(family: &Family, takes: &ParamType) -> bool {
    family.methods.iter().flat_map(|method| &method.params).any(|param| param.ty == *takes)
}

/// The struct that takes the required parameters where they are more than three, or two of one type stand side by side.
#[must_use]
pub fn bundle<'p>(parts: impl IntoIterator<Item = &'p Part> + Clone) -> Option<&'p str> {
    let required: Vec<_> = parts.clone().into_iter().filter_map(Part::required).collect();
    if required.len() <= 3 && !required.windows(2).any(|pair| pair[0] == pair[1]) {
        return None;
    }
    parts.into_iter().find_map(|part| match &part.holds {
        Holds::Required { params, .. } => Some(params.as_str()),
        _ => None,
    })
}

impl Part {
    /// The type of what `new` takes for it, if it takes anything as a whole.
    #[must_use]
    pub fn required(&self) -> Option<RustType> {
        match &self.holds {
            Holds::Required { ty, .. } => Some(RustType::written(ty)),
            Holds::New { required, .. } => required.clone().map(RustType::Own),
            _ => None,
        }
    }

    /// The type of a parameter that is a value.
    #[must_use]
    pub fn value_type(&self) -> Option<&Type> {
        match &self.holds {
            Holds::Required { ty, .. } | Holds::Optional(ty) => Some(ty),
            Holds::Position => Some(&Type::Integer),
            _ => None,
        }
    }
}
