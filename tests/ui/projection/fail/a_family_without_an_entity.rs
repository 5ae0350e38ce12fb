use bitrix_api::Projection;

#[bitrix_api::methods(path = "../../families/bare.toml")]
pub mod bare {}

#[derive(Projection)]
#[bitrix(path = "../../families/bare.toml", module = crate::bare)]
struct Summary {
    text: String,
}

fn main() {}
