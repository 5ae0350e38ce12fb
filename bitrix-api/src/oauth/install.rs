//! Tokens from what a portal sends to an application: the event of its installation, and the request of a placement.

use url::form_urlencoded;

use super::Tokens;
use crate::Secret;

/// A body that was to bring tokens, and has not all of them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no `{missing}`: this is not the form of {form}")]
pub struct IncompleteForm {
    missing: &'static str,
    form: &'static str,
}

impl Tokens {
    /// From the body of the `OnAppInstall` event, as the portal posts it: a form with `auth[access_token]` and so on.
    ///
    /// The body is only as trustworthy as its sender; keep [`application_token`](Self::application_token) to recognise
    /// later events by.
    pub fn from_install(body: &str) -> Result<Self, IncompleteForm> {
        let form = Form { name: "an OnAppInstall event", parts: vec![body] };
        let tokens = Self {
            expires: form.number("auth[expires]"),
            user_id: form.number("auth[user_id]"),
            scope: form.find("auth[scope]"),
            status: form.find("auth[status]"),
            application_token: form.find("auth[application_token]").map(Secret::from),
            ..Self::new(
                form.get("auth[member_id]")?,
                form.get("auth[client_endpoint]")?,
                form.get("auth[access_token]")?,
                form.get("auth[refresh_token]")?,
            )
        };
        Ok(tokens)
    }

    /// From the request by which a portal opens an application or one of its placements: the address's query, which has
    /// the `DOMAIN`, and the body, which has `AUTH_ID` and `REFRESH_ID`. Applications without a page of their own get
    /// theirs at installation in this form too.
    ///
    /// Both are only as trustworthy as their sender: anybody can send such a request. Before the tokens are saved, a call
    /// with them shows whether the portal takes them.
    pub fn from_placement(query: &str, body: &str) -> Result<Self, IncompleteForm> {
        let form = Form { name: "a placement's request", parts: vec![body, query] };
        let scheme = if form.find("PROTOCOL").as_deref() == Some("0") { "http" } else { "https" };
        let domain = form.get("DOMAIN")?;
        let tokens = Self {
            status: form.find("status"),
            ..Self::new(
                form.get("member_id")?,
                format!("{scheme}://{domain}/rest/"),
                form.get("AUTH_ID")?,
                form.get("REFRESH_ID")?,
            )
        };
        Ok(tokens)
    }
}

struct Form<'f> {
    name: &'static str,
    parts: Vec<&'f str>,
}

impl Form<'_> {
    fn find(&self, name: &str) -> Option<String> {
        let pairs = self.parts.iter().flat_map(|part| form_urlencoded::parse(part.as_bytes()));
        let mut values = pairs.filter(|(key, value)| key == name && !value.is_empty());
        values.next().map(|(_, value)| value.into_owned())
    }

    fn get(&self, name: &'static str) -> Result<String, IncompleteForm> {
        self.find(name).ok_or(IncompleteForm { missing: name, form: self.name })
    }

    fn number(&self, name: &str) -> Option<i64> {
        self.find(name)?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_installation_s_event_brings_tokens() {
        let body = "event=ONAPPINSTALL&data%5BVERSION%5D=1&ts=1466439714&auth%5Baccess_token%5D=s6p6ecl\
                    &auth%5Brefresh_token%5D=6p6&auth%5Bexpires%5D=1466443314&auth%5Bexpires_in%5D=3600\
                    &auth%5Bscope%5D=crm%2Cbiconnector&auth%5Bdomain%5D=portal.bitrix24.com\
                    &auth%5Bclient_endpoint%5D=https%3A%2F%2Fportal.bitrix24.com%2Frest%2F&auth%5Bstatus%5D=F\
                    &auth%5Bmember_id%5D=a223c6b3710f85df22e9377d6c4f7553&auth%5Bapplication_token%5D=51856&auth%5Buser_id%5D=67";
        let tokens = Tokens::from_install(body).expect("it has all");
        assert_eq!(tokens.client_endpoint, "https://portal.bitrix24.com/rest/");
        assert_eq!((tokens.expires, tokens.user_id), (Some(1_466_443_314), Some(67)));
        assert_eq!(tokens.scope.as_deref(), Some("crm,biconnector"));
        assert_eq!(tokens.application_token, Some(Secret::from("51856")));
        let half = Tokens::from_install(&body.replace("refresh_token", "other")).expect_err("one is missing");
        assert_eq!(
            half.to_string(),
            "there is no `auth[refresh_token]`: this is not the form of an OnAppInstall event"
        );
    }

    #[test]
    fn a_placement_s_request_brings_tokens_with_the_domain_in_its_address() {
        let tokens = Tokens::from_placement(
            "DOMAIN=portal.bitrix24.com&PROTOCOL=1&LANG=en&APP_SID=1",
            "AUTH_ID=6a&AUTH_EXPIRES=3600&REFRESH_ID=da&member_id=a223&status=F&PLACEMENT=DEFAULT",
        );
        let tokens = tokens.expect("it has all");
        assert_eq!(tokens.client_endpoint, "https://portal.bitrix24.com/rest/");
        assert_eq!((tokens.access_token.expose(), tokens.refresh_token.expose()), ("6a", "da"));
        assert!(Tokens::from_placement("", "AUTH_ID=6a").is_err());
    }
}
