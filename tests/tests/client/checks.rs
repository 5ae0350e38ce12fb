//! What a request's `check` finds before it is sent, for every limit that the spec states.

use bitrix_api::biconnector::connector::{
    Add, ConnectorId, ConnectorPatch, NewConnector, Setting, SettingType, Update,
};
use bitrix_api::biconnector::source::{self, SourceId};
use bitrix_api::biconnector::table::{self, ColumnType, NewColumn, NewTable, TableId};
use bitrix_api::capabilities::Described;
use bitrix_api::request::NothingToChange;
use bitrix_api::{Request, check::Breach};
use bitrix_spec::catalog;
use bitrix_spec::model::{Family, Record};

fn family() -> Family {
    catalog::family("biconnector.connector").expect("it is shipped").family
}

fn entity(family: &Family) -> &Record {
    family.entity.as_ref().expect("connectors are an entity")
}

/// A patch of which one text field is set, by its wire name.
fn patch_with(field: &str, text: String) -> ConnectorPatch {
    let mut patch = ConnectorPatch::default();
    let slot = match field {
        "title" => &mut patch.title,
        "logo" => &mut patch.logo,
        "urlCheck" => &mut patch.url_check,
        "urlData" => &mut patch.url_data,
        "urlTableList" => &mut patch.url_table_list,
        "urlTableDescription" => &mut patch.url_table_description,
        "sourceCode" => &mut patch.source_code,
        other => panic!("the spec limits `{other}`, and this test does not know it"),
    };
    *slot = Some(text);
    patch
}

/// An add in which one text field is as given, by its wire name.
fn add_with(field: &str, text: &str) -> Add {
    let of = |name: &str| if name == field { text.to_owned() } else { "x".to_owned() };
    let add = Add::new(NewConnector {
        title: of("title"),
        logo: of("logo"),
        url_check: of("urlCheck"),
        url_data: of("urlData"),
        url_table_list: of("urlTableList"),
        url_table_description: of("urlTableDescription"),
        settings: vec![],
    });
    if field == "sourceCode" { add.source_code(text) } else { add }
}

fn update_with(patch: ConnectorPatch) -> Update {
    Update::from_patch(ConnectorId::new(4).expect("4 is an id"), patch).expect("the patch sets a field")
}

fn breaches(request: &impl Request) -> Vec<(String, Breach)> {
    match request.check() {
        Ok(()) => Vec::new(),
        Err(found) => found.iter().map(|it| (it.path.clone(), it.breach.clone())).collect(),
    }
}

#[test]
fn every_longest_text_passes_and_one_character_more_does_not_whatever_its_bytes() {
    let family = family();
    let limited: Vec<_> =
        entity(&family).fields.iter().filter_map(|field| Some((&field.name, field.max_chars?))).collect();
    assert_eq!(limited.len(), 6);
    for (field, most) in limited {
        let most = usize::try_from(most).expect("a length");
        for character in ["x", "ж", "日", "😀"] {
            let (longest, longer) = (character.repeat(most), character.repeat(most + 1));
            let path = format!("fields.{field}");
            let too_long = vec![(path, Breach::TooLong { characters: most + 1, most })];
            assert_eq!(breaches(&update_with(patch_with(field, longest.clone()))), []);
            assert_eq!(breaches(&update_with(patch_with(field, longer.clone()))), too_long);
            assert_eq!(breaches(&add_with(field, &longest)), []);
            assert_eq!(breaches(&add_with(field, &longer)), too_long);
        }
    }
}

#[test]
fn every_text_that_must_not_be_empty_is_found_empty() {
    let family = family();
    let fields: Vec<_> = entity(&family).fields.iter().filter(|field| field.not_empty).collect();
    assert_eq!(fields.len(), 6);
    for field in fields {
        let empty = vec![(format!("fields.{}", field.name), Breach::Empty)];
        assert_eq!(breaches(&update_with(patch_with(&field.name, String::new()))), empty);
        assert_eq!(breaches(&add_with(&field.name, "")), empty);
    }
}

#[test]
fn all_violations_come_at_once_each_with_its_path() {
    let setting =
        |code: usize, name: usize, r#type| Setting { code: "c".repeat(code), name: "n".repeat(name), r#type };
    let patch = ConnectorPatch {
        title: Some(String::new()),
        settings: Some(vec![
            setting(512, 512, SettingType::String),
            setting(513, 0, SettingType::Int),
            setting(1, 514, SettingType::Unknown("FLOAT".into())),
        ]),
        ..ConnectorPatch::default()
    };
    let error = update_with(patch).check().expect_err("four violations");
    assert_eq!(
        error.to_string(),
        "fields.title: empty, and must not be; \
         fields.settings[1].code: 513 characters, at most 512; \
         fields.settings[2].name: 514 characters, at most 512; \
         fields.settings[2].type: none of STRING, INT"
    );
}

#[test]
fn a_patch_that_sets_nothing_is_nothing_to_send() {
    let id = ConnectorId::new(4).expect("4 is an id");
    assert_eq!(Update::from_patch(id, ConnectorPatch::default()).err(), Some(NothingToChange));
    let mut patch = ConnectorPatch::default();
    for (at, title) in ["a", "b"].into_iter().enumerate() {
        if at > 0 {
            patch.title = Some(title.to_owned());
        }
    }
    let expected = Update::new(id).title("b");
    assert_eq!(Update::from_patch(id, patch).ok(), Some(expected));
}

