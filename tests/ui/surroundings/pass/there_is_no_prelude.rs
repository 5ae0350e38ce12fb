#![no_implicit_prelude]

#[::bitrix_api::methods("biconnector.connector")]
pub mod connector {}

#[::bitrix_api::methods("biconnector.source")]
pub mod source {}

#[::bitrix_api::methods("biconnector.table")]
pub mod table {}

#[::bitrix_api::methods("biconnector.dataset")]
pub mod dataset {}

#[::bitrix_api::methods("crm.deal")]
pub mod deal {}

#[::bitrix_api::methods("basic")]
pub mod basic {}

#[derive(::bitrix_api::Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Part {
    title: ::std::string::String,
    support_mapping: ::core::option::Option<bool>,
}

#[derive(::bitrix_api::Patch)]
#[bitrix(entity = "biconnector.connector")]
struct Rename {
    title: ::core::option::Option<::std::string::String>,
    sort: i64,
}

#[derive(::bitrix_api::Patch)]
#[bitrix(entity = "biconnector.connector", method = "add")]
struct Registration<'a> {
    title: &'a str,
    logo: &'a str,
    url_check: &'a str,
    url_data: &'a str,
    url_table_list: &'a str,
    url_table_description: &'a str,
    settings: ::std::vec::Vec<::bitrix_api::biconnector::connector::Setting>,
    sort: ::core::option::Option<i64>,
}

fn main() {
    let _ = |part: Part| (part.title, part.support_mapping);
}
