use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(path = "../../specs/acme.toml")]
struct Summary {
    subject: String,
}

fn main() {}
