macro_rules! family {
    ($name:ident, $family:literal) => {
        #[bitrix_api::methods($family)]
        pub mod $name {}
    };
    ($name:ident from $path:literal) => {
        #[bitrix_api::methods(path = $path)]
        pub mod $name {}
    };
    ($name:ident from $path:literal of $krate:path) => {
        #[bitrix_api::methods(path = $path, crate = $krate)]
        pub mod $name {}
    };
}

family!(connector, "biconnector.connector");
family!(acme from "../../families/acme.toml");
family!(bare from "../../families/bare.toml" of ::bitrix_api);

fn main() {
    let _ = connector::Get::new(connector::ConnectorId::new(4).unwrap());
    let _ = acme::Update::new(acme::TicketId::new(4).unwrap()).subject("a");
    let _ = bare::Say::new("a");
}
