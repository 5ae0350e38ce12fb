use bitrix_api::biconnector::connector::Get;

fn main() {
    let _ = Get::new(4);
}
