use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
union Summary {
    sort: i64,
}

fn main() {}
