use bitrix_api::{Patch, Projection, Request, codec};

#[bitrix_api::methods(path = "../../families/shelf.author.toml")]
pub mod author {}

#[bitrix_api::methods(path = "../../families/shelf.book.toml")]
pub mod book {}

#[bitrix_api::methods(path = "../../families/shelf.tome.toml")]
pub mod tome {}

use book::{Book, BookId, BookPatch, ChapterKind, NewBook, NewChapter};

#[derive(Patch)]
#[bitrix(path = "../../families/shelf.book.toml", module = crate::book)]
struct Retitle {
    title: String,
    sold: Option<bool>,
}

#[derive(Projection)]
#[bitrix(path = "../../families/shelf.book.toml", module = crate::book)]
struct Line {
    id: BookId,
    author: author::AuthorId,
    uf: std::collections::BTreeMap<String, serde_json::Value>,
}

fn json(value: &impl codec::Encode) -> String {
    String::from_utf8(codec::to_json(value)).unwrap()
}

fn main() {
    let author = author::AuthorId::new(7).unwrap();
    let chapter = |name: &str| NewChapter { kind: ChapterKind::Story, name: name.into() };
    let new = |chapters| NewBook { title: "Dune".into(), author, chapters };
    let add = book::Add::new(new(vec![chapter("One")]))
        .price("9.90".parse::<bitrix_api::Decimal>().unwrap())
        .lent(true)
        .sold(false)
        .access([("key".to_owned(), "x".into())])
        .uf([("UF_A".to_owned(), 1.into())]);
    assert_eq!(
        json(&add),
        r#"{"fields":{"TITLE":"Dune","AUTHOR":7,"CHAPTERS":[{"kind":"STORY","name":"One"}],"PRICE":"9.90","LENT":1,"SOLD":"N","ACCESS":{"key":"x"},"UF_A":1}}"#
    );
    assert!(format!("{add:?}").contains("Secret(…)"));
    let wrong = book::Add::new(new(vec![chapter("One"), chapter("One")]));
    assert!(wrong.check().unwrap_err().to_string().starts_with("fields.CHAPTERS[1].name: the same"));
    assert!(book::Add::new(new(vec![])).check().is_err());

    let id = BookId::new(3).unwrap();
    let update = book::Update::new(id, "Dune").notes("n");
    assert_eq!(json(&update), r#"{"id":3,"fields":{"TITLE":"Dune","NOTES":"n"}}"#);
    let update = book::Update::from_patch(id, Retitle { title: "dune".into(), sold: Some(true) });
    assert_eq!(update.check().unwrap_err().to_string(), "fields.TITLE: not of the form ^[A-Z]");
    let _ = BookPatch::new("Dune");

    let answer = br#"{"book":{"ID":"3","TITLE":"Dune","author":7,"LENT":"N","RANK":1,"UF_B":"b"},"ACCESS":[{"code":"key","value":"x"}]}"#;
    let read: Book = codec::from_json(answer).unwrap();
    assert_eq!((read.author, read.chapters, read.uf.len()), (author, None, 1));
    assert_eq!(read.access.unwrap()[0].value.expose(), "x");
    let line: Line = codec::from_json(answer).unwrap();
    assert_eq!((line.id, line.author, line.uf.len()), (id, author, 1));
    assert_eq!(json(&book::List::new().start(50).select::<Line>()), r#"{"start":50,"select":["ID","AUTHOR","UF_*"]}"#);

    // A family that extends another has its types, and methods of its own.
    #[allow(deprecated)]
    let get: tome::Get = tome::Get::new(id);
    assert_eq!(json(&get), r#"{"id":3}"#);
    fn called<R: Request>(_: &R) -> &'static str {
        R::METHOD
    }
    assert_eq!(called(&get), "shelf.tome.get");
    #[allow(deprecated)]
    let count = tome::Count::new();
    assert_eq!(called(&count), "tome_count");
}
