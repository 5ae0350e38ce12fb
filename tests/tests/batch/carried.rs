//! What goes into a batch arrives as it was meant, and what would not is not taken.

use bitrix_api::CallError;
use bitrix_api::biconnector::connector::{self, ConnectorId};
use bitrix_api::crm::deal::{Get, Update};
use bitrix_api::error::Invalid;
use bitrix_tests::raw_server::{RawServer, Reply};
use fastrand::Rng;

use crate::setting::{add, add_connector, client, deal, portal};

/// Texts that PHP, a query string or a batch could take for something else.
const TEXTS: [&str; 22] = [
    "plain",
    "a&b=c",
    "a+b c",
    "100%",
    "%41",
    "#1",
    "a[b]",
    "a]b[",
    "[0]",
    "ключ",
    "👩‍👩‍👧",
    "\"'\\",
    "a;b",
    "?x=1",
    "a\nb\tc",
    " leading",
    "trailing ",
    "result[c0]",
    "$",
    "null",
    "true",
    "a/b.c~d-e_f",
];

#[tokio::test]
async fn any_text_arrives_as_it_was_meant() {
    let portal = portal(0).await;
    let client = client(&portal);
    let mut rng = Rng::with_seed(7);
    let random = (0..300).map(|_| {
        let length = rng.usize(1..12);
        (0..length).map(|_| rng.char(' '..)).collect::<String>()
    });
    let texts: Vec<_> = TEXTS.iter().map(|text| (*text).to_owned()).chain(random).collect();
    let mut batch = client.batch();
    let added: Vec<_> =
        texts.iter().map(|text| batch.add(add("x").comments(text.as_str())).expect("it fits")).collect();
    let mut results = batch.send().await;
    let ids: Vec<_> = added.into_iter().map(|added| results.take(added).expect("it is added")).collect();

    let mut batch = client.batch();
    let read: Vec<_> = ids.into_iter().map(|id| batch.add(Get::new(id)).expect("it fits")).collect();
    let mut results = batch.send().await;
    for (read, text) in read.into_iter().zip(texts) {
        let deal = results.take(read).expect("it is there");
        assert_eq!(deal.comments.unwrap_or_default(), text);
    }
}

#[tokio::test]
async fn numbers_lists_flags_and_texts_are_written_as_php_reads_them_in_the_order_of_the_commands() {
    let server =
        RawServer::start(Reply::json(200, r#"{"result":{"result":[]}}"#)).await.expect("a port is free");
    let client = bitrix_api::Client::oauth(&format!("{}/rest/", server.base), "token").expect("an endpoint");
    let mut batch = client.batch();
    for at in 1..=12 {
        let update =
            Update::new(deal(at)).title("a b&c").opportunity(19).opened(true).contact_ids(vec![9, 8]);
        batch.add(update).expect("it fits");
    }
    let _ = batch.send().await;
    let sent = server.received().pop().expect("one request").body;
    let commands = (1..=12).map(|at| {
        format!(
            "\"c{:02}\":\"crm.deal.update?id={at}&fields%5BTITLE%5D=a%20b%26c&fields%5BOPPORTUNITY%5D=19&\
             fields%5BCONTACT%5FIDS%5D%5B0%5D=9&fields%5BCONTACT%5FIDS%5D%5B1%5D=8&fields%5BOPENED%5D=Y\"",
            at - 1
        )
    });
    let expected =
        format!("{{\"halt\":0,\"cmd\":{{{}}},\"auth\":\"token\"}}", commands.collect::<Vec<_>>().join(","));
    assert_eq!(String::from_utf8_lossy(&sent), expected);
}

#[tokio::test]
async fn what_a_query_string_cannot_say_is_not_taken_and_the_batch_is_as_it_was() {
    let portal = portal(1).await;
    let client = client(&portal);
    let mut batch = client.batch();
    let id = ConnectorId::new(4).expect("an id");
    let refused = |result: Result<(), CallError<_>>| match result.expect_err("it is not taken") {
        CallError::Invalid(error) => match *error {
            Invalid::NotInBatch { path, why, .. } => (path, why),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let update = connector::Update::new(id).support_mapping(true);
    let (path, why) = refused(batch.add(update).map(drop));
    assert_eq!(
        (path.as_str(), why.as_str()),
        ("fields[supportMapping]", "a boolean would arrive as a text, which the method refuses")
    );

    let (path, why) = refused(batch.add(connector::Update::new(id).settings(Vec::new())).map(drop));
    assert_eq!((path.as_str(), why.as_str()), ("fields[settings]", "there is no way to write an empty list"));

    let update = connector::Update::new(id).title("costs $result[c0] euros");
    let (path, why) = refused(batch.add(update).map(drop));
    assert_eq!(path, "fields[title]");
    assert_eq!(why, "the server would put an earlier result in the place of `$result`");

    let violation = batch.add(add_connector("")).expect_err("the title is empty");
    assert!(
        matches!(&violation, CallError::Invalid(error) if matches!(**error, Invalid::Violations { .. })),
        "{violation}"
    );
    assert!(batch.is_empty());

    let added = batch.add(add_connector("Sales")).expect("it fits");
    assert!(batch.send().await.take(added).is_ok());
}

#[tokio::test]
async fn a_webhook_cannot_add_what_only_applications_may_call() {
    let portal = portal(1).await;
    let client: bitrix_api::Client =
        bitrix_api::Client::webhook(&portal.webhook_url()).expect("an address").into();
    let error = client.batch().add(connector::List::new()).expect_err("it is a webhook");
    assert!(
        matches!(&error, CallError::Invalid(error) if matches!(**error, Invalid::ApplicationOnly { .. })),
        "{error}"
    );
}
