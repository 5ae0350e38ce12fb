use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    #[bitrix(via = "i64")]
    title: Title,
}

struct Title(i64);

impl From<i64> for Title {
    fn from(title: i64) -> Self {
        Self(title)
    }
}

fn main() {}
