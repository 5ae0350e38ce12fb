//! Which requests a batch can carry: its commands are query strings, in which every value is a text.

use super::part::{Holds, parts};
use crate::model::{Family, Field, Flag, Method, Type};

/// Whether a batch may carry a request of the method. One that it must refuse whatever is set says so in its type.
#[must_use]
pub fn fits_batch(family: &Family, method: &Method) -> bool {
    !parts(family, method).iter().any(|part| match &part.holds {
        Holds::Required { ty, .. } => has_boolean(family, ty),
        Holds::New { required: Some(_), .. } => family
            .entity
            .iter()
            .flat_map(|entity| entity.required())
            .any(|field| field_has_boolean(family, field)),
        Holds::FullPatch(_) => {
            let fields = family.entity.iter().flat_map(|entity| entity.required_on_update());
            fields.into_iter().any(|field| field_has_boolean(family, field))
        }
        _ => false,
    })
}

fn field_has_boolean(family: &Family, field: &Field) -> bool {
    has_boolean(family, field.write_ty())
}

/// Whether every value of the type has one of JSON's own booleans in it. An empty list or map has none, and no batch
/// carries those either.
fn has_boolean(family: &Family, ty: &Type) -> bool {
    match ty {
        Type::Boolean(flag) => *flag == Flag::Json,
        Type::List(inner) | Type::Map(inner) => has_boolean(family, inner),
        Type::Object(name) => {
            let object = family.object(name);
            let fields = object.into_iter().flat_map(|object| object.required());
            fields.into_iter().any(|field| !field.may_be_absent() && field_has_boolean(family, field))
        }
        _ => false,
    }
}
