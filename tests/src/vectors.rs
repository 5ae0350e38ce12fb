//! Calls with the server's answers: what the portal and the client are both held against.
//!
//! `expect` gives the answer: `error` and `error_description` where it is refused, in the place that `shape` names
//! (`nested` is inside `result`); `compare: "code"` where only the code counts; or what the result is, contains or
//! lists. `expect_26_250` is what that release says instead: either is right. `after` is a call made next.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// The file of vectors.
pub struct Vectors {
    document: Value,
    params: Vec<Params>,
}

/// A call's parameters as they are written: a server looks at the order of keys, which [`Value`] does not keep.
#[derive(Deserialize)]
struct Params {
    params: Box<RawValue>,
}

#[derive(Deserialize)]
struct AllParams {
    vectors: Vec<Params>,
}

/// One call.
pub struct Vector<'d> {
    value: &'d Value,
    params: &'d RawValue,
    state: &'d Value,
}

impl Vectors {
    /// Reads the file that the tests carry with them.
    pub fn load() -> Result<Self, serde_json::Error> {
        let text = include_str!("../data/biconnector_vectors.json");
        let AllParams { vectors: params } = serde_json::from_str(text)?;
        Ok(Self { document: serde_json::from_str(text)?, params })
    }

    /// Every call.
    pub fn iter(&self) -> impl Iterator<Item = Vector<'_>> {
        let vectors = self.document["vectors"].as_array().into_iter().flatten();
        vectors.zip(&self.params).map(|(value, params)| Vector {
            value,
            params: &params.params,
            state: &self.document["states"][value["state"].as_str().unwrap_or_default()],
        })
    }
}

impl Vector<'_> {
    /// How test output names it.
    #[must_use]
    pub fn name(&self) -> String {
        format!("#{} {} ({})", self.number(), self.method(), self.value["why"].as_str().unwrap_or_default())
    }

    /// Its number in the file.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.value["n"].as_u64().unwrap_or_default()
    }

    /// The method's full name.
    #[must_use]
    pub fn method(&self) -> &str {
        self.value["method"].as_str().unwrap_or_default()
    }

    /// The call's parameters.
    #[must_use]
    pub fn params(&self) -> &Value {
        &self.value["params"]
    }

    /// The call's parameters as a JSON text, its keys in the order in which they were sent.
    #[must_use]
    pub fn params_text(&self) -> &str {
        self.params.get()
    }

    /// Whether the call comes by webhook.
    #[must_use]
    pub fn is_webhook(&self) -> bool {
        self.value["auth"] == "webhook"
    }

    /// What is expected of the answer.
    #[must_use]
    pub fn expect(&self) -> &Value {
        &self.value["expect"]
    }

    /// The portal's state before the call, its release included.
    #[must_use]
    pub fn state(&self) -> Value {
        let mut state = self.state.as_object().cloned().unwrap_or_default();
        let release = self.value.get("portal").cloned().unwrap_or_else(|| "26.250".into());
        state.insert("portal".to_owned(), release);
        Value::Object(state)
    }

    /// The call to make next, if there is one, and what its answer must show.
    #[must_use]
    pub fn after(&self) -> Option<(&str, &Value, &Value)> {
        let after = self.value.get("after")?;
        Some((after["method"].as_str()?, &after["params"], after))
    }

    /// What the answer to the call made next does not show of what it should.
    #[must_use]
    pub fn differs_afterwards(&self, answer: &Value) -> Option<String> {
        let (method, _, after) = self.after()?;
        let result = &answer["result"];
        let item = &result["item"];
        let of_list = |list: &Value, key: &str, value: &str| {
            let items = list.as_array().into_iter().flatten();
            let pairs =
                items.map(|item| (item[key].as_str().unwrap_or_default().to_owned(), item[value].clone()));
            Value::Object(pairs.collect())
        };
        let names = |list: &Value, key: &str| {
            Value::Array(list.as_array().into_iter().flatten().map(|item| item[key].clone()).collect())
        };
        let wanted =
            after.as_object()?.iter().filter(|(what, _)| !matches!(what.as_str(), "method" | "params"));
        wanted.into_iter().find_map(|(what, expected)| {
            let seen = match what.as_str() {
                "error" => result["error"]["error"].clone(),
                "item" => item.clone(),
                "connection" => item["connection"].clone(),
                "columns" => names(&item["fields"], "name"),
                "visible" => of_list(&item["fields"], "name", "visible"),
                "settings_codes" => names(&item["settings"], "code"),
                "settings_values" => of_list(&item["settings"], "code", "value"),
                other => {
                    return Some(format!("the vectors ask for `{other}` afterwards, which nobody checks"));
                }
            };
            (!contains(&seen, expected))
                .then(|| format!("afterwards {method} shows {what} {seen}, expected {expected}"))
        })
    }

    /// What differs between the answer and what is expected of it.
    pub fn differs(&self, http: u16, answer: &Value) -> Option<String> {
        let difference = differs(self.expect(), http, answer)?;
        match self.value.get("expect_26_250") {
            Some(older) if differs(older, http, answer).is_none() => None,
            _ => Some(difference),
        }
    }
}

