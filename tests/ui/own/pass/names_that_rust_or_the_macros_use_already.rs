use bitrix_api::{Patch, Projection};
use serde_json::json;

#[bitrix_api::methods(path = "../../families/names.toml")]
pub mod names {}

use names::*;

fn sent(request: &impl bitrix_api::Request) -> serde_json::Value {
    bitrix_api::as_serde::serialize(request, serde_json::value::Serializer).unwrap()
}

#[derive(Projection, Patch)]
#[bitrix(path = "../../families/names.toml", module = crate::names)]
struct Part {
    r#type: String,
    self_: String,
    members: String,
    field: String,
    own: String,
}

#[derive(Patch)]
#[bitrix(path = "../../families/names.toml", module = crate::names, method = "add")]
struct Fresh {
    new: String,
    select: Option<String>,
    request: String,
    value: String,
}

fn main() {
    let add = Add::new().r#type("a").self_("b").state("c").new_("d").select_("e").ready("f").from_patch_("g");
    assert_eq!(
        sent(&add),
        json!({ "fields": { "type": "a", "self": "b", "state": "c", "new": "d", "from_patch": "g", "select": "e", "ready": "f" } })
    );
    let update = Update::new(1, "x").new_("a").select_("b").ready("c").from_patch_("d").state("e").r#fn("f");
    assert_eq!(
        sent(&update),
        json!({ "crate_id": 1, "note": "x", "fields": {
            "new": "a", "select": "b", "ready": "c", "from_patch": "d", "state": "e", "fn": "f",
        } })
    );
    let list = List::new().select_(["type".to_owned()]).new_(true);
    assert_eq!(sent(&list), json!({ "select": ["type"], "new": true }));
    assert_eq!(
        sent(&list.select::<Part>()),
        json!({ "new": true, "select": ["type", "self", "members", "field", "own"] })
    );
    assert_eq!(sent(&Move::new("a", 1)), json!({ "type": "a", "move": 1 }));
    assert_eq!(sent(&SelfType::new()), json!({}));

    let thing: Thing = bitrix_api::as_serde::deserialize(json!({ "field": 1, "members": 2, "type": "self" })).unwrap();
    assert_eq!((thing.field, thing.members, thing.r#type), (1, 2, ThingType::Self_));

    let part: Part = bitrix_api::as_serde::deserialize(
        json!({ "type": "a", "self": "b", "members": "c", "field": "d", "own": "e" }),
    )
    .unwrap();
    assert_eq!((part.members.as_str(), part.field.as_str()), ("c", "d"));
    let update = Update::from_patch(1, "x", part).unwrap();
    assert_eq!(sent(&update)["fields"]["self"], "b");

    let fresh = Fresh { new: "a".into(), select: None, request: "b".into(), value: "c".into() };
    assert_eq!(sent(&Add::from(fresh)), json!({ "fields": { "new": "a", "request": "b", "value": "c" } }));
}
