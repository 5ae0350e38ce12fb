//! The fields of an entity, to filter and sort its lists by.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use crate::codec::{Digit, Encode, Encoder, YesNo};
use crate::list::compared::{IntoValue, Ordered, Textual};
use crate::list::operand::Operand;
use crate::list::permission::{Free, InFilter, InOrder, Sorted, WithLists};
use crate::list::{Filter, Order, Scalar, operator};

/// A field of the entity `E` that holds a `T`, such as [`Deal::TITLE`](crate::crm::deal::Deal::TITLE).
///
/// `F` says whether it can stand in a filter, and `O` whether lists can be sorted by it. What a comparison is called:
///
/// | | | | |
/// | --- | --- | --- | --- |
/// | `=` | [`equals`](Self::equals) | `!=` | [`differs_from`](Self::differs_from) |
/// | `>` | [`above`](Self::above) | `>=` | [`at_least`](Self::at_least) |
/// | `<` | [`below`](Self::below) | `<=` | [`at_most`](Self::at_most) |
/// | `@` | [`one_of`](Self::one_of) | `!@` | [`none_of`](Self::none_of) |
/// | `%` | [`contains`](Self::contains) | `!%` | [`lacks`](Self::lacks) |
/// | `%=` | [`like`](Self::like) | `!%=` | [`unlike`](Self::unlike) |
pub struct Field<E, T, F = Free, O = Sorted> {
    name: Cow<'static, str>,
    /// How a value is written.
    write: fn(T) -> Operand,
    of: Of<E, F, O>,
}

type Of<E, F, O> = PhantomData<fn() -> (E, F, O)>;

impl<E, T: Encode + Send + Sync + 'static, F, O> Field<E, T, F, O> {
    /// The field of this name on the wire.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), write: Operand::new, of: PhantomData }
    }
}

impl<E, F, O> Field<E, bool, F, O> {
    /// A boolean that is written `Y` or `N`.
    #[must_use]
    pub const fn yes_no(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), write: |value| Operand::new(InYesNo(value)), of: PhantomData }
    }

    /// A boolean that is written 1 or 0.
    #[must_use]
    pub const fn digit(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), write: |value| Operand::new(InDigit(value)), of: PhantomData }
    }
}

struct InYesNo(bool);

impl Encode for InYesNo {
    fn encode(&self, out: &mut Encoder) {
        YesNo(&self.0).encode(out);
    }
}

struct InDigit(bool);

impl Encode for InDigit {
    fn encode(&self, out: &mut Encoder) {
        Digit(&self.0).encode(out);
    }
}

impl<E, T, F, O> Field<E, T, F, O> {
    /// The name on the wire.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn operands(&self, values: impl IntoIterator<Item = impl IntoValue<T>>) -> Operand {
        Operand::list(values.into_iter().map(|value| (self.write)(value.into_value())).collect())
    }

    fn compared(&self, operator: &str, value: Operand) -> Filter<E> {
        Filter::of(format!("{operator}{}", self.name), value)
    }
}

impl<E, T, F, O> Field<E, T, F, O> {
    /// Holds this value; portals compare texts without regard to case.
    pub fn equals(&self, value: impl IntoValue<T>) -> Filter<E>
    where
        F: InFilter,
        E: operator::Equal,
    {
        self.compared("=", (self.write)(value.into_value()))
    }

    /// Holds another value.
    pub fn differs_from(&self, value: impl IntoValue<T>) -> Filter<E>
    where
        F: InFilter,
        E: operator::NotEqual,
    {
        self.compared("!=", (self.write)(value.into_value()))
    }

    /// Holds more than this.
    pub fn above(&self, value: impl IntoValue<T>) -> Filter<E>
    where
        F: InFilter,
        T: Ordered,
        E: operator::Above,
    {
        self.compared(">", (self.write)(value.into_value()))
    }

    /// Holds this or more.
    pub fn at_least(&self, value: impl IntoValue<T>) -> Filter<E>
    where
        F: InFilter,
        T: Ordered,
        E: operator::AtLeast,
    {
        self.compared(">=", (self.write)(value.into_value()))
    }

