use std::borrow::Cow;
use std::fmt::Debug;

use bitrix_api::Projection;
use bitrix_api::biconnector::connector::{ConnectorId, List, Setting};
use bitrix_api::codec::from_json;

type Name = String;
type Maybe<T> = Option<T>;

#[derive(Debug, PartialEq)]
struct Position(i64);

impl From<i64> for Position {
    fn from(position: i64) -> Self {
        Self(position)
    }
}

struct Mapped(bool);

impl From<Option<bool>> for Mapped {
    fn from(mapped: Option<bool>) -> Self {
        Self(mapped.unwrap_or(false))
    }
}

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Part<'a, T: Debug, const N: usize>
where
    T: From<String>,
{
    id: ConnectorId,
    title: Name,
    source_code: Maybe<Name>,
    #[bitrix(via = "i64")]
    sort: Position,
    #[bitrix(via = "Option<bool>")]
    support_mapping: Mapped,
    #[bitrix(via = "String", rename = "urlCheck")]
    check: T,
    #[bitrix(via = "String")]
    logo: Cow<'a, str>,
    settings: Vec<Setting>,
}

fn main() {
    let json = br#"{"id":1,"title":"t","sort":7,"urlCheck":"c","logo":"l","settings":[],"supportMapping":"Y"}"#;
    let part: Part<'_, Box<str>, 3> = from_json(json).unwrap();
    assert_eq!((part.id.get(), part.title.as_str(), part.source_code), (1, "t", None));
    assert_eq!((part.sort, part.support_mapping.0, &*part.check, &*part.logo), (Position(7), true, "c", "l"));
    assert!(part.settings.is_empty());
    let _ = List::new().select::<Part<'_, Box<str>, 3>>();
}
