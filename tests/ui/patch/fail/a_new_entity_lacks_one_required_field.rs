use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector", method = "add")]
struct Change {
    title: String,
    logo: String,
    url_check: String,
    url_data: String,
    url_table_list: String,
    url_table_description: String,
}

fn main() {}
