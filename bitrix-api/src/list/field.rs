//! The fields of an entity, to filter and sort its lists by.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use crate::list::compared::{Held, IntoValue, Ordered, Textual};
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
///
/// ```
/// use bitrix_api::crm::deal::Deal;
///
/// let filter = Deal::OPPORTUNITY.above(100).and(Deal::TITLE.contains("sales"));
/// let order = Deal::OPPORTUNITY.descending();
/// ```
pub struct Field<E, T, F = Free, O = Sorted> {
    name: Cow<'static, str>,
    of: Of<E, T, F, O>,
}

type Of<E, T, F, O> = PhantomData<fn() -> (E, T, F, O)>;

impl<E, T, F, O> Field<E, T, F, O> {
    /// The field of this name on the wire.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), of: PhantomData }
    }

    /// The name on the wire.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn compared(&self, operator: &str, value: Operand) -> Filter<E> {
        Filter::of(format!("{operator}{}", self.name), value)
    }

    /// Holds this value; portals compare texts without regard to case.
    pub fn equals(&self, value: impl IntoValue<T>) -> Filter<E>
    where
        F: InFilter,
        T: Held,
        E: operator::Equal,
    {
        self.compared("=", Operand::new(value.into_value()))
    }

    /// Holds another value.
    pub fn differs_from(&self, value: impl IntoValue<T>) -> Filter<E>
    where
        F: InFilter,
        T: Held,
        E: operator::NotEqual,
    {
        self.compared("!=", Operand::new(value.into_value()))
    }

    /// Holds more than this.
    pub fn above(&self, value: impl IntoValue<T>) -> Filter<E>
    where
        F: InFilter,
        T: Held + Ordered,
        E: operator::Above,
    {
        self.compared(">", Operand::new(value.into_value()))
    }

    /// Holds this or more.
    pub fn at_least(&self, value: impl IntoValue<T>) -> Filter<E>
    where
        F: InFilter,
        T: Held + Ordered,
        E: operator::AtLeast,
    {
        self.compared(">=", Operand::new(value.into_value()))
    }

    /// Holds less than this.
    pub fn below(&self, value: impl IntoValue<T>) -> Filter<E>
    where
        F: InFilter,
        T: Held + Ordered,
        E: operator::Below,
    {
        self.compared("<", Operand::new(value.into_value()))
    }

    /// Holds this or less.
    pub fn at_most(&self, value: impl IntoValue<T>) -> Filter<E>
    where
        F: InFilter,
        T: Held + Ordered,
        E: operator::AtMost,
    {
        self.compared("<=", Operand::new(value.into_value()))
    }

    /// Holds one of these values. None at all are refused by [`check`](crate::Request::check): portals take that for
    /// no condition, and give all rows.
    pub fn one_of(&self, values: impl IntoIterator<Item = impl IntoValue<T>>) -> Filter<E>
    where
        F: WithLists,
        T: Held,
        E: operator::OneOf,
    {
        self.compared("@", operands(values))
    }

    /// Holds none of these values.
    pub fn none_of(&self, values: impl IntoIterator<Item = impl IntoValue<T>>) -> Filter<E>
    where
        F: WithLists,
        T: Held,
        E: operator::NoneOf,
    {
        let values = operands(values);
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

    /// Holds a text without this in it, without regard to case.
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

fn operands<T: Held>(values: impl IntoIterator<Item = impl IntoValue<T>>) -> Operand {
    Operand::list(values.into_iter().map(|value| Operand::new(value.into_value())).collect())
}

/// Fields whose names only begin alike, such as those that a portal has added:
/// [`Deal::UF`](crate::crm::deal::Deal::UF).
///
/// ```
/// use bitrix_api::crm::deal::Deal;
///
/// let colour = Deal::UF.named("UF_CRM_1721244482250");
/// let filter = colour.one_of(["blue", "green"]);
/// ```
pub struct AddedFields<E, T = Scalar, F = Free, O = Sorted> {
    prefix: &'static str,
    of: Of<E, T, F, O>,
}

impl<E, T, F, O> AddedFields<E, T, F, O> {
    /// The fields whose names begin so.
    #[must_use]
    pub const fn new(prefix: &'static str) -> Self {
        Self { prefix, of: PhantomData }
    }

    /// The one of this name, with the common beginning or without. Portals pass over conditions on fields that they do
    /// not have, and then give all rows.
    #[must_use]
    pub fn named(&self, name: &str) -> Field<E, T, F, O> {
        let rest = name.strip_prefix(self.prefix).unwrap_or(name);
        Field { name: format!("{}{rest}", self.prefix).into(), of: PhantomData }
    }
}

impl<E, T, F, O> Clone for Field<E, T, F, O> {
    fn clone(&self) -> Self {
        Self { name: self.name.clone(), of: PhantomData }
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