fn differs(expect: &Value, http: u16, answer: &Value) -> Option<String> {
    let expected_http = expect.get("http").and_then(Value::as_u64).unwrap_or(200);
    if u64::from(http) != expected_http {
        return Some(format!("HTTP {http}, expected {expected_http}"));
    }
    let result = &answer["result"];
    let nested = result.get("error").filter(|error| error.is_object());
    if let Some(code) = expect.get("error") {
        let error = if expect["shape"] == "nested" { nested.unwrap_or(&Value::Null) } else { answer };
        if error.get("error") != Some(code) {
            return Some(format!("error {error}, expected {code}"));
        }
        let text_counts = expect.get("compare") != Some(&Value::from("code"));
        return (text_counts && error["error_description"] != expect["error_description"]).then(|| {
            format!("text {}, expected {}", error["error_description"], expect["error_description"])
        });
    }
    if expected_http >= 500 {
        return None;
    }
    if nested.is_some() || answer.get("error").is_some() {
        return Some(format!("{answer} is an error, expected a result"));
    }
    let no_checks = Map::new();
    let checks = expect.as_object().unwrap_or(&no_checks);
    checks.iter().find_map(|(check, expected)| match check.as_str() {
        "result" => (result != expected).then(|| format!("result {result}, expected {expected}")),
        "result_contains" => {
            (!contains(result, expected)).then(|| format!("result {result} lacks some of {expected}"))
        }
        "result_ids" => {
            let ids: Vec<Value> = rows(result).map(|row| row["id"].clone()).collect();
            (Value::from(ids.clone()) != *expected).then(|| format!("ids {ids:?}, expected {expected}"))
        }
        "result_first_id" => {
            let first = rows(result).next().map_or(Value::Null, |row| row["id"].clone());
            (first != *expected).then(|| format!("first id {first}, expected {expected}"))
        }
        "result_count" => {
            let count = rows(result).count();
            (expected.as_u64() != u64::try_from(count).ok())
                .then(|| format!("{count} rows, expected {expected}"))
        }
        "result_first_titles" => {
            let titles: Vec<Value> = rows(&result["fields"]).map(|field| field["title"].clone()).collect();
            let expected = expected.as_array().map(Vec::as_slice).unwrap_or_default();
            (!titles.starts_with(expected)).then(|| format!("fields {titles:?}, expected {expected:?} first"))
        }
        "http" => None,
        other => Some(format!("the vectors ask for `{other}`, which nobody checks")),
    })
}

fn rows(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// Whether an answer has all of what is expected: objects key by key, lists whole.
#[must_use]
pub fn contains(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            part.iter().all(|(key, part)| whole.get(key).is_some_and(|whole| contains(whole, part)))
        }
        (Value::Array(whole), Value::Array(part)) => {
            whole.len() == part.len() && whole.iter().zip(part).all(|(whole, part)| contains(whole, part))
        }
        _ => whole == part,
    }
}
