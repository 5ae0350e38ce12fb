use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary<'a> {
    title: &'a str,
}

fn main() {}
