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

fn has_boolean(family: &Family, ty: &Type) -> bool {
    has_boolean_outside(&mut Vec::new(), family, ty)
}

/// Whether every value of the type has one of JSON's own booleans in it, outside of the objects that are being looked at
/// already. An empty list or map has none, and no batch carries those either.
fn has_boolean_outside<'f>(seen: &mut Vec<&'f str>, family: &'f Family, ty: &'f Type) -> bool {
    match ty {
        Type::Boolean(flag) => *flag == Flag::Json,
        Type::List(inner) | Type::Map(inner) => has_boolean_outside(seen, family, inner),
        Type::Object(name) if !seen.contains(&name.as_str()) => {
            seen.push(name);
            let fields = family.object(name).into_iter().flat_map(|object| &object.fields);
            fields
                .filter(|field| !field.may_be_absent())
                .any(|field| has_boolean_outside(seen, family, field.write_ty()))
        }
        _ => false,
    }
}
