//! An application, as the authorisation server knows it.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::ACCEPT;
use url::form_urlencoded::Serializer;

use super::{AuthError, GrantError, Tokens};
use crate::Secret;
use crate::client::{BuildError, Hidden, build_http, checked_address, plain_http};
use crate::codec::{self, Decode, Fault, Members};

/// An application: its `client_id` and `client_secret`, which go to the authorisation server only.
#[derive(Debug, Clone)]
pub struct Application {
    client_id: String,
    client_secret: Secret,
    /// An address that has been checked.
    server: String,
    http: Option<Hidden<reqwest::Client>>,
}

/// Where Bitrix24 gives tokens.
const SERVER: &str = "https://oauth.bitrix.info/oauth/token/";

/// How long the authorisation server may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// More than any of its answers has.
const MOST_BYTES: usize = 1 << 20;

impl Application {
    /// The application of this `client_id`, at Bitrix24's own authorisation server.
    pub fn new(client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
        let (client_id, client_secret) = (client_id.into(), client_secret.into());
        Self { client_id, client_secret, server: SERVER.to_owned(), http: None }
    }

    /// Asks another authorisation server, such as a simulated one. It must be https, unless it is on this machine.
    pub fn authorization_server(mut self, address: &str) -> Result<Self, BuildError> {
        self.server = checked_address(address)?.into();
        Ok(self)
    }

    /// The HTTP client to build upon for [`authorize`](Self::authorize): proxies, certificates, DNS. Tokens are renewed by
    /// the client that uses them, and [its own](crate::client::ClientBuilder::http).
    pub fn http(mut self, http: reqwest::ClientBuilder) -> Result<Self, BuildError> {
        self.http = Some(Hidden(build_http(http, false).map_err(BuildError::Http)?));
        Ok(self)
    }

    /// The `client_id`.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// The first tokens, for the authorisation code that a portal has redirected a user with. A code lives for 30 s.
    pub async fn authorize(&self, code: &str) -> Result<Tokens, AuthError> {
        let http = match &self.http {
            Some(Hidden(http)) => http.clone(),
            None => plain_http(&self.server).map_err(transport)?,
        };
        self.grant(&http, &[("grant_type", "authorization_code"), ("code", code)]).await
    }

    /// New tokens for a refresh token, which is spent by this.
    pub(crate) async fn refresh(&self, http: &reqwest::Client, token: &Secret) -> Result<Tokens, AuthError> {
        self.grant(http, &[("grant_type", "refresh_token"), ("refresh_token", token.expose())]).await
    }

    async fn grant(&self, http: &reqwest::Client, params: &[(&str, &str)]) -> Result<Tokens, AuthError> {
        let query = Serializer::new(String::new())
            .append_pair("client_id", &self.client_id)
            .append_pair("client_secret", self.client_secret.expose())
            .extend_pairs(params)
            .finish();
        let request =
            http.get(format!("{}?{query}", self.server)).header(ACCEPT, "application/json").timeout(TIMEOUT);
        let mut response = request.send().await.map_err(transport)?;
        let http = response.status().as_u16();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(transport)? {
            body.extend_from_slice(&chunk);
            if body.len() > MOST_BYTES {
                return Err(AuthError::Answer { http, why: format!("it has more than {MOST_BYTES} bytes") });
            }
        }
        match codec::from_json(&body) {
            Ok(Grant::Tokens(tokens)) => Ok(*tokens),
            Ok(Grant::Refused { code, description }) => {
                let description = self.redact(&description, params);
                Err(AuthError::Refused { cause: GrantError::of(&self.redact(&code, params)), description })
            }
            // What is said of a fault is where it is, never what stands there.
            Err(fault) => Err(AuthError::Answer { http, why: fault.to_string() }),
        }
    }

    /// A text of the server's, with whatever it was sent taken out.
    fn redact(&self, text: &str, params: &[(&str, &str)]) -> String {
        let sent = params.iter().skip(1).map(|(_, value)| *value).chain([self.client_secret.expose()]);
        sent.filter(|secret| !secret.is_empty())
            .fold(text.to_owned(), |text, secret| text.replace(secret, "[removed]"))
    }
}

/// An error of reqwest's, without the address: that has the secret in it.
fn transport(error: reqwest::Error) -> AuthError {
    AuthError::Transport(Arc::new(error.without_url()))
}

/// What the authorisation server answers.
enum Grant {
    Tokens(Box<Tokens>),
    Refused { code: String, description: String },
}

impl Decode for Grant {
    const EXPECTED: &'static str = "an object of tokens";

    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        let value = serde_json::Value::object(members)?;
        if let Some(code) = value.get("error").and_then(serde_json::Value::as_str) {
            let description = value.get("error_description").and_then(serde_json::Value::as_str);
            return Ok(Self::Refused {
                code: code.to_owned(),
                description: description.unwrap_or_default().to_owned(),
            });
        }
        let text = value.to_string();
        codec::from_json(text.as_bytes()).map(|tokens| Self::Tokens(Box::new(tokens)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_is_bitrix24_s_own_unless_told_otherwise_and_never_plain_http() {
        let application = Application::new("local.1", "s3cret");
        assert_eq!(application.server, SERVER);
        assert!(!format!("{application:?}").contains("s3cret"));
        assert!(application.clone().authorization_server("http://example.com/oauth/token/").is_err());
        assert!(application.authorization_server("http://127.0.0.1:8080/oauth/token/").is_ok());
    }
}
