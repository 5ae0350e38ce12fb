//! References to earlier results: `$result[list][0][ID]`.

use crate::php::{Array, Value};

const BEGINNING: &str = "$result";

/// Parameters with results in the place of all references to them.
pub(super) fn resolved(params: &Array, results: &Array) -> Array {
    let members = params.iter().map(|(key, value)| {
        let value = match value {
            Value::Text(text) => filled(text, results),
            Value::Array(array) => resolved(array, results).into(),
            value => value.clone(),
        };
        (key.clone(), value)
    });
    members.collect()
}

/// A text that is a reference and nothing else becomes what is referred to, whatever that is; among other words it is
/// printed.
fn filled(text: &str, results: &Array) -> Value {
    let mut filled = text.to_owned();
    for reference in references(text) {
        let Some(value) = find(reference, results) else { continue };
        if reference == text {
            return value;
        }
        filled = filled.replace(reference, &value.to_text());
    }
    Value::Text(filled)
}

/// What begins like a reference, to the next blank: the server looks for no other end.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split(char::is_whitespace).filter_map(|word| Some(&word[word.find(BEGINNING)?..]))
}

/// What a reference leads to: where its path ends, or where it cannot go on. None if it has no path.
fn find(reference: &str, results: &Array) -> Option<Value> {
    let mut steps = steps(reference).peekable();
    steps.peek()?;
    let mut array = results;
    for step in steps {
        match array.get(step) {
            Some(Value::Array(inner)) => array = inner,
            Some(Value::Null) | None => break,
            // Whatever follows, there is nothing inside of it.
            Some(value) => return Some(value.clone()),
        }
    }
    Some(array.clone().into())
}

/// What stands in the brackets of a reference.
fn steps(reference: &str) -> impl Iterator<Item = &str> {
    let opened = reference.split('[').skip(1);
    opened.filter_map(|step| step.split_once(']')).map(|(step, _)| step).filter(|step| !step.is_empty())
}

#[cfg(test)]
mod tests {
    use super::filled;
    use crate::php::{Array, Value};

    #[test]
    fn references_lead_as_far_as_they_can() {
        let results = r#"{"add": 7, "list": [{"ID": "3", "NAME": null}], "get": {"a": {"b": [1]}}}"#;
        let results: Value = serde_json::from_str(results).expect("it is JSON");
        let results: Array = results.as_array().expect("an object").clone();
        for (text, json) in [
            ("$result[add]", "7"),
            ("$result[list][0][ID]", r#""3""#),
            ("$result[get][a][b]", "[1]"),
            ("$result[add][deeper]", "7"),
            ("$result[list][0][NO]", r#"{"ID":"3","NAME":null}"#),
            ("$result[list][0][NAME]", r#"{"ID":"3","NAME":null}"#),
            ("deal $result[add] of $result[list][0][ID]", r#""deal 7 of 3""#),
            ("D_$result[add]", r#""D_7""#),
            ("D_$result[list]", r#""D_Array""#),
            // The server takes all that follows for the path of the first.
            ("$result[add]-$result[list][0][ID]", "7"),
            ("$result", r#""$result""#),
            ("$result[]", r#""$result[]""#),
            ("result[add]", r#""result[add]""#),
        ] {
            let json_of = |value: &Value| serde_json::to_string(value).expect("values can be written");
            assert_eq!(json_of(&filled(text, &results)), json, "{text}");
        }
    }
}
