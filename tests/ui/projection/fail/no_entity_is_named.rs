use bitrix_api::Projection;

#[derive(Projection)]
struct Summary {
    title: String,
}

fn main() {}
