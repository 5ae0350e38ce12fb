#![allow(dead_code, non_camel_case_types)]

struct Result;
struct Option;
struct String;
struct Vec;
struct Some;
struct None;
struct Ok;
struct Err;
trait Into {}
trait From {}
trait Default {}
mod core {}
mod std {}

#[bitrix_api::methods("biconnector.connector")]
pub mod connector {
    pub struct Result;
    pub struct Option;
    pub struct String;
    pub struct Vec;
    pub trait Into {}
    pub struct i64;
    pub struct bool;
    pub struct str;
}

type Text = ::std::string::String;

#[derive(bitrix_api::Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Part {
    title: Text,
    support_mapping: ::core::option::Option<bool>,
}

#[derive(bitrix_api::Patch)]
#[bitrix(entity = "biconnector.connector")]
struct Rename {
    title: ::core::option::Option<Text>,
}

fn main() {}
