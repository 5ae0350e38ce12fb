//! What can stand under a key.

use serde_json::{Value, json};

use super::{Schema, defined, patterns};
use crate::language::Word;
use crate::language::values::{
    Answer, Boolean, Code, EndpointAnswer, EndpointParams, Identifier, Literal, ManyOf, Once, OneOf,
    ParamType, Params, Required, RustName, Template, Text, Texts, TypeExpression, Update, When, Whole, Words,
};

macro_rules! schemas {
    ($($value:ty = $schema:tt;)+) => {$(
        impl Schema for $value {
            fn schema() -> Value {
                json!($schema)
            }
        }
    )+};
}

schemas! {
    Text = { "type": "string" };
    Text<Identifier> = { "type": "string", "pattern": patterns::NAME };
    Text<RustName> = { "type": "string", "pattern": patterns::RUST_NAME };
    Text<Template> = { "type": "string", "pattern": patterns::TEMPLATE };
    Text<Update> = { "type": "string", "examples": ["replace", "merge"] };
    Text<TypeExpression> = { "type": "string", "if": { "type": "string" }, "then": defined("type") };
    Text<ParamType> = { "type": "string", "if": { "type": "string" }, "then": defined("parameter_type") };
    Texts = { "type": "array", "items": { "type": "string" } };
    Texts<Once> = { "type": "array", "items": { "type": "string" }, "uniqueItems": true };
    Texts<Words> = {
        "type": "array",
        "items": { "type": "string", "pattern": patterns::NAME, "not": { "pattern": patterns::UNKNOWN } },
        "minItems": 1,
        "uniqueItems": true,
    };
    Boolean = { "type": "boolean" };
    Required = { "enum": [true, false, "always"] };
    Literal = { "type": ["boolean", "integer", "string"] };
    Code = { "type": ["string", "integer"] };
    When = {
        "type": ["string", "array"],
        "if": { "type": "string" },
        "then": defined("rule"),
        "items": defined("rule"),
        "uniqueItems": true,
    };
    Params = {
        "type": "object",
        "propertyNames": { "pattern": patterns::NAME },
        "additionalProperties": defined("parameter"),
    };
    Text<EndpointAnswer> = { "type": "string", "pattern": patterns::ENDPOINT_ANSWER };
    EndpointParams = {
        "type": "object",
        "propertyNames": { "pattern": patterns::NAME },
        "additionalProperties": defined("endpoint_parameter"),
    };
    Answer = {
        "type": ["string", "object"],
        "if": { "type": "string" },
        "then": { "anyOf": [{ "const": "true" }, defined("type")] },
        "additionalProperties": <Text<TypeExpression>>::schema(),
        "minProperties": 1,
        "maxProperties": 1,
    };
}

impl<const LEAST: u32, const MOST: u32> Schema for Whole<LEAST, MOST> {
    fn schema() -> Value {
        json!({ "type": "integer", "minimum": LEAST, "maximum": MOST })
    }
}

impl<T: Word> Schema for OneOf<T> {
    fn schema() -> Value {
        json!({ "enum": T::names().collect::<Vec<_>>() })
    }
}

impl<T: Word> Schema for ManyOf<T> {
    fn schema() -> Value {
        json!({ "type": "array", "items": <OneOf<T>>::schema(), "uniqueItems": true })
    }
}
