use bitrix_api::Patch;

#[bitrix_api::methods(path = "../../families/read_only.toml")]
pub mod log {}

#[derive(Patch)]
#[bitrix(path = "../../families/read_only.toml", module = crate::log)]
struct Change {
    subject: String,
}

fn main() {}
