//! A request for tokens: what may be shown for them, and the answer.

use jiff::Timestamp;

use super::USER;
use super::client::Client;
use super::ledger::{Ledger, Pair};
use super::{Addresses, MEMBER_ID, SCOPES};
use crate::php::{Array, Value};
use crate::portal::methods::answer::Answer;
use crate::portal::methods::refusal::Refusal;
use crate::portal::methods::system_code::SystemCode;
use crate::portal::network::route::REST_PATH;

/// What is shown for tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GrantType {
    RefreshToken,
    AuthorizationCode,
}

impl GrantType {
    fn of(params: &Array) -> Option<Self> {
        match text(params, "grant_type")? {
            "refresh_token" => Some(Self::RefreshToken),
            "authorization_code" => Some(Self::AuthorizationCode),
            _ => None,
        }
    }

    /// The parameter that it is shown in.
    fn param(self) -> &'static str {
        match self {
            Self::RefreshToken => "refresh_token",
            Self::AuthorizationCode => "code",
        }
    }
}

pub(super) fn answer(ledger: &mut Ledger, params: &Array, addresses: &Addresses) -> Answer {
    let grant_type = GrantType::of(params);
    let outcome = issued(ledger, grant_type, params);
    if grant_type == Some(GrantType::RefreshToken) {
        ledger.refreshes.count(outcome.is_ok());
    }
    match outcome {
        Ok(pair) => Answer::bare(members(&pair, ledger.lifetime().as_secs(), addresses)),
        Err(refusal) => Answer::refused(refusal),
    }
}

/// What is shown is used up by a pair only, not by a refusal.
fn issued(ledger: &mut Ledger, grant_type: Option<GrantType>, params: &Array) -> Result<Pair, Refusal> {
    let grant_type = grant_type.ok_or_else(|| missing("grant_type"))?;
    let application = Client::proven(params)?.application;
    let name = grant_type.param();
    let shown = text(params, name).ok_or_else(|| missing(name))?;
    let is_valid = match grant_type {
        GrantType::RefreshToken => ledger.take_refresh(shown, application),
        GrantType::AuthorizationCode => ledger.take_code(shown, application),
    };
    if is_valid { Ok(ledger.issue(application)) } else { Err(SystemCode::InvalidGrant.into()) }
}

fn missing(param: &str) -> Refusal {
    let description = format!("No \"{param}\" parameter found");
    Refusal { description, ..SystemCode::InvalidTokenRequest.into() }
}

/// A parameter's text, if it has one.
fn text<'p>(params: &'p Array, name: &str) -> Option<&'p str> {
    match params.get(name) {
        Some(Value::Text(text)) if !text.is_empty() => Some(text),
        _ => None,
    }
}

