//! Form-encoded bodies and query strings, whose brackets PHP reads as arrays: `fields[settings][0][code]=login`.
//!
//! PHP mends in silence what is wrong with a form. A portal has to do so too; whoever is called by one need not, since
//! portals write no such forms.

use std::convert::Infallible;

use super::{Array, Key, Value};

/// PHP drops what nests deeper (`max_input_nesting_level`).
const MOST_LEVELS: usize = 64;

/// PHP drops what comes behind so many parameters (`max_input_vars`).
const MOST_PARAMS: usize = 1000;

/// What a strict reader does not take of a form. Names and values are not shown: there may be secrets in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("parameter {at} {oddity}")]
pub(crate) struct FormError {
    /// The parameter's number in the form, from 1.
    at: usize,
    oddity: Oddity,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum Oddity {
    #[error("nests deeper than 64 levels")]
    TooDeep,
    #[error("has a malformed name: write `name`, `name[key]` or `name[]`")]
    Name,
    #[error("has no value: write `name=value`")]
    NoValue,
    #[error("was given before")]
    Repeated,
    #[error("has a `%` that no two hexadecimal digits follow")]
    Escape,
    #[error("is not UTF-8")]
    NotUtf8,
    #[error("has a character that no text can have, U+0000")]
    Nul,
}

/// Reads `a=1&b[c][]=2` as PHP does. Every value is a text.
pub(crate) fn parse(text: &[u8]) -> Array {
    let Ok(params) = read(text, MOST_PARAMS, |_, _| Ok::<_, Infallible>(()));
    params
}

/// The same of a form in which nothing is wrong, however many parameters it has: whoever gives it has bounded its bytes.
pub(crate) fn parse_strictly(text: &[u8]) -> Result<Array, FormError> {
    read(text, usize::MAX, |at, oddity| Err(FormError { at, oddity }))
}

/// Writes a form as PHP does: scalars as texts, nothing for null and for what is empty.
pub(crate) fn write(params: &Array) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    write_into(&mut form, None, params);
    form.finish()
}

fn write_into(form: &mut url::form_urlencoded::Serializer<'_, String>, path: Option<&str>, array: &Array) {
    for (key, value) in array.iter() {
        let name = path.map_or_else(|| key.to_string(), |path| format!("{path}[{key}]"));
        match value {
            Value::Array(inner) => write_into(form, Some(&name), inner),
            Value::Null | Value::Opaque => {}
            Value::Bool(flag) => drop(form.append_pair(&name, if *flag { "1" } else { "0" })),
            value => drop(form.append_pair(&name, &value.to_text())),
        }
    }
}

/// Reads so many parameters at most. `odd` is told of what is wrong before it is mended.
fn read<E>(text: &[u8], most: usize, odd: impl Fn(usize, Oddity) -> Result<(), E>) -> Result<Array, E> {
    let mut params = Array::default();
    let pairs = text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    for (at, pair) in (1..).zip(pairs.take(most)) {
        let odd = |oddity| odd(at, oddity);
        let mut halves = pair.splitn(2, |byte| *byte == b'=');
        let name = decode(halves.next().unwrap_or_default(), &odd)?;
        let value = halves.next();
        if value.is_none() {
            odd(Oddity::NoValue)?;
        }
        put(&mut params, &name, decode(value.unwrap_or_default(), &odd)?, &odd)?;
    }
    Ok(params)
}

