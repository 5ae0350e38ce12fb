//! Form-encoded bodies and query strings, whose brackets PHP reads as arrays: `fields[settings][0][code]=login`.

use super::php::{Array, Key, Value};

/// PHP drops what nests deeper (`max_input_nesting_level`).
const MOST_LEVELS: usize = 64;

/// Reads `a=1&b[c][]=2`. Every value is a text.
pub(super) fn parse(text: &[u8]) -> Array {
    let mut params = Array::default();
    for pair in text.split(|byte| *byte == b'&') {
        let mut halves = pair.splitn(2, |byte| *byte == b'=');
        let name = decode(halves.next().unwrap_or_default());
        let value = decode(halves.next().unwrap_or_default());
        put(&mut params, &name, value);
    }
    params
}

/// Writes one value to where its name points.
fn put(params: &mut Array, name: &str, value: String) {
    let Some((base, steps)) = path(name) else { return };
    if steps.len() > MOST_LEVELS {
        return;
    }
    let mut array = params;
    let mut key = Some(Key::from(base.as_str()));
    for step in steps {
        array = array.nested(key);
        key = (!step.is_empty()).then(|| Key::from(step));
    }
    match key {
        Some(key) => array.insert(key, Value::Text(value)),
        None => array.push(Value::Text(value)),
    }
}

/// Cuts `a[b][]` into its base `a` and the steps `b` and the empty one. What follows a closed bracket without opening
/// another is dropped; a bracket that is never closed is part of the name.
fn path(name: &str) -> Option<(String, Vec<&str>)> {
    let name = name.trim_start_matches(' ');
    let open = name.find('[').filter(|open| name[*open..].contains(']'));
    let (base, mut rest) = name.split_at(open.unwrap_or(name.len()));
    // PHP made variables of these names once, which cannot hold such characters.
    let base = base.replace(['.', ' ', '['], "_");
    let mut steps = Vec::new();
    while let Some((step, after)) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        steps.push(step);
        rest = after;
    }
    (!base.is_empty()).then_some((base, steps))
}

/// Undoes percent encoding, `+` for a blank included. What is not UTF-8 is replaced.
fn decode(text: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = after;
                }
                _ => bytes.push(b'%'),
            },
            _ => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn json(form: &str) -> String {
        serde_json::to_string(&parse(form.as_bytes())).expect("arrays can be written")
    }

    #[test]
    fn brackets_become_arrays_and_scalars_texts() {
        for (form, expected) in [
            ("", "[]"),
            ("id=4&page=2", r#"{"id":"4","page":"2"}"#),
            (
                "fields[title]=x&fields[settings][0][code]=y",
                r#"{"fields":{"title":"x","settings":[{"code":"y"}]}}"#,
            ),
            ("select[]=id&select[]=title", r#"{"select":["id","title"]}"#),
            ("a[][b]=1&a[][b]=2", r#"{"a":[{"b":"1"},{"b":"2"}]}"#),
            ("filter%5B%3E%3Did%5D=3", r#"{"filter":{">=id":"3"}}"#),
            ("a=1&a[b]=2", r#"{"a":{"b":"2"}}"#),
            ("a[b]=1&a=2", r#"{"a":"2"}"#),
        ] {
            assert_eq!(json(form), expected, "{form}");
        }
    }

    #[test]
    fn odd_names_are_read_as_php_reads_them() {
        for (form, expected) in [
            ("a.b c=1", r#"{"a_b_c":"1"}"#),
            ("a[b=1", r#"{"a_b":"1"}"#),
            ("a[b]c[d]=1", r#"{"a":{"b":"1"}}"#),
            ("=1&&[x]=2", "[]"),
            ("a", r#"{"a":""}"#),
            ("a=%zz%4", r#"{"a":"%zz%4"}"#),
            ("a=x+y%20%D0%B6", r#"{"a":"x y ж"}"#),
        ] {
            assert_eq!(json(form), expected, "{form}");
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = format!("a{}=1&b=2", "[x]".repeat(65));
        assert_eq!(json(&deep), r#"{"b":"2"}"#);
    }
}