fn members(pair: &Pair, lifetime: u64, addresses: &Addresses) -> Array {
    let lifetime = i64::try_from(lifetime).unwrap_or(i64::MAX);
    let expires = Timestamp::now().as_second().saturating_add(lifetime);
    let domain = addresses.server.split_once("://").map_or("", |(_, domain)| domain);
    [
        ("access_token", Value::from(pair.access.as_str())),
        ("expires", Value::Int(expires)),
        ("expires_in", Value::Int(lifetime)),
        ("scope", Value::from(SCOPES.join(","))),
        ("domain", Value::from(domain)),
        ("server_endpoint", Value::from(format!("{}{REST_PATH}", addresses.server))),
        ("status", Value::from("F")),
        ("client_endpoint", Value::from(format!("{}{REST_PATH}", addresses.portal))),
        ("member_id", Value::from(MEMBER_ID)),
        ("user_id", Value::Int(USER)),
        ("refresh_token", Value::from(pair.refresh.as_str())),
    ]
    .into_iter()
    .collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::advance;

    use super::{Addresses, Ledger, answer};
    use crate::php::Value;
    use crate::php::form;
    use crate::portal::authorisation::application::{Application, TOKEN};
    use crate::portal::authorisation::identity::Identity;

    /// The error that a request is answered with, or the access token.
    fn ask(ledger: &mut Ledger, query: &str) -> String {
        let addresses = Addresses { server: "http://a".to_owned(), portal: "http://b".to_owned() };
        let body = answer(ledger, &form::parse(query.as_bytes()), &addresses).body;
        let body = body.as_ref().and_then(Value::as_array).expect("an object");
        body.get("error").or_else(|| body.get("access_token")).expect("one of them").to_text()
    }

    const CLIENT: &str = "client_id=portal-app&client_secret=portal-app-secret";

    #[test]
    fn a_refresh_token_serves_once_and_only_its_own_application() {
        let mut ledger = Ledger::new(None);
        let refresh = |token: &str| format!("grant_type=refresh_token&{CLIENT}&refresh_token={token}");
        assert_eq!(ask(&mut ledger, &refresh("portal-refresh-2")), "invalid_grant");
        assert_eq!(ask(&mut ledger, &refresh("portal-refresh")), "portal-token-3");
        assert_eq!(ask(&mut ledger, &refresh("portal-refresh")), "invalid_grant");
        assert_eq!(ask(&mut ledger, &refresh("portal-refresh-3")), "portal-token-4");
        assert_eq!((ledger.refreshes.succeeded, ledger.refreshes.refused), (2, 2));
        assert_eq!(ledger.identify("portal-token-2"), Identity::Application(Application::Second));
    }

    #[tokio::test(start_paused = true)]
    async fn a_code_lives_for_half_a_minute() {
        let mut ledger = Ledger::new(None);
        let ask = |ledger: &mut Ledger, code: &str| {
            ask(ledger, &format!("grant_type=authorization_code&{CLIENT}&code={code}"))
        };
        let codes = [(); 3].map(|()| ledger.issue_code(Application::First));
        advance(Duration::from_secs(29)).await;
        assert_eq!(ask(&mut ledger, &codes[0]), "portal-token-6");
        assert_eq!(ask(&mut ledger, &codes[0]), "invalid_grant");
        advance(Duration::from_secs(1)).await;
        assert_eq!(ask(&mut ledger, &codes[1]), "invalid_grant");
        assert_eq!((ledger.refreshes.succeeded, ledger.refreshes.refused), (0, 0));
    }

    #[tokio::test(start_paused = true)]
    async fn an_access_token_outlives_its_refresh_until_its_time_is_over() {
        let mut ledger = Ledger::new(Some(Duration::from_secs(3600)));
        let refreshed =
            ask(&mut ledger, &format!("grant_type=refresh_token&{CLIENT}&refresh_token=portal-refresh"));
        let first = Identity::Application(Application::First);
        assert_eq!([TOKEN, &refreshed].map(|token| ledger.identify(token)), [first, first]);
        advance(Duration::from_secs(3600)).await;
        let expired = Identity::Expired(Application::First);
        assert_eq!([TOKEN, &refreshed].map(|token| ledger.identify(token)), [expired, expired]);
        assert_eq!(ledger.identify("hush"), Identity::Unknown);
    }

    #[test]
    fn what_a_request_lacks_is_named() {
        let mut ledger = Ledger::new(None);
        for (query, error) in [
            (format!("{CLIENT}&refresh_token=portal-refresh"), "invalid_request"),
            (format!("grant_type=password&{CLIENT}"), "invalid_request"),
            (format!("grant_type=refresh_token&{CLIENT}"), "invalid_request"),
            (format!("grant_type=authorization_code&{CLIENT}&code="), "invalid_request"),
            ("grant_type=refresh_token&refresh_token=portal-refresh".to_owned(), "wrong_client"),
            (
                "grant_type=refresh_token&client_id=portal-app&client_secret=portal-app-secret-2".to_owned(),
                "invalid_client",
            ),
        ] {
            assert_eq!(ask(&mut ledger, &query), error, "{query}");
        }
        assert_eq!(ledger.refreshes.refused, 3);
    }
}
