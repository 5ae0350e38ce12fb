use bitrix_api::biconnector::connector::Get;

fn get() {
    let _ = Get::new(4);
}

fn main() {}
