use serde_json::json;

#[bitrix_api::methods(path = "../../families/bare.toml")]
mod echo {}

fn sent(request: &impl bitrix_api::Request) -> serde_json::Value {
    bitrix_api::as_serde::serialize(request, serde_json::value::Serializer).unwrap()
}

fn main() {
    assert_eq!(sent(&echo::Say::new("ink")), json!({ "text": "ink" }));
}
