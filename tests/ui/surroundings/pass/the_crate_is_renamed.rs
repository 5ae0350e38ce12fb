pub extern crate bitrix_api as other;

pub mod reexported {
    pub use other as library;
}

#[other::methods("biconnector.connector", crate = crate::reexported::library)]
pub mod connector {}

#[derive(other::Projection)]
#[bitrix(entity = "biconnector.connector", crate = crate::reexported::library)]
struct Title {
    title: String,
}

#[derive(other::Patch)]
#[bitrix(entity = "biconnector.connector", crate = other, module = crate::connector)]
struct Rename {
    title: String,
}

fn main() {
    let title: Title = other::codec::from_json(br#"{"title":"t"}"#).unwrap();
    let id = connector::ConnectorId::new(4).unwrap();
    assert!(connector::Update::from_patch(id, Rename { title: title.title }).is_ok());
}