    /// Holds less than this.
    pub fn below(&self, value: impl IntoValue<T>) -> Filter<E>
    where
        F: InFilter,
        T: Ordered,
        E: operator::Below,
    {
        self.compared("<", (self.write)(value.into_value()))
    }

    /// Holds this or less.
    pub fn at_most(&self, value: impl IntoValue<T>) -> Filter<E>
    where
        F: InFilter,
        T: Ordered,
        E: operator::AtMost,
    {
        self.compared("<=", (self.write)(value.into_value()))
    }

    /// Holds one of these values. None at all are refused by [`check`](crate::Request::check): portals take that for
    /// no condition, and give all rows.
    pub fn one_of(&self, values: impl IntoIterator<Item = impl IntoValue<T>>) -> Filter<E>
    where
        F: WithLists,
        E: operator::OneOf,
    {
        self.compared("@", self.operands(values))
    }

    /// Holds none of these values.
    pub fn none_of(&self, values: impl IntoIterator<Item = impl IntoValue<T>>) -> Filter<E>
    where
        F: WithLists,
        E: operator::NoneOf,
    {
        let values = self.operands(values);
        if values.is_empty_list() { Filter::new() } else { self.compared("!@", values) }
    }

    /// Holds a text with this in it, without regard to case.
    pub fn contains(&self, part: impl Into<String>) -> Filter<E>
    where
        F: InFilter,
        T: Textual,
        E: operator::Contains,
    {
        self.compared("%", Operand::new(part.into()))
    }

    /// Holds a text without this in it.
    pub fn lacks(&self, part: impl Into<String>) -> Filter<E>
    where
        F: InFilter,
        T: Textual,
        E: operator::NotContains,
    {
        self.compared("!%", Operand::new(part.into()))
    }

    /// Holds a text that is as a whole of this form, in which `%` stands for any text and `_` for one character.
    pub fn like(&self, pattern: impl Into<String>) -> Filter<E>
    where
        F: InFilter,
        T: Textual,
        E: operator::Like,
    {
        self.compared("%=", Operand::new(pattern.into()))
    }

    /// Holds a text that is not [of this form](Self::like).
    pub fn unlike(&self, pattern: impl Into<String>) -> Filter<E>
    where
        F: InFilter,
        T: Textual,
        E: operator::NotLike,
    {
        self.compared("!%=", Operand::new(pattern.into()))
    }
}

impl<E, T, F, O> Field<E, T, F, O> {
    /// The least first.
    pub fn ascending(&self) -> Order<E>
    where
        O: InOrder,
    {
        Order::by(self.name.clone(), false)
    }

    /// The greatest first.
    pub fn descending(&self) -> Order<E>
    where
        O: InOrder,
    {
        Order::by(self.name.clone(), true)
    }
}

/// Fields whose names only begin alike, such as those that a portal has added:
/// [`Deal::UF`](crate::crm::deal::Deal::UF).
pub struct AddedFields<E, T = Scalar, F = Free, O = Sorted> {
    prefix: &'static str,
    field: Field<E, T, F, O>,
}

impl<E, T: Encode + Send + Sync + 'static, F, O> AddedFields<E, T, F, O> {
    /// The fields whose names begin so.
    #[must_use]
    pub const fn new(prefix: &'static str) -> Self {
        Self { prefix, field: Field::new(prefix) }
    }

    /// The one of this name, with the common beginning or without. Portals pass over conditions on fields that they do
    /// not have, and then give all rows.
    #[must_use]
    pub fn named(&self, name: &str) -> Field<E, T, F, O> {
        let rest = name.strip_prefix(self.prefix).unwrap_or(name);
        Field { name: format!("{}{rest}", self.prefix).into(), ..self.field.clone() }
    }
}

impl<E, T, F, O> Clone for Field<E, T, F, O> {
    fn clone(&self) -> Self {
        Self { name: self.name.clone(), write: self.write, of: PhantomData }
    }
}

impl<E, T, F, O> fmt::Debug for Field<E, T, F, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Field").field(&self.name).finish()
    }
}

impl<E, T, F, O> fmt::Debug for AddedFields<E, T, F, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AddedFields").field(&self.prefix).finish()
    }
}
