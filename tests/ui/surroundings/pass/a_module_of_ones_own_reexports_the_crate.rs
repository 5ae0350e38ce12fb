mod api {
    pub mod bitrix {
        pub use bitrix_api::*;
    }
}

#[api::bitrix::methods("biconnector.connector", crate = crate::api::bitrix)]
pub mod connector {}

#[derive(api::bitrix::Projection, api::bitrix::Patch)]
#[bitrix(entity = "biconnector.connector", crate = crate::api::bitrix)]
struct Title {
    title: String,
}

fn main() {
    let _ = connector::Get::new(connector::ConnectorId::new(4).unwrap());
    let _ = api::bitrix::biconnector::connector::List::new().select::<Title>();
}
