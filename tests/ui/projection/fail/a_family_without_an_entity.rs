use bitrix_api::Projection;

#[bitrix_api::methods(path = "../../specs/bare.toml")]
pub mod bare {}

#[derive(Projection)]
#[bitrix(path = "../../specs/bare.toml", module = crate::bare)]
struct Summary {
    text: String,
}

fn main() {}
