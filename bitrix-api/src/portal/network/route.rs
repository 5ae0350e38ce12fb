//! Where a request goes, by its path.

use crate::portal::authorisation::TOKEN_PATH;

/// Below which calls are.
pub(in crate::portal) const REST_PATH: &str = "/rest/";

/// What a path stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route<'a> {
    /// A call of a REST method; `method` is in lower case and without a suffix.
    Call { method: String, caller: Caller<'a> },
    /// The authorisation server, which gives tokens out.
    Tokens,
    /// A part of the control interface, which no real portal has; the rest of the path says which.
    Control(&'a str),
    /// Nothing.
    Nowhere,
}

/// Who makes a call, by the path alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::portal) enum Caller<'a> {
    /// An application, which has to bring its token as a parameter.
    Application,
    /// A webhook.
    Webhook { user: &'a str, secret: &'a str },
}

impl<'a> Route<'a> {
    /// Reads a path.
    pub(super) fn of(path: &'a str) -> Self {
        if let Some(part) = path.strip_prefix("/__portal/") {
            return Self::Control(part);
        }
        if path == "/__portal" {
            return Self::Control("");
        }
        if path.trim_end_matches('/') == TOKEN_PATH.trim_end_matches('/') {
            return Self::Tokens;
        }
        let Some(rest) = path.strip_prefix(REST_PATH) else { return Self::Nowhere };
        // Clients that append `/METHOD` to a client endpoint double the slash.
        let segments: Vec<&str> = rest.split('/').filter(|segment| !segment.is_empty()).collect();
        match segments[..] {
            [method] => Self::Call { method: method_name(method), caller: Caller::Application },
            [user, secret, method] => {
                Self::Call { method: method_name(method), caller: Caller::Webhook { user, secret } }
            }
            _ => Self::Nowhere,
        }
    }
}

fn method_name(segment: &str) -> String {
    let lower = segment.to_ascii_lowercase();
    lower.strip_suffix(".json").map(str::to_owned).unwrap_or(lower)
}

#[cfg(test)]
mod tests {
    use super::{Caller, Route};

    #[test]
    fn paths_lead_to_methods() {
        let call = |caller| Route::Call { method: "biconnector.connector.get".to_owned(), caller };
        for path in [
            "/rest/biconnector.connector.get",
            "/rest/BIConnector.Connector.Get.json",
            "/rest//biconnector.connector.get/",
        ] {
            assert_eq!(Route::of(path), call(Caller::Application), "{path}");
        }
        assert_eq!(
            Route::of("/rest/1/abc/biconnector.connector.get.json"),
            call(Caller::Webhook { user: "1", secret: "abc" })
        );
        assert_eq!(Route::of("/__portal/calls"), Route::Control("calls"));
        assert_eq!(Route::of("/__portal"), Route::Control(""));
        for path in ["/oauth/token/", "/oauth/token"] {
            assert_eq!(Route::of(path), Route::Tokens, "{path}");
        }
        for path in ["/", "/oauth/", "/oauth/token/x", "/rest", "/rest/", "/rest/1/abc", "/rest/1/2/3/4"] {
            assert_eq!(Route::of(path), Route::Nowhere, "{path}");
        }
    }
}
