#[bitrix_api::methods(path = "../../families/acme.toml")]
pub mod acme {}

macro_rules! part {
    ($name:ident of $entity:literal { $($field:ident: $ty:ty),* }) => {
        #[derive(bitrix_api::Projection, bitrix_api::Patch)]
        #[bitrix(entity = $entity)]
        struct $name {
            $($field: $ty,)*
            sort: i64,
            #[bitrix(via = "String", rename = "urlCheck")]
            endpoint: Endpoint,
        }
    };
    ($name:ident from $path:literal in $module:path { $($field:ident: $ty:ty),* }) => {
        #[derive(bitrix_api::Patch)]
        #[bitrix(path = $path, module = $module, method = "add")]
        struct $name { $($field: $ty,)* body: Option<&'static str> }
    };
}

struct Endpoint(String);

impl From<String> for Endpoint {
    fn from(address: String) -> Self {
        Self(address)
    }
}

impl From<Endpoint> for String {
    fn from(endpoint: Endpoint) -> Self {
        endpoint.0
    }
}

part!(Summary of "biconnector.connector" { title: String, support_mapping: Option<bool> });
part!(Fresh from "../../families/acme.toml" in crate::acme { subject: String });

fn main() {
    let _ = bitrix_api::biconnector::connector::List::new().select::<Summary>();
    let _ = acme::Add::from(Fresh { subject: "a".to_owned(), body: None });
}
