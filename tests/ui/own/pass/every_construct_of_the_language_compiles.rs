#![deny(warnings, missing_docs, unsafe_code)]
//! A family of one's own.

use bitrix_api::Request as _;
use bitrix_api::codec::to_json;

/// Things.
#[bitrix_api::methods(path = "../../families/everything.toml")]
pub mod things {}

use things::*;

fn main() {
    let part = |code: &str| Part { code: code.into(), note: None, parts: None, kind: PartKind::A };
    let id = ThingId::new(4).unwrap();
    let new = NewThing { r#type: ThingType::OldFashioned, name: "n".into() };
    let add = Add::new(new).self_("s").members(1).field(false).fields("f").new_("x").silent(true);
    let json = r#"{"fields":{"type":"old-fashioned","name":"n","self":"s","members":1,"field":false,"fields":"f","new":"x"},"silent":true}"#;
    assert_eq!(String::from_utf8(to_json(&add)).unwrap(), json);
    let update = Update::new(id).state("s").select_("t").parts([part("long")]);
    assert_eq!(update.check().unwrap_err().to_string(), "fields.parts[0].code: 4 characters, at most 3");
    let moved = PartsMove::new(PartsMoveParams { from: id, to: id, parts: vec![part("a")] }).only(["x".to_owned()]);
    assert_eq!(PartsMove::METHOD, "acme.everything.parts.move");
    assert_eq!(to_json(&moved), br#"{"from":4,"to":4,"parts":[{"code":"a","kind":"A"}],"only":["x"]}"#);
    assert_eq!(to_json(&List::new().like("x").start(20)), br#"{"like":"x","start":20}"#);
    let filter = Thing::SOLD.equals(true).and(Thing::LENT.differs_from(true)).and(Thing::X.named("Y").unlike("%z"));
    let filter = filter.or(Thing::ID.one_of([id]).and(Thing::TYPE.equals(ThingType::New)));
    let list = List::new().filter(filter).order(Thing::HIDDEN.descending());
    let json = r#"{"filter":{"0":{"logic":"OR","0":{"=sold":"Y","!=lent":1,"!%=X_Y":"%z"},"1":{"@id":[4],"=type":"NEW"}}},"order":{"hidden":"DESC"}}"#;
    assert_eq!(String::from_utf8(to_json(&list)).unwrap(), json);
    let walk = bitrix_api::list::Cursor::by_id(List::new());
    assert_eq!(to_json(&walk.request()), br#"{"order":{"id":"ASC"},"start":-1}"#);
    assert_eq!(to_json(&Newest::new().shelf(ShelfId::new(3).unwrap())), br#"{"shelf":3}"#);
    let _ = (Get::new(id), NewestError::Access);
}
