//! The portal against the server's own answers: each call as it stands in the vectors.

use bitrix_api::biconnector::connector::{ConnectorId, Fields, Get};
use bitrix_api::portal::Portal;
use bitrix_api::{CallError, Client};
use bitrix_tests::http;
use bitrix_tests::vectors::Vectors;
use serde_json::{Value, json};

#[tokio::test]
async fn the_portal_answers_every_vector_as_the_server_does() {
    let vectors = Vectors::load().expect("the file is JSON");
    let portal = Portal::start().await.expect("a port is free");
    let mut wrong = Vec::new();
    let mut count = 0;
    for vector in vectors.iter() {
        count += 1;
        portal.seed(&vector.state()).expect("the state is one");
        let (status, answer) =
            call(&portal, vector.is_webhook(), vector.method(), vector.params_text()).await;
        let mut difference = vector.differs(status, &answer);
        if let (None, Some((method, params, _))) = (&difference, vector.after()) {
            let (_, answer) = call(&portal, vector.is_webhook(), method, &params.to_string()).await;
            difference = vector.differs_afterwards(&answer);
        }
        wrong.extend(difference.map(|difference| format!("{}: {difference}", vector.name())));
    }
    assert_eq!(count, 293);
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
}

async fn call(portal: &Portal, webhook: bool, method: &str, params: &str) -> (u16, Value) {
    let (address, body) = if webhook {
        (format!("{}{method}", portal.webhook_url()), params.to_owned())
    } else {
        let rest = params.trim_start_matches('{');
        let comma = if rest == "}" { "" } else { "," };
        (
            format!("{}{method}", portal.client_endpoint()),
            format!("{{\"auth\":{}{comma}{rest}", json!(portal.token())),
        )
    };
    http::post(&address, &body).await.expect("the portal answers")
}

#[tokio::test]
async fn a_call_by_webhook_is_refused_by_the_portal_with_the_method_s_own_error() {
    let portal = Portal::start().await.expect("a port is free");
    let client: Client =
        Client::builder().allow_webhook().webhook(&portal.webhook_url()).expect("a webhook").into();
    let id = ConnectorId::new(4).expect("4 is an id");
    match client.call(Get::new(id)).await {
        Err(CallError::Refused { kind, refusal }) => {
            assert_eq!(kind, bitrix_api::biconnector::connector::GetError::AccessDenied);
            assert_eq!(refusal.http, 200);
        }
        other => panic!("{other:?}"),
    }
    let webhook = Client::webhook(&portal.webhook_url()).expect("a webhook");
    let fields = webhook.call(Fields::new()).await.expect("`fields` may be called by webhook");
    assert_eq!(fields[0].title, "id");
}
