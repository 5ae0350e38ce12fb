//! The tables of the language: which keys each has, what a key takes and what it says. The parser takes keys from here
//! only and the editor schema is printed from here, so that neither knows what the other does not.

/// Describes tables. A key that is described and never taken is an unused constant, of which the compiler tells.
macro_rules! tables {
    ($(
        $(#[doc = $doc:literal])+
        $table:ident = $what:literal {
            $($(#[doc = $key_doc:literal])+ $key:ident = $name:literal: $value:ty,)+
        }
    )+) => {$(
        $(#[doc = $doc])+
        pub(crate) struct $table;

        impl $table {
            $($(#[doc = $key_doc])+ pub(crate) const $key: Key<Self, $value> = Key::new($name);)+
        }

        impl Keys for $table {
            const WHAT: &'static str = $what;
            #[cfg(feature = "cli")]
            const DOC: &'static str = concat!($($doc),+);
            const KEYS: &'static [Line] = &[$(Line {
                name: $name,
                #[cfg(feature = "cli")]
                doc: concat!($($key_doc),+),
                #[cfg(feature = "cli")]
                schema: <$value as crate::schema::Schema>::schema,
            }),+];
        }
    )+};
}

mod tables;
pub(crate) mod values;
mod words;

use std::marker::PhantomData;

pub(crate) use tables::{
    Endpoint, EndpointParam, Entity, Enum, Error, Example, Field, List, Method, Nested, Object, Param, Spec,
};
pub(crate) use values::{Boolean, ManyOf, OneOf, RustName, Text, Texts, Whole};
pub(crate) use words::Word;

/// The version of the language that this crate reads.
pub(crate) const VERSION: u32 = 1;

/// As deep as any sensible type goes, in lists or in maps, and far from the end of the stack.
pub(crate) const DEEPEST: usize = 16;

/// The types that every family has, but for maps.
pub(crate) const BUILT_IN: [&str; 8] =
    ["integer", "decimal", "string", "secret", "boolean", "date", "datetime", "any"];

/// A kind of table.
pub(crate) trait Keys {
    /// What messages call it.
    const WHAT: &'static str;
    /// What it is about.
    #[cfg(feature = "cli")]
    const DOC: &'static str;
    /// Its keys, in the order in which the parser asks for them.
    const KEYS: &'static [Line];
}

/// A key of the tables `T`, and `V`, what stands under it.
pub(crate) struct Key<T, V> {
    pub(crate) name: &'static str,
    of: PhantomData<(T, V)>,
}

impl<T, V> Key<T, V> {
    const fn new(name: &'static str) -> Self {
        Self { name, of: PhantomData }
    }
}

/// A key as its readers see it.
pub(crate) struct Line {
    pub(crate) name: &'static str,
    #[cfg(feature = "cli")]
    pub(crate) doc: &'static str,
    #[cfg(feature = "cli")]
    pub(crate) schema: fn() -> serde_json::Value,
}
