use bitrix_api::Patch;

#[derive(Patch)]
struct Change {
    title: String,
}

fn main() {}
