//! What an application may call a portal with.

use crate::Secret;
use crate::codec::{Decode, Encode, Encoder, Fault, Members};

/// The tokens of an application for one portal, as they come from an installation or the authorisation server.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tokens {
    /// Which portal they are for; it stays when the portal is renamed.
    pub member_id: String,
    /// What calls are made with. It lives for an hour.
    pub access_token: Secret,
    /// What a new access token is got with, once: a new one comes along. It lives for 180 days.
    pub refresh_token: Secret,
    /// The base address of all calls: `https://example.bitrix24.com/rest/`.
    pub client_endpoint: String,
    /// When the access token ends, in seconds since 1970, by the authorisation server's clock.
    pub expires: Option<i64>,
    /// The user in whose name calls are made.
    pub user_id: Option<i64>,
    /// What the application may do.
    pub scope: Option<String>,
    /// How the application is paid for: `F` free, `D` demo, `T` trial, `P` paid, `L` local, `S` subscription.
    pub status: Option<String>,
    /// What events of this installation carry, to show that they come from the portal.
    pub application_token: Option<Secret>,
}

impl Tokens {
    /// Tokens, all that is not needed for calls left out.
    pub fn new(
        member_id: impl Into<String>,
        client_endpoint: impl Into<String>,
        access_token: impl Into<Secret>,
        refresh_token: impl Into<Secret>,
    ) -> Self {
        Self {
            member_id: member_id.into(),
            access_token: access_token.into(),
            refresh_token: refresh_token.into(),
            client_endpoint: client_endpoint.into(),
            expires: None,
            user_id: None,
            scope: None,
            status: None,
            application_token: None,
        }
    }
}

const MEMBERS: &[&str] = &[
    "member_id",
    "access_token",
    "refresh_token",
    "client_endpoint",
    "expires",
    "user_id",
    "scope",
    "status",
    "application_token",
];

/// As the authorisation server writes them.
impl Decode for Tokens {
    const EXPECTED: &'static str = "an object of tokens";

    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        let mut texts: [Option<Secret>; 4] = Default::default();
        let [member_id, access, refresh, endpoint] = &mut texts;
        let mut numbers: [Option<Option<i64>>; 2] = Default::default();
        let [expires, user] = &mut numbers;
        let mut more: [Option<Option<String>>; 2] = Default::default();
        let [scope, status] = &mut more;
        let mut application_token: Option<Option<Secret>> = None;
        while let Some(member) = members.next(MEMBERS) {
            match member {
                0 => members.read(member_id),
                1 => members.read(access),
                2 => members.read(refresh),
                3 => members.read(endpoint),
                4 => members.read(expires),
                5 => members.read(user),
                6 => members.read(scope),
                7 => members.read(status),
                _ => members.read(&mut application_token),
            }
        }
        let [Some(member_id), Some(access_token), Some(refresh_token), Some(endpoint)] = texts else {
            let missing: Vec<usize> =
                (0..).zip(&texts).filter(|(_, text)| text.is_none()).map(|(at, _)| at).collect();
            return Err(members.incomplete(MEMBERS, &missing));
        };
        let [expires, user_id] = numbers.map(Option::flatten);
        let [scope, status] = more.map(Option::flatten);
        Ok(Self {
            member_id: member_id.expose().to_owned(),
            access_token,
            refresh_token,
            client_endpoint: endpoint.expose().to_owned(),
            expires,
            user_id,
            scope,
            status,
            application_token: application_token.flatten(),
        })
    }
}

impl Encode for Tokens {
    fn encode(&self, out: &mut Encoder) {
        out.object(&[
            ("member_id", &self.member_id),
            ("access_token", &self.access_token),
            ("refresh_token", &self.refresh_token),
            ("client_endpoint", &self.client_endpoint),
            ("expires", &self.expires),
            ("user_id", &self.user_id),
            ("scope", &self.scope),
            ("status", &self.status),
            ("application_token", &self.application_token),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{from_json, to_json};

    #[test]
    fn what_is_saved_is_what_is_loaded_and_debug_shows_no_token() {
        let mut tokens = Tokens::new(
            "a223c6b3710f85df22e9377d6c4f7553",
            "https://a.bitrix24.com/rest/",
            "s3cret1",
            "s3cret2",
        );
        tokens.expires = Some(1_725_365_418);
        tokens.application_token = Some("s3cret3".into());
        let loaded: Tokens = from_json(&to_json(&tokens)).expect("it reads what it writes");
        assert_eq!(loaded, tokens);
        assert!(!format!("{tokens:?}").contains("s3cret"));
    }

    #[test]
    fn what_is_missing_is_named() {
        let error =
            from_json::<Tokens>(br#"{"member_id": "a", "access_token": "b"}"#).expect_err("half of it");
        assert!(error.to_string().contains("refresh_token"), "{error}");
    }
}