#[test]
fn an_id_is_positive_however_it_is_given() {
    for wrong in [0, -1, i64::MIN] {
        assert!(ConnectorId::new(wrong).is_err());
        assert!(ConnectorId::try_from(wrong).is_err());
    }
    for wrong in ["", "0", "-4", "4.5", "x", "9223372036854775808"] {
        assert!(wrong.parse::<ConnectorId>().is_err(), "{wrong}");
    }
    assert_eq!(
        ConnectorId::new(0).unwrap_err().to_string(),
        "the id of a Connector must be a whole number, 1 or greater"
    );
    assert_eq!(
        format!("{:?}", ConnectorId::new(i64::MAX).expect("the largest")),
        "ConnectorId(9223372036854775807)"
    );
}

fn new_table(name: &str, columns: Vec<NewColumn>) -> table::Add {
    table::Add::new(NewTable {
        source_id: SourceId::new(3).expect("3 is an id"),
        name: name.to_owned(),
        external_name: "Orders".to_owned(),
        external_code: "orders".to_owned(),
        fields: columns,
    })
}

fn column(name: &str, code: &str) -> NewColumn {
    NewColumn { name: name.to_owned(), external_code: code.to_owned(), r#type: ColumnType::Int }
}

#[test]
fn names_have_the_form_that_the_server_asks_for() {
    let no_match = |path: &str, pattern| vec![(path.to_owned(), Breach::NoMatch { pattern })];
    let (table, of_column) = (r"^[a-z][a-z0-9_]*$", r"^[A-Z][A-Z0-9_]*$");
    for name in ["orders", "o", "o_1"] {
        assert_eq!(breaches(&new_table(name, vec![column("ID", "id")])), [], "{name}");
    }
    for name in ["Orders", "1orders", "_o", "", "or ders", "größe", "orders\n"] {
        let found = breaches(&new_table(name, vec![column("ID", "id")]));
        assert_eq!(found, no_match("fields.name", table), "{name}");
    }
    let found = breaches(&new_table("orders", vec![column("ID", "id"), column("sum", "sum")]));
    assert_eq!(found, no_match("fields.fields[1].name", of_column));
}

#[test]
fn a_table_has_columns_and_no_two_share_a_name_or_a_code() {
    let found = breaches(&new_table("orders", vec![]));
    assert_eq!(found, [("fields.fields".to_owned(), Breach::Empty)]);
    let columns = vec![column("ID", "id"), column("SUM", "id"), column("ID", "sum"), column("X", "x")];
    let repeated = |path: &str| (path.to_owned(), Breach::Repeated { first: 0 });
    let expected = ["fields.fields[2].name", "fields.fields[1].externalCode"].map(repeated);
    assert_eq!(breaches(&new_table("orders", columns.clone())), expected);
    let update = table::FieldsUpdate::new(TableId::new(3).expect("3 is an id")).add(columns);
    let expected = ["add[2].name", "add[1].externalCode"].map(repeated);
    assert_eq!(breaches(&update), expected);
}

#[test]
fn a_source_has_a_title_whenever_it_is_written() {
    let id = SourceId::new(3).expect("3 is an id");
    assert_eq!(breaches(&source::Update::new(id, "")), [("fields.title".to_owned(), Breach::Empty)]);
    let long = "ß".repeat(513);
    let too_long = Breach::TooLong { characters: 513, most: 512 };
    assert_eq!(breaches(&source::Update::new(id, long)), [("fields.title".to_owned(), too_long)]);
}

#[test]
fn every_longest_text_of_a_table_passes_and_one_character_more_does_not() {
    let longest = |texts: [usize; 5]| {
        let [name, title, code, column, column_code] = texts;
        table::Add::new(NewTable {
            source_id: SourceId::new(3).expect("3 is an id"),
            name: "t".repeat(name),
            external_name: "ß".repeat(title),
            external_code: "ß".repeat(code),
            fields: vec![self::column(&"C".repeat(column), &"ß".repeat(column_code))],
        })
    };
    let most = [230, 512, 512, 32, 512];
    assert_eq!(breaches(&longest(most)), []);
    let paths = ["name", "externalName", "externalCode", "fields[0].name", "fields[0].externalCode"];
    for (at, path) in paths.into_iter().enumerate() {
        let mut texts = most;
        texts[at] += 1;
        let too_long = Breach::TooLong { characters: texts[at], most: most[at] };
        assert_eq!(breaches(&longest(texts)), [(format!("fields.{path}"), too_long)]);
    }
}

#[test]
fn a_column_type_of_a_newer_portal_s_can_be_read_and_not_be_sent() {
    let unknown = NewColumn { r#type: ColumnType::Unknown("json".to_owned()), ..column("ID", "id") };
    let found = breaches(&new_table("orders", vec![unknown]));
    assert!(
        matches!(&found[..], [(path, Breach::UnknownWord { known })]
        if path == "fields.fields[0].type" && known.len() == 7),
        "{found:?}"
    );
}

/// A family of one's own.
#[bitrix_api::methods(path = "../../ui/families/crate.toml")]
mod crates {}

#[test]
fn no_two_objects_of_a_list_have_the_same_whatever_it_is_called_and_holds() {
    use crates::{Bottle, Label, Pack};

    let label = |words: &str, number| Label { words: words.to_owned(), number };
    let bottle = |labels: &[Label]| Bottle { labels: labels.to_vec() };
    let alike = bottle(&[label("a", Some(1)), label("b", None), label("b", None), label("c", Some(1))]);
    let pack = Pack::new([bottle(&[label("a", None)]), alike]).labels([label("a", None), label("a", None)]);
    let expected =
        [("bottles[1].labels[2].text", 1), ("bottles[1].labels[3].number", 0), ("labels[1].text", 0)];
    assert_eq!(breaches(&pack), expected.map(|(path, first)| (path.to_owned(), Breach::Repeated { first })));
    assert_eq!(<crates::Crate as Described>::name(label("a", None)), "a");
}
