//! Identifiers: positive numbers, a type of its own for each entity.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU64;
use std::str::FromStr;

use crate::batch::Reference;
use crate::codec::{Decode, Encode, Encoder, Fault};

/// Something that a portal keeps and numbers.
pub trait Entity {
    /// Its name, as messages say it: `Connector`.
    const NAME: &'static str;
}

/// The identifier of an entity: a whole number from 1 to 2⁶³ − 1.
///
/// Identifiers of different entities are different types, so that one cannot stand where the other belongs.
///
/// ```
/// use bitrix_api::biconnector::connector::ConnectorId;
///
/// let id = ConnectorId::new(4)?;
/// assert_eq!(id.get(), 4);
/// assert!(ConnectorId::new(0).is_err());
/// assert_eq!("4".parse::<ConnectorId>()?, id);
/// # Ok::<(), bitrix_api::NotAnId>(())
/// ```
///
/// In a [batch](crate::batch), [`Command::id`](crate::batch::Command::id) gives one that stands for an identifier that is
/// still to come. It is of use in later commands of the same batch only: any other call with it is refused before it is
/// sent, and its number is negative.
pub struct Id<E> {
    value: NonZeroU64,
    entity: PhantomData<fn() -> E>,
}

impl<E: Entity> Id<E> {
    /// Takes a number; refuses zero and those below.
    pub fn new(value: i64) -> Result<Self, NotAnId> {
        u64::try_from(value)
            .ok()
            .and_then(NonZeroU64::new)
            .map(|value| Self { value, entity: PhantomData })
            .ok_or(NotAnId { entity: E::NAME })
    }
}

impl<E> Id<E> {
    fn reference(self) -> Option<Reference> {
        Reference::from_bits(self.value)
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> i64 {
        self.value.get().cast_signed()
    }
}

/// The identifier that a command of a batch is to give.
pub(crate) fn pending<E>(reference: Reference) -> Id<E> {
    Id { value: reference.to_bits(), entity: PhantomData }
}

/// What was given is not a positive number of 63 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the id of a {entity} must be a whole number, 1 or greater")]
pub struct NotAnId {
    entity: &'static str,
}

impl<E: Entity> TryFrom<i64> for Id<E> {
    type Error = NotAnId;

    fn try_from(value: i64) -> Result<Self, NotAnId> {
        Self::new(value)
    }
}

impl<E: Entity> FromStr for Id<E> {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        text.trim().parse().map_err(|_| NotAnId { entity: E::NAME }).and_then(Self::new)
    }
}

impl<E> From<Id<E>> for i64 {
    fn from(id: Id<E>) -> Self {
        id.get()
    }
}

impl<E> Encode for Id<E> {
    fn encode(&self, out: &mut Encoder) {
        match self.reference() {
            None => out.integer(self.get()),
            Some(reference) => out.reference(reference),
        }
    }
}

impl<E: Entity> Decode for Id<E> {
    const EXPECTED: &'static str = "a positive integer";

    fn integer(value: i64) -> Result<Self, Fault> {
        // Portals write 0 where there is none, such as whoever has not changed a table yet.
        Self::new(value).map_err(|_| match value {
            0 => Fault::absent(Self::EXPECTED, "0"),
            _ => Fault::unexpected(Self::EXPECTED, "one below 1"),
        })
    }

    fn float(value: f64) -> Result<Self, Fault> {
        i64::float(value).and_then(Self::integer)
    }

    fn text(value: &str) -> Result<Self, Fault> {
        i64::text(value).and_then(Self::integer)
    }

    fn id(&self) -> Option<i64> {
        Some(self.get())
    }
}

// Derives would ask the same of the entity.

impl<E: Entity> fmt::Debug for Id<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Id({self})", E::NAME)
    }
}

impl<E> fmt::Display for Id<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reference() {
            None => self.value.fmt(f),
            Some(reference) => reference.fmt(f),
        }
    }
}

impl<E> Clone for Id<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for Id<E> {}

impl<E> PartialEq for Id<E> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<E> Eq for Id<E> {}

impl<E> PartialOrd for Id<E> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> Ord for Id<E> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}

impl<E> Hash for Id<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}
