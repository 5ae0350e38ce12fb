//! What a portal's release knows of an entity.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use crate::list::Field;
use crate::request::Request;
use crate::{CallError, Entity};

/// An entity whose fields a portal tells.
pub trait Described: Entity {
    /// What a portal says of one.
    type Description;
    /// The request that asks for them.
    type Fields: Request<Output = Vec<Self::Description>>;

    /// Asks.
    fn ask() -> Self::Fields;

    /// The name of the field that a description is about.
    fn name(description: Self::Description) -> String;
}

/// What a portal's release knows of an entity: [`Client::capabilities`](crate::Client::capabilities) asks for it.
///
/// A portal refuses a whole call for one field that it does not know. Ask once, and leave out what the portal is too
/// old for.
///
/// ```
/// use bitrix_api::Client;
/// use bitrix_api::biconnector::connector::{Connector, ConnectorId, Update};
/// # use bitrix_api::portal::Portal;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let portal = Portal::start().await?;
/// # let client = Client::oauth(&portal.client_endpoint(), portal.token())?;
/// let portal = client.capabilities::<Connector>().await?;
/// let mut update = Update::new(ConnectorId::new(4)?).title("Sales");
/// if portal.knows(Connector::SUPPORT_MAPPING) {
///     update = update.support_mapping(true);
/// }
/// # Ok(())
/// # }
/// ```
pub struct Capabilities<E> {
    /// Nothing where the portal has no methods for the entity.
    fields: Option<BTreeSet<String>>,
    of: PhantomData<fn() -> E>,
}

impl<E: Described> Capabilities<E> {
    /// Reads the answer; that there is no such method is an answer too.
    pub(crate) fn of(
        answer: Result<Vec<E::Description>, CallError<<E::Fields as Request>::Error>>,
    ) -> Result<Self, CallError<<E::Fields as Request>::Error>> {
        let fields = match answer {
            Ok(fields) => Some(fields.into_iter().map(E::name).collect()),
            Err(error) if error.is_unknown_method() => None,
            Err(error) => return Err(error),
        };
        Ok(Self { fields, of: PhantomData })
    }
}

impl<E> Capabilities<E> {
    /// Whether the portal has the methods of the entity at all.
    #[must_use]
    pub fn has_methods(&self) -> bool {
        self.fields.is_some()
    }

    /// Whether the portal knows a field, such as
    /// [`Connector::SUPPORT_MAPPING`](crate::biconnector::connector::Connector::SUPPORT_MAPPING).
    #[must_use]
    pub fn knows<T, F, O>(&self, field: Field<E, T, F, O>) -> bool {
        self.fields.as_ref().is_some_and(|fields| fields.contains(field.name()))
    }

    /// The names on the wire of all fields that the portal knows.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().flatten().map(String::as_str)
    }
}

impl<E> Clone for Capabilities<E> {
    fn clone(&self) -> Self {
        Self { fields: self.fields.clone(), of: PhantomData }
    }
}

impl<E> fmt::Debug for Capabilities<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Capabilities").field("fields", &self.fields).finish()
    }
}
