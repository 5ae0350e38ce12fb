//! The fields that an add or an update carries, as the generated requests hold them.

use std::marker::PhantomData;

use crate::check::Violations;
use crate::codec::{Encode, Encoder};
use crate::request::{Empty, NothingToChange, Ready};

/// The changes of an update, and whether there are any yet: [`Empty`] or [`Ready`].
#[derive(Debug, Clone, PartialEq)]
pub struct Changes<Patch, State> {
    /// The fields that are set.
    pub patch: Patch,
    state: PhantomData<State>,
}

impl<Patch: Default> Changes<Patch, Empty> {
    /// No changes yet.
    #[must_use]
    pub fn none() -> Self {
        Self { patch: Patch::default(), state: PhantomData }
    }
}

impl<Patch: Default + PartialEq> Changes<Patch, Ready> {
    /// The changes of a patch, if it has any.
    pub fn of(patch: Patch) -> Result<Self, NothingToChange> {
        if patch == Patch::default() {
            return Err(NothingToChange);
        }
        Ok(Self { patch, state: PhantomData })
    }
}

impl<Patch, State> Changes<Patch, State> {
    /// The same, now that a field is set.
    #[must_use]
    pub fn made(self) -> Changes<Patch, Ready> {
        Changes { patch: self.patch, state: PhantomData }
    }
}

impl<Patch: Encode, State> Encode for Changes<Patch, State> {
    fn encode(&self, out: &mut Encoder) {
        self.patch.encode(out);
    }

    fn violations(&self, found: &mut Violations) {
        self.patch.violations(found);
    }
}

/// The fields of a new entity, which are written as one object.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFields<Required, Optional> {
    /// Those that it must have.
    pub required: Required,
    /// Those that it may have.
    pub optional: Optional,
}

impl<Required, Optional: Default> NewFields<Required, Optional> {
    /// Those that the entity must have, and no others yet.
    #[must_use]
    pub fn of(required: Required) -> Self {
        Self { required, optional: Optional::default() }
    }
}

impl<Required: Encode, Optional: Encode> Encode for NewFields<Required, Optional> {
    fn encode(&self, out: &mut Encoder) {
        out.joined(&self.required, &self.optional);
    }

    fn violations(&self, found: &mut Violations) {
        self.required.violations(found);
        self.optional.violations(found);
    }
}

#[cfg(test)]
mod tests {
    use super::NewFields;
    use crate::codec::{Encode, Encoder, to_json};

    struct Object(&'static [(&'static str, &'static dyn Encode)]);

    impl Encode for Object {
        fn encode(&self, out: &mut Encoder) {
            out.object(self.0);
        }
    }

    #[test]
    fn required_and_optional_fields_are_one_object() {
        let (required, optional) = (Object(&[("a", &1), ("b", &Object(&[]))]), Object(&[("c", &2)]));
        let none = || Object(&[("d", &None::<i64>)]);
        let json = |required, optional| String::from_utf8(to_json(&NewFields { required, optional }));
        assert_eq!(json(none(), none()).as_deref(), Ok("{}"));
        assert_eq!(json(none(), Object(&[("c", &2)])).as_deref(), Ok(r#"{"c":2}"#));
        assert_eq!(json(Object(&[("b", &Object(&[]))]), none()).as_deref(), Ok(r#"{"b":{}}"#));
        assert_eq!(json(required, optional).as_deref(), Ok(r#"{"a":1,"b":{},"c":2}"#));
    }
}
