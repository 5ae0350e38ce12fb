//! What can stand under a key. The types have no values: they say how a key is read and what its schema is.

use std::marker::PhantomData;
use std::ops::RangeInclusive;

use super::Key;

/// A text of the form `F`.
pub(crate) struct Text<F = Free>(PhantomData<F>);

/// A list of texts of the form `F`.
pub(crate) struct Texts<F = Free>(PhantomData<F>);

/// True or false.
pub(crate) struct Boolean;

/// A whole number within limits.
pub(crate) struct Whole<const LEAST: u32, const MOST: u32>;

impl<T, const LEAST: u32, const MOST: u32> Key<T, Whole<LEAST, MOST>> {
    /// The numbers that make sense.
    pub(crate) fn limits(&self) -> RangeInclusive<i64> {
        i64::from(LEAST)..=i64::from(MOST)
    }
}

/// One of the words of `T`.
pub(crate) struct OneOf<T>(PhantomData<T>);

/// Several different words of `T`.
pub(crate) struct ManyOf<T>(PhantomData<T>);

/// Tables of the kind `T` by their names.
pub(crate) struct Named<T>(PhantomData<T>);

/// A list of tables of the kind `T`.
pub(crate) struct Tables<T>(PhantomData<T>);

/// Any text, any list of texts.
pub(crate) struct Free;

/// What Rust can make a name of.
pub(crate) struct Identifier;

/// A name as Rust writes fields: `sort_by`.
pub(crate) struct RustName;

/// A type expression.
pub(crate) struct TypeExpression;

/// A parameter's type expression.
pub(crate) struct ParamType;

/// A text with placeholders.
pub(crate) struct Template;

/// How an update takes a field.
pub(crate) struct Update;

/// Different texts.
pub(crate) struct Once;

/// The words of an enum.
pub(crate) struct Words;

/// Whether callers must write a field: true, false, or a word for "on updates too".
pub(crate) struct Required;

/// A boolean, a whole number or a text.
pub(crate) struct Literal;

/// A text or a whole number.
pub(crate) struct Code;

/// A rule, or a list of rules.
pub(crate) struct When;

/// Parameters by their names: each a type expression, or a table that says more.
pub(crate) struct Params;

/// A type expression, `true`, or a table of the one member that is wanted.
pub(crate) struct Answer;

/// An endpoint's parameters by their names: each a word for what it holds, or a table that says more.
pub(crate) struct EndpointParams;

/// What an endpoint answers.
pub(crate) struct EndpointAnswer;
