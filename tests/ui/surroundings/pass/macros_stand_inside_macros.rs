macro_rules! family {
    ($(#[$doc:meta])* $name:ident from $path:literal) => {
        $(#[$doc])*
        #[bitrix_api::methods(path = $path)]
        pub mod $name {}
    };
}

macro_rules! part {
    ($name:ident { $($field:ident: $ty:ty),* $(,)? }) => {
        #[derive(bitrix_api::Projection)]
        #[bitrix(entity = "biconnector.connector")]
        struct $name { $($field: $ty,)* }
    };
}

family!(
    /// Tickets.
    tickets from "../../specs/acme.toml"
);
part!(Part { title: String, sort: i64 });

fn main() {
    assert_eq!(tickets::TicketId::new(1).unwrap().get(), 1);
    let part: Part = bitrix_api::codec::from_json(br#"{"sort":"2","title":"t"}"#).unwrap();
    assert_eq!((part.title.as_str(), part.sort), ("t", 2));
}
