#![no_implicit_prelude]

#[::bitrix_api::methods(path = "../../families/asked.toml", endpoints)]
pub mod asked {}

#[derive(::bitrix_api::ConnectionSettings)]
struct Place {
    r#type: ::std::option::Option<::bitrix_api::Secret>,
    #[bitrix(code = "floor no", name = "")]
    floor: i32,
}

struct House;

impl asked::Host for House {
    type Connection = Place;

    async fn ring(&self, place: &Place) -> ::std::result::Result<(), ::bitrix_api::host::HostError> {
        let _ = (&place.r#type, place.floor);
        ::std::result::Result::Ok(())
    }

    async fn rooms(
        &self,
        _: &Place,
        query: asked::RoomsQuery,
    ) -> ::std::result::Result<::bitrix_api::host::Rows, ::bitrix_api::host::HostError> {
        let _: ::std::option::Option<u64> = query.most;
        let _: ::bitrix_api::host::Filter = query.r#match;
        ::std::result::Result::Ok(::bitrix_api::host::Rows::of(["a"], [[::bitrix_api::host::Cell::Integer(1)]]))
    }

    async fn bells(
        &self,
        _: &Place,
        which: ::std::string::String,
    ) -> ::std::result::Result<::std::vec::Vec<asked::Bell>, ::bitrix_api::host::HostError> {
        ::std::result::Result::Ok(::std::vec![asked::Bell { name: which, tone: asked::BellTone::Low }])
    }
}

fn main() {
    let _ = asked::endpoints(House).into_router();
}
