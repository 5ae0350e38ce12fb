//! What of a call's parameters may be kept and shown: everything but secrets.

use crate::php::{Array, Key, Value};
use crate::portal::authorisation::TOKENS;

/// What stands where a secret was.
const MASK: &str = "***";

/// Names that mean a credential wherever they stand.
const CREDENTIALS: [&str; 5] =
    ["auth", "access_token", "refresh_token", "client_secret", "application_token"];

/// The parameters of a call without the token, and with masks in the place of other secrets.
pub(super) fn params(method: &str, params: &Array) -> Array {
    // A body of another kind, JSON without its content type say, is a form to PHP: one odd name, with everything in it.
    if !params.keys().all(|key| is_word(&key.to_string())) {
        return [(MASK, MASK)].into_iter().collect();
    }
    let shown = params.iter().filter(|(key, _)| **key != Key::from("auth"));
    shown.map(|(key, value)| (key.clone(), member(method, &mut vec![key.to_string()], value))).collect()
}

/// A method's name as it may be shown. Where a path lacks a part, a secret stands in the name's place, and secrets have
/// no dots.
pub(super) fn method(name: &str) -> &str {
    let is_name = match name.contains('.') {
        true => name.split('.').all(is_word),
        false => name.bytes().all(|byte| byte.is_ascii_lowercase()),
    };
    if is_name { name } else { MASK }
}

fn is_word(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

fn member(method: &str, path: &mut Vec<String>, value: &Value) -> Value {
    match value {
        // The keys stay, so that it can be seen what was sent.
        Value::Array(array) => {
            let members = array.iter().map(|(key, value)| {
                path.push(key.to_string());
                let value = member(method, path, value);
                path.pop();
                (key.clone(), value)
            });
            members.collect::<Array>().into()
        }
        _ if is_secret(method, path) => Value::from(MASK),
        Value::Text(text) if is_command(method, path) => Value::Text(command(text)),
        value => value.clone(),
    }
}

/// Whether the value at `path` is secret. This is the one place that knows.
fn is_secret(method: &str, path: &[String]) -> bool {
    let is = |name: &String, known: &str| name.eq_ignore_ascii_case(known);
    if path.iter().any(|name| CREDENTIALS.iter().any(|known| is(name, known))) {
        return true;
    }
    match path {
        // What a command is made of where it is no text: another call's parameters.
        [_, _, _, ..] if is_command(method, path) => true,
        // Elsewhere a code is a name.
        [code] if is(code, "code") => method == TOKENS,
        // A connector's settings say what a source will be asked for. All others may be the answers, passwords too.
        [fields, settings, rest @ ..] if is(fields, "fields") && is(settings, "settings") => {
            let describes = |name| ["code", "name", "type"].iter().any(|known| is(name, known));
            let is_description = matches!(rest, [_, name] if describes(name));
            !(is_description && method.starts_with("biconnector.connector."))
        }
        _ => false,
    }
}

/// Whether the value at `path` is a batch's command, or inside of one.
fn is_command(method: &str, path: &[String]) -> bool {
    method == "batch" && path.first().is_some_and(|name| name.eq_ignore_ascii_case("cmd"))
}

/// A command of a batch without its query string, which holds another call's parameters.
fn command(text: &str) -> String {
    match text.split_once('?') {
        Some((name, _)) => format!("{}?{MASK}", method(name)),
        None => method(text).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{method, params};
    use crate::php::{Array, form};

    fn shown(method: &str, params: &Array) -> String {
        serde_json::to_string(&super::params(method, params)).expect("arrays can be written")
    }

    #[test]
    fn secrets_are_left_out_or_masked_and_the_rest_is_kept() {
        for (method, given, kept) in [
            ("biconnector.connector.get", r#"{"id":4,"auth":"hush"}"#, r#"{"id":4}"#),
            (
                "x.y",
                r#"{"AUTH":"hush","a":{"access_token":["hush"]}}"#,
                r#"{"AUTH":"***","a":{"access_token":["***"]}}"#,
            ),
            (
                "biconnector.source.add",
                r#"{"fields":{"title":"t","settings":{"login":"hush","password":{"x":"hush"}}}}"#,
                r#"{"fields":{"title":"t","settings":{"login":"***","password":{"x":"***"}}}}"#,
            ),
            (
                "biconnector.connector.add",
                r#"{"fields":{"settings":[{"code":"password","name":"Password"}]}}"#,
                r#"{"fields":{"settings":[{"code":"password","name":"Password"}]}}"#,
            ),
            (
                "biconnector.connector.update",
                r#"{"fields":{"settings":{"password":"hush","0":{"value":"hush","Type":"INT"}}}}"#,
                r#"{"fields":{"settings":{"password":"***","0":{"value":"***","Type":"INT"}}}}"#,
            ),
            (
                "oauth.token",
                r#"{"grant_type":"authorization_code","client_id":"a","client_secret":"hush","code":"hush"}"#,
                r#"{"grant_type":"authorization_code","client_id":"a","client_secret":"***","code":"***"}"#,
            ),
            ("x.y", r#"{"code":"CURRENCY"}"#, r#"{"code":"CURRENCY"}"#),
            (
                "batch",
                r#"{"cmd":{"a":"biconnector.source.add?fields[settings][password]=hush","b":"scope","c":"id=hush"}}"#,
                r#"{"cmd":{"a":"biconnector.source.add?***","b":"scope","c":"***"}}"#,
            ),
            (
                "batch",
                r#"{"cmd":{"a":{"method":"x.y","params":{"fields":{"settings":{"password":"hush"}}}}},"halt":1}"#,
                r#"{"cmd":{"a":{"method":"***","params":{"fields":{"settings":{"password":"***"}}}}},"halt":1}"#,
            ),
            ("batch", r#"{"CMD":["x.y?id=hush"]}"#, r#"{"CMD":["x.y?***"]}"#),
        ] {
            let given: Array = serde_json::from_str::<crate::php::Value>(given)
                .expect(given)
                .as_array()
                .expect(given)
                .clone();
            assert_eq!(shown(method, &given), kept);
        }
    }

    #[test]
    fn a_body_that_was_no_form_leaves_nothing() {
        for body in [r#"{"id": 4, "auth": "hush=="}"#, r#"{"title":"a&auth_is=1","auth":"hush"}"#] {
            assert_eq!(shown("x.y", &form::parse(body.as_bytes())), r#"{"***":"***"}"#, "{body}");
        }
        assert_eq!(params("x.y", &form::parse(b"filter[%3E%3Dx]=1&page=2")).keys().count(), 2);
    }

    #[test]
    fn what_is_no_name_of_a_method_is_not_shown() {
        for name in ["biconnector.connector.get", "crm.item.v2", "batch"] {
            assert_eq!(method(name), name);
        }
        for name in ["portal-token", "k3y9", "a b.c", "a.%0a", "a.=b"] {
            assert_eq!(method(name), "***", "{name}");
        }
    }
}
