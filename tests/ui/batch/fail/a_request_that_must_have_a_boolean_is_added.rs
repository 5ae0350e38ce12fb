#[bitrix_api::methods(path = "../../families/switch.toml")]
mod switch {}

fn main() {
    let client = bitrix_api::Client::webhook("https://example.bitrix24.com/rest/1/secret/").unwrap();
    let _ = client.batch().add(switch::Turn::new(true));
    let panel = switch::Panel { panels: None, lit: true };
    let _ = client.batch().add(switch::Wire::new(panel));
}
