use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(path = "../../families/acme.toml")]
struct Summary {
    subject: String,
}

fn main() {}
