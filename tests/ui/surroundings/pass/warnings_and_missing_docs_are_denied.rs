#![deny(warnings, missing_docs, unsafe_code, clippy::all)]
//! As strict as can be.

/// Connectors.
#[bitrix_api::methods("biconnector.connector")]
pub mod connector {
    #![allow(clippy::module_inception)]

    /// What the module has of its own stays.
    pub const OWN: u8 = 1;
}

/// A part.
#[derive(bitrix_api::Projection)]
#[bitrix(entity = "biconnector.connector")]
pub struct Part {
    /// Which.
    pub id: bitrix_api::biconnector::connector::ConnectorId,
}

fn main() {
    assert_eq!(connector::OWN, 1);
}