/// Writes one value to where its name points.
fn put<E>(
    params: &mut Array,
    name: &str,
    value: String,
    odd: &impl Fn(Oddity) -> Result<(), E>,
) -> Result<(), E> {
    let Some((base, steps)) = path(name) else { return odd(Oddity::Name) };
    if steps.iter().fold(base.clone(), |path, step| path + "[" + step + "]") != name {
        odd(Oddity::Name)?;
    }
    if steps.len() > MOST_LEVELS {
        return odd(Oddity::TooDeep);
    }
    let mut array = params;
    let mut key = Key::from(base.as_str());
    for step in steps {
        if array.at(&key).is_some_and(|known| known.as_array().is_none()) {
            odd(Oddity::Repeated)?;
        }
        array = array.nested(key);
        key = if step.is_empty() { array.next_key() } else { Key::from(step) };
    }
    if array.at(&key).is_some() {
        odd(Oddity::Repeated)?;
    }
    array.insert(key, Value::Text(value));
    Ok(())
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
fn decode<E>(text: &[u8], odd: &impl Fn(Oddity) -> Result<(), E>) -> Result<String, E> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', after) => match escaped(after) {
                Some(byte) => {
                    bytes.push(byte);
                    rest = after.get(2..).unwrap_or_default();
                }
                None => {
                    odd(Oddity::Escape)?;
                    bytes.push(b'%');
                }
            },
            _ => bytes.push(*first),
        }
    }
    if bytes.contains(&0) {
        odd(Oddity::Nul)?;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            odd(Oddity::NotUtf8)?;
            Ok(String::from_utf8_lossy(error.as_bytes()).into_owned())
        }
    }
}

/// The byte that two hexadecimal digits stand for.
fn escaped(digits: &[u8]) -> Option<u8> {
    let [high, low, ..] = digits else { return None };
    Some(hex(*high)? << 4 | hex(*low)?)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::{Array, Value, parse, parse_strictly};

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

    #[test]
    fn php_drops_what_comes_behind_a_thousand_parameters_and_a_strict_reader_takes_it() {
        let many = (0..1001).map(|at| format!("a[]={at}")).collect::<Vec<_>>().join("&&");
        let count = |params: &Array| params.get("a").and_then(Value::as_array).map(|a| a.values().count());
        assert_eq!(count(&parse(many.as_bytes())), Some(1000));
        assert_eq!(count(&parse_strictly(many.as_bytes()).expect("nothing is wrong")), Some(1001));
    }

    #[test]
    fn what_php_mends_a_strict_reader_refuses_without_showing_it() {
        let deep = format!("a{}=1", "[x]".repeat(65));
        for (form, message) in [
            ("x=1&a=1&a=2", "parameter 3 was given before"),
            ("a=1&a[b]=2", "parameter 2 was given before"),
            ("a[b]=1&a=2", "parameter 2 was given before"),
            ("a[9223372036854775807]=1&a[]=2", "parameter 2 was given before"),
            ("a[b=1", "parameter 1 has a malformed name: write `name`, `name[key]` or `name[]`"),
            ("a[b]c=1", "parameter 1 has a malformed name: write `name`, `name[key]` or `name[]`"),
            ("=1", "parameter 1 has a malformed name: write `name`, `name[key]` or `name[]`"),
            ("a.b=1", "parameter 1 has a malformed name: write `name`, `name[key]` or `name[]`"),
            ("secret", "parameter 1 has no value: write `name=value`"),
            ("a=%zz", "parameter 1 has a `%` that no two hexadecimal digits follow"),
            ("a=%ff", "parameter 1 is not UTF-8"),
            ("a%00=1", "parameter 1 has a character that no text can have, U+0000"),
            (deep.as_str(), "parameter 1 nests deeper than 64 levels"),
        ] {
            let refused = parse_strictly(form.as_bytes()).expect_err(form);
            assert_eq!(refused.to_string(), message, "{form}");
        }
    }

    #[test]
    fn forms_as_portals_write_them_pass_the_strict_reader() {
        for form in [
            "",
            "table=sales&limit=100&mapFields%5Bdeal_id%5D=Deal&connection%5Blogin%5D=user",
            "select%5B0%5D=A&select%5B1%5D=B&filter%5B%3E%3DA%5D=3&filter%5B0%5D%5BLOGIC%5D=OR",
            "connection[pass word]=a+%26+b&searchString=",
        ] {
            let strict = parse_strictly(form.as_bytes()).expect(form);
            assert_eq!(strict, parse(form.as_bytes()), "{form}");
        }
    }
}
